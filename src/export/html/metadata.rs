//! What programs read in a page: what the tour is, for search engines; its sources, for citation programs.

mod coins;
mod item;
mod json_ld;
#[cfg(test)]
mod tests;

pub(crate) use self::coins::coins;
pub(crate) use self::json_ld::json_ld;
