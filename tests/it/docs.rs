//! What the papers say is true: examples are run, links and paths exist, generated tables are fresh.

use crate::support::cli::{Desk, sspr};
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    std::fs::read_to_string(root().join(name))
        .unwrap_or_else(|e| panic!("{name}: {e}"))
        .replace("\r\n", "\n")
}

/// The fenced blocks of a language, as lines.
fn blocks<'a>(text: &'a str, language: &str) -> Vec<Vec<&'a str>> {
    let mut out = Vec::new();
    let mut open: Option<Vec<&str>> = None;
    for line in text.lines() {
        match (&mut open, line.trim_start().strip_prefix("```")) {
            (Some(_), Some(_)) => out.extend(open.take()),
            (None, Some(of)) => open = Some(if of.trim() == language { Vec::new() } else { vec!["```"] }),
            (Some(lines), None) => lines.push(line),
            (None, None) => {}
        }
    }
    out.retain(|lines| lines.first() != Some(&"```"));
    out
}

/// Does `said` match `wanted`, in which `...` stands for any lines, and at the end of a line for its rest?
fn fits(wanted: &[&str], said: &[&str]) -> bool {
    match (wanted.split_first(), said.split_first()) {
        (None, None) => true,
        (Some((&"...", more)), _) => (0..=said.len()).any(|skipped| fits(more, &said[skipped..])),
        (Some((line, more)), Some((first, rest))) => {
            let same = line
                .strip_suffix(" ...")
                .map_or(line == first, |head| first.starts_with(head));
            same && fits(more, rest)
        }
        _ => false,
    }
}

#[test]
fn an_example_fits_what_it_shows() {
    assert!(fits(&["a", "...", "d"], &["a", "b", "c", "d"]));
    assert!(fits(&["a", "..."], &["a"]));
    assert!(fits(&["a b ..."], &["a b c"]));
    assert!(!fits(&["a", "c"], &["a", "b"]));
    assert!(!fits(&["a"], &["a", "b"]));
    assert!(!fits(&["...", "d"], &["a", "b"]));
}

#[test]
fn the_examples_of_the_readme_are_what_the_program_says() {
    // one desk for all of them: what one example makes, the next one shows
    let desk = Desk::new();
    let readme = read("README.md");
    let mut run = 0;
    for block in blocks(&readme, "console") {
        let mut lines = block.as_slice();
        while let Some((prompt, rest)) = lines.split_first() {
            let command = prompt
                .strip_prefix("$ sspr ")
                .unwrap_or_else(|| panic!("an example begins with `$ sspr `: {prompt}"));
            let next = rest.iter().position(|l| l.starts_with("$ ")).unwrap_or(rest.len());
            let (wanted, more) = rest.split_at(next);
            let told = desk.sspr(command).run();
            let said: Vec<&str> = told.out.lines().collect();
            assert!(
                fits(wanted, &said),
                "README shows\n{}\n\nbut\n{told}",
                wanted.join("\n")
            );
            assert_ne!(told.code, Some(2), "{told}");
            lines = more;
            run += 1;
        }
    }
    assert!(run >= 5, "{run} examples");
}

/// Every shell line below "Install" but the one that builds, in a home where nothing is yet.
#[cfg(unix)]
#[test]
fn the_install_lines_of_the_readme_work_in_a_fresh_home() {
    let readme = read("README.md");
    let install = readme.split("\n## Install\n").nth(1).unwrap();
    let install = install.split("\n## ").next().unwrap();
    let lines: Vec<&str> = blocks(install, "sh").concat();
    let (built, lines): (Vec<&str>, Vec<&str>) = lines.into_iter().partition(|line| line.starts_with("cargo install"));
    assert_eq!(built.len(), 1);
    let home = tempfile::tempdir().unwrap();
    let folder = Path::new(env!("CARGO_BIN_EXE_sspr")).parent().unwrap();
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
    let status = std::process::Command::new("sh")
        .args(["-euc", &lines.join("\n")])
        .current_dir(home.path())
        .env("HOME", home.path())
        .env("PATH", path)
        .env_remove("SSPR_HOME")
        .status()
        .unwrap();
    assert!(status.success(), "{lines:#?}");
    let mut written = 0;
    for file in lines.iter().filter_map(|line| line.split_once(" > ~/")) {
        let text = std::fs::read_to_string(home.path().join(file.1)).unwrap();
        assert!(text.contains("sspr"), "{} holds no answer", file.1);
        written += 1;
    }
    assert_eq!(written, 4, "the manual and the completions of three shells");
}

#[test]
fn the_answers_in_the_readme_are_those_of_the_help_and_lead_to_an_end() {
    let readme = read("README.md");
    let answers = blocks(&readme, "yaml").into_iter().next().unwrap();
    let help = sspr("walk --help").exits(0);
    for line in &answers {
        assert!(help.out.contains(line), "`walk --help` lacks `{line}`\n{help}");
    }
    let desk = Desk::new();
    desk.file("call.yaml", answers.join("\n"));
    desk.sspr("walk --answers call.yaml").exits(0).warns_nothing();
}

