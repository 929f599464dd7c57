//! A visit to a tour in a test: keys in, the emulated screen out.

use std::sync::Arc;

use docent::glyphs::{Colours, Glyphs, Profile};
use docent::layout::{Cursor, Reach};
use docent::player::Player;
use docent::session::{Input, Look, Session, Stage};
use docent::theme::ThemeName;
use docent::tour::{Tour, TourFiles};
use docent::view::large::{Letters, Scale};
use ratatui::layout::{Position, Size};

use crate::keys;

/// A visit that is being prepared or under way.
pub(crate) struct Visit {
    session: Session,
    stage: Stage,
    emulator: vt100::Parser,
    /// The bytes of the last frame.
    pub(crate) bytes: Vec<u8>,
}

/// The tour in `text`, which must have no errors.
pub(crate) fn tour(text: &str) -> Arc<Tour> {
    let (tour, faults) = Tour::load(TourFiles::from_text("test", text));
    let errors: Vec<_> = faults
        .iter()
        .filter(|fault| fault.severity == docent::diagnostic::Severity::Error)
        .collect();
    assert!(errors.is_empty(), "the test's tour has errors: {errors:#?}");
    Arc::new(tour.expect("a tour without errors"))
}

impl Visit {
    /// A visitor at the title of the tour in `text`, on an 80×24 xterm.
    pub(crate) fn tour(text: &str) -> Self {
        Self::tours(&[tour(text)])
    }

    /// A visitor in the lobby of several tours.
    pub(crate) fn tours(tours: &[Arc<Tour>]) -> Self {
        Self::with(tours, Size::new(80, 24), Profile::XTERM)
    }

    /// This visitor, wherever they are.
    pub(crate) fn of(player: Player, size: Size) -> Self {
        let profile = Profile {
            repeats: false,
            ..Profile::XTERM
        };
        let look = Look::new(size, ThemeName::Dark, profile);
        Self::start(Session::new(player, look))
    }

    /// This visitor, wherever they are, on this screen.
    pub(crate) fn looking(player: Player, look: Look) -> Self {
        Self::start(Session::new(player, look))
    }

    pub(crate) fn with(tours: &[Arc<Tour>], size: Size, profile: Profile) -> Self {
        // REP is not known to the emulator.
        let profile = Profile {
            repeats: false,
            ..profile
        };
        let look = Look::new(size, ThemeName::Dark, profile);
        Self::start(Session::new(Player::new(tours.into()), look))
    }

    fn start(session: Session) -> Self {
        let size = session.look().size;
        let emulator = vt100::Parser::new(size.height.max(1), size.width.max(1), 0);
        let mut visit = Self {
            session,
            stage: Stage::default(),
            emulator,
            bytes: Vec::new(),
        };
        visit.draw();
        visit
    }

    /// On a screen of this size.
    pub(crate) fn size(mut self, width: u16, height: u16) -> Self {
        self.resize(width, height);
        self
    }

    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        self.emulator
            .screen_mut()
            .set_size(height.max(1), width.max(1));
        self.input(Input::Resize(Size::new(width, height)));
    }

    /// With these characters and colours.
    pub(crate) fn look(self, glyphs: Glyphs, colours: Colours) -> Self {
        let look = *self.session.look();
        let profile = Profile {
            glyphs,
            colours,
            ..look.profile
        };
        let mut visit = Self {
            session: Session::new(self.session.player().clone(), Look { profile, ..look }),
            ..self
        };
        visit.draw();
        visit
    }

    /// In large letters.
    pub(crate) fn large(self) -> Self {
        self.with_look(|look| Look {
            letters: Letters::Large,
            ..look
        })
    }

    /// In the terminal's own letters again.
    pub(crate) fn normal(self) -> Self {
        self.with_look(|look| Look {
            letters: Letters::Normal,
            ..look
        })
    }

    /// For fingers.
    pub(crate) fn touch(self) -> Self {
        self.with_look(|look| Look {
            reach: Reach::Touch,
            ..look
        })
    }

    /// With a cursor on every page.
    pub(crate) fn always_cursor(self) -> Self {
        self.with_look(|look| Look {
            cursor: Cursor::Always,
            ..look
        })
    }

    fn with_look(mut self, change: impl FnOnce(Look) -> Look) -> Self {
        self.change(|session| session.look_as(change(*session.look())));
        self
    }

    /// How the cells of the page stand on the screen.
    pub(crate) fn scale(&self) -> Scale {
        self.session.look().scale()
    }

    /// The screen has room for large letters, and they were asked for.
    pub(crate) fn is_large(&self) -> bool {
        self.scale().page() != self.session.look().size
    }

    /// The screen has no cells.
    pub(crate) fn is_empty(&self) -> bool {
        let size = self.session.look().size;
        size.width == 0 || size.height == 0
    }

    /// Where the cursor is seen.
    pub(crate) fn cursor(&self) -> Option<Position> {
        let screen = self.emulator.screen();
        let (row, column) = screen.cursor_position();
        (!screen.hide_cursor()).then_some(Position::new(column, row))
    }

    /// Presses keys: `"space down enter /"`.
    pub(crate) fn keys(mut self, keys: &str) -> Self {
        self.press(keys);
        self
    }

    pub(crate) fn press(&mut self, keys: &str) {
        for key in keys::parse(keys) {
            self.input(Input::Key(key));
        }
    }

    pub(crate) fn input(&mut self, input: Input) {
        self.session.handle(input, &mut self.stage);
        self.draw();
    }

    /// Clicks on the first cell of `words` on screen.
    pub(crate) fn click(mut self, words: &str) -> Self {
        let screen = self.screen();
        let (row, line) = screen
            .lines()
            .enumerate()
            .find(|(_, line)| line.contains(words))
            .expect("words on screen");
        let column = line[..line.find(words).expect("words in line")]
            .chars()
            .count();
        self.input(Input::Click {
            column: column as u16,
            row: row as u16,
        });
        self
    }

    /// Something happens to the visit from outside.
    pub(crate) fn change(&mut self, change: impl FnOnce(&mut Session)) {
        change(&mut self.session);
        self.draw();
    }

    pub(crate) fn player(&self) -> &Player {
        self.session.player()
    }

    fn draw(&mut self) {
        self.bytes.clear();
        self.session.frame(&mut self.stage, &mut self.bytes);
        self.emulator.process(&self.bytes);
    }

    /// The rows of the emulated screen.
    pub(crate) fn screen(&self) -> String {
        let (_, width) = self.emulator.screen().size();
        let rows: Vec<String> = self
            .emulator
            .screen()
            .rows(0, width)
            .map(|row| row.trim_end().to_owned())
            .collect();
        rows.join("\n")
    }

    /// The emulated screen, cell by cell.
    pub(crate) fn cells(&self) -> &vt100::Screen {
        self.emulator.screen()
    }

    /// How long auto-play would stay on this page.
    pub(crate) fn timer(&mut self) -> Option<std::time::Duration> {
        self.session.timer(&mut self.stage)
    }
}
