//! What a visitor sees, screen by screen. Accept a changed screen with `cargo insta review`, never by hand.

use std::sync::Arc;

use docent::glyphs::{Colours, Glyphs};
use docent::tour::{Tour, TourFiles};
use insta::assert_snapshot;

use crate::properties::EVERYTHING;
use crate::visit::{Visit, tour};

/// Past the title and its notice, in the first station.
const ENTER: &str = "space space space enter";

fn hall(width: u16, height: u16) -> Visit {
    Visit::tour(EVERYTHING).size(width, height).keys(ENTER)
}

#[test]
fn the_title_shows_the_notice_with_equal_choices() {
    let visit = Visit::tour(EVERYTHING);
    assert_snapshot!(visit.screen());
    assert!(
        !visit.screen().contains("What this tour is about"),
        "the summary waits behind the notice"
    );
}

#[test]
fn a_station_at_eighty_by_twenty_four() {
    assert_snapshot!(hall(80, 24).screen());
}

#[test]
fn a_station_on_the_smallest_screen() {
    assert_snapshot!(hall(40, 12).screen());
}

#[test]
fn a_station_on_a_wide_screen_has_its_notes_beside_it() {
    assert_snapshot!(hall(120, 30).screen());
}

#[test]
fn a_station_in_ascii() {
    assert_snapshot!(
        hall(80, 24)
            .look(Glyphs::Ascii, Colours::Mono)
            .keys(ENTER)
            .screen()
    );
}

#[test]
fn verse_and_code_keep_their_lines() {
    let text = EVERYTHING.replace(
        "The firstword of the hall stands here",
        "> A line of verse,\\\\\n> and the next, which is much too long for the measure and goes on below.\n\n```\ntitle = 'The *hall*'\n  label = '1'\n```\n\nThe firstword stands here",
    );
    let visit = Visit::tour(&text).size(60, 24).keys(ENTER);
    assert_snapshot!(visit.screen());
    let found = Visit::tour(&text).keys(ENTER).keys("/ verse");
    assert!(found.screen().contains("A line of verse, and the next"));
}

#[test]
fn steps_stand_one_under_the_other() {
    let screen = hall(80, 24).keys("space").screen();
    assert!(
        screen.contains("firstword") && screen.contains("secondword"),
        "{screen}"
    );
}

#[test]
fn the_notes_below_the_text_follow_it() {
    assert_snapshot!(hall(80, 24).keys("n").screen());
}

#[test]
fn the_text_does_not_move_when_the_notes_open() {
    let mut visit = hall(80, 30);
    let line = |visit: &Visit| {
        visit
            .screen()
            .lines()
            .position(|line| line.contains("firstword"))
    };
    let before = line(&visit);
    visit.press("n down down");
    assert_eq!(line(&visit), before);
}

#[test]
fn the_notes_over_a_small_screen() {
    assert_snapshot!(hall(40, 12).keys("n").screen());
}

#[test]
fn back_leads_from_the_source_over_the_note_to_the_same_line() {
    let mut visit = hall(80, 24);
    let text = visit.screen();
    visit.press("n");
    let notes = visit.screen();
    visit.press("enter");
    assert!(
        visit.screen().contains("Bibliography"),
        "{}",
        visit.screen()
    );
    visit.press("enter");
    visit.press("backspace");
    assert!(visit.screen().contains("Bibliography"));
    visit.press("backspace");
    assert_eq!(visit.screen(), notes);
    visit.press("backspace");
    assert_eq!(visit.screen(), text);
}

#[test]
fn the_bibliography_names_the_places_that_cite() {
    assert_snapshot!(hall(80, 24).keys("b").screen());
}

#[test]
fn the_list_of_stations() {
    assert_snapshot!(hall(80, 24).keys("s").screen());
}

#[test]
fn a_number_and_enter_lead_to_the_station_with_that_label() {
    let screen = hall(80, 24).keys("3 enter").screen();
    assert!(screen.contains("lastword"), "{screen}");
    let screen = hall(80, 24).keys("9 9 enter").screen();
    assert!(screen.contains("There is no station 99."), "{screen}");
}

