//! `sspr knowledge`: list, lint, graph, path, schema, export; and the reading of knowledge folders.

use crate::builtin;
use crate::cli::args::Knowledge as Command;
use crate::cli::commands::{explain, export, path};
use crate::cli::paint::Painted;
use crate::cli::{Exit, Failure, Run, own};
use crate::diagnosis;
use crate::knowledge::article::{self, Reading};
use crate::knowledge::condition::NodeRef;
use crate::knowledge::load;
use crate::knowledge::packed::Fault;
use crate::knowledge::page;
use crate::knowledge::problem::{Problem, in_order, rules};
use crate::knowledge::shape::{Area, Entry, Knowledge};
use crate::knowledge::{Catalog, check};
use crate::settings::Format;
use crate::text::{Lang, Say, columns, say, ui, visible};
use crate::time;
use crate::walk;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;

pub fn run(run: &mut Run, command: Command) -> Result<Exit, Failure> {
    match command {
        Command::List { stale } => list(run, stale),
        Command::Lint {
            explain: Some(rule), ..
        } => rule_text(run, &rule),
        Command::Lint { dir, fix, .. } => lint(run, dir.as_deref(), fix),
        Command::Graph { tree, dot } => graph(run, tree.as_deref(), dot),
        Command::Path { id } => path::run(run, id.as_deref()),
        Command::Schema => {
            // sorted by key, as a value is
            run.out.json(&serde_json::to_value(schemars::schema_for!(Knowledge))?)?;
            Ok(Exit::Done)
        }
        Command::Export { form: None } => handbook(run),
        Command::Export { form: Some(form) } => export::run(run, form),
    }
}

fn list(run: &mut Run, stale: Option<i64>) -> Result<Exit, Failure> {
    let catalog = run.catalog()?;
    let today = run.host.at().date();
    let old = |entry: &Entry| {
        stale.is_none_or(|months| time::day(&entry.verified).is_none_or(|day| time::months(day, today) >= months))
    };
    let entries: Vec<Entry> = catalog.entries().into_iter().filter(old).collect();
    if run.is(Format::Json) {
        let list = entries.iter().map(|e| {
            json!({
                "id": e.id, "area": e.area.word(), "kind": e.kind.word(), "title": e.title, "codes": e.codes,
                "sources": explain::sources(&catalog, e), "verified": e.verified, "origin": explain::origin(&catalog, &e.id),
            })
        });
        let list: Vec<_> = list.collect();
        run.out
            .json(&json!({ "schema": "sspr.knowledge.list/1", "entries": list }))?;
    } else {
        let lang = run.settings.lang;
        let wide = entries.iter().map(|e| e.id.len()).max().unwrap_or(0);
        for entry in &entries {
            let (title, verified) = (entry.title.get(lang), &entry.verified);
            let origin = article::origin(&catalog, &entry.id, lang);
            let line = if run.is(Format::Markdown) {
                format!("- `{}` {title} ({verified}; {origin})", entry.id)
            } else {
                format!("{}  {verified}  {title}  ({origin})", columns::pad(&entry.id, wide))
            };
            run.out.line(&line)?;
        }
    }
    Ok(Exit::yes(stale.is_none() || entries.is_empty()))
}

fn lint(run: &mut Run, dir: Option<&Path>, fix: bool) -> Result<Exit, Failure> {
    const NO_FOLDER: Say = say(
        "`--fix` changes files, and the built-in knowledge has none here; name the folder of yours",
        "`--fix`는 파일을 바꾸는데, 기본 제공 지식은 여기에 파일이 없습니다. 지식 파일이 있는 폴더를 지정하십시오",
    );
    let named = dir.or(run.knowledge.as_deref());
    let mut files = named.map_or_else(|| Ok(builtin::sources()), |folder| own::files_of(run.host, folder))?;
    let mut mended = Vec::new();
    if fix {
        let folder = dir.ok_or_else(|| Failure::said(NO_FOLDER, &[]))?;
        (files, mended) = own::mended(run.host, folder, &files)?;
    }
    let (loaded, mut problems) = load::read(files.clone());
    let base = own::below(&loaded)?;
    problems.extend(check::check(&loaded, &base));
    if problems.is_empty() {
        problems = by_trial(&loaded, base).map_err(|fault| own::unpackable(&fault))?;
    }
    let problems = in_order(problems);
    let (lang, clean) = (run.settings.lang, problems.is_empty());
    if run.is(Format::Json) {
        let told = |problems: &[Problem]| -> Vec<_> {
            let told = problems.iter().map(|p| {
                json!({
                    "rule": p.rule, "file": p.file, "line": p.line, "column": p.column, "path": p.path,
                    "message": p.message.get(lang), "help": p.help.get(lang),
                })
            });
            told.collect()
        };
        let mut answer = json!({ "schema": "sspr.knowledge.lint/1", "problems": told(&problems) });
        if fix && let Some(answer) = answer.as_object_mut() {
            answer.insert("mended".to_owned(), told(&mended).into());
        }
        run.out.json(&answer)?;
    } else {
        const MENDED: Say = say("mended: {}", "고침: {}");
        for problem in &mended {
            run.out.line(&MENDED.with(lang, &[&problem.say(lang)]))?;
        }
        for problem in &problems {
            let file = files.iter().find(|f| f.name == problem.file);
            let source = file.map_or("", |f| f.text.as_str());
            run.out.painted(&snippet(problem, source, lang, run.settings.color))?;
        }
        let count = problems.len();
        let said = if count == 0 {
            say("files: {}, no problems", "파일 {}개, 문제 없음")
        } else {
            say("files: {}, problems: {}", "파일 {}개, 문제 {}건")
        };
        run.out
            .remark(&said.with(lang, &[&files.len().to_string(), &count.to_string()]));
    }
    Ok(Exit::yes(clean))
}

