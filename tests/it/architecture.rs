//! The shape of the program as data: who may import whom, which foreign crate has which door, who may touch the world.
//! A new edge is a design decision: say why in ARCHITECTURE.md. An edge that is gone leaves its table too, so that the
//! tables stay what the program is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Which module imports which. `app` has no `host`: it cannot touch the world.
const MAY_USE: &[(&str, &[&str])] = &[
    (
        "app",
        &[
            "bundle",
            "case",
            "check",
            "diagnosis",
            "evidence",
            "knowledge",
            "scan",
            "search",
            "settings",
            "text",
            "time",
            "walk",
        ],
    ),
    ("builtin", &["knowledge"]),
    // redaction knows secrets as the door for text does, and reads logs as they are read
    (
        "bundle",
        &["case", "evidence", "host", "knowledge", "log", "text", "time"],
    ),
    ("case", &["evidence", "host", "knowledge", "text", "time", "walk"]),
    // the only room that opens a socket
    // what the server printed is text in the encodings of logs
    ("check", &["case", "host", "knowledge", "log", "text", "time"]),
    (
        "cli",
        &[
            "app",
            "builtin",
            "bundle",
            "case",
            "check",
            "config",
            "diagnosis",
            "evidence",
            "host",
            "knowledge",
            "log",
            "plain",
            "runtime",
            "scan",
            "search",
            "settings",
            "text",
            "time",
            "tui",
            "walk",
        ],
    ),
    ("config", &["host", "settings", "text"]),
    // a finding has the certainty that a case keeps; a code in a caller's words is read as search reads it
    (
        "diagnosis",
        &["case", "evidence", "knowledge", "log", "search", "text", "time"],
    ),
    // it recognises codes as search does, and proves what a walk asks
    ("evidence", &["knowledge", "search", "text", "time", "walk"]),
    ("host", &["time"]),
    ("knowledge", &["text", "time"]),
    ("log", &["evidence", "host", "knowledge", "text", "time"]),
    ("plain", &["app", "knowledge", "runtime", "settings", "text"]),
    (
        "runtime",
        &[
            "app",
            "builtin",
            "bundle",
            "case",
            "check",
            "config",
            "host",
            "knowledge",
            "log",
            "scan",
            "text",
            "time",
        ],
    ),
    // what logs show, told and kept: one way for the command and the wizard
    (
        "scan",
        &[
            "case",
            "diagnosis",
            "evidence",
            "host",
            "knowledge",
            "log",
            "text",
            "time",
        ],
    ),
    ("search", &["knowledge", "text"]),
    ("settings", &["host", "text"]),
    ("text", &["time"]),
    ("time", &[]),
    (
        "tui",
        &[
            "app",
            "case",
            "check",
            "diagnosis",
            "host",
            "knowledge",
            "runtime",
            "scan",
            "search",
            "settings",
            "text",
            "time",
        ],
    ),
    ("walk", &["knowledge", "text", "time"]),
];

