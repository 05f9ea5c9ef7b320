//! One file a command.

pub mod attached;
pub mod case;
pub mod check;
mod chosen;
pub mod doctor;
pub mod explain;
mod export;
mod handing;
pub mod knowledge;
pub mod pasted;
mod path;
mod received;
pub mod scan;
pub mod search;
pub mod shell;
pub mod walk;
pub mod wizard;
