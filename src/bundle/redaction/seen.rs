//! What was seen in a line: names of people and things, each with its place.

pub use crate::case::token::{TOKENS, is_token};
use std::ops::Range;

/// What something that was seen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A mail address or user principal name.
    Mail,
    /// A distinguished name.
    Path,
    /// An account as `DOMAIN\name`; its domain may stand in small letters only where it is known.
    Account,
    /// A security identifier.
    Sid,
    /// The id of a person in the directory or in the organization, as a label says.
    Object,
    /// The name of an account, as a label says.
    Login,
    /// A name of a person.
    Name,
    Host,
    Domain,
    /// A tenant by its id or name, as a label says.
    Tenant,
    Ip,
    Mac,
    Phone,
    /// What ties an object of the directory to its twin in the cloud.
    Anchor,
}

/// Something that a line names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub kind: Kind,
    pub at: Range<usize>,
    pub text: String,
    /// It stands beside the address of the same person, as in `Kim Minji <kim@contoso.com>`.
    pub beside: Option<String>,
}

/// What was seen in a line so far; no two share a place.
#[derive(Debug, Default)]
pub struct Found {
    pub all: Vec<Seen>,
}

impl Found {
    /// Is the place free?
    pub fn is_free(&self, at: &Range<usize>) -> bool {
        self.all
            .iter()
            .all(|seen| seen.at.end <= at.start || at.end <= seen.at.start)
    }

    /// Takes in what stands at a place of `line`, unless that is taken, is empty or has been hidden already.
    pub fn push(&mut self, kind: Kind, line: &str, at: Range<usize>) {
        self.push_beside(kind, line, at, None);
    }

    pub fn push_beside(&mut self, kind: Kind, line: &str, at: Range<usize>, beside: Option<String>) {
        let Some(text) = line.get(at.clone()).filter(|text| !text.is_empty()) else {
            return;
        };
        if let Some(seen) = self.all.iter_mut().find(|seen| seen.at == at && seen.kind == kind) {
            seen.beside = seen.beside.take().or(beside);
            return;
        }
        // a label says that it is an account, whatever its domain
        if kind == Kind::Login
            && let Some(seen) = self
                .all
                .iter_mut()
                .find(|seen| seen.at == at && seen.kind == Kind::Account)
        {
            seen.kind = kind;
            return;
        }
        if self.is_free(&at) && !is_token(text) && !text.contains("[removed") {
            let text = text.to_owned();
            self.all.push(Seen { kind, at, text, beside });
        }
    }
}

/// The word of a token: `user` of `user-1@tenant-1`.
pub fn word_of(token: &str) -> &'static str {
    let word = token.split('-').next().unwrap_or_default();
    TOKENS.into_iter().find(|known| *known == word).unwrap_or("other")
}
