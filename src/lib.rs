//! `sspr`: a wizard for troubleshooting self-service password reset of Microsoft Entra ID.
pub mod app;
pub mod builtin;
pub mod bundle;
pub mod case;
pub mod cli;
pub mod config;
pub mod evidence;
pub mod host;
pub mod knowledge;
pub mod plain;
pub mod runtime;
pub mod search;
pub mod settings;
pub mod text;
pub mod time;
pub mod tui;
pub mod walk;
