//! The decoded style at work: one small run for each citation, one over all sources for the list.
//!
//! A run over all citations of a tour would take quadratic time. A citation needs only its own
//! sources, and those that it could be confused with.

use std::collections::HashMap;
use std::str::FromStr;

use citationberg::json::Item;
use citationberg::taxonomy::Locator as Label;
use citationberg::{
    CitationFormat, Collapse, IndependentStyle, LayoutRenderingElement as Element, Locale,
    LocaleCode, StyleCategory, StyleClass, VerticalAlign,
};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild,
    ElemChildren, ElemMeta, LocatorPayload, RenderedBibliography, SpecificLocator,
    standalone_citation,
};

use crate::markup::{Citation, Cite, Link, Text};

use super::Form;
use super::item;
use super::language::{self, Habits};
use super::line::{Frame, Line};
use super::list::List;
use super::style;
use super::substitute::hand_down_names;

/// A style, decoded, and the words of a language.
pub(super) struct Engine {
    style: IndependentStyle,
    code: LocaleCode,
    locales: Vec<Locale>,
    habits: Habits,
    /// What ends a note. The engine would put it behind a closing quotation mark even where it belongs before.
    stop: Option<String>,
    numeric: bool,
    /// A style that prints next to nothing: for what must be cited and is not looked at.
    bare: IndependentStyle,
    /// Stands between a citation and the earlier mention that makes it a later one.
    filler: Item,
}

const BARE: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note">
<info><title/><id/><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="citation-number"/></layout></citation>
</style>"#;

/// What a citation is set from, and how it is wanted.
pub(super) struct Request<'a> {
    pub(super) items: &'a [Item],
    pub(super) index: &'a HashMap<Box<str>, usize>,
    /// Where [`Engine::needs_list`].
    pub(super) list: Option<&'a List>,
    pub(super) form: Form,
    /// With a capital and a full stop of its own.
    pub(super) own_note: bool,
}

impl Engine {
    pub(super) fn new(style: &str, language: &str) -> Self {
        let mut style = style::decode(style);
        list_everything(&mut style);
        hand_down_names(&mut style);
        let (code, locales) = language::load(language);
        let note = style.settings.class == StyleClass::Note;
        let stop = if note {
            style.citation.layout.suffix.take()
        } else {
            None
        };
        // Numbers are put right afterwards, so the engine must not join them into ranges.
        let citation = &mut style.citation;
        citation.collapse = citation
            .collapse
            .filter(|collapse| *collapse != Collapse::CitationNumber);
        // The engine drops given names from the list where it tells namesakes apart, and then gives no
        // letters to years. Letters alone tell all works apart.
        citation.disambiguate_add_names = false;
        citation.disambiguate_add_givenname = false;
        let format = CitationFormat::Numeric;
        let numeric = style.info.category.iter().any(
            |category| matches!(category, StyleCategory::CitationFormat { format: found } if *found == format),
        );
        let habits = language::habits(&locales);
        let bare = IndependentStyle::from_xml(BARE).unwrap_or_else(|_| style.clone());
        Self {
            bare,
            style,
            code,
            locales,
            habits,
            stop,
            numeric,
            filler: item::blank(""),
        }
    }

    /// Whether a citation cannot be set without the list: it prints a number of the list, or the letter
    /// that tells two works of one author and year apart.
    pub(super) fn needs_list(&self) -> bool {
        !self.is_note_style()
    }

    /// Whether two sources may come out alike where they are cited.
    pub(super) fn may_confuse(&self) -> bool {
        !self.is_note_style() && !self.numeric
    }

    fn is_note_style(&self) -> bool {
        self.style.settings.class == StyleClass::Note
    }

    /// Sets one citation.
    pub(super) fn cite(&self, request: &Request<'_>, citation: &Citation) -> Text {
        let mut line = if citation
            .cites
            .iter()
            .all(|cite| request.index.contains_key(&cite.source))
        {
            self.cluster(request, &citation.cites)
        } else {
            self.one_by_one(request, &citation.cites)
        };
        if self.style.citation.layout.vertical_align == Some(VerticalAlign::Sup) {
            // No terminal can raise a number above the line.
            line.enclose('[', ']');
        }
        if request.own_note && self.is_note_style() {
            line.capitalise();
            line.stop(self.stop.as_deref().unwrap_or_default(), &self.habits);
        }
        line.into_text()
    }

