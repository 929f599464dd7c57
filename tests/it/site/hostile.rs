//! Tours that were written to do harm: nothing runs, and nothing is written outside the folder.

use std::fs;

use crate::site::pages::{faults, files};
use crate::site::{export, text};

/// What would run if it were taken for markup.
const MARKUP: &str = "</title></script></style><script>alert(1)</script><img src=x onerror=alert(1)>\\\" onload=\\\"alert(1)";

/// The same in prose, where no HTML may stand: its signs are meant as they are.
const PROSE: &str = "\\\\</p>\\\\</title>\\\\</script>\\\\<script>alert(1)\\\\</script>\\\\<img src=x onerror=alert(1)>\\\" onload=\\\"alert(1) `<script>alert(1)</script>`";

/// A tour with these in every text that a visitor reads.
fn tour() -> String {
    format!(
        r#"format = 1
title = "{MARKUP}"
subtitle = "{MARKUP}"
language = "en"
authors = ["{MARKUP}"]
licence = "{MARKUP}"
summary = "{PROSE}"
notice = "{PROSE}"
closing = "{PROSE}"
[[station]]
id = "con"
title = "{MARKUP}"
label = "\"><script>"
place = "{MARKUP}"
at = {{ lat = 1.0, lon = 1.0 }}
notice = "{PROSE}"
[[station.step]]
text = "{PROSE} <https://example.org/?a=%22onload=&lt;script&gt;alert(1)>[^n] [z](term:t) [@s] [x](https://example.org/'onload='alert(1))"
[[station.step]]
figure = "f"
[[station.step]]
chart = "c"
[[station.step]]
ask = "{PROSE}"
answers = [{{ label = "{MARKUP}", reply = "{PROSE}" }}]
[[station.step]]
choose = [{{ label = "{MARKUP}", to = "aux" }}]
[[station]]
id = "aux"
title = "{MARKUP}"
text = "{PROSE}[@s, p. 9 'onload='x]"
[notes]
n = "{PROSE}[@s]"
[glossary.t]
term = "{MARKUP}"
meaning = "{PROSE}"
original = "{MARKUP}"
[[figure]]
id = "f"
alt = "{MARKUP}"
caption = "{PROSE}"
credit = "{MARKUP}"
rights = {{ holder = "{MARKUP}", licence = "{MARKUP}" }}
[[chart]]
id = "c"
kind = "bars"
title = "{MARKUP}"
values = [{{ label = "{MARKUP}", value = 1 }}]
source = "s"
[[event]]
date = "1938"
text = "{PROSE}"
station = "con"
source = "s"
[[source]]
id = "s"
type = "webpage"
title = "{MARKUP}"
container-title = "{MARKUP}"
author = [{{ family = "{MARKUP}", given = "{MARKUP}" }}]
URL = "https://example.org/?a=1'onload='alert(1)"
accessed = "2026-01-01"
language = "ru"
"#
    )
}

/// Addresses that would run are no links in a tour: `check` refuses them, and nothing is written.
#[test]
fn addresses_that_would_run_are_refused() {
    for (from, to) in [
        (
            "URL = \"https://example.org/",
            "URL = \"javascript:alert(1)//",
        ),
        ("[x](https://example.org/", "[x](javascript:alert(1)//"),
        ("[x](https://example.org/", "[x](data:text/html,"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("hostile.toml");
        fs::write(&path, tour().replace(from, to)).expect("written");
        let output = export(&[text(&path), "-o", text(&folder.path().join("site"))]);
        assert_eq!(output.status.code(), Some(1), "{to}");
        assert_eq!(files(folder.path()).len(), 1, "{to}");
    }
}

#[test]
fn nothing_that_a_tour_says_is_markup() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("hostile.toml");
    fs::write(&path, tour()).expect("written");
    let site = folder.path().join("site");
    let output = export(&[text(&path), "-o", text(&site)]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let site = files(&site);
    let found = faults(&site);
    assert!(found.is_empty(), "{}", found.join("\n"));
    for reserved in ["con.html", "aux.html"] {
        assert!(!site.contains_key(reserved), "{:?}", site.keys());
    }
    for (path, page) in &site {
        let page = String::from_utf8_lossy(page);
        assert!(
            !page.contains("<script>alert") && !page.contains("<img src=x"),
            "{path}"
        );
        assert!(!page.contains("href=\"javascript:"), "{path}");
    }
    let single = export(&[text(&path), "--single"]).stdout;
    let found = faults(&[("single.html".to_owned(), single)].into());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn ids_and_pictures_lead_nowhere_else() {
    for (id, image) in [
        ("../../x", "p.png"),
        ("/etc/x", "p.png"),
        ("a/b", "p.png"),
        ("зэк", "p.png"),
        ("a", "../p.png"),
        ("a", "/etc/hostname"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let tour = format!(
            "format = 1\ntitle = \"T\"\nlanguage = \"en\"\n[[station]]\nid = \"{id}\"\ntitle = \"A\"\n[[station.step]]\nfigure = \"f\"\n[[figure]]\nid = \"f\"\nimage = \"{image}\"\nalt = \"A\"\ncredit = \"Me\"\n"
        );
        fs::create_dir(folder.path().join("tour")).expect("made");
        fs::write(folder.path().join("tour/tour.toml"), tour).expect("written");
        let before = files(folder.path());
        let to = folder.path().join("site");
        let output = export(&[text(&folder.path().join("tour")), "-o", text(&to)]);
        // Such a tour has errors, and nothing at all is written.
        assert_eq!(output.status.code(), Some(1), "{id} {image}");
        assert_eq!(files(folder.path()), before, "{id} {image}");
    }
    let long = "a".repeat(300);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("t.toml");
    let tour = format!(
        "format = 1\ntitle = \"T\"\nlanguage = \"en\"\n[[station]]\nid = \"{long}\"\ntitle = \"A\"\ntext = \"B\"\n"
    );
    fs::write(&path, tour).expect("written");
    let to = folder.path().join("site");
    let output = export(&[text(&path), "-o", text(&to)]);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(faults(&files(&to)).is_empty());
}
