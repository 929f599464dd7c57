use super::*;

fn read(text: &str) -> (Config, Vec<String>) {
    let file = SourceFile::new("kiosk.toml", text.to_owned());
    let (config, faults) = Config::read(&file);
    let told = faults.iter().map(|fault| {
        let (line, column) = fault.place.as_ref().expect("a place").line_column();
        let help = fault.help.as_deref().unwrap_or_default();
        format!("{line}:{column} {} {} | {help}", fault.code, fault.message)
    });
    (config, told.collect())
}

#[test]
fn the_printed_file_is_the_default_and_has_every_setting() {
    let text = standard_file();
    let (config, faults) = read(&text);
    assert_eq!(faults, Vec::<String>::new(), "{text}");
    assert_eq!(config, Config::standard());
    assert_eq!(config, read("").0);
    assert_eq!(config.idle.after, Duration::from_secs(90));
    assert_eq!(config.tours, "karlag");
    for setting in SETTINGS {
        assert!(!setting.comment.is_empty(), "{}", setting.name);
    }
}

#[test]
fn every_setting_can_be_set() {
    let (config, faults) = read(
        "tours = '/srv/tours'\nlanguage = 'kk'\ncounts = false\n[attract]\nlines = ['Museum']\ncard = 20\n\
         [idle]\nafter = 120\nwarning = 25\npatience = 2\n[screen]\ntheme = 'light'\nglyphs = 'console'\n\
         colours = '16'\npictures = 'blocks'\ntouch = true\n[keys]\nrepeat = 0\n[speech]\nvoice = 'espeak-ng'\nrate = 200\nvolume = 50\n\
         [staff]\nkeypad = '1234'\ntaps = 0\n",
    );
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(
        (&*config.tours, &*config.language, config.counts),
        ("/srv/tours", "kk", false)
    );
    assert_eq!(config.attract.lines, ["Museum"]);
    assert_eq!(config.idle.warning, Duration::from_secs(25));
    assert_eq!(config.screen.glyphs, Some(Glyphs::Console));
    assert_eq!(config.screen.colours, Some(Colours::Sixteen));
    assert_eq!(config.screen.pictures, Some(Showing::HalfBlocks));
    assert_eq!(config.speech.voice, Voice::EspeakNg);
    assert_eq!((config.keys.repeat, config.staff.taps), (Duration::ZERO, 0));
}

#[test]
fn every_fault_is_told_in_its_place_and_the_default_stays() {
    let (config, faults) = read(
        "tour = 'x'\nlanguage = 7\ntours = ''\n[idle]\nafter = 5\nwarnin = 30\n[screen]\ntheme = 'dork'\n\
         touch = 'yes'\n[staff]\npin = '1234'\nkeypad = 'abc'\n[speach]\nrate = 1\n",
    );
    assert_eq!(config, Config::standard());
    insta::assert_snapshot!(faults.join("\n"));
}
