//! Guesses a terminal's profile from the environment its user has, by tables.

use super::{Colours, Glyphs, Profile};

/// A terminal that is known by its name.
struct Known {
    /// How `TERM` or `TERM_PROGRAM` begins, in lower case.
    name: &'static str,
    profile: Profile,
    /// It reads UTF-8 whatever the locale says.
    always_utf8: bool,
}

const fn utf8(name: &'static str, profile: Profile) -> Known {
    Known {
        name,
        profile,
        always_utf8: true,
    }
}

const fn by_locale(name: &'static str, profile: Profile) -> Known {
    Known {
        name,
        profile,
        always_utf8: false,
    }
}

const TRUE_XTERM: Profile = Profile {
    colours: Colours::True,
    ..Profile::XTERM
};
const NO_REP: Profile = Profile {
    repeats: false,
    ..Profile::XTERM
};
const NO_REP_TRUE: Profile = Profile {
    colours: Colours::True,
    ..NO_REP
};
const NO_REP_SIXTEEN: Profile = Profile {
    colours: Colours::Sixteen,
    ..NO_REP
};
const EIGHT: Profile = Profile {
    colours: Colours::Eight,
    ..Profile::VT220
};
/// What a name such as `something-256color` tells of a terminal that is not known.
const CAUTIOUS: Profile = Profile {
    scroll_regions: false,
    ..Profile::TMUX
};

/// By `TERM`; the first that fits counts.
const TERMS: [Known; 31] = [
    utf8("xterm-kitty", Profile::FULL),
    utf8("kitty", Profile::FULL),
    utf8("xterm-ghostty", Profile::FULL),
    utf8("ghostty", Profile::FULL),
    utf8("foot", Profile::FULL),
    utf8("wezterm", Profile::FULL),
    utf8("alacritty", Profile::FULL),
    utf8("contour", Profile::FULL),
    utf8("vte", TRUE_XTERM),
    by_locale("xterm-direct", TRUE_XTERM),
    by_locale("xterm-256color", Profile::XTERM),
    by_locale("xterm", NO_REP_SIXTEEN),
    by_locale("mintty", NO_REP_TRUE),
    by_locale("iterm2", TRUE_XTERM),
    by_locale("konsole", NO_REP_TRUE),
    by_locale("st-256color", NO_REP),
    by_locale("rxvt-unicode-256color", NO_REP),
    by_locale("rxvt", NO_REP_SIXTEEN),
    by_locale("putty-256color", NO_REP),
    by_locale("putty", NO_REP_SIXTEEN),
    by_locale("tmux", Profile::TMUX),
    by_locale("screen", Profile::TMUX),
    utf8("linux", Profile::CONSOLE),
    by_locale("vt100", Profile::PLAIN),
    by_locale("vt102", Profile::PLAIN),
    by_locale("vt2", Profile::VT220),
    by_locale("vt3", Profile::VT220),
    by_locale("vt4", Profile::VT220),
    by_locale("vt5", Profile::VT220),
    by_locale(
        "ansi",
        Profile {
            scroll_regions: false,
            ..EIGHT
        },
    ),
    by_locale(
        "cygwin",
        Profile {
            scroll_regions: false,
            ..EIGHT
        },
    ),
];

/// By `TERM_PROGRAM`, for terminals that call themselves `xterm-256color`.
const PROGRAMS: [Known; 6] = [
    utf8("wezterm", Profile::FULL),
    utf8("ghostty", Profile::FULL),
    utf8("iterm.app", Profile::FULL),
    utf8("vscode", TRUE_XTERM),
    by_locale("apple_terminal", NO_REP),
    by_locale("mintty", NO_REP_TRUE),
];

/// What the locale says of the encoding.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    /// `C` or `POSIX`: more often nothing was set up than that the terminal is an old one.
    Unsaid,
    Other,
}

impl Profile {
    /// The profile that the environment of a terminal's user suggests.
    ///
    /// `lookup` answers for `TERM`, `COLORTERM`, `NO_COLOR`, `LC_ALL`, `LC_CTYPE`, `LANG`, `TMUX`,
    /// `TERM_PROGRAM`, `VTE_VERSION`, `WT_SESSION` and `OS`. A guess: names are all there is.
    pub fn from_environment(lookup: impl Fn(&str) -> Option<String>) -> Self {
        let mut profile = Self::of_terminal(&lookup);
        let set = |name: &str| lookup(name).filter(|value| !value.is_empty());
        match encoding(&set) {
            None | Some(Encoding::Utf8) => {}
            Some(Encoding::Unsaid) if terminal(&term(&set), &set).always_utf8 => {}
            Some(_) => profile.glyphs = Glyphs::Ascii,
        }
        profile
    }

    /// The same without the locale: what the terminal can draw if it reads UTF-8. For those who ask it.
    pub fn of_terminal(lookup: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| lookup(name).filter(|value| !value.is_empty());
        let term = term(&set);
        let mut profile = terminal(&term, &set).profile;
        let inherited =
            set("TMUX").is_some() || profile.colours < Colours::Sixteen || !known_direct(&term);
        let deep = set("COLORTERM").is_some_and(|value| value == "truecolor" || value == "24bit");
        if deep && !inherited {
            profile.colours = Colours::True;
        }
        if set("NO_COLOR").is_some() {
            profile.colours = Colours::Mono;
        }
        profile
    }

