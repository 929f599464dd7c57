//! Lobby, title, content notice, closing.

use std::collections::HashSet;

use crate::player::gate;
use crate::player::keymap::Command;
use crate::player::pages::{guide, line, paragraphs, row};
use crate::player::scene::{Block, Target};
use crate::player::{Visit, edition_in};
use crate::theme::Role;
use crate::tour::{Edition, Status};
use crate::words::Phrase;

/// The tours on offer.
pub(crate) fn lobby(visit: Visit<'_>) -> Vec<Block<'_>> {
    let words = visit.words();
    let mut blocks = vec![Block::Title((&words.lobby).into()), Block::Gap];
    blocks.extend(guide::opening(visit));
    blocks.extend([line(&words.lobby_hint, Role::Quiet), Block::Gap]);
    for (index, tour) in visit.tours.iter().enumerate() {
        let editions = tour.editions();
        let wished = edition_in(editions, &visit.state.language).unwrap_or(0);
        let Some(edition) = editions.get(wished) else {
            continue;
        };
        let head = edition.head();
        let names = tour.editions().iter().map(Edition::language_name);
        let mut detail = vec![
            words.stations.count(edition.station_count()),
            words.list(names),
        ];
        detail.splice(0..0, head.subtitle.clone());
        blocks.push(row(
            Target::Tour(index as u16),
            &head.title,
            detail.join(" · "),
        ));
        blocks.push(Block::Gap);
    }
    blocks
}

/// The tour's title, and its content notice with equal choices.
pub(crate) fn title(visit: Visit<'_>) -> Vec<Block<'_>> {
    let (words, edition) = (visit.words(), visit.edition());
    let head = edition.head();
    let mut blocks = vec![Block::Title(head.title.as_str().into())];
    blocks.extend(
        head.subtitle
            .as_deref()
            .map(|subtitle| line(subtitle, Role::Heading)),
    );
    if !head.authors.is_empty() {
        blocks.push(line(authors(&words.by, visit), Role::Quiet));
    }
    blocks.push(Block::Gap);
    if head.translation == Some(Status::Draft) {
        blocks.extend([line(&words.draft_translation, Role::Notice), Block::Gap]);
    }
    blocks.extend(guide::opening(visit));
    match &head.notice {
        Some(notice) if !gate::admitted(visit) => {
            blocks.extend([Block::Heading((&words.notice).into()), Block::Gap]);
            blocks.extend(paragraphs(visit, notice));
            blocks.push(row(Target::Consent, &words.begin, ""));
            blocks.push(row(Target::Leave, &words.leave, ""));
        }
        _ => {
            blocks.extend(
                head.summary
                    .iter()
                    .flat_map(|summary| paragraphs(visit, summary)),
            );
            blocks.push(row(
                Target::Station {
                    station: 0,
                    step: 0,
                },
                guide::begin(visit),
                "",
            ));
        }
    }
    blocks
}

/// What a station is about, before it is entered, with equal choices.
pub(crate) fn notice(visit: Visit<'_>, station: u16) -> Vec<Block<'_>> {
    let (words, edition) = (visit.words(), visit.edition());
    let Some(noticed) = edition.station(station.into()) else {
        return Vec::new();
    };
    let mut blocks = vec![
        Block::Title(
            words
                .notice_station
                .fill(&[("station", &noticed.title)])
                .into(),
        ),
        Block::Gap,
    ];
    let skip_to = noticed
        .notice
        .as_ref()
        .and_then(|notice| notice.skip_to.as_deref());
    if let Some(notice) = &noticed.notice {
        blocks.extend(paragraphs(visit, &notice.text));
    }
    blocks.push(row(Target::Consent, &words.go_on, ""));
    let skip = skip_to
        .and_then(|id| edition.find(id))
        .unwrap_or(usize::from(station) + 1);
    if let Some(next) = edition.station(skip) {
        blocks.push(row(
            Target::Skip(skip as u16),
            words.skip_to.fill(&[("station", &next.title)]),
            "",
        ));
    }
    blocks.push(row(Target::Leave, &words.leave_tour, ""));
    blocks
}

/// Thanks, where to read on, who made it.
pub(crate) fn closing(visit: Visit<'_>) -> Vec<Block<'_>> {
    let (words, edition) = (visit.words(), visit.edition());
    let head = edition.head();
    let mut blocks = vec![
        Block::Title((&words.closing).into()),
        Block::Gap,
        line(&words.closing_thanks, Role::Text),
        Block::Gap,
    ];
    if let Some(address) = &head.url {
        let web = words.on_the_web.fill(&[("address", address)]);
        blocks.extend([line(web, Role::Text), Block::Gap]);
    }
    if gate::admitted(visit) {
        if let Some(closing) = &head.closing {
            blocks.extend([Block::Heading((&words.read_on).into()), Block::Gap]);
            blocks.extend(paragraphs(visit, closing));
        }
        blocks.push(row(
            Target::Command(Command::Bibliography),
            &words.bibliography,
            "",
        ));
        blocks.push(row(
            Target::Command(Command::Stations),
            &words.stations_title,
            "",
        ));
    }
    blocks.push(row(Target::Command(Command::Quit), &words.leave, ""));
    blocks.push(Block::Gap);
    if !head.authors.is_empty() {
        blocks.push(line(authors(&words.text_by, visit), Role::Quiet));
    }
    blocks.extend(
        head.licence
            .as_deref()
            .map(|licence| line(words.licence.fill(&[("licence", licence)]), Role::Quiet)),
    );
    blocks.extend(
        makers(visit).map(|credit| line(words.credit.fill(&[("credit", credit)]), Role::Quiet)),
    );
    blocks
}

/// Who made the pictures that may be seen, each once.
fn makers(visit: Visit<'_>) -> impl Iterator<Item = &str> {
    let figures = visit.edition().figures().iter();
    let seen = figures
        .filter(move |figure| gate::admitted(visit) && gate::shows(visit, &figure.id))
        .filter_map(|figure| figure.credit.as_deref());
    let mut known = HashSet::new();
    seen.filter(move |credit| known.insert(*credit))
}

/// A phrase with the tour's authors.
fn authors(phrase: &Phrase, visit: Visit<'_>) -> String {
    let authors = visit.edition().head().authors.iter();
    let authors = visit.words().list(authors.map(String::as_str));
    phrase.fill(&[("authors", &authors)])
}
