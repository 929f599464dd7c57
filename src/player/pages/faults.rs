//! What an educator is told in a preview: the line under the bar, and every fault with its place.

use crate::diagnostic::{Diagnostic, Place, Severity, ceil, floor};
use crate::markup::{Face, ParagraphKind, Run, Text, clean};
use crate::player::Visit;
use crate::player::keymap::{self, Command};
use crate::player::pages::line;
use crate::player::proof::Proof;
use crate::player::scene::{Banner, Block, Shared};
use crate::player::view::{Pane, Place as Ground};
use crate::theme::Role;
use crate::words::Words;

/// Bytes of the line that are shown on each side of a fault.
const AROUND: usize = 60;
/// The most bytes of the words at fault that are shown.
const LONGEST: usize = 120;

/// The first error and how many more; where there is none, quietly how many warnings.
pub(crate) fn banner(visit: Visit<'_>) -> Option<Banner> {
    let (proof, words) = (visit.proof?, visit.words());
    let view = &visit.state.view;
    if view.pane == Some(Pane::Faults) || (view.place == Ground::Faults && view.pane.is_none()) {
        return None;
    }
    let key = words.preview.list.fill(&[("key", &key(words))]);
    if let Some(first) = proof.first_error() {
        let place = first.place.as_ref().map(|place| proof.place(place));
        let place = place.map_or_else(String::new, |place| format!("{place} "));
        let more = match proof.count(Severity::Error) - 1 {
            0 => key,
            more => format!(
                "{} · {key}",
                words.preview.more.fill(&[("count", &more.to_string())])
            ),
        };
        return Some(Banner {
            text: clean::line(&(place + &first.message)),
            more,
            key: String::new(),
            role: Role::Notice,
            command: Some(Command::Faults),
        });
    }
    let count = proof.count(Severity::Warning);
    (count > 0).then(|| Banner {
        text: words.preview.warnings.count(count),
        more: key,
        key: String::new(),
        role: Role::Quiet,
        command: Some(Command::Faults),
    })
}

/// The name of the key that lists the faults.
fn key(words: &Words) -> String {
    let mut keys = keymap::PREVIEW.iter().flat_map(|binding| binding.keys);
    let key = keys.find(|(_, command)| *command == Command::Faults);
    key.map_or_else(String::new, |(key, _)| keymap::name(*key, words))
}

/// Every fault, over a version of the tour that can be played.
pub(crate) fn list(visit: Visit<'_>) -> Vec<Block<'_>> {
    let broken = visit.proof.is_some_and(Proof::is_broken);
    page(visit, broken.then_some(&*visit.words().preview.kept))
}

/// Every fault, where there is nothing else to show.
pub(crate) fn waiting(visit: Visit<'_>) -> Vec<Block<'_>> {
    page(visit, Some(&*visit.words().preview.waiting))
}

fn page<'a>(visit: Visit<'a>, intro: Option<&str>) -> Vec<Block<'a>> {
    let words = visit.words();
    let Some(proof) = visit.proof else {
        return Vec::new();
    };
    let mut blocks = vec![Block::Title(summary(proof, words).into()), Block::Gap];
    blocks.extend(
        intro
            .into_iter()
            .flat_map(|intro| [line(intro, Role::Quiet), Block::Gap]),
    );
    for fault in proof.faults() {
        blocks.extend(self::fault(proof, fault, words));
    }
    blocks
}

/// `3 errors, 1 warning`.
fn summary(proof: &Proof, words: &Words) -> String {
    let preview = &words.preview;
    let parts: Vec<_> = [
        (Severity::Error, &preview.errors),
        (Severity::Warning, &preview.warnings),
        (Severity::Advice, &preview.advice),
    ]
    .into_iter()
    .map(|(severity, phrase)| (proof.count(severity), phrase))
    .filter(|(count, _)| *count > 0)
    .map(|(count, phrase)| phrase.count(count))
    .collect();
    if parts.is_empty() {
        return preview.no_faults.to_string();
    }
    words.list(parts.iter().map(String::as_str))
}

/// What is wrong, where, the words themselves, and what to do.
fn fault<'a>(proof: &Proof, fault: &Diagnostic, words: &Words) -> Vec<Block<'a>> {
    let (phrase, role) = match fault.severity {
        Severity::Error => (&words.preview.error, Role::Notice),
        Severity::Warning => (&words.preview.warning, Role::Heading),
        Severity::Advice => (&words.preview.tip, Role::Quiet),
    };
    let said = |text: &str, role| line(clean::line(text), role);
    let mut blocks = vec![said(&phrase.fill(&[("text", &fault.message)]), role)];
    if let Some(place) = &fault.place {
        blocks.push(said(&proof.place(place), Role::Quiet));
        blocks.push(Block::Paragraph {
            kind: ParagraphKind::Quotation,
            depth: 0,
            role: Role::Text,
            text: Shared::Made(excerpt(place)),
        });
    }
    let help = fault.help.as_deref();
    blocks.extend(help.map(|help| said(help, Role::Text)));
    blocks.push(Block::Gap);
    blocks
}

/// The line of a place, cut to what is near it, with the words at fault strong.
fn excerpt(place: &Place) -> Text {
    let text = &*place.file.text;
    let start = place.range.start;
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[start..]
        .find('\n')
        .map_or(text.len(), |newline| start + newline);
    let end = place.range.end.clamp(start, line_end);
    let end = floor(text, end.min(start + LONGEST)).max(start);
    let from = ceil(text, line_start.max(start.saturating_sub(AROUND)));
    let to = floor(text, line_end.min(end + AROUND));
    let cut = |cut: bool| if cut { "…" } else { "" };
    let before = format!(
        "{}{}",
        cut(from > line_start),
        &text[from.min(start)..start]
    );
    let after = format!("{}{}", &text[end..to.max(end)], cut(to < line_end));
    let (before, at, after) = (
        clean::clean(before.trim_start()),
        clean::clean(&text[start..end]),
        clean::clean(after.trim_end()),
    );
    let strong = Run {
        range: before.len()..before.len() + at.len(),
        face: Face {
            strong: true,
            ..Face::default()
        },
        link: None,
    };
    Text {
        string: format!("{before}{at}{after}"),
        runs: vec![strong],
    }
}
