//! The architecture's one rule, held by reading the code: a layer imports only from its own line and
//! those above it in the drawing in `lib.rs`.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The modules of each line of the drawing, from the top.
fn layers() -> Vec<Vec<String>> {
    let text = fs::read_to_string(root().join("lib.rs")).expect("lib.rs");
    let drawing = text.split("//! ```text\n").nth(1).expect("a drawing");
    let lines = drawing.lines().map(|line| line.trim_start_matches("//! "));
    lines
        .take_while(|line| !line.starts_with("```"))
        .map(|line| {
            let names = line.split("   ").next().unwrap_or_default();
            names.split_whitespace().map(str::to_owned).collect()
        })
        .collect()
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

/// The modules that a file names after `crate::`, with their lines; its tests are left out.
fn imports(text: &str) -> Vec<(usize, String)> {
    let code = text
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default();
    let mut found = Vec::new();
    for (number, line) in (1..).zip(code.lines()) {
        if line.trim_start().starts_with("//") {
            continue;
        }
        for rest in line.split("crate::").skip(1) {
            assert!(
                !rest.starts_with('{'),
                "grouped imports hide layers: {line}"
            );
            let name = |char: &char| char.is_alphanumeric() || *char == '_';
            found.push((number, rest.chars().take_while(name).collect()));
        }
    }
    found
}

#[test]
fn each_layer_imports_only_from_those_above_it() {
    let layers = layers();
    assert!(layers.len() > 5, "the drawing was not found: {layers:?}");
    let layer = |module: &str| {
        let found = layers
            .iter()
            .position(|names| names.iter().any(|name| name == module));
        found.unwrap_or_else(|| panic!("{module} is not in the drawing in lib.rs"))
    };
    let mut files = Vec::new();
    sources(&root(), &mut files);
    let mut breaches = Vec::new();
    for file in files {
        let path = file.strip_prefix(root()).expect("below src");
        let first = path
            .components()
            .next()
            .expect("a name")
            .as_os_str()
            .to_string_lossy();
        let module = first.trim_end_matches(".rs");
        if matches!(module, "main" | "lib") {
            continue;
        }
        for (line, import) in imports(&fs::read_to_string(&file).expect("readable")) {
            if layer(&import) > layer(module) {
                breaches.push(format!("src/{}:{line} imports {import}", path.display()));
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn an_import_is_found_wherever_it_stands() {
    let text = "use crate::tour::Tour;\n// use crate::shell;\nfn f() { crate::layout::page() }\n#[cfg(test)]\nmod tests {\n use crate::cli;\n}\n";
    let found: Vec<_> = imports(text)
        .into_iter()
        .map(|(line, name)| format!("{line} {name}"))
        .collect();
    assert_eq!(found, ["1 tour", "3 layout"]);
}
