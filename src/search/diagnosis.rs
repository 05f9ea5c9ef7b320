//! Several codes in one paste: which of them is the answer. The knowledge says what each code tells and at which rank
//! (`signals`, `refinements`); here that is applied to the codes of one text.

use super::codes::{Found, Kind};
use crate::knowledge::signal::{Form, Refinement, Says, Signal, signal};

/// What the codes of a text say.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// Entries in the order in which they answer.
    pub entries: Vec<String>,
    /// The leading entries are alternatives: they answer to the same code, or to incidents that differ.
    pub several: bool,
    /// The code whose meanings a question tells apart.
    pub door: Option<String>,
}

impl Decision {
    fn add(&mut self, ids: impl IntoIterator<Item = String>) {
        for id in ids {
            if !self.entries.contains(&id) {
                self.entries.push(id);
            }
        }
    }
}

/// What the knowledge says of codes that stand together.
pub struct Rules {
    pub signals: Vec<Signal>,
    /// With their phrases folded and run together.
    pub refinements: Vec<Refinement>,
}

/// What the catalog says of one code.
pub trait Claims {
    /// The entries of a code, the most exact first.
    fn entries(&self, code: &str) -> Vec<String>;
    /// Whether a question tells its meanings apart.
    fn has_door(&self, code: &str) -> bool;
    /// The event id that means the same as an identifier.
    fn event_of(&self, name: &str) -> Option<String>;
}

/// A known code with what it says.
struct Told<'f> {
    code: &'f str,
    ids: Vec<String>,
    says: Says,
    rank: u16,
}

impl Rules {
    fn told<'f>(&self, found: &'f Found, claims: &impl Claims) -> Told<'f> {
        let signal = match found.kind {
            Kind::Hr => signal(&self.signals, &found.code, Form::Result),
            Kind::Sspr | Kind::SignIn => signal(&self.signals, &found.code, Form::Status),
            Kind::Event => signal(&self.signals, &found.code, Form::Event),
            // the name of an event stands where its number does
            Kind::Name => match claims.event_of(&found.code) {
                Some(number) => signal(&self.signals, &number, Form::Event),
                None => signal(&self.signals, &found.code, Form::Status),
            },
        };
        Told {
            code: &found.code,
            ids: claims.entries(&found.code),
            says: signal.map_or(Says::Failure, |s| s.says),
            rank: signal.map_or(u16::MAX, |s| s.rank),
        }
    }

    /// Decides. `folded` is the text with its words run together.
    pub fn decide(&self, found: &[Found], folded: &str, claims: &impl Claims) -> Decision {
        let known = found.iter().filter(|f| f.known);
        let mut codes: Vec<Told<'_>> = known.map(|f| self.told(f, claims)).collect();
        codes.sort_by_key(|c| c.rank);
        let reasons: Vec<&Told<'_>> = codes
            .iter()
            .filter(|c| matches!(c.says, Says::Reason | Says::Vague))
            .collect();
        let mut out = Decision::default();
        // the name of an event beside its number says the same once more
        let first = reasons.first().and_then(|r| r.ids.first());
        out.several = reasons.iter().any(|r| r.ids.first() != first);
        let refined = self.refinements.iter().find(|r| {
            codes.iter().any(|c| c.code == r.code && (c.says != Says::Trace || reasons.is_empty()))
                && r.phrases.iter().all(|p| folded.contains(p.as_str()))
        });
        out.add(refined.map(|r| r.means.clone()));
        if let [Told { says: Says::Vague, .. }] = reasons.as_slice() {
            let result = codes.iter().find(|c| c.says == Says::Result);
            out.add(result.and_then(|c| c.ids.first()).cloned());
        }
        for code in codes {
            let mut ids = code.ids;
            if code.says == Says::Trace && !out.entries.is_empty() {
                continue;
            }
            if claims.has_door(code.code) {
                if out.entries.is_empty() && ids.len() > 1 {
                    out.several = true;
                    out.door = Some(code.code.to_owned());
                }
            } else if !out.entries.is_empty() {
                ids.truncate(2);
            }
            out.add(ids);
        }
        out
    }
}
