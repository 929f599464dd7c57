//! The plain mode: lines in, lines out.

use std::io::Cursor;
use std::sync::Arc;

use docent::library::{self, Found};
use docent::player::Player;
use docent::shell::plain::{Reader, play};
use docent::tour::{Tour, TourFiles};

use crate::properties::EVERYTHING;
use crate::visit::tour;

/// What is said to a script by `tours`.
fn run_with(tours: &[Arc<Tour>], script: &[u8]) -> String {
    let mut out = Vec::new();
    let player = Player::new(tours.into());
    let mut input = Cursor::new(script.to_owned());
    play(player, Reader::Script, &mut input, &mut out).expect("played");
    String::from_utf8(out).expect("UTF-8")
}

fn run(script: &str) -> String {
    run_with(&[tour(EVERYTHING)], script.as_bytes())
}

/// What is said to the last line of a script alone. What was said before it stays as it was.
fn last(script: &str) -> String {
    let line = script.strip_suffix('\n').unwrap_or(script);
    let before = line.rfind('\n').expect("a line before the last");
    let said = run(script);
    said.strip_prefix(&run(&script[..=before]))
        .expect("nothing said before is changed")
        .to_owned()
}

/// To the first step of the second station, which has a figure, charts, questions and choices.
const TO_YARD: &str = "1\n1\n1\n1\n";
/// To its first question.
const TO_QUESTION: &str = "1\n1\n1\n1\n1\n1\n1\n1\n";

#[test]
fn without_input_the_whole_tour_is_printed() {
    insta::assert_snapshot!(run(""));
}

#[test]
fn notices_summary_and_closing_of_the_shipped_tour_are_printed() {
    let Found::BuiltIn(files) = library::find(None).expect("built in") else {
        panic!("not built in")
    };
    let tour = Arc::new(Tour::open(files).0.expect("without errors"));
    let printed = run_with(&[tour], b"");
    let mut rest = printed.as_str();
    for words in [
        "Heading: Children of the Karlag\n",
        "Heading: Before you begin\n",
        "\nTen stations about women and children",
        "\nStation 1 of 10: ",
        "\nHeading: Notes\n[1] ",
        "\nStation 4 of 10: Before “",
        "\nStation 4 of 10: ",
        "\nStation 10 of 10: ",
        "\nHeading: Timeline\n",
        "\nHeading: Glossary\n",
        "\nHeading: Bibliography\n",
        "\nHeading: Where to read on\n",
    ] {
        let (_, after) = rest
            .split_once(words)
            .unwrap_or_else(|| panic!("{words:?} does not come next"));
        rest = after;
    }
    for control in ["Begin the tour", "Skip to", "Leave", "this help", "quit"] {
        let row = |line: &str| {
            line.trim_start_matches(|char: char| !char.is_alphabetic())
                .starts_with(control)
        };
        assert!(!printed.lines().any(row), "{control} is printed");
    }
}

#[test]
fn every_tour_of_a_lobby_is_printed() {
    let other = EVERYTHING.replace("\"Everything\"", "\"Something else\"");
    let printed = run_with(&[tour(EVERYTHING), tour(&other)], b"");
    for title in ["Heading: Everything\n", "Heading: Something else\n"] {
        assert_eq!(printed.matches(title).count(), 1, "{title}");
    }
    assert_eq!(printed.matches("lastword").count(), 2);
}

#[test]
fn a_tour_is_chosen_by_its_number() {
    let other = EVERYTHING.replace("\"Everything\"", "\"Something else\"");
    let said = run_with(&[tour(EVERYTHING), tour(&other)], b"2\n");
    insta::assert_snapshot!(said);
}

