//! What is sent to a terminal, taken apart: text and control sequences.

/// A piece of output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    Text(Vec<u8>),
    /// A control character that begins no sequence.
    Control(u8),
    /// `CSI`, its parameters as they are written, and its last byte.
    Csi(String, char),
    /// Any other sequence, by the byte after ESC.
    Other(u8),
}

/// The pieces of these bytes.
pub(crate) fn pieces(mut bytes: &[u8]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    while let Some((&first, rest)) = bytes.split_first() {
        let (piece, rest) = match (first, rest) {
            (0x1b, [b'[', rest @ ..]) => csi(rest),
            (0x1b, [next, rest @ ..]) => (Piece::Other(*next), rest),
            (0x1b, []) => (Piece::Other(0), rest),
            (..0x20 | 0x7f, rest) => (Piece::Control(first), rest),
            _ => {
                let is_text = |byte: &&u8| !matches!(byte, ..0x20 | 0x7f);
                let end = bytes.iter().take_while(is_text).count();
                (Piece::Text(bytes[..end].into()), &bytes[end..])
            }
        };
        pieces.push(piece);
        bytes = rest;
    }
    pieces
}

fn csi(bytes: &[u8]) -> (Piece, &[u8]) {
    let end = bytes.iter().position(|byte| matches!(byte, b'@'..=b'~'));
    let end = end.expect("a whole sequence");
    let parameters = String::from_utf8(bytes[..end].into()).expect("ASCII");
    (Piece::Csi(parameters, bytes[end].into()), &bytes[end + 1..])
}

/// The numbers of an SGR; one left out is 0.
fn numbers(parameters: &str) -> impl Iterator<Item = u16> {
    parameters
        .split(';')
        .map(|one| if one.is_empty() { Ok(0) } else { one.parse() })
        .map(|one| one.expect("a number"))
}

/// What of this a Linux console, of any age, does not know or does wrongly.
pub(crate) fn strange_to_a_console(bytes: &[u8]) -> Vec<Piece> {
    strange(
        bytes,
        |number| matches!(number, 0 | 1 | 7 | 22 | 27 | 30..=37 | 39..=47 | 49),
    )
}

/// What of this a VT220 does not know: it has no colours, and seven bits are enough.
pub(crate) fn strange_to_a_vt220(bytes: &[u8]) -> Vec<Piece> {
    let mut strange = strange(bytes, |number| {
        matches!(number, 0 | 1 | 4 | 7 | 22 | 24 | 27)
    });
    let wide = |piece: &Piece| matches!(piece, Piece::Text(text) if !text.is_ascii());
    strange.extend(pieces(bytes).into_iter().filter(wide));
    strange
}

fn strange(bytes: &[u8], is_rendition: impl Fn(u16) -> bool) -> Vec<Piece> {
    let is_known = |piece: &Piece| match piece {
        Piece::Text(_) => true,
        Piece::Control(control) => matches!(control, b'\r' | b'\n'),
        Piece::Csi(parameters, 'm') => numbers(parameters).all(&is_rendition),
        // Cursor, wrap; CUP, CUF, CUD, ED, EL, ECH, IL, DL, DECSTBM.
        Piece::Csi(parameters, 'h' | 'l') => matches!(parameters.as_str(), "?25" | "?7"),
        Piece::Csi(parameters, 'H' | 'C' | 'B' | 'J' | 'K' | 'X' | 'L' | 'M' | 'r') => parameters
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b';')),
        Piece::Csi(..) | Piece::Other(_) => false,
    };
    let pieces = pieces(bytes).into_iter();
    pieces.filter(|piece| !is_known(piece)).collect()
}

#[test]
fn output_is_taken_apart() {
    let text = |text: &str| Piece::Text(text.into());
    let csi = |parameters: &str, last| Piece::Csi(parameters.into(), last);
    assert_eq!(
        pieces("a\u{2500}\x1b[1;31mb\r\x1b[H\x1b]0".as_bytes()),
        [
            text("a\u{2500}"),
            csi("1;31", 'm'),
            text("b"),
            Piece::Control(b'\r'),
            csi("", 'H'),
            Piece::Other(b']'),
            text("0"),
        ]
    );
    for known in ["\x1b[;1m", "\x1b[2;5H", "\x1b[?25l", "\x1b[J"] {
        assert!(strange_to_a_vt220(known.as_bytes()).is_empty(), "{known:?}");
        assert!(
            strange_to_a_console(known.as_bytes()).is_empty(),
            "{known:?}"
        );
    }
    for unknown in [
        "\x1b[?1049h",
        "\x1b[?1000h",
        "\x1b]0;t\x07",
        "\x1bPq",
        "\x1b[38;5;1m",
        "\x1b[6n",
        "\x1b(0",
        "\x1b[3m",
        "\x1b[95m",
        "\x1b[5m",
        "\x1b[?2026h",
        "\x1b[9b",
        "\x07",
    ] {
        assert!(
            !strange_to_a_vt220(unknown.as_bytes()).is_empty(),
            "{unknown:?}"
        );
        assert!(
            !strange_to_a_console(unknown.as_bytes()).is_empty(),
            "{unknown:?}"
        );
    }
    assert!(!strange_to_a_vt220("ж\x1b[31m".as_bytes()).is_empty());
}
