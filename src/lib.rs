//! `sspr`: a wizard for troubleshooting self-service password reset of Microsoft Entra ID.
pub mod builtin;
pub mod case;
pub mod cli;
pub mod host;
pub mod knowledge;
pub mod search;
pub mod settings;
pub mod text;
pub mod walk;
