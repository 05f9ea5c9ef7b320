//! Knowledge: entries, questions, trees and all they need. Owns the format of the files, their checks and the look-ups.
//! Never reads a file, the clock or the terminal: callers hand over texts and get answers.

pub mod acceptance;
pub mod article;
pub mod bound;
pub mod catalog;
pub mod check;
pub mod code;
pub mod command;
pub mod condition;
pub mod endpoint;
pub mod field;
pub mod group;
pub mod hidden;
pub mod id;
pub mod link;
pub mod load;
pub mod mend;
pub mod packed;
pub mod page;
pub mod paste;
pub mod problem;
pub mod rule;
pub mod shape;
pub mod signal;
pub mod spot;
pub mod term;
pub mod ticket;
pub mod twin;
pub mod verification;
pub mod yaml;

pub use catalog::Catalog;
pub use shape::{SOLVED, SUPPORT_CASE};
