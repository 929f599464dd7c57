//! Faults one a line, for editors, scripts and grep:
//!
//! ```text
//! tour.toml:12:5: error[unknown-note]: there is no note `paper`; did you mean `papers`?
//! ```
//!
//! Lines and columns count from 1, columns in characters. A fault without a place begins with its
//! severity.

use super::visible::visible;
use super::{Diagnostic, Place};

/// A line for each fault; empty for none.
pub fn render(faults: &[Diagnostic]) -> String {
    faults.iter().map(line).collect()
}

/// The line of one fault, with its end.
pub fn line(fault: &Diagnostic) -> String {
    let place = fault.place.as_ref().map_or(String::new(), place);
    let help = fault.help.as_ref();
    let help = help.map_or(String::new(), |help| format!("; {help}"));
    let (severity, code) = (fault.severity.name(), fault.code);
    format!("{place}{severity}[{code}]: {}{help}\n", fault.message)
}

fn place(place: &Place) -> String {
    let (line, column) = place.line_column();
    format!("{}:{line}:{column}: ", visible(&place.file.name))
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::diagnostic::{Diagnostic, Place, SourceFile};

    #[test]
    fn a_fault_is_a_line() {
        let file = SourceFile::new("a\nb.toml", "x\nй\u{202e}y = \"\"\n");
        let faults = [
            Diagnostic::error("toml", Place::new(&file, 7..8), "a\tkey\n`\u{202e}`")
                .help("mend it"),
            Diagnostic::warning("missing", None, "refs.json: item 2 has no `id`"),
        ];
        assert_eq!(
            render(&faults),
            "a␊b.toml:2:3: error[toml]: a key␊`\u{fffd}`; mend it\n\
             warning[missing]: refs.json: item 2 has no `id`\n"
        );
        assert_eq!(render(&[]), "");
    }
}
