//! Nothing is lost: disks that fill up, programs that are killed, homes that go away, files that are damaged.

use crate::support::cli::Desk;
use crate::support::driver::Driver;
use crate::support::{FakeHost, Fault, NOON, SMALL, catalog, everywhere, seoul};
use sspr::app::Model;
use sspr::app::screens::home;
use sspr::case::store::Store;
use sspr::case::{Case, CaseId};
use sspr::host::Host;
use sspr::plain::Plain;
use sspr::runtime::Runtime;
use sspr::text::Lang;
use std::io;
use std::path::Path;

const MARKS: [&str; 2] = ["NOT SAVED", "저장 안 됨"];

fn mark(lang: Lang) -> &'static str {
    MARKS[usize::from(lang == Lang::Ko)]
}

/// A wizard with a case in which a note could not be saved.
fn with_a_full_disk(lang: Lang, size: (u16, u16)) -> Driver {
    let mut driver = Driver::start_at("usage", lang, size);
    driver.host.break_writes(Some(io::ErrorKind::StorageFull));
    driver.press("f4");
    driver.edit("ticket").type_text("INC-7").press("enter");
    driver
}

#[test]
fn what_could_not_be_saved_is_marked_in_every_frame_until_it_is() {
    everywhere(|lang, size| {
        let mut driver = with_a_full_disk(lang, size);
        driver.shows(if lang == Lang::En {
            "the disk is full"
        } else {
            "디스크가 가득"
        });
        for keys in ["down", "f1", "esc", "tab", "esc", "esc", "f2", "f2", "f4", "f10"] {
            driver.press(keys);
            let frame = driver.frame();
            assert!(MARKS.iter().any(|mark| frame.contains(mark)), "after {keys}:\n{frame}");
        }
        driver.host.break_writes(None);
        driver.host.set_now("2026-11-21T03:00:11Z");
        // nobody touches anything
        driver.idle();
        let frame = driver.frame();
        assert!(!frame.contains(mark(lang)), "{frame}");
        assert_eq!(driver.saved_as("case1").typed["ticket"], "INC-7");
    });
}

#[test]
fn the_mark_goes_when_the_next_answer_is_saved_with_everything_before_it() {
    let mut driver = with_a_full_disk(Lang::En, SMALL);
    driver.host.break_writes(None);
    driver.edit("user_id").type_text("kim@contoso.com").press("enter");
    assert!(!driver.frame().contains("NOT SAVED"), "{}", driver.frame());
    assert_eq!(driver.saved().typed, driver.case().typed);
    assert_eq!(driver.saved().typed.len(), 2);
    driver.press("ctrl-q");
    assert!(driver.left && driver.model.unsaved.is_empty());
}

#[test]
fn leaving_with_unsaved_answers_asks_and_a_folder_of_ones_own_takes_them() {
    everywhere(|lang, size| {
        let mut driver = with_a_full_disk(lang, size);
        for keys in ["ctrl-q", "ctrl-q", "esc ctrl-q"] {
            driver.press(keys);
            assert!(!driver.left);
            driver.shows(if lang == Lang::En {
                "Not everything is saved"
            } else {
                "저장되지 않은 내용"
            });
        }
        // trying again does not help yet
        driver.press("1").shows(mark(lang));
        driver.press("2").press("enter");
        driver.shows(if lang == Lang::En {
            "Type the path"
        } else {
            "폴더 경로를"
        });
        driver.type_text("usb").press("enter");
        driver.shows(if lang == Lang::En {
            "the disk is full"
        } else {
            "디스크가 가득"
        });
        assert!(!driver.left, "the folder did not help");
        driver.host.break_writes(None);
        driver.press("enter");
        assert!(driver.left && driver.model.unsaved.is_empty());
        assert_eq!(driver.model.unsaved.files(), [Path::new("/desk/usb/cases/case1.json")]);
        let there = Store::below(&driver.host, Path::new("/desk/usb"))
            .load("case1")
            .unwrap();
        assert_eq!(there.typed["ticket"], "INC-7");
    });
}

