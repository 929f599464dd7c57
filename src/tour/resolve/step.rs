//! The steps of a station: cut from its text at `---`, or written as `[[station.step]]` tables.

use std::ops::Range;
use std::time::Duration;

use toml::Spanned;

use super::marks::Marks;
use super::{over, required, words};
use crate::diagnostic::{Diagnostic, Place};
use crate::tour::raw;
use crate::tour::report::{Noun, Report};
use crate::tour::written::{Page, Written};
use crate::tour::{Answer, Choice, Content, Step};

/// A step whose texts have not been read yet.
#[derive(Debug)]
pub(crate) struct Draft<'a> {
    pub(crate) content: Words<'a>,
    hold: Option<Duration>,
}

/// The words of a step.
#[derive(Debug)]
pub(crate) enum Words<'a> {
    Text(Written<'a>),
    Figure(Written<'a>),
    Chart(Written<'a>),
    /// Answers are labels and replies.
    Ask(Written<'a>, Vec<(Option<Written<'a>>, Option<Written<'a>>)>),
    /// Labels and the ids of stations.
    Choose(Vec<(Option<Written<'a>>, Option<Written<'a>>)>),
    /// Of a translation: stands for a step that has nothing to translate, or was left out.
    Nothing,
}

/// The steps of a station.
pub(crate) fn drafts<'a>(
    page: Page<'a>,
    raw: &'a raw::Station<'a>,
    owner: (&str, Range<usize>),
    report: &mut Report,
) -> Vec<Draft<'a>> {
    let text = words(page, raw.text.as_ref(), report);
    match (text, raw.step.as_slice()) {
        (Some(text), []) => cut(&text, report),
        (None, []) => {
            report.missing(
                Place::new(page.file, owner.1),
                "text",
                format!("{} has no text", owner.0),
                "add text = \"\"\"…\"\"\", or [[station.step]] tables",
            );
            Vec::new()
        }
        (text, steps) => {
            if let Some(text) = text {
                let fault = Diagnostic::error(
                    "two-contents",
                    text.whole(),
                    "a station has a `text` or [[station.step]] tables, not both",
                );
                report.push(fault.help("make this text the first [[station.step]]"));
            }
            steps.iter().map(|step| draft(page, step, report)).collect()
        }
    }
}

/// Puts the words of a translation in place of a station's own; whether none were missing.
pub(crate) fn translated<'a>(own: Vec<Draft<'a>>, other: Vec<Draft<'a>>) -> (Vec<Draft<'a>>, bool) {
    let every = own.len() == other.len();
    let mut complete = true;
    let mut other = other.into_iter().map(|draft| draft.content);
    let steps = own.into_iter().map(|draft| {
        let is_silent = matches!(draft.content, Words::Figure(_) | Words::Chart(_));
        let translation = if every || !is_silent {
            other.next()
        } else {
            None
        };
        let (content, whole) = draft
            .content
            .translated(translation.unwrap_or(Words::Nothing));
        complete &= whole;
        Draft { content, ..draft }
    });
    let steps = steps.collect();
    (steps, complete)
}

impl Words<'_> {
    fn translated(self, other: Self) -> (Self, bool) {
        match (self, other) {
            (silent @ (Self::Figure(_) | Self::Chart(_)), _) => (silent, true),
            (Self::Text(_), Self::Text(text)) if !text.is_blank() => (Self::Text(text), true),
            (Self::Ask(question, answers), Self::Ask(asked, others)) => {
                let (answers, complete) = pairs(answers, others, true);
                if asked.is_blank() {
                    (Self::Ask(question, answers), false)
                } else {
                    (Self::Ask(asked, answers), complete)
                }
            }
            (Self::Choose(choices), Self::Choose(others)) => {
                let (choices, complete) = pairs(choices, others, false);
                (Self::Choose(choices), complete)
            }
            (own, _) => (own, false),
        }
    }
}

type Pair<'a> = (Option<Written<'a>>, Option<Written<'a>>);

/// Labels, and with `both` what belongs to them, from the second list where it has them.
fn pairs<'a>(own: Vec<Pair<'a>>, others: Vec<Pair<'a>>, both: bool) -> (Vec<Pair<'a>>, bool) {
    let mut others = others.into_iter();
    let mut complete = true;
    let pairs = own.into_iter().map(|(label, second)| {
        let (other_label, other_second) = others.next().unwrap_or((None, None));
        let (label, labelled) = over(label, other_label);
        let (second, replied) = if both {
            over(second, other_second)
        } else {
            (second, true)
        };
        complete &= labelled && replied;
        (label, second)
    });
    let pairs = pairs.collect();
    (pairs, complete)
}