/// The doors of the crates of others: files, or folders with all that is in them.
const DOORS: &[(&str, &[&str])] = &[
    ("aho-corasick", &["bundle/redaction/table.rs"]),
    ("rpassword", &["cli/commands/handing.rs"]),
    ("similar", &["bundle/preview.rs"]),
    ("annotate-snippets", &["cli/commands/knowledge.rs"]),
    ("anstyle", &["cli/paint.rs"]),
    (
        "clap",
        &[
            "cli/args.rs",
            "cli/commands/shell.rs",
            "cli/help.rs",
            "cli/korean.rs",
            "cli/misuse.rs",
            "cli/mod.rs",
            "settings.rs",
        ],
    ),
    ("clap_complete", &["cli/args.rs", "cli/commands/shell.rs"]),
    ("clap_mangen", &["cli/commands/shell.rs"]),
    ("crc32fast", &["log/binary/mod.rs"]),
    ("crossterm", &["cli/output.rs", "tui"]),
    ("csv", &["evidence/table.rs"]),
    ("dlmalloc", &["main.rs"]),
    ("encoding_rs", &["log/encoding.rs"]),
    ("etcetera", &["host"]),
    ("evtx", &["log/binary/decode.rs"]),
    ("fastrand", &["host"]),
    ("fuzzy-matcher", &["search/fuzzy.rs"]),
    ("indexmap", &["case/json.rs", "cli/commands/walk.rs"]),
    // time is a value that all may hold; only `host` asks what it is
    ("jiff", &["host/real.rs", "time"]),
    ("libm", &["search/index.rs"]),
    (
        "memchr",
        &[
            "bundle/redaction/memo.rs",
            "bundle/redaction/shapes.rs",
            "bundle/redaction/table.rs",
            "bundle/redaction/view.rs",
            "diagnosis/book.rs",
            "diagnosis/seen.rs",
            "log/binary/walk.rs",
            "log/rows.rs",
            "log/xml.rs",
        ],
    ),
    ("postcard", &["knowledge/catalog.rs"]),
    ("quick-xml", &["evidence/xml.rs"]),
    ("ratatui", &["cli/output.rs", "tui"]),
    ("ratatui-textarea", &["app/lines.rs"]),
    (
        "regex",
        &["bundle/redaction/shapes.rs", "diagnosis/book.rs", "evidence"],
    ),
    ("rustix", &["host"]),
    ("rustls", &["check/tls.rs"]),
    ("rustls-platform-verifier", &["check/tls.rs"]),
    ("saphyr", &["knowledge/load.rs"]),
    ("saphyr-parser", &["knowledge/bound.rs"]),
    (
        "schemars",
        &[
            "cli/commands/knowledge.rs",
            "knowledge/acceptance.rs",
            "knowledge/endpoint.rs",
            "knowledge/field.rs",
            "knowledge/group.rs",
            "knowledge/hidden.rs",
            "knowledge/id.rs",
            "knowledge/paste.rs",
            "knowledge/shape.rs",
            "knowledge/rule.rs",
            "knowledge/signal.rs",
            "knowledge/term.rs",
            "knowledge/ticket.rs",
            "knowledge/twin.rs",
            "knowledge/verification.rs",
            "text/mod.rs",
        ],
    ),
    ("serde", &["bundle", "case", "cli", "knowledge", "text", "time", "walk"]),
    ("serde_json", &["bundle", "case", "cli", "log/audit.rs"]),
    // the second door reads the answers of a walk, which are no knowledge
    ("serde_yaml", &["cli/commands/walk.rs", "knowledge/load.rs"]),
    ("sha2", &["case/digest.rs"]),
    ("signal-hook", &["host"]),
    ("strsim", &["search/rank.rs", "text/mod.rs", "time/zones.rs"]),
    ("sys-locale", &["host"]),
    ("tempfile", &["host"]),
    ("termina", &["tui/stream.rs"]),
    ("thiserror", &["bundle", "case", "time"]),
    ("toml_edit", &["config.rs"]),
    ("tui-input", &["app", "tui"]),
    ("unicode-normalization", &["text/mod.rs"]),
    ("unicode-segmentation", &["text/columns.rs"]),
    ("unicode-truncate", &["text/columns.rs"]),
    ("unicode-width", &["text/columns.rs"]),
    ("uuid", &["text/guid.rs"]),
    ("x509-cert", &["check/certificate.rs"]),
    ("zip", &["bundle/archive.rs", "bundle/write.rs", "log/source.rs"]),
];

/// Where the world is touched besides `host`: the arguments of the program and how it ends.
const WORLD: &[(&str, &str)] = &[
    ("bundle/pipe.rs", "std::thread::scope"),
    ("check/door.rs", "std::net::"),
    ("check/probe.rs", "std::net::"),
    ("check/probe.rs", "std::thread::Builder"),
    ("check/run.rs", "std::thread::Builder"),
    ("check/timed.rs", "std::net::TcpStream"),
    ("cli/exit.rs", "std::process::ExitCode"),
    ("cli/mod.rs", "std::process::ExitCode"),
    ("main.rs", "std::env::args_os"),
    ("main.rs", "std::process::ExitCode"),
    ("runtime/desk.rs", "std::thread::"),
    ("tui/mod.rs", "std::thread::current"),
    ("tui/mod.rs", "std::thread::spawn"),
];

