//! What each role of text looks like: dark, light, high contrast and mono themes.

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
    /// A search hit inside text.
    Found,
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
