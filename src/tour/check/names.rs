//! Compares what is defined with what is referred to.

use std::collections::{HashMap, HashSet};

use memchr::memmem;

use crate::diagnostic::suggestion::nearest;
use crate::diagnostic::{Diagnostic, Place};
use crate::markup::clean;
use crate::tour::report::{Name, Noun, Report};

/// For more dangling references than this no likely id is looked for: it would take too long.
const PATIENCE: usize = 100;

/// So many ids are listed for one that is like none of them.
const LISTED: usize = 8;

/// Faults after which it is not known what a statement referred to.
const DOUBTFUL: [&str; 5] = ["toml", "unknown-key", "type", "unclosed", "bad-citation"];

type Key<'a> = (Noun, &'a str);

/// Tells ids defined twice, references to nothing, and definitions nothing refers to.
pub(super) fn check(report: &Report, faults: &mut Vec<Diagnostic>) {
    let mut defined: HashMap<Key<'_>, &Place> = HashMap::new();
    for name in report.lent.iter().chain(&report.defined) {
        match defined.get(&key(name)) {
            Some(first) => faults.push(twice(name, first)),
            None => drop(defined.insert(key(name), &name.place)),
        }
    }
    let spoilt = spoilt(report);
    let meant = spoilt.iter().map(|(noun, id)| (*noun, id.as_str()));
    let mut used: HashSet<Key<'_>> = report.used.iter().map(key).chain(meant).collect();
    let mut patience = PATIENCE;
    for name in report.used.iter().chain(&report.translated) {
        let Some(code) = name.noun.unknown() else {
            continue;
        };
        if defined.contains_key(&key(name)) || report.lost.contains(&name.noun) {
            continue;
        }
        let ids = defined.keys().filter(|(noun, _)| *noun == name.noun);
        let near = nearest(
            &name.id,
            ids.map(|(_, id)| *id).take_while(|_| patience > 0),
        );
        let choice = near
            .is_none()
            .then(|| choice(&defined, name.noun, patience));
        patience = patience.saturating_sub(1);
        // What it was likely meant for is not unused.
        used.extend(near.map(|near| (name.noun, near)));
        let fault = dangling(code, name, near);
        faults.push(match choice.flatten() {
            Some(choice) => fault.or_help(choice),
            None => fault,
        });
    }
    missing_marks(report, &defined, &mut used, faults);
    let mut translated: HashMap<(Key<'_>, &str), &Place> = HashMap::new();
    for name in &report.translated {
        if let Some(first) = translated.insert((key(name), &name.place.file.name), &name.place) {
            faults.push(twice(name, first));
        }
    }
    unused(report, &used, faults);
}

/// What references were meant for in which characters stand that are not allowed.
fn spoilt(report: &Report) -> Vec<(Noun, String)> {
    let spoilt = report
        .used
        .iter()
        .filter(|name| name.id.contains(clean::is_forbidden));
    spoilt
        .map(|name| (name.noun, clean::line(&name.id)))
        .collect()
}

/// The ids there are, for one that is like none of them.
fn choice(defined: &HashMap<Key<'_>, &Place>, noun: Noun, patience: usize) -> Option<String> {
    let ids = defined
        .keys()
        .filter(|(kind, _)| *kind == noun && patience > 0);
    let mut ids: Vec<&str> = ids.map(|(_, id)| *id).collect();
    ids.sort_unstable();
    let more = ids.len().saturating_sub(LISTED);
    ids.truncate(LISTED);
    let list = ids.join(", ");
    match (ids.len(), more) {
        (0, _) => None,
        (_, 0) => Some(format!("the ids are {list}")),
        (_, more) => Some(format!("the ids are {list} and {more} more")),
    }
}

fn key(name: &Name) -> Key<'_> {
    (name.noun, &name.id)
}

fn twice(name: &Name, first: &Place) -> Diagnostic {
    let message = format!(
        "there are two {}s with the id `{}`",
        name.noun.word(),
        name.id
    );
    let file = &first.file.name;
    let elsewhere = if *file == name.place.file.name {
        String::new()
    } else {
        format!(" of {file}")
    };
    let help = format!(
        "the first stands in line {}{elsewhere}; give this one another id",
        first.line_column().0
    );
    Diagnostic::error("duplicate-id", name.place.clone(), message).help(help)
}

fn dangling(code: &'static str, name: &Name, near: Option<&str>) -> Diagnostic {
    let message = format!("there is no {} `{}`", name.noun.word(), name.id);
    Diagnostic::error(code, name.place.clone(), message).or_rather(near)
}

/// Tells words that are an id and were likely to be a mark; what they were meant for is not unused.
fn missing_marks<'a>(
    report: &'a Report,
    defined: &HashMap<Key<'a>, &Place>,
    used: &mut HashSet<Key<'a>>,
    faults: &mut Vec<Diagnostic>,
) {
    for unmarked in &report.unmarked {
        let known = unmarked.meant.iter().find_map(|(noun, id, words)| {
            let (key, _) = defined.get_key_value(&(*noun, &**id))?;
            Some((*key, words))
        });
        if let Some((key, words)) = known {
            used.insert(key);
            faults.push(missing_mark(&unmarked.place, key.0, words));
        }
    }
}

/// Words that are the id of a note or source and lack the signs around it.
fn missing_mark(place: &Place, noun: Noun, mended: &str) -> Diagnostic {
    let message = match noun {
        Noun::Note => "this is not read as a note mark",
        _ => "this is not read as a citation",
    };
    let fault = Diagnostic::warning("missing-mark", place.clone(), message)
        .help(format!("did you mean `{mended}`?"));
    let range = place.range.clone();
    let written = place.file.text.get(range.clone()).unwrap_or_default();
    // What hides behind an escape in the file cannot be put there as it is.
    if written.contains('\\') {
        return fault;
    }
    fault.fix(range, mended)
}

fn unused(report: &Report, used: &HashSet<Key<'_>>, faults: &mut Vec<Diagnostic>) {
    // What a faulty statement referred to is not known; so an id that stands there counts as used.
    let mut told = report.faults.iter();
    let doubtful = told.any(|fault| DOUBTFUL.contains(&fault.code));
    let coded = report
        .defined
        .iter()
        .filter_map(|name| Some((name, name.noun.unused()?)));
    for (name, code) in coded
        .filter(|(name, _)| !name.id.is_empty() && !used.contains(&key(name)))
        .take(if doubtful { PATIENCE } else { usize::MAX })
    {
        if doubtful
            && memmem::find_iter(name.place.file.text.as_bytes(), name.id.as_bytes())
                .nth(1)
                .is_some()
        {
            continue;
        }
        let help = match name.noun {
            Noun::Note => format!("call it with [^{}], or remove it", name.id),
            Noun::Source => format!("cite it with [@{}], or remove it", name.id),
            Noun::Term => format!(
                "link a word to it with [word](term:{}), or remove it",
                name.id
            ),
            noun => format!(
                "show it with a step `{} = \"{}\"`, or remove it",
                noun.word(),
                name.id
            ),
        };
        let message = format!("nothing refers to the {} `{}`", name.noun.word(), name.id);
        faults.push(Diagnostic::warning(code, name.place.clone(), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::DOUBTFUL;
    use crate::diagnostic::codes;

    #[test]
    fn every_doubtful_code_is_in_the_catalogue() {
        let lost = DOUBTFUL.iter().find(|code| codes::page(code).is_none());
        assert_eq!(lost, None);
    }
}
