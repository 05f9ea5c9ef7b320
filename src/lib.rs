//! `sspr`: a wizard for troubleshooting self-service password reset of Microsoft Entra ID.
pub mod builtin;
pub mod knowledge;
pub mod search;
pub mod text;
