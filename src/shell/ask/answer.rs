//! The answer to `CSI 6n`, `CSI row ; column R`, among whatever else comes from a terminal.

/// How much of an answer there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Missing,
    /// What has come ends with what may be its beginning.
    Begun,
    /// Both count from 1.
    Place {
        row: u16,
        column: u16,
    },
}

impl Answer {
    /// The first answer in these bytes.
    pub(super) fn find(bytes: &[u8]) -> Self {
        let mut found = Self::Missing;
        for start in 0..bytes.len() {
            match Self::at_start(&bytes[start..]) {
                Self::Missing => {}
                Self::Begun => found = Self::Begun,
                place @ Self::Place { .. } => return place,
            }
        }
        found
    }

    fn at_start(bytes: &[u8]) -> Self {
        if bytes == b"\x1b" {
            return Self::Begun;
        }
        // A VT220 may be set to controls of eight bits.
        let introduced = bytes
            .strip_prefix(b"\x1b[")
            .or_else(|| bytes.strip_prefix(b"\x9b"));
        let Some(rest) = introduced else {
            return Self::Missing;
        };
        let is_parameter = |byte: &u8| matches!(byte, b'0'..=b'9' | b';');
        let end = rest.iter().take_while(|byte| is_parameter(byte)).count();
        match rest.get(end) {
            None => Self::Begun,
            Some(b'R') => place(&rest[..end]).unwrap_or(Self::Missing),
            Some(_) => Self::Missing,
        }
    }
}

fn place(parameters: &[u8]) -> Option<Answer> {
    let (row, column) = std::str::from_utf8(parameters).ok()?.split_once(';')?;
    Some(Answer::Place {
        row: row.parse().ok()?,
        column: column.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Answer::{self, Begun, Missing, Place};

    #[test]
    fn an_answer_is_told_from_everything_else() {
        let place = |row, column| Place { row, column };
        for (bytes, expected) in [
            (&b""[..], Missing),
            (b"q\r\x1b[A", Missing),
            (b"\x1b[24;2R", place(24, 2)),
            (b"\x9b24;3R", place(24, 3)),
            (b"sn\x1b[B\x1b[7;3Rq", place(7, 3)),
            (b"\x1b\x1b[1;2R", place(1, 2)),
            (b"\x1b[1\x1b[1;2R", place(1, 2)),
            (b"\x1b[1;2R\x1b[9;9R", place(1, 2)),
            (b"\x1b", Begun),
            (b"\x1b[", Begun),
            (b"\x1b[24;", Begun),
            (b"\x1b[24;80", Begun),
            (b"\x1b[R", Missing),
            (b"\x1b[5R", Missing),
            (b"\x1b[1;2;3R", Missing),
            (b"\x1b[99999;2R", Missing),
            (b"\x1b[?64;1;2c", Missing),
        ] {
            assert_eq!(Answer::find(bytes), expected, "{:?}", bytes.escape_ascii());
        }
    }

    proptest! {
        #[test]
        fn it_is_found_in_any_noise_and_not_before_its_end(
            before in prop::collection::vec(any::<u8>().prop_filter("no answer of its own", |byte| *byte != b'R'), 0..40),
            after in prop::collection::vec(any::<u8>(), 0..40),
            row in any::<u16>(),
            column in any::<u16>(),
            cut in any::<prop::sample::Index>(),
        ) {
            let answer = format!("\x1b[{row};{column}R");
            let mut bytes = before;
            let cut = cut.index(answer.len());
            bytes.extend_from_slice(&answer.as_bytes()[..cut]);
            if cut > 0 {
                prop_assert_eq!(Answer::find(&bytes), Begun);
            }
            bytes.extend_from_slice(&answer.as_bytes()[cut..]);
            bytes.extend_from_slice(&after);
            prop_assert_eq!(Answer::find(&bytes), Place { row, column });
        }
    }
}
