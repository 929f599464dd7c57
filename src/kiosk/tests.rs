//! A kiosk without a terminal: keys and the time come in, the emulated screen and acts come out.

use ratatui::layout::Size;

use super::*;
use crate::glyphs::Profile;
use crate::kiosk::config::Voice;
use crate::library::{self, Found};
use crate::theme::ThemeName;
use crate::tour::TourFiles;
use crate::words::Words;

/// A tour of two stations with a notice and a step that is held.
const YARD: &str = "format = 1\ntitle = \"Yard\"\nlanguage = \"en\"\nnotice = \"Of cold.\"\n\
    [[station]]\nid = \"gate\"\ntitle = \"Gate\"\ntext = \"Firstword.\"\n\
    [[station]]\nid = \"wall\"\ntitle = \"Wall\"\n\
    [[station.step]]\ntext = \"Secondword.\"\nhold = \"60s\"\n\
    [[station.step]]\ntext = \"Thirdword.\"\nhold = \"60s\"\n\
    [[station.step]]\ntext = \"Fourthword.\"\nhold = \"60s\"\n";

const PIN: &str = "271828";

/// A kiosk, its clock and its screen.
struct Run {
    kiosk: Kiosk,
    now: Duration,
    emulator: vt100::Parser,
    acts: Vec<Act>,
}

impl Run {
    fn new(tours: &[&str], set: impl FnOnce(&mut Config)) -> Self {
        let load = |text: &&str| {
            let (tour, faults) = Tour::load(TourFiles::from_text("test", *text));
            Arc::new(tour.unwrap_or_else(|| panic!("{faults:#?}")))
        };
        Self::of(tours.iter().map(load).collect(), set)
    }

    fn of(tours: Vec<Arc<Tour>>, set: impl FnOnce(&mut Config)) -> Self {
        let mut config = Config::standard();
        set(&mut config);
        let profile = Profile {
            repeats: false,
            ..Profile::XTERM
        };
        let look = Look {
            cursor: crate::layout::Cursor::Always,
            ..Look::new(Size::new(160, 60), ThemeName::Dark, profile)
        };
        Self {
            kiosk: Kiosk::new(config, Kept::default(), tours.into(), look),
            now: Duration::ZERO,
            emulator: vt100::Parser::new(60, 160, 0),
            acts: Vec::new(),
        }
    }

    fn yard() -> Self {
        Self::new(&[YARD], |_| {})
    }

    /// In the first station.
    fn visiting(mut self) -> Self {
        self.keys("x\r \r");
        assert!(self.shown().contains("Firstword"), "{}", self.shown());
        self
    }

    /// At the staff's menu.
    fn staffed() -> Self {
        let pin = pin::hash(PIN).expect("a hash");
        let mut run = Self::new(&[YARD], |config| config.staff.pin = pin);
        run.knock();
        run.keys(PIN);
        run.keys("\r");
        assert!(run.shown().contains("Leave docent"), "{}", run.shown());
        run
    }

    fn knock(&mut self) {
        for _ in 0..3 {
            self.input(Input::Key(Key::Knock));
        }
    }

    /// Half a second apart.
    fn keys(&mut self, keys: &str) {
        for key in keys.chars() {
            self.now += Duration::from_millis(500);
            self.input(Input::Key(match key {
                '\r' => Key::Enter,
                '\u{7f}' => Key::Backspace,
                '>' => Key::Right,
                'v' => Key::Down,
                key => Key::Char(key),
            }));
        }
    }

    fn input(&mut self, input: Input) {
        self.kiosk.handle(input, self.now);
        self.acts.extend(self.kiosk.acts());
    }

    /// Lets time pass, and the kiosk do what is due in it.
    fn pass(&mut self, seconds: u64) {
        let end = self.now + Duration::from_secs(seconds);
        for _ in 0..10_000 {
            let Some(due) = self.kiosk.deadline().filter(|due| *due <= end) else {
                break;
            };
            self.now = due;
            self.kiosk.wake_up(due);
            self.acts.extend(self.kiosk.acts());
        }
        self.now = end;
    }

