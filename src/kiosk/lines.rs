//! A visit at a kiosk line by line: the plain mode, typed on a keypad.

use crate::kiosk::Kiosk;
use crate::kiosk::pages::Page;
use crate::layout::wrap::wrap;
use crate::markup::Text;
use crate::plain::{self, Flow, Plain};
use crate::player::Player;
use crate::player::key::Key;
use crate::player::keymap::Hands;
use crate::screen;
use crate::session::Input;
use crate::visits::End;

/// Characters of a line that are taken.
const LONGEST: usize = 60;

/// A visit that only appends.
#[derive(Debug)]
pub(super) struct Lines {
    plain: Plain,
    typed: String,
    sheet: Sheet,
}

/// What the screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sheet {
    /// Lines that only append.
    Lines,
    /// A frame, for a page that is not read line by line.
    Frame,
}

impl Lines {
    pub(super) fn player(&self) -> &Player {
        self.plain.player()
    }
}

impl Kiosk {
    /// The visit, or the question about it, goes on line by line.
    pub(super) fn is_read_by_lines(&self) -> bool {
        self.lines.is_some() && matches!(self.page(), Page::Visit | Page::StillThere)
    }

    /// Goes on with the visit line by line; one that has not begun begins.
    pub(super) fn enter_lines(&mut self) {
        if self.observer.is_none() {
            let language = self.first_language();
            self.begin_visit(&language);
        }
        self.hush();
        self.aids.aloud = false;
        let player = self.session.player().clone();
        self.lines = Some(Lines {
            plain: Plain::new(player),
            typed: String::new(),
            sheet: Sheet::Frame,
        });
        self.pages.truncate(1);
        self.pages.push(Page::Visit);
        self.turn_to(Sheet::Lines);
        self.say_lines(String::new());
    }

    /// Makes the screen ready for the page on it, where the visit is read line by line.
    pub(super) fn turn_sheet(&mut self) {
        let sheet = if self.is_read_by_lines() {
            Sheet::Lines
        } else {
            Sheet::Frame
        };
        self.turn_to(sheet);
    }

    fn turn_to(&mut self, sheet: Sheet) {
        let Some(lines) = &mut self.lines else { return };
        if std::mem::replace(&mut lines.sheet, sheet) == sheet {
            return;
        }
        match sheet {
            Sheet::Lines => screen::to_lines(&self.look.profile, &mut self.bytes),
            Sheet::Frame => {
                screen::from_lines(&self.look.profile, &mut self.bytes);
                self.session.repaint();
            }
        }
    }

    /// The screen is drawn on again.
    pub(super) fn leave_lines(&mut self) {
        self.turn_to(Sheet::Frame);
        self.lines = None;
    }

    /// One key of a line.
    pub(super) fn read_line(&mut self, input: Input) {
        let Some(lines) = &mut self.lines else { return };
        let Input::Key(key) = input else { return };
        match key {
            Key::Enter => self.take_line(),
            Key::Char(sign) if !sign.is_control() && lines.typed.chars().count() < LONGEST => {
                lines.typed.push(sign);
                let mut buffer = [0; 4];
                let echo = self.look.profile.glyphs.text(sign.encode_utf8(&mut buffer));
                self.bytes.extend_from_slice(echo.as_bytes());
            }
            Key::Backspace if lines.typed.pop().is_some() => {
                self.bytes.extend_from_slice(b"\x08 \x08");
            }
            _ => {}
        }
    }

    /// What was typed of a line was meant for something else.
    pub(super) fn drop_line(&mut self) {
        if let Some(lines) = &mut self.lines {
            lines.typed.clear();
        }
    }

    fn take_line(&mut self) {
        let Some(lines) = &mut self.lines else { return };
        let typed = std::mem::take(&mut lines.typed);
        // A keypad's own signs ask, as the question mark does.
        let line = match typed.as_str() {
            "*" | "#" => "?",
            // As on the screen, on a keyboard.
            "q" | "й" => return self.end(End::Left),
            typed => typed,
        };
        let mut text = String::from("\n");
        match lines.plain.take(line, &mut text) {
            Flow::Leave => self.end(End::Left),
            Flow::GoOn | Flow::Asked(_) => self.say_lines(text),
        }
    }

    fn say_lines(&mut self, mut text: String) {
        if let Some(lines) = &mut self.lines {
            lines.plain.say(&mut text);
        }
        self.print(&text);
    }

    /// What stands over the visit is said below it; after that the visit is asked on.
    pub(super) fn tell_lines(&mut self) {
        let mut text = String::from("\n");
        if let Some(card) = self.card() {
            plain::page(&card.scene(self.player().words(), Hands::Kiosk), &mut text);
        } else if let Some(lines) = &mut self.lines {
            lines.plain.say(&mut text);
        }
        self.print(&text);
    }

    /// Prints lines no wider than the screen, in the letters it has.
    fn print(&mut self, text: &str) {
        let text = self.look.profile.glyphs.text(text);
        let width = self.look.size.width.clamp(20, 80);
        for line in text.lines() {
            let line = Text::plain(line);
            for row in wrap(&line, width) {
                self.bytes.extend_from_slice(line.string[row].as_bytes());
                self.bytes.extend_from_slice(b"\r\n");
            }
        }
    }
}
