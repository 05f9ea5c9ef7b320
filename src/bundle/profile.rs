//! For whom something is written, which decides what is hidden.

use crate::text::{Say, say};
use std::collections::BTreeSet;

/// For whom something is written; the words are fixed by the command-line contract.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// Every person, address, host and tenant is hidden.
    #[default]
    Public,
    /// Like public, but the case's own user id and tenant stay.
    Vendor,
    /// Anchors of the directory are hidden, and nothing else.
    Inside,
}

/// What a person decided beside the profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Hidden too, whatever the profile.
    pub hide: BTreeSet<String>,
    /// Left as they stand.
    pub keep: BTreeSet<String>,
}

impl Terms {
    pub fn hide(&mut self, term: &str) {
        self.keep.remove(term);
        self.hide.insert(term.to_owned());
    }

    pub fn keep(&mut self, term: &str) {
        self.hide.remove(term);
        self.keep.insert(term.to_owned());
    }
}

impl Profile {
    pub const ALL: [Self; 3] = [Self::Public, Self::Vendor, Self::Inside];

    /// The word of the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Vendor => "vendor",
            Self::Inside => "inside",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.word() == word)
    }

    /// The next one, for a key that goes through them.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Inside => Self::Vendor,
            Self::Vendor => Self::Public,
            Self::Public => Self::Inside,
        }
    }

    /// The word for people.
    pub fn name(self) -> Say {
        match self {
            Self::Public => say("public", "공개"),
            Self::Vendor => say("vendor", "공급업체"),
            Self::Inside => say("inside", "내부"),
        }
    }

    /// What is hidden, in words.
    pub fn told(self) -> Say {
        match self {
            Self::Public => say(
                "public: people, addresses, computers and tenants are hidden",
                "공개: 사람, 주소, 컴퓨터, 테넌트를 가림",
            ),
            Self::Vendor => say(
                "vendor: as public, but the user ID and the tenant of the case stay",
                "공급업체: 공개와 같되 사례의 사용자 ID와 테넌트는 남김",
            ),
            Self::Inside => say(
                "inside: only anchors of the directory are hidden",
                "내부: 디렉터리 앵커만 가림",
            ),
        }
    }
}
