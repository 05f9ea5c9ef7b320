//! The store over a world in memory, also while that fails or dies.

use super::*;
use crate::case::Note;
use crate::host::fake::{FakeHost, Fault};

fn host() -> FakeHost {
    FakeHost::at("2026-11-21T03:00:00Z")
}

fn fill(host: &FakeHost, case: &mut Case) {
    case.fill(&crate::builtin::catalog(), host, "ticket", "INC-1").unwrap();
}

fn failure<T>(result: Result<T, StoreError>) -> StoreError {
    match result {
        Ok(_) => unreachable!("it must fail"),
        Err(error) => error,
    }
}

#[test]
fn a_case_comes_back_as_it_was_saved() {
    let host = host();
    let store = Store::open(&host).unwrap();
    let (held, mut case) = store.create(Lang::Ko).unwrap();
    fill(&host, &mut case);
    host.set_now("2026-11-21T03:05:00Z");
    store.save(&held, &mut case).unwrap();
    let back = store.load("CASE1").unwrap();
    assert_eq!(back, case);
    assert_eq!(back.changed.to_string(), "2026-11-21T03:05:00+00:00");
    assert_eq!(back.lang, Lang::Ko);
}

#[test]
fn a_full_disk_leaves_the_old_state_and_says_so_in_both_languages() {
    let host = host();
    let store = Store::open(&host).unwrap();
    let (held, mut case) = store.create(Lang::En).unwrap();
    host.break_writes(Some(io::ErrorKind::StorageFull));
    fill(&host, &mut case);
    let error = failure(store.save(&held, &mut case));
    assert!(error.to_string().contains("the disk is full"), "{error}");
    assert!(error.say(Lang::Ko).contains("디스크가 가득 찼습니다"));
    assert!(store.load("case1").unwrap().typed.is_empty(), "the file is the old one");
    assert_eq!(case.typed.len(), 1, "what was typed is still in memory");
    host.break_writes(None);
    store.save(&held, &mut case).unwrap();
}

#[test]
fn a_read_only_home_is_named() {
    let host = host();
    host.break_writes(Some(io::ErrorKind::ReadOnlyFilesystem));
    let error = failure(Store::open(&host).unwrap().create(Lang::En));
    assert!(error.to_string().contains("SSPR_HOME"), "{error}");
}

#[test]
fn two_programs_cannot_hold_the_same_case() {
    let host = host();
    let store = Store::open(&host).unwrap();
    let (held, _) = store.create(Lang::En).unwrap();
    let error = failure(store.hold("case1"));
    assert!(
        error.to_string().contains("another sspr has case `case1` open"),
        "{error}"
    );
    assert!(
        failure(store.delete("case1", |_| Ok::<(), StoreError>(())))
            .to_string()
            .contains("another sspr")
    );
    assert!(store.load("case1").is_ok(), "reading needs no lock");
    drop(held);
    assert!(store.hold("case1").is_ok());
}

#[test]
fn a_damaged_file_is_set_aside_unchanged_and_named_until_it_is_deleted() {
    let host = host();
    let store = Store::open(&host).unwrap();
    drop(store.create(Lang::En).unwrap());
    let half = b"{\"schema\": \"sspr.saved";
    host.put("/home/data/cases/case1.json", half);
    let aside = "/home/data/cases/case1.json.damaged";
    for _ in 0..2 {
        let error = failure(store.hold("case1"));
        assert!(
            matches!(&error, StoreError::Damaged(damaged) if damaged.aside),
            "{error}"
        );
        assert!(error.to_string().contains(aside), "{error}");
        assert_eq!(error.case(), Some("case1"));
        assert_eq!(host.get(aside).unwrap(), half, "nothing in it was changed");
    }
    let listing = store.list().unwrap();
    assert_eq!((listing.cases.len(), listing.damaged.len()), (0, 1));
    assert!(matches!(failure(store.latest()), StoreError::LatestUnknown(_)));
    // what belongs to it cannot go: it stays, to be deleted again
    let locked = || StoreError::Locked(CaseId::parse("case1").unwrap());
    assert!(store.delete("case1", |_| Err(locked())).is_err() && host.get(aside).is_some());
    store.delete("case1", |_| Ok::<(), StoreError>(())).unwrap();
    assert_eq!(host.paths().len(), 0, "{:?}", host.paths());
}

#[test]
fn a_second_damaged_file_does_not_take_the_place_of_the_first() {
    let host = host();
    let store = Store::open(&host).unwrap();
    for text in ["one", "two"] {
        host.put("/home/data/cases/x.json", text.as_bytes());
        failure(store.load("x"));
    }
    assert_eq!(host.get("/home/data/cases/x.json.damaged").unwrap(), b"one");
    assert_eq!(host.get("/home/data/cases/x.json.2.damaged").unwrap(), b"two");
}

