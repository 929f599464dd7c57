//! What a group adds to a page: for a follower a line that tells where the guide is, for a guide
//! their own notes and how the group is. Nothing of a guide's notes is on a page of anybody else.

use crate::markup::{Paragraph, ParagraphKind, Text};
use crate::player::Visit;
use crate::player::company::{Baton, Company, Figures, Lead, Part, Stop};
use crate::player::gate;
use crate::player::keymap::{self, Command, Hands};
use crate::player::pages::{citations, line};
use crate::player::scene::{Banner, Block, Shared};
use crate::player::view::{Pane, Place};
use crate::theme::Role;
use crate::tour::{Content, Station};
use crate::words::{Phrase, Words};

/// The line below the bar: an offer of the lead, where the guide is, or how the group is.
pub(crate) fn banner(visit: Visit<'_>) -> Option<Banner> {
    let company = visit.state.company.as_deref()?;
    let figures = company.figures.as_deref();
    let offer = figures.and_then(|figures| offer(visit, company.part, figures.baton));
    offer
        .or_else(|| guide(visit, company))
        .or_else(|| figures.map(|figures| self::figures(figures, visit.words())))
}

/// To guides alone: the lead can be taken, or is offered.
fn offer(visit: Visit<'_>, part: Part, baton: Baton) -> Option<Banner> {
    let words = &visit.words().group;
    let (text, key) = match (part, baton) {
        (_, Baton::Kept) | (Part::Leads, Baton::Dropped) => return None,
        (Part::Leads, Baton::Offered) => (&words.offered, &words.keep),
        (_, Baton::Offered) => (&words.offered_to_you, &words.take),
        (_, Baton::Dropped) => (&words.away, &words.take),
    };
    Some(told(visit, text.to_string(), key, Command::HandOver))
}

/// Where the guide is, to those who are elsewhere.
fn guide(visit: Visit<'_>, company: &Company) -> Option<Banner> {
    let words = visit.words();
    match (company.part, company.guide.as_deref()) {
        (Part::Leads, _) | (Part::Follows, Some(_)) => None,
        (_, None) => Some(Banner {
            text: words.group.not_begun.to_string(),
            more: String::new(),
            key: String::new(),
            role: Role::Quiet,
            command: None,
        }),
        (_, Some(lead)) => {
            let text = whereabouts(visit, lead);
            Some(told(visit, text, &words.group.rejoin, Command::Rejoin))
        }
    }
}

/// A line with the key that does something about it; where letters are typed no key does.
fn told(visit: Visit<'_>, text: String, key: &Phrase, command: Command) -> Banner {
    let typing = matches!(visit.state.view.pane, Some(Pane::Search(_)));
    let name = visit.hands().key(command).filter(|_| !typing);
    let name = name.map(|name| keymap::name(name, visit.words()));
    Banner {
        text,
        more: String::new(),
        key: name.map_or_else(String::new, |name| key.fill(&[("key", &name)])),
        role: Role::Notice,
        command: Some(command),
    }
}

/// `The guide is at 5: Cemetery`. Before the tour's notice is accepted no station is named.
fn whereabouts(visit: Visit<'_>, lead: &Lead) -> String {
    let words = &visit.words().group;
    let mut tours = visit.tours.iter();
    let Some(tour) = tours.position(|tour| tour.files().id == *lead.tour) else {
        return words.elsewhere.to_string();
    };
    let here = tour == usize::from(visit.state.tour) && visit.state.view.place != Place::Lobby;
    if !here || !gate::admitted(visit) {
        return words.guide_in.fill(&[("tour", title_of(visit, tour))]);
    }
    match &lead.stop {
        Stop::Title => words.guide_at_beginning.to_string(),
        Stop::Closing => words.guide_at_end.to_string(),
        Stop::Station { id, .. } => match named(visit, id) {
            Some(station) => words.guide_at.fill(&[("station", &station)]),
            None => words.elsewhere.to_string(),
        },
    }
}

