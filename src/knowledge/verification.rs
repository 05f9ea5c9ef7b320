//! How an organization makes sure that a caller is who they say: what proves it, and how much is wanted before a step that
//! opens an account.

use super::id::ProofId;
use crate::text::{Say, Text, say};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The rule of an organization. What a file says is laid over the built-in one: a proof by its id, what is wanted by the kind
/// of step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Verification {
    pub proofs: Vec<Proof>,
    pub wanted: Vec<Wanted>,
}

/// Something that speaks for a caller. Only that it was seen is ever kept, never what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    pub id: ProofId,
    pub title: Text,
    /// What it counts; 0 where the organization does not accept it.
    pub points: u32,
}

/// How many points a kind of step wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    #[serde(rename = "for")]
    pub opens: Opens,
    pub points: u32,
}

/// How a step opens an account to whoever asked for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Opens {
    /// Lifts a lock or enables the account.
    Unblock,
    /// Sets a new password.
    Reset,
    /// Adds, changes or deletes what the person proves themselves with.
    Method,
    /// Hands out a pass that signs in.
    Pass,
}

impl Opens {
    pub const ALL: [Opens; 4] = [Opens::Unblock, Opens::Reset, Opens::Method, Opens::Pass];

    /// The word of the files.
    pub fn word(self) -> &'static str {
        match self {
            Opens::Unblock => "unblock",
            Opens::Reset => "reset",
            Opens::Method => "method",
            Opens::Pass => "pass",
        }
    }

    /// What it does, for people.
    pub fn title(self) -> Say {
        match self {
            Opens::Unblock => say("unlocking the account", "계정 잠금 해제"),
            Opens::Reset => say("setting a new password", "새 암호 설정"),
            Opens::Method => say("changing methods", "인증 방법 변경"),
            Opens::Pass => say("issuing a pass", "임시 액세스 패스 발급"),
        }
    }
}

impl Verification {
    /// Lays `part` on top.
    pub fn add(&mut self, part: Verification) {
        for proof in part.proofs {
            match self.proofs.iter_mut().find(|old| old.id == proof.id) {
                Some(old) => *old = proof,
                None => self.proofs.push(proof),
            }
        }
        for wanted in part.wanted {
            match self.wanted.iter_mut().find(|old| old.opens == wanted.opens) {
                Some(old) => *old = wanted,
                None => self.wanted.push(wanted),
            }
        }
    }

    /// The proofs that count.
    pub fn accepted(&self) -> impl Iterator<Item = &Proof> {
        self.proofs.iter().filter(|proof| proof.points > 0)
    }

    /// The points that a kind of step wants; 0 where the organization says nothing of it.
    pub fn wanted(&self, opens: Opens) -> u32 {
        let wanted = self.wanted.iter().find(|wanted| wanted.opens == opens);
        wanted.map_or(0, |wanted| wanted.points)
    }
}
