//! A group in plain lines.

use std::sync::Arc;

use docent::plain::{Flow, Plain};
use docent::player::Player;
use docent::player::company::{Baton, Lead, Post, Shown, Stop};
use docent::player::keymap::Command;
use insta::assert_snapshot;

use crate::group::{figures, lead};
use crate::words;

/// Somebody in a group who reads by lines, and what was said to them.
struct Lines {
    plain: Plain,
    said: String,
}

impl Lines {
    fn of(language: &str, post: Post) -> Self {
        let mut player = Player::new([words::tour()].into()).in_language(language);
        player.join(post);
        let mut lines = Self {
            plain: Plain::new(player),
            said: String::new(),
        };
        lines.plain.say(&mut lines.said);
        lines
    }

    /// What is said to a line that is typed.
    fn take(&mut self, line: &str) -> String {
        let mut said = String::new();
        assert_eq!(self.plain.take(line, &mut said), Flow::GoOn);
        self.plain.say(&mut said);
        self.said.push_str(&said);
        said
    }

    /// What is said when the guide goes on.
    fn follow(&mut self, lead: &Arc<Lead>) -> String {
        let mut said = String::new();
        self.plain.follow(lead, &mut said);
        self.said.push_str(&said);
        said
    }

    /// The number of the choice with these words, once all were listed.
    fn choice(&mut self, words: &str) -> String {
        let listed = self.take("?");
        let line = listed.lines().find(|line| line.contains(words));
        let line = line.unwrap_or_else(|| panic!("{words:?} is not in:\n{listed}"));
        line.split(' ').next().unwrap_or_default().to_owned()
    }
}

fn hall(step: u16, shown: Option<Shown>) -> Arc<Lead> {
    lead("test", "hall", step, shown)
}

fn end() -> Arc<Lead> {
    lead("test", "end", 0, None)
}

/// A follower in the hall, past the tour's notice.
fn in_the_hall(language: &str) -> Lines {
    let mut lines = Lines::of(language, Post::Visitor);
    lines.follow(&hall(0, None));
    lines.take("1");
    lines
}

#[test]
fn what_the_guide_goes_on_to_is_said() {
    let mut lines = in_the_hall("en");
    lines.said.clear();
    lines.follow(&hall(1, None));
    lines.follow(&hall(1, Some(Shown::Note(0))));
    lines.follow(&hall(1, None));
    lines.follow(&hall(1, Some(Shown::Source("book".into()))));
    lines.follow(&hall(1, Some(Shown::Source("page".into()))));
    lines.follow(&hall(1, None));
    lines.follow(&end());
    assert_snapshot!(lines.said);
}

#[test]
fn a_late_joiner_hears_the_notice_and_then_where_the_guide_is() {
    let mut lines = Lines::of("ru", Post::Visitor);
    lines.follow(&hall(1, Some(Shown::Note(0))));
    lines.take("1");
    assert_snapshot!(lines.said);
}

#[test]
fn who_goes_elsewhere_hears_where_the_guide_is_and_can_come_back() {
    let mut lines = in_the_hall("en");
    let said = lines.take("1");
    assert!(said.contains("secondword"), "{said}");
    assert!(said.contains("The guide is at 1: The hall\n"), "{said}");
    assert!(said.contains(" rejoin, ? all choices"), "{said}");
    let said = lines.take("1");
    assert!(!said.contains("The guide"), "said once: {said}");
    // The guide goes on: that alone is said.
    assert_eq!(lines.follow(&end()), "The guide is at 3: The end\n");
    assert_eq!(lines.follow(&end()), "");
    let number = lines.choice("go to where the guide");
    let said = lines.take(&number);
    assert!(said.starts_with("Station 3 of 3: The end\n"), "{said}");
    assert!(!lines.take("?").contains("the guide"));
}

#[test]
fn a_list_that_is_closed_again_was_a_look() {
    let mut lines = in_the_hall("en");
    let glossary = lines.choice("glossary");
    let said = lines.take(&glossary);
    assert!(said.contains("The guide is at 1: The hall\n"), "{said}");
    let back = lines.choice("back to where you were");
    lines.take(&back);
    let said = lines.follow(&hall(1, None));
    assert!(said.contains("secondword"), "{said}");
}

#[test]
fn numbers_mean_the_same_whether_one_wanders_or_not() {
    let mut lines = in_the_hall("en");
    lines.take("1");
    let wandering = lines.take("?");
    let number = lines.choice("go to where the guide");
    lines.take(&number);
    let following = lines.follow(&hall(1, None)) + &lines.take("?");
    for line in following
        .lines()
        .filter(|line| line.contains("list of stations"))
    {
        assert!(wandering.contains(line), "{line}");
    }
}

#[test]
fn what_is_not_here_is_told_calmly() {
    let mut lines = in_the_hall("en");
    let said = lines.follow(&lead("test", "cellar", 0, None));
    assert_eq!(said, "What the guide shows is not here.\n");
    let closing = Arc::new(Lead {
        tour: "test".into(),
        stop: Stop::Closing,
        shown: None,
    });
    let said = lines.follow(&closing);
    assert!(said.contains("Heading: The end of the tour"), "{said}");
}

#[test]
fn the_end_of_a_group_is_told() {
    let mut lines = in_the_hall("en");
    let mut said = String::new();
    lines.plain.disband(&mut said);
    assert_eq!(said, "The group has ended. You can go on by yourself.\n");
}

#[test]
fn the_guide_hears_their_notes_and_hands_the_lead_on() {
    let mut lines = Lines::of("en", Post::Leader);
    let mut said = String::new();
    lines.plain.tell_group(&figures(Baton::Kept), &mut said);
    assert_eq!(said, "", "how many are there is said with the next page");
    lines.said.clear();
    lines.take("1");
    assert_snapshot!(lines.said);
    assert!(lines.plain.player().lead().is_some());
    let number = lines.choice("offer the lead");
    let asked = lines.plain.take(&number, &mut said);
    assert_eq!(asked, Flow::Asked(Command::HandOver));
    said.clear();
    lines.plain.tell_group(&figures(Baton::Offered), &mut said);
    assert_eq!(said, "The lead is offered\n");
}
