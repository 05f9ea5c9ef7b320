//! Roles: one setting, one role that may change it.

use super::prose::{Mark, marked};
use super::view::{Finding, View, Whole};
use crate::knowledge::shape::Step;
use crate::text::{Say, say};
use std::collections::{BTreeMap, BTreeSet};

/// K032: who reads two roles for one setting does not know which suffices.
pub fn two_for_one_setting(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    const TWO: Say = say(
        "`{}` is changed here by {}, elsewhere by {}",
        "`{}`: 여기서는 {} 역할, 다른 곳에서는 {} 역할로 바꿉니다",
    );
    const LEAST: Say = say(
        "name the least role that suffices in both",
        "두 곳 모두 충분한 최소 역할을 쓰십시오",
    );
    let roles = whole.roles.get_or_init(|| {
        let mut roles: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let k = whole.knowledge;
        let entries = k.entries.iter().flat_map(|entry| &entry.steps);
        for step in entries.chain(k.shared.iter().flat_map(|shared| &shared.steps)) {
            for (setting, role) in changed(step) {
                roles.entry(setting).or_default().insert(role.to_owned());
            }
        }
        roles
    });
    let mut found = Vec::new();
    for (at, step) in &view.steps {
        let mut told = BTreeSet::new();
        for (setting, role) in changed(step) {
            let others: Vec<&str> = roles
                .get(&setting)
                .into_iter()
                .flatten()
                .map(String::as_str)
                .filter(|other| *other != role)
                .collect();
            if !others.is_empty() && told.insert(others.clone()) {
                found.push(Finding::new(
                    format!("{at}/role"),
                    TWO.both(&[&setting, role, &others.join(", ")]),
                    LEAST,
                ));
            }
        }
    }
    found
}

/// What a step changes, and by which role: a marked name at its place, or a command that writes. Who only looks changes nothing.
fn changed(step: &Step) -> Vec<(String, &str)> {
    let Some(role) = step.role.as_deref().filter(|role| !role.ends_with("-reader")) else {
        return Vec::new();
    };
    let mut out: Vec<(String, &str)> = Vec::new();
    if let Some(place) = &step.place {
        let place = place.en.strip_prefix("Entra admin center > ").unwrap_or(&place.en);
        let labels = marked(&step.action.en);
        let labels = labels.iter().filter(|m| m.mark == Mark::Label);
        let names = labels.filter_map(|m| step.action.en.get(m.inner.clone()));
        out.extend(
            names
                .filter(|name| !PRESSED.contains(name))
                .map(|name| (format!("{place}: {name}"), role)),
        );
    }
    let commands = step.command.iter().flat_map(|text| text.split_whitespace());
    let writes = commands.filter(|word| WRITES.iter().any(|verb| word.starts_with(verb)));
    out.extend(writes.map(|word| (word.to_owned(), role)));
    out
}

/// What is pressed at the end, or chosen, on every page.
const PRESSED: [&str; 10] = [
    "Save",
    "OK",
    "Next",
    "Add",
    "All",
    "Selected",
    "None",
    "Yes",
    "No",
    "Configure",
];

/// How cmdlets begin that change something of the tenant.
const WRITES: [&str; 4] = ["Update-Mg", "Set-Mg", "New-Mg", "Remove-Mg"];
