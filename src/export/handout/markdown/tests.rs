//! Whatever a tour says, a reader of Markdown reads the same words.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::set;
use crate::export::handout::{Block, Handout, Level, Note, Table};
use crate::markup::{Face, Link, ParagraphKind, Run, Text};
use crate::words::Words;

fn markdown(blocks: Vec<Block>) -> String {
    set(&Handout {
        words: Words::of("en"),
        blocks,
    })
}

/// What a reader of Markdown reads, white space aside, and the addresses it may follow. HTML, pictures
/// and rules nobody wrote are told as such.
fn read(markdown: &str) -> (String, Vec<String>) {
    let options = Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH;
    let (mut words, mut addresses) = (String::new(), Vec::new());
    let mut numbers: Vec<Option<u64>> = Vec::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::FootnoteReference(id) => words.extend([format!("[{id}]")]),
            Event::Start(Tag::List(first)) => numbers.push(first),
            Event::Start(Tag::Item) => match numbers.last_mut() {
                Some(Some(number)) => {
                    words.extend([format!(" {number}. ")]);
                    *number += 1;
                }
                _ => words.push_str(" - "),
            },
            Event::End(TagEnd::List(_)) => {
                numbers.pop();
            }
            Event::Start(Tag::FootnoteDefinition(id)) => words.extend([format!(" note {id} ")]),
            Event::Start(Tag::Link { dest_url, .. }) => addresses.push(dest_url.to_string()),
            Event::Start(Tag::Image { .. } | Tag::Strikethrough | Tag::HtmlBlock)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::TaskListMarker(_) => words.push_str("!stray!"),
            Event::Start(Tag::Heading { level, .. }) => words.extend([format!(" {level:?} ")]),
            Event::Rule => words.push_str(" rule "),
            Event::SoftBreak | Event::HardBreak | Event::End(_) => words.push(' '),
            Event::Start(_) => {}
        }
    }
    (squeezed(&words), addresses)
}

fn squeezed(words: &str) -> String {
    words.chars().filter(|char| !char.is_whitespace()).collect()
}

/// The words that are to be read.
fn written(blocks: &[Block]) -> (String, Vec<String>) {
    let (mut words, mut addresses) = (String::new(), Vec::new());
    for block in blocks {
        match block {
            Block::Heading(level, heading) => {
                let level = match level {
                    Level::Title => "H1",
                    Level::Part => "H2",
                    Level::Section => "H3",
                };
                words.extend([format!("{level}{heading}")]);
            }
            Block::Paragraph { kind, text, .. } => {
                match kind {
                    ParagraphKind::Bullet => words.push('-'),
                    ParagraphKind::Numbered(number) => words.extend([format!("{number}.")]),
                    _ => {}
                }
                add(text, &mut words, &mut addresses);
            }
            Block::Figure(texts) => texts
                .iter()
                .for_each(|text| add(text, &mut words, &mut addresses)),
            Block::Entries(texts) => {
                for text in texts {
                    words.push('-');
                    add(text, &mut words, &mut addresses);
                }
            }
            Block::Chart(table) => {
                words.push_str(&table.title);
                for (label, number) in &table.rows {
                    words.extend([format!("{label}{number}")]);
                }
            }
            Block::Notes(notes) => {
                for note in notes {
                    words.extend([format!("note{}", note.number)]);
                    note.paragraphs
                        .iter()
                        .for_each(|text| add(text, &mut words, &mut addresses));
                }
            }
            Block::Rule => words.push_str("rule"),
        }
    }
    (squeezed(&words), addresses)
}

fn add(text: &Text, words: &mut String, addresses: &mut Vec<String>) {
    words.push_str(&text.string);
    let links = text.runs.iter().filter_map(|run| match &run.link {
        Some(Link::Address(address)) => Some(address.to_string()),
        _ => None,
    });
    addresses.extend(links);
}

fn check(blocks: Vec<Block>) {
    let written = written(&blocks);
    let markdown = markdown(blocks);
    assert_eq!(read(&markdown), written, "\n{markdown}");
}

