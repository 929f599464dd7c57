//! The report for spreadsheets: the columns of the files, with what is told for the counts.

use super::{Report, Shown, TourPart};
use crate::visits::count::{Choice, Count};
use crate::visits::csv::{HEADER, fields};

/// The rows of a report; the visits of each day have `day` for what they are.
pub(crate) fn render(report: &Report) -> String {
    let mut rows = vec![HEADER.to_owned(), row(&Count::Session, report.sessions)];
    let days = report.days.iter().flatten();
    rows.extend(days.map(|(day, shown)| {
        let day = day.map_or_else(|| "undated".to_owned(), |day| day.to_string());
        format!("day,,,{day},{shown}")
    }));
    let ends = report.ends.iter().flatten();
    rows.extend(ends.map(|(end, shown)| row(&Count::End(*end), *shown)));
    let languages = report.languages.iter();
    rows.extend(languages.map(|(tag, shown)| row(&Count::Language(tag.clone()), *shown)));
    let modes = report.modes.iter().flatten();
    rows.extend(modes.map(|(mode, shown)| row(&Count::Mode(*mode), *shown)));
    rows.extend(report.tours.iter().flat_map(tour));
    rows.push(format!("restart,,,,{}", report.restarts));
    rows.join("\n") + "\n"
}

fn tour(part: &TourPart) -> Vec<String> {
    let mut rows = Vec::new();
    for line in &part.notices {
        let tour_alone = line.station.is_none();
        let choices = line.choices.iter();
        // The tour's own notice cannot be skipped.
        let choices = choices.filter(|(it, _)| !(tour_alone && *it == Choice::Skipped));
        let count = |choice| Count::Notice {
            tour: part.tour.clone(),
            station: line.station.clone(),
            choice,
        };
        rows.extend(choices.map(|(choice, shown)| row(&count(*choice), *shown)));
    }
    for line in &part.stations {
        let count = |dwell| Count::View {
            tour: part.tour.clone(),
            station: line.station.clone(),
            dwell,
        };
        let dwells = line.dwells.iter().flatten();
        rows.extend(dwells.map(|(dwell, shown)| row(&count(*dwell), *shown)));
    }
    rows
}

fn row(count: &Count, shown: Shown) -> String {
    format!("{},{shown}", fields(count).join(","))
}
