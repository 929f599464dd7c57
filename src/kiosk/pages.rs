//! The pages of a kiosk besides the visit, each made into a card in the visitor's language.

use crate::card::{Card, Part};
use crate::kiosk::aids::Aid;
use crate::kiosk::staff::Duty;
use crate::kiosk::{Kiosk, pin};
use crate::player::edition_in;
use crate::player::key::Key;
use crate::player::keymap::{self, Command};
use crate::session::Input;
use crate::theme::Role;
use crate::tour::Edition;
use crate::visits::End;
use crate::words::Words;

/// What is on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Page {
    /// Nobody visits: the card of the tour with this index.
    Attract {
        card: usize,
    },
    /// The choice of a language, and what helps to read.
    Welcome,
    Visit,
    /// Everything that has a key of its own, for a keypad.
    Menu,
    Aids,
    /// Is anybody still reading?
    StillThere,
    /// Is the visit to end?
    End,
    /// The PIN of those who look after the kiosk.
    Pin {
        digits: String,
        wrong: bool,
    },
    /// Their menu.
    Staff,
    /// What they asked for.
    Told {
        parts: Vec<Part>,
    },
}

/// A language that a visit can begin in.
#[derive(Debug, Clone, Copy)]
struct Language<'a> {
    edition: &'a Edition,
    words: &'a Words,
}

impl Language<'_> {
    /// Without a region.
    fn tag(&self) -> &str {
        let tag = &self.edition.head().language;
        tag.split('-').next().unwrap_or(tag)
    }
}

/// What a keypad's menu leads to.
const MENU: [Command; 10] = [
    Command::Stations,
    Command::Notes,
    Command::Bibliography,
    Command::Map,
    Command::Timeline,
    Command::Glossary,
    Command::Figures,
    Command::AutoPlay,
    Command::Language,
    Command::Help,
];
/// The rows below those of the menu.
const AIDS: u16 = MENU.len() as u16;
const QUIT: u16 = AIDS + 1;

/// Rows of the attract card besides its languages and the museum's lines: the frame, the title.
const HEAD: usize = 8;
/// Rows of each language.
const ROWS: usize = 4;

const CHOOSING: &[Command] = &[Command::Down, Command::Open, Command::Back];

impl Kiosk {
    /// The card of the page on screen; none for the visit itself.
    pub(super) fn card(&self) -> Option<Card> {
        Some(match self.page() {
            Page::Visit => return None,
            Page::Attract { card } => self.attract(*card),
            Page::Welcome => self.welcome(),
            Page::Menu => self.menu(),
            Page::Aids => self.aids_card(),
            Page::StillThere => self.still_there(),
            Page::End => self.end_card(),
            Page::Pin { digits, wrong } => self.pin_card(digits, *wrong),
            Page::Staff => self.staff_card(),
            Page::Told { parts } => self.told(parts),
        })
    }

    /// What the choice of a row does.
    pub(super) fn chose(&mut self, choice: u16) {
        match self.page() {
            Page::Welcome => self.choose_language(choice),
            Page::Menu => self.choose_page(choice),
            Page::Aids => self.choose_aid(choice),
            Page::End if choice == QUIT => self.end(End::Left),
            Page::Staff => self.choose_duty(choice),
            _ => self.close(),
        }
    }

    /// The key that wakes the kiosk does nothing else; but the star turns the voice on for those who
    /// cannot see what to choose.
    pub(super) fn wake(&mut self, input: Input) {
        self.open(Page::Welcome);
        if input == Input::Key(Key::Char('*')) {
            self.open_aids_aloud();
        }
    }

    /// The words of the visitor's language.
    fn words(&self) -> &Words {
        self.player().words()
    }