impl Draft<'_> {
    /// Reads its texts.
    pub(crate) fn finish(self, marks: &mut Marks, report: &mut Report) -> Step {
        let content = match self.content {
            Words::Text(text) => Content::Text(text.prose(Some(marks), report)),
            Words::Nothing => Content::Text(crate::markup::Prose::default()),
            Words::Figure(id) => Content::Figure(id.refer(Noun::Figure, report)),
            Words::Chart(id) => Content::Chart(id.refer(Noun::Chart, report)),
            Words::Ask(question, answers) => {
                let question = question.prose(Some(marks), report);
                Content::Ask {
                    question,
                    answers: answers
                        .into_iter()
                        .map(|pair| answer(pair, marks, report))
                        .collect(),
                }
            }
            Words::Choose(choices) => Content::Choose(
                choices
                    .into_iter()
                    .map(|pair| choice(pair, report))
                    .collect(),
            ),
        };
        Step {
            content,
            hold: self.hold,
        }
    }
}

fn answer((label, reply): Pair<'_>, marks: &mut Marks, report: &mut Report) -> Answer {
    let reply = reply.map(|reply| reply.prose(Some(marks), report));
    Answer {
        label: label.map(|label| label.line()).unwrap_or_default(),
        reply: reply.unwrap_or_default(),
    }
}

fn choice((label, to): Pair<'_>, report: &mut Report) -> Choice {
    let to = to.map(|to| to.refer(Noun::Station, report));
    Choice {
        label: label.map(|label| label.line()).unwrap_or_default(),
        to: to.unwrap_or_default(),
    }
}

/// Cuts a text at its rules.
fn cut<'a>(text: &Written<'a>, report: &mut Report) -> Vec<Draft<'a>> {
    let words = text.as_str();
    let parts = parts(words);
    if !report.translation {
        wordless(text, &parts, report);
    }
    let drafts = parts.into_iter().map(|part| text.part(part));
    drafts
        .map(|text| Draft {
            hold: None,
            content: Words::Text(text),
        })
        .collect()
}

/// The parts of a text between its rules (lines of `---` with blank lines around them, outside code),
/// as bytes of the words.
pub(crate) fn parts(words: &str) -> Vec<Range<usize>> {
    let (mut parts, mut start, mut at) = (Vec::new(), 0, 0);
    let (mut blank, mut code) = (true, false);
    let mut lines = words.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        code ^= line.trim_start().starts_with("```");
        let dashes = line.trim_end();
        let is_rule = dashes.len() >= 3 && dashes.bytes().all(|byte| byte == b'-');
        let next_blank = lines.peek().is_none_or(|next| next.trim().is_empty());
        let cuts = is_rule && blank && next_blank && !code;
        if cuts {
            parts.push(start..at);
            start = at + line.len();
        }
        blank = cuts || line.trim().is_empty();
        at += line.len();
    }
    parts.push(start..words.len());
    parts
}

/// Tells steps that have no words.
fn wordless(text: &Written<'_>, parts: &[Range<usize>], report: &mut Report) {
    let words = text.as_str();
    for empty in parts
        .iter()
        .filter(|part| words[(*part).clone()].trim().is_empty())
    {
        let (message, help) = if parts.len() == 1 {
            ("`text` is empty", "write it between the quotation marks")
        } else {
            ("a step has no words", "remove the --- before or after it")
        };
        let place = if parts.len() == 1 {
            text.whole()
        } else {
            text.place(empty.clone())
        };
        report.push(Diagnostic::error("missing", place, message).help(help));
    }
}

fn draft<'a>(page: Page<'a>, found: &'a Spanned<raw::Step<'a>>, report: &mut Report) -> Draft<'a> {
    let raw = found.get_ref();
    one_of(page, raw, page.range(found.span()), report);
    let content = if let Some(text) = words(page, raw.text.as_ref(), report) {
        Words::Text(text)
    } else if let Some(id) = words(page, raw.figure.as_ref(), report) {
        Words::Figure(id)
    } else if let Some(id) = words(page, raw.chart.as_ref(), report) {
        Words::Chart(id)
    } else if let Some(question) = words(page, raw.ask.as_ref(), report) {
        Words::Ask(question, answers(page, raw, report))
    } else if let Some(choices) = &raw.choose {
        Words::Choose(choose(page, choices, report))
    } else {
        Words::Nothing
    };
    Draft {
        content,
        hold: hold(page, raw.hold.as_ref(), report),
    }
}