#[test]
fn nothing_is_written_that_a_terminal_could_take_for_a_command() {
    let echo =
        "x\u{1b}[31m\u{9b}2J\u{202e}\u{2066}\u{200b}\u{feff}\u{e0041}\u{e001}\u{2028}\u{7f}y\n";
    let said = last(&format!("1\n{echo}"));
    assert!(
        said.starts_with("“x[31m2Jy” is not one of the choices.\n"),
        "{said:?}"
    );
    let searched = last(&format!("1\n11\n{echo}"));
    assert!(
        searched.contains("Nothing found for “x[31m2Jy”."),
        "{searched:?}"
    );
    for printed in [run(""), run(&"1\n".repeat(30)), said, searched] {
        assert!(
            !printed
                .chars()
                .any(|char| char.is_control() && char != '\n')
        );
    }
}

#[test]
fn input_of_any_bytes_and_length_is_taken() {
    let mut script = b"1\n\xff\xfe\n".to_vec();
    script.extend(vec![b'9'; 100_000]);
    script.extend(b"\n?\n\n\n1");
    let said = run_with(&[tour(EVERYTHING)], &script);
    assert_eq!(said.matches("is not one of the choices.").count(), 2);
    assert!(said.len() < 10_000 && said.contains("Before “The yard”"));
}

#[test]
fn a_script_of_numbers_finishes_the_tour() {
    let said = run(&"1\n".repeat(30));
    for words in [
        "Station 1 of 3: The hall",
        "firstword",
        "secondword",
        "thirdword",
        "lastword",
        "Heading: The end of the tour",
    ] {
        assert!(said.contains(words), "{words} is missing in:\n{said}");
    }
}

#[test]
fn a_page_begins_with_where_it_is_and_lists_its_choices_once() {
    insta::assert_snapshot!(run("1\n"));
}

