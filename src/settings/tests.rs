use super::*;
use crate::diagnostic::SourceFile;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Lamp {
    colours: Vec<u8>,
    switch: char,
    hours: u32,
    memory: u64,
    rest: Duration,
}

fn letter(lamp: &mut Lamp, text: &str) -> Result<(), &'static str> {
    lamp.switch = text.parse().map_err(|_| "is not one letter")?;
    Ok(())
}

fn colour(lamp: &mut Lamp, text: &str) -> Result<(), &'static str> {
    let colour = text.parse().map_err(|_| "is not a colour")?;
    lamp.colours.push(colour);
    Ok(())
}

static LAMP: Table<Lamp> = Table {
    file: "lamp.toml",
    part: "a lamp",
    heading: "A lamp.\nIt shines.",
    settings: &[
        Setting {
            name: "colours",
            comment: "Colours,\none after the other.",
            default: "[\"1\", \"2\"]",
            value: Value::Meanings(|lamp| lamp.colours.clear(), colour),
        },
        Setting {
            name: "switch",
            comment: "A letter.",
            default: "\"a\"",
            value: Value::Meaning(letter),
        },
        Setting {
            name: "life.hours",
            comment: "Hours of light.",
            default: "70_000",
            value: Value::Count(|lamp| &mut lamp.hours, 1..=u32::MAX),
        },
        Setting {
            name: "life.memory",
            comment: "MiB of memory.",
            default: "32",
            value: Value::Mebibytes(|lamp| &mut lamp.memory, 1..=4096),
        },
        Setting {
            name: "life.rest",
            comment: "Minutes of rest.",
            default: "720",
            value: Value::Minutes(|lamp| &mut lamp.rest, 1..=1000),
        },
    ],
};

fn read(text: &str) -> (Lamp, Vec<String>) {
    let file = SourceFile::new("lamp.toml", text.to_owned());
    let (lamp, faults) = LAMP.read(&file);
    let told = faults.iter().map(|fault| {
        let (line, column) = fault.place.as_ref().expect("a place").line_column();
        let help = fault.help.as_deref().unwrap_or_default();
        format!("{line}:{column} {} {} | {help}", fault.code, fault.message)
    });
    (lamp, told.collect())
}

#[test]
fn what_is_printed_is_what_holds_by_default() {
    let lamp = Lamp {
        colours: vec![1, 2],
        switch: 'a',
        hours: 70_000,
        memory: 32 << 20,
        rest: Duration::from_secs(12 * 60 * 60),
    };
    assert_eq!(LAMP.standard(), lamp);
    assert_eq!(read(&LAMP.print()), (lamp, vec![]));
    assert_eq!(
        LAMP.print(),
        "# A lamp.\n# It shines.\n\n# Colours,\n# one after the other.\ncolours = [\"1\", \"2\"]\n\n\
         # A letter.\nswitch = \"a\"\n\n[life]\n# Hours of light.\nhours = 70_000\n\n\
         # MiB of memory.\nmemory = 32\n\n# Minutes of rest.\nrest = 720\n"
    );
}

#[test]
fn what_is_set_takes_the_place_of_the_default() {
    let (lamp, faults) = read(
        "colours = []\nswitch = 'z'\nlife = { hours = 0xffff_ffff, memory = 4096, rest = 1 }\n",
    );
    assert_eq!(faults, Vec::<String>::new());
    let expected = Lamp {
        colours: vec![],
        switch: 'z',
        hours: u32::MAX,
        memory: 4 << 30,
        rest: Duration::from_secs(60),
    };
    assert_eq!(lamp, expected);
    assert_eq!(read("colours = ['7']\n").0.colours, [7]);
}

#[test]
fn one_faulty_text_of_several_is_told_in_its_place_and_none_is_taken() {
    let (lamp, faults) = read(
        "colours = ['3', 'red', '4',\n 'blue']\nswitch = 'no'\n[life]\nhours = 4294967296\nmemory = 5000\n\
         rest = 'long'\nnight = 1\n",
    );
    assert_eq!(lamp, LAMP.standard());
    insta::assert_snapshot!(faults.join("\n"));
}

#[test]
fn another_kind_of_value_is_told() {
    let (lamp, faults) = read("colours = ['1', 2]\nswitch = 1\nlife = 3\n");
    assert_eq!(lamp, LAMP.standard());
    insta::assert_snapshot!(faults.join("\n"));
}
