//! What those who look after a kiosk have set, and how often the PIN was mistaken: it outlives the
//! program, in a small file.

use serde::Deserialize;

/// The loudest that the voice can be, in per cent.
pub(super) const LOUDEST: u16 = 200;

/// What is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// How often the PIN was mistaken since it was last right.
    pub mistakes: u32,
    /// The language at the beginning, as a tag, where staff have set it.
    pub language: Option<String>,
    /// Per cent, where staff have set it.
    pub volume: Option<u16>,
}

impl Kept {
    /// Reads the file; one that is damaged holds nothing.
    pub fn read(text: &str) -> Self {
        let kept: Self = toml::from_str(text).unwrap_or_default();
        Self {
            volume: kept.volume.map(|volume| volume.min(LOUDEST)),
            ..kept
        }
    }

    /// The file's text.
    pub fn text(&self) -> String {
        let language = self.language.as_ref();
        let volume = self.volume;
        let lines = [
            Some(format!("mistakes = {}\n", self.mistakes)),
            language.map(|language| format!("language = \"{language}\"\n")),
            volume.map(|volume| format!("volume = {volume}\n")),
        ];
        lines.into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again() {
        let kept = Kept {
            mistakes: 3,
            language: Some("kk".into()),
            volume: Some(60),
        };
        assert_eq!(Kept::read(&kept.text()), kept);
        assert_eq!(Kept::read(&Kept::default().text()), Kept::default());
        assert_eq!(Kept::read("mistakes = \u{0}"), Kept::default());
        assert_eq!(Kept::read("volume = 65530").volume, Some(LOUDEST));
    }
}
