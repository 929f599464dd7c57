//! Reads CommonMark into [`Prose`], keeping for every fault and every link where it stands.
//!
//! Places are bytes of the text as given; the caller knows where that text stands in a file.

use std::ops::Range;

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use super::clean::clean;
use super::link::{Target, target};
use super::unmarked::{Unmarked, unmarked};
use super::{Face, Link, Paragraph, ParagraphKind, Prose, Run, Text, adjacent, citation, lint};
use crate::diagnostic::Severity;
use crate::tour::Marks;

/// What a text was read as.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) prose: Prose,
    pub(crate) faults: Vec<Fault>,
    /// What the text refers to, each with the bytes of its id.
    pub(crate) targets: Vec<(Range<usize>, Target)>,
    /// Words that may be marks without their signs.
    pub(crate) unmarked: Vec<Unmarked>,
    /// Where the words of the paragraphs stand, in reading order.
    pieces: Vec<Piece>,
}

/// Where some of a paragraph's words come from.
#[derive(Debug)]
struct Piece {
    paragraph: usize,
    /// Bytes of the paragraph's string.
    shown: Range<usize>,
    /// Bytes of the text that was read; as many where the words stand there as they are shown.
    written: Range<usize>,
}

impl Reading {
    /// Where bytes of a paragraph's string stand in the text that was read.
    pub(crate) fn place(&self, paragraph: usize, shown: Range<usize>) -> Range<usize> {
        let start = self.written(paragraph, shown.start).start;
        let last = shown.end.saturating_sub(1).max(shown.start);
        start..self.written(paragraph, last).end.max(start)
    }

    /// The byte, or the piece of text, that one byte of a paragraph's string was made of.
    fn written(&self, paragraph: usize, at: usize) -> Range<usize> {
        let after = self
            .pieces
            .partition_point(|piece| (piece.paragraph, piece.shown.start) <= (paragraph, at));
        let Some(piece) = after.checked_sub(1).and_then(|last| self.pieces.get(last)) else {
            return 0..0;
        };
        let is_as_shown = piece.shown.len() == piece.written.len();
        if is_as_shown && piece.shown.contains(&at) {
            let start = piece.written.start + at - piece.shown.start;
            return start..start + 1;
        }
        piece.written.clone()
    }
}

/// A fault in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) range: Range<usize>,
    pub(crate) severity: Severity,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) help: &'static str,
}

/// Reads a text; its notes and citations become marks, or, without marks, citations in place.
pub(crate) fn read(text: &str, marks: Option<&mut Marks>) -> Reading {
    let options = Options::ENABLE_OLD_FOOTNOTES | Options::ENABLE_TABLES;
    let mut broken = |link: BrokenLink<'_>| {
        let is_read = match link.link_type {
            LinkType::Shortcut => citation::parse(&link.reference).is_some(),
            LinkType::Reference => adjacent::split(text, link.span).is_some(),
            _ => false,
        };
        is_read.then(|| (CowStr::from(""), CowStr::from("")))
    };
    let parser = Parser::new_with_broken_link_callback(text, options, Some(&mut broken));
    let mut reader = Reader::new(text, marks);
    for (label, definition) in parser.reference_definitions().iter() {
        if label.starts_with(['@', '^']) {
            reader.refuse(
                definition.span.clone(),
                "markup",
                format!("this line is read as a link's address: `[{label}]: …`"),
                "put the words of a note under [notes]",
            );
        }
    }
    for (event, range) in parser.into_offset_iter() {
        reader.take(event, range);
    }
    reader.close();
    reader.reading
}

/// What a paragraph stands in.
enum Block {
    Quotation,
    /// The number of the next item, when numbered.
    List(Option<u32>),
    /// Nothing of the item has been read yet.
    Item(ParagraphKind),
    /// Something of the item has.
    Rest,
    /// Lines to be shown as they are.
    Code,
}

/// A link or the like that has begun and not ended.
enum Opened {
    Link(Link),
    /// What leads nowhere is kept as its words.
    Words,
    /// A citation or a note mark, whose words are not shown.
    Mark,
    /// Words in brackets with a citation right behind them, which stands here.
    Cited(Range<usize>),
}

struct Reader<'a, 'm> {
    text: &'a str,
    marks: Option<&'m mut Marks>,
    blocks: Vec<Block>,
    open: Option<Paragraph>,
    /// How many emphases and strongs are open.
    emphasis: u8,
    strong: u8,
    links: Vec<Opened>,
    /// Depth inside something whose words are not shown, such as a citation.
    skip: u8,
    /// Characters of the open paragraph that look like markup but were read as words.
    left_over: Vec<usize>,
    /// Where what is being read stands.
    here: Range<usize>,
    /// The HTML tags of the open paragraph that have been told and not closed.
    tags: Vec<String>,
    reading: Reading,
}

