//! `docent visits`: what is told of the counts.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use docent::visits::{Choice, Count, Dwell, End, Mode, Name};

use super::store::write;

fn visits(arguments: &[&str], locale: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_docent"))
        .arg("visits")
        .args(arguments)
        .env_clear()
        .envs([("TERM", "xterm"), ("LC_ALL", locale)])
        .stdin(Stdio::null())
        .output()
        .expect("docent runs")
}

fn says(arguments: &[&str], locale: &str) -> String {
    let output = visits(arguments, locale);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && errors.is_empty(), "{errors}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn times(count: &Count, times: usize) -> Vec<Count> {
    vec![count.clone(); times]
}

fn view(station: &str, dwell: Dwell) -> Count {
    Count::View {
        tour: Name::of("karlag"),
        station: Name::of(station),
        dwell,
    }
}

fn notice(station: Option<&str>, choice: Choice) -> Count {
    Count::Notice {
        tour: Name::of("karlag"),
        station: station.map(Name::of),
        choice,
    }
}

/// The counts of three days, the first of them long ago.
fn museum(folder: &Path) {
    write(folder, times(&Count::Session, 50), "2026-08-01");
    let first = [
        times(&Count::Session, 63),
        times(&Count::End(End::Finished), 41),
        times(&Count::End(End::Left), 20),
        times(&Count::Language(Name::of("en")), 30),
        times(&Count::Language(Name::of("kk")), 25),
        times(&Count::Language(Name::of("ru")), 6),
        times(&Count::Mode(Mode::Screen), 55),
        times(&Count::Mode(Mode::Plain), 7),
        times(&notice(None, Choice::Continued), 58),
        times(&notice(None, Choice::Left), 4),
        times(&notice(Some("mamochkino-cemetery"), Choice::Skipped), 11),
        times(&notice(Some("mamochkino-cemetery"), Choice::Continued), 31),
        times(&view("who-was-a-zek", Dwell::Glance), 22),
        times(&view("who-was-a-zek", Dwell::Medium), 31),
        times(&view("mamochkino-cemetery", Dwell::Long), 30),
        times(&view("mamochkino-cemetery", Dwell::Short), 3),
        times(&Count::Restart, 1),
    ];
    write(folder, first.concat(), "2026-11-24");
    let second = [
        times(&Count::Session, 3),
        times(&Count::End(End::Idle), 2),
        times(&Count::Language(Name::of("de")), 2),
        times(&Count::Language(Name::of("kk")), 1),
        times(
            &view(
                "a-station-with-a-very-long-id-of-many-words-in-it",
                Dwell::Glance,
            ),
            1,
        ),
        times(&Count::Restart, 2),
    ];
    write(folder, second.concat(), "2026-11-25");
}

#[test]
fn the_counts_of_a_museum() {
    let folder = tempfile::tempdir().expect("a folder");
    museum(folder.path());
    let path = folder.path().to_str().expect("UTF-8");
    insta::assert_snapshot!("museum", says(&[path], "C.UTF-8"));
    insta::assert_snapshot!("museum_ascii", says(&[path, "--days", "1"], "C"));
    insta::assert_snapshot!("museum_csv", says(&[path, "--csv", "--days", "400"], "C"));
    for line in says(&[path], "C.UTF-8").lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    assert!(says(&[path], "C").is_ascii());
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_reported() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("UTF-8");
    let nothing = visits(&[path], "C");
    assert_eq!(nothing.status.code(), Some(3));
    let told = String::from_utf8_lossy(&nothing.stderr).into_owned();
    assert_eq!(
        told,
        format!("docent: {path} holds no counts: no file such as 2026-11-25.csv\n")
    );
    assert_eq!(visits(&["no/such/folder"], "C").status.code(), Some(3));

    let bad = folder.path().join("2026-11-24.csv");
    fs::write(&bad, "what,tour,station,value,count\nsession,,,,many\n").expect("written");
    let told = format!(
        "docent: {}:2: expected a number, found `many`\n",
        bad.display()
    );
    let alone = visits(&[path], "C");
    assert_eq!(alone.status.code(), Some(3));
    assert_eq!(String::from_utf8_lossy(&alone.stderr), told);

    write(folder.path(), times(&Count::Session, 12), "2026-11-25");
    let beside = visits(&[path], "C");
    assert_eq!(beside.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&beside.stderr), told);
    assert!(String::from_utf8_lossy(&beside.stdout).contains("Visits: 10\n"));
    // Days that are not asked for are not read.
    assert!(says(&[path, "--days", "1"], "C").contains("Visits: 10\n"));
    assert_eq!(visits(&[path, "--days", "0"], "C").status.code(), Some(2));
}

/// Five days of four visits and twenty in all: each day would be known.
#[test]
fn days_are_left_out_where_they_would_tell_too_much() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("UTF-8");
    for day in 1..=5 {
        write(
            folder.path(),
            times(&Count::Session, 4),
            &format!("2026-11-0{day}"),
        );
    }
    let said = says(&[path], "C");
    assert!(
        said.contains("Left out") && !said.contains("2026-11-02"),
        "{said}"
    );
    assert!(!says(&[path, "--csv"], "C").contains("day,"));
    write(folder.path(), times(&Count::Session, 1), "2026-11-05");
    assert!(says(&[path], "C").contains("2026-11-02"));
}

#[test]
fn undated_visits_are_told_beside_the_days() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("UTF-8");
    let undated = "what,tour,station,value,count\nsession,,,,7\n";
    fs::write(folder.path().join("undated.csv"), undated).expect("written");
    assert!(says(&[path], "C").starts_with("Undated visits\n"));
    write(folder.path(), times(&Count::Session, 21), "2026-11-25");
    let said = says(&[path], "C");
    assert!(
        said.contains("Visits: 25\n") && said.contains("  undated"),
        "{said}"
    );
}

#[test]
fn the_counts_of_several_servers_are_told_as_those_of_one() {
    let folders = [(); 3].map(|()| tempfile::tempdir().expect("a folder"));
    let [one, other, both] = folders.each_ref().map(tempfile::TempDir::path);
    for (day, here, there) in [
        ("2026-08-01", 50, 9),
        ("2026-11-24", 13, 14),
        ("2026-11-25", 0, 8),
    ] {
        for (folder, count) in [(one, here), (other, there), (both, here + there)] {
            write(folder, times(&Count::Session, count), day);
        }
    }
    let path = |folder: &Path| folder.to_str().expect("UTF-8").to_owned();
    let (one, other, both) = (path(one), path(other), path(both));
    for days in ["1", "2", "400"] {
        let sums = says(&[&one, &other, "--csv", "--days", days], "C");
        assert_eq!(sums, says(&[&both, "--csv", "--days", days], "C"), "{days}");
    }
    let nothing = visits(&[&one, "/nowhere/at/all"], "C");
    assert!(!nothing.status.success());
}
