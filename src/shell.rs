//! The local terminal: raw mode, input, one write a frame, and the terminal given back whatever happens.

mod background;
mod guard;
mod input;
pub mod plain;

use std::io;
use std::time::Instant;

use ratatui::crossterm::event;

use crate::diagnostic::Diagnostic;
use crate::player::Effect;
use crate::screen::Mouse;
use crate::session::{Input, Session, Stage};
use crate::shell::background::Background;
use crate::shell::guard::Guard;

pub use crate::shell::background::Check;

/// How a visit ended.
#[derive(Debug)]
pub enum Ending {
    /// The visitor left.
    Left,
    /// The tour turned out to have errors while its title was on screen.
    Faults(Vec<Diagnostic>),
}

/// Plays until the visitor leaves. The tour's `check` runs beside the first screen; nothing is taken
/// from the keyboard before it has ended.
///
/// # Errors
///
/// When the terminal cannot be switched to raw mode, read or written.
pub fn play(mut session: Session, check: Option<Check>, mouse: Mouse) -> io::Result<Ending> {
    let mut guard = Guard::new(session.look().profile, mouse)?;
    let mut stage = Stage::default();
    let mut background = Background::default();
    guard.show(&mut session, &mut stage)?;
    guard.watch_signals()?;
    if let Some(faults) = check.and_then(Check::errors) {
        return Ok(Ending::Faults(faults));
    }
    let mut deadline = None;
    loop {
        let inputs = wait(deadline)?;
        let moved = !inputs.is_empty();
        for input in inputs {
            for effect in session.handle(input, &mut stage) {
                match effect {
                    Effect::Quit => return Ok(Ending::Left),
                    Effect::Prepare { station } => background.prepare(session.player(), station),
                }
            }
        }
        guard.show(&mut session, &mut stage)?;
        if moved {
            deadline = session.timer(&mut stage).map(|stay| now() + stay);
        }
    }
}

/// Blocks until there is input or the deadline has come; then takes all there is.
fn wait(deadline: Option<Instant>) -> io::Result<Vec<Input>> {
    let mut inputs = Vec::new();
    if let Some(deadline) = deadline
        && !event::poll(deadline.saturating_duration_since(now()))?
    {
        return Ok(vec![Input::Tick]);
    }
    loop {
        inputs.extend(input::decode(&event::read()?));
        // What is already there is taken before anything is drawn, in portions: a paste of a
        // megabyte must not keep the screen from following.
        if inputs.len() >= input::PORTION || !event::poll(std::time::Duration::ZERO)? {
            return Ok(input::coalesce(inputs));
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the shell is where time comes from"
)]
fn now() -> Instant {
    Instant::now()
}
