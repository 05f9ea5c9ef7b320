//! What stands in the report, and that every form says the same.

use super::*;
use crate::case::Note;
use crate::case::found::{Evidence, From};
use crate::case::sample;
use crate::knowledge::id::EntryId;
use crate::time::Zone;
use crate::walk::{Detail, Outcome, StepEnd};
use proptest::prelude::*;

fn with<T>(tell: impl Fn(&Catalog, &Case) -> T) -> T {
    let catalog = sample::catalog();
    let case = sample::case(&catalog);
    tell(&catalog, &case)
}

fn markdown(catalog: &Catalog, case: &Case, lang: Lang) -> String {
    report(catalog, case, lang).markdown()
}

#[test]
fn what_was_asked_and_tried_is_told_in_words_with_times_on_the_clocks_of_the_case() {
    let text = with(|catalog, case| markdown(catalog, case, Lang::En));
    for line in [
        "# Support case abcd2345",
        "## Conclusion",
        "No cause is found yet. Waiting until 2026-11-21T10:30:00+09:00: Ask another",
        "### Ruled out",
        "- Wait a bit: **did not help**",
        "- Restart it: **could not be done**: no \\*rights\\*",
        "| Times | Opened 2026-11-21 09:00:00. Times are those of Asia/Seoul. |",
        "### Resetting",
        "- Is a **license** assigned? -> Yes",
        "- Since when? -> 9 o'clock, \\`roughly\\`",
        "- Ask another: **waiting** until 2026-11-21 10:30:00",
        "| Urgent | must work now |",
        "- 2026-11-21 09:07:00 (Ask another): called \\<back\\>",
        "## Still missing",
        "| Administrator role | no |",
        "| Description | fails with \\| \\*stars\\* \\<b\\><br>second line |",
    ] {
        assert!(text.lines().any(|l| l == line), "{line}\n---\n{text}");
    }
    let at = |name: &str| text.find(name);
    let order = [
        "## Conclusion",
        "## Evidence",
        "## The case",
        "## What was asked",
        "## Still missing",
    ]
    .map(at);
    assert!(order.is_sorted() && order[0].is_some(), "{text}");
}

#[test]
fn the_summary_is_korean_in_korean() {
    let text = with(|catalog, case| markdown(catalog, case, Lang::Ko));
    for line in [
        "# 지원 사례 abcd2345",
        "## 결론",
        "## 아직 빠진 항목",
        "| 관리자 역할 | 아니요 |",
        "| 급함 | 바로 일해야 함 |",
    ] {
        assert!(text.lines().any(|l| l == line), "{line}\n---\n{text}");
    }
    assert!(!text.contains("Still missing"));
}

