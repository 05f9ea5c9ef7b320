//! `sspr case`: begin, list, show, fill and bundle support cases.

use super::attached::{hashed, read_files};
use super::chosen::{answer, id, named, saved};
use super::handing;
use super::pasted;
use super::received;
use crate::bundle::redaction::Table;
use crate::bundle::{Order, Profile, forget, ticket};
use crate::case::field::{self, Accepted, Said};
use crate::case::listed::{self, Listed};
use crate::case::store::{Store, StoreError};
use crate::case::taken::Taken;
use crate::case::{Case, json as case_json, stats};
use crate::cli::args::{Case as Command, Which};
use crate::cli::{Exit, Failure, Run};
use crate::evidence::{self, Reading, Secret};
use crate::knowledge::Catalog;
use crate::knowledge::page;
use crate::settings::Format;
use crate::text::{Lang, Say, clean, columns, one_line, say, visible};
use crate::time::Stamp;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::time::Duration;

pub fn run(run: &mut Run, command: Command) -> Result<Exit, Failure> {
    match command {
        Command::New => {
            let (_held, case) = Store::open(run.host)?.create(run.settings.lang)?;
            answer(run, "sspr.case.new/1", &case.id, [], &case.id)
        }
        Command::List { filter, older_than } => list(run, filter.as_deref(), older_than),
        Command::Stats { days } => stats(run, days),
        Command::Show {
            which,
            ticket: Some(form),
            profile,
            ..
        } => fields(run, &which, &form, profile),
        Command::Show {
            which, chars, profile, ..
        } => show(run, &which, chars, profile),
        Command::Set { which, fields } => set(run, &which, &fields),
        Command::Note { which, text } => note(run, &which, &text.join(" ")),
        Command::Attach { which, file } => attach(run, &which, &file),
        Command::Evidence { which, file } => evidence_of(run, &which, &file),
        Command::Bundle { which, bundle } => handing::bundle(run, &which, &bundle),
        Command::Redact {
            file,
            output,
            profile,
            case,
            replace,
            terms,
        } => {
            let order = Order {
                profile,
                terms: handing::terms(&terms),
                ..Order::default()
            };
            handing::redact(run, &file, &output, &order, case, replace)
        }
        Command::Verify { file, passphrase_file } => handing::verify(run, &file, passphrase_file.as_deref()),
        Command::Import { file, passphrase_file } => received::import(run, &file, passphrase_file.as_deref()),
        Command::Compare { a, b } => received::compare(run, &a, &b),
        Command::RestoreNames { which, file } => handing::restore_names(run, &which, &file),
        Command::Delete { id, yes } => delete(run, id.as_deref(), yes),
    }
}

fn list(run: &mut Run, filter: Option<&str>, older_than: Option<u32>) -> Result<Exit, Failure> {
    let lang = run.settings.lang;
    let now = run.host.now();
    let since = older_than.map(|days| now.after(-86400 * i64::from(days)).unwrap_or(Stamp::EPOCH));
    let catalog = run.catalog()?;
    let listing = Store::open(run.host)?.list()?;
    for damaged in &listing.damaged {
        run.out.complain(&damaged.say(lang));
    }
    let none = listing.cases.is_empty();
    let lines = listing.cases.iter().map(|case| listed::listed(&catalog, case));
    let lines: Vec<Listed> = lines
        .filter(|line| line.fits(filter.unwrap_or_default()) && since.is_none_or(|since| line.changed < since))
        .collect();
    if run.is(Format::Json) {
        let damaged = listing
            .damaged
            .iter()
            .filter(|_| filter.is_none() && since.is_none())
            .filter_map(StoreError::case);
        let damaged = damaged.map(|id| json!({ "id": id, "state": listed::State::Damaged, "created": null, "changed": null, "user_id": null, "title": null, "wait_until": null, "missing": [] }));
        let cases: Vec<Value> = lines.iter().map(|line| told(line, lang)).chain(damaged).collect();
        run.out.json(&json!({ "schema": "sspr.case.list/1", "cases": cases }))?;
        return Ok(Exit::Done);
    }
    if none {
        run.out.complain(&StoreError::NoCase.say(lang));
    }
    let width = run.width();
    for line in &lines {
        let text = row(line, now, lang);
        let text = if run.out.terminal {
            columns::cut(text.trim_end(), width)
        } else {
            text
        };
        run.out.line(text.trim_end())?;
    }
    Ok(Exit::Done)
}

