//! One file a command.

pub mod explain;
pub mod knowledge;
pub mod shell;
