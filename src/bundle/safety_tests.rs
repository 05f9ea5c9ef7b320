//! What a bundle survives, and what somebody decides about it.

use super::archive::Bad;
use super::redaction::Table;
use super::tests::{TARGET, planned, planned_for, with_logs};
use super::*;
use crate::case::{Case, Note, sample};
use crate::host::fake::Fault;
use std::io;
use std::path::Path;

#[test]
fn a_bundle_that_is_canceled_while_it_is_told_anew_leaves_nothing_behind() {
    let host = sample::host();
    let (catalog, case) = with_logs(&host);
    let plan = planned_for(&catalog, &case, &host, Profile::Public);
    for most in 0..4 {
        let mut heard = 0;
        let mut go_on = |_| {
            heard += 1;
            heard <= most
        };
        let result = write(&host, &catalog, &plan, Path::new(TARGET), false, None, &mut go_on);
        if heard <= most {
            assert!(result.is_ok(), "{result:?}");
            return;
        }
        assert!(matches!(result, Err(BundleError::Canceled)), "{result:?}");
        assert_eq!(host.get(TARGET), None);
        assert!(names::given(&host, &case.id).is_ok_and(|given| given.is_empty()));
    }
}

#[test]
fn whichever_step_fails_or_kills_the_program_no_half_bundle_is_seen() {
    for fault in [
        Fault::Kills,
        Fault::Fails(io::ErrorKind::StorageFull),
        Fault::Fails(io::ErrorKind::PermissionDenied),
    ] {
        let mut steps = 0;
        for step in 0.. {
            let host = sample::host();
            let (catalog, case) = with_logs(&host);
            let plan = planned_for(&catalog, &case, &host, Profile::Public);
            host.fault_at(step, fault);
            let written = write(&host, &catalog, &plan, Path::new(TARGET), false, None, &mut |_| true);
            if !host.struck() {
                assert!(written.is_ok(), "{written:?}");
                break;
            }
            host.revive();
            let store = crate::case::store::Store::open(&host);
            assert!(store.is_ok_and(|store| store.list().is_ok()));
            let intact = verify(&host, &catalog, Path::new(TARGET), None).map(|verdict| verdict.problems);
            let there = host.get(TARGET).is_some();
            assert!(there || written.is_err(), "step {step}: {fault:?}");
            assert!(
                !there || intact.as_ref().is_ok_and(Vec::is_empty),
                "step {step}: {intact:?}"
            );
            assert!(names::given(&host, &case.id).is_ok(), "step {step}");
            let left = |path: &PathBuf| path.to_string_lossy().contains(".sspr-");
            assert!(!host.paths().iter().any(left), "step {step}: {:?}", host.paths());
            steps += 1;
        }
        assert!(steps > 4, "only {steps} steps were tried");
    }
}

#[test]
fn an_encrypted_bundle_opens_with_its_passphrase_alone() {
    let host = sample::host();
    let (catalog, case) = with_logs(&host);
    let plan = planned(&catalog, &case, &host);
    let passphrase = Passphrase::new("correct horse\n").unwrap_or_else(|_| unreachable!("long enough"));
    let target = Path::new(TARGET);
    assert!(write(&host, &catalog, &plan, target, false, Some(&passphrase), &mut |_| true).is_ok());
    let problems = |passphrase: Option<&Passphrase>| {
        verify(&host, &catalog, target, passphrase).map(|verdict| (verdict.is_locked(), verdict.problems))
    };
    assert_eq!(problems(Some(&passphrase)).ok(), Some((false, Vec::new())));
    let locked = Problem::Zip(Bad::Encrypted);
    assert_eq!(problems(None).ok(), Some((true, vec![locked])));
    let wrong = problems(Some(&Passphrase::given("another horse")));
    assert_eq!(wrong.ok(), Some((false, vec![Problem::Zip(Bad::WrongPassphrase)])));
    // no member can be read as it lies there
    let zip = host.get(TARGET).unwrap_or_default();
    assert!(!String::from_utf8_lossy(&zip).contains("sspr.case/1"));
    assert!(Passphrase::new("short").is_err());
    assert_eq!(format!("{passphrase:?}"), "Passphrase(...)");
}

#[test]
fn a_token_stands_for_the_same_in_every_bundle_of_a_case() {
    let host = sample::host();
    let (catalog, mut case) = with_logs(&host);
    host.put("/b/people.log", b"user: park.js@contoso.com\n");
    assert!(case.fill(&catalog, &host, "log_paths", "/b/people.log").is_ok());
    let given = |case: &Case| {
        let plan = planned_for(&catalog, case, &host, Profile::Public);
        assert!(write(&host, &catalog, &plan, Path::new(TARGET), true, None, &mut |_| true).is_ok());
        names::given(&host, &case.id).unwrap_or_default()
    };
    let first = given(&case);
    case.notes.push(Note {
        at: case.created,
        node: String::new(),
        text: "lee.yh@contoso.com called".to_owned(),
    });
    let second = given(&case);
    assert!(
        first.iter().all(|(token, name)| second.get(token) == Some(name)),
        "{first:?}\n{second:?}"
    );
    assert!(second.values().any(|name| name.starts_with("lee.yh")), "{second:?}");
}