#[test]
fn leaving_tries_again_by_itself_and_without_success_the_wizard_knows_what_is_lost() {
    let mut driver = with_a_full_disk(Lang::En, SMALL);
    driver.host.break_writes(None);
    driver.press("ctrl-q");
    assert!(driver.left && driver.model.unsaved.is_empty());
    assert_eq!(driver.saved_as("case1").typed["ticket"], "INC-7");

    let mut driver = with_a_full_disk(Lang::En, SMALL);
    driver.press("ctrl-q 3");
    assert!(driver.left && !driver.model.unsaved.is_empty());
    assert!(driver.model.unsaved.lines(Lang::En)[0].contains("case case1 is not saved"));
}

#[test]
fn a_case_that_is_not_saved_outlives_the_next_call_and_is_opened_as_it_was_left() {
    let mut driver = with_a_full_disk(Lang::En, SMALL);
    driver.press("f10").shows("NOT SAVED");
    let mut driver = driver.at("registration");
    assert_ne!(*driver.case().id, *"case1");
    driver.host.break_writes(None);
    driver.host.set_now("2026-11-21T03:01:00Z");
    driver.idle();
    assert!(driver.model.unsaved.is_empty());
    assert_eq!(driver.saved_as("case1").typed["ticket"], "INC-7");
}

#[test]
fn a_home_that_was_replaced_is_noticed_and_nothing_is_written_into_the_other() {
    let mut driver = Driver::start_at("usage", Lang::En, (120, 40));
    driver.host.replace_home();
    driver.press("f4");
    driver.edit("ticket").type_text("INC-7").press("enter");
    driver.shows("NOT SAVED").shows("was removed or replaced");
    assert!(driver.host.get("/home/data/cases/case1.json").is_none());
    driver.press("ctrl-q");
    assert!(!driver.left);
}

#[test]
fn with_nothing_open_another_home_takes_the_next_case_and_says_that_the_former_are_gone() {
    let mut driver = Driver::start_at("usage", Lang::En, (120, 40));
    driver.press("f4");
    driver.edit("ticket").type_text("INC-7").press("enter");
    driver.press("f10 f10");
    driver.host.replace_home();
    // listed before it went away
    driver
        .take_row(|item| matches!(item, home::Item::Case(_)))
        .press("enter");
    driver.shows("there is no case `case1`");
    assert!(driver.model.case.is_none() && driver.model.unsaved.is_empty());
    // nothing was open, so that nothing can be written over or lost
    let mut driver = driver.at("registration");
    driver.press("f4");
    driver.edit("ticket").type_text("INC-8").press("enter");
    assert!(driver.model.unsaved.is_empty(), "{}", driver.frame());
    assert_eq!(driver.saved().typed["ticket"], "INC-8");
    driver.press("ctrl-q");
    assert!(driver.left);
}

#[test]
fn the_first_screen_gives_the_case_to_others_and_what_they_changed_is_not_written_over() {
    let mut driver = Driver::start_at("usage", Lang::En, SMALL);
    let host = driver.host.clone();
    let store = Store::open(&host).unwrap();
    assert!(store.hold("case1").is_err(), "it is worked on");
    driver.press("f10");
    let (held, mut case) = store.hold("case1").unwrap();
    case.note(catalog(), host.now(), String::new(), "from elsewhere");
    store.save(&held, &mut case).unwrap();
    drop(held);
    // nothing was said in it yet, so the next start would go on with it
    let mut driver = driver.at("usage");
    assert_eq!(driver.saved_as("case1").notes.len(), 1);
    driver.shows("NOT SAVED");
}

#[test]
fn a_case_whose_file_broke_while_nobody_held_it_was_changed_elsewhere_and_is_not_written_anew() {
    let mut driver = Driver::start_at("usage", Lang::En, SMALL);
    let host = driver.host.clone();
    driver.press("f10");
    let path = Store::open(&host).unwrap().path(&CaseId::parse("case1").unwrap());
    let path = path.to_str().unwrap();
    host.put(path, b"{");
    let mut driver = driver.at("usage");
    driver.shows("NOT SAVED");
    assert!(host.get(path).is_none_or(|bytes| bytes == b"{"), "{:?}", host.get(path));
}

