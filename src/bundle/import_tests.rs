//! A bundle comes back as the case it was made of, whatever that case is; and whatever goes wrong on the way leaves nothing behind.

use super::import::{Became, Meets, Read, read, take};
use super::redaction::Table;
use super::*;
use crate::case::store::Store;
use crate::case::{Attached, Case, CaseId, Reply, sample};
use crate::host::Host;
use crate::host::fake::{FakeHost, Fault};
use crate::knowledge::Catalog;
use crate::knowledge::id::{EntryId, ProofId, QuestionId};
use crate::walk::{Detail, Outcome, StepEnd};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

const ZIP: &str = "/usb/case.zip";

/// The bundle of a case, for those of a profile.
fn bundled(catalog: &Catalog, host: &FakeHost, case: &Case, profile: Profile) -> Vec<u8> {
    let order = Order {
        profile,
        ..Order::default()
    };
    let plan = match plan(catalog, case, host, &order, &mut |_| true) {
        Ok(plan) => plan,
        Err(error) => unreachable!("{error}"),
    };
    assert!(
        write(
            host,
            catalog,
            &plan,
            Path::new("/out/case.zip"),
            true,
            None,
            &mut |_| true
        )
        .is_ok()
    );
    assert!(names::keep(host, &case.id, &plan.redaction).is_ok());
    host.get("/out/case.zip").unwrap_or_default()
}

/// Another machine, onto which a zip was carried.
fn elsewhere(bytes: &[u8]) -> FakeHost {
    let host = FakeHost::at("2026-11-22T03:00:00Z");
    host.put(ZIP, bytes);
    host
}

fn opened(catalog: &Catalog, host: &FakeHost) -> Read {
    match read(host, catalog, Path::new(ZIP), None, &mut |_, _| true) {
        Ok(read) => read,
        Err(error) => unreachable!("{error}"),
    }
}

fn imported(catalog: &Catalog, host: &FakeHost) -> Case {
    let id = match take(host, catalog, opened(catalog, host)) {
        Ok(imported) => imported.id,
        Err(error) => unreachable!("{error}"),
    };
    loaded(host, &id)
}

fn loaded(host: &FakeHost, id: &CaseId) -> Case {
    match Store::open(host).and_then(|store| store.load(id)) {
        Ok(case) => case,
        Err(error) => unreachable!("{error}"),
    }
}

/// What must be the same here and there: everything but where files lie and what the store counts.
fn substance(case: &Case) -> Case {
    Case {
        origin: None,
        order: 0,
        closed: false,
        changed: case.created,
        attached: BTreeMap::<String, Attached>::new(),
        paths: case.paths.clone(),
        offered: case.offered.clone(),
        ..case.clone()
    }
}

/// One thing that is done in a call.
#[derive(Clone, Debug)]
enum Deed {
    Fill(usize, String),
    Answer(usize, usize),
    Outcome(usize, usize, String),
    Step(usize, bool),
    Note(String),
    Start,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let words = prop::sample::select(vec![
        "kim@contoso.com gets no text",
        "User: 김민지 (kim.minji@contoso.com)",
        "33004 on AADC01",
        "unknown",
        "yes",
        "assigned",
        "2.4.21.0",
        "Asia/Seoul",
        "2026-11-20T09:15:00+09:00",
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "https://passwordreset.microsoftonline.com/?u=kim@contoso.com",
        "a | *b* <c>\nsecond line",
    ])
    .prop_map(str::to_owned);
    let deed = prop_oneof![
        4 => (0..40_usize, words.clone()).prop_map(|(field, value)| Deed::Fill(field, value)),
        3 => (0..3_usize, 0..2_usize).prop_map(|(question, choice)| Deed::Answer(question, choice)),
        3 => (0..4_usize, 0..8_usize, words.clone()).prop_map(|(entry, outcome, why)| Deed::Outcome(entry, outcome, why)),
        1 => (0..3_usize, any::<bool>()).prop_map(|(step, done)| Deed::Step(step, done)),
        1 => words.prop_map(Deed::Note),
        1 => Just(Deed::Start),
    ];
    prop::collection::vec(deed, 0..14)
}

