//! A `[[figure]]`: a picture, or the description of one.

use toml::Spanned;

use super::{id, over, required, same_everywhere, words};
use crate::diagnostic::{Diagnostic, Place};
use crate::tour::date;
use crate::tour::files::path_fault;
use crate::tour::raw;
use crate::tour::report::{Noun, Report};
use crate::tour::written::{Page, Written};
use crate::tour::{Figure, Rights};

/// A figure whose caption has not been read yet.
#[derive(Debug)]
pub(crate) struct Draft<'a> {
    pub(crate) id: Box<str>,
    pub(crate) image: Option<Written<'a>>,
    pub(crate) alt: Option<Written<'a>>,
    pub(crate) caption: Option<Written<'a>>,
    pub(crate) credit: Option<Written<'a>>,
    rights: Option<Rights>,
}

/// Reads a `[[figure]]` table.
pub(crate) fn draft<'a>(
    page: Page<'a>,
    found: &'a Spanned<raw::Figure<'a>>,
    report: &mut Report,
) -> Draft<'a> {
    let raw = found.get_ref();
    let owner = ("this figure", page.range(found.span()));
    same_everywhere(page, raw.image.as_ref(), "image", report);
    same_everywhere(page, raw.rights.as_ref(), "rights", report);
    let image = words(page, raw.image.as_ref(), report);
    if let Some((image, fault)) = image
        .as_ref()
        .and_then(|image| Some((image, path_fault(image.as_str())?)))
    {
        report.push(
            Diagnostic::error("outside-folder", image.whole(), fault)
                .help("name a file inside the tour's folder, such as media/gate.jpg"),
        );
    }
    Draft {
        id: id(page, raw.id.as_ref(), Noun::Figure, owner.1.clone(), report),
        image,
        alt: alt(page, raw, owner, report),
        caption: words(page, raw.caption.as_ref(), report),
        credit: words(page, raw.credit.as_ref(), report),
        rights: raw
            .rights
            .as_ref()
            .map(|found| rights(page, found.get_ref(), report)),
    }
}

fn alt<'a>(
    page: Page<'a>,
    raw: &'a raw::Figure<'a>,
    owner: (&str, std::ops::Range<usize>),
    report: &mut Report,
) -> Option<Written<'a>> {
    if raw.alt.is_some() {
        return required(page, raw.alt.as_ref(), owner, "alt", report);
    }
    let help = "describe the picture for somebody who does not see it: alt = \"…\"";
    report.missing(
        Place::new(page.file, owner.1),
        "alt",
        "this figure has no description `alt`".to_owned(),
        help,
    );
    None
}

fn rights<'a>(page: Page<'a>, raw: &'a raw::Rights<'a>, report: &mut Report) -> Rights {
    let expires = words(page, raw.expires.as_ref(), report).and_then(|written| {
        let date = date::date(written.as_str());
        if date.is_none() {
            report.push(date::fault(&written));
        }
        date
    });
    Rights {
        holder: words(page, raw.holder.as_ref(), report).map(|words| words.line()),
        licence: words(page, raw.licence.as_ref(), report).map(|words| words.line()),
        expires,
    }
}

impl<'a> Draft<'a> {
    /// With the words of its translation where there are any; whether none were missing.
    pub(crate) fn translated(self, other: Draft<'a>) -> (Self, bool) {
        let (alt, described) = over(self.alt, other.alt);
        let (caption, captioned) = over(self.caption, other.caption);
        // A credit is mostly names, which need no translation.
        let (credit, _) = over(self.credit, other.credit);
        (
            Self {
                alt,
                caption,
                credit,
                ..self
            },
            described && captioned,
        )
    }

    pub(crate) fn finish(self, report: &mut Report) -> Figure {
        Figure {
            id: self.id,
            image: self
                .image
                .filter(|image| path_fault(image.as_str()).is_none())
                .map(|image| image.as_str().to_owned()),
            alt: self.alt.map(|alt| alt.line()).unwrap_or_default(),
            caption: self.caption.map(|caption| caption.text(report)),
            credit: self.credit.map(|credit| credit.line()),
            rights: self.rights,
        }
    }
}
