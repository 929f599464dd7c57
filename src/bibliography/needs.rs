//! What a source of each type should tell, because the styles print it and a reader looks for it.

/// One of these variables is wanted.
type Need = &'static [&'static str];

const DATED: Need = &["issued", "status", "accessed"];
const CONTAINED: Need = &["container-title", "URL", "DOI"];

/// What each type wants; the first variable of a need is the one to ask for.
fn needs(kind: &str) -> &'static [Need] {
    match kind {
        "webpage" | "post" | "post-weblog" => &[&["URL"], &["accessed", "issued"]],
        "chapter" | "paper-conference" | "entry-encyclopedia" | "entry-dictionary" => {
            &[CONTAINED, DATED]
        }
        "article-journal" | "article-magazine" | "article-newspaper" => &[CONTAINED, DATED],
        "thesis" => &[&["publisher", "archive"], DATED],
        "report" => &[&["publisher", "author", "URL"], DATED],
        "manuscript" => &[&["archive", "URL", "publisher"]],
        "interview" => &[
            &["interviewer", "genre", "container-title", "publisher"],
            DATED,
        ],
        "book" | "personal_communication" => &[DATED],
        "motion_picture" => &[
            &["director", "author", "publisher", "container-title"],
            DATED,
        ],
        "legislation" => &[&["number", "issued", "container-title"]],
        "dataset" | "software" => &[&["URL", "DOI", "publisher"]],
        _ => &[],
    }
}

/// The variables that a source of this type should have and has not.
pub(crate) fn missing(
    kind: &str,
    has: impl Fn(&str) -> bool,
) -> impl Iterator<Item = &'static str> {
    // Letters and interviews may be told by who spoke to whom.
    let untitled = matches!(kind, "personal_communication" | "interview" | "");
    let title: &[Need] = if untitled { &[] } else { &[&["title"]] };
    title
        .iter()
        .chain(needs(kind))
        .filter(move |need| !need.iter().any(|key| has(key)))
        .filter_map(|need| need.first().copied())
}