#[test]
fn a_damaged_file_stays_where_it_is_while_another_program_has_the_case() {
    let host = host();
    let store = Store::open(&host).unwrap();
    let (held, mut case) = store.create(Lang::En).unwrap();
    host.put("/home/data/cases/case1.json", b"{");
    let error = failure(store.load("case1"));
    assert!(error.to_string().contains("is left as it is"), "{error}");
    store.save(&held, &mut case).unwrap();
    assert!(store.load("case1").is_ok(), "who has it open saves it again");
}

#[test]
fn no_other_case_is_taken_for_the_one_worked_on_last_when_its_file_cannot_be_used() {
    let host = host();
    let store = Store::open(&host).unwrap();
    let (held, mut first) = store.create(Lang::En).unwrap();
    drop(store.create(Lang::En).unwrap());
    host.put("/home/data/cases/case2.json", b"");
    for _ in 0..2 {
        let error = failure(store.latest());
        assert!(error.to_string().contains("case `case2` is damaged"), "{error}");
        assert!(error.to_string().contains("--case"), "{error}");
    }
    // who names a case goes on, and from then on that is the one worked on last
    store.save(&held, &mut first).unwrap();
    assert_eq!(store.latest().unwrap().as_str(), "case1");
}

#[test]
fn an_older_damaged_file_does_not_keep_anybody_from_the_case_worked_on_last() {
    let host = host();
    let store = Store::open(&host).unwrap();
    drop(store.create(Lang::En).unwrap());
    drop(store.create(Lang::En).unwrap());
    host.put("/home/data/cases/case1.json", b"");
    assert_eq!(store.latest().unwrap().as_str(), "case2");
}

