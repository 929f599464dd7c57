//! A site as a browser takes it: its tags read one by one, its links followed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Elements that have no end.
const VOID: [&str; 6] = ["br", "img", "link", "meta", "hr", "input"];
/// Elements that could run or load something, or send it.
const BARRED: [&str; 7] = [
    "iframe", "object", "embed", "form", "base", "frame", "portal",
];

/// Every file of a folder, by its path inside.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    gather(folder, "", &mut found);
    found
}

fn gather(folder: &Path, inside: &str, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let path = format!("{inside}{}", entry.file_name().to_str().expect("UTF-8"));
        if entry.path().is_dir() {
            gather(&entry.path(), &format!("{path}/"), found);
        } else {
            found.insert(path, fs::read(entry.path()).expect("a file"));
        }
    }
}

/// Whether a file is a page, by its name.
pub(crate) fn is_page(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|extension| extension == "html")
}

#[derive(Debug)]
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
    is_end: bool,
}

impl Tag {
    fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| &**value)
    }
}

/// The tags of a page; what stands in `style` and `script` is no markup.
fn tags(page: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once('<') {
        let (inside, after) = after.split_once('>').expect("a tag that ends");
        rest = after;
        if inside.starts_with('!') {
            continue;
        }
        let tag = tag(inside);
        if !tag.is_end && ["style", "script"].contains(&&*tag.name) {
            let end = format!("</{}>", tag.name);
            rest = &rest[rest.find(&end).expect("its end")..];
        }
        tags.push(tag);
    }
    tags
}

/// Words on a page.
#[derive(Debug)]
pub(crate) struct Spoken {
    pub(crate) words: String,
    /// The `lang` of the nearest element that has one.
    pub(crate) language: String,
    /// The elements round them, the outermost first.
    pub(crate) within: Vec<String>,
}

/// Everything that a page says, by its texts and by the attributes that are read out or shown.
pub(crate) fn spoken(page: &str) -> Vec<Spoken> {
    let mut said = Vec::new();
    let mut open: Vec<(String, String)> = Vec::new();
    let mut rest = page;
    while let Some((words, after)) = rest.split_once('<') {
        say(&mut said, words, &open);
        let (inside, after) = after.split_once('>').expect("a tag that ends");
        rest = after;
        let tag = tag(inside);
        if tag.is_end {
            open.pop();
        } else if !inside.starts_with('!') {
            let around = open.last().map_or("", |(_, language)| language);
            let language = tag.get("lang").unwrap_or(around).to_owned();
            open.push((tag.name.clone(), language));
            let is_description = tag.get("name") == Some("description");
            let shown = ["alt", "aria-label", "title"].map(|key| tag.get(key));
            let content = tag.get("content").filter(|_| is_description);
            for words in shown.into_iter().chain([content]).flatten() {
                let is_for_programs = tag.get("class") == Some("Z3988");
                say(&mut said, if is_for_programs { "" } else { words }, &open);
            }
            if ["style", "script"].contains(&&*tag.name) {
                let end = format!("</{}>", tag.name);
                rest = &rest[rest.find(&end).expect("its end")..];
            }
            if VOID.contains(&&*tag.name) {
                open.pop();
            }
        }
    }
    said
}

fn say(said: &mut Vec<Spoken>, words: &str, open: &[(String, String)]) {
    if !words.trim().is_empty() {
        said.push(Spoken {
            words: plain(words),
            language: open.last().map_or("", |(_, it)| it).to_owned(),
            within: open.iter().map(|(name, _)| name.clone()).collect(),
        });
    }
}

fn tag(inside: &str) -> Tag {
    let is_end = inside.starts_with('/');
    let inside = inside.trim_start_matches('/');
    let (name, mut rest) = inside.split_once(' ').unwrap_or((inside, ""));
    let mut attributes = Vec::new();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let key = rest[..end].to_owned();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix("=\"") {
            let (quoted, after) = after.split_once('"').expect("a value that ends");
            value = plain(quoted);
            rest = after;
        }
        attributes.push((key, value));
        rest = rest.trim_start();
    }
    Tag {
        name: name.to_owned(),
        attributes,
        is_end,
    }
}

