//! `sspr explain`: every entry that a code, a name or an id means, whole.

use crate::cli::paint::Painted;
use crate::cli::{Exit, Failure, Run};
use crate::knowledge::article::{self, Reading};
use crate::knowledge::id::EntryId;
use crate::knowledge::page;
use crate::knowledge::shape::Entry;
use crate::knowledge::{Catalog, code};
use crate::settings::Format;
use crate::text::{Say, nearest, one_line, say, ui};
use serde_json::json;

pub fn run(run: &mut Run, what: &[String]) -> Result<Exit, Failure> {
    let catalog = run.catalog()?;
    let mut entries: Vec<Entry> = Vec::new();
    let mut unknown = Vec::new();
    for raw in what {
        let raw = one_line(raw);
        let ids = meanings(&catalog, &raw);
        if ids.is_empty() {
            unknown.push(raw.clone());
        }
        for entry in ids.iter().filter_map(|id| catalog.entry(id)) {
            if !entries.iter().any(|e| e.id == entry.id) {
                entries.push(entry);
            }
        }
    }
    let lang = run.settings.lang;
    // finding the local day reads the time zone files, which only dates need
    let dated = entries.iter().any(|entry| !entry.deadlines.is_empty());
    let reading = Reading::plain(lang, dated.then(|| run.host.at().date()));
    match run.settings.format {
        Format::Json => {
            let list: Vec<_> = entries.iter().map(|e| json(&catalog, e, &reading)).collect();
            run.out
                .json(&json!({ "schema": "sspr.explain/1", "lang": lang.tag(), "query": what, "entries": list }))?;
        }
        Format::Markdown => {
            for entry in &entries {
                run.out
                    .text(&page::markdown(&article::blocks(&catalog, entry, &reading), 1))?;
            }
        }
        Format::Text | Format::Html | Format::Jsonl => {
            let mut text = Painted::default();
            for (i, entry) in entries.iter().enumerate() {
                if i > 0 {
                    text.plain(&format!("\n{}\n\n", "-".repeat(run.width())));
                }
                let rows = page::rows(&article::blocks(&catalog, entry, &reading), run.width());
                text.rows(&rows, run.settings.color);
            }
            let door = what.iter().find_map(|raw| catalog.door(raw));
            if let Some(question) = door.filter(|_| entries.len() > 1).and_then(|id| catalog.question(&id)) {
                text.plain(&format!("\n{}: {}\n", ui::TELL_APART.get(lang), question.ask.get(lang)));
            }
            run.page(&text)?;
        }
    }
    for raw in &unknown {
        run.tell(&no_entry(&catalog, raw));
    }
    Ok(Exit::yes(unknown.is_empty()))
}

/// The entries that `raw` means: an id, or a code in any spelling.
pub fn meanings(catalog: &Catalog, raw: &str) -> Vec<EntryId> {
    let lower = raw.to_lowercase();
    if let Some(entry) = catalog.entry(&lower) {
        return vec![entry.id];
    }
    let ids = catalog.by_code(raw);
    if !ids.is_empty() {
        return ids;
    }
    // `event id 31003`, `hr=80230619 message=...`: the one word of it that is a code
    raw.split([' ', ',', ';', ':', '='])
        .filter(|w| w.len() > 2)
        .map(|w| catalog.by_code(w))
        .find(|ids| !ids.is_empty())
        .unwrap_or_default()
}

fn json(catalog: &Catalog, entry: &Entry, reading: &Reading<'_>) -> serde_json::Value {
    json!({
        "id": entry.id,
        "area": entry.area.word(),
        "kind": entry.kind.word(),
        "title": entry.title.get(reading.lang),
        "codes": entry.codes,
        "text": page::text(&article::blocks(catalog, entry, reading), 100),
        "sources": sources(catalog, entry),
        "verified": entry.verified,
        "origin": origin(catalog, &entry.id),
    })
}

/// The file that an entry comes from as JSON; `built-in` where it comes from none.
pub fn origin(catalog: &Catalog, entry: &str) -> String {
    catalog
        .origin(entry)
        .map_or_else(|| "built-in".to_owned(), |origin| origin.file)
}

/// The sources of an entry as JSON; an address or date that is not known is null.
pub fn sources(catalog: &Catalog, entry: &Entry) -> Vec<serde_json::Value> {
    let known = |text: String| Some(text).filter(|text| !text.is_empty());
    entry
        .sources
        .iter()
        .filter_map(|id| catalog.source(id))
        .map(|s| json!({ "title": s.title, "url": known(s.url), "date": known(s.date) }))
        .collect()
}

/// Nothing means `raw`; what comes near it is named.
pub fn no_entry(catalog: &Catalog, raw: &str) -> Failure {
    const NEAREST: Say = say(
        "no entry means `{}`; the nearest is `{}`",
        "`{}`에 해당하는 항목이 없습니다. 가장 가까운 것은 `{}`입니다",
    );
    const NONE: Say = say(
        "no entry means `{}`; try `sspr search` with the words you see",
        "`{}`에 해당하는 항목이 없습니다. 화면에 보이는 문구로 `sspr search`를 실행해 보십시오",
    );
    let wanted = code::canonical(raw);
    let (codes, ids) = (catalog.codes(), catalog.entry_ids());
    let codes = codes.iter().map(|(code, _)| code.as_str());
    let names = ids.iter().map(EntryId::as_str).chain(codes);
    match nearest(&wanted, names, 2 + wanted.chars().count() / 3).first() {
        Some(name) => Failure::said(NEAREST, &[raw, name]),
        None => Failure::said(NONE, &[raw]),
    }
}
