//! What `check` says and what an edition holds, from tours as an educator writes them.

mod editions;
mod faults;
mod robust;
mod translations;
mod words;

use crate::diagnostic::{Diagnostic, Place};
use crate::tour::{Tour, TourFiles};

/// Every fault of a tour of one file, one a line: `line:col severity[code] message; help`.
fn check(toml: &str) -> String {
    show(&Tour::load(TourFiles::from_text("test", toml)).1)
}

fn show(faults: &[Diagnostic]) -> String {
    let lines = faults.iter().map(|fault| {
        let (line, column) = fault.place.as_ref().map_or((0, 0), Place::line_column);
        let severity = format!("{:?}", fault.severity).to_lowercase();
        let help = fault
            .help
            .as_ref()
            .map_or(String::new(), |help| format!("; {help}"));
        format!(
            "{line}:{column} {severity}[{}] {}{help}",
            fault.code, fault.message
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A sound tour to break.
const SOUND: &str = r#"format = 1
title = "Children of the Karlag"
language = "en"
summary = "Ten *stations*."

[[station]]
id = "gate"
title = "The gate"
at = { lat = 49.67, lon = 72.68 }
text = """
First step.[^papers]

---

A [zek](term:zek) was held here [see @ashcroft-2025, para. 4].
"""

[[station]]
id = "women"
title = "The women"
notice = "Deaths of children."
skip_to = "end"
[[station.step]]
text = "Again [^papers] and [@ashcroft-2025]."
hold = "12s"
[[station.step]]
figure = "children"
[[station.step]]
chart = "mothers"
[[station.step]]
ask = "What would *you* keep?"
answers = [{ label = "A letter", reply = "Many did [@ashcroft-2025]." }]
[[station.step]]
choose = [{ label = "On", to = "end" }, { label = "Back", to = "gate" }]

[[station]]
id = "end"
title = "The end"
text = "Silence."

[notes]
papers = "Papers [@ashcroft-2025]."

[glossary.zek]
term = "zek"
meaning = "A prisoner."
original = "зэк"

[[figure]]
id = "children"
alt = "Children at a table"
caption = "See [the gate](station:gate)."
credit = "Author 2024"

[[chart]]
id = "mothers"
kind = "share"
title = "Mothers"
values = [{ label = "Mothers", value = 655, of = 2103 }]
source = "ashcroft-2025"

[[event]]
date = "1937"
text = "Arrests"
station = "women"
source = "ashcroft-2025"

[[source]]
id = "ashcroft-2025"
type = "article-magazine"
title = "Thank You"
author = [{ family = "Ashcroft", given = "Alice" }]
issued = 2025-02-16
URL = "https://example.org/a"
"#;

#[test]
fn a_sound_tour_has_no_faults() {
    assert_eq!(check(SOUND), "");
    assert_eq!(check(&SOUND.replace('\n', "\r\n")), "");
}
