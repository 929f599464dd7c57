//! Text as a terminal without all of Unicode can show it.
//!
//! Cyrillic becomes Latin by the BGN/PCGN systems, Russian of 1947 and Kazakh of 1979, without
//! their diacritics and with ASCII apostrophes for the signs ь and ъ: `Qaraghandy`, `Shchuchinsk`.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Glyphs;
use crate::markup::{Run, Text};

impl Glyphs {
    /// The text in characters this set has; borrowed if it is the same.
    ///
    /// Its length may differ, in bytes, characters and cells: convert before measuring.
    pub fn text(self, text: &str) -> Cow<'_, str> {
        if self.has_all(text) {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(self.converted(text, |_, _| {}))
        }
    }

    /// The same for a text with runs, which go on covering the same words.
    pub fn map_text(self, text: &Text) -> Cow<'_, Text> {
        if self.has_all(&text.string) {
            return Cow::Borrowed(text);
        }
        let mut ends: Vec<usize> = text
            .runs
            .iter()
            .flat_map(|run| [run.range.start, run.range.end])
            .collect();
        let mut next = 0;
        let old = ends.clone();
        let string = self.converted(&text.string, |from, to| {
            while next < old.len() && old[next] <= from {
                ends[next] = to;
                next += 1;
            }
        });
        let runs = text.runs.iter().zip(ends.chunks_exact(2));
        let runs = runs.map(|(run, ends)| Run {
            range: ends[0]..ends[1],
            ..run.clone()
        });
        Cow::Owned(Text {
            string,
            runs: runs.filter(|run| !run.range.is_empty()).collect(),
        })
    }

    fn has_all(self, text: &str) -> bool {
        self == Self::Unicode
            || text.is_ascii()
            || text.chars().all(|character| self.has(character))
    }

    fn has(self, character: char) -> bool {
        match self {
            Self::Unicode => true,
            Self::Console => console_has(character),
            Self::Ascii => character.is_ascii(),
        }
    }

    /// Tells `place` for every character, and for the end, where it stood and where it stands now.
    fn converted(self, text: &str, mut place: impl FnMut(usize, usize)) -> String {
        let mut out = String::with_capacity(text.len());
        let mut before = None;
        let mut rest = text.char_indices().peekable();
        while let Some((at, character)) = rest.next() {
            place(at, out.len());
            if self.has(character) {
                out.push(character);
            } else {
                let around = Around {
                    before,
                    after: rest.peek().map(|next| next.1),
                };
                self.replace(character, around, &mut out);
            }
            before = Some(character);
        }
        place(text.len(), out.len());
        out
    }

    fn replace(self, character: char, around: Around, out: &mut String) {
        if is_combining_mark(character) {
            return;
        }
        if let Some(sign) = sign(character) {
            out.push_str(sign);
        } else if let Some(latin) = cyrillic(lower(character), around) {
            push_cased(latin, character, around, out);
        } else {
            // The letter under the accents, if there is one.
            let letter = std::iter::once(character)
                .nfkd()
                .next()
                .filter(|letter| *letter != character);
            out.push(letter.filter(|letter| self.has(*letter)).unwrap_or('?'));
        }
    }
}

/// The neighbours of a character.
#[derive(Clone, Copy)]
struct Around {
    before: Option<char>,
    after: Option<char>,
}

