//! A source's CSL-JSON item, as far as other vocabularies have words for it.

use serde_json::Value;

use crate::markup::link::is_address;
use crate::tour::Source;

/// A source whose fields are asked for by CSL's names.
#[derive(Clone, Copy)]
pub(super) struct Item<'a>(pub(super) &'a Source);

/// Somebody, or an institution.
pub(super) enum Name<'a> {
    Person {
        family: String,
        given: Option<&'a str>,
    },
    Literal(&'a str),
}

impl<'a> Item<'a> {
    pub(super) fn text(self, field: &str) -> Option<String> {
        match self.0.item.get(field)? {
            Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// Its CSL type; `document` where it has none.
    pub(super) fn kind(self) -> &'a str {
        let kind = self.0.item.get("type").and_then(Value::as_str);
        kind.unwrap_or("document")
    }

    /// Its address on the web, if that is one.
    pub(super) fn address(self) -> Option<String> {
        self.text("URL").filter(|address| is_address(address))
    }

    /// Its DOI without the resolver before it.
    pub(super) fn doi(self) -> Option<String> {
        let doi = self.text("DOI")?;
        let start = doi.find("10.")?;
        Some(doi[start..].to_owned())
    }

    /// When it was issued, as ISO 8601: `1938`, `1938-04-09`; of a stretch of time its first day.
    pub(super) fn issued(self) -> Option<String> {
        let issued = self.0.item.get("issued")?;
        if let Some(text) = issued.as_str().or_else(|| issued.get("raw")?.as_str()) {
            return Some(text.to_owned());
        }
        let parts = issued.get("date-parts")?.get(0)?.as_array()?;
        let parts = parts.iter().map_while(whole);
        let parts = parts.enumerate().map(|(index, part)| match index {
            0 => format!("{part:04}"),
            _ => format!("{part:02}"),
        });
        Some(parts.collect::<Vec<_>>().join("-")).filter(|date| !date.is_empty())
    }

    pub(super) fn names(self, field: &str) -> Vec<Name<'a>> {
        let names = self.0.item.get(field).and_then(Value::as_array);
        names.into_iter().flatten().filter_map(name).collect()
    }
}

fn whole(part: &Value) -> Option<i64> {
    part.as_i64().or_else(|| part.as_str()?.trim().parse().ok())
}

fn name(value: &Value) -> Option<Name<'_>> {
    let part = |key: &str| {
        let part = value.get(key).and_then(Value::as_str);
        part.filter(|part| !part.trim().is_empty())
    };
    if let Some(literal) = part("literal") {
        return Some(Name::Literal(literal));
    }
    match (part("family"), part("given")) {
        (Some(family), given) => {
            let particle = part("non-dropping-particle").or(part("dropping-particle"));
            let family =
                particle.map_or(family.to_owned(), |particle| format!("{particle} {family}"));
            Some(Name::Person { family, given })
        }
        (None, given) => given.map(Name::Literal),
    }
}

impl Name<'_> {
    /// The name as it is spoken: `Alice Ashcroft`.
    pub(super) fn whole(&self) -> String {
        match self {
            Self::Person {
                family,
                given: Some(given),
            } => format!("{given} {family}"),
            Self::Person { family, .. } => family.clone(),
            Self::Literal(name) => (*name).to_owned(),
        }
    }
}
