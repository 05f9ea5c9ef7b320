//! Drawing, a file a screen; the same names as in `app::screens`, which hold what is drawn here.

pub mod bundle;
pub mod form;
pub mod home;
pub mod reader;
pub mod walk;
