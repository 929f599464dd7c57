//! Words that claim something a reader could check: figures, dates and names.
//!
//! A rule by the look of words is wrong now and then, so it keeps to what is mostly right: numbers of
//! two digits or more, shares, spelt-out tens and thousands, dates, and capitalised words inside
//! sentences, where the language capitalises names alone. Questions claim nothing; nor do words that
//! are code or a link, for a link leads to where more is said.

mod lexicon;

use std::ops::Range;

use crate::markup::Text;

use self::lexicon::Lexicon;
use super::sentence::{blanked, is_mark, sentences};

/// What words claim something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClaimKind {
    /// A number or share: `2,103`, `31 %`, `two thousand`.
    Figure,
    /// A year, month or day: `1937`, `9 April 1938`.
    Date,
    /// A capitalised word inside a sentence.
    Name,
}

/// Words that claim something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Claim {
    pub(crate) kind: ClaimKind,
    /// Bytes of the text's string.
    pub(crate) range: Range<usize>,
}

impl ClaimKind {
    /// With its article: `a figure`.
    pub fn a(self) -> &'static str {
        match self {
            Self::Figure => "a figure",
            Self::Date => "a date",
            Self::Name => "a name",
        }
    }
}

/// The words of a text that claim something, in order.
pub(crate) fn claims(text: &Text, language: &str) -> Vec<Claim> {
    // Marks are blank; code and links become one letter repeated, which is neither number nor name.
    let (marks, others): (Vec<_>, Vec<_>) = text
        .runs
        .iter()
        .filter(|run| run.face.code || run.link.is_some())
        .partition(|run| is_mark(run.link.as_ref()));
    let words = Text::plain(blanked(
        text,
        marks.iter().map(|run| run.range.clone()),
        " ",
    ));
    let words = blanked(&words, others.iter().map(|run| run.range.clone()), "Q");
    let lexicon = Lexicon::of(language);
    let mut found = Vec::new();
    for sentence in sentences(&words, language) {
        let asks = words[sentence.clone()]
            .trim_end_matches(|c: char| !c.is_alphanumeric() && !"?;？؟".contains(c))
            .ends_with(['?', '？', '؟']);
        if !asks {
            Line::new(&words, sentence, lexicon).claims(&mut found);
        }
    }
    join(&words, found)
}

/// One sentence, cut into words.
struct Line<'a> {
    text: &'a str,
    words: Vec<Range<usize>>,
    lexicon: &'a Lexicon,
}

impl<'a> Line<'a> {
    fn new(text: &'a str, sentence: Range<usize>, lexicon: &'a Lexicon) -> Self {
        let words = tokens(&text[sentence.clone()])
            .into_iter()
            .map(|word| sentence.start + word.start..sentence.start + word.end)
            .collect();
        Self {
            text,
            words,
            lexicon,
        }
    }

    fn claims(&self, found: &mut Vec<Claim>) {
        let mut is_own = false;
        for at in 0..self.words.len() {
            let Some(word) = self.word(at) else { continue };
            is_own = self.is_own(at, word, is_own);
            let kind = if is_own { None } else { self.kind(at, word) };
            if let Some(kind) = kind {
                let range = self.start(at, word, kind)..self.words[at].end;
                found.push(Claim { kind, range });
            }
        }
    }

