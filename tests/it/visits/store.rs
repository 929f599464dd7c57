//! The counters' files.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use docent::visits::store::{self, Store};
use docent::visits::{Count, Day, Dwell, Name};

use super::day;

const MINUTE: Duration = Duration::from_secs(60);

/// Counts on one day, as a program does that runs a while.
pub(super) fn write(folder: &Path, counts: Vec<Count>, on: &str) {
    let mut store = Store::open(folder.to_owned());
    store.add(counts, Duration::ZERO, Some(day(on)));
    let troubles = store.close();
    assert!(troubles.is_empty(), "{troubles:?}");
}

pub(super) fn file(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).expect("a file of counts")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<_> = names
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn sessions(folder: &Path, on: &str) -> u64 {
    let (dailies, unreadable) = store::read(folder, 1000).expect("counts");
    assert!(unreadable.is_empty(), "{unreadable:?}");
    let daily = dailies.iter().find(|it| it.day == Day::read(on));
    daily.map_or(0, |daily| daily.tally.of(&Count::Session))
}

#[test]
fn counts_are_written_ten_minutes_after_the_first_of_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let today = Some(day("2026-11-25"));
    let mut store = Store::open(folder.path().join("visits"));
    let start = 5 * MINUTE;
    assert!(store.tick(start, today).is_empty());
    assert_eq!(store.next_due(), None);
    store.add([Count::Restart], start, today);
    store.add([Count::Session], start + 9 * MINUTE, today);
    assert_eq!(store.next_due(), Some(start + 10 * MINUTE));
    assert!(store.tick(start + 9 * MINUTE, today).is_empty());
    assert_eq!(names(&folder.path().join("visits")), [""; 0]);
    assert!(store.tick(start + 10 * MINUTE, today).is_empty());
    assert_eq!(store.next_due(), None);
    let folder = folder.path().join("visits");
    assert_eq!(
        file(&folder, "2026-11-25.csv"),
        "what,tour,station,value,count\nsession,,,,1\nrestart,,,,1\n"
    );
    // The next program, and another beside it, add to the same file.
    write(&folder, vec![Count::Session, Count::Restart], "2026-11-25");
    store.add([Count::Session], 80 * MINUTE, today);
    assert!(store.close().is_empty());
    assert_eq!(sessions(&folder, "2026-11-25"), 3);
    assert_eq!(names(&folder), ["2026-11-25.csv"]);
}

#[test]
fn a_day_is_written_when_it_is_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path().to_owned());
    store.add([Count::Session], MINUTE, Some(day("2026-11-25")));
    assert!(store.tick(2 * MINUTE, Some(day("2026-11-26"))).is_empty());
    assert_eq!(sessions(folder.path(), "2026-11-25"), 1);
    assert_eq!(store.next_due(), None);
}

#[test]
fn counts_wait_for_the_day_to_be_known() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path().to_owned());
    store.add([Count::Session], MINUTE, None);
    assert_eq!(store.next_due(), None);
    assert!(store.tick(30 * MINUTE, None).is_empty());
    assert_eq!(names(folder.path()), [""; 0]);
    assert!(store.tick(31 * MINUTE, Some(day("2026-11-25"))).is_empty());
    assert!(store.tick(41 * MINUTE, None).is_empty());
    assert_eq!(sessions(folder.path(), "2026-11-25"), 1);

    let mut store = Store::open(folder.path().to_owned());
    store.add([Count::Session, Count::Session], MINUTE, None);
    assert!(store.close().is_empty());
    assert_eq!(names(folder.path()), ["2026-11-25.csv", "undated.csv"]);
    assert_eq!(sessions(folder.path(), "unknown"), 2);
}

#[test]
fn a_file_that_cannot_be_understood_is_kept_and_told_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("2026-11-25.csv");
    fs::write(&path, "what,tour,station,value,count\nsession,,,,9").expect("written");
    let today = Some(day("2026-11-25"));
    let mut store = Store::open(folder.path().to_owned());
    store.add([Count::Session], MINUTE, today);
    let troubles = store.tick(20 * MINUTE, today);
    let told: Vec<_> = troubles.iter().map(ToString::to_string).collect();
    let shown = path.display();
    assert_eq!(
        told,
        [format!(
            "{shown}:2: the line has no end; the file was cut off; it is kept as {shown}.damaged, and counting begins anew"
        )]
    );
    fs::write(&path, "\u{0}").expect("written");
    store.add([Count::Session], 21 * MINUTE, today);
    assert_eq!(store.close().len(), 1);
    assert_eq!(
        names(folder.path()),
        [
            "2026-11-25.csv",
            "2026-11-25.csv.2.damaged",
            "2026-11-25.csv.damaged"
        ]
    );
    assert_eq!(sessions(folder.path(), "2026-11-25"), 1);
    assert!(file(folder.path(), "2026-11-25.csv.damaged").ends_with(",9"));
}

#[test]
fn old_counts_and_leftovers_are_removed_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let kept = [
        "2025-10-21.csv",
        "2026-11-24.csv",
        "2999-01-01.csv",
        "notes.csv",
        "2020-01-01.txt",
        "my 2020-01-01.csv",
        "undated.csv",
    ];
    let removed = [
        "2025-10-20.csv",
        "2020-01-01.csv",
        "2020-01-01.csv.damaged",
        ".2026-11-24.csv.tmp",
        ".undated.csv.tmp",
    ];
    for name in kept.iter().chain(&removed) {
        fs::write(folder.path().join(name), "").expect("written");
    }
    let mut store = Store::open(folder.path().to_owned());
    assert!(store.tick(MINUTE, None).is_empty());
    assert_eq!(names(folder.path()).len(), kept.len() + 3);
    assert!(store.tick(MINUTE, Some(day("2026-11-25"))).is_empty());
    let mut kept = kept.map(str::to_owned).to_vec();
    kept.sort();
    assert_eq!(names(folder.path()), kept);
}