/// Presses the keys of a short call; gives what was accepted: shown without the mark.
fn call(host: &FakeHost) -> Option<Case> {
    let mut driver = Driver::on(host, Lang::En, SMALL).at("usage");
    let mut accepted = None;
    for (field, text) in [
        ("ticket", "INC-7"),
        ("support_code", "SSPR_0029"),
        ("description", "no mail"),
    ] {
        driver.press("f4");
        driver.edit(field).type_text(text).press("enter");
        if driver.model.unsaved.is_empty() {
            accepted = Some(driver.case().clone());
        } else {
            driver.shows("NOT SAVED");
        }
        driver.press("esc");
    }
    driver.press("ctrl-q");
    assert_eq!(driver.left, driver.model.unsaved.is_empty());
    accepted
}

#[test]
fn whichever_step_fails_or_kills_the_wizard_loses_nothing_that_it_did_not_mark() {
    for fault in [
        Fault::Kills,
        Fault::Fails(io::ErrorKind::StorageFull),
        Fault::Fails(io::ErrorKind::PermissionDenied),
    ] {
        let mut steps = 0;
        for step in 0.. {
            let host = FakeHost::at(NOON);
            host.fault_at(step, fault);
            let accepted = call(&host);
            if !host.struck() {
                break;
            }
            host.revive();
            let store = Store::open(&host).unwrap();
            let listing = store.list().unwrap();
            assert!(listing.damaged.is_empty(), "step {step}");
            if let Some(accepted) = accepted {
                let there = &listing.cases[0];
                for (field, value) in accepted.typed.iter() {
                    assert_eq!(there.typed.get(field), Some(value), "step {step}: {fault:?}");
                }
            }
            let left = host
                .paths()
                .into_iter()
                .filter(|path| path.to_string_lossy().contains(".sspr-"));
            assert_eq!(left.count(), 0, "step {step}");
            steps += 1;
        }
        assert!(steps > 15, "only {steps} steps were tried");
    }
}

/// Types lines into the plain wizard on a disk that is full.
fn plain(mut lines: &[u8]) -> (String, Model) {
    let host = FakeHost::at(NOON);
    let mut model = Model::new(
        home::first,
        catalog().clone(),
        Lang::En,
        SMALL,
        host.now(),
        seoul(),
        CaseId::fresh(&host),
    );
    let lasting: &'static FakeHost = Box::leak(Box::new(host.clone()));
    let mut runtime = Runtime::new(lasting, catalog().clone());
    let first = sspr::app::go::start(&mut model, "usage");
    host.break_writes(Some(io::ErrorKind::StorageFull));
    let mut out = Vec::new();
    Plain {
        model: &mut model,
        runtime: &mut runtime,
        input: &mut lines,
        out: &mut out,
        width: 200,
        told: Vec::new(),
    }
    .run(first)
    .unwrap();
    assert!(lines.is_empty(), "{lines:?}");
    (String::from_utf8(out).unwrap(), model)
}

#[test]
fn plain_lines_say_before_every_prompt_what_is_not_saved_and_ask_before_they_end() {
    let (told, model) = plain(b"note one\nnote two\nquit\n4\nquit\n1\n3\n");
    assert_eq!(told.matches("NOT SAVED: case case1 is not saved").count(), 7, "{told}");
    // offered three times, and chosen once
    assert_eq!(told.matches("Leave without what is not saved").count(), 4, "{told}");
    assert!(!model.unsaved.is_empty());
    let (told, model) = plain(b"note one\n");
    assert!(
        !model.unsaved.is_empty(),
        "the input ends, and nobody is asked for ever: {told}"
    );
    let (told, model) = plain(b"note one\nquit\n2\nusb\nquit\n3\n");
    assert!(told.contains("the disk is full") && !model.unsaved.is_empty(), "{told}");
}

#[cfg(unix)]
#[test]
fn leaving_without_what_is_not_saved_ends_with_2_and_names_the_case() {
    let desk = Desk::new();
    // no file may grow
    let line = "trap '' XFSZ; ulimit -f 0; printf '1\\nnote one\\nquit\\n3\\n' | \"$0\" --plain --lang en";
    let mut command = std::process::Command::new("sh");
    command.args(["-c", line]).arg(env!("CARGO_BIN_EXE_sspr"));
    let done = command.env("SSPR_HOME", desk.path("")).output().unwrap();
    let told = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(2), "{told}");
    assert!(
        told.starts_with("sspr: case ") && told.contains("is not saved"),
        "{told}"
    );
}

