//! Names of files and of places on pages, made from the ids of a tour.

use crate::tour::is_kebab;

/// The most bytes of an id that stand in a name; file systems take 255 and addresses are typed.
const LONGEST: usize = 64;

/// A name for one thing of a kind: `station-women-camp`.
///
/// It holds small Latin letters, digits, hyphens and `_` only, so that it can leave no folder and no
/// address. An id that is no such name keeps what it has of them, and `place`, its thing's place among
/// those of its kind, tells it from others: `_` stands in no id that is taken as it is.
pub(crate) fn name(kind: &str, id: &str, place: usize) -> String {
    if is_kebab(id) && id.len() <= LONGEST {
        return format!("{kind}-{id}");
    }
    let kept = id.chars().map(|char| char.to_ascii_lowercase());
    let kept = kept.filter(|char| char.is_ascii_lowercase() || char.is_ascii_digit());
    let kept: String = kept.take(LONGEST).collect();
    format!("{kind}-{kept}_{place}")
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn names_hold_nothing_that_leads_elsewhere() {
        let long = "long-".repeat(100);
        for (id, expected) in [
            ("women-camp", "station-women-camp"),
            ("con", "station-con"),
            ("../x", "station-x_7"),
            ("a/b\\c", "station-abc_7"),
            ("Zek", "station-zek_7"),
            ("зэк", "station-_7"),
            ("\" onload=\"x", "station-onloadx_7"),
            ("", "station-_7"),
            (&long, &format!("station-{}_7", "long".repeat(16))),
        ] {
            assert_eq!(name("station", id, 7), expected, "{id}");
        }
    }
}
