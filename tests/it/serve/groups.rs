//! Groups with a guide, each of them on a terminal of their own, with the real OpenSSH client.

mod crowd;
mod guides;
mod secret;

use std::fs;
use std::path::Path;
use std::time::Duration;

use tempfile::TempDir;

use crate::emulators::are_installed;
use crate::properties::EVERYTHING;
use crate::serve::{Server, code, make_key};
use crate::ssh::{Client, piped};

const SETTINGS: &str = "[limits]\nper_address = 1000\nrate = 10000\nburst = 1000\n\
    [groups]\nguides = \"{folder}/guides\"\n";
const YARD: &str = "format = 1\ntitle = \"Alone\"\nlanguage = \"en\"\n\
    [[station]]\nid = \"gate\"\ntitle = \"Gate\"\ntext = \"Nothing is here.\"\n";

/// Through a notice of any length: to its end, and to the first choice.
const ACCEPT: &str = "        \r";
/// To the tour with everything, from the lobby.
const CHOOSE: &str = "\x1b[B\r";

/// A server of two tours with two guides' keys.
pub(crate) struct Museum {
    pub(crate) server: Server,
}

impl Museum {
    /// `None`, and said aloud, where the programs for it are not there.
    pub(crate) fn open() -> Option<Self> {
        Self::of(EVERYTHING)
    }

    /// With a tour in the place of the one with everything.
    fn of(tour: &str) -> Option<Self> {
        let folder = folder(tour)?;
        let arguments = ["--tours", "{folder}/tours"];
        let server = Server::start_in(folder, SETTINGS, &arguments)?;
        Some(Self { server })
    }

    fn key(&self, name: &str) -> String {
        let key = self.server.folder.path().join(name);
        key.to_str().expect("UTF-8").to_owned()
    }

    /// A guide with the key of this name, on their first page, and the code of their group.
    fn guide(&self, size: (u16, u16), user: &str, key: &str) -> (Client, String) {
        let key = self.key(key);
        let arguments = ["-i", &key, "-o", "SendEnv=LANG"];
        let language = [("LANG", "en_GB.UTF-8")];
        let mut guide = Client::ssh_at(size, self.server.port, user, &arguments, &language);
        guide.wait_until("a code", |screen| code(&screen.contents()).is_some());
        let code = code(&guide.shown()).expect("a code");
        (guide, code)
    }

    /// A guide who has come to the first station of the tour with everything.
    fn led(&self) -> (Client, String) {
        let (mut guide, code) = self.guide((80, 24), "guide", "ann");
        guide.send(CHOOSE);
        guide.wait_for("Before you begin");
        guide.send(ACCEPT);
        guide.wait_for("Station 1 of 3");
        (guide, code)
    }

    fn visitor(&self, size: (u16, u16), user: &str, language: &str) -> Client {
        let arguments = ["-o", "SendEnv=LANG"];
        let language = [("LANG", language)];
        Client::ssh_at(size, self.server.port, user, &arguments, &language)
    }

    /// Somebody who follows, in English, past the notice.
    fn follower(&self, code: &str) -> Client {
        let mut visitor = self.visitor((80, 24), code, "en_GB.UTF-8");
        visitor.wait_for("Before you begin");
        visitor.send(ACCEPT);
        visitor.wait_for("You go where the guide goes.");
        visitor.wait_until("past the notice", |screen| {
            !screen.contents().contains("Before you begin")
        });
        visitor
    }
}

/// The folder of such a server, with keys and tours.
fn folder(tour: &str) -> Option<TempDir> {
    if !are_installed(&["ssh", "ssh-keygen"], "a group over SSH") {
        return None;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let keys = ["ann", "ben", "stranger"].map(|name| make_key(&folder.path().join(name)));
    write(folder.path(), "guides", &keys[..2].concat());
    write(folder.path(), "tours/alone/tour.toml", YARD);
    write(folder.path(), "tours/test/tour.toml", tour);
    for (language, text) in [
        ("ru", include_str!("../words/everything.ru.toml")),
        ("kk", include_str!("../words/everything.kk.toml")),
    ] {
        write(
            folder.path(),
            &format!("tours/test/tour.{language}.toml"),
            text,
        );
    }
    Some(folder)
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, text).expect("written");
}