/// The title of a tour in the visitor's language, if it has it.
fn title_of(visit: Visit<'_>, tour: usize) -> &str {
    let editions = visit
        .tours
        .get(tour)
        .map_or(&[][..], |tour| tour.editions());
    let wished = crate::player::edition_in(editions, visit.language());
    let edition = editions.get(wished.unwrap_or(0));
    edition.map_or("", |edition| &edition.head().title)
}

/// A station by its number and title.
fn named(visit: Visit<'_>, id: &str) -> Option<String> {
    let edition = visit.edition();
    let entry = edition.entries().get(edition.find(id)?)?;
    Some(visit.words().labelled(&entry.label, &entry.title))
}

/// `12 follow · 3 wander`, and the minutes.
fn figures(figures: &Figures, words: &Words) -> Banner {
    let group = &words.group;
    let following = group.following.count(figures.following as usize);
    let wandering = group.wandering.count(figures.wandering as usize);
    let minutes = [
        ("elapsed", &*figures.elapsed_minutes.to_string()),
        ("planned", &*figures.planned_minutes.to_string()),
    ];
    Banner {
        text: format!("{following} · {wandering}"),
        more: group.minutes.fill(&minutes),
        key: String::new(),
        role: Role::Quiet,
        command: None,
    }
}

/// At the title: what visitors join by.
pub(crate) fn title(visit: Visit<'_>) -> Vec<Block<'_>> {
    let words = &visit.words().group;
    let company = visit.state.company.as_deref();
    let figures = company.and_then(|company| company.figures.as_deref());
    let Some(figures) = figures.filter(|_| visit.hands() == Hands::Guide) else {
        return Vec::new();
    };
    let join = words.join_as.fill(&[("code", &figures.code)]);
    vec![
        Block::Heading((&words.for_guide).into()),
        line(join, Role::Text),
        Block::Gap,
    ]
}

/// At a station: the guide's own notes, what visitors join by, and what comes next.
pub(crate) fn station(visit: Visit<'_>, index: usize) -> Vec<Block<'_>> {
    let station = visit.edition().station(index);
    let Some(station) = station.filter(|_| visit.hands() == Hands::Guide) else {
        return Vec::new();
    };
    let mut blocks = vec![Block::Heading(heading(visit).into())];
    let notes = station.guide.iter().flat_map(|guide| &guide.paragraphs);
    blocks.extend(notes.map(|paragraph| note(visit, paragraph)));
    blocks.extend([next(visit, index, station), Block::Gap]);
    blocks
}

/// `For the guide · amber-42`.
fn heading(visit: Visit<'_>) -> String {
    let company = visit.state.company.as_deref();
    let figures = company.and_then(|company| company.figures.as_deref());
    let words = &visit.words().group.for_guide;
    match figures {
        Some(figures) => format!("{} · {}", &**words, figures.code),
        None => words.to_string(),
    }
}

fn note<'a>(visit: Visit<'a>, paragraph: &'a Paragraph) -> Block<'a> {
    Block::Paragraph {
        kind: paragraph.kind,
        depth: paragraph.depth + 1,
        role: Role::Text,
        text: citations::set(visit.edition(), &paragraph.text),
    }
}

/// The station after this one, or those that its last step leads to.
fn next<'a>(visit: Visit<'a>, index: usize, station: &'a Station) -> Block<'a> {
    let words = visit.words();
    let following = visit.edition().entries().get(index + 1);
    let stations = match station.steps.last().map(|step| &step.content) {
        Some(Content::Choose(choices)) => {
            let named = choices.iter().filter_map(|choice| named(visit, &choice.to));
            named.collect()
        }
        _ => Vec::from_iter(following.and_then(|entry| named(visit, &entry.id))),
    };
    let next = match stations.as_slice() {
        [] => words.closing.to_string(),
        stations => words.list(stations.iter().map(String::as_str)),
    };
    Block::Paragraph {
        kind: ParagraphKind::Plain,
        depth: 1,
        role: Role::Quiet,
        text: Shared::Made(Text::plain(words.group.next.fill(&[("station", &next)]))),
    }
}