// --- the command line

/// How many writers are killed; `SSPR_KILLS` says another number.
fn kills() -> u32 {
    let set = std::env::var("SSPR_KILLS").ok();
    set.map_or(20, |set| set.parse().expect("SSPR_KILLS is a number of programs"))
}

#[test]
fn programs_that_are_killed_at_any_moment_lose_nothing_that_they_said_was_done() {
    let desk = Desk::new();
    let begun = std::time::Instant::now();
    let id = desk.sspr("case new").exits(0).out.trim().to_owned();
    let took = begun.elapsed().as_secs_f64();
    let mut random = fastrand::Rng::with_seed(8);
    let mut done = Vec::new();
    let mut killed = 0;
    for at in 0..kills() {
        let note = format!("n{at}.");
        let mut command = desk.sspr(&format!("case note --case {id} {note}")).command();
        let mut writer = command.stdout(std::process::Stdio::null()).spawn().unwrap();
        // the first at once, the others anywhere on their way
        let moment = if at == 0 { 0.0 } else { took * 1.5 * random.f64() };
        std::thread::sleep(std::time::Duration::from_secs_f64(moment));
        let _ = writer.kill();
        match writer.wait().unwrap().code() {
            Some(0) => done.push(note),
            _ => killed += 1,
        }
    }
    assert!(killed > 0, "nothing was killed");
    desk.sspr("case list").exits(0).warns_nothing();
    let kept = std::fs::read_to_string(desk.path(&format!("cases/{id}.json"))).unwrap();
    assert!(serde_json::from_str::<serde_json::Value>(&kept).is_ok(), "{kept}");
    for note in done {
        assert!(kept.contains(&format!("\"{note}\"")), "{note} is lost: {kept}");
    }
    for file in std::fs::read_dir(desk.path("cases")).unwrap() {
        let name = file.unwrap().file_name();
        assert!(!name.to_string_lossy().starts_with(".sspr-"), "{name:?}");
    }
}

