//! The command line: what a user types, what is printed, the exit code.

use std::fs;
use std::process::{Command, Output, Stdio};

pub(crate) fn docent(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_docent"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("NO_COLOR")
        .stdin(Stdio::null())
        .output()
        .expect("docent runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[test]
fn in_a_pipe_the_whole_tour_is_printed() {
    let output = docent(&[]);
    assert_eq!(output.status.code(), Some(0));
    let printed = text(&output.stdout);
    assert!(printed.contains("Children of the Karlag") && printed.contains("Bibliography"));
    assert!(
        !printed
            .chars()
            .any(|char| char.is_control() && char != '\n')
    );
}

#[test]
fn in_a_pipe_the_self_test_is_a_report() {
    let output = docent(&["selftest"]);
    assert_eq!(output.status.code(), Some(0));
    let printed = text(&output.stdout);
    let version = format!("docent {} on this terminal\n", env!("CARGO_PKG_VERSION"));
    assert!(printed.starts_with(&version), "{printed}");
    for words in ["\nSigns\n", "\nSpeech\n", "\nSize: "] {
        assert!(printed.contains(words), "{words}: {printed}");
    }
    let is_text = |char: char| !char.is_control() || char == '\n';
    assert!(printed.chars().all(is_text), "{printed}");
}

#[test]
fn help_has_examples_for_every_command() {
    let help = text(&docent(&["--help"]).stdout);
    assert!(help.contains("Examples:"), "{help}");
    let commands = help.split("Commands:\n").nth(1).expect("commands");
    let commands = commands.lines().take_while(|line| !line.is_empty());
    let names: Vec<_> = commands
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(names.len() > 2, "{names:?}");
    for name in names {
        let output = docent(&[name, "--help"]);
        assert_eq!(output.status.code(), Some(0));
        assert!(text(&output.stdout).contains("Examples:"), "{name}");
    }
    let output = docent(&["my-tour.toml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("`docent play`"));
}

#[test]
fn what_cannot_be_read_is_named_and_ends_with_three() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    fs::create_dir(path("empty")).expect("a folder");
    fs::write(path("latin.toml"), b"title = \"caf\xe9\"").expect("a file");
    fs::File::create(path("huge.toml"))
        .expect("a file")
        .set_len(100 << 20)
        .expect("its length");
    for name in ["missing.toml", "empty", "latin.toml", "huge.toml"] {
        let output = docent(&["check", &path(name)]);
        let said = text(&output.stderr) + &text(&output.stdout);
        assert_eq!(output.status.code(), Some(3), "{name}: {said}");
        assert!(said.contains(name), "{name} is not named: {said}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_contains_itself_and_a_pipe_are_no_trap() {
    let folder = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).expect("a link");
    let output = docent(&["check", folder.path().to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
    let pipe = folder.path().join("pipe.toml");
    let made = Command::new("mkfifo").arg(&pipe).status();
    if !made.is_ok_and(|status| status.success()) {
        println!("skipped: mkfifo is not on this machine");
        return;
    }
    let output = docent(&["check", pipe.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
}

#[test]
fn a_picture_outside_the_folder_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let tour = "format = 1\ntitle = \"T\"\nlanguage = \"en\"\n[[station]]\nid = \"a\"\ntitle = \"A\"\n[[station.step]]\nfigure = \"f\"\n[[figure]]\nid = \"f\"\nimage = \"../secret.png\"\nalt = \"A\"\ncredit = \"Me\"\n";
    let path = folder.path().join("tour.toml");
    fs::write(&path, tour).expect("written");
    let output = docent(&["check", path.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stdout).contains("../secret.png")
            || text(&output.stderr).contains("../secret.png")
    );
}
