//! A tour with pictures: made here, in memory or in a folder.

use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;
use std::sync::{Arc, Mutex};

use docent::tour::{AssetError, Assets, Date, Edition, Tour, TourFiles};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use tempfile::TempDir;

pub(super) const TOUR: &str = r#"
format = 1
title = "Pictures"
language = "en"
[[station]]
id = "a"
title = "Two pictures"
[[station.step]]
text = "Words before it: a paragraph that takes two lines, so that there is something to scroll past, and a few words more."
[[station.step]]
figure = "red"
[[station.step]]
text = "Words after it.\n\nAnd a second paragraph, which takes two lines as well, so that the page is longer than the screen is.\n\nAnd a third."
[[station.step]]
figure = "blue"
[[station]]
id = "b"
title = "Behind a notice"
notice = "Something sad."
[[station.step]]
figure = "noticed"
[[station]]
id = "c"
title = "The rest"
[[station.step]]
figure = "bomb"
[[station.step]]
figure = "half"
[[station.step]]
figure = "text"
[[station.step]]
figure = "missing"
[[station.step]]
figure = "outside"
[[station.step]]
figure = "lent"
[[figure]]
id = "red"
image = "red.png"
alt = "A red square."
caption = "Painted."
credit = "Nobody"
[[figure]]
id = "blue"
image = "blue.jpg"
alt = "A blue field."
caption = "Painted, too."
credit = "Nobody"
[[figure]]
id = "noticed"
image = "noticed.png"
alt = "Behind the notice."
caption = "Painted."
credit = "Nobody"
[[figure]]
id = "bomb"
image = "bomb.png"
alt = "More than fits."
caption = "Painted."
credit = "Nobody"
[[figure]]
id = "half"
image = "half.png"
alt = "Half a file."
caption = "Painted."
credit = "Nobody"
[[figure]]
id = "text"
image = "text.png"
alt = "No picture."
caption = "Painted."
credit = "Nobody"
[[figure]]
id = "missing"
image = "missing.png"
alt = "Not there."
caption = "Painted."
credit = "Nobody"
[[figure]]
id = "outside"
image = "../outside.png"
alt = "Elsewhere."
caption = "Painted."
credit = "Nobody"
[[figure]]
id = "lent"
image = "red.png"
alt = "Lent."
caption = "Painted."
credit = "Nobody"
rights = { holder = "Somebody", expires = "2030-01-01" }
"#;

/// The files beside the tour.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let red = encoded(&painted(96, 96, [250, 0, 0]), ImageFormat::Png);
    let mut noise = RgbImage::new(40, 40);
    for (x, y, pixel) in noise.enumerate_pixels_mut() {
        *pixel = Rgb([(x * y) as u8, (x * 7) as u8, (y * 13) as u8]);
    }
    let noise = encoded(&noise.into(), ImageFormat::Png);
    let bomb = sized(noise.clone(), 5000);
    vec![
        ("red.png", red.clone()),
        (
            "blue.jpg",
            encoded(&painted(240, 144, [0, 0, 250]), ImageFormat::Jpeg),
        ),
        (
            "noticed.png",
            encoded(&painted(48, 48, [0, 250, 0]), ImageFormat::Png),
        ),
        ("bomb.png", bomb),
        ("half.png", noise[..noise.len() / 2].to_vec()),
        ("text.png", b"words".to_vec()),
    ]
}

/// All of one colour.
pub(super) fn painted(width: u32, height: u32, colour: [u8; 3]) -> DynamicImage {
    RgbImage::from_pixel(width, height, Rgb(colour)).into()
}

/// A PNG file that says it has so many rows of so many pixels.
pub(super) fn sized(mut png: Vec<u8>, side: u32) -> Vec<u8> {
    png[16..20].copy_from_slice(&side.to_be_bytes());
    png[20..24].copy_from_slice(&side.to_be_bytes());
    let mut crc = flate2::Crc::new();
    crc.update(&png[12..29]);
    png[29..33].copy_from_slice(&crc.sum().to_be_bytes());
    png
}

pub(super) fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).expect("encoded");
    bytes.into_inner()
}

/// A folder in memory, which remembers what was read whole, on a day.
struct Shelf {
    files: Vec<(&'static str, Vec<u8>)>,
    today: Option<Date>,
    reads: Mutex<Vec<String>>,
}

impl Assets for Shelf {
    fn read(&self, path: &str) -> Result<Vec<u8>, AssetError> {
        let mut reads = self.reads.lock().expect("reads");
        if path == "reads" {
            return Ok(reads.join("\n").into_bytes());
        }
        reads.push(path.to_owned());
        let found = self.files.iter().find(|(name, _)| *name == path);
        found
            .map(|(_, bytes)| bytes.clone())
            .ok_or(AssetError::Missing)
    }

    fn read_start(&self, path: &str, count: u64, _: u64) -> Result<Vec<u8>, AssetError> {
        let found = self.files.iter().find(|(name, _)| *name == path);
        let (_, bytes) = found.ok_or(AssetError::Missing)?;
        let count = usize::try_from(count).expect("a length").min(bytes.len());
        Ok(bytes[..count].to_vec())
    }

    fn exists(&self, path: &str) -> bool {
        self.files.iter().any(|(name, _)| *name == path)
    }

    fn today(&self) -> Option<Date> {
        self.today
    }
}

/// The tour in `text` with its pictures. That some of them cannot be found is no matter.
pub(super) fn album(text: &str, today: Option<Date>) -> Arc<Tour> {
    let shelf = Shelf {
        files: files(),
        today,
        reads: Mutex::default(),
    };
    let (tour, faults) = Tour::open(TourFiles::from_text("album", text).with_assets(shelf));
    Arc::new(tour.unwrap_or_else(|| panic!("{faults:#?}")))
}

pub(super) fn edition_of(tour: &Tour) -> &Edition {
    tour.editions().first().expect("an edition")
}

/// The files that were read, each as often as that, in the order of their names.
pub(super) fn reads(tour: &Tour) -> Vec<String> {
    let reads = tour.files().assets.read("reads").expect("reads");
    let reads = String::from_utf8(reads).expect("names");
    let names: Vec<String> = reads.lines().map(str::to_owned).collect();
    let once: BTreeSet<&String> = names.iter().collect();
    assert_eq!(once.len(), names.len(), "{names:?}");
    once.into_iter().cloned().collect()
}

/// The tour in a folder, so far as it passes `check`.
pub(super) fn folder(text: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let sound = text
        .split("[[station]]\nid = \"c\"")
        .next()
        .unwrap_or_default();
    let figures = text.split("[[figure]]").skip(1).take(3);
    let figures: String = figures.flat_map(|figure| ["[[figure]]", figure]).collect();
    fs::write(folder.path().join("tour.toml"), format!("{sound}{figures}")).expect("written");
    for (name, bytes) in files() {
        fs::write(folder.path().join(name), bytes).expect("written");
    }
    folder
}
