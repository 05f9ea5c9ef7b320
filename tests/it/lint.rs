//! The checks of knowledge files: every rule has a fixture that breaks it and nothing else. The first line of a fixture
//! says which rule must be reported, and where: `# K005 at 8:15`, the column in characters.

use crate::support::cli::{Desk, Told, sspr};
use serde_json::Value;
use sspr::knowledge::problem::rules;
use std::collections::BTreeSet;
use std::path::Path;

struct Fixture {
    name: String,
    text: String,
    /// Rule, line, column.
    wanted: Vec<(String, u64, u64)>,
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/lint"))
}

fn fixtures() -> Vec<Fixture> {
    let mut out: Vec<Fixture> = std::fs::read_dir(folder())
        .unwrap()
        .map(|item| item.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            Fixture {
                name: path.file_stem().unwrap().to_str().unwrap().to_owned(),
                wanted: wanted(text.lines().next().unwrap()),
                text,
            }
        })
        .collect();
    out.sort_by(|a, b| a.name.cmp(&b.name));
    out
}

fn wanted(header: &str) -> Vec<(String, u64, u64)> {
    header
        .trim_start_matches("# ")
        .split(", ")
        .map(|part| {
            let (rule, place) = part.split_once(" at ").unwrap();
            let (line, column) = place.split_once(':').unwrap();
            (rule.to_owned(), line.parse().unwrap(), column.parse().unwrap())
        })
        .collect()
}

/// A desk with the clean knowledge and these files beside it, in `k`.
fn desk(files: &[&Fixture]) -> Desk {
    let desk = Desk::new();
    desk.file(
        "k/00-clean.yaml",
        std::fs::read(folder().join("clean/00-clean.yaml")).unwrap(),
    );
    for fixture in files {
        desk.file(&format!("k/{}.yaml", fixture.name), &fixture.text);
    }
    desk
}

fn found(told: &Told) -> Vec<(String, String, u64, u64)> {
    told.json("sspr.knowledge.lint/1")["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| {
            let file = Path::new(p["file"].as_str().unwrap()).file_stem().unwrap();
            (
                file.to_str().unwrap().to_owned(),
                p["rule"].as_str().unwrap().to_owned(),
                p["line"].as_u64().unwrap(),
                p["column"].as_u64().unwrap(),
            )
        })
        .collect()
}

fn expected(fixture: &Fixture) -> Vec<(String, String, u64, u64)> {
    let name = &fixture.name;
    fixture
        .wanted
        .iter()
        .map(|(rule, line, column)| (name.clone(), rule.clone(), *line, *column))
        .collect()
}

#[test]
fn clean_knowledge_passes() {
    desk(&[])
        .sspr("knowledge lint k")
        .exits(0)
        .says_nothing()
        .warns("no problems");
    let told = desk(&[]).sspr("knowledge lint k --format json").exits(0);
    assert!(found(&told).is_empty(), "{told}");
}

#[test]
fn every_rule_has_a_fixture_that_breaks_it() {
    let broken: BTreeSet<String> = fixtures()
        .iter()
        .filter(|f| f.name.starts_with('K'))
        .flat_map(|f| f.wanted.iter().map(|(rule, ..)| rule.clone()))
        .collect();
    let rules: BTreeSet<String> = rules().map(|r| r.id.to_owned()).collect();
    assert_eq!(broken, rules);
}

#[test]
fn a_fixture_yields_its_rule_at_its_place_and_nothing_else() {
    for fixture in fixtures() {
        let told = desk(&[&fixture]).sspr("knowledge lint k --format json").exits(1);
        assert_eq!(found(&told), expected(&fixture), "{}\n{told}", fixture.name);
        if fixture.name.starts_with('K') {
            assert!(
                fixture.wanted.iter().all(|(rule, ..)| fixture.name.starts_with(rule)),
                "{} breaks a rule that is not in its name",
                fixture.name
            );
        }
    }
}

#[test]
fn at_least_two_fixtures_have_hangul_before_the_place() {
    let count = fixtures()
        .iter()
        .flat_map(|f| f.wanted.iter().map(move |(_, line, column)| (f, *line, *column)))
        .filter(|(fixture, line, column)| {
            let line = fixture.text.lines().nth(usize::try_from(line - 1).unwrap()).unwrap();
            line.chars()
                .take(usize::try_from(*column).unwrap())
                .any(|c| ('가'..='힣').contains(&c))
        })
        .count();
    assert!(count >= 2, "{count}");
}

