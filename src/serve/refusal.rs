//! Why somebody is not let in, and how they are told.

use crate::words::{ENGLISH, Phrase, Words};

/// Why a connection is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// Too many new connections from this address within a short time.
    Rate,
    /// Too many connections from this address are open.
    Address,
    /// Too many connections are logging in.
    Handshakes,
    /// As many visits as there may be.
    Sessions,
    /// The server is about to end.
    Draining,
}

impl Refusal {
    /// Each of them.
    pub const ALL: [Self; 5] = [
        Self::Rate,
        Self::Address,
        Self::Handshakes,
        Self::Sessions,
        Self::Draining,
    ];

    /// As metrics and the log name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rate => "rate",
            Self::Address => "address",
            Self::Handshakes => "handshakes",
            Self::Sessions => "sessions",
            Self::Draining => "draining",
        }
    }

    /// What the visitor reads.
    pub fn sentence(self, words: &Words) -> &Phrase {
        let words = &words.serve;
        match self {
            Self::Rate | Self::Handshakes => &words.in_a_minute,
            Self::Address => &words.too_many_here,
            Self::Sessions => &words.too_many,
            Self::Draining => &words.closing,
        }
    }

    /// A whole answer to a new connection that no handshake is spent on: the server's version, such as
    /// `SSH-2.0-docent`, and a message to disconnect, whose sentence OpenSSH shows. It is in English,
    /// since the visitor's language is not known yet, and OpenSSH shows nothing but ASCII.
    pub fn answer(self, version: &str) -> Vec<u8> {
        let mut answer = format!("{version}\r\n").into_bytes();
        answer.extend_from_slice(&packet(&self.message(&ENGLISH)));
        answer
    }

    /// The message to disconnect (RFC 4253, 11.1).
    fn message(self, words: &Words) -> Vec<u8> {
        let mut message = vec![DISCONNECT];
        message.extend_from_slice(&self.reason().to_be_bytes());
        // The sentence, and the tag of its language, which may be left out.
        for text in [self.sentence(words).as_bytes(), b""] {
            message.extend_from_slice(&(text.len() as u32).to_be_bytes());
            message.extend_from_slice(text);
        }
        message
    }

    /// The code of a reason in SSH.
    fn reason(self) -> u32 {
        match self {
            Self::Draining => BY_APPLICATION,
            _ => TOO_MANY_CONNECTIONS,
        }
    }
}

const DISCONNECT: u8 = 1;
const BY_APPLICATION: u32 = 11;
const TOO_MANY_CONNECTIONS: u32 = 12;

/// What a packet is a multiple of before a cipher is agreed on, in bytes.
const BLOCK: usize = 8;
/// The least padding, in bytes.
const PADDING: usize = 4;

/// A message as it is sent before a cipher is agreed on (RFC 4253, 6).
fn packet(message: &[u8]) -> Vec<u8> {
    let bare = 4 + 1 + message.len();
    let whole = (bare + PADDING).next_multiple_of(BLOCK);
    let mut packet = Vec::with_capacity(whole);
    packet.extend_from_slice(&(whole as u32 - 4).to_be_bytes());
    packet.push((whole - bare) as u8);
    packet.extend_from_slice(message);
    packet.resize(whole, 0);
    packet
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_has_its_name_and_a_sentence_that_openssh_shows() {
        let mut names: Vec<_> = Refusal::ALL.map(Refusal::name).into();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Refusal::ALL.len());
        for refusal in Refusal::ALL {
            let sentence = refusal.sentence(&ENGLISH);
            assert!(sentence.is_ascii() && sentence.len() < 120, "{sentence:?}");
        }
    }

    #[test]
    fn the_answer_is_a_version_and_one_packet() {
        let answer = Refusal::Sessions.answer("SSH-2.0-docent");
        let (version, packet) = answer.split_at(16);
        assert_eq!(version, b"SSH-2.0-docent\r\n");
        assert_eq!(packet.len() % BLOCK, 0);
        let length = u32::from_be_bytes(packet[..4].try_into().expect("four bytes"));
        assert_eq!(length as usize, packet.len() - 4);
        let padding = usize::from(packet[4]);
        assert!((PADDING..PADDING + BLOCK).contains(&padding));
        let message = &packet[5..packet.len() - padding];
        assert_eq!(message[..5], [DISCONNECT, 0, 0, 0, 12]);
        let sentence = Refusal::Sessions.sentence(&ENGLISH);
        assert_eq!(message[9..message.len() - 4], *sentence.as_bytes());
    }
}
