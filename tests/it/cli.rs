//! The command line as people and scripts use it: what they type, what they get, how it ends.

use crate::support::cli::{Desk, sspr};
use clap::{CommandFactory, Parser};
use serde_json::{Value, json};
use sspr::cli::args::Cli as Command;
use std::io::{BufRead, BufReader, Read};

/// The ids of a list of entries or results.
fn ids(list: &Value) -> Vec<&str> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect()
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

// --- explain

#[test]
fn a_code_is_explained_however_it_is_spelled() {
    for spelling in [
        "SSPR_0029",
        "sspr_0029",
        "SSPR_029",
        "'sspr 29'",
        "sspr-0029",
        "OnPremisesAdminActionRequired",
    ] {
        sspr(&format!("explain {spelling}"))
            .exits(0)
            .warns_nothing()
            .says("SSPR_0029: the on-premises configuration refuses the reset");
    }
}

#[test]
fn an_event_is_explained_by_number_by_sentence_and_by_result_code() {
    sspr("explain 'event id 31003'").exits(0).says("event.31003");
    sspr("explain 0x80230626").exits(0).says("hr.80230626");
    sspr("explain 'hr=80230626 message=Access'")
        .exits(0)
        .says("hr.80230626");
}

#[test]
fn an_entry_is_explained_by_its_id_and_several_stand_one_below_the_other() {
    let told = sspr("explain usage.email-not-received event.31003").exits(0);
    let first = told.out.find("usage.email-not-received").unwrap();
    let second = told.out.find("event.31003").unwrap();
    assert!(first < second, "{told}");
    assert!(told.out.contains(&"-".repeat(100)), "{told}");
}

#[test]
fn a_code_with_several_meanings_shows_them_all_and_asks() {
    let told = sspr("explain 6329 --format json").exits(0);
    assert!(
        told.json("sspr.explain/1")["entries"].as_array().unwrap().len() > 1,
        "{told}"
    );
    sspr("explain 6329")
        .exits(0)
        .says("What does the 6329 say near its end?");
}

#[test]
fn an_unknown_code_ends_with_1_and_names_the_nearest() {
    sspr("explain SSPR_9029")
        .exits(1)
        .says_nothing()
        .warns("no entry means `SSPR_9029`; the nearest is `sspr_");
    sspr("explain usage.email-not-recieved")
        .exits(1)
        .warns("the nearest is `usage.email-not-received`");
    sspr("explain qqqqqqqqqqqqqqqqqqqqqqqqqqq")
        .exits(1)
        .warns("try `sspr search`");
    // what is known is told all the same
    sspr("explain 31003 SSPR_9029")
        .exits(1)
        .says("event.31003")
        .warns("SSPR_9029");
}

#[test]
fn explain_as_json_keeps_the_contract() {
    let told = sspr("explain SSPR_0029 31003 --format json").exits(0).warns_nothing();
    let document = told.json("sspr.explain/1");
    assert_eq!(keys(&document), ["entries", "lang", "query", "schema"]);
    assert_eq!(document["lang"], "en");
    assert_eq!(document["query"], json!(["SSPR_0029", "31003"]));
    assert_eq!(ids(&document["entries"]), ["sspr.0029", "event.31003"]);
    let entry = &document["entries"][0];
    assert_eq!(
        keys(entry),
        [
            "area", "codes", "id", "kind", "origin", "sources", "text", "title", "verified"
        ]
    );
    assert_eq!(
        (&entry["area"], &entry["kind"]),
        (&json!("user-errors"), &json!("error"))
    );
    assert!(entry["codes"].as_array().unwrap().contains(&json!("SSPR_0029")));
    assert_eq!(keys(&entry["sources"][0]), ["date", "title", "url"]);
    assert!(entry["text"].as_str().unwrap().contains("What the administrator does"));
    assert_eq!(entry["verified"].as_str().unwrap().len(), 10);
}

#[test]
fn explain_as_markdown_is_headed_and_speaks_korean_when_asked() {
    sspr("explain SSPR_0029 --format markdown")
        .exits(0)
        .says("# SSPR_0029: the on-premises configuration refuses the reset\n");
    let told = sspr("explain SSPR_0029 --lang ko").exits(0);
    assert!(told.out.contains("오류 화면"), "{told}");
    let document = sspr("explain SSPR_0029 --lang ko --format json").exits(0);
    assert_eq!(document.json("sspr.explain/1")["lang"], "ko");
    sspr("explain zzzzzzzzzzzzzzzz --lang ko")
        .exits(1)
        .warns("에 해당하는 항목이 없습니다");
}

// --- search

#[test]
fn a_clear_question_finds_its_entry_with_confidence() {
    let told = sspr("search 'the text message never arrives'").exits(0);
    let first = told.out.lines().nth(1).unwrap();
    assert!(first.starts_with("usage.sms-or-call-not-received "), "{told}");
    sspr("search 인증 문자가 안 와요 --lang ko")
        .exits(0)
        .says("usage.sms-or-call-not-received");
}

#[test]
fn search_that_does_not_know_says_so_and_ends_with_1() {
    sspr("search xyzzyplugh").exits(1).says("Nothing fits");
    let told = sspr("search 'my Outlook profile asks for a bitlocker recovery key' --format json").exits(1);
    assert_eq!(told.json("sspr.search/1")["confident"], false, "{told}");
    sspr("search BitLocker 복구 키 --lang ko").exits(1).says("BitLocker");
}

#[test]
fn search_as_json_keeps_the_contract() {
    let told = sspr("search SSPR_0029 --format json --limit 3")
        .exits(0)
        .warns_nothing();
    let document = told.json("sspr.search/1");
    assert_eq!(keys(&document), ["confident", "query", "results", "schema"]);
    assert_eq!(document["query"], "SSPR_0029", "options are not part of the question");
    assert_eq!(document["confident"], true);
    let results = document["results"].as_array().unwrap();
    assert_eq!(keys(&results[0]), ["area", "id", "matched", "origin", "score", "title"]);
    assert_eq!(results[0]["id"], "sspr.0029");
    assert!(results[0]["score"].is_f64(), "{told}");
    assert!(results[0]["matched"].is_array(), "{told}");
    let scores: Vec<f64> = results.iter().map(|r| r["score"].as_f64().unwrap()).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "best first: {scores:?}");
}