#[test]
fn no_problem_hides_another_in_its_file_or_in_one_beside() {
    let all = fixtures();
    let several = all.iter().find(|f| f.name == "several-at-once").unwrap();
    let broken = all.iter().find(|f| f.name == "K001-broken-yaml").unwrap();
    assert!(several.wanted.len() >= 8);
    let told = desk(&[several, broken]).sspr("knowledge lint k --format json").exits(1);
    let mut wanted = expected(broken);
    wanted.extend(expected(several));
    assert_eq!(found(&told), wanted, "{told}");
}

#[test]
fn a_problem_is_told_with_its_line_a_mark_below_and_what_to_do() {
    let all = fixtures();
    let dead = all.iter().find(|f| f.name == "K005-leads-nowhere").unwrap();
    desk(&[dead])
        .sspr("knowledge lint k")
        .exits(1)
        .says("error[K005]: there is no entry `usage.printer-pni`")
        .says("K005-leads-nowhere.yaml:8:15")
        .says("    related: [usage.printer-pni]")
        .says("^^^^^^^^^^^^^^^^^")
        .says("did you mean `usage.printer-pin`?")
        .warns("problems: 1");
}

#[test]
fn the_mark_below_stands_under_its_place_behind_hangul() {
    let all = fixtures();
    let long = all.iter().find(|f| f.name == "K021-lone-mark").unwrap();
    let told = desk(&[long]).sspr("knowledge lint k").exits(1);
    let lines: Vec<&str> = told.out.lines().collect();
    let at = lines.iter().position(|l| l.contains("summary:")).unwrap();
    let width = sspr::text::columns::width;
    let source = lines[at].split_once("\"Choose").unwrap().0;
    let mark = lines[at + 1].split_once('^').unwrap().0;
    assert_eq!(width(source), width(mark), "{told}");
}

#[test]
fn problems_as_json_keep_the_contract() {
    let all = fixtures();
    let dead = all.iter().find(|f| f.name == "K005-leads-nowhere").unwrap();
    let told = desk(&[dead]).sspr("knowledge lint k --format json").exits(1);
    let problem = told.json("sspr.knowledge.lint/1")["problems"][0].clone();
    let mut keys: Vec<&String> = problem.as_object().unwrap().keys().collect();
    keys.sort_unstable();
    assert_eq!(keys, ["column", "file", "help", "line", "message", "path", "rule"]);
    assert_eq!(problem["path"], "entries/0/related/0");
    assert_eq!(problem["help"], "did you mean `usage.printer-pin`?");
    assert!(problem["line"].is_u64() && problem["message"].is_string());
}

#[test]
fn every_rule_is_explained() {
    for rule in rules() {
        let told = sspr(&format!("knowledge lint --explain {}", rule.id)).exits(0);
        assert!(
            told.out.starts_with(&format!("{}: {}\n\n", rule.id, rule.name.en)),
            "{told}"
        );
        assert!(told.out.lines().count() >= 3, "a rule says why it is there: {told}");
        let told = sspr(&format!("knowledge lint --explain {} --lang ko", rule.id)).exits(0);
        assert!(
            told.out.starts_with(&format!("{}: {}\n\n", rule.id, rule.name.ko)),
            "{told}"
        );
        assert!(korean(rule.name.ko) && korean(rule.why.ko), "{told}");
    }
    sspr("knowledge lint --explain k005").exits(0).says("K005");
    sspr("knowledge lint --explain K999")
        .exits(2)
        .warns("there is no rule `K999`");
}

fn korean(text: &str) -> bool {
    text.chars().any(|c| ('가'..='힣').contains(&c))
}

#[test]
fn every_problem_is_told_in_korean_with_what_to_do() {
    for fixture in fixtures().iter().filter(|f| f.name.starts_with('K')) {
        let told = desk(&[fixture])
            .sspr("knowledge lint k --format json --lang ko")
            .exits(1);
        let said = told.json("sspr.knowledge.lint/1");
        for problem in said["problems"].as_array().unwrap() {
            for part in ["message", "help"] {
                assert!(korean(problem[part].as_str().unwrap()), "{}\n{told}", fixture.name);
            }
        }
    }
}

#[test]
fn rules_are_numbered_without_a_gap() {
    let ids: Vec<String> = rules().map(|r| r.id.to_owned()).collect();
    let wanted: Vec<String> = (1..=rules().count()).map(|n| format!("K{n:03}")).collect();
    assert_eq!(ids, wanted);
}

