//! Guides: their lines are lost, they hand the lead on, and they end the group.

use rustix::process::Signal;

use crate::properties::EVERYTHING;
use crate::serve::code;
use crate::serve::groups::{ACCEPT, CHOOSE, Museum, number_of, rows, write};
use crate::ssh::{Client, piped};

#[test]
fn a_lost_line_changes_nothing_and_the_same_key_goes_on() {
    let Some(museum) = Museum::open() else {
        return;
    };
    let (mut guide, code) = museum.led();
    guide.send(" ");
    let mut follower = museum.follower(&code);
    follower.wait_for("secondword");
    let (mut second, _) = museum.guide((80, 24), &format!("guide+{code}"), "ben");
    second.send(ACCEPT);
    second.wait_for("You do not lead now");
    let before = rows(&follower);
    guide.signal(Signal::KILL);
    second.wait_for("The guide’s line is lost · h to lead");
    follower.send("?");
    follower.wait_for("Every key of docent");
    follower.send("\x1b");
    follower.wait_for("secondword");
    assert_eq!(rows(&follower), before);
    let (mut back, same) = museum.guide((100, 30), "guide", "ann");
    assert_eq!(same, code);
    back.wait_for("Station 1 of 3");
    second.wait_for("You do not lead now");
    assert_eq!(rows(&follower), before);
    back.send("3\r");
    follower.wait_for("lastword");
    second.wait_for("lastword");
}

#[test]
fn the_lead_is_offered_and_taken_once() {
    let Some(museum) = Museum::open() else {
        return;
    };
    let (mut ann, code) = museum.led();
    let mut follower = museum.follower(&code);
    let name = format!("guide+{code}");
    ann.send("h");
    ann.wait_for("No other guide is here who could take the lead.");
    // Two terminals with one key, and a third guide who is none here.
    let (mut ben, _) = museum.guide((80, 24), &name, "ben");
    ben.wait_for("You do not lead now");
    ben.send(ACCEPT);
    ben.wait_for("secret words for the guide");
    // It is not offered yet.
    ben.send("h?");
    ben.wait_for("Visitors go where you go");
    ben.send("\x1b");
    ben.wait_for("secret words for the guide");
    ann.send("h");
    ann.wait_for("The lead is offered · h to keep it");
    ben.wait_for("You are offered the lead · h to lead");
    ann.send("h");
    ben.wait_for("You do not lead now");
    ann.send("h");
    ben.wait_for("You are offered the lead");
    // Both at once: somebody has it, and only one.
    ben.send("h");
    ann.send("h");
    let leads = |client: &Client| !client.shown().contains("You do not lead now");
    let offered = |client: &Client| client.shown().contains("offered");
    for _ in 0..100 {
        for client in [&mut ann, &mut ben] {
            client.hears(std::time::Duration::from_millis(20));
        }
        if !offered(&ann) && !offered(&ben) && leads(&ann) != leads(&ben) {
            break;
        }
    }
    let (mut first, mut other) = if leads(&ann) { (ann, ben) } else { (ben, ann) };
    first.send("3\r");
    follower.wait_for("lastword");
    other.wait_for("lastword");
    other.wait_for("You do not lead now");
    // Who has handed it over wanders like others, and asks for it where the line is lost.
    other.send("1\r");
    other.wait_for("The guide is at 3: The end");
    first.signal(Signal::KILL);
    other.wait_for("The guide’s line is lost · h to lead");
    other.send("h");
    // Who takes it begins where the group is.
    other.wait_for("Station 3 of 3");
    other.send("1\r");
    follower.wait_for("firstword");
}

#[test]
fn an_ended_group_leaves_everybody_where_they_are() {
    let Some(museum) = Museum::open() else {
        return;
    };
    let (mut guide, code) = museum.led();
    let mut follower = museum.follower(&code);
    follower.wait_for("firstword");
    let (mut second, _) = museum.guide((80, 24), &format!("guide+{code}"), "ben");
    second.wait_for("Before you begin");
    let mut lines = Client::ssh_at((80, 24), museum.server.port, &code, &["-T"], &[]);
    lines.wait_for("You go where the guide goes.");
    let mut joining = museum.visitor((80, 24), "alone", "en_GB.UTF-8");
    joining.wait_for("Alone");
    joining.send(&format!("j{code}"));
    joining.wait_for(&format!("Code: {code}"));
    // The question is asked, and can be left.
    guide.send("q");
    guide.wait_for("End the group?");
    guide.send("\x1b");
    guide.wait_for("Station 1 of 3");
    guide.send("q1");
    assert_eq!(guide.end(), 0);
    guide.assert_given_back();
    for client in [&mut follower, &mut second, &mut lines] {
        client.wait_for("The group has ended. You can go on by yourself.");
    }
    joining.send("\r");
    joining.wait_for(&format!("There is no group {code} now."));
    follower.send(" ");
    follower.wait_for("secondword");
    follower.send("q");
    follower.wait_for("before the @:\ntest+hall");
    assert_eq!(follower.end(), 0);
    // The guide's next group is another one.
    let (_, other) = museum.guide((80, 24), "guide", "ann");
    assert_ne!(other, code);
}

