//! Prose: paragraphs, quotations, lists, and the words in them.

use std::ops::Range;

use maud::{Markup, html};

use crate::export::html::foreign::{self, Tongues};
use crate::export::html::name::name;
use crate::export::html::notes::Notes;
use crate::export::html::page::Page;
use crate::export::html::sheet::Sheet;
use crate::markup::link::is_shown;
use crate::markup::{Face, Link, Paragraph, ParagraphKind, Prose, Run, Text};
use crate::player::pages::citations::{self, Cited};

/// A text of several paragraphs in the sheet's language, its citations in full.
pub(crate) fn prose(sheet: &Sheet<'_>, prose: &Prose) -> Markup {
    passages(sheet, prose, None)
}

/// The same with note marks, each note after the passage in which its mark first stands.
pub(crate) fn noted(sheet: &Sheet<'_>, prose: &Prose, notes: &mut Notes<'_>) -> Markup {
    passages(sheet, prose, Some(notes))
}

fn passages(sheet: &Sheet<'_>, prose: &Prose, mut notes: Option<&mut Notes<'_>>) -> Markup {
    let paragraphs = prose.paragraphs.as_slice();
    html! {
        @for group in paragraphs.chunk_by(|one, next| belong(one.kind, next.kind)) {
            div.passage {
                (passage(sheet, group, notes.as_deref_mut()))
                @if let Some(notes) = notes.as_deref_mut() { (notes.take(&sheet.speaking(None))) }
            }
        }
    }
}

/// Whether two paragraphs are parts of one quotation or list.
fn belong(one: ParagraphKind, next: ParagraphKind) -> bool {
    match (one, next) {
        (ParagraphKind::Quotation, ParagraphKind::Quotation) => true,
        (one, next) => is_listed(one) && is_listed(next),
    }
}

fn is_listed(kind: ParagraphKind) -> bool {
    !matches!(kind, ParagraphKind::Plain | ParagraphKind::Quotation)
}

fn passage(sheet: &Sheet<'_>, group: &[Paragraph], mut notes: Option<&mut Notes<'_>>) -> Markup {
    match group.first().map(|first| first.kind) {
        Some(ParagraphKind::Quotation) => html! {
            blockquote { @for paragraph in group { (line(sheet, paragraph, notes.as_deref_mut())) } }
        },
        Some(ParagraphKind::Bullet | ParagraphKind::Numbered(_)) => {
            let depth = group.first().map_or(0, |first| first.depth);
            lists(sheet, group, depth, notes)
        }
        _ => html! {
            @for paragraph in group { (line(sheet, paragraph, notes.as_deref_mut())) }
        },
    }
}

fn line(sheet: &Sheet<'_>, paragraph: &Paragraph, notes: Option<&mut Notes<'_>>) -> Markup {
    html! { p lang=[sheet.tongue] { (words(sheet, paragraph, notes)) } }
}

/// Lists of one depth, one after another where bullets follow numbers.
fn lists(
    sheet: &Sheet<'_>,
    group: &[Paragraph],
    depth: u8,
    mut notes: Option<&mut Notes<'_>>,
) -> Markup {
    let is_bullet = |paragraph: &Paragraph| paragraph.kind == ParagraphKind::Bullet;
    let items = items(group, depth);
    html! {
        @for list in items.chunk_by(|one, next| is_bullet(&one[0]) == is_bullet(&next[0])) {
            @match list[0][0].kind {
                ParagraphKind::Numbered(first) => {
                    ol lang=[sheet.tongue] start=[(first != 1).then_some(first)] {
                        @for it in list { (item(sheet, it, depth, notes.as_deref_mut())) }
                    }
                }
                _ => ul lang=[sheet.tongue] { @for it in list { (item(sheet, it, depth, notes.as_deref_mut())) } }
            }
        }
    }
}

/// The items of lists of one depth, none of them empty.
fn items(group: &[Paragraph], depth: u8) -> Vec<&[Paragraph]> {
    let begins = |paragraph: &Paragraph| {
        paragraph.depth <= depth && paragraph.kind != ParagraphKind::Continued
    };
    group.chunk_by(|_, next| !begins(next)).collect()
}

