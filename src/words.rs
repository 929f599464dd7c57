//! The program's own words to a visitor: a catalogue a language.
//!
//! A catalogue is a TOML file, `words/en.toml` and its like inside the program or `words.<tag>.toml`
//! beside a tour, read into [`Words`]. What a phrase has in curly brackets is filled in by name, so
//! that each language has it where it belongs; a phrase with a count has a form for each plural
//! category of its language (Unicode CLDR).

pub(crate) mod check;
mod date;
mod number;
mod phrase;
mod plural;
mod read;

use std::path::Path;
use std::sync::{Arc, LazyLock};

use icu_locale_core::LanguageIdentifier;

use crate::diagnostic::SourceFile;
use crate::tour::is_language;

pub use self::phrase::Phrase;
pub use self::plural::Plural;

/// A part of a catalogue, as the reader sees it.
enum Slot<'a> {
    Phrase(&'a mut Phrase),
    Plural(&'a mut Plural),
    Section(&'a mut dyn Section),
}

/// A table of a catalogue.
trait Section {
    /// Its keys, in the order of the file, and what each is to be read into.
    fn slots(&mut self) -> Vec<(&'static str, Slot<'_>)>;
}

/// What a key of a catalogue can hold.
trait Held {
    fn slot(&mut self) -> Slot<'_>;
}

impl Held for Phrase {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Phrase(self)
    }
}

impl Held for Plural {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Plural(self)
    }
}

impl<S: Section> Held for S {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Section(self)
    }
}

