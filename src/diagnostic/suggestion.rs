//! "Did you mean": the known name nearest to a mistyped one.

use strsim::damerau_levenshtein;

/// The candidate nearest to `word`, if one is near enough to be a slip of the keys.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    candidates
        .into_iter()
        .filter(|candidate| {
            candidate.len().abs_diff(word.len()) <= word.len().max(candidate.len()) / 2 + 1
        })
        .map(|candidate| {
            (
                damerau_levenshtein(&word, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, candidate)| {
            *distance <= (length.max(candidate.chars().count()) / 3).max(1)
        })
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn offers_the_nearest_name_and_nothing_far_off() {
        let names = ["title", "subtitle", "text", "label"];
        for (word, expected) in [
            ("titel", Some("title")),
            ("Text", Some("text")),
            ("lable", Some("label")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, names), expected, "{word}");
        }
    }
}
