//! What comes back: `sspr case import`, and how two cases differ, `sspr case compare`.

use super::handing;
use crate::bundle::import::{self, Became, Imported};
use crate::bundle::names::Known;
use crate::bundle::{Bad, BundleError, Passphrase, Profile};
use crate::case::compare::{self, Of};
use crate::case::store::Store;
use crate::case::{Case, listed};
use crate::cli::{Exit, Failure, Run};
use crate::evidence;
use crate::knowledge::{Catalog, page};
use crate::settings::Format;
use crate::text::{Say, say, visible, visible_path};
use serde_json::{Value, json};
use std::path::Path;

const DIFFERS: Say = say(
    "said here and there differently, and left as it is here: {}",
    "번들과 달라 여기 내용을 그대로 둔 항목: {}",
);

/// Opens a bundle as a case; the passphrase of an encrypted one is asked for where no file holds it.
pub fn import(run: &mut Run, file: &Path, passphrase_file: Option<&Path>) -> Result<Exit, Failure> {
    const TOKENS: Say = say(
        "names that stand as tokens: {}; the sender holds the list, and no command is filled with one",
        "토큰으로 표시된 이름: {}개. 목록은 보낸 사람에게 있으며 명령에는 토큰을 채우지 않습니다",
    );
    let (lang, host) = (run.settings.lang, run.host);
    let catalog = run.catalog()?;
    let given = passphrase_file
        .map(|_| handing::passphrase(run, passphrase_file))
        .transpose()?;
    let given = given.map(|typed| Passphrase::given(&typed));
    let read = match import::read(host, &catalog, file, given.as_ref(), &mut |_, _| true) {
        Err(BundleError::BadZip(_, Bad::Encrypted)) => {
            let typed = Passphrase::given(&handing::passphrase(run, None)?);
            import::read(host, &catalog, file, Some(&typed), &mut |_, _| true)?
        }
        read => read?,
    };
    for remark in read.remarks(&catalog, lang) {
        run.out.complain(&visible(&remark));
    }
    for sentence in evidence::sentences(&read.removed, lang) {
        run.out.complain(&sentence);
    }
    let (tokens, profile, verdict) = (read.tokens.len(), read.profile.map(Profile::word), read.verdict.clone());
    let Imported {
        id,
        became,
        differs,
        files,
    } = import::take(host, &catalog, read)?;
    let lines: Vec<String> = differs.iter().map(|differs| differs.line(&catalog, lang)).collect();
    for line in &lines {
        run.out.complain(&visible(&DIFFERS.with(lang, &[line])));
    }
    if run.is(Format::Json) {
        let differs = differs.iter().map(told);
        let problems: Vec<String> = verdict.problems.iter().map(|problem| problem.say(lang)).collect();
        let taken = match became {
            Became::Updated(taken) => {
                json!({ "answers": taken.said, "fields": taken.fields, "notes": taken.notes, "findings": taken.found })
            }
            Became::New | Became::Renamed | Became::Known => Value::Null,
        };
        run.out.json(&json!({
            "schema": "sspr.case.import/1",
            "id": id,
            "became": became.word(),
            "profile": profile,
            "tokens": tokens,
            "taken": taken,
            "files": files.iter().map(|path| path.display().to_string()).collect::<Vec<_>>(),
            "problems": problems,
            "differs": differs.collect::<Value>(),
        }))?;
        return Ok(Exit::Done);
    }
    for path in &files {
        run.out.remark(&visible_path(path));
    }
    if tokens > 0 && matches!(became, Became::New | Became::Renamed) {
        run.out.remark(&TOKENS.with(lang, &[&tokens.to_string()]));
    }
    run.out.line(&became.say(&id, lang))?;
    Ok(Exit::Done)
}

fn told(differs: &compare::Differs) -> Value {
    json!({ "of": differs.of, "id": differs.id, "a": differs.a, "b": differs.b })
}

/// A case with names in the place of its tokens, as far as they are known here.
fn known(run: &Run, catalog: &Catalog, id: &str) -> Result<Case, Failure> {
    let store = Store::open(run.host)?;
    let case = store.load(id)?;
    let names = match &case.origin {
        None => Known::of(run.host, &case.id)?,
        // a case that came from here; another one of its name has tokens of its own
        Some(origin) => match store.load(&origin.id) {
            Ok(here) if here.created == case.created => Known::of(run.host, &origin.id)?.of_those(&origin.tokens),
            _ => Known::default(),
        },
    };
    Ok(case.retold(catalog, &|text| names.restored(text).0))
}

/// Says what differs between two cases.
pub fn compare(run: &mut Run, a: &str, b: &str) -> Result<Exit, Failure> {
    let lang = run.settings.lang;
    let catalog = run.catalog()?;
    let (a, b) = (known(run, &catalog, a)?, known(run, &catalog, b)?);
    let compared = compare::compare(&catalog, &a, &b);
    let same = compared.is_same();
    if run.is(Format::Json) {
        let causes = compared.causes.iter().map(|cause| {
            let title = catalog.title(&cause.entry).map(|title| page::plain(title.get(lang)));
            json!({ "entry": cause.entry, "title": title, "became": cause.became })
        });
        let causes: Value = causes.collect();
        let all = |of: Of, key: &str| -> Value {
            let of_it = compared.of(of);
            of_it
                .map(|differs| json!({ key: differs.id, "a": differs.a, "b": differs.b }))
                .collect()
        };
        run.out.json(&json!({
            "schema": "sspr.case.compare/1",
            "a": a.id,
            "b": b.id,
            "same": same,
            "causes": causes,
            "fields": all(Of::Field, "field"),
            "answers": all(Of::Answer, "question"),
            "outcomes": all(Of::Outcome, "entry"),
            "findings": all(Of::Finding, "entry"),
            "checks": all(Of::Check, "check"),
        }))?;
        return Ok(Exit::yes(same));
    }
    let ages = [&a, &b].map(|case| format!("{} ({})", case.id, listed::listed(&catalog, case).changed.to_minutes()));
    run.out
        .line(&say("from {} to {}", "{}에서 {}까지").with(lang, &[&ages[0], &ages[1]]))?;
    for line in compared.lines(&catalog, lang) {
        run.out.line(&visible(&line))?;
    }
    Ok(Exit::yes(same))
}
