//! Dates in the files of other programs: EDTF (ISO 8601-2), and what people write for it.

use serde_json::{Value, json};

use crate::tour::days_in;

/// An EDTF date or stretch of time as CSL-JSON: `2025-02-16`, `1941/1952`, `1938~`, `193X`, `1941/..`.
pub(super) fn edtf(text: &str) -> Option<Value> {
    let text = text.trim();
    let circa = text.contains(['~', '?', '%']);
    let ends: Vec<&str> = text.split('/').map(str::trim).collect();
    let days = match ends.as_slice() {
        // An end that is open or not known leaves the other.
        [day] | [day, "" | ".."] | ["" | "..", day] => span(day)?,
        [from, to] => {
            let (from, to) = (span(from)?, span(to)?);
            let stretch = vec![from.first()?.clone(), to.last()?.clone()];
            (stretch[0] <= stretch[1]).then_some(stretch)?
        }
        _ => return None,
    };
    Some(if circa || text.contains(['X', 'u']) {
        json!({ "date-parts": days, "circa": true })
    } else {
        json!({ "date-parts": days })
    })
}

/// The year in `c. 1938` or `[1938]`, where older files have words.
pub(super) fn loose_year(text: &str) -> Option<Value> {
    let year = text
        .split(|c: char| !c.is_ascii_digit())
        .find(|word| word.len() == 4)?;
    Some(json!({ "date-parts": [[year.parse::<i32>().ok()?]], "circa": true }))
}

/// Words such as `forthcoming`, and no date that was mistyped.
pub(super) fn is_words(text: &str) -> bool {
    text.contains(char::is_alphabetic) && !text.contains(|c: char| c.is_ascii_digit())
}

/// A day, month or year; of a decade or century the first and the last year.
fn span(day: &str) -> Option<Vec<Vec<i32>>> {
    let day = day.split('T').next()?.trim_end_matches(['~', '?', '%']);
    let unknown = day.trim_end_matches(['X', 'u']);
    let places = day.len() - unknown.len();
    if day.len() == 4 && matches!(places, 1 | 2) {
        let (years, first) = (10_i32.pow(places as u32), unknown.parse::<i32>().ok()?);
        return Some(vec![vec![first * years], vec![first * years + years - 1]]);
    }
    Some(vec![parts(day)?])
}

/// Year, month and day; EDTF counts the seasons as months from 21.
fn parts(day: &str) -> Option<Vec<i32>> {
    let (sign, digits) = day.strip_prefix('-').map_or((1, day), |rest| (-1, rest));
    let mut parts: Vec<i32> = digits
        .split('-')
        .map(|part| {
            part.parse()
                .ok()
                .filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()))
        })
        .collect::<Option<_>>()?;
    let year = parts.first_mut()?;
    *year *= sign;
    if year.abs() > 9999 {
        return None;
    }
    let fits = match parts.as_slice() {
        [_] => true,
        [_, month] => matches!(month, 1..=12 | 21..=24),
        [year, month, day] => {
            (1..=12).contains(month) && (1..=days_in(*year, *month)).contains(day)
        }
        _ => false,
    };
    fits.then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::edtf;

    #[test]
    fn reads_what_zotero_and_biblatex_write() {
        for (text, expected) in [
            ("1938", "[[1938]]"),
            ("1938-04-09T10:00:00Z", "[[1938,4,9]]"),
            ("1938-4-9", "[[1938,4,9]]"),
            ("1938~", "circa [[1938]]"),
            ("1938-21", "[[1938,21]]"),
            ("193X", "circa [[1930],[1939]]"),
            ("19uu", "circa [[1900],[1999]]"),
            ("1941/1952", "[[1941],[1952]]"),
            ("1941-06-22/1945-05-09?", "circa [[1941,6,22],[1945,5,9]]"),
            ("1941/..", "[[1941]]"),
            ("/1952", "[[1952]]"),
            ("-0044-03-15", "[[-44,3,15]]"),
            ("1939-02-29", "none"),
            ("1952/1941", "none"),
            ("2011-13", "none"),
            ("20011", "none"),
            ("20011-04", "none"),
            ("-20011-04-09", "none"),
            ("9 April 1938", "none"),
            ("1938/1939/1940", "none"),
            ("", "none"),
        ] {
            let shown = edtf(text).map_or("none".to_owned(), |date| {
                let circa = if date.get("circa").is_some() {
                    "circa "
                } else {
                    ""
                };
                format!("{circa}{}", date["date-parts"])
            });
            assert_eq!(shown, expected, "{text}");
        }
    }
}
