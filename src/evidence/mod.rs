//! Evidence: what typed, pasted or read text holds for a case, and what must never be kept of it. Owns the one door through
//! which such text comes in ([`clean`]), the one reader of records in any shape ([`read`]), and what a caller's own words
//! propose ([`proposals`]). Never touches files, the clock or the terminal; the time is handed in.

mod address;
mod announced;
mod clean;
mod columns;
mod event;
mod forms;
mod hours;
mod lines;
mod proof;
mod proposals;
mod read;
mod records;
mod shapes;
mod table;
mod times;
mod told;
mod words;
mod xml;

pub use crate::knowledge::paste::{Level, Secret};
pub use address::without_queries;
pub use clean::{Clean, Reach, Recognizer, clean, sentences};
pub use columns::stated;
pub use event::{Event, Events};
pub use hours::Hours;
pub use proof::proof;
pub use proposals::{Proposal, proposals};
pub use read::{Piece, Reading, read};
pub use table::Table;
pub use times::{Clock, When, order, when};

#[cfg(test)]
mod clean_tests;
#[cfg(test)]
mod read_tests;
