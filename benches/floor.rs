//! The floor that `cargo bench --bench terminal` measures against: twenty pages in two panes, as bare
//! as a ratatui program can be. Space next, p previous, q quit.

use std::io;

use ratatui::DefaultTerminal;
use ratatui::crossterm::event::{self, Event, KeyCode};
use ratatui::layout::{Constraint, Layout};
use ratatui::widgets::{Block, Paragraph, Wrap};

const PAGES: usize = 20;

const WORDS: [&str; 16] = [
    "the",
    "railway",
    "of",
    "winter",
    "a",
    "museum",
    "letter",
    "and",
    "steppe",
    "in",
    "family",
    "to",
    "archive",
    "with",
    "testimony",
    "village",
];

fn main() -> io::Result<()> {
    ratatui::run(turn_pages)
}

fn turn_pages(terminal: &mut DefaultTerminal) -> io::Result<()> {
    let book: Vec<(String, String)> = (0..PAGES)
        .map(|page| (prose(page, 150), prose(page + PAGES, 60)))
        .collect();
    let mut page = 0;
    loop {
        let (text, notes) = &book[page];
        terminal.draw(|frame| {
            let [left, right] =
                Layout::horizontal([Constraint::Percentage(60), Constraint::Percentage(40)])
                    .areas(frame.area());
            let title = format!("Page {} of {PAGES}", page + 1);
            for (area, title, words) in [(left, title.as_str(), text), (right, "Notes", notes)] {
                let prose = Paragraph::new(words.as_str()).wrap(Wrap { trim: true });
                frame.render_widget(prose.block(Block::bordered().title(title)), area);
            }
        })?;
        match event::read()? {
            Event::Key(key) if key.code == KeyCode::Char(' ') => page = (page + 1).min(PAGES - 1),
            Event::Key(key) if key.code == KeyCode::Char('p') => page = page.saturating_sub(1),
            Event::Key(key) if key.code == KeyCode::Char('q') => return Ok(()),
            _ => {}
        }
    }
}

/// As many words, different on every page.
fn prose(page: usize, words: usize) -> String {
    (0..words)
        .map(|at| WORDS[(at * 7 + page * 5 + at * at / 3) % WORDS.len()])
        .collect::<Vec<_>>()
        .join(" ")
}
