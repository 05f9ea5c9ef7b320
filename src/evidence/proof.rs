//! What evidence proves: the facts that the signals of its codes name, and the codes themselves in the order in which they
//! decide, so that a question which asks for one is passed.

use crate::knowledge::Catalog;
use crate::knowledge::code::{canonical, is_number};
use crate::knowledge::signal::{Form, Signal, signal};
use crate::walk::Proven;
use std::collections::BTreeSet;

/// What pieces of evidence prove, each given as the number of its event and its other codes. Where two prove different things,
/// the one that decides first counts.
pub fn proof<'e>(catalog: &Catalog, seen: impl IntoIterator<Item = (Option<u32>, &'e [String])>) -> Proven {
    let signals = catalog.signals();
    let mut told: Vec<(u16, String, Option<&Signal>)> = Vec::new();
    for (event, codes) in seen {
        let event = event.map(|number| (number.to_string(), Form::Event));
        let codes = codes.iter().map(|code| (canonical(code), form(code)));
        for (code, form) in event.into_iter().chain(codes) {
            let signal = signal(&signals, &code, form);
            told.push((signal.map_or(u16::MAX, |s| s.rank), code, signal));
        }
    }
    told.sort_by_key(|(rank, ..)| *rank);
    let mut out = Proven::default();
    let mut known = BTreeSet::new();
    for (_, code, signal) in told {
        for (fact, value) in signal.into_iter().flat_map(|s| &s.proves) {
            out.facts.entry(fact.clone()).or_insert_with(|| value.clone());
        }
        if known.insert(code.clone()) {
            out.codes.push(code);
        }
    }
    out
}

fn form(code: &str) -> Form {
    let lower = code.to_lowercase();
    if lower.starts_with("0x") {
        Form::Result
    } else if is_number(&lower) {
        Form::Event
    } else {
        Form::Status
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_proves_what_its_signal_names_and_the_reason_comes_first() {
        let codes = ["0x80230626".to_owned()];
        let proven = proof(
            &crate::builtin::catalog(),
            [(Some(6329), &codes[..]), (Some(33004), &[])],
        );
        assert_eq!(proven.codes, ["33004", "80230626", "6329"]);
        let facts: Vec<_> = proven
            .facts
            .iter()
            .map(|(fact, value)| (fact.as_str(), value.as_str()))
            .collect();
        assert_eq!(facts, [("sync_kind", "connect")]);
        assert_eq!(proof(&crate::builtin::catalog(), []), Proven::default());
    }
}
