//! A group from its opening to its end, and on its way between machines.

use proptest::prelude::*;

use super::*;
use crate::player::company::{Shown, Stop};

const ANN: GuideId = GuideId::new([1; 16]);
const BEN: GuideId = GuideId::new([2; 16]);

fn code() -> Code {
    Code::from_number(32)
}

fn lead(station: &str) -> Lead {
    Lead {
        tour: "karlag".into(),
        stop: Stop::Station {
            id: station.into(),
            step: 0,
        },
        shown: None,
    }
}

#[test]
fn the_guide_who_opened_it_leads_it() {
    let mut group = Group::open(code(), ANN, 100);
    assert_eq!((group.lead(), group.leader()), (None, ANN));
    assert_eq!(group.moved(ANN, lead("zek"), 101), Ok(true));
    assert_eq!(group.moved(ANN, lead("zek"), 102), Ok(false), "not again");
    assert_eq!(group.moved(BEN, lead("film"), 103), Err(Refused::NotLeader));
    assert_eq!(group.lead(), Some(&lead("zek")));
    assert_eq!(group.revision(), 2, "only what changes something counts");
    let long = lead(&"x".repeat(1000));
    assert_eq!(group.moved(ANN, long, 104), Err(Refused::Unsound));
}

#[test]
fn the_lead_is_offered_and_taken() {
    let mut group = Group::open(code(), ANN, 0);
    assert_eq!(group.handed_over(BEN, 1), Err(Refused::NotLeader));
    assert_eq!(group.arrived(BEN, 1), Ok(Post::Second));
    assert_eq!(group.handed_over(BEN, 2), Err(Refused::NotLeader));
    assert_eq!(group.handed_over(ANN, 3), Ok(Post::Leader));
    assert_eq!(group.baton(), Baton::Offered);
    assert_eq!(group.handed_over(ANN, 4), Ok(Post::Leader));
    assert_eq!(group.baton(), Baton::Kept, "kept after all");
    assert_eq!(group.handed_over(ANN, 5), Ok(Post::Leader));
    assert_eq!(group.handed_over(BEN, 6), Ok(Post::Leader));
    assert_eq!((group.leader(), group.baton()), (BEN, Baton::Kept));
    assert_eq!(group.arrived(ANN, 7), Ok(Post::Second));
    assert_eq!(group.moved(ANN, lead("zek"), 8), Err(Refused::NotLeader));
    assert_eq!(
        (group.ended(ANN), group.ended(BEN)),
        (Err(Refused::NotLeader), Ok(()))
    );
}

#[test]
fn a_guide_whose_line_was_lost_goes_on_by_the_same_key() {
    let mut group = Group::open(code(), ANN, 0);
    group.moved(ANN, lead("film"), 1).unwrap();
    assert!(group.lost(ANN, 2) && !group.lost(ANN, 3));
    assert_eq!(
        group.lead(),
        Some(&lead("film")),
        "nothing changes for readers"
    );
    assert_eq!(group.arrived(ANN, 4), Ok(Post::Leader));
    assert_eq!(group.baton(), Baton::Kept);
}

#[test]
fn another_guide_can_take_the_lead_that_was_lost() {
    let mut group = Group::open(code(), ANN, 0);
    group.arrived(BEN, 1).unwrap();
    assert!(!group.lost(BEN, 2), "the lead is not theirs");
    group.lost(ANN, 3);
    assert_eq!(group.handed_over(BEN, 4), Ok(Post::Leader));
    assert_eq!(group.arrived(ANN, 5), Ok(Post::Second));
}

#[test]
fn a_group_has_so_many_guides_and_no_more() {
    let mut group = Group::open(code(), ANN, 0);
    for guide in 2..=MOST_GUIDES as u8 {
        assert_eq!(
            group.arrived(GuideId::new([guide; 16]), 1),
            Ok(Post::Second)
        );
    }
    assert_eq!(group.arrived(GuideId::new([99; 16]), 1), Err(Refused::Full));
    assert_eq!(group.arrived(BEN, 1), Ok(Post::Second), "one of them");
}

#[test]
fn a_group_that_nobody_leads_on_is_over_some_time() {
    let mut group = Group::open(code(), ANN, 60);
    assert!(!group.is_expired(60 + 719, 720) && group.is_expired(60 + 720, 720));
    group.moved(ANN, lead("zek"), 700).unwrap();
    assert!(!group.is_expired(60 + 720, 720));
    assert!(
        !group.is_expired(0, 720),
        "a clock that was put back ends nothing"
    );
}

#[test]
fn its_figures_are_for_guides() {
    let group = Group::open(code(), ANN, 60);
    let attendance = Attendance {
        following: 12,
        wandering: 3,
        leads: true,
    };
    let figures = group.figures(attendance, 45, 74);
    assert_eq!((&*figures.code, figures.planned_minutes), ("amber-42", 45));
    assert_eq!((figures.following, figures.wandering), (12, 3));
}

