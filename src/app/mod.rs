//! The wizard as state: what is shown, and what a message changes. Owns the model and its one way to change, [`update()`].
//! Touches no terminal, file or clock; what the world has to do comes back as effects. Imports go one way:
//! `screen` and `message` hold data, `model` holds them and says what a screen is, the deeds (`walking`, `filling`, `jobs`, `go`)
//! change the model, `screens` and `overlay` turn keys into deeds, `update` hands each message to one of them.

pub mod accepting;
pub mod action;
pub mod bar;
pub mod beside;
pub mod bindings;
pub mod bundling;
pub mod changed;
pub mod checking;
pub mod deciding;
pub mod dropped;
pub mod evident;
pub mod filling;
pub mod find;
pub mod go;
pub mod handed;
pub mod jobs;
pub mod judged;
pub mod kept;
pub mod key;
pub mod known;
pub mod lacking;
pub mod layout;
pub mod leaf;
pub mod line;
pub mod lines;
pub mod log_parts;
pub mod logs;
pub mod message;
pub mod model;
pub mod once;
pub mod origins;
pub mod outcomes;
pub mod overlay;
pub mod panes;
pub mod pasted;
#[cfg(test)]
mod pasted_tests;
pub mod phases;
pub mod pieces;
pub mod places;
pub mod preview;
pub mod proofs;
pub mod rest;
mod rows;
pub mod said;
pub mod scanning;
pub mod scope;
pub mod screen;
pub mod screens;
pub mod sealing;
pub mod steps;
pub mod strip;
mod toast;
pub mod told;
pub mod unsaved;
pub mod update;
pub mod verifying;
pub mod waits;
pub mod walking;
pub mod why;

pub use model::{Model, OpenQuestion, Place, Remedy, Screen};
pub use update::{act, update};
