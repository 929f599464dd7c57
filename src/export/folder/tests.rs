//! What exports that were cut short leave behind, at each of their steps, and what becomes of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use tempfile::TempDir;

use super::exchange::Beside;
use super::settling::{Settling, steps};
use super::{Existing, Files, marker, write};

/// A folder and what is in it: files with their bytes, and folders.
fn seen(folder: &Path) -> BTreeMap<String, Option<Vec<u8>>> {
    let mut seen = BTreeMap::new();
    look(folder, "", &mut seen);
    seen
}

fn look(folder: &Path, inside: &str, seen: &mut BTreeMap<String, Option<Vec<u8>>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{inside}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            look(&entry.path(), &format!("{path}/"), seen);
            seen.insert(path, None);
        } else {
            seen.insert(path, Some(fs::read(entry.path()).unwrap()));
        }
    }
}

fn files(paths: &[&str], bytes: &str) -> Files {
    let mut files = Files::default();
    for path in paths {
        files.add((*path).to_owned(), format!("{bytes} {path}").into_bytes());
    }
    files
}

/// What was there: an earlier export, files of its user's, and empty folders.
fn shared() -> (TempDir, Files) {
    let folder = tempfile::tempdir().unwrap();
    let first = files(
        &["a.html", "gone/b.html", "gone/deep/c.html", "ru/a.html"],
        "first",
    );
    write(folder.path(), &first, Existing::Refused).unwrap();
    fs::create_dir_all(folder.path().join("kk/empty")).unwrap();
    for mine in ["CNAME", "new.html", "gone/mine"] {
        fs::write(folder.path().join(mine), "mine").unwrap();
    }
    let second = files(
        &[
            "a.html",
            "kk/a.html",
            "new.html",
            "ru/a.html",
            "ru/deep/d.html",
        ],
        "second",
    );
    (folder, second)
}

/// Does an export's steps up to one and no further, as if it was killed then.
fn killed(folder: &Path, next: &Files, after: usize) -> bool {
    let (files, known) = (next.marked(), marker::known(folder).unwrap());
    let waiting = folder.join(".docent-new");
    fs::create_dir(&waiting).unwrap();
    let settling = Settling::new(folder, &waiting);
    settling.begin(&files, &known).unwrap();
    let steps: Vec<_> = steps(&files, &known).collect();
    for step in steps.iter().take(after) {
        settling.take(*step).unwrap();
    }
    after < steps.len()
}

#[test]
fn a_step_that_fails_takes_all_before_it_back() {
    let (folder, second) = shared();
    let folder = folder.path();
    let before = seen(folder);
    let mut after = 0;
    while killed(folder, &second, after) {
        let waiting = folder.join(".docent-new");
        Settling::new(folder, &waiting).put_back().unwrap();
        // To do it once more changes nothing.
        Settling::new(folder, &waiting).put_back().unwrap();
        fs::remove_dir_all(&waiting).unwrap();
        assert_eq!(seen(folder), before, "after {after} steps");
        after += 1;
    }
    assert!(after > 10, "{after}");
}

#[test]
fn what_was_killed_is_put_right_by_the_next_export() {
    let last = files(&["last.html"], "last");
    let (folder, second) = shared();
    write(folder.path(), &last, Existing::Refused).unwrap();
    let wanted = seen(folder.path());
    assert!(!wanted.contains_key("a.html") && wanted["new.html"] == Some(b"mine".to_vec()));
    for after in 0.. {
        let (folder, _) = shared();
        let is_cut = killed(folder.path(), &second, after);
        write(folder.path(), &last, Existing::Refused).unwrap();
        assert_eq!(seen(folder.path()), wanted, "after {after} steps");
        if !is_cut {
            break;
        }
    }
}

#[test]
fn at_every_step_the_list_names_all_that_an_export_wrote() {
    for after in 0.. {
        let (folder, second) = shared();
        let is_cut = killed(folder.path(), &second, after);
        let known = marker::known(folder.path()).unwrap();
        let written = seen(folder.path());
        let written = written
            .iter()
            .filter(|(path, bytes)| !path.starts_with('.') && bytes.is_some())
            .filter(|(_, bytes)| bytes.as_deref() != Some(b"mine"))
            .map(|(path, _)| path.clone());
        let unnamed: BTreeSet<_> = written.filter(|path| !known.contains(path)).collect();
        assert_eq!(unnamed, BTreeSet::new(), "after {after} steps");
        if !is_cut {
            break;
        }
    }
}

#[test]
fn once_the_list_is_in_its_place_the_next_export_takes_nothing_back() {
    let (folder, second) = shared();
    let folder = folder.path();
    write(folder, &second, Existing::Replaced).unwrap();
    let done = seen(folder);
    assert!(!done.contains_key("gone/deep") && done.contains_key("kk/empty"));
    // It was killed before it removed what it had kept.
    let waiting = folder.join(".docent-new");
    fs::create_dir_all(waiting.join("old/gone")).unwrap();
    fs::create_dir_all(waiting.join("new/ru")).unwrap();
    fs::write(waiting.join("old/a.html"), "first").unwrap();
    fs::write(waiting.join(".docent-export"), marker::bytes([])).unwrap();
    write(folder, &second, Existing::Refused).unwrap();
    assert_eq!(seen(folder), done);
}

#[test]
fn a_folder_that_is_shut_keeps_nobody_from_the_next_export() {
    let parent = tempfile::tempdir().unwrap();
    let site = parent.path().join("site");
    for first in [files(&[], ""), files(&["a.html"], "first")] {
        write(&site, &first, Existing::Refused).unwrap();
        let open = fs::metadata(&site).unwrap().permissions();
        let mut shut = open.clone();
        shut.set_readonly(true);
        fs::set_permissions(&site, shut).unwrap();
        let before = seen(parent.path());
        let second = files(&["b.html"], "second");
        write(&site, &second, Existing::Refused).unwrap_err();
        assert_eq!(seen(parent.path()), before);
        assert!(fs::metadata(&site).unwrap().permissions().readonly());
        fs::set_permissions(&site, open).unwrap();
        write(&site, &second, Existing::Refused).unwrap();
    }
}

#[test]
fn a_file_that_comes_while_the_new_folder_is_made_stays() {
    let parent = tempfile::tempdir().unwrap();
    let site = parent.path().join("site");
    write(&site, &files(&["a.html"], "first"), Existing::Refused).unwrap();
    fs::write(site.join("mine"), "mine").unwrap();
    let before = seen(&site);
    let beside = Beside::take(&site).unwrap().unwrap();
    let swapped = beside.exchange(&files(&["b.html"], "second").marked());
    assert_eq!(
        swapped.unwrap_err().kind(),
        io::ErrorKind::DirectoryNotEmpty
    );
    assert_eq!(seen(&site), before);
}
