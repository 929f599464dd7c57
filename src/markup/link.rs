//! Where the links of a text may lead: to parts of the tour, and to web and mail addresses.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::Link;
use super::clean::is_forbidden;
use super::read::Fault;
use crate::diagnostic::Severity;

/// A part of the tour that a text refers to, by its id.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Target {
    Note(Box<str>),
    Term(Box<str>),
    Station(Box<str>),
    Figure(Box<str>),
    Source(Box<str>),
}

/// What an address was understood as.
#[derive(Default)]
pub(super) struct Found {
    pub(super) link: Option<Link>,
    pub(super) target: Option<(Range<usize>, Target)>,
    pub(super) fault: Option<Fault>,
}

/// Reads the address of the link that stands at `range` of `text`.
pub(super) fn target(text: &str, range: &Range<usize>, kind: LinkType, address: &str) -> Found {
    let here = place(text, range, address);
    if kind == LinkType::Email {
        return Found {
            link: Some(Link::Address(format!("mailto:{address}").into())),
            ..Found::default()
        };
    }
    let (scheme, rest) = address.split_once(':').unwrap_or(("", address));
    let id: Box<str> = rest.trim().into();
    let inside = here.end - rest.trim_start().len().min(here.len())..here.end;
    let (link, target) = match scheme {
        "term" => (Link::Term(id.clone()), Target::Term(id)),
        "station" => (Link::Station(id.clone()), Target::Station(id)),
        "figure" => (Link::Figure(id.clone()), Target::Figure(id)),
        "source" => (Link::Source(id.clone()), Target::Source(id)),
        _ if is_address(address) => {
            return Found {
                link: Some(Link::Address(address.into())),
                ..Found::default()
            };
        }
        _ => {
            return Found {
                fault: Some(refusal(here, scheme, address)),
                ..Found::default()
            };
        }
    };
    Found {
        link: Some(link),
        target: Some((inside, target)),
        fault: None,
    }
}

/// A web or mail address that may be shown and opened.
pub(crate) fn is_address(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    let rest = ["https://", "http://", "mailto:"]
        .iter()
        .find_map(|scheme| lower.starts_with(scheme).then(|| &address[scheme.len()..]));
    rest.is_some_and(|rest| !rest.is_empty())
        && !address.contains(|c: char| {
            c.is_whitespace() || c.is_control() || is_forbidden(c) || "<>\"`\\".contains(c)
        })
}

/// Whether the words of a link are its address, so that who reads them on paper has it: the whole of it,
/// or what is left without its scheme, the resolver of a DOI, and a slash at its end.
pub(crate) fn is_shown(words: &str, address: &str) -> bool {
    let words = bare(words);
    !words.is_empty() && (words == bare(address) || Some(words) == doi(bare(address)))
}

/// An address without its scheme and a slash at its end.
fn bare(address: &str) -> &str {
    let schemes = ["https://", "http://", "mailto:"];
    let rest = schemes
        .iter()
        .find_map(|scheme| address.strip_prefix(scheme));
    let rest = rest.unwrap_or(address);
    rest.strip_suffix('/').unwrap_or(rest)
}

/// The DOI that an address without its scheme resolves.
fn doi(address: &str) -> Option<&str> {
    let resolvers = ["doi.org/", "dx.doi.org/", "www.doi.org/"];
    let doi = resolvers
        .iter()
        .find_map(|resolver| address.strip_prefix(resolver));
    doi.filter(|doi| doi.starts_with("10."))
}

fn refusal(range: Range<usize>, scheme: &str, address: &str) -> Fault {
    let (message, help) = match scheme {
        "" if address.is_empty() => (
            "this link leads nowhere".to_owned(),
            "write its address between the round brackets",
        ),
        "" => (
            format!("`{address}` is not an address"),
            "addresses begin with https://, or with term:, station:, figure: or source: and an id",
        ),
        "http" | "https" | "mailto" => (
            format!("`{address}` is not an address"),
            "addresses have no spaces, quotation marks or angle brackets",
        ),
        _ => (
            format!("links cannot begin with `{scheme}:`"),
            "links lead to https:, http: and mailto: addresses, and to term:, station:, figure: and source: ids",
        ),
    };
    Fault {
        range,
        severity: Severity::Error,
        code: "bad-link",
        message,
        help,
    }
}

/// The bytes of the address, or of the whole link where it is not written as it is.
fn place(text: &str, range: &Range<usize>, address: &str) -> Range<usize> {
    match text[range.clone()].rfind(address) {
        Some(at) if !address.is_empty() => range.start + at..range.start + at + address.len(),
        _ => range.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_shown;

    #[test]
    fn words_that_are_an_address_say_where_it_leads() {
        for (words, address, shown) in [
            ("https://example.org/a", "https://example.org/a", true),
            ("example.org/a", "https://example.org/a", true),
            ("https://example.org", "https://example.org/", true),
            ("example.org/", "http://example.org", true),
            ("ann@example.org", "mailto:ann@example.org", true),
            ("10.1/x", "https://doi.org/10.1/x", true),
            ("https://doi.org/10.1/x", "https://doi.org/10.1/x", true),
            ("example", "https://example.org/a", false),
            ("example.org", "https://example.org/a", false),
            ("https://example.org/b", "https://example.org/a", false),
            ("x", "https://doi.org/10.1/x", false),
            ("the book", "https://doi.org/10.1/x", false),
            ("", "https://", false),
        ] {
            assert_eq!(is_shown(words, address), shown, "{words}: {address}");
        }
    }
}
