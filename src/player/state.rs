//! Everything about a visit that a frame depends on, besides the tour: small, comparable, kept a visitor.

use crate::player::company::Company;
use crate::player::keymap::Hands;
use crate::player::view::{Place, View};

/// What a frame is made from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct State {
    /// Who is at the keys.
    pub hands: Hands,
    /// The index of the tour among those offered.
    pub tour: u16,
    /// The index of the edition, that is of the language.
    pub edition: u8,
    /// The language that is wished for, without a region; empty for none.
    pub language: Box<str>,
    pub view: View,
    pub visited: Set,
    /// The stations whose content notice was accepted.
    pub consented: Set,
    /// The tour's own notice was accepted, or it has none.
    pub admitted: bool,
    /// Answers given to questions: station, step, answer.
    pub answers: Vec<(u16, u16, u16)>,
    pub autoplay: Option<Speed>,
    /// The digits of a station number being typed.
    pub number: String,
    pub message: Option<Message>,
    /// The group that the visitor goes with.
    pub company: Option<Box<Company>>,
}

/// Auto-play's speed, in quarters of the tour's reading speed: 2 to 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Speed(pub u8);

/// A word of the program to the visitor; it stays until the next key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Message {
    NoSuchTour(String),
    NoSuchGroup(String),
    TooManyGroups,
    NoSuchStation(String),
    /// The tour is not there in the language with this tag.
    NoSuchLanguage(String),
    /// A link to something that is not there.
    NoSuchPlace,
    Address(Box<str>),
    AutoPlay(Speed),
    AutoPlayOff,
    /// The guide shows something that is not there: in another version of the tour, or in none of these.
    GuideElsewhere,
    GroupEnded,
    /// There is nobody to take the lead.
    NoOtherGuide,
}

/// A set of small numbers, such as station indices.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Set(Vec<u64>);

impl State {
    /// The beginning of a visit.
    pub fn new(place: Place) -> Self {
        Self {
            hands: Hands::Visitor,
            tour: 0,
            edition: 0,
            language: "".into(),
            view: View::new(place),
            visited: Set::default(),
            consented: Set::default(),
            admitted: false,
            answers: Vec::new(),
            autoplay: None,
            number: String::new(),
            message: None,
            company: None,
        }
    }

    /// The same state without what its page does not show: visitors who came different ways may see
    /// the same page, which is then made once.
    pub(crate) fn drawn(&self) -> Self {
        let view = &self.view;
        // Lists of stations, such as that of the map, tell which were visited.
        let may_list = view.pane.is_some();
        let lobby = view.place == Place::Lobby;
        let here = |(station, _, _): &&(u16, u16, u16)| match view.place {
            Place::Station { station: here, .. } => view.pane.is_none() && *station == here,
            _ => false,
        };
        Self {
            visited: if may_list {
                self.visited.clone()
            } else {
                Set::default()
            },
            answers: self.answers.iter().filter(here).copied().collect(),
            language: if lobby {
                self.language.clone()
            } else {
                "".into()
            },
            view: view.clone(),
            consented: self.consented.clone(),
            number: self.number.clone(),
            message: self.message.clone(),
            company: self.company.clone(),
            ..*self
        }
    }

    /// The answer given at a step, if any.
    pub fn answer(&self, station: u16, step: u16) -> Option<u16> {
        self.answers
            .iter()
            .find(|(at, of, _)| (*at, *of) == (station, step))
            .map(|(_, _, answer)| *answer)
    }
}

impl Speed {
    /// As fast as the tour's reading speed.
    pub const NORMAL: Self = Self(4);

    #[must_use]
    pub fn faster(self) -> Self {
        Self((self.0 + 1).min(12))
    }

    #[must_use]
    pub fn slower(self) -> Self {
        Self((self.0 - 1).max(2))
    }

    /// 1.0 is the tour's reading speed.
    pub fn factor(self) -> f64 {
        f64::from(self.0) / 4.0
    }
}

impl Set {
    pub fn insert(&mut self, number: u16) {
        let word = usize::from(number / 64);
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (number % 64);
    }

    pub fn contains(&self, number: u16) -> bool {
        self.0
            .get(usize::from(number / 64))
            .is_some_and(|word| word & (1 << (number % 64)) != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in() {
        let mut set = Set::default();
        for number in [0, 63, 64, 1999] {
            set.insert(number);
        }
        let held: Vec<u16> = (0..2100).filter(|number| set.contains(*number)).collect();
        assert_eq!(held, [0, 63, 64, 1999]);
    }
}