#[test]
fn a_guide_is_let_in_by_their_key_and_has_a_code_at_once() {
    let Some(museum) = Museum::open() else {
        return;
    };
    let port = museum.server.port;
    let (stranger, ann) = (museum.key("stranger"), museum.key("ann"));
    for user in ["guide", "guide+new", "guide+amber-42"] {
        for key in [&[][..], &["-i", &stranger]] {
            let said = piped(port, user, key, &[], "");
            assert_eq!(said.code, Some(255), "{user}: {said:?}");
            assert!(
                said.errors.contains("Permission denied (publickey)"),
                "{said:?}"
            );
        }
    }
    // Among others, the key that is known is found.
    let said = piped(
        port,
        "guide",
        &["-T", "-i", &stranger, "-i", &ann],
        &[],
        "q\n2\n",
    );
    assert_eq!(said.code, Some(0), "{said:?}");
    let codes = [(80, 24), (40, 12)].map(|size| {
        let (mut guide, code) = museum.guide(size, "guide+new", "ann");
        guide.wait_for("Visitors type the same ssh command as");
        guide.wait_for(&format!("0 follow · 0 wander · {code}"));
        code
    });
    assert_ne!(codes[0], codes[1]);
}

#[test]
fn without_guides_there_is_no_group_to_join() {
    let arguments = ["--tours", "karlag"];
    let Some(server) = Server::start("", &arguments) else {
        return;
    };
    let said = piped(server.port, "guide", &[], &[], "");
    assert_eq!(said.code, Some(255), "{said:?}");
    let mut visitor = Client::ssh(server.port, "karlag", &[]);
    visitor.wait_for("l language  ? help");
    visitor.send("j?");
    visitor.wait_for("Every key of docent");
    assert!(!visitor.shown().contains("join"), "{}", visitor.shown());
    let mut visitor = Client::ssh(server.port, "amber-42", &[]);
    visitor.wait_for("There is no group amber-42 now.");
}

#[test]
fn visitors_come_by_the_code_however_they_come() {
    let Some(museum) = Museum::open() else {
        return;
    };
    let (mut guide, code) = museum.led();
    let mut joined = |client: &mut Client, number: usize| {
        client.wait_for("Before you begin");
        let told = if number == 1 {
            "1 follows"
        } else {
            &format!("{number} follow")
        };
        guide.wait_for(told);
    };
    // By the name of the login, with and without the hyphen.
    let mut one = museum.visitor((80, 24), &code, "en_GB.UTF-8");
    joined(&mut one, 1);
    let mut two = museum.visitor((80, 24), &code.replace('-', ""), "en_GB.UTF-8");
    joined(&mut two, 2);
    // By the key, in the lobby and at a title; on a Cyrillic keyboard too.
    let mut three = museum.visitor((80, 24), "nobody", "en_GB.UTF-8");
    three.wait_for("There is no tour nobody here.");
    three.send("j");
    three.wait_for("Join a group");
    three.send(&format!("{code}\r"));
    joined(&mut three, 3);
    let mut four = museum.visitor((40, 12), "alone", "en_GB.UTF-8");
    four.wait_for("j join a group");
    four.send("о");
    four.wait_for("Code:");
    let digits = &code[code.len() - 2..];
    four.send(&format!(
        "ыы\x7f\x7f{} {digits}\x7f\x7f{digits}\r",
        &code[..code.len() - 3]
    ));
    four.wait_for("Everything");
    guide.wait_for("4 follow");
    // Who changes their mind is where they were; an unknown code is told.
    let mut five = museum.visitor((80, 24), "alone", "en_GB.UTF-8");
    five.wait_for("Alone");
    five.send("jamber");
    five.wait_for("Code: amber");
    five.send("\x1b");
    five.wait_for("Begin the tour");
    five.send("jamber-00\r");
    five.wait_for("There is no group amber-00 now.");
    assert!(five.shown().contains("Alone"), "{}", five.shown());
    guide.wait_for("4 follow · 0 wander");
    for gone in [one, two, three, four] {
        gone.signal(rustix::process::Signal::KILL);
    }
    guide.wait_for("0 follow · 0 wander");
}

