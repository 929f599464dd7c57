//! What a tour says to its guides goes to guides, and not a byte of it to anybody else.

use crate::properties::EVERYTHING;
use crate::serve::groups::{ACCEPT, Museum, go_on_to, write};
use crate::ssh::Client;

/// Stands in every note to guides, and nowhere else.
const SECRET: &str = "xyzzyguide";

/// The tour with everything, with notes to guides at each station.
fn marked() -> String {
    let stations = EVERYTHING.replace("guide = \"secret words for the guide\"\n", "");
    stations.replace(
        "[[station]]\n",
        &format!("[[station]]\nguide = \"{SECRET} of a station\"\n"),
    )
}

#[test]
fn no_byte_of_a_guides_notes_goes_to_followers() {
    let Some(museum) = Museum::of(&marked()) else {
        return;
    };
    for language in ["ru", "kk"] {
        // Where the translation lacks them the guide sees those of the original.
        let name = format!("tours/test/tour.{language}.toml");
        let path = museum.server.folder.path().join(&name);
        let text = std::fs::read_to_string(path).expect("a translation");
        let open: Vec<_> = text
            .lines()
            .filter(|line| !line.starts_with("guide ="))
            .collect();
        write(museum.server.folder.path(), &name, &open.join("\n"));
    }
    museum.server.signal("HUP");
    let (mut guide, code) = museum.led();
    let mut followers = vec![
        museum.follower(&code),
        museum.visitor((40, 12), &code, "ru_RU.UTF-8"),
        museum.visitor((100, 30), &code, "kk_KZ.UTF-8"),
        Client::ssh_at((80, 24), museum.server.port, &code, &["-T"], &[]),
    ];
    guide.wait_for("4 follow");
    followers[3].wait_for("You go where the guide goes.");
    followers[3].send("1\n");
    for follower in &mut followers[1..3] {
        follower.send(ACCEPT);
    }
    let secret = |client: &Client| String::from_utf8_lossy(&client.bytes).contains(SECRET);
    // Through every station, with help, lists, search and notes on the way.
    guide.send(" n\x1b");
    followers[0].wait_for("secondword");
    for follower in &mut followers[..3] {
        follower.send("?\x1bs\x1b/xyzzy\x1b\x1bn\x1bF");
    }
    guide.send("2\r");
    guide.wait_for("Before “The yard”");
    guide.send(ACCEPT);
    guide.wait_for("thirdword");
    for follower in &mut followers[..3] {
        follower.send(&format!("F{ACCEPT}"));
    }
    followers[0].wait_for("thirdword");
    for words in [
        "A plan of the hall.",
        "A share",
        "Years",
        "What would you need",
        "without answers",
    ] {
        go_on_to(&mut guide, words);
        followers[0].wait_for(words);
    }
    guide.send("3\r");
    guide.wait_for("lastword");
    go_on_to(&mut guide, "Thank you for reading.");
    followers[0].wait_for("Thank you for reading.");
    guide.send("q1");
    assert_eq!(guide.end(), 0);
    assert!(secret(&guide), "a guide sees them");
    for follower in &mut followers {
        follower.wait_until("the end of the group", |screen| {
            let shown = screen.contents();
            ["has ended", "завершила", "аяқталды"]
                .iter()
                .any(|word| shown.contains(word))
        });
        follower.send("q\n");
        assert!(!secret(follower), "{}", follower.shown());
    }
}
