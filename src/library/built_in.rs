//! The tours inside the program.

use super::clock;
use crate::diagnostic::SourceFile;
use crate::tour::{AssetError, Assets, Date, TourFiles, path_fault};

/// A tour that is part of the program.
#[derive(Debug)]
pub(super) struct BuiltIn {
    pub(super) id: &'static str,
    main: &'static str,
    /// Names and texts.
    translations: &'static [(&'static str, &'static str)],
    /// Paths and contents.
    assets: &'static [(&'static str, &'static [u8])],
}

pub(super) static TOURS: &[BuiltIn] = &[
    BuiltIn {
        id: "karlag",
        main: include_str!("../../tours/karlag/tour.toml"),
        translations: &[
            (
                "tour.kk.toml",
                include_str!("../../tours/karlag/tour.kk.toml"),
            ),
            (
                "tour.ru.toml",
                include_str!("../../tours/karlag/tour.ru.toml"),
            ),
        ],
        assets: &[(
            "kazakhstan.geojson",
            include_bytes!("../../tours/karlag/kazakhstan.geojson"),
        )],
    },
    BuiltIn {
        id: "handbook",
        main: include_str!("../../tours/handbook/tour.toml"),
        translations: &[(
            "tour.ru.toml",
            include_str!("../../tours/handbook/tour.ru.toml"),
        )],
        assets: &[
            ("refs.bib", include_bytes!("../../tours/handbook/refs.bib")),
            (
                "island.geojson",
                include_bytes!("../../tours/handbook/island.geojson"),
            ),
            (
                "media/map.svg",
                include_bytes!("../../tours/handbook/media/map.svg"),
            ),
            (
                "media/station.svg",
                include_bytes!("../../tours/handbook/media/station.svg"),
            ),
        ],
    },
];

impl BuiltIn {
    pub(super) fn files(&'static self) -> TourFiles {
        let file =
            |name: &str, text: &'static str| SourceFile::new(format!("{}/{name}", self.id), text);
        TourFiles {
            id: self.id.to_owned(),
            main: file("tour.toml", self.main),
            translations: self
                .translations
                .iter()
                .map(|(name, text)| file(name, text))
                .collect(),
            words: Vec::new(),
            assets: Box::new(self),
        }
    }
}

impl Assets for &'static BuiltIn {
    fn read(&self, path: &str) -> Result<Vec<u8>, AssetError> {
        if let Some(fault) = path_fault(path) {
            return Err(AssetError::Outside(fault));
        }
        let asset = self.assets.iter().find(|(name, _)| *name == path);
        asset
            .map(|(_, bytes)| bytes.to_vec())
            .ok_or(AssetError::Missing)
    }

    fn exists(&self, path: &str) -> bool {
        self.assets.iter().any(|(name, _)| *name == path)
    }

    fn today(&self) -> Option<Date> {
        clock::today()
    }
}
