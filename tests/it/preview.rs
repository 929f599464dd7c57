//! A tour on screen while its files are written: what an educator sees after each save.

use std::path::Path;
use std::sync::Arc;

use docent::author::preview::{Preview, Reading};
use docent::error::Error;
use docent::player::extent::Extent;
use docent::player::key::Key;
use docent::player::scene::Target;
use docent::player::view::{NotesState, Pane, Place};
use docent::player::{Event, Player};
use docent::session::Input;
use docent::tour::{Tour, TourFiles};
use proptest::prelude::*;
use ratatui::layout::Size;

use crate::properties::{EVERYTHING, any_key};
use crate::visit::Visit;

const KAZAKH: &str =
    "translates = \"tour.toml\"\nlanguage = \"kk\"\nstatus = \"draft\"\ntitle = \"Бәрі\"\n";

const TWO: &str = "format = 1\ntitle = \"Two\"\nlanguage = \"en\"\n\n[[station]]\nid = \"gate\"\ntitle = \"The gate\"\ntext = \"\"\"\nWords at the gate.\n\n---\n\nMore at the gate.\n\"\"\"\n\n[[station]]\nid = \"yard\"\ntitle = \"The yard\"\ntext = \"Words in the yard.\"\n";

fn files(text: &str) -> TourFiles {
    TourFiles::from_text("tour", text).with_translation("tour.kk.toml", KAZAKH)
}

fn read(text: &str) -> Reading {
    Reading::of_files([TourFiles::from_text("tour", text)])
}

/// A preview on a screen.
struct Desk {
    preview: Preview,
    visit: Visit,
}

impl Desk {
    fn open(text: &str, size: Size) -> Self {
        let preview = Preview::new(Path::new(""), "en");
        let visit = Visit::of(preview.begin(read(text)), size);
        Self { preview, visit }
    }

    fn save(&mut self, text: &str) -> String {
        self.show(read(text))
    }

    fn show(&mut self, reading: Reading) -> String {
        self.visit
            .change(|session| self.preview.show(reading, session));
        self.visit.screen()
    }

    fn press(&mut self, keys: &str) -> String {
        self.visit.press(keys);
        self.visit.screen()
    }
}

const SIZE: Size = Size::new(80, 24);

#[test]
fn a_save_is_shown_at_the_same_step() {
    let mut desk = Desk::open(TWO, SIZE);
    assert!(desk.press("space space").contains("More at the gate"));
    let screen = desk.save(&TWO.replace("Words", "Sentences"));
    assert!(
        screen.contains("Sentences at the gate") && screen.contains("More at the gate"),
        "{screen}"
    );
}

#[test]
fn a_station_put_before_and_a_step_put_before_change_nothing_on_screen() {
    let mut desk = Desk::open(TWO, SIZE);
    desk.press("space space");
    let other = "[[station]]\nid = \"road\"\ntitle = \"The road\"\ntext = \"On the road.\"\n\n";
    let text = TWO.replacen("[[station]]", &format!("{other}[[station]]"), 1);
    let text = text.replace(
        "Words at the gate.\n",
        "Before.\n\n---\n\nWords at the gate.\n",
    );
    let screen = desk.save(&text);
    assert!(
        screen.contains("Station 2 of 3") && screen.contains("More at the gate"),
        "{screen}"
    );
}

#[test]
fn what_is_gone_gives_way_to_the_nearest() {
    let mut desk = Desk::open(TWO, SIZE);
    desk.press("space space");
    let screen = desk.save(&TWO.replace("\n\n---\n\nMore at the gate.", ""));
    assert!(screen.contains("Words at the gate"), "{screen}");
    let (head, gate_and_yard) = TWO.split_once("[[station]]").expect("stations");
    let (gate, yard) = gate_and_yard.split_once("[[station]]").expect("two");
    let screen = desk.save(&format!("{head}[[station]]{yard}"));
    assert!(screen.contains("Words in the yard"), "{screen}");
    desk.save(TWO);
    let screen = desk.save(&format!("{head}[[station]]{gate}"));
    assert!(screen.contains("Words at the gate"), "{screen}");
}

