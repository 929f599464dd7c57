//! Headers as balancers write them, and as nobody should.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::FutureExt;
use proptest::prelude::*;
use tokio::io::ReadBuf;

use super::*;

/// What a client says after a header.
const SSH: &[u8] = b"SSH-2.0-OpenSSH_9.2\r\n";

/// A stream that gives no more than so many bytes at a time, and then ends.
struct Stream<'b> {
    left: &'b [u8],
    portion: usize,
}

impl AsyncRead for Stream<'_> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<Result<()>> {
        let count = self.portion.min(into.remaining()).min(self.left.len());
        let (now, later) = self.left.split_at(count);
        into.put_slice(now);
        self.left = later;
        Poll::Ready(Ok(()))
    }
}

/// What these bytes begin with, and what is left of them.
fn read(bytes: &[u8], portion: usize) -> (Result<Option<SocketAddr>>, &[u8]) {
    let mut stream = Stream {
        left: bytes,
        portion,
    };
    let result = header(&mut stream).now_or_never();
    (result.expect("such a stream is always ready"), stream.left)
}

fn v2(command: u8, kind: u8, rest: &[u8]) -> Vec<u8> {
    let mut bytes = v2::PROTOCOL_PREFIX.to_vec();
    bytes.extend([command, kind]);
    bytes.extend(u16::try_from(rest.len()).unwrap().to_be_bytes());
    bytes.extend(rest);
    bytes
}

const PROXY: u8 = 0x21;
const LOCAL: u8 = 0x20;
const V4: [u8; 12] = [192, 0, 2, 1, 10, 0, 0, 1, 0x30, 0x39, 0, 22];

fn v6(source: [u8; 16]) -> Vec<u8> {
    [&source[..], &[0; 16], &[0x30, 0x39, 0, 22]].concat()
}

/// `2001:db8::7`.
const SIX: [u8; 16] = [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7];
/// `::ffff:192.0.2.1`.
const MAPPED: [u8; 16] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 0, 2, 1];

/// Headers, and the addresses they say.
fn sound() -> Vec<(Vec<u8>, Option<&'static str>)> {
    let four = Some("192.0.2.1:12345");
    let six = Some("[2001:db8::7]:12345");
    // Of a kind that nobody knows, as long as a header can be.
    let tlv = [&[0xee, 1, 0xfd][..], &[7; 509 - 4]].concat();
    let longest = "PROXY UNKNOWN ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535\r\n";
    assert_eq!(longest.len(), LONGEST_LINE);
    let text = |text: &str| text.as_bytes().to_vec();
    vec![
        (text("PROXY TCP4 192.0.2.1 10.0.0.1 12345 22\r\n"), four),
        (
            text("PROXY TCP4 192.0.2.1 10.0.0.1 0 22\r\n"),
            Some("192.0.2.1:0"),
        ),
        (text("PROXY TCP6 2001:db8::7 ::1 12345 22\r\n"), six),
        (text("PROXY TCP6 ::ffff:192.0.2.1 ::1 12345 22\r\n"), four),
        (text("PROXY UNKNOWN\r\n"), None),
        (text("PROXY UNKNOWN one two three four five six\r\n"), None),
        (text(longest), None),
        (v2(PROXY, 0x11, &V4), four),
        (v2(PROXY, 0x11, &[&V4[..], &[4, 0, 1, 9]].concat()), four),
        (v2(PROXY, 0x11, &[&V4[..], &tlv[..]].concat()), four),
        // What follows the addresses is not read.
        (v2(PROXY, 0x11, &[&V4[..], &[4, 0xff, 0xff]].concat()), four),
        (v2(PROXY, 0x21, &v6(SIX)), six),
        (v2(PROXY, 0x21, &v6(MAPPED)), four),
        (v2(PROXY, 0x00, &[]), None),
        (v2(PROXY, 0x00, &[9; 20]), None),
        (v2(PROXY, 0x31, &[b'/'; 216]), None),
        (v2(PROXY, 0x31, &[b'/'; 230]), None),
        (v2(LOCAL, 0x00, &[]), None),
        (v2(LOCAL, 0x11, &V4), None),
        (v2(LOCAL, 0x21, &[1]), None),
        (v2(LOCAL, 0xff, &[1; 520]), None),
    ]
}

#[test]
fn a_header_is_read_to_its_last_byte() {
    for (header, expected) in sound() {
        let expected = expected.map(|address| address.parse().unwrap());
        let shown = header.escape_ascii().to_string();
        let bytes = [&header[..], SSH].concat();
        for portion in [1, 7, 4096] {
            let (result, left) = read(&bytes, portion);
            assert_eq!(result.expect(&shown), expected, "{shown}");
            assert_eq!(left, SSH, "{shown}");
        }
        for end in 0..header.len() {
            let (result, _) = read(&header[..end], 4096);
            let error = result.expect_err("it is cut");
            assert_eq!(
                error.kind(),
                ErrorKind::UnexpectedEof,
                "{shown} cut at {end}"
            );
        }
    }
}

