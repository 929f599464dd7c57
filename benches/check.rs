//! How long `docent check` takes with the files in memory: `cargo bench --bench check`. With
//! `-- --gate` it fails over a bound.
#![expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
#![expect(clippy::print_stdout, reason = "a table is what this program makes")]
#![expect(clippy::disallowed_methods, reason = "time is what is measured")]

#[path = "../tests/it/generated.rs"]
mod generated;

use std::error::Error;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use docent::diagnostic::human::{self, Style};
use docent::diagnostic::{Diagnostic, json, short};
use docent::library::{self, Found};
use docent::tour::{Tour, TourFiles};

/// The best of so many runs counts: whatever else the machine does only makes a run longer.
const RUNS: usize = 15;

/// The time a byte takes in a tour of 2,000 stations, for that in one of 200.
const RATIO: f64 = 1.3;

/// So many tours of 200 stations are checked in one go: as many stations as in the large tour, so that
/// what else the machine does disturbs both alike.
const SMALL: usize = 10;

/// What was measured.
struct Row {
    name: String,
    bytes: usize,
    faults: usize,
    best: Duration,
    /// Milliseconds.
    bound: Option<u64>,
}

impl Row {
    fn measure(
        name: impl Into<String>,
        bound: Option<u64>,
        tours: usize,
        files: impl Fn() -> TourFiles,
        after: impl Fn(&[Diagnostic]),
    ) -> Self {
        let mut best = Duration::MAX;
        let mut faults = Vec::new();
        for _ in 0..RUNS {
            let tours: Vec<_> = (0..tours).map(|_| files()).collect();
            let count = u32::try_from(tours.len()).unwrap_or(u32::MAX);
            let start = Instant::now();
            for files in tours {
                faults = Tour::load(files).1;
                after(&faults);
            }
            best = best.min(start.elapsed() / count);
        }
        Self {
            name: name.into(),
            bytes: bytes(&files()),
            faults: faults.len(),
            best,
            bound,
        }
    }

    fn within(&self) -> bool {
        self.bound
            .is_none_or(|bound| self.best <= Duration::from_millis(bound))
    }

    fn per_byte(&self) -> f64 {
        self.best.as_secs_f64() / self.bytes as f64
    }

    fn print(&self) {
        let best = self.best.as_secs_f64() * 1000.0;
        let bound = self.bound.map_or(String::new(), |it| format!("≤ {it} ms"));
        let (name, bytes, faults) = (&self.name, self.bytes, self.faults);
        println!("| {name} | {bytes} | {faults} | {best:.2} ms | {bound} |");
    }
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let gate = std::env::args().any(|argument| argument == "--gate");
    let nothing = |_: &[Diagnostic]| {};
    let (small, large, faulty) = (generated::tour(200), generated::tour(2000), faulty());
    let of = |text: &String| TourFiles::from_text("bench", text.clone());
    let languages = karlag()?.translations.len() + 1;
    let rows = [
        Row::measure("200 stations", None, SMALL, || of(&small), nothing),
        Row::measure("2,000 stations", Some(300), 1, || of(&large), nothing),
        Row::measure(
            format!("Karlag, languages: {languages}"),
            Some(30),
            1,
            || karlag().unwrap_or_else(|_| of(&faulty)),
            nothing,
        ),
        Row::measure(
            "200 faults, told in all formats",
            Some(100),
            1,
            || of(&faulty),
            tell,
        ),
    ];
    println!("| check of | bytes | faults | best of {RUNS} | bound |");
    println!("|---|---:|---:|---:|---:|");
    rows.iter().for_each(Row::print);
    let [small, large, _, told] = &rows;
    let ratio = large.per_byte() / small.per_byte();
    println!("\nTime a byte, 2,000 stations for 200: {ratio:.2}; bound: ≤ {RATIO}");
    let within = rows.iter().all(Row::within) && ratio <= RATIO && told.faults == 200;
    Ok(if gate && !within {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn bytes(files: &TourFiles) -> usize {
    let all = std::iter::once(&files.main).chain(&files.translations);
    all.map(|file| file.text.len()).sum()
}

fn karlag() -> Result<TourFiles, Box<dyn Error>> {
    match library::find(None)? {
        Found::BuiltIn(files) => Ok(files),
        _ => Err("no tour is built in".into()),
    }
}

/// A tour of 50 stations with 200 faults: misspelt keys, dangling notes and sources, open markup.
fn faulty() -> String {
    let stations = (0..50).map(|at| {
        format!(
            "[[station]]\nid = \"s{at}\"\ntitle = \"Станция {at}\"\ncolour = \"red\"\ntext = \"\"\"\nЛагерь *открыт[^nix-{at}] и закрыт.[@nobody-{at}, с. 3] Дальше — слова, слова, слова.\n\"\"\"\n\n"
        )
    });
    let head = "format = 1\ntitle = \"Faults\"\nlanguage = \"ru\"\n\n".to_owned();
    head + &stations.collect::<Vec<_>>().concat()
}

/// Sets the faults in every format.
fn tell(faults: &[Diagnostic]) {
    let style = Style {
        colour: true,
        unicode: true,
        width: 100,
    };
    black_box(human::render(faults, style));
    black_box(short::render(faults));
    black_box(json::render(faults));
}
