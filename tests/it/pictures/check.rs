//! What `docent check` tells of pictures, and what other commands make of it.

use std::fs;
use std::path::Path;
use std::process::Output;

use image::ImageFormat;
use tempfile::TempDir;

use crate::pictures::album::{encoded, painted, sized};
use crate::program::docent;

const HEAD: &str = "format = 1\ntitle = \"T\"\nlanguage = \"en\"\n[[station]]\nid = \"a\"\ntitle = \"A\"\n[[station.step]]\ntext = \"Words.\"\n";

/// A tour with a figure for each of these files.
fn gallery(files: &[(&str, Vec<u8>)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("written");
    }
    let step = |at: usize| format!("[[station.step]]\nfigure = \"f{at}\"\n");
    let figure = |(at, (name, _)): (usize, &(&str, Vec<u8>))| {
        format!(
            "[[figure]]\nid = \"f{at}\"\nimage = \"{name}\"\nalt = \"A.\"\ncaption = \"C\"\ncredit = \"D\"\n"
        )
    };
    let steps: String = (0..files.len()).map(step).collect();
    let figures: String = files.iter().enumerate().map(figure).collect();
    fs::write(
        folder.path().join("tour.toml"),
        [HEAD, &steps, &figures].concat(),
    )
    .expect("written");
    folder
}

fn ran(arguments: &[&str], folder: &Path) -> Output {
    let tour = folder.to_string_lossy();
    docent(&[arguments, &[&*tour]].concat())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// The lines that are told, without the folder.
fn told(output: &[u8], folder: &Path) -> String {
    let folder = format!("{}/", folder.display());
    text(output).replace(&folder, "")
}

#[test]
fn every_picture_is_looked_into_and_told_of_at_its_path() {
    let sound = painted(40, 30, [9, 90, 200]);
    let png = encoded(&sound, ImageFormat::Png);
    let jpeg = encoded(&sound, ImageFormat::Jpeg);
    let mut flipped = png.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 0x55;
    let mut heavy = jpeg.clone();
    heavy.resize(8 * 1024 * 1024 + 1, 0);
    let folder = gallery(&[
        ("sound.png", png.clone()),
        ("sound.jpg", jpeg.clone()),
        (
            "drawing.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
        ),
        ("half.png", png[..png.len() / 2].to_vec()),
        ("half.jpg", jpeg[..jpeg.len() - 40].to_vec()),
        ("flipped.png", flipped),
        ("words.png", b"words".to_vec()),
        ("empty.jpg", Vec::new()),
        ("wide.png", sized(png.clone(), 4097)),
        ("heavy.jpg", heavy),
        ("moving.gif", b"GIF89a and so on".to_vec()),
        ("new.webp", b"RIFF\0\0\0\0WEBPVP8 ".to_vec()),
    ]);
    let checked = ran(&["check", "--format", "short"], folder.path());
    insta::assert_snapshot!(told(&checked.stdout, folder.path()));
    assert_eq!(checked.status.code(), Some(1));
}

#[test]
fn a_picture_that_only_browsers_show_is_a_warning() {
    let folder = gallery(&[("new.webp", b"RIFF\0\0\0\0WEBPVP8 ".to_vec())]);
    assert_eq!(ran(&["check"], folder.path()).status.code(), Some(0));
    let strictly = ran(&["check", "--deny", "warnings"], folder.path());
    assert_eq!(strictly.status.code(), Some(1));
}

#[test]
fn pages_are_not_made_of_a_damaged_picture_and_the_same_line_is_told() {
    let folder = gallery(&[("p.png", b"words".to_vec())]);
    let site = folder.path().join("site");
    let site = site.to_string_lossy();
    for arguments in [
        &["export", "html", "-o", &*site][..],
        &["export", "html", "--single"],
    ] {
        let refused = ran(arguments, folder.path());
        assert_eq!(refused.status.code(), Some(1), "{refused:?}");
        let told = text(&refused.stderr);
        assert!(
            told.contains("bad-picture") && told.contains("tour.toml:13:9"),
            "{told}"
        );
        assert!(refused.stdout.is_empty() && !Path::new(&*site).exists());
    }
}

#[test]
fn a_damaged_picture_keeps_nobody_from_the_tour() {
    let folder = gallery(&[("p.png", b"words".to_vec())]);
    for arguments in [&["play", "--plain"][..], &["export", "text"], &["outline"]] {
        let done = ran(arguments, folder.path());
        assert_eq!(done.status.code(), Some(0), "{done:?}");
    }
}
