//! Anonymous counters of each day: how many visits began, how they ended, in which language and mode,
//! how long stations were looked at, what was chosen at content notices.
//!
//! An [`Observer`] follows one visit and says what to count; a [`Tally`] holds the counts of a day,
//! a [`store::Store`] keeps them, one small CSV file a day, and [`Counters`] lets all threads of a
//! program count into one. Nothing finer than a day is written, and
//! nothing of one visitor: no order, no time, no key, no address. Two visits leave the same file
//! whichever came first. Where counting is not wanted there is no store.

mod count;
mod counters;
mod csv;
mod day;
mod observer;
pub(crate) mod report;
pub mod store;
mod tally;

pub use self::count::{Choice, Count, Dwell, End, Mode, Name};
pub use self::counters::Counters;
pub use self::day::{Day, today};
pub use self::observer::Observer;
pub use self::tally::Tally;
