//! Redaction over documents as people hand them over, and over logs: what must go is gone, what is evidence stays, and a log shows the
//! same after it.

use sspr::bundle::{self, Asked, Profile};
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
    let asked = Asked {
        file: &file,
        output: &output,
        profile,
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
    for file in ["first.txt", "second.txt"] {
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
