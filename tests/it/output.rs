//! What leaves the program: nothing steers the terminal, whatever the text comes from; every failure is told in the form and the
//! language that was asked for; nothing is lost to a pager, a full disk or a closed pipe.

use crate::support::cli::{Desk, Told, sspr};
use crate::support::{Driver, SMALL, noon};
use proptest::prelude::*;
use serde_json::Value;
use sspr::case::Note;
use sspr::text::{Lang, hides};

/// Steers, turns, hides: what may come in anywhere and must be seen.
const NASTY: &str = "a\u{1b}]0;pwned\u{7}b\u{1b}[31mc\u{9b}2Jd\u{202e}e\u{200b}f\u{7f}g\u{e0041}h";

/// Nothing but text stands in what was printed.
#[track_caller]
fn steers_nothing(told: &Told) {
    for text in [&told.out, &told.err] {
        let steering = text.chars().find(|c| hides(*c));
        assert!(steering.is_none(), "{steering:?} in {text:?}");
    }
}

/// The same where JSON was asked for.
#[track_caller]
fn fails_in_json(told: &Told) -> String {
    let document = told.json("sspr.error/1");
    assert_eq!(document["code"], 2, "{told}");
    let message = document["message"].as_str().unwrap().to_owned();
    assert!(!message.is_empty() && !told.err.is_empty(), "{told}");
    message
}

#[test]
fn what_is_echoed_from_the_command_line_steers_nothing() {
    let lines = [
        format!("--{NASTY}"),
        format!("'{NASTY}'"),
        format!("case show --profile '{NASTY}'"),
        format!("case show --case '{NASTY}'"),
        format!("case set '{NASTY}=1'"),
        format!("case note --case '{NASTY}' x"),
        format!("case attach '{NASTY}'"),
        format!("case evidence '{NASTY}'"),
        format!("explain '{NASTY}'"),
        format!("search '{NASTY}'"),
        format!("start '{NASTY}'"),
        format!("--lang '{NASTY}' man"),
        format!("completions '{NASTY}'"),
        format!("walk --answers '{NASTY}'"),
        format!("knowledge lint '{NASTY}'"),
        format!("knowledge graph --tree '{NASTY}'"),
        format!("knowledge path '{NASTY}'"),
        format!("--knowledge '{NASTY}' knowledge list"),
    ];
    for line in &lines {
        for more in ["", " --format json", " --lang ko"] {
            let desk = Desk::new();
            desk.sspr("case new").exits(0);
            let told = desk.sspr(&format!("{line}{more}")).run();
            steers_nothing(&told);
            assert!(told.code.is_some_and(|code| code > 0), "{told}");
        }
    }
    // shown, not dropped
    sspr("completions 'x\u{1b}[31my'").exits(2).warns("x\u{241b}[31my");
}

#[test]
fn what_stands_in_files_and_variables_steers_nothing() {
    let desk = Desk::new();
    desk.file(&format!("{NASTY}.log"), "nothing");
    desk.file(
        "answers.yaml",
        "start: usage\nanswers: { \"ask.\\e[31mx\": \"\\e]0;x\\a\" }\n",
    );
    desk.file("broken.yaml", format!("start: usage\n{NASTY}: [\n"));
    desk.file("k/a.yaml", "entries:\n  - id: \"usage.\\e[31mx\"\n");
    desk.file("k2/a.yaml", format!("# {NASTY}\nentries: {NASTY}\n"));
    desk.sspr("case new").exits(0);
    desk.sspr(&format!("case attach '{NASTY}.log'")).run();
    desk.sspr(&format!("case set 'description={NASTY}'")).run();
    desk.sspr(&format!("case note '{NASTY}'")).run();
    desk.sspr("case evidence -").input(format!("SSPR_0029 {NASTY}")).run();
    for line in [
        "case show",
        "case show --format markdown",
        "case show --format html",
        "case show --format json",
        "case show --ticket servicenow",
        "case list",
        "case list --format json",
        "case bundle --output b.zip --profile inside",
        "case bundle --output c.zip --format json",
        "walk --answers answers.yaml",
        "walk --answers broken.yaml --lang ko",
        "knowledge lint k",
        "knowledge lint k2 --color always",
        "knowledge lint k2 --format json",
        "knowledge list --knowledge k2",
    ] {
        let mut told = desk.sspr(line).run();
        if line.contains("--color always") {
            told.out = without_styles(&told.out);
        }
        steers_nothing(&told);
    }
    for name in ["SSPR_NOW", "SSPR_HOME", "SSPR_LANG", "TERM", "PAGER", "TZ"] {
        for line in ["case list", "--plain", "explain 31003 --color always", "nothing"] {
            let mut told = desk.sspr(line).variable(name, NASTY).run();
            told.out = without_styles(&told.out);
            steers_nothing(&told);
        }
    }
}

