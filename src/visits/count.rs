//! What is counted.

use std::fmt;
use std::time::Duration;

/// One thing to count. The order of the kinds is that of a day's file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Count {
    /// A visit began.
    Session,
    /// A visit ended.
    End(End),
    /// The language a visit ended in, a BCP 47 tag.
    Language(Name),
    /// How a visit was followed when it ended.
    Mode(Mode),
    /// A content notice was answered.
    Notice {
        tour: Name,
        /// `None` for the notice of the whole tour.
        station: Option<Name>,
        choice: Choice,
    },
    /// A station was looked at without a break; coming back is another view.
    View {
        tour: Name,
        station: Name,
        dwell: Dwell,
    },
    /// The program was started.
    Restart,
}

/// How a visit ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// The closing page was reached from a station.
    Finished,
    /// The visitor left before it.
    Left,
    /// Nobody was there any more.
    Idle,
}

/// How a visit is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    Screen,
    /// Letters of double size.
    Large,
    Speech,
    /// Line by line.
    Plain,
    /// A screen somewhere else, over SSH.
    Ssh,
    /// Line by line, over SSH.
    SshPlain,
}

/// How long a station was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dwell {
    /// Less than 15 seconds.
    Glance,
    /// 15 seconds to less than one minute.
    Short,
    /// One minute to less than three.
    Medium,
    /// Three minutes and more.
    Long,
}

/// What was chosen at a content notice. Going back is no choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Choice {
    Continued,
    /// The visitor went on to another station.
    Skipped,
    /// The visitor left the tour here.
    Left,
}

/// The id of a tour or station, or a language's tag, as it stands in a file: letters, digits, `-`, `_`
/// and `.`, 1 to 100 of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Box<str>);

/// Characters of a name.
const LONGEST: usize = 100;

impl Name {
    /// A name from what may be a folder's: other characters become `_`, and what is too long is cut.
    pub fn of(id: &str) -> Self {
        let mut name: String = id.chars().take(LONGEST).map(fitting).collect();
        if name.is_empty() {
            name.push('_');
        }
        Self(name.into())
    }

    /// A name as it was written; `None` when it is none.
    pub fn read(text: &str) -> Option<Self> {
        let fits = !text.is_empty() && text.chars().count() <= LONGEST;
        (fits && text.chars().all(|c| fitting(c) == c)).then(|| Self(text.into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn fitting(c: char) -> char {
    if c.is_alphanumeric() || matches!(c, '-' | '.') {
        c
    } else {
        '_'
    }
}

/// A value with a name of its own in the files.
pub(super) trait Value: Copy + Sized + 'static {
    const ALL: &'static [Self];

    fn name(self) -> &'static str;

    /// The value with this name.
    fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|value| value.name() == name)
    }
}

impl Value for End {
    const ALL: &'static [Self] = &[Self::Finished, Self::Left, Self::Idle];

    fn name(self) -> &'static str {
        match self {
            Self::Finished => "finished",
            Self::Left => "left",
            Self::Idle => "idle",
        }
    }
}

impl Value for Mode {
    const ALL: &'static [Self] = &[
        Self::Screen,
        Self::Large,
        Self::Speech,
        Self::Plain,
        Self::Ssh,
        Self::SshPlain,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Screen => "screen",
            Self::Large => "large",
            Self::Speech => "speech",
            Self::Plain => "plain",
            Self::Ssh => "ssh",
            Self::SshPlain => "ssh-plain",
        }
    }
}

impl Value for Dwell {
    const ALL: &'static [Self] = &[Self::Glance, Self::Short, Self::Medium, Self::Long];

    fn name(self) -> &'static str {
        match self {
            Self::Glance => "under-15s",
            Self::Short => "15s-1min",
            Self::Medium => "1min-3min",
            Self::Long => "over-3min",
        }
    }
}

impl Value for Choice {
    const ALL: &'static [Self] = &[Self::Continued, Self::Skipped, Self::Left];

    fn name(self) -> &'static str {
        match self {
            Self::Continued => "continued",
            Self::Skipped => "skipped",
            Self::Left => "left",
        }
    }
}

impl Mode {
    /// Whether the visitor was somewhere else.
    pub(super) fn is_remote(self) -> bool {
        matches!(self, Self::Ssh | Self::SshPlain)
    }
}

impl Dwell {
    /// The band of a time.
    pub fn of(time: Duration) -> Self {
        match time.as_secs() {
            0..15 => Self::Glance,
            15..60 => Self::Short,
            60..180 => Self::Medium,
            180.. => Self::Long,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Dwell, Name};

    #[test]
    fn a_time_has_its_band() {
        for (millis, expected) in [
            (0, Dwell::Glance),
            (14_999, Dwell::Glance),
            (15_000, Dwell::Short),
            (59_999, Dwell::Short),
            (60_000, Dwell::Medium),
            (179_999, Dwell::Medium),
            (180_000, Dwell::Long),
            (u64::MAX, Dwell::Long),
        ] {
            assert_eq!(
                Dwell::of(Duration::from_millis(millis)),
                expected,
                "{millis}"
            );
        }
    }

    #[test]
    fn a_name_needs_no_quotes_whatever_the_folder_is_called() {
        for (id, name) in [
            ("karlag", "karlag"),
            ("Карлаг 2", "Карлаг_2"),
            ("a,\"b\"\nc", "a__b__c"),
            ("=1+1", "_1_1"),
            ("v1.2-x_y", "v1.2-x_y"),
            ("", "_"),
        ] {
            assert_eq!(Name::of(id).as_str(), name);
            assert_eq!(Name::read(name), Some(Name::of(id)));
            assert_eq!(Name::read(id).is_some(), id == name, "{id}");
        }
        assert_eq!(Name::of(&"x".repeat(500)).as_str(), "x".repeat(100));
        assert_eq!(Name::read(&"x".repeat(101)), None);
    }
}
