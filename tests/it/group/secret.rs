//! What a tour says to its guides is on a guide's screen, and nowhere else.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use docent::library::{self, Found};
use docent::plain::{Plain, Speaker, whole};
use docent::player::Player;
use docent::player::company::{Baton, Lead, Post};
use docent::player::state::State;
use docent::player::view::Place;
use docent::tour::Tour;
use ratatui::layout::Size;
use tempfile::TempDir;

use crate::group::{accept, figures, tell};
use crate::properties::EVERYTHING;
use crate::visit::Visit;
use crate::walk;

/// Stands in every note to guides, and nowhere else.
const SECRET: &str = "xyzzyguide";
/// Finds it, and is not it.
const QUERY: &str = "/ xyzzygui esc";

/// A tour whose notes to guides begin with the secret.
struct Marked {
    tour: Arc<Tour>,
    _folder: TempDir,
}

impl Marked {
    /// The tours that are shipped, and the one with every feature.
    fn all() -> Vec<Self> {
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("tours");
        let everything = ("tour.toml".to_owned(), EVERYTHING.as_bytes().to_owned());
        vec![
            Self::of(files_in(&shipped.join("karlag"))),
            Self::of(files_in(&shipped.join("handbook"))),
            Self::of(vec![everything]),
        ]
    }

    fn of(files: Vec<(String, Vec<u8>)>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in files {
            let bytes = match name.strip_prefix("tour.") {
                Some(_) => marked(&String::from_utf8(bytes).expect("UTF-8")).into_bytes(),
                None => bytes,
            };
            fs::write(folder.path().join(name), bytes).expect("written");
        }
        let Found::Tour(files) = library::find(Some(folder.path())).expect("a tour") else {
            panic!("not one tour")
        };
        let tour = Tour::open(files).0.expect("without errors");
        Self {
            tour: Arc::new(tour),
            _folder: folder,
        }
    }

    fn languages(&self) -> impl Iterator<Item = &str> {
        let editions = self.tour.editions().iter();
        editions.map(|edition| &*edition.head().language)
    }

    /// The stations that have notes to guides.
    fn noted(&self) -> BTreeSet<u16> {
        let edition = &self.tour.editions()[0];
        let stations = (0..edition.station_count()).filter(|station| {
            let station = edition.station(*station).expect("a station");
            station.guide.is_some()
        });
        stations.map(|station| station as u16).collect()
    }

    fn player(&self, language: &str, post: Post) -> Player {
        let mut player = Player::new([Arc::clone(&self.tour)].into()).in_language(language);
        player.join(post);
        // Nobody but a guide is told.
        player.tell_group(&figures(Baton::Offered));
        player
    }

    fn visit(&self, language: &str, (width, height): (u16, u16), post: Post) -> Visit {
        Visit::of(self.player(language, post), Size::new(width, height))
    }
}

fn files_in(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).expect("a tour");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let file = |path: PathBuf| {
        let name = path.file_name()?.to_str()?.to_owned();
        Some((name, fs::read(path).ok()?))
    };
    paths.filter_map(file).collect()
}

fn marked(text: &str) -> String {
    let line = |line: &str| match line.strip_prefix("guide = \"") {
        Some("\"\"") => format!("{line}\n{SECRET} "),
        Some(rest) => format!("guide = \"{SECRET} {rest}\n"),
        None => format!("{line}\n"),
    };
    let text: String = text.lines().map(line).collect();
    assert!(text.contains(SECRET), "no note to guides was found");
    text
}

/// A notice stands before the visitor.
fn is_asked(state: &State) -> bool {
    matches!(state.view.place, Place::Notice(_))
        || (state.view.place == Place::Title && !state.admitted)
}

/// Everything that a follower can see, hear or feel.
struct Witness {
    screens: Vec<Visit>,
    plain: Plain,
    speaker: Speaker,
    said: String,
}

impl Witness {
    fn of(tour: &Marked, language: &str) -> Self {
        let visit = |size| tour.visit(language, size, Post::Visitor);
        Self {
            screens: vec![visit((80, 24)), visit((40, 12))],
            plain: Plain::new(tour.player(language, Post::Visitor)),
            speaker: Speaker::new(),
            said: String::new(),
        }
    }

    fn follow(&mut self, lead: &Arc<Lead>) {
        for visit in &mut self.screens {
            tell(visit, lead);
            check(visit);
            while is_asked(visit.player().state()) {
                accept(visit);
                check(visit);
            }
        }
        self.plain.follow(lead, &mut self.said);
        while is_asked(self.plain.player().state()) {
            self.plain.take("1", &mut self.said);
            self.plain.say(&mut self.said);
        }
        let spoken = self.speaker.news(self.screens[0].player());
        self.said.push_str(spoken.text());
        assert!(!self.said.contains(SECRET), "{}", self.said);
        self.said.clear();
    }
}

fn check(visit: &Visit) {
    let sent = String::from_utf8_lossy(&visit.bytes);
    assert!(!sent.contains(SECRET), "{sent}");
    assert!(!visit.screen().contains(SECRET), "{}", visit.screen());
}

#[test]
fn no_follower_receives_a_word_that_is_for_the_guide() {
    for tour in Marked::all() {
        for language in tour.languages() {
            let mut witness = Witness::of(&tour, language);
            let mut guide = tour.visit(language, (80, 24), Post::Leader);
            let mut seen = BTreeSet::new();
            let mut last = None;
            walk::pages(&mut guide, |_, guide| {
                if let Place::Station { station, .. } = guide.player().state().view.place
                    && guide.screen().contains(SECRET)
                {
                    seen.insert(station);
                }
                let lead = guide.player().lead().map(Arc::new).expect("a lead");
                if last.as_ref() != Some(&lead) {
                    witness.follow(&lead);
                    last = Some(lead);
                }
            });
            assert_eq!(seen, tour.noted(), "the guide sees all of them");
            for visit in &witness.screens {
                assert_eq!(visit.player().state().view.place, Place::Closing);
            }
        }
    }
}

#[test]
fn no_page_list_or_search_of_a_follower_has_a_word_that_is_for_the_guide() {
    for tour in Marked::all() {
        for language in tour.languages() {
            let mut visit = tour.visit(language, (120, 40), Post::Visitor);
            let mut speaker = Speaker::new();
            let mut look = |visit: &Visit| {
                check(visit);
                let spoken = speaker.news(visit.player());
                assert!(!spoken.text().contains(SECRET), "{}", spoken.text());
            };
            walk::pages(&mut visit, |_, visit| look(visit));
            walk::lists(&mut visit, |_, visit| look(visit));
            for key in QUERY.split(' ') {
                visit.press(key);
                look(&visit);
            }
        }
    }
}

#[test]
fn a_tour_is_printed_without_what_is_for_the_guide() {
    for tour in Marked::all() {
        let printed = |post| {
            let mut text = String::new();
            whole(&tour.player("en", post), &mut text);
            text.matches(SECRET).count()
        };
        assert_eq!(printed(Post::Visitor), 0);
        assert_eq!(printed(Post::Leader), tour.noted().len());
    }
}
