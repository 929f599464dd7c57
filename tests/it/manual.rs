//! The manual pages and the shells' completions, which are made from the command line itself.

use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};

fn docent(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_docent"))
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("docent runs")
}

fn printed(arguments: &[&str]) -> String {
    let output = docent(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The commands that `--help` lists.
fn commands() -> Vec<String> {
    let help = printed(&["--help"]);
    let commands = help.split("Commands:\n").nth(1).expect("commands");
    let commands = commands.lines().take_while(|line| !line.is_empty());
    let names = commands.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let names = names.filter(|name| !name.is_empty() && *name != "help");
    names.map(str::to_owned).collect()
}

/// A program of the system with `input`; `None`, aloud, where there is no such program.
fn run(program: &str, arguments: &[&str], input: &str) -> Option<Output> {
    let command = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = command else {
        println!("skipped: there is no {program}");
        return None;
    };
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.to_owned();
    let writer = std::thread::spawn(move || {
        // A program that has read enough misses nothing.
        let _ = stdin.write_all(input.as_bytes());
    });
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("written");
    Some(output)
}

#[test]
fn the_manual_names_every_command_and_has_a_page_for_each() {
    let main = printed(&["man"]);
    let folder = tempfile::tempdir().expect("a folder");
    let pages = folder.path().join("man1");
    let path = pages.to_str().expect("UTF-8");
    assert_eq!(printed(&["man", path]), "");
    let commands = commands();
    assert!(commands.len() > 10, "{commands:?}");
    for command in &commands {
        assert!(
            main.contains(&format!("docent\\-{command}(1)")),
            "{command}"
        );
        let page = fs::read_to_string(pages.join(format!("docent-{command}.1")));
        let page = page.expect("a page");
        assert!(page.contains(".SH EXAMPLES"), "{command}");
    }
    assert!(pages.join("docent-export-text.1").exists());
    assert_eq!(
        fs::read_to_string(pages.join("docent.1")).expect("a page"),
        main
    );
}

#[test]
fn examples_keep_their_lines_in_the_manual() {
    let page = printed(&["man"]);
    let Some(set) = run(
        "groff",
        &["-man", "-Tutf8", "-Kutf8", "-rLL=110n", "-P-cbou"],
        &page,
    ) else {
        return;
    };
    let set = String::from_utf8_lossy(&set.stdout).into_owned();
    let lines: Vec<&str> = set.lines().map(str::trim).collect();
    let example = "docent > tour.txt             the whole tour as text";
    assert!(lines.contains(&example), "{set}");
}

#[test]
fn groff_finds_no_fault_in_any_page() {
    let folder = tempfile::tempdir().expect("a folder");
    printed(&["man", folder.path().to_str().expect("UTF-8")]);
    for entry in fs::read_dir(folder.path()).expect("pages") {
        let path = entry.expect("a page").path();
        let page = fs::read_to_string(&path).expect("a page");
        let arguments = ["-man", "-ww", "-Tutf8", "-Kutf8", "-z"];
        let Some(output) = run("groff", &arguments, &page) else {
            return;
        };
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            output.status.success() && said.is_empty(),
            "{path:?}: {said}"
        );
    }
}

#[test]
fn shells_complete_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = printed(&["completions", shell]);
        for command in commands() {
            assert!(script.contains(&command), "{shell}: {command}");
        }
    }
    assert_eq!(docent(&["completions", "abacus"]).status.code(), Some(2));
}

#[test]
fn bash_reads_its_script_and_completes_with_it() {
    let script = printed(&["completions", "bash"]);
    let Some(read) = run("bash", &["-n"], &script) else {
        return;
    };
    assert!(read.status.success() && read.stderr.is_empty(), "{read:?}");
    let ask = "\nCOMP_WORDS=(docent ex); COMP_CWORD=1; _docent docent ex docent; echo \"${COMPREPLY[@]}\"\n";
    let asked = run("bash", &["--norc"], &(script + ask)).expect("bash");
    let said = String::from_utf8_lossy(&asked.stdout).into_owned();
    assert_eq!(said.trim(), "export");
}
