//! What terminals send, and what nobody does.

use proptest::prelude::*;

use super::*;

/// What these bytes are, in one piece or in pieces, and what a pause makes of their end.
fn typed<'b>(pieces: impl IntoIterator<Item = &'b [u8]>) -> Vec<Typed> {
    let mut keys = Keys::default();
    let mut typed = Vec::new();
    for piece in pieces {
        keys.read(piece, |one| typed.push(one));
    }
    typed.extend(keys.rest());
    assert!(!keys.is_waiting(), "after a pause nothing is waited for");
    typed
}

fn named(typed: &[Typed]) -> String {
    let names: Vec<_> = typed.iter().copied().map(name).collect();
    names.join(" ")
}

fn name(typed: Typed) -> String {
    match typed {
        Typed::Input(Input::Key(key)) => match key {
            Key::Char(' ') => "space".to_owned(),
            Key::Char(char) => char.to_string(),
            Key::Function(number) => format!("f{number}"),
            key => format!("{key:?}").to_lowercase(),
        },
        Typed::Input(Input::Click { column, row }) => format!("click:{column},{row}"),
        Typed::Input(Input::Wheel(lines)) => format!("wheel:{lines}"),
        Typed::Input(other) => panic!("{other:?} is not typed"),
        Typed::Place { row, column } => format!("place:{row};{column}"),
    }
}

