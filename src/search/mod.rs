//! Finds the right entry for anything typed or pasted, and says how sure it is. Codes first, then identifying messages,
//! then words in either language, then letters. Owns the index, which is ready data read where it lies; never touches
//! files, the clock or the terminal.

mod ask;
mod clauses;
pub(crate) mod codes;
mod diagnosis;
mod fold;
mod fuzzy;
mod grammar;
pub(crate) mod hangul;
mod index;
mod marks;
mod rank;
mod results;
mod rivals;
mod spoken;
mod table;
mod terms;
mod vague;
mod verdict;

pub use crate::knowledge::shape::KeptKind;
pub use ask::Search;
pub use codes::Kept;
pub use index::{block, catalog};
pub use marks::highlights;
pub use results::{Hit, Results, Verdict, Why};
pub use table::KEY;