/// What our own colours and weights leave.
fn without_styles(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part
            .strip_prefix('[')
            .map(|p| p.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';'));
        match rest.and_then(|rest| rest.strip_prefix('m')) {
            Some(rest) => out.push_str(rest),
            None => out.push_str(&format!("\u{1b}{part}")),
        }
    }
    out
}

#[test]
fn a_case_file_that_others_wrote_steers_nothing() {
    let desk = Desk::new();
    let made = desk.sspr("case new").exits(0);
    let id = made.out.trim();
    desk.sspr("case set description=PLACE ticket=INC1").exits(0);
    desk.sspr("case note PLACE").exits(0);
    let path = desk.path(&format!("cases/{id}.json"));
    let text = std::fs::read_to_string(&path).unwrap();
    let nasty = serde_json::to_string(NASTY).unwrap();
    let text = text.replace("PLACE", nasty.trim_matches('"'));
    assert!(text.contains("pwned"), "{text}");
    std::fs::write(&path, text).unwrap();
    for line in [
        "case show",
        "case show --chars 900",
        "case show --format markdown",
        "case show --format html",
        "case show --format json",
        "case show --ticket jira",
        "case list",
        "case list --format json",
    ] {
        let told = desk.sspr(line).exits(0);
        steers_nothing(&told);
        assert!(told.out.contains("pwned"), "it is shown all the same: {told}");
    }
    let told = desk
        .sspr(&format!("start {id} --plain"))
        .input("case\nticket\n0\nbundle\n")
        .run();
    steers_nothing(&told);
    let told = desk.sspr("case bundle --output b.zip").exits(0);
    steers_nothing(&told);
    let mut zip = zip::ZipArchive::new(std::fs::File::open(desk.path("b.zip")).unwrap()).unwrap();
    for at in 0..zip.len() {
        let text = std::io::read_to_string(zip.by_index(at).unwrap()).unwrap();
        assert!(!text.contains(hides), "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_screen_holds_what_cannot_be_seen(text in "(\\PC|[\\x00-\\x1f\\x7f-\u{9f}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}가-힣]){1,60}", lang in prop::sample::select(Lang::ALL.to_vec())) {
        let mut driver = Driver::start_at("usage", lang, SMALL);
        driver.model.toast = Some(text.clone());
        let case = driver.model.case.as_mut().expect("a case");
        // as a file holds it that others wrote
        case.notes.push(Note { at: noon(), node: String::new(), text: text.clone() });
        for keys in ["", "f4", "esc", "f5"] {
            driver.press(keys);
            driver.model.toast = Some(text.clone());
            let frame = driver.frame();
            prop_assert!(!frame.contains(hides), "{frame:?}");
        }
    }
}

#[test]
fn a_screen_shows_a_sign_for_what_cannot_be_seen() {
    let mut driver = Driver::start(Lang::En, SMALL);
    driver.model.toast = Some("x\u{1b}[31my\u{202e}z".to_owned());
    let frame = driver.frame();
    assert!(frame.contains("x\u{241b}[31my\u{2426}z"), "{frame}");
}

// --- JSON

#[test]
fn wrong_use_is_told_in_json_where_json_was_asked_for() {
    for line in [
        "--format json --oops",
        "case shwo --format json",
        "case set --format=json",
        "case --format json",
        "search x --limit 0 --format json",
        "explain --format json",
        "case show --case nowhere --format json",
        "walk --answers nowhere.yaml --format json",
        "--knowledge nowhere explain 31003 --format json",
        "man --format json",
        "completions bash --format json",
        "knowledge graph --format json",
        "knowledge export --format json",
        "--plain --format json",
        "start usage --format json",
        "case bundle --output /nowhere/b.zip --format json",
    ] {
        let told = sspr(line).exits(2);
        let message = fails_in_json(&told);
        assert!(
            told.err.contains(&message),
            "the same sentence on standard error: {told}"
        );
        assert_eq!(told.err.trim_end().lines().count(), 1, "one sentence: {told}");
    }
    let korean = sspr("case shwo --format json --lang ko").exits(2);
    assert_eq!(
        fails_in_json(&korean),
        "`shwo` 명령이 없습니다. 가장 가까운 것은 `show`입니다"
    );
}

