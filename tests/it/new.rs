//! `docent new`: what an educator begins with.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn docent(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_docent"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("docent runs")
}

fn printed(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

#[test]
fn a_starter_has_no_faults_and_plays() {
    let folder = tempfile::tempdir().expect("a folder");
    for (language, stations) in [("en", 2), ("ru", 3), ("kk", 7), ("de", 2)] {
        let (name, count) = (format!("tour-{language}"), stations.to_string());
        let typed = ["new", &name, "--language", language, "--stations", &count];
        let made = docent(&typed, folder.path());
        assert_eq!(made.status.code(), Some(0), "{}", printed(&made));
        let checked = docent(&["check", &name], folder.path());
        assert_eq!(checked.status.code(), Some(0), "{}", printed(&checked));
        let played = printed(&docent(&["play", &name], folder.path()));
        assert!(played.contains(&format!("Tour {language}")), "{played}");
        let text = fs::read_to_string(folder.path().join(name).join("tour.toml")).expect("a tour");
        assert_eq!(text.matches("\n[[station]]\n").count(), stations);
        assert!(text.lines().filter(|line| line.starts_with('#')).count() > 10);
    }
}

#[test]
fn its_title_may_hold_any_character_of_a_title() {
    let folder = tempfile::tempdir().expect("a folder");
    let typed = ["new", "x", "--title", "The \"light\\house\", Маяк"];
    assert_eq!(docent(&typed, folder.path()).status.code(), Some(0));
    let played = printed(&docent(&["play", "x"], folder.path()));
    assert!(played.contains("The \"light\\house\", Маяк"), "{played}");
}

#[test]
fn the_schema_beside_it_is_the_one_its_first_line_names() {
    let folder = tempfile::tempdir().expect("a folder");
    docent(&["new", "."], folder.path());
    let text = fs::read_to_string(folder.path().join("tour.toml")).expect("a tour");
    let name = text
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("#:schema ./"))
        .expect("a schema line");
    let schema = fs::read_to_string(folder.path().join(name)).expect("the schema");
    assert_eq!(schema, docent::author::schema::text());
}

#[test]
fn nothing_is_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["tour.toml", "tour.schema.json"] {
        let path = folder.path().join(name);
        fs::write(&path, "mine").expect("a file");
        let output = docent(&["new", "."], folder.path());
        assert_eq!(output.status.code(), Some(3), "{}", printed(&output));
        assert!(printed(&output).contains(name));
        assert_eq!(fs::read_to_string(&path).expect("still there"), "mine");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);
        fs::remove_file(&path).expect("removed");
    }
}

#[test]
fn wrong_usage_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    for typed in [
        &["new"][..],
        &["new", "x", "--stations", "1"],
        &["new", "x", "--language", "English"],
    ] {
        let output = docent(typed, folder.path());
        assert_eq!(output.status.code(), Some(2), "{}", printed(&output));
    }
}
