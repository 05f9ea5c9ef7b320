//! What leaves the machine and comes back: `sspr case bundle`, `redact`, `verify`, `restore-names`.

use super::chosen::{answer, id, named, saved};
use super::pasted;
use crate::bundle::{self, BundleError, Order, Passphrase, Profile, Redaction, Terms, names};
use crate::case::Case;
use crate::case::store::Store;
use crate::cli::args::{self, Which};
use crate::cli::progress::Progress;
use crate::cli::{Exit, Failure, Run};
use crate::knowledge::Catalog;
use crate::settings::Format;
use crate::text::{Lang, Say, say, visible, visible_path};
use crate::time::Stamp;
use serde_json::{Value, json};
use std::io::{self, IsTerminal};
use std::path::Path;

const PERHAPS: Say = say(
    "may be names of people and are left as they are: {}; add --hide NAME for each that is one",
    "사람 이름일 수 있으나 그대로 둔 것: {}. 이름이면 --hide 이름을 붙여 가리십시오",
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

/// What somebody decided about words.
pub fn terms(given: &args::Terms) -> Terms {
    let mut terms = Terms::default();
    for term in &given.hide {
        terms.hide(term);
    }
    for term in &given.keep {
        terms.keep(term);
    }
    terms
}

/// A new passphrase: the first line of a file, else typed twice on the terminal.
fn new_passphrase(run: &Run, file: Option<&Path>) -> Result<Passphrase, Failure> {
    const AGAIN: Say = say("The same once more: ", "한 번 더: ");
    const DIFFERS: Say = say(
        "the two passphrases differ, so nothing was written; try again",
        "두 암호 문구가 달라 아무것도 쓰지 않았습니다. 다시 시도하십시오",
    );
    let typed = passphrase(run, file)?;
    if file.is_none() && asked_for(run, AGAIN)? != typed {
        return Err(Failure::said(DIFFERS, &[]));
    }
    Passphrase::new(&typed).map_err(|said| Failure::said(said, &[]))
}

/// A passphrase: the first line of a file, else typed on the terminal.
pub(super) fn passphrase(run: &Run, file: Option<&Path>) -> Result<String, Failure> {
    const ASK: Say = say("Passphrase of the bundle: ", "번들 암호 문구: ");
    const NO_TERMINAL: Say = say(
        "a passphrase cannot be asked for without a terminal; add --passphrase-file",
        "터미널이 없어 암호 문구를 물을 수 없습니다. --passphrase-file을 붙이십시오",
    );
    match file {
        Some(file) => pasted::file(run.host, file),
        None if io::stdin().is_terminal() => asked_for(run, ASK),
        None => Err(Failure::said(NO_TERMINAL, &[])),
    }
}

/// Asks without showing what is typed.
fn asked_for(run: &Run, said: Say) -> Result<String, Failure> {
    rpassword::prompt_password(said.get(run.settings.lang)).map_err(|error| Failure::new(&error))
}

/// Says that somebody stopped it.
fn stopped(run: &Run) -> Exit {
    run.out.remark(&BundleError::Canceled.say(run.settings.lang));
    Exit::Interrupted
}

/// So many hours before and after the time that the case reports.
fn around(catalog: &Catalog, case: &Case, hours: u16) -> Result<(Stamp, Stamp), Failure> {
    const NO_TIME: Say = say(
        "the case has no time to look around; set it with `sspr case set timestamp=...`",
        "사례에 시각이 없습니다. `sspr case set timestamp=...`로 입력하십시오",
    );
    let by = i64::from(hours) * 3600;
    let window = case
        .reported(catalog)
        .and_then(|at| Some((at.after(-by)?, at.after(by)?)));
    window.ok_or_else(|| Failure::said(NO_TIME, &[]))
}

/// Writes the bundle of a case.
pub fn bundle(run: &mut Run, which: &Which, asked: &args::Bundling) -> Result<Exit, Failure> {
    const CHANGED: Say = say("Changed since it was attached: {}", "첨부한 뒤에 내용이 바뀐 파일: {}");
    const LOOKING: Say = say("{} % of {} looked at", "{}%({} 중) 확인함");
    const WRITING: Say = say("{} % of {} written", "{}%({} 중) 저장함");
    let (lang, host) = (run.settings.lang, run.host);
    let (catalog, case) = saved(run, which)?;
    let passphrase = asked
        .encrypt
        .then(|| new_passphrase(run, asked.passphrase_file.as_deref()))
        .transpose()?;
    let order = Order {
        profile: asked.profile,
        lang: run.settings.asked_lang.unwrap_or(case.lang),
        terms: terms(&asked.terms),
        pictures: asked.with_pictures,
        window: asked.around.map(|hours| around(&catalog, &case, hours)).transpose()?,
        ..Order::default()
    };
    let size = |(_, path): &(_, String)| host.meta(Path::new(path)).map_or(0, |meta| meta.size);
    let total = case.files(&catalog).iter().map(size).sum();
    let mut progress = Progress::new(run, LOOKING, total)?;
    let plan = match bundle::plan(&catalog, &case, host, &order, &mut |done| progress.goes_on(done)) {
        Err(BundleError::Canceled) => return Ok(stopped(run)),
        plan => plan?,
    };
    run.out.remark(&named(&catalog, &case, lang));
    for line in plan.lines(&catalog, lang) {
        run.out.remark(&line);
    }
    perhaps(run, plan.redaction.doubts().keys(), lang);
    let mut progress = Progress::new(run, WRITING, plan.size())?;
    let mut go_on = |done| progress.goes_on(done);
    let (output, passphrase) = (asked.output.as_path(), passphrase.as_ref());
    let written = match bundle::write(host, &catalog, &plan, output, asked.replace, passphrase, &mut go_on) {
        Err(BundleError::Canceled) => return Ok(stopped(run)),
        written => written?,
    };
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
    order: &Order,
    case: Option<String>,
    replace: bool,
) -> Result<Exit, Failure> {
    const LEFT_OUT: Say = say(
        "left out, because names in it cannot be hidden: {}",
        "이름을 가릴 수 없어 제외한 파일: {}",
    );
    const READING: Say = say("{} % of {} read", "{}%({} 중) 읽음");
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
    let asked = Redaction {
        file,
        output,
        order,
        replace,
        case: case.as_ref(),
    };
    // it is read twice
    let total = 2 * host.meta(file).map_or(0, |meta| meta.size);
    let mut progress = Progress::new(run, READING, total)?;
    let told = match bundle::redact(host, &catalog, &asked, &mut |done| progress.goes_on(done)) {
        Err(BundleError::Canceled) => return Ok(stopped(run)),
        told => told?,
    };
    perhaps(run, told.perhaps.iter(), lang);
    for name in &told.left_out {
        run.out.remark(&LEFT_OUT.with(lang, &[&visible(name)]));
    }
    let target = host.absolute(output).display().to_string();
    if run.is(Format::Json) {
        run.out.json(&json!({
            "schema": "sspr.case.redact/1",
            "output": target,
            "profile": order.profile.word(),
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
pub fn verify(run: &mut Run, file: &Path, passphrase_file: Option<&Path>) -> Result<Exit, Failure> {
    let lang = run.settings.lang;
    let catalog = run.catalog()?;
    let given = passphrase_file
        .map(|file| passphrase(run, Some(file)))
        .transpose()?
        .map(|typed| Passphrase::given(&typed));
    let mut verdict = bundle::verify(run.host, &catalog, file, given.as_ref())?;
    if given.is_none() && verdict.is_locked() && io::stdin().is_terminal() {
        let typed = Passphrase::given(&passphrase(run, None)?);
        verdict = bundle::verify(run.host, &catalog, file, Some(&typed))?;
    }
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