#[test]
fn the_limit_counts_results_and_must_make_sense() {
    let count = |line: &str| {
        sspr(line).run().json("sspr.search/1")["results"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(count("search password --format json --limit 2"), 2);
    assert!(count("search password --format json") <= 10);
    sspr("search password --limit 0").exits(2).warns("--limit");
}

#[test]
fn a_pasted_log_is_searched_from_standard_input() {
    let log = "Log Name: Application\r\nSource: PasswordResetService\r\nEvent ID: 31003\r\nLevel: Error\r\n\
               TrackingId: 0a1b2c3d-1111-2222-3333-444455556666, Reason: ...\r\n";
    let told = sspr("search - --format json").input(log).exits(0);
    assert_eq!(ids(&told.json("sspr.search/1")["results"])[0], "event.31003", "{told}");
    // bytes that are no text are survived
    sspr("search -").input([0xff, 0xfe, 0x00, 0x41, 0xc3]).exits(1);
    sspr("search -").input("").exits(1);
}

#[test]
fn an_id_in_the_list_of_results_is_whole() {
    let told = sspr("search 'a method you switched off is still offered'").run();
    assert!(told.out.contains("reporting.disabled-method-in-add-method "), "{told}");
}

#[test]
fn a_signed_result_code_is_a_word_and_no_option() {
    let told = sspr("search -2147024891 --format json").run();
    assert_eq!(told.json("sspr.search/1")["query"], "-2147024891");
}

// --- walk

const SOLVED: &str = "\
start: usage
facts: {}
answers:
  ask.usage-code: sspr
  ask.situation: call
  ask.caller-verified: yes
  ask.urgent: no
  ask.error-code: sspr-0009
  ask.ssprcode-009: yes
outcomes:
  sspr.009-administrator: fixed
case:
  ticket: INC0012345
  since: this morning
  affected: one
";

#[test]
fn a_walk_that_is_solved_ends_with_0_and_tells_its_path() {
    let desk = Desk::new();
    desk.file("answers.yaml", SOLVED);
    desk.sspr("walk --answers answers.yaml")
        .exits(0)
        .warns_nothing()
        .says("Is there a code on the page? -> SSPR_ (ask.usage-code)")
        .says("Does the user hold an administrator role? -> ")
        .says("- Solved.");
    let told = desk.sspr("walk --answers answers.yaml --format json").exits(0);
    let document = told.json("sspr.walk/1");
    assert_eq!(document["ended"], "solved");
    assert_eq!(document["missing_answer"], Value::Null);
    let case = &document["case"];
    assert_eq!(case["schema"], "sspr.case/1");
    assert_eq!(case["ticket"], "INC0012345");
    assert_eq!(case["since"], "this morning");
    assert_eq!(case["affected"], "one");
    assert_eq!(case["administrator"], true, "an answer fills the case");
    let last = case["path"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&last["entry"], &last["outcome"]),
        (&json!("sspr.009-administrator"), &json!("fixed"))
    );
    desk.sspr("walk --answers answers.yaml --lang ko")
        .exits(0)
        .says("- 해결");
}

#[test]
fn a_walk_that_is_not_solved_ends_in_a_support_case_with_1() {
    let desk = Desk::new();
    let mut answers = SOLVED.replace(": fixed", ": not-fixed");
    // whatever the walk asks for next, it did not help or is not known
    for _ in 0..60 {
        desk.file("answers.yaml", &answers);
        let told = desk.sspr("walk --answers answers.yaml --format json").exits(1);
        let document = told.json("sspr.walk/1");
        if document["ended"] == "support-case" {
            let path = document["case"]["path"].as_array().unwrap();
            assert!(path.iter().any(|step| step["outcome"] == "not-fixed"), "{told}");
            return;
        }
        let asked = document["missing_answer"].as_str().unwrap().to_owned();
        assert!(told.err.contains(&asked), "{told}");
        if asked.starts_with("ask.") {
            let choices = told.err.rsplit_once("answers: ").unwrap().1;
            let last = choices.trim_end().trim_end_matches(')').rsplit(", ").next().unwrap();
            answers = answers.replace("outcomes:\n", &format!("  {asked}: {last}\noutcomes:\n"));
        } else {
            answers = answers.replace("case:\n", &format!("  {asked}: not-fixed\ncase:\n"));
        }
    }
    panic!("the walk did not end:\n{answers}");
}

#[test]
fn a_walk_that_lacks_an_answer_ends_with_1_and_names_it_with_its_choices() {
    let desk = Desk::new();
    desk.file(
        "answers.yaml",
        "start: usage\nanswers: { ask.usage-code: nothing, ask.situation: call }\n",
    );
    desk.sspr("walk --answers answers.yaml")
        .exits(1)
        .warns("the answer to `ask.caller-verified` is missing (answers: yes, no)");
    desk.file(
        "answers.yaml",
        SOLVED.replace("outcomes:\n  sspr.009-administrator: fixed\n", ""),
    );
    desk.sspr("walk --answers answers.yaml")
        .exits(1)
        .warns("`sspr.009-administrator` is missing (outcomes: fixed, cause, by-design, not-fixed, not-it, read, skipped, waiting)");
}

#[test]
fn an_outcome_takes_the_walk_to_its_entry_and_a_cause_says_what_was_done_and_what_is_left() {
    let desk = Desk::new();
    desk.file(
        "answers.yaml",
        "start: usage\nsteps: { event.33004: [1] }\noutcomes:\n  usage.locked-again: not-it\n  event.33004: \"cause: domain team, CHG-2201\"\n",
    );
    let told = desk.sspr("walk --answers answers.yaml --format json").exits(0);
    let document = told.json("sspr.walk/1");
    assert_eq!(document["ended"], "cause");
    assert!(
        document["missing_answer"].as_str().unwrap().starts_with("ask."),
        "{told}"
    );
    let case = &document["case"];
    let tried: Vec<&Value> = case["path"]
        .as_array()
        .unwrap()
        .iter()
        .map(|stop| &stop["outcome"])
        .collect();
    assert_eq!(tried, [&json!("not-it"), &json!("cause")]);
    let conclusion = &case["conclusion"][0];
    assert_eq!(conclusion["entry"], "event.33004");
    assert_eq!(conclusion["outcome"], "cause");
    assert_eq!(conclusion["certainty"], "stated");
    assert_eq!(conclusion["who"], "domain team, CHG-2201");
    assert_eq!(conclusion["done"].as_array().unwrap().len(), 1);
    assert!(!conclusion["to_do"].as_array().unwrap().is_empty(), "{told}");
}

#[test]
fn a_walk_that_waits_says_until_when() {
    let desk = Desk::new();
    desk.file(
        "answers.yaml",
        "start: usage\noutcomes: { usage.email-not-received: \"waiting: 2026-11-29T10:00+09:00\" }\n",
    );
    let told = desk.sspr("walk --answers answers.yaml --format json").exits(1);
    assert_eq!(told.json("sspr.walk/1")["ended"], "waiting");
    desk.sspr("case show").exits(0).says("until 2026-11-29");
}

#[test]
fn an_answers_file_that_cannot_be_meant_is_refused_with_what_is_wrong() {
    for (file, said) in [
        ("start: usage\nanswers:\n  a: \"b\n", "line 3 column"),
        ("start: usage\nanswers: [1]\n", "line 2 column 10"),
        ("start: usage\nmood: good\n", "unknown field `mood`"),
        ("start: nowhere\n", "`start: nowhere` is no tree, entry or question"),
        ("start: usage\nfacts: { weather: rain }\n", "there is no fact `weather`"),
        (
            "start: usage\nfacts: { license: maybe }\n",
            "`maybe` is no value of `license`; it has",
        ),
        ("start: usage\nanswers: { ask.x: y }\n", "there is no question `ask.x`"),
        (
            "start: usage\nsteps: { event.33004: [0] }\n",
            "`0` is no step of `event.33004`",
        ),
        (
            "start: usage\noutcomes: { event.33004: \"waiting: noon\" }\n",
            "`noon` is no time to wait until",
        ),
        (
            "start: usage\nanswers: { ask.affected: two }\n",
            "`two` is no choice of `ask.affected`; it has one, some, all",
        ),
        (
            "start: usage\noutcomes: { usage.x: fixed }\n",
            "there is no entry `usage.x`",
        ),
        (
            "start: usage\noutcomes: { usage.email-not-received: maybe }\n",
            "`maybe` is no outcome",
        ),
        ("start: usage\ncase: { mood: good }\n", "mood"),
        ("start: usage\ncase: { license: maybe }\n", "assigned"),
    ] {
        let desk = Desk::new();
        desk.file("answers.yaml", file);
        desk.sspr("walk --answers answers.yaml")
            .exits(2)
            .says_nothing()
            .warns("answers.yaml")
            .warns(said);
    }
    sspr("walk --answers nowhere.yaml").exits(2).warns("nowhere.yaml");
    sspr("walk").exits(2).warns("--answers");
}

#[test]
fn a_refused_answers_file_leaves_no_case_behind() {
    let desk = Desk::new();
    desk.file("answers.yaml", "start: usage\nanswers: { ask.affected: two }\n");
    desk.sspr("walk --answers answers.yaml").exits(2);
    desk.sspr("case list").exits(0).says_nothing();
}

// --- case

#[test]
fn a_case_is_opened_filled_shown_and_deleted() {
    let desk = Desk::new();
    let told = desk.sspr("case new --format json").exits(0);
    let document = told.json("sspr.case.new/1");
    assert_eq!(keys(&document), ["id", "schema"]);
    let id = document["id"].as_str().unwrap().to_owned();
    desk.sspr("case set ticket=INC0012345 user_id=kim@contoso.com license=assigned")
        .exits(0)
        .says("ticket=INC0012345");
    desk.sspr("case note 'the caller is on the train'").exits(0);
    desk.sspr("case show")
        .exits(0)
        .says(&id)
        .says("INC0012345")
        .says("the caller is on the train");
    desk.sspr("case list").exits(0).says(&id).says("INC0012345");
    desk.sspr("case show --lang ko").exits(0).says("지원 사례");
    desk.sspr(&format!("case delete --case {id} --yes")).exits(0).says(&id);
    desk.sspr("case list").exits(0).says_nothing();
    desk.sspr("case show").exits(2).warns("`sspr case new` opens one");
}

#[test]
fn a_case_as_json_keeps_the_contract() {
    let desk = Desk::new();
    desk.sspr("case new").exits(0);
    desk.sspr(
        "case set page.url=https://aka.ms/sspr session.sid=s1 session.cid=c1 user_type=federated license=not-assigned \
         administrator=yes affected=one sync.kind=connect 'timestamp=2026-11-20T18:00:00+09:00'",
    )
    .exits(0);
    let told = desk.sspr("case show --format json").exits(0).warns_nothing();
    let case = told.json("sspr.case/1");
    let mut wanted = [
        "schema",
        "id",
        "created",
        "ticket",
        "description",
        "affected",
        "affected_count",
        "since",
        "changed",
        "page",
        "support_code",
        "correlation_id",
        "session",
        "timestamp",
        "time_zone",
        "user_id",
        "user_type",
        "administrator",
        "license",
        "license_plan",
        "tenant",
        "cloud",
        "sync",
        "log_paths",
        "path",
        "findings",
        "checks",
        "notes",
        "missing",
        "open",
        "conclusion",
        "evidence",
        "report",
        "resume",
    ];
    wanted.sort_unstable();
    assert_eq!(keys(&case), wanted);
    assert_eq!(keys(&case["page"]), ["screenshot", "url"]);
    assert_eq!(keys(&case["session"]), ["cid", "sid"]);
    assert_eq!(keys(&case["sync"]), ["kind", "server", "version"]);
    assert_eq!(case["created"], "2026-11-21T09:00:00+00:00");
    assert_eq!(case["page"]["url"], "https://aka.ms/sspr");
    assert_eq!(case["session"]["sid"], "s1");
    assert_eq!(case["administrator"], true);
    assert_eq!(case["timestamp"], "2026-11-20T18:00:00+09:00");
    assert_eq!(case["support_code"], Value::Null, "unknown is null");
    let missing = case["missing"].as_array().unwrap();
    assert!(missing.contains(&json!("user_id")), "{told}");
    assert!(!missing.contains(&json!("user_type")), "{told}");
    let listed = desk.sspr("case list --format json").exits(0).json("sspr.case.list/1");
    assert_eq!(listed["cases"].as_array().unwrap().len(), 1);
}

#[test]
fn a_value_that_breaks_its_rule_is_refused_and_the_old_one_stays() {
    let desk = Desk::new();
    desk.sspr("case new").exits(0);
    desk.sspr("case set support_code=6f9619ff-8b86-d011-b42d-00cf4fc964ff")
        .exits(0);
    desk.sspr("case set support_code=6f9619ff ticket=INC7")
        .exits(2)
        .warns("support_code")
        .says("ticket=INC7");
    let case = desk.sspr("case show --format json").exits(0).json("sspr.case/1");
    assert_eq!(case["support_code"], "6f9619ff-8b86-d011-b42d-00cf4fc964ff");
    assert_eq!(case["ticket"], "INC7", "what is right in the same line is kept");
    for (refused, said) in [
        ("license=maybe", "assigned, not-assigned"),
        ("'timestamp=2026-11-20 09:00 Mars'", "time zone"),
        ("time_zone=Asia/Seul", "Asia/Seoul"),
        ("tiket=INC1", "ticket"),
        ("ticket", "no `=`"),
        ("page.url=somewhere", "page.url"),
    ] {
        desk.sspr(&format!("case set {refused}"))
            .exits(2)
            .says_nothing()
            .warns(said);
    }
    desk.sspr("case set license=maybe --lang ko")
        .exits(2)
        .warns("assigned, not-assigned");
    desk.sspr("case set 'timestamp=2026-11-20 09:00' 'time_zone=Korea Standard Time'")
        .exits(0)
        .says("Asia/Seoul");
}

#[test]
fn a_part_and_what_nobody_knows_are_kept_and_told() {
    let desk = Desk::new();
    desk.sspr("case new").exits(0);
    desk.sspr("case set timestamp=09:12 sync.version=2.x user_type=unknown since=not-said")
        .exits(0)
        .says("timestamp=09:12 (time zone not known)")
        .says("user_type=not known")
        .warns("09:12 (time zone not known)")
        .warns("In which time zone is that?")
        .warns("user_type: kept as not known.");
    desk.sspr("case set user_type=모름 --lang ko")
        .exits(0)
        .warns("user_type: 저장한 값은 모름입니다.");
    let shown = |desk: &Desk| desk.sspr("case show --format json").exits(0).json("sspr.case/1");
    let case = shown(&desk);
    assert_eq!((&case["timestamp"], &case["user_type"]), (&Value::Null, &Value::Null));
    assert_eq!(case["sync"]["version"], "2.x");
    assert_eq!(case["open"]["since"], "not-said");
    desk.sspr("case set time_zone=Asia/Seoul")
        .exits(0)
        .says("timestamp=2026-11-21T09:12:00+09:00");
    assert_eq!(shown(&desk)["timestamp"], "2026-11-21T09:12:00+09:00");
    let help = desk.sspr("case set --help").exits(0).out;
    for word in ["unknown", "모름", "not-said", "말하지 않음"] {
        assert!(help.contains(word), "{help}");
    }
}

#[test]
fn an_answers_file_says_what_nobody_knows() {
    let desk = Desk::new();
    desk.file(
        "call.yaml",
        "start: usage.too-many-attempts\ncase: { timestamp: \"2026-11-20 18:00 +09:00\", user_id: not-said, since: unknown }\n\
         facts: { situation: call, caller_verified: \"yes\", affected: one }\noutcomes: { usage.too-many-attempts: waiting }\n",
    );
    let walked = desk
        .sspr("walk --answers ~/call.yaml --format json")
        .exits(1)
        .json("sspr.walk/1");
    assert_eq!(walked["case"]["open"]["user_id"], "not-said");
    assert!(
        walked["case"]["path"]
            .as_array()
            .unwrap()
            .iter()
            .all(|stop| stop["entry"] != "ask.since")
    );
    let list = desk.sspr("case list --format json").exits(0).json("sspr.case.list/1");
    let case = &list["cases"][0];
    assert_eq!(
        case["wait_until"], "2026-11-21T09:00:00+00:00",
        "24 hours from the attempt, not from now"
    );
    assert_eq!((&case["state"], &case["user_id"]), (&"waiting".into(), &Value::Null));
}

#[test]
fn cases_are_listed_with_their_state_and_counted_without_names() {
    let desk = Desk::new();
    desk.file(
        "call.yaml",
        "start: usage.email-not-received\ncase: { user_id: kim@contoso.com }\noutcomes: { usage.email-not-received: fixed }\n",
    );
    desk.sspr("walk --answers ~/call.yaml").exits(0);
    desk.sspr("case new").exits(0);
    desk.file("cases/torn.json", "{");
    let list = desk.sspr("case list --format json").exits(0).json("sspr.case.list/1");
    let states: Vec<&str> = list["cases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|case| case["state"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["open", "concluded", "damaged"]);
    assert_eq!(list["cases"][2]["id"], "torn");
    let text = desk.sspr("case list --filter 'KIM concluded'").exits(0).out;
    assert!(text.lines().count() == 1 && text.contains("kim@contoso.com"), "{text}");
    assert_eq!(desk.sspr("case list --filter nobody").exits(0).out, "");
    let stats = desk.sspr("case stats --format json").exits(0).json("sspr.case.stats/1");
    assert_eq!(
        (&stats["days"], &stats["cases"], &stats["fixed"]),
        (&json!(30), &json!(2), &json!(1))
    );
    assert_eq!(stats["causes"][0]["entry"], "usage.email-not-received");
    assert_eq!(stats["fixed_on_the_phone"], 1);
    for line in [
        "case stats",
        "case stats --format json",
        "case stats --lang ko --days 7",
    ] {
        desk.sspr(line).exits(0).never_says("kim");
    }
}

#[test]
fn a_length_of_time_is_singular_or_plural() {
    sspr("explain usage.smart-lockout")
        .exits(0)
        .says("1 minute:")
        .never_says("1 minutes");
    sspr("explain usage.email-address-error").exits(0).says("60 minutes:");
}

#[test]
fn options_may_follow_the_words_they_do_not_belong_to() {
    let desk = Desk::new();
    let first = desk.sspr("case new").exits(0).out.trim().to_owned();
    let second = desk.sspr("case new").exits(0).out.trim().to_owned();
    desk.sspr(&format!("case set ticket=INC1 --case {first}")).exits(0);
    desk.sspr(&format!("case note hello --case {first} --format json"))
        .exits(0)
        .json("sspr.case.note/1");
    desk.sspr(&format!("case show --case {first}"))
        .exits(0)
        .says("INC1")
        .says("hello");
    desk.sspr(&format!("case show --case {second}"))
        .exits(0)
        .never_says("INC1");
    // the one changed last, though both were within a second
    desk.sspr("case show").exits(0).says("INC1");
}

#[test]
fn an_attached_log_is_named_with_size_and_hash_and_copied_only_into_the_bundle() {
    let desk = Desk::new();
    desk.sspr("case new").exits(0);
    let log = desk.file("logs/application.txt", "event 31003\n");
    let told = desk.sspr("case attach logs/application.txt --format json").exits(0);
    let attached = told.json("sspr.case.attach/1");
    assert_eq!(attached["size"], 12);
    assert_eq!(
        attached["sha256"],
        "faa4a45f1c0b646378be1a3a4c81b861336b3e7d9b8f6c54e4ec074c4c870bfc"
    );
    assert_eq!(attached["path"], log.display().to_string());
    desk.sspr("case attach nowhere.evtx").exits(2).warns("nowhere.evtx");
    desk.sspr("case bundle --profile inside --output case.zip")
        .exits(0)
        .warns("application.txt");
    let bundle = std::fs::File::open(desk.path("case.zip")).unwrap();
    let mut bundle = zip::ZipArchive::new(bundle).unwrap();
    let names: Vec<String> = bundle.file_names().map(|name| name.unwrap().into_owned()).collect();
    for wanted in ["summary.md", "summary.txt", "case.json", "transcript.md"] {
        assert!(names.iter().any(|n| n == wanted), "{names:?}");
    }
    let copy = names.iter().find(|n| n.ends_with("application.txt")).unwrap().clone();
    let mut text = String::new();
    bundle.by_name(&copy).unwrap().read_to_string(&mut text).unwrap();
    assert_eq!(text, "event 31003\n");
    let mut case = String::new();
    bundle.by_name("case.json").unwrap().read_to_string(&mut case).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&case).unwrap()["schema"], "sspr.case/1");
}