fn paragraph(kind: ParagraphKind, depth: u8, text: Text) -> Block {
    Block::Paragraph { kind, depth, text }
}

#[test]
fn words_that_mean_something_in_markdown_are_words() {
    for words in [
        "# no heading #",
        "> no quotation",
        "- no item",
        "+ no item",
        "1. no item",
        "1938) no item",
        "1938. A year.",
        "*no* _emphasis_ **at** __all__ ~~not~~ ~this~",
        "`no code` ``either``",
        "[no](link) [^1] [x]: y ![no](picture)",
        "<script>alert(1)</script> <!-- --> <b>",
        "<https://example.org> https://example.org www.example.org a@example.org",
        "&amp; &#65; AT&T & co",
        "a | b | c",
        "--- | ---",
        "===",
        "***",
        "$x$ $$y$$",
        "C:\\path\\*",
        "a\\\nb",
        "One line,\n- another,\n\n# the last",
        ": no definition",
        "% no title",
        "    set in",
        "ends with a backslash \\",
        "🏛 你好 За́мок — ёлка",
        "[ ] no task",
    ] {
        check(vec![
            paragraph(ParagraphKind::Plain, 0, Text::plain(words)),
            paragraph(ParagraphKind::Bullet, 0, Text::plain(words)),
            paragraph(ParagraphKind::Quotation, 0, Text::plain(words)),
            Block::Heading(Level::Part, words.to_owned()),
            Block::Figure(vec![Text::plain(words), Text::plain(words)]),
            Block::Entries(vec![Text::plain(words)]),
            Block::Chart(Table {
                title: words.to_owned(),
                rows: vec![(words.to_owned(), words.to_owned())],
                below: Vec::new(),
            }),
            Block::Notes(vec![Note {
                number: 1,
                paragraphs: vec![Text::plain(words), Text::plain(words)],
            }]),
        ]);
    }
}

#[test]
fn lists_and_quotations_stand_in_one_another() {
    use ParagraphKind::{Bullet, Continued, Numbered, Plain, Quotation};
    let blocks = |kinds: &[(ParagraphKind, u8)]| -> Vec<Block> {
        let kinds = kinds.iter().enumerate();
        kinds
            .map(|(at, (kind, depth))| paragraph(*kind, *depth, Text::plain(format!("word{at}"))))
            .collect()
    };
    let kinds = [
        (Plain, 0),
        (Bullet, 0),
        (Bullet, 1),
        (Continued, 1),
        (Quotation, 1),
        (Bullet, 0),
        (Numbered(9), 0),
        (Numbered(10), 0),
        (Continued, 0),
        (Numbered(1), 0),
        (Quotation, 0),
        (Quotation, 1),
        (Bullet, 1),
    ];
    check(blocks(&kinds));
    let expected = "\
word0

- word1
  - word2

    word3

  > word4

- word5

9. word6
10. word7

    word8

1) word9

> word10
>
> > word11
>
> - word12
";
    assert_eq!(markdown(blocks(&kinds)), expected);
}

#[test]
fn marks_addresses_and_faces_are_set() {
    let string = "Some strong, code and more.[12] https://example.org/a_b".to_owned();
    let run = |words: &str, face, link| {
        let start = string.find(words).unwrap();
        Run {
            range: start..start + words.len(),
            face,
            link,
        }
    };
    let face = Face::default();
    let bold = Face {
        strong: true,
        ..face
    };
    let emphasis = Face {
        emphasis: true,
        ..face
    };
    let code = Face { code: true, ..face };
    let address = "https://example.org/a_b";
    let runs = vec![
        run("strong", bold, None),
        run("code", code, None),
        run("more", emphasis, None),
        run("[12]", face, Some(Link::Mark(3))),
        run(address, face, Some(Link::Address(address.into()))),
    ];
    let text = Text { string, runs };
    let set = markdown(vec![paragraph(ParagraphKind::Plain, 0, text)]);
    let expected = "Some **strong**, `code` and *more*.[^12] <https://example.org/a_b>\n";
    assert_eq!(set, expected);
}

