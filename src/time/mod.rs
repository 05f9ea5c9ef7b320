//! Time: one typed point in time with one spelling, time zones, calendar days, and reading what people write. The door to
//! `jiff`. Never asks a clock or the machine for its zone: both are handed in by the host.

mod day;
mod pieces;
pub mod read;
mod stamp;
pub mod zones;

pub use day::{day, days, months};
pub use jiff::civil::{Date, DateTime};
pub use read::{Moment, read};
pub use stamp::{Stamp, Unspelled, Zone};

#[cfg(test)]
mod tests;