#[test]
fn mistakes_of_a_command_line_are_one_sentence_in_the_language_of_the_flag_or_the_environment() {
    sspr("case shwo")
        .exits(2)
        .says_nothing()
        .warns("sspr: there is no command `shwo`; the nearest is `show`\n");
    sspr("case shwo --lang ko")
        .exits(2)
        .warns("sspr: `shwo` 명령이 없습니다.");
    sspr("--oops")
        .variable("SSPR_LANG", "ko")
        .exits(2)
        .warns("여기에는 `--oops` 옵션이 없습니다.");
    let help = sspr("case set --help --lang ko").exits(0);
    for word in [
        "사용법: sspr case set",
        "인수:",
        "모든 명령의 옵션:",
        "필드를 지정합니다",
        "[기본값: text]",
        "예:",
        "필드:",
    ] {
        assert!(help.out.contains(word), "{word}\n{help}");
    }
    for word in ["Usage", "Options", "Arguments", "default:", "possible"] {
        assert!(!help.out.contains(word), "{word}\n{help}");
    }
    sspr("case").exits(2).says_nothing().warns("Usage: sspr case");
}

#[test]
fn what_readers_and_the_system_say_is_told_in_the_language_chosen() {
    let desk = Desk::new();
    desk.file("a.yaml", "strat: usage\n");
    desk.file("b.yaml", "start: usage\nfacts: {a: b\n");
    desk.file("k/a.yaml", "entries: 5\n");
    desk.sspr("walk --answers a.yaml")
        .exits(2)
        .warns("unknown field `strat`; there are start, facts");
    desk.sspr("walk --answers a.yaml --lang ko")
        .exits(2)
        .warns("`strat`은(는) 쓸 수 없는 항목입니다");
    desk.sspr("walk --answers b.yaml --lang ko").exits(2).warns("괄호");
    desk.sspr("explain 31003 --knowledge k")
        .exits(2)
        .warns("a whole number stands where a list belongs");
    desk.sspr("explain 31003 --knowledge k --lang ko")
        .exits(2)
        .warns("이 자리에 와야 하는 것: 목록");
    desk.sspr("knowledge lint k --lang ko")
        .exits(1)
        .says("이 자리에 와야 하는 것: 목록");
    // a folder is no file
    let told = desk.sspr("walk --answers k --lang ko").exits(2);
    assert!(!told.err.contains("os error"), "{told}");
    let told = desk.sspr("walk --answers k").exits(2).warns("it is a folder");
    assert!(!told.err.contains("os error"), "{told}");
}

// --- places that cannot be used

