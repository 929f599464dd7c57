//! How long a page stays in a recording.

use std::time::Duration;

/// How fast a recorded visitor is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    /// Times as fast as the tour's reading speed.
    pub speed: f64,
    /// How long everything stays, where that does not depend on its words.
    pub pause: Option<Duration>,
}

/// From one letter to the next, when a number or a word is typed.
pub(super) const LETTER: Duration = Duration::from_millis(200);
/// The shortest stay: the eye has to find what has changed.
const LEAST: Duration = Duration::from_secs(1);
/// The longest that can be asked for.
const LONGEST: Duration = Duration::from_secs(3600);

impl Pace {
    /// The tour's own reading speed.
    pub const READING: Self = Self {
        speed: 1.0,
        pause: None,
    };

    /// How long a step stays that auto-play shows for so long.
    pub(super) fn step(self, reading: Duration) -> Duration {
        self.pause
            .unwrap_or_else(|| reading.div_f64(self.speed).max(LEAST))
    }

    /// How long so many new words stay, at `speed` words a minute.
    pub(super) fn words(self, words: usize, speed: u16) -> Duration {
        let reading = words as f64 * 60.0 / f64::from(speed.max(1));
        self.step(Duration::from_secs_f64(reading))
    }
}

/// A stretch of time: `5s`, `1.5s`, `300ms`, `2m`, `1m30s`; up to an hour, in whole milliseconds.
pub fn stretch(text: &str) -> Option<Duration> {
    let (minutes, rest) = match text.split_once('m') {
        Some((minutes, rest)) if rest != "s" => (minutes.parse::<u64>().ok()?, rest),
        _ => (0, text),
    };
    let minutes = Duration::from_secs(minutes.checked_mul(60)?);
    let time = minutes.checked_add(short(rest, text.len() > rest.len())?)?;
    (time <= LONGEST).then_some(time)
}

/// Seconds or milliseconds; nothing only behind minutes.
fn short(text: &str, may_lack: bool) -> Option<Duration> {
    if text.is_empty() {
        return may_lack.then_some(Duration::ZERO);
    }
    if let Some(milliseconds) = text.strip_suffix("ms") {
        return Some(Duration::from_millis(milliseconds.parse().ok()?));
    }
    let (whole, part) = match text.strip_suffix('s')?.split_once('.') {
        Some((whole, part)) => (whole, part),
        None => (text.strip_suffix('s')?, "0"),
    };
    let is_part = (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let part: u64 = is_part.then(|| format!("{part:0<3}").parse().ok())??;
    let whole = Duration::from_secs(whole.parse().ok()?);
    whole.checked_add(Duration::from_millis(part))
}

#[cfg(test)]
mod tests {
    use super::stretch;

    #[test]
    fn stretches_are_minutes_seconds_and_milliseconds() {
        for (text, milliseconds) in [
            ("5s", Some(5000)),
            ("1.5s", Some(1500)),
            ("0.25s", Some(250)),
            ("300ms", Some(300)),
            ("2m", Some(120_000)),
            ("1m30s", Some(90_000)),
            ("60m", Some(3_600_000)),
            ("0s", Some(0)),
            ("61m", None),
            ("60m1s", None),
            ("5", None),
            ("s", None),
            ("ms", None),
            ("m", None),
            ("", None),
            ("-1s", None),
            ("1.s", None),
            ("1.2345s", None),
            ("99999999999999999999s", None),
            ("18446744073709551615m", None),
        ] {
            let found = stretch(text).map(|time| time.as_millis());
            assert_eq!(found, milliseconds, "{text}");
        }
    }
}
