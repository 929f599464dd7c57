//! Numbers as a language writes them.

use super::Words;

impl Words {
    /// A number as the language groups it, with no more decimals than it has: `2,103`, `0.25`.
    pub fn number(&self, value: f64) -> String {
        let signs = &self.numbers;
        let plain = value.abs().to_string();
        let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut grouped = String::from(if value < 0.0 { &*signs.minus } else { "" });
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                grouped.push_str(&signs.thousands);
            }
            grouped.push(digit);
        }
        if !decimals.is_empty() {
            grouped = grouped + &signs.decimal + decimals;
        }
        grouped
    }

    /// A part of a whole: `655 of 2,103 (31 %)`.
    pub fn share(&self, value: f64, of: f64) -> String {
        self.numbers.share.fill(&[
            ("part", &self.number(value)),
            ("whole", &self.number(of)),
            ("percent", &self.percent(value, of)),
        ])
    }

    /// How much of a whole a part is, in whole per cent: `31 %`.
    pub fn percent(&self, value: f64, of: f64) -> String {
        let percent = if of > 0.0 { value / of * 100.0 } else { 0.0 };
        let number = self.number(percent.round());
        self.numbers.percent.fill(&[("number", &number)])
    }

    /// A place on the earth in degrees, to a hundredth: `49.67, 72.68`.
    pub fn coordinates(&self, north: f64, east: f64) -> String {
        let hundredth = |degrees: f64| self.number((degrees * 100.0).round() / 100.0);
        self.signs
            .coordinates
            .fill(&[("north", &hundredth(north)), ("east", &hundredth(east))])
    }
}
