//! Pages for a browser: they need no server, no network and no script.

#[allow(dead_code, reason = "the pages show them")]
mod chart;
#[allow(dead_code, reason = "the pages show them")]
mod lettering;
#[allow(dead_code, reason = "the pages show them")]
mod map;
#[allow(dead_code, unused_imports, reason = "the pages hold them")]
mod metadata;
