//! A case that changes hands: the bundle of one machine opens on another where the walk stopped, the answer comes back, and what
//! is foreign or broken is refused whole.

use crate::support::cli::{Desk, Told};
use crate::support::{Driver, LARGE, SMALL, scenes};
use serde_json::{Value, json};
use sspr::app::bindings::Scope;
use sspr::app::screens::scope;
use sspr::text::Lang;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const LOG: &str = "2026-11-20 09:15:02 ERROR PasswordResetService 33004 kim.minji@contoso.com on AADC01: access denied\n\
    2026-11-20 09:15:03 INFO kim.minji@contoso.com tried again\n";

const CALL: &str = "start: usage
answers: { ask.usage-code: nothing, ask.situation: call, ask.caller-verified: \"yes\", ask.urgent: \"no\" }
case: { user_id: kim.minji@contoso.com, tenant: contoso.onmicrosoft.com, description: \"kim.minji gets no text\" }
";

/// When the colleague works on it.
const LATER: &str = "2026-11-21T11:00:00Z";

/// A desk at which a call was taken and not ended; gives the id of the case.
fn helpdesk() -> (Desk, String) {
    let desk = Desk::new();
    desk.file("call.yaml", CALL);
    desk.file("application.log", LOG);
    let walked = desk.sspr("walk --answers ~/call.yaml --format json").exits(1);
    let id = walked.json("sspr.walk/1")["case"]["id"].as_str().unwrap().to_owned();
    desk.sspr("case note 'asked kim.minji@contoso.com to wait'").exits(0);
    desk.sspr("case attach ~/application.log").exits(0);
    (desk, id)
}

fn bundle(desk: &Desk, args: &str) -> Vec<u8> {
    desk.sspr(&format!("case bundle --output ~/out.zip --replace {args}"))
        .exits(0);
    std::fs::read(desk.path("out.zip")).unwrap()
}

/// What the case is, for a script.
fn shown(desk: &Desk, id: &str, profile: &str) -> Value {
    desk.sspr(&format!("case show --case {id} --profile {profile} --format json"))
        .exits(0)
        .json("sspr.case/1")
}

fn import(desk: &Desk, bytes: &[u8]) -> Told {
    desk.file("in.zip", bytes);
    desk.sspr("case import ~/in.zip --format json").run()
}

/// What stands in the prompts of a case that is opened: where it goes on.
fn asks(desk: &Desk, id: &str, typed: &str) -> String {
    desk.sspr(&format!("start {id} --plain"))
        .variable("SSPR_NOW", LATER)
        .input(typed)
        .run()
        .out
}

fn as_text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

/// A file of a zip, by its name and bytes, under another name or with other bytes; `None` leaves it out.
type Edit<'a> = &'a dyn Fn(&str, Vec<u8>) -> Option<(String, Vec<u8>)>;

/// The same zip with each file as `edit` gives it.
fn rezipped(bytes: &[u8], edit: Edit<'_>) -> Vec<u8> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        if let Some((name, bytes)) = edit(&name, bytes) {
            out.start_file(name, SimpleFileOptions::default()).unwrap();
            out.write_all(&bytes).unwrap();
        }
    }
    out.finish().unwrap().into_inner()
}

/// A bundle of before there were manifests, whose case is as `edit` leaves it.
fn bare(bytes: &[u8], edit: &dyn Fn(&mut Value)) -> Vec<u8> {
    rezipped(bytes, &|name, bytes| match name {
        "manifest.json" => None,
        "case.json" => {
            let mut case: Value = serde_json::from_slice(&bytes).unwrap();
            edit(&mut case);
            Some((name.to_owned(), case.to_string().into_bytes()))
        }
        _ => Some((name.to_owned(), bytes)),
    })
}

