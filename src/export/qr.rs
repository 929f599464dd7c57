//! An address as a QR code on paper.

use maud::{Markup, html};

use crate::qr::Code;

/// The code as an SVG picture, black on white with the white around it, named by the address; a module is
/// one unit. `None` for an address that is too long for a code.
pub fn svg(address: &str) -> Option<Markup> {
    let code = Code::of(address)?;
    let side = code.side();
    let frame = format!("0 0 {side} {side}");
    Some(html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(frame) role="img" aria-label=(address)
            shape-rendering="crispEdges" {
            path fill="#fff" d={ "M0 0h" (side) "v" (side) "H0z" } {}
            path fill="#000" d=(path(&code)) {}
        }
    })
}

/// The black modules, a rectangle for each stretch of them in a row.
fn path(code: &Code) -> String {
    let rows = 0..code.side();
    let stretches = rows.flat_map(|row| stretches(code, row).map(move |stretch| (row, stretch)));
    let rectangles: Vec<String> = stretches
        .map(|(row, (column, length))| format!("M{column} {row}h{length}v1h-{length}z"))
        .collect();
    rectangles.concat()
}

/// Where black stretches of a row begin, and how long each is.
fn stretches(code: &Code, row: u16) -> impl Iterator<Item = (u16, u16)> {
    let dark = move |column: &u16| code.is_dark(*column, row);
    let begins = move |column: &u16| dark(column) && (*column == 0 || !dark(&(column - 1)));
    let length = move |column: u16| (column..code.side()).take_while(dark).count() as u16;
    (0..code.side())
        .filter(begins)
        .map(move |column| (column, length(column)))
}