/// Where the platform makes a difference.
const PLATFORM: &[&str] = &["app/lacking.rs", "host/mod.rs", "tui/input.rs", "tui/mod.rs"];

/// A source file as the program is built from it: without comments and without its tests.
struct Source {
    /// Below `src`, with `/`.
    path: String,
    module: String,
    text: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<Source> {
    let mut files = Vec::new();
    gather(&root().join("src"), &mut files);
    let mut all: Vec<Source> = files
        .iter()
        .map(|file| {
            let path = file.strip_prefix(root().join("src")).unwrap();
            let path = path.to_str().unwrap().replace('\\', "/");
            let module = path.split(['/', '.']).next().unwrap().to_owned();
            let text = std::fs::read_to_string(file).unwrap();
            Source { path, module, text }
        })
        .collect();
    let for_tests: BTreeSet<String> = all.iter().flat_map(modules_for_tests).collect();
    assert!(for_tests.contains("host/fake"), "{for_tests:?}");
    all.retain(|s| !for_tests.contains(s.path.trim_end_matches(".rs").trim_end_matches("/mod")));
    for source in &mut all {
        source.text = without_comments_and_tests(&source.text);
    }
    all.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(all.len() > 50, "the scan found {} files", all.len());
    all
}

pub fn gather(folder: &Path, out: &mut Vec<PathBuf>) {
    for item in std::fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            gather(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// The files that a file declares behind `#[cfg(test)]`.
fn modules_for_tests(source: &Source) -> Vec<String> {
    let folder = source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let lines: Vec<&str> = source.text.lines().map(str::trim).collect();
    lines
        .windows(2)
        .filter(|pair| pair[0] == "#[cfg(test)]")
        .filter_map(|pair| pair[1].strip_suffix(';')?.rsplit_once("mod ").map(|(_, name)| name))
        .map(|name| format!("{folder}/{name}"))
        .collect()
}

pub fn without_comments_and_tests(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let tests = lines
        .windows(2)
        .position(|pair| pair[0] == "#[cfg(test)]" && pair[1].starts_with("mod ") && pair[1].ends_with('{'));
    let end = tests.unwrap_or(lines.len());
    lines[..end]
        .iter()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect()
}

/// What stands behind every `prefix` that no name runs into: the name that follows.
fn names_after<'a>(text: &'a str, prefix: &'a str) -> impl Iterator<Item = &'a str> {
    let name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.match_indices(prefix)
        .filter(move |(at, _)| !text[..*at].ends_with(|c| name(c) || c == ':'))
        .map(move |(at, _)| {
            let rest = &text[at + prefix.len()..];
            &rest[..rest.find(|c| !name(c)).unwrap_or(rest.len())]
        })
}

fn inside(path: &str, door: &str) -> bool {
    path == door || path.strip_prefix(door).is_some_and(|rest| rest.starts_with('/'))
}

#[test]
fn modules_import_only_what_they_may() {
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources()
        .iter()
        .filter(|s| !["main", "lib"].contains(&s.module.as_str()))
    {
        let used = edges.entry(source.module.clone()).or_default();
        for name in names_after(&source.text, "crate::") {
            assert!(
                !name.is_empty(),
                "{}: write one `use crate::module` a line",
                source.path
            );
            if name != source.module {
                used.insert(name.to_owned());
            }
        }
    }
    let allowed: BTreeMap<String, BTreeSet<String>> = MAY_USE
        .iter()
        .map(|(module, used)| ((*module).to_owned(), used.iter().map(|u| (*u).to_owned()).collect()))
        .collect();
    assert_eq!(edges, allowed, "left: what is; right: what may be");
}

#[test]
fn no_module_comes_back_to_itself() {
    let mut left: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    while !left.is_empty() {
        let below: Vec<&str> = left
            .iter()
            .filter(|(_, used)| used.iter().all(|u| !left.contains_key(u)))
            .map(|(module, _)| *module)
            .collect();
        assert!(!below.is_empty(), "a circle among {:?}", left.keys());
        left.retain(|module, _| !below.contains(module));
    }
}

#[test]
fn a_foreign_crate_has_its_doors_and_no_other() {
    let sources = sources();
    for (name, doors) in DOORS {
        let crate_name = name.replace('-', "_");
        let derived = format!("{crate_name}::");
        let users: Vec<&str> = sources
            .iter()
            .filter(|s| {
                let mut text = s.text.as_str();
                // ratatui hands crossterm on
                let handed_on = text.contains("ratatui::crossterm") && crate_name == "crossterm";
                let mut found = handed_on;
                while let Some((before, after)) = text.split_once(&derived) {
                    let runs_in = before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':');
                    found |= !runs_in;
                    text = after;
                }
                found
            })
            .map(|s| s.path.as_str())
            .collect();
        for user in &users {
            assert!(
                doors.iter().any(|door| inside(user, door)),
                "{user} uses {name}, whose doors are {doors:?}"
            );
        }
        for door in *doors {
            assert!(
                users.iter().any(|user| inside(user, door)),
                "{door} is a door of {name} and does not use it"
            );
        }
    }
}

#[test]
fn every_dependency_has_a_door() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut wanted = BTreeSet::new();
    let mut reading = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            reading = line == "[dependencies]" || line.starts_with("[target.") && line.ends_with(".dependencies]");
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| reading) {
            wanted.insert(name.to_owned());
        }
    }
    let doors: BTreeSet<String> = DOORS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(doors, wanted);
}