#[test]
fn a_file_of_another_version_is_refused_kindly() {
    let host = host();
    let store = Store::open(&host).unwrap();
    host.put("/home/data/cases/x.json", br#"{"schema":"sspr.saved-case/9","id":"x"}"#);
    let error = failure(store.load("x"));
    assert!(
        error
            .to_string()
            .contains("another version of sspr (`sspr.saved-case/9`)"),
        "{error}"
    );
}

#[test]
fn the_latest_is_the_one_changed_last_whatever_the_precision_of_its_time() {
    let host = host();
    let store = Store::open(&host).unwrap();
    let (held, mut first) = store.create(Lang::En).unwrap();
    drop(store.create(Lang::En).unwrap());
    host.set_now("2026-11-21T03:00:00.5Z");
    store.save(&held, &mut first).unwrap();
    assert_eq!(store.latest().unwrap().as_str(), "case1");
}

#[test]
fn the_latest_is_the_one_made_or_changed_last_on_a_clock_that_stands_or_is_set_back() {
    let host = host();
    let store = Store::open(&host).unwrap();
    let (held, mut first) = store.create(Lang::En).unwrap();
    drop(store.create(Lang::En).unwrap());
    assert_eq!(
        store.latest().unwrap().as_str(),
        "case2",
        "made last within the same second"
    );
    store.save(&held, &mut first).unwrap();
    assert_eq!(
        store.latest().unwrap().as_str(),
        "case1",
        "changed last within the same second"
    );
    host.set_now("2026-11-20T03:00:00Z");
    drop(store.create(Lang::En).unwrap());
    assert_eq!(
        store.latest().unwrap().as_str(),
        "case3",
        "made last on a clock that was set back"
    );
    let before = host.get("/home/data/cases/case1.json");
    store.list().unwrap();
    assert_eq!(
        host.get("/home/data/cases/case1.json"),
        before,
        "reading writes nothing"
    );
}

#[test]
fn a_case_that_stands_last_is_saved_without_reading_the_others() {
    let host = host();
    let store = Store::open(&host).unwrap();
    let (first_held, mut first) = store.create(Lang::En).unwrap();
    let (held, mut last) = store.create(Lang::En).unwrap();
    let turn = last.order;
    store.save(&held, &mut last).unwrap();
    assert_eq!(last.order, turn, "nobody came between");
    store.save(&first_held, &mut first).unwrap();
    assert!(first.order > turn);
    for note in [None, Some(b"x"), Some(b"1")] {
        match note {
            Some(bytes) => host.put("/home/data/cases/order.last", bytes),
            None => host.take_away("/home/data/cases/order.last"),
        }
        for (held, case) in [(&held, &mut last), (&first_held, &mut first)] {
            store.save(held, case).unwrap();
            assert_eq!(store.latest().unwrap(), case.id, "whatever became of the note");
        }
    }
}

#[test]
fn a_case_of_before_the_order_was_counted_stands_by_its_time() {
    let host = host();
    let store = Store::open(&host).unwrap();
    for (id, changed) in [("a", "2026-11-21T02:00:00Z"), ("b", "2026-11-21T01:00:00Z")] {
        let case = Case::new(
            CaseId::parse(id).unwrap(),
            Lang::En,
            changed.parse().unwrap(),
            &crate::time::Zone::UTC,
        );
        host.put(
            &format!("/home/data/cases/{id}.json"),
            &serde_json::to_vec(&case).unwrap(),
        );
    }
    assert_eq!(store.latest().unwrap().as_str(), "a");
    let (held, mut case) = store.hold("b").unwrap();
    host.set_now("2026-11-21T00:00:00Z");
    store.save(&held, &mut case).unwrap();
    assert_eq!(store.latest().unwrap().as_str(), "b");
}

#[test]
fn an_id_is_never_a_path() {
    let host = host();
    let store = Store::open(&host).unwrap();
    drop(store.create(Lang::En).unwrap());
    host.put("/home/data/settings.json", b"{}");
    assert!(matches!(
        failure(store.load("../settings")),
        StoreError::NoSuchCase { .. }
    ));
    let error = failure(store.load("case2"));
    assert!(error.to_string().contains("nearest: case1"), "{error}");
}

#[test]
fn a_case_is_bounded_alike_when_it_is_written_and_when_it_is_read() {
    let host = host();
    let store = Store::open(&host).unwrap();
    let (held, mut case) = store.create(Lang::En).unwrap();
    let note = |size: usize| Note {
        at: host.now(),
        node: String::new(),
        text: "x".repeat(size),
    };
    store.save(&held, &mut case).unwrap();
    case.notes.push(note(usize::try_from(LARGEST).unwrap()));
    let error = failure(store.save(&held, &mut case));
    assert!(error.to_string().contains("at most 32 MB"), "{error}");
    assert!(store.load("case1").unwrap().notes.is_empty(), "the file is the old one");
}

#[test]
fn a_new_case_that_cannot_be_saved_leaves_nothing_behind() {
    for step in 0.. {
        let host = host();
        host.fault_at(step, Fault::Fails(io::ErrorKind::StorageFull));
        let store = Store::open(&host).unwrap();
        let made = store.create(Lang::En);
        if !host.struck() {
            break;
        }
        if made.is_err() && host.get("/home/data/cases/case1.json").is_none() {
            assert_eq!(host.paths(), Vec::<PathBuf>::new(), "step {step}");
        }
    }
}

#[test]
fn a_home_that_was_replaced_while_a_case_is_open_is_noticed() {
    let host = host();
    let store = Store::open(&host).unwrap();
    let (held, mut case) = store.create(Lang::En).unwrap();
    host.replace_home();
    let error = failure(store.save(&held, &mut case));
    assert!(matches!(error, StoreError::HomeReplaced(_)), "{error}");
    assert!(host.paths().is_empty(), "nothing is written into what stands there now");
}

#[test]
fn a_key_that_a_newer_version_wrote_is_kept_on_saving() {
    let host = host();
    let store = Store::open(&host).unwrap();
    let (held, mut case) = store.create(Lang::En).unwrap();
    fill(&host, &mut case);
    let catalog = crate::builtin::catalog();
    case.note(&catalog, host.now(), String::new(), "kept");
    case.start(&catalog, "usage");
    store.save(&held, &mut case).unwrap();
    drop(held);
    let path = "/home/data/cases/case1.json";
    let mut saved: serde_json::Value = serde_json::from_slice(&host.get(path).unwrap()).unwrap();
    let newer = serde_json::json!({ "of": ["a", "newer", 1.5] });
    for place in ["", "/notes/0", "/walks/0"] {
        let object = saved
            .pointer_mut(place)
            .and_then(|value| value.as_object_mut())
            .unwrap();
        object.insert("later".to_owned(), newer.clone());
    }
    host.put(path, saved.to_string().as_bytes());
    let (held, mut case) = store.hold("case1").unwrap();
    case.note(&catalog, host.now(), String::new(), "another");
    store.save(&held, &mut case).unwrap();
    let saved: serde_json::Value = serde_json::from_slice(&host.get(path).unwrap()).unwrap();
    for place in ["/later", "/notes/0/later", "/walks/0/later"] {
        assert_eq!(saved.pointer(place), Some(&newer), "{place}");
    }
    assert_eq!(saved.pointer("/notes/1/later"), None);
}

#[test]
fn what_a_killed_bundle_left_is_taken_away_at_the_next_look_and_never_while_it_is_written() {
    let host = host();
    let store = Store::open(&host).unwrap();
    drop(store.create(Lang::En).unwrap());
    let half = "/usb/.sspr-7";
    let writing = store.unfinished(Path::new(half));
    assert!(writing.is_some());
    host.put(half, b"names of people");
    store.list().unwrap();
    assert!(host.get(half).is_some(), "it is being written");
    // killed: nobody says that it ended
    std::mem::forget(writing);
    host.revive();
    store.list().unwrap();
    assert!(host.get(half).is_none());
    let notes: Vec<_> = host
        .paths()
        .into_iter()
        .filter(|path| path.to_string_lossy().contains("/7."))
        .collect();
    assert!(notes.is_empty(), "{notes:?}");
}

/// A day with two calls: what was accepted, in order. Each deed is done by whoever was started for it, as commands are.
fn day(host: &FakeHost, accepted: &mut Vec<String>) -> Result<(), StoreError> {
    let catalog = crate::builtin::catalog();
    let store = Store::open(host)?;
    let (held, mut first) = store.create(Lang::En)?;
    accepted.push(format!("case {}", first.id));
    for note in ["one", "two"] {
        first.note(&catalog, host.now(), String::new(), note);
        store.save(&held, &mut first)?;
        accepted.push(note.to_owned());
    }
    drop(held);
    let (_held, second) = store.create(Lang::En)?;
    accepted.push(format!("case {}", second.id));
    let (held, mut first) = store.hold(&first.id)?;
    first.note(&catalog, host.now(), String::new(), "three");
    store.save(&held, &mut first)?;
    accepted.push("three".to_owned());
    store
        .delete(&second.id, |_| Ok::<(), StoreError>(()))
        .or_else(|error| match error {
            StoreError::Locked(_) => Ok(()),
            error => Err(error),
        })
}

/// Everything that was accepted is there, nothing is half, and nothing lies about.
fn nothing_is_lost(host: &FakeHost, accepted: &[String], step: usize) {
    let store = Store::open(host).unwrap();
    let listing = store.list().unwrap();
    assert!(listing.damaged.is_empty(), "step {step}: {:?}", listing.damaged);
    for what in accepted {
        let there = match what.strip_prefix("case ") {
            // the second is deleted at the end
            Some(id) => id == "case2" || listing.cases.iter().any(|case| *case.id == *id),
            None => listing
                .cases
                .iter()
                .any(|case| case.notes.iter().any(|note| note.text == *what)),
        };
        assert!(there, "step {step}: {what} of {accepted:?}");
    }
    let left: Vec<_> = host
        .paths()
        .into_iter()
        .filter(|path| path.to_string_lossy().contains(".sspr-"))
        .collect();
    assert!(left.is_empty(), "step {step}: {left:?}");
}

#[test]
fn whichever_step_the_program_is_killed_at_nothing_accepted_is_lost_and_nothing_is_half() {
    let mut steps = 0;
    for step in 0.. {
        let (host, mut accepted) = (host(), Vec::new());
        host.fault_at(step, Fault::Kills);
        let ended = day(&host, &mut accepted);
        if !host.struck() {
            ended.unwrap();
            break;
        }
        host.revive();
        nothing_is_lost(&host, &accepted, step);
        steps += 1;
        // who comes back works on as ever
        day(&host, &mut Vec::new()).unwrap();
    }
    assert!(steps > 40, "only {steps} steps were tried");
}

#[test]
fn whichever_step_fails_it_is_said_and_the_same_save_works_when_it_is_tried_again() {
    for kind in [
        io::ErrorKind::StorageFull,
        io::ErrorKind::PermissionDenied,
        io::ErrorKind::Other,
    ] {
        for step in 0.. {
            let (host, mut accepted) = (host(), Vec::new());
            host.fault_at(step, Fault::Fails(kind));
            let ended = day(&host, &mut accepted);
            if !host.struck() {
                ended.unwrap();
                break;
            }
            nothing_is_lost(&host, &accepted, step);
            day(&host, &mut Vec::new()).unwrap();
        }
    }
}

#[test]
fn a_save_that_failed_at_any_step_holds_everything_when_it_is_tried_again() {
    for step in 0.. {
        let host = host();
        let store = Store::open(&host).unwrap();
        let (held, mut case) = store.create(Lang::En).unwrap();
        drop(store.create(Lang::En).unwrap());
        fill(&host, &mut case);
        host.fault_at(step, Fault::Fails(io::ErrorKind::StorageFull));
        let saved = store.save(&held, &mut case);
        if !host.struck() {
            saved.unwrap();
            break;
        }
        store.save(&held, &mut case).unwrap();
        assert_eq!(store.load("case1").unwrap(), case, "step {step}");
        assert_eq!(store.latest().unwrap(), case.id, "step {step}");
    }
}