    /// Whether the environment tells a terminal's encoding: there is a locale, or the terminal is known
    /// to read UTF-8 whatever the locale says.
    pub fn is_encoding_said(lookup: impl Fn(&str) -> Option<String>) -> bool {
        let set = |name: &str| lookup(name).filter(|value| !value.is_empty());
        encoding(&set).is_some() || terminal(&term(&set), &set).always_utf8
    }
}

fn term(set: &impl Fn(&str) -> Option<String>) -> String {
    set("TERM").unwrap_or_default().to_ascii_lowercase()
}

/// `COLORTERM` speaks of this terminal, not of one around it or of a console's framebuffer.
fn known_direct(term: &str) -> bool {
    !["tmux", "screen", "linux"]
        .iter()
        .any(|name| term.starts_with(name))
}

fn terminal(term: &str, set: &impl Fn(&str) -> Option<String>) -> Known {
    if term.is_empty() {
        return nameless(set);
    }
    if set("TMUX").is_some() {
        // Whatever it is made to call itself.
        return by_locale("tmux", Profile::TMUX);
    }
    if term.starts_with("xterm") {
        let program = set("TERM_PROGRAM").unwrap_or_default().to_ascii_lowercase();
        if let Some(known) = PROGRAMS
            .into_iter()
            .find(|known| program.starts_with(known.name))
        {
            return known;
        }
        if set("WT_SESSION").is_some() || set("VTE_VERSION").is_some() {
            return utf8("xterm", TRUE_XTERM);
        }
    }
    TERMS
        .into_iter()
        .find(|known| term.starts_with(known.name))
        .unwrap_or_else(|| unknown(term))
}

/// Windows names no terminal.
fn nameless(set: &impl Fn(&str) -> Option<String>) -> Known {
    match (set("WT_SESSION"), set("OS").as_deref()) {
        (Some(_), _) => utf8("", TRUE_XTERM),
        (None, Some("Windows_NT")) => utf8(
            "",
            Profile {
                colours: Colours::True,
                ..Profile::TMUX
            },
        ),
        _ => by_locale("", Profile::PLAIN),
    }
}

/// The ending of a name is a promise that terminfo entries keep.
fn unknown(term: &str) -> Known {
    let profile = if term.ends_with("-direct") {
        Profile {
            colours: Colours::True,
            ..CAUTIOUS
        }
    } else if term.ends_with("-256color") {
        CAUTIOUS
    } else if term.contains("color") {
        Profile {
            colours: Colours::Eight,
            ..Profile::PLAIN
        }
    } else {
        Profile::PLAIN
    };
    by_locale("", profile)
}

