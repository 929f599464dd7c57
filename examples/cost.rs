use docent::bibliography::{Bibliography, Form};
use docent::markup::{Citation, Cite, Locator};
use docent::tour::Source;
use std::time::Instant;
fn rss() -> String {
    let s = std::fs::read_to_string("/proc/self/status").unwrap();
    let g = |k: &str| {
        s.lines()
            .find(|l| l.starts_with(k))
            .unwrap()
            .split_whitespace()
            .nth(1)
            .unwrap()
            .to_owned()
    };
    format!(
        "rss {} anon {} file {} peak {}",
        g("VmRSS"),
        g("RssAnon"),
        g("RssFile"),
        g("VmHWM")
    )
}
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let (style, lang) = (a[1].as_str(), a[2].as_str());
    let n: usize = a[3].parse().unwrap();
    let cites: usize = a[4].parse().unwrap();
    let toml = std::fs::read_to_string("tests/bibliography/sources.toml").unwrap();
    let t: toml::Table = toml.parse().unwrap();
    let base: Vec<_> = t["source"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| serde_json::to_value(v).unwrap())
        .collect();
    let sources: Vec<Source> = (0..n)
        .map(|i| {
            let mut item = base[i % base.len()].as_object().unwrap().clone();
            let id = format!("s{i}");
            item.insert("id".into(), id.clone().into());
            let t = item["title"].as_str().unwrap().to_owned();
            item.insert("title".into(), format!("{t} {}", i / base.len()).into());
            Source {
                id: id.into(),
                item,
            }
        })
        .collect();
    drop(t);
    drop(base);
    println!("start          {}", rss());
    let t = Instant::now();
    let b = Bibliography::new(&sources, style, lang);
    println!("new {:>9.2?} {}", t.elapsed(), rss());
    let cite = |i: usize| Citation {
        cites: vec![Cite {
            source: format!("s{}", i % n).into(),
            prefix: "".into(),
            locator: Some(Locator {
                label: "page",
                value: format!("{}", i / n).into(),
            }),
        }],
    };
    let t = Instant::now();
    b.note(&cite(0), Form::Full);
    println!("first note {:>9.2?} {}", t.elapsed(), rss());
    let t = Instant::now();
    let e = b.entries().len();
    println!("entries {e} {:>9.2?} {}", t.elapsed(), rss());
    let (mut bytes, mut start) = (0, 1);
    for upto in [cites / 4, cites / 2, cites] {
        let t = Instant::now();
        for i in start..upto {
            bytes += b
                .note(&cite(i), if i % 2 == 0 { Form::Full } else { Form::Short })
                .string
                .len();
        }
        println!(
            "notes {start}..{upto} {:>9.2?} = {:.3} ms each {}",
            t.elapsed(),
            t.elapsed().as_secs_f64() * 1e3 / (upto - start).max(1) as f64,
            rss()
        );
        start = upto;
    }
    let t = Instant::now();
    for i in 0..cites {
        bytes += b
            .note(&cite(i), if i % 2 == 0 { Form::Full } else { Form::Short })
            .string
            .len();
    }
    println!("again {:>9.2?} {}", t.elapsed(), rss());
    b.rest();
    println!("rested {} ({bytes})", rss());
    let t = Instant::now();
    b.note(
        &Citation {
            cites: vec![cite(0).cites[0].clone(), cite(1).cites[0].clone()],
        },
        Form::Full,
    );
    println!("woken {:>9.2?} {}", t.elapsed(), rss());
}
