//! The plain mode: lines in, lines out.

use std::io::Cursor;

use docent::player::Player;
use docent::shell::plain::{Reader, play};

use crate::properties::EVERYTHING;
use crate::visit::tour;

fn run(script: &str) -> String {
    let mut out = Vec::new();
    let player = Player::new(vec![tour(EVERYTHING)].into());
    play(
        player,
        Reader::Script,
        &mut Cursor::new(script.to_owned()),
        &mut out,
    )
    .expect("played");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn without_input_the_whole_tour_is_printed() {
    let printed = run("");
    for words in [
        "firstword",
        "thirdword",
        "lastword",
        "[1] What the papers say",
        "The Book",
        "9 April 1938",
        "655 of 2,103",
    ] {
        assert!(printed.contains(words), "{words} is missing in:\n{printed}");
    }
    assert!(
        !printed.contains("secret words"),
        "the guide's notes were printed"
    );
}

#[test]
fn no_control_byte_but_the_newline_is_written() {
    for printed in [run(""), run("1\n2\n1\n1\n")] {
        assert!(
            !printed
                .chars()
                .any(|char| char.is_control() && char != '\n')
        );
    }
}

#[test]
fn a_script_of_numbers_finishes_the_tour() {
    let printed = run(&"1\n".repeat(30));
    for words in [
        "Station 1 of 3",
        "firstword",
        "secondword",
        "lastword",
        "The end of the tour",
    ] {
        assert!(printed.contains(words), "{words} is missing in:\n{printed}");
    }
}

#[test]
fn a_step_says_only_what_is_new() {
    let printed = run("1\n1\n");
    let after = printed.split("firstword").nth(1).expect("the first step");
    assert_eq!(printed.matches("firstword").count(), 1);
    assert!(after.contains("secondword"));
}

#[test]
fn what_is_no_choice_is_said_so() {
    assert!(run("no\n").contains("“no” is not one of the choices."));
}

#[test]
fn a_page_begins_with_where_it_is() {
    insta::assert_snapshot!(run("1\n"));
}
