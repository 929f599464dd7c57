//! Brackets that stand right behind brackets: `[^log][@keeper-1881, p. 3]`.
//!
//! CommonMark reads two such pairs as one link with an address elsewhere; a tour reads each for itself.

use std::ops::Range;

use super::citation;
use super::lint::is_escaped;

/// What a pair of brackets is read as.
pub(super) enum Mark<'a> {
    /// `[^id]`
    Note(&'a str),
    Citation,
}

/// The two pairs of brackets that stand at `range`, when at least one of them is a mark and both
/// can be shown.
pub(super) fn split(text: &str, range: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let both = &text[range.clone()];
    let start = range.start + usize::from(both.starts_with('!'));
    let middle = both
        .rmatch_indices("][")
        .map(|(at, _)| range.start + at + 1)
        .find(|at| !is_escaped(text, at - 1))?;
    let (first, second) = (start..middle, middle..range.end);
    let readable = match (mark(text, &first), mark(text, &second)) {
        (_, Some(Mark::Citation)) => true,
        (Some(_), None) => !text[second.clone()].contains(MARKUP),
        _ => false,
    };
    (readable && first.len() > 2 && second.len() > 2).then_some((first, second))
}

/// Characters that would need reading.
const MARKUP: [char; 7] = ['*', '_', '`', '<', '&', '\\', '\n'];

/// What the pair of brackets at `range` is; `None` for words in brackets.
pub(super) fn mark<'a>(text: &'a str, range: &Range<usize>) -> Option<Mark<'a>> {
    let inside = text.get(range.start + 1..range.end.checked_sub(1)?)?;
    if inside.contains(['[', ']']) {
        return None;
    }
    match inside.strip_prefix('^') {
        Some(id) if !id.is_empty() && !id.contains('\n') => Some(Mark::Note(id)),
        _ => citation::parse(inside).map(|_| Mark::Citation),
    }
}

#[cfg(test)]
mod tests {
    use crate::markup::read::{Reading, read};
    use crate::tour::Marks;

    /// The words that are shown, what they refer to and what is told.
    fn show(text: &str) -> String {
        let Reading {
            prose,
            faults,
            targets,
            ..
        } = read(text, Some(&mut Marks::default()));
        let ids = targets
            .iter()
            .map(|(range, _)| text[range.clone()].to_owned());
        let told = faults.iter().map(|fault| fault.message.clone());
        let parts: Vec<_> = ids.chain(told).collect();
        format!("{} | {}", prose.into_text().string, parts.join(", "))
    }

    #[test]
    fn marks_right_behind_each_other_are_read_each_for_itself() {
        for (text, expected) in [
            ("x[^log][@keeper, p. 3].", "x[1][2]. | log, keeper"),
            ("x[@keeper][^log].", "x[1][2]. | keeper, log"),
            ("x[@a][@b].", "x[1][2]. | a, b"),
            ("x[^a][^b].", "x[1][2]. | a, b"),
            (
                "x[@a][@b][@c][^d][@e][^f].",
                "x[1][2][3][4][5][6]. | a, b, c, d, e, f",
            ),
            ("[sic][@a] [*so*][@a]", "[sic][1] [so][2] | a, a"),
            ("[@a][sic] [^a][sic]", "[1][sic] [2][sic] | a, a"),
            ("[zek](term:zek)[@a]", "zek[1] | zek, a"),
            (
                "Look![@a] Look![@a][@b] Look![^c]",
                "Look![1] Look![2][3] Look![4] | a, a, b, c",
            ),
            ("*x[^a][@b\n y; @c]*", "x[1][2] | a, b, c"),
            (
                "[x][y] [@a][]",
                "[x][y] [@a][] | this is not read as a citation",
            ),
            ("[@a][*b*]", "[@a][b] | this is not read as a citation"),
            (
                "[@a, [1]][@b]",
                "[@a, [1]][1] | b, this is not read as a citation",
            ),
            (r"\[@a][@b]", "[@a][1] | b, this bracket has no partner"),
        ] {
            assert_eq!(show(text), expected, "{text}");
        }
    }
}