#[test]
fn a_content_notice_gates_its_station() {
    let mut visit = hall(80, 24);
    visit.press("2 enter");
    assert_snapshot!(visit.screen());
    visit.press("/ thirdword");
    assert!(
        visit.screen().contains("Nothing found"),
        "{}",
        visit.screen()
    );
    visit.press("esc space space enter");
    assert!(visit.screen().contains("thirdword"), "{}", visit.screen());
}

#[test]
fn figures_charts_and_questions_stand_among_the_steps() {
    assert_snapshot!(
        hall(80, 60)
            .keys("2 enter space space enter space space space space space")
            .screen()
    );
}

#[test]
fn choices_are_the_only_way_on() {
    let mut visit =
        hall(80, 60).keys("2 enter space space enter space space space space space space");
    assert!(
        visit.screen().contains("Where to go from here?"),
        "{}",
        visit.screen()
    );
    let before = visit.screen();
    visit.press("space space space");
    assert!(!visit.screen().contains("lastword"), "{before}");
    visit.press("enter");
    assert!(visit.screen().contains("lastword"), "{}", visit.screen());
}

#[test]
fn the_timeline_leaves_out_what_stands_behind_a_notice() {
    let screen = hall(80, 24).keys("t").screen();
    assert!(
        screen.contains("9 April 1938") && screen.contains("about 1937"),
        "{screen}"
    );
    assert!(!screen.contains("Something lasted"), "{screen}");
}

#[test]
fn the_glossary() {
    assert_snapshot!(hall(80, 24).keys("g").screen());
}

#[test]
fn a_term_opens_its_definition() {
    let screen = hall(80, 24).keys("enter enter").screen();
    assert!(screen.contains("Someone imprisoned in a camp"), "{screen}");
}

#[test]
fn search_finds_without_case_and_accents() {
    for typed in ["замок", "ЕЛКА", "CAMP", "личности"] {
        let screen = hall(80, 24).keys(&format!("/ {typed}")).screen();
        let found = screen.contains("place found") || screen.contains("places found");
        assert!(found, "{typed}: {screen}");
    }
    assert_snapshot!(hall(80, 24).keys("/ author").screen());
}

#[test]
fn help_lists_every_key() {
    assert_snapshot!(hall(80, 40).keys("?").screen());
}

#[test]
fn the_closing_says_where_to_read_on() {
    assert_snapshot!(hall(80, 30).keys("3 enter space").screen());
}

#[test]
fn the_closing_thanks_each_maker_of_pictures_once() {
    let again =
        "[[figure]]\nid = \"again\"\nalt = \"Once more.\"\ncredit = \"Image by Author 2024\"\n";
    let visit = Visit::tour(&format!("{EVERYTHING}\n{again}"));
    let closing = visit
        .size(80, 30)
        .keys(&format!("{ENTER} 3 enter space"))
        .screen();
    let thanked = closing.matches("Image by Author 2024").count();
    assert_eq!(thanked, 1, "{closing}");
}

#[test]
fn several_tours_open_a_lobby() {
    let other = "format = 1\ntitle = \"Another tour\"\nlanguage = \"en\"\n[[station]]\nid = \"a\"\ntitle = \"A\"\ntext = \"One.\"\n";
    let visit = Visit::tours(&[tour(EVERYTHING), tour(other)]);
    assert_snapshot!(visit.screen());
    assert!(visit.keys("down enter").screen().contains("Another tour"));
}

#[test]
fn auto_play_goes_on_by_itself_and_stops_where_a_decision_is_due() {
    let mut visit = hall(80, 60).keys("p");
    assert!(visit.timer().is_some());
    visit.input(docent::session::Input::Tick);
    assert!(visit.screen().contains("secondword"), "{}", visit.screen());
    visit.input(docent::session::Input::Tick);
    assert!(
        visit.screen().contains("a place of punishment"),
        "{}",
        visit.screen()
    );
    assert_eq!(visit.timer(), None);
}

#[test]
fn hints_and_rows_can_be_clicked() {
    let visit = hall(80, 24).click("stations");
    assert!(
        visit.screen().contains("you are here"),
        "{}",
        visit.screen()
    );
    let visit = visit.click("The end");
    assert!(visit.screen().contains("lastword"), "{}", visit.screen());
    let visit = hall(80, 24).click("[1]");
    assert!(
        visit.screen().contains("What the papers say"),
        "{}",
        visit.screen()
    );
}

