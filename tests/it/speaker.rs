//! What a visitor to the full screen hears.

use std::sync::Arc;

use docent::plain::{Plain, Speaker, Spoken, page};
use docent::player::Player;
use docent::player::view::Place;
use docent::session::Input;
use docent::tour::{Tour, TourFiles};
use docent::words::{ENGLISH, Words};
use proptest::prelude::*;

use crate::keys;
use crate::properties::{EVERYTHING, any_key};
use crate::visit::{Visit, tour};

/// A visit that is listened to.
struct Listener {
    visit: Visit,
    speaker: Speaker,
}

impl Listener {
    /// At the title of the tour with everything, which has been said.
    fn new() -> Self {
        Self::of(Visit::tour(EVERYTHING))
    }

    fn of(visit: Visit) -> Self {
        let mut speaker = Speaker::new();
        speaker.news(visit.player());
        Self { visit, speaker }
    }

    /// What is said to the last of these keys.
    fn press(&mut self, keys: &str) -> String {
        let mut said = Spoken::default();
        for key in keys::parse(keys) {
            self.visit.input(Input::Key(key));
            said = self.speaker.news(self.visit.player());
        }
        said.text().to_owned()
    }

    /// To the second step of the first station.
    fn in_hall() -> Self {
        let mut listener = Self::new();
        listener.press("down enter space");
        listener
    }
}

/// The lines of the plain mode without its choices, its numbers before rows, and as they are spoken.
fn as_spoken(said: &str) -> String {
    let page = said.rsplit_once("\n\n").map_or("", |(page, _)| page);
    let unnumbered = |line| match str::split_once(line, ' ') {
        Some((number, row)) if number.parse::<u16>().is_ok() => row,
        _ => line,
    };
    let lines: Vec<&str> = page.lines().map(unnumbered).collect();
    Spoken::new(&lines.join("\n"), &ENGLISH, "en")
        .text()
        .to_owned()
}

/// A visitor to the plain mode, who takes choices by their words.
struct Reader(Plain);

impl Reader {
    fn choose(&mut self, choice: &str) -> String {
        let mut listed = String::new();
        self.0.take("?", &mut listed);
        self.0.say(&mut listed);
        let number = listed.lines().find_map(|line| {
            let (number, label) = line.split_once(' ')?;
            label.starts_with(choice).then_some(number)
        });
        let number = number.unwrap_or_else(|| panic!("{choice} is not among\n{listed}"));
        let mut said = String::new();
        self.0.take(number, &mut said);
        self.0.say(&mut said);
        said
    }
}

const BACK: (&str, &str) = ("backspace", "back to where");
const NEXT: (&str, &str) = ("space", "the next step");

/// A tour with every feature: keys on the full screen, and the choice that does the same.
const WALK: &[(&str, &str)] = &[
    ("down enter", "Begin the tour"),
    NEXT,
    ("b", "bibliography"),
    BACK,
    ("m", "map"),
    BACK,
    ("t", "timeline"),
    BACK,
    ("g", "glossary"),
    BACK,
    ("f", "figures"),
    BACK,
    ("s", "list of stations"),
    BACK,
    ("n", "notes"),
    ("n", "no more notes"),
    ("2 enter", "the yard (station)"),
    ("down enter", "Continue"),
    NEXT,
    NEXT,
    NEXT,
    NEXT,
    ("down enter", "More"),
    ("down enter", "Less"),
    ("esc space", "the next step"),
    NEXT,
    ("down enter", "Go on"),
    NEXT,
];

#[test]
fn pages_steps_notes_and_replies_are_said_as_the_plain_mode_says_them() {
    let tours = [tour(EVERYTHING)];
    let mut listener = Listener::of(Visit::tours(&tours).size(80, 60));
    let mut reader = Reader(Plain::new(Player::new(tours.into())));
    for (keys, choice) in WALK {
        let said = listener.press(keys);
        let plain = as_spoken(&reader.choose(choice));
        assert_eq!(said, plain, "{keys}, {choice}");
        assert!(!said.is_empty(), "{keys}, {choice}");
    }
    assert_eq!(listener.visit.player().state().view.place, Place::Closing);
}