/// Positions looked at in each tree. A walk visits a node once, so all walks end; this finds those that end too late.
const POSITIONS: usize = 100;

/// What only trying can tell: K041, rules of diagnosis that are not what their fixtures say, and K013, walks that do not come to
/// an end, reported at the tree they start from.
fn by_trial(loaded: &[load::Loaded], base: Knowledge) -> Result<Vec<Problem>, Fault> {
    let whole = load::merge(std::iter::once(base).chain(loaded.iter().map(|l| l.knowledge.clone())));
    let catalog = Catalog::of(&whole)?;
    let proof = walk::prove::prove(&catalog, POSITIONS);
    let mut problems = diagnosis::unproven(loaded, &catalog);
    for item in loaded {
        for (i, tree) in item.knowledge.trees.iter().enumerate() {
            let walks = proof
                .endless
                .iter()
                .filter(|walk| walk.split(' ').next() == Some(tree.id.as_str()));
            problems.extend(walks.map(|walk| {
                let message = say("a walk goes on and on: {}", "진행이 끝나지 않습니다: {}").both(&[walk]);
                let help = say(
                    "let it come to a remedy or an end sooner",
                    "조치나 끝에 더 빨리 이르게 하십시오",
                );
                load::Places::of(&item.file).problem("K013", &format!("trees/{i}/id"), message, help.into())
            }));
        }
    }
    Ok(problems)
}

/// A problem with the line it stands on and a mark below it.
fn snippet(problem: &Problem, source: &str, lang: Lang, color: bool) -> Painted {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    // the title and the source are taken as they are, all else may bear styles
    let [message, file, help] = [problem.message.get(lang), &problem.file, problem.help.get(lang)].map(visible);
    let mut group = Level::ERROR.primary_title(message).id(problem.rule).element(
        Snippet::source(source)
            .path(file)
            .annotation(AnnotationKind::Primary.span(problem.span.clone())),
    );
    if !help.is_empty() {
        group = group.element(Level::HELP.message(help));
    }
    Painted::rendered(&format!("{}\n\n", renderer.render(&[group])))
}

fn rule_text(run: &mut Run, rule: &str) -> Result<Exit, Failure> {
    const NO_RULE: Say = say(
        "there is no rule `{}`; there are {}",
        "`{}`이라는 규칙이 없습니다. 있는 규칙: {}",
    );
    let found = rules().find(|r| r.id.eq_ignore_ascii_case(rule.trim()));
    let Some(rule) = found else {
        let known: Vec<_> = rules().map(|r| r.id).collect();
        return Err(Failure::said(NO_RULE, &[rule, &known.join(", ")]));
    };
    let lang = run.settings.lang;
    let why = columns::wrap(rule.why.get(lang), run.width()).join("\n");
    run.out
        .line(&format!("{}: {}\n\n{why}", rule.id, rule.name.get(lang)))?;
    Ok(Exit::Done)
}

fn handbook(run: &mut Run) -> Result<Exit, Failure> {
    let catalog = run.catalog()?;
    let lang = run.settings.lang;
    let reading = Reading::plain(lang, Some(run.host.at().date()));
    run.out.line(&format!("# {}\n", ui::HANDBOOK.get(lang)))?;
    let entries = catalog.entries();
    for &area in Area::ALL {
        let of_area: Vec<_> = entries.iter().filter(|e| e.area == area).collect();
        if of_area.is_empty() {
            continue;
        }
        run.out.line(&format!("## {}\n", area.title().get(lang)))?;
        for entry in of_area {
            run.out
                .line(&page::markdown(&article::blocks(&catalog, entry, &reading), 3))?;
        }
    }
    Ok(Exit::Done)
}