/// Tables with the keys of the files, each key a field of the same name.
macro_rules! sections {
    ($($(#[$doc:meta])* $name:ident { $($key:ident: $held:ident,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default)]
        pub struct $name {
            $(pub $key: $held,)+
        }

        impl Section for $name {
            fn slots(&mut self) -> Vec<(&'static str, Slot<'_>)> {
                vec![$((stringify!($key), self.$key.slot()),)+]
            }
        }
    )+};
}

sections! {
    /// Every phrase that a visitor may read; what each is for is told in `words/en.toml`.
    Words {
        name: Phrase,
        station_of: Phrase,
        stations: Plural,
        minutes: Plural,
        autoplay: Phrase,
        autoplay_off: Phrase,
        lobby: Phrase,
        lobby_hint: Phrase,
        by: Phrase,
        begin: Phrase,
        leave: Phrase,
        notice: Phrase,
        notice_station: Phrase,
        go_on: Phrase,
        skip_to: Phrase,
        leave_tour: Phrase,
        closing: Phrase,
        closing_thanks: Phrase,
        on_the_web: Phrase,
        read_on: Phrase,
        text_by: Phrase,
        licence: Phrase,
        picture: Phrase,
        credit: Phrase,
        rights: Phrase,
        source: Phrase,
        think: Phrase,
        choose: Phrase,
        more_below: Phrase,
        more_above: Phrase,
        notes: Phrase,
        more_notes: Phrase,
        no_notes: Phrase,
        draft_translation: Phrase,
        untranslated: Phrase,
        not_translated: Phrase,
        stations_title: Phrase,
        visited: Phrase,
        here: Phrase,
        has_notice: Phrase,
        bibliography: Phrase,
        cited_at: Phrase,
        map: Phrase,
        no_map: Phrase,
        timeline: Phrase,
        glossary: Phrase,
        figures: Phrase,
        figure: Phrase,
        chart: Phrase,
        languages: Phrase,
        nothing_here: Phrase,
        waits: Phrase,
        help: Phrase,
        help_intro: Phrase,
        search: Phrase,
        search_for: Phrase,
        search_empty: Phrase,
        search_none: Phrase,
        search_hits: Plural,
        search_many: Phrase,
        search_left_out: Plural,
        found_in_station: Phrase,
        found_in_note: Phrase,
        found_in_glossary: Phrase,
        found_in_timeline: Phrase,
        found_in_source: Phrase,
        go_to_station: Phrase,
        no_such_tour: Phrase,
        no_such_group: Phrase,
        too_many_groups: Phrase,
        no_such_station: Phrase,
        no_such_language: Phrase,
        no_such_place: Phrase,
        address: Phrase,
        keys: Keys,
        commands: Commands,
        hints: Commands,
        plain: Plain,
        speech: Speech,
        preview: Preview,
        kiosk: Kiosk,
        serve: Serve,
        group: Group,
        drawing: Drawing,
        site: Site,
        handout: Handout,
        signs: Signs,
        numbers: Numbers,
        dates: Dates,
        months: Months,
        months_with_day: Months,
    }

    /// Names of keys, as help and hints print them.
    Keys {
        space: Phrase,
        enter: Phrase,
        escape: Phrase,
        backspace: Phrase,
        page_up: Phrase,
        page_down: Phrase,
        home: Phrase,
        end: Phrase,
        tab: Phrase,
        back_tab: Phrase,
        digits: Phrase,
    }

    /// What each command does: a sentence for help, or a word for the hint line.
    Commands {
        next: Phrase,
        previous: Phrase,
        move_or_scroll: Phrase,
        ends: Phrase,
        next_link: Phrase,
        open: Phrase,
        back: Phrase,
        station: Phrase,
        stations: Phrase,
        notes: Phrase,
        bibliography: Phrase,
        map: Phrase,
        timeline: Phrase,
        glossary: Phrase,
        figures: Phrase,
        search: Phrase,
        autoplay: Phrase,
        speed: Phrase,
        language: Phrase,
        help: Phrase,
        quit: Phrase,
        faults: Phrase,
        menu: Phrase,
        aids: Phrase,
        speech: Phrase,
        join: Phrase,
        rejoin: Phrase,
        hand_over: Phrase,
    }

    /// Phrases of the plain mode alone.
    Plain {
        heading: Phrase,
        quotation: Phrase,
        choose_number: Phrase,
        all_choices: Phrase,
        not_understood: Phrase,
        again: Phrase,
        no_more_notes: Phrase,
        notes_off: Phrase,
        search: Phrase,
        search_again: Phrase,
    }

    /// What is spoken and not read.
    Speech {
        note: Phrase,
        position: Phrase,
    }

    /// Phrases to an educator who previews a tour.
    Preview {
        title: Phrase,
        errors: Plural,
        warnings: Plural,
        advice: Plural,
        no_faults: Phrase,
        kept: Phrase,
        waiting: Phrase,
        more: Phrase,
        list: Phrase,
        error: Phrase,
        warning: Phrase,
        tip: Phrase,
    }

    /// Phrases of a kiosk alone, to visitors and to those who look after it.
    Kiosk {
        wake: Phrase,
        wake_touch: Phrase,
        aids: Phrase,
        aids_key: Phrase,
        aids_hint: Phrase,
        large: Phrase,
        contrast: Phrase,
        aloud: Phrase,
        again: Phrase,
        slower: Phrase,
        faster: Phrase,
        quieter: Phrase,
        louder: Phrase,
        lines: Phrase,
        on: Phrase,
        off: Phrase,
        go_on: Phrase,
        menu: Phrase,
        still_there: Phrase,
        any_key: Phrase,
        returns: Plural,
        end_question: Phrase,
        end_visit: Phrase,
        staff: Phrase,
        pin: Phrase,
        pin_hint: Phrase,
        pin_wrong: Phrase,
        pin_wait: Plural,
        first_language: Phrase,
        volume: Phrase,
        statistics: Phrase,
        reload: Phrase,
        reloaded: Phrase,
        not_reloaded: Phrase,
        selftest: Phrase,
        leave_docent: Phrase,
        to_visitors: Phrase,
        not_counted: Phrase,
    }

    /// Phrases of a server alone.
    Serve {
        too_many: Phrase,
        too_many_here: Phrase,
        in_a_minute: Phrase,
        closing: Phrase,
        ends_in: Plural,
        closes_in: Plural,
        idle: Phrase,
        longest: Phrase,
        drained: Phrase,
        come_back: Phrase,
        come_back_to_group: Phrase,
    }

    /// Phrases in a group with a guide, to those who follow and to the guide.
    Group {
        with_group: Phrase,
        with_guide: Phrase,
        not_begun: Phrase,
        begin_alone: Phrase,
        guide_at: Phrase,
        guide_at_beginning: Phrase,
        guide_at_end: Phrase,
        guide_in: Phrase,
        rejoin: Phrase,
        elsewhere: Phrase,
        ended: Phrase,
        help_follow: Phrase,
        join: Phrase,
        ask_code: Phrase,
        type_code: Phrase,
        code: Phrase,
        end_question: Phrase,
        end_for_all: Phrase,
        leave_open: Phrase,
        stay: Phrase,
        for_guide: Phrase,
        join_as: Phrase,
        help_lead: Phrase,
        help_second: Phrase,
        help_line: Phrase,
        help_end: Phrase,
        not_yours: Phrase,
        next: Phrase,
        following: Plural,
        wandering: Plural,
        minutes: Phrase,
        no_other_guide: Phrase,
        offered: Phrase,
        keep: Phrase,
        offered_to_you: Phrase,
        away: Phrase,
        take: Phrase,
    }

    /// Phrases beside charts and maps on web pages.
    Drawing {
        table: Phrase,
        label: Phrase,
        value: Phrase,
        whole: Phrase,
        share: Phrase,
        route: Phrase,
        places: Phrase,
    }

    /// Phrases on pages for a browser alone.
    Site {
        skip_link: Phrase,
        start: Phrase,
        previous: Phrase,
        next: Phrase,
        back_to_text: Phrase,
        to_source: Phrase,
        close: Phrase,
        back: Phrase,
    }

    /// Phrases of a handout alone.
    Handout {
        about: Phrase,
        teacher: Phrase,
        timing: Phrase,
        all_stations: Phrase,
        notice: Phrase,
        skip: Phrase,
        see_station: Phrase,
        go_to: Phrase,
        questions: Phrase,
        credits: Phrase,
    }

    /// What stands between words and round them.
    Signs {
        comma: Phrase,
        colon: Phrase,
        dash: Phrase,
        aside: Phrase,
        coordinates: Phrase,
    }

    /// How numbers are written.
    Numbers {
        thousands: Phrase,
        decimal: Phrase,
        minus: Phrase,
        percent: Phrase,
        share: Phrase,
    }

    /// How dates are written.
    Dates {
        day: Phrase,
        month: Phrase,
        before_era: Phrase,
        about: Phrase,
        years: Phrase,
        range: Phrase,
    }

    /// The names of the months.
    Months {
        january: Phrase,
        february: Phrase,
        march: Phrase,
        april: Phrase,
        may: Phrase,
        june: Phrase,
        july: Phrase,
        august: Phrase,
        september: Phrase,
        october: Phrase,
        november: Phrase,
        december: Phrase,
    }
}

/// The English catalogue, which stands in where another has nothing.
pub static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::built_in_file("en", EN));
static RUSSIAN: LazyLock<Words> = LazyLock::new(|| Words::built_in_file("ru", RU));
static KAZAKH: LazyLock<Words> = LazyLock::new(|| Words::built_in_file("kk", KK));

