//! Opening a tour: cutting its files and reading its head, and nothing else.

mod script;

use std::sync::Arc;

use memchr::memmem;

use super::check::{Inspector, check, sift, survey};
use super::edition::{Edition, Original};
use super::files::TourFiles;
use super::report::{Report, Uncited};
use super::resolve::head;
use crate::diagnostic::{Diagnostic, Severity, settle, worst};

pub(crate) use self::script::Script;

/// A tour in all its languages; cheap to open, each part read when it is first needed.
#[derive(Debug)]
pub struct Tour {
    original: Arc<Original>,
    editions: Vec<Edition>,
}

/// A tour and all that is to be said of its files.
#[derive(Debug)]
pub struct Survey {
    /// `None` when there are errors.
    pub tour: Option<Tour>,
    /// Every fault in all files.
    pub faults: Vec<Diagnostic>,
    /// What is said in the tour's own file without a source, in the order of the file.
    pub uncited: Vec<Uncited>,
}

impl Tour {
    /// Opens a tour: the faults told are those of the heads of its files.
    ///
    /// The tour is `None` when there are errors among them.
    pub fn open(files: TourFiles) -> (Option<Self>, Vec<Diagnostic>) {
        let (tour, faults) = Self::build(files);
        let sound = worst(&faults) < Some(Severity::Error);
        (sound.then_some(tour), faults)
    }

    /// Opens a tour and tells every fault in all of its files.
    ///
    /// The tour is `None` when there are errors. Its pictures are not looked into: that takes too long
    /// for a tour that is to be played, and one that cannot be shown keeps nobody from it.
    pub fn load(files: TourFiles) -> (Option<Self>, Vec<Diagnostic>) {
        let survey = Self::survey(files);
        (survey.tour, survey.faults)
    }

    /// As [`Self::load`], and looks into its pictures: takes time in proportion to their size as well.
    ///
    /// The tour is there whatever is wrong with its pictures.
    pub fn inspect(files: TourFiles, inspector: &mut Inspector) -> (Option<Self>, Vec<Diagnostic>) {
        let survey = Self::look(files, |files| inspector.inspect(files));
        (survey.tour, survey.faults)
    }

    /// Opens a tour, tells every fault in all of its files and what is said in it without a source.
    pub fn survey(files: TourFiles) -> Survey {
        Self::look(files, |_| Vec::new())
    }

    /// The same with `further` faults, which keep nobody from playing it.
    fn look(files: TourFiles, further: impl FnOnce(&TourFiles) -> Vec<Diagnostic>) -> Survey {
        let (tour, mut faults) = Self::build(files);
        let files = tour.files();
        let (told, uncited) = survey(files);
        faults.extend(told);
        let sound = worst(&faults) < Some(Severity::Error);
        faults.extend(further(files));
        sift(files, &mut faults);
        Survey {
            tour: sound.then_some(tour),
            faults,
            uncited,
        }
    }

    /// A tour without a word, for a screen that has none to show yet.
    pub(crate) fn empty() -> Self {
        Self::build(TourFiles::from_text("", "")).0
    }

    /// Every fault in all files, sorted by file and place, none twice.
    ///
    /// Takes time in proportion to the size of the files, and keeps nothing it read.
    pub fn check(&self) -> Vec<Diagnostic> {
        check(&self.original.files)
    }

    /// The tour in each of its languages: the one it was written in, then the translations by file name.
    pub fn editions(&self) -> &[Edition] {
        &self.editions
    }

    /// Some figure has a picture, whether it can be shown or not. Reads the figures only where the file
    /// speaks of an image.
    pub fn has_pictures(&self) -> bool {
        let speaks = memmem::find(self.original.files.main.text.as_bytes(), b"image").is_some();
        let mut figures = self.editions.iter().take(1).flat_map(Edition::figures);
        speaks && figures.any(|figure| figure.image.is_some())
    }

    /// How many times a picture was read or turned out to be damaged: it never falls.
    pub(crate) fn outcomes(&self) -> u32 {
        self.editions.first().map_or(0, Edition::outcomes)
    }

    /// The files it was made from.
    pub fn files(&self) -> &TourFiles {
        &self.original.files
    }

    fn build(files: TourFiles) -> (Self, Vec<Diagnostic>) {
        let mut report = Report::default();
        let (script, head) = Script::open(&files.main, &mut report, |page, raw, report| {
            head::head(page, raw, &files.id, report)
        });
        script.limit(&mut report);
        report.translation = true;
        let translations: Vec<_> = files
            .translations
            .iter()
            .map(|file| {
                Script::open(file, &mut report, |page, raw, report| {
                    head::translated(page, raw, &head, report)
                })
            })
            .collect();
        let original = Arc::new(Original::new(files, script));
        let own = Edition::new(Arc::clone(&original), None, head);
        let others = translations
            .into_iter()
            .map(|(script, head)| Edition::new(Arc::clone(&original), Some(script), head));
        let editions = std::iter::once(own).chain(others).collect();
        settle(&mut report.faults);
        (Self { original, editions }, report.faults)
    }
}