#[test]
fn twenty_commands_at_once_lose_nothing() {
    let desk = Desk::new();
    let id = desk.sspr("case new").exits(0).out.trim().to_owned();
    let writers: Vec<_> = (0..20)
        .map(|at| {
            desk.sspr(&format!("case note --case {id} n{at}"))
                .command()
                .spawn()
                .unwrap()
        })
        .collect();
    let mut accepted = Vec::new();
    for (at, writer) in writers.into_iter().enumerate() {
        let done = writer.wait_with_output().unwrap();
        let told = String::from_utf8_lossy(&done.stderr).into_owned();
        match done.status.code() {
            Some(0) => accepted.push(format!("n{at}")),
            // whoever waited too long was told
            code => assert!(
                code == Some(2) && told.contains("another sspr has case"),
                "{code:?} {told}"
            ),
        }
    }
    assert!(accepted.len() > 1);
    let case = desk.sspr("case show --format json").exits(0).json("sspr.case/1");
    let notes: Vec<&str> = case["notes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| n["text"].as_str().unwrap())
        .collect();
    assert_eq!(notes.len(), accepted.len());
    assert!(accepted.iter().all(|note| notes.contains(&note.as_str())), "{notes:?}");
}

#[test]
fn a_command_says_at_once_that_it_waits_for_another_and_goes_on_when_that_is_done() {
    let desk = Desk::new();
    let id = desk.sspr("case new").exits(0).out.trim().to_owned();
    let host = sspr::host::RealHost::default();
    let lock = desk.path(&format!("cases/{id}.lock"));
    let held = host.lock(&lock, std::time::Duration::ZERO).unwrap().unwrap();
    desk.sspr("case set ticket=INC-1")
        .exits(2)
        .warns("waiting for it, at most two seconds")
        .warns(&format!("another sspr has case `{id}` open"));
    let waiting = desk.sspr("case set ticket=INC-1").command().spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    drop(held);
    assert_eq!(waiting.wait_with_output().unwrap().status.code(), Some(0));
}

#[test]
fn changing_commands_name_case_and_caller_and_touch_no_other_case_than_the_last() {
    let desk = Desk::new();
    let first = desk.sspr("case new").exits(0).out.trim().to_owned();
    desk.sspr("case set user_id=kim@contoso.com")
        .exits(0)
        .says(&format!("case {first}, kim@contoso.com\n"));
    let log = desk.file("a.log", "log");
    for line in ["case note hello", "case attach a.log", "case evidence a.log"] {
        desk.sspr(line).exits(0).says(&format!("case {first}, kim@contoso.com"));
    }
    let second = desk.sspr("case new").exits(0).out.trim().to_owned();
    desk.sspr("case note hello --lang ko")
        .exits(0)
        .says(&format!("사례 {second}, 사용자 ID 없음"));
    desk.file(&format!("cases/{second}.json"), "{\"schema\": \"sspr.sav");
    for line in [
        "set ticket=INC-1",
        "note lost",
        &format!("attach '{}'", log.display()),
        "bundle --output ~/x.zip",
    ] {
        desk.sspr(&format!("case {line}"))
            .exits(2)
            .warns(&format!("{second}.json.damaged"))
            .warns("--case");
    }
    let case = desk
        .sspr(&format!("case show --case {first} --format json"))
        .exits(0)
        .json("sspr.case/1");
    assert_eq!(case["ticket"], serde_json::Value::Null);
    let list = desk.sspr("case list --format json").exits(0).json("sspr.case.list/1");
    assert_eq!(list["cases"].as_array().unwrap().len(), 2, "{list}");
    assert_eq!(list["cases"][1]["state"], "damaged");
    desk.sspr(&format!("case delete --yes --case {second}"))
        .exits(0)
        .says(&format!("case {second}: deleted"));
    desk.sspr(&format!("case delete --yes --case {first}"))
        .exits(0)
        .says(&format!("case {first}, kim@contoso.com: deleted"));
    assert_eq!(
        std::fs::read_dir(desk.path("cases")).unwrap().count(),
        0,
        "nothing with names stays"
    );
}

#[test]
fn what_killed_runs_left_is_gone_after_the_next_start() {
    let desk = Desk::new();
    desk.sspr("case new").exits(0);
    let half = [".sspr-abc", "cases/.sspr-def"].map(|name| desk.file(name, "kim@contoso.com"));
    desk.file("cases/abc.unfinished", half[0].to_str().unwrap());
    desk.sspr("case list").exits(0);
    assert!(half.iter().all(|path| !path.exists()));
    let left: Vec<_> = std::fs::read_dir(desk.path("cases"))
        .unwrap()
        .map(|f| f.unwrap().file_name())
        .collect();
    assert!(
        left.iter().all(|name| !name.to_string_lossy().starts_with("abc.")),
        "{left:?}"
    );
}

#[cfg(unix)]
#[test]
fn folders_and_files_are_for_the_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.sspr("case new").exits(0);
    let mode = |name: &str| std::fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("cases"), 0o700);
    std::fs::set_permissions(desk.path("cases"), std::fs::Permissions::from_mode(0o755)).unwrap();
    desk.sspr("case note 'a folder of an earlier version'").exits(0);
    assert_eq!(mode("cases"), 0o700);
    desk.sspr("case set user_id=kim@contoso.com").exits(0);
    desk.sspr("case bundle --output new/case.zip").exits(0);
    assert_eq!((mode("new"), mode("new/case.zip")), (0o700, 0o600));
    // who the tokens stand for
    assert_eq!(mode("names"), 0o700);
    let maps = std::fs::read_dir(desk.path("names")).unwrap();
    assert_eq!(maps.count(), 1);
    let kept = [desk.path("cases"), desk.path("names")];
    for file in kept.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap()) {
        let file = file.unwrap();
        let mode = file.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{:?}", file.file_name());
    }
}