/// What the first locale variable that is set says; `None` if none is.
fn encoding(set: &impl Fn(&str) -> Option<String>) -> Option<Encoding> {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(set)?
        .to_ascii_lowercase();
    let charset = locale
        .split('@')
        .next()
        .and_then(|name| name.split_once('.'));
    Some(match charset {
        Some((_, "utf-8" | "utf8")) => Encoding::Utf8,
        None if locale == "c" || locale == "posix" => Encoding::Unsaid,
        // macOS sets LC_CTYPE to the bare charset.
        None if locale == "utf-8" => Encoding::Utf8,
        _ => Encoding::Other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(environment: &str) -> Profile {
        Profile::from_environment(variables(environment))
    }

    fn variables(environment: &str) -> impl Fn(&str) -> Option<String> {
        let pairs: Vec<(&str, &str)> = environment
            .split_whitespace()
            .filter_map(|pair| pair.split_once('='))
            .collect();
        move |name| {
            pairs
                .iter()
                .find(|pair| pair.0 == name)
                .map(|pair| pair.1.to_string())
        }
    }

    #[test]
    fn only_a_terminal_of_which_nothing_is_said_is_asked() {
        let cases = [
            ("TERM=xterm-256color", false),
            ("TERM=xterm LANG=", false),
            ("TERM=screen", false),
            ("", false),
            ("TERM=xterm LANG=C", true),
            ("TERM=xterm LC_CTYPE=UTF-8", true),
            ("TERM=xterm LANG=ru_RU.KOI8-R", true),
            ("TERM=foot", true),
            ("TERM=linux", true),
            ("TERM=xterm-256color VTE_VERSION=7006", true),
            ("OS=Windows_NT", true),
        ];
        for (environment, said) in cases {
            let found = Profile::is_encoding_said(variables(environment));
            assert_eq!(found, said, "{environment}");
        }
    }

    #[test]
    fn who_asks_the_terminal_need_not_trust_the_locale() {
        for environment in ["TERM=linux LANG=ru_RU.KOI8-R", "TERM=linux LC_ALL=C"] {
            let found = Profile::of_terminal(variables(environment));
            assert_eq!(found, Profile::CONSOLE, "{environment}");
        }
        let found = Profile::of_terminal(variables("TERM=vt220 NO_COLOR=1"));
        assert_eq!(found, Profile::VT220);
    }

    #[test]
    fn glyphs_and_colours_follow_names_and_locale() {
        use Colours::{Eight, Indexed, Mono, Sixteen, True};
        use Glyphs::{Ascii, Console, Unicode};
        let cases = [
            ("", Ascii, Mono),
            ("TERM=dumb LANG=en_GB.UTF-8", Ascii, Mono),
            ("TERM=vt100", Ascii, Mono),
            ("TERM=vt220", Ascii, Mono),
            ("TERM=ansi", Ascii, Eight),
            ("TERM=hazeltine", Ascii, Mono),
            ("TERM=eterm-color", Ascii, Eight),
            ("TERM=linux", Console, Sixteen),
            ("TERM=linux LANG=C", Console, Sixteen),
            ("TERM=linux COLORTERM=truecolor", Console, Sixteen),
            ("TERM=linux LANG=ru_RU.KOI8-R", Ascii, Sixteen),
            ("TERM=xterm", Unicode, Sixteen),
            ("TERM=xterm-256color", Unicode, Indexed),
            ("TERM=xterm-256color LANG=kk_KZ.UTF-8", Unicode, Indexed),
            (
                "TERM=xterm-256color LANG=en_GB.UTF-8 LC_ALL=C",
                Ascii,
                Indexed,
            ),
            ("TERM=xterm-256color LC_ALL= LANG=de_DE", Ascii, Indexed),
            ("TERM=xterm-256color LC_CTYPE=UTF-8", Unicode, Indexed),
            ("TERM=xterm-256color LANG=C.utf8", Unicode, Indexed),
            (
                "TERM=xterm-256color LANG=de_DE.ISO-8859-15@euro",
                Ascii,
                Indexed,
            ),
            ("TERM=xterm-256color COLORTERM=truecolor", Unicode, True),
            (
                "TERM=xterm-256color COLORTERM=24bit NO_COLOR=1",
                Unicode,
                Mono,
            ),
            ("TERM=xterm-256color NO_COLOR=", Unicode, Indexed),
            ("TERM=xterm-256color TERM_PROGRAM=iTerm.app", Unicode, True),
            (
                "TERM=xterm-256color TERM_PROGRAM=Apple_Terminal",
                Unicode,
                Indexed,
            ),
            ("TERM=xterm-256color VTE_VERSION=7006", Unicode, True),
            ("TERM=xterm-direct", Unicode, True),
            ("TERM=xterm-kitty", Unicode, True),
            ("TERM=foot LANG=POSIX", Unicode, True),
            ("TERM=alacritty", Unicode, True),
            ("TERM=screen-256color COLORTERM=truecolor", Unicode, Indexed),
            (
                "TERM=tmux-256color TMUX=/tmp/t,1,0 COLORTERM=truecolor",
                Unicode,
                Indexed,
            ),
            (
                "TERM=xterm-256color TMUX=/tmp/t,1,0 TERM_PROGRAM=WezTerm",
                Unicode,
                Indexed,
            ),
            ("TERM=new-256color", Unicode, Indexed),
            ("TERM=new-direct", Unicode, True),
            ("WT_SESSION=1", Unicode, True),
            ("OS=Windows_NT", Unicode, True),
        ];
        for (environment, glyphs, colours) in cases {
            let profile = profile(environment);
            assert_eq!(
                (profile.glyphs, profile.colours),
                (glyphs, colours),
                "{environment}"
            );
        }
    }

    #[test]
    fn abilities_are_only_those_that_are_known() {
        // Alternate screen, synchronized output, ECH, REP, erasing in colour, scroll regions.
        let cases = [
            ("TERM=xterm-kitty", "asErbc"),
            ("TERM=foot", "asErbc"),
            ("TERM=xterm-256color", "aEbc"),
            ("TERM=xterm-256color TERM_PROGRAM=ghostty", "asErbc"),
            ("TERM=xterm-256color TERM_PROGRAM=Apple_Terminal", "aEbc"),
            ("TERM=tmux-256color", "aEc"),
            ("TERM=xterm-256color TMUX=/tmp/t,1,0", "aEc"),
            ("TERM=screen", "aEc"),
            ("TERM=linux", "Ebc"),
            ("TERM=vt220", "Ec"),
            ("TERM=vt100", ""),
            ("TERM=dumb", ""),
            ("TERM=new-256color", "aE"),
            ("OS=Windows_NT", "aEc"),
        ];
        for (environment, abilities) in cases {
            let p = profile(environment);
            let flags = [
                (p.alternate_screen, 'a'),
                (p.synchronized, 's'),
                (p.erase_characters, 'E'),
                (p.repeats, 'r'),
                (p.erases_in_colour, 'b'),
                (p.scroll_regions, 'c'),
            ];
            let had: String = flags
                .into_iter()
                .filter(|flag| flag.0)
                .map(|flag| flag.1)
                .collect();
            assert_eq!(had, abilities, "{environment}");
        }
    }
}
