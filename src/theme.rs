//! What each role of text looks like: dark, light, high contrast and mono themes.
//!
//! The colours are picked by hand for each depth of colour, in `theme/tables.rs`. No role is told by its
//! colour alone, and nothing blinks.

pub mod contrast;
mod tables;

use ratatui::style::{Modifier, Style};

use crate::glyphs::Colours;
use crate::markup::Face;

/// What a piece of the screen is for; the theme decides how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Running text.
    Text,
    /// Less important words: counters, credits, places.
    Quiet,
    /// The title of the tour or station.
    Title,
    /// Headings inside a page or pane.
    Heading,
    /// A quotation.
    Quotation,
    /// Code or an identifier.
    Code,
    /// A note mark, `[1]`.
    Mark,
    /// A link to a station, source, term or address.
    Link,
    /// The bar at the top.
    Bar,
    /// The line of keys at the bottom.
    Hint,
    /// A key's name in that line.
    Key,
    /// Rules and borders.
    Rule,
    /// The row or mark that has the focus; reversed in every theme.
    Focus,
    /// Words of the program to the visitor: notices, "not yet translated", errors.
    Notice,
    /// The filled part of a chart.
    Filled,
    /// The empty part of a chart.
    Empty,
    /// The outline on a map.
    Outline,
    /// A place on a map.
    Spot,
}

/// A look for the whole program, in the colours that one terminal has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    styles: [Style; Role::ALL.len()],
    emphasis: Modifier,
    scan: Style,
}

/// The themes there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ThemeName {
    /// Light on painted near-black: what a terminal's own background is cannot be known.
    #[default]
    Dark,
    /// Dark on a painted light background.
    Light,
    /// White and few strong colours on painted black.
    HighContrast,
    /// Bold, underlined and reversed in the terminal's own colours.
    Mono,
}

impl Theme {
    /// A theme in as many colours; with [`Colours::Mono`] every theme is [`ThemeName::Mono`].
    pub fn named(name: ThemeName, colours: Colours) -> Self {
        let mut styles = [Style::new(); Role::ALL.len()];
        for role in Role::ALL {
            styles[role as usize] = tables::style(name, colours, role);
        }
        let slants = colours >= Colours::Indexed && name != ThemeName::Mono;
        Self {
            styles,
            emphasis: if slants {
                Modifier::ITALIC
            } else {
                Modifier::BOLD
            },
            scan: tables::scan(name, colours),
        }
    }

    /// How a role looks: foreground, background and modifiers, so that it replaces what was there.
    pub fn style(&self, role: Role) -> Style {
        self.styles[role as usize]
    }

    /// How a QR code looks: black on white in every theme, reversed where there are no colours.
    pub fn scan(&self) -> Style {
        self.scan
    }

    /// A role in a face of type: emphasis is slanted where terminals can, else bold.
    pub fn faced(&self, role: Role, face: Face) -> Style {
        let emphasis = if face.emphasis {
            self.emphasis
        } else {
            Modifier::empty()
        };
        let strength = if face.strong {
            Modifier::BOLD
        } else {
            Modifier::empty()
        };
        let role = if face.code && role == Role::Text {
            Role::Code
        } else {
            role
        };
        self.style(role).add_modifier(emphasis | strength)
    }
}

impl Role {
    /// All of them, in the order of their declaration.
    pub const ALL: [Self; 18] = [
        Self::Text,
        Self::Quiet,
        Self::Title,
        Self::Heading,
        Self::Quotation,
        Self::Code,
        Self::Mark,
        Self::Link,
        Self::Bar,
        Self::Hint,
        Self::Key,
        Self::Rule,
        Self::Focus,
        Self::Notice,
        Self::Filled,
        Self::Empty,
        Self::Outline,
        Self::Spot,
    ];
}

#[cfg(test)]
mod tests;
