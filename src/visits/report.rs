//! What educators are told of the counts, so that no small number can be worked out from it.
//!
//! **The rule.** Of a count only its five is told: less than 5 is `<5`, whether there was one or none;
//! 5 to 9 is 5, 10 to 14 is 10, and so on. Sums are counted before, and then told in the same way;
//! bars are drawn from what is told. Languages under 5 are not listed, so that nobody knows how many
//! there are. Modes are listed in two lots, those of here and those over SSH; a lot without a single
//! visit is not, because whoever runs the place knows that its numbers are none.
//!
//! What could still be worked out comes from rows that add up to a sum which is told too: days, ends
//! and modes to the visits, the lengths of its views to those of a station. Rows have room when the
//! most they can stand for is three or more above the least of the sum; then each `<5` may be 1, 2
//! or 3 at least, and mostly 0 or 4 as well. Rows without room are left out (five days of four
//! visits, twenty in all). Rows that cannot reach their sum at all, as after a power cut, do not add
//! up to it and tell nothing.
//!
//! Restarts of the program are no visitors' and are told as they are. The rule guards one report:
//! somebody with many that overlap, or with the files, knows more.

pub(crate) mod csv;
mod shown;
pub(crate) mod text;

use std::collections::{BTreeMap, BTreeSet};

use self::shown::Shown;
use crate::visits::count::{Choice, Count, Dwell, End, Mode, Name, Value};
use crate::visits::day::Day;
use crate::visits::store::Daily;
use crate::visits::tally::Tally;

/// Things, and how many are told of each; `None` instead where there is no room for all.
type Rows<T> = Vec<(T, Shown)>;

/// The counts of some days, as they are told.
#[derive(Debug)]
pub(crate) struct Report {
    /// The first and the last day with counts; `None` where all are undated.
    period: Option<(Day, Day)>,
    sessions: Shown,
    /// In order, what is undated last.
    days: Option<Rows<Option<Day>>>,
    ends: Option<Rows<End>>,
    modes: Option<Rows<Mode>>,
    /// The most frequent first.
    languages: Rows<Name>,
    tours: Vec<TourPart>,
    restarts: u64,
}

/// What is told of one tour.
#[derive(Debug)]
struct TourPart {
    tour: Name,
    /// The most viewed first.
    stations: Vec<StationLine>,
    /// The tour's own first.
    notices: Vec<NoticeLine>,
}

/// How often a station was viewed, and how often for how long.
#[derive(Debug)]
struct StationLine {
    station: Name,
    views: Shown,
    dwells: Option<Rows<Dwell>>,
}

/// What was chosen at a notice, which is the tour's own without a station.
#[derive(Debug)]
struct NoticeLine {
    station: Option<Name>,
    choices: Rows<Choice>,
}

impl Report {
    /// The report of these days, in their order.
    pub(crate) fn of(dailies: &[Daily]) -> Self {
        let mut sum = Tally::default();
        for daily in dailies {
            sum.merge(&daily.tally);
        }
        let dated = || dailies.iter().filter_map(|daily| daily.day);
        let sessions = Shown::of(sum.of(&Count::Session));
        Self {
            period: dated().min().zip(dated().max()),
            sessions,
            days: with_room(days(dailies), sessions),
            ends: with_room(each(|end| sum.of(&Count::End(end))), sessions),
            modes: with_room(modes(&sum), sessions),
            languages: languages(&sum),
            tours: tours(&sum),
            restarts: sum.of(&Count::Restart),
        }
    }
}

/// How far the most that rows can stand for has to be above the least of their sum.
const ROOM: u64 = 3;

/// The rows, unless they add up to `sum` and have no room in it.
fn with_room<T>(rows: Rows<T>, sum: Shown) -> Option<Rows<T>> {
    let most: u64 = rows.iter().map(|(_, shown)| shown.most()).sum();
    let is_tight = (sum.least()..sum.least() + ROOM).contains(&most);
    (!is_tight).then_some(rows)
}

/// What is told of each value of a kind.
fn each<V: Value>(count: impl Fn(V) -> u64) -> Rows<V> {
    let values = V::ALL.iter();
    values
        .map(|value| (*value, Shown::of(count(*value))))
        .collect()
}

/// The modes of here and those over SSH, where there were any; those of here where there were none.
fn modes(sum: &Tally) -> Rows<Mode> {
    let times = |mode| sum.of(&Count::Mode(mode));
    let came = |remote| {
        let mut modes = Mode::ALL.iter().filter(|mode| mode.is_remote() == remote);
        modes.any(|mode| times(*mode) > 0)
    };
    let (here, over_ssh) = (came(false), came(true));
    let mut rows = each(times);
    rows.retain(|(mode, _)| {
        if mode.is_remote() {
            over_ssh
        } else {
            here || !over_ssh
        }
    });
    rows
}

/// The visits of each day.
fn days(dailies: &[Daily]) -> Rows<Option<Day>> {
    let sessions = |daily: &Daily| Shown::of(daily.tally.of(&Count::Session));
    let days = dailies.iter();
    days.map(|daily| (daily.day, sessions(daily))).collect()
}