/// The crates of the tests turn on tables of Unicode for `regex` that the program does not have, so that here any pattern can be
/// read. There, what is not of ASCII alone may be no more than a class without names and without cases.
#[test]
fn patterns_need_no_tables_that_the_program_lacks() {
    let mut seen = 0;
    for source in sources() {
        assert!(
            !source.text.contains("Regex::new"),
            "{}: with the tables of Unicode",
            source.path
        );
        for named in ["\\p{", "\\P{"] {
            assert!(!source.text.contains(named), "{}: {named}", source.path);
        }
        for (at, _) in source.text.match_indices("(?u") {
            let part = source.text[at..].split(')').next().unwrap();
            assert!(part.starts_with("(?u-i:"), "{}: {part}", source.path);
            for named in ["\\d", "\\s", "\\w", "\\b", "\\D", "\\S", "\\W"] {
                assert!(!part.contains(named), "{}: {part} has {named}", source.path);
            }
            seen += 1;
        }
    }
    assert!(seen > 20, "the scan found {seen}");
}

#[test]
fn only_the_host_touches_the_world() {
    let mut found = BTreeSet::new();
    for source in sources().iter().filter(|s| s.module != "host") {
        for part in ["fs", "env", "process", "net", "thread"] {
            let path = format!("std::{part}");
            for (at, _) in source.text.match_indices(&path) {
                let rest = &source.text[at..];
                let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == ':'));
                found.insert((source.path.clone(), rest[..end.unwrap_or(rest.len())].to_owned()));
            }
        }
    }
    let allowed: BTreeSet<(String, String)> = WORLD
        .iter()
        .map(|(path, name)| ((*path).to_owned(), (*name).to_owned()))
        .collect();
    assert_eq!(found, allowed, "left: what is; right: what may be");
}

