//! Faults, each with its place.

use insta::assert_snapshot;

use super::{SOUND, check};

/// The faults of the sound tour with one thing changed.
fn changed(from: &str, to: &str) -> String {
    assert!(SOUND.contains(from), "{from}");
    check(&SOUND.replacen(from, to, 1))
}

#[test]
fn try_some() {
    println!(
        "{}",
        changed("title = \"The gate\"", "titel = \"The gate\"")
    );
    println!("{}", changed("[^papers]\n\n---", "[^paper]\n\n---"));
    println!("{}", changed("title = \"The gate\"", "title = \"The gate"));
    println!(
        "{}",
        changed(
            "[see @ashcroft-2025, para. 4].\n\"\"\"",
            "[see @ashcroft-2025, para. 4].\n"
        )
    );
    println!("{}", changed("value = 655", "value = \"655\""));
    println!("{}", changed("[[chart]]", "[[chart]"));
    println!("{}", changed("[[chart]]", "[[chrat]]"));
    println!("{}", changed("[notes]", "[[notes]]"));
    println!("{}", changed("of = 2103 }]", "of = 2103 }"));
    println!(
        "{}",
        changed(
            "A [zek](term:zek) was",
            "A [zek](term:zek was *bold <b>x</b> [@x] "
        )
    );
}
