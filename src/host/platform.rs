//! The kinds of system that are told apart.

/// The kind of system, where it makes a difference that people see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Platform {
    #[default]
    Unix,
    Windows,
}

/// What the program was built for: `x86_64-linux-musl`.
pub fn built_for() -> String {
    let kind = if cfg!(target_env = "musl") {
        "-musl"
    } else if cfg!(target_env = "gnu") {
        "-gnu"
    } else if cfg!(target_env = "msvc") {
        "-msvc"
    } else {
        ""
    };
    format!("{}-{}{kind}", std::env::consts::ARCH, std::env::consts::OS)
}
