//! The program's own words to a visitor, one table a language.
//!
//! A `{}` in a phrase is filled, in order, by [`fill`]. A phrase with a count has one form for each
//! plural category of its language.

/// Every phrase that a visitor may read.
#[derive(Debug)]
pub struct Words {
    pub language: &'static str,
    pub station_of: &'static str,
    pub stations: Plural,
    pub minutes: Plural,
    pub by: &'static str,
    pub begin: &'static str,
    pub leave: &'static str,
    pub notice: &'static str,
    pub notice_station: &'static str,
    pub go_on: &'static str,
    pub skip_to: &'static str,
    pub leave_tour: &'static str,
    pub closing: &'static str,
    pub closing_thanks: &'static str,
    pub read_on: &'static str,
    pub text_by: &'static str,
    pub licence: &'static str,
    pub more_below: &'static str,
    pub more_above: &'static str,
    pub notes: &'static str,
    pub no_notes: &'static str,
    pub more_notes: &'static str,
    pub bibliography: &'static str,
    pub cited_at: &'static str,
    pub stations_title: &'static str,
    pub visited: &'static str,
    pub here: &'static str,
    pub has_notice: &'static str,
    pub map: &'static str,
    pub no_map: &'static str,
    pub timeline: &'static str,
    pub about: &'static str,
    pub glossary: &'static str,
    pub figures: &'static str,
    pub figure: &'static str,
    pub picture: &'static str,
    pub credit: &'static str,
    pub rights: &'static str,
    pub chart: &'static str,
    pub of: &'static str,
    pub source: &'static str,
    pub search: &'static str,
    pub search_empty: &'static str,
    pub search_none: &'static str,
    pub search_hits: Plural,
    pub search_many: &'static str,
    pub search_left_out: Plural,
    pub found_in_station: &'static str,
    pub found_in_note: &'static str,
    pub found_in_glossary: &'static str,
    pub found_in_timeline: &'static str,
    pub found_in_source: &'static str,
    pub languages: &'static str,
    pub draft_translation: &'static str,
    pub untranslated: &'static str,
    pub not_translated: &'static str,
    pub help: &'static str,
    pub help_intro: &'static str,
    pub lobby: &'static str,
    pub lobby_hint: &'static str,
    pub think: &'static str,
    pub choose: &'static str,
    pub go_to_station: &'static str,
    pub no_such_station: &'static str,
    pub autoplay: &'static str,
    pub autoplay_off: &'static str,
    pub no_such_place: &'static str,
    pub nothing_here: &'static str,
    pub waits: &'static str,
    pub address: &'static str,
    pub keys: Keys,
    pub commands: Commands,
    pub hints: Commands,
    pub plain: Plain,
    pub preview: Preview,
    /// Between groups of three digits.
    pub thousands: &'static str,
    pub decimal: &'static str,
    pub months: [&'static str; 12],
}

/// A phrase with a count: English has two forms, Russian three.
#[derive(Debug, Clone, Copy)]
pub struct Plural {
    pub one: &'static str,
    pub few: &'static str,
    pub many: &'static str,
}

/// Names of keys, as help and hints print them.
#[derive(Debug)]
pub struct Keys {
    pub space: &'static str,
    pub enter: &'static str,
    pub escape: &'static str,
    pub backspace: &'static str,
    pub page_up: &'static str,
    pub page_down: &'static str,
    pub home: &'static str,
    pub end: &'static str,
    pub tab: &'static str,
    pub back_tab: &'static str,
    pub digits: &'static str,
}

/// What each command does: a sentence for help, or a word for the hint line.
#[derive(Debug)]
pub struct Commands {
    pub next: &'static str,
    pub previous: &'static str,
    pub move_or_scroll: &'static str,
    pub ends: &'static str,
    pub next_link: &'static str,
    pub open: &'static str,
    pub back: &'static str,
    pub station: &'static str,
    pub stations: &'static str,
    pub notes: &'static str,
    pub bibliography: &'static str,
    pub map: &'static str,
    pub timeline: &'static str,
    pub glossary: &'static str,
    pub figures: &'static str,
    pub search: &'static str,
    pub autoplay: &'static str,
    pub speed: &'static str,
    pub language: &'static str,
    pub help: &'static str,
    pub quit: &'static str,
    pub faults: &'static str,
}

/// Phrases of the plain mode alone.
#[derive(Debug)]
pub struct Plain {
    pub heading: &'static str,
    pub quotation: &'static str,
    pub choose_number: &'static str,
    /// After the few choices that are said at every step; `?` lists the others.
    pub all_choices: &'static str,
    pub not_understood: &'static str,
    pub again: &'static str,
    pub no_more_notes: &'static str,
    pub notes_off: &'static str,
    pub search: &'static str,
    pub search_again: &'static str,
}

/// Phrases to an educator who previews a tour.
#[derive(Debug)]
pub struct Preview {
    pub title: &'static str,
    pub errors: Plural,
    pub warnings: Plural,
    pub advice: Plural,
    pub no_faults: &'static str,
    /// On the page of faults, over the last good version.
    pub kept: &'static str,
    /// On the page of faults, where there is no good version yet.
    pub waiting: &'static str,
    /// In the banner, after the first fault: how many others there are.
    pub more: &'static str,
    /// In the banner: the key that lists them.
    pub list: &'static str,
    pub error: &'static str,
    pub warning: &'static str,
    pub tip: &'static str,
}

/// The English table.
pub static ENGLISH: Words = Words {
    language: "en",
    station_of: "Station {} of {}",
    stations: Plural {
        one: "{} station",
        few: "{} stations",
        many: "{} stations",
    },
    minutes: Plural {
        one: "about {} minute",
        few: "about {} minutes",
        many: "about {} minutes",
    },
    by: "by {}",
    begin: "Begin the tour",
    leave: "Leave",
    notice: "Before you begin",
    notice_station: "Before “{}”",
    go_on: "Continue to this station",
    skip_to: "Skip to “{}”",
    leave_tour: "Leave the tour",
    closing: "The end of the tour",
    closing_thanks: "Thank you for reading.",
    read_on: "Where to read on",
    text_by: "Text: {}",
    licence: "Licence: {}",
    more_below: "more below",
    more_above: "more above",
    notes: "Notes",
    more_notes: "more notes: press n",
    no_notes: "No note marks on this screen.",
    bibliography: "Bibliography",
    cited_at: "Cited at {}",
    stations_title: "Stations",
    visited: "visited",
    here: "you are here",
    has_notice: "content notice",
    map: "Map",
    no_map: "This tour has no map.",
    timeline: "Timeline",
    about: "about {}",
    glossary: "Glossary",
    figures: "Figures",
    figure: "Figure",
    picture: "Picture: {}",
    credit: "Credit: {}",
    rights: "Rights: {}",
    chart: "Chart",
    of: "{} of {}",
    source: "Source: {}",
    search: "Search",
    search_empty: "Type a word; it is looked for in stations, notes, sources, glossary and timeline.",
    search_none: "Nothing found for “{}”.",
    search_many: "More than {} places found; these are the first. A longer word finds fewer.",
    search_hits: Plural {
        one: "{} place found",
        few: "{} places found",
        many: "{} places found",
    },
    search_left_out: Plural {
        one: "{} station with a content notice was not searched; it is once you have entered it.",
        few: "{} stations with a content notice were not searched; they are once you have entered them.",
        many: "{} stations with a content notice were not searched; they are once you have entered them.",
    },
    found_in_station: "Station {}",
    found_in_note: "Notes",
    found_in_glossary: "Glossary",
    found_in_timeline: "Timeline",
    found_in_source: "Sources",
    languages: "Language",
    draft_translation: "This translation has not been reviewed yet.",
    not_translated: "not translated yet",
    untranslated: "Parts of this station are not translated yet and stand in the original language.",
    help: "Help",
    help_intro: "Every key of docent:",
    lobby: "Choose a tour",
    lobby_hint: "Move with the arrow keys and press Enter.",
    think: "To think about",
    choose: "Where to go from here?",
    go_to_station: "Go to station: {}",
    no_such_station: "There is no station {}.",
    autoplay: "Auto-play {}×",
    autoplay_off: "Auto-play is off.",
    no_such_place: "This leads nowhere.",
    nothing_here: "There is nothing here.",
    waits: "What belongs to a station with a content notice is listed once that station has been entered.",
    address: "Address: {}",
    keys: Keys {
        space: "Space",
        enter: "Enter",
        escape: "Esc",
        backspace: "Backspace",
        page_up: "PgUp",
        page_down: "PgDn",
        home: "Home",
        end: "End",
        tab: "Tab",
        back_tab: "Shift-Tab",
        digits: "0–9 Enter",
    },
    commands: Commands {
        next: "the next step, then the next station",
        previous: "the step before",
        move_or_scroll: "scroll the text, or move in a list",
        ends: "to the beginning or the end of the page",
        next_link: "step through the notes and links on the page",
        open: "open or follow what is marked",
        back: "back to where you were, as often as you like",
        station: "go to the station with this number",
        stations: "list of stations",
        notes: "notes to the text on screen",
        bibliography: "bibliography",
        map: "map",
        timeline: "timeline",
        glossary: "glossary",
        figures: "figures and charts",
        search: "search everything",
        autoplay: "auto-play: start or pause",
        speed: "auto-play faster or slower",
        language: "language",
        help: "this help",
        quit: "quit",
        faults: "errors and warnings in the tour’s files",
    },
    hints: Commands {
        next: "next",
        previous: "previous",
        move_or_scroll: "move",
        ends: "ends",
        next_link: "links",
        open: "open",
        back: "back",
        station: "station",
        stations: "stations",
        notes: "notes",
        bibliography: "sources",
        map: "map",
        timeline: "timeline",
        glossary: "glossary",
        figures: "figures",
        search: "search",
        autoplay: "auto-play",
        speed: "speed",
        language: "language",
        help: "help",
        quit: "quit",
        faults: "errors",
    },
    plain: Plain {
        heading: "Heading: {}",
        quotation: "Quotation: {}",
        choose_number: "Type a number and press Enter; ? lists the choices again.",
        all_choices: "? all choices",
        not_understood: "“{}” is not one of the choices.",
        again: "say this page again from its beginning",
        no_more_notes: "no more notes",
        notes_off: "Notes are off.",
        search: "Type what to look for and press Enter; an empty line leads back.",
        search_again: "Type a number, or something else to look for; put / before a number that is to be looked for.",
    },
    preview: Preview {
        title: "Preview",
        errors: Plural {
            one: "{} error",
            few: "{} errors",
            many: "{} errors",
        },
        warnings: Plural {
            one: "{} warning",
            few: "{} warnings",
            many: "{} warnings",
        },
        advice: Plural {
            one: "{} piece of advice",
            few: "{} pieces of advice",
            many: "{} pieces of advice",
        },
        no_faults: "No errors and no warnings.",
        kept: "The tour is shown as it was before these errors; it goes on with the next save without errors.",
        waiting: "The tour begins with the next save without errors.",
        more: "{} more",
        list: "{}: list",
        error: "Error: {}",
        warning: "Warning: {}",
        tip: "Advice: {}",
    },
    thousands: ",",
    decimal: ".",
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
};

impl Words {
    /// The table for a language, English where there is none.
    pub fn of(_language: &str) -> &'static Words {
        &ENGLISH
    }