/// What keeps counts from being written is told once, and they are written when it has gone.
fn outlasts(folder: &Path, begin: impl FnOnce(), end: impl FnOnce()) {
    let today = Some(day("2026-11-25"));
    let mut store = Store::open(folder.to_owned());
    assert!(store.tick(MINUTE, today).is_empty());
    begin();
    store.add([Count::Session], MINUTE, today);
    let troubles = store.tick(11 * MINUTE, today);
    assert_eq!(troubles.len(), 1, "{troubles:?}");
    let told = troubles[0].to_string();
    assert!(told.contains("2026-11-25.csv"), "{told}");
    for minutes in [12, 21, 31, 41] {
        store.add([Count::Session], minutes * MINUTE, today);
        let again = store.tick(minutes * MINUTE, today);
        assert!(again.is_empty(), "{again:?}");
    }
    // The day after as well, in a file of its own.
    let tomorrow = Some(day("2026-11-26"));
    store.add([Count::Session], 50 * MINUTE, tomorrow);
    store.tick(51 * MINUTE, tomorrow).clear();
    end();
    assert_eq!(store.next_due(), Some(61 * MINUTE));
    let troubles = store.tick(61 * MINUTE, tomorrow);
    assert!(troubles.is_empty(), "{troubles:?}");
    assert_eq!(sessions(folder, "2026-11-25"), 5);
    assert_eq!(sessions(folder, "2026-11-26"), 1);
    assert_eq!(store.next_due(), None);
}

#[test]
fn it_outlasts_a_folder_that_has_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mount, away) = (folder.path().join("mount"), folder.path().join("away"));
    outlasts(
        &mount.join("visits"),
        || fs::rename(&mount, &away).expect("renamed"),
        || fs::rename(&away, &mount).expect("renamed"),
    );
    // One whose parent is there is made again.
    let lone = folder.path().join("visits");
    let mut store = Store::open(lone.clone());
    assert!(store.tick(MINUTE, None).is_empty());
    fs::remove_dir_all(&lone).expect("removed");
    store.add([Count::Session], MINUTE, Some(day("2026-11-25")));
    assert!(store.close().is_empty());
    assert_eq!(sessions(&lone, "2026-11-25"), 1);
}

#[test]
fn it_outlasts_what_is_no_folder_and_no_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("2026-11-25.csv");
    outlasts(
        folder.path(),
        || fs::create_dir(&path).expect("made"),
        || fs::remove_dir(&path).expect("removed"),
    );
}

/// A small file system in memory, for as long as this lives.
struct Mounted<'f>(&'f Path);

impl<'f> Mounted<'f> {
    fn new(folder: &'f Path) -> Option<Self> {
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=64k", "docent"])
            .arg(folder)
            .output();
        let mounted = mounted.is_ok_and(|output| output.status.success());
        if !mounted {
            println!("skipped: this user cannot mount a tmpfs");
        }
        mounted.then_some(Self(folder))
    }

    fn remount(&self, option: &str) {
        let options = format!("remount,{option}");
        let mut command = Command::new("mount");
        let done = command.args(["-o", &options]).arg(self.0).status();
        assert!(done.is_ok_and(|status| status.success()), "{option}");
    }
}

impl Drop for Mounted<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0).status();
    }
}

#[test]
fn it_outlasts_a_full_disk() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(_mounted) = Mounted::new(folder.path()) else {
        return;
    };
    let rest = folder.path().join("rest");
    outlasts(
        folder.path(),
        || {
            let error = fs::write(&rest, vec![0; 128 * 1024]);
            assert!(error.is_err(), "64 KB are less than 128");
        },
        || fs::remove_file(&rest).expect("removed"),
    );
    assert_eq!(names(folder.path()), ["2026-11-25.csv", "2026-11-26.csv"]);
}

#[test]
fn it_outlasts_a_disk_that_fills_up_with_its_own_counts() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(_mounted) = Mounted::new(folder.path()) else {
        return;
    };
    let mut store = Store::open(folder.path().to_owned());
    let mut troubles = 0;
    for number in 1..=60u32 {
        let today = Some(day("2026-11-25").before(60 - number));
        let views = (0..40).map(|station| Count::View {
            tour: Name::of("karlag"),
            station: Name::of(&format!("station-{station}")),
            dwell: Dwell::Short,
        });
        store.add(views, number * 20 * MINUTE, today);
        troubles += store.tick(number * 20 * MINUTE + 10 * MINUTE, today).len();
    }
    assert!(troubles > 0, "64 KB are full");
    let (dailies, unreadable) = store::read(folder.path(), 400).expect("counts");
    assert!(unreadable.is_empty(), "{unreadable:?}");
    assert!(dailies.len() > 10 && dailies.len() < 60);
    assert!(dailies.iter().all(|daily| daily.tally.iter().count() == 40));
    assert!(
        names(folder.path())
            .iter()
            .all(|name| !name.starts_with('.'))
    );
    assert!(!store.close().is_empty());
}

#[test]
fn it_outlasts_a_folder_that_may_only_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(mounted) = Mounted::new(folder.path()) else {
        return;
    };
    outlasts(
        folder.path(),
        || mounted.remount("ro"),
        || mounted.remount("rw"),
    );
}

#[test]
fn it_outlasts_another_program_that_does_not_end_its_turn() {
    let folder = tempfile::tempdir().expect("a folder");
    let other = fs::File::open(folder.path()).expect("a folder");
    outlasts(
        folder.path(),
        || other.lock().expect("locked"),
        || other.unlock().expect("unlocked"),
    );
}