    fn word(&self, at: usize) -> Option<&'a str> {
        self.words.get(at).map(|range| &self.text[range.clone()])
    }

    fn before(&self, at: usize) -> Option<&'a str> {
        self.word(at.checked_sub(1)?)
    }

    /// What stands between a word and the one before it.
    fn gap(&self, at: usize) -> &'a str {
        let start = at
            .checked_sub(1)
            .and_then(|before| self.words.get(before))
            .map(|before| before.end);
        let end = self.words.get(at).map(|word| word.start);
        start
            .zip(end)
            .and_then(|(start, end)| self.text.get(start..end))
            .unwrap_or_default()
    }

    /// A number that counts parts of the tour (`Stations 4, 12 and 15`) or its minutes;
    /// `before` is whether the word before was one of them.
    fn is_own(&self, at: usize, word: &str, before: bool) -> bool {
        if before && lexicon::is_connector(word) {
            return true;
        }
        if !word.starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        let is_in_row = before && self.gap(at).trim().chars().all(|c| ",;–—-".contains(c));
        let is_counted = self.before(at).is_some_and(lexicon::is_part)
            || word.split(['-', '‑']).nth(1).is_some_and(lexicon::is_part)
            || self.word(at + 1).is_some_and(|next| {
                self.gap(at + 1).trim().is_empty() && lexicon::is_minutes(next)
            });
        is_in_row || is_counted
    }

    /// Where a claim begins: `two thousand` with the count before its last word.
    fn start(&self, at: usize, word: &str, kind: ClaimKind) -> usize {
        let is_counted = kind == ClaimKind::Figure && self.is_counted(at, word);
        self.words[at - usize::from(is_counted)].start
    }

    fn kind(&self, at: usize, word: &str) -> Option<ClaimKind> {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return self.number(at, word);
        }
        if self.is_month(at, word) || self.is_century(at, word) {
            return Some(ClaimKind::Date);
        }
        if self.is_number_word(at, word) {
            return Some(ClaimKind::Figure);
        }
        self.is_name(at, word).then_some(ClaimKind::Name)
    }

    fn number(&self, at: usize, word: &str) -> Option<ClaimKind> {
        let is_month = |word: Option<&str>| word.is_some_and(|word| self.lexicon.is_month(word));
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        if is_year(word) || is_month(self.before(at)) || is_month(self.word(at + 1)) {
            return Some(ClaimKind::Date);
        }
        let behind = &self.text[self.words.get(at)?.end..];
        let is_share = behind
            .trim_start_matches([' ', '\u{a0}', '\u{202f}'])
            .starts_with(['%', '‰']);
        let is_scaled = self.word(at + 1).is_some_and(|next| {
            self.gap(at + 1).trim().is_empty()
                && (self.lexicon.is_scale(next) || lexicon::is_per_cent(next))
        });
        (digits > 1 || is_share || is_scaled).then_some(ClaimKind::Figure)
    }

    fn is_month(&self, at: usize, word: &str) -> bool {
        if !self.lexicon.is_month(word) {
            return false;
        }
        let is_number = |word: Option<&str>| {
            word.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        };
        let is_alone =
            self.lexicon.lone_months && !self.opens(at) && !["May", "March"].contains(&word);
        is_alone || is_number(self.before(at)) || is_number(self.word(at + 1))
    }

    /// `XIX century`, `XX век`.
    fn is_century(&self, at: usize, word: &str) -> bool {
        word.len() > 1
            && word.bytes().all(|byte| b"IVX".contains(&byte))
            && self.word(at + 1).is_some_and(lexicon::is_century)
    }

    /// `twenty`, or `thousand` behind another number.
    fn is_number_word(&self, at: usize, word: &str) -> bool {
        let minutes = self.word(at + 1).is_some_and(lexicon::is_minutes);
        let first = word.split('-').next().unwrap_or(word);
        !minutes && (self.lexicon.is_ten(first) || self.is_counted(at, word))
    }

    /// `thousand` with a count before it.
    fn is_counted(&self, at: usize, word: &str) -> bool {
        self.lexicon.is_scale(word)
            && self.before(at).is_some_and(|before| {
                self.lexicon.is_count(before) || before.starts_with(|c: char| c.is_ascii_digit())
            })
    }

    fn is_name(&self, at: usize, word: &str) -> bool {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let is_capitalised = letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase);
        let stem = word.split(['\'', '’']).next().unwrap_or(word);
        self.lexicon.names
            && is_capitalised
            && !self.opens(at)
            && !self.lexicon.is_no_name(stem)
            && !lexicon::is_part(stem)
    }

    /// Its capital letter may be that of a beginning: of the sentence, of something quoted, of a list.
    fn opens(&self, at: usize) -> bool {
        at == 0
            || self
                .gap(at)
                .contains(|c: char| ":“”„‟«»‹›\"‘([{—–•…?!/".contains(c))
            || self.gap(at).trim_start().starts_with(['\'', '-'])
    }
}

/// The words of a text: letters and digits, with the apostrophes, hyphens and dividers inside them.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut open: Option<usize> = None;
    let mut last = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let is_word = (c.is_alphanumeric() || is_combining(c)) && !is_unspaced(c);
        let is_inside = open.is_some() && joins(c, last, next, &text[at..]);
        match (open, is_word || is_inside) {
            (None, true) => open = Some(at),
            (Some(start), false) => {
                found.push(start..at);
                open = None;
            }
            _ => {}
        }
        last = c;
    }
    found.extend(open.map(|start| start..text.len()));
    found
}

