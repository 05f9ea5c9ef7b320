//! The case that a command is about: named, or the latest; and what is printed of what was done to it.

use crate::case::listed::{self, Listed};
use crate::case::store::{Store, StoreError};
use crate::case::{Case, CaseId};
use crate::cli::args::Which;
use crate::cli::{Exit, Failure, Run};
use crate::knowledge::Catalog;
use crate::settings::Format;
use crate::text::{Lang, Say, say};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The knowledge, and the case that is meant as it is on the disk.
pub(super) fn saved(run: &Run, which: &Which) -> Result<(Catalog, Case), Failure> {
    let catalog = run.catalog()?;
    let store = Store::open(run.host)?;
    let case = store.load(&id(&store, which)?)?;
    Ok((catalog, case))
}

/// The id of the case that is meant.
pub(super) fn id(store: &Store<'_>, which: &Which) -> Result<CaseId, StoreError> {
    which.id.as_ref().map_or_else(|| store.latest(), |raw| store.find(raw))
}

/// The case and its caller, by which a person sees whether it is the one that was meant.
pub(super) fn named(catalog: &Catalog, case: &Case, lang: Lang) -> String {
    const NOBODY: Say = say("no user ID yet", "사용자 ID 없음");
    let Listed { id, user_id, .. } = listed::listed(catalog, case);
    let user = user_id.as_deref().unwrap_or_else(|| NOBODY.get(lang));
    say("case {}, {}", "사례 {}, {}").with(lang, &[&id, user])
}

/// Prints what was done: a JSON document with `schema`, `id` and `more`, or one text.
pub(super) fn answer<const N: usize>(
    run: &mut Run,
    schema: &str,
    id: &str,
    more: [(&str, Value); N],
    text: &str,
) -> Result<Exit, Failure> {
    if run.is(Format::Json) {
        let known = [("schema", json!(schema)), ("id", json!(id))];
        let document: BTreeMap<&str, Value> = known.into_iter().chain(more).collect();
        run.out.json(&document)?;
    } else {
        run.out.line(text)?;
    }
    Ok(Exit::Done)
}
