//! Redaction over documents as people hand them over, and over logs: what must go is gone, what is evidence stays, and a log shows the
//! same after it.

use sspr::bundle::{self, Order, Profile, Redaction};
use sspr::host::RealHost;
use sspr::knowledge::Catalog;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static CATALOG: LazyLock<Catalog> = LazyLock::new(sspr::builtin::catalog);

/// A document with what is labeled in it.
struct Document {
    name: String,
    secrets: Vec<String>,
    identities: Vec<String>,
    evidence: Vec<String>,
    text: String,
}

fn documents(file: &str) -> Vec<Document> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/redaction")
        .join(file);
    let all = std::fs::read_to_string(path).unwrap();
    let parts = all.split("\n=== ").skip(1);
    let read = |part: &str| {
        let (head, text) = part.split_once("\n---\n").unwrap();
        let mut lines = head.lines();
        let name = lines.next().unwrap().to_owned();
        let labeled: Vec<(&str, &str)> = lines.map(|line| line.split_once(": ").unwrap()).collect();
        let of = |label: &str| {
            let fitting: Vec<String> = labeled
                .iter()
                .filter(|(l, _)| *l == label)
                .map(|(_, v)| (*v).to_owned())
                .collect();
            for value in &fitting {
                assert!(text.contains(value.as_str()), "{name}: {value} does not stand there");
            }
            fitting
        };
        let (secrets, identities, evidence) = (of("secret"), of("identity"), of("evidence"));
        assert_eq!(
            secrets.len() + identities.len() + evidence.len(),
            labeled.len(),
            "{name}"
        );
        Document {
            secrets,
            identities,
            evidence,
            text: text.to_owned(),
            name,
        }
    };
    parts.map(read).collect()
}

/// The bytes of a file of this name, redacted through files as the command does.
fn redacted(name: &str, bytes: &[u8], profile: Profile) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let (file, output): (PathBuf, PathBuf) = (folder.path().join(name), folder.path().join("out"));
    std::fs::write(&file, bytes).unwrap();
    let asked = Redaction {
        file: &file,
        output: &output,
        order: &Order {
            profile,
            ..Order::default()
        },
        replace: false,
        case: None,
    };
    let host = RealHost::new().unwrap();
    bundle::redact(&host, &CATALOG, &asked, &mut |_| true).unwrap();
    assert_eq!(std::fs::read(&file).unwrap(), bytes, "the input is never touched");
    std::fs::read(output).unwrap()
}

/// How many of the labeled things were treated as they ought to be, and those that were not.
#[derive(Default)]
struct Measured {
    right: [usize; 3],
    all: [usize; 3],
    wrong: Vec<String>,
}

fn measured(file: &str) -> Measured {
    let mut out = Measured::default();
    for document in documents(file) {
        let told = String::from_utf8(redacted("document.txt", document.text.as_bytes(), Profile::Public)).unwrap();
        let mut wrong = Vec::new();
        for (at, labels, stays) in [
            (0, &document.secrets, false),
            (1, &document.identities, false),
            (2, &document.evidence, true),
        ] {
            for label in labels {
                out.all[at] += 1;
                if told.contains(label.as_str()) == stays {
                    out.right[at] += 1;
                } else {
                    wrong.push(label.clone());
                }
            }
        }
        if !wrong.is_empty() {
            out.wrong.push(format!("{}: {wrong:?}\n{told}", document.name));
        }
    }
    out
}

#[test]
fn secrets_and_identities_go_and_evidence_stays() {
    let mut count = 0;
    for file in ["first.txt", "second.txt", "third.txt", "fourth.txt"] {
        let Measured { right, all, wrong } = measured(file);
        println!(
            "{file}: secrets {}/{}, identities {}/{}, evidence {}/{}",
            right[0], all[0], right[1], all[1], right[2], all[2]
        );
        for wrong in &wrong {
            println!("{wrong}\n");
        }
        for (at, least) in [(0, 98), (1, 97), (2, 98)] {
            assert!(right[at] * 100 >= all[at] * least, "{file}: {}", wrong.join("\n"));
        }
        count += documents(file).len();
    }
    assert!(count >= 40, "{count} documents");
}

