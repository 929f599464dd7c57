//! With whom a visit goes: what a guide shows, and what a member of a group is told of it.
//!
//! A [`Lead`] names everything by its id, so that it means the same in every language, in every
//! version of a tour and on every machine; it travels as JSON.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Bytes of an id in a lead.
const LONGEST_ID: usize = 200;

/// What a guide shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Lead {
    /// The id of the tour.
    pub tour: Box<str>,
    pub stop: Stop,
    /// What of the station is shown besides its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<Shown>,
}

/// Where in the tour a guide is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stop {
    Title,
    /// A station, up to and with a step; at its content notice the first one.
    Station {
        id: Box<str>,
        step: u16,
    },
    Closing,
}

/// What a guide points at.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shown {
    /// A note of the station, by its mark.
    Note(u16),
    /// A source in the bibliography, by its id.
    Source(Box<str>),
}

impl Lead {
    /// Whether its ids are as long as ids may be, and of signs that ids can have.
    pub fn is_sound(&self) -> bool {
        let station = match &self.stop {
            Stop::Station { id, .. } => id,
            Stop::Title | Stop::Closing => "",
        };
        let source = match &self.shown {
            Some(Shown::Source(id)) => id,
            Some(Shown::Note(_)) | None => "",
        };
        let is_sound = |id: &str| id.len() <= LONGEST_ID && !id.chars().any(char::is_control);
        [&*self.tour, station, source].into_iter().all(is_sound)
    }
}

/// What a member of a group knows of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Company {
    pub part: Part,
    /// Where the guide was last, as far as it is known. Members share it.
    pub guide: Option<Arc<Lead>>,
    /// How the group is; guides alone are told.
    pub figures: Option<Arc<Figures>>,
}

/// How a member goes with the group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Has the lead: the others go where this one goes.
    Leads,
    /// Goes where the guide goes.
    Follows,
    /// Has opened a list where the guide is; closing it before the guide goes on is following again.
    Looks,
    /// Has gone elsewhere, until they ask to be brought back or the guide comes to where they read.
    Wanders,
}

impl Part {
    /// Away from the guide: counted and told so.
    pub fn is_away(self) -> bool {
        matches!(self, Self::Looks | Self::Wanders)
    }
}

/// As what somebody comes to a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Post {
    Visitor,
    /// A guide without the lead: follows, with the guides' notes.
    Second,
    /// The guide who has the lead.
    Leader,
}

/// How a group is, for its guides.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Figures {
    /// What visitors join by, such as `amber-42`.
    pub code: Box<str>,
    /// How many are with the guide.
    pub following: u32,
    /// How many are elsewhere.
    pub wandering: u32,
    /// Since the tour was begun, in minutes.
    pub elapsed_minutes: u32,
    /// As long as the tour takes, in minutes.
    pub planned_minutes: u32,
    pub baton: Baton,
}

/// Whether another guide can take the lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Baton {
    /// The guide who has the lead keeps it.
    Kept,
    /// It is offered to the first guide who takes it.
    Offered,
    /// The line of the guide who had it is lost; they have it again when they come back first.
    Dropped,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_is_written_as_json_that_stays_the_same() {
        let station = |shown| Lead {
            tour: "karlag".into(),
            stop: Stop::Station {
                id: "zek".into(),
                step: 2,
            },
            shown,
        };
        let title = Lead {
            tour: "karlag".into(),
            stop: Stop::Title,
            shown: None,
        };
        let table = [
            (title, r#"{"tour":"karlag","stop":"title"}"#),
            (
                station(None),
                r#"{"tour":"karlag","stop":{"station":{"id":"zek","step":2}}}"#,
            ),
            (
                station(Some(Shown::Note(3))),
                r#"{"tour":"karlag","stop":{"station":{"id":"zek","step":2}},"shown":{"note":3}}"#,
            ),
            (
                station(Some(Shown::Source("book".into()))),
                r#"{"tour":"karlag","stop":{"station":{"id":"zek","step":2}},"shown":{"source":"book"}}"#,
            ),
        ];
        for (lead, json) in table {
            assert_eq!(serde_json::to_string(&lead).unwrap(), json);
            assert_eq!(serde_json::from_str::<Lead>(json).unwrap(), lead);
        }
        let later = r#"{"tour":"karlag","stop":"closing","later":1}"#;
        assert_eq!(
            serde_json::from_str::<Lead>(later).unwrap().stop,
            Stop::Closing
        );
    }
}
