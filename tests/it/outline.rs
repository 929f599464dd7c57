//! `docent outline`: a tour at a glance.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn outline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_docent"))
        .arg("outline")
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::null())
        .output()
        .expect("docent runs")
}

/// What a sound tour's outline says.
fn says(arguments: &[&str]) -> String {
    let output = outline(arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{errors}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&says(arguments)).expect("JSON")
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(&path, text).expect("written");
    path.to_str().expect("UTF-8").to_owned()
}

#[test]
fn the_stations_of_the_shipped_tour() {
    let said = says(&["karlag"]);
    let (stations, _) = said.split_once("\nLanguages").expect("languages");
    insta::assert_snapshot!(stations);
    assert_eq!(said, says(&["tours/karlag"]));
    assert_eq!(said, says(&[]));
    assert!(said.ends_with("Whatever claims something has a source.\n"));
}

#[test]
fn a_tour_with_every_feature() {
    insta::assert_snapshot!(says(&["tests/it/everything.toml"]));
}

#[test]
fn what_is_uncited_is_listed_with_its_place() {
    insta::assert_snapshot!(says(&["--uncited", "tests/it/everything.toml"]), @r"
    tests/it/everything.toml:91:9: Years
    tests/it/everything.toml:107:8: Something began.
    ");
    assert_eq!(says(&["--uncited", "karlag"]), "");
    let found = json(&["--uncited", "--json", "tests/it/everything.toml"]);
    let tour = &found["tours"][0];
    assert_eq!(tour["uncited"][1]["kind"], "date");
    assert_eq!(tour["uncited"][1]["seen"], "1937~");
    assert_eq!(tour["uncited"][1]["line"], 107);
    assert!(tour.get("stations").is_none());
}

/// A tour in Russian with a translation that lacks some of its texts.
const MUSEUM: &str = r#"format = 1
title = "Музей"
language = "ru"
[[station]]
id = "gate"
title = "Ворота Қарағанды 你好"
text = "Здесь стоял Иван Петров.[^papers] Он ждал. Лагерь основан в г. Караганде в 1931 году."
[[station]]
id = "yard"
title = "Двор"
text = "В двор вошёл Сталин, и стало тихо."
[notes]
papers = "Письма [@book]."
[[source]]
id = "book"
type = "book"
title = "Книга"
[[source]]
id = "other"
type = "book"
title = "Другая"
"#;

#[test]
fn languages_have_their_gaps_and_only_english_a_formula() {
    let folder = tempfile::tempdir().expect("a folder");
    let main = write(folder.path(), "museum/tour.toml", MUSEUM);
    write(
        folder.path(),
        "museum/tour.en.toml",
        "translates = \"tour.toml\"\nlanguage = \"en\"\nstatus = \"reviewed\"\ntitle = \"Museum\"\n[[station]]\nid = \"gate\"\ntitle = \"The gate\"\ntext = \"Ivan stood here.[^papers] He waited.\"\n",
    );
    let said = says(&[&main]);
    insta::assert_snapshot!(said);
    let found = json(&["--json", &main]);
    let languages = &found["tours"][0]["languages"];
    assert_eq!(languages[0]["flesch_kincaid_grade"], Value::Null);
    assert_eq!(
        (&languages[1]["translated"], &languages[1]["texts"]),
        (&3.into(), &6.into())
    );
    assert!(languages[1]["flesch_reading_ease"].is_number());
    assert_eq!(found["tours"][0]["sources"][1]["cited"], 0);
    assert_eq!(found["tours"][0]["uncited"][0]["station"], "yard");
}

#[test]
fn a_folder_of_tours_is_outlined_whole_and_a_faulty_one_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let tour = |title: &str| {
        format!(
            "title = \"{title}\"\nlanguage = \"en\"\n[[station]]\nid = \"a\"\ntitle = \"A\"\ntext = \"One.\"\n"
        )
    };
    write(folder.path(), "one/tour.toml", &tour("The first"));
    write(folder.path(), "two/tour.toml", &tour("The second"));
    let path = folder.path().to_str().expect("UTF-8");
    let said = says(&[path]);
    assert!(
        said.contains("The first (one)") && said.contains("The second (two)"),
        "{said}"
    );
    assert_eq!(
        json(&["--json", path])["tours"].as_array().map(Vec::len),
        Some(2)
    );

    write(folder.path(), "two/tour.toml", "title = \"Broken");
    let output = outline(&[path]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("The first"));
    assert!(String::from_utf8_lossy(&output.stderr).contains("two/tour.toml"));
    assert_eq!(outline(&["no-such-tour"]).status.code(), Some(3));
}

#[test]
fn its_help_says_what_the_json_holds() {
    let help = says(&["--help"]);
    assert!(help.contains("Examples:"));
    let found = json(&["--json", "tests/it/everything.toml"]);
    let tour = &found["tours"][0];
    for part in [
        tour,
        &tour["stations"][0],
        &tour["totals"],
        &tour["languages"][0],
        &tour["sources"][0],
        &tour["uncited"][0],
    ] {
        for key in part.as_object().expect("an object").keys() {
            assert!(help.contains(key.as_str()), "{key} is not in the help");
        }
    }
}
