//! What a visitor gets: a tour on their terminal or in lines, and nothing else.

use std::process::Command;

use crate::serve::Server;
use crate::ssh::{Client, piped};

/// The name that leads back to a station of the Karlag tour.
const CEMETERY: &str = "karlag+mamochkino+en";

fn title(client: &mut Client) {
    client.wait_for("Before you begin");
}

#[test]
fn a_visitor_walks_and_leaves_and_comes_back_to_the_same_station() {
    let Some(server) = Server::start("", &["--tours", "karlag"]) else {
        return;
    };
    let mut client = Client::ssh_at((100, 30), server.port, "karlag", &[], &[]);
    title(&mut client);
    client.send("\r\r");
    client.wait_for("Station 1 of 10");
    client.send("10\r");
    client.wait_for("Station 10 of 10");
    client.resize(60, 20);
    client.wait_until("the station on a smaller screen", |screen| {
        screen.size() == (20, 60) && screen.contents().contains("Station 10 of 10")
    });
    client.send("q");
    client.wait_for("log in with this name before the @:\nkarlag+");
    let told = client.emulator.screen().contents();
    assert_eq!(client.end(), 0);
    client.assert_given_back();
    let name = told.split("before the @:").nth(1).expect("a name");
    let name = name.split_whitespace().next().expect("a name").to_owned();
    let mut again = Client::ssh(server.port, &name, &[]);
    title(&mut again);
    again.send("\r\r");
    again.wait_for("10 of 10");
}

#[test]
fn the_name_and_the_locale_choose_station_and_language() {
    let Some(server) = Server::start("", &["--tours", "karlag"]) else {
        return;
    };
    let mut kazakh = Client::ssh(server.port, "karlag++kk", &[]);
    kazakh.wait_until("Kazakh", |screen| {
        // The test's terminal says nothing of its encoding.
        screen.contents().contains("Karlag balalary")
    });
    let send = ["-o", "SendEnv=LANG"];
    let russian = [("LANG", "ru_RU.UTF-8")];
    let mut russian = Client::ssh_at((80, 24), server.port, "karlag", &send, &russian);
    russian.wait_for("Карлаг");
    let mut unknown = Client::ssh_at((80, 24), server.port, "karlag+moon", &send, &[]);
    unknown.wait_for("There is no station moon.");
}

#[test]
fn an_unknown_tour_opens_the_lobby_with_a_word() {
    let Some(server) = Server::start("", &["--tours", "tours"]) else {
        return;
    };
    let mut client = Client::ssh(server.port, "nobody", &["-o", "SendEnv=LANG"]);
    client.wait_for("There is no tour nobody here.");
    client.wait_for("Children of the Karlag");
    client.send("q");
    assert_eq!(client.end(), 0);
}

#[test]
fn a_terminal_that_says_nothing_of_its_encoding_is_asked() {
    let Some(server) = Server::start("", &["--tours", "karlag"]) else {
        return;
    };
    // The test's terminal answers nothing, and then gets letters that go everywhere.
    let mut client = Client::ssh(server.port, "karlag++kk", &["-o", "SendEnv=-LANG"]);
    client.wait_for_bytes(b"\x1b[6n");
    client.wait_until("a page in ASCII", |screen| {
        screen.contents().contains("Karlag balalary")
    });
    let mut client = Client::ssh(server.port, "karlag++kk", &["-o", "SendEnv=-LANG"]);
    client.wait_for_bytes(b"\x1b[6n");
    client.send("\x1b[1;2R");
    client.wait_for("Карлаг балалары");
}

#[test]
fn without_a_terminal_there_are_lines_and_for_a_script_the_whole_tour() {
    let Some(server) = Server::start("", &["--tours", "karlag"]) else {
        return;
    };
    let lines = piped(server.port, CEMETERY, &["-T"], &[], "1\n\n");
    assert_eq!(lines.code, Some(0), "{lines:?}");
    assert!(lines.output.contains("Heading: Children of the Karlag"));
    assert!(
        lines.output.contains("karlag+mamochkino+en"),
        "{}",
        lines.output
    );
    let unknown = piped(server.port, "karlag+moon", &["-T"], &[], "");
    assert!(unknown.output.starts_with("There is no station moon."));
    let whole = piped(server.port, "karlag", &["-T"], &[], "");
    let printed = Command::new(env!("CARGO_BIN_EXE_docent"))
        .args(["play", "karlag"])
        .env_clear()
        .output()
        .expect("docent prints");
    let printed = String::from_utf8_lossy(&printed.stdout).into_owned();
    assert_eq!(whole.output, printed);
    assert_eq!(whole.code, Some(0));
    // Who names a station is told of it and what comes behind it.
    let last = piped(server.port, CEMETERY, &["-T"], &[], "").output;
    assert!(last.contains("Station 6 of 10") && !last.contains("Station 5 of 10"));
    let french = piped(server.port, "karlag++fr", &["-T"], &[], "").output;
    assert!(french.starts_with("This tour is not available in fr."));
}

#[test]
fn there_is_nothing_but_the_tour() {
    let Some(server) = Server::start("", &["--tours", "karlag"]) else {
        return;
    };
    for (arguments, command) in [
        (&[][..], &["id"][..]),
        (&["-tt"], &["/bin/sh"]),
        (&["-s"], &["sftp"]),
        (
            &[
                "-N",
                "-o",
                "ExitOnForwardFailure=yes",
                "-R",
                "0:127.0.0.1:22",
            ],
            &[],
        ),
        (&["-W", "127.0.0.1:22"], &[]),
    ] {
        let said = piped(server.port, "karlag", arguments, command, "");
        let line = format!("{arguments:?} {command:?}: {said:?}");
        assert_eq!(said.code, Some(255), "{line}");
        assert_eq!(said.output, "", "{line}");
    }
    let guide = piped(server.port, "guide", &["-T"], &[], "");
    assert!(guide.errors.contains("Permission denied"), "{guide:?}");
}