#[test]
fn the_guides_words_are_never_sent() {
    let mut visit = Visit::tour(EVERYTHING).size(100, 40);
    let mut sent = String::new();
    for key in "space enter space space s esc b esc / secret esc g esc f esc m esc ?".split(' ') {
        visit.press(key);
        sent.push_str(&String::from_utf8_lossy(&visit.bytes));
    }
    assert!(!sent.contains("words for the guide"));
}

#[test]
fn nothing_is_sent_when_nothing_changed() {
    let mut visit = hall(80, 24);
    visit.press("x");
    assert_eq!(visit.bytes.len(), 0);
}

#[test]
fn the_tours_notice_cannot_be_walked_round() {
    let text = EVERYTHING.replace(
        "This tour speaks of hard things.",
        "It speaks of a [zek](term:zek) and of [the yard](station:yard).[@book]",
    );
    for keys in [
        "space down enter left",
        "tab enter",
        "tab tab enter",
        "tab tab tab enter",
        "s b m t g f / n 1 enter p",
    ] {
        let screen = Visit::tour(&text).keys(keys).screen();
        for hidden in [
            "firstword",
            "thirdword",
            "lastword",
            "imprisoned",
            "Author, Ann",
        ] {
            assert!(!screen.contains(hidden), "{keys}: {screen}");
        }
    }
}

#[test]
fn a_long_query_is_not_a_command() {
    let screen = hall(80, 24)
        .keys(&format!("/ {}sq", "я".repeat(120)))
        .screen();
    assert!(screen.contains("Search"), "{screen}");
}

#[test]
fn the_language_changes_and_the_step_stays() {
    let overlay = "translates = \"tour.toml\"\nlanguage = \"ru\"\nstatus = \"draft\"\ntitle = \"Всё\"\n[[station]]\nid = \"hall\"\ntitle = \"Зал\"\ntext = \"\"\"\nПервый шаг.[^papers]\n\n---\n\nВторой шаг.[@book]\n\"\"\"\n";
    let files = TourFiles::from_text("test", EVERYTHING).with_translation("tour.ru.toml", overlay);
    let tour = Tour::load(files).0.expect("no errors");
    let visit = Visit::tours(&[Arc::new(tour)]).keys(ENTER).keys("space l");
    assert!(visit.screen().contains("Русский"), "{}", visit.screen());
    let visit = visit.keys("down enter");
    assert!(visit.screen().contains("Второй шаг"), "{}", visit.screen());
    assert!(
        visit.screen().contains("ещё не проверен"),
        "{}",
        visit.screen()
    );
    let visit = visit.keys("n");
    assert!(
        visit.screen().contains("(ещё не переведено)"),
        "{}",
        visit.screen()
    );
    let visit = visit.keys("n 2 enter");
    assert!(visit.screen().contains("punishment"), "{}", visit.screen());
}

#[test]
fn a_new_size_keeps_the_line() {
    let mut visit = hall(40, 12);
    visit.press("down down down down down");
    let top = visit
        .screen()
        .lines()
        .nth(1)
        .unwrap_or_default()
        .trim()
        .to_owned();
    visit.resize(38, 14);
    visit.resize(40, 12);
    assert_eq!(
        visit.screen().lines().nth(1).unwrap_or_default().trim(),
        top
    );
}

#[test]
fn every_space_shows_something_new() {
    let mut visit = hall(80, 24);
    for _ in 0..3 {
        let before = visit.screen();
        visit.press("space");
        assert_ne!(visit.screen(), before);
    }
    let full = "format = 1\ntitle = \"T\"\nlanguage = \"en\"\n[[station]]\nid = \"a\"\ntitle = \"A\"\ntext = \"One.\"\n";
    assert!(
        !Visit::tour(full)
            .size(40, 8)
            .keys("space enter")
            .screen()
            .contains("more below")
    );
}

#[test]
fn help_is_whole_on_the_smallest_screen() {
    let mut visit = hall(40, 12).keys("?");
    let mut seen = String::new();
    for _ in 0..8 {
        seen.push_str(&visit.screen());
        visit.press("space");
    }
    for words in [
        "Space → PgDn",
        "Backspace Esc",
        "back to where you were",
        "step through",
    ] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
}

