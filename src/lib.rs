//! `sspr`: a wizard for troubleshooting self-service password reset of Microsoft Entra ID.
pub mod builtin;
pub mod case;
pub mod host;
pub mod knowledge;
pub mod text;
pub mod walk;
