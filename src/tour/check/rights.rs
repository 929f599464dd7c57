//! Pictures: who is named for them, and how long they may be shown.

use crate::diagnostic::Diagnostic;
use crate::tour::Date;
use crate::tour::date;
use crate::tour::raw::{Document, Figure};
use crate::tour::report::Report;
use crate::tour::written::Page;

/// So many days before rights expire it is told.
const SOON: i64 = 30;

/// Tells pictures that nobody is named for, and rights that have expired or will soon.
///
/// Without a `today` nothing is said about time.
pub(super) fn check<'d>(
    page: Page<'d>,
    raw: &'d Document<'d>,
    today: Option<Date>,
    report: &mut Report,
) {
    for found in &raw.figure {
        let figure = found.get_ref();
        named(page, figure, report);
        if let Some(today) = today {
            expiry(page, figure, today, report);
        }
    }
}

fn named(page: Page<'_>, figure: &Figure<'_>, report: &mut Report) {
    let Some(image) = &figure.image else { return };
    let holder = figure
        .rights
        .as_ref()
        .and_then(|rights| rights.get_ref().holder.as_ref());
    let place = page.place(image.span());
    if figure.credit.is_none() && holder.is_none() && !may_hold(report, "credit") {
        report.push(
            Diagnostic::warning(
                "missing-credit",
                place.clone(),
                "nobody is named for this picture",
            )
            .help("say who made it and where it is from: credit = \"…\""),
        );
    }
    if figure.caption.is_none() && !may_hold(report, "caption") {
        report.push(
            Diagnostic::advice("missing-caption", place, "this picture has no caption")
                .help("say in a line what is seen, where and when: caption = \"…\""),
        );
    }
}

/// The key may stand in what could not be read.
fn may_hold(report: &Report, key: &str) -> bool {
    report.broken || report.excuses(key)
}

fn expiry(page: Page<'_>, figure: &Figure<'_>, today: Date, report: &mut Report) {
    let rights = figure.rights.as_ref().map(toml::Spanned::get_ref);
    let Some(written) = rights.and_then(|rights| rights.expires.as_ref()) else {
        return;
    };
    let Some(expires) = date::date(written.get_ref().as_str()) else {
        return;
    };
    let left = date::last_day_number(expires) - date::last_day_number(today);
    let place = page.place(written.span());
    match left {
        ..0 => report.push(
            Diagnostic::warning(
                "expired-rights",
                place,
                "the right to show this picture has expired",
            )
            .help("renew it and change the date, or take the picture out: without `image` its description is shown"),
        ),
        0..=SOON => report.push(
            Diagnostic::advice("rights-expire-soon", place, until(left))
                .help("ask the holder for more time"),
        ),
        _ => {}
    }
}

fn until(days: i64) -> String {
    let when = match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days => format!("in {days} days"),
    };
    format!("the right to show this picture expires {when}")
}