/// Mark, id, when it was changed and how long ago, state, what is missing, and what it is about.
fn row(line: &Listed, now: Stamp, lang: Lang) -> String {
    let state = match &line.wait {
        Some(wait) if line.state == listed::State::Waiting && wait.until > now => {
            say("waiting until {}", "{}까지 대기").with(lang, &[&wait.until.to_clock(now)])
        }
        Some(_) if line.state == listed::State::Waiting => say("wait is over", "대기 끝남").get(lang).to_owned(),
        _ => line.state.told().get(lang).to_owned(),
    };
    let missing = match line.missing.len() {
        0 => say("complete", "모두 있음").get(lang).to_owned(),
        some => say("{} missing", "필수 {}개 남음").with(lang, &[&some.to_string()]),
    };
    let title = line.title.as_ref().map(|title| page::plain(title.get(lang)));
    let about = [&line.ticket, &line.user_id, &title, &line.description];
    let about: Vec<String> = about
        .into_iter()
        .flatten()
        .map(|text| one_line(&visible(text)))
        .collect();
    format!(
        "{} {}  {}  {}  {}  {}  {}",
        line.state.mark(),
        columns::pad(&line.id, 8),
        line.changed.to_minutes(),
        columns::pad(&listed::age(line.changed, now, lang), 6),
        columns::pad(&state, 19),
        columns::pad(&missing, 10),
        about.join(", ")
    )
}

fn told(line: &Listed, lang: Lang) -> Value {
    let until = line.wait.as_ref().map(|wait| wait.until);
    json!({
        "id": line.id,
        "created": line.created,
        "changed": line.changed,
        "ticket": line.ticket,
        "user_id": line.user_id,
        "title": line.title.as_ref().map(|title| page::plain(title.get(lang))),
        "description": line.description,
        "state": line.state,
        "wait_until": until,
        "waiting_until": until,
        "closed": line.state == listed::State::Closed,
        "missing": line.missing,
    })
}

fn stats(run: &mut Run, days: u16) -> Result<Exit, Failure> {
    let lang = run.settings.lang;
    let catalog = run.catalog()?;
    let listing = Store::open(run.host)?.list()?;
    for damaged in &listing.damaged {
        run.out.complain(&damaged.say(lang));
    }
    let now = run.host.now();
    let since = now.after(-86400 * i64::from(days)).unwrap_or(Stamp::EPOCH);
    let stats = stats::stats(&catalog, listing.cases.iter(), since, lang);
    if run.is(Format::Json) {
        let mut document = json!({ "schema": "sspr.case.stats/1", "days": days, "since": since });
        if let (Value::Object(document), Value::Object(counted)) = (&mut document, serde_json::to_value(&stats)?) {
            document.extend(counted);
        }
        run.out.json(&document)?;
        return Ok(Exit::Done);
    }
    let number = |count: usize| count.to_string();
    let mut lines = vec![
        say("Cases of the last {} days: {}", "최근 {}일의 사례: {}건")
            .with(lang, &[&days.to_string(), &number(stats.cases)]),
        say(
            "Fixed: {}, of these on the phone within an hour: {}",
            "해결됨: {}건, 그중 통화 한 시간 안에 해결: {}건",
        )
        .with(lang, &[&number(stats.fixed), &number(stats.fixed_on_the_phone)]),
        say(
            "Cause found: {}, of these with steps left to somebody: {}",
            "원인 확인: {}건, 그중 할 일이 남은 사례: {}건",
        )
        .with(lang, &[&number(stats.cause), &number(stats.handed_on)]),
        say("By design: {}", "의도된 동작: {}건").with(lang, &[&number(stats.by_design)]),
        say("Open: {}, waiting: {}", "진행 중: {}건, 대기 중: {}건")
            .with(lang, &[&number(stats.open), &number(stats.waiting)]),
    ];
    if let Some(minutes) = stats.median_minutes {
        let said = say(
            "From the call to the conclusion: {} min (median)",
            "문의부터 결론까지: {}분(중앙값)",
        );
        lines.push(said.with(lang, &[&minutes.to_string()]));
    }
    for cause in &stats.causes {
        lines.push(format!(
            "{:>4}  {}  {}",
            cause.count,
            cause.entry,
            page::plain(&cause.title)
        ));
    }
    run.out.text(&(lines.join("\n") + "\n"))?;
    Ok(Exit::Done)
}

