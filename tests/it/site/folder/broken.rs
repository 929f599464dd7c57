//! Exports that are cut short, or come at once: what was there stays whole, and nothing is left lying about.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;

use crate::site::pages::files;
use crate::site::{EVERYTHING, export, text};

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<_> = names
        .map(|name| name.into_string().expect("UTF-8"))
        .collect();
    names.sort();
    names
}

/// A tour in two languages with these stations.
fn tour(folder: &Path, stations: &[&str]) -> String {
    let folder = folder.join(stations.concat());
    fs::create_dir_all(&folder).expect("made");
    let listed = |text: &str| -> String {
        let station =
            |id| format!("[[station]]\nid = \"{id}\"\ntitle = \"{id}\"\ntext = \"{text}\"\n");
        stations.iter().map(station).collect()
    };
    let tour = "format = 1\ntitle = \"T\"\nlanguage = \"en\"\n".to_owned() + &listed("A gate.");
    let russian = "translates = \"tour.toml\"\nlanguage = \"ru\"\n".to_owned() + &listed("Ворота.");
    fs::write(folder.join("tour.toml"), tour).expect("written");
    fs::write(folder.join("tour.ru.toml"), russian).expect("written");
    text(&folder).to_owned()
}

/// The bare site of a tour.
fn site_of(tour: &str) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    let output = export(&[tour, "-o", text(&site)]);
    assert!(output.status.success(), "{}", said(&output));
    files(&site)
}

/// Runs the program as somebody whom permissions bind; none where that cannot be done.
#[cfg(unix)]
fn bound(folder: &Path, arguments: &[&str]) -> Option<Output> {
    if !rustix::process::geteuid().is_root() {
        let mut docent = Command::new(env!("CARGO_BIN_EXE_docent"));
        return Some(docent.args(arguments).output().expect("docent runs"));
    }
    let program = folder.join("docent");
    if !program.exists() {
        fs::copy(env!("CARGO_BIN_EXE_docent"), &program).expect("copied");
    }
    let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    let mut docent = Command::new("setpriv");
    docent.args(nobody).arg(program).args(arguments);
    docent.current_dir(folder).stdin(Stdio::null());
    docent.output().ok()
}

#[cfg(unix)]
fn allow(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;

    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("allowed");
}

#[cfg(unix)]
#[test]
fn what_cannot_be_written_midway_leaves_the_old_files_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    allow(folder.path(), 0o777);
    let site = folder.path().join("site");
    let tours = [["gate", "wall"], ["gate", "yard"]].map(|it| tour(folder.path(), &it));
    let run = |tour| bound(folder.path(), &["export", "html", tour, "-o", text(&site)]);
    let Some(output) = run(&tours[0]) else {
        println!("skipped: setpriv is not on this machine");
        return;
    };
    assert!(output.status.success(), "{}", said(&output));
    // The folder is somebody's own now, who put a file into it, and one into which nothing may be put.
    fs::write(site.join("CNAME"), "tour.example.org").expect("written");
    fs::write(site.join("index.html"), "an older one").expect("written");
    allow(&site.join("ru"), 0o555);
    let before = files(&site);
    for tour in &tours {
        let output = run(tour).expect("as before");
        assert_eq!(output.status.code(), Some(3), "{}", said(&output));
        let after = files(&site);
        let names = [before.keys(), after.keys()].map(Vec::from_iter);
        assert_eq!(names[0], names[1]);
        let changed: Vec<_> = before
            .iter()
            .filter(|(it, was)| after[*it] != **was)
            .collect();
        assert!(changed.is_empty(), "{:?}", changed.first());
    }
    allow(&site.join("ru"), 0o755);
    let output = run(&tours[1]).expect("as before");
    assert!(output.status.success(), "{}", said(&output));
    let mut after = files(&site);
    assert!(after.remove("CNAME").is_some());
    assert_eq!(after, site_of(&tours[1]));
}