#[test]
fn a_bundle_says_what_it_holds_and_never_overwrites_unasked() {
    let desk = Desk::new();
    desk.sspr("case new").exits(0);
    desk.sspr("case set user_id=kim@contoso.com").exits(0);
    desk.sspr("case bundle --profile inside --output inside.zip")
        .exits(0)
        .warns("names of people in it");
    desk.sspr("case bundle --output case.zip")
        .exits(0)
        .says("case.zip")
        .warns("summary.md")
        .warns("Hidden: ");
    let first = std::fs::read(desk.path("case.zip")).unwrap();
    desk.sspr("case note more").exits(0);
    desk.sspr("case bundle --output case.zip")
        .exits(2)
        .says_nothing()
        .warns("exists already")
        .warns("--replace");
    assert_eq!(
        std::fs::read(desk.path("case.zip")).unwrap(),
        first,
        "the old file is untouched"
    );
    desk.sspr("case bundle --output korean.zip --lang ko").exits(0);
    let korean = std::fs::File::open(desk.path("korean.zip")).unwrap();
    let mut summary = String::new();
    let mut korean = zip::ZipArchive::new(korean).unwrap();
    korean
        .by_name("summary.md")
        .unwrap()
        .read_to_string(&mut summary)
        .unwrap();
    assert!(summary.contains("## 결론"), "{summary}");
    desk.sspr("case bundle --output case.zip --replace").exits(0);
    assert_ne!(std::fs::read(desk.path("case.zip")).unwrap(), first);
    desk.sspr("case bundle --output case.zip --lang ko")
        .exits(2)
        .warns("--replace");
}

