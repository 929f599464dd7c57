//! What becomes of punctuation marks that meet, and of quotation marks inside others.

use super::language::Habits;

/// Which of two characters stay.
pub(super) enum Meeting {
    Both,
    First,
    Second,
}

/// What becomes of `last` and `c` behind it; `before` stands before the one, `next` after the other.
pub(super) fn meet(
    last: Option<char>,
    before: Option<char>,
    c: char,
    next: Option<char>,
) -> Meeting {
    let ended = |c: Option<char>| matches!(c, Some('.' | '?' | '!' | '…'));
    match (last, c) {
        // Not three of them: those are an ellipsis.
        (Some('.'), '.') if before != Some('.') && next != Some('.') => Meeting::First,
        (Some('”' | '’' | '»' | '“'), '.') if ended(before) => Meeting::First,
        (None | Some(' ' | '(' | '['), ' ')
        | (Some('(' | '['), ',' | ';' | '.')
        | (Some(','), ',')
        | (Some('?' | '!' | '…'), '.') => Meeting::First,
        (Some(' '), ',' | ';' | '.' | ')' | ']')
        | (Some(',' | ';'), ')' | ']')
        | (Some(','), '.') => Meeting::Second,
        _ => Meeting::Both,
    }
}

/// Quotation marks inside quotation marks: those of the language's inner kind, straight ones too.
pub(super) fn turn_quotes<'a>(title: impl Iterator<Item = &'a mut char>, habits: &Habits) {
    let mut open = false;
    for c in title {
        *c = match *c {
            c if c == habits.outer.0 => habits.inner.0,
            c if c == habits.outer.1 => habits.inner.1,
            '"' => {
                open = !open;
                if open { habits.inner.0 } else { habits.inner.1 }
            }
            c => c,
        };
    }
}