/// The case that comes of it.
fn made(catalog: &Catalog, host: &FakeHost, deeds: Vec<Deed>) -> Case {
    let mut case = Case::new(sample::id(), Lang::En, host.now(), &host.zone());
    case.start(catalog, "usage");
    let entries = ["a.first", "a.second", "a.fix", "a.third"].map(EntryId::new);
    for (minute, deed) in (0_i64..).zip(deeds) {
        let Some(at) = host.now().after(minute * 60) else {
            continue;
        };
        match deed {
            Deed::Fill(field, value) => {
                let fields = catalog.fields();
                let field = fields.iter().filter(|field| !field.names_files()).nth(field);
                // what breaks the rule of a field is not kept
                let _ = field.map(|field| case.fill(catalog, host, &field.id, &value));
            }
            Deed::Answer(2, choice) => {
                let raw = ["since kim@contoso.com called", ""]
                    .get(choice)
                    .copied()
                    .unwrap_or_default();
                if let Ok(since) = case.check(catalog, host, "since", raw) {
                    case.answer(catalog, &QuestionId::new("ask.since"), Reply::Typed(since), at);
                }
            }
            Deed::Answer(question, choice) => {
                let asked = [
                    ("ask.urgent", ["yes", "no"]),
                    ("ask.license", ["assigned", "not-assigned"]),
                ];
                if let Some((question, choice)) = asked
                    .get(question)
                    .and_then(|(id, choices)| Some((id, choices.get(choice)?)))
                {
                    case.answer(catalog, &QuestionId::new(*question), Reply::Choice(choice), at);
                }
            }
            Deed::Outcome(entry, outcome, why) => {
                let outcomes = Outcome::words();
                let outcome = outcomes.split(", ").filter_map(Outcome::parse).nth(outcome);
                if let (Some(entry), Some(outcome)) = (entries.get(entry), outcome) {
                    let detail = match outcome {
                        Outcome::Waiting => Detail::Until(at),
                        Outcome::Cause => Detail::Handed(why),
                        _ => Detail::Reason(why),
                    };
                    case.outcome(catalog, entry, outcome, Some(detail), at);
                }
            }
            Deed::Step(step, done) => {
                let end = if done {
                    StepEnd::Done
                } else {
                    StepEnd::CouldNot("kim@contoso.com is away".to_owned())
                };
                if let (Some(journal), [.., fix, _]) = (case.walks.last_mut(), &entries) {
                    journal.end_step(fix, step, Some(end), at);
                }
            }
            Deed::Note(text) => drop(case.note(catalog, at, String::new(), &text)),
            Deed::Start => case.start(catalog, "a.fix"),
        }
    }
    case
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_bundle_of_any_case_comes_back_as_that_case_but_for_what_is_hidden(deeds in deeds(), public in any::<bool>()) {
        let (catalog, host) = (sample::catalog(), sample::host());
        let case = made(&catalog, &host, deeds);
        let profile = if public { Profile::Public } else { Profile::Inside };
        let bytes = bundled(&catalog, &host, &case, profile);
        let there = elsewhere(&bytes);
        let read = opened(&catalog, &there);
        prop_assert!(read.verdict.problems.is_empty(), "{:?}", read.verdict);
        prop_assert!(read.refused.is_empty(), "{:?}", read.refused);
        let came = imported(&catalog, &there);
        let told = Table::of(&catalog, &case, profile).unwrap().case(&catalog, &case);
        prop_assert_eq!(substance(&came), substance(&told));
        let stands = |case: &Case| case.trace(&catalog).map(|trace| (trace.position, trace.stops.len()));
        prop_assert_eq!(stands(&came), stands(&case));
        // at home it is known already
        host.put(ZIP, &bytes);
        let store = Store::open(&host).unwrap();
        let mut saved = case.clone();
        drop(store.add(&mut saved).unwrap());
        let back = take(&host, &catalog, opened(&catalog, &host)).unwrap();
        prop_assert_eq!(back.became, Became::Known);
        prop_assert_eq!(back.differs, Vec::new());
    }
}

fn with_log() -> (Catalog, FakeHost, Case) {
    let (catalog, host) = (sample::catalog(), sample::host());
    host.put("/logs/application.log", b"2026-11-20 kim@contoso.com 33004 on AADC01\n");
    let mut case = sample::case(&catalog);
    assert!(case.attach(&catalog, &host, "/logs/application.log").is_ok());
    assert!(case.read_files(&catalog, &host, &mut |_| true).is_ok());
    (catalog, host, case)
}

#[test]
fn whichever_step_fails_or_is_killed_the_case_is_there_whole_or_not_at_all() {
    let (catalog, host, case) = with_log();
    let bytes = bundled(&catalog, &host, &case, Profile::Public);
    let read = opened(&catalog, &elsewhere(&bytes));
    for fault in [Fault::Fails(io::ErrorKind::StorageFull), Fault::Kills] {
        for step in 0.. {
            let there = elsewhere(&bytes);
            there.fault_at(step, fault);
            let took = take(&there, &catalog, read.clone());
            if !there.struck() {
                assert!(took.is_ok());
                break;
            }
            there.revive();
            let listing = Store::open(&there).and_then(|store| store.list()).unwrap();
            assert!(listing.damaged.is_empty(), "step {step}");
            if let [saved] = listing.cases.as_slice() {
                let [path] = saved.paths["log_paths"].as_slice() else {
                    unreachable!("the log is named")
                };
                assert!(there.get(path).is_some(), "step {step}: the log is not half there");
            } else if matches!(fault, Fault::Fails(_)) {
                let left: Vec<_> = there
                    .paths()
                    .into_iter()
                    .filter(|path| path != Path::new(ZIP))
                    .collect();
                let evidence: Vec<_> = left
                    .iter()
                    .filter(|path| path.to_string_lossy().contains("evidence"))
                    .collect();
                assert!(evidence.is_empty(), "step {step}: {evidence:?}");
            }
            // who tries again has it
            assert!(take(&there, &catalog, read.clone()).is_ok(), "step {step}");
        }
    }
}