    /// Until something is due, in seconds.
    fn rest(&self) -> Option<u64> {
        let due = self.kiosk.deadline();
        due.map(|due| due.saturating_sub(self.now).as_secs())
    }

    fn shown(&mut self) -> String {
        let mut bytes = Vec::new();
        self.kiosk.frame(&mut bytes);
        self.emulator.process(&bytes);
        self.emulator.screen().contents()
    }

    fn shows(&mut self, words: &str) -> bool {
        self.shown().contains(words)
    }

    fn counts(&self) -> Vec<&Count> {
        let counts = self.acts.iter().filter_map(|act| match act {
            Act::Count(counts) => Some(counts),
            _ => None,
        });
        counts.flatten().collect()
    }
}

const WAKE: &str = "Press any key to begin.";
const WARNING: &str = "Are you still reading?";

#[test]
fn a_visit_is_given_up_after_a_minute_and_a_half_and_a_warning() {
    let mut run = Run::yard().visiting();
    assert_eq!(run.rest(), Some(90));
    run.pass(89);
    assert!(run.shows("Firstword"));
    run.pass(1);
    assert!(run.shows(WARNING) && run.rest() == Some(30));
    run.pass(29);
    assert!(run.shows(WARNING));
    run.pass(1);
    assert!(run.shows(WAKE), "{}", run.shown());
    assert_eq!(run.rest(), None, "nothing is due while nobody visits");
}

#[test]
fn long_pages_and_aids_give_more_time() {
    let long = YARD.replace("Firstword.", &format!("Firstword. {}", "word ".repeat(400)));
    let run = Run::new(&[&long], |_| {}).visiting();
    // A hundred words a minute.
    assert!(
        (240..280).contains(&run.rest().expect("a deadline")),
        "{:?}",
        run.rest()
    );
    let mut run = Run::yard().visiting();
    run.keys("*1");
    assert!(run.kiosk.aids.large);
    run.keys("\u{7f}");
    assert_eq!(run.rest(), Some(360));
    run.keys("*1\u{7f}");
    assert_eq!(run.rest(), Some(90));
    run = Run::yard();
    run.keys("x23");
    assert!(run.kiosk.lines.is_some());
    assert_eq!(run.rest(), Some(360));
}

#[test]
fn any_key_goes_on_as_often_as_is_wanted_and_does_nothing_else() {
    let mut run = Run::yard().visiting();
    let before = run.kiosk.player().state().clone();
    for key in "q>\r#*1/sxlnp\u{7f}".chars() {
        run.pass(100);
        assert!(run.shows(WARNING));
        run.keys(&key.to_string());
        assert!(run.shows("Firstword") && !run.shows(WARNING), "{key:?}");
        assert_eq!(run.kiosk.player().state(), &before, "{key:?}");
        assert_eq!(run.rest(), Some(90));
    }
    run.pass(120);
    assert!(run.shows(WAKE));
}

#[test]
fn the_time_begins_when_the_voice_has_ended() {
    let mut run = Run::new(&[YARD], |config| config.speech.voice = Voice::EspeakNg);
    run.keys("x2");
    run.keys("1");
    run.keys("5");
    run.keys("1");
    let said = run.acts.iter().filter(|act| matches!(act, Act::Say(_)));
    assert!(said.count() > 1);
    run.kiosk.speaks(true, run.now);
    assert!(
        run.rest() < Some(360),
        "a voice that hangs is not waited for"
    );
    run.pass(10);
    run.kiosk.speaks(false, run.now);
    assert_eq!(run.rest(), Some(360));
}

#[test]
fn a_voice_that_never_ends_is_ended() {
    let mut run = Run::new(&[YARD], |config| config.speech.voice = Voice::EspeakNg);
    run.keys("x2");
    run.keys("1");
    run.kiosk.speaks(true, run.now);
    let bound = run.rest().expect("a bound");
    run.acts.clear();
    run.pass(bound + 1);
    assert!(run.acts.contains(&Act::Hush), "{:?}", run.acts);
    assert!(run.rest().is_some_and(|rest| rest < 361), "the clock runs");
}

