//! A tally as the text of a file: a header, then a line for each thing that was counted.
//!
//! Fields hold no comma, quotation mark or line break, so none is quoted.

use std::fmt::Write;

use crate::tour::is_language;
use crate::visits::count::{Choice, Count, Dwell, End, Mode, Name, Value};
use crate::visits::tally::Tally;

/// The first line of every file.
pub(super) const HEADER: &str = "what,tour,station,value,count";

const KINDS: &str = "session, end, language, mode, notice, view or restart";

/// Why a text is no tally.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// From 1.
    pub(super) line: usize,
    /// What was found, and what was expected there.
    pub(super) what: String,
}

/// The fields of a count, before the number.
pub(super) fn fields(count: &Count) -> [&str; 4] {
    match count {
        Count::Session => ["session", "", "", ""],
        Count::End(end) => ["end", "", "", end.name()],
        Count::Language(tag) => ["language", "", "", tag.as_str()],
        Count::Mode(mode) => ["mode", "", "", mode.name()],
        Count::Notice {
            tour,
            station,
            choice,
        } => {
            let station = station.as_ref().map_or("", Name::as_str);
            ["notice", tour.as_str(), station, choice.name()]
        }
        Count::View {
            tour,
            station,
            dwell,
        } => ["view", tour.as_str(), station.as_str(), dwell.name()],
        Count::Restart => ["restart", "", "", ""],
    }
}

/// The text of a tally's file: the same for the same counts, in whatever order they came.
pub(super) fn write(tally: &Tally) -> String {
    let mut text = format!("{HEADER}\n");
    for (count, times) in tally.iter() {
        let _ = writeln!(text, "{},{times}", fields(count).join(","));
    }
    text
}

/// Reads the text of a file. Spreadsheets' line ends and byte order mark are taken; lines that say
/// the same thing are added up.
pub(super) fn read(text: &str) -> Result<Tally, Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = text.split_inclusive('\n');
    let mut tally = Tally::default();
    let mut empty = true;
    for (number, line) in (1..).zip(lines) {
        empty = false;
        let read = match line.strip_suffix('\n') {
            // A number that was cut off would be a wrong one.
            None => Err("the line has no end; the file was cut off".to_owned()),
            Some(line) => match (number, line.strip_suffix('\r').unwrap_or(line)) {
                (1, line) => header(line),
                (_, line) => row(line).map(|(count, times)| tally.add(count, times)),
            },
        };
        read.map_err(|what| Fault { line: number, what })?;
    }
    if empty {
        let what = format!("the file is empty; expected `{HEADER}`");
        return Err(Fault { line: 1, what });
    }
    Ok(tally)
}

fn header(line: &str) -> Result<(), String> {
    if line == HEADER {
        return Ok(());
    }
    Err(format!("expected `{HEADER}`, found `{}`", shown(line)))
}

fn row(line: &str) -> Result<(Count, u64), String> {
    let fields: Vec<_> = line.split(',').collect();
    let [what, tour, station, value, times] = fields[..] else {
        let found = fields.len();
        return Err(format!("expected the 5 fields {HEADER}, found {found}"));
    };
    let count = count(what, tour, station, value)?;
    Ok((count, number(times)?))
}

fn count(what: &str, tour: &str, station: &str, value: &str) -> Result<Count, String> {
    let of_station = matches!(what, "notice" | "view");
    if !of_station {
        none(tour, "tour")?;
        none(station, "station")?;
    }
    Ok(match what {
        "session" => none(value, "value").map(|()| Count::Session)?,
        "restart" => none(value, "value").map(|()| Count::Restart)?,
        "end" => Count::End(named::<End>(value)?),
        "mode" => Count::Mode(named::<Mode>(value)?),
        "language" => Count::Language(language(value)?),
        "notice" => Count::Notice {
            tour: name(tour)?,
            station: (!station.is_empty()).then(|| name(station)).transpose()?,
            choice: named::<Choice>(value)?,
        },
        "view" => Count::View {
            tour: name(tour)?,
            station: name(station)?,
            dwell: named::<Dwell>(value)?,
        },
        _ => return Err(format!("expected {KINDS}, found `{}`", shown(what))),
    })
}

/// Digits alone, without a sign.
fn number(text: &str) -> Result<u64, String> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.then(|| text.parse().ok()).flatten();
    number.ok_or_else(|| format!("expected a number, found `{}`", shown(text)))
}

fn none(text: &str, field: &str) -> Result<(), String> {
    if text.is_empty() {
        return Ok(());
    }
    let found = shown(text);
    Err(format!("expected no {field} here, found `{found}`"))
}

fn named<V: Value>(text: &str) -> Result<V, String> {
    V::named(text).ok_or_else(|| {
        let names: Vec<_> = V::ALL.iter().map(|value| value.name()).collect();
        format!(
            "expected one of {}, found `{}`",
            names.join(", "),
            shown(text)
        )
    })
}