#[test]
fn the_same_case_gives_the_same_bytes() {
    let desk = Desk::new();
    desk.file("answers.yaml", SOLVED);
    desk.file("log.txt", "one\n");
    desk.sspr("walk --answers answers.yaml").exits(0);
    desk.sspr("case attach log.txt").exits(0);
    desk.sspr("case bundle --profile inside --output one.zip").exits(0);
    desk.sspr("case bundle --profile inside --output two.zip")
        .variable("SSPR_NOW", "2026-12-24T18:00:00Z")
        .exits(0);
    let bytes = |name: &str| std::fs::read(desk.path(name)).unwrap();
    assert_eq!(bytes("one.zip"), bytes("two.zip"));
}

#[test]
fn a_case_that_does_not_exist_is_named() {
    let desk = Desk::new();
    for line in [
        "case show",
        "case note x",
        "case set ticket=1",
        "case bundle --output x.zip",
    ] {
        desk.sspr(line).exits(2).says_nothing().warns("`sspr case new`");
        desk.sspr(&format!("{line} --case nosuch"))
            .exits(2)
            .warns("there is no case `nosuch`");
    }
    desk.sspr("case delete").exits(2).says_nothing().warns("--case");
    desk.sspr("case delete --case nosuch")
        .exits(2)
        .warns("there is no case `nosuch`");
    desk.sspr("case show --case ../../etc/passwd").exits(2).says_nothing();
    desk.sspr("case show --lang ko").exits(2).warns("사례");
}

