//! `sspr search`: ranked entries for anything typed or pasted.

use super::{explain, pasted};
use crate::cli::{Exit, Failure, Run};
use crate::knowledge::article;
use crate::search::{Search, Verdict};
use crate::settings::Format;
use crate::text::{clean, columns, ui};
use serde_json::json;

pub fn run(run: &mut Run, words: &[String], limit: u8) -> Result<Exit, Failure> {
    let query = match words {
        [dash] if dash == "-" => pasted::standard_input()?,
        words => words.join(" "),
    };
    let query = clean(&query);
    let catalog = run.searchable()?;
    let lang = run.settings.lang;
    let answer = Search::over(&catalog).ask(&query, lang, usize::from(limit));
    let hits = answer.hits.iter();
    let hits: Vec<_> = hits.filter_map(|hit| Some((hit, catalog.entry(&hit.id)?))).collect();
    if run.is(Format::Json) {
        let results = hits.iter().map(|(hit, entry)| {
            json!({
                "id": hit.id, "area": entry.area.word(), "title": entry.title.get(lang),
                "score": (f64::from(hit.score) * 1000.0).round() / 1000.0, "matched": hit.matched,
                "origin": explain::origin(&catalog, &hit.id),
            })
        });
        let results: Vec<_> = results.collect();
        run.out.json(&json!({
            "schema": "sspr.search/1", "query": query, "confident": answer.confident(), "results": results,
        }))?;
        return Ok(Exit::yes(answer.confident()));
    }
    let markdown = run.is(Format::Markdown);
    let question = answer.question.as_ref().and_then(|id| catalog.question(id));
    // the question says itself that there are several meanings
    if question.is_none() || answer.verdict != Verdict::Several {
        run.out.line(&answer.verdict.say(&catalog, lang))?;
    }
    if let Some(question) = question {
        run.out
            .line(&format!("{}: {}", ui::TELL_APART.get(lang), question.ask.get(lang)))?;
    }
    // an id is copied from here, so it is never cut
    let wide = answer.hits.iter().map(|hit| hit.id.len()).max().unwrap_or(0);
    for (hit, entry) in &hits {
        let title = entry.title.get(lang);
        let why = if hit.matched.is_empty() {
            String::new()
        } else {
            format!(" ({})", columns::cut(&hit.matched.join(", "), 60))
        };
        // most are built in, which needs no words
        let own = catalog
            .origin(&hit.id)
            .map(|_| format!("  ({})", article::origin(&catalog, &hit.id, lang)));
        let own = own.unwrap_or_default();
        let line = if markdown {
            format!("- `{}` {title}{why}{own}", hit.id)
        } else {
            format!("{}  {title}{why}{own}", columns::pad(&hit.id, wide))
        };
        run.out.line(&line)?;
    }
    Ok(Exit::yes(answer.confident()))
}