/// Characters of every `FullCyrAsia` console font, besides ASCII.
const CONSOLE: [RangeInclusive<char>; 109] = [
    '\u{A0}'..='\u{A7}',
    '\u{A9}'..='\u{AC}',
    '\u{AE}'..='\u{AE}',
    '\u{B0}'..='\u{B3}',
    '\u{B5}'..='\u{B7}',
    '\u{B9}'..='\u{C2}',
    '\u{C4}'..='\u{C4}',
    '\u{C6}'..='\u{CB}',
    '\u{CD}'..='\u{CF}',
    '\u{D1}'..='\u{D1}',
    '\u{D3}'..='\u{D4}',
    '\u{D6}'..='\u{D7}',
    '\u{D9}'..='\u{DC}',
    '\u{DF}'..='\u{E2}',
    '\u{E4}'..='\u{E4}',
    '\u{E6}'..='\u{EB}',
    '\u{ED}'..='\u{EF}',
    '\u{F1}'..='\u{F1}',
    '\u{F3}'..='\u{F4}',
    '\u{F6}'..='\u{F7}',
    '\u{F9}'..='\u{FC}',
    '\u{FF}'..='\u{FF}',
    '\u{102}'..='\u{103}',
    '\u{152}'..='\u{153}',
    '\u{178}'..='\u{178}',
    '\u{3C0}'..='\u{3C0}',
    '\u{401}'..='\u{401}',
    '\u{406}'..='\u{406}',
    '\u{408}'..='\u{408}',
    '\u{40E}'..='\u{44F}',
    '\u{451}'..='\u{451}',
    '\u{456}'..='\u{456}',
    '\u{458}'..='\u{458}',
    '\u{45E}'..='\u{45F}',
    '\u{492}'..='\u{49D}',
    '\u{4A0}'..='\u{4A5}',
    '\u{4AA}'..='\u{4AB}',
    '\u{4AE}'..='\u{4B3}',
    '\u{4B6}'..='\u{4BB}',
    '\u{4D2}'..='\u{4D3}',
    '\u{4D6}'..='\u{4D9}',
    '\u{4E2}'..='\u{4E3}',
    '\u{4E6}'..='\u{4E9}',
    '\u{4EE}'..='\u{4F3}',
    '\u{4F8}'..='\u{4F9}',
    '\u{2013}'..='\u{201A}',
    '\u{201C}'..='\u{201E}',
    '\u{2020}'..='\u{2022}',
    '\u{2026}'..='\u{2026}',
    '\u{2030}'..='\u{2030}',
    '\u{2032}'..='\u{2033}',
    '\u{2039}'..='\u{203A}',
    '\u{203C}'..='\u{203C}',
    '\u{207F}'..='\u{207F}',
    '\u{20A7}'..='\u{20A7}',
    '\u{20AC}'..='\u{20AC}',
    '\u{20AE}'..='\u{20AE}',
    '\u{2116}'..='\u{2116}',
    '\u{2122}'..='\u{2122}',
    '\u{2126}'..='\u{2126}',
    '\u{2190}'..='\u{2195}',
    '\u{21A8}'..='\u{21A8}',
    '\u{21D0}'..='\u{21D5}',
    '\u{2205}'..='\u{2206}',
    '\u{2208}'..='\u{2208}',
    '\u{2212}'..='\u{2212}',
    '\u{2219}'..='\u{221A}',
    '\u{221E}'..='\u{221F}',
    '\u{2227}'..='\u{222A}',
    '\u{2248}'..='\u{2248}',
    '\u{2260}'..='\u{2261}',
    '\u{2264}'..='\u{2265}',
    '\u{2302}'..='\u{2302}',
    '\u{2310}'..='\u{2310}',
    '\u{2320}'..='\u{2321}',
    '\u{2500}'..='\u{2500}',
    '\u{2502}'..='\u{2502}',
    '\u{250C}'..='\u{250C}',
    '\u{2510}'..='\u{2510}',
    '\u{2514}'..='\u{2514}',
    '\u{2518}'..='\u{2518}',
    '\u{251C}'..='\u{251C}',
    '\u{2524}'..='\u{2524}',
    '\u{252C}'..='\u{252C}',
    '\u{2534}'..='\u{2534}',
    '\u{253C}'..='\u{253C}',
    '\u{2550}'..='\u{256C}',
    '\u{2580}'..='\u{2580}',
    '\u{2584}'..='\u{2584}',
    '\u{2588}'..='\u{2588}',
    '\u{258C}'..='\u{258C}',
    '\u{2590}'..='\u{2593}',
    '\u{25A0}'..='\u{25A0}',
    '\u{25AC}'..='\u{25AC}',
    '\u{25AE}'..='\u{25AE}',
    '\u{25B2}'..='\u{25B2}',
    '\u{25B6}'..='\u{25B6}',
    '\u{25BC}'..='\u{25BC}',
    '\u{25C0}'..='\u{25C0}',
    '\u{25C6}'..='\u{25C6}',
    '\u{25CA}'..='\u{25CB}',
    '\u{25D8}'..='\u{25D9}',
    '\u{263A}'..='\u{263C}',
    '\u{2640}'..='\u{2640}',
    '\u{2642}'..='\u{2642}',
    '\u{2660}'..='\u{2660}',
    '\u{2663}'..='\u{2663}',
    '\u{2665}'..='\u{2666}',
    '\u{266A}'..='\u{266B}',
];

