//! A group as it travels: JSON with a version. What a later version adds is passed over.

use serde::{Deserialize, Serialize};

use super::{Code, Group, GuideId, MOST_GUIDES, Minute};
use crate::player::company::{Baton, Lead};

/// The version that is written.
const VERSION: u32 = 1;
/// Bytes of the longest sheet that is read.
const LONGEST: usize = 4096;

/// Changes of the longest group that is read: far more than there can be, so that there is room for more.
const MOST_CHANGES: u64 = 1 << 48;

/// Why a sheet is not taken.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("the group takes {0} bytes, more than {LONGEST}")]
    TooLong(usize),
    #[error("the group is of version {0}, and this program reads {VERSION}")]
    Version(u32),
    #[error("`{0}` does not fit a group")]
    Field(&'static str),
    #[error("the group is no JSON of a group")]
    Json(#[from] serde_json::Error),
}

/// A group as it is written.
#[derive(Debug, Serialize, Deserialize)]
struct Sheet {
    version: u32,
    code: String,
    revision: u64,
    started: Minute,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    begun: Option<Minute>,
    touched: Minute,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lead: Option<Lead>,
    /// The place of the guide with the lead among the guides.
    leader: usize,
    /// In hexadecimal digits.
    guides: Vec<String>,
    baton: Baton,
}

/// The version of a sheet, whatever else stands in it.
#[derive(Debug, Deserialize)]
struct Version {
    version: u32,
}

impl Group {
    /// The group as JSON, at most 4 KiB.
    pub fn to_json(&self) -> String {
        let leader = self.guides.iter().position(|guide| *guide == self.leader);
        let sheet = Sheet {
            version: VERSION,
            code: self.code.to_string(),
            revision: self.revision,
            started: self.started,
            begun: self.begun,
            touched: self.touched,
            lead: self.lead.clone(),
            leader: leader.unwrap_or(0),
            guides: self.guides.iter().map(hex).collect(),
            baton: self.baton,
        };
        // Neither a map with odd keys nor a number that JSON lacks is in it, so that it cannot fail.
        serde_json::to_string(&sheet).unwrap_or_default()
    }

    /// Reads a group from JSON.
    ///
    /// # Errors
    ///
    /// When it is no group, is of another version, or is longer than groups are.
    pub fn from_json(json: &[u8]) -> Result<Self, Unreadable> {
        if json.len() > LONGEST {
            return Err(Unreadable::TooLong(json.len()));
        }
        let Version { version } = serde_json::from_slice(json)?;
        if version != VERSION {
            return Err(Unreadable::Version(version));
        }
        serde_json::from_slice::<Sheet>(json)?.group()
    }
}

impl Sheet {
    fn group(self) -> Result<Group, Unreadable> {
        let guides: Option<Vec<GuideId>> = self.guides.iter().map(|digits| unhex(digits)).collect();
        let guides = guides.filter(|guides| guides.len() <= MOST_GUIDES);
        let guides = guides.ok_or(Unreadable::Field("guides"))?;
        let leader = guides.get(self.leader).copied();
        if self.revision > MOST_CHANGES {
            return Err(Unreadable::Field("revision"));
        }
        if !self.lead.as_ref().is_none_or(Lead::is_sound) {
            return Err(Unreadable::Field("lead"));
        }
        Ok(Group {
            code: Code::parse(&self.code).ok_or(Unreadable::Field("code"))?,
            revision: self.revision,
            started: self.started,
            begun: self.begun,
            touched: self.touched,
            lead: self.lead,
            leader: leader.ok_or(Unreadable::Field("leader"))?,
            guides,
            baton: self.baton,
        })
    }
}

fn hex(guide: &GuideId) -> String {
    format!("{:032x}", u128::from_be_bytes(guide.0))
}

fn unhex(digits: &str) -> Option<GuideId> {
    let is_hex = digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let number = u128::from_str_radix(digits, 16).ok().filter(|_| is_hex)?;
    Some(GuideId(number.to_be_bytes()))
}