#[test]
fn a_broken_save_keeps_the_page_and_says_why_and_a_good_one_mends_it() {
    let mut desk = Desk::open(TWO, SIZE);
    let good = desk.press("space");
    let broken = TWO.replace("gate.\n", "gate.[^nix]\n");
    let screen = desk.save(&broken);
    insta::assert_snapshot!(screen.lines().take(9).collect::<Vec<_>>().join("\n"), @r"
     Two                                                             Station 1 of 2
     tour.toml:9:21 there is no note `nix`                         1 more · e: list
        The gate
        about 1 minute

        Words at the gate.
    ");
    let rows = |screen: &str| -> Vec<String> {
        let rows = screen.lines().enumerate().filter(|(row, _)| *row != 1);
        rows.map(|(_, line)| line.to_owned()).collect()
    };
    assert_eq!(rows(&screen), rows(&good));
    insta::assert_snapshot!(desk.press("e").lines().take(14).collect::<Vec<_>>().join("\n"), @r"
     Two                                                             Station 1 of 2

        2 errors

        The tour is shown as it was before these errors; it goes on with the
        next save without errors.

        Error: there is no note `nix`
        tour.toml:9:21
        │ Words at the gate.[^nix]

        Error: there is no note `nix`
        tour.toml:13:20
        │ More at the gate.[^nix]
    ");
    assert_eq!(desk.press("e"), screen);
    desk.press("e");
    assert_eq!(desk.save(TWO), good);
}

#[test]
fn warnings_break_nothing_and_are_counted() {
    let mut desk = Desk::open(TWO, SIZE);
    desk.press("space");
    let unused = format!("{TWO}\n[notes]\nspare = \"Nobody reads this.\"\n");
    let screen = desk.save(&unused.replace("Words", "Sentences"));
    assert!(
        screen.contains("Sentences at the gate") && screen.contains("1 warning "),
        "{screen}"
    );
}

#[test]
fn a_tour_that_cannot_be_played_yet_is_waited_for() {
    let mut desk = Desk::open("format = 1\ntitle = Two\n", SIZE);
    let screen = desk.press("");
    assert!(
        screen.contains("Error:") && screen.contains("tour.toml:2:9"),
        "{screen}"
    );
    // Nothing else can be done than to read, to ask for help and to leave.
    for key in "space left s n b m t g f / p l e 1 enter tab esc down end".split(' ') {
        assert!(desk.press(key).contains("Error:"), "after {key}");
    }
    let screen = desk.press("?");
    assert!(screen.contains("Every key"), "{screen}");
    let screen = desk.save(TWO);
    assert!(screen.contains("2 stations"), "{screen}");
    assert!(desk.press("space").contains("Words at the gate"));
}

#[test]
fn a_tour_that_cannot_be_read_is_told_and_its_last_version_kept() {
    let mut desk = Desk::open(TWO, Size::new(80, 24));
    desk.press("space enter");
    let reading = Reading::of(Err(Error::NoTour {
        path: "gone".into(),
    }));
    assert_eq!(reading.faults()[0].code, "unreadable");
    let screen = desk.show(reading);
    assert!(screen.contains("gone holds no tour"), "{screen}");
    assert!(screen.contains("Words at the gate."), "{screen}");
    assert!(!desk.save(TWO).contains("gone"));
}

#[test]
fn a_new_notice_is_asked_and_an_accepted_one_is_not_asked_again() {
    let noticed = TWO.replacen(
        "title = \"The gate\"",
        "title = \"The gate\"\nnotice = \"Of loss.\"",
        1,
    );
    let mut desk = Desk::open(TWO, SIZE);
    desk.press("space");
    let screen = desk.save(&noticed);
    assert!(
        screen.contains("Of loss") && !screen.contains("Words at the gate"),
        "{screen}"
    );
    assert!(desk.press("down enter").contains("Words at the gate"));
    let screen = desk.save(&noticed.replace("Words", "Sentences"));
    assert!(screen.contains("Sentences at the gate"), "{screen}");
    let screen = desk.save(&noticed.replace("Of loss", "Of hunger"));
    assert!(screen.contains("Of hunger"), "{screen}");
    let screen = desk.save(&TWO.replacen("language", "notice = \"Hard.\"\nlanguage", 1));
    assert!(screen.contains("Hard."), "{screen}");
}

#[test]
fn lists_and_the_way_back_stay() {
    let mut desk = Desk::open(TWO, SIZE);
    desk.press("space 2 enter s up");
    let text = TWO.replacen("The gate", "The iron gate", 1);
    let screen = desk.save(&text);
    assert!(screen.contains("The iron gate"), "{screen}");
    assert!(desk.press("enter").contains("Words at the gate"));
    assert!(desk.press("esc").contains("Stations"));
    assert!(desk.press("esc").contains("Words in the yard"));
    let yard = TWO.find("[[station]]\nid = \"yard\"").expect("a yard");
    let screen = desk.save(&TWO[..yard]);
    assert!(screen.contains("Words at the gate"), "{screen}");
}

#[test]
fn a_lobby_keeps_the_sound_tours_and_the_last_good_version_of_the_others() {
    let tour = |id: &str, text: &str| {
        let mut files = TourFiles::from_text(id, text);
        files.main = docent::diagnostic::SourceFile::new(format!("tours/{id}/tour.toml"), text.to_owned());
        files
    };
    let other = TWO.replace("Two", "Other");
    let preview = Preview::new(Path::new("tours"), "en");
    let both = |one: &str, two: &str| Reading::of_files([tour("one", one), tour("two", two)]);
    let visit = Visit::of(preview.begin(both(TWO, "title =")), SIZE);
    let mut desk = Desk { preview, visit };
    let screen = desk.press("");
    assert!(
        screen.contains("Words at") || screen.contains("Two"),
        "{screen}"
    );
    assert!(screen.contains(" two/tour.toml:1:"), "{screen}");
    let screen = desk.show(both(TWO, &other));
    assert!(!screen.contains("toml"), "{screen}");
    let screen = desk.show(both(&TWO.replace("Two", "One"), "title ="));
    assert!(screen.contains("One"), "{screen}");
    let screen = desk.press("esc esc");
    assert!(
        screen.contains("Choose") && screen.contains("Other"),
        "{screen}"
    );
    desk.press("down enter space");
    let screen = desk.show(Reading::of_files([tour("one", TWO)]));
    assert!(screen.contains("Two"), "{screen}");
}

#[test]
fn the_banner_and_the_list_fit_every_size() {
    for (width, height) in [
        (40, 12),
        (20, 5),
        (10, 3),
        (80, 8),
        (120, 40),
        (1, 1),
        (0, 0),
    ] {
        let mut desk = Desk::open(TWO, Size::new(width, height));
        desk.press("space");
        let screen = desk.save(&TWO.replace("gate.\n", "gate.[^nix]\n"));
        if width >= 40 {
            assert!(screen.contains("tour.toml:"), "{width}×{height}: {screen}");
            assert!(screen.contains("Words at the gate") || height < 10);
        }
        desk.press("e space space e");
    }
}

/// A change that an educator makes.
#[derive(Debug, Clone)]
enum Edit {
    /// At any place of the text as it is, whatever comes of it.
    Insert(prop::sample::Index, &'static str),
    Remove(prop::sample::Index, usize),
    RemoveLine(prop::sample::Index),
    /// To the last good text.
    AddStation(prop::sample::Index),
    RemoveStation(prop::sample::Index),
    SwapStations(prop::sample::Index, prop::sample::Index),
    AddStep(prop::sample::Index),
    RemoveStep(prop::sample::Index),
    Notice(prop::sample::Index),
    Word(prop::sample::Index),
    Undo,
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let index = any::<prop::sample::Index>;
    let words = prop::sample::select(vec![
        "word",
        "\n\n---\n\n",
        "\"",
        "\"\"\"",
        "[^papers]",
        "[^nix]",
        "[@book]",
        "[[station]]\n",
        "\u{1b}[2J",
        "текст",
        "=",
        "\n",
        "*",
    ]);
    prop_oneof![
        3 => (index(), words).prop_map(|(at, word)| Edit::Insert(at, word)),
        2 => (index(), 1usize..40).prop_map(|(at, count)| Edit::Remove(at, count)),
        1 => index().prop_map(Edit::RemoveLine),
        2 => index().prop_map(Edit::AddStation),
        1 => index().prop_map(Edit::RemoveStation),
        2 => (index(), index()).prop_map(|(one, other)| Edit::SwapStations(one, other)),
        2 => index().prop_map(Edit::AddStep),
        2 => index().prop_map(Edit::RemoveStep),
        2 => index().prop_map(Edit::Notice),
        3 => index().prop_map(Edit::Word),
        2 => Just(Edit::Undo),
    ]
}

const STATION: &str = "[[station]]\n";

impl Edit {
    /// The text after it; `count` makes what is put in unlike what was put in before.
    fn apply(&self, text: &str, good: &str, count: usize) -> String {
        let mut parts: Vec<String> = good.split(STATION).map(str::to_owned).collect();
        let pick = |at: &prop::sample::Index| 1 + at.index((parts.len() - 1).max(1));
        let boundary = |at: &prop::sample::Index| {
            let byte = at.index(text.len() + 1);
            (0..=byte).rev().find(|byte| text.is_char_boundary(*byte))
        };
        match self {
            Edit::Insert(at, word) => {
                let (before, after) = text.split_at(boundary(at).unwrap_or(0));
                return format!("{before}{word}{after}");
            }
            Edit::Remove(at, count) => {
                let (before, after) = text.split_at(boundary(at).unwrap_or(0));
                let rest: String = after.chars().skip(*count).collect();
                return format!("{before}{rest}");
            }
            Edit::RemoveLine(at) => {
                let gone = at.index(text.lines().count().max(1));
                let lines = text.lines().enumerate().filter(|(line, _)| *line != gone);
                return lines.flat_map(|(_, line)| [line, "\n"]).collect();
            }
            Edit::Undo => return good.to_owned(),
            Edit::AddStation(at) => {
                let station = format!(
                    "id = \"new-{count}\"\ntitle = \"New {count}\"\nlabel = \"9{count}\"\ntext = \"New.\"\n\n"
                );
                parts.insert(pick(at), station);
            }
            Edit::RemoveStation(at) if parts.len() > 2 => drop(parts.remove(pick(at))),
            Edit::SwapStations(one, other) if parts.len() > 2 => {
                // The last part holds the rest of the file too.
                let inner = parts.len() - 2;
                parts.swap(1 + one.index(inner), 1 + other.index(inner));
            }
            Edit::AddStep(at) => {
                let at = pick(at);
                let step = format!("text = \"\"\"\nStep {count}.\n\n---\n\n");
                parts[at] = parts[at].replacen("text = \"\"\"\n", &step, 1);
            }
            Edit::RemoveStep(at) => {
                let at = pick(at);
                parts[at] = parts[at].replacen("\n---\n", "\n", 1);
            }
            Edit::Notice(at) => {
                let at = pick(at);
                parts[at] = format!("notice = \"Of {count}.\"\n{}", parts[at]);
            }
            Edit::Word(at) => {
                let at = pick(at);
                parts[at] = parts[at].replacen(". ", &format!(" {count}. "), 1);
            }
            Edit::RemoveStation(_) | Edit::SwapStations(..) => {}
        }
        parts.join(STATION)
    }
}

/// So tall that a page is always seen whole.
const TALL: Size = Size::new(80, 90);

/// The page that somebody sees who opens the tour and goes to the same step.
fn fresh(player: &Player, text: &str) -> String {
    let (tour, _) = Tour::load(files(text));
    let language = &player.edition().head().language;
    let tours = [Arc::new(tour.expect("a sound tour"))];
    let mut other = Player::new(tours.into()).in_language(language);
    let mut pick = |target| {
        other.update(Event::Pick(target), &Extent::default());
        other.state().view.place
    };
    pick(Target::Consent);
    let Place::Station { station, step } = player.state().view.place else {
        panic!("at a station");
    };
    if let Place::Notice(_) = pick(Target::Station { station, step }) {
        pick(Target::Consent);
        pick(Target::Station { station, step });
    }
    Visit::of(other, TALL).screen()
}

/// All rows but the banner's.
fn page(screen: &str) -> Vec<&str> {
    let rows = screen.lines().enumerate();
    rows.filter(|(row, _)| *row != 1)
        .map(|(_, line)| line)
        .collect()
}

/// The id of the station on screen.
fn station(player: &Player) -> Option<Box<str>> {
    let Place::Station { station, .. } = player.state().view.place else {
        return None;
    };
    Some(
        player
            .edition()
            .entries()
            .get(usize::from(station))?
            .id
            .clone(),
    )
}

/// A tour with every feature but citations: to set them takes longer than all the rest.
fn uncited() -> String {
    let lines = EVERYTHING
        .lines()
        .filter(|line| !line.starts_with("source ="));
    let mut text: String = lines.flat_map(|line| [line, "\n"]).collect();
    while let Some(start) = text.find("[@") {
        let end = text[start..].find(']').expect("an end") + start + 1;
        text.replace_range(start..end, "");
    }
    text
}

/// Nothing is laid over the text, marked in it or typed.
fn is_plain(player: &Player) -> bool {
    let state = player.state();
    let view = &state.view;
    view.pane.is_none()
        && !matches!(view.notes, NotesState::Open { .. })
        && view.sight.focus.is_none()
        && state.number.is_empty()
        && state.autoplay.is_none()
        && state.answers.is_empty()
        && matches!(view.place, Place::Station { .. })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, max_shrink_iters: 20, failure_persistence: None, ..ProptestConfig::default() })]

    /// A thousand edits with keys between them: after each the page is that of a fresh visit to the same
    /// station and step, or the last good page and a banner.
    #[test]
    fn no_edit_leaves_a_stale_page(
        edits in prop::collection::vec((any_edit(), prop::collection::vec(any_key(), 0..4)), 50)
    ) {
        let preview = Preview::new(Path::new(""), "en");
        let mut text = uncited();
        let mut good = text.clone();
        let player = preview.begin(Reading::of_files([files(&text)]));
        let mut visit = Visit::of(player, TALL);
        visit.press("space space enter space");
        for (count, (edit, keys)) in edits.into_iter().enumerate() {
            // How wide the rarest characters are, the emulator and docent do not agree on.
            for key in keys.into_iter().filter(|key| !matches!(key, Key::Char(char) if !char.is_ascii())) {
                visit.input(Input::Key(key));
            }
            let before = (visit.screen(), station(visit.player()));
            text = edit.apply(&text, &good, count);
            let reading = Reading::of_files([files(&text)]);
            let is_sound = reading.is_sound();
            visit.change(|session| preview.show(reading, session));
            let screen = visit.screen();
            let player = visit.player();
            let again = Visit::of(player.clone(), TALL).screen();
            prop_assert_eq!(&again, &screen, "what is drawn is not what is there");
            let listed = player.state().view.pane == Some(Pane::Faults);
            if !is_sound {
                if !listed {
                    prop_assert_eq!(page(&screen), page(&before.0), "a broken save changed the page");
                    prop_assert!(screen.lines().nth(1).is_some_and(|row| row.contains("tour")), "{}", screen);
                }
                continue;
            }
            good.clone_from(&text);
            let is_left = |id: &str| good.contains(&format!("id = \"{id}\""));
            if let (Some(was), Some(is)) = (&before.1, station(player)) && is_left(was) {
                prop_assert_eq!(was, &is, "the visitor was moved");
            }
            if is_plain(player) {
                let fresh = fresh(player, &text);
                prop_assert_eq!(page(&screen), page(&fresh), "a stale page");
            }
        }
    }

    #[test]
    fn edits_and_keys_at_any_size_never_panic(
        edits in prop::collection::vec((any_edit(), prop::collection::vec(any_key(), 0..6)), 0..20),
        width in 0u16..110,
        height in 0u16..45,
    ) {
        let preview = Preview::new(Path::new(""), "kk");
        let player = preview.begin(Reading::of_files([files(EVERYTHING)]));
        let mut visit = Visit::of(player, Size::new(width, height));
        let mut text = EVERYTHING.to_owned();
        for (count, (edit, keys)) in edits.into_iter().enumerate() {
            for key in keys.into_iter().chain([Key::Char('e')]) {
                visit.input(Input::Key(key));
            }
            text = edit.apply(&text, EVERYTHING, count);
            let reading = Reading::of_files([files(&text)]);
            visit.change(|session| preview.show(reading, session));
        }
    }
}
