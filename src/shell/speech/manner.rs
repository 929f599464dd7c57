//! How fast and how loud a voice speaks.

/// Rate and volume, within what listeners can follow and programs can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    /// Words a minute, 80 to 400.
    rate: u16,
    /// Per cent of the usual loudness, 0 to 200.
    volume: u16,
}

const RATES: (u16, u16) = (80, 400);
const VOLUMES: (u16, u16) = (0, 200);
/// A step of a key may make a voice quiet, but not silent.
const QUIETEST: u16 = 20;
/// One step of either.
const STEP: u16 = 20;

impl Default for Manner {
    /// Slower than espeak-ng's own 175 words a minute, as what is said is new to the listener.
    fn default() -> Self {
        Self {
            rate: 160,
            volume: 100,
        }
    }
}

impl Manner {
    /// As many words a minute, or the nearest that can be.
    #[must_use]
    pub fn at_rate(self, rate: u16) -> Self {
        Self {
            rate: rate.clamp(RATES.0, RATES.1),
            ..self
        }
    }

    /// This loud in per cent, or the nearest that can be.
    #[must_use]
    pub fn at_volume(self, volume: u16) -> Self {
        Self {
            volume: volume.clamp(VOLUMES.0, VOLUMES.1),
            ..self
        }
    }

    #[must_use]
    pub fn faster(self) -> Self {
        self.at_rate(self.rate + STEP)
    }

    #[must_use]
    pub fn slower(self) -> Self {
        self.at_rate(self.rate - STEP)
    }

    #[must_use]
    pub fn louder(self) -> Self {
        self.at_volume(self.volume + STEP)
    }

    /// Never silent; a voice that is silent already stays so.
    #[must_use]
    pub fn quieter(self) -> Self {
        let volume = self.volume.saturating_sub(STEP);
        self.at_volume(volume.max(QUIETEST.min(self.volume)))
    }

    /// Words a minute.
    pub fn rate(self) -> u16 {
        self.rate
    }

    /// Per cent of the usual loudness.
    pub fn volume(self) -> u16 {
        self.volume
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_end_at_the_limits() {
        let mut manner = Manner::default();
        for (step, rate, volume) in [
            (Manner::faster as fn(Manner) -> Manner, 400, 100),
            (Manner::slower, 80, 100),
            (Manner::louder, 80, 200),
            (Manner::quieter, 80, 20),
        ] {
            for _ in 0..20 {
                manner = step(manner);
            }
            assert_eq!((manner.rate(), manner.volume()), (rate, volume));
        }
        assert_eq!(manner.at_volume(0).quieter().volume(), 0);
        assert_eq!(
            manner.at_volume(999).at_rate(0),
            Manner {
                rate: 80,
                volume: 200
            }
        );
    }
}
