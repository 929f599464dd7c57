//! What the tour defines and a translation does not have at all.

use std::collections::HashSet;
use std::sync::Arc;

use super::{missing, top};
use crate::diagnostic::SourceFile;
use crate::tour::report::{Noun, Report};

/// Tells what the tour defines and this file, whose names begin at `before`, does not translate.
pub(super) fn check(file: &Arc<SourceFile>, before: usize, report: &mut Report) {
    let translated: HashSet<_> = report.translated[before..]
        .iter()
        .map(|name| (name.noun, &name.id))
        .collect();
    let kept = report
        .defined
        .iter()
        .filter(|name| name.noun != Noun::Source && !translated.contains(&(name.noun, &name.id)));
    let faults: Vec<_> = kept
        .map(|name| format!("the {} `{}` is not translated", name.noun.word(), name.id))
        .map(|message| missing(top(file), message))
        .collect();
    report.faults.extend(faults);
}