    /// A number as the language groups it, with no more decimals than it has: `2,103`, `0.25`.
    pub fn number(&self, value: f64) -> String {
        let plain = value.abs().to_string();
        let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut grouped = String::from(if value < 0.0 { "−" } else { "" });
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                grouped.push_str(self.thousands);
            }
            grouped.push(digit);
        }
        if !decimals.is_empty() {
            grouped = grouped + self.decimal + decimals;
        }
        grouped
    }

    /// A part of a whole: `655 of 2,103 (31 %)`.
    pub fn share(&self, value: f64, of: f64) -> String {
        let parts = fill(self.of, &[&self.number(value), &self.number(of)]);
        let percent = if of > 0.0 { value / of * 100.0 } else { 0.0 };
        format!("{parts} ({percent:.0} %)")
    }

    /// The form of `phrase` for `count`, filled with it.
    pub fn count(&self, phrase: Plural, count: usize) -> String {
        let form = if count == 1 { phrase.one } else { phrase.many };
        fill(form, &[&count.to_string()])
    }
}

/// A language's name in itself; its tag where it is not known here.
pub fn language_name(tag: &str) -> &str {
    const NAMES: &[(&str, &str)] = &[
        ("de", "Deutsch"),
        ("en", "English"),
        ("es", "Español"),
        ("fr", "Français"),
        ("kk", "Қазақша"),
        ("pl", "Polski"),
        ("ru", "Русский"),
        ("tr", "Türkçe"),
        ("uk", "Українська"),
        ("zh", "中文"),
    ];
    let base = tag.split('-').next().unwrap_or(tag);
    let known = NAMES.iter().find(|(known, _)| *known == base);
    known.map_or(tag, |(_, name)| name)
}

/// Puts `values` in the places of `{}` in `phrase`, in order.
pub fn fill(phrase: &str, values: &[&str]) -> String {
    let mut filled = String::with_capacity(phrase.len() + 16);
    let mut values = values.iter();
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once("{}") {
        filled.push_str(before);
        filled.push_str(values.next().unwrap_or(&""));
        rest = after;
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_filled_in_order() {
        assert_eq!(fill(ENGLISH.station_of, &["3", "10"]), "Station 3 of 10");
        assert_eq!(fill("no place", &["3"]), "no place");
        assert_eq!(fill("{} and {}", &["one"]), "one and ");
    }

    #[test]
    fn numbers_are_grouped() {
        let table = [
            (655.0, "655"),
            (2103.0, "2,103"),
            (1_234_567.5, "1,234,567.5"),
            (-1000.0, "−1,000"),
            (0.25, "0.25"),
        ];
        for (value, printed) in table {
            assert_eq!(ENGLISH.number(value), printed);
        }
    }

    #[test]
    fn a_count_takes_its_form() {
        assert_eq!(ENGLISH.count(ENGLISH.stations, 1), "1 station");
        assert_eq!(ENGLISH.count(ENGLISH.stations, 10), "10 stations");
    }
}
