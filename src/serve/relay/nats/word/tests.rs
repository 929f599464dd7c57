//! What stands in the buckets is checked as if a stranger had written it.

use proptest::prelude::*;

use super::*;
use crate::group::GuideId;

const NOW: Minute = 30_000_000;

fn amber() -> Group {
    Group::open(Code::from_number(32), GuideId::new([1; 16]), NOW)
}

#[test]
fn a_group_is_told_under_its_code_and_its_end_without_one() {
    let json = amber().to_json();
    let told = group("amber-42", Some(json.as_bytes()), NOW).expect("a group");
    assert!(matches!(told, Word::Group(group) if *group == amber()));
    let told = group("amber-42", None, NOW).expect("an end");
    assert!(matches!(told, Word::Ended(code) if code == amber().code()));
}

#[test]
fn what_is_no_group_is_passed_over() {
    let json = amber().to_json();
    for (key, value, now) in [
        ("amber-43", json.as_str(), NOW),
        ("amber", &json, NOW),
        ("amber-42", "", NOW),
        ("amber-42", "{}", NOW),
        ("amber-42", &" ".repeat(10_000), NOW),
    ] {
        assert!(group(key, Some(value.as_bytes()), now).is_err(), "{key}");
    }
    let tomorrow = group("amber-42", Some(json.as_bytes()), NOW - 24 * 60 - 1);
    assert!(tomorrow.is_err_and(|why| why.contains("clock")));
}

#[test]
fn who_is_there_is_told_by_server_and_nobody_is_nothing() {
    let some = Attendance {
        following: 12,
        wandering: 3,
        leads: true,
    };
    let name = name();
    let key = format!("amber-42.{name}");
    for (told, meant) in [(some, Some(some)), (Attendance::default(), None)] {
        let told = attendance(&key, Some(note(told).as_bytes()));
        assert_eq!(told, Ok((amber().code(), name.clone(), meant)));
    }
    for (key, value) in [
        ("amber-42", r#"{"following":1,"wandering":0}"#),
        ("amber-42.me", r#"{"following":1,"wandering":0}"#),
        (&key, r#"{"following":-1,"wandering":0}"#),
        (&key, r#"{"following":4294967295,"wandering":0}"#),
        (&key, r#"{"following":1}"#),
        (&key, &" ".repeat(1000)),
    ] {
        assert!(attendance(key, Some(value.as_bytes())).is_err(), "{value}");
    }
}

proptest! {
    #[test]
    fn nothing_makes_reading_panic(key in "\\PC{0,40}", value in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = group(&key, Some(&value), 0);
        let _ = attendance(&key, Some(&value));
        let _ = attendance("amber-42.0123456789abcdef", Some(&value));
    }
}