/// Whether a character between two others belongs to their word.
fn joins(c: char, last: char, next: char, rest: &str) -> bool {
    let digits = last.is_ascii_digit() && next.is_ascii_digit();
    match c {
        '\'' | '’' | 'ʼ' | '-' | '‑' => last.is_alphanumeric() && next.is_alphanumeric(),
        '.' | ',' => digits,
        // `18 000`: the space of a thousand.
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => {
            let group: Vec<char> = rest.chars().skip(1).take(4).collect();
            digits
                && group.iter().take(3).all(char::is_ascii_digit)
                && group.len() >= 3
                && group.get(3).is_none_or(|c| !c.is_ascii_digit())
        }
        _ => false,
    }
}

/// Of a script without spaces between words: only the numbers in it are looked at.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// `1937`, `1930s`, `1937-1938`, `1938-04-09`: begins with a year from 1000 to 2100.
fn is_year(word: &str) -> bool {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (year, rest) = word.split_at(digits);
    year.len() == 4
        && year.parse().is_ok_and(|year| (1000..=2100).contains(&year))
        && !rest.starts_with([',', '.', ' ', '\u{a0}', '\u{202f}', '\u{2009}'])
}

/// Joins claims of one kind with nothing but a space or a comma between them.
fn join(text: &str, claims: Vec<Claim>) -> Vec<Claim> {
    let mut joined: Vec<Claim> = Vec::with_capacity(claims.len());
    for claim in claims {
        match joined.last_mut() {
            Some(last) if last.kind == claim.kind && is_one(text, last, &claim) => {
                last.range.end = claim.range.end;
            }
            _ => joined.push(claim),
        }
    }
    joined
}

