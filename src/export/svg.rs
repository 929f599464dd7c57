//! A screen as a picture: SVG whose text stays text and keeps the grid in any font of equal widths.
//!
//! Letters are text, a run of one look at a time and stretched to their cells. Lines, blocks and
//! braille are drawn, since a font would leave gaps between them. There is no script, no style sheet
//! and no font in it, and nothing that a tour says is taken for more than words.

mod drawing;
mod rows;

use maud::{Markup, html};
use ratatui::layout::Size;
use ratatui::style::Modifier;

use crate::export::colours::hex;
use crate::plain::Spoken;
use crate::session::{Session, Stage};

use self::drawing::Drawing;
use self::rows::{Rows, Run};

/// A cell, in units of the picture.
const CELL: (u32, u32) = (9, 19);
/// The size of letters: those of most fonts of equal widths are six tenths as wide.
const LETTERS: u32 = 15;
/// From the upper end of a cell to the line that letters stand on.
const BASELINE: u32 = 14;
/// What is left blank round the screen.
const MARGIN: u32 = 9;

const FONTS: &str =
    "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace";

/// What is on screen, as a picture with its words for those who cannot see it.
pub fn picture(session: &Session, stage: &mut Stage) -> String {
    let player = session.player();
    let scene = player.scene();
    let title = format!("{}: {}", scene.bar.left, scene.bar.right);
    let spoken = Spoken::page(&scene, player.language());
    // Of a list that is longer than the screen only what is on it is told.
    let is_cut = session.below(stage) > 0 && player.state().view.pane.is_some();
    let profile = session.look().profile;
    let frame = session.cells(stage);
    let rows = Rows::of(frame, profile);
    let words = Words {
        title: &title,
        description: &if is_cut {
            rows.text()
        } else {
            spoken.text().into()
        },
        language: spoken.language(),
    };
    document(frame.buffer.area.as_size(), &rows, &words)
}

/// What a picture says of itself.
#[derive(Debug, Clone, Copy)]
struct Words<'a> {
    title: &'a str,
    description: &'a str,
    /// As a tag.
    language: &'a str,
}

fn document(size: Size, rows: &Rows, words: &Words<'_>) -> String {
    let (width, height) = (
        u32::from(size.width) * CELL.0 + 2 * MARGIN,
        u32::from(size.height) * CELL.1 + 2 * MARGIN,
    );
    let svg = html! {
        svg xmlns="http://www.w3.org/2000/svg" role="img" lang=(words.language)
            width=(width) height=(height) viewBox={ "0 0 " (width) " " (height) } {
            "\n" title { (fit(words.title)) }
            "\n" desc { (fit(words.description)) }
            "\n" rect width=(width) height=(height) rx="6" fill=(hex(rows.ground)) {}
            "\n" g transform={ "translate(" (MARGIN) " " (MARGIN) ")" } {
                (drawn(&rows.drawing))
                "\n" g font-family=(FONTS) font-size=(LETTERS) {
                    @for run in &rows.runs { (text(run)) }
                    "\n"
                }
                "\n"
            }
            "\n"
        }
    };
    svg.into_string() + "\n"
}

/// Everything but the letters: a path for each colour.
fn drawn(drawing: &Drawing) -> Markup {
    html! {
        @for (ink, path) in drawing.paths() {
            "\n" path fill=(hex(ink.colour)) fill-opacity=[ink.opacity()]
                shape-rendering=[ink.rendering()] d=(path) {}
        }
    }
}

fn text(run: &Run) -> Markup {
    let has = |modifier| run.modifiers.contains(modifier);
    let weight = has(Modifier::BOLD).then_some("bold");
    let slant = has(Modifier::ITALIC).then_some("italic");
    let opacity = has(Modifier::DIM).then_some("0.67");
    let (x, y) = (run.column * CELL.0, run.row * CELL.1 + BASELINE);
    html! {
        "\n" text x=(x) y=(y) textLength=(run.cells * CELL.0) lengthAdjust="spacingAndGlyphs"
            fill=(hex(run.ink)) font-weight=[weight] font-style=[slant] fill-opacity=[opacity] {
            (fit(&run.text))
        }
    }
}

/// The characters that may stand in XML 1.0.
fn fit(text: &str) -> String {
    let may_stand = |sign: &char| matches!(sign, '\t' | '\n' | ' '..='\u{7E}' | '\u{A0}'..='\u{FFFD}' | '\u{10000}'..);
    text.trim_end().chars().filter(may_stand).collect()
}
