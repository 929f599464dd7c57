//! Faults as a person reads them: the line, a caret under the words, help, the mended line.
//!
//! Colour only when the caller asks for it; nothing here looks at a terminal or the environment.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet, Title};

use super::visible::{Shown, visible};
use super::{Diagnostic, Place, Severity};

/// How a report is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    pub colour: bool,
    /// Box-drawing characters; otherwise ASCII.
    pub unicode: bool,
    /// Columns.
    pub width: usize,
}

/// Of a place longer than this, in bytes, only the first line is marked.
const MARKED: usize = 4096;

/// Lines longer than this, in bytes, are not shown: nobody would find the place in them.
const LONGEST: usize = 4 * MARKED;

/// All faults one below the other, and a closing line such as `3 errors, 1 warning`.
///
/// Empty for no faults.
pub fn render(faults: &[Diagnostic], style: Style) -> String {
    let mut out = blocks(faults, style);
    if !faults.is_empty() {
        out.push_str(&summary(faults));
        out.push('\n');
    }
    out
}

/// All faults one below the other, each with an empty line behind it.
pub fn blocks(faults: &[Diagnostic], style: Style) -> String {
    let renderer = if style.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let decor = if style.unicode {
        DecorStyle::Unicode
    } else {
        DecorStyle::Ascii
    };
    let renderer = renderer.decor_style(decor).term_width(style.width.max(40));
    let mut out = String::new();
    for fault in faults {
        out.push_str(&block(fault, &renderer));
        out.push_str("\n\n");
    }
    out
}

/// `3 errors, 1 warning`; `no faults` for none.
pub fn summary(faults: &[Diagnostic]) -> String {
    let count = |severity| {
        faults
            .iter()
            .filter(|fault| fault.severity == severity)
            .count()
    };
    let parts: Vec<String> = [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Advice, "piece of advice", "pieces of advice"),
    ]
    .into_iter()
    .map(|(severity, one, many)| (count(severity), one, many))
    .filter(|(count, ..)| *count > 0)
    .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
    .collect();
    if parts.is_empty() {
        "no faults".to_owned()
    } else {
        parts.join(", ")
    }
}

fn block(fault: &Diagnostic, renderer: &Renderer) -> String {
    let Some(place) = &fault.place else {
        return renderer.render(&[bare(fault, None)]);
    };
    match Window::around(place, fault.fix.as_ref().map(|(range, _)| range)) {
        Some(window) => renderer.render(&window.groups(fault)),
        None => renderer.render(&[bare(fault, Some(place))]),
    }
}

fn title(fault: &Diagnostic) -> Title<'_> {
    let level = match fault.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::NOTE.with_name("advice"),
    };
    level.primary_title(fault.message.as_str()).id(fault.code)
}

/// A fault without the words it is about.
fn bare<'a>(fault: &'a Diagnostic, place: Option<&'a Place>) -> Group<'a> {
    let mut group = Group::with_title(title(fault));
    if let Some(place) = place {
        let (line, column) = place.line_column();
        let origin = Origin::path(visible(&place.file.name));
        group = group.element(origin.line(line).char_column(column));
    }
    match &fault.help {
        Some(help) => group.element(Level::HELP.message(help.as_str())),
        None => group,
    }
}

/// The lines of a place and its fix, so that a fault in a large file costs no more than in a small one.
struct Window<'a> {
    place: &'a Place,
    /// Bytes of the file.
    range: Range<usize>,
    shown: Shown<'a>,
    path: Cow<'a, str>,
    /// The number of its first line.
    line: usize,
}

impl<'a> Window<'a> {
    /// `None` when its lines are too long to be shown.
    fn around(place: &'a Place, fix: Option<&Range<usize>>) -> Option<Self> {
        let text = &*place.file.text;
        let Range { mut start, mut end } = marked(place);
        if let Some(fix) = fix {
            (start, end) = (start.min(fix.start), end.max(fix.end));
        }
        let first = text.len() - place.file.body().len();
        let start = text[..start]
            .rfind('\n')
            .map_or(first, |newline| newline + 1);
        let end = text[end..]
            .find('\n')
            .map_or(text.len(), |newline| end + newline);
        (end - start <= LONGEST).then(|| Self {
            place,
            range: start..end,
            shown: Shown::new(&text[start..end]),
            path: visible(&place.file.name),
            line: place.file.line_column(start).0,
        })
    }

