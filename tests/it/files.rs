//! The files of `src/` as a graph: which file names things of which. Modules that only declare and hand on are looked
//! through, so an edge ends at the file that holds the thing. No file may come back to itself, and none grows too long.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Longer than this and a file holds more than one matter.
const MOST_LINES: usize = 600;

/// A file with its module path below the crate, such as `app::screens::home`; empty for `lib.rs`.
struct File {
    path: String,
    module: Vec<String>,
    text: String,
    /// What it hands on under a name of its own: `pub use child::Thing`; `*` for everything.
    handed_on: Vec<(String, Vec<String>)>,
    /// What it names itself.
    names: BTreeSet<Vec<String>>,
}

fn files() -> Vec<File> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    super::architecture::gather(&src, &mut paths);
    let mut out: Vec<File> = paths
        .iter()
        .map(|path| {
            let name = path.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
            let stem = name.trim_end_matches(".rs").trim_end_matches("/mod");
            let module: Vec<String> = match stem {
                "lib" | "main" => Vec::new(),
                stem => stem.split('/').map(str::to_owned).collect(),
            };
            let whole = std::fs::read_to_string(path).unwrap();
            File {
                path: name,
                module,
                text: whole,
                handed_on: Vec::new(),
                names: BTreeSet::new(),
            }
        })
        .filter(|file| file.path != "main.rs")
        .collect();
    out.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(out.len() > 50, "the scan found {} files", out.len());
    for file in &mut out {
        let text = super::architecture::without_comments_and_tests(&file.text);
        let (uses, rest) = uses_and_rest(&text);
        for (public, tree) in uses {
            for path in expanded(&tree) {
                let path = absolute(&file.module, path);
                if public {
                    let name = path.last().cloned().unwrap_or_default();
                    file.handed_on.push((name, path));
                } else {
                    file.names.insert(path);
                }
            }
        }
        for path in paths_in(&rest) {
            file.names.insert(absolute(&file.module, path));
        }
    }
    out
}

/// The `use` declarations of a text, with whether they hand on, and the text without them.
fn uses_and_rest(text: &str) -> (Vec<(bool, String)>, String) {
    let (mut uses, mut rest) = (Vec::new(), String::new());
    let mut open: Option<(bool, String)> = None;
    for line in text.lines() {
        let begun = line.trim_start();
        let declared = begun
            .strip_prefix("use ")
            .map(|tree| (false, tree))
            .or_else(|| begun.strip_prefix("pub use ").map(|tree| (true, tree)))
            .or_else(|| begun.strip_prefix("pub(crate) use ").map(|tree| (true, tree)));
        match (&mut open, declared) {
            (Some((_, tree)), _) => tree.push_str(line.trim()),
            (None, Some((public, tree))) => open = Some((public, tree.to_owned())),
            (None, None) => {
                rest.push_str(line);
                rest.push('\n');
            }
        }
        if let Some((public, tree)) = open.take_if(|(_, tree)| tree.ends_with(';')) {
            uses.push((public, tree.trim_end_matches(';').to_owned()));
        }
    }
    (uses, rest)
}

/// `a::{b, c::d}` as the paths it stands for, without `as` names; `self` stands for the path before it.
fn expanded(tree: &str) -> Vec<Vec<String>> {
    let tree = tree.trim();
    let Some((head, inner)) = tree.split_once('{') else {
        let bare = tree.split(" as ").next().unwrap().trim();
        let mut path: Vec<String> = bare.split("::").map(str::to_owned).collect();
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        return vec![path];
    };
    let head: Vec<String> = head
        .trim_end_matches("::")
        .split("::")
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    let inner = inner.strip_suffix('}').expect("a closed group");
    let (mut parts, mut depth, mut part) = (Vec::new(), 0, String::new());
    for c in inner.chars() {
        match c {
            ',' if depth == 0 => parts.push(std::mem::take(&mut part)),
            _ => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                part.push(c);
            }
        }
    }
    parts.push(part);
    parts
        .iter()
        .filter(|part| !part.trim().is_empty())
        .flat_map(|part| expanded(part))
        .map(|tail| {
            let tail = tail.into_iter().filter(|part| part != "self");
            head.iter().cloned().chain(tail).collect()
        })
        .collect()
}