fn languages(sum: &Tally) -> Rows<Name> {
    let counted = sum.iter().filter_map(|(count, times)| match count {
        Count::Language(tag) => Some((tag.clone(), Shown::of(times))),
        _ => None,
    });
    let mut listed: Vec<_> = counted.filter(|(_, shown)| *shown != Shown::Few).collect();
    listed.sort_by_key(|(_, shown)| std::cmp::Reverse(*shown));
    listed
}

fn tours(sum: &Tally) -> Vec<TourPart> {
    let mut places: BTreeMap<&Name, (BTreeSet<&Name>, BTreeSet<Option<&Name>>)> = BTreeMap::new();
    for (count, _) in sum.iter() {
        match count {
            Count::View { tour, station, .. } => {
                places.entry(tour).or_default().0.insert(station);
            }
            Count::Notice { tour, station, .. } => {
                places.entry(tour).or_default().1.insert(station.as_ref());
            }
            _ => {}
        }
    }
    let parts = places.into_iter().map(|(tour, (stations, notices))| {
        let stations = stations.into_iter();
        let mut stations: Vec<_> = stations.map(|it| station_line(sum, tour, it)).collect();
        stations.sort_by_key(|line| std::cmp::Reverse(line.views));
        let notices = notices.into_iter().map(|it| notice_line(sum, tour, it));
        TourPart {
            tour: tour.clone(),
            stations,
            notices: notices.collect(),
        }
    });
    parts.collect()
}

fn station_line(sum: &Tally, tour: &Name, station: &Name) -> StationLine {
    let views = |dwell| {
        let (tour, station) = (tour.clone(), station.clone());
        sum.of(&Count::View {
            tour,
            station,
            dwell,
        })
    };
    let all = Shown::of(Dwell::ALL.iter().map(|dwell| views(*dwell)).sum());
    StationLine {
        station: station.clone(),
        views: all,
        dwells: with_room(each(views), all),
    }
}

fn notice_line(sum: &Tally, tour: &Name, station: Option<&Name>) -> NoticeLine {
    let choices = each(|choice| {
        let (tour, station) = (tour.clone(), station.cloned());
        sum.of(&Count::Notice {
            tour,
            station,
            choice,
        })
    });
    NoticeLine {
        station: station.cloned(),
        choices,
    }
}

#[cfg(test)]
mod tests {
    use std::ops::RangeInclusive;

    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    use super::text::Paper;
    use super::{Report, Shown, csv, text};
    use crate::glyphs::Glyphs;
    use crate::visits::count::{Count, Dwell, End, Mode, Name, Value};
    use crate::visits::day::Day;
    use crate::visits::store::Daily;
    use crate::visits::tally::Tally;

    /// A visit: its day, end, language, mode, and how long it viewed each of two stations.
    type Visit = (usize, End, usize, Mode, [Option<Dwell>; 2]);

    fn any_visits() -> impl Strategy<Value = Vec<Visit>> {
        let dwell = || prop::option::of(prop::sample::select(Dwell::ALL));
        let visit = (
            0..7usize,
            prop::sample::select(End::ALL),
            0..6usize,
            prop::sample::select(Mode::ALL),
            [dwell(), dwell()],
        );
        prop::collection::vec(visit, 0..60)
    }

    fn counts((_, end, language, mode, dwells): &Visit) -> Vec<Count> {
        let language = Name::of(["en", "ru", "kk", "de", "fr", "pl"][*language]);
        let stations = dwells.iter().zip(["gate", "yard"]);
        let views = stations.filter_map(|(dwell, station)| {
            let (tour, station) = (Name::of("camp"), Name::of(station));
            dwell.map(|dwell| Count::View {
                tour,
                station,
                dwell,
            })
        });
        let ended = [
            Count::End(*end),
            Count::Language(language),
            Count::Mode(*mode),
        ];
        std::iter::once(Count::Session)
            .chain(ended)
            .chain(views)
            .collect()
    }

    /// The report of visits on so many days.
    fn report(visits: &[Visit], days: usize) -> Report {
        let mut tallies = vec![Tally::default(); days];
        for visit in visits {
            tallies[visit.0 % days].extend(counts(visit));
        }
        let first = Day::read("2026-11-25");
        let dated = (0..).zip(tallies).map(|(before, tally)| Daily {
            day: first.map(|first| first.before(before)),
            tally,
        });
        Report::of(&dated.collect::<Vec<_>>())
    }

    /// What an attentive reader knows of a number.
    fn range(told: &str) -> RangeInclusive<u64> {
        if told == "<5" {
            return 0..=4;
        }
        let number: u64 = told.parse().expect("a number");
        assert!(
            number > 0 && number.is_multiple_of(5),
            "{number} is told exactly"
        );
        number..=number + 4
    }

    fn sum(ranges: &[RangeInclusive<u64>]) -> RangeInclusive<u64> {
        ranges.iter().map(RangeInclusive::start).sum()
            ..=ranges.iter().map(RangeInclusive::end).sum()
    }