#[test]
fn cards_change_every_twelve_seconds() {
    let field = YARD.replace("Yard", "Field");
    let mut run = Run::new(&[YARD, &field], |_| {});
    for title in ["Yard", "Field", "Yard"] {
        assert!(run.shows(title) && run.shows(WAKE), "{}", run.shown());
        assert_eq!(run.rest(), Some(12));
        run.pass(12);
    }
}

#[test]
fn the_card_has_nothing_of_what_a_notice_is_about() {
    let mut run = Run::new(&[YARD], |config| {
        config.attract.lines = vec!["The museum".into()];
    });
    assert!(run.shows("The museum") && run.shows("Yard"));
    for words in ["Of cold", "Gate", "Firstword"] {
        assert!(!run.shows(words), "{}", run.shown());
    }
    // Nor has what comes before consent.
    run.keys("x\r");
    assert!(
        run.shows("Of cold.") && !run.shows("Firstword"),
        "{}",
        run.shown()
    );
}

#[test]
fn the_pin_has_fifteen_seconds() {
    let pin = pin::hash(PIN).expect("a hash");
    let mut run = Run::new(&[YARD], |config| config.staff.pin = pin).visiting();
    run.knock();
    assert!(run.shows("Type the PIN"));
    for _ in 0..14 {
        run.pass(1);
        run.input(Input::Key(Key::Char('1')));
    }
    assert!(run.shows("Type the PIN"));
    run.pass(1);
    assert!(run.shows("Firstword"), "{}", run.shown());
}

#[test]
fn a_wrong_pin_waits_twice_as_long_each_time() {
    let pin = pin::hash(PIN).expect("a hash");
    let mut run = Run::new(&[YARD], |config| config.staff.pin = pin);
    run.knock();
    for (mistake, wait) in [(1, 1), (2, 2), (3, 4)] {
        run.keys("000000\r");
        assert!(run.shows("It can be typed again in"), "{}", run.shown());
        assert_eq!(run.kiosk.kept().mistakes, mistake);
        run.keys("\r");
        assert_eq!(run.kiosk.kept().mistakes, mistake, "no try meanwhile");
        run.pass(wait);
    }
    assert_eq!(run.acts.iter().filter(|act| **act == Act::Keep).count(), 3);
    run.keys(PIN);
    run.keys("\r");
    assert!(run.shows("Leave docent"), "{}", run.shown());
    assert_eq!(run.kiosk.kept().mistakes, 0);
    // As after a new start.
    let kept = Kept {
        mistakes: 10,
        ..Kept::default()
    };
    let kiosk = Kiosk::new(
        run.kiosk.config.clone(),
        kept,
        Arc::clone(&run.kiosk.tours),
        run.kiosk.look,
    );
    assert_eq!(kiosk.times.locked, Duration::from_secs(300));
}

#[test]
fn staff_who_go_away_leave_no_menu() {
    let mut run = Run::staffed();
    run.pass(119);
    run.keys("v");
    run.pass(119);
    assert!(run.shows("Leave docent"));
    run.pass(1);
    assert!(run.shows(WAKE));
}

#[test]
fn staff_have_their_duties_done() {
    let duties = ["4", "5", "6", "7"];
    let acts = [Act::Statistics, Act::Reload, Act::Selftest, Act::Leave];
    for (key, act) in duties.into_iter().zip(acts) {
        let mut run = Run::staffed();
        run.keys(key);
        assert_eq!(run.acts.last(), Some(&act));
    }
    let mut run = Run::staffed();
    run.keys("4");
    run.kiosk
        .tell(vec![Part::Line(crate::theme::Role::Text, "Told.".into())]);
    assert!(run.shows("Told."));
    run.keys("\u{7f}");
    assert!(run.shows("Leave docent"));
    run.keys("1");
    assert!(run.shows(WAKE));
}

#[test]
fn a_tour_that_plays_itself_is_no_idle_visitor() {
    let mut run = Run::yard().visiting();
    run.keys(">p");
    assert!(run.shows("Secondword"));
    run.pass(59);
    assert!(run.shows("Secondword") && !run.shows("Thirdword"));
    run.pass(110);
    assert!(
        run.shows("Fourthword") && !run.shows(WARNING),
        "{}",
        run.shown()
    );
    run.pass(600);
    assert!(run.shows(WAKE), "{}", run.shown());
}

