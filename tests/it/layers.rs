//! The architecture's one rule, held by reading the code: a layer imports only from its own and those before it.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers, lowest first, as `lib.rs` draws them.
const LAYERS: &[&[&str]] = &[
    &["diagnostic", "error", "words"],
    &["tour", "markup", "bibliography"],
    &["library", "player", "theme", "glyphs"],
    &["layout"],
    &["view", "plain", "screen"],
    &["session"],
    &["shell"],
    &["cli"],
];

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|modules| modules.contains(&module))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The modules that a file names by `crate::`, outside its tests.
fn imports(text: &str) -> Vec<(usize, String)> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = Vec::new();
    for (number, line) in code
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
    {
        for rest in line.split("crate::").skip(1) {
            let module: String = rest
                .chars()
                .take_while(|char| char.is_alphanumeric() || *char == '_')
                .collect();
            found.push((number + 1, module));
        }
    }
    found
}

#[test]
fn each_layer_imports_only_from_those_before_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 20, "the sources were not found");
    let mut breaches = Vec::new();
    for file in files {
        let path = file.strip_prefix(&root).expect("below src");
        let module = path
            .components()
            .next()
            .expect("a name")
            .as_os_str()
            .to_string_lossy();
        let module = module.trim_end_matches(".rs");
        if matches!(module, "main" | "lib") {
            continue;
        }
        let own = layer(module).unwrap_or_else(|| panic!("src/{module} is in no layer"));
        for (line, import) in imports(&fs::read_to_string(&file).expect("readable")) {
            let Some(other) = layer(&import) else {
                continue;
            };
            if other > own {
                breaches.push(format!("src/{}:{line} imports {import}", path.display()));
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}
