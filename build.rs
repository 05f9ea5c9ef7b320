//! Turns `knowledge/` into ready data: read, checked and packed when the program is built, so that start-up parses nothing.
//! What would keep the knowledge from being used stops the build with file, line and what to do; advice is a warning.

#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "the library's modules are shared; the build uses a part of them"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "a build script has no host: it reads the sources and writes what cargo asked for"
)]

#[path = "src/knowledge/mod.rs"]
mod knowledge;
#[path = "src/search/mod.rs"]
mod search;
#[path = "src/text/mod.rs"]
mod text;
#[path = "src/time/mod.rs"]
mod time;

use std::path::Path;

fn main() {
    // the sources that this script shares with the library are its own: cargo builds it again when they change
    println!("cargo::rerun-if-changed=knowledge");
    if let Err(message) = make() {
        println!("cargo::error={message}");
        std::process::exit(1);
    }
}

fn make() -> Result<(), String> {
    let (loaded, mut problems) = knowledge::load::read(files(Path::new("knowledge"))?);
    problems.extend(knowledge::check::check(
        &loaded,
        &knowledge::shape::Knowledge::default(),
    ));
    let mut errors = 0;
    for problem in &problems {
        // advice keeps nobody from building; `knowledge lint` refuses it
        let kind = if knowledge::check::ADVICE.contains(&problem.rule) {
            "warning"
        } else {
            "error"
        };
        errors += usize::from(kind == "error");
        println!("cargo::{kind}={}", problem.say(text::Lang::En));
    }
    if errors > 0 {
        return Err(format!("the knowledge has {errors} problems"));
    }
    let out = std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set; build with cargo")?;
    sources(Path::new(&out), &loaded)?;
    let whole = knowledge::load::merge(loaded.into_iter().map(|l| l.knowledge));
    let block = search::block(&whole).map_err(|fault| format!("the knowledge cannot be packed: {fault}"))?;
    knowledge::Catalog::over(block.clone().into())
        .prove(&whole)
        .map_err(|fault| format!("the packed knowledge cannot be read back: {fault}"))?;
    let file = Path::new(&out).join("knowledge.bin");
    std::fs::write(&file, block).map_err(|e| format!("{}: {e}", file.display()))
}

/// A Rust list of the files themselves, so that `knowledge lint` checks what the program was built from.
fn sources(out: &Path, loaded: &[knowledge::load::Loaded]) -> Result<(), String> {
    let here = std::env::var("CARGO_MANIFEST_DIR").map_err(|e| e.to_string())?;
    let mut list = String::from("[\n");
    for item in loaded {
        let path = Path::new(&here).join(&item.file.name);
        list.push_str(&format!(
            "    ({:?}, include_str!({:?})),\n",
            item.file.name,
            path.display().to_string()
        ));
    }
    list.push_str("]\n");
    let file = out.join("sources.rs");
    std::fs::write(&file, list).map_err(|e| format!("{}: {e}", file.display()))
}

/// Every `*.yaml` of the folder, by name.
fn files(folder: &Path) -> Result<Vec<knowledge::load::File>, String> {
    let mut out = Vec::new();
    for item in std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))? {
        let path = item.map_err(|e| e.to_string())?.path();
        if path.extension().is_some_and(|e| e == "yaml") {
            let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
            out.push(knowledge::load::File {
                name: path.display().to_string().replace('\\', "/"),
                text,
            });
        }
    }
    out.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(out)
}
