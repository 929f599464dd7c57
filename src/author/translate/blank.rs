//! Tables and keys of a translation as they are before anybody has translated them.

use crate::tour::texts::{Form, List, Passage, Shape, Table};

/// A table with all its keys, under its header.
pub(super) fn table(own: &Table) -> String {
    let id = own.key.split_once('.').map_or("", |(_, id)| id);
    let mut out = match own.form {
        Form::Station => format!("\n[[station]]\nid = \"{id}\"\n"),
        Form::Figure => format!("\n[[figure]]\nid = \"{id}\"\n"),
        Form::Chart => format!("\n[[chart]]\nid = \"{id}\"\n"),
        Form::Term => format!("\n[glossary.{id}]\n"),
        Form::Notes => "\n[notes]\n".to_owned(),
        Form::Event => "\n[[event]]\n".to_owned(),
        Form::Step(_) => "\n[[station.step]]\n".to_owned(),
        Form::Head | Form::Item => String::new(),
    };
    out.extend(wanted(own).map(statement));
    out.extend(own.lists.iter().map(list));
    out
}

/// A key without words; with room for several lines where the original has them.
pub(super) fn statement(own: &Passage) -> String {
    if own.words.contains('\n') {
        format!("{} = \"\"\"\n\"\"\"\n", own.key)
    } else {
        format!("{} = \"\"\n", own.key)
    }
}

/// All items of a list.
pub(super) fn list(own: &List) -> String {
    let items = own.worded();
    match own.shape {
        _ if items.is_empty() => String::new(),
        Shape::Cut => "text = \"\"\"\n\"\"\"\n".to_owned(),
        Shape::Headed => items.into_iter().map(table).collect(),
        Shape::Bracketed => {
            let items: Vec<_> = items.into_iter().map(item).collect();
            format!("{} = [\n  {},\n]\n", own.key, items.join(",\n  "))
        }
    }
}

/// An answer, choice or value.
pub(super) fn item(own: &Table) -> String {
    let keys: Vec<_> = wanted(own)
        .map(|text| format!("{} = \"\"", text.key))
        .collect();
    format!("{{ {} }}", keys.join(", "))
}

/// The texts that there is something to translate of.
pub(super) fn wanted(own: &Table) -> impl Iterator<Item = &Passage> {
    own.texts.iter().filter(|text| !text.is_blank())
}
