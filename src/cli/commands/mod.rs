//! One file a command.

pub mod case;
pub mod explain;
pub mod knowledge;
pub mod shell;
