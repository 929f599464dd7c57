//! What a page is set from: the tour in one language, the form, the page itself, and where it leads.

use maud::{Markup, Render, html};

use crate::export::html::languages;
use crate::export::html::page::Page;
use crate::export::html::phrase::{filled, said};
use crate::export::html::picture::Pictures;
use crate::export::html::{Form, Print};
use crate::tour::{Edition, Noun, Tour};
use crate::words::Words;

/// A page that is being set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sheet<'a> {
    pub(crate) tour: &'a Tour,
    /// The languages that there are pages in; the first has no folder of its own.
    pub(crate) editions: &'a [&'a Edition],
    pub(crate) edition: &'a Edition,
    pub(crate) pictures: &'a Pictures,
    pub(crate) form: Form,
    pub(crate) print: Print,
    pub(crate) page: Page,
    /// The language of the words that are being set, where it is not the page's.
    pub(crate) tongue: Option<&'a str>,
}

impl<'a> Sheet<'a> {
    pub(crate) fn words(&self) -> &'a Words {
        self.edition.words()
    }

    /// The same for another page.
    pub(crate) fn turned(&self, page: Page) -> Self {
        Self { page, ..*self }
    }

    /// The same for words in a language, if that is not the page's.
    pub(crate) fn speaking(&self, tongue: Option<&'a str>) -> Self {
        Self { tongue, ..*self }
    }

    /// The page's language, for words in it among words in another.
    pub(crate) fn own_tongue(&self) -> Option<&'a str> {
        self.tongue.map(|_| &*self.edition.head().language)
    }

    /// What a page is called, a station's title in the language it is in.
    pub(crate) fn name(&self, page: Page) -> Markup {
        let title = |index: usize| {
            let entry = self.edition.entries().get(index);
            said(
                self.lang_of_title(index),
                entry.map_or("", |entry| &entry.title),
            )
        };
        let label = |index: usize| self.edition.entries().get(index).map(|entry| &entry.label);
        match page {
            Page::Notice(index) => filled(&self.words().notice_station, "station", &title(index)),
            Page::Station(index) => {
                html! { @if let Some(label) = label(index) { (label) " " } (title(index)) }
            }
            page => html! { (page.title(self.edition)) },
        }
    }

    /// The page with the list of stations.
    pub(crate) fn stations_page(&self) -> Page {
        match self.edition.head().notice {
            Some(_) => Page::Stations,
            None => Page::Start,
        }
    }

    /// The value of an `id` on this page.
    pub(crate) fn id(&self, local: &str) -> String {
        match self.form {
            Form::Pages => local.to_owned(),
            Form::Single => format!("{}-{local}", self.page.stem(self.edition)),
        }
    }

    /// The address of a page, from this one; a station with a content notice is entered through it.
    pub(crate) fn href(&self, page: Page) -> String {
        let stem = self.gate(page).stem(self.edition);
        match self.form {
            Form::Pages => format!("{stem}.html"),
            Form::Single => format!("#{stem}"),
        }
    }

    /// The address of a place on a page, from this one; the page's own where a notice stands before it.
    pub(crate) fn href_to(&self, page: Page, local: &str) -> String {
        let gate = self.gate(page);
        if gate != page {
            return self.href(gate);
        }
        let stem = page.stem(self.edition);
        match self.form {
            Form::Pages if page == self.page => format!("#{local}"),
            Form::Pages => format!("{stem}.html#{local}"),
            Form::Single => format!("#{stem}-{local}"),
        }
    }

    /// The page that leads to a page: the notice before it, where this is not passed.
    fn gate(&self, page: Page) -> Page {
        match page {
            Page::Station(index) if self.is_gated(index) && !self.is_past(index) => {
                Page::Notice(index)
            }
            page => page,
        }
    }

    /// A content notice stands before a station.
    pub(crate) fn is_gated(&self, station: usize) -> bool {
        let entry = self.edition.entries().get(station);
        entry.is_some_and(|entry| entry.noticed)
    }

    /// Who reads this page has accepted the notice of this station.
    fn is_past(&self, station: usize) -> bool {
        [Page::Station(station), Page::Notice(station)].contains(&self.page)
    }

    /// The address of this page in another language.
    pub(crate) fn href_in(&self, edition: &Edition) -> String {
        let folder = languages::folder(self.editions, edition);
        let folder = folder.map_or_else(String::new, |folder| format!("{folder}/"));
        format!("{}{folder}{}.html", self.root(), self.page.stem(edition))
    }

    /// The way from this page to the folder of the site.
    pub(crate) fn root(&self) -> &'static str {
        match languages::folder(self.editions, self.edition) {
            Some(_) => "../",
            None => "",
        }
    }

    /// The heading of a page: the one of first order, or in a single file one of those below it.
    pub(crate) fn title(&self, title: impl Render) -> Markup {
        match self.form {
            Form::Pages => html! { h1 { (title) } },
            Form::Single => html! { h2 { (title) } },
        }
    }

    /// A heading inside a page.
    pub(crate) fn heading(&self, heading: impl Render) -> Markup {
        match (self.form, self.page) {
            (Form::Pages, _) | (_, Page::Start | Page::Stations) => html! { h2 { (heading) } },
            (Form::Single, _) => html! { h3 { (heading) } },
        }
    }

    /// Words on something that has not been translated, by its id.
    pub(crate) fn gap(&self, noun: Noun, id: &str) -> Markup {
        let gap = self.edition.is_untranslated(noun, id);
        html! {
            @if gap { p.untranslated { (&*self.words().not_translated) } }
        }
    }
}