#[test]
fn html_shows_what_was_typed_letter_by_letter_and_needs_no_network() {
    let page = with(|catalog, case| report(catalog, case, Lang::En).html());
    assert!(
        page.contains("<td>fails with | *stars* &lt;b&gt;<br>second line</td>"),
        "{page}"
    );
    assert!(
        page.contains("Is a <strong>license</strong> assigned? -&gt; Yes"),
        "{page}"
    );
    assert!(page.starts_with("<!doctype html>") && !page.contains("<b>"));
    assert!(page.contains("@media print"));
    for outside in ["<link", "<script", "<img", "src=", "url(", "@import"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn plain_text_keeps_its_width() {
    let text = with(|catalog, case| report(catalog, case, Lang::Ko).text(60));
    assert!(
        text.contains("오류 설명: fails with | *stars* <b>\n    second line\n"),
        "{text}"
    );
    for line in text.lines() {
        assert!(crate::text::columns::width(line) <= 60, "{line}");
    }
}

#[test]
fn a_command_is_filled_and_stands_in_one_piece_to_be_copied() {
    let catalog = sample::catalog();
    let mut case = concluded(&catalog, Outcome::Cause);
    for (field, value) in [("user_id", "o'neil@contoso.com"), ("ticket", "INC 1; rm")] {
        assert!(case.fill(&catalog, &sample::host(), field, value).is_ok(), "{field}");
    }
    let told = report(&catalog, &case, Lang::En);
    let done = "Open-Lid -Of 'o''neil@contoso.com' -Label 'assigned'";
    let to_do = "Set-Spring 'INC 1; rm' | Out-Null";
    for wanted in [done, to_do] {
        assert!(told.text(20).contains(&format!("$ {wanted}\n")), "{}", told.text(20));
        assert!(
            told.markdown().contains(&format!("   {wanted}\n")) || told.markdown().contains(&format!("  {wanted}\n"))
        );
        assert!(told.html().contains(&format!("<pre>{wanted}</pre>")), "{}", told.html());
    }
    let whole = told.text(80);
    for wanted in ["  Undo: Shut it.\n", "  Risk: It jumps.\n"] {
        assert!(whole.contains(wanted), "{whole}");
    }
    let brief = told.brief().text(80);
    for left_out in ["Open-Lid", "Set-Spring", "Shut it.", "It jumps."] {
        assert!(!brief.contains(left_out), "{brief}");
    }
}

/// A case that came to a conclusion, with everything a report can tell.
fn concluded(catalog: &Catalog, outcome: Outcome) -> Case {
    let mut case = sample::case(catalog);
    let at = sample::noon();
    let entry = EntryId::new("a.fix");
    case.take_up(catalog, &entry);
    case.outcome(
        catalog,
        &entry,
        outcome,
        Some(Detail::Handed("team *north*".into())),
        at,
    );
    if let Some(walk) = case.walks.last_mut() {
        walk.end_step(&entry, 0, Some(StepEnd::Done), at);
        walk.end_step(&entry, 2, Some(StepEnd::CouldNot("no `key`".into())), at);
    }
    case.evidence.push(Evidence {
        from: From::Paste,
        provider: Some("PasswordResetService".into()),
        event: Some(33004),
        codes: vec!["hr=80230626".into(), "SSPR_0029".into()],
        tracking_id: Some("4f6a1c02-93be-4d5b-8a77-0c2be1f53d19".into()),
        at: Some(at),
        computer: Some("AADC01".into()),
        user: Some("kim@contoso.com".into()),
        quote: Some("TrackingId: <b>|*x*".into()),
        written: None,
        line: None,
        record: None,
    });
    case.notes.push(Note {
        at,
        node: String::new(),
        text: "second *note*".into(),
    });
    case
}

/// What each form shows, without its own marks and line ends.
fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn markdown_page_text_and_json_say_the_same() {
    let catalog = sample::catalog();
    let cases = [
        sample::case(&catalog),
        concluded(&catalog, Outcome::Cause),
        concluded(&catalog, Outcome::Fixed),
        concluded(&catalog, Outcome::ByDesign),
        Case::new(sample::id(), Lang::En, sample::noon(), &Zone::UTC),
    ];
    for (case, lang) in cases.iter().flat_map(|case| Lang::ALL.map(|lang| (case, lang))) {
        let mut told = report(&catalog, case, lang);
        let json: serde_json::Value = serde_json::to_value(&told).unwrap();
        let mut leaves = Vec::new();
        strings(&json, &mut leaves);
        let markdown = bare(&told.markdown().replace("<br>", " ").replace(['\\', '*', '`'], ""));
        let page = told.html().replace("<br>", " ");
        let page = page
            .split('<')
            .map(|part| part.split_once('>').map_or(part, |(_, text)| text));
        let page = page.collect::<String>().replace("&lt;", "<").replace("&gt;", ">");
        let page = bare(
            &page
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replace(['*', '`'], ""),
        );
        let text = bare(&told.text(72).replace(['*', '`'], ""));
        let lines: Vec<String> = told.lines_mut().into_iter().map(|line| paper::plain(line)).collect();
        assert_eq!(leaves.len(), lines.len(), "a part is not among the lines: {json:#}");
        for leaf in leaves {
            assert!(lines.contains(&leaf), "{leaf}");
            let wanted = bare(&leaf.replace(['*', '`'], ""));
            for (form, shown) in [("markdown", &markdown), ("page", &page), ("text", &text)] {
                assert!(shown.contains(&wanted), "{form} does not say {leaf:?}:\n{shown}");
            }
        }
    }
}

fn strings(value: &serde_json::Value, out: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => out.push(text.clone()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| strings(item, out)),
        serde_json::Value::Object(map) => map.values().for_each(|item| strings(item, out)),
        _ => {}
    }
}

#[test]
fn a_cause_says_what_was_done_what_is_to_do_where_and_by_whom() {
    let catalog = sample::catalog();
    let text = report(&catalog, &concluded(&catalog, Outcome::Cause), Lang::En).text(200);
    for line in [
        "This is the cause - Repair it (SSPR_0099; a.fix)",
        "The spring is worn.",
        "- Open the lid.",
        "1. Change the spring. [Where: Workshop > Bench] [Who: smith]",
        "2. Close the lid. [Not done because: no key]",
        "Next: team *north*",
        "Takes effect after: 60 minutes: Oil sets slowly.",
        "For the caller: We repair it.",
    ] {
        let line = line.replace("no key", "no `key`");
        assert!(text.lines().any(|l| l == line), "{line}\n---\n{text}");
    }
    let fixed = report(&catalog, &concluded(&catalog, Outcome::Fixed), Lang::En);
    assert!(fixed.conclusion.iter().all(|verdict| verdict.to_do.is_empty()) && fixed.missing.is_empty());
}

#[test]
fn the_text_for_a_ticket_begins_with_conclusion_and_codes() {
    let catalog = sample::catalog();
    let case = concluded(&catalog, Outcome::Cause);
    let text = ticket(&catalog, &case, Lang::En, 300);
    assert!(
        text.starts_with("Conclusion: This is the cause - Repair it (SSPR_0099; a.fix)\n"),
        "{text}"
    );
    assert!(
        text.contains("event 33004 (PasswordResetService), hr=80230626"),
        "{text}"
    );
    let open = ticket(&catalog, &sample::case(&catalog), Lang::En, TICKET);
    for wanted in [
        "Conclusion: No cause is found yet. Waiting until",
        "Ruled out: Wait a bit: did not help; Restart it: could not be done: no *rights*",
        "User ID: kim@contoso.com",
        "Still missing: Page, ",
    ] {
        assert!(open.contains(wanted), "{wanted}\n---\n{open}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_text_for_a_ticket_never_grows_over_its_limit_and_breaks_no_word(
        limit in 0usize..2500,
        words in proptest::collection::vec("[a-zA-Z0-9_=*|-]{1,30}|[가-힣]{1,12}|\\PC{1,8}", 0..120),
        korean: bool,
    ) {
        let catalog = sample::catalog();
        let mut case = concluded(&catalog, Outcome::Cause);
        let long = words.join(" ");
        if let Some(piece) = case.evidence.first_mut() {
            piece.quote = Some(long.clone());
            piece.codes.push(words.concat());
        }
        let _ = case.fill(&catalog, &sample::host(), "description", &long);
        let lang = if korean { Lang::Ko } else { Lang::En };
        let told = report(&catalog, &case, lang);
        let text = told.note(limit);
        prop_assert!(text.chars().count() <= limit, "{}", text);
        let whole = told.note(usize::MAX);
        // what parts one item from the next is no piece of a word
        let words = |text: &'_ str| -> Vec<String> {
            text.split_whitespace().map(|word| word.trim_end_matches([';', ',']).to_owned()).collect()
        };
        let known = words(&whole);
        for word in words(&text) {
            prop_assert!(word == "..." || known.contains(&word), "{:?} is a piece of a word", word);
        }
    }
}

#[test]
fn the_transcript_names_every_question_and_entry_in_order() {
    let text = with(|catalog, case| transcript_text(catalog, case, Lang::En));
    let at = |id: &str| text.find(id).unwrap_or(usize::MAX);
    let order = [
        "ask.urgent",
        "ask.license",
        "ask.since",
        "a.first",
        "a.second",
        "a.third",
    ]
    .map(at);
    assert!(order.is_sorted() && order[5] < usize::MAX, "{text}");
    assert_eq!(text, with(|catalog, case| transcript_text(catalog, case, Lang::En)));
}

#[test]
fn an_empty_case_says_so() {
    let catalog = sample::catalog();
    let case = Case::new(sample::id(), Lang::En, sample::noon(), &Zone::UTC);
    assert!(markdown(&catalog, &case, Lang::En).contains("No cause is found yet."));
    assert!(transcript_markdown(&catalog, &case, Lang::Ko).contains("아직 답한 질문이 없습니다."));
}