/// Whether a claim goes on in the next one: `31 May 2007`, `Alice Ashcroft`, `1941–1944`.
fn is_one(text: &str, last: &Claim, next: &Claim) -> bool {
    match text.get(last.range.end..next.range.start) {
        None | Some("" | " " | "\u{a0}") => true,
        Some(", " | ". " | "–" | "—") => last.kind == ClaimKind::Date,
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::claims;
    use crate::markup::read::read;
    use crate::tour::Marks;

    /// The claims of a paragraph, each as `kind: words`.
    fn show(language: &str, markdown: &str) -> String {
        let prose = read(markdown, Some(&mut Marks::default())).prose;
        let text = prose.into_text();
        let found = claims(&text, language).into_iter().map(|claim| {
            let kind = claim.kind.a().trim_start_matches("a ");
            format!("{kind}: {}", &text.string[claim.range])
        });
        found.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "it is a table")]
    fn claims_are_figures_dates_and_names() {
        for (language, markdown, expected) in [
            // English: what is a claim.
            ("en", "The camp was founded in 1931.", "date: 1931"),
            ("en", "It held 2,103 women.", "figure: 2,103"),
            (
                "en",
                "It held 18 000 women in 26 branches.",
                "figure: 18 000 | figure: 26",
            ),
            (
                "en",
                "Some 7 % were ill, others 4 per cent.",
                "figure: 7 | figure: 4",
            ),
            ("en", "There were 5 million.", "figure: 5 million"),
            (
                "en",
                "More than two thousand children died.",
                "figure: two thousand",
            ),
            ("en", "It has twenty rooms.", "figure: twenty"),
            (
                "en",
                "In the 1930s, on 15 August 1937, it began.",
                "date: 1930s | date: 15 August 1937",
            ),
            ("en", "From 1941–1944 it grew.", "date: 1941–1944"),
            ("en", "Deaths reached their peak in April.", "date: April"),
            ("en", "It opened on 6 May.", "date: 6 May"),
            ("en", "In the XIX century it stood.", "date: XIX"),
            (
                "en",
                "The letter is by Alice Ashcroft, not by Marc Díaz.",
                "name: Alice Ashcroft | name: Marc Díaz",
            ),
            ("en", "Alice Ashcroft wrote it.", "name: Ashcroft"),
            ("en", "They met A. Zhubanov.", "name: Zhubanov"),
            ("en", "They lived in *Alma-Ata* then.", "name: Alma-Ata"),
            ("en", "Order 00486 was signed.", "figure: 00486"),
            ("en", "Who was there? It was Stalin.", "name: Stalin"),
            // English: what is none.
            (
                "en",
                "A sentence. Another one: This is it. “Yes,” she said.",
                "",
            ),
            ("en", "Two women and three children, seven in all.", ""),
            (
                "en",
                "Stations 4, 12 and 15 can be skipped; go to Station 11 or room 27.",
                "",
            ),
            ("en", "The walk takes 15 minutes or 90 seconds.", ""),
            (
                "en",
                "I think I’m sure, and so do I. It’s in English, on Mondays, for Russians.",
                "",
            ),
            (
                "en",
                "Write `reading_speed = 180` and `Title` in TOML or SSH.",
                "",
            ),
            (
                "en",
                "Go to [the Karlag museum of 1937](station:a) or [Dolinka](term:b).",
                "",
            ),
            ("en", "Read [Wikipedia 2024](https://example.org/1937).", ""),
            (
                "en",
                "How many women were there in 1938, and who was Iskander?",
                "",
            ),
            ("en", "It may rain in the march of time.", ""),
            ("en", "Press Space, then Enter. Choose Next.", ""),
            ("en", "A mark[^a] and another[@b, p. 1937].", ""),
            ("en", "There are 3 things.", ""),
            // Russian.
            ("ru", "Лагерь основан в 1931 году.", "date: 1931"),
            ("ru", "В лагере было 18 000 женщин.", "figure: 18 000"),
            (
                "ru",
                "Это 31 % всех, или 7 процентов.",
                "figure: 31 | figure: 7",
            ),
            (
                "ru",
                "Умерло более двух тысяч детей, сорок из них зимой.",
                "figure: двух тысяч | figure: сорок",
            ),
            (
                "ru",
                "Он открыт 31 мая 2007 г. Потом музей закрыли в январе.",
                "date: 31 мая 2007 | date: январе",
            ),
            (
                "ru",
                "Статью написала Алиса Эшкрофт.",
                "name: Алиса Эшкрофт",
            ),
            ("ru", "Музей стоит в г. Караганде.", "name: Караганде"),
            ("ru", "В XIX веке здесь была степь.", "date: XIX"),
            (
                "ru",
                "Станции 4, 12 и 15 можно пропустить; перейдите к станции 11.",
                "",
            ),
            (
                "ru",
                "Она говорила по-русски. «Да», — сказала мать. Мы рады Вам и Вашим детям.",
                "",
            ),
            ("ru", "Прогулка длится 15 минут.", ""),
            ("ru", "Кто такой Искандер?", ""),
            ("ru", "Тысячи людей прошли здесь; он был один.", ""),
            ("ru", "Лагерь был в [Карлаге](term:karlag) в степи.", ""),
            // Kazakh.
            ("kk", "Лагерь 1931 жылы құрылды.", "date: 1931"),
            (
                "kk",
                "Онда 8 мың әйел болды, 7 пайызы ауырды.",
                "figure: 8 мың | figure: 7",
            ),
            (
                "kk",
                "Екі мыңнан астам бала қайтыс болды.",
                "figure: Екі мыңнан",
            ),
            ("kk", "Мұражай 9 қаңтарда ашылды.", "date: 9 қаңтарда"),
            (
                "kk",
                "Онда Әзиза Рысқұлова өмір сүрді.",
                "name: Әзиза Рысқұлова",
            ),
            ("kk", "Ол Қарағандыда тұрды.", "name: Қарағандыда"),
            ("kk", "Қазан қайнап тұр. Он бала, жүзі жарық.", ""),
            ("kk", "4-бекет пен 12-бекет, 15 минут.", ""),
            ("kk", "Ескендір деген кім?", ""),
            // German capitalises its nouns, so names are not looked for.
            ("de", "Das Museum liegt im Dorf Dolinka bei Karaganda.", ""),
            (
                "de",
                "Am 31. Mai 2007 kamen drei Millionen.",
                "date: 31. Mai 2007 | figure: drei Millionen",
            ),
            // French, Spanish, and languages without a list or without capital letters.
            (
                "fr",
                "Le musée se trouve à Karaganda depuis le 6 mai.",
                "name: Karaganda | date: 6 mai",
            ),
            (
                "es",
                "El museo abrió el 6 de enero en Astaná.",
                "name: Astaná",
            ),
            (
                "it",
                "Il museo di Dolinka ha 26 sale.",
                "name: Dolinka | figure: 26",
            ),
            ("zh", "博物馆于1931年建立。", "date: 1931"),
            ("ar", "تأسس المعسكر عام 1931.", "date: 1931"),
        ] {
            assert_eq!(show(language, markdown), expected, "{language}: {markdown}");
        }
    }
}