fn show(run: &mut Run, which: &Which, chars: Option<usize>, profile: Profile) -> Result<Exit, Failure> {
    let lang = run.settings.lang;
    let (catalog, case) = saved(run, which)?;
    let table = Table::of(&catalog, &case, profile)?;
    let shown = Case {
        lang,
        ..table.case(&catalog, &case)
    };
    let told = ticket::report_for(&catalog, &case, &table, lang);
    match (run.settings.format, chars) {
        (Format::Text | Format::Markdown, Some(limit)) => run.out.text(&told.note(limit))?,
        (_, Some(_)) => {
            let said = say(
                "`--chars` shortens text; leave out `--format json` or `--format html`",
                "`--chars`는 텍스트를 줄이는 옵션입니다. `--format json`이나 `--format html`을 빼십시오",
            );
            return Err(Failure::said(said, &[]));
        }
        (Format::Text | Format::Jsonl, None) => run.page(&told.text(run.width()).into())?,
        (Format::Markdown, None) => run.out.text(&told.markdown())?,
        (Format::Html, None) => run.out.text(&told.html())?,
        (Format::Json, None) => {
            let mut document = case_json::document(&catalog, &shown);
            document.retold(&|text| table.told(text));
            let report = &told;
            run.out.json(&case_json::Shown { document, report })?;
        }
    }
    Ok(Exit::Done)
}

/// Prints the fields of a ticket system, filled.
fn fields(run: &mut Run, which: &Which, id: &str, profile: Profile) -> Result<Exit, Failure> {
    let (catalog, case) = saved(run, which)?;
    let form = catalog.ticket_form(id).ok_or_else(|| {
        let known: Vec<String> = catalog.tickets().into_iter().map(|form| form.id).collect();
        let said = say(
            "there is no ticket form `{}`; write one of {}",
            "`{}` 티켓 양식이 없습니다. 다음 중에서 적으십시오: {}",
        );
        Failure::said(said, &[id, &known.join(", ")])
    })?;
    let table = Table::of(&catalog, &case, profile)?;
    let filled = ticket::fields(&form, &ticket::report_for(&catalog, &case, &table, run.settings.lang));
    match run.settings.format {
        Format::Json => {
            let told = |field: &ticket::Filled| {
                let characters = field.text.chars().count();
                json!({ "id": field.id, "label": field.label, "text": field.text, "characters": characters, "most": field.most })
            };
            let fields: Vec<Value> = filled.iter().map(told).collect();
            run.out
                .json(&json!({ "schema": "sspr.case.ticket/1", "id": case.id, "ticket": form.id, "fields": fields }))?;
        }
        Format::Text => run.out.text(&ticket::told(&filled))?,
        Format::Markdown | Format::Html | Format::Jsonl => {
            let said = say(
                "`--ticket` prints fields to paste; leave out `--format markdown` or `--format html`",
                "`--ticket`은 붙여 넣을 필드를 출력합니다. `--format markdown`이나 `--format html`을 빼십시오",
            );
            return Err(Failure::said(said, &[]));
        }
    }
    Ok(Exit::Done)
}

fn set(run: &mut Run, which: &Which, fields: &[OsString]) -> Result<Exit, Failure> {
    const NO_VALUE: Say = say(
        "`{}` has no `=`; write it like user_id=user@contoso.com",
        "`{}`에 `=`이 없습니다. user_id=user@contoso.com처럼 적으십시오",
    );
    let lang = run.settings.lang;
    let catalog = run.catalog()?;
    let mut pairs = Vec::new();
    for raw in fields {
        let raw = raw.to_str().ok_or_else(|| Failure::no_text(raw))?;
        let (field, value) = raw.split_once('=').ok_or_else(|| Failure::said(NO_VALUE, &[raw]))?;
        pairs.push((field.trim(), value));
    }
    let pairs = field::zones_first(&catalog, pairs);
    let host = run.host;
    let mut set = serde_json::Map::new();
    // a value that is not whole is said in words
    let mut open = BTreeMap::new();
    let (mut refused, mut remarks) = (Vec::new(), Vec::new());
    let mut removed = BTreeSet::new();
    let case = change(run, which, |case| {
        for (field, raw) in &pairs {
            match case.fill(&catalog, host, field, raw) {
                Ok(accepted) => {
                    removed.extend(accepted.removed().iter().copied());
                    let others = accepted
                        .settles()
                        .map(|(other, value)| (other.to_string(), known(value)));
                    set.extend(others);
                    set.insert((*field).to_owned(), known(&accepted.value()));
                    if let (Said::Open(said), Some(known)) = (accepted.said(), catalog.field(field)) {
                        open.insert((*field).to_owned(), field::shown_open(&known, said, lang));
                    }
                    remarks.extend(kept(&catalog, &accepted, lang));
                }
                Err(refusal) => refused.push(format!("{field}: {}", refusal.whole(lang))),
            }
        }
        read_files(&catalog, host, case)
    })?;
    not_kept(run, &removed);
    let text: Vec<String> = set
        .iter()
        .map(|(field, value)| {
            let open = open.get(field).map(String::as_str);
            format!("{field}={}", open.or(value.as_str()).unwrap_or_default())
        })
        .collect();
    if !set.is_empty() {
        let more = [("fields", json!(set))];
        changed(run, &catalog, "sspr.case.set/1", &case, more, &text.join("\n"))?;
    }
    for remark in remarks {
        run.out.remark(&remark);
    }
    if refused.is_empty() {
        return Ok(Exit::Done);
    }
    Err(Failure::new(&refused.join("\nsspr: ")))
}

