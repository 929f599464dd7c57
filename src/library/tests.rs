//! Finding tours on the disk.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{Found, find};
use crate::diagnostic::Severity;
use crate::tour::{AssetError, Tour};

const TOUR: &str = "title = 'T'\n[[station]]\nid = 'a'\ntitle = 'A'\ntext = 'Words.'\n";

fn shelf(files: &[(&str, &str)]) -> TempDir {
    let shelf = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = shelf.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    shelf
}

/// What is found, with the temporary folder's name left out.
fn show(shelf: &TempDir, path: &str) -> String {
    let root = format!("{}/", shelf.path().display());
    let names = |tour: &crate::tour::TourFiles| {
        let files = std::iter::once(&tour.main)
            .chain(&tour.translations)
            .chain(&tour.words)
            .map(|file| file.name.replace(&root, ""));
        format!("{}: {}", tour.id, files.collect::<Vec<_>>().join(" "))
    };
    match find(Some(&shelf.path().join(path))) {
        Ok(Found::BuiltIn(tour) | Found::Tour(tour)) => names(&tour),
        Ok(Found::Lobby { tours, unreadable }) => {
            let errors = unreadable
                .iter()
                .map(|error| error.to_string().replace(&root, ""));
            tours
                .iter()
                .map(names)
                .chain(errors)
                .collect::<Vec<_>>()
                .join("\n")
        }
        Err(error) => error.to_string().replace(&root, ""),
    }
}

#[test]
fn finds_files_folders_and_lobbies() {
    let shelf = shelf(&[
        ("one/tour.toml", TOUR),
        ("one/tour.ru.toml", ""),
        ("one/tour.kk.toml", ""),
        ("one/tour.old.bak.toml", ""),
        ("two/tour.toml", TOUR),
        (".hidden/tour.toml", TOUR),
        ("empty/readme", ""),
        ("deep/er/est/tour.toml", TOUR),
        ("lone/walk.toml", TOUR),
        ("lone/walk.en-GB.toml", ""),
    ]);
    for (path, expected) in [
        (
            "one",
            "one: one/tour.toml one/tour.kk.toml one/tour.ru.toml",
        ),
        (
            "one/tour.toml",
            "one: one/tour.toml one/tour.kk.toml one/tour.ru.toml",
        ),
        (
            "one/tour.ru.toml",
            "one: one/tour.toml one/tour.kk.toml one/tour.ru.toml",
        ),
        (
            "lone/walk.toml",
            "walk: lone/walk.toml lone/walk.en-GB.toml",
        ),
        (
            "",
            "one: one/tour.toml one/tour.kk.toml one/tour.ru.toml\ntwo: two/tour.toml",
        ),
        (
            "empty",
            "empty holds no tour: no tour.toml, no folder with one, and no other .toml file with stations",
        ),
        (
            "deep",
            "deep holds no tour: no tour.toml, no folder with one, and no other .toml file with stations",
        ),
        ("nothing", "there is no tour `nothing`"),
    ] {
        let shown = show(&shelf, path);
        assert_eq!(
            shown.replace(&format!("{}/", shelf.path().display()), ""),
            expected,
            "{path}"
        );
    }
}

#[test]
fn a_folder_of_tours_in_single_files_is_a_lobby() {
    let shelf = shelf(&[
        ("several/b.toml", TOUR),
        ("several/a.toml", TOUR),
        ("several/a.ru.toml", ""),
        ("several/Cargo.toml", "[package]\n"),
        ("several/.c.toml", TOUR),
        ("mixed/b/tour.toml", TOUR),
        ("mixed/a.toml", TOUR),
        ("single/walk.toml", TOUR),
        ("single/walk.ru.toml", ""),
        ("single/Cargo.toml", "[package]\n"),
        ("begun/walk.toml", "title = 'Walk'\n"),
        ("others/Cargo.toml", ""),
        ("others/clippy.toml", ""),
        ("large/a.toml", &" ".repeat((8 << 20) + 1)),
        ("large/b/tour.toml", &" ".repeat(100 << 20)),
    ]);
    for (path, expected) in [
        (
            "several",
            "a: several/a.toml several/a.ru.toml\nb: several/b.toml",
        ),
        ("mixed", "a: mixed/a.toml\nb: mixed/b/tour.toml"),
        ("single", "walk: single/walk.toml single/walk.ru.toml"),
        ("begun", "walk: begun/walk.toml"),
        (
            "others",
            "others holds no tour: no tour.toml, no folder with one, and no other .toml file with stations",
        ),
        (
            "large",
            "large/a.toml is too large to be a tour: 8.1 MB, and the limit is 8 MB",
        ),
        (
            "large/b",
            "large/b/tour.toml is too large to be a tour: 100 MB, and the limit is 8 MB",
        ),
    ] {
        assert_eq!(show(&shelf, path), expected, "{path}");
    }
}

