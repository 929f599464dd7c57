//! Who of other servers has told of visitors, and when: one that has fallen silent has none any more.

use std::collections::HashMap;
use std::time::Duration;

use crate::group::Code;

/// How long a server is believed that tells nothing any more. Servers tell every twenty seconds.
pub(super) const SILENCE: Duration = Duration::from_secs(60);

/// The most that is kept: more than there can be of servers and groups, unless somebody means harm.
const MOST: usize = 20_000;

/// When each server was heard last of each group. Time is that since this server's start.
#[derive(Debug, Default)]
pub(super) struct Roll(HashMap<(Code, String), Duration>);

impl Roll {
    /// A server tells of visitors in a group; false where there is no room for more.
    pub(super) fn heard(&mut self, code: Code, server: &str, now: Duration) -> bool {
        let key = (code, server.to_owned());
        if self.0.len() >= MOST && !self.0.contains_key(&key) {
            return false;
        }
        self.0.insert(key, now);
        true
    }

    /// A server tells that nobody is there any more; false where nobody was.
    pub(super) fn left(&mut self, code: Code, server: &str) -> bool {
        self.0.remove(&(code, server.to_owned())).is_some()
    }

    /// Those who have been silent for too long; they are told once.
    pub(super) fn silent(&mut self, now: Duration) -> Vec<(Code, String)> {
        let is_silent = |heard: &Duration| now.saturating_sub(*heard) >= SILENCE;
        self.0
            .extract_if(|_, heard| is_silent(heard))
            .map(|(key, _)| key)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_silent_for_a_minute_is_gone() {
        let mut roll = Roll::default();
        let code = Code::from_number(32);
        let at = Duration::from_secs;
        for (server, heard) in [("one", 0), ("two", 30), ("three", 0)] {
            assert!(roll.heard(code, server, at(heard)));
        }
        assert!(roll.left(code, "three") && !roll.left(code, "three"));
        assert_eq!(roll.silent(at(59)), []);
        assert_eq!(roll.silent(at(60)), [(code, "one".to_owned())]);
        assert_eq!(roll.silent(at(61)), []);
        roll.heard(code, "two", at(80));
        assert_eq!(roll.silent(at(139)), []);
        assert_eq!(roll.silent(at(140)), [(code, "two".to_owned())]);
    }

    #[test]
    fn there_is_no_room_without_end() {
        let mut roll = Roll::default();
        for number in 0..MOST {
            let code = Code::from_number(number as u32);
            assert!(roll.heard(code, &(number / 5760).to_string(), Duration::ZERO));
        }
        let code = Code::from_number(0);
        assert!(!roll.heard(code, "more", Duration::ZERO));
        assert!(
            roll.heard(code, "0", Duration::ZERO),
            "one of those that are kept"
        );
    }
}
