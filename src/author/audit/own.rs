//! The program's own words and signs, held against fonts.

use std::collections::BTreeSet;

use super::{NamedFont, shows};
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::glyphs::{Glyph, Glyphs};
use crate::tour::drawn::each_phrase_sign;
use crate::words::catalogue;

/// So many characters are shown of those that are missing.
const SHOWN: usize = 12;

/// What the fonts lack of docent's words in these languages, and of the signs it draws with.
pub(crate) fn own_words(languages: &BTreeSet<String>, fonts: &[NamedFont]) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for named in fonts {
        for language in languages {
            let what = format!("docent's own words in `{language}`");
            faults.extend(told(named, &words(language), &what));
        }
        faults.extend(told(named, &signs(), "the signs that docent draws with"));
    }
    faults
}

/// The characters of the catalogue that stands for a language.
fn words(language: &str) -> BTreeSet<char> {
    let text = catalogue(language).or_else(|| catalogue("en"));
    let file = SourceFile::new(language, text.unwrap_or_default());
    let mut found = BTreeSet::new();
    each_phrase_sign(&file, &mut |sign, _| found.extend(sign.chars()));
    found
}

fn signs() -> BTreeSet<char> {
    let signs = Glyph::ALL
        .into_iter()
        .map(|glyph| Glyphs::Console.of(glyph));
    signs.flat_map(str::chars).collect()
}

fn told(named: &NamedFont, characters: &BTreeSet<char>, what: &str) -> Option<Diagnostic> {
    let lacking: Vec<_> = characters
        .iter()
        .filter(|character| !shows(&named.font, **character))
        .map(|character| format!("U+{:04X} {character}", *character as u32))
        .collect();
    let list = match lacking.as_slice() {
        [] => return None,
        few if few.len() <= SHOWN => few.join(", "),
        many => format!(
            "{} and {} more",
            many[..SHOWN].join(", "),
            many.len() - SHOWN
        ),
    };
    let message = format!("the font {} lacks characters of {what}: {list}", named.name);
    let help = "load another font, such as FullCyrAsia-TerminusBold32x16";
    Some(Diagnostic::warning("missing-glyph", None, message).help(help))
}
