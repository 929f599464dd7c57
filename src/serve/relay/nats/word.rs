//! What stands in the buckets, and what it means.

use serde::{Deserialize, Serialize};

use crate::group::{Attendance, Code, Group, Minute};
use crate::serve::relay::Word;

/// Bytes of the longest note of attendance that is read.
const LONGEST_NOTE: usize = 200;

/// The most visitors of a group that one server may tell of.
const MOST_VISITORS: u32 = 1_000_000;

/// Minutes by which another server's clock may be ahead.
const AHEAD: Minute = 24 * 60;

/// How many of a group are on a server, as it is written.
#[derive(Debug, Serialize, Deserialize)]
struct Note {
    following: u32,
    wandering: u32,
    #[serde(default)]
    leads: bool,
}

/// What somebody tells of a group; an error, in words, where it is none.
pub(super) fn group(key: &str, json: Option<&[u8]>, now: Minute) -> Result<Word, String> {
    let code = Code::parse(key).ok_or("its key is no code")?;
    let Some(json) = json else {
        return Ok(Word::Ended(code));
    };
    let group = Group::from_json(json).map_err(|error| error.to_string())?;
    if group.code() != code {
        return Err("it stands under the code of another".to_owned());
    }
    if group.touched() > now + AHEAD {
        return Err("it is from tomorrow: a server's clock is wrong".to_owned());
    }
    Ok(Word::Group(Box::new(group)))
}

/// What somebody tells of who is there; an error, in words, where it is nothing of the kind.
pub(super) fn attendance(
    key: &str,
    json: Option<&[u8]>,
) -> Result<(Code, String, Option<Attendance>), String> {
    let (code, server) = key.split_once('.').ok_or("its key has no server")?;
    let code = Code::parse(code).ok_or("its key is no code")?;
    if !is_name(server) {
        return Err("its key is no server".to_owned());
    }
    let attendance = json
        .map(read)
        .transpose()?
        .filter(|attendance| *attendance != Attendance::default());
    Ok((code, server.to_owned(), attendance))
}

fn read(json: &[u8]) -> Result<Attendance, String> {
    if json.len() > LONGEST_NOTE {
        return Err("it is too long".to_owned());
    }
    let note: Note = serde_json::from_slice(json).map_err(|error| error.to_string())?;
    if note.following > MOST_VISITORS || note.wandering > MOST_VISITORS {
        return Err("it tells of too many".to_owned());
    }
    Ok(Attendance {
        following: note.following,
        wandering: note.wandering,
        leads: note.leads,
    })
}

/// A note of attendance.
pub(super) fn note(attendance: Attendance) -> String {
    let note = Note {
        following: attendance.following,
        wandering: attendance.wandering,
        leads: attendance.leads,
    };
    // Numbers cannot fail.
    serde_json::to_string(&note).unwrap_or_default()
}

/// A name for this server, by chance.
pub(super) fn name() -> String {
    format!("{:016x}", rand::random::<u64>())
}

fn is_name(name: &str) -> bool {
    name.len() == 16 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests;