#[test]
fn visitors_in_lines_come_by_the_code_and_hear_where_the_guide_is() {
    let Some(museum) = Museum::open() else {
        return;
    };
    let (mut guide, code) = museum.led();
    let mut lines = museum.visitor((200, 50), &code, "en_GB.UTF-8");
    lines.wait_for("Before you begin");
    let arguments = ["-T", "-o", "SendEnv=LANG"];
    let mut lines = Client::ssh_at((200, 50), museum.server.port, &code, &arguments, &[]);
    lines.wait_for("You go where the guide goes.");
    lines.send("1\n");
    lines.wait_for("Station 1 of 3: The hall");
    guide.send(" ");
    lines.wait_for("The secondword");
    guide.send("3\r");
    lines.wait_for("Station 3 of 3: The end");
    // Elsewhere, and back.
    lines.send("?\n");
    lines.wait_for("list of stations");
    let back = number_of(&lines.shown(), "back to where you were");
    lines.send(&format!("{back}\n"));
    lines.wait_for("The guide is at 3: The end");
    guide.wait_for("1 wanders");
    let rejoin = number_of(&lines.shown(), "rejoin");
    lines.send(&format!("{rejoin}\n"));
    guide.wait_for("0 wander");
    // In the lobby the choice is offered, and asks for the code.
    let mut lobby = Client::ssh_at((100, 50), museum.server.port, "", &arguments, &[]);
    lobby.wait_for("join a group with a guide");
    let join = number_of(&lobby.shown(), "join a group with a guide");
    lobby.send(&format!("{join}\n"));
    lobby.wait_for("The guide says the code of the group");
    lobby.send("amber-00\n");
    lobby.wait_for("There is no group amber-00 now.");
    lobby.send(&format!("{join}\n{code}\n"));
    lobby.wait_for("Before you begin");
    guide.wait_for("3 follow");
}

/// The rows of a screen, whatever blanks stand at their ends.
fn rows(client: &Client) -> Vec<String> {
    let shown = client.shown();
    shown.lines().map(|row| row.trim_end().to_owned()).collect()
}

/// Presses Space until these words are on the screen.
fn go_on_to(guide: &mut Client, words: &str) {
    for _ in 0..20 {
        if guide.shown().contains(words) {
            return;
        }
        guide.send(" ");
        while guide.hears(Duration::from_millis(200)) {}
    }
    panic!("no “{words}” in\n{}", guide.shown());
}

/// The number of a choice that has been said, the last one of several.
fn number_of(screen: &str, words: &str) -> usize {
    let mut choices = screen.split(['\n', ',']).map(str::trim).rev();
    let found = choices.find_map(|choice| {
        let (number, rest) = choice.split_once(' ')?;
        let number = number.parse().ok()?;
        rest.starts_with(words).then_some(number)
    });
    found.unwrap_or_else(|| panic!("no choice “{words}” in\n{screen}"))
}

#[test]
fn followers_go_where_the_guide_goes_in_every_size_and_language() {
    let Some(museum) = Museum::open() else {
        return;
    };
    let (mut guide, code) = museum.led();
    let mut followers = [
        (
            (40, 12),
            "en_GB.UTF-8",
            ["Station 1 of 3", "Station 2 of 3", "Station 3 of 3"],
        ),
        (
            (80, 24),
            "ru_RU.UTF-8",
            ["Остановка 1 из 3", "Остановка 2 из 3", "Остановка 3 из 3"],
        ),
        (
            (100, 30),
            "kk_KZ.UTF-8",
            ["1-аялдама", "2-аялдама", "3-аялдама"],
        ),
    ]
    .map(|(size, language, stations)| (museum.visitor(size, &code, language), stations));
    guide.wait_for("3 follow");
    for (follower, stations) in &mut followers {
        follower.wait_until("the title", |screen| {
            ["Everything", "Всё", "Барлығы"]
                .iter()
                .any(|title| screen.contents().contains(title))
        });
        follower.send(ACCEPT);
        follower.wait_for(stations[0]);
    }
    // A step.
    guide.send(" ");
    for ((follower, _), words) in followers
        .iter_mut()
        .zip(["secondword", "Вторые слова", "[4]"])
    {
        follower.wait_for(words);
    }
    // A note, and the source.
    guide.send("n\x1b[B");
    for ((follower, _), words) in followers
        .iter_mut()
        .zip(["[1]", "Что говорят бумаги", "[1]"])
    {
        follower.wait_for(words);
    }
    guide.send("\x1bb\x1b[B\x1b[B");
    for (follower, _) in &mut followers {
        follower.wait_for("The Book");
        follower.wait_until("the bibliography", |screen| {
            [
                "Bibliography",
                "Библиография",
                "Источники",
                "Дереккөздер",
                "Әдебиет",
            ]
            .iter()
            .any(|title| screen.contents().contains(title))
        });
    }
    guide.send("\x1b3\r");
    for (follower, stations) in &mut followers {
        follower.wait_for(stations[2]);
    }
    // The notice of a station is for each of them to accept.
    guide.send("2\r");
    guide.wait_for("Before “The yard”");
    for (follower, stations) in &mut followers {
        follower.wait_for(stations[1]);
    }
    guide.send(ACCEPT);
    guide.wait_for("thirdword");
    let (first, _) = &mut followers[0];
    first.wait_for("Before “The yard”");
    assert!(!first.shown().contains("thirdword"), "{}", first.shown());
    first.send(ACCEPT);
    first.wait_for("thirdword");
    // The end of the tour.
    guide.send("3\r");
    guide.wait_for("Station 3 of 3");
    guide.send("    ");
    guide.wait_for("Thank you for reading.");
    first.wait_for("Thank you for reading.");
    guide.wait_for("3 follow · 0 wander");
}

