//! Two hundred programs that count are killed at any moment.

use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use docent::visits::store::{self, Store};
use docent::visits::{Count, Dwell, Name, Tally};

use super::day;

/// Names the folder to the program that is to be killed.
const FOLDER: &str = "DOCENT_TEST_VISITS";

const KILLS: u32 = 200;

fn visit() -> Vec<Count> {
    let views = (0..50).map(|station| Count::View {
        tour: Name::of("karlag"),
        station: Name::of(&format!("station-{station}")),
        dwell: Dwell::Short,
    });
    std::iter::once(Count::Session).chain(views).collect()
}

#[test]
#[ignore = "it is started and killed by another test"]
fn counting_without_end() {
    let Ok(folder) = std::env::var(FOLDER) else {
        return;
    };
    let mut store = Store::open(folder.into());
    let (mut now, today) = (Duration::ZERO, Some(day("2026-11-25")));
    loop {
        store.add(visit(), now, today);
        now += Duration::from_secs(600);
        assert!(store.tick(now, today).is_empty());
        writeln!(io::stdout(), "written").expect("a reader");
    }
}

fn start(folder: &Path) -> Child {
    Command::new(std::env::current_exe().expect("this program"))
        .args(["--ignored", "--exact", "visits::kill::counting_without_end"])
        .env(FOLDER, folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("started")
}

/// Kills it a while after it wrote so many times; returns how often it did.
fn kill(mut child: Child, times: u64, wait: Duration) -> u64 {
    let output = child.stdout.take().expect("its output");
    let lines = BufReader::new(output).lines().map_while(Result::ok);
    let mut written = lines.filter(|line| line == "written");
    let before = written.by_ref().take(times as usize).count() as u64;
    // Not for anything to happen: for any moment of the writing to be met.
    std::thread::sleep(wait);
    child.kill().expect("killed");
    child.wait().expect("gone");
    before + written.count() as u64
}

fn counted(folder: &Path) -> Tally {
    let (mut dailies, unreadable) = store::read(folder, 1).expect("counts");
    assert!(unreadable.is_empty(), "{unreadable:?}");
    dailies.remove(0).tally
}

/// What was written stays; at most the one visit more that was being written is there, and whole.
#[test]
fn what_was_counted_outlasts_two_hundred_kills() {
    let folder = tempfile::tempdir().expect("a folder");
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let mut random = since.expect("a clock").subsec_nanos();
    let (mut before, mut unsaid) = (0, 0);
    for _ in 0..KILLS {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let (times, wait) = (u64::from(random >> 30) + 1, (random >> 8) % 4000);
        let wait = Duration::from_micros(wait.into());
        let told = kill(start(folder.path()), times, wait);
        let tally = counted(folder.path());
        let sessions = tally.of(&Count::Session);
        let least = before + told;
        assert!(
            (least..=least + 1).contains(&sessions),
            "{sessions} {least}"
        );
        assert!(tally.iter().all(|(_, times)| times == sessions));
        unsaid += sessions - least;
        before = sessions;
    }
    let leftovers = std::fs::read_dir(folder.path()).expect("a folder").count() - 1;
    println!(
        "{KILLS} kills, {before} visits; {unsaid} were written but not said; {leftovers} leftovers"
    );
    assert!(leftovers <= 1);
}