fn plain(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&quot;", "\"").replace("&amp;", "&")
}

/// Every fault of a site: links that lead nowhere, names that are there twice, tags that do not fit,
/// headings out of order, anything that could run.
pub(crate) fn faults(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let pages = files.iter().filter(|(path, _)| is_page(path));
    let pages: BTreeMap<&str, Vec<Tag>> = pages
        .map(|(path, bytes)| (&**path, tags(std::str::from_utf8(bytes).expect("UTF-8"))))
        .collect();
    assert!(!pages.is_empty(), "no pages: {:?}", files.keys());
    let mut faults = Vec::new();
    for (path, tags) in &pages {
        let found = [nesting(tags), headings(tags), names(tags), safety(tags)].concat();
        let found = found.into_iter().chain(links(path, tags, &pages, files));
        faults.extend(found.map(|fault| format!("{path}: {fault}")));
    }
    faults
}

fn nesting(tags: &[Tag]) -> Vec<String> {
    let mut open = Vec::new();
    let mut faults = Vec::new();
    for tag in tags.iter().filter(|tag| !VOID.contains(&&*tag.name)) {
        if !tag.is_end {
            open.push(&*tag.name);
        } else if open.pop() != Some(&*tag.name) {
            faults.push(format!("</{}> ends nothing", tag.name));
        }
    }
    faults.extend(open.iter().map(|name| format!("<{name}> has no end")));
    let is_within = |inner: &str, outer: &str| {
        let mut depth = 0;
        tags.iter().any(|tag| {
            if tag.name == outer {
                depth += if tag.is_end { -1 } else { 1 };
            }
            depth > i32::from(inner == outer) && !tag.is_end && tag.name == inner
        })
    };
    for (inner, outer) in [("a", "a"), ("p", "p"), ("div", "p"), ("button", "a")] {
        if is_within(inner, outer) {
            faults.push(format!("<{inner}> in <{outer}>"));
        }
    }
    faults
}

fn headings(tags: &[Tag]) -> Vec<String> {
    let level = |tag: &Tag| {
        tag.name
            .strip_prefix('h')
            .and_then(|it| it.parse::<u8>().ok())
    };
    let levels: Vec<u8> = tags
        .iter()
        .filter(|tag| !tag.is_end)
        .filter_map(level)
        .collect();
    let mut faults = Vec::new();
    if !levels.contains(&1) || levels.iter().skip(1).any(|level| *level == 1) {
        faults.push(format!("not one h1: {levels:?}"));
    }
    if levels.first() != Some(&1) || levels.windows(2).any(|two| two[1] > two[0] + 1) {
        faults.push(format!("headings out of order: {levels:?}"));
    }
    faults
}

fn ids(tags: &[Tag]) -> impl Iterator<Item = &str> {
    tags.iter().filter_map(|tag| tag.get("id"))
}

fn names(tags: &[Tag]) -> Vec<String> {
    let mut known = BTreeSet::new();
    let twice = ids(tags).filter(|id| !known.insert(*id));
    let mut faults: Vec<_> = twice.map(|id| format!("{id} is there twice")).collect();
    let targets = tags.iter().filter_map(|tag| tag.get("popovertarget"));
    let known: BTreeSet<_> = ids(tags).collect();
    let lost = targets.filter(|id| !known.contains(id));
    faults.extend(lost.map(|id| format!("there is no {id} to be shown")));
    faults
}

