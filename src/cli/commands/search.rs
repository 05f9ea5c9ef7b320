//! `sspr search`: ranked entries for anything typed or pasted.

use crate::cli::{Exit, Failure, Run};
use crate::search::{Search, Verdict};
use crate::settings::Format;
use crate::text::{Say, clean, columns, say, ui};
use serde_json::json;
use std::io::Read;

/// A pasted log is text; what is beyond this is a file for another command.
const MOST_BYTES: u64 = 8 * 1024 * 1024;

pub fn run(run: &mut Run, words: &[String], limit: u8) -> Result<Exit, Failure> {
    let query = match words {
        [dash] if dash == "-" => standard_input()?,
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
        let line = if markdown {
            format!("- `{}` {title}{why}", hit.id)
        } else {
            format!("{}  {title}{why}", columns::pad(&hit.id, wide))
        };
        run.out.line(&line)?;
    }
    Ok(Exit::yes(answer.confident()))
}

fn standard_input() -> Result<String, Failure> {
    const UNREADABLE: Say = say("standard input cannot be read: {}", "표준 입력을 읽을 수 없습니다: {}");
    const TOO_LARGE: Say = say(
        "standard input is larger than 8 MB; paste the lines around the error",
        "표준 입력이 8MB보다 큽니다. 오류 앞뒤의 줄만 붙여 넣으십시오",
    );
    let mut bytes = Vec::new();
    let read = std::io::stdin().take(MOST_BYTES + 1).read_to_end(&mut bytes);
    if read.map_err(|e| Failure::said(UNREADABLE, &[&e.to_string()]))? as u64 > MOST_BYTES {
        return Err(Failure::said(TOO_LARGE, &[]));
    }
    // a pasted log may hold any bytes; what is no text is shown as such and matches nothing
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