#[test]
fn the_title_is_said_with_its_notice_and_nothing_behind_it() {
    let visit = Visit::tour(EVERYTHING);
    let said = Speaker::new().news(visit.player());
    insta::assert_snapshot!(said.text(), @r"
    Heading: Everything
    3 stations
    A tour with every feature
    by Ann Author, Ben Author
    Heading: Before you begin
    This tour speaks of hard things.
    Begin the tour
    Leave
    ");
}

#[test]
fn the_row_that_gets_the_focus_is_said_with_its_place() {
    let mut listener = Listener::in_hall();
    insta::assert_snapshot!(listener.press("s down"), @r"
    2 The yard (content notice)
    2 of 3
    ");
    assert_eq!(listener.press("down down"), "", "the last row keeps it");
    insta::assert_snapshot!(listener.press("home"), @r"
    1 The hall (Ground floor, you are here)
    1 of 3
    ");
}

#[test]
fn a_list_that_opens_in_its_middle_says_where() {
    let mut listener = Listener::in_hall();
    listener.press("3 enter");
    let said = listener.press("s");
    let (_, after) = said.split_once("content notice)\n").expect("the list");
    insta::assert_snapshot!(after, @r"
    3 The end (Қарағанды, you are here)
    3 The end (Қарағанды, you are here)
    3 of 3
    ");
}

#[test]
fn links_and_marks_are_said_when_they_are_stepped_to() {
    let mut listener = Listener::in_hall();
    let tabs: String = (0..5).map(|_| listener.press("tab")).collect();
    insta::assert_snapshot!(tabs, @r"
    zek (glossary)
    1 of 7
    Note 1.
    2 of 7
    Note 2.
    3 of 7
    Note 3.
    4 of 7
    the yard (station)
    5 of 7
    ");
    assert_eq!(listener.press("esc"), "");
}

#[test]
fn a_link_leads_to_its_entry_alone() {
    let more = EVERYTHING.replace(
        "[glossary.zek]",
        "[glossary.camp]\nterm = \"camp\"\nmeaning = \"A place.\"\n\n[glossary.zek]",
    );
    let mut listener = Listener::of(Visit::tour(&more));
    listener.press("down enter");
    insta::assert_snapshot!(listener.press("tab enter"), @r"
    Heading: Glossary
    zek (зэк): Someone imprisoned in a camp. Author, The Book.
    What belongs to a station with a content notice is listed once that station has been entered.
    ");
    let back = listener.press("backspace");
    assert!(back.starts_with("Station 1 of 3: The hall\n"), "{back}");
}

#[test]
fn a_note_that_is_followed_or_moved_to_is_said_alone() {
    let mut listener = Listener::in_hall();
    insta::assert_snapshot!(listener.press("tab tab enter"), @r"Note 1. What the papers say. Ann Author, The Book (Press, 1999), 3.");
    insta::assert_snapshot!(listener.press("down"), @r"Note 2. Author, The Book, 12–14.");
    assert_eq!(listener.press("esc"), "Notes are off.\n");
}

#[test]
fn notes_that_are_open_are_said_with_each_step() {
    let mut listener = Listener::new();
    insta::assert_snapshot!(listener.press("down enter n"), @r"
    Heading: Notes
    Note 1. What the papers say. Ann Author, The Book (Press, 1999), 3.
    Note 2. Author, The Book, 12–14.
    Note 3. “Личности в истории лагеря” [Persons in the history of the camp], Museum, 2015, example.org.
    ");
    insta::assert_snapshot!(listener.press("space"), @r"
    The secondword comes after Next. Go to the yard or read the plan. Note 4.
    Heading: Notes
    Note 4. Author, The Book, 15; see Museum, “Личности в истории лагеря.”
    ");
}

#[test]
fn digits_and_messages_are_said() {
    let mut listener = Listener::in_hall();
    assert_eq!(listener.press("1"), "Go to station: 1\n");
    assert_eq!(listener.press("9"), "Go to station: 19\n");
    assert_eq!(listener.press("backspace"), "Go to station: 1\n");
    assert_eq!(listener.press("9 enter"), "There is no station 19.\n");
    assert_eq!(listener.press("p"), "Auto-play 1×\n");
    assert_eq!(listener.press("+"), "Auto-play 1.25×\n");
    assert_eq!(listener.press("p"), "Auto-play is off.\n");
}

#[test]
fn a_search_says_what_is_typed_and_found() {
    let mut listener = Listener::in_hall();
    insta::assert_snapshot!(listener.press("/"), @r"
    Heading: Search
    Type a word; it is looked for in stations, notes, sources, glossary and timeline.
    ");
    insta::assert_snapshot!(listener.press("secondword"), @r"
    Search: secondword
    1 place found
    Heading: Station 1: The hall
    The secondword comes after Next. Go to the yard or read the plan. Note 4.
    1 station with a content notice was not searched; it is once you have entered it.
    ");
    insta::assert_snapshot!(listener.press("down"), @r"
    The secondword comes after Next. Go to the yard or read the plan. Note 4.
    1 of 1
    ");
    assert_eq!(
        listener.press("backspace").lines().next(),
        Some("Search: secondwor")
    );
}

#[test]
fn the_last_page_or_step_is_repeated() {
    let mut listener = Listener::in_hall();
    listener.press("tab 9 esc");
    let repeated = |listener: &Listener| listener.speaker.repeat(listener.visit.player());
    insta::assert_snapshot!(repeated(&listener).text(), @r"The secondword comes after Next. Go to the yard or read the plan. Note 4.");
    let glossary = listener.press("g");
    listener.press("down");
    assert_eq!(repeated(&listener).text(), glossary);
}

#[test]
fn each_language_is_said_in_its_own_words() {
    let translation = include_str!("words/everything.kk.toml");
    let files =
        TourFiles::from_text("test", EVERYTHING).with_translation("tour.kk.toml", translation);
    let tour = Tour::open(files).0.expect("a tour");
    let mut listener = Listener::of(Visit::tours(&[Arc::new(tour)]));
    listener.press("l down enter down enter");
    let said = listener.speaker.repeat(listener.visit.player());
    assert_eq!(said.language(), "kk");
    assert!(
        said.text().starts_with("1-аялдама, барлығы 3: "),
        "{}",
        said.text()
    );
    insta::assert_snapshot!(listener.press("s down"), @r"
    2 Аула (ескертуі бар)
    3 ішінен 2
    ");
}

#[test]
fn in_the_lobby_the_keys_are_told() {
    let tours = [tour(EVERYTHING), tour(EVERYTHING)];
    let visit = Visit::tours(&tours);
    insta::assert_snapshot!(Speaker::new().news(visit.player()).text(), @r"
    Heading: Choose a tour
    Move with the arrow keys and press Enter.
    Everything (A tour with every feature, 3 stations, English)
    Everything (A tour with every feature, 3 stations, English)
    ");
}

#[test]
fn a_page_of_the_programs_own_is_said_by_its_numbers() {
    let card = || {
        docent::card::Card::new("docent")
            .title("Reading aids")
            .line(docent::theme::Role::Text, "Choose what helps.")
            .row(3, "Large letters", "off")
            .row(5, "Read aloud", "off")
    };
    let hands = docent::player::keymap::Hands::Kiosk;
    let mut said = String::new();
    page(&card().scene(&ENGLISH, hands), &mut said);
    insta::assert_snapshot!(said, @r"
    Heading: Reading aids

    Choose what helps.

    1 Large letters (off)
    2 Read aloud (off)
    ");
    let mut speaker = Speaker::new();
    let mut news = |card: &docent::card::Card| {
        let said = speaker.card(&card.scene(&ENGLISH, hands), "en");
        said.text().to_owned()
    };
    insta::assert_snapshot!(news(&card()), @r"
    Heading: Reading aids
    Choose what helps.
    1 Large letters (off)
    2 Read aloud (off)
    ");
    assert_eq!(news(&card().focused(5)), "Read aloud (off)\n2 of 2\n");
    let louder = card().row(6, "Speak louder", "").focused(5);
    assert_eq!(news(&louder), "3 Speak louder\n");
    assert_eq!(news(&louder.clone().typed("PIN: ••")), "PIN: ••\n");
    assert_eq!(news(&louder), "");
}

/// Words of the tour's only station with a notice.
const NOTICED: &[&str] = &[
    "thirdword",
    "To think about",
    "Someone imprisoned",
    "A plan",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn nothing_noticed_is_said_before_consent(inputs in prop::collection::vec(any_key(), 0..60)) {
        let mut listener = Listener::of(Visit::tour(&EVERYTHING.replace("secondword", "second[[word]]")));
        for key in inputs {
            listener.visit.input(Input::Key(key));
            let said = listener.speaker.news(listener.visit.player());
            let state = listener.visit.player().state();
            if !state.admitted {
                prop_assert!(!NOTICED.iter().any(|word| said.text().contains(word)), "{}", said.text());
                prop_assert!(!said.text().contains("firstword"), "{}", said.text());
            }
            if !state.consented.contains(1) {
                prop_assert!(!said.text().contains("thirdword"), "{}", said.text());
            }
            let sentences: Vec<&str> = said.sentences().collect();
            let controls = |char: char| char.is_control() || matches!(char, '<' | '>');
            for sentence in &sentences {
                prop_assert!(!sentence.contains(controls) && !sentence.contains("[["), "{sentence:?}");
            }
            prop_assert_eq!(sentences.concat().replace(' ', ""), said.text().replace([' ', '\n'], ""));
        }
    }
}

#[test]
fn words_for_what_is_spoken_are_there_in_each_language() {
    for language in ["en", "ru", "kk"] {
        let speech = &Words::of(language).speech;
        assert!(speech.note.contains("{number}") && speech.position.contains("{count}"));
    }
}
