//! The README says what the program does.

use std::fs;
use std::path::Path;
use std::process::Command;

use docent::player::keymap::KEYMAP;
use docent::tour::{Tour, TourFiles};
use docent::words::ENGLISH;
use pulldown_cmark::{Event, Options, Parser, Tag};

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("README.md")
}

#[test]
fn its_two_commands_are_there() {
    assert!(readme().contains("\ncargo run --release ") && readme().contains("\ncargo test "));
}

/// A row that belongs to no table is read as a line with bars in it.
#[test]
fn each_row_stands_in_a_table() {
    let readme = readme();
    let events = Parser::new_ext(&readme, Options::ENABLE_TABLES);
    let is_row = |event: &Event<'_>| matches!(event, Event::Start(Tag::TableHead | Tag::TableRow));
    let rows = events.filter(is_row).count();
    // The line below a head makes it one, and is no row.
    let is_rule = |line: &&str| line.trim_matches(['|', '-', ':', ' ']).is_empty();
    let written = readme.lines().filter(|line| line.starts_with('|'));
    let written = written.filter(|line| !is_rule(line)).count();
    assert!(rows > 50);
    assert_eq!(rows, written);
}

/// Each is a command, and has the flags that are shown.
#[test]
fn its_commands_for_educators_are_there() {
    let readme = readme();
    let educators = readme.split("## For educators\n\n```sh\n").nth(1);
    let lines = educators.and_then(|rest| rest.split("```").next());
    let lines: Vec<_> = lines.expect("commands").lines().collect();
    assert!(lines.len() > 6, "{lines:?}");
    for line in lines {
        let typed = line.split(" #").next().unwrap_or_default();
        let words: Vec<_> = typed.split_whitespace().collect();
        let ["docent", command, arguments @ ..] = words.as_slice() else {
            panic!("{line}")
        };
        let help = help(command);
        let flags = arguments.iter().filter(|word| word.starts_with("--"));
        for flag in flags {
            let is_told = help.split([' ', '\n']).any(|word| word == *flag);
            assert!(is_told, "{line}: {help}");
        }
    }
}

/// What `docent COMMAND --help` prints, without its examples.
fn help(command: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_docent"))
        .args([command, "--help"])
        .output()
        .expect("docent runs");
    assert!(output.status.success(), "docent {command}");
    let help = String::from_utf8(output.stdout).expect("UTF-8");
    help.split("Examples:")
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn its_keys_are_those_of_the_keymap() {
    let row = |names: String, what: &str| format!("| `{names}` | {what} |");
    let expected: Vec<_> = KEYMAP
        .iter()
        .map(|binding| {
            let names = binding.names(&ENGLISH);
            let names = if binding.keys.is_empty() {
                names
            } else {
                names.replace(' ', "` `")
            };
            row(names, (binding.phrase)(&ENGLISH.commands))
        })
        .collect();
    let readme = readme();
    let found: Vec<_> = readme
        .lines()
        .filter(|line| line.starts_with("| `"))
        .take(expected.len())
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn its_example_of_a_tour_has_no_faults() {
    let readme = readme();
    let example = readme
        .split("```toml\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("an example");
    let (tour, faults) = Tour::load(TourFiles::from_text("lighthouse", example));
    assert!(tour.is_some() && faults.is_empty(), "{faults:#?}");
}