/// An item: its paragraphs, and the list that stands in it.
fn item(
    sheet: &Sheet<'_>,
    item: &[Paragraph],
    depth: u8,
    mut notes: Option<&mut Notes<'_>>,
) -> Markup {
    let deeper = |paragraph: &Paragraph| paragraph.depth > depth;
    let Some((first, rest)) = item.split_first() else {
        return Markup::default();
    };
    html! {
        li {
            (words(sheet, first, notes.as_deref_mut()))
            @for part in rest.chunk_by(|one, next| deeper(one) == deeper(next)) {
                @if deeper(&part[0]) {
                    (lists(sheet, part, part[0].depth, notes.as_deref_mut()))
                } @else {
                    @for paragraph in part { (line(sheet, paragraph, notes.as_deref_mut())) }
                }
            }
        }
    }
}

fn words(sheet: &Sheet<'_>, paragraph: &Paragraph, notes: Option<&mut Notes<'_>>) -> Markup {
    cited(sheet, &paragraph.text, &mut Cited::default(), notes)
}

/// A text in a row, its citations in full.
pub(crate) fn text(sheet: &Sheet<'_>, text: &Text) -> Markup {
    cited(sheet, text, &mut Cited::default(), None)
}

/// A text in a row, its citations in short.
pub(crate) fn short(sheet: &Sheet<'_>, text: &Text) -> Markup {
    cited(sheet, text, &mut Cited::of(text), None)
}

/// A text in the sheet's language with its citations, which are in the page's.
fn cited<'a>(
    sheet: &Sheet<'_>,
    text: &'a Text,
    cited: &mut Cited<'a>,
    notes: Option<&mut Notes<'_>>,
) -> Markup {
    let (set, citations) = cited.placed(sheet.edition, text);
    let titles = foreign::titles(sheet, &foreign::cited(text));
    let tongues = foreign::tongues(sheet, &set.string, &titles, &citations);
    self::set(sheet, &set, &tongues, notes)
}

/// Words that stand as they are, with words in other languages among them.
pub(crate) fn set(
    sheet: &Sheet<'_>,
    text: &Text,
    tongues: &Tongues<'_>,
    mut notes: Option<&mut Notes<'_>>,
) -> Markup {
    let plain = |range: Range<usize>| spoken(&text.string, &range, tongues);
    let mut at = 0;
    let runs = text.runs.chunk_by(is_one_link);
    html! {
        @for linked in runs {
            @let (start, end) = (linked[0].range.start, linked[linked.len() - 1].range.end);
            @let from = std::mem::replace(&mut at, end);
            @let inner = html! { @for run in linked { (faced(run.face, plain(run.range.clone()))) } };
            @let words = link(sheet, linked[0].link.as_ref(), &text.string[start..end], &inner, notes.as_deref_mut());
            @if matches!(linked[0].link, Some(Link::Mark(_))) {
                @let word = last_word(&text.string, from..start);
                (plain(from..word)) span.kept { (plain(word..start)) (words) }
            } @else {
                (plain(from..start)) (words)
            }
        }
        (plain(at..text.string.len()))
    }
}

/// The most bytes of a word that a note mark stays on one line with: a longer one may have to be broken.
const KEPT: usize = 40;

/// Where the word begins that a part of a text ends with.
fn last_word(text: &str, part: Range<usize>) -> usize {
    let words = &text[part.clone()];
    let at = words.rfind(char::is_whitespace);
    let at = at.map_or(0, |at| {
        at + words[at..].chars().next().map_or(0, char::len_utf8)
    });
    if words.len() - at > KEPT {
        part.end
    } else {
        part.start + at
    }
}

/// Whether two runs are parts of the words of one link.
fn is_one_link(one: &Run, next: &Run) -> bool {
    one.link.is_some() && one.link == next.link && one.range.end == next.range.start
}

/// A part of a text, with the languages of its parts.
fn spoken(text: &str, part: &Range<usize>, tongues: &Tongues<'_>) -> Markup {
    let within = |range: &Range<usize>| range.start.max(part.start)..range.end.min(part.end);
    let inside = tongues.iter().map(|(range, tag)| (within(range), tag));
    let mut at = part.start;
    html! {
        @for (range, tag) in inside.filter(|(range, _)| !range.is_empty()) {
            (broken(&text[std::mem::replace(&mut at, range.end)..range.start]))
            span lang=(tag) { (broken(&text[range])) }
        }
        (broken(&text[at..part.end]))
    }
}