    /// Whether each small number among rows that add up to one of `sums` can be 1, 2 and 3 at least.
    fn keep_their_secret(rows: &[RangeInclusive<u64>], sums: &RangeInclusive<u64>) -> bool {
        (0..rows.len()).all(|at| {
            let mut others = rows.to_vec();
            let row = others.remove(at);
            let others = sum(&others);
            let possible = |value: u64| {
                sums.clone()
                    .any(|sum| sum >= value && others.contains(&(sum - value)))
            };
            *row.start() > 0 || (1..=3).all(possible)
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        /// Everything that is told of the visits as a whole, taken together.
        #[test]
        fn no_small_number_can_be_worked_out(visits in any_visits(), days in 1..7usize) {
            let text = csv::render(&report(&visits, days));
            let told = |what: &str| -> Vec<_> {
                let rows = text.lines().filter(|line| line.split(',').next() == Some(what));
                rows.map(|row| range(row.rsplit(',').next().unwrap_or_default())).collect()
            };
            let tables = ["day", "end", "mode"].map(told);
            let languages = told("language");
            let mut sums = told("session").remove(0);
            // Languages that are not listed may be any number.
            sums = sums.start().max(sum(&languages).start()).to_owned()..=*sums.end();
            for table in tables.iter().filter(|table| !table.is_empty()) {
                let all = sum(table);
                sums = *sums.start().max(all.start())..=*sums.end().min(all.end());
            }
            for table in &tables {
                prop_assert!(keep_their_secret(table, &sums), "{}", text);
            }
            prop_assert!(languages.iter().all(|language| *language.start() > 0));
        }

        #[test]
        fn nor_can_that_of_a_station(visits in any_visits()) {
            let report = report(&visits, 1);
            for line in report.tours.iter().flat_map(|part| &part.stations) {
                let range = |shown: Shown| shown.least()..=shown.most();
                // A station is listed because it was viewed.
                let sums = line.views.least().max(1)..=line.views.most();
                let dwells = line.dwells.iter().flatten();
                let rows: Vec<_> = dwells.map(|(_, shown)| range(*shown)).collect();
                prop_assert!(keep_their_secret(&rows, &sums), "{:?}", line);
            }
        }
    }

    #[test]
    fn the_readers_arithmetic_is_sound() {
        for (rows, sums, secret) in [
            (vec!["<5", "10"], 10..=14, true),
            (vec!["<5", "<5", "<5", "<5", "<5"], 20..=24, false),
            (vec!["<5", "<5", "<5"], 10..=14, false),
            (vec!["<5", "<5"], 5..=9, true),
            (vec!["<5", "<5"], 0..=4, true),
            (vec!["<5", "10"], 10..=12, false),
            (vec!["5", "10"], 15..=15, true),
        ] {
            let rows: Vec<_> = rows.into_iter().map(range).collect();
            assert_eq!(keep_their_secret(&rows, &sums), secret, "{rows:?} {sums:?}");
        }
    }

    #[test]
    fn modes_of_where_nobody_came_from_are_not_listed() {
        let here = ["screen", "large", "speech", "plain"].as_slice();
        let over_ssh = ["ssh", "ssh-plain"].as_slice();
        for (modes, listed) in [
            ([].as_slice(), vec![here]),
            (&[Mode::Plain], vec![here]),
            (&[Mode::SshPlain], vec![over_ssh]),
            (&[Mode::Ssh, Mode::Large], vec![here, over_ssh]),
        ] {
            let visits = modes.iter().map(|mode| (0, End::Left, 0, *mode, [None; 2]));
            let text = csv::render(&report(&visits.collect::<Vec<_>>(), 1));
            let rows = text.lines().filter_map(|line| line.strip_prefix("mode,,,"));
            let names = rows.map(|row| row.trim_end_matches(",<5"));
            assert_eq!(names.collect::<Vec<_>>(), listed.concat());
        }
    }

    #[test]
    fn lines_keep_to_the_width_there_is() {
        let visit = |day| (day, End::Left, 0, Mode::Plain, [Some(Dwell::Long); 2]);
        let mut visits: Vec<_> = (0..40).map(visit).collect();
        visits.resize(3000, visit(1));
        let report = report(&visits, 3);
        for glyphs in [Glyphs::Unicode, Glyphs::Console, Glyphs::Ascii] {
            for width in 0..130 {
                let told = text::render(&report, Paper { width, glyphs });
                let longest = told.lines().map(UnicodeWidthStr::width).max();
                assert!(width < 55 || longest <= Some(width), "{width}\n{told}");
            }
        }
    }

    #[test]
    fn numbers_are_told_by_their_five() {
        for (number, told) in [
            (0, "<5"),
            (1, "<5"),
            (4, "<5"),
            (5, "5"),
            (9, "5"),
            (1234, "1230"),
        ] {
            assert_eq!(Shown::of(number).to_string(), told);
        }
        assert!(Shown::of(u64::MAX).most() > 0);
    }
}