impl<'a, 'm> Reader<'a, 'm> {
    fn new(text: &'a str, marks: Option<&'m mut Marks>) -> Self {
        Self {
            text,
            marks,
            blocks: Vec::new(),
            open: None,
            emphasis: 0,
            strong: 0,
            links: Vec::new(),
            skip: 0,
            left_over: Vec::new(),
            here: 0..0,
            tags: Vec::new(),
            reading: Reading::default(),
        }
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        self.here = range.clone();
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.words(&words, range),
            Event::Code(words) => self.push(
                &words,
                Face {
                    code: true,
                    ..self.face()
                },
            ),
            Event::SoftBreak => self.push(" ", self.face()),
            Event::HardBreak => self.push("\n", self.face()),
            Event::FootnoteReference(id) => self.note(&id, range),
            Event::Html(words) => self.push(&words.trim_end().replace('\n', " "), Face::default()),
            Event::InlineHtml(words) => {
                self.html(&words, range);
                self.push(&words, self.face());
            }
            Event::Rule => {
                self.close();
                self.refuse(
                    range,
                    "markup",
                    "a rule is not shown",
                    "a line of --- between blank lines begins a new step, in a station's text only",
                );
            }
            Event::InlineMath(words) | Event::DisplayMath(words) => self.push(&words, self.face()),
            Event::TaskListMarker(_) => {}
        }
    }

    /// Tells a tag; not one that closes what has been told.
    fn html(&mut self, tag: &str, range: Range<usize>) {
        let is_closing = tag.starts_with("</");
        let name = tag.trim_start_matches(['<', '/']).trim_end();
        let end = name.find(|c: char| !c.is_ascii_alphanumeric());
        let name = &name[..end.unwrap_or(name.len())];
        let opened = self.tags.iter().rposition(|open| open == name);
        if let Some(open) = opened.filter(|_| is_closing) {
            self.tags.truncate(open);
            return;
        }
        self.tags.push(name.to_owned());
        self.refuse(
            range,
            "markup",
            "HTML is not shown",
            "write the words alone; *emphasis* and **strong** need no HTML",
        );
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.emphasis += 1,
            Tag::Strong => self.strong += 1,
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.link(link_type, &dest_url, range),
            Tag::Image {
                link_type: kind @ (LinkType::ShortcutUnknown | LinkType::ReferenceUnknown),
                ..
            } => {
                self.push("!", self.face());
                self.link(kind, "", range.start + 1..range.end);
            }
            Tag::Image { .. } => {
                self.links.push(Opened::Words);
                self.refuse(
                    range,
                    "markup",
                    "a picture cannot stand inside a text",
                    "make it a [[figure]] and show it with a step `figure = \"…\"`",
                );
            }
            Tag::TableCell => self.push(" ", Face::default()),
            block => self.start_block(&block, range),
        }
    }

    fn start_block(&mut self, block: &Tag<'_>, range: Range<usize>) {
        self.close();
        match block {
            Tag::BlockQuote(_) => self.blocks.push(Block::Quotation),
            Tag::List(first) => self.blocks.push(Block::List(first.map(|first| u32::try_from(first).unwrap_or(u32::MAX)))),
            Tag::Item => {
                let kind = self.next_item();
                self.blocks.push(Block::Item(kind));
            }
            Tag::Heading { .. } => self.refuse(range, "markup", "a heading cannot stand inside a text", "a station has its title; to begin a new step leave a blank line above and below ---"),
            Tag::CodeBlock(kind) => {
                self.blocks.push(Block::Code);
                if *kind == CodeBlockKind::Indented {
                    self.refuse(range, "markup", "this line is set in, and so it is code", "remove the tabs or spaces before it; lines between ``` and ``` are shown as they are");
                }
            }
            Tag::HtmlBlock => self.refuse(range, "markup", "HTML is not shown", "write the words alone; *emphasis* and **strong** need no HTML"),
            Tag::Table(_) => self.refuse(range, "markup", "a table cannot stand inside a text", "make it a [[chart]] or a list"),
            Tag::FootnoteDefinition(_) => self.refuse(range, "markup", "a note's words cannot stand inside a text", "put the words of a note under [notes]"),
            _ => {}
        }
    }

    fn next_item(&mut self) -> ParagraphKind {
        match self.blocks.last_mut() {
            Some(Block::List(Some(number))) => {
                let kind = ParagraphKind::Numbered(*number);
                *number = number.saturating_add(1);
                kind
            }
            _ => ParagraphKind::Bullet,
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Link | TagEnd::Image => self.end_link(),
            TagEnd::TableCell => {}
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::CodeBlock => {
                self.close();
                self.blocks.pop();
            }
            _ => self.close(),
        }
    }

    /// Words between other markup. What looks like markup in them has no partner; see [`lint`].
    fn words(&mut self, words: &str, range: Range<usize>) {
        if self.is_code() {
            let code = Face {
                code: true,
                ..Face::default()
            };
            return self.push(words, code);
        }
        if self.skip == 0 && self.text.get(range.clone()) == Some(words) {
            let marks = words
                .bytes()
                .enumerate()
                .filter(|(_, byte)| b"*_[]`@".contains(byte));
            self.left_over.extend(
                marks
                    .map(|(at, _)| range.start + at)
                    .filter(|at| !lint::is_escaped(self.text, *at)),
            );
        }
        self.push(words, self.face());
    }

    fn link(&mut self, kind: LinkType, address: &str, range: Range<usize>) {
        let opened = match kind {
            LinkType::ShortcutUnknown => {
                self.cite(range);
                Opened::Mark
            }
            LinkType::ReferenceUnknown => self.adjacent(range),
            _ => {
                let found = target(self.text, &range, kind, address);
                self.reading.faults.extend(found.fault);
                self.reading.targets.extend(found.target);
                found.link.map_or(Opened::Words, Opened::Link)
            }
        };
        self.skip += u8::from(matches!(opened, Opened::Mark));
        self.links.push(opened);
    }

    fn end_link(&mut self) {
        match self.links.pop() {
            Some(Opened::Mark) => self.skip = self.skip.saturating_sub(1),
            Some(Opened::Cited(citation)) => {
                if self.skip == 0 {
                    self.left_over.push(citation.start - 1);
                }
                self.push("]", self.face());
                self.cite(citation);
            }
            _ => {}
        }
    }

    /// Two pairs of brackets with nothing between them: each is read for itself.
    fn adjacent(&mut self, range: Range<usize>) -> Opened {
        let Some((first, second)) = adjacent::split(self.text, range) else {
            return Opened::Words;
        };
        let Some(kind) = adjacent::mark(self.text, &first) else {
            if self.skip == 0 {
                self.left_over.push(first.start);
            }
            self.push("[", self.face());
            return Opened::Cited(second);
        };
        match kind {
            adjacent::Mark::Note(id) => self.note(id, first),
            adjacent::Mark::Citation => self.cite(first),
        }
        match adjacent::mark(self.text, &second) {
            Some(_) => self.cite(second),
            None => self.push(&self.text[second], self.face()),
        }
        Opened::Mark
    }

    fn cite(&mut self, range: Range<usize>) {
        let words = &self.text[range.start + 1..range.end.saturating_sub(1).max(range.start + 1)];
        let Some(parsed) = citation::parse(words) else {
            return;
        };
        for slip in parsed.slips {
            let place = range.start + 1 + slip.range.start..range.start + 1 + slip.range.end;
            self.refuse(place, "bad-citation", slip.message, slip.help);
        }
        let citation = parsed.citation;
        for (cite, place) in citation.cites.iter().zip(parsed.places) {
            let place = range.start + 1 + place.start..range.start + 1 + place.end;
            self.reading
                .targets
                .push((place, Target::Source(cite.source.clone())));
        }
        let citation = citation.cleaned();
        if self.skip > 0 {
            return;
        }
        match &mut self.marks {
            None => self.push_link("[…]", Link::Citation(citation)),
            Some(marks) => {
                if let Some(mark) = marks.cite(citation) {
                    self.push_link(&format!("[{}]", u32::from(mark) + 1), Link::Mark(mark));
                }
            }
        }
    }

    fn note(&mut self, id: &str, range: Range<usize>) {
        let place = range.start + 2..range.end.saturating_sub(1).max(range.start + 2);
        if self.marks.is_none() {
            self.refuse(
                range,
                "note-here",
                format!("the note `{id}` cannot be called here"),
                "only a station's texts have note marks; a source may be cited with [@id]",
            );
            return;
        }
        self.reading.targets.push((place, Target::Note(id.into())));
        if self.skip > 0 {
            return;
        }
        if let Some(mark) = self.marks.as_mut().and_then(|marks| marks.note(id)) {
            self.push_link(&format!("[{}]", u32::from(mark) + 1), Link::Mark(mark));
        }
    }

    fn refuse(
        &mut self,
        range: Range<usize>,
        code: &'static str,
        message: impl Into<String>,
        help: &'static str,
    ) {
        let words = self.text[range.clone()].trim_end();
        let range = range.start..range.start + words.find('\n').unwrap_or(words.len());
        self.reading.faults.push(Fault {
            range,
            severity: Severity::Error,
            code,
            message: message.into(),
            help,
        });
    }

    fn face(&self) -> Face {
        Face {
            emphasis: self.emphasis > 0,
            strong: self.strong > 0,
            code: false,
        }
    }

    /// Adds words in a face, inside the link that is open.
    fn push(&mut self, words: &str, face: Face) {
        if self.skip > 0 || words.is_empty() {
            return;
        }
        let link = self.links.iter().rev().find_map(|opened| match opened {
            Opened::Link(link) => Some(link.clone()),
            _ => None,
        });
        self.add(words, face, link);
    }

    fn push_link(&mut self, words: &str, link: Link) {
        self.add(words, self.face(), Some(link));
    }

    fn add(&mut self, words: &str, face: Face, link: Option<Link>) {
        let words = clean(words);
        let text = &mut self.paragraph().text;
        let start = text.string.len();
        text.string.push_str(&words);
        let end = text.string.len();
        if start < end {
            self.reading.pieces.push(Piece {
                paragraph: self.reading.prose.paragraphs.len(),
                shown: start..end,
                written: self.here.clone(),
            });
        }
        let text = &mut self.paragraph().text;
        if start == end || (face == Face::default() && link.is_none()) {
            return;
        }
        match text.runs.last_mut() {
            Some(last)
                if last.range.end == start
                    && last.face == face
                    && last.link == link
                    && !is_mark(link.as_ref()) =>
            {
                last.range.end = end;
            }
            _ => text.runs.push(Run {
                range: start..end,
                face,
                link,
            }),
        }
    }

    fn is_code(&self) -> bool {
        matches!(self.blocks.last(), Some(Block::Code))
    }

    /// The paragraph that is being read, begun now if none is.
    fn paragraph(&mut self) -> &mut Paragraph {
        let kind = match self.blocks.last_mut() {
            Some(Block::Quotation) => ParagraphKind::Quotation,
            Some(Block::Rest | Block::Code) => ParagraphKind::Continued,
            Some(Block::Item(kind)) => *kind,
            _ => ParagraphKind::Plain,
        };
        let within = self
            .blocks
            .iter()
            .filter(|block| matches!(block, Block::Quotation | Block::List(_)))
            .count();
        let depth = u8::try_from(within.saturating_sub(1)).unwrap_or(u8::MAX);
        self.open.get_or_insert_with(|| Paragraph {
            kind,
            depth,
            text: Text::default(),
        })
    }

    fn close(&mut self) {
        self.tags.clear();
        let left_over = std::mem::take(&mut self.left_over);
        lint::unpaired(self.text, &left_over, &mut self.reading.faults);
        self.keep_unmarked(&left_over);
        let Some(mut paragraph) = self.open.take() else {
            return;
        };
        let dropped = trim(&mut paragraph.text);
        self.settle_pieces(dropped, paragraph.text.string.is_empty());
        if paragraph.text.string.is_empty() {
            return;
        }
        if let Some(block @ Block::Item(_)) = self.blocks.last_mut() {
            *block = Block::Rest;
        }
        self.reading.prose.paragraphs.push(paragraph);
    }

    fn keep_unmarked(&mut self, left_over: &[usize]) {
        let has_notes = self.marks.is_some();
        for mut found in unmarked(self.text, left_over) {
            found
                .meant
                .retain(|(target, _)| has_notes || !matches!(target, Target::Note(_)));
            self.reading.unmarked.push(found);
        }
    }

    /// Moves the pieces of the paragraph that ends by the bytes dropped before it.
    fn settle_pieces(&mut self, dropped: usize, is_empty: bool) {
        let paragraph = self.reading.prose.paragraphs.len();
        let pieces = &mut self.reading.pieces;
        let first = pieces.partition_point(|piece| piece.paragraph < paragraph);
        if is_empty {
            pieces.truncate(first);
        }
        for piece in pieces.iter_mut().skip(first).filter(|_| dropped > 0) {
            let cut = dropped.saturating_sub(piece.shown.start);
            if piece.shown.len() == piece.written.len() {
                piece.written.start += cut.min(piece.written.len());
            }
            piece.shown =
                piece.shown.start.saturating_sub(dropped)..piece.shown.end.saturating_sub(dropped);
        }
    }
}

fn is_mark(link: Option<&Link>) -> bool {
    matches!(link, Some(Link::Mark(_) | Link::Citation(_)))
}

/// Drops white space at both ends; how many bytes before the first word.
fn trim(text: &mut Text) -> usize {
    let end = text.string.trim_end().len();
    text.string.truncate(end);
    let start = text.string.len() - text.string.trim_start().len();
    text.string.drain(..start);
    for run in &mut text.runs {
        run.range =
            run.range.start.saturating_sub(start)..run.range.end.min(end).saturating_sub(start);
    }
    text.runs.retain(|run| run.range.start < run.range.end);
    start
}
