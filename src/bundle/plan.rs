//! What a bundle will hold, worked out before anything is written. Owns the contents and their order. Looks at the files
//! that the case names; writes nothing.

use super::BundleError;
use crate::case::disk::DiskError;
use crate::case::{Case, CaseId, field, json, report};
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::knowledge::shape::Field;
use crate::text::{Lang, clean, say};
use crate::time::Stamp;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What will be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// In the order of the zip; the manifest is not among them and is written last.
    pub files: Vec<Planned>,
    /// Files the case names that cannot be read.
    pub left_out: Vec<LeftOut>,
    /// Fields (and `notes`) that have a value in which names of people stand or may stand.
    pub names_in: Vec<String>,
    pub(super) id: CaseId,
    /// On the clocks of the case.
    pub(super) created: Stamp,
    /// What files were when they were attached, as SHA-256.
    pub(super) attached: BTreeMap<PathBuf, String>,
}

/// A file of the bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Its name in the zip.
    pub name: String,
    /// Bytes.
    pub size: u64,
    pub(super) content: Content,
}

impl Planned {
    /// The file it is copied from; `None` for what is made from the case.
    pub fn source(&self) -> Option<&Path> {
        match &self.content {
            Content::Made(_) => None,
            Content::Copied(path) => Some(path),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Made(String),
    Copied(PathBuf),
}

/// A file that stays out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub path: PathBuf,
    pub why: DiskError,
}

/// Works out what a bundle of the case would hold. Looks at the files the case names; writes nothing.
pub fn plan(catalog: &Catalog, case: &Case, host: &dyn Host) -> Result<Plan, BundleError> {
    let untold = |error: serde_json::Error| BundleError::Untold {
        detail: error.to_string(),
    };
    let lang = case.lang;
    let made = |name: &str, text: String| Planned {
        name: name.to_owned(),
        size: text.len() as u64,
        content: Content::Made(text),
    };
    let mut plan = Plan {
        files: vec![
            made("summary.md", report::markdown(catalog, case, lang)),
            made("summary.txt", report::ticket(catalog, case, lang, report::TICKET)),
            made("case.json", json::text(catalog, case).map_err(untold)?),
            made("transcript.md", report::transcript_markdown(catalog, case, lang)),
        ],
        left_out: Vec::new(),
        names_in: names_in(catalog, case),
        id: case.id.clone(),
        created: case.created.on(&case.clocks(catalog)),
        attached: case
            .attached
            .iter()
            .map(|(path, a)| (PathBuf::from(path), a.sha256.clone()))
            .collect(),
    };
    for (field, path) in case.files(catalog) {
        plan.copy(field.folder.as_deref().unwrap_or(&field.id), Path::new(&path), host);
    }
    Ok(plan)
}

impl Plan {
    /// Bytes of all files together.
    pub fn size(&self) -> u64 {
        self.files.iter().map(|file| file.size).sum()
    }

    fn copy(&mut self, folder: &str, path: &Path, host: &dyn Host) {
        let why = match host.meta(path) {
            Ok(meta) if meta.is_file && meta.readable => {
                let name = free_name(folder, path, &self.files);
                self.files.push(Planned {
                    name,
                    size: meta.size,
                    content: Content::Copied(path.to_path_buf()),
                });
                return;
            }
            Ok(_) => DiskError::Denied,
            Err(error) => DiskError::from(&error),
        };
        self.left_out.push(LeftOut {
            path: path.to_path_buf(),
            why,
        });
    }

    /// What will be written and what to know about it, line by line.
    pub fn lines(&self, catalog: &Catalog, lang: Lang) -> Vec<String> {
        let mut out = vec![say("The bundle holds:", "번들에 들어가는 것:").get(lang).to_owned()];
        for file in &self.files {
            let from = file
                .source()
                .map_or(String::new(), |path| format!(" <- {}", path.display()));
            out.push(format!("  {} ({}){from}", file.name, field::bytes(file.size)));
        }
        out.push("  manifest.json".to_owned());
        for left in &self.left_out {
            out.push(
                say("Left out: {} ({})", "빠진 파일: {}({})")
                    .with(lang, &[&left.path.display().to_string(), &left.why.say(lang)]),
            );
        }
        if !self.names_in.is_empty() {
            let fields: Vec<String> = self
                .names_in
                .iter()
                .map(|id| match catalog.field(id) {
                    Some(field) => field.title.get(lang).to_owned(),
                    None => say("notes", "메모").get(lang).to_owned(),
                })
                .collect();
            out.push(
                say(
                    "Written unchanged, with any names of people in it: {}. Give it only to those who may see them.",
                    "사람 이름이 있어도 그대로 들어가는 항목: {}. 봐도 되는 사람에게만 전달하십시오.",
                )
                .with(lang, &[&fields.join(", ")]),
            );
        }
        out
    }
}

/// Fields in whose values names of people stand, or may stand because anything can be typed into them.
fn names_in(catalog: &Catalog, case: &Case) -> Vec<String> {
    let values = case.values(catalog);
    let fields = catalog.fields().into_iter().filter(Field::names_people);
    let named = fields.filter(|field| values.contains_key(&field.id));
    let mut out: Vec<String> = named.map(|field| field.id.to_string()).collect();
    if !case.notes.is_empty() {
        out.push("notes".to_owned());
    }
    out
}

/// A name in `folder` that no other file has, also where upper and lower case are the same.
fn free_name(folder: &str, path: &Path, taken: &[Planned]) -> String {
    let name = path
        .file_name()
        .map(|name| clean(&name.to_string_lossy()))
        .unwrap_or_default();
    let name: String = name
        .chars()
        .map(|c| {
            if matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '\n') {
                '_'
            } else {
                c
            }
        })
        .collect();
    let name = name.trim().trim_matches('.');
    let name = if name.is_empty() { "file" } else { name };
    let taken: BTreeSet<String> = taken.iter().map(|file| file.name.to_lowercase()).collect();
    let whole = format!("{folder}/{name}");
    if !taken.contains(&whole.to_lowercase()) {
        return whole;
    }
    let (stem, extension) = name
        .rsplit_once('.')
        .map_or((name, String::new()), |(s, e)| (s, format!(".{e}")));
    let mut number = 2;
    loop {
        let numbered = format!("{folder}/{stem} ({number}){extension}");
        if !taken.contains(&numbered.to_lowercase()) {
            return numbered;
        }
        number += 1;
    }
}
