//! What leaves the machine and comes back: `sspr case bundle`, `redact`, `verify`, `restore-names`.

use super::chosen::{answer, id, named, saved};
use super::pasted;
use crate::bundle::{self, Asked, Order, Profile, names};
use crate::case::store::Store;
use crate::cli::args::Which;
use crate::cli::{Exit, Failure, Run};
use crate::settings::Format;
use crate::text::{Lang, Say, say, visible, visible_path};
use serde_json::{Value, json};
use std::path::Path;

const PERHAPS: Say = say(
    "may be names of people and are left as they are: {}; hide them with `sspr case redact --case ID` once the case names them",
    "사람 이름일 수 있으나 그대로 둔 것: {}. 사례에 이름을 적은 뒤 `sspr case redact --case ID`로 가릴 수 있습니다",
);

/// So many of what may be names are told.
const MOST_TOLD: usize = 12;

fn perhaps<'n>(run: &Run, all: impl Iterator<Item = &'n String>, lang: Lang) {
    let all: Vec<&String> = all.collect();
    if !all.is_empty() {
        let shown: Vec<String> = all
            .iter()
            .take(MOST_TOLD)
            .map(|name| visible(name).into_owned())
            .collect();
        let more = all.len() - shown.len();
        let more = if more > 0 { format!(" (+{more})") } else { String::new() };
        run.out.remark(&PERHAPS.with(lang, &[&(shown.join(", ") + &more)]));
    }
}

/// Writes the bundle of a case.
pub fn bundle(
    run: &mut Run,
    which: &Which,
    output: &Path,
    replace: bool,
    profile: Profile,
    with_pictures: bool,
) -> Result<Exit, Failure> {
    const CHANGED: Say = say("Changed since it was attached: {}", "첨부한 뒤에 내용이 바뀐 파일: {}");
    let (lang, host) = (run.settings.lang, run.host);
    let (catalog, case) = saved(run, which)?;
    let order = Order {
        profile,
        lang: run.settings.asked_lang.unwrap_or(case.lang),
        pictures: with_pictures,
        ..Order::default()
    };
    let plan = bundle::plan(&catalog, &case, host, &order, &mut |_| true)?;
    run.out.remark(&named(&catalog, &case, lang));
    for line in plan.lines(&catalog, lang) {
        run.out.remark(&line);
    }
    perhaps(run, plan.redaction.doubts().keys(), lang);
    let written = bundle::write(host, &catalog, &plan, output, replace, &mut |_| true)?;
    let shown = |path: &Path| path.display().to_string();
    for path in &written.changed {
        run.out.remark(&CHANGED.with(lang, &[&visible_path(path)]));
    }
    let target = shown(&host.absolute(output));
    let told = |file: &bundle::Planned| json!({ "name": file.name, "size": file.size });
    let files: Vec<Value> = plan.files.iter().map(told).collect();
    let left_out: Vec<String> = plan.left_out.iter().map(|left| shown(&left.path)).collect();
    let more = [
        ("output", json!(target)),
        ("files", json!(files)),
        ("left_out", json!(left_out)),
    ];
    answer(run, "sspr.case.bundle/1", &case.id, more, &target)?;
    // a bundle without evidence that the case names was written, and is not whole
    Ok(Exit::yes(plan.left_out.is_empty()))
}

/// Redacts a file.
pub fn redact(
    run: &mut Run,
    file: &Path,
    output: &Path,
    profile: Profile,
    case: Option<String>,
    replace: bool,
) -> Result<Exit, Failure> {
    const LEFT_OUT: Say = say(
        "left out, because names in it cannot be hidden: {}",
        "이름을 가릴 수 없어 뺀 파일: {}",
    );
    const DONE: Say = say(
        "{}: names hidden {}, secrets removed {}",
        "{}: 가린 이름 {}개, 지운 비밀 {}개",
    );
    let (lang, host) = (run.settings.lang, run.host);
    let (catalog, case) = match case {
        Some(id) => {
            let (catalog, case) = saved(run, &Which { id: Some(id) })?;
            (catalog, Some(case))
        }
        None => (run.catalog()?, None),
    };
    let asked = Asked {
        file,
        output,
        profile,
        replace,
        case: case.as_ref(),
    };
    let told = bundle::redact(host, &catalog, &asked, &mut |_| true)?;
    perhaps(run, told.perhaps.iter(), lang);
    for name in &told.left_out {
        run.out.remark(&LEFT_OUT.with(lang, &[&visible(name)]));
    }
    let target = host.absolute(output).display().to_string();
    if run.is(Format::Json) {
        run.out.json(&json!({
            "schema": "sspr.case.redact/1",
            "output": target,
            "profile": profile.word(),
            "redactions": told.done.tokens,
            "removed": told.done.secrets,
            "left_out": told.left_out,
            "perhaps_names": told.perhaps,
        }))?;
    } else {
        let count = |counts: &std::collections::BTreeMap<&str, u64>| counts.values().sum::<u64>().to_string();
        let values = [&*target, &count(&told.done.tokens), &count(&told.done.secrets)];
        run.out.line(&DONE.with(lang, &values))?;
    }
    Ok(Exit::yes(told.left_out.is_empty()))
}

/// Checks a bundle, in one line.
pub fn verify(run: &mut Run, file: &Path) -> Result<Exit, Failure> {
    let lang = run.settings.lang;
    let verdict = bundle::verify(run.host, &run.catalog()?, file)?;
    let intact = verdict.problems.is_empty();
    if run.is(Format::Json) {
        let problems: Vec<String> = verdict.problems.iter().map(|problem| problem.say(lang)).collect();
        let profile = verdict.profile.map(Profile::word);
        run.out.json(&json!({
            "schema": "sspr.case.verify/1", "path": file.display().to_string(), "intact": intact, "files": verdict.files, "profile": profile,
            "problems": problems,
        }))?;
    } else {
        run.out
            .line(&format!("{}: {}", visible_path(file), verdict.say(lang)))?;
    }
    Ok(Exit::yes(intact))
}

/// Turns an answer in tokens back.
pub fn restore_names(run: &mut Run, which: &Which, file: &Path) -> Result<Exit, Failure> {
    const NONE: Say = say(
        "no token of case {} stands in it; name another case with --case",
        "사례 {}의 토큰이 없습니다. --case로 다른 사례를 지정하십시오",
    );
    let (lang, host) = (run.settings.lang, run.host);
    let text = if file == Path::new("-") {
        pasted::standard_input()?
    } else {
        pasted::file(host, file)?
    };
    let id = id(&Store::open(host)?, which)?;
    let (text, count) = names::restored(host, &id, &text)?;
    if count == 0 {
        run.out.remark(&NONE.with(lang, &[&id]));
    }
    if run.is(Format::Json) {
        run.out
            .json(&json!({ "schema": "sspr.case.restore-names/1", "id": id, "restored": count, "text": text }))?;
    } else {
        run.out.text(&text)?;
    }
    Ok(Exit::Done)
}