#[test]
fn what_was_changed_on_both_sides_stays_and_what_only_the_other_changed_is_taken() {
    let (catalog, host, case) = with_log();
    let store = Store::open(&host).unwrap();
    let mut case = case;
    drop(store.add(&mut case).unwrap());
    let there = elsewhere(&bundled(&catalog, &host, &case, Profile::Public));
    let mut theirs = imported(&catalog, &there);
    let later = |minute: i64| there.now().after(minute * 60).unwrap();
    for (entry, outcome) in [
        ("a.first", Outcome::NotIt),
        ("a.second", Outcome::NotFixed),
        ("a.third", Outcome::Cause),
    ] {
        theirs.outcome(&catalog, &EntryId::new(entry), outcome, None, later(1));
    }
    assert!(
        theirs
            .fill(&catalog, &there, "support_code", "3f2504e0-4f89-11d3-9a0c-0305e82c3301")
            .is_ok()
    );
    // meanwhile
    let (held, mut here) = store.hold(&case.id).unwrap();
    host.set_now("2026-11-22T02:00:00Z");
    here.outcome(&catalog, &EntryId::new("a.second"), Outcome::Fixed, None, host.now());
    store.save(&held, &mut here).unwrap();
    drop(held);
    let bytes = bundled(&catalog, &there, &theirs, Profile::Public);
    host.put(ZIP, &bytes);
    let read = opened(&catalog, &host);
    assert!(
        matches!(&read.meets, Meets::Same(merged) if merged.differs.len() == 1),
        "{:?}",
        read.meets
    );
    let back = take(&host, &catalog, read).unwrap();
    assert!(matches!(back.became, Became::Updated(_)));
    let told: Vec<_> = back
        .differs
        .iter()
        .map(|differs| (differs.id.as_str(), differs.a.as_deref(), differs.b.as_deref()))
        .collect();
    assert_eq!(told, [("a.second", Some("fixed"), Some("not-fixed"))]);
    let now = loaded(&host, &case.id);
    let outcome = |entry: &str| now.walks[0].outcomes.get(entry).map(|done| done.outcome);
    assert_eq!(outcome("a.first"), Some(Outcome::NotIt));
    assert_eq!(outcome("a.second"), Some(Outcome::Fixed));
    assert_eq!(now.typed["user_id"], "kim@contoso.com");
    assert!(now.typed.contains_key("support_code"));
    assert_eq!(now.paths, case.paths, "the log is the one that is here");
}

#[test]
fn a_case_that_another_program_has_open_is_not_touched() {
    let (catalog, host, mut case) = with_log();
    let store = Store::open(&host).unwrap();
    let held = store.add(&mut case).unwrap();
    let bytes = bundled(&catalog, &host, &case, Profile::Public);
    host.put(ZIP, &bytes);
    let error = take(&host, &catalog, opened(&catalog, &host)).map(|imported| imported.id);
    assert!(error.is_err_and(|error| error.say(Lang::En).contains("another sspr")));
    drop(held);
}

#[test]
fn what_another_saw_of_a_caller_opens_nothing_here_and_a_refusal_shuts_it_here_too() {
    let (catalog, host, case) = with_log();
    let came = |case: &Case| imported(&catalog, &elsewhere(&bundled(&catalog, &host, case, Profile::Public)));
    let mut verified = case.clone();
    verified.verified.tick(&ProofId::new("call-back"));
    assert!(came(&verified).verified.proofs.is_empty());
    let mut refused = case;
    refused.verified.refuse(host.now());
    assert_eq!(came(&refused).verified.refused, Some(host.now()));
}

#[test]
fn keys_of_a_case_come_through_the_one_door_too() {
    let (catalog, host, case) = with_log();
    let bytes = bundled(&catalog, &host, &case, Profile::Public);
    let mut zip = zip::ZipArchive::new(io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    io::Read::read_to_string(&mut zip.by_name("case.json").unwrap(), &mut text).unwrap();
    let opened_with = |key: &str| {
        let mut document: serde_json::Value = serde_json::from_str(&text).unwrap();
        document["resume"][key] = "x".into();
        let mut zip = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        zip.start_file("case.json", zip::write::SimpleFileOptions::default())
            .unwrap();
        io::Write::write_all(&mut zip, document.to_string().as_bytes()).unwrap();
        let there = elsewhere(&zip.finish().unwrap().into_inner());
        read(&there, &catalog, Path::new(ZIP), None, &mut |_, _| true)
    };
    assert!(
        opened_with("password: Summer2026!")
            .is_ok_and(|read| read.removed.contains(&crate::evidence::Secret::Password))
    );
    // one that is another's when it is clean
    assert!(matches!(opened_with("\u{200b}schema"), Err(BundleError::NoCase(..))));
}
