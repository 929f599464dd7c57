//! Names that stand in for an author: an editor, a director.
//!
//! They look like the author they stand in for. The engine does so, but not for names that a style
//! chooses by the type of the source; those came out as `M. Kozybayev`.

use citationberg::{
    Choose, IndependentStyle, LayoutRenderingElement as Element, Names, NamesChild,
};

/// Gives the names inside choices what they would have outside.
pub(super) fn hand_down_names(style: &mut IndependentStyle) {
    for part in &mut style.macros {
        part.children.iter_mut().for_each(visit);
    }
    style.citation.layout.elements.iter_mut().for_each(visit);
    if let Some(list) = &mut style.bibliography {
        list.layout.elements.iter_mut().for_each(visit);
    }
}

fn visit(element: &mut Element) {
    match element {
        Element::Names(names) => hand_down(names),
        Element::Group(group) => group.children.iter_mut().for_each(visit),
        Element::Choose(choose) => children(choose).for_each(visit),
        _ => {}
    }
}

fn hand_down(names: &mut Names) {
    let above = names.clone();
    let substitutes = names.children.iter_mut().filter_map(|child| match child {
        NamesChild::Substitute(substitute) => Some(&mut substitute.children),
        _ => None,
    });
    for element in substitutes.flatten() {
        if let Element::Choose(choose) = element {
            children(choose).for_each(|child| inherit(child, &above));
        }
    }
}

fn inherit(element: &mut Element, above: &Names) {
    match element {
        Element::Names(names) => *names = above.from_names_substitute(names),
        Element::Choose(choose) => children(choose).for_each(|child| inherit(child, above)),
        _ => {}
    }
}

fn children(choose: &mut Choose) -> impl Iterator<Item = &mut Element> {
    let branches = std::iter::once(&mut choose.if_).chain(&mut choose.else_if);
    let otherwise = choose.otherwise.iter_mut();
    branches
        .flat_map(|branch| &mut branch.children)
        .chain(otherwise.flat_map(|otherwise| &mut otherwise.children))
}
