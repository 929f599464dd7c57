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
use crate::words::Phrase;

/// What stands between the parts of a line.
const BETWEEN: &str = " · ";

/// The line below the bar: an offer of the lead, where the guide is, or how the group is.
pub(crate) fn banner(visit: Visit<'_>) -> Option<Banner> {
    let company = visit.state.company.as_deref()?;
    let figures = company.figures.as_deref();
    let offer = figures.and_then(|figures| offer(visit, company.part, figures.baton));
    offer
        .or_else(|| guide(visit, company))
        .or_else(|| figures.map(|figures| self::figures(visit, company.part, figures)))
        .or_else(|| {
            (company.part == Part::Follows).then(|| quiet(&*visit.words().group.with_guide))
        })
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
    let words = &visit.words().group;
    match (company.part, company.guide.as_deref()) {
        (Part::Leads, _) => None,
        (_, None) => Some(quiet(&*words.not_begun)),
        (Part::Follows, Some(lead)) => (!is_here(visit, lead)).then(|| quiet(&*words.elsewhere)),
        (_, Some(lead)) => {
            let text = whereabouts(visit, lead);
            Some(told(visit, text, &words.rejoin, Command::Rejoin))
        }
    }
}

/// A line that is only to be known.
fn quiet(text: impl Into<String>) -> Banner {
    Banner {
        text: text.into(),
        more: String::new(),
        key: String::new(),
        role: Role::Quiet,
        command: None,
    }
}

/// Whether what the guide shows is among these tours.
fn is_here(visit: Visit<'_>, lead: &Lead) -> bool {
    let tour = visit
        .tours
        .iter()
        .find(|tour| tour.files().id == *lead.tour);
    tour.is_some_and(|tour| match &lead.stop {
        Stop::Title | Stop::Closing => true,
        Stop::Station { id, .. } => tour.editions()[0].find(id).is_some(),
    })
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

/// `12 follow · 3 wander · amber-42`, and in a tour the minutes. The last parts give way.
fn figures(visit: Visit<'_>, part: Part, figures: &Figures) -> Banner {
    let group = &visit.words().group;
    let following = group.following.count(figures.following as usize);
    let wandering = group.wandering.count(figures.wandering as usize);
    let parts = [&*following, &*wandering, &*figures.code];
    let not_yours = (part != Part::Leads).then_some(&*group.not_yours);
    let parts: Vec<&str> = not_yours.into_iter().chain(parts).collect();
    let minutes = [
        ("elapsed", &*figures.elapsed_minutes.to_string()),
        ("planned", &*figures.planned_minutes.to_string()),
    ];
    let more = match visit.state.view.place {
        Place::Lobby | Place::Title => String::new(),
        _ => group.minutes.fill(&minutes),
    };
    Banner {
        more,
        ..quiet(parts.join(BETWEEN))
    }
}

/// In the lobby and at the title: what visitors join by.
pub(crate) fn opening(visit: Visit<'_>) -> Vec<Block<'_>> {
    let Some(figures) = own_figures(visit) else {
        return Vec::new();
    };
    vec![
        Block::Heading(heading(visit).into()),
        line(join(visit, figures), Role::Text),
        Block::Gap,
    ]
}

/// How the group is, if this is a guide.
fn own_figures(visit: Visit<'_>) -> Option<&Figures> {
    let company = visit.state.company.as_deref()?;
    let figures = company.figures.as_deref()?;
    (visit.hands() == Hands::Guide).then_some(figures)
}

fn join(visit: Visit<'_>, figures: &Figures) -> String {
    let key = key(visit, Command::Join);
    let words = &visit.words().group.join_as;
    words.fill(&[("code", &figures.code), ("key", &key)])
}

fn key(visit: Visit<'_>, command: Command) -> String {
    let key = keymap::binding(command).and_then(|binding| binding.keys.first());
    key.map_or_else(String::new, |(key, _)| keymap::name(*key, visit.words()))
}

/// On the page of help: what a group is, to those who are in one.
pub(crate) fn help(visit: Visit<'_>) -> Vec<Block<'_>> {
    let words = &visit.words().group;
    let key = |command| key(visit, command);
    let (heading, paragraphs) = match (visit.hands(), own_figures(visit)) {
        (Hands::Guide, Some(figures)) => (heading(visit), lead_help(visit, figures)),
        (Hands::Follower, _) => {
            let follow = words.help_follow.fill(&[("key", &key(Command::Rejoin))]);
            (words.with_group.to_string(), vec![follow])
        }
        _ => return Vec::new(),
    };
    let mut blocks = vec![Block::Heading(heading.into()), Block::Gap];
    for words in paragraphs {
        blocks.extend([line(words, Role::Text), Block::Gap]);
    }
    blocks
}

/// What a guide has to know: what visitors see, how they come, the other guide, a lost line, the end.
fn lead_help(visit: Visit<'_>, figures: &Figures) -> Vec<String> {
    let words = &visit.words().group;
    let key = |command| key(visit, command);
    let login = format!("guide+{}", figures.code);
    let second = [("login", &*login), ("key", &*key(Command::HandOver))];
    vec![
        words.help_lead.fill(&[("key", &key(Command::Rejoin))]),
        join(visit, figures),
        words.help_second.fill(&second),
        words.help_line.to_string(),
        words.help_end.fill(&[("key", &key(Command::Quit))]),
    ]
}

/// At the title, before a follower: what leads on is not the beginning, which is the guide's.
pub(crate) fn begin(visit: Visit<'_>) -> &Phrase {
    let company = visit.state.company.as_deref();
    let waits = company.is_some_and(|company| company.part == Part::Follows);
    if waits && gate::admitted(visit) {
        &visit.words().group.begin_alone
    } else {
        &visit.words().begin
    }
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
    let words = &visit.words().group.for_guide;
    match own_figures(visit) {
        Some(figures) => format!("{}{BETWEEN}{}", &**words, figures.code),
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
