//! The Markdown table of what was measured, and which lines are over their bound.

use std::fmt::{self, Display};

/// The table; each line is printed as soon as it has been measured.
pub(crate) struct Table {
    has_failed: bool,
}

/// A measured thing.
pub(crate) struct Line {
    pub(crate) what: &'static str,
    pub(crate) docent: Value,
    pub(crate) floor: Option<Value>,
    pub(crate) bound: Option<Bound>,
}

/// A number with its unit. Times differ from run to run and never gate, nor does resident memory, most of
/// which is pages of the program's file that the system keeps as it likes; everything else is a count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value {
    Milliseconds(f64),
    Count(f64),
    /// Instructions.
    Millions(f64),
    Bytes(f64),
    Mebibytes(f64),
    /// MiB in RAM, with the pages of files.
    Resident(f64),
    /// A ratio of counts.
    Times(f64),
    /// A ratio of times.
    TimesInTime(f64),
    /// Something that has to be so.
    Held(bool),
}

/// What a line promises.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Bound {
    /// At most this, in the unit of the value.
    AtMost(f64),
    /// At most so many times the floor of the same run.
    TimesFloor(f64),
}

/// Resident memory depends a little on what the system has in its page cache: so much more than the
/// bound is marked, but does not fail.
const SLACK: f64 = 1.1;

impl Table {
    /// Prints the head.
    pub(crate) fn new() -> Self {
        println!("| measured | docent | floor | bound | |\n|---|---:|---:|---:|---|");
        Self { has_failed: false }
    }

    pub(crate) fn add(&mut self, what: &'static str, docent: Value, bound: f64) {
        let bound = Some(Bound::AtMost(bound));
        self.push(&Line {
            what,
            docent,
            floor: None,
            bound,
        });
    }

    pub(crate) fn push(&mut self, line: &Line) {
        println!("{line}");
        self.has_failed |= line.is_over(SLACK) && line.docent.is_count();
    }

    /// Whether a count was over its bound.
    pub(crate) fn has_failed(&self) -> bool {
        self.has_failed
    }
}

impl Line {
    /// Whether it is more than `slack` times its bound.
    fn is_over(&self, slack: f64) -> bool {
        match (self.bound, self.floor) {
            _ if self.docent == Value::Held(false) => true,
            (Some(Bound::AtMost(most)), _)
                if matches!(self.docent, Value::Mebibytes(_) | Value::Resident(_)) =>
            {
                self.docent.number() > most * slack
            }
            (Some(Bound::AtMost(most)), _) => self.docent.number() > most,
            (Some(Bound::TimesFloor(times)), Some(floor)) => {
                self.docent.number() > times * floor.number()
            }
            _ => false,
        }
    }
}

impl Display for Line {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let floor = self.floor.map_or(String::new(), |floor| floor.to_string());
        let bound = match self.bound {
            Some(Bound::AtMost(_)) if matches!(self.docent, Value::Held(_)) => "yes".to_owned(),
            Some(Bound::AtMost(most)) => format!("≤ {}", self.docent.with(most)),
            Some(Bound::TimesFloor(times)) => format!("≤ {times:.2} × floor"),
            None => String::new(),
        };
        let over = if self.is_over(1.0) { "**over**" } else { "" };
        write!(
            formatter,
            "| {} | {} | {floor} | {bound} | {over} |",
            self.what, self.docent
        )
    }
}

impl Value {
    fn is_count(self) -> bool {
        !matches!(
            self,
            Self::Milliseconds(_) | Self::TimesInTime(_) | Self::Resident(_)
        )
    }

    fn number(self) -> f64 {
        match self {
            Self::Milliseconds(number)
            | Self::Count(number)
            | Self::Millions(number)
            | Self::Bytes(number)
            | Self::Mebibytes(number)
            | Self::Resident(number)
            | Self::Times(number)
            | Self::TimesInTime(number) => number,
            Self::Held(_) => 0.0,
        }
    }

    /// Another number of the same unit.
    fn with(self, number: f64) -> Self {
        match self {
            Self::Milliseconds(_) => Self::Milliseconds(number),
            Self::Count(_) => Self::Count(number),
            Self::Millions(_) => Self::Millions(number),
            Self::Bytes(_) => Self::Bytes(number),
            Self::Mebibytes(_) => Self::Mebibytes(number),
            Self::Resident(_) => Self::Resident(number),
            Self::Times(_) => Self::Times(number),
            Self::TimesInTime(_) => Self::TimesInTime(number),
            held @ Self::Held(_) => held,
        }
    }
}

impl Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Milliseconds(number) if *number >= 10.0 => write!(formatter, "{number:.0} ms"),
            Self::Milliseconds(number) => write!(formatter, "{number:.2} ms"),
            Self::Count(number) => write!(formatter, "{}", (number * 10.0).round() / 10.0),
            Self::Millions(number) => write!(formatter, "{number:.2} M"),
            Self::Bytes(number) => write!(formatter, "{number:.0} B"),
            Self::Mebibytes(number) | Self::Resident(number) => {
                write!(formatter, "{number:.1} MiB")
            }
            Self::Times(number) | Self::TimesInTime(number) => write!(formatter, "{number:.2} ×"),
            Self::Held(held) => formatter.write_str(if *held { "yes" } else { "no" }),
        }
    }
}