#[test]
fn an_address_without_its_scheme_leads_where_it_says() {
    let words = "example.org/a_b";
    let run = Run {
        range: 0..words.len(),
        face: Face::default(),
        link: Some(Link::Address("https://example.org/a_b".into())),
    };
    let text = Text {
        string: format!("{words}, and more"),
        runs: vec![run],
    };
    let blocks = vec![paragraph(ParagraphKind::Plain, 0, text)];
    let set = markdown(blocks.clone());
    assert_eq!(
        set,
        "[example.org/a\\_b](<https://example.org/a_b>), and more\n"
    );
    check(blocks);
}

fn any_string() -> impl Strategy<Value = String> {
    let hostile = "[-a1 .)(#>+*_`~|<&;\\[\\]!:=$%@\\\\{}^\"\n жё\u{301}你🏛]{0,24}";
    let seeds = prop::sample::select(vec![
        "1. ",
        "- ",
        "# ",
        "> ",
        "```",
        "<b>",
        "&lt;",
        "[a](b)",
        "[^1]",
        "**",
        "https://a.b ",
    ]);
    prop_oneof![
        4 => hostile.prop_map(|string: String| string),
        1 => (seeds, "[a-z .]{0,8}").prop_map(|(seed, words)| format!("{seed}{words}")),
    ]
}

fn any_face() -> impl Strategy<Value = Face> {
    (any::<bool>(), any::<bool>(), prop::bool::weighted(0.2)).prop_map(
        |(emphasis, strong, code)| Face {
            emphasis,
            strong,
            code,
        },
    )
}

/// A text of pieces; every other one may have a face. A mark has the words of marks.
fn any_text() -> impl Strategy<Value = Text> {
    let piece = (
        any_string(),
        prop::option::of(any_face()),
        prop::bool::weighted(0.1),
    );
    prop::collection::vec(piece, 1..5).prop_map(|pieces| {
        // Something is always said: nobody writes an empty paragraph.
        let mut text = Text::plain("x");
        for (words, face, is_mark) in pieces {
            let start = text.string.len();
            text.string.push_str(if is_mark { "[1]" } else { &words });
            let range = start..text.string.len();
            let link = is_mark.then_some(Link::Mark(0));
            if !range.is_empty() && (is_mark || face.is_some()) {
                let face = face.unwrap_or_default();
                text.runs.push(Run { range, face, link });
            }
        }
        text
    })
}

fn any_block() -> impl Strategy<Value = Block> {
    let kind = prop_oneof![
        Just(ParagraphKind::Plain),
        Just(ParagraphKind::Quotation),
        Just(ParagraphKind::Bullet),
        Just(ParagraphKind::Continued),
        (0u32..12).prop_map(ParagraphKind::Numbered),
    ];
    let paragraph = (kind, 0u8..3, any_text()).prop_map(|(kind, depth, text)| Block::Paragraph {
        kind,
        depth: if kind == ParagraphKind::Plain {
            0
        } else {
            depth
        },
        text,
    });
    let level = prop::sample::select(vec![Level::Title, Level::Part, Level::Section]);
    let texts = || prop::collection::vec(any_text(), 1..3);
    prop_oneof![
        6 => paragraph,
        1 => (level, any_string()).prop_map(|(level, words)| Block::Heading(level, format!("x{words}"))),
        1 => texts().prop_map(Block::Figure),
        1 => texts().prop_map(Block::Entries),
        1 => Just(Block::Rule),
        1 => prop::collection::vec((any_string(), any_string()), 1..3).prop_map(|rows| {
            Block::Chart(Table { title: "x".into(), rows, below: Vec::new() })
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_words_come_out_as_they_were(
        mut blocks in prop::collection::vec(any_block(), 1..6),
        note in prop::collection::vec(any_text(), 1..3),
    ) {
        blocks.push(Block::Notes(vec![Note { number: 1, paragraphs: note }]));
        check(blocks);
    }
}
