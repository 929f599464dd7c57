//! Dates as a language writes them.

use super::{Months, Phrase, Words};
use crate::tour::{Date, Period};

impl Words {
    /// `about 9 April 1938`, `1941–1952`, `45 BC`.
    pub fn period(&self, period: &Period) -> String {
        let from = self.date(period.from);
        let printed = period.to.map_or_else(
            || from.clone(),
            |to| {
                let is_year = |date: Date| date.month.is_none() && date.year > 0;
                let pattern = if is_year(period.from) && is_year(to) {
                    &self.dates.years
                } else {
                    &self.dates.range
                };
                pattern.fill(&[("from", &from), ("to", &self.date(to))])
            },
        );
        if period.approximate {
            self.dates.about.fill(&[("date", &printed)])
        } else {
            printed
        }
    }

    /// `9 April 1938`, `April 1938`, `1938`.
    pub fn date(&self, date: Date) -> String {
        // There is no year 0: the one before the year 1 is 1 BC.
        let before = date.year <= 0;
        let year = if before { 1 - date.year } else { date.year }.to_string();
        let printed = match (date.month, date.day) {
            (Some(month), Some(day)) => self.dates.day.fill(&[
                ("day", &day.to_string()),
                ("month", self.months_with_day.name(month)),
                ("year", &year),
            ]),
            (Some(month), None) => {
                let month = self.months.name(month);
                self.dates.month.fill(&[("month", month), ("year", &year)])
            }
            (None, _) => year,
        };
        if before {
            self.dates.before_era.fill(&[("date", &printed)])
        } else {
            printed
        }
    }
}

impl Months {
    /// The name of a month, 1 to 12; nothing for any other number.
    fn name(&self, month: u8) -> &str {
        let months: [&Phrase; 12] = [
            &self.january,
            &self.february,
            &self.march,
            &self.april,
            &self.may,
            &self.june,
            &self.july,
            &self.august,
            &self.september,
            &self.october,
            &self.november,
            &self.december,
        ];
        let month = usize::from(month).checked_sub(1);
        month
            .and_then(|month| months.get(month))
            .map_or("", |name| name)
    }
}