const EN: &str = include_str!("words/en.toml");
const RU: &str = include_str!("words/ru.toml");
const KK: &str = include_str!("words/kk.toml");

/// The file of the program's own catalogue for a language.
pub fn catalogue(language: &str) -> Option<&'static str> {
    match base(language) {
        "en" => Some(EN),
        "ru" => Some(RU),
        "kk" => Some(KK),
        _ => None,
    }
}

impl Words {
    /// The program's own catalogue for a language, English where there is none.
    pub fn of(language: &str) -> &'static Words {
        Self::built_in(language).unwrap_or(&ENGLISH)
    }

    /// The program's own catalogue for a language; it is read when it is first asked for.
    pub fn built_in(language: &str) -> Option<&'static Words> {
        match base(language) {
            "en" => Some(&ENGLISH),
            "ru" => Some(&RUSSIAN),
            "kk" => Some(&KAZAKH),
            _ => None,
        }
    }

    /// The catalogue for a language with what a file beside the tour says instead.
    #[must_use]
    pub fn with(language: &str, file: &Arc<SourceFile>) -> Self {
        let mut words = Self::of(language).clone();
        if Self::built_in(language).is_none() {
            words.name = Phrase::new(known_name(language));
        }
        read::read(file, &identifier(language), &mut words);
        words
    }

    fn built_in_file(language: &str, text: &'static str) -> Self {
        let file = SourceFile::new(format!("{language}.toml"), text);
        let mut words = Self::default();
        read::read(&file, &identifier(language), &mut words);
        words
    }

    /// Things in a row: `one, two, three`.
    pub fn list<'a>(&self, things: impl IntoIterator<Item = &'a str>) -> String {
        let things: Vec<&str> = things.into_iter().collect();
        things.join(&self.signs.comma)
    }

    /// A name and what it is: `pregnant or nursing: 655`.
    pub fn labelled(&self, label: &str, text: &str) -> String {
        [label, text].join(&self.signs.colon)
    }

    /// A text with something said by the way: `zek (glossary)`.
    pub fn aside(&self, text: &str, aside: &str) -> String {
        format!("{text} {}", self.signs.aside.fill(&[("text", aside)]))
    }
}

/// The language of a catalogue beside a tour, by its name: `de` of `words.de.toml`.
pub fn catalogue_language(path: &Path) -> Option<&str> {
    let tag = path
        .file_name()?
        .to_str()?
        .strip_prefix("words.")?
        .strip_suffix(".toml")?;
    is_language(tag).then_some(tag)
}

/// A language without its script and region.
fn base(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

fn identifier(language: &str) -> LanguageIdentifier {
    LanguageIdentifier::try_from_str(language).unwrap_or(LanguageIdentifier::UNKNOWN)
}

/// A language's name in itself, where the program has no catalogue for it; its tag where it is not known.
pub(crate) fn known_name(tag: &str) -> &str {
    const NAMES: &[(&str, &str)] = &[
        ("de", "Deutsch"),
        ("es", "Español"),
        ("fr", "Français"),
        ("pl", "Polski"),
        ("tr", "Türkçe"),
        ("uk", "Українська"),
        ("zh", "中文"),
    ];
    let known = NAMES.iter().find(|(known, _)| *known == base(tag));
    known.map_or(tag, |(_, name)| name)
}

#[cfg(test)]
mod tests;
