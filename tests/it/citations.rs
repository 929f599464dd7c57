//! What an author hears of citations and note marks that are not quite written as they should be.

use docent::diagnostic::Diagnostic;
use docent::tour::{Tour, TourFiles};

const REST: &str = r#"
[notes]
desks = "The desks stood here.[@ivanov-2001]"

[[source]]
id = "ivanov-2001"
type = "book"
title = "The Camp"
author = [{ family = "Ivanov", given = "Ivan" }]
issued = "2001"
publisher = "Kazakhstan"

[[source]]
id = "petrov-1999"
type = "book"
title = "The Steppe"
author = [{ family = "Petrov", given = "Petr" }]
issued = "1999"
publisher = "Kazakhstan"
"#;

/// All faults of a tour with this text, and the tour's own words.
fn check(text: &str) -> (Vec<Diagnostic>, String) {
    let head = "format = 1\ntitle = \"T\"\nlanguage = \"en\"\n[[station]]\nid = \"gate\"\ntitle = \"Gate\"\ntext = ";
    let tour = format!("{head}{text}\n{REST}");
    (
        Tour::load(TourFiles::from_text("test", tour.clone())).1,
        tour,
    )
}

/// Code, words and help of every fault.
fn told(text: &str) -> Vec<String> {
    let (faults, tour) = check(text);
    let told = faults.into_iter().map(|fault| {
        let place = fault.place.expect("a place");
        let help = fault.help.unwrap_or_default();
        format!("{} | {} | {help}", fault.code, &tour[place.range])
    });
    told.collect()
}

#[test]
fn parts_of_a_citation_that_would_be_lost_are_errors() {
    let text = r#""Six.[^desks][@petrov-1999; diary-1941, fol. 3] Seven.[@ivanov-2001; p. 12] Eight.[@ivanov-2001, @petrov-1999]""#;
    insta::assert_snapshot!(told(text).join("\n"), @r"
bad-citation | diary-1941, fol. 3 | put @ before its id; other words stand before the @ or behind a comma: [see @x, p. 12]
bad-citation | p. 12 | a page follows a comma: [@x, p. 12]
bad-citation | @petrov-1999 | write [@x, p. 12; @y]
");
}

#[test]
fn a_source_behind_a_wrong_comma_is_not_called_unused() {
    let told = told(r#""Eight.[^desks][@ivanov-2001, @petrov-1999]""#);
    insta::assert_snapshot!(told.join("\n"), @r"bad-citation | @petrov-1999 | write [@x, p. 12; @y]");
}

#[test]
fn an_id_in_brackets_without_its_sign_is_asked_about() {
    let text = r#""Six.[desks] Seven.^[desks] Eight.[ivanov-2001, p. 12] Nine (see @petrov-1999). Ten [sic] and \\[desks\\].[@petrov-1999]""#;
    insta::assert_snapshot!(told(text).join("\n"), @r"
missing-mark | [desks] | did you mean `[^desks]`?
missing-mark | ^[desks] | did you mean `[^desks]`?
missing-mark | [ivanov-2001, p. 12] | did you mean `[@ivanov-2001, p. 12]`?
missing-mark | (see @petrov-1999) | did you mean `[see @petrov-1999]`?
");
}

#[test]
fn what_is_offered_for_a_missing_sign_mends_it() {
    let text = r#""Six.[desks] Seven.[ivanov-2001, p. 12] Nine (see @petrov-1999).""#;
    let (mut faults, mut tour) = check(text);
    faults.retain(|fault| fault.code == "missing-mark");
    assert_eq!(faults.len(), 3);
    for (range, words) in faults.into_iter().rev().filter_map(|fault| fault.fix) {
        tour.replace_range(range, &words);
    }
    assert!(tour.contains("Six.[^desks] Seven.[@ivanov-2001, p. 12] Nine [see @petrov-1999]."));
    let faults = Tour::load(TourFiles::from_text("test", tour)).1;
    assert!(faults.is_empty(), "{faults:?}");
}