#[test]
fn a_ticket_field_gets_no_more_characters_than_it_holds() {
    let desk = Desk::new();
    desk.sspr("case new").exits(0);
    desk.sspr(&format!(
        "case set 'description={}'",
        "문자가 오지 않습니다. ".repeat(40)
    ))
    .exits(0);
    let told = desk.sspr("case show --chars 200 --lang ko").exits(0);
    assert!(told.out.trim_end().chars().count() <= 200, "{told}");
    desk.sspr("case show --chars 200 --format json")
        .exits(2)
        .warns("--chars");
}

#[test]
fn html_is_for_showing_a_case_alone() {
    let desk = Desk::new();
    desk.sspr("case new").exits(0);
    desk.sspr("case set 'description=<script>alert(1)</script>'").exits(0);
    desk.sspr("case show --format html")
        .exits(0)
        .says("<!doctype html>")
        .says("&lt;script&gt;")
        .never_says("<script>");
    desk.sspr("case show --format html --lang ko")
        .exits(0)
        .says("<html lang=\"ko\">");
    for line in ["explain 31003", "search password", "case list", "knowledge list"] {
        desk.sspr(&format!("{line} --format html"))
            .exits(2)
            .says_nothing()
            .warns("`sspr case show`");
    }
}

// --- knowledge

#[test]
fn the_knowledge_is_listed_with_titles_in_both_languages() {
    let told = sspr("knowledge list --format json").exits(0);
    let document = told.json("sspr.knowledge.list/1");
    assert_eq!(keys(&document), ["entries", "schema"]);
    let entries = document["entries"].as_array().unwrap();
    assert!(entries.len() >= 132, "{} entries", entries.len());
    assert_eq!(
        keys(&entries[0]),
        ["area", "codes", "id", "kind", "origin", "sources", "title", "verified"]
    );
    assert_eq!(keys(&entries[0]["title"]), ["en", "ko"]);
    let lines = sspr("knowledge list").exits(0).out.lines().count();
    assert_eq!(lines, entries.len());
    sspr("knowledge list --lang ko").exits(0).says("비밀번호");
    sspr("knowledge list --format markdown")
        .exits(0)
        .says("- `event.31003` ");
}

#[test]
fn what_was_not_verified_for_long_is_named_and_ends_with_1() {
    let desk = Desk::new();
    desk.sspr("knowledge list --stale 12").exits(0).says_nothing();
    desk.sspr("knowledge list --stale 12")
        .variable("SSPR_NOW", "2028-11-21T09:00:00Z")
        .exits(1)
        .says("event.31003");
    desk.sspr("knowledge list --stale soon").exits(2).warns("--stale");
}

#[test]
fn the_knowledge_is_clean_drawn_described_and_printed() {
    sspr("knowledge lint").exits(0).says_nothing().warns("no problems");
    sspr("knowledge graph").exits(0).says("flowchart TD");
    sspr("knowledge graph --tree usage --dot")
        .exits(0)
        .says("digraph sspr {")
        .says("\"ask.affected\"");
    sspr("knowledge graph --tree nowhere")
        .exits(2)
        .warns("there is no tree `nowhere`; there are portal, reporting");
    let schema = sspr("knowledge schema").exits(0);
    let schema: Value = serde_json::from_str(&schema.out).unwrap();
    assert!(schema["properties"]["entries"].is_object());
    sspr("knowledge export").exits(0).says("## Writeback").says("31003");
    sspr("knowledge export --lang ko")
        .exits(0)
        .says("## 비밀번호 쓰기 저장");
}

