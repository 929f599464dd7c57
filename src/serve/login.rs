//! What a visitor wishes, said by the user name they log in with.
//!
//! ```text
//! karlag             a tour
//! karlag+film        a station of it
//! karlag+film+kk     the same in a language; karlag++kk, ++kk
//! amber-42           the group with this code
//! guide              to lead a group: the one that was led before, or a new one
//! guide+new          to lead a new one
//! guide+amber-42     to be another guide of a group
//! ```
//!
//! Any name is a wish: what is no id is found to be unknown later.

use std::fmt;

use crate::group::Code;

/// The most bytes of a part of the name.
const LONGEST: usize = 64;

/// What stands between the parts.
const PLUS: char = '+';

const GUIDE: &str = "guide";
const NEW: &str = "new";

/// What somebody who logs in would like. Its texts are [plain], and never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// To visit a tour, from a station, in a language; the lobby, where there is no tour.
    Visit {
        tour: Option<String>,
        station: Option<String>,
        language: Option<String>,
    },
    /// To lead a group: a new one, another guide's, or the one that was led before.
    Guide(Lead),
    /// To join the group with this code. A tour may have such an id too.
    Group(String),
}

/// Which group a guide wants to lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lead {
    /// The one that they led before, if there is one; else a new one.
    Last,
    New,
    /// The one with this code.
    Of(String),
}

impl Default for Wish {
    /// To visit whatever there is.
    fn default() -> Self {
        Self::visit("", "", "")
    }
}

impl Wish {
    /// What a user name says.
    pub fn parse(user: &str) -> Self {
        let mut parts = user.splitn(4, PLUS);
        let mut part = || parts.next().unwrap_or_default();
        match Self::visit(part(), part(), part()) {
            Self::Visit {
                tour: Some(name),
                station: None,
                language: None,
            } => Self::of_one(name),
            Self::Visit {
                tour: Some(name),
                station: Some(which),
                language: None,
            } if name == GUIDE && which == NEW => Self::Guide(Lead::New),
            Self::Visit {
                tour: Some(name),
                station: Some(code),
                language: None,
            } if name == GUIDE && is_code(&code) => Self::Guide(Lead::Of(code)),
            wish => wish,
        }
    }

    /// A visit to a tour from a station in a language, each of which may be empty.
    pub fn visit(tour: &str, station: &str, language: &str) -> Self {
        let part = |text| Some(plain(text)).filter(|text| !text.is_empty());
        Self::Visit {
            tour: part(tour),
            station: part(station),
            language: part(language),
        }
    }

    /// What a name without a plus says.
    fn of_one(name: String) -> Self {
        if name == GUIDE {
            Self::Guide(Lead::Last)
        } else if is_code(&name) {
            Self::Group(name)
        } else {
            Self::Visit {
                tour: Some(name),
                station: None,
                language: None,
            }
        }
    }
}

/// The user name to come back with, which says the same wish.
impl fmt::Display for Wish {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Guide(Lead::Last) => formatter.write_str(GUIDE),
            Self::Guide(Lead::New) => write!(formatter, "{GUIDE}{PLUS}{NEW}"),
            Self::Guide(Lead::Of(code)) => write!(formatter, "{GUIDE}{PLUS}{code}"),
            Self::Group(code) => formatter.write_str(code),
            Self::Visit {
                tour,
                station,
                language,
            } => {
                let parts =
                    [tour, station, language].map(|part| part.as_deref().unwrap_or_default());
                formatter.write_str(parts.join("+").trim_end_matches(PLUS))
            }
        }
    }
}

/// An id, tag or code as it is compared: small Latin letters, digits and hyphens, at most 64; capital
/// letters become small ones, anything else is left out.
pub fn plain(text: &str) -> String {
    let plain = text.chars().map(|character| character.to_ascii_lowercase());
    let is_plain = |character: &char| matches!(character, 'a'..='z' | '0'..='9' | '-');
    plain.filter(is_plain).take(LONGEST).collect()
}

/// Whether this is the code of a group, as people type it, or looks like one: a word, a hyphen, two digits.
fn is_code(name: &str) -> bool {
    if Code::parse(name).is_some() {
        return true;
    }
    let Some((word, number)) = name.split_once('-') else {
        return false;
    };
    let is_word = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    is_word && number.len() == 2 && number.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests;
