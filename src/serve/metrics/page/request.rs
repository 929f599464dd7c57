//! What was asked, as far as two pages need it: the first line. Header fields are passed over.

/// How the head of a question ends.
const END: &[u8] = b"\r\n\r\n";

/// A question that can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Asked<'a> {
    /// Without what stands after a question mark.
    pub(super) path: &'a str,
    /// Whether only the head of the answer is wanted.
    pub(super) bare: bool,
}

/// Why a question is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    /// It is none.
    Request,
    /// It wants something to be done.
    Method,
    /// It is too long, or was cut off.
    Size,
    /// It is of another HTTP than 1.
    Version,
}

/// Whether the empty line after a head is there.
pub(super) fn is_whole(head: &[u8]) -> bool {
    head.windows(END.len()).any(|bytes| bytes == END)
}

/// Reads the first line of a head.
pub(super) fn read(head: &[u8]) -> Result<Asked<'_>, Wrong> {
    if !is_whole(head) {
        return Err(Wrong::Size);
    }
    let line = head.split(|byte| *byte == b'\r').next().unwrap_or_default();
    let line = str::from_utf8(line).map_err(|_| Wrong::Request)?;
    let mut words = line.split(' ');
    let (Some(method), Some(target), Some(version), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(Wrong::Request);
    };
    match version {
        "HTTP/1.1" | "HTTP/1.0" => {}
        _ if version.starts_with("HTTP/") => return Err(Wrong::Version),
        _ => return Err(Wrong::Request),
    }
    let path = target.split('?').next().unwrap_or_default();
    match method {
        "GET" | "HEAD" => Ok(Asked {
            path,
            bare: method == "HEAD",
        }),
        _ => Err(Wrong::Method),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Wrong, is_whole, read};

    #[test]
    fn a_question_that_never_ends_is_too_long() {
        assert_eq!(read(b"GET / HTTP/1.1\r\nHost: "), Err(Wrong::Size));
        assert_eq!(read(b""), Err(Wrong::Size));
        assert!(is_whole(b"\r\n\r\n") && !is_whole(b"\n\n"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_judged(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes);
            let _ = read(&[bytes.as_slice(), b"\r\n\r\n"].concat());
        }
    }
}