/// An entry of an organisation's own, at `id`.
fn own(id: &str, step: &str) -> String {
    format!(
        "entries:
  - id: {id}
    area: usage
    kind: symptom
    title: {{ en: The printer wants the old PIN, ko: 프린터가 예전 PIN을 요구함 }}
    summary: {{ en: It keeps a copy., ko: 사본을 보관합니다. }}
    codes: [\"PRN_0042\"]
    aliases: {{ en: [printer asks for the old pin], ko: [프린터 핀 안 됨] }}
    steps:
      - do: {{ en: {step}, ko: {step} 번으로 전화하십시오. }}
    sources: [K0]
    verified: \"2026-11-01\"
sources:
  - {{ id: K0, title: Our own handbook, url: \"https://intra.example.com/handbook\", date: \"2026-11-01\" }}
questions:
  - id: ask.printer
    ask: {{ en: Is it the printer?, ko: 프린터입니까? }}
    choices:
      - {{ id: yes, text: {{ en: \"Yes\", ko: 예 }}, go: [{id}] }}
      - {{ id: no, text: {{ en: \"No\", ko: 아니요 }}, go: [end.support-case] }}
doors:
  - {{ code: \"PRN_0042\", question: ask.printer }}
"
    )
}

#[test]
fn an_organisation_adds_an_entry_with_its_own_phone_number() {
    let desk = Desk::new();
    desk.file(
        "ours/printer.yaml",
        own("usage.printer", "Call the printer desk at 555-0199."),
    );
    desk.sspr("explain PRN_0042 --knowledge ours")
        .exits(0)
        .says("Call the printer desk at 555-0199.");
    desk.sspr("explain PRN_0042 --knowledge ours --lang ko")
        .exits(0)
        .says("번으로 전화하십시오.");
    let told = desk
        .sspr("search 'printer asks for the old pin' --knowledge ours --format json")
        .exits(0);
    assert_eq!(
        ids(&told.json("sspr.search/1")["results"])[0],
        "usage.printer",
        "{told}"
    );
    desk.sspr("explain 31003 --knowledge ours").exits(0).says("event.31003");
    desk.sspr("explain PRN_0042").exits(1);
    // the same files in the own folder need no option
    desk.file("knowledge/printer.yaml", own("usage.printer", "Call 555-0123."));
    desk.sspr("explain PRN_0042").exits(0).says("Call 555-0123.");
}

#[test]
fn an_own_entry_takes_the_place_of_a_built_in_one() {
    let desk = Desk::new();
    desk.file(
        "ours/sms.yaml",
        own("usage.sms-or-call-not-received", "Call the service desk at 555-0100."),
    );
    desk.sspr("explain usage.sms-or-call-not-received --knowledge ours")
        .exits(0)
        .says("555-0100");
    let count = |line: &str| desk.sspr(line).exits(0).out.lines().count();
    assert_eq!(count("knowledge list"), count("knowledge list --knowledge ours"));
}

#[test]
fn broken_knowledge_of_ones_own_is_refused_with_its_place() {
    let desk = Desk::new();
    let file = desk.file(
        "ours/broken.yaml",
        "entries:\n  - id: usage.printer\n     area: usage\n",
    );
    for line in ["explain 31003", "search password", "case list", "knowledge list"] {
        desk.sspr(&format!("{line} --knowledge ours"))
            .exits(2)
            .says_nothing()
            .warns("broken.yaml:3:");
    }
    std::fs::remove_file(file).unwrap();
    desk.file(
        "ours/dead.yaml",
        own("usage.printer", "Call 555-0199.").replace("[K0]", "[K0, NOPE]"),
    );
    desk.sspr("explain 31003 --knowledge ours")
        .exits(2)
        .warns("dead.yaml:11:19: K005 there is no source `NOPE`");
    desk.sspr("explain 31003 --knowledge nowhere")
        .exits(2)
        .warns("`nowhere` holds no *.yaml knowledge files");
}

// --- the shell

#[test]
fn completions_and_manual_page_are_printed() {
    for (shell, part) in [
        ("bash", "_sspr()"),
        ("zsh", "#compdef sspr"),
        ("fish", "complete -c sspr"),
        ("powershell", "Register-ArgumentCompleter"),
    ] {
        sspr(&format!("completions {shell}"))
            .exits(0)
            .warns_nothing()
            .says(part);
    }
    sspr("completions tcsh").exits(2);
    sspr("man").exits(0).says(".TH sspr 1");
    sspr("--version").exits(0).says("sspr ");
    sspr("--help").exits(0).says("explain").says("Exit codes");
}

/// Every command with its whole name, and whether others stand below it.
fn commands() -> Vec<(String, bool)> {
    fn below(command: &clap::Command, path: &str, out: &mut Vec<(String, bool)>) {
        for inner in command.get_subcommands() {
            let path = format!("{path} {}", inner.get_name()).trim().to_owned();
            out.push((path.clone(), inner.has_subcommands()));
            below(inner, &path, out);
        }
    }
    let mut out = Vec::new();
    below(&Command::command(), "", &mut out);
    assert!(out.len() >= 20, "{out:?}");
    out
}

#[test]
fn the_help_of_every_command_shows_examples_that_are_taken() {
    for (path, _) in commands() {
        let help = sspr(&format!("{path} --help")).exits(0).warns_nothing();
        let examples: Vec<&str> = help
            .out
            .split_once("\nExamples:\n")
            .unwrap_or_else(|| panic!("no examples\n{help}"))
            .1
            .lines()
            .map_while(|line| line.strip_prefix("  "))
            .collect();
        assert!(examples.len() >= 2, "{help}");
        for example in examples {
            let (line, does) = example.split_once("  ").unwrap();
            assert!(!does.trim().is_empty(), "{example}");
            let line = line.split([' ']).take_while(|word| !["<", ">"].contains(word));
            let line = line.collect::<Vec<_>>().join(" ");
            let words = crate::support::cli::words(&line, std::path::Path::new(""));
            assert!(Command::try_parse_from(&words).is_ok(), "{path} --help shows `{line}`");
        }
    }
}

#[test]
fn the_help_of_case_set_names_every_field_and_those_of_ones_own() {
    let desk = Desk::new();
    let help = desk.sspr("case set --help").exits(0);
    for field in sspr::builtin::catalog().fields() {
        assert!(help.out.contains(&format!("\n  {} ", field.id)), "{}\n{help}", field.id);
        for value in &field.values {
            assert!(help.out.contains(&value.id), "{}\n{help}", value.id);
        }
    }
    desk.file(
        "knowledge/room.yaml",
        "fields:
  - id: room
    entry: support.description
    rule: text
    title: { en: Room of the caller, ko: 호출한 방 }
    ask: { en: Which room?, ko: 어느 방입니까? }
    help: { en: It stands on the door., ko: 문에 적혀 있습니다. }
    needed: optional
",
    );
    desk.sspr("case set --help")
        .exits(0)
        .warns_nothing()
        .says("Room of the caller");
    // those of a folder that is named stand there too
    desk.file(
        "more/floor.yaml",
        "fields:
  - id: floor
    entry: support.description
    rule: text
    title: { en: Floor of the caller, ko: 호출한 층 }
    ask: { en: Which floor?, ko: 몇 층입니까? }
    help: { en: It stands in the elevator., ko: 승강기에 적혀 있습니다. }
    needed: optional
",
    );
    for line in [
        "--knowledge ~/more case set --help",
        "case set --help --knowledge ~/more",
    ] {
        desk.sspr(line)
            .exits(0)
            .says("Floor of the caller")
            .says("Room of the caller");
    }
    // files that cannot be read are named, and help comes all the same
    desk.file("knowledge/broken.yaml", "entries: [1]\n");
    desk.sspr("case set --help")
        .exits(0)
        .says("\n  user_id ")
        .warns("broken.yaml");
}

#[test]
fn the_manual_is_one_page_that_tells_every_command_and_cites_no_other() {
    let manual = sspr("man").exits(0);
    for (path, _) in commands().iter().filter(|(path, _)| path != "keys") {
        assert!(
            manual.out.contains(&format!("\n.SS \"sspr {path}\"\n")),
            "{path}\n{manual}"
        );
    }
    for head in ["ENVIRONMENT", "FILES", "EXIT CODES", "EXAMPLES"] {
        assert!(
            manual.out.contains(&format!("\n.SH \"{head}\"\n")) || manual.out.contains(&format!("\n.SH {head}\n")),
            "{head}\n{manual}"
        );
    }
    assert!(!manual.out.contains("(1)"), "{manual}");
}

#[test]
fn options_of_the_wizard_stand_before_or_behind_start() {
    let told = |line: &str| sspr(line).input("1\n").exits(0).out;
    let first = told("--plain start usage --lang ko");
    assert!(first.contains("번호"), "{first}");
    for line in [
        "start usage --plain --lang ko",
        "start --plain usage --lang ko",
        "--lang ko start usage --plain",
        "start --lang ko --mouse --theme light usage --plain --ascii --color never",
        "--theme dark --mouse start usage --theme light --plain --lang ko",
    ] {
        assert_eq!(told(line), first, "{line}");
    }
    sspr("explain 31003 --plain").exits(2).says_nothing();
}

#[test]
fn an_error_is_one_document_where_json_is_wanted() {
    let desk = Desk::new();
    desk.file("answers.yaml", "start: nowhere\n");
    for line in [
        "--format json",
        "bogus --format json",
        "start usage --plain --format json",
        "explain --format json",
        "search password --limit 0 --format=json",
        "--format json walk",
        "walk --answers answers.yaml --format json",
        "case --format json",
        "case show --format json",
        "case set --format json",
        "knowledge lint nowhere --format json",
        "knowledge graph --format json",
        "knowledge export --format json",
        "completions bash --format json",
        "man --format json",
        "keys --format json",
    ] {
        let told = desk.sspr(line).exits(2);
        let document = told.json("sspr.error/1");
        assert_eq!(keys(&document), ["code", "message", "schema"], "{told}");
        assert_eq!(document["code"], 2);
        let message = document["message"].as_str().unwrap();
        assert!(!message.is_empty() && !message.contains('\n'), "{told}");
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ");
        assert!(words(&told.err).contains(message), "the same sentence: {told}");
    }
    // what is kept of a line that is refused in part is no second document
    desk.sspr("case new").exits(0);
    desk.sspr("case set ticket=INC7 license=maybe --format json")
        .exits(2)
        .warns("license")
        .json("sspr.error/1");
    assert_eq!(
        desk.sspr("case show --format json").exits(0).json("sspr.case/1")["ticket"],
        "INC7"
    );
    // without it standard output stays empty
    desk.sspr("walk --answers answers.yaml").exits(2).says_nothing();
}

#[test]
fn a_fixed_clock_that_is_no_time_is_refused_before_anything_is_done() {
    for line in ["case new", "explain 31003", "walk --answers answers.yaml", "--plain"] {
        let told = sspr(line).variable("SSPR_NOW", "tomorrow").exits(2);
        told.says_nothing().warns("`SSPR_NOW` is `tomorrow`");
    }
    let told = sspr("case list --format json --lang ko").variable("SSPR_NOW", "2026-11-21");
    let message = told.exits(2).json("sspr.error/1")["message"].clone();
    assert!(
        message.as_str().unwrap().starts_with("`SSPR_NOW`의 값 `2026-11-21`"),
        "{message}"
    );
    // one that is set to nothing is unset
    sspr("case list").variable("SSPR_NOW", "").exits(0);
}

#[test]
fn a_form_that_a_command_does_not_give_is_refused_with_those_it_gives() {
    for (line, refused, given) in [
        ("case list", "markdown", "text, json"),
        ("case new", "markdown", "text, json"),
        ("knowledge lint", "markdown", "text, json"),
        ("knowledge export", "json", "text, markdown"),
        ("knowledge graph", "markdown", "text"),
        ("man", "markdown", "text"),
        ("start usage --plain", "markdown", "text"),
    ] {
        let said = sspr(&format!("{line} --format {refused}")).exits(2);
        said.warns(refused).warns(given);
        sspr(&format!("{line} --format {refused} --lang ko"))
            .exits(2)
            .warns("형식")
            .warns(given);
    }
    sspr("knowledge export --format markdown").exits(0).says("## Writeback");
}

#[test]
fn the_keys_are_printed_in_both_languages() {
    sspr("keys").exits(0).says("| `");
    let ko = sspr("keys --lang ko").exits(0);
    assert!(ko.out.chars().any(|c| ('가'..='힣').contains(&c)), "{ko}");
}

#[test]
fn without_a_terminal_the_wizard_names_the_commands_that_work() {
    for line in ["", "start usage", "--lang en"] {
        sspr(line)
            .exits(2)
            .says_nothing()
            .warns("`sspr --plain`")
            .warns("`sspr search`")
            .warns("`sspr explain`");
    }
    sspr("--lang ko").exits(2).warns("터미널이 없어");
    sspr("start nowhere-at-all --plain").exits(2).says_nothing();
}

#[test]
fn the_plain_face_leads_from_a_code_to_a_bundle() {
    let desk = Desk::new();
    // a code, the opening, which code, the administrator's role, fixed
    let told = desk
        .sspr("--plain start usage")
        .input("1\n1\n1\n1\n1\n1\n1\n")
        .exits(0)
        .says("Is there a code on the page?")
        .says("SSPR_009 for an administrator");
    assert!(!told.out.contains('\u{1b}'), "no escape sequences: {told}");
    let case = desk.sspr("case show --format json").exits(0).json("sspr.case/1");
    assert_eq!(case["administrator"], true, "every answer was saved as it was given");
    // a second session offers the case, stands where the first one ended, and writes the bundle
    let told = desk.sspr("--plain").input("1\n3\ncase.zip\n").exits(0);
    assert!(told.out.contains("case.zip"), "{told}");
    assert!(desk.path("case.zip").exists(), "{told}");
    desk.sspr("--plain start usage --lang ko")
        .input("1\n")
        .exits(0)
        .says("번호");
}

#[test]
fn nought_goes_back_from_a_field_of_yes_or_no_too() {
    let desk = Desk::new();
    let told = desk
        .sspr("--plain start usage")
        .input("1\ncase\n14\n1\n14\n0\n")
        .exits(0);
    let case = desk.sspr("case show --format json").exits(0).json("sspr.case/1");
    assert_eq!(case["administrator"], true, "{told}");
}

#[test]
fn the_wizard_says_that_a_case_cannot_be_read() {
    let desk = Desk::new();
    desk.file("cases/torn.json", "{");
    desk.sspr("--plain")
        .input("")
        .exits(0)
        .says("Saved cases that cannot be read: 1;");
    desk.sspr("--plain --lang ko")
        .input("")
        .exits(0)
        .says("읽을 수 없는 사례 1건");
}

#[test]
fn start_tells_that_the_cases_cannot_be_read_instead_of_taking_a_name_for_no_case() {
    let desk = Desk::new();
    desk.file("cases", "no folder");
    desk.sspr("start 31003 --plain --lang en")
        .exits(2)
        .says_nothing()
        .warns("cases");
}

#[test]
fn start_opens_a_case_by_its_name() {
    let desk = Desk::new();
    desk.sspr("--plain --lang en start usage").input("1\n1\n").exits(0);
    let case = desk.sspr("case show --format json").exits(0).json("sspr.case/1");
    let id = case["id"].as_str().expect("a name").to_owned();
    // it stands where it was left
    desk.sspr(&format!("--plain --lang en start {id}"))
        .input("")
        .exits(0)
        .says("Did you verify the caller");
    let after = desk.sspr("case list --format json").exits(0).json("sspr.case.list/1");
    assert_eq!(after["cases"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_reader_that_has_read_enough_ends_the_command_quietly() {
    for line in ["knowledge export", "knowledge schema", "knowledge list --format json"] {
        let desk = Desk::new();
        let mut child = desk.sspr(line).command().spawn().unwrap();
        let mut first = String::new();
        {
            let mut out = BufReader::with_capacity(16, child.stdout.take().unwrap());
            out.read_line(&mut first).unwrap();
        }
        let output = child.wait_with_output().unwrap();
        assert!(!first.is_empty());
        assert_eq!(output.status.code(), Some(0), "{line}");
        assert!(output.stderr.is_empty(), "{line}");
    }
}

#[test]
fn wrong_use_ends_with_2_and_no_answer() {
    for line in [
        "bogus",
        "explain",
        "search",
        "case",
        "case set",
        "case bundle",
        "knowledge",
        "knowledge lint --explain K999",
        "knowledge lint nowhere",
        "--format yaml explain 31003",
        "--lang de explain 31003",
        "--color maybe explain 31003",
    ] {
        let told = sspr(line).exits(2).says_nothing();
        assert!(!told.err.trim().is_empty(), "{told}");
    }
}

#[test]
fn the_language_is_the_flag_then_the_environment() {
    let korean = |cli: crate::support::cli::Cli| cli.exits(0).out.contains("오류 화면");
    assert!(korean(sspr("explain SSPR_0029 --lang ko")));
    assert!(korean(sspr("--lang ko explain SSPR_0029")));
    assert!(korean(sspr("explain SSPR_0029").variable("SSPR_LANG", "ko")));
    assert!(korean(sspr("explain SSPR_0029").variable("LC_ALL", "ko_KR.UTF-8")));
    assert!(!korean(sspr("explain SSPR_0029 --lang en").variable("SSPR_LANG", "ko")));
    assert!(!korean(sspr("explain SSPR_0029").variable("LC_ALL", "de_DE.UTF-8")));
}

#[test]
fn korean_speaks_korean_when_something_is_wrong() {
    let desk = Desk::new();
    desk.file("empty/readme.txt", "");
    desk.file("answers.yaml", "start: nowhere\n");
    desk.sspr("case new").exits(0);
    for line in [
        "explain zzzzzzzz",
        "search xyzzyplugh",
        "case set ticket",
        "case set license=maybe",
        "case note ' '",
        "case show --chars 5 --format json",
        "case attach nowhere.evtx",
        "explain 31003 --format html",
        "explain 31003 --knowledge empty",
        "knowledge lint empty",
        "knowledge lint --explain K999",
        "knowledge graph --tree nowhere",
        "walk --answers answers.yaml",
        "walk --answers nowhere.yaml",
    ] {
        let told = desk.sspr(&format!("{line} --lang ko")).run();
        assert_ne!(told.code, Some(0), "{told}");
        let said = format!("{}{}", told.out, told.err);
        assert!(said.chars().any(|c| ('가'..='힣').contains(&c)), "{told}");
    }
}

#[test]
fn colour_comes_only_where_it_is_wanted() {
    let colored = |cli: crate::support::cli::Cli| cli.exits(0).out.contains('\u{1b}');
    assert!(!colored(sspr("explain 31003")));
    assert!(
        colored(sspr("explain 31003 --color always")),
        "the flag counts before NO_COLOR"
    );
    assert!(!colored(sspr("explain 31003").variable("CLICOLOR_FORCE", "1")));
    assert!(colored(
        sspr("explain 31003")
            .variable("NO_COLOR", "")
            .variable("CLICOLOR_FORCE", "1")
    ));
    assert!(!colored(
        sspr("explain 31003 --color never").variable("CLICOLOR_FORCE", "1")
    ));
    assert!(!colored(sspr("explain 31003 --format json --color always")));
}

#[test]
fn doctor_says_what_works_here_and_leaves_nothing_behind() {
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join("new");
    let doctor = |args: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_sspr"));
        command.env("SSPR_HOME", &config).env_remove("ACCESSIBLE");
        let out = command.arg("doctor").args(args).output().unwrap();
        (out.status.code(), String::from_utf8(out.stdout).unwrap())
    };
    let (code, said) = doctor(&["--lang", "en"]);
    assert_eq!(code, Some(0), "{said}");
    for word in [
        "Knowledge",
        "entries, verified until",
        "not there yet",
        "Nothing wrong.",
    ] {
        assert!(said.contains(word), "{word}: {said}");
    }
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0, "nothing is made");

    // a settings file that cannot be used is told, and so is all else
    std::fs::create_dir_all(&config).unwrap();
    std::fs::write(config.join("config.toml"), "theme = 3\n").unwrap();
    let (code, said) = doctor(&["--lang", "ko"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("config.toml:1") && said.contains("문제가 있습니다"),
        "{said}"
    );
    let (code, said) = doctor(&["--format", "json"]);
    assert_eq!(code, Some(1), "{said}");
    let document: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(document["schema"], "sspr.doctor/1");
    let checks = document["checks"].as_array().unwrap();
    let of = |id: &str| checks.iter().find(|check| check["id"] == id).unwrap();
    assert_eq!(of("settings")["state"], "wrong");
    assert_eq!(of("knowledge")["state"], "ok");
    let left: Vec<_> = std::fs::read_dir(&config).unwrap().collect();
    assert_eq!(left.len(), 1, "what was written to try is taken away");
}

#[test]
fn the_version_names_the_day_of_the_knowledge_and_the_build() {
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_sspr"))
        .arg("--version")
        .output()
        .unwrap();
    let said = String::from_utf8(out.stdout).unwrap();
    assert!(
        said.starts_with(concat!("sspr ", env!("CARGO_PKG_VERSION"), " (knowledge of 20")),
        "{said}"
    );
}

#[test]
fn the_manual_has_a_page_for_every_command() {
    let man = |words: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_sspr"));
        command.arg("man").args(words).output().unwrap()
    };
    let page = String::from_utf8(man(&["case", "bundle"]).stdout).unwrap();
    assert!(
        page.contains("sspr\\-case\\-bundle") && page.contains("\\-\\-output"),
        "{page}"
    );
    let out = man(&["case", "nothing"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(
        String::from_utf8(out.stderr)
            .unwrap()
            .contains("no command `case nothing`")
    );
}