/// Bytes, who sends them, and the keys they are.
type Sent = (&'static [u8], &'static str, &'static str);

const LETTERS: &[Sent] = &[
    (b"sQ7?", "every", "s Q 7 ?"),
    (b" ", "every", "space"),
    ("жқ—".as_bytes(), "UTF-8", "ж қ —"),
    ("𝄞".as_bytes(), "UTF-8", "𝄞"),
    (b"\r", "every", "enter"),
    (b"\n", "a line without raw mode", "enter"),
    (b"\r\n", "a script", "enter"),
    (b"\r\r\n\n", "a script", "enter enter enter"),
    (b"\r\0", "telnet", "enter"),
    (b"\x7f\x08", "xterm, PuTTY", "backspace backspace"),
    (b"\t\x1b[Z", "every", "tab backtab"),
    (b"\x03\x04", "every", "interrupt interrupt"),
    (b"\x1d", "every", "knock"),
    // Other keys with Control.
    (b"\0\x01\x05\x0b\x1a\x1c\x1e\x1f", "every", ""),
    (b"\x1b", "every", "escape"),
    (b"\x1b\x1b", "every", "escape escape"),
    (b"\x1b\x1b[A", "every", "escape up"),
    // With Alt.
    (
        b"\x1bq\x1b\r\x1b\x7f\x1b\t",
        "every",
        "q enter backspace tab",
    ),
    (b"\x1b\xd0\xb6", "every", "ж"),
    (b"\x1b\x03", "every", "interrupt"),
    (b"\x1b[", "every", "["),
    (b"\x1bO", "every", "O"),
    (b"\x1bP", "every", "P"),
    (b"\x1b]", "every", "]"),
];

const BROKEN: &[Sent] = &[
    (b"\xc3", "half a letter", ""),
    (b"\xd0q", "half a letter and a key", "q"),
    (b"\xe2\x82\xd0\xb6", "half a letter and a letter", "ж"),
    (b"\xa9\xbfq", "the ends of letters", "q"),
    (b"\xc0\xafq", "overlong", "q"),
    (b"\xc0\x9bAq", "an overlong CSI", "A q"),
    (b"\xe0\x80\xafq", "overlong", "q"),
    (b"\xf0\x80\x80\xafq", "overlong", "q"),
    (b"\xf8\x88\x80\x80\x80q", "five bytes", "q"),
    (b"\xfc\x84\x80\x80\x80\x80q", "six bytes", "q"),
    (b"\xed\xa0\x80q", "a surrogate", "q"),
    (b"\xf4\x90\x80\x80q", "beyond the last letter", "q"),
    (b"\xfe\xffq", "no UTF-8", "q"),
    (b"\x1b[1\r", "a cut sequence", "enter"),
    (b"\x1b[1\x1b[B", "a cut sequence", "down"),
    (b"\x1b[1;\xd0\xb6", "a cut sequence", "ж"),
    (b"\x1bO\x1b[B", "a cut sequence", "down"),
    (b"\x1b[M \x03", "a cut click", "interrupt"),
    (b"\x1b[99999999999999999999~q", "a number without end", "q"),
    (b"\x1b[1;2;3;4;5;6;7;8;9Aq", "too many numbers", "up q"),
    (b"\x1b[1:2:3:4Aq", "too many parts", "up q"),
    (b"\x1b[;;;Aq", "no numbers", "up q"),
    (b"\x1b\\q", "an end of nothing", "q"),
];

const ARROWS: &[Sent] = &[
    (b"\x1b[A\x1b[B\x1b[C\x1b[D", "xterm", "up down right left"),
    (
        b"\x1bOA\x1bOB\x1bOC\x1bOD",
        "application mode",
        "up down right left",
    ),
    (b"\x9bA\x8fB", "eight bits", "up down"),
    (b"\xc2\x9bA\xc2\x8fB", "eight bits in UTF-8", "up down"),
    (b"\x1b[H\x1b[F", "xterm", "home end"),
    (b"\x1bOH\x1bOF", "application mode", "home end"),
    (
        b"\x1b[1~\x1b[4~\x1b[5~\x1b[6~",
        "linux, PuTTY, tmux",
        "home end pageup pagedown",
    ),
    (b"\x1b[7~\x1b[8~", "rxvt", "home end"),
    // Insert and Delete.
    (b"\x1b[2~\x1b[3~q", "every", "q"),
    (b"\x1b[E\x1b[Gq", "the keypad's 5", "q"),
    // Shift and Alt change nothing, Control makes another key.
    (b"\x1b[1;2A\x1b[1;3B\x1b[5;2~", "xterm", "up down pageup"),
    (b"\x1b[1;5C\x1b[1;6D\x1b[6;5~q", "xterm", "q"),
    (
        b"\x1b[2A\x1b[5C\x1bO2A\x1bO5C\x1bO1;2B",
        "old xterm",
        "up up down",
    ),
    (b"\x1b[a\x1b[b\x1b[c\x1b[d", "rxvt", "up down right left"),
    (b"\x1bOa\x1bOb\x1b[7^\x1b[8@q", "rxvt", "q"),
    (b"\x1b[7$\x1b[6$", "rxvt", "home pagedown"),
    (b"\x1b[1;1:1A\x1b[1;1:2A\x1b[1;1:3A", "kitty", "up up"),
    (b"\x1b[1;129A", "kitty with NumLock", "up"),
];

const FUNCTIONS: &[Sent] = &[
    (b"\x1bOP\x1bOQ\x1bOR\x1bOS", "xterm, vt220", "f1 f2 f3 f4"),
    (b"\x1b[15~\x1b[17~\x1b[18~\x1b[19~", "xterm", "f5 f6 f7 f8"),
    (
        b"\x1b[20~\x1b[21~\x1b[23~\x1b[24~",
        "xterm",
        "f9 f10 f11 f12",
    ),
    (b"\x1b[[A\x1b[[B\x1b[[E\x1b[[Zq", "linux", "f1 f2 f5 q"),
    (
        b"\x1b[11~\x1b[12~\x1b[13~\x1b[14~",
        "rxvt, PuTTY",
        "f1 f2 f3 f4",
    ),
    (
        b"\x1b[25~\x1b[28~\x1b[29~\x1b[34~",
        "linux, vt220",
        "f13 f15 f16 f20",
    ),
    (b"\x1bOT\x1bO[", "PuTTY as VT100+", "f5 f12"),
    (b"\x1b[P\x1b[Q\x1b[R\x1b[S", "kitty", "f1 f2 f3 f4"),
    (
        b"\x1b[1;2P\x1b[13;2~\x1bO2P\x1b[11$",
        "with Shift",
        "f1 f3 f1 f1",
    ),
    (b"\x1b[1;5P\x1b[11;5~\x1b[11^q", "with Control", "q"),
];

const KEYPAD: &[Sent] = &[
    (
        b"\x1bOp\x1bOq\x1bOr\x1bOs\x1bOt",
        "application mode",
        "0 1 2 3 4",
    ),
    (
        b"\x1bOu\x1bOv\x1bOw\x1bOx\x1bOy",
        "application mode",
        "5 6 7 8 9",
    ),
    (
        b"\x1bOM\x1bOj\x1bOk\x1bOl\x1bOm\x1bOn\x1bOo",
        "application mode",
        "enter * + , - . /",
    ),
    (b"\x1bOI\x1bO ", "application mode", "tab space"),
    (b"\x1b[57399u\x1b[57408u\x1b[57414u", "kitty", "0 9 enter"),
    (b"\x1b[57409u\x1b[57413u\x1b[57416u", "kitty", ". + ,"),
    (b"\x1b[57417u\x1b[57424u\x1b[57425uq", "kitty", "left end q"),
];

const CODES: &[Sent] = &[
    (b"\x1b[97u\x1b[97;3u\x1b[1078u", "kitty", "a a ж"),
    (b"\x1b[97;2u\x1b[97:65;2u\x1b[49:33;2u", "kitty", "A A !"),
    (
        b"\x1b[27u\x1b[13u\x1b[127u\x1b[9u\x1b[9;2u",
        "kitty",
        "escape enter backspace tab backtab",
    ),
    (
        b"\x1b[99;5u\x1b[100;5u\x1b[93;5u\x1b[53;5u",
        "kitty",
        "interrupt interrupt knock knock",
    ),
    (
        b"\x1b[97;5u\x1b[113;1:3u\x1b[57441u\x1b[57358uq",
        "kitty",
        "q",
    ),
    (b"\x1b[57376u\x1b[57398u", "kitty", "f13 f35"),
    (b"\x1b[0u\x1b[1u\x1b[55296u\x1b[1114112uq", "no letter", "q"),
    (
        b"\x1b[27;5;99~\x1b[27;2;65~\x1b[27;5;97~",
        "xterm",
        "interrupt A",
    ),
];

const MICE: &[Sent] = &[
    (b"\x1b[<0;1;1M\x1b[<0;1;1m", "SGR", "click:0,0"),
    (
        b"\x1b[<0;300;90M\x1b[<16;5;6M",
        "SGR",
        "click:299,89 click:4,5",
    ),
    (b"\x1b[<64;5;6M\x1b[<65;5;6M", "SGR", "wheel:-3 wheel:3"),
    // Other buttons, movements, the wheel's other way, no cell.
    (
        b"\x1b[<1;5;6M\x1b[<2;5;6M\x1b[<32;5;6M\x1b[<35;5;6M\x1b[<66;5;6M",
        "SGR",
        "",
    ),
    (
        b"\x1b[<0;0;0M\x1b[<0;99999;1M\x1b[<M\x1b[<0;1Mq",
        "SGR",
        "q",
    ),
    (b"\x1b[M !!\x1b[M#!!", "X10", "click:0,0"),
    (b"\x1b[M \xff\xc8q", "X10", "click:222,167 q"),
    (b"\x1b[M`!!\x1b[Ma!!", "X10", "wheel:-3 wheel:3"),
    (b"\x1b[M   q", "X10 without a place", "q"),
    (
        b"\x1b[32;3;4M\x1b[35;3;4M\x1b[96;3;4M\x1b[1;3;4M",
        "rxvt",
        "click:2,3 wheel:-3",
    ),
    (b"\x1b[I\x1b[Oq", "focus", "q"),
];

const ANSWERS: &[Sent] = &[
    (b"\x1b[24;80R\x1b[1;2R", "every", "place:24;80 place:1;2"),
    (b"\x9b7;3R", "eight bits", "place:7;3"),
    (b"\x1b[0;0R", "a terminal that does not know", "place:0;0"),
    (b"\x1b[5R\x1b[1;2;3R\x1b[99999;2R\x1b[?1;2Rq", "none", "q"),
    (
        b"\x1b[?62;1;4c\x1b[>41;354;0c\x1b[?2026;2$y\x1b[4;2$yq",
        "xterm",
        "q",
    ),
    (b"\x1b[?1u\x1b[8;24;80t\x1b[0nq", "kitty, xterm", "q"),
];

const TEXTS: &[Sent] = &[
    (b"\x1b]11;rgb:0000/0000/0000\x1b\\q", "xterm", "q"),
    (b"\x1b]11;rgb:0000/0000/0000\x07q", "xterm", "q"),
    (
        b"\x1bP>|tmux 3.4\x1b\\\x1b_Gi=1;OK\x1b\\\x1b^s\x1b\\\x1bXq\x1b\\q",
        "many",
        "q",
    ),
    (b"\x9d0;1\x9cq\x90+r\x9cq", "eight bits", "q q"),
    (b"\xc2\x9d0;1\xc2\x9cq", "eight bits in UTF-8", "q"),
    ("\x1b]lЛ\u{201c}\x1b\\q".as_bytes(), "a title in UTF-8", "q"),
    // Whoever opens one with a key has the other keys.
    (b"\x1b]q\x03", "Alt-]", "interrupt"),
    (b"\x1bPq\r", "Alt-P", "enter"),
    (b"\x1bPq\x1b[A", "Alt-P", "up"),
    (b"\x1bPq\x1b", "Alt-P", "escape"),
    (b"\x1b[200~q\r\xd0\x1b[A\x1b[201~s", "a pasted text", "s"),
    (b"\x1b[200~\x1b[20\x1b[201~s", "a pasted text", "s"),
    (
        b"\x1b[200~q\x03s",
        "a pasted text without end",
        "interrupt s",
    ),
    (b"\x1b[200~q\x1b", "a pasted text without end", "escape"),
    (b"\x1b[201~s", "an end of nothing", "s"),
];

const ALL: [&[Sent]; 9] = [
    LETTERS, BROKEN, ARROWS, FUNCTIONS, KEYPAD, CODES, MICE, ANSWERS, TEXTS,
];

#[test]
fn every_terminal_is_understood() {
    for (bytes, terminal, expected) in ALL.concat() {
        let shown = bytes.escape_ascii();
        assert_eq!(named(&typed([bytes])), expected, "{terminal}: {shown}");
        let one_by_one = bytes.chunks(1);
        assert_eq!(named(&typed(one_by_one)), expected, "{terminal}: {shown}");
    }
}

#[test]
fn a_pause_ends_what_has_begun() {
    let mut keys = Keys::default();
    let mut came = Vec::new();
    for (bytes, is_waiting, rest, then) in [
        (&b"\x1b"[..], true, "escape", "q"),
        (b"\x1b[", true, "[", "q"),
        (b"\x1b[1;", true, "", "q"),
        (b"\x9b", true, "", "q"),
        (b"\x1b]11;rgb", true, "", "q"),
        (b"\x1b[M!", true, "", "q"),
        // A letter and a pasted text may be long on their way.
        (b"\xd0", false, "", "q"),
        (b"\x1b[200~", false, "", ""),
        (b"", false, "", ""),
        (b"\x1b[201~", false, "", "q"),
        (b"q\r", false, "", "q"),
    ] {
        let shown = bytes.escape_ascii();
        keys.read(bytes, |_| {});
        assert_eq!(keys.is_waiting(), is_waiting, "{shown}");
        assert_eq!(named(&Vec::from_iter(keys.rest())), rest, "{shown}");
        came.clear();
        keys.read(b"q", |typed| came.push(typed));
        assert_eq!(named(&came), then, "{shown}");
    }
    keys.read(b"\r", |_| {});
    assert_eq!(keys.rest(), None);
    keys.read(b"\n", |typed| panic!("{typed:?} is the end of Enter"));
}

#[test]
fn what_has_no_end_is_given_up() {
    for (opening, longest) in [("\x1b]", 4096), ("\x1b[200~", 1 << 20)] {
        let bytes = format!("{opening}{}q", "x".repeat(longest));
        assert_eq!(named(&typed([bytes.as_bytes()])), "q", "{opening:?}");
    }
}

#[test]
fn it_is_small() {
    let size = size_of::<Keys>();
    assert!(size <= 64, "{size} bytes");
}

/// What terminals send, among it noise.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let known = prop::sample::select(ALL.concat()).prop_map(|(bytes, ..)| bytes.to_vec());
    let edges = prop::sample::select(
        b"\x1b\x1b\x1b[O]P\\M<;:~0127uR$\r\n\x03\x07\x9b\x9c\x9d\xc2\xd0".to_vec(),
    );
    let piece = prop_oneof![
        known,
        prop::collection::vec(edges, 1..6),
        prop::collection::vec(any::<u8>(), 1..6),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn pieces<'b>(bytes: &'b [u8], cuts: &[prop::sample::Index]) -> Vec<&'b [u8]> {
    let mut places: Vec<_> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
    places.sort_unstable();
    let ends = places.iter().copied().chain([bytes.len()]);
    let starts = [0].into_iter().chain(places.iter().copied());
    starts
        .zip(ends)
        .map(|(start, end)| &bytes[start..end])
        .collect()
}

