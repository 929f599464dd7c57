//! The pictures of screens in the README and the handbook are those that docent makes today.
//!
//! `PICTURES=make cargo test --test it screenshots` makes them anew.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where they are.
const FOLDER: &str = "tours/handbook/media";

/// Each file, with what `docent export svg` is told, and the first words of the page that it shows.
const PICTURES: [(&str, &[&str], &str); 5] = [
    (
        "station.svg",
        &["karlag", "--size=100x30", "--keys=space enter space*3"],
        "Heading: Who was a zek?",
    ),
    (
        "bibliography.svg",
        &["karlag", "--size=100x24", "--keys=space enter b"],
        "Bibliography",
    ),
    (
        "map.svg",
        &["karlag", "--size=100x30", "--keys=space enter m"],
        "Map",
    ),
    (
        "notice.svg",
        &["karlag", "--size=100x24", "--keys=space enter 4 enter"],
        "Heading: Before “Mothers and infants”",
    ),
    (
        "search.svg",
        &[
            "karlag",
            "--size=100x24",
            "--language=kk",
            "--theme=light",
            "--keys=space*3 enter / 'алжир'",
        ],
        "Іздеу",
    ),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn made(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_docent"))
        .args(["export", "svg"])
        .args(arguments)
        .output()
        .expect("docent runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn the_pictures_of_the_readme_and_the_handbook_are_those_made_today() {
    let anew = env::var("PICTURES").is_ok_and(|word| word == "make");
    let mut stale = Vec::new();
    for (name, arguments, page) in PICTURES {
        let (path, made) = (root().join(FOLDER).join(name), made(arguments));
        let words = format!("<desc>{page}\n");
        assert!(made.contains(&words), "{name} is not of the page {page}");
        if anew {
            fs::write(&path, &made).expect("the folder can be written");
        }
        if fs::read_to_string(&path).ok() != Some(made) {
            stale.push(name);
        }
    }
    let how = "`PICTURES=make cargo test --test it screenshots` makes them anew";
    assert!(stale.is_empty(), "{stale:?} are stale: {how}");
}

#[test]
fn each_picture_is_made_and_is_shown_with_its_description() {
    let entries = fs::read_dir(root().join(FOLDER)).expect("pictures");
    let name = |entry: fs::DirEntry| entry.file_name().into_string().expect("UTF-8");
    let mut found: Vec<_> = entries.map(|entry| name(entry.expect("entry"))).collect();
    found.sort();
    let mut made = PICTURES.map(|(name, ..)| name);
    made.sort_unstable();
    assert_eq!(found, made);
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    for name in made {
        let shown = format!("]({FOLDER}/{name})");
        let before = readme.split(&shown).next().expect("a beginning");
        let alt = before.rsplit("![").next().expect("an end");
        assert!(before.len() < readme.len(), "{name} is not in the README");
        assert!(alt.len() > 40 && !alt.contains(']'), "{name}: {alt}");
    }
}
