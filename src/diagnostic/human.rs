//! Faults as a person reads them: the line, a caret under the words, help, the mended line.
//!
//! Colour only when the caller asks for it; nothing here looks at a terminal or the environment.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};

use super::{Diagnostic, Place, Severity, ceil, floor};

/// How a report is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    pub colour: bool,
    /// Box-drawing characters; otherwise ASCII.
    pub unicode: bool,
    /// Columns.
    pub width: usize,
}

/// Lines shown around the place of a fault are cut from this much text on each side.
const WINDOW: usize = 4096;

/// All faults one below the other, and a closing line such as `3 errors, 1 warning`.
///
/// Empty for no faults.
pub fn render(faults: &[Diagnostic], style: Style) -> String {
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
        out.push_str(&renderer.render(&groups(fault)));
        out.push_str("\n\n");
    }
    if !faults.is_empty() {
        out.push_str(&summary(faults));
        out.push('\n');
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

fn groups(fault: &Diagnostic) -> Vec<Group<'_>> {
    let level = match fault.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::NOTE.with_name("advice"),
    };
    let title = level.primary_title(fault.message.as_str()).id(fault.code);
    let Some(place) = &fault.place else {
        let group = Group::with_title(title);
        return vec![match &fault.help {
            Some(help) => group.element(Level::HELP.message(help.as_str())),
            None => group,
        }];
    };
    let window = Window::around(place);
    let caret = AnnotationKind::Primary.span(window.inside(&place.range));
    let mut first = title.element(window.snippet(place).annotation(caret));
    match (&fault.help, &fault.fix) {
        (Some(help), Some((range, text))) if window.holds(range) => {
            let patch = Patch::new(window.inside(range), text.as_str());
            let snippet = Snippet::source(window.text)
                .path(place.file.name.as_str())
                .line_start(window.line);
            vec![
                first,
                Level::HELP
                    .secondary_title(help.as_str())
                    .element(snippet.patch(patch)),
            ]
        }
        (Some(help), _) => {
            first = first.element(Level::HELP.message(help.as_str()));
            vec![first]
        }
        (None, _) => vec![first],
    }
}

/// Whole lines around a place, so that a fault in a large file costs no more than in a small one.
struct Window<'a> {
    text: &'a str,
    start: usize,
    /// The number of its first line.
    line: usize,
}

impl<'a> Window<'a> {
    fn around(place: &'a Place) -> Self {
        let text = place.file.text.as_str();
        let from = floor(text, place.range.start.saturating_sub(WINDOW));
        let to = ceil(text, place.range.end + WINDOW);
        let first = text.len() - place.file.body().len();
        let start = text[..from]
            .rfind('\n')
            .map_or(first, |newline| newline + 1);
        let end = text[to..]
            .find('\n')
            .map_or(text.len(), |newline| to + newline);
        let line = memchr::memchr_iter(b'\n', &text.as_bytes()[..start]).count() + 1;
        Self {
            text: &text[start..end],
            start,
            line,
        }
    }

    fn snippet<T: Clone>(&self, place: &'a Place) -> Snippet<'a, T> {
        Snippet::source(self.text)
            .path(place.file.name.as_str())
            .line_start(self.line)
    }

    fn holds(&self, range: &std::ops::Range<usize>) -> bool {
        self.start <= range.start && range.end <= self.start + self.text.len()
    }

    fn inside(&self, range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
        range.start - self.start..range.end - self.start
    }
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
        let unused = Diagnostic::warning("unused", Place::new(&file, 0..5), "this is of no use");
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

        warning[unused]: this is of no use
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
