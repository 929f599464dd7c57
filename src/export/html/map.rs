//! The route map on a page: the outline, the places joined in the order of the tour, and a list of them.
//!
//! The drawing is in the colour of the text around it. Each place is written beside its dot, where
//! nothing else stands, and leads to its station; what finds no room stands in the list alone.

mod label;
mod outline;
mod place;
mod projection;
#[cfg(test)]
mod tests;

use maud::{Markup, html};

use crate::export::html::lettering::tenth;
use crate::tour::{Edition, Entry};

use self::label::Label;
use self::place::Place;
use self::projection::Projection;

/// What the page that a map is on has to say.
#[derive(Clone, Copy)]
pub(crate) struct Links<'a> {
    /// The address of a station's page, by the station's place in the tour.
    pub(crate) station: &'a dyn Fn(usize) -> String,
    /// The language of a station's title, if it is not the page's.
    pub(crate) lang: &'a dyn Fn(usize) -> Option<&'a str>,
    /// The language of the name of a station's place, if it is not the page's.
    pub(crate) lang_of_place: &'a dyn Fn(usize) -> Option<&'a str>,
    /// The value of an `id` on the page.
    pub(crate) id: &'a dyn Fn(&str) -> String,
}

/// The map with its places, if the tour has an outline.
pub(crate) fn map(edition: &Edition, links: Links<'_>) -> Option<Markup> {
    let map = edition.map()?;
    let (places, route) = place::places(edition);
    let projection = Projection::of(map, &places)?;
    let drawn = Drawn {
        edition,
        places: &places,
        dots: places
            .iter()
            .map(|place| projection.spot(place.at))
            .collect(),
        route: &route,
    };
    Some(html! {
        div.map {
            figure {
                (drawn.drawing(&projection, &outline::outline(map, &projection), links))
                @if !route.is_empty() { figcaption { (*edition.words().drawing.route) } }
            }
            @if !places.is_empty() { (drawn.list(links)) }
        }
    })
}

/// A place in the drawing, in its units, from its upper left.
type Spot = (f64, f64);

struct Drawn<'a> {
    edition: &'a Edition,
    places: &'a [Place<'a>],
    /// Where the places' dots are.
    dots: Vec<Spot>,
    /// Pairs of places, each once.
    route: &'a [(usize, usize)],
}

impl Drawn<'_> {
    fn drawing(&self, projection: &Projection, outline: &Markup, links: Links<'_>) -> Markup {
        let (width, height) = projection.size();
        let words = self.edition.words();
        // A group and not a picture: what is in a picture cannot be reached by itself.
        html! {
            svg.drawing xmlns="http://www.w3.org/2000/svg" role="group" aria-label=(*words.map)
                viewBox={ "0 0 " (tenth(width)) " " (tenth(height)) } {
                g aria-hidden="true" {
                    (outline)
                    (self.route())
                    @for (x, y) in &self.dots {
                        circle.dot cx=(tenth(*x)) cy=(tenth(*y)) r="3" fill="currentColor" {}
                    }
                }
                (self.labels((width, height), links))
            }
        }
    }

    fn legs(&self) -> Vec<(Spot, Spot)> {
        let leg = |(from, to): &(usize, usize)| (self.dots[*from], self.dots[*to]);
        self.route.iter().map(leg).collect()
    }

    fn route(&self) -> Markup {
        let leg = |((x, y), (to_x, to_y)): (Spot, Spot)| {
            format!("M{} {}L{} {}", tenth(x), tenth(y), tenth(to_x), tenth(to_y))
        };
        let path: String = self.legs().into_iter().map(leg).collect();
        html! {
            @if !path.is_empty() {
                path.route d=(path) fill="none" stroke="currentColor" stroke-width="1.2"
                    stroke-dasharray="5 4" {}
            }
        }
    }

    fn labels(&self, size: (f64, f64), links: Links<'_>) -> Markup {
        let words = self.edition.words();
        let labels = self
            .places
            .iter()
            .map(|place| Label::of(place, (links.lang_of_place)(place.named_by), words));
        let labels: Vec<Label> = labels.collect();
        let rooms = label::arrange(&labels, &self.dots, &self.legs(), size);
        html! {
            @for (index, (label, room)) in labels.iter().zip(rooms).enumerate() {
                @if let Some(room) = room {
                    (label.markup(&room, self.dots[index], &self.address(index, links)))
                }
            }
        }
    }

    /// Where a place leads: to its station, or to its entry in the list if it has several.
    fn address(&self, index: usize, links: Links<'_>) -> String {
        match self.places[index].stations[..] {
            [(station, _)] => (links.station)(station),
            _ => format!("#{}", entry_id(index, links)),
        }
    }

    fn list(&self, links: Links<'_>) -> Markup {
        let words = self.edition.words();
        html! {
            ol.places aria-label=(*words.drawing.places) {
                @for (index, place) in self.places.iter().enumerate() {
                    li id=(entry_id(index, links)) {
                        @if let Some(name) = place.name {
                            span.where lang=[(links.lang_of_place)(place.named_by)] { (name) } " "
                        }
                        span.coordinates.quiet { (words.coordinates(place.at.lat, place.at.lon)) }
                        ul {
                            @for (station, entry) in &place.stations {
                                li { (self.station(*station, entry, links)) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn station(&self, index: usize, entry: &Entry, links: Links<'_>) -> Markup {
        let words = self.edition.words();
        html! {
            a href=((links.station)(index)) {
                span.label { (entry.label) } " " span.name lang=[(links.lang)(index)] { (entry.title) }
            }
            @if entry.noticed { " " span.quiet { (*words.has_notice) } }
        }
    }
}

fn entry_id(index: usize, links: Links<'_>) -> String {
    (links.id)(&format!("place-{}", index + 1))
}