#[cfg(unix)]
#[test]
fn only_a_bundle_is_replaced_and_never_a_file_of_the_case_by_whatever_name() {
    let desk = Desk::new();
    desk.sspr("case new").exits(0);
    let log = desk.file("server.log", "the only copy");
    desk.sspr("case attach server.log").exits(0);
    std::fs::hard_link(&log, desk.path("hard.log")).unwrap();
    std::os::unix::fs::symlink(&log, desk.path("soft.log")).unwrap();
    for name in ["server.log", "./server.log", "hard.log", "soft.log"] {
        desk.sspr(&format!("case bundle --replace --output {name}"))
            .exits(2)
            .warns("a file of the case itself");
    }
    desk.file("letter.zip", "PK no bundle");
    assert!(
        std::process::Command::new("mkfifo")
            .arg(desk.path("pipe"))
            .status()
            .unwrap()
            .success()
    );
    for name in ["letter.zip", "pipe", "/dev/null", "cases"] {
        for replace in ["", "--replace"] {
            let told = desk.sspr(&format!("case bundle {replace} --output {name}")).exits(2);
            let told = told.warns("is no bundle that sspr wrote");
            assert!(!told.err.contains("--replace"), "{told}");
        }
    }
    assert_eq!(std::fs::read(&log).unwrap(), b"the only copy");
    assert_eq!(std::fs::read(desk.path("letter.zip")).unwrap(), b"PK no bundle");
    // a bundle of another case is one
    desk.sspr("case bundle --output case.zip").exits(0);
    desk.sspr("case new").exits(0);
    desk.sspr("case bundle --output case.zip")
        .exits(2)
        .warns("add --replace");
    desk.sspr("case bundle --output case.zip --replace").exits(0);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_to_its_end_is_not_attached_and_the_case_stays_as_it_was() {
    let desk = Desk::new();
    desk.sspr("case new").exits(0);
    desk.file("there.log", "log");
    desk.sspr("case attach there.log").exits(0);
    let files = || {
        let case = desk.sspr("case show --format json").exits(0).json("sspr.case/1");
        case["log_paths"].clone()
    };
    let before = files();
    std::fs::create_dir(desk.path("folder")).unwrap();
    desk.file("empty.log", "");
    std::os::unix::fs::symlink("nowhere", desk.path("gone.log")).unwrap();
    std::os::unix::fs::symlink("round.log", desk.path("round.log")).unwrap();
    let _server = std::os::unix::net::UnixListener::bind(desk.path("socket.log")).unwrap();
    let piped = std::process::Command::new("mkfifo").arg(desk.path("pipe.log")).status();
    assert!(piped.unwrap().success());
    for (name, why) in [
        ("pipe.log", "no plain file"),
        ("socket.log", "no plain file"),
        ("folder", "no plain file"),
        ("/dev/null", "no plain file"),
        ("/dev/zero", "no plain file"),
        ("empty.log", "is empty"),
        ("gone.log", "no file"),
        ("round.log", "cannot be looked at"),
    ] {
        for line in [format!("case attach {name}"), format!("case set log_paths={name}")] {
            desk.sspr(&line).exits(2).warns(why);
        }
        assert_eq!(files(), before, "{name}");
    }
}

#[test]
fn a_file_that_may_not_be_read_is_not_attached() {
    let mut driver = Driver::start_at("usage", Lang::En, (120, 40));
    driver.host.put("/logs/a.log", b"log");
    driver.host.forbid("/logs/a.log");
    driver.press("f4");
    driver.edit("log_paths").paste("/logs/a.log").press("enter");
    driver.shows("/logs/a.log");
    assert!(driver.case().attached.is_empty() && driver.case().paths.is_empty());
}

#[cfg(unix)]
#[test]
fn every_name_of_a_file_is_one_file_whichever_way_it_comes() {
    let desk = Desk::new();
    desk.file("other", "not asked for");
    let names = [
        "two;parts.log",
        "line\nother",
        "\u{1112}\u{1161}\u{11ab}.log",
        "no\u{a0}break.log",
        " led by a blank.log",
        "plain.log",
    ];
    for name in names {
        desk.file(name, name);
    }
    let paths = |desk: &Desk| {
        let case = desk.sspr("case show --format json").exits(0).json("sspr.case/1");
        let all: Vec<String> = case["log_paths"]
            .as_array()
            .unwrap()
            .iter()
            .map(|path| path.as_str().unwrap().to_owned())
            .collect();
        all
    };
    let wanted: Vec<String> = names
        .iter()
        .map(|name| desk.path(name).to_str().unwrap().to_owned())
        .collect();
    desk.sspr("case new").exits(0);
    for name in names {
        desk.sspr(&format!("case attach '{name}'")).exits(0);
    }
    assert_eq!(paths(&desk), wanted);
    desk.sspr("case new").exits(0);
    for separator in ["\n", ";"] {
        desk.sspr(&format!("case set 'log_paths={}'", names.join(separator)))
            .exits(0);
        assert_eq!(paths(&desk), wanted, "by {separator:?}");
    }
    desk.sspr("case bundle --profile inside --output case.zip").exits(0);
    let zip = zip::ZipArchive::new(std::fs::File::open(desk.path("case.zip")).unwrap()).unwrap();
    assert_eq!(
        zip.file_names()
            .filter(|name| name.as_ref().is_ok_and(|name| name.starts_with("logs/")))
            .count(),
        names.len()
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_refused_and_shown_with_marks() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new();
    desk.sspr("case new").exits(0);
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.log");
    std::fs::write(desk.path("").join(name), "log").unwrap();
    let set = [std::ffi::OsStr::from_bytes(b"log_paths="), name]
        .map(|part| part.as_bytes().to_vec())
        .concat();
    for line in [vec!["case", "attach"], vec!["case", "set"]] {
        let mut command = desk.sspr("").command();
        command.args(&line);
        if line[1] == "attach" {
            command.arg(name);
        } else {
            command.arg(std::ffi::OsStr::from_bytes(&set));
        }
        let done = command.output().unwrap();
        let told = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(2), "{told}");
        assert!(told.contains("caf\\xE9.log"), "{told}");
    }
}

#[test]
fn the_form_edits_names_of_files_as_they_are() {
    let mut driver = Driver::start_at("usage", Lang::En, (120, 40));
    let names = [
        "/logs/a;b.log",
        "/logs/two\nlines.log",
        "/logs/\u{1112}\u{1161}\u{11ab}.log",
    ];
    for name in names {
        driver.host.put(name, b"log");
    }
    driver.host.put("lines.log", b"not asked for");
    driver.press("f4");
    driver.edit("log_paths").paste(&names.join("\n")).press("enter");
    assert_eq!(driver.case().paths["log_paths"], names);
    // Enter on what stands there changes nothing, also where a file is gone by now
    driver.host.take_away(names[1]);
    driver.edit("log_paths").press("enter");
    assert_eq!(driver.case().paths["log_paths"], names);
    driver
        .edit("description")
        .paste("first\n\nthird; and more")
        .press("enter");
    driver.edit("description").press("enter");
    assert_eq!(driver.saved().typed["description"], "first\n\nthird; and more");
}

#[test]
fn a_refused_answers_file_leaves_no_case_and_a_key_that_stands_twice_is_refused_with_its_place() {
    let desk = Desk::new();
    for (text, place) in [
        (
            "start: usage\nanswers:\n  ask.situation: call\n  ask.situation: admin\n",
            "call.yaml:4:",
        ),
        ("start: usage\nfacts: {}\nstart: portal\n", "call.yaml:3:"),
        ("start: usage\ncase: { user_id: nobody }\n", "user_id"),
        ("start: nowhere\n", "nowhere"),
        ("start: [", "call.yaml"),
    ] {
        desk.file("call.yaml", text);
        desk.sspr("walk --answers call.yaml").exits(2).warns(place);
        assert!(!desk.path("cases").exists(), "{text}");
    }
}

#[cfg(unix)]
#[test]
fn a_failed_new_leaves_nothing_behind() {
    let desk = Desk::new();
    // no file may grow: everything can be made, nothing can be written
    let made = std::process::Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$0\" case new"])
        .arg(env!("CARGO_BIN_EXE_sspr"))
        .env("SSPR_HOME", desk.path(""))
        .output()
        .unwrap();
    assert_eq!(made.status.code(), Some(2), "{}", String::from_utf8_lossy(&made.stderr));
    assert_eq!(std::fs::read_dir(desk.path("cases")).unwrap().count(), 0);
}