#[test]
fn a_guide_who_leaves_is_told_how_to_come_back() {
    let Some(museum) = Museum::open() else {
        return;
    };
    for leave in ["q\r", "q2", "\x03\x03"] {
        let (mut guide, code) = museum.guide((80, 24), "guide", "ann");
        guide.send(leave);
        guide.wait_for("To come back to the group, log in with this name before the @:\nguide");
        assert_eq!(guide.end(), 0);
        let (_guide, same) = museum.guide((80, 24), "guide", "ann");
        assert_eq!(same, code, "{leave:?}");
    }
    let key = museum.key("ben");
    let said = piped(
        museum.server.port,
        "guide",
        &["-T", "-i", &key],
        &[],
        "1\n2\n3\n",
    );
    assert!(
        said.output.contains("Visitors type the same ssh command"),
        "{said:?}"
    );
    let (_, code) = museum.guide((80, 24), "guide", "ben");
    assert!(said.output.contains(&code), "{said:?}");
}

#[test]
fn a_guide_in_lines_is_asked_whether_the_group_is_to_end() {
    let Some(museum) = Museum::open() else {
        return;
    };
    let key = museum.key("ann");
    let arguments = ["-T", "-i", &key];
    let mut guide = Client::ssh_at((100, 50), museum.server.port, "guide", &arguments, &[]);
    guide.wait_for("Choose a tour");
    guide.wait_for("0 follow");
    let code = code(&guide.shown()).expect("a code");
    let mut visitor = museum.visitor((80, 24), &code, "en_GB.UTF-8");
    visitor.wait_for("The guide has not begun yet.");
    guide.send("2\n");
    guide.wait_for("Before you begin");
    visitor.wait_for("Before you begin");
    visitor.send(ACCEPT);
    guide.send("1\n");
    visitor.wait_for("firstword");
    guide.wait_until("all choices of a station", |screen| {
        let shown = screen.contents();
        let rest = shown.rsplit_once("search everything");
        rest.is_some_and(|(_, rest)| rest.contains("quit"))
    });
    assert!(guide.shown().contains("secret words for the guide"));
    let quit = number_of(&guide.shown(), "quit");
    guide.send(&format!("{quit}\n"));
    guide.wait_for("3 Go on leading");
    guide.send("3\n1\n");
    visitor.wait_for("secondword");
    guide.send(&format!("{quit}\n1\n"));
    visitor.wait_for("The group has ended.");
    assert_eq!(guide.end(), 0);
}

/// A guide whose line hangs comes back while the server still knows the old one.
#[test]
fn of_two_terminals_of_one_guide_the_last_has_the_lead() {
    let Some(museum) = Museum::open() else {
        return;
    };
    let (mut old, code) = museum.led();
    let mut follower = museum.follower(&code);
    follower.wait_for("firstword");
    let (mut new, same) = museum.guide((80, 24), "guide", "ann");
    assert_eq!(same, code);
    new.wait_for("Station 1 of 3");
    old.wait_for("You do not lead now");
    new.send(" ");
    old.wait_for("secondword");
    new.send("3\r");
    for client in [&mut old, &mut follower] {
        client.wait_for("lastword");
    }
    // Nothing pulls the group back.
    assert!(!follower.hears(std::time::Duration::from_millis(300)));
    old.send("1\r");
    old.wait_for("The guide is at 3: The end");
    new.signal(Signal::KILL);
    old.wait_for("Station 3 of 3");
    old.send("1\r");
    follower.wait_for("firstword");
}

#[test]
fn tours_that_are_read_anew_leave_the_group_together() {
    let Some(mut museum) = Museum::open() else {
        return;
    };
    let (mut guide, code) = museum.led();
    let mut before = museum.follower(&code);
    // The hall is told anew, and the end is gone.
    let (kept, _) = EVERYTHING
        .split_once("[[station]]\nid = \"end\"")
        .expect("an end");
    let (_, rest) = EVERYTHING.split_once("[notes]").expect("notes");
    let changed = format!("{kept}\n[notes]{rest}")
        .replace("secondword", "newword")
        .replace("skip_to = \"end\"\n", "")
        .replace("to = \"end\"", "to = \"hall\"");
    let folder = museum.server.folder.path().to_owned();
    for language in ["ru", "kk"] {
        std::fs::remove_file(folder.join(format!("tours/test/tour.{language}.toml")))
            .expect("gone");
    }
    write(&folder, "tours/test/tour.toml", &changed);
    museum.server.signal("HUP");
    let line = museum.server.wait_for("reloaded");
    assert!(line.contains("result=\"ok\""), "{line}");
    let mut after = museum.follower(&code);
    guide.send(" ");
    before.wait_for("secondword");
    after.wait_for("newword");
    guide.send("3\r");
    before.wait_for("lastword");
    after.wait_for("What the guide shows is not here.");
    assert!(after.shown().contains("newword"), "{}", after.shown());
    guide.send("1\r");
    before.wait_for("firstword");
    after.wait_for("You go where the guide goes.");
    guide.wait_for("2 follow · 0 wander");
    // A guide with the new tours takes the others along.
    guide.signal(Signal::KILL);
    let (mut back, _) = museum.guide((80, 24), "guide", "ann");
    back.send(" ");
    back.wait_for("newword");
    before.wait_for("secondword");
    back.send("\x7f\x7f\x7f\x7f\x7f");
    back.wait_for("Choose a tour");
    back.send(&format!("\x1b[A{}", &CHOOSE[CHOOSE.len() - 1..]));
    back.wait_for("Alone");
    before.wait_for("Alone");
}