fn note(run: &mut Run, which: &Which, text: &str) -> Result<Exit, Failure> {
    let lang = run.settings.lang;
    let text = clean(text).trim().to_owned();
    if text.is_empty() {
        let said = say(
            "the note is empty; write it behind `sspr case note`",
            "메모가 비어 있습니다. `sspr case note` 뒤에 적으십시오",
        );
        return Err(Failure::said(said, &[]));
    }
    let at = run.host.at();
    let catalog = run.catalog()?;
    let mut removed = BTreeSet::new();
    let case = change(run, which, |case| {
        removed = case.note(&catalog, at, String::new(), &text);
        Ok(())
    })?;
    not_kept(run, &removed);
    let count = case.notes.len();
    let said = say("notes: {}", "메모: {}개").with(lang, &[&count.to_string()]);
    changed(
        run,
        &catalog,
        "sspr.case.note/1",
        &case,
        [("notes", json!(count))],
        &said,
    )
}

fn attach(run: &mut Run, which: &Which, file: &Path) -> Result<Exit, Failure> {
    const UNREAD: Say = say(
        "`{}` was not read; attach it again",
        "`{}`을(를) 읽지 못했습니다. 다시 첨부하십시오",
    );
    let catalog = run.catalog()?;
    let host = run.host;
    let name = file.to_str().ok_or_else(|| Failure::no_text(file.as_os_str()))?;
    // a big file takes long to read: the case is not held meanwhile
    let (_, unsaved) = saved(run, which)?;
    let path = unsaved.path_of(&catalog, host, name)?;
    let Some(digest) = hashed(run, &path)? else {
        return Ok(Exit::Interrupted);
    };
    let case = change(run, which, |case| {
        let path = case.attach(&catalog, host, name)?;
        case.read_through(path, digest, host.at());
        read_files(&catalog, host, case)
    })?;
    let attached = case.attached.get(&path);
    let attached = attached.ok_or_else(|| Failure::said(UNREAD, &[&path]))?;
    let said = format!("{path} ({} B, SHA-256 {})", attached.size, attached.sha256);
    let more = [
        ("path", json!(path)),
        ("size", json!(attached.size)),
        ("sha256", json!(attached.sha256)),
    ];
    changed(run, &catalog, "sspr.case.attach/1", &case, more, &said)
}

fn evidence_of(run: &mut Run, which: &Which, file: &Path) -> Result<Exit, Failure> {
    let lang = run.settings.lang;
    let text = if file == Path::new("-") {
        pasted::standard_input()?
    } else {
        pasted::file(run.host, file)?
    };
    let (catalog, host) = (run.catalog()?, run.host);
    let (mut reading, mut taken) = (Reading::default(), Taken::default());
    let case = change(run, which, |case| {
        reading = case.read(&catalog, &text, host.now());
        taken = case.take(&catalog, host, &reading);
        Ok(())
    })?;
    not_kept(run, &reading.removed);
    let proposals = evidence::proposals(&catalog, &reading.words);
    let filled: BTreeMap<&str, &str> = taken.filled.iter().map(|(f, v)| (f.as_str(), v.as_str())).collect();
    let open: BTreeMap<&str, &str> = taken.open.iter().map(|(f, v)| (f.as_str(), v.as_str())).collect();
    let removed: Vec<&str> = reading.removed.iter().map(|secret| secret.word()).collect();
    let told = proposals
        .iter()
        .map(|p| json!({ "field": p.field, "value": p.value, "words": p.words }));
    let more = [
        ("evidence", json!(taken.evidence)),
        ("filled", json!(filled)),
        ("open", json!(open)),
        ("proposals", told.collect()),
        ("removed", json!(removed)),
    ];
    let lines = pasted::lines(&catalog, &reading, &taken, &proposals, lang);
    changed(run, &catalog, "sspr.case.evidence/1", &case, more, &lines.join("\n"))
}