/// Every `FullCyrAsia` console font has the character.
pub(super) fn console_has(character: char) -> bool {
    character.is_ascii() || {
        let after = CONSOLE.partition_point(|range| *range.start() <= character);
        after > 0 && CONSOLE[after - 1].contains(&character)
    }
}

/// A letter of several in the case of the one it stands for: `Shch`, but `SHCH` among capitals.
fn push_cased(latin: &str, character: char, around: Around, out: &mut String) {
    if !character.is_uppercase() {
        out.push_str(latin);
        return;
    }
    let capital = |neighbour: Option<char>| {
        neighbour
            .filter(|c| c.is_alphabetic())
            .map(char::is_uppercase)
    };
    let among_capitals = capital(around.after)
        .or(capital(around.before))
        .unwrap_or(false);
    let mut letters = latin.chars();
    out.extend(letters.next().map(|first| first.to_ascii_uppercase()));
    out.extend(letters.map(|letter| {
        if among_capitals {
            letter.to_ascii_uppercase()
        } else {
            letter
        }
    }));
}

fn lower(character: char) -> char {
    character.to_lowercase().next().unwrap_or(character)
}

fn cyrillic(letter: char, around: Around) -> Option<&'static str> {
    Some(match letter {
        'а' | 'ә' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'ғ' => "gh",
        'д' => "d",
        'е' if begins_syllable(around.before) => "ye",
        'е' | 'э' => "e",
        'ё' if begins_syllable(around.before) => "yo",
        'ё' | 'о' | 'ө' => "o",
        'є' => "ye",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' => "i",
        'ї' => "yi",
        'й' | 'ы' => "y",
        'к' => "k",
        'қ' => "q",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'ң' => "ng",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ұ' | 'ү' | 'ў' => "u",
        'ф' => "f",
        'х' => "kh",
        'һ' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' => "\"",
        'ь' => "'",
        'ю' => "yu",
        'я' => "ya",
        _ => return None,
    })
}

/// After a vowel, a sign, й or nothing, е is read as ye.
fn begins_syllable(before: Option<char>) -> bool {
    before.is_none_or(|before| {
        !before.is_alphabetic() || "аәеёиіоөуұүыэюяйъь".contains(lower(before))
    })
}

