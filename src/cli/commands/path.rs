//! `sspr knowledge path`: the shortest way to an entry, and how many questions each tree asks.

use crate::cli::commands::explain;
use crate::cli::{Exit, Failure, Run};
use crate::knowledge::shape::Entry;
use crate::knowledge::{Catalog, page};
use crate::settings::Format;
use crate::text::{Lang, Say, columns, say};
use crate::walk::{Outcome, What, prove, ways};
use serde_json::{Value, json};

const SCHEMA: &str = "sspr.knowledge.path/1";

pub fn run(run: &mut Run, id: Option<&str>) -> Result<Exit, Failure> {
    let catalog = run.catalog()?;
    let Some(id) = id else {
        return trees(run, &catalog);
    };
    let entry = catalog.entry(&id.trim().to_lowercase());
    let entry = entry.ok_or_else(|| explain::no_entry(&catalog, id))?;
    way(run, &catalog, &entry)
}

/// The shortest way to an entry; 1 where no walk comes to it.
fn way(run: &mut Run, catalog: &Catalog, entry: &Entry) -> Result<Exit, Failure> {
    const NO_WAY: Say = say(
        "no tree leads to `{}`; open it by itself: `sspr start {}`",
        "`{}` 항목으로 이어지는 트리가 없습니다. `sspr start {}`로 직접 여십시오",
    );
    let lang = run.settings.lang;
    let way = ways::shortest(catalog, &entry.id);
    let title = |id: &str| catalog.title(id).map(|title| page::plain(title.get(lang)));
    if run.is(Format::Json) {
        let tree = way
            .as_ref()
            .map(|way| json!({ "id": way.tree, "title": title(&way.tree) }));
        let stops = way.as_ref().map(|way| {
            let stops = way.stops.iter().map(|stop| told(catalog, &stop.what, lang));
            stops.collect::<Vec<_>>()
        });
        let entry = json!({ "id": entry.id, "title": title(&entry.id) });
        run.out
            .json(&json!({ "schema": SCHEMA, "entry": entry, "tree": tree, "way": stops }))?;
    } else if let Some(way) = &way {
        run.out
            .line(&format!("{}: {}", way.tree, title(&way.tree).unwrap_or_default()))?;
        for (at, stop) in way.stops.iter().enumerate() {
            let said = match &stop.what {
                What::Asked { question, answer } => choice(catalog, question, answer, lang),
                What::Tried { outcome, .. } => outcome.told().get(lang).to_owned(),
            };
            let line = format!("{}. {}", at + 1, title(stop.id()).unwrap_or_default());
            run.out.line(&format!("{line}\n   {said}"))?;
        }
        run.out
            .line(&format!("{}: {}", entry.id, page::plain(entry.title.get(lang))))?;
    }
    if way.is_none() {
        run.tell(&Failure::said(NO_WAY, &[&entry.id, &entry.id]));
    }
    Ok(Exit::yes(way.is_some()))
}

/// A stop for a script.
fn told(catalog: &Catalog, what: &What, lang: Lang) -> Value {
    let title = |id: &str| catalog.title(id).map(|title| page::plain(title.get(lang)));
    match what {
        What::Asked { question, answer } => json!({
            "question": question, "ask": title(question),
            "choice": answer, "answer": choice(catalog, question, answer, lang),
        }),
        What::Tried { entry, outcome, .. } => json!({
            "entry": entry, "title": title(entry), "outcome": Outcome::word(*outcome),
        }),
    }
}

/// What to choose at a question, in its words.
fn choice(catalog: &Catalog, question: &str, answer: &str, lang: Lang) -> String {
    const PASS: Say = say("leave it empty", "비워 둡니다");
    let choices = catalog.question(question).map(|question| question.choices);
    let chosen = choices.into_iter().flatten().find(|choice| choice.id == answer);
    chosen.map_or_else(
        || PASS.get(lang).to_owned(),
        |choice| page::plain(choice.text.get(lang)),
    )
}

/// How many questions stand before the first remedy of each tree.
fn trees(run: &mut Run, catalog: &Catalog) -> Result<Exit, Failure> {
    const LINE: Say = say(
        "questions before the first remedy: {} on average, at most {}",
        "첫 조치까지의 질문 수: 평균 {}개, 최대 {}개",
    );
    let counted = prove::questions(catalog);
    if run.is(Format::Json) {
        let trees = counted
            .iter()
            .map(|(id, asked)| json!({ "id": id, "mean": asked.mean, "longest": asked.longest }));
        let trees: Vec<_> = trees.collect();
        run.out.json(&json!({ "schema": SCHEMA, "trees": trees }))?;
        return Ok(Exit::Done);
    }
    let lang = run.settings.lang;
    let wide = counted.keys().map(String::len).max().unwrap_or(0);
    for (id, asked) in &counted {
        let line = LINE.with(lang, &[&format!("{:.1}", asked.mean), &asked.longest.to_string()]);
        run.out.line(&format!("{}  {line}", columns::pad(id, wide)))?;
    }
    Ok(Exit::Done)
}