#[test]
fn a_folder_that_adds_to_the_built_in_knowledge_stands_on_it() {
    let desk = Desk::new();
    let file = "entries:\n  - id: usage.ours\n    area: usage\n    kind: symptom\n    title: { en: Ours, ko: 우리 항목 }\n    \
                summary: { en: Ours., ko: 우리 항목입니다. }\n    related: [event.31003]\n    sources: [G]\n    verified: \
                \"2026-11-21\"\n";
    desk.file("ours/a.yaml", file);
    let told = desk.sspr("knowledge lint ours --format json").exits(1);
    let rules: Vec<Value> = told.json("sspr.knowledge.lint/1")["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["rule"].clone())
        .collect();
    assert_eq!(rules, ["K011"], "known entries and sources are found below: {told}");
}

/// A file beside the clean knowledge, with an entry whose title is too long and says so in place.
fn answered(answer: &str, title: &str) -> Desk {
    let desk = desk(&[]);
    let file = format!(
        "entries:\n  - id: usage.x\n    area: usage\n    kind: symptom\n    {answer}\n    title: {{ en: {title}, ko: 제목 }}\n    \
         summary: {{ en: A summary., ko: 요약입니다. }}\n    sources: [S1]\n    verified: \"2026-11-21\"\ntrees:\n  - id: portal\n    \
         title: {{ en: More, ko: 추가 }}\n    about: {{ en: More., ko: 추가 항목입니다. }}\n    start: [usage.x]\n"
    );
    desk.file("k/ours.yaml", file);
    desk
}

#[test]
fn a_rule_is_answered_in_place_and_an_answer_that_no_longer_applies_is_a_problem() {
    let long = "A title that is much longer than what stands beside a mark on one line of eighty";
    answered("# lint: allow K008, because that is its name", long)
        .sspr("knowledge lint k")
        .exits(0);
    answered("# ours", long)
        .sspr("knowledge lint k")
        .exits(1)
        .says("error[K008]");
    answered("# lint: allow K008, because that is its name", "A title")
        .sspr("knowledge lint k")
        .exits(1)
        .says("error[K038]: K008 is not reported here");
    let behind = format!(
        "{long}, ko: 제목 }}  # lint: allow K008, because that is its name\n    earlier: {{ en: \"# lint: me\""
    );
    answered("# ours", &behind).sspr("knowledge lint k").exits(0);
}

#[test]
fn what_is_safe_to_mend_is_mended_and_comments_and_form_stay() {
    let all = fixtures();
    let desk = desk(&[]);
    let mendable = ["K003", "K034", "K035", "K036", "K037"];
    let slips: Vec<&Fixture> = all.iter().filter(|f| mendable.contains(&&f.name[..4])).collect();
    for fixture in &slips {
        desk.file("k/slip.yaml", &fixture.text);
        let told = desk.sspr("knowledge lint k --fix").exits(0);
        assert!(told.out.starts_with("mended: "), "{}\n{told}", fixture.name);
        let after = std::fs::read_to_string(desk.path("k/slip.yaml")).unwrap();
        assert_eq!(after.lines().count(), fixture.text.lines().count(), "{after}");
        assert_eq!(after.lines().next(), fixture.text.lines().next(), "a comment stays");
        desk.sspr("knowledge lint k").exits(0);
    }
    assert!(slips.len() >= 6);
}

#[test]
fn mending_says_in_json_what_it_changed_and_leaves_what_needs_a_person() {
    let all = fixtures();
    let dead = all.iter().find(|f| f.name == "K005-leads-nowhere").unwrap();
    let slip = all.iter().find(|f| f.name == "K034-word-twice").unwrap();
    let desk = desk(&[dead, slip]);
    let told = desk.sspr("knowledge lint k --fix --format json").exits(1);
    let said = told.json("sspr.knowledge.lint/1");
    assert_eq!(said["mended"][0]["rule"], "K034");
    assert_eq!(said["problems"][0]["rule"], "K005");
    let untouched = std::fs::read_to_string(desk.path("k/K005-leads-nowhere.yaml")).unwrap();
    assert_eq!(untouched, dead.text);
}

#[test]
fn nothing_is_mended_without_a_folder() {
    sspr("knowledge lint --fix").exits(2).warns("name the folder");
}