    /// The engine cannot set a cluster with an unknown source in it, so each stands alone.
    fn one_by_one(&self, request: &Request<'_>, cites: &[Cite]) -> Line {
        let mut line = Line::default();
        for (nth, cite) in cites.iter().enumerate() {
            if nth > 0 {
                line.push_str(
                    self.style
                        .citation
                        .layout
                        .delimiter
                        .as_deref()
                        .unwrap_or("; "),
                );
            }
            if request.index.contains_key(&cite.source) {
                line.append(self.cluster(request, std::slice::from_ref(cite)));
            } else {
                line.push_prefix(&cite.prefix);
                line.push_str(&format!("[?{}]", cite.source));
            }
        }
        line
    }

    fn cluster(&self, request: &Request<'_>, cites: &[Cite]) -> Line {
        let sources: Vec<usize> = cites
            .iter()
            .filter_map(|cite| request.index.get(&cite.source).copied())
            .collect();
        let adapted = match request.form {
            _ if !self.is_note_style() => HashMap::new(),
            Form::Short => shortened(request, &sources),
            Form::Full => with_leaves(request, &sources, cites),
        };
        // The engine knows an item by its address, so an item must always be the same one.
        let item = |source: usize| adapted.get(&source).unwrap_or(&request.items[source]);

        let mut driver = BibliographyDriver::new();
        let earlier = self.earlier(request, &sources);
        // Only kin must be cited in the style itself, to be told apart.
        let style = if self.is_note_style() || self.numeric {
            &self.bare
        } else {
            &self.style
        };
        for source in &earlier {
            driver.citation(self.request(style, vec![CitationItem::with_entry(item(*source))]));
        }
        if !earlier.is_empty() {
            // Without something in between, it would be an *ibid.* in the styles that have it.
            driver.citation(self.request(&self.bare, vec![CitationItem::with_entry(&self.filler)]));
        }
        let parts = sources.iter().zip(cites);
        let parts = parts.map(|(source, cite)| {
            let is_told = request.form == Form::Full && adapted.contains_key(source);
            let locator = locator(cite).filter(|_| !is_told);
            CitationItem::with_locator(item(*source), locator)
        });
        driver.citation(self.request(&self.style, parts.collect()));
        let rendered = self.last_citation(driver);

        let frame = |nth: usize| {
            let (cite, source) = (cites.get(nth)?, *sources.get(nth)?);
            Some(Frame {
                item: &request.items[source],
                habits: &self.habits,
                number: request
                    .list
                    .filter(|_| self.numeric)
                    .map(|list| list.rank[source] + 1),
                prefix: &cite.prefix,
                link: Some(Link::Source(cite.source.clone())),
                translate: request.form == Form::Full && self.is_note_style(),
            })
        };
        Line::cluster(&rendered, &frame)
    }

    /// What must have been cited before, so that the citation comes out as wanted: in the list's order, in
    /// which letters are given to years, and numbers sorted.
    fn earlier(&self, request: &Request<'_>, sources: &[usize]) -> Vec<usize> {
        let mut earlier = Vec::new();
        if let Some(list) = request.list {
            earlier.extend(sources.iter().flat_map(|source| list.kin(*source)));
        }
        if self.numeric || request.form == Form::Short {
            earlier.extend(sources);
        }
        if let Some(list) = request.list {
            earlier.sort_unstable_by_key(|source| list.rank[*source]);
        }
        earlier.dedup();
        earlier
    }

