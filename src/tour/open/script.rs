//! A file and the sections it is cut into.

use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Diagnostic, Place, SourceFile};
use crate::tour::raw::Document;
use crate::tour::read;
use crate::tour::report::Report;
use crate::tour::section::{Kind, Section, cut, root};
use crate::tour::written::Page;

/// More stations than anybody walks; a visit counts them in sixteen bits.
const MOST_STATIONS: usize = 10_000;

/// A file of a tour. Its head is read at once; it is cut when something behind the head is wanted, so
/// that a translation nobody reads costs nothing.
#[derive(Debug)]
pub(crate) struct Script {
    pub(crate) file: Arc<SourceFile>,
    /// How many stations stand among the first keys of the file.
    inline: usize,
    cut: OnceLock<Cut>,
}

#[derive(Debug)]
struct Cut {
    sections: Vec<Section>,
    stations: Vec<(usize, usize)>,
}

impl Script {
    /// Reads the head of a file.
    pub(super) fn open<R>(
        file: &Arc<SourceFile>,
        report: &mut Report,
        take: impl for<'d> FnOnce(Page<'d>, &'d Document<'d>, &mut Report) -> R,
    ) -> (Self, R) {
        let (head, inline) = read::section(file, &root(&file.text), report, |raw, page, report| {
            (take(page, raw, report), raw.station.len())
        });
        let script = Self {
            file: Arc::clone(file),
            inline,
            cut: OnceLock::new(),
        };
        (script, head)
    }

    /// Its sections, in order; the first is the root.
    pub(crate) fn sections(&self) -> &[Section] {
        &self.cut().sections
    }

    /// Where each station stands: the section, and which one in it.
    pub(crate) fn stations(&self) -> &[(usize, usize)] {
        &self.cut().stations
    }

    /// The sections that may hold things of a kind: those of the kind and the root.
    pub(crate) fn of(&self, kind: Kind) -> impl Iterator<Item = &Section> {
        self.sections()
            .iter()
            .filter(move |section| section.kind == kind || section.kind == Kind::Root)
    }

    /// Tells that there are too many stations.
    pub(super) fn limit(&self, report: &mut Report) {
        let Some((section, _)) = self.stations().get(MOST_STATIONS) else {
            return;
        };
        let start = self.sections()[*section].range.start;
        let message = format!("a tour has at most {MOST_STATIONS} stations");
        let place = Place::new(&self.file, start..start + 1);
        let fault = Diagnostic::error("too-many-stations", place, message);
        report.push(fault.help("make several tours of it; a folder of tours opens a lobby"));
    }

    fn cut(&self) -> &Cut {
        self.cut.get_or_init(|| {
            let sections = cut(&self.file.text);
            let headed = sections.iter().enumerate();
            let headed = headed.filter(|(_, section)| section.kind == Kind::Station);
            let inline = (0..self.inline).map(|nth| (0, nth));
            let stations = inline
                .chain(headed.map(|(section, _)| (section, 0)))
                .collect();
            Cut { sections, stations }
        })
    }
}
