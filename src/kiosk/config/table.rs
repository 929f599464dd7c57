//! Every setting of a kiosk.

use super::{Config, Showing, Voice};
use crate::glyphs::{Colours, Glyphs, Protocol};
use crate::kiosk::pin;
use crate::settings::check::{anything, language, not_empty};
use crate::settings::{Setting, Value};
use crate::theme::ThemeName;

use Value::{Choice, Millis, Number, Seconds, Switch, Text, Texts};

/// In the order of the file; those of a table stand together.
pub(super) static SETTINGS: &[Setting<Config>] = &[
    Setting {
        name: "tours",
        comment: "What is shown: a tour's file or folder, a folder of several tours, which gives a lobby, or a\n\
                  built-in tour's name. It is read anew between visitors; a version with errors is not shown.",
        default: "\"karlag\"",
        value: Text(|config| &mut config.tours, not_empty),
    },
    Setting {
        name: "language",
        comment: "The language of the first page, such as \"ru\"; \"\" for the tour's own. Staff can change it.",
        default: "\"\"",
        value: Text(|config| &mut config.language, language),
    },
    Setting {
        name: "state",
        comment: "The folder for the counters and what staff set; \"\" for that of the service (systemd's\n\
                  StateDirectory). Without one nothing is kept.",
        default: "\"\"",
        value: Text(|config| &mut config.state, anything),
    },
    Setting {
        name: "counts",
        comment: "Whether visits are counted: by the day, without anything about a person.\n\
                  `docent visits FOLDER/visits` shows the counts.",
        default: "true",
        value: Switch(|config| &mut config.counts),
    },
    Setting {
        name: "attract.lines",
        comment: "Lines above the tour's title while nobody visits, such as the museum's name.",
        default: "[]",
        value: Texts(|config| &mut config.attract.lines),
    },
    Setting {
        name: "attract.card",
        comment: "Seconds that each of several tours stays on the screen.",
        default: "12",
        value: Seconds(|config| &mut config.attract.card, 5..=600),
    },
    Setting {
        name: "idle.after",
        comment: "Seconds without a key before the visitor is asked whether they are still reading; longer where\n\
                  the page has more words than are read in this time at 100 words a minute.",
        default: "90",
        value: Seconds(|config| &mut config.idle.after, 30..=900),
    },
    Setting {
        name: "idle.warning",
        comment: "Seconds that this question stays before the visit ends. Any key goes on.",
        default: "30",
        value: Seconds(|config| &mut config.idle.warning, 20..=300),
    },
    Setting {
        name: "idle.patience",
        comment: "As many times longer for large letters, reading aloud and plain lines.",
        default: "4",
        value: Number(|config| &mut config.idle.patience, 1..=20),
    },
    Setting {
        name: "screen.theme",
        comment: "\"dark\", \"light\", \"high-contrast\" or \"mono\".",
        default: "\"dark\"",
        value: Choice(&[
            ("dark", |config| {
                config.screen.theme = ThemeName::Dark;
            }),
            ("light", |config| {
                config.screen.theme = ThemeName::Light;
            }),
            ("high-contrast", |config| {
                config.screen.theme = ThemeName::HighContrast;
            }),
            ("mono", |config| {
                config.screen.theme = ThemeName::Mono;
            }),
        ]),
    },
    Setting {
        name: "screen.glyphs",
        comment: "Which characters the terminal has: \"found\" asks it; \"unicode\", \"console\" (a FullCyrAsia font),\n\
                  \"ascii\".",
        default: "\"found\"",
        value: Choice(&[
            ("found", |config| {
                config.screen.glyphs = None;
            }),
            ("unicode", |config| {
                config.screen.glyphs = Some(Glyphs::Unicode);
            }),
            ("console", |config| {
                config.screen.glyphs = Some(Glyphs::Console);
            }),
            ("ascii", |config| {
                config.screen.glyphs = Some(Glyphs::Ascii);
            }),
        ]),
    },
    Setting {
        name: "screen.colours",
        comment: "How many colours: \"found\" goes by the terminal's name; \"mono\", \"8\", \"16\", \"256\", \"true\".",
        default: "\"found\"",
        value: Choice(&[
            ("found", |config| {
                config.screen.colours = None;
            }),
            ("mono", |config| {
                config.screen.colours = Some(Colours::Mono);
            }),
            ("8", |config| {
                config.screen.colours = Some(Colours::Eight);
            }),
            ("16", |config| {
                config.screen.colours = Some(Colours::Sixteen);
            }),
            ("256", |config| {
                config.screen.colours = Some(Colours::Indexed);
            }),
            ("true", |config| {
                config.screen.colours = Some(Colours::True);
            }),
        ]),
    },
    Setting {
        name: "screen.pictures",
        comment: "How pictures are shown: \"found\" asks the terminal; \"none\" leaves their descriptions; \"blocks\",\n\
                  or pixels by \"kitty\", \"sixel\" or \"iterm2\".",
        default: "\"found\"",
        value: Choice(&[
            ("found", |config| {
                config.screen.pictures = None;
            }),
            ("none", |config| {
                config.screen.pictures = Some(Showing::Words);
            }),
            ("blocks", |config| {
                config.screen.pictures = Some(Showing::HalfBlocks);
            }),
            ("kitty", |config| {
                config.screen.pictures = Some(Showing::Pixels(Protocol::Kitty));
            }),
            ("sixel", |config| {
                config.screen.pictures = Some(Showing::Pixels(Protocol::Sixel));
            }),
            ("iterm2", |config| {
                config.screen.pictures = Some(Showing::Pixels(Protocol::Iterm2));
            }),
        ]),
    },
    Setting {
        name: "screen.touch",
        comment: "Whether the screen is touched: rows and keys are then at least three lines high.",
        default: "false",
        value: Switch(|config| &mut config.screen.touch),
    },
    Setting {
        name: "keys.repeat",
        comment: "Thousandths of a second within which the same key again counts as one press; 0 takes every press.\n\
                  Arrows up and down and digits always count.",
        default: "400",
        value: Millis(|config| &mut config.keys.repeat, 0..=2000),
    },
    Setting {
        name: "speech.voice",
        comment: "What reads aloud: \"off\", \"espeak-ng\" or \"speech-dispatcher\". It never begins by itself.",
        default: "\"off\"",
        value: Choice(&[
            ("off", |config| {
                config.speech.voice = Voice::Off;
            }),
            ("espeak-ng", |config| {
                config.speech.voice = Voice::EspeakNg;
            }),
            ("speech-dispatcher", |config| {
                config.speech.voice = Voice::SpeechDispatcher;
            }),
        ]),
    },
    Setting {
        name: "speech.rate",
        comment: "Words a minute at the beginning of a visit.",
        default: "160",
        value: Number(|config| &mut config.speech.rate, 80..=400),
    },
    Setting {
        name: "speech.volume",
        comment: "Volume of the voice, in per cent. Staff can change it.",
        default: "100",
        value: Number(|config| &mut config.speech.volume, 0..=200),
    },
    Setting {
        name: "staff.pin",
        comment: "The hash of the PIN that opens the staff's menu, as `docent kiosk --hash-pin` prints it; \"\" for no\n\
                  menu. The menu is reached by pressing Ctrl-] three times within two seconds.",
        default: "\"\"",
        value: Text(|config| &mut config.staff.pin, pin::hash_fault),
    },
    Setting {
        name: "staff.keypad",
        comment: "The same on a keypad: these keys within eight seconds; \"\" for none.",
        default: "\"*#*#*#\"",
        value: Text(|config| &mut config.staff.keypad, keypad),
    },
    Setting {
        name: "staff.taps",
        comment: "The same by touch: so many taps in the upper left corner within five seconds; 0 for none.",
        default: "7",
        value: Number(|config| &mut config.staff.taps, 0..=20),
    },
];

fn keypad(keys: &str) -> Option<&'static str> {
    let is_key = |key: char| key.is_ascii_digit() || matches!(key, '*' | '#');
    let fits = keys.is_empty() || (4..=12).contains(&keys.len()) && keys.chars().all(is_key);
    (!fits).then_some("is not 4 to 12 of the keys 0 to 9, * and #")
}
