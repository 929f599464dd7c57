//! What the engine gives back, as text: a row of characters that are mended and then become runs.
//!
//! Here titles are linked, translated titles put behind them, quotation marks inside quotation marks
//! turned, and the places where two pieces of punctuation met are cleaned.

use std::ops::Range;

use citationberg::json::Item;
use citationberg::{Display, FontStyle, FontWeight};
use hayagriva::{Elem, ElemChild, ElemChildren, ElemMeta, Formatting};

use crate::markup::link::is_address;
use crate::markup::{Face, Link, Run, Text};

use super::item::{self, ITALIC, TITLE_END};
use super::language::Habits;
use super::punctuation::{Meeting, meet, turn_quotes};

/// One cite or entry, and what is to be done with it.
#[derive(Clone)]
pub(super) struct Frame<'a> {
    pub(super) item: &'a Item,
    pub(super) habits: &'a Habits,
    /// Its true number in numbered styles; the engine counts within its own run.
    pub(super) number: Option<usize>,
    pub(super) prefix: &'a str,
    /// Where its title leads; the whole cite where it has no title.
    pub(super) link: Option<Link>,
    /// Whether a translation is put behind the title.
    pub(super) translate: bool,
}

/// A line of text in the making.
#[derive(Default)]
pub(super) struct Line {
    letters: Vec<Letter>,
    links: Vec<Link>,
}

#[derive(Clone, Copy, Default)]
struct Letter {
    c: char,
    face: Face,
    /// Index in [`Line::links`].
    link: Option<usize>,
}