fn language(text: &str) -> Result<Name, String> {
    let tag = is_language(text).then(|| Name::read(text)).flatten();
    tag.ok_or_else(|| {
        let found = shown(text);
        format!("expected a language such as en or pt-BR, found `{found}`")
    })
}

fn name(text: &str) -> Result<Name, String> {
    Name::read(text).ok_or_else(|| {
        let found = shown(text);
        format!("expected an id of letters, digits and hyphens, found `{found}`")
    })
}

/// The beginning of what was found, without what a terminal would obey.
fn shown(text: &str) -> String {
    let visible = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    text.chars().take(40).map(visible).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Fault, HEADER, read, write};
    use crate::visits::count::{Choice, Count, Dwell, End, Mode, Name, Value};
    use crate::visits::tally::Tally;

    fn any_of<V: Value + std::fmt::Debug>() -> impl Strategy<Value = V> {
        prop::sample::select(V::ALL)
    }

    fn any_name() -> impl Strategy<Value = Name> {
        prop_oneof![
            "[a-z0-9-]{1,12}".prop_map(|id| Name::of(&id)),
            any::<String>().prop_map(|id| Name::of(&id)),
        ]
    }

    fn any_count() -> impl Strategy<Value = Count> {
        prop_oneof![
            Just(Count::Session),
            Just(Count::Restart),
            any_of::<End>().prop_map(Count::End),
            any_of::<Mode>().prop_map(Count::Mode),
            "[a-z]{2,3}(-[A-Z]{2})?".prop_map(|tag| Count::Language(Name::of(&tag))),
            (any_name(), prop::option::of(any_name()), any_of::<Choice>()).prop_map(
                |(tour, station, choice)| Count::Notice {
                    tour,
                    station,
                    choice
                }
            ),
            (any_name(), any_name(), any_of::<Dwell>()).prop_map(|(tour, station, dwell)| {
                Count::View {
                    tour,
                    station,
                    dwell,
                }
            }),
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(counts in prop::collection::vec((any_count(), any::<u64>()), 0..40)) {
            let mut tally = Tally::default();
            for (count, times) in counts {
                tally.add(count, times);
            }
            let text = write(&tally);
            prop_assert_eq!(read(&text), Ok(tally.clone()));
            prop_assert_eq!(read(&text.replace('\n', "\r\n")), Ok(tally));
        }

        #[test]
        fn the_order_of_counting_leaves_no_trace(mut counts in prop::collection::vec(any_count(), 0..40), seed in any::<usize>()) {
            let text = write(&counts.iter().cloned().collect());
            let half = counts.len() / 2;
            counts.reverse();
            counts.rotate_left(if half > 0 { seed % half } else { 0 });
            prop_assert_eq!(write(&counts.into_iter().collect()), text);
        }

        #[test]
        fn no_text_makes_it_panic(text in any::<String>(), rows in "([a-z]{0,8},){0,6}[0-9x-]{0,22}\n") {
            let _ = read(&text);
            let _ = read(&format!("{HEADER}\n{rows}{text}"));
        }
    }

    #[test]
    fn a_fault_has_its_line_and_says_what_was_expected() {
        for (rows, line, what) in [
            (
                "session,,,,1\nsession,,,,2",
                3,
                "the line has no end; the file was cut off",
            ),
            ("session,,,,-1\n", 2, "expected a number, found `-1`"),
            ("session,,,,\n", 2, "expected a number, found ``"),
            ("session,,,x,1\n", 2, "expected no value here, found `x`"),
            (
                "end,karlag,,left,1\n",
                2,
                "expected no tour here, found `karlag`",
            ),
            (
                "end,,,gone,1\n",
                2,
                "expected one of finished, left, idle, found `gone`",
            ),
            (
                "\n",
                2,
                "expected the 5 fields what,tour,station,value,count, found 1",
            ),
            (
                "visitor,,,7,1\n",
                2,
                "expected session, end, language, mode, notice, view or restart, found `visitor`",
            ),
            (
                "language,,,\u{1b}[2J,1\n",
                2,
                "expected a language such as en or pt-BR, found `\u{fffd}[2J`",
            ),
            (
                "view,karlag,,under-15s,1\n",
                2,
                "expected an id of letters, digits and hyphens, found ``",
            ),
        ] {
            let found = read(&format!("{HEADER}\n{rows}"));
            let what = what.to_owned();
            assert_eq!(found, Err(Fault { line, what }), "{rows}");
        }
        for text in ["", "what;tour\n", HEADER] {
            assert_eq!(read(text).map_err(|fault| fault.line), Err(1), "{text}");
        }
    }
}
