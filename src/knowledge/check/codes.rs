//! What leads to an entry from outside: codes and aliases, each to one.

use super::view::{Finding, View, Whole, each};
use crate::knowledge::code;
use crate::knowledge::shape::Entry;
use crate::text::say;
use std::collections::{BTreeMap, BTreeSet};

/// K010: a code that two entries claim needs a question that tells them apart.
pub fn claimed_twice(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let doubled = whole.codes.get_or_init(|| {
        let mut doubled = doubled(whole, |entry| {
            entry.codes.iter().map(|raw| code::canonical(raw)).collect()
        });
        for door in &whole.knowledge.doors {
            doubled.remove(&code::canonical(&door.code));
        }
        doubled
    });
    let mut found = Vec::new();
    for (at, entry) in each("entries", &view.knowledge.entries) {
        for (path, raw) in each(&format!("{at}/codes"), &entry.codes) {
            if let Some(owners) = doubled.get(&code::canonical(raw)) {
                let help = say(
                    "add a `doors` item with the question that tells them apart",
                    "둘을 가려 줄 질문을 `doors`에 추가하십시오",
                );
                found.push(Finding::new(
                    path,
                    say("`{}` is claimed by {}", "`{}`을(를) 여러 항목이 쓰고 있습니다: {}").both(&[raw, owners]),
                    help,
                ));
            }
        }
    }
    found
}

/// K020: of two entries with one alias neither can come first with certainty.
pub fn alias_claimed_twice(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let doubled = whole.aliases.get_or_init(|| {
        let aliases = |entry: &Entry| {
            entry
                .aliases
                .en
                .iter()
                .chain(&entry.aliases.ko)
                .map(|alias| folded(alias))
                .collect()
        };
        doubled(whole, aliases)
    });
    let mut found = Vec::new();
    for (at, entry) in each("entries", &view.knowledge.entries) {
        for (tag, aliases) in [("en", &entry.aliases.en), ("ko", &entry.aliases.ko)] {
            for (path, alias) in each(&format!("{at}/aliases/{tag}"), aliases) {
                if let Some(owners) = doubled.get(&folded(alias)) {
                    let help = say(
                        "make it more exact, or leave it to one entry",
                        "더 구체적으로 쓰거나 한 항목에만 두십시오",
                    );
                    found.push(Finding::new(
                        path,
                        say("`{}` leads to {}", "`{}`이(가) 여러 항목으로 이어집니다: {}").both(&[alias, owners]),
                        help,
                    ));
                }
            }
        }
    }
    found
}

fn folded(alias: &str) -> String {
    alias.to_lowercase().split_whitespace().collect()
}

/// What more than one entry claims, with the ids of those that do.
fn doubled(whole: &Whole<'_>, claims: impl Fn(&Entry) -> Vec<String>) -> BTreeMap<String, String> {
    let mut owners: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for entry in &whole.knowledge.entries {
        for claim in claims(entry) {
            owners.entry(claim).or_default().insert(&entry.id);
        }
    }
    let several = owners.into_iter().filter(|(_, ids)| ids.len() > 1);
    several
        .map(|(claim, ids)| (claim, ids.into_iter().collect::<Vec<_>>().join(", ")))
        .collect()
}
