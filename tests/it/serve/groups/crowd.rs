//! Many come and go while a guide hurries.

use rustix::process::Signal;

use crate::serve::groups::Museum;

/// Visitors that come and go in each round; each is a program of its own.
const CROWD: usize = 8;

#[test]
fn a_guide_who_hurries_loses_nobody_who_comes_or_goes() {
    let Some(museum) = Museum::open() else {
        return;
    };
    let (mut guide, code) = museum.led();
    let mut steady = museum.follower(&code);
    for round in 0..3 {
        let coming: Vec<_> = (0..CROWD)
            .map(|_| museum.visitor((80, 24), &code, "en_GB.UTF-8"))
            .collect();
        // Back and forth in one packet, and to another station at its end.
        let (keys, words) = match round % 2 {
            0 => (" \x1b[D \x1b[D \x1b[D \x1b[D3\r", "lastword"),
            _ => ("\x1b[D1\r \x1b[D \x1b[D \x1b[D1\r", "firstword"),
        };
        guide.send(keys);
        steady.wait_for(words);
        guide.wait_for(&format!("{} follow", CROWD + 1));
        for (number, visitor) in coming.into_iter().enumerate() {
            let signal = if number % 2 == 0 {
                Signal::KILL
            } else {
                Signal::TERM
            };
            visitor.signal(signal);
            guide.send("1\r3\r");
        }
        steady.wait_for("lastword");
        guide.wait_for("1 follows · 0 wander");
    }
    let mut late = museum.follower(&code);
    late.wait_for("lastword");
}
