//! The entries of `[notes]` and `[glossary]`.

use toml::Spanned;

use super::{define, over, required, same_everywhere, words};
use crate::diagnostic::Diagnostic;
use crate::tour::raw::{self, Str, Words};
use crate::tour::report::{Noun, Report};
use crate::tour::written::{Page, Written};
use crate::tour::{Note, Term};

/// A note whose text has not been read yet.
#[derive(Debug)]
pub(crate) struct NoteDraft<'a> {
    pub(crate) id: &'a str,
    pub(crate) text: Written<'a>,
}

/// A term whose texts have not been read yet.
#[derive(Debug)]
pub(crate) struct TermDraft<'a> {
    pub(crate) id: &'a str,
    pub(crate) term: Option<Written<'a>>,
    pub(crate) meaning: Option<Written<'a>>,
    pub(crate) original: Option<Written<'a>>,
}

/// Reads one entry of `[notes]`.
pub(crate) fn note<'a>(
    page: Page<'a>,
    (key, text): &'a (Spanned<Str<'a>>, Words<'a>),
    report: &mut Report,
) -> NoteDraft<'a> {
    define(&page.written(key, report), Noun::Note, report);
    let text = page.written(text, report);
    if text.is_blank() && !report.translation {
        report.push(
            Diagnostic::error("missing", text.whole(), "this note is empty")
                .help("write it between the quotation marks"),
        );
    }
    NoteDraft {
        id: key.get_ref().as_str(),
        text,
    }
}

/// Reads one `[glossary.…]` table.
pub(crate) fn term<'a>(
    page: Page<'a>,
    (key, found): &'a (Spanned<Str<'a>>, Spanned<raw::Term<'a>>),
    report: &mut Report,
) -> TermDraft<'a> {
    define(&page.written(key, report), Noun::Term, report);
    let raw = found.get_ref();
    let owner = ("this glossary entry", page.range(key.span()));
    same_everywhere(page, raw.original.as_ref(), "original", report);
    TermDraft {
        id: key.get_ref().as_str(),
        term: required(page, raw.term.as_ref(), owner.clone(), "term", report),
        meaning: required(page, raw.meaning.as_ref(), owner, "meaning", report),
        original: words(page, raw.original.as_ref(), report),
    }
}

impl<'a> NoteDraft<'a> {
    /// With the words of its translation where there are any; whether there were.
    pub(crate) fn translated(self, other: NoteDraft<'a>) -> (Self, bool) {
        let complete = !other.text.is_blank();
        (if complete { other } else { self }, complete)
    }

    pub(crate) fn finish(self, report: &mut Report) -> Note {
        Note {
            id: self.id.into(),
            text: self.text.prose(None, report),
        }
    }
}

impl<'a> TermDraft<'a> {
    /// With the words of its translation where there are any; whether none were missing.
    pub(crate) fn translated(self, other: TermDraft<'a>) -> (Self, bool) {
        let (term, named) = over(self.term, other.term);
        let (meaning, explained) = over(self.meaning, other.meaning);
        (
            Self {
                term,
                meaning,
                ..self
            },
            named && explained,
        )
    }

    pub(crate) fn finish(self, report: &mut Report) -> Term {
        Term {
            id: self.id.into(),
            term: self.term.map(|term| term.line()).unwrap_or_default(),
            meaning: self
                .meaning
                .map(|meaning| meaning.prose(None, report))
                .unwrap_or_default(),
            original: self.original.map(|original| original.line()),
        }
    }
}