#[test]
fn a_stage_can_be_shared_by_sessions_of_different_tours() {
    use docent::player::Player;
    use docent::session::{Look, Session, Stage};
    let other = "format = 1\ntitle = \"Another tour\"\nlanguage = \"en\"\n[[station]]\nid = \"a\"\ntitle = \"A\"\ntext = \"One.\"\n";
    let look = Look::new(
        ratatui::layout::Size::new(80, 24),
        docent::theme::ThemeName::Dark,
        docent::glyphs::Profile::XTERM,
    );
    let mut stage = Stage::default();
    for (text, title) in [(EVERYTHING, "Everything"), (other, "Another tour")] {
        let mut session = Session::new(Player::new([tour(text)].into()), look);
        let mut bytes = Vec::new();
        session.frame(&mut stage, &mut bytes);
        assert!(String::from_utf8_lossy(&bytes).contains(title));
    }
}

#[test]
fn a_chart_with_many_values_stays_in_its_column() {
    let values: Vec<_> = (0..300)
        .map(|year| format!("{{ label = \"{year}\", value = {year} }}"))
        .collect();
    let text = EVERYTHING.replace("{ label = \"1938\", value = 3 }", &values.join(", "));
    let screen = Visit::tour(&text)
        .size(120, 30)
        .keys(ENTER)
        .keys("f")
        .screen();
    assert!(
        screen.lines().all(|line| line.chars().count() <= 120),
        "{screen}"
    );
}

#[test]
fn closing_the_notes_keeps_the_step() {
    let screen = hall(80, 24).keys("n space n").screen();
    assert!(
        screen.contains("secondword") && !screen.contains("What the papers say"),
        "{screen}"
    );
}

#[test]
fn a_note_longer_than_the_screen_is_read_to_its_end() {
    let words: Vec<_> = (0..120).map(|at| format!("word{at}")).collect();
    let text = EVERYTHING.replace("What the papers say.", &words.join(" "));
    let mut visit = Visit::tour(&text)
        .size(40, 12)
        .keys("space space space enter n");
    let mut seen = String::new();
    for _ in 0..12 {
        seen.push_str(&visit.screen());
        visit.press("space");
    }
    assert!(
        words.iter().all(|word| seen.contains(word.as_str())),
        "{seen}"
    );
}

#[test]
fn back_lets_go_of_a_link_before_it_leaves_the_station() {
    let mut visit = hall(80, 24).keys("3 enter");
    let text = visit.screen();
    visit.press("tab esc");
    assert_eq!(visit.screen(), text);
    visit.press("esc");
    assert!(visit.screen().contains("firstword"), "{}", visit.screen());
}

/// A tour's folder with one file in it.
struct Outline(&'static str);
impl docent::tour::Assets for Outline {
    fn read(&self, _path: &str) -> Result<Vec<u8>, docent::tour::AssetError> {
        Ok(self.0.into())
    }
    fn exists(&self, _path: &str) -> bool {
        true
    }
}

#[test]
fn the_map_is_whole_with_its_title_and_the_first_station() {
    let square = r#"{"type":"Polygon","coordinates":[[[50,40],[80,40],[80,56],[50,56],[50,40]]]}"#;
    let text = format!("{EVERYTHING}\n[map]\noutline = \"square.json\"\n");
    let files = TourFiles::from_text("test", text).with_assets(Outline(square));
    let tour = Tour::load(files).0.expect("no errors");
    let screen = Visit::tours(&[Arc::new(tour)])
        .keys(ENTER)
        .keys("m")
        .screen();
    assert!(screen.contains("    Map"), "{screen}");
    assert!(screen.contains("▶ 1  The hall"), "{screen}");
    assert!(screen.matches('⠉').count() > 5, "{screen}");
}

/// A console has glyphs of letters that are composed, and none for marks above others.
#[test]
fn letters_are_composed_before_anything_is_drawn() {
    let text = EVERYTHING
        .replace("firstword", "и\u{306}о\u{304}д е\u{308}лка")
        .replace("Everything", "Тихии\u{306} дом");
    let screen = Visit::tour(&text).keys(ENTER).screen();
    for words in ["Тихий дом", "йо\u{304}д ёлка"] {
        assert!(screen.contains(words), "{words}: {screen}");
    }
}
