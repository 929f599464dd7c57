//! Bytes a frame: docent's encoder against ratatui's crossterm backend, on the same cells, for every
//! page turn of the shipped tour: `cargo bench --bench frames`. With `-- --gate` it fails over the bound.
#![expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
#![expect(clippy::print_stdout, reason = "a table is what this program makes")]

use std::error::Error;
use std::process::ExitCode;
use std::sync::Arc;

use docent::glyphs::{Colours, Profile};
use docent::layout;
use docent::library::{self, Found};
use docent::player::key::Key;
use docent::player::{Event, Player};
use docent::screen::{self, Frame};
use docent::session::Look;
use docent::theme::{Theme, ThemeName};
use docent::tour::Tour;
use docent::view::large::Letters;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Size};

const SIZE: Size = Size::new(100, 30);
/// A console of 8x16 letters on a screen of 1920×1080.
const LARGE: Size = Size::new(240, 67);
/// docent's bytes for each of the backend's.
const BOUND: f64 = 0.72;
/// More keys than the tour has pages.
const KEYS: usize = 500;

/// What a terminal shows.
struct Picture {
    buffer: Buffer,
    cursor: Option<Position>,
}

impl Picture {
    fn frame(&self) -> Frame<'_> {
        Frame {
            buffer: &self.buffer,
            cursor: self.cursor,
            insets: &[],
        }
    }
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let gate = std::env::args().any(|argument| argument == "--gate");
    println!(
        "| terminal | page turns | docent, bytes each | ratatui's crossterm backend | ratio | bound |"
    );
    println!("|---|---:|---:|---:|---:|---:|");
    let true_colour = Profile {
        colours: Colours::True,
        ..Profile::XTERM
    };
    let mut over = false;
    let look = |profile| Look::new(SIZE, ThemeName::Dark, profile);
    let large = Look {
        letters: Letters::Large,
        size: LARGE,
        ..look(Profile::CONSOLE)
    };
    for (name, look) in [
        ("256 colours", look(Profile::XTERM)),
        ("true colour", look(true_colour)),
        ("Linux console", look(Profile::CONSOLE)),
        ("Linux console, large letters", large),
    ] {
        let pictures = walk(look)?;
        let profile = look.profile;
        let turns = pictures.len() - 1;
        let (mut ours, mut theirs) = (0, 0);
        for pair in pictures.windows(2) {
            ours += encoded(&pair[0], &pair[1], profile);
            theirs += drawn(&pair[0], &pair[1])?;
        }
        let ratio = ours as f64 / theirs as f64;
        let (ours, theirs) = (ours / turns, theirs / turns);
        println!("| {name} | {turns} | {ours} | {theirs} | {ratio:.2} | ≤ {BOUND} |");
        over |= ratio > BOUND;
    }
    Ok(if gate && over {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// Every page of the tour, from the title to its end.
fn walk(look: Look) -> Result<Vec<Picture>, Box<dyn Error>> {
    let Found::BuiltIn(files) = library::find(None)? else {
        return Err("no tour is built in".into());
    };
    let tour = Tour::open(files).0.ok_or("the built-in tour has errors")?;
    let mut player = Player::new([Arc::new(tour)].into());
    let mut pictures: Vec<Picture> = Vec::new();
    let mut key = Key::Char(' ');
    for _ in 0..KEYS {
        let wanted = picture(&player, look);
        let moved = pictures
            .last()
            .is_none_or(|last| last.buffer != wanted.buffer);
        if moved {
            pictures.push(wanted);
        } else if key == Key::Enter {
            break;
        }
        // Next goes on; where a decision is due, Enter takes the first choice.
        key = if moved { Key::Char(' ') } else { Key::Enter };
        let scene = player.scene().spelled(look.profile.glyphs);
        let extent = layout::page(&scene, look.paper()).extent;
        drop(scene);
        player.update(Event::Key(key), &extent);
    }
    Ok(pictures)
}

fn picture(player: &Player, look: Look) -> Picture {
    let scale = look.scale();
    let scene = player.scene().spelled(look.profile.glyphs);
    let page = layout::page(&scene, look.paper());
    let mut buffer = Buffer::default();
    let theme = Theme::named(look.theme, look.profile.colours);
    scale.draw(&page, &theme, look.profile.pictures, &mut buffer);
    Picture {
        buffer,
        cursor: page.cursor.map(|cell| scale.cursor(cell)),
    }
}

fn encoded(shown: &Picture, wanted: &Picture, profile: Profile) -> usize {
    let mut bytes = Vec::new();
    screen::encode(Some(shown.frame()), wanted.frame(), &profile, &mut bytes);
    bytes.len()
}

fn drawn(shown: &Picture, wanted: &Picture) -> Result<usize, Box<dyn Error>> {
    let mut bytes = Vec::new();
    let mut backend = CrosstermBackend::new(&mut bytes);
    backend.draw(shown.buffer.diff(&wanted.buffer).into_iter())?;
    if let Some(cursor) = wanted.cursor {
        backend.set_cursor_position(cursor)?;
    }
    Backend::flush(&mut backend)?;
    Ok(bytes.len())
}