/// Words whose lines end where their author ended them.
fn broken(words: &str) -> Markup {
    html! {
        @for (at, line) in words.split('\n').enumerate() {
            @if at > 0 { br; }
            (line)
        }
    }
}

fn faced(face: Face, words: Markup) -> Markup {
    let words = if face.code {
        html! { code { (words) } }
    } else {
        words
    };
    let words = if face.strong {
        html! { strong { (words) } }
    } else {
        words
    };
    if face.emphasis {
        html! { em { (words) } }
    } else {
        words
    }
}

fn link(
    sheet: &Sheet<'_>,
    link: Option<&Link>,
    written: &str,
    words: &Markup,
    notes: Option<&mut Notes<'_>>,
) -> Markup {
    let href = match link {
        Some(Link::Mark(mark)) => {
            return notes.map_or_else(Markup::default, |notes| notes.mark(sheet, *mark));
        }
        Some(Link::Address(address)) => return out(address, written, words),
        Some(Link::Term(id)) => term(sheet, id),
        Some(Link::Station(id)) => station(sheet, id),
        Some(Link::Figure(id)) => figure(sheet, id),
        Some(Link::Source(id)) => source(sheet, id),
        Some(Link::Citation(_)) | None => None,
    };
    match href {
        Some(href) => html! { a href=(href) { (words) } },
        None => words.clone(),
    }
}

/// A link out of the tour; in print its address follows words that are not it.
fn out(address: &str, written: &str, words: &Markup) -> Markup {
    if !is_safe(address) {
        return words.clone();
    }
    let class = if is_shown(written, address) {
        "address"
    } else {
        "named"
    };
    html! { a class=(class) rel="noreferrer" href=(address) { (words) } }
}

/// An address that leads to itself.
pub(crate) fn address(address: &str) -> Markup {
    out(address, address, &html! { (address) })
}

/// Nothing but the web and mail, whatever may have let another address through.
fn is_safe(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    let mut schemes = ["http://", "https://", "mailto:"].into_iter();
    schemes.any(|scheme| address.starts_with(scheme))
}

fn term(sheet: &Sheet<'_>, id: &str) -> Option<String> {
    let terms = sheet.edition.glossary();
    let place = terms.iter().position(|term| &*term.id == id)?;
    Some(sheet.href_to(Page::Glossary, &name("term", id, place)))
}

fn station(sheet: &Sheet<'_>, id: &str) -> Option<String> {
    let index = sheet.edition.find(id)?;
    Some(sheet.href(Page::Station(index)))
}

/// Where a figure or chart first stands.
fn figure(sheet: &Sheet<'_>, id: &str) -> Option<String> {
    let local = figure_name(sheet.edition, id)?;
    let first = sheet.edition.showings().of(id).first();
    let page = first.map_or(Page::Figures, |(station, _)| Page::Station(*station));
    Some(sheet.href_to(page, &local))
}

/// The name of a figure or chart on its page.
pub(crate) fn figure_name(edition: &crate::tour::Edition, id: &str) -> Option<String> {
    let figure = edition
        .figures()
        .iter()
        .position(|figure| &*figure.id == id);
    let figure = figure.map(|place| name("figure", id, place));
    figure.or_else(|| {
        let place = edition.charts().iter().position(|chart| &*chart.id == id)?;
        Some(name("chart", id, place))
    })
}

/// A source in short, in a link to its entry in the bibliography.
pub(crate) fn named_source(sheet: &Sheet<'_>, id: &str) -> Markup {
    let set = citations::source(sheet.edition, id);
    let titles = foreign::titles(sheet, &[id]);
    let tongues = foreign::ranges(&set.string, &titles);
    let words = spoken(&set.string, &(0..set.string.len()), &tongues);
    html! {
        @match source(sheet, id) {
            Some(href) => a href=(href) { (words) },
            None => (words),
        }
    }
}

/// The address of a source in the bibliography.
pub(crate) fn source(sheet: &Sheet<'_>, id: &str) -> Option<String> {
    let sources = sheet.edition.sources();
    let place = sources.iter().position(|source| &*source.id == id)?;
    Some(sheet.href_to(Page::Bibliography, &name("source", id, place)))
}