/// The host has files, keys and other programs; whoever is to reach another machine goes through the checks, which ask first.
#[test]
fn only_the_checks_open_a_socket() {
    let sockets = [
        "std::net",
        "TcpStream",
        "UdpSocket",
        "TcpListener",
        "ToSocketAddrs",
        "rustls",
    ];
    let mut seen = BTreeSet::new();
    for source in sources() {
        if sockets.iter().any(|name| source.text.contains(name)) {
            seen.insert(source.module.clone());
        }
    }
    assert_eq!(seen, BTreeSet::from(["check".to_owned()]));
    // and those make connections in one place, to which a test puts another
    let doors: Vec<String> = sources()
        .into_iter()
        .filter(|source| source.text.contains("TcpStream::connect") || source.text.contains("to_socket_addrs()"))
        .map(|source| source.path)
        .collect();
    assert_eq!(doors, ["check/door.rs"]);
}

#[test]
fn nothing_prints_past_the_output() {
    for source in sources() {
        for name in ["println!", "eprintln!", "print!", "eprint!", "dbg!"] {
            assert!(!source.text.contains(name), "{} holds {name}", source.path);
        }
        let writes = source.text.contains("io::stdout") || source.text.contains("io::stderr");
        let may = ["cli/output.rs", "cli/commands/wizard.rs"].contains(&source.path.as_str()) || source.module == "tui";
        assert!(!writes || may, "{} writes to the terminal itself", source.path);
    }
}

#[test]
fn the_platform_makes_a_difference_only_where_it_is_listed() {
    let marks = [
        "cfg(unix)",
        "cfg(not(unix))",
        "cfg!(unix)",
        "cfg!(not(unix))",
        "cfg(windows)",
    ];
    let found: Vec<String> = sources()
        .into_iter()
        .filter(|s| {
            s.text.contains("cfg!(windows)") || s.text.contains("target_os") || marks.iter().any(|m| s.text.contains(m))
        })
        .map(|s| s.path)
        .collect();
    assert_eq!(found, PLATFORM);
    for source in sources() {
        for name in ["std::os::unix", "std::os::windows", "libc::"] {
            if source.path == "host/unix.rs" && name == "std::os::unix" {
                continue;
            }
            assert!(!source.text.contains(name), "{} holds {name}", source.path);
        }
    }
}

#[test]
fn every_file_says_what_it_owns() {
    let mut files = Vec::new();
    gather(&root().join("src"), &mut files);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("//! "), "{} has no module docs", file.display());
    }
}

#[test]
fn modules_are_folders_throughout() {
    for source in sources() {
        let twin = root().join("src").join(source.path.trim_end_matches(".rs"));
        assert!(!twin.is_dir(), "{} stands beside a folder of its name", source.path);
    }
}

/// The files of a folder of `src/` by name, besides the one that gathers them.
fn names_in(folder: &str) -> BTreeSet<String> {
    let mut files = Vec::new();
    gather(&root().join("src").join(folder), &mut files);
    let names = files
        .iter()
        .map(|file| file.file_stem().unwrap().to_str().unwrap().to_owned());
    names.filter(|name| name != "mod").collect()
}

#[test]
fn a_screen_is_a_pair_of_files_and_a_row() {
    let (done, drawn) = (names_in("app/screens"), names_in("tui/screens"));
    assert_eq!(done, drawn, "left: what is done; right: what is drawn");
    assert!(done.len() >= 5, "{done:?}");
    let sources = sources();
    let text = |path: &str| &sources.iter().find(|s| s.path == path).unwrap().text;
    let table = text("tui/screens/mod.rs");
    for name in &done {
        let own = text(&format!("app/screens/{name}.rs"));
        assert_eq!(own.matches("impl Screen for ").count(), 1, "{name} fills the form once");
        assert_eq!(
            table.matches(&format!("shows({name}::draw)")).count(),
            1,
            "{name} is drawn"
        );
    }
    // the model and the plain lines serve whatever screen there is
    for path in ["app/model.rs", "app/screens/mod.rs", "plain.rs"] {
        for name in &done {
            let named = text(path).contains(&format!("screens::{name}"));
            assert!(
                !named && !text(path).contains("screens::{"),
                "{path} names the screen {name}"
            );
        }
    }
}