fn safety(tags: &[Tag]) -> Vec<String> {
    let mut faults = Vec::new();
    for tag in tags.iter().filter(|tag| !tag.is_end) {
        let is_data = tag.name == "script" && tag.get("type") == Some("application/ld+json");
        if BARRED.contains(&&*tag.name) || (tag.name == "script" && !is_data) {
            faults.push(format!("<{}>", tag.name));
        }
        let handlers = tag
            .attributes
            .iter()
            .filter(|(key, _)| key.starts_with("on") || key == "style");
        faults.extend(handlers.map(|(key, value)| format!("{key}={value}")));
    }
    let is_policy = |tag: &Tag| tag.get("http-equiv") == Some("Content-Security-Policy");
    let policy = tags
        .iter()
        .find(|tag| is_policy(tag))
        .and_then(|tag| tag.get("content"));
    if !policy.is_some_and(|it| it.starts_with("default-src 'none';") && !it.contains("script")) {
        faults.push("no policy".to_owned());
    }
    faults
}

fn links(
    path: &str,
    tags: &[Tag],
    pages: &BTreeMap<&str, Vec<Tag>>,
    files: &BTreeMap<String, Vec<u8>>,
) -> Vec<String> {
    let mut faults = Vec::new();
    for tag in tags {
        let found = ["href", "src"].into_iter().filter_map(|key| tag.get(key));
        for address in found {
            let is_out = ["http://", "https://", "mailto:"]
                .iter()
                .any(|it| address.starts_with(it));
            let is_fine = match &*tag.name {
                "a" if is_out => true,
                "img" if address.starts_with("data:image/") => true,
                _ => leads_somewhere(path, address, pages, files),
            };
            if !is_fine {
                faults.push(format!("<{}> leads nowhere: {address}", tag.name));
            }
        }
    }
    faults
}

fn leads_somewhere(
    path: &str,
    address: &str,
    pages: &BTreeMap<&str, Vec<Tag>>,
    files: &BTreeMap<String, Vec<u8>>,
) -> bool {
    let (to, fragment) = address
        .split_once('#')
        .map_or((address, None), |(to, it)| (to, Some(it)));
    let mut parts: Vec<&str> = path.split('/').collect();
    if !to.is_empty() {
        parts.pop();
        for part in to.split('/') {
            if part == ".." {
                if parts.pop().is_none() {
                    return false;
                }
            } else {
                parts.push(part);
            }
        }
    }
    let to = parts.join("/");
    match fragment {
        None => files.contains_key(&to),
        Some(id) => pages
            .get(&*to)
            .is_some_and(|tags| ids(tags).any(|it| it == id)),
    }
}

/// What a page says: its words without its tags.
pub(crate) fn said(page: &[u8]) -> String {
    let page = std::str::from_utf8(page).expect("UTF-8");
    let parts = page
        .split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, said)| said));
    plain(&parts.collect::<String>())
}

#[test]
fn the_checker_finds_what_is_wrong() {
    let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';\">";
    for (page, fault) in [
        (
            "<h1>x</h1><a href=\"b.html\">b</a>",
            "<a> leads nowhere: b.html",
        ),
        ("<h1>x</h1><a href=\"#b\">b</a>", "<a> leads nowhere: #b"),
        (
            "<h1>x</h1><a href=\"../a.html\">b</a>",
            "<a> leads nowhere: ../a.html",
        ),
        (
            "<h1>x</h1><a href=\"javascript:x\">b</a>",
            "<a> leads nowhere: javascript:x",
        ),
        ("<h1 id=\"a\">x</h1><p id=\"a\"></p>", "a is there twice"),
        ("<h1>x</h1><h3>y</h3>", "headings out of order: [1, 3]"),
        ("<p>x</p>", "not one h1: []"),
        ("<h1>x</h1><div>", "<div> has no end"),
        ("<h1>x</h1><p><p></p></p>", "<p> in <p>"),
        ("<h1>x</h1><script>x</script>", "<script>"),
        ("<h1 onclick=\"x\">x</h1>", "onclick=x"),
    ] {
        let files = BTreeMap::from([("a.html".to_owned(), [policy, page].concat().into_bytes())]);
        let found = faults(&files);
        assert!(
            found.contains(&format!("a.html: {fault}")),
            "{page}: {found:?}"
        );
    }
}
