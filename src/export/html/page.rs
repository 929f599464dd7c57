//! The pages of a site in one language, and what each is called.

use crate::export::html::name::name;
use crate::tour::Edition;

/// A page, or its part of a file that holds all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Page {
    /// The title; with the tour's content notice, or with what stands behind it where there is none.
    Start,
    /// The summary and the list of stations, where a notice stands before them.
    Stations,
    /// For those who leave at the notice.
    Left,
    /// The content notice before the station with this index.
    Notice(usize),
    /// The station with this index.
    Station(usize),
    Map,
    Timeline,
    Glossary,
    Figures,
    Bibliography,
    Closing,
}

impl Page {
    /// All pages of a tour, in the order of a visit.
    pub(crate) fn all(edition: &Edition) -> Vec<Self> {
        let mut pages = vec![Self::Start];
        if edition.head().notice.is_some() {
            pages.extend([Self::Stations, Self::Left]);
        }
        for (index, entry) in edition.entries().iter().enumerate() {
            pages.extend(entry.noticed.then_some(Self::Notice(index)));
            pages.push(Self::Station(index));
        }
        pages.push(Self::Closing);
        pages.extend(Self::lists(edition));
        pages
    }

    /// The lists that are not empty, in the order of the menu.
    pub(crate) fn lists(edition: &Edition) -> impl Iterator<Item = Self> {
        let pictures = edition.figures().len() + edition.charts().len();
        let lists = [
            (Self::Map, edition.map().is_some()),
            (Self::Timeline, !edition.events().is_empty()),
            (Self::Glossary, !edition.glossary().is_empty()),
            (Self::Figures, pictures > 0),
            (Self::Bibliography, !edition.sources().is_empty()),
        ];
        lists
            .into_iter()
            .filter_map(|(list, is_there)| is_there.then_some(list))
    }

    /// Its name in files and addresses; the same in every language.
    pub(crate) fn stem(self, edition: &Edition) -> String {
        let of_station = |kind, index: usize| {
            let entry = edition.entries().get(index);
            name(kind, entry.map_or("", |entry| &entry.id), index)
        };
        match self {
            Self::Start => "index".to_owned(),
            Self::Stations => "stations".to_owned(),
            Self::Left => "left".to_owned(),
            Self::Notice(index) => of_station("notice", index),
            Self::Station(index) => of_station("station", index),
            Self::Map => "map".to_owned(),
            Self::Timeline => "timeline".to_owned(),
            Self::Glossary => "glossary".to_owned(),
            Self::Figures => "figures".to_owned(),
            Self::Bibliography => "bibliography".to_owned(),
            Self::Closing => "closing".to_owned(),
        }
    }

    /// What the menu and the window call it.
    pub(crate) fn title(self, edition: &Edition) -> String {
        let words = edition.words();
        let entry = |index: usize| edition.entries().get(index);
        let station = |index| entry(index).map_or("", |entry| &*entry.title);
        match self {
            Self::Start => words.site.start.to_string(),
            Self::Stations => words.stations_title.to_string(),
            Self::Left | Self::Closing => words.closing.to_string(),
            Self::Notice(index) => words.notice_station.fill(&[("station", station(index))]),
            Self::Station(index) => entry(index).map_or_else(String::new, |entry| {
                format!("{} {}", entry.label, entry.title)
            }),
            Self::Map => words.map.to_string(),
            Self::Timeline => words.timeline.to_string(),
            Self::Glossary => words.glossary.to_string(),
            Self::Figures => words.figures.to_string(),
            Self::Bibliography => words.bibliography.to_string(),
        }
    }
}
