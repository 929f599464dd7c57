//! Where a paragraph stands: in which quotations and list items.

use crate::export::handout::Block;
use crate::markup::ParagraphKind;

/// What a paragraph stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    Quotation,
    /// An item of a list, whose sign is so many cells wide with the space after it.
    Item(usize),
}

/// What the paragraph that was set last stands in, from the outside.
#[derive(Debug, Default)]
pub(super) struct Nest {
    containers: Vec<Container>,
    /// For each of these, and for the one that may come next, the list it is an item of.
    lists: Vec<Option<List>>,
    last: Option<ParagraphKind>,
}

/// A list that may go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Bulleted,
    /// The number of its next item, and what stands after its numbers.
    Numbered {
        next: u32,
        after: char,
    },
}

/// How a paragraph begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// What it stands in; without the item it begins.
    pub(super) within: Vec<Container>,
    /// The sign of the item it begins, with a space after it.
    pub(super) sign: String,
    /// What its further lines stand in.
    pub(super) all: Vec<Container>,
    /// It stands close to the paragraph before it: the item that comes next in the same list.
    pub(super) close: bool,
}

impl Nest {
    /// Where the next block stands; `None` for what is no paragraph, and ends all lists.
    pub(super) fn place(&mut self, block: &Block) -> Option<Place> {
        let &Block::Paragraph { kind, depth, .. } = block else {
            *self = Self::default();
            return None;
        };
        let depth = usize::from(depth);
        match kind {
            ParagraphKind::Plain => self.enter(0),
            ParagraphKind::Quotation => self.enter_quotation(depth),
            ParagraphKind::Continued => self.enter(depth + 1),
            ParagraphKind::Bullet | ParagraphKind::Numbered(_) => self.enter(depth),
        }
        let within = self.containers.clone();
        let goes_on = self.goes_on(kind);
        let sign = self.sign(kind);
        if !sign.is_empty() {
            self.containers.push(Container::Item(sign.len()));
        }
        let last = self.last.replace(kind);
        let close = match (last, kind) {
            (Some(ParagraphKind::Bullet), ParagraphKind::Bullet) => true,
            (Some(ParagraphKind::Numbered(_)), ParagraphKind::Numbered(_)) => goes_on,
            _ => false,
        };
        Some(Place {
            within,
            sign,
            all: self.containers.clone(),
            close,
        })
    }

    /// What stands around a paragraph and is not known any more can only have been quotations.
    fn enter(&mut self, depth: usize) {
        self.containers.resize(depth, Container::Quotation);
        self.lists.resize(depth + 1, None);
    }

    fn enter_quotation(&mut self, depth: usize) {
        self.enter(depth);
        self.containers.push(Container::Quotation);
        self.lists[depth] = None;
        self.lists.push(None);
    }

    /// The list that an item would be one of, if there is one.
    fn list(&mut self) -> Option<&mut Option<List>> {
        self.lists.last_mut()
    }

    /// Whether the list goes on with this item.
    fn goes_on(&mut self, kind: ParagraphKind) -> bool {
        match (self.list(), kind) {
            (Some(Some(List::Numbered { next, .. })), ParagraphKind::Numbered(number)) => {
                *next == number
            }
            _ => false,
        }
    }

    /// The sign of an item. A numbered list right after another one has other signs, so that it is not
    /// taken for the same.
    fn sign(&mut self, kind: ParagraphKind) -> String {
        let goes_on = self.goes_on(kind);
        let Some(list) = self.list() else {
            return String::new();
        };
        match kind {
            ParagraphKind::Bullet => {
                *list = Some(List::Bulleted);
                "- ".to_owned()
            }
            ParagraphKind::Numbered(number) => {
                let after = match list {
                    Some(List::Numbered { after, .. }) if goes_on => *after,
                    Some(List::Numbered { after: '.', .. }) => ')',
                    _ => '.',
                };
                let next = number.saturating_add(1);
                *list = Some(List::Numbered { next, after });
                format!("{number}{after} ")
            }
            _ => String::new(),
        }
    }
}
