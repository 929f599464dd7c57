//! Sources set as notes, as citations in the text and as a list: what a reader sees.
use docent::bibliography::{Bibliography, Form};
use docent::markup::{Citation, Cite, Link, Locator, Text};
use docent::tour::Source;

fn sources(toml: &str) -> Vec<Source> {
    let file: toml::Table = toml.parse().unwrap();
    let source = |value: &toml::Value| {
        let serde_json::Value::Object(item) = serde_json::to_value(value).unwrap() else {
            panic!("not a table")
        };
        Source {
            id: item["id"].as_str().unwrap().into(),
            item,
        }
    };
    file["source"]
        .as_array()
        .unwrap()
        .iter()
        .map(source)
        .collect()
}

/// `*emphasis*`, `<address>`, `{title that leads to its source}`.
fn show(text: &Text) -> String {
    let mut shown = String::new();
    let mut at = 0;
    for run in &text.runs {
        shown.push_str(&text.string[at..run.range.start]);
        let words = &text.string[run.range.clone()];
        let words = if run.face.emphasis {
            format!("*{words}*")
        } else {
            words.to_owned()
        };
        let words = if run.face.strong {
            format!("**{words}**")
        } else {
            words
        };
        shown.push_str(&match &run.link {
            Some(Link::Address(_)) => format!("<{words}>"),
            Some(Link::Source(_)) => format!("{{{words}}}"),
            _ => words,
        });
        at = run.range.end;
    }
    shown + &text.string[at..]
}

fn cite(id: &str) -> Citation {
    Citation {
        cites: vec![Cite {
            source: id.into(),
            prefix: "".into(),
            locator: None,
        }],
    }
}

#[test]
fn look() {
    let all = sources(include_str!("bibliography/sources.toml"));
    for (style, language) in [
        ("chicago-notes-bibliography", "en"),
        ("chicago-notes-bibliography", "ru"),
        ("chicago-notes-bibliography", "kk"),
        ("chicago-author-date", "en"),
        ("mla", "en"),
        ("apa", "en"),
        ("gost-r-7-0-5-2008-numeric", "ru"),
        ("gost-r-7-0-5-2008-numeric", "en"),
        ("apa", "ru"),
        ("apa", "kk"),
    ] {
        println!("\n## {style} {language}");
        let b = Bibliography::new(&all, style, language);
        for s in &all {
            let mut c = cite(&s.id);
            c.cites[0].locator = Some(Locator {
                label: "page",
                value: "12–14".into(),
            });
            println!(
                "{}\n  F {}\n  S {}",
                s.id,
                show(&b.note(&c, Form::Full)),
                show(&b.note(&c, Form::Short))
            );
        }
        for e in b.entries() {
            println!("* {}", show(&e.text));
        }
    }
}
#[test]
fn film() {
    let mut t = String::new();
    for (i, (ty, extra)) in [
        ("motion_picture", ""),
        ("broadcast", ""),
        ("post", ""),
        ("webpage", ""),
        ("broadcast", "genre=\"x\""),
        ("broadcast", "medium=\"video\""),
        ("motion_picture", "medium=\"video\""),
        ("webpage", "genre=\"video\""),
        ("post", "genre=\"video\""),
        ("graphic", "medium=\"video\""),
    ]
    .into_iter()
    .enumerate()
    {
        t.push_str(&format!("[[source]]\nid=\"{i}\"\ntype=\"{ty}\"\n{extra}\ntitle=\"Фильм {i}\"\ncontainer-title=\"YouTube\"\nissued=\"2022-01-22\"\nURL=\"https://y\"\nlanguage=\"ru\"\n"));
    }
    let all = sources(&t);
    for (style, language) in [
        ("chicago-notes-bibliography", "en"),
        ("chicago-author-date", "en"),
        ("mla", "en"),
        ("apa", "en"),
        ("gost-r-7-0-5-2008-numeric", "ru"),
    ] {
        println!("\n## {style} {language}");
        let b = Bibliography::new(&all, style, language);
        for s in &all {
            let mut c = cite(&s.id);
            c.cites[0].locator = Some(Locator {
                label: "timestamp",
                value: "12:30".into(),
            });
            println!(
                "{}\n  F {}\n  S {}",
                s.id,
                show(&b.note(&c, Form::Full)),
                show(&b.note(&c, Form::Short))
            );
        }
        for e in b.entries() {
            println!("* {}", show(&e.text));
        }
    }
}