fn delete(run: &mut Run, id: Option<&str>, yes: bool) -> Result<Exit, Failure> {
    const DELETED: Say = say("{}: deleted", "{}: 삭제함");
    const KEPT: Say = say("{}: not deleted", "{}: 삭제하지 않음");
    let Some(id) = id else {
        let said = say(
            "name the case to delete with --case; `sspr case list` shows them",
            "삭제할 사례를 --case로 지정하십시오. `sspr case list`로 목록을 확인하십시오",
        );
        return Err(Failure::said(said, &[]));
    };
    let store = Store::open(run.host)?;
    let id = store.find(id)?;
    let (lang, catalog) = (run.settings.lang, run.catalog()?);
    // one that is damaged has nothing but its name
    let named = store.load(&id).map_or_else(
        |_| say("case {}", "사례 {}").with(lang, &[&id]),
        |case| named(&catalog, &case, lang),
    );
    let deleted = yes || asked(run, &id, &named)?;
    if deleted {
        store.delete(&id, |id| forget(run.host, id))?;
    }
    let said = if deleted { DELETED } else { KEPT };
    let more = [("deleted", json!(deleted))];
    answer(run, "sspr.case.delete/1", &id, more, &said.with(lang, &[&named]))
}

/// Asks on the terminal whether the case is to be deleted.
fn asked(run: &Run, id: &str, named: &str) -> Result<bool, Failure> {
    const ASK: Say = say("Delete {} for good? y/n", "{}: 영구히 삭제하시겠습니까? y/n");
    if !io::stdin().is_terminal() {
        let said = say(
            "deleting case `{}` cannot be asked about without a terminal; add --yes",
            "터미널이 없어 사례 `{}`의 삭제 여부를 물을 수 없습니다. --yes를 붙이십시오",
        );
        return Err(Failure::said(said, &[id]));
    }
    run.out.remark(&ASK.with(run.settings.lang, &[named]));
    let mut line = String::new();
    io::stdin().read_line(&mut line).map_err(|error| Failure::new(&error))?;
    Ok(field::is_yes(&one_line(&line)))
}

/// So long a command waits for another that has the same case.
const PATIENCE: Duration = Duration::from_secs(2);

const WAITS: Say = say(
    "another sspr has case {} open; waiting for it, at most two seconds",
    "다른 sspr에서 {} 사례를 열어 두어 최대 2초 동안 기다립니다",
);

/// Reads a case under its lock, changes it and saves it.
pub(super) fn change(
    run: &Run,
    which: &Which,
    change: impl FnOnce(&mut Case) -> Result<(), Failure>,
) -> Result<Case, Failure> {
    let store = Store::open(run.host)?;
    let id = id(&store, which)?;
    let (held, mut case) = match store.hold(&id) {
        // another command needs but a moment
        Err(StoreError::Locked(_)) => {
            run.out.remark(&WAITS.with(run.settings.lang, &[&id]));
            store.hold_within(&id, PATIENCE)?
        }
        held => held?,
    };
    let before = case.clone();
    change(&mut case)?;
    if case != before {
        store.save(&held, &mut case)?;
    }
    Ok(case)
}

/// Prints what was changed in a case; as text below the case and its caller.
fn changed<const N: usize>(
    run: &mut Run,
    catalog: &Catalog,
    schema: &str,
    case: &Case,
    more: [(&str, Value); N],
    text: &str,
) -> Result<Exit, Failure> {
    let text = format!("{}\n{text}", named(catalog, case, run.settings.lang));
    answer(run, schema, &case.id, more, text.trim_end())
}

/// Says that secrets were given and are not kept.
pub(super) fn not_kept(run: &Run, removed: &BTreeSet<Secret>) {
    for sentence in evidence::sentences(removed, run.settings.lang) {
        run.out.complain(&sentence);
    }
}

fn known(value: &str) -> Value {
    if value.is_empty() { Value::Null } else { value.into() }
}

/// What is said where a field was left open: what is kept of it, and what is still wanted.
fn kept(catalog: &Catalog, accepted: &Accepted, lang: Lang) -> Option<String> {
    const KEPT: Say = say("{}: kept as {}.", "{}: 저장한 값은 {}입니다.");
    let Said::Open(said) = accepted.said() else { return None };
    let field = catalog.field(accepted.field())?;
    let shown = KEPT.with(lang, &[&field.id, &field::shown_open(&field, said, lang)]);
    let wanted = field::lacks(&field, said)
        .map(|lacks| lacks.hint(lang))
        .unwrap_or_default();
    Some(format!("{shown} {wanted}").trim_end().to_owned())
}
