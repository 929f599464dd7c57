//! Sources, set by the Citation Style Language: notes, citations inside a sentence, the list.
//!
//! A [`Bibliography`] is made once per tour and language and shared by all sessions. It is a pure
//! function of its sources, style and language; what was set once is remembered. Nothing of the
//! engine behind it (hayagriva) shows here.

pub(crate) mod csl;
mod engine;
pub mod import;
mod item;
mod language;
mod line;
mod list;
pub(crate) mod needs;
mod punctuation;
mod style;
mod substitute;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use citationberg::json::Item;

use crate::markup::{Citation, Link, Text};
use crate::tour::Source;

use self::engine::{Engine, Request};
use self::list::List;

pub use self::style::{DEFAULT_STYLE, is_style, near_styles, styles};

/// The sources of a tour in one language, in one style.
pub struct Bibliography {
    style: String,
    language: String,
    items: Vec<Item>,
    /// Where each id stands in `items`.
    index: HashMap<Box<str>, usize>,
    /// The decoded style, between the first need and [`rest`](Self::rest).
    engine: Mutex<Option<Arc<Engine>>>,
    list: OnceLock<List>,
    settings: RwLock<HashMap<Citation, Arc<Settings>>>,
}

impl fmt::Debug for Bibliography {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            style,
            language,
            items,
            ..
        } = self;
        write!(
            formatter,
            "Bibliography({style}, {language}, {} sources)",
            items.len()
        )
    }
}

/// Whether a citation's sources are met for the first time in a station.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// First mention: the whole reference.
    Full,
    /// A later mention: what the style shortens it to.
    Short,
}

/// An entry of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The source's index among those given.
    pub source: usize,
    pub text: Text,
}

impl Entry {
    /// The web address that it prints; the last one of several.
    pub fn address(&self) -> Option<&str> {
        let links = self.text.runs.iter().filter_map(|run| run.link.as_ref());
        let mut addresses = links.filter_map(|link| match link {
            Link::Address(address) if !address.starts_with("mailto:") => Some(&**address),
            _ => None,
        });
        addresses.next_back()
    }
}

/// One citation, in each of the ways it was asked for so far.
#[derive(Default)]
struct Settings {
    notes: [OnceLock<Arc<Text>>; 2],
    in_text: [OnceLock<Arc<Text>>; 2],
}

impl Bibliography {
    /// Takes the sources in; nothing is decoded or set before it is asked for.
    ///
    /// `style` is one of [`styles`]; any other name gives [`DEFAULT_STYLE`], as `check` has
    /// reported it. `language` is a BCP 47 tag: that of the words the style puts in, and of sources
    /// that name no language of their own.
    pub fn new(sources: &[Source], style: &str, language: &str) -> Self {
        Self {
            style: style.to_owned(),
            language: language.to_owned(),
            items: sources
                .iter()
                .enumerate()
                .map(|(at, source)| item::read(at, source, style, language))
                .collect(),
            // The first of two sources with one id counts; `check` reports the second.
            index: sources
                .iter()
                .enumerate()
                .rev()
                .map(|(at, source)| (source.id.clone(), at))
                .collect(),
            engine: Mutex::default(),
            list: OnceLock::new(),
            settings: RwLock::default(),
        }
    }

    /// A citation as a note of its own. In styles that cite in the text this is what they print
    /// there, brackets included.
    ///
    /// An id that no source has is printed as `[?id]`.
    pub fn note(&self, citation: &Citation, form: Form) -> Arc<Text> {
        let settings = self.settings(citation);
        let set = settings.notes[form as usize].get_or_init(|| self.set(citation, form, true));
        Arc::clone(set)
    }

    /// A citation as it stands inside a sentence: of a note with words of its own, a definition, a
    /// caption. As [`note`](Self::note), but without a capital and a full stop of its own.
    pub fn in_text(&self, citation: &Citation, form: Form) -> Arc<Text> {
        let settings = self.settings(citation);
        let set = settings.in_text[form as usize].get_or_init(|| self.set(citation, form, false));
        Arc::clone(set)
    }

    /// All sources, cited or not, in the style's order. Set on first use.
    pub fn entries(&self) -> &[Entry] {
        &self.list().entries
    }

    /// Lets go of the decoded style, about a megabyte; what was set stays. The next citation that was
    /// never set before decodes it again.
    pub fn rest(&self) {
        *self.engine.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn settings(&self, citation: &Citation) -> Arc<Settings> {
        let known = self.settings.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(settings) = known.get(citation) {
            return Arc::clone(settings);
        }
        drop(known);
        let mut known = self
            .settings
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(citation.clone()).or_default())
    }

    fn set(&self, citation: &Citation, form: Form, own_note: bool) -> Arc<Text> {
        let engine = self.engine();
        let list = engine.needs_list().then(|| self.list());
        let request = Request {
            items: &self.items,
            index: &self.index,
            list,
            form,
            own_note,
        };
        Arc::new(engine.cite(&request, citation))
    }

    fn list(&self) -> &List {
        self.list
            .get_or_init(|| List::new(&self.engine(), &self.items))
    }

    fn engine(&self) -> Arc<Engine> {
        let mut engine = self.engine.lock().unwrap_or_else(PoisonError::into_inner);
        let decode = || Arc::new(Engine::new(&self.style, &self.language));
        Arc::clone(engine.get_or_insert_with(decode))
    }
}