    /// The list, if the style has one, of items that were cited in the order given.
    pub(super) fn list<'a>(
        &'a self,
        items: impl Iterator<Item = &'a Item>,
    ) -> Option<RenderedBibliography> {
        let mut driver = BibliographyDriver::new();
        // In the list, too, letters behind years come from how items are cited.
        let style = if self.is_note_style() {
            &self.bare
        } else {
            &self.style
        };
        for item in items {
            driver.citation(self.request(style, vec![CitationItem::with_entry(item)]));
        }
        driver.finish(self.bibliography(&self.style)).bibliography
    }

    /// The style of the American Psychological Association, which has capitals where others have none.
    fn is_apa(&self) -> bool {
        self.style.info.id.ends_with("/apa")
    }

    /// An entry of the list; `label` is the number before it in numbered styles.
    pub(super) fn entry(
        &self,
        item: &Item,
        label: Option<&ElemChild>,
        content: &ElemChildren,
    ) -> Text {
        let frame = Frame {
            item,
            habits: &self.habits,
            number: None,
            prefix: "",
            link: None,
            translate: true,
        };
        let mut line = Line::entry(label, content, &frame);
        if self.is_apa() {
            line.capitalise_roles();
        }
        line.push_missing_place(item);
        line.into_text()
    }

    /// An entry of an item that the style does not list: what it is cited as.
    pub(super) fn entry_as_cited(&self, item: &Item) -> Text {
        let mut driver = BibliographyDriver::new();
        driver.citation(self.request(&self.style, vec![CitationItem::with_entry(item)]));
        let cited = self.last_citation(driver);
        let frame = Frame {
            item,
            habits: &self.habits,
            number: None,
            prefix: "",
            link: None,
            translate: true,
        };
        let mut line = Line::entry(None, without_brackets(&cited), &frame);
        line.capitalise();
        line.stop(".", &self.habits);
        line.into_text()
    }

    /// How an item is cited where no other item is known.
    pub(super) fn plainly(&self, item: &Item) -> String {
        standalone_citation(self.request(&self.style, vec![CitationItem::with_entry(item)]))
            .to_string()
    }

    fn request<'a>(
        &'a self,
        style: &'a IndependentStyle,
        items: Vec<CitationItem<'a, Item>>,
    ) -> CitationRequest<'a, Item> {
        // Without a note number: the style would print that of our own small run.
        CitationRequest::new(items, style, Some(self.code.clone()), &self.locales, None)
    }

    /// The last citation, without the work of setting a list.
    fn last_citation(&self, driver: BibliographyDriver<'_, Item>) -> ElemChildren {
        let last = driver.finish(self.bibliography(&self.bare)).citations.pop();
        last.map(|last| last.citation).unwrap_or_default()
    }

    fn bibliography<'a>(&'a self, style: &'a IndependentStyle) -> BibliographyRequest<'a> {
        BibliographyRequest::new(style, Some(self.code.clone()), &self.locales)
    }
}

fn shortened(request: &Request<'_>, sources: &[usize]) -> HashMap<usize, Item> {
    let shortened = |source: &usize| Some((*source, item::shortened(&request.items[*source])?));
    sources.iter().filter_map(shortened).collect()
}

/// Documents that are cited by a leaf, which belongs to where they stand in the archive.
fn with_leaves(request: &Request<'_>, sources: &[usize], cites: &[Cite]) -> HashMap<usize, Item> {
    let with_leaf = |(source, cite): (&usize, &Cite)| {
        let locator = cite
            .locator
            .as_ref()
            .filter(|locator| locator.label == "folio")?;
        let once = sources.iter().filter(|other| *other == source).count() == 1;
        let item = item::with_leaf(&request.items[*source], &locator.value)?;
        once.then_some((*source, item))
    };
    sources.iter().zip(cites).filter_map(with_leaf).collect()
}

/// The cite in a citation, without what the style puts around citations.
fn without_brackets(citation: &ElemChildren) -> &ElemChildren {
    let cite = citation.0.iter().find_map(|child| match child {
        ElemChild::Elem(elem) if matches!(elem.meta, Some(ElemMeta::Entry(_))) => {
            Some(&elem.children)
        }
        _ => None,
    });
    cite.unwrap_or(citation)
}

/// Some styles leave kinds of sources out of their lists. A tour's list has all of them, so where a style
/// only chooses whether to set an entry, it no longer chooses.
fn list_everything(style: &mut IndependentStyle) {
    let Some(list) = &mut style.bibliography else {
        return;
    };
    let mut leaves = Vec::new();
    collect_leaves(&list.layout.elements, &mut leaves);
    if let Some((first, others)) = leaves.split_first()
        && others.iter().all(|other| other == first)
    {
        list.layout.elements = vec![(*first).clone()];
    }
}

fn collect_leaves<'a>(elements: &'a [Element], leaves: &mut Vec<&'a Element>) {
    for element in elements {
        if let Element::Choose(choose) = element {
            choose
                .branches()
                .for_each(|branch| collect_leaves(&branch.children, leaves));
            choose
                .otherwise
                .iter()
                .for_each(|otherwise| collect_leaves(&otherwise.children, leaves));
        } else {
            leaves.push(element);
        }
    }
}

fn locator(cite: &Cite) -> Option<SpecificLocator<'_>> {
    let locator = cite.locator.as_ref()?;
    // The engine has a label for which it prints no word.
    let label = Label::from_str(locator.label).unwrap_or(Label::Custom);
    Some(SpecificLocator(label, LocatorPayload::Str(&locator.value)))
}
