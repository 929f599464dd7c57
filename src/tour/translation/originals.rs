//! The table `[originals]`: it stands in translations only, and `docent translate` writes it.

use crate::diagnostic::Diagnostic;
use crate::tour::raw::Document;
use crate::tour::report::Report;
use crate::tour::texts::fingerprint::Record;
use crate::tour::written::Page;

/// Tells the table in a tour's own file.
pub(in crate::tour) fn refuse<'d>(raw: &'d Document<'d>, page: Page<'d>, report: &mut Report) {
    if let Some((key, _)) = raw.originals.0.first() {
        let place = page.place(key.span());
        let message = "`originals` stands in translations only";
        let fault = Diagnostic::error("translation-key", place, message);
        report.push(fault.help("remove this table; `docent translate` writes it where it belongs"));
    }
}

/// Tells lines that are no fingerprints.
pub(super) fn check<'d>(raw: &'d Document<'d>, page: Page<'d>, report: &mut Report) {
    for (_, line) in &raw.originals.0 {
        if Record::parse(line.get_ref().as_str()).is_none() {
            let place = page.place(line.span());
            let message = "this is not the fingerprint of a text and its translation";
            let fault = Diagnostic::warning("bad-fingerprint", place, message);
            report.push(fault.help("delete this line and run `docent translate` again"));
        }
    }
}
