//! What a translation has in the language the tour was written in, because nobody has translated it.

use crate::export::html::sheet::Sheet;
use crate::markup::{Link, Prose, Text};
use crate::tour::{Content, Edition, Entry, Noun};

impl<'a> Sheet<'a> {
    /// The language the tour was written in, on the pages of a translation.
    pub(crate) fn first_language(&self) -> Option<&'a str> {
        let first = self.tour.editions().first()?;
        let is_other = !std::ptr::eq(first, self.edition);
        is_other.then_some(&*first.head().language)
    }

    /// The tour in the language it was written in.
    pub(crate) fn original(&self) -> Option<&'a Edition> {
        self.tour.editions().first()
    }

    /// The language the tour was written in, for a part of a translation that says what the original does.
    pub(crate) fn borrowed<T: PartialEq + ?Sized>(
        &self,
        own: &T,
        original: Option<&T>,
    ) -> Option<&'a str> {
        self.first_language().filter(|_| original == Some(own))
    }

    /// The same for a part of something that has been translated or not, by its id.
    pub(crate) fn borrowed_by<T: PartialEq + ?Sized>(
        &self,
        (noun, id): (Noun, &str),
        own: &T,
        original: Option<&T>,
    ) -> Option<&'a str> {
        let lang = self.borrowed(own, original);
        lang.filter(|_| self.edition.is_untranslated(noun, id))
    }

    /// The language of prose, if the station it stands in has not been translated wholly. Its marks may
    /// have other numbers than in the original.
    pub(crate) fn borrowed_prose(&self, own: &Prose, original: Option<&Prose>) -> Option<&'a str> {
        let lang = self.first_language()?;
        original
            .is_some_and(|original| is_same(own, original))
            .then_some(lang)
    }

    /// A step of a station as the original has it, if the station has not been translated wholly.
    pub(crate) fn original_step(&self, (station, step): (usize, usize)) -> Option<&'a Content> {
        let is_gap = self.edition.station(station)?.untranslated;
        let original = self.original().filter(|_| is_gap)?.station(station)?;
        Some(&original.steps.get(step)?.content)
    }

    /// The language of the tour's title, if that has not been translated.
    pub(crate) fn lang_of_tour(&self) -> Option<&'a str> {
        let original = self.original().map(|it| &it.head().title);
        self.borrowed(&self.edition.head().title, original)
    }

    /// The language of its subtitle, if that has not been translated.
    pub(crate) fn lang_of_subtitle(&self) -> Option<&'a str> {
        let original = self.original().map(|it| &it.head().subtitle);
        self.borrowed(&self.edition.head().subtitle, original)
    }

    /// The language of a station's title, if it has not been translated.
    pub(crate) fn lang_of_title(&self, station: usize) -> Option<&'a str> {
        self.lang_of_entry(station, |entry| Some(&entry.title))
    }

    /// The language of the name of a station's place, if it has not been translated.
    pub(crate) fn lang_of_place(&self, station: usize) -> Option<&'a str> {
        self.lang_of_entry(station, |entry| entry.place.as_deref())
    }

    fn lang_of_entry(
        &self,
        station: usize,
        part: impl Fn(&Entry) -> Option<&str>,
    ) -> Option<&'a str> {
        let entry = self.edition.entries().get(station)?;
        let original = self.original()?.entries().get(station)?;
        self.borrowed_by((Noun::Station, &entry.id), part(entry)?, part(original))
    }
}

/// Whether two texts differ in the numbers of their marks alone.
fn is_same(one: &Prose, other: &Prose) -> bool {
    let one = one.paragraphs.iter();
    let parts = one.map(|paragraph| (paragraph.kind, unmarked(&paragraph.text)));
    let other = other.paragraphs.iter();
    parts.eq(other.map(|paragraph| (paragraph.kind, unmarked(&paragraph.text))))
}

/// The words of a text without its marks.
fn unmarked(text: &Text) -> String {
    let marks = text.runs.iter().rev();
    let marks = marks.filter(|run| matches!(run.link, Some(Link::Mark(_))));
    let mut words = text.string.clone();
    for mark in marks {
        words.replace_range(mark.range.clone(), "");
    }
    words
}