#[test]
fn what_somebody_decides_about_a_word_counts_beside_the_profile() {
    let host = sample::host();
    let (catalog, mut case) = with_logs(&host);
    case.notes.push(Note {
        at: case.created,
        node: String::new(),
        text: "Project Bluebird is slow, says kim@contoso.com".to_owned(),
    });
    let summary = |hide: &[&str], keep: &[&str], profile| {
        let mut order = Order {
            profile,
            ..Order::default()
        };
        for term in hide {
            order.terms.hide(term);
        }
        for term in keep {
            order.terms.keep(term);
        }
        let plan = plan(&catalog, &case, &host, &order, &mut |_| true).unwrap_or_else(|error| unreachable!("{error}"));
        let changes = preview(&host, &catalog, &case, &plan, &mut || true).unwrap_or_default();
        let transcript = plan
            .files
            .iter()
            .zip(&changes)
            .find(|(file, _)| file.name == "transcript.md");
        let shown = transcript.map(|(_, changes)| changes.shown.clone()).unwrap_or_default();
        shown
            .iter()
            .map(|change| change.written.text.clone())
            .collect::<String>()
    };
    assert!(summary(&[], &[], Profile::Public).contains("Bluebird is slow, says user-1@tenant-1"));
    let hidden = summary(&["Bluebird"], &[], Profile::Public);
    assert!(!hidden.contains("Bluebird") && hidden.contains("user-"), "{hidden}");
    assert!(!summary(&["Bluebird"], &[], Profile::Inside).contains("Bluebird"));
    assert!(!summary(&[], &["kim@contoso.com"], Profile::Public).contains("says user-1"));
}

#[test]
fn one_person_is_one_token_however_spelled() {
    let catalog = sample::catalog();
    let mut case = sample::case(&catalog);
    case.notes.push(Note {
        at: sample::noon(),
        node: String::new(),
        text: "UPN: han.jiu@contoso.com, SamAccountName: jhan02, CN=Han Jiu,OU=Sales,DC=contoso,DC=com\n\
               CONTOSO\\jhan02 and Jiu Han, then kim@contoso.com at 10.1.2.3 and S-1-5-21-1-2-3-500"
            .into(),
    });
    let told = |profile| {
        Table::of(&catalog, &case, profile)
            .unwrap()
            .told(&case.notes.last().map(|note| note.text.clone()).unwrap_or_default())
    };
    assert_eq!(
        told(Profile::Public),
        "UPN: user-2@tenant-1, SamAccountName: user-2, user-2\nuser-2 and user-2, then user-1@tenant-1 at ip-1 and user-1"
    );
    assert!(
        told(Profile::Vendor).contains("then kim@contoso.com at ip-1"),
        "{}",
        told(Profile::Vendor)
    );
    assert!(told(Profile::Inside).contains("Jiu Han, then kim@contoso.com at 10.1.2.3"));
}

#[test]
fn anchors_of_the_directory_are_hidden_from_everybody() {
    let catalog = sample::catalog();
    let mut case = sample::case(&catalog);
    case.notes.push(Note {
        at: sample::noon(),
        node: String::new(),
        text: "SourceAnchorValue: kF3x9Qm2nEu8AbCdEf==".into(),
    });
    for profile in Profile::ALL {
        let told = Table::of(&catalog, &case, profile)
            .unwrap()
            .told("it was kF3x9Qm2nEu8AbCdEf==.");
        assert_eq!(told, "it was anchor-1.", "{}", profile.word());
    }
}

#[test]
fn a_canceled_bundle_leaves_nothing_behind() {
    let host = sample::host();
    let (catalog, case) = with_logs(&host);
    let plan = planned(&catalog, &case, &host);
    let mut heard = Vec::new();
    let result = write(
        &host,
        &sample::catalog(),
        &plan,
        Path::new(TARGET),
        false,
        None,
        &mut |done| {
            heard.push(done);
            heard.len() < 3
        },
    );
    assert!(matches!(result, Err(BundleError::Canceled)));
    assert!(
        heard.is_sorted() && heard.iter().all(|done| *done < plan.size()),
        "{heard:?}"
    );
    assert_eq!(host.get(TARGET), None);
}

#[test]
fn the_message_texts_of_an_exported_log_go_with_it_where_it_goes_whole() {
    let host = sample::host();
    let (catalog, case) = with_logs(&host);
    for name in ["Application_1042.MTA", "Other_1042.MTA", "Application_1042.txt"] {
        host.put(&format!("/a/LocaleMetaData/{name}"), b"texts");
    }
    let names = |plan: &Plan| plan.files.iter().map(|file| file.name.clone()).collect::<Vec<_>>();
    let inside = names(&planned(&catalog, &case, &host));
    let texts: Vec<&String> = inside.iter().filter(|name| name.contains("LocaleMetaData")).collect();
    assert_eq!(texts, ["logs/LocaleMetaData/Application_1042.MTA"]);
    let public = names(&planned_for(&catalog, &case, &host, Profile::Public));
    assert!(!public.iter().any(|name| name.contains("LocaleMetaData")), "{public:?}");
}