#[test]
fn a_home_that_cannot_be_used_is_named_with_what_to_do() {
    let desk = Desk::new();
    let file = desk.file("plain", "x");
    let file = file.to_str().unwrap();
    for line in ["case new", "case list", "explain 31003", "knowledge list", "--plain"] {
        for (home, said) in [
            (file, "not a folder"),
            ("some/where", "is no whole path"),
            (".", "is no whole path"),
        ] {
            let told = desk
                .sspr(line)
                .variable("SSPR_HOME", home)
                .exits(2)
                .says_nothing()
                .warns("SSPR_HOME");
            assert!(told.err.contains(said), "{told}");
            assert!(!told.err.contains("os error"), "{told}");
        }
    }
    desk.sspr("case new --lang ko")
        .variable("SSPR_HOME", "x")
        .exits(2)
        .warns("전체 경로가 아닙니다");
    let told = desk.sspr("case list --format json").variable("SSPR_HOME", "x").exits(2);
    fails_in_json(&told);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use portable_pty::{CommandBuilder, PtySize, native_pty_system};
    use std::ffi::OsStr;
    use std::io::Read;
    use std::os::unix::ffi::OsStrExt;
    use std::process::{Command, Stdio};

    /// `sh` with the program as `$0`, in the environment of the desk.
    fn shell(desk: &Desk, line: &str) -> std::process::Output {
        let inner = desk.sspr("").command();
        let mut command = Command::new("sh");
        command.args(["-c", line]).arg(inner.get_program());
        command.current_dir(desk.path("")).stdin(Stdio::null());
        for (name, value) in inner.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command.output().unwrap()
    }

    #[test]
    fn a_home_that_is_no_text_is_refused_with_a_sentence() {
        for line in ["case new", "explain 31003"] {
            let desk = Desk::new();
            let mut command = desk.sspr(line).command();
            let output = command
                .env("SSPR_HOME", OsStr::from_bytes(b"/tmp/\xff\xfe"))
                .output()
                .unwrap();
            let err = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{err}");
            assert!(err.contains("`SSPR_HOME` is no readable text"), "{err}");
        }
    }

    #[test]
    fn what_never_ends_is_read_to_a_bound_and_a_pipe_is_not_waited_for() {
        let desk = Desk::new();
        if std::path::Path::new("/dev/zero").exists() {
            let output = shell(&desk, "ulimit -v 1500000; \"$0\" --plain --lang en </dev/zero");
            let err = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(0), "{err}");
            desk.sspr("walk --answers /dev/zero").exits(2).warns("a device");
        }
        desk.sspr("case new").exits(0);
        shell(&desk, "mkfifo answers.yaml cases/pipe.json");
        for line in [
            "walk --answers answers.yaml",
            "case evidence answers.yaml",
            "case show --case pipe",
        ] {
            desk.sspr(line).exits(2).warns("a pipe or a device; name a file");
        }
        desk.sspr("case list").exits(0).warns("pipe.json");
        desk.sspr("case note beside").exits(0);
    }

    #[test]
    fn an_answers_file_has_bounds_that_are_named() {
        let desk = Desk::new();
        desk.file("huge.yaml", "a".repeat(5 << 20));
        desk.sspr("walk --answers huge.yaml").exits(2).warns("too large");
        for (form, said) in [
            ("[".repeat(100_000), "64 levels"),
            (format!("answers: [{}]", "x, ".repeat(500_000)), "400,000 values"),
        ] {
            desk.file("odd.yaml", form);
            desk.sspr("walk --answers odd.yaml").exits(2).warns(said);
        }
        assert!(!desk.path("cases").exists());
    }

    #[test]
    fn an_answer_that_cannot_be_written_ends_with_2_and_a_closed_pipe_quietly() {
        let desk = Desk::new();
        if std::path::Path::new("/dev/full").exists() {
            for line in [
                "--help",
                "--version",
                "-h",
                "man",
                "explain 31003",
                "explain 31003 --format json",
                "knowledge list",
            ] {
                let output = shell(&desk, &format!("\"$0\" {line} >/dev/full"));
                let err = String::from_utf8(output.stderr).unwrap();
                assert_eq!(output.status.code(), Some(2), "{line}: {err}");
                assert_eq!(
                    err, "sspr: the answer could not be written: the disk is full; make room, or write it elsewhere\n",
                    "{line}"
                );
            }
        }
        for line in ["--help", "man", "knowledge list", "knowledge export", "explain 31003"] {
            let output = shell(
                &desk,
                &format!("{{ \"$0\" {line}; echo \"$?\" >code; }} | head -1 >/dev/null"),
            );
            assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{line}");
            assert_eq!(std::fs::read_to_string(desk.path("code")).unwrap(), "0\n", "{line}");
        }
    }

    #[test]
    fn a_bundle_that_meets_a_full_disk_is_told_in_one_sentence_wherever_it_breaks_off() {
        let desk = Desk::new();
        desk.sspr("case new").exits(0);
        // bytes that do not shrink
        let noise: Vec<u8> = (0..40_000_u32)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> 13).to_le_bytes()[0])
            .collect();
        desk.file("noise.log", noise);
        desk.sspr("case attach noise.log").exits(0);
        let mut ends = std::collections::BTreeSet::new();
        for blocks in [
            0, 1, 2, 4, 8, 16, 32, 64, 70, 72, 74, 76, 78, 80, 82, 84, 86, 88, 90, 92, 94, 96, 98, 100,
        ] {
            let run = "\"$0\" case bundle --output out.zip --profile inside 2>&1";
            let line = format!("(trap '' XFSZ; ulimit -f {blocks}; exec {run}) | cat");
            let output = shell(&desk, &line);
            let told = String::from_utf8(output.stdout).unwrap();
            assert!(
                !told.contains("ZipWriter") && !told.contains("Error"),
                "{blocks}: {told}"
            );
            let whole = desk.path("out.zip").exists();
            assert!(whole || told.contains("was not written"), "{blocks}: {told}");
            ends.insert(whole);
            let _ = std::fs::remove_file(desk.path("out.zip"));
        }
        assert!(ends.contains(&false), "no write failed");
    }

    /// What a terminal shows of a command, and how it ends.
    fn on_a_terminal(args: &[&str], variables: &[(&str, &str)]) -> (String, u32) {
        let home = tempfile::tempdir().unwrap();
        let size = PtySize {
            rows: 10,
            cols: 80,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_sspr"));
        command.args(args);
        command.env("SSPR_HOME", home.path());
        command.env("TERM", "xterm");
        command.env_remove("NO_COLOR");
        command.env_remove("LESS");
        for (name, value) in variables {
            command.env(name, value);
        }
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let mut out = Vec::new();
        let mut block = [0; 4096];
        while let Ok(read @ 1..) = reader.read(&mut block) {
            out.extend_from_slice(&block[..read]);
        }
        (
            String::from_utf8_lossy(&out).into_owned(),
            child.wait().unwrap().exit_code(),
        )
    }

    #[test]
    fn a_pager_that_shows_nothing_loses_nothing() {
        for pager in ["false", "no-such-program-anywhere", "sh -c 'exit 3'"] {
            let (out, code) = on_a_terminal(&["explain", "31003", "--lang", "en"], &[("PAGER", pager)]);
            assert!(out.contains("PasswordResetFail"), "{pager}: {out:?}");
            assert_eq!(code, 0, "{pager}");
        }
        // one that shows it shows it once
        let (out, code) = on_a_terminal(&["explain", "31003", "--lang", "en"], &[("PAGER", "cat")]);
        assert_eq!(
            (out.matches("31003 PasswordResetFail").count(), code),
            (1, 0),
            "{out:?}"
        );
    }

    #[test]
    fn a_plain_less_is_told_to_show_colours() {
        let desk = Desk::new();
        let less = desk.file("less", "#!/bin/sh\necho \"options: $* LESS=$LESS\"\ncat >/dev/null\n");
        std::fs::set_permissions(&less, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        let less = less.to_str().unwrap();
        let (out, _) = on_a_terminal(&["explain", "31003"], &[("PAGER", less)]);
        assert!(out.contains("options: -R LESS=FRX"), "{out:?}");
        let (out, _) = on_a_terminal(&["explain", "31003"], &[("PAGER", less), ("LESS", "-i")]);
        assert!(out.contains("options: -R LESS=-i"), "{out:?}");
    }
}

#[test]
fn a_bundle_that_leaves_evidence_out_ends_with_1_and_names_it() {
    let desk = Desk::new();
    desk.sspr("case new").exits(0);
    let gone = desk.file("gone.log", "x");
    desk.file("there.log", "x");
    desk.sspr("case attach gone.log").exits(0);
    desk.sspr("case attach there.log").exits(0);
    std::fs::remove_file(gone).unwrap();
    let told = desk.sspr("case bundle --output a.zip --profile inside").exits(1);
    assert!(
        told.err.contains("Left out: ") && told.err.contains("gone.log") && !told.err.contains("Left out: there"),
        "{told}"
    );
    let told = desk
        .sspr("case bundle --output b.zip --profile inside --format json")
        .exits(1);
    let left: Vec<Value> = told.json("sspr.case.bundle/1")["left_out"].as_array().unwrap().clone();
    assert!(
        left.len() == 1 && left[0].as_str().unwrap().ends_with("gone.log"),
        "{told}"
    );
}

#[test]
fn text_reaches_the_screen_through_the_door_that_shows_what_cannot_be_seen() {
    let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tui"));
    let mut files = Vec::new();
    super::architecture::gather(folder, &mut files);
    assert!(files.len() > 10, "{files:?}");
    // the door, and where something is typed, which shows it by the same means
    let doors = ["widgets.rs", "typing.rs"];
    for path in files
        .iter()
        .filter(|path| !doors.iter().any(|door| path.ends_with(door)))
    {
        let text = std::fs::read_to_string(path).unwrap();
        // what tests draw comes from nobody
        let own = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        for line in own.lines() {
            let draws = line.contains("render_widget(") && !line.contains("Clear") && !line.contains("gauge");
            let writes = line.contains("set_string(") && !line.contains("visible(");
            assert!(!draws && !writes, "{}: call `widgets::show`: {line}", path.display());
        }
    }
}