#[test]
fn what_is_no_header_is_refused() {
    let text = |text: &str| text.as_bytes().to_vec();
    for bytes in [
        SSH.to_vec(),
        text("GET / HTTP/1.1\r\nHost: museum\r\n\r\n"),
        text("proxy TCP4 192.0.2.1 10.0.0.1 12345 22\r\n"),
        text("PROXY TCP5 192.0.2.1 10.0.0.1 12345 22\r\n"),
        text("PROXY UDP4 192.0.2.1 10.0.0.1 12345 22\r\n"),
        text("PROXY TCP4 2001:db8::7 ::1 12345 22\r\n"),
        text("PROXY TCP6 192.0.2.1 10.0.0.1 12345 22\r\n"),
        text("PROXY TCP4 192.0.2.256 10.0.0.1 12345 22\r\n"),
        text("PROXY TCP4 192.0.2.1 10.0.0.1 65536 22\r\n"),
        text("PROXY TCP4 192.0.2.1 10.0.0.1 +12345 22\r\n"),
        text("PROXY TCP4 192.0.2.1 10.0.0.1 012345 22\r\n"),
        text("PROXY TCP4 192.0.2.1 10.0.0.1 -1 22\r\n"),
        text("PROXY TCP4 192.0.2.1 10.0.0.1 12345 22 \r\n"),
        text("PROXY TCP4 192.0.2.1  10.0.0.1 12345 22\r\n"),
        text("PROXY TCP4 192.0.2.1 10.0.0.1 12345\r\n"),
        text("PROXY TCP4 192.0.2.1 10.0.0.1 12345 22\rX\r\n"),
        text("PROXY UNKNOWNX\r\n"),
        text("PROXY \r\nSSH-2.0-OpenSSH_9.2\r\n"),
        text(&format!("PROXY UNKNOWN {}\r\n", "x".repeat(LONGEST_LINE))),
        text(&format!(
            "PROXY TCP4 192.0.2.1 10.0.0.1 12345 22\n{}",
            "x".repeat(LONGEST_LINE)
        )),
        b"PROXY TCP4 \xff.0.2.1 10.0.0.1 12345 22\r\n".to_vec(),
        v2(0x11, 0x11, &V4),
        v2(0x22, 0x11, &V4),
        v2(PROXY, 0x12, &V4),
        v2(PROXY, 0x10, &V4),
        v2(PROXY, 0x22, &v6(SIX)),
        v2(PROXY, 0x13, &V4),
        v2(PROXY, 0x41, &V4),
        v2(PROXY, 0x11, &V4[..11]),
        v2(PROXY, 0x21, &V4),
        v2(PROXY, 0x31, &V4),
        v2(PROXY, 0x11, &[0; LONGEST]),
        v2(LOCAL, 0x00, &vec![0; u16::MAX.into()]),
    ] {
        let shown = bytes.escape_ascii().to_string();
        let (result, left) = read(&bytes, 4096);
        let error = result.expect_err(&shown);
        assert_eq!(error.kind(), ErrorKind::InvalidData, "{shown}: {error}");
        assert!(bytes.len() - left.len() <= LONGEST, "{shown}");
    }
}

/// Headers, headers with mistakes, and noise.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let known = prop::sample::select(sound()).prop_map(|(bytes, _)| bytes);
    let change = (any::<prop::sample::Index>(), any::<u8>());
    let broken =
        (known.clone(), prop::collection::vec(change, 1..4)).prop_map(|(mut bytes, changes)| {
            for (place, byte) in changes {
                let place = place.index(bytes.len());
                bytes[place] = byte;
            }
            bytes
        });
    let noise = || prop::collection::vec(any::<u8>(), 0..700);
    let text = noise().prop_map(|rest| [b"PROXY ", &rest[..]].concat());
    let binary = noise().prop_map(|rest| [v2::PROTOCOL_PREFIX, &rest[..]].concat());
    prop_oneof![known, broken, noise(), text, binary]
}

/// How long a header is by what it says itself.
fn length(bytes: &[u8]) -> Option<usize> {
    if bytes.starts_with(v2::PROTOCOL_PREFIX) {
        let length = bytes.get(14..16)?.try_into().ok()?;
        return Some(FIXED + usize::from(u16::from_be_bytes(length)));
    }
    let end = bytes.windows(2).position(|two| two == LINE_END)?;
    Some(end + 2)
}

proptest! {
    #[test]
    fn of_any_bytes_no_more_than_a_header_is_read(
        bytes in bytes(),
        portion in 1..40_usize,
    ) {
        let bytes = [&bytes[..], SSH].concat();
        let (result, left) = read(&bytes, portion);
        let taken = bytes.len() - left.len();
        prop_assert!(taken <= LONGEST);
        if let Some(length) = length(&bytes) {
            prop_assert!(taken <= length.max(SHORTEST));
            prop_assert!(result.is_err() || taken == length);
        }
        let (again, _) = read(&bytes, 4096);
        prop_assert_eq!(result.ok(), again.ok());
    }
}