#[test]
fn a_catalogue_of_words_is_neither_a_tour_nor_a_translation() {
    let shelf = shelf(&[
        ("one/tour.toml", TOUR),
        ("one/tour.de.toml", ""),
        ("one/words.de.toml", "begin = 'Los'\n"),
        ("lone/walk.toml", TOUR),
        ("lone/words.pt-BR.toml", "[[station]]\n"),
        ("own/words.toml", TOUR),
        ("own/words.de.toml", ""),
        ("none/words.de.toml", ""),
    ]);
    for (path, expected) in [
        (
            "one",
            "one: one/tour.toml one/tour.de.toml one/words.de.toml",
        ),
        (
            "one/words.de.toml",
            "one: one/tour.toml one/tour.de.toml one/words.de.toml",
        ),
        ("lone", "walk: lone/walk.toml lone/words.pt-BR.toml"),
        (
            "lone/words.pt-BR.toml",
            "walk: lone/walk.toml lone/words.pt-BR.toml",
        ),
        ("own", "words: own/words.toml own/words.de.toml"),
        (
            "none/words.de.toml",
            "none holds no tour: no tour.toml, no folder with one, and no other .toml file with stations",
        ),
    ] {
        assert_eq!(show(&shelf, path), expected, "{path}");
    }
}

#[test]
fn what_cannot_be_a_tour_is_refused() {
    let shelf = shelf(&[
        ("large/tour.toml", &" ".repeat(9 << 20)),
        ("good/tour.toml", TOUR),
    ]);
    fs::create_dir(shelf.path().join("bytes")).unwrap();
    fs::write(
        shelf.path().join("bytes/tour.toml"),
        b"title = 'T'\nx = '\xff'\n",
    )
    .unwrap();
    assert_eq!(
        show(&shelf, ""),
        "good: good/tour.toml\nbytes/tour.toml is not UTF-8: line 2 holds a byte that is no character (byte 17); save the file as UTF-8\nlarge/tour.toml is too large to be a tour: 9 MB, and the limit is 8 MB"
    );
    assert_eq!(
        find(Some(Path::new("/dev/zero"))).unwrap_err().to_string(),
        "/dev/zero is a device or pipe, not a file"
    );
    assert_eq!(
        find(Some(Path::new("karlak"))).unwrap_err().to_string(),
        "there is no tour `karlak`; did you mean `karlag`?"
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let shelf = shelf(&[]);
    let pipe = shelf.path().join("tour.toml");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        &pipe,
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RWXU,
        0,
    )
    .unwrap();
    assert_eq!(
        show(&shelf, "tour.toml"),
        "tour.toml is a device or pipe, not a file"
    );
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_folder_is_read() {
    let shelf = shelf(&[
        ("tour/tour.toml", TOUR),
        ("tour/media/a.txt", "a"),
        ("secret", "s"),
    ]);
    std::os::unix::fs::symlink(shelf.path().join("secret"), shelf.path().join("tour/link"))
        .unwrap();
    std::os::unix::fs::symlink(shelf.path(), shelf.path().join("tour/up")).unwrap();
    let Ok(Found::Tour(tour)) = find(Some(&shelf.path().join("tour"))) else {
        panic!()
    };
    assert_eq!(tour.assets.read("media/a.txt").unwrap(), b"a");
    assert!(tour.assets.exists("media/a.txt") && !tour.assets.exists("media"));
    for path in [
        "../secret",
        "link",
        "up/secret",
        "/etc/hostname",
        "media/../../secret",
        "media",
        "gone",
        "",
    ] {
        assert!(
            tour.assets.read(path).is_err() && !tour.assets.exists(path),
            "{path}"
        );
    }
}

#[test]
fn the_start_of_a_file_is_read_unless_it_is_too_large() {
    let shelf = shelf(&[("tour/tour.toml", TOUR), ("tour/a.txt", "0123456789")]);
    let Ok(Found::Tour(tour)) = find(Some(&shelf.path().join("tour"))) else {
        panic!()
    };
    let start = |count, limit| tour.assets.read_start("a.txt", count, limit);
    assert_eq!(start(4, 10).unwrap(), b"0123");
    assert_eq!(start(99, 10).unwrap(), b"0123456789");
    let too_large = AssetError::TooLarge { size: 10, limit: 9 };
    assert_eq!(start(4, 9), Err(too_large));
}

#[test]
fn every_built_in_tour_is_sound() {
    for id in super::built_in_ids() {
        let Ok(Found::BuiltIn(files)) = find(Some(Path::new(id))) else {
            panic!("{id}")
        };
        let (tour, faults) = Tour::load(files);
        let faults: Vec<_> = faults
            .iter()
            .filter(|fault| fault.severity > Severity::Advice)
            .collect();
        assert!(tour.is_some() && faults.is_empty(), "{faults:#?}");
        let tour = tour.unwrap();
        let edition = &tour.editions()[0];
        assert!(
            (0..edition.station_count()).all(|station| !edition
                .station(station)
                .unwrap()
                .steps
                .is_empty())
        );
        assert!(edition.map().is_some());
    }
    assert!(matches!(find(None), Ok(Found::BuiltIn(files)) if files.id == super::DEFAULT));
}