fn graph(run: &mut Run, tree: Option<&str>, dot: bool) -> Result<Exit, Failure> {
    let catalog = run.catalog()?;
    let lang = run.settings.lang;
    let trees = catalog.trees();
    let mut edges = Edges::default();
    for tree in trees.iter().filter(|t| tree.is_none_or(|id| id == t.id)) {
        edges.node(&tree.id, tree.title.get(lang), END);
        edges.list(&tree.id, &tree.start, "");
    }
    if let Some(tree) = tree.filter(|_| edges.nodes.is_empty()) {
        let known: Vec<_> = trees.iter().map(|t| t.id.as_str()).collect();
        return Err(Failure::said(NO_TREE, &[tree, &known.join(", ")]));
    }
    while let Some(id) = edges.todo.pop() {
        if let Some(question) = catalog.question(&id) {
            edges.node(&id, question.ask.get(lang), QUESTION);
            for choice in &question.choices {
                edges.list(&id, &choice.go, choice.text.get(lang));
            }
        } else if let Some(sequence) = catalog.sequence(&id) {
            edges.node(&id, sequence.title.get(lang), SEQUENCE);
            edges.list(&id, &sequence.nodes, "");
        } else if let Some(entry) = catalog.entry(&id) {
            edges.node(&id, entry.title.get(lang), ENTRY);
            edges.list(&id, &entry.next, ui::NOT_FIXED.get(lang));
        } else {
            edges.node(&id, &id, END);
        }
    }
    run.out.text(&if dot { edges.dot() } else { edges.mermaid() })?;
    Ok(Exit::Done)
}

/// How a node is drawn: what stands before and behind its label for Mermaid, the shape for Graphviz.
#[derive(Clone, Copy)]
struct Shape {
    open: &'static str,
    close: &'static str,
    dot: &'static str,
}

const fn shape(open: &'static str, close: &'static str, dot: &'static str) -> Shape {
    Shape { open, close, dot }
}

const QUESTION: Shape = shape("{\"", "\"}", "diamond");
const SEQUENCE: Shape = shape("[[\"", "\"]]", "folder");
const ENTRY: Shape = shape("[\"", "\"]", "box");
/// A tree, or an end.
const END: Shape = shape("([\"", "\"])", "oval");

const NO_TREE: Say = say(
    "there is no tree `{}`; there are {}",
    "`{}`이라는 트리가 없습니다. 있는 트리: {}",
);

/// The graph while it is gathered: nodes with label and shape, arrows with label.
#[derive(Default)]
struct Edges {
    nodes: BTreeMap<String, (String, Shape)>,
    arrows: Vec<(String, String, String)>,
    todo: Vec<String>,
}

impl Edges {
    fn node(&mut self, id: &str, label: &str, shape: Shape) {
        self.nodes.insert(id.to_owned(), (columns::cut(label, 48), shape));
    }

    fn list(&mut self, from: &str, nodes: &[NodeRef], label: &str) {
        for (i, node) in nodes.iter().enumerate() {
            let id = node.id.as_str();
            let when = node.when.as_ref().map_or_else(String::new, ToString::to_string);
            let order = if nodes.len() > 1 {
                (i + 1).to_string()
            } else {
                String::new()
            };
            let mut parts = vec![order.as_str(), label, &when];
            parts.retain(|part| !part.is_empty());
            let label = columns::cut(&parts.join(": "), 60);
            self.arrows.push((from.to_owned(), id.to_owned(), label));
            if !self.nodes.contains_key(id) && !self.todo.iter().any(|t| t == id) {
                self.todo.push(id.to_owned());
            }
        }
    }

    fn mermaid(&self) -> String {
        let quoted = |text: &str| text.replace('"', "'").replace(['`', '*'], "");
        let name = |id: &str| id.replace(['.', '-'], "_");
        let mut out = String::from("flowchart TD\n");
        for (id, (label, Shape { open, close, .. })) in &self.nodes {
            out.push_str(&format!("  {}{open}{}{close}\n", name(id), quoted(label)));
        }
        for (from, to, label) in &self.arrows {
            let label = if label.is_empty() {
                String::new()
            } else {
                format!("|\"{}\"|", quoted(label))
            };
            out.push_str(&format!("  {} -->{label} {}\n", name(from), name(to)));
        }
        out
    }

    fn dot(&self) -> String {
        let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"");
        let mut out = String::from("digraph sspr {\n  rankdir=LR;\n");
        for (id, (label, Shape { dot, .. })) in &self.nodes {
            out.push_str(&format!("  \"{id}\" [shape={dot}, label=\"{}\"];\n", quoted(label)));
        }
        for (from, to, label) in &self.arrows {
            out.push_str(&format!("  \"{from}\" -> \"{to}\" [label=\"{}\"];\n", quoted(label)));
        }
        out.push_str("}\n");
        out
    }
}