#[test]
fn a_bundle_opens_at_the_same_question_with_the_same_ticket_and_nothing_is_asked_twice() {
    let (desk, id) = helpdesk();
    let there = Desk::new();
    let answer = import(&there, &bundle(&desk, "")).json("sspr.case.import/1");
    assert_eq!((&answer["id"], &answer["became"]), (&json!(id), &json!("new")));
    let (mine, theirs) = (shown(&desk, &id, "public"), shown(&there, &id, "inside"));
    for key in [
        "path",
        "notes",
        "findings",
        "checks",
        "evidence",
        "missing",
        "open",
        "conclusion",
        "user_id",
        "tenant",
        "description",
        "created",
    ] {
        assert_eq!(mine[key], theirs[key], "{key}");
    }
    assert_eq!(theirs["user_id"], "user-1@tenant-1");
    let ticket = |told: Told| {
        let lines: Vec<String> = told.out.lines().map(str::to_owned).collect();
        lines
            .into_iter()
            .filter(|line| !line.contains("application.log"))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        ticket(desk.sspr("case show --profile public --format markdown").exits(0)),
        ticket(there.sspr("case show --format markdown").exits(0))
    );
    assert_eq!(
        asks(&desk, &id, "").replace("kim.minji@contoso.com", "user-1@tenant-1"),
        asks(&there, &id, "")
    );
}

#[test]
fn the_attached_log_comes_along_and_can_be_scanned_and_goes_with_the_case() {
    let (desk, id) = helpdesk();
    let there = Desk::new();
    let answer = import(&there, &bundle(&desk, "")).json("sspr.case.import/1");
    let path = answer["files"][0].as_str().unwrap().to_owned();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("33004") && !text.contains("minji"), "{text}");
    assert_eq!(shown(&there, &id, "inside")["log_paths"], json!([path]));
    there
        .sspr(&format!("scan '{path}' --format json"))
        .run()
        .json("sspr.scan/1");
    there.sspr(&format!("case delete --yes --case {id}")).exits(0);
    assert!(!std::path::Path::new(&path).exists());
    assert!(!there.path("evidence").join(&id).exists());
}

#[test]
fn tokens_fill_no_command_and_a_later_redaction_counts_on_behind_them() {
    let (desk, id) = helpdesk();
    let there = Desk::new();
    import(&there, &bundle(&desk, ""));
    there.sspr("case note 'also park.js@fabrikam.com'").exits(0);
    let again = shown(&there, &id, "public");
    assert_eq!(again["user_id"], "user-1@tenant-1");
    let note = again["notes"][1]["text"].as_str().unwrap();
    assert!(note.starts_with("also user-") && !note.contains("user-1@"), "{note}");
    there.file("answer.txt", "user-1@tenant-1 is blocked");
    std::fs::copy(there.path("answer.txt"), desk.path("answer.txt")).unwrap();
    desk.sspr("case restore-names ~/answer.txt")
        .exits(0)
        .says("kim.minji@contoso.com is blocked");
    let call = "start: usage
steps: { usage.sms-or-call-not-received: [1] }
outcomes: { usage.sms-or-call-not-received: not-fixed }
case: { user_id: kim.minji@contoso.com }
";
    desk.file("command.yaml", call);
    desk.sspr("walk --answers ~/command.yaml").exits(1);
    desk.sspr("case show --format markdown")
        .exits(0)
        .says("-UserId \"kim.minji@contoso.com\"");
    let there = Desk::new();
    import(&there, &bundle(&desk, ""));
    there
        .sspr("case show --format markdown")
        .exits(0)
        .says("-UserId \"<User ID>\"")
        .never_says("-UserId \"user-1");
}

