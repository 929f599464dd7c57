//! The README says what the program does.

use std::fs;
use std::path::Path;

use docent::player::keymap::KEYMAP;
use docent::tour::{Tour, TourFiles};
use docent::words::ENGLISH;

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("README.md")
}

#[test]
fn its_two_commands_are_there() {
    assert!(readme().contains("\ncargo run --release ") && readme().contains("\ncargo test "));
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
