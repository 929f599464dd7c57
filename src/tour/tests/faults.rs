//! Faults, each with its place.

use super::{SOUND, check};
use crate::tour::{Tour, TourFiles};

/// The faults of the sound tour with one thing changed.
fn changed(from: &str, to: &str) -> String {
    assert!(SOUND.contains(from), "{from}");
    check(&SOUND.replacen(from, to, 1))
}

/// Each mistake, made alone in a sound file, and all that is said of it.
#[test]
#[expect(clippy::too_many_lines, reason = "it is a table")]
fn one_mistake_each() {
    let cases = [
        (
            "misspelt key",
            "title = \"The gate\"",
            "titel = \"The gate\"",
        ),
        (
            "unknown key",
            "label = \"On\"",
            "colour = 'red', label = \"On\"",
        ),
        ("unknown table", "[[chart]]", "[[chrat]]"),
        ("number for text", "date = \"1937\"", "date = 1937"),
        ("text for number", "value = 655", "value = \"655\""),
        (
            "text for list",
            "answers = [{ label = \"A letter\", reply = \"Many did [@ashcroft-2025].\" }]",
            "answers = \"A letter\"",
        ),
        ("list header for table", "[notes]", "[[notes]]"),
        ("table header for list", "[[figure]]", "[figure]"),
        (
            "two tables",
            "[[figure]]",
            "[notes]\nmore = \"x\"\n[[figure]]",
        ),
        (
            "table inline and with header",
            "language = \"en\"",
            "notes = { more = \"x\" }",
        ),
        (
            "orphan step",
            "[[station]]\nid = \"gate\"",
            "[[station.step]]\ntext = \"x\"\n[[station]]\nid = \"gate\"",
        ),
        ("missing title", "title = \"The gate\"\n", ""),
        ("missing id", "id = \"end\"\n", ""),
        ("missing text", "text = \"Silence.\"", ""),
        ("empty text", "text = \"Silence.\"", "text = \"\""),
        (
            "empty step",
            "First step.[^papers]\n\n---",
            "First step.[^papers]\n\n---\n\n---",
        ),
        ("missing description", "alt = \"Children at a table\"\n", ""),
        (
            "text and steps",
            "text = \"Silence.\"",
            "text = \"Silence.\"\n[[station.step]]\ntext = \"x\"",
        ),
        (
            "two things in a step",
            "figure = \"children\"",
            "figure = \"children\"\nchart = \"mothers\"",
        ),
        ("nothing in a step", "figure = \"children\"", ""),
        ("duplicate id", "id = \"end\"", "id = \"gate\""),
        (
            "duplicate label",
            "id = \"end\"",
            "id = \"end\"\nlabel = \"1\"",
        ),
        (
            "duplicate key",
            "title = \"The gate\"",
            "title = \"The gate\"\ntitle = \"x\"",
        ),
        ("bad id", "[glossary.zek]", "[glossary.Zek_Word]"),
        (
            "unknown note",
            "First step.[^papers]",
            "First step.[^paper]",
        ),
        ("unknown term", "(term:zek)", "(term:zak)"),
        (
            "unknown source",
            "[see @ashcroft-2025, para. 4]",
            "[see @ashcroft-2024, para. 4; @diaz]",
        ),
        ("unknown station", "(station:gate)", "(station:gates)"),
        (
            "unknown figure",
            "figure = \"children\"",
            "figure = \"childern\"",
        ),
        (
            "unknown chart",
            "chart = \"mothers\"",
            "chart = \"fathers\"",
        ),
        ("unknown skip", "skip_to = \"end\"", "skip_to = \"ned\""),
        ("unknown choice", "to = \"gate\"", "to = \"gait\""),
        ("unused note", "papers = ", "more = \"x\"\npapers = "),
        (
            "unreachable station",
            "[[station]]\nid = \"end\"",
            "[[station]]\nid = \"aside\"\ntitle = \"Aside\"\n[[station.step]]\nchoose = [{ label = \"Round\", to = \"aside\" }]\n[[station]]\nid = \"end\"",
        ),
        (
            "dead end",
            "First step.[^papers]\n",
            "First step.[^papers] [Aside](station:aside)\n\n\"\"\"\n[[station]]\nid = \"aside\"\ntitle = \"Aside\"\n[[station.step]]\nchoose = [{ label = \"Round\", to = \"aside\" }]\n[[station]]\nid = \"gate-2\"\ntitle = \"Gate 2\"\ntext = \"\"\"\nx\n",
        ),
        ("bad latitude", "lat = 49.67", "lat = 149.67"),
        ("half a point", "lat = 49.67, ", ""),
        ("bad hold", "12s", "12 seconds"),
        ("bad speed", "language = \"en\"", "reading_speed = 20"),
        ("bad date", "\"1937\"", "\"1937-02-30\""),
        ("bad kind", "kind = \"share\"", "kind = \"shares\""),
        ("part larger than whole", "of = 2103", "of = 210"),
        ("share without whole", ", of = 2103", ""),
        (
            "bad address",
            "https://example.org/a",
            "ftp://example.org/a",
        ),
        (
            "bad link",
            "[the gate](station:gate)",
            "[the gate](www.example.org) [x](javascript:x) [y](https://a.org)",
        ),
        ("bad source type", "article-magazine", "article-magasine"),
        ("bad source field", "issued = ", "isued = "),
        (
            "bad name",
            "[{ family = \"Ashcroft\", given = \"Alice\" }]",
            "[{ familly = \"Ashcroft\" }, \"Diaz\"]",
        ),
        (
            "bad source date",
            "issued = 2025-02-16",
            "issued = \"February 2025\"",
        ),
        (
            "missing picture",
            "alt = \"Children",
            "image = \"media/x.jpg\"\nalt = \"Children",
        ),
        (
            "picture outside",
            "alt = \"Children",
            "image = \"../x.jpg\"\nalt = \"Children",
        ),
        (
            "missing outline",
            "[notes]",
            "[map]\noutline = \"x.geojson\"\n[notes]",
        ),
        (
            "no note here",
            "meaning = \"A prisoner.\"",
            "meaning = \"A prisoner.[^papers]\"",
        ),
        (
            "another format",
            "format = 1",
            "format = 2\nnonsense = true",
        ),
        ("bad language", "\"en\"", "\"English\""),
        ("translation keys", "format = 1", "status = \"draft\""),
        (
            "unclosed text",
            "[see @ashcroft-2025, para. 4].\n\"\"\"",
            "[see @ashcroft-2025, para. 4].\n",
        ),
        (
            "unclosed quotation mark",
            "title = \"The gate\"",
            "title = \"The gate",
        ),
        ("unclosed list", "of = 2103 }]", "of = 2103 }"),
        ("unclosed header", "[[chart]]", "[[chart]"),
        ("bare word", "title = \"The gate\"", "title = The gate"),
        ("no value", "title = \"The gate\"", "title"),
        (
            "unclosed emphasis",
            "Silence.",
            "*Silence and 2*3 and snake_case **x",
        ),
        (
            "unclosed brackets",
            "Silence.",
            "[zek](term:zek and [sic] [x",
        ),
        (
            "unread citation",
            "Silence.",
            "See [@ashcroft-2025][b] and [@ashcroft-2025, [1]].",
        ),
        (
            "citation as the address of a link",
            "\"Silence.\"",
            "\"\"\"\nSilence.\n\n[@x]: https://a.org\n\"\"\"",
        ),
        ("html", "Silence.", "A<br>b <b>c</b>"),
        ("heading", "Silence.", "# Silence"),
        ("picture in text", "Silence.", "![x](y.jpg)"),
        (
            "note in text",
            "text = \"Silence.\"",
            "text = \"\"\"\nSilence.\n\n[^x]: note\n\n    code\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\"\"\"",
        ),
        ("invisible character", "Silence.", "Sil\u{202e}ence \\u200b"),
    ];
    let told = cases.map(|(name, from, to)| format!("{name}\n{}\n", changed(from, to)));
    insta::assert_snapshot!(told.join("\n"), @r#"
        misspelt key
        8:1 error[unknown-key] there is no key `titel` here; did you mean `title`?

        unknown key
        34:13 error[unknown-key] there is no key `colour` here; the keys are label, to

        unknown table
        55:3 error[unknown-key] there is no key `chrat` here; did you mean `chart`?

        number for text
        63:8 error[type] expected a text in quotation marks; put it in quotation marks

        text for number
        59:40 error[type] expected a number without quotation marks; remove the quotation marks

        text for list
        32:11 error[type] expected a list in square brackets

        list header for table
        41:1 error[type] expected a table; write this header with one pair of brackets, such as [notes]

        table header for list
        49:1 error[type] expected a list in square brackets; write this header with two pairs of brackets, such as [[station]]

        two tables
        49:1 error[toml] the table [notes] stands here twice; put these keys under the first one, in line 41
        50:1 warning[unused-note] nothing refers to the note `more`; call it with [^more], or remove it

        table inline and with header
        1:1 warning[missing] this tour has no `language`, and is taken to be in English; write the language as a tag, such as language = "en", "ru" or "kk"
        3:11 warning[unused-note] nothing refers to the note `more`; call it with [^more], or remove it
        41:1 error[toml] `notes` stands among the first keys of the file too; keep one of the two

        orphan step
        6:1 error[toml] this table stands behind no [[station]] that it could belong to; move it under its [[station]]

        missing title
        6:1 error[missing] this station has no `title`; add a line title = "…"

        missing id
        36:1 error[missing] this station has no `id`; add a line id = "some-id"

        missing text
        36:1 error[missing] this station has no text; add text = """…""", or [[station.step]] tables

        empty text
        39:8 error[missing] `text` is empty; write it between the quotation marks

        empty step
        14:1 error[missing] a step has no words; remove the --- before or after it

        missing description
        49:1 error[missing] this figure has no description `alt`; describe the picture for somebody who does not see it: alt = "…"

        text and steps
        39:8 error[two-contents] a station has a `text` or [[station.step]] tables, not both; make this text the first [[station.step]]

        two things in a step
        28:9 error[two-contents] a step shows one thing only; put it into a [[station.step]] of its own

        nothing in a step
        26:1 error[missing] this step shows nothing; give it one of text, figure, chart, ask and choose
        50:6 warning[unused-figure] nothing refers to the figure `children`; show it with a step `figure = "children"`, or remove it

        duplicate id
        22:11 error[unknown-station] there is no station `end`; the ids are gate, women
        34:32 error[unknown-station] there is no station `end`; the ids are gate, women
        37:6 error[duplicate-id] there are two stations with the id `gate`; the first stands in line 7; give this one another id

        duplicate label
        38:9 error[duplicate-label] station 1 in the file has the label `1` too; visitors type the label to come here; give each station its own `label`

        duplicate key
        9:1 error[toml] this key stands here twice

        bad id
        15:14 error[unknown-term] there is no term `zek`; the ids are Zek_Word
        44:11 error[bad-id] the id `Zek_Word` is not in kebab-case; ids are small Latin letters, digits and single hyphens, such as women-camp
        44:11 warning[unused-term] nothing refers to the term `Zek_Word`; link a word to it with [word](term:Zek_Word), or remove it

        unknown note
        11:14 error[unknown-note] there is no note `paper`; did you mean `papers`?

        unknown term
        15:14 error[unknown-term] there is no term `zak`; did you mean `zek`?

        unknown source
        15:39 error[unknown-source] there is no source `ashcroft-2024`; did you mean `ashcroft-2025`?
        15:64 error[unknown-source] there is no source `diaz`; the ids are ashcroft-2025

        unknown station
        52:35 error[unknown-station] there is no station `gates`; did you mean `gate`?

        unknown figure
        27:10 error[unknown-figure] there is no figure `childern`; did you mean `children`?

        unknown chart
        29:9 error[unknown-chart] there is no chart `fathers`; did you mean `mothers`?

        unknown skip
        22:11 error[unknown-station] there is no station `ned`; did you mean `end`?

        unknown choice
        34:64 error[unknown-station] there is no station `gait`; the ids are end, gate, women

        unused note
        42:1 warning[unused-note] nothing refers to the note `more`; call it with [^more], or remove it

        unreachable station
        37:6 warning[unreachable] no way leads to the station `aside`; every station before it ends in choices; let one of them lead here

        dead end
        7:6 warning[dead-end] no way leads from the station `gate` to the end of the tour; let one of its choices, or of those behind it, lead on; the last station should not end in choices
        15:6 warning[dead-end] no way leads from the station `aside` to the end of the tour; let one of its choices, or of those behind it, lead on; the last station should not end in choices
        20:6 warning[unreachable] no way leads to the station `gate-2`; every station before it ends in choices; let one of them lead here
        31:6 warning[unreachable] no way leads to the station `women`; every station before it ends in choices; let one of them lead here
        49:6 warning[unreachable] no way leads to the station `end`; every station before it ends in choices; let one of them lead here

        bad latitude
        9:14 error[bad-coordinates] a latitude is a number from -90 (south) to 90 (north)

        half a point
        9:6 error[missing] `at` has no `lat`; write at = { lat = 49.67, lon = 72.68 }

        bad hold
        25:8 error[bad-duration] `12 seconds` is not a stretch of time; write seconds or minutes up to an hour, such as 12s or 1m30s

        bad speed
        1:1 warning[missing] this tour has no `language`, and is taken to be in English; write the language as a tag, such as language = "en", "ru" or "kk"
        3:17 error[bad-number] the reading speed is a number of words a minute, from 60 to 600

        bad date
        63:8 error[bad-date] `1937-02-30` is not a date; write 1938, 1938-04, 1938-04-09, 1938~ for about then, or 1941/1952 for a stretch of time

        bad kind
        57:8 error[unknown-value] there is no kind of chart `shares`; did you mean `share`?

        part larger than whole
        59:40 error[bad-number] the part 655 is larger than its whole 210

        share without whole
        59:11 error[missing] a share has no whole `of`; add the whole it is a part of, such as of = 2103

        bad address
        74:7 error[bad-link] this is not a web address; addresses begin with https:// and have no spaces

        bad link
        52:27 error[bad-link] `www.example.org` is not an address; addresses begin with https://, or with term:, station:, figure: or source: and an id
        52:48 error[bad-link] links cannot begin with `javascript:`; links lead to https:, http: and mailto: addresses, and to term:, station:, figure: and source: ids

        bad source type
        70:8 error[unknown-value] there is no type of source `article-magasine`; did you mean `article-magazine`?

        bad source field
        73:1 error[unknown-key] sources have no field `isued`; did you mean `issued`?

        bad name
        72:13 error[unknown-key] names have no part `familly`; did you mean `family`?
        72:37 error[type] expected a name in curly brackets; write { family = "Ashcroft", given = "Alice" } or { literal = "Karlag Museum" }

        bad source date
        73:10 error[bad-date] `February 2025` is not a date; write "2025-02-16", "2026-11", "2024", or "1941/1952" for a stretch of time

        missing picture
        51:9 error[missing-file] `media/x.jpg`: there is no such file; paths are read from the tour's folder, and capital letters matter

        picture outside
        51:9 error[outside-folder] the path leaves the tour's folder; name a file inside the tour's folder, such as media/gate.jpg

        missing outline
        42:11 error[missing-file] `x.geojson`: there is no such file; paths are read from the tour's folder, and capital letters matter

        no note here
        46:23 error[note-here] the note `papers` cannot be called here; only a station's texts have note marks; a source may be cited with [@id]

        another format
        1:10 error[format] this program reads tours of format 1, not of format 2; a newer docent may read it; otherwise write format = 1

        bad language
        3:12 error[bad-language] `English` is not the tag of a language; write the language as a tag, such as language = "en", "ru" or "kk"

        translation keys
        1:1 warning[missing] this tour has no `format`, and is read as format 1; add a line format = 1
        1:10 error[translation-key] `status` stands in translations only; a translation is a file of its own beside this one, such as tour.ru.toml

        unclosed text
        10:8 error[toml] this text has no closing quotation marks

        unclosed quotation mark
        8:9 error[toml] this text has no closing quotation mark on its line

        unclosed list
        59:10 error[toml] this bracket is not closed

        unclosed header
        55:1 error[toml] this header is not closed as it is opened; write [[chart]] alone on a line

        bare word
        8:9 error[toml] a text stands in quotation marks

        no value
        8:6 error[toml] this key has no value; write key = "value"

        unclosed emphasis
        39:41 warning[unclosed] `**` has no partner; put another behind the words, or write \* for an asterisk

        unclosed brackets
        39:9 warning[unclosed] this link is not complete; write [words](term:id) or [words](https://…), with no spaces in the round brackets
        39:34 warning[unclosed] this bracket is not closed; put a ] behind its words, or write \[ for a bracket among the words

        unread citation
        39:37 warning[unclosed] this is not read as a citation; write [@id, p. 4; @other], with no brackets inside or behind it

        citation as the address of a link
        42:1 error[markup] this line is read as a link's address: `[@x]: …`; put the words of a note under [notes]

        html
        39:10 error[markup] HTML is not shown; write the words alone; *emphasis* and **strong** need no HTML
        39:16 error[markup] HTML is not shown; write the words alone; *emphasis* and **strong** need no HTML

        heading
        39:9 error[markup] a heading cannot stand inside a text; a station has its title; to begin a new step leave a blank line above and below ---

        picture in text
        39:9 error[markup] a picture cannot stand inside a text; make it a [[figure]] and show it with a step `figure = "…"`

        note in text
        42:1 error[markup] a note's words cannot stand inside a text; put the words of a note under [notes]
        44:5 error[markup] this line is set in, and so it is code; remove the tabs or spaces before it; lines between ``` and ``` are shown as they are
        46:1 error[markup] a table cannot stand inside a text; make it a [[chart]] or a list

        invisible character
        39:12 error[forbidden-character] a tour may not hold the character U+202E RIGHT-TO-LEFT OVERRIDE; remove it; it may be invisible in your editor
        39:18 error[forbidden-character] a tour may not hold the character U+200B ZERO WIDTH SPACE; remove it; it may be invisible in your editor
        "#);
}

/// What editors, word processors and Windows write that TOML does not know.
#[test]
fn toml_is_told_plainly() {
    let title = "title = \"The gate\"";
    let place = "at = { lat = 49.67, lon = 72.68 }";
    for (from, to, expected) in [
        (
            title,
            "title = “The gate”",
            "8:9 error[toml] a text stands in straight quotation marks; use straight quotation marks \"",
        ),
        (
            title,
            "title = «Ворота» # gate",
            "8:9 error[toml] a text stands in straight quotation marks; use straight quotation marks \"",
        ),
        (
            title,
            "title = ‘The gate’",
            "8:9 error[toml] a text stands in straight quotation marks; use straight quotation marks \"",
        ),
        (
            title,
            "title = \"C:\\Users\"",
            "8:12 error[toml] this backslash begins no character that is known; write \\\\ or / for a backslash",
        ),
        (
            title,
            "title = \"C:\\data\"",
            "8:12 error[toml] this backslash begins no character that is known; write \\\\ or / for a backslash",
        ),
        (
            place,
            "at = { lat = 49.67 lon = 72.68 }",
            "9:19 error[toml] a comma is missing here; write a comma between two keys",
        ),
        (
            place,
            "at = { lat = 49.67, lon = 72.68 }\nnotice = \"a\u{1b}b\"",
            "10:12 error[forbidden-character] a tour may not hold the character U+001B ESCAPE; remove it; it may be invisible in your editor",
        ),
    ] {
        assert_eq!(changed(from, to), expected, "{to}");
    }
    let (_, faults) = Tour::load(TourFiles::from_text("test", "title = «Ворота» # gate\n"));
    let fix = faults.iter().find_map(|fault| fault.fix.clone());
    assert_eq!(fix, Some((8..24, "\"Ворота\"".to_owned())));
}

/// Notepad writes one; it moves nothing.
#[test]
fn a_byte_order_mark_is_accepted() {
    let with_mark = |text: &str| check(&format!("\u{feff}{text}"));
    for text in [
        SOUND,
        "",
        "titel = 'x'\n",
        "title = \"x\n",
        "[[station]]\nid = 'a'\ntitle = 'A'\n",
        "[[station]\nid = 'a'\ntext = '[^a] \\u200b'\n",
        "\u{202e}title = 'x\u{feff}'\n",
    ] {
        assert_eq!(with_mark(text), check(text), "{text}");
    }
}

/// What follows from a fault that has been told is not told as another.
#[test]
fn one_cause_is_told_once() {
    for (from, to) in [
        ("First step.[^papers]", "First step.[^pap\u{200b}ers]"),
        ("(term:zek)", "(term:z\u{ad}ek)"),
        ("id = \"women\"", "id = \"wom\\u200Ben\""),
        ("date = \"1937\"", "date = \"1937\u{200b}\""),
        ("kind = \"share\"", "kind = \"share\u{feff}\""),
        ("language = \"en\"", "language = \"en\u{200b}\""),
        ("Silence.", "<i>Silence, <b>deep</b></i>"),
        ("title = \"The gate\"", "\"tit\u{200b}le\" = \"The gate\""),
    ] {
        let told = changed(from, to);
        let lines = if to.contains("<b>") { 2 } else { 1 };
        assert_eq!(told.lines().count(), lines, "{to}: {told}");
    }
    let alone = "format = 1\nlanguage = 'en'\ntitle = 'x'\n[[staton]]\nid = 'a'\n";
    assert_eq!(check(alone).lines().count(), 1, "{}", check(alone));
}

#[test]
fn a_tour_without_stations_says_so() {
    insta::assert_snapshot!(check("format = 1\nlanguage = 'en'\ntitle = 'x'\n[notes]\n"), @"1:1 error[no-stations] this tour has no stations; add a [[station]] with an id, a title and a text");
    insta::assert_snapshot!(check(""), @r#"
        1:1 error[missing] this tour has no `title`; add a line title = "…"
        1:1 error[no-stations] this tour has no stations; add a [[station]] with an id, a title and a text
        1:1 warning[missing] this tour has no `format`, and is read as format 1; add a line format = 1
        1:1 warning[missing] this tour has no `language`, and is taken to be in English; write the language as a tag, such as language = "en", "ru" or "kk"
        "#);
}

#[test]
fn many_faults_are_all_told_in_one_run() {
    let seeded = [
        (
            "title = \"Children of the Karlag\"",
            "titel = \"Children of the Karlag\"",
        ),
        ("lat = 49.67", "lat = 149.67"),
        ("First step.[^papers]", "First step.[^paper]"),
        ("(term:zek)", "(term:zak)"),
        ("title = \"The women\"", "title = \"The women"),
        ("hold = \"12s\"", "hold = \"12\""),
        ("chart = \"mothers\"", "chart = \"mother\""),
        ("to = \"gate\" }", "to = \"gait\" }"),
        ("Silence.", "Sil\\u202Eence <b>"),
        ("[[figure]]", "[[figure]"),
        ("alt = \"Children at a table\"", "alt = 5"),
        ("kind = \"share\"", "kind = \"pie\""),
        ("of = 2103", "of = 210"),
        ("date = \"1937\"", "date = \"in 1937\""),
        ("station = \"women\"", "station = \"woman\""),
        ("type = \"article-magazine\"", "type = \"article-magasine\""),
        ("URL = \"https", "URL = \"htps"),
    ];
    let mut toml = SOUND.to_owned();
    for (from, to) in seeded {
        assert!(toml.contains(from), "{from}");
        toml = toml.replacen(from, to, 1);
    }
    insta::assert_snapshot!(check(&toml), @"
        2:1 error[unknown-key] there is no key `titel` here; did you mean `title`?
        9:14 error[bad-coordinates] a latitude is a number from -90 (south) to 90 (north)
        11:14 error[unknown-note] there is no note `paper`; did you mean `papers`?
        15:14 error[unknown-term] there is no term `zak`; did you mean `zek`?
        20:9 error[toml] this text has no closing quotation mark on its line
        25:8 error[bad-duration] `12` is not a stretch of time; write seconds or minutes up to an hour, such as 12s or 1m30s
        29:9 error[unknown-chart] there is no chart `mother`; did you mean `mothers`?
        34:64 error[unknown-station] there is no station `gait`; the ids are end, gate, women
        39:12 error[forbidden-character] a tour may not hold the character U+202E RIGHT-TO-LEFT OVERRIDE; remove it; it may be invisible in your editor
        39:23 error[markup] HTML is not shown; write the words alone; *emphasis* and **strong** need no HTML
        49:1 error[toml] this header is not closed as it is opened; write [[figure]] alone on a line
        51:7 error[type] expected a text in quotation marks; put it in quotation marks
        57:8 error[unknown-value] there is no kind of chart `pie`; the kinds are share, bars and line
        63:8 error[bad-date] `in 1937` is not a date; write 1938, 1938-04, 1938-04-09, 1938~ for about then, or 1941/1952 for a stretch of time
        65:11 error[unknown-station] there is no station `woman`; did you mean `women`?
        70:8 error[unknown-value] there is no type of source `article-magasine`; did you mean `article-magazine`?
        74:7 error[bad-link] this is not a web address; addresses begin with https:// and have no spaces
        ");
}

/// The order of the tables changes no fault but its place.
#[test]
fn the_order_of_tables_does_not_matter() {
    let toml = SOUND.replacen("(term:zek)", "(term:zak)", 1).replacen(
        "chart = \"mothers\"",
        "chart = \"mother\"",
        1,
    );
    let at = toml.find("[notes]").unwrap();
    let head = toml.find("[[station]]").unwrap();
    let turned = format!("{}{}\n{}", &toml[..head], &toml[at..], &toml[head..at]);
    let words = |toml: &str| {
        let mut lines: Vec<_> = check(toml)
            .lines()
            .map(|line| line.split_once(' ').unwrap().1.to_owned())
            .collect();
        lines.sort();
        lines
    };
    assert_eq!(words(&toml), words(&turned));
    assert_eq!(words(&toml).len(), 2);
}