#[test]
fn time_passes_from_the_first_station_of_a_tour_on() {
    let mut group = Group::open(code(), ANN, 60);
    let elapsed = |group: &Group, now| {
        let figures = group.figures(Attendance::default(), 45, now);
        figures.elapsed_minutes
    };
    let title = |tour: &str| Lead {
        tour: tour.into(),
        stop: Stop::Title,
        shown: None,
    };
    group.moved(ANN, title("karlag"), 61).unwrap();
    assert_eq!(elapsed(&group, 70), 0, "visitors are awaited");
    group.moved(ANN, lead("zek"), 70).unwrap();
    group.moved(ANN, lead("film"), 75).unwrap();
    group.moved(ANN, title("karlag"), 76).unwrap();
    assert_eq!(elapsed(&group, 84), 14);
    assert_eq!(elapsed(&group, 0), 0, "a clock that was put back");
    group.moved(ANN, title("handbook"), 85).unwrap();
    assert_eq!(elapsed(&group, 90), 0, "another tour");
}

#[test]
fn what_a_later_version_adds_is_passed_over_and_another_version_is_not_read() {
    let json = Group::open(code(), ANN, 0).to_json();
    let later = json.replacen('{', r#"{"more":[1,{}],"#, 1);
    assert_eq!(
        Group::from_json(later.as_bytes()).unwrap(),
        Group::from_json(json.as_bytes()).unwrap()
    );
    let other = json.replace(r#""version":1"#, r#""version":2"#);
    let fault = Group::from_json(other.as_bytes()).unwrap_err();
    assert!(matches!(fault, Unreadable::Version(2)));
}

#[test]
fn what_does_not_fit_a_group_is_not_taken() {
    let mut group = Group::open(code(), ANN, 0);
    group.moved(ANN, lead("zek"), 1).unwrap();
    let json = group.to_json();
    for (part, other) in [
        ("amber-42", "amber-7"),
        (r#""leader":0"#, r#""leader":1"#),
        (r#""leader":0"#, r#""leader":-1"#),
        (r#""revision":2"#, r#""revision":18446744073709551615"#),
        ("0101010101", "010101010"),
        ("0101010101", "+101010101"),
        ("kept", "thrown"),
        ("zek", &"z".repeat(300)),
        ("zek", &"z".repeat(5000)),
    ] {
        let changed = json.replacen(part, other, 1);
        assert_ne!(changed, json, "{part}");
        let read = Group::from_json(changed.as_bytes());
        assert!(read.is_err(), "{part} → {}", &other[..other.len().min(20)]);
    }
}

fn any_lead() -> impl Strategy<Value = Lead> {
    let id = || "\\PC{0,40}".prop_map(String::into_boxed_str);
    let stop = prop_oneof![
        Just(Stop::Title),
        Just(Stop::Closing),
        (id(), any::<u16>()).prop_map(|(id, step)| Stop::Station { id, step }),
    ];
    let shown = prop_oneof![
        any::<u16>().prop_map(Shown::Note),
        id().prop_map(Shown::Source)
    ];
    (id(), stop, prop::option::of(shown)).prop_map(|(tour, stop, shown)| Lead { tour, stop, shown })
}

/// What may happen to a group, by one of four guides.
#[derive(Debug, Clone)]
enum Act {
    Moved(Lead),
    Arrived,
    Lost,
    HandedOver,
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        any_lead().prop_map(Act::Moved),
        Just(Act::Arrived),
        Just(Act::Lost),
        Just(Act::HandedOver),
    ]
}

proptest! {
    #[test]
    fn a_group_is_read_as_it_was_written_whatever_happened(code in any::<u32>(), acts in prop::collection::vec((0_u8..4, any_act()), 0..30)) {
        let mut group = Group::open(Code::from_number(code), GuideId::new([0; 16]), 7);
        for (now, (guide, act)) in (8..).zip(acts) {
            let (guide, before) = (GuideId::new([guide; 16]), group.clone());
            match act {
                Act::Moved(lead) => drop(group.moved(guide, lead, now)),
                Act::Arrived => drop(group.arrived(guide, now)),
                Act::Lost => drop(group.lost(guide, now)),
                Act::HandedOver => drop(group.handed_over(guide, now)),
            }
            prop_assert!(group.guides().contains(&group.leader()));
            prop_assert_eq!(group == before, group.revision() == before.revision());
            let json = group.to_json();
            prop_assert!(json.len() <= 4096);
            prop_assert_eq!(Group::from_json(json.as_bytes()).unwrap(), group.clone());
        }
    }

    #[test]
    fn no_bytes_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "\\PC{0,60}") {
        let _ = Group::from_json(&bytes);
        let _ = Group::from_json(text.as_bytes());
        let _ = Code::parse(&text);
    }

    /// Signs of a sheet taken out, doubled or changed.
    #[test]
    fn a_sheet_that_was_changed_never_makes_reading_panic(at in 0_usize..400, put in "\\PC{0,3}", taken in 0_usize..9) {
        let mut group = Group::open(code(), ANN, 0);
        group.moved(ANN, lead("zek"), 1).unwrap();
        let json = group.to_json();
        let (start, end) = (at.min(json.len()), (at + taken).min(json.len()));
        let changed = [&json[..start], &put, &json[end..]].concat();
        let _ = Group::from_json(changed.as_bytes());
    }
}