impl Line {
    /// A citation of several cites; `frame` tells what the nth is.
    pub(super) fn cluster<'a>(
        rendered: &ElemChildren,
        frame: &dyn Fn(usize) -> Option<Frame<'a>>,
    ) -> Self {
        let mut line = Self::default();
        for child in &rendered.0 {
            match child {
                ElemChild::Elem(
                    elem @ Elem {
                        meta: Some(ElemMeta::Entry(nth)),
                        ..
                    },
                ) => match frame(*nth) {
                    Some(frame) => line.push_cite(&elem.children, &frame),
                    None => line.push_children(&elem.children, None),
                },
                other => line.push_child(other, None),
            }
        }
        line.tidy();
        line
    }

    /// An entry of the list.
    pub(super) fn entry(
        label: Option<&ElemChild>,
        content: &ElemChildren,
        frame: &Frame<'_>,
    ) -> Self {
        let mut line = Self::default();
        if let Some(label) = label {
            line.push_child(label, None);
            line.push_str(" ");
        }
        line.push_cite(content, frame);
        line.tidy();
        line
    }

    /// Where to find the source, as far as the style has left it out: archive and address.
    pub(super) fn push_missing_place(&mut self, item: &Item) {
        let text = |key: &str| item::text_of(item, key);
        let written: String = self
            .letters
            .iter()
            .flat_map(|letter| letter.c.to_lowercase())
            .collect();
        let missing = |text: &String| !written.contains(&text.to_lowercase());
        if let Some(archive) = text("archive").filter(missing) {
            let parts = [
                Some(archive),
                text("archive-place"),
                text("archive_collection"),
                text("archive_location"),
            ];
            let place: Vec<String> = parts.into_iter().flatten().collect();
            self.push_str(&format!(" {}.", place.join(", ")));
        }
        if text("DOI").is_none_or(|doi| missing(&doi))
            && let Some(url) = text("URL").filter(missing)
        {
            let link = address(&url).map(|link| self.link(link));
            self.push_str(" URL: ");
            self.push(&url, Face::default(), link);
            self.push_str(".");
        }
    }

    pub(super) fn push_str(&mut self, text: &str) {
        self.push(text, Face::default(), None);
    }

    pub(super) fn push_prefix(&mut self, prefix: &str) {
        if !prefix.is_empty() {
            self.push_str(prefix);
            self.push_str(" ");
        }
    }

    pub(super) fn append(&mut self, other: Self) {
        let before = self.links.len();
        let moved = |letter: Letter| Letter {
            link: letter.link.map(|link| link + before),
            ..letter
        };
        self.letters.extend(other.letters.into_iter().map(moved));
        self.links.extend(other.links);
    }

    /// A capital at the beginning, where it begins with a word in small letters.
    pub(super) fn capitalise(&mut self) {
        if let Some(first) = self.letters.first_mut() {
            let mut upper = first.c.to_uppercase();
            if let (Some(only), None) = (upper.next(), upper.next()) {
                first.c = only;
            }
        }
    }

    /// Brackets around what is not empty.
    pub(super) fn enclose(&mut self, open: char, close: char) {
        if !self.letters.is_empty() {
            self.letters.insert(
                0,
                Letter {
                    c: open,
                    ..Letter::default()
                },
            );
            self.letters.push(Letter {
                c: close,
                ..Letter::default()
            });
        }
    }

    /// A stop at the end, unless there is one; before a closing quotation mark where the language wants it so.
    pub(super) fn stop(&mut self, stop: &str, habits: &Habits) {
        let closed = self
            .letters
            .iter()
            .rev()
            .take_while(|letter| letter.c == habits.outer.1)
            .count();
        let inside = self.letters.len() - closed;
        let last = inside.checked_sub(1).map(|last| self.letters[last].c);
        if last.is_none_or(|last| matches!(last, '.' | '?' | '!' | '…')) {
            return;
        }
        let at = if habits.pull {
            inside
        } else {
            self.letters.len()
        };
        self.letters.splice(
            at..at,
            stop.chars().map(|c| Letter {
                c,
                ..Letter::default()
            }),
        );
    }

    pub(super) fn into_text(self) -> Text {
        let mut text = Text::default();
        for letter in &self.letters {
            let start = text.string.len();
            text.string.push(letter.c);
            let link = letter.link.map(|link| &self.links[link]);
            if letter.face == Face::default() && link.is_none() {
                continue;
            }
            match text.runs.last_mut() {
                Some(run)
                    if run.range.end == start
                        && run.face == letter.face
                        && run.link.as_ref() == link =>
                {
                    run.range.end = text.string.len();
                }
                _ => text.runs.push(Run {
                    range: start..text.string.len(),
                    face: letter.face,
                    link: link.cloned(),
                }),
            }
        }
        text
    }

    fn push(&mut self, text: &str, face: Face, link: Option<usize>) {
        self.letters
            .extend(text.chars().map(|c| Letter { c, face, link }));
    }

    fn push_children(&mut self, children: &ElemChildren, frame: Option<&Frame<'_>>) {
        for child in &children.0 {
            self.push_child(child, frame);
        }
    }

    fn push_child(&mut self, child: &ElemChild, frame: Option<&Frame<'_>>) {
        match child {
            ElemChild::Text(text) => self.push(&text.text, face(text.formatting), None),
            ElemChild::Markup(text) => self.push_str(text),
            ElemChild::Link { text, url } => {
                let link = address(url).map(|link| self.link(link));
                self.push(&text.text, face(text.formatting), link);
            }
            ElemChild::Elem(elem) => self.push_elem(elem, frame),
            ElemChild::Transparent { .. } => {}
        }
    }

    fn push_elem(&mut self, elem: &Elem, frame: Option<&Frame<'_>>) {
        if elem
            .display
            .is_some_and(|display| display != Display::LeftMargin)
        {
            self.push_str(" ");
        }
        let start = self.letters.len();
        self.push_children(&elem.children, frame);
        match (&elem.meta, frame) {
            (
                Some(ElemMeta::CitationNumber),
                Some(Frame {
                    number: Some(number),
                    ..
                }),
            ) => {
                self.replace_number(start, &number.to_string());
            }
            (Some(ElemMeta::Date), Some(frame)) => {
                self.lengthen_date(start, frame.item);
                self.put_day_first(start, frame.habits);
            }
            _ => {}
        }
    }

    /// Puts the true number in place of the digits from `start`.
    fn replace_number(&mut self, start: usize, number: &str) {
        let digits = |letter: &Letter| letter.c.is_ascii_digit();
        let Some(from) = self.letters[start..]
            .iter()
            .position(digits)
            .map(|at| start + at)
        else {
            return;
        };
        let to = from
            + self.letters[from..]
                .iter()
                .take_while(|letter| digits(letter))
                .count();
        let face = self.letters[from].face;
        self.letters.splice(
            from..to,
            number.chars().map(|c| Letter {
                c,
                face,
                link: None,
            }),
        );
    }

    /// `1941` as `1941–1952`, where the date is a stretch of years.
    fn lengthen_date(&mut self, start: usize, item: &Item) {
        let Some((first, last)) = item::years(item) else {
            return;
        };
        let written: String = self.letters[start..]
            .iter()
            .map(|letter| letter.c)
            .collect();
        let Some(at) = written.find(&first) else {
            return;
        };
        let end = start + written[..at].chars().count() + first.chars().count();
        let face = self.letters[end - 1].face;
        self.letters.splice(
            end..end,
            format!("–{last}").chars().map(|c| Letter {
                c,
                face,
                link: None,
            }),
        );
    }

    /// `февраля 16` as `16 февраля`, from `start`.
    fn put_day_first(&mut self, start: usize, habits: &Habits) {
        let written: String = self.letters[start..]
            .iter()
            .map(|letter| letter.c)
            .collect();
        for month in &habits.months {
            let Some((before, day)) = written.split_once(&format!("{month} ")) else {
                continue;
            };
            let digits = day.chars().take_while(char::is_ascii_digit).count();
            if matches!(digits, 1..=2) {
                let from = start + before.chars().count();
                let month = month.chars().count();
                self.letters[from..=from + month + digits].rotate_left(month + 1);
                // `февраля 16` has become `16февраля `: the space goes between.
                self.letters[from + digits..=from + month + digits].rotate_right(1);
            }
            return;
        }
    }

    fn push_cite(&mut self, children: &ElemChildren, frame: &Frame<'_>) {
        self.push_prefix(frame.prefix);
        let mut cite = Line {
            letters: Vec::new(),
            links: std::mem::take(&mut self.links),
        };
        cite.push_children(children, Some(frame));
        let link = frame.link.clone().map(|link| cite.link(link));
        let linked = cite.finish_titles(frame, link);
        cite.resolve_faces();
        if !linked {
            let plain = cite
                .letters
                .iter_mut()
                .filter(|letter| letter.link.is_none());
            plain.for_each(|letter| letter.link = link);
        }
        self.links = cite.links;
        self.letters.extend(cite.letters);
    }

    fn link(&mut self, link: Link) -> usize {
        self.links.push(link);
        self.links.len() - 1
    }

    /// Takes the marks behind titles out, and does what is to be done there. Whether a title was linked.
    fn finish_titles(&mut self, frame: &Frame<'_>, link: Option<usize>) -> bool {
        let mut linked = false;
        while let Some(mark) = self
            .letters
            .iter()
            .rposition(|letter| TITLE_END.ends_with(letter.c) && letter.c != ' ')
        {
            let spaced = mark
                .checked_sub(1)
                .filter(|before| self.letters[*before].c == ' ');
            let end = spaced.unwrap_or(mark);
            self.letters.drain(end..=mark);
            let Some((key, start)) = self.title_before(frame.item, end) else {
                continue;
            };
            self.restore_capitals(frame.item, key, start);
            let end = if key == "title" && self.is_article_in_italics(frame.item, start..end) {
                self.set_in_quotes(start..end, frame.habits);
                end + 1
            } else {
                end
            };
            let start = end - (title_length(frame.item, key));
            if start
                .checked_sub(1)
                .is_some_and(|before| self.letters[before].c == frame.habits.outer.0)
            {
                let title = self.letters[start..end]
                    .iter_mut()
                    .map(|letter| &mut letter.c);
                turn_quotes(title, frame.habits);
            }
            if key == "title" && frame.translate {
                self.insert_translation(frame, end);
            }
            if key.starts_with("title") && !linked {
                self.letters[start..end]
                    .iter_mut()
                    .for_each(|letter| letter.link = link);
                linked = link.is_some();
            }
        }
        linked
    }

    /// Which title ends here, and where it begins. The engine may have changed its capitals, not its length.
    fn title_before(&self, item: &Item, end: usize) -> Option<(&'static str, usize)> {
        item::titles(item).find_map(|(key, title)| {
            let start = end.checked_sub(title.chars().count())?;
            let set = self.letters[start..end]
                .iter()
                .flat_map(|letter| letter.c.to_lowercase());
            set.eq(title.chars().flat_map(char::to_lowercase))
                .then_some((key, start))
        })
    }

    /// A style that puts the name of a newspaper where the author would stand takes the title of the article
    /// for that of a book.
    fn is_article_in_italics(&self, item: &Item, title: Range<usize>) -> bool {
        let is_article = item.type_().is_some_and(|kind| kind.starts_with("article"));
        is_article
            && item.0.contains_key("container-title")
            && self.letters[title]
                .iter()
                .all(|letter| letter.face.emphasis)
    }

    /// Roman, with quotation marks around it.
    fn set_in_quotes(&mut self, title: Range<usize>, habits: &Habits) {
        let (start, mut end) = (title.start, title.end);
        self.letters[title]
            .iter_mut()
            .for_each(|letter| letter.face.emphasis = false);
        let stop = self.letters.get(end).map(|letter| letter.c);
        if habits.pull && matches!(stop, Some('.' | ',')) {
            self.letters[end].face.emphasis = false;
            end += 1;
        }
        let mark = |c| Letter {
            c,
            ..Letter::default()
        };
        self.letters.insert(end, mark(habits.outer.1));
        self.letters.insert(start, mark(habits.outer.0));
    }

    /// `(ed.)` as `(Ed.)`: the engine knows how to do that for English titles only.
    pub(super) fn capitalise_roles(&mut self) {
        let written: Vec<char> = self.letters.iter().map(|letter| letter.c).collect();
        for open in 0..written.len() {
            let inside = written[open + 1..]
                .iter()
                .take_while(|c| **c != ')')
                .count();
            let Some(role) = written.get(open + 1..open + 1 + inside) else {
                continue;
            };
            let word = role.strip_suffix(&['.']).unwrap_or(role);
            let stop = written.get(open + inside + 2);
            let is_role =
                written[open] == '(' && word.len() > 1 && word.iter().all(|c| c.is_lowercase());
            if is_role && matches!(stop, Some(',' | '.')) {
                let letter = &mut self.letters[open + 1];
                letter.c = letter.c.to_uppercase().next().unwrap_or(letter.c);
            }
        }
    }

    /// Title case knows no capitals inside words and nothing of words that begin with a small letter.
    fn restore_capitals(&mut self, item: &Item, key: &str, start: usize) {
        let Some((_, title)) = item::titles(item).find(|(found, _)| *found == key) else {
            return;
        };
        let mut at = start;
        for word in title.split_inclusive(|c: char| c.is_whitespace() || c == '-') {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let is_small = item::is_small_word(item, bare);
            let begins = word.chars().position(char::is_alphabetic);
            for (nth, c) in word.chars().enumerate() {
                let inner = Some(nth) != begins && c.is_uppercase();
                if inner || is_small && Some(nth) == begins {
                    self.letters[at].c = c;
                }
                at += 1;
            }
        }
    }

    /// ` (how it is read) [translation]` behind the title and its quotation mark, before the punctuation that was pulled into it.
    fn insert_translation(&mut self, frame: &Frame<'_>, end: usize) {
        let read = item::text_of(frame.item, item::TRANSLITERATED_TITLE);
        let translation = item::text_of(frame.item, item::TRANSLATED_TITLE);
        let read = read.map(|read| format!(" ({read})"));
        let translation = translation.map(|translation| format!(" [{translation}]"));
        let bracket: String = [read, translation].into_iter().flatten().collect();
        if bracket.is_empty() {
            return;
        }
        let closes = |at: &usize| {
            self.letters
                .get(*at)
                .is_some_and(|letter| letter.c == frame.habits.outer.1)
        };
        let quote = (end..end + 2).find(closes);
        if quote == Some(end + 1) {
            self.letters.swap(end, end + 1);
        }
        let at = end + usize::from(quote.is_some());
        self.letters.splice(
            at..at,
            bracket.chars().map(|c| Letter {
                c,
                ..Letter::default()
            }),
        );
    }

    /// Takes the marks of Zotero's italics out; inside italics they stand for roman.
    fn resolve_faces(&mut self) {
        let mut italic = false;
        for mut letter in std::mem::take(&mut self.letters) {
            let address = self.is_address(letter);
            match letter.c {
                c if !address && (c == ITALIC.0 || c == ITALIC.1) => italic = c == ITALIC.0,
                _ => {
                    letter.face.emphasis ^= italic;
                    self.letters.push(letter);
                }
            }
        }
    }

    fn is_address(&self, letter: Letter) -> bool {
        letter
            .link
            .is_some_and(|link| matches!(self.links[link], Link::Address(_)))
    }

    /// Mends the places where two pieces of punctuation met, and those that empty parts left behind.
    fn tidy(&mut self) {
        let mut tidy: Vec<Letter> = Vec::with_capacity(self.letters.len());
        for (at, letter) in self.letters.iter().enumerate() {
            let next = self.letters.get(at + 1).map(|letter| letter.c);
            let mut last = tidy.iter().rev().map(|letter| letter.c);
            match meet(last.next(), last.next(), letter.c, next) {
                _ if self.is_address(*letter) => tidy.push(*letter),
                Meeting::Both => tidy.push(*letter),
                Meeting::First => {}
                Meeting::Second => {
                    tidy.pop();
                    tidy.push(*letter);
                }
            }
        }
        while tidy.last().is_some_and(|letter| letter.c == ' ') {
            tidy.pop();
        }
        self.letters = tidy;
    }
}

fn title_length(item: &Item, key: &str) -> usize {
    let title = item::titles(item).find(|(found, _)| *found == key);
    title.map_or(0, |(_, title)| title.chars().count())
}

fn face(formatting: Formatting) -> Face {
    Face {
        emphasis: formatting.font_style == FontStyle::Italic,
        strong: formatting.font_weight == FontWeight::Bold,
        code: false,
    }
}

fn address(url: &str) -> Option<Link> {
    is_address(url).then(|| Link::Address(url.into()))
}