proptest! {
    #[test]
    fn however_it_is_cut_it_is_the_same(
        bytes in bytes(),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..8),
    ) {
        let whole = typed([&bytes[..]]);
        prop_assert!(whole.len() <= bytes.len());
        prop_assert_eq!(&whole, &typed(pieces(&bytes, &cuts)));
        prop_assert_eq!(&whole, &typed(bytes.chunks(1)));
    }

    #[test]
    fn whatever_came_before_one_can_leave(bytes in bytes()) {
        let mut last = None;
        let mut keys = Keys::default();
        keys.read(&bytes, |_| {});
        keys.read(b"\x03", |typed| last = Some(typed));
        prop_assert_eq!(last, Some(Typed::key(Key::Interrupt)));
    }

    #[test]
    fn after_a_pause_letters_are_letters(
        bytes in bytes(),
        letter in any::<char>().prop_filter("no control", |char| !char.is_control()),
    ) {
        let mut keys = Keys::default();
        keys.read(&bytes, |_| {});
        keys.rest();
        if matches!(keys.state, State::Paste(_)) {
            keys.read(b"\x1b[201~", |typed| panic!("{typed:?} is no key"));
        }
        let mut came = Vec::new();
        let mut utf8 = [0; 4];
        keys.read(letter.encode_utf8(&mut utf8).as_bytes(), |typed| came.push(typed));
        prop_assert_eq!(came, [Typed::char(letter)]);
    }
}