#[test]
fn who_wanders_is_counted_and_comes_back_with_a_key() {
    let Some(museum) = Museum::open() else {
        return;
    };
    let (mut guide, code) = museum.led();
    let mut one = museum.follower(&code);
    let mut two = museum.follower(&code);
    guide.wait_for("2 follow · 0 wander");
    one.send("3\r");
    one.wait_for("The guide is at 1: The hall · F to rejoin");
    guide.wait_for("1 follows · 1 wanders");
    guide.send(" ");
    two.wait_for("secondword");
    assert!(one.shown().contains("lastword"), "{}", one.shown());
    one.send("F");
    one.wait_for("secondword");
    guide.wait_for("2 follow · 0 wander");
    // Who comes late is where the guide is at once.
    let mut late = museum.follower(&code);
    late.wait_for("secondword");
    guide.wait_for("3 follow");
    // Who leaves is told how to come back, and is where the group is then.
    late.send("q");
    late.wait_for(&format!("log in with this name before the @:\n{code}"));
    assert_eq!(late.end(), 0);
    guide.wait_for("2 follow");
    guide.send("3\r");
    let mut back = museum.follower(&code);
    back.wait_for("lastword");
}

#[test]
fn before_the_guide_begins_a_visitor_waits() {
    let Some(museum) = Museum::open() else {
        return;
    };
    let (mut guide, code) = museum.guide((80, 24), "guide", "ann");
    let mut visitor = museum.visitor((80, 24), &code, "en_GB.UTF-8");
    visitor.wait_for("The guide has not begun yet.");
    guide.wait_for("1 follows");
    guide.send(CHOOSE);
    visitor.wait_for("Before you begin");
    visitor.send(ACCEPT);
    // It is the guide who begins: Enter alone does not lead away.
    visitor.wait_for("Begin without the guide");
    visitor.send("\r");
    visitor.wait_for("▶ Begin without the guide");
    guide.wait_for("1 follows · 0 wander");
    guide.send(ACCEPT);
    visitor.wait_for("firstword");
    guide.wait_for("0 of 4 min");
}

#[test]
fn auto_play_of_the_guide_takes_the_group_along() {
    let quick = EVERYTHING.replace("hold = \"12s\"", "hold = \"1s\"");
    let Some(museum) = Museum::of(&quick) else {
        return;
    };
    let (mut guide, code) = museum.led();
    guide.send("2\r");
    guide.wait_for("Before “The yard”");
    guide.send(ACCEPT);
    guide.wait_for("thirdword");
    let mut follower = museum.follower(&code);
    follower.wait_for("Before “The yard”");
    follower.send(ACCEPT);
    follower.wait_for("thirdword");
    guide.send("p");
    follower.wait_for("A plan of the hall.");
}

#[test]
fn the_screens_of_a_guide_and_a_follower_have_what_each_needs() {
    let Some(museum) = Museum::open() else {
        return;
    };
    let (mut guide, code) = museum.led();
    guide.wait_for("secret words for the guide");
    guide.wait_for("Next: 2: The yard");
    guide.wait_for("0 of 4 min");
    let mut follower = museum.follower(&code);
    follower.send("?");
    follower.wait_for("F brings you back to the guide.");
    guide.send("?");
    guide.wait_for(&format!("Another guide logs in as guide+{code}"));
    guide.wait_for("q asks whether the group is to end");
}