#[test]
fn what_a_killed_export_made_first_is_in_nobodys_way() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    let beside = folder.path().join(".site.docent-new");
    let inside = site.join(".docent-new");
    // No file yet, and the beginning of the one that tells whose they are.
    for begun in [None, Some(".docent-export")] {
        for left in [&beside, &inside] {
            fs::create_dir_all(left).expect("made");
            if let Some(begun) = begun {
                fs::write(left.join(begun), "").expect("written");
            }
            let output = export(&[EVERYTHING, "-o", text(&site)]);
            assert!(output.status.success(), "{left:?}: {}", said(&output));
            assert_eq!(names(folder.path()), ["site"], "{left:?}");
            assert_eq!(files(&site), site_of(EVERYTHING), "{left:?}");
        }
    }
    // What somebody else has there is theirs.
    for left in [&beside, &inside] {
        fs::create_dir(left).expect("made");
        fs::write(left.join("mine"), "mine").expect("written");
        fs::write(site.join("mine"), "so that files are put among others").expect("written");
        let output = export(&[EVERYTHING, "-o", text(&site)]);
        assert_eq!(output.status.code(), Some(3), "{left:?}");
        assert!(left.join("mine").exists() && said(&output).contains(".docent-new"));
        fs::remove_dir_all(left).expect("removed");
    }
}

#[test]
fn what_was_killed_between_old_and_new_is_put_back_even_if_the_next_export_fails() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    let output = export(&[EVERYTHING, "-o", text(&site)]);
    assert!(output.status.success(), "{}", said(&output));
    let before = files(&site);
    fs::rename(&site, folder.path().join(".site.docent-old")).expect("moved");
    fs::create_dir(folder.path().join(".site.docent-new")).expect("made");
    // Something that the new export would have to replace, and was not told to.
    let mine = folder.path().join(".site.docent-old/mine");
    fs::write(&mine, "mine").expect("written");
    fs::create_dir(folder.path().join(".site.docent-old/station-gate.html")).expect("made");
    let tours = tempfile::tempdir().expect("a folder");
    let output = export(&[&tour(tours.path(), &["gate"]), "-o", text(&site)]);
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert_eq!(names(folder.path()), ["site"]);
    let mut after = files(&site);
    assert_eq!(after.remove("mine").as_deref(), Some(&b"mine"[..]));
    assert_eq!(after, before);
}

#[cfg(unix)]
#[test]
fn while_one_export_is_at_work_another_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    let output = export(&[EVERYTHING, "-o", text(&site)]);
    assert!(output.status.success(), "{}", said(&output));
    let before = files(&site);
    let beside = folder.path().join(".site.docent-new");
    for at_work in [beside, site.join(".docent-new")] {
        fs::create_dir(&at_work).expect("made");
        let lock = fs::File::open(&at_work).expect("opened");
        lock.try_lock().expect("locked");
        let output = export(&[EVERYTHING, "-o", text(&site)]);
        assert_eq!(output.status.code(), Some(3), "{}", said(&output));
        assert!(
            said(&output).contains("another export"),
            "{}",
            said(&output)
        );
        assert!(at_work.exists());
        assert_eq!(files(&site), before);
        drop(lock);
        fs::remove_dir(at_work).expect("still there");
    }
}

#[cfg(unix)]
#[test]
fn of_exports_that_come_at_once_each_is_whole_or_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = tempfile::tempdir().expect("a folder");
    let tours = [["gate", "wall"], ["gate", "yard"]].map(|it| tour(place.path(), &it));
    let sites = [&tours[0], &tours[1]].map(|tour| site_of(tour));
    for has_others in [false, true] {
        let site = folder
            .path()
            .join(if has_others { "shared" } else { "own" });
        fs::create_dir(&site).expect("made");
        let output = export(&[&tours[0], "-o", text(&site)]);
        assert!(output.status.success(), "{}", said(&output));
        if has_others {
            fs::write(site.join("mine"), "mine").expect("written");
        }
        let run = |at: usize| {
            let output = export(&[&tours[at % 2], "-o", text(&site)]);
            let is_fine = output.status.success();
            assert!(
                is_fine || said(&output).contains("another export"),
                "{}",
                said(&output)
            );
        };
        thread::scope(|scope| {
            for at in 0..12 {
                scope.spawn(move || run(at));
            }
        });
        let mut after = files(&site);
        assert_eq!(after.remove("mine").is_some(), has_others);
        assert!(sites.contains(&after), "{:?}", after.keys());
        let name = site.file_name().expect("a name").to_str().expect("UTF-8");
        assert!(
            names(folder.path())
                .iter()
                .all(|it| !it.contains(&format!(".{name}.")))
        );
    }
}