#[test]
fn the_answer_comes_back_into_the_case_with_names_and_what_moved_on_here_stays() {
    let (desk, id) = helpdesk();
    let there = Desk::new();
    import(&there, &bundle(&desk, ""));
    there.sspr("case note 'user-1@tenant-1 had the wrong number'").exits(0);
    there.sspr("case set license=assigned ticket=INC-9").exits(0);
    there.sspr("case set description='nobody gets a text'").exits(0);
    there
        .sspr("case evidence -")
        .input("PasswordResetService 33008 AADC01")
        .exits(0);
    // meanwhile
    desk.sspr("case set ticket=INC-1").exits(0);
    desk.sspr("case note 'she called again'").exits(0);
    let answer = import(&desk, &bundle(&there, ""));
    let told = answer.json("sspr.case.import/1");
    assert_eq!(
        (&told["id"], &told["became"]),
        (&json!(id), &json!("updated")),
        "{answer}"
    );
    assert_eq!(
        told["differs"],
        json!([{ "of": "field", "id": "ticket", "a": "INC-1", "b": "INC-9" }])
    );
    assert!(answer.err.contains("INC-1") && answer.err.contains("INC-9"), "{answer}");
    let case = shown(&desk, &id, "inside");
    assert_eq!(
        (&case["ticket"], &case["license"]),
        (&json!("INC-1"), &json!("assigned"))
    );
    assert_eq!(case["description"], "nobody gets a text");
    assert_eq!(case["user_id"], "kim.minji@contoso.com");
    let notes: Vec<&str> = case["notes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| n["text"].as_str().unwrap())
        .collect();
    assert!(
        notes.contains(&"kim.minji@contoso.com had the wrong number"),
        "{notes:?}"
    );
    assert!(notes.contains(&"she called again") && notes.len() == 3, "{notes:?}");
    assert_eq!(case["evidence"][0]["event"], 33008);
    assert_eq!(
        case["log_paths"].as_array().unwrap().len(),
        1,
        "the log is the one that is here"
    );
    // once more changes nothing
    let again = import(&desk, &std::fs::read(desk.path("in.zip")).unwrap()).json("sspr.case.import/1");
    assert_eq!(again["became"], "known");
    assert_eq!(shown(&desk, &id, "inside"), case);
}

#[test]
fn the_walk_goes_on_there_and_comes_back_where_it_stands_then() {
    let (desk, id) = helpdesk();
    let there = Desk::new();
    import(&there, &bundle(&desk, ""));
    let before = asks(&there, &id, "");
    asks(&there, &id, "1\n");
    let after = asks(&there, &id, "");
    assert_ne!(before, after, "an answer was given");
    let answer = import(&desk, &bundle(&there, "")).json("sspr.case.import/1");
    assert_eq!((&answer["became"], &answer["differs"]), (&json!("updated"), &json!([])));
    let named = |text: String| text.replace("kim.minji@contoso.com", "user-1@tenant-1");
    assert_eq!(named(asks(&desk, &id, "")), after);
}

#[test]
fn a_bundle_for_colleagues_keeps_its_names_and_another_case_of_the_same_name_is_left_alone() {
    let (desk, id) = helpdesk();
    let bytes = bundle(&desk, "--profile inside");
    let there = Desk::new();
    import(&there, &bytes);
    assert_eq!(shown(&there, &id, "inside")["user_id"], "kim.minji@contoso.com");
    let there = Desk::new();
    let saved = std::fs::read_to_string(desk.path(&format!("cases/{id}.json"))).unwrap();
    let mut other: Value = serde_json::from_str(&saved).unwrap();
    other["created"] = json!("2026-01-01T00:00:00+00:00");
    there.file(&format!("cases/{id}.json"), other.to_string());
    let told = import(&there, &bytes).json("sspr.case.import/1");
    assert_eq!(told["became"], "renamed");
    assert_ne!(told["id"], json!(id));
    let still: Value =
        serde_json::from_str(&std::fs::read_to_string(there.path(&format!("cases/{id}.json"))).unwrap()).unwrap();
    assert_eq!(still, other);
}

#[test]
fn a_bundle_of_before_opens_where_its_path_leads() {
    let (desk, id) = helpdesk();
    let there = Desk::new();
    let old = bare(&bundle(&desk, ""), &|case| {
        let case = case.as_object_mut().unwrap();
        for key in ["resume", "open", "conclusion", "evidence"] {
            case.remove(key);
        }
    });
    let told = import(&there, &old);
    assert_eq!(told.code, Some(0), "{told}");
    assert!(told.err.contains("no manifest"), "{told}");
    let (mine, theirs) = (shown(&desk, &id, "public"), shown(&there, &id, "inside"));
    for key in ["path", "notes", "user_id", "description", "missing"] {
        assert_eq!(mine[key], theirs[key], "{key}");
    }
    assert_eq!(
        asks(&desk, &id, "").replace("kim.minji@contoso.com", "user-1@tenant-1"),
        asks(&there, &id, "")
    );
}

#[test]
fn whatever_is_hostile_or_broken_is_refused_with_a_reason_and_nothing_is_kept() {
    let (desk, _) = helpdesk();
    let good = bundle(&desk, "");
    let with = |name: &str| {
        let name = name.to_owned();
        rezipped(&good, &move |old, bytes| {
            let renamed = if old == "logs/application.log" {
                name.clone()
            } else {
                old.to_owned()
            };
            Some((renamed, bytes))
        })
    };
    let edited = |name: &'static str, edit: fn(Vec<u8>) -> Vec<u8>| {
        rezipped(&good, &move |old, bytes| {
            Some((old.to_owned(), if old == name { edit(bytes) } else { bytes }))
        })
    };
    let link = {
        let mut zip = ZipWriter::new_append(Cursor::new(good.clone())).unwrap();
        zip.add_symlink("logs/link", "/etc/passwd", SimpleFileOptions::default())
            .unwrap();
        zip.finish().unwrap().into_inner()
    };
    let many = {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..10_001 {
            zip.start_file(format!("logs/{at}"), SimpleFileOptions::default())
                .unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    let nobody = rezipped(&good, &|name, bytes| {
        (name != "case.json" && name != "manifest.json").then(|| (name.to_owned(), bytes))
    });
    let lacks = rezipped(&good, &|name, bytes| {
        (name != "summary.md").then(|| (name.to_owned(), bytes))
    });
    let more = rezipped(&good, &|name, bytes| {
        let name = if name == "transcript.md" { "unlisted.md" } else { name };
        Some((name.to_owned(), bytes))
    });
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("up", with("../evil.log"), "leads out of the folder"),
        ("up within", with("logs/../../evil.log"), "leads out of the folder"),
        ("absolute", with("/etc/evil.log"), "leads out of the folder"),
        ("backslashes", with("..\\evil.log"), "leads out of the folder"),
        ("drive", with("C:\\evil.log"), "leads out of the folder"),
        ("share", with("\\\\server\\evil.log"), "leads out of the folder"),
        ("stream", with("logs/a.log:stream"), "leads out of the folder"),
        ("device", with("logs/NUL.txt"), "file on every system"),
        ("port", with("logs/com1.log"), "file on every system"),
        ("blank at the end", with("logs/evil.log "), "file on every system"),
        ("control", with("logs/\u{1b}[2Jevil.log"), "file on every system"),
        ("link", link, "is a link"),
        ("many", many, "far more than any bundle"),
        ("truncated", good[..good.len() / 2].to_vec(), "no whole zip file"),
        ("no zip", b"not a zip at all".to_vec(), "no whole zip file"),
        ("empty", Vec::new(), "no whole zip file"),
        ("no bundle", nobody, "no bundle"),
        ("changed", edited("summary.md", |_| b"other".to_vec()), "was changed"),
        ("lacks one", lacks, "is not there"),
        ("one more", more, "is not listed"),
        (
            "case changed",
            edited("case.json", |bytes| {
                as_text(bytes).replace("user-1", "user-2").into_bytes()
            }),
            "was changed",
        ),
        (
            "newer manifest",
            edited("manifest.json", |bytes| {
                as_text(bytes)
                    .replace("sspr.manifest/1", "sspr.manifest/7")
                    .into_bytes()
            }),
            "newer version",
        ),
        (
            "newer case",
            bare(&good, &|case| case["schema"] = json!("sspr.case/9")),
            "newer version",
        ),
        (
            "newer walk",
            bare(&good, &|case| case["resume"]["schema"] = json!("sspr.saved-case/99")),
            "newer version",
        ),
        ("no case", bare(&good, &|case| *case = json!(["nothing"])), "no bundle"),
        (
            "half a case",
            bare(&good, &|case| drop(case.as_object_mut().unwrap().remove("path"))),
            "cannot be understood",
        ),
        (
            "id is a path",
            bare(&good, &|case| case["id"] = json!("../../evil")),
            "cannot be understood",
        ),
    ];
    let there = Desk::new();
    for (what, bytes, reason) in cases {
        let told = import(&there, &bytes);
        assert_eq!(told.code, Some(2), "{what}\n{told}");
        assert!(told.err.contains(reason), "{what}\n{told}");
        told.json("sspr.error/1");
        let left: Vec<_> = std::fs::read_dir(there.path(""))
            .unwrap()
            .map(|item| item.unwrap().file_name())
            .collect();
        assert_eq!(left, ["in.zip"], "{what}");
    }
    there.sspr("case import ~/nowhere.zip").exits(2).warns("cannot be read");
}

#[test]
fn a_bundle_that_would_fill_the_disk_is_refused_before_it_is_unpacked() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("case.json", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"{}").unwrap();
    zip.start_file(
        "logs/zeros.log",
        SimpleFileOptions::default().compression_level(Some(9)),
    )
    .unwrap();
    let zeros = vec![0; 1 << 20];
    for _ in 0..20 {
        zip.write_all(&zeros).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let told = import(&Desk::new(), &bytes);
    assert_eq!(told.code, Some(2), "{told}");
    assert!(told.err.contains("far more than any bundle"), "{told}");
}

#[test]
fn control_characters_and_secrets_of_a_foreign_case_are_not_kept() {
    let (desk, id) = helpdesk();
    let bytes = bare(&bundle(&desk, ""), &|case| {
        case["description"] = json!("\u{1b}]0;owned\u{7}red \u{1b}[31malert\u{202e}");
        case["notes"][0]["text"] = json!("password: Hunter2!xyz \u{1b}[2J");
        case["resume"]["walks"][0]["answers"]["ask.\u{1b}[5mx"] =
            json!({ "value": "\u{9b}1m", "at": "2026-11-21T09:00:00Z" });
    });
    let there = Desk::new();
    let told = import(&there, &bytes);
    assert_eq!(told.code, Some(0), "{told}");
    assert!(told.err.contains("password"), "{told}");
    let saved = std::fs::read_to_string(there.path(&format!("cases/{id}.json"))).unwrap();
    let hidden = |c: char| c.is_control() && c != '\n' || "\u{9b}\u{202e}".contains(c);
    assert!(
        !saved.contains(hidden) && !saved.contains("\\u001b") && !saved.contains("Hunter2"),
        "{saved}"
    );
}

#[test]
fn two_cases_are_compared_by_cause() {
    let desk = Desk::new();
    let walk = |name: &str, text: &str| {
        desk.file(name, text);
        let told = desk.sspr(&format!("walk --answers ~/{name} --format json")).run();
        told.json("sspr.walk/1")["case"]["id"].as_str().unwrap().to_owned()
    };
    let outcomes = "usage.sms-or-call-not-received: cause, usage.email-not-received: cause";
    let yesterday = walk(
        "a.yaml",
        &format!("start: usage\noutcomes: {{ {outcomes} }}\ncase: {{ user_id: kim@contoso.com, ticket: INC-1 }}\n"),
    );
    let outcomes = "usage.sms-or-call-not-received: fixed, usage.email-not-received: cause, usage.locked-again: cause";
    let today = walk(
        "b.yaml",
        &format!("start: usage\noutcomes: {{ {outcomes} }}\ncase: {{ user_id: kim@contoso.com, ticket: INC-2 }}\n"),
    );
    let told = desk
        .sspr(&format!("case compare {yesterday} {today} --format json"))
        .exits(1);
    let told = told.json("sspr.case.compare/1");
    let became = |entry: &str| {
        let causes = told["causes"].as_array().unwrap();
        causes
            .iter()
            .find(|cause| cause["entry"] == entry)
            .map(|cause| cause["became"].clone())
    };
    assert_eq!(became("usage.sms-or-call-not-received"), Some(json!("fixed")), "{told}");
    assert_eq!(became("usage.email-not-received"), Some(json!("still")), "{told}");
    assert_eq!(
        told["fields"],
        json!([{ "field": "ticket", "a": "INC-1", "b": "INC-2" }])
    );
    desk.sspr(&format!("case compare {yesterday} {today}"))
        .exits(1)
        .says("fixed: ")
        .says("still failing: ")
        .says("new: ")
        .says("INC-1 before, INC-2 now");
    desk.sspr(&format!("case compare {yesterday} {today} --lang ko"))
        .exits(1)
        .says("해결됨: ")
        .says("계속 실패: ");
    let same = desk
        .sspr(&format!("case compare {today} {today} --format json"))
        .exits(0);
    assert_eq!(same.json("sspr.case.compare/1")["same"], true);
    desk.sspr(&format!("case compare {today} nothing")).exits(2);
}

#[test]
fn cases_that_nobody_changed_for_long_are_listed_and_deleted() {
    let desk = Desk::new();
    let ids = |told: Told| -> Vec<String> {
        let told = told.json("sspr.case.list/1");
        told["cases"]
            .as_array()
            .unwrap()
            .iter()
            .map(|case| case["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let old = desk
        .sspr("case new")
        .variable("SSPR_NOW", "2026-08-01T00:00:00Z")
        .exits(0)
        .out
        .trim()
        .to_owned();
    let new = desk.sspr("case new").exits(0).out.trim().to_owned();
    assert_eq!(
        ids(desk.sspr("case list --older-than 90 --format json").exits(0)),
        std::slice::from_ref(&old)
    );
    assert_eq!(
        ids(desk.sspr("case list --older-than 365 --format json").exits(0)),
        Vec::<String>::new()
    );
    desk.sspr("case list --older-than 90")
        .exits(0)
        .says(&old)
        .never_says(&new);
    desk.sspr(&format!("case delete --case {old} --yes")).exits(0);
    assert_eq!(ids(desk.sspr("case list --format json").exits(0)), [new]);
}

#[test]
fn a_bundle_that_is_dropped_on_the_first_screen_is_shown_and_goes_on_where_it_stopped() {
    for (lang, size) in [(Lang::En, SMALL), (Lang::Ko, LARGE)] {
        let mut sender = Driver::start(lang, size);
        scenes::at_remedy(&mut sender);
        let mut driver = Driver::start(lang, size);
        scenes::open_bundle(&mut driver);
        assert_eq!(scope(&driver.model), Scope::Import);
        let frame = driver.frame();
        let public = if lang == Lang::En { "public" } else { "공개" };
        assert!(frame.contains("case1") && frame.contains(public), "{frame}");
        driver.press("down enter");
        assert!(driver.frame().contains("user-1"), "only looked at");
        assert!(driver.model.case.is_none() && driver.model.cases.is_empty());
        driver.press("esc up enter");
        assert_eq!(scope(&driver.model), Scope::Remedy);
        let position = |driver: &Driver| driver.model.trace.as_ref().map(|trace| trace.position.clone());
        assert_eq!(position(&driver), position(&sender));
        // who opens it again has it already
        driver.press("f10").paste(scenes::BUNDLE).press("enter enter");
        assert_eq!(scope(&driver.model), Scope::Remedy);
        assert_eq!(driver.model.cases.len(), 1);
    }
}

#[test]
fn a_bundle_that_is_not_intact_is_only_looked_at() {
    let mut driver = Driver::start(Lang::En, SMALL);
    let bytes = rezipped(&scenes::sent(&driver), &|name, bytes| {
        let changed = if name == "summary.md" { b"other".to_vec() } else { bytes };
        Some((name.to_owned(), changed))
    });
    driver.host.put(scenes::BUNDLE, &bytes);
    driver.paste(scenes::BUNDLE).press("enter");
    assert!(driver.frame().contains("not intact"));
    driver.press("enter");
    assert!(driver.model.cases.is_empty());
    driver.press("esc esc");
    assert_eq!(scope(&driver.model), Scope::Home);
    driver.host.put("/usb/logs.zip", b"no zip");
    driver.press("ctrl-u").paste("/usb/logs.zip").press("enter");
    assert!(driver.frame().contains("no whole zip file"), "{}", driver.frame());
}

#[test]
fn numbered_prompts_open_a_bundle_too() {
    let (desk, id) = helpdesk();
    let there = Desk::new();
    let path = there.file("in.zip", bundle(&desk, ""));
    there
        .sspr("--plain")
        .input(format!("{}\n1\n1\n", path.display()))
        .run()
        .says("Open the bundle")
        .says("Go on where it stopped");
    assert_eq!(shown(&there, &id, "inside")["user_id"], "user-1@tenant-1");
}

#[test]
fn an_encrypted_bundle_is_opened_with_its_passphrase_alone() {
    let (desk, id) = helpdesk();
    desk.file("pass.txt", "correct horse\n");
    let bytes = bundle(&desk, "--encrypt --passphrase-file ~/pass.txt");
    let there = Desk::new();
    let told = import(&there, &bytes);
    assert!(told.code == Some(2) && told.err.contains("--passphrase-file"), "{told}");
    there.file("wrong.txt", "battery staple");
    there
        .sspr("case import ~/in.zip --passphrase-file ~/wrong.txt")
        .exits(2)
        .warns("another passphrase");
    assert!(!there.path("cases").exists());
    there.file("pass.txt", "correct horse");
    there.sspr("case import ~/in.zip --passphrase-file ~/pass.txt").exits(0);
    assert_eq!(shown(&there, &id, "inside")["user_id"], "user-1@tenant-1");
    assert!(there.path("evidence").join(&id).join("application.log").exists());
}