#[test]
fn visits_are_counted_by_acts() {
    let mut run = Run::yard();
    run.keys("x");
    assert_eq!(run.counts(), Vec::<&Count>::new(), "nobody has begun");
    run.keys("\r1>");
    assert!(run.counts().contains(&&Count::Session));
    run.keys("q2");
    let counts = run.counts();
    assert!(counts.contains(&&Count::End(End::Left)), "{counts:?}");
    let language =
        |count: &&Count| matches!(count, Count::Language(tag) if tag.to_string() == "en");
    assert!(counts.iter().any(language), "{counts:?}");
    let mut run = Run::yard().visiting();
    run.pass(120);
    assert!(run.counts().contains(&&Count::End(End::Idle)));
    assert_eq!(
        run.acts.iter().filter(|act| **act == Act::Forget).count(),
        1
    );
}

#[test]
fn the_next_visitor_finds_nothing_of_the_last() {
    let mut run = Run::yard().visiting();
    let new = Run::yard();
    run.keys("*12\u{7f}/xyl");
    assert!(run.kiosk.aids.large && run.kiosk.aids.contrast);
    run.pass(1000);
    assert!(run.shows(WAKE) && !run.shows("xyl"), "{}", run.shown());
    assert_eq!(run.kiosk.aids, new.kiosk.aids);
    assert_eq!(run.kiosk.look(), new.kiosk.look());
    assert_eq!(run.kiosk.player().state(), new.kiosk.player().state());
    assert_eq!(run.kiosk.pages, new.kiosk.pages);
    assert!(run.kiosk.lines.is_none() && run.kiosk.observer.is_none());
}

/// Braille displays follow the cursor, which tells the focus apart without colour too.
#[test]
fn every_page_has_a_cursor_and_a_focus_without_colour() {
    for keys in [
        "", "x", "x2", "x\r", "x\r \r", "x\r \r#", "x\r \r*", "x\r \rq",
    ] {
        let mut run = Run::yard();
        run.keys(keys);
        let before = run.shown();
        assert!(!run.emulator.screen().hide_cursor(), "{keys:?}\n{before}");
        if ["x", "x2", "x\r \r#", "x\r \r*", "x\r \rq"].contains(&keys) {
            let cursor = run.emulator.screen().cursor_position();
            run.keys("v");
            run.shown();
            assert_ne!(run.emulator.screen().cursor_position(), cursor, "{keys:?}");
        }
    }
    let mut run = Run::staffed();
    run.shown();
    assert!(!run.emulator.screen().hide_cursor());
    let mut run = Run::yard().visiting();
    run.pass(90);
    assert!(run.shows(WARNING) && !run.emulator.screen().hide_cursor());
}

#[test]
fn on_the_smallest_screen_every_language_is_invited() {
    let Found::BuiltIn(files) = library::find(None).expect("built in") else {
        panic!("no tour is built in")
    };
    let tour = Arc::new(Tour::open(files).0.expect("without errors"));
    let mut run = Run::of(vec![tour], |_| {});
    for (width, height) in [(160, 60), (80, 24), (50, 15), (40, 12)] {
        run.emulator.screen_mut().set_size(height, width);
        run.input(Input::Resize(Size::new(width, height)));
        let shown = run.shown().replace('\n', " ");
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        for tag in ["en", "ru", "kk"] {
            let wake = Words::of(tag).kiosk.wake.to_string();
            assert!(shown.contains(&wake), "{width}×{height}: {shown}");
        }
    }
}

#[test]
fn the_pin_can_be_typed_again_without_a_key() {
    let pin = pin::hash(PIN).expect("a hash");
    let mut run = Run::new(&[YARD], |config| config.staff.pin = pin);
    run.knock();
    run.keys("111111\r");
    assert!(
        run.shown().contains("This is not the PIN."),
        "{}",
        run.shown()
    );
    assert!(run.shown().contains("in 1 second."), "{}", run.shown());
    run.pass(2);
    assert!(run.shown().contains("Type the PIN"), "{}", run.shown());
}