    fn groups(&self, fault: &'a Diagnostic) -> Vec<Group<'_>> {
        let caret = AnnotationKind::Primary.span(self.inside(&marked(self.place)));
        let first = title(fault).element(self.snippet().annotation(caret));
        let help = fault.help.as_deref();
        match (help, &fault.fix) {
            (Some(help), Some((range, text))) => {
                let patch = Patch::new(self.inside(range), visible(text));
                let mended = Level::HELP.secondary_title(help);
                vec![first, mended.element(self.snippet().patch(patch))]
            }
            (Some(help), None) => vec![first.element(Level::HELP.message(help))],
            (None, _) => vec![first],
        }
    }

    fn snippet<T: Clone>(&self) -> Snippet<'_, T> {
        Snippet::source(self.shown.text.as_ref())
            .path(self.path.as_ref())
            .line_start(self.line)
    }

    fn inside(&self, range: &Range<usize>) -> Range<usize> {
        let at = |byte: usize| self.shown.at(byte.saturating_sub(self.range.start));
        at(range.start)..at(range.end)
    }
}

/// What is marked of a place: all of it, or of a long text its first line.
fn marked(place: &Place) -> Range<usize> {
    let Range { start, end } = place.range;
    if end - start <= MARKED {
        return start..end;
    }
    let line = place.file.text[start..end].find('\n');
    start..line.map_or(end, |length| start + length)
}

#[cfg(test)]
mod tests {
    use super::{Style, render, summary};
    use crate::diagnostic::{Diagnostic, Place, SourceFile};

    const PLAIN: Style = Style {
        colour: false,
        unicode: false,
        width: 80,
    };

    fn faults() -> Vec<Diagnostic> {
        let text =
            "title = \"Т\"\ntext = \"\"\"\nЛагерь 劳改营 открыт.[^otkrytie] Дальше.\n\"\"\"\n";
        let file = SourceFile::new("тур/tour.toml", text);
        let at = text.find("otkrytie").unwrap();
        let place = Place::new(&file, at..at + 8);
        let unknown = Diagnostic::error("unknown-note", place, "there is no note `otkrytie`");
        let unused =
            Diagnostic::warning("unused-note", Place::new(&file, 0..5), "this is of no use");
        vec![
            unknown.or_rather(Some("otkritie")),
            unused.help("remove it"),
            Diagnostic::error("missing", None, "refs.json: item 2 has no `id`"),
        ]
    }

    #[test]
    fn faults_are_shown_with_their_line_and_the_line_mended() {
        insta::assert_snapshot!(render(&faults(), PLAIN), @r#"
        error[unknown-note]: there is no note `otkrytie`
         --> тур/tour.toml:3:21
          |
        3 | Лагерь 劳改营 открыт.[^otkrytie] Дальше.
          |                        ^^^^^^^^
          |
        help: did you mean `otkritie`?
          |
        3 - Лагерь 劳改营 открыт.[^otkrytie] Дальше.
        3 + Лагерь 劳改营 открыт.[^otkritie] Дальше.
          |

        warning[unused-note]: this is of no use
         --> тур/tour.toml:1:1
          |
        1 | title = "Т"
          | ^^^^^
          |
          = help: remove it

        error[missing]: refs.json: item 2 has no `id`

        2 errors, 1 warning
        "#);
    }

    #[test]
    fn colour_is_used_when_told_and_only_then() {
        let coloured = Style {
            colour: true,
            ..PLAIN
        };
        assert!(!render(&faults(), PLAIN).contains('\u{1b}'));
        assert!(render(&faults(), coloured).contains("\u{1b}["));
        assert_eq!(render(&[], PLAIN), "");
        assert_eq!(summary(&[]), "no faults");
    }
}