#[test]
fn the_environment_is_documented_alike_in_the_readme_the_help_and_the_manual() {
    let (readme, help, manual) = (read("README.md"), sspr("--help").exits(0), sspr("man").exits(0));
    for name in [
        "ACCESSIBLE",
        "SSPR_LANG",
        "SSPR_HOME",
        "PAGER",
        "NO_COLOR",
        "CLICOLOR_FORCE",
        "TERM",
        "TZ",
        "130",
    ] {
        for (paper, text) in [("README.md", &readme), ("--help", &help.out), ("man", &manual.out)] {
            assert!(text.contains(name), "{paper} does not name {name}");
        }
    }
    for file in ["src/settings.rs", "src/host/real.rs"] {
        for quoted in read(file).split("variable(\"").skip(1) {
            let name = quoted.split('"').next().unwrap();
            // the clock is fixed by tests alone
            assert!(
                name == "SSPR_NOW" || readme.contains(name),
                "README.md does not name {name}"
            );
        }
    }
}

#[test]
fn every_link_to_a_file_leads_somewhere() {
    for paper in ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "knowledge/README.md"] {
        let text = read(paper);
        let folder = root().join(paper);
        let folder = folder.parent().unwrap();
        for part in text.split("](").skip(1) {
            let target = part.split([')', '#', ' ']).next().unwrap();
            if target.is_empty() || target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            assert!(folder.join(target).exists(), "{paper} links to {target}");
        }
    }
}

#[test]
fn every_path_that_the_map_names_exists() {
    let text = read("ARCHITECTURE.md");
    let mut count = 0;
    for quoted in text.split('`').skip(1).step_by(2) {
        let ours = ["src/", "tests/", "knowledge/", "assets/", "benches/"];
        if quoted.contains(['*', ' ']) || !ours.iter().any(|folder| quoted.starts_with(folder)) {
            continue;
        }
        assert!(root().join(quoted).exists(), "ARCHITECTURE.md names `{quoted}`");
        count += 1;
    }
    assert!(count >= 20, "{count} paths");
}

#[test]
fn every_module_stands_on_the_map() {
    let text = read("ARCHITECTURE.md");
    for item in std::fs::read_dir(root().join("src")).unwrap() {
        let name = item.unwrap().file_name().into_string().unwrap();
        if ["lib.rs", "main.rs"].contains(&name.as_str()) {
            continue;
        }
        assert!(
            text.contains(&format!("`src/{name}")),
            "ARCHITECTURE.md does not name src/{name}"
        );
    }
}

#[test]
fn the_readme_names_its_test_command_where_the_check_reads_it() {
    let readme = read("README.md");
    let behind = readme.split("<!-- test-command -->\n").nth(1).unwrap();
    let command = blocks(behind, "sh");
    assert_eq!(command.first().map(Vec::as_slice), Some(&["cargo test --locked"][..]));
}

#[test]
fn the_example_of_the_knowledge_format_is_clean() {
    let desk = Desk::new();
    let readme = read("knowledge/README.md");
    let example = blocks(&readme, "yaml").into_iter().next().unwrap().join("\n");
    // what the example refers to is its reader's own
    let more = "trees:
  - id: usage
    title: { en: Resetting, ko: 재설정 }
    about: { en: Resetting., ko: 재설정합니다. }
    start: [usage.printer-needs-pin]
roles:
  - { id: printer-administrator, name: { en: Printer Administrator, ko: 프린터 관리자 } }
shared:
  - id: shared.printer-basics
    details: [{ en: It prints., ko: 인쇄합니다. }]
sources:
  - { id: K0, title: Ours, url: \"\", date: \"\" }
  - { id: S1, title: Theirs, url: \"\", date: \"\" }
  - { id: S2, title: Another, url: \"\", date: \"\" }
deadlines:
  - { id: sms-voice-end, date: \"2027-02-01\", what: { en: The end., ko: 끝입니다. }, sources: [K0] }
fields:
  - id: user_id
    entry: guide.relief-now
    rule: user-id
    title: { en: User, ko: 사용자 }
    ask: { en: Who?, ko: 누구입니까? }
    help: { en: The name., ko: 이름입니다. }
    needed: always
facts:
  - id: user_type
    title: { en: Type, ko: 유형 }
    values: [{ id: guest, text: { en: guest, ko: 게스트 } }]
questions:
  - id: ask.printer-model
    ask: { en: Which?, ko: 무엇입니까? }
    choices:
      - { id: a, text: { en: This, ko: 이것 }, go: [end.solved] }
      - { id: b, text: { en: That, ko: 저것 }, go: [end.solved] }
";
    let another = |id: &str| {
        format!(
            "  - id: {id}\n    area: usage\n    kind: guide\n    title: {{ en: Another, ko: 다른 항목 }}\n    summary: {{ en: \
             Another., ko: 다른 항목입니다. }}\n    sources: [K0]\n    verified: \"2026-11-21\"\n"
        )
    };
    let others = another("usage.another-entry") + &another("guide.relief-now");
    desk.file("k/a.yaml", format!("{example}\n{others}{more}"));
    desk.sspr("knowledge lint k").exits(0);
}

#[test]
fn the_tables_of_keys_are_fresh() {
    for (file, lang) in [("assets/KEYS.md", "en"), ("assets/KEYS.ko.md", "ko")] {
        let now = sspr(&format!("keys --lang {lang}")).exits(0);
        assert!(
            now.out == read(file),
            "{file} is stale; write it with `sspr keys --lang {lang}`"
        );
    }
}