    /// Every language that one of the tours has, in the order of the tours.
    fn languages(&self) -> Vec<Language<'_>> {
        let mut languages: Vec<Language<'_>> = Vec::new();
        for edition in self.tours.iter().flat_map(|tour| tour.editions()) {
            let words = edition.words();
            let language = Language { edition, words };
            if languages.iter().all(|other| other.tag() != language.tag()) {
                languages.push(language);
            }
        }
        languages
    }

    /// The tags of all languages.
    pub(super) fn tags(&self) -> Vec<String> {
        let languages = self.languages();
        languages.iter().map(|it| it.tag().to_owned()).collect()
    }

    /// The language of the first page: as staff or the settings say, else the first tour's own.
    pub(super) fn first_language(&self) -> String {
        let set = self.kept.language.as_deref();
        let wished = set.unwrap_or(&self.config.language);
        let tags = self.tags();
        let known = tags.iter().find(|tag| *tag == wished).or(tags.first());
        known.cloned().unwrap_or_default()
    }

    /// What that language calls itself.
    pub(super) fn first_language_name(&self) -> &str {
        let tag = self.first_language();
        let languages = self.languages();
        let known = languages.iter().find(|language| language.tag() == tag);
        known.map_or("", |language| language.edition.language_name())
    }

    /// A tour's title, and how to begin in each of its languages; nothing of what it tells.
    fn attract(&self, tour: usize) -> Card {
        let editions = self.tours[tour.min(self.tours.len() - 1)].editions();
        let first = edition_in(editions, &self.first_language()).unwrap_or(0);
        if self.is_small_for(editions) {
            return self.brief(&editions[first], editions);
        }
        let mut card = Card::new("");
        for line in &self.config.attract.lines {
            card = card.part(Part::Line(Role::Quiet, line.clone()));
        }
        if !self.config.attract.lines.is_empty() {
            card = card.part(Part::Gap);
        }
        let head = editions[first].head();
        card = card.part(Part::Title(head.title.clone()));
        if let Some(subtitle) = &head.subtitle {
            card = card.part(Part::Heading(subtitle.clone()));
        }
        card = card.part(Part::Gap);
        for (at, edition) in editions.iter().enumerate() {
            if at != first {
                card = card.part(Part::Heading(edition.head().title.clone()));
            }
            card = self.invitation(card, edition.words());
        }
        card
    }

    /// The whole card would not fit: any key wakes the kiosk, so that nobody could scroll to their
    /// language.
    fn is_small_for(&self, editions: &[Edition]) -> bool {
        let rows = self.config.attract.lines.len() + HEAD + ROWS * editions.len();
        usize::from(self.look.scale().page().height) < rows
    }

    /// The title, and how to begin in every language.
    fn brief(&self, first: &Edition, editions: &[Edition]) -> Card {
        let card = Card::new("").title(&first.head().title);
        editions.iter().fold(card, |card, edition| {
            card.part(Part::Line(Role::Text, self.wake_words(edition.words())))
        })
    }

    /// What wakes the kiosk.
    fn wake_words(&self, words: &Words) -> String {
        let words = &words.kiosk;
        if self.config.screen.touch {
            words.wake_touch.to_string()
        } else {
            words.wake.to_string()
        }
    }

    /// How to begin, in one language.
    fn invitation(&self, card: Card, words: &Words) -> Card {
        let said = &words.kiosk;
        let wake = self.wake_words(words);
        if self.config.screen.touch {
            // There is no key to name; the next page offers the aids.
            return card.line(Role::Text, wake);
        }
        let aids = if self.offers(Aid::Aloud) {
            said.aids_key.fill(&[("key", "*")])
        } else {
            words.labelled("*", &said.aids)
        };
        card.part(Part::Line(Role::Text, wake))
            .line(Role::Quiet, aids)
    }

    fn welcome(&self) -> Card {
        let languages = self.languages();
        let joined = |word: fn(&Words) -> String| {
            let words = languages.iter().map(|language| word(language.words));
            words.collect::<Vec<_>>().join(" · ")
        };
        let mut card = Card::new("").title(joined(|words| words.languages.to_string()));
        for (choice, language) in (0..).zip(&languages) {
            card = card
                .row(choice, language.edition.language_name(), "")
                .part(Part::Gap);
        }
        let aids = joined(|words| words.kiosk.aids.to_string());
        card.row(languages.len() as u16, aids, "*").hints(CHOOSING)
    }

    fn choose_language(&mut self, choice: u16) {
        match self.tags().get(usize::from(choice)) {
            Some(tag) => {
                self.begin_visit(&tag.clone());
                if self.aids.lines {
                    self.enter_lines();
                }
            }
            None => self.open(Page::Aids),
        }
    }

    fn menu(&self) -> Card {
        let words = self.words();
        let mut card = self.titled(&words.kiosk.menu);
        for (choice, command) in (0..).zip(MENU) {
            if self.player().leads_on(command) {
                card = card.row(choice, sentence(command, words), "");
            }
        }
        card.row(AIDS, &words.kiosk.aids, "")
            .row(QUIT, &words.kiosk.end_visit, "")
            .hints(CHOOSING)
    }

    fn choose_page(&mut self, choice: u16) {
        match MENU.get(usize::from(choice)) {
            Some(command) => {
                self.close();
                let effects = self.session.command(*command, &mut self.stage);
                self.carry_out(effects);
            }
            None if choice == AIDS => {
                self.close();
                self.open(Page::Aids);
            }
            None => {
                self.close();
                self.quit();
            }
        }
    }

    fn aids_card(&self) -> Card {
        let words = &self.words().kiosk;
        let mut card = self.titled(&words.aids).line(Role::Text, &*words.aids_hint);
        for (choice, aid) in (0..).zip(Aid::ALL) {
            if self.offers(aid) {
                let (text, state) = self.aid(aid);
                card = card.row(choice, text, state);
            }
        }
        card.hints(CHOOSING)
    }

    /// What an aid is called, and whether it is on.
    fn aid(&self, aid: Aid) -> (&str, String) {
        let words = &self.words().kiosk;
        let switched = |on: bool| {
            let word = if on { &words.on } else { &words.off };
            word.to_string()
        };
        match aid {
            Aid::Large => (&words.large, switched(self.aids.large)),
            Aid::Contrast => (&words.contrast, switched(self.aids.contrast)),
            Aid::Aloud => (&words.aloud, switched(self.aids.aloud)),
            Aid::Again => (&words.again, String::new()),
            Aid::Slower => (&words.slower, String::new()),
            Aid::Faster => (&words.faster, String::new()),
            Aid::Quieter => (&words.quieter, String::new()),
            Aid::Louder => (&words.louder, String::new()),
            Aid::Lines if self.has_language() => (&words.lines, String::new()),
            Aid::Lines => (&words.lines, switched(self.aids.lines)),
            Aid::GoOn => (&words.go_on, String::new()),
        }
    }

    fn still_there(&self) -> Card {
        let words = &self.words().kiosk;
        let seconds = self.config.idle.warning.as_secs() as usize;
        self.titled(&words.still_there)
            .line(Role::Text, &*words.any_key)
            .line(Role::Quiet, words.returns.count(seconds))
    }

    fn end_card(&self) -> Card {
        let words = &self.words().kiosk;
        self.titled(&words.end_question)
            .row(0, &words.go_on, "")
            .part(Part::Gap)
            .row(QUIT, &words.end_visit, "")
            .hints(CHOOSING)
    }

    fn pin_card(&self, digits: &str, wrong: bool) -> Card {
        let words = &self.words().kiosk;
        let mut card = self.titled(&words.staff);
        if wrong {
            card = card.line(Role::Notice, &*words.pin_wrong);
        }
        let left = self.times.locked.saturating_sub(self.times.now);
        if !left.is_zero() {
            let seconds = left.as_secs_f64().ceil() as usize;
            return card.line(Role::Text, words.pin_wait.count(seconds));
        }
        let masked = "*".repeat(digits.len().min(*pin::DIGITS.end()));
        card.line(Role::Text, &*words.pin_hint)
            .typed(words.pin.fill(&[("pin", &masked)]))
    }

    fn staff_card(&self) -> Card {
        let words = &self.words().kiosk;
        let mut card = self.titled(&words.staff);
        for (choice, duty) in (0..).zip(Duty::ALL) {
            let (text, detail) = self.duty(duty);
            card = card.row(choice, text, detail);
        }
        card.hints(CHOOSING)
    }

    fn told(&self, parts: &[Part]) -> Card {
        let card = Card::new(&*self.words().kiosk.staff);
        let card = parts.iter().cloned().fold(card, Card::part);
        card.hints(&[Command::Back, Command::Down])
    }

    /// A card under the title of the tour.
    fn titled(&self, title: &str) -> Card {
        Card::new(&*self.player().edition().head().title).title(title)
    }
}

/// What a command does, as help says it.
fn sentence(command: Command, words: &Words) -> &str {
    keymap::binding(command).map_or("", |binding| (binding.phrase)(&words.commands))
}
