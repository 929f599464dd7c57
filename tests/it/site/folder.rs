//! Where a site is written: earlier exports are replaced, other files never without being asked to.

mod broken;

use std::fs;
use std::path::Path;

use crate::site::pages::files;
use crate::site::{EVERYTHING, PIXEL, export, pictured, text};

fn into(folder: &Path, more: &[&str]) -> Option<i32> {
    let output = export(&[&[EVERYTHING, "-o", text(folder)], more].concat());
    output.status.code()
}

#[test]
fn an_earlier_export_is_replaced_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("deep/site");
    let tour = folder.path().join("tour");
    fs::create_dir(&tour).expect("made");
    pictured(&tour, PIXEL, "");
    let output = export(&[text(&tour), "-o", text(&site)]);
    assert!(output.status.success());
    assert!(site.join("station-a.html").exists() && site.join("pictures").exists());
    assert_eq!(into(&site, &[]), Some(0));
    let pages = files(&site);
    assert!(pages.contains_key("station-hall.html") && !pages.contains_key("station-a.html"));
    assert!(!site.join("pictures").exists());
    let beside: Vec<_> = fs::read_dir(folder.path().join("deep"))
        .expect("read")
        .collect();
    assert_eq!(beside.len(), 1, "{beside:?}");
}

#[test]
fn other_files_are_refused_and_with_force_they_stay() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path();
    fs::create_dir(site.join("letters")).expect("made");
    fs::write(site.join("letters/mine.txt"), "mine").expect("written");
    fs::write(site.join("index.html"), "mine too").expect("written");
    let before = files(site);
    assert_eq!(into(site, &[]), Some(3));
    assert_eq!(files(site), before);
    assert_eq!(into(site, &["--force"]), Some(0));
    let after = files(site);
    assert_eq!(after["letters/mine.txt"], b"mine");
    assert!(after["index.html"].starts_with(b"<!DOCTYPE html>"));
    // It is an export now, and what is its user's stays without being asked for.
    fs::write(site.join("CNAME"), "tour.example.org").expect("written");
    let tour = tempfile::tempdir().expect("a folder");
    pictured(tour.path(), PIXEL, "");
    let output = export(&[text(tour.path()), "-o", text(site)]);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let last = files(site);
    assert!(last.contains_key("station-a.html") && !last.contains_key("station-hall.html"));
    assert_eq!(
        (&*last["CNAME"], &*last["letters/mine.txt"]),
        (&b"tour.example.org"[..], &b"mine"[..])
    );
    // A file of its user's that has the name of a new one is not replaced without being asked for.
    fs::write(site.join("station-hall.html"), "mine again").expect("written");
    assert_eq!(into(site, &[]), Some(3));
    assert_eq!(files(site)["station-hall.html"], b"mine again");
    assert!(files(site).contains_key("station-a.html"));
}

#[test]
fn an_empty_folder_is_taken_and_a_file_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).expect("made");
    assert_eq!(into(&empty, &[]), Some(0));
    let file = folder.path().join("file");
    fs::write(&file, "mine").expect("written");
    assert_eq!(into(&file, &["--force"]), Some(3));
    assert_eq!(fs::read(&file).expect("read"), b"mine");
}

#[test]
fn a_failed_export_leaves_the_old_one_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    let tour = folder.path().join("tour");
    assert_eq!(into(&site, &[]), Some(0));
    let before = files(&site);
    fs::create_dir(&tour).expect("made");
    pictured(&tour, b"not a picture", "");
    let output = export(&[text(&tour), "-o", text(&site)]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("bad-picture") && said.contains("p.png"),
        "{said}"
    );
    assert_eq!(files(&site), before);
    // Among other files: one of them is where a page belongs.
    fs::create_dir(site.join("station-a.html")).expect("made");
    fs::write(site.join("station-a.html/mine"), "mine").expect("written");
    let before = files(&site);
    pictured(&tour, PIXEL, "");
    let output = export(&[text(&tour), "-o", text(&site), "--force"]);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(files(&site), before);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_that_leads_away() {
    let folder = tempfile::tempdir().expect("a folder");
    let [site, away, tour] = ["site", "away", "tour"].map(|name| folder.path().join(name));
    for folder in [&site, &away, &tour] {
        fs::create_dir(folder).expect("made");
    }
    std::os::unix::fs::symlink(&away, site.join("pictures")).expect("linked");
    pictured(&tour, PIXEL, "");
    let output = export(&[text(&tour), "-o", text(&site), "--force"]);
    assert_eq!(
        output.status.code(),
        Some(3),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(files(&away).is_empty());
    // A folder that is itself a link is meant.
    let link = folder.path().join("link");
    std::os::unix::fs::symlink(&away, &link).expect("linked");
    assert_eq!(into(&link, &[]), Some(0));
    assert!(files(&away).contains_key("index.html"));
    assert!(fs::symlink_metadata(&link).expect("it").is_symlink());
}

#[test]
fn a_hostile_list_of_files_removes_nothing_outside() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    assert_eq!(into(&site, &[]), Some(0));
    let mine = folder.path().join("mine.txt");
    fs::write(&mine, "mine").expect("written");
    let marker = site.join(".docent-export");
    let list = fs::read_to_string(&marker).expect("a list");
    fs::write(&marker, format!("{list}../mine.txt\n{}\n", text(&mine))).expect("written");
    fs::write(site.join("other"), "x").expect("written");
    assert_eq!(into(&site, &[]), Some(0));
    assert_eq!(fs::read(&mine).expect("still there"), b"mine");
}

#[test]
fn what_a_killed_export_left_is_put_right() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    assert_eq!(into(&site, &[]), Some(0));
    let [old, new] = ["old", "new"].map(|it| folder.path().join(format!(".site.docent-{it}")));
    // It was killed when the old one was out of the way and the new one not in its place yet.
    fs::rename(&site, &old).expect("moved");
    fs::create_dir(&new).expect("made");
    fs::copy(old.join(".docent-export"), new.join(".docent-export")).expect("copied");
    let output = export(&[EVERYTHING, "-o", text(&site)]);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(!old.exists() && !new.exists() && site.join("index.html").exists());
}

#[test]
fn a_file_in_one_piece_is_not_replaced_without_force() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("tour.html");
    assert_eq!(into(&file, &["--single"]), Some(0));
    assert_eq!(into(&file, &["--single"]), Some(3));
    assert_eq!(into(&file, &["--single", "--force"]), Some(0));
    let output = export(&[EVERYTHING]);
    assert_eq!(output.status.code(), Some(2));
}
