//! How hard a text is to read, as far as counting can tell.
//!
//! Lengths of words and sentences mean something in every language. Formulas were fitted to one: those
//! of Flesch and of Kincaid to English, and for other languages none is used here.

use super::sentence::{sentences, spoken};
use crate::markup::{Prose, words};

/// What was counted in texts of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Measure {
    /// What stands between white space with a letter or digit in it.
    pub words: usize,
    pub sentences: usize,
    /// The words of the longest sentence.
    pub longest: usize,
    /// Words with a letter in them, and their letters and, in English, syllables.
    lettered: usize,
    letters: usize,
    syllables: usize,
    is_english: bool,
}

impl Measure {
    /// Counts a text; its note marks are not read.
    pub fn add(&mut self, prose: &Prose, language: &str) {
        self.is_english = is_english(language);
        for paragraph in &prose.paragraphs {
            let text = spoken(&paragraph.text);
            for sentence in sentences(&text, language) {
                self.sentence(&text[sentence]);
            }
        }
    }

    fn sentence(&mut self, sentence: &str) {
        let mut count = 0;
        for word in words(sentence) {
            count += 1;
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            if letters > 0 {
                self.lettered += 1;
                self.letters += letters;
            }
            if letters > 0 && self.is_english {
                self.syllables += syllables(word);
            }
        }
        self.words += count;
        self.sentences += usize::from(count > 0);
        self.longest = self.longest.max(count);
    }

    /// Words a sentence; `None` where nothing was counted.
    pub fn sentence_length(&self) -> Option<f64> {
        ratio(self.words, self.sentences)
    }

    /// Letters a word, of words with letters.
    pub fn word_length(&self) -> Option<f64> {
        ratio(self.letters, self.lettered)
    }

    /// Flesch reading ease of English, an estimate: from about 0, hard, to about 100, easy.
    ///
    /// R. Flesch, “A New Readability Yardstick”, Journal of Applied Psychology 32 (1948), 221–233.
    pub fn reading_ease(&self) -> Option<f64> {
        let (sentence, word) = self.english()?;
        Some(206.835 - 1.015 * sentence - 84.6 * word)
    }

    /// Flesch–Kincaid grade of English, an estimate: years of school in the United States.
    ///
    /// J. P. Kincaid and others, “Derivation of New Readability Formulas for Navy Enlisted Personnel”,
    /// Research Branch Report 8-75 (1975).
    pub fn grade(&self) -> Option<f64> {
        let (sentence, word) = self.english()?;
        Some(0.39 * sentence + 11.8 * word - 15.59)
    }

    /// Words a sentence and syllables a word.
    fn english(&self) -> Option<(f64, f64)> {
        let word = ratio(self.syllables, self.lettered).filter(|_| self.is_english)?;
        Some((self.sentence_length()?, word))
    }
}

/// The formulas hold for it.
fn is_english(language: &str) -> bool {
    language.split('-').next() == Some("en")
}

fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The syllables of an English word by a rule, right for about nine words in ten: groups of vowels,
/// without a silent final `e`, `es` or `ed`, and at least one.
fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word
        .chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    let is_vowel = |c: &char| "aeiouyáàâäéèêëíïóöúü".contains(*c);
    let groups = letters
        .chunk_by(|one, next| is_vowel(one) == is_vowel(next))
        .filter(|group| group.first().is_some_and(is_vowel))
        .count();
    let silent = match letters.as_slice() {
        [.., before, 'l', 'e'] if !is_vowel(before) => false,
        [.., before, 'e'] => !is_vowel(before),
        [.., 's' | 'c' | 'h', 'h', 'e', 's'] => false,
        [.., before, 'e', 's'] => !is_vowel(before) && !"sxzcg".contains(*before),
        [.., before, 'e', 'd'] => !is_vowel(before) && !"td".contains(*before),
        _ => false,
    };
    groups.saturating_sub(usize::from(silent)).max(1)
}

#[cfg(test)]
mod tests {
    use super::{Measure, syllables};
    use crate::markup::{Paragraph, ParagraphKind, Prose, Text};

    fn measure(text: &str, language: &str) -> Measure {
        let paragraph = Paragraph {
            kind: ParagraphKind::Plain,
            depth: 0,
            text: Text::plain(text),
        };
        let mut measure = Measure::default();
        let paragraphs = vec![paragraph];
        measure.add(&Prose { paragraphs }, language);
        measure
    }

    #[test]
    fn syllables_are_counted_by_rule() {
        for (word, count) in [
            ("the", 1),
            ("camp", 1),
            ("home", 1),
            ("table", 2),
            ("houses", 2),
            ("names", 1),
            ("watched", 1),
            ("wanted", 2),
            ("prisoners", 3),
            ("administration", 5),
            ("children’s", 2),
            ("museum", 2),
            ("Mme", 1),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn english_alone_has_formulas() {
        // 12 words, 2 sentences, 14 syllables.
        let text = "The cat sat on the mat. It was happy there, at last, today.";
        let english = measure(text, "en-GB");
        assert_eq!(
            (english.words, english.sentences, english.longest),
            (13, 2, 7)
        );
        let ease = english.reading_ease().expect("English");
        assert!((ease - (206.835 - 1.015 * 6.5 - 84.6 * 15.0 / 13.0)).abs() < 1e-9);
        let grade = english.grade().expect("English");
        assert!((grade - (0.39 * 6.5 + 11.8 * 15.0 / 13.0 - 15.59)).abs() < 1e-9);
        for language in ["ru", "kk", "de"] {
            let other = measure(text, language);
            assert_eq!((other.reading_ease(), other.grade()), (None, None));
            assert_eq!(other.sentence_length(), Some(6.5));
        }
        let russian = measure("Дети жили здесь. 1937 г. был тяжёлым!", "ru");
        assert_eq!((russian.words, russian.sentences), (7, 2));
        assert_eq!(russian.word_length(), Some(24.0 / 6.0));
        assert_eq!(measure("", "en").grade(), None);
    }
}