/// Signs, and letters that do not decompose.
fn sign(character: char) -> Option<&'static str> {
    Some(match character {
        '\u{A0}' | '\u{2002}'..='\u{200A}' | '\u{202F}' => " ",
        '«' | '»' | '“' | '”' | '„' | '‟' | '″' => "\"",
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | 'ʼ' | 'ʻ' | 'ʹ' => "'",
        '‐'..='―' | '−' | '─' | '━' | '═' => "-",
        '…' => "...",
        '№' => "No",
        '₸' => "KZT",
        '€' => "EUR",
        '₽' => "RUB",
        '£' => "GBP",
        '§' => "S.",
        '°' => " deg",
        '×' | '✗' | '✓' | '√' => "x",
        '÷' => ":",
        '•' | '·' | '∙' | '●' | '■' | '◆' => "*",
        '○' | '◦' | 'ø' => "o",
        '±' => "+/-",
        '≈' => "~",
        '≠' => "!=",
        '≤' => "<=",
        '≥' => ">=",
        '←' => "<-",
        '→' => "->",
        '↔' => "<->",
        '↑' | '▲' => "^",
        '↓' | '▼' => "v",
        '▶' => ">",
        '◀' => "<",
        '│' | '┃' | '║' => "|",
        '†' | '┄'..='╿' => "+",
        '‡' => "++",
        '©' => "(C)",
        '®' => "(R)",
        '™' => "(TM)",
        '½' => "1/2",
        '¼' => "1/4",
        '¾' => "3/4",
        'ß' => "ss",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'Ø' => "O",
        'ł' => "l",
        'Ł' => "L",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'þ' => "th",
        'Þ' => "Th",
        'ı' => "i",
        'ə' => "a",
        'Ə' => "A",
        'ŋ' => "ng",
        'Ŋ' => "Ng",
        '▀'..='█' => "#",
        '░'..='▓' => ".",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::Face;

    #[test]
    fn text_is_shown_as_well_as_the_terminal_can() {
        let cases = [
            ("Plain words.", "Plain words.", "Plain words."),
            ("Қарағанды", "Қарағанды", "Qaraghandy"),
            ("Ұлы Жеңіс", "Ұлы Жеңіс", "Uly Zhengis"),
            (
                "Ещё съезд, ПОДЪЁМ, Щучинск, ЩИ",
                "Ещё съезд, ПОДЪЁМ, Щучинск, ЩИ",
                "Yeshcho s\"yezd, POD\"YOM, Shchuchinsk, SHCHI",
            ),
            (
                "Долинка — «Карлаг»",
                "Долинка — «Карлаг»",
                "Dolinka - \"Karlag\"",
            ),
            ("№ 5… 100 ₸", "№ 5… 100 KZT", "No 5... 100 KZT"),
            (
                "Árpád Łódź Straße naïve",
                "Árpád Lódz Straße naïve",
                "Arpad Lodz Strasse naive",
            ),
            ("x⁴ 10²", "x4 10²", "x4 102"),
            ("Qazağ ūlt şaş ıs", "Qazag ult sas is", "Qazag ult sas is"),
            ("漢字", "??", "??"),
            ("е\u{301}ж", "еж", "yezh"),
            ("☎\u{fe0f}", "?", "?"),
            ("49° 40′ N", "49° 40′ N", "49 deg 40' N"),
        ];
        for (text, console, ascii) in cases {
            assert_eq!(Glyphs::Unicode.text(text), text);
            assert_eq!(Glyphs::Console.text(text), console);
            assert_eq!(Glyphs::Ascii.text(text), ascii);
        }
    }

    #[test]
    fn nothing_leaves_its_set() {
        for character in (0..0x11_0000).filter_map(char::from_u32) {
            let text = character.to_string();
            assert!(Glyphs::Ascii.text(&text).is_ascii(), "{character:?}");
            assert!(
                Glyphs::Console.text(&text).chars().all(console_has),
                "{character:?}"
            );
            assert!(matches!(Glyphs::Unicode.text(&text), Cow::Borrowed(_)));
        }
    }

    #[test]
    fn runs_go_on_covering_their_words() {
        let string = "Он сел в Щучинске [1]…".to_string();
        let run = |words: &str| {
            let start = string.find(words).unwrap();
            let face = Face {
                strong: true,
                ..Face::default()
            };
            Run {
                range: start..start + words.len(),
                face,
                link: None,
            }
        };
        let text = Text {
            runs: vec![run("сел"), run("Щучинске"), run("[1]"), run("…")],
            string: string.clone(),
        };
        let ascii = Glyphs::Ascii.map_text(&text);
        let covered: Vec<&str> = ascii
            .runs
            .iter()
            .map(|run| &ascii.string[run.range.clone()])
            .collect();
        assert_eq!(covered, ["sel", "Shchuchinske", "[1]", "..."]);
        assert!(matches!(Glyphs::Unicode.map_text(&text), Cow::Borrowed(_)));
        assert!(matches!(Glyphs::Console.map_text(&text), Cow::Borrowed(_)));
    }

    #[test]
    fn a_run_of_nothing_but_accents_is_gone() {
        let run = Run {
            range: 1..3,
            face: Face::default(),
            link: None,
        };
        let text = Text {
            string: "e\u{301}".into(),
            runs: vec![run],
        };
        assert_eq!(*Glyphs::Ascii.map_text(&text), Text::plain("e"));
    }
}
