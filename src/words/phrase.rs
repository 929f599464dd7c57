//! A phrase with places to be filled in.

use std::borrow::Cow;
use std::ops::{Deref, Range};

/// Words of a catalogue; `{name}` in them is a place to be filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrase(Box<str>);

impl Phrase {
    pub(super) fn new(words: &str) -> Self {
        Self(words.into())
    }

    /// The phrase with a value in each of its places.
    pub fn fill(&self, values: &[(&str, &str)]) -> String {
        let mut filled = String::with_capacity(self.len() + 16);
        let mut done = 0;
        for place in places(self) {
            let name = self[place.clone()].trim_matches(['{', '}']);
            let value = values.iter().find(|(key, _)| *key == name);
            debug_assert!(
                value.is_some(),
                "nothing to fill {{{name}}} with in: {self:?}"
            );
            filled.push_str(&self[done..place.start]);
            filled.push_str(value.map_or("", |(_, value)| value));
            done = place.end;
        }
        filled + &self[done..]
    }
}

impl Deref for Phrase {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<&Phrase> for String {
    fn from(phrase: &Phrase) -> Self {
        phrase.0.to_string()
    }
}

impl<'a> From<&'a Phrase> for Cow<'a, str> {
    fn from(phrase: &'a Phrase) -> Self {
        Cow::Borrowed(phrase)
    }
}

/// Where places stand in `words`, brackets included; an opening bracket without a closing one is
/// one too, to its end.
pub(super) fn places(words: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + words.get(at..)?.find('{')?;
        let end = words[start..]
            .find('}')
            .map_or(words.len(), |end| start + end + 1);
        at = end;
        Some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::Phrase;

    #[test]
    fn places_are_filled_by_name_in_any_order() {
        for (phrase, filled) in [
            ("Station {station} of {count}", "Station 3 of 10"),
            ("{count} ішінен {station}", "10 ішінен 3"),
            ("{station}{station}", "33"),
            ("no place }", "no place }"),
            ("", ""),
        ] {
            let values = [("station", "3"), ("count", "10")];
            assert_eq!(Phrase::new(phrase).fill(&values), filled);
        }
    }

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        assert_eq!(
            Phrase::new("“{query}”").fill(&[("query", "{query}")]),
            "“{query}”"
        );
    }
}