/// Every `a::b::c` of a text.
fn paths_in(text: &str) -> Vec<Vec<String>> {
    let name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
    text.split(|c| !name(c))
        .filter(|word| word.contains("::") && !word.starts_with(':'))
        .map(|word| {
            word.split("::")
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect()
        })
        .collect()
}

/// A path as it stands in `module`, from the top of the crate. A name that is none of ours leads nowhere later.
fn absolute(module: &[String], path: Vec<String>) -> Vec<String> {
    let mut parts = path.into_iter().peekable();
    let mut at = match parts.peek().map(String::as_str) {
        Some("crate") => {
            parts.next();
            Vec::new()
        }
        _ => module.to_vec(),
    };
    while let Some(part) = parts.peek() {
        match part.as_str() {
            "super" => drop(at.pop()),
            "self" => {}
            _ => break,
        }
        parts.next();
    }
    at.extend(parts);
    at
}

/// The file that holds what `path` names; `None` where that is none of ours.
fn holder<'a>(files: &'a [File], path: &[String], asked: &mut BTreeSet<Vec<String>>) -> Option<&'a File> {
    if !asked.insert(path.to_vec()) {
        return None;
    }
    let module = (0..=path.len())
        .rev()
        .find_map(|n| files.iter().find(|file| file.module == path[..n]))?;
    let Some(name) = path.get(module.module.len()) else {
        return Some(module);
    };
    for (known, whence) in &module.handed_on {
        if known == name {
            return holder(files, whence, asked);
        }
    }
    for (_, whence) in module.handed_on.iter().filter(|(known, _)| known == "*") {
        let inner: Vec<String> = whence[..whence.len() - 1]
            .iter()
            .chain(std::iter::once(name))
            .cloned()
            .collect();
        if let Some(found) = holder(files, &inner, asked) {
            return Some(found);
        }
    }
    Some(module)
}

/// Which file names things of which other.
fn edges(files: &[File]) -> BTreeMap<&str, BTreeSet<&str>> {
    files
        .iter()
        .map(|file| {
            let used = file
                .names
                .iter()
                .filter_map(|path| {
                    let held = holder(files, path, &mut BTreeSet::new())?;
                    // a name that is local, or of a foreign crate, resolves to the file itself
                    (held.path != file.path && !held.module.is_empty()).then_some(held.path.as_str())
                })
                .collect();
            (file.path.as_str(), used)
        })
        .collect()
}

/// Every file that a file names, and that those name, and so on.
fn leads_to<'a>(edges: &BTreeMap<&'a str, BTreeSet<&'a str>>, from: &'a str) -> BTreeSet<&'a str> {
    let (mut seen, mut todo) = (BTreeSet::new(), vec![from]);
    while let Some(path) = todo.pop() {
        todo.extend(edges[path].iter().filter(|used| seen.insert(**used)));
    }
    seen
}

#[test]
fn no_file_comes_back_to_itself() {
    let files = files();
    let edges = edges(&files);
    let known: usize = edges.values().map(BTreeSet::len).sum();
    assert!(known > 150, "the scan found {known} edges");
    // a file stands in a circle where what it names leads back to it
    let reach: BTreeMap<&str, BTreeSet<&str>> = edges.keys().map(|path| (*path, leads_to(&edges, path))).collect();
    let told: Vec<String> = edges
        .iter()
        .filter(|(path, _)| reach[**path].contains(**path))
        .map(|(path, used)| {
            let back: Vec<&str> = used.iter().copied().filter(|used| reach[used].contains(path)).collect();
            format!("{path} -> {}", back.join(", "))
        })
        .collect();
    assert!(told.is_empty(), "files in circles:\n{}", told.join("\n"));
}

#[test]
fn the_scan_sees_through_what_hands_on() {
    let files = files();
    let edges = edges(&files);
    assert!(
        edges["case/store/mod.rs"].contains("case/id.rs"),
        "{:?}",
        edges["case/store/mod.rs"]
    );
    assert!(edges["runtime/mod.rs"].contains("host/mod.rs"));
}

#[test]
fn no_file_holds_more_than_one_matter() {
    for file in files() {
        let lines = file.text.lines().count();
        assert!(
            lines <= MOST_LINES,
            "{} has {lines} lines; most are {MOST_LINES}",
            file.path
        );
    }
}
