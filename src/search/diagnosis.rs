//! Several codes in one paste: which of them is the answer. The knowledge says what each code tells and at which rank
//! (`signals`, `refinements`); here that is applied to the codes of one text.

use super::codes::{Found, Kind};
use super::fold::{Reading, Run};
use crate::knowledge::Catalog;
use crate::knowledge::code::canonical;
use crate::knowledge::id::EntryId;
use crate::knowledge::signal::{Form, Refinement, Says, Signal, signal};

/// What the codes of a text say.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// Entries in the order in which they answer.
    pub entries: Vec<EntryId>,
    /// The leading entries are alternatives: they answer to the same code, or to incidents that differ.
    pub several: bool,
    /// The code whose meanings a question tells apart.
    pub door: Option<String>,
}

impl Decision {
    fn add(&mut self, ids: impl IntoIterator<Item = EntryId>) {
        for id in ids {
            if !self.entries.contains(&id) {
                self.entries.push(id);
            }
        }
    }
}

/// What the knowledge says of the codes of one text.
pub struct Rules<'a> {
    signals: &'a [Signal],
    /// Those of codes that are there, with their phrases folded and run together.
    refinements: Vec<Refinement>,
}

/// What the catalog says of one code.
pub trait Claims {
    /// The entries of a code, the most exact first.
    fn entries(&self, code: &str) -> Vec<EntryId>;
    /// Whether a question tells its meanings apart.
    fn has_door(&self, code: &str) -> bool;
    /// The event id that means the same as an identifier.
    fn event_of(&self, name: &str) -> Option<String>;
}

/// A known code with what it says.
struct Told<'f> {
    code: &'f str,
    ids: Vec<EntryId>,
    says: Says,
    rank: u16,
}

impl<'a> Rules<'a> {
    pub fn over(catalog: &Catalog, reading: &Reading, signals: &'a [Signal], found: &[Found]) -> Self {
        let mut refinements = catalog.refinements();
        refinements.retain(|r| found.iter().any(|f| f.code == canonical(&r.code)));
        for phrase in refinements.iter_mut().flat_map(|r| &mut r.phrases) {
            *phrase = Run::plain(&reading.tokens(phrase)).text;
        }
        Self { signals, refinements }
    }

    fn told<'f>(&self, found: &'f Found, claims: &impl Claims) -> Told<'f> {
        let signal = match found.kind {
            Kind::Hr => signal(self.signals, &found.code, Form::Result),
            Kind::Sspr | Kind::SignIn => signal(self.signals, &found.code, Form::Status),
            Kind::Event => signal(self.signals, &found.code, Form::Event),
            // the name of an event stands where its number does
            Kind::Name => match claims.event_of(&found.code) {
                Some(number) => signal(self.signals, &number, Form::Event),
                None => signal(self.signals, &found.code, Form::Status),
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
            codes
                .iter()
                .any(|c| c.code == canonical(&r.code) && (c.says != Says::Trace || reasons.is_empty()))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::signal::Codes;

    struct Small;

    impl Claims for Small {
        fn entries(&self, code: &str) -> Vec<EntryId> {
            let ids: &[&str] = match code {
                "6329" => &["event.a", "event.b"],
                "80230619" => &["event.a"],
                "656" => &["event.hash-sync"],
                "80230818" => &["hr.80230818"],
                "adconfigurationerror" => &["event.33009"],
                other => return vec![EntryId::new(format!("event.{other}"))],
            };
            ids.iter().copied().map(EntryId::new).collect()
        }

        fn has_door(&self, code: &str) -> bool {
            code == "6329"
        }

        fn event_of(&self, name: &str) -> Option<String> {
            (name == "adconfigurationerror").then(|| "33009".to_owned())
        }
    }

    fn signals() -> Vec<Signal> {
        let signal = |codes: &[&str], form, says, rank| Signal {
            id: format!("signal.{rank}"),
            provider: String::new(),
            codes: codes
                .iter()
                .filter_map(|c| Codes::try_from((*c).to_owned()).ok())
                .collect(),
            form,
            says,
            rank,
            proves: std::collections::BTreeMap::new(),
            computer: None,
        };
        vec![
            signal(&["33001-33009"], None, Says::Reason, 0),
            signal(&["33001", "33009"], None, Says::Vague, 0),
            signal(&[], Some(Form::Result), Says::Result, 10),
            signal(&["6329"], None, Says::Trace, 20),
            signal(&["32000-32999"], None, Says::Failure, 30),
            signal(&["31003"], None, Says::Failure, 50),
            signal(&["31000-31999"], None, Says::Companion, 70),
            signal(&["611-657"], None, Says::Companion, 90),
        ]
    }

    fn lead(codes: &[(&str, Kind)], folded: &str) -> Decision {
        let found: Vec<Found> = codes
            .iter()
            .map(|(code, kind)| Found {
                code: (*code).to_owned(),
                kind: *kind,
                known: true,
                certain: true,
            })
            .collect();
        let rules = Rules {
            signals: &signals(),
            refinements: vec![Refinement {
                id: "refine.remote-sam".to_owned(),
                code: "33004".to_owned(),
                phrases: vec![
                    "failedtoacquireuserinformation".to_owned(),
                    "erroraccessdenied".to_owned(),
                ],
                means: EntryId::new("writeback.remote-sam"),
            }],
        };
        rules.decide(&found, folded, &Small)
    }

    #[test]
    fn the_event_that_names_the_reason_decides() {
        let first = |codes: &[(&str, Kind)], folded: &str| lead(codes, folded).entries.first().cloned().unwrap();
        let e = Kind::Event;
        assert_eq!(
            first(&[("656", e), ("6329", e), ("31001", e), ("33004", e)], ""),
            "event.33004"
        );
        assert_eq!(first(&[("33001", e), ("80230818", Kind::Hr)], ""), "hr.80230818");
        assert_eq!(first(&[("33008", e), ("80230619", Kind::Hr)], ""), "event.33008");
        assert_eq!(first(&[("6329", e), ("80230619", Kind::Hr)], ""), "event.a");
        assert_eq!(
            first(&[("33004", e)], "failedtoacquireuserinformationerroraccessdenied"),
            "writeback.remote-sam"
        );
        assert_eq!(first(&[("32002", e)], "errorconnectingtoservicebus"), "event.32002");
        assert_eq!(first(&[("656", e), ("31003", e)], ""), "event.31003");
    }

    #[test]
    fn the_name_of_an_event_stands_where_its_number_does() {
        let named = ("adconfigurationerror", Kind::Name);
        let ids = lead(&[("31003", Kind::Event), named], "").entries;
        assert_eq!(ids.first().unwrap(), &"event.33009");
        assert!(
            !lead(&[("33009", Kind::Event), named], "").several,
            "it is the same incident"
        );
    }

    #[test]
    fn a_code_with_several_meanings_keeps_them_all() {
        let alone = lead(&[("6329", Kind::Event)], "");
        assert!(alone.several);
        assert_eq!(alone.door.as_deref(), Some("6329"));
        assert_eq!(alone.entries.len(), 2);
        assert!(!lead(&[("32002", Kind::Event)], "").several);
        assert!(lead(&[("33004", Kind::Event), ("33008", Kind::Event)], "").several);
    }
}
