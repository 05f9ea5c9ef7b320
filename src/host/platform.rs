//! The kinds of system that are told apart.

/// The kind of system, where it makes a difference that people see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Platform {
    #[default]
    Unix,
    Windows,
}