/// What `sspr scan` finds in a log: the entries with how certain they are and how often.
fn findings(name: &str, bytes: &[u8]) -> Vec<(String, String, u64)> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    std::fs::write(&file, bytes).unwrap();
    let scanned = std::process::Command::new(env!("CARGO_BIN_EXE_sspr"))
        .args(["scan", "--format", "json", "--time-zone", "Asia/Seoul"])
        .arg(&file)
        .env("SSPR_HOME", folder.path())
        .env("SSPR_NOW", "2026-11-28T09:00:00+09:00")
        .output()
        .unwrap();
    let told: serde_json::Value = serde_json::from_slice(&scanned.stdout).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let all = told["findings"].as_array().unwrap().iter();
    all.map(|f| (text(&f["entry"]), text(&f["status"]), f["count"].as_u64().unwrap()))
        .collect()
}

#[test]
fn a_redacted_log_shows_the_same_findings() {
    let mut found = 0;
    for zip in ["whole.zip", "texts.zip"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures/logs")
            .join(zip);
        let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
        for index in 0..archive.len() {
            let mut member = archive.by_index(index).unwrap();
            let name = member.name().unwrap().replace('/', "_");
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut member, &mut bytes).unwrap();
            drop(member);
            let told = redacted(&name, &bytes, Profile::Public);
            let (before, after) = (findings(&name, &bytes), findings(&name, &told));
            assert_eq!(before, after, "{zip}/{name}");
            found += before.len();
            let shown = String::from_utf8(told).unwrap_or_default();
            // what is left of an address is a token
            for (at, _) in shown.match_indices('@') {
                assert!(
                    shown[..at].ends_with(|c: char| c.is_ascii_digit()),
                    "{zip}/{name}: {}",
                    &shown[at.saturating_sub(40)..at]
                );
            }
        }
    }
    assert!(found > 3, "{found} findings");
}

#[test]
fn a_picture_is_refused_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let (file, output) = (folder.path().join("page.png"), folder.path().join("out"));
    std::fs::write(&file, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_sspr"))
        .args(["case", "redact", "--output"])
        .args([&output, &file])
        .env("SSPR_HOME", folder.path())
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&run.stderr).contains("neither a text nor a log"));
    assert!(!output.exists());
}

#[test]
fn every_encoding_is_told_anew_in_itself() {
    let text = "사용자: 김민지 (kim.minji@contoso.com)\r\n김민지님 33004\r\n";
    let wide: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let told = redacted("log.txt", &wide, Profile::Public);
    let units: Vec<u16> = told
        .chunks(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    let told = String::from_utf16(&units).unwrap();
    assert_eq!(told, "\u{feff}사용자: user-1 (user-1@tenant-1)\r\nuser-1님 33004\r\n");
}

/// Words of a document that went although nothing in it is labeled so, and how many words it has.
fn hidden_besides(document: &Document) -> (Vec<String>, usize) {
    let told = String::from_utf8(redacted("document.txt", document.text.as_bytes(), Profile::Public)).unwrap();
    let (old, new): (Vec<&str>, Vec<&str>) = (
        document.text.split_whitespace().collect(),
        told.split_whitespace().collect(),
    );
    let labeled: Vec<String> = document
        .secrets
        .iter()
        .chain(&document.identities)
        .map(|label| label.to_lowercase())
        .collect();
    let is_labeled = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        labeled
            .iter()
            .any(|label| label.contains(&bare) || bare.contains(label))
    };
    let mut left: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for word in &new {
        *left.entry(word).or_default() += 1;
    }
    let mut besides = Vec::new();
    for word in &old {
        match left.get_mut(word).filter(|count| **count > 0) {
            Some(count) => *count -= 1,
            None if is_labeled(word) => {}
            None => besides.push((*word).to_owned()),
        }
    }
    (besides, old.len())
}

#[test]
fn little_is_hidden_that_is_neither_a_secret_nor_a_name() {
    let (mut besides, mut words) = (Vec::new(), 0);
    for document in ["first.txt", "second.txt"].into_iter().flat_map(documents) {
        let (hidden, all) = hidden_besides(&document);
        besides.extend(hidden.into_iter().map(|word| format!("{}: {word}", document.name)));
        words += all;
    }
    println!(
        "hidden besides what is labeled: {} of {words} words\n{}",
        besides.len(),
        besides.join("\n")
    );
    assert!(besides.len() * 100 <= words * 4, "{} of {words} words", besides.len());
}