#[test]
fn a_step_says_only_what_is_new_and_the_choices_of_every_step() {
    insta::assert_snapshot!(last("1\n1\n"), @r"
    The secondword comes after Next. Go to the yard or read the plan.[4]

    1 next, 2 notes, 4 back, ? all choices
    ");
    assert_eq!(last("1\n\n"), last("1\n1\n"), "an empty line is Next");
}

#[test]
fn a_question_mark_lists_every_choice_and_where_the_words_lead() {
    insta::assert_snapshot!(last("1\n1\n?\n"), @r"
    1 the next step, then the next station
    2 notes to the text on screen
    3 say this page again from its beginning
    4 back to where you were, as often as you like
    5 list of stations
    6 bibliography
    7 map
    8 timeline
    9 glossary
    10 figures and charts
    11 search everything
    12 quit
    13 the yard (station)
    14 the plan (figures)
    Type a number and press Enter; ? lists the choices again.
    ");
    assert!(last("1\n1\n13\n").starts_with("Station 2 of 3: Before “The yard”\n"));
}

#[test]
fn a_link_leads_to_its_entry_alone() {
    let more = EVERYTHING.replace(
        "[glossary.zek]",
        "[glossary.camp]\nterm = \"camp\"\nmeaning = \"A place.\"\n\n[glossary.zek]",
    );
    let said = run_with(&[tour(&more)], b"1\n13\n");
    let entry =
        "Heading: Glossary\n2 zek (зэк): Someone imprisoned in a camp. Author, The Book.\n\n";
    assert!(said.contains(entry), "{said}");
    let again = run_with(&[tour(&more)], b"1\n13\n4\n");
    assert!(
        again.contains("Heading: Glossary\n\n1 camp: A place.\n\n2 zek"),
        "{again}"
    );
}

#[test]
fn equal_choices_have_no_default() {
    insta::assert_snapshot!(last("1\n1\n1\n\n"), @r"
    1 Continue to this station
    2 Skip to “The end”
    3 Leave the tour
    4 back to where you were, as often as you like
    5 say this page again from its beginning
    6 quit
    Type a number and press Enter; ? lists the choices again.
    ");
}

#[test]
fn figures_charts_and_quotations_are_announced() {
    insta::assert_snapshot!(last(&format!("{TO_YARD}1\n")), @r"
    Picture: A plan of the hall.
    The plan. Ann Author, The Book (Press, 1999).
    Credit: Image by Author 2024 · Rights: The author, CC BY 4.0

    1 next, 2 notes, 4 back, ? all choices
    ");
    insta::assert_snapshot!(last(&format!("{TO_YARD}1\n1\n")), @r"
    Chart: A share
    these: 655 of 2,103 (31 %)
    Source: Author, The Book.

    1 next, 2 notes, 4 back, ? all choices
    ");
    assert!(run("1\n").contains("\nQuotation: A quotation of some length"));
}

#[test]
fn only_the_reply_is_said_to_an_answer() {
    insta::assert_snapshot!(last(TO_QUESTION), @r"
    Heading: To think about

    What would you need to know?

    2 More
    3 Less

    1 next, 4 notes, 6 back, ? all choices
    ");
    let less = "That is an answer too.\n\n1 next, 4 notes, 6 back, ? all choices\n";
    let more = "So would we.\n\n1 next, 4 notes, 6 back, ? all choices\n";
    for (answers, said) in [
        ("3\n", less),
        ("3\n2\n", more),
        ("2\n3\n", less),
        ("2\n2\n", more),
    ] {
        assert_eq!(last(&format!("{TO_QUESTION}{answers}")), said);
    }
}

#[test]
fn a_step_that_must_be_chosen_from_has_no_next() {
    let to_choice = format!("{TO_QUESTION}1\n1\n");
    insta::assert_snapshot!(last(&to_choice), @r"
    Heading: Where to go from here?

    1 Go on
    2 Stay

    3 notes, 5 back, ? all choices
    ");
    assert!(last(&format!("{to_choice}\n")).starts_with("1 Go on\n2 Stay\n3 notes"));
    assert!(last(&format!("{to_choice}2\n")).starts_with("Station 1 of 3: The hall\n"));
}

#[test]
fn notes_are_said_on_request_then_with_each_step_until_they_are_put_off() {
    insta::assert_snapshot!(last("1\n2\n"), @r"
    Heading: Notes
    [1] What the papers say. Ann Author, The Book (Press, 1999), 3.
    [2] Author, The Book, 12–14.
    [3] “Личности в истории лагеря” [Persons in the history of the camp], Museum, 2015, https://example.org/a/long/path.

    1 next, 2 no more notes, 4 back, ? all choices
    ");
    insta::assert_snapshot!(last("1\n2\n1\n"), @r"
    The secondword comes after Next. Go to the yard or read the plan.[4]

    Heading: Notes
    [4] Author, The Book, 15; see Museum, “Личности в истории лагеря.”

    1 next, 2 no more notes, 4 back, ? all choices
    ");
    insta::assert_snapshot!(last("1\n2\n1\n2\n"), @r"
    Notes are off.

    1 next, 2 notes, 4 back, ? all choices
    ");
}

#[test]
fn back_says_where_it_leads_and_again_says_the_page() {
    insta::assert_snapshot!(last("1\n1\n9\n2\n"), @r"
    Station 1 of 3: The hall
    The secondword comes after Next. Go to the yard or read the plan.[4]

    1 next, 2 notes, 4 back, ? all choices
    ");
    insta::assert_snapshot!(last("1\n1\n3\n"), @r"
    Station 1 of 3: The hall
    Ground floor · about 1 minute

    The firstword of the hall stands here, and a zek was held there.[1] More words follow, with weight, for a while.[2]

    Quotation: A quotation of some length that has to be broken into lines.[3]

    - an item of a list
    - another item

    The secondword comes after Next. Go to the yard or read the plan.[4]

    1 next, 2 notes, 4 back, ? all choices
    ");
    insta::assert_snapshot!(last("1\n1\n9\n"), @r"
    Heading: Glossary

    1 zek (зэк): Someone imprisoned in a camp. Author, The Book.

    What belongs to a station with a content notice is listed once that station has been entered.

    2 back to where you were, as often as you like
    3 say this page again from its beginning
    4 quit
    Type a number and press Enter; ? lists the choices again.
    ");
}

#[test]
fn a_web_address_is_said_once() {
    let text = EVERYTHING.replace("[the plan](figure:plan)", "[a page](https://example.org/x)");
    let said = run_with(&[tour(&text)], b"1\n1\n?\n14\n?\n");
    assert!(said.contains("\n14 a page (https://example.org/x)\n"));
    let message = "\nAddress: https://example.org/x\n\n1 next, 2 notes, 4 back, ? all choices\n";
    assert!(said.contains(message), "{said}");
    assert_eq!(said.matches("Address: ").count(), 1);
}

#[test]
fn another_language_says_the_step_and_lists_the_choices_again() {
    let translation = "translates = \"tour.toml\"\nlanguage = \"ru\"\ntitle = \"Всё\"\n\
        [[station]]\nid = \"hall\"\ntitle = \"Зал\"\ntext = \"\"\"\nПервое.\n\n---\n\nВторое.\n\"\"\"\n";
    let files =
        TourFiles::from_text("test", EVERYTHING).with_translation("tour.ru.toml", translation);
    let tours = [Arc::new(Tour::open(files).0.expect("a tour"))];
    let (before, after) = (b"1\n1\n12\n", b"1\n1\n12\n2\n");
    let said = run_with(&tours, after);
    let said = said
        .strip_prefix(&run_with(&tours, before))
        .expect("nothing before is changed");
    assert!(
        said.contains(": Зал\n") && said.contains("\nВторое.\n"),
        "{said}"
    );
    assert!(
        !said.contains("Первое") && said.lines().count() > 12,
        "{said}"
    );
}

#[test]
fn what_is_no_choice_is_said_so() {
    insta::assert_snapshot!(last("1\nno\n"), @r"
    “no” is not one of the choices.
    1 next, 2 notes, 4 back, ? all choices
    ");
}

/// To the search, from the first station.
const TO_SEARCH: &str = "1\n11\n";

#[test]
fn a_search_says_what_was_found_as_choices() {
    insta::assert_snapshot!(last(TO_SEARCH), @r"
    Heading: Search

    Type a word; it is looked for in stations, notes, sources, glossary and timeline.

    Type what to look for and press Enter; an empty line leads back.
    ");
    insta::assert_snapshot!(last(&format!("{TO_SEARCH}secondword\n")), @r"
    1 place found

    Heading: Station 1: The hall
    1 The secondword comes after Next. Go to the yard or read the plan.[4]

    1 station with a content notice was not searched; it is once you have entered it.

    2 back to where you were, as often as you like
    3 quit
    Type a number, or something else to look for; put / before a number that is to be looked for.
    ");
    insta::assert_snapshot!(last(&format!("{TO_SEARCH}secondword\n1\n")), @r"
    Station 1 of 3: The hall
    The secondword comes after Next. Go to the yard or read the plan.[4]

    1 next, 2 notes, 4 back, ? all choices
    ");
}

#[test]
fn a_year_is_looked_for_and_a_number_that_was_said_is_a_choice() {
    let year = "1 place found\n\nHeading: Timeline\n1 1938 — Something happened.\n";
    for query in ["1938\n", "secondword\n1938\n", "secondword\n/1938\n"] {
        let said = last(&format!("{TO_SEARCH}{query}"));
        assert!(said.contains(year), "{query:?}: {said}");
    }
    let said = last(&format!("{TO_SEARCH}secondword\n/1\n"));
    assert!(said.contains("places found"), "{said}");
    let back = last(&format!("{TO_SEARCH}\n"));
    assert!(back.starts_with("Station 1 of 3: The hall\n"), "{back}");
    assert!(last(&format!("{TO_SEARCH}secondword\n2\n")).starts_with("Station 1 of 3: The hall\n"));
}