/// Tells a step with none or more than one of the keys that make it.
fn one_of(page: Page<'_>, raw: &raw::Step<'_>, place: Range<usize>, report: &mut Report) {
    let choose = raw.choose.as_ref().map(Spanned::span);
    let keys = [&raw.text, &raw.figure, &raw.chart, &raw.ask]
        .map(|words| words.as_ref().map(Spanned::span));
    let mut given: Vec<_> = keys.into_iter().chain([choose]).flatten().collect();
    given.sort_by_key(|span| span.start);
    match given.as_slice() {
        [] => report.missing(
            Place::new(page.file, place),
            "",
            "this step shows nothing".to_owned(),
            "give it one of text, figure, chart, ask and choose",
        ),
        [_] => {}
        [_, rest @ ..] => {
            for span in rest {
                let fault = Diagnostic::error(
                    "two-contents",
                    page.place(span.clone()),
                    "a step shows one thing only",
                );
                report.push(fault.help("put it into a [[station.step]] of its own"));
            }
        }
    }
    if let (Some(answers), None, false) = (&raw.answers, &raw.ask, report.broken) {
        let fault = Diagnostic::error(
            "no-question",
            page.place(answers.span()),
            "`answers` stand without an `ask`",
        );
        report.push(fault.help("add the question: ask = \"…\""));
    }
    super::same_everywhere(page, raw.hold.as_ref(), "hold", report);
}

fn answers<'a>(page: Page<'a>, raw: &'a raw::Step<'a>, report: &mut Report) -> Vec<Pair<'a>> {
    let Some(answers) = &raw.answers else {
        return Vec::new();
    };
    let answers = answers.get_ref().iter().map(|answer| {
        let owner = ("this answer", page.range(answer.span()));
        let label = required(
            page,
            answer.get_ref().label.as_ref(),
            owner.clone(),
            "label",
            report,
        );
        (
            label,
            required(
                page,
                answer.get_ref().reply.as_ref(),
                owner,
                "reply",
                report,
            ),
        )
    });
    answers.collect()
}

fn choose<'a>(
    page: Page<'a>,
    found: &'a Spanned<Vec<Spanned<raw::Choice<'a>>>>,
    report: &mut Report,
) -> Vec<Pair<'a>> {
    if found.get_ref().is_empty() {
        report.missing(
            page.place(found.span()),
            "label",
            "`choose` offers nothing".to_owned(),
            "write choose = [{ label = \"…\", to = \"some-station\" }]",
        );
    }
    let choices = found.get_ref().iter().map(|choice| {
        let owner = ("this choice", page.range(choice.span()));
        let label = required(
            page,
            choice.get_ref().label.as_ref(),
            owner.clone(),
            "label",
            report,
        );
        super::same_everywhere(page, choice.get_ref().to.as_ref(), "to", report);
        (
            label,
            required(page, choice.get_ref().to.as_ref(), owner, "to", report),
        )
    });
    choices.collect()
}

fn hold<'a>(
    page: Page<'a>,
    found: Option<&'a raw::Words<'a>>,
    report: &mut Report,
) -> Option<Duration> {
    let written = words(page, found, report)?;
    let duration = duration(written.as_str());
    if duration.is_none() {
        let place: Place = written.whole();
        report.push(
            Diagnostic::error(
                "bad-duration",
                place,
                format!("`{}` is not a stretch of time", written.as_str()),
            )
            .help("write seconds or minutes up to an hour, such as 12s or 1m30s"),
        );
    }
    duration
}

/// `12s`, `2m`, `1m30s`; up to an hour.
fn duration(text: &str) -> Option<Duration> {
    let (minutes, seconds) = match text.trim().split_once('m') {
        Some((minutes, "")) => (minutes.parse().ok()?, 0),
        Some((minutes, seconds)) => (
            minutes.parse().ok()?,
            seconds.strip_suffix('s')?.parse().ok()?,
        ),
        None => (0_u64, text.trim().strip_suffix('s')?.parse::<u64>().ok()?),
    };
    let seconds = minutes.checked_mul(60)?.checked_add(seconds)?;
    (1..=3600)
        .contains(&seconds)
        .then(|| Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::duration;

    #[test]
    fn durations_are_minutes_and_seconds() {
        for (text, seconds) in [
            ("12s", Some(12)),
            ("1m30s", Some(90)),
            ("2m", Some(120)),
            ("0s", None),
            ("61m", None),
            ("12", None),
            ("s", None),
            ("-1s", None),
            ("99999999999999999999s", None),
        ] {
            assert_eq!(duration(text).map(|it| it.as_secs()), seconds, "{text}");
        }
    }
}
