//! The checks of knowledge, K004 onwards: what the pieces mean to each other. One function a rule or a family of rules;
//! every problem is reported, not the first alone. Form (K001 to K003) is checked while reading, in [`super::load`].

use super::code;
use super::condition::{self, Condition};
use super::load::{Loaded, Places};
use super::problem::Problem;
use super::shape::{Entry, Field, Knowledge, Question, Rule, Sequence, Step, Tree, Wait};
use crate::text::{Text, columns};
use crate::time;
use std::collections::{BTreeMap, BTreeSet};

/// Titles stand on one line beside a mark in an 80-column screen.
pub const TITLE_COLUMNS: usize = 66;
/// A choice stands on one line behind its digit.
pub const CHOICE_COLUMNS: usize = 70;
/// A question takes at most three lines.
pub const ASK_COLUMNS: usize = 200;

/// Rules that lint reports but that keep nobody from using the files: an entry of one's own that no tree leads to is still
/// found by searching, and an alias that two entries share still finds both.
pub const ADVICE: [&str; 2] = ["K011", "K020"];

/// Checks `files` as they stand together, on top of `base` (the built-in knowledge, or nothing). Problems are reported for
/// `files` only.
pub fn check(files: &[Loaded], base: &Knowledge) -> Vec<Problem> {
    let whole = super::load::merge(std::iter::once(base.clone()).chain(files.iter().map(|f| f.knowledge.clone())));
    let known = Known::of(&whole);
    let mut problems = Vec::new();
    let mut taken = Taken::default();
    for loaded in files {
        let places = Places::of(&loaded.file);
        let mut report = Report {
            places: &places,
            problems: &mut problems,
        };
        ids(&loaded.knowledge, &mut taken, &mut report);
        for (i, entry) in loaded.knowledge.entries.iter().enumerate() {
            one_entry(entry, &format!("entries/{i}"), &known, &mut report);
        }
        for (i, question) in loaded.knowledge.questions.iter().enumerate() {
            one_question(question, &format!("questions/{i}"), &known, &mut report);
        }
        for (i, sequence) in loaded.knowledge.sequences.iter().enumerate() {
            one_sequence(sequence, &format!("sequences/{i}"), &known, &mut report);
        }
        for (i, tree) in loaded.knowledge.trees.iter().enumerate() {
            one_tree(tree, &format!("trees/{i}"), &known, &mut report);
        }
        the_rest(&loaded.knowledge, &known, &mut report);
    }
    whole_graph(&whole, &known, files, &mut problems);
    problems.sort_by(|a, b| (&a.file, a.line, a.column, a.rule).cmp(&(&b.file, b.line, b.column, b.rule)));
    problems.dedup();
    problems
}

/// Where problems of one file go.
struct Report<'a> {
    places: &'a Places<'a>,
    problems: &'a mut Vec<Problem>,
}

impl Report<'_> {
    fn add(&mut self, rule: &'static str, path: &str, message: impl AsRef<str>, help: impl AsRef<str>) {
        self.problems
            .push(self.places.problem(rule, path, message.as_ref(), help.as_ref()));
    }
}

/// Every id there is, by kind.
struct Known<'a> {
    entries: BTreeSet<&'a str>,
    questions: BTreeMap<&'a str, &'a Question>,
    sequences: BTreeMap<&'a str, &'a Sequence>,
    shared: BTreeSet<&'a str>,
    sources: BTreeSet<&'a str>,
    roles: BTreeSet<&'a str>,
    deadlines: BTreeSet<&'a str>,
    facts: BTreeMap<&'a str, Vec<&'a str>>,
    fields: BTreeMap<&'a str, &'a Field>,
}

impl<'a> Known<'a> {
    fn of(k: &'a Knowledge) -> Self {
        Self {
            entries: k.entries.iter().map(|x| x.id.as_str()).collect(),
            questions: k.questions.iter().map(|x| (x.id.as_str(), x)).collect(),
            sequences: k.sequences.iter().map(|x| (x.id.as_str(), x)).collect(),
            shared: k.shared.iter().map(|x| x.id.as_str()).collect(),
            sources: k.sources.iter().map(|x| x.id.as_str()).collect(),
            roles: k.roles.iter().map(|x| x.id.as_str()).collect(),
            deadlines: k.deadlines.iter().map(|x| x.id.as_str()).collect(),
            facts: k
                .facts
                .iter()
                .map(|f| (f.id.as_str(), f.values.iter().map(|v| v.id.as_str()).collect()))
                .collect(),
            fields: k.fields.iter().map(|x| (x.id.as_str(), x)).collect(),
        }
    }

    fn is_node(&self, id: &str) -> bool {
        matches!(id, super::SOLVED | super::SUPPORT_CASE)
            || self.entries.contains(id)
            || self.questions.contains_key(id)
            || self.sequences.contains_key(id)
    }

    /// The nearest id to a misspelled one.
    fn nearest(&self, id: &str) -> String {
        let all = self
            .entries
            .iter()
            .chain(self.questions.keys())
            .chain(self.sequences.keys());
        nearest_of(id, all.copied())
    }
}

fn nearest_of<'a>(id: &str, all: impl Iterator<Item = &'a str>) -> String {
    crate::text::nearest(id, all, 1 + id.len() / 3).first().map_or_else(
        || "declare it, or remove the reference".to_owned(),
        |other| format!("did you mean `{other}`?"),
    )
}

#[derive(Default)]
struct Taken(BTreeMap<(&'static str, String), String>);

/// K004: ids are well formed and distinct.
fn ids(k: &Knowledge, taken: &mut Taken, report: &mut Report<'_>) {
    let sections: [(&'static str, Vec<&str>); 11] = [
        ("entries", k.entries.iter().map(|x| x.id.as_str()).collect()),
        ("questions", k.questions.iter().map(|x| x.id.as_str()).collect()),
        ("sequences", k.sequences.iter().map(|x| x.id.as_str()).collect()),
        ("trees", k.trees.iter().map(|x| x.id.as_str()).collect()),
        ("facts", k.facts.iter().map(|x| x.id.as_str()).collect()),
        ("fields", k.fields.iter().map(|x| x.id.as_str()).collect()),
        ("shared", k.shared.iter().map(|x| x.id.as_str()).collect()),
        ("deadlines", k.deadlines.iter().map(|x| x.id.as_str()).collect()),
        ("roles", k.roles.iter().map(|x| x.id.as_str()).collect()),
        ("sources", k.sources.iter().map(|x| x.id.as_str()).collect()),
        ("out_of_scope", k.out_of_scope.iter().map(|x| x.id.as_str()).collect()),
    ];
    for (section, list) in sections {
        for (i, id) in list.into_iter().enumerate() {
            let path = format!("{section}/{i}/id");
            if !well_formed(section, id) {
                report.add("K004", &path, format!("`{id}` is no id for {section}"), form(section));
            }
            if let Some(before) = taken.0.insert((section, id.to_owned()), path.clone()) {
                report.add(
                    "K004",
                    &path,
                    format!("`{id}` is taken ({before})"),
                    "ids are unique; rename one, or merge the two",
                );
            }
        }
    }
}

fn form(section: &str) -> &'static str {
    match section {
        "entries" => "write it like `usage.email-not-received`",
        "questions" => "write it like `ask.license`",
        "sequences" => "write it like `seq.ladder`",
        "shared" => "write it like `shared.assign-license`",
        "out_of_scope" => "write it like `scope.printer`",
        _ => "use letters, digits, dots, hyphens and underscores",
    }
}

fn well_formed(section: &str, id: &str) -> bool {
    let plain = !id.is_empty()
        && id
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'));
    let prefix = match section {
        "questions" => "ask.",
        "sequences" => "seq.",
        "shared" => "shared.",
        "out_of_scope" => "scope.",
        "entries" => {
            return plain
                && id.contains('.')
                && !["ask.", "seq.", "end.", "shared.", "scope."]
                    .iter()
                    .any(|p| id.starts_with(p));
        }
        _ => "",
    };
    plain && id.starts_with(prefix) && id.len() > prefix.len()
}

fn one_entry(entry: &Entry, at: &str, known: &Known<'_>, report: &mut Report<'_>) {
    text(
        &entry.title,
        &format!("{at}/title"),
        Some((TITLE_COLUMNS, "title")),
        report,
    );
    text(&entry.summary, &format!("{at}/summary"), None, report);
    for (name, value) in [
        ("earlier", &entry.earlier),
        ("affects", &entry.affects),
        ("tell", &entry.tell),
        ("verify", &entry.verify),
    ] {
        if let Some(value) = value {
            text(value, &format!("{at}/{name}"), None, report);
        }
    }
    for (name, items) in [
        ("seen", &entry.seen),
        ("causes", &entry.causes),
        ("details", &entry.details),
        ("warnings", &entry.warnings),
        ("helpdesk", &entry.helpdesk),
        ("uncertain", &entry.uncertain),
    ] {
        texts(items, &format!("{at}/{name}"), report);
    }
    steps(&entry.steps, &format!("{at}/steps"), known, report);
    for (i, dispute) in entry.disputed.iter().enumerate() {
        text(&dispute.safe, &format!("{at}/disputed/{i}/safe"), None, report);
        for (j, claim) in dispute.claims.iter().enumerate() {
            let path = format!("{at}/disputed/{i}/claims/{j}");
            text(
                &Text {
                    en: claim.en.clone(),
                    ko: claim.ko.clone(),
                },
                &path,
                None,
                report,
            );
            reference(
                &claim.source,
                "source",
                &known.sources,
                &format!("{path}/source"),
                report,
            );
        }
    }
    if entry.sources.is_empty() {
        report.add(
            "K006",
            &format!("{at}/sources"),
            format!("entry `{}` cites no source", entry.id),
            "name an id of `sources`",
        );
    }
    for (i, id) in entry.sources.iter().enumerate() {
        reference(id, "source", &known.sources, &format!("{at}/sources/{i}"), report);
    }
    for (i, id) in entry.deadlines.iter().enumerate() {
        reference(id, "deadline", &known.deadlines, &format!("{at}/deadlines/{i}"), report);
    }
    for (i, id) in entry.include.iter().enumerate() {
        reference(id, "shared block", &known.shared, &format!("{at}/include/{i}"), report);
    }
    for (i, id) in entry.related.iter().enumerate() {
        reference(id, "entry", &known.entries, &format!("{at}/related/{i}"), report);
    }
    nodes(&entry.next, &format!("{at}/next"), known, report);
    if let Some(when) = &entry.when {
        condition_at(when, &format!("{at}/when"), known, report);
    }
    for (i, link) in entry.links.iter().enumerate() {
        text(&link.title, &format!("{at}/links/{i}/title"), None, report);
        url(&link.url, &format!("{at}/links/{i}/url"), report);
    }
    if let Some(wait) = &entry.wait {
        text(&wait.why, &format!("{at}/wait/why"), None, report);
        duration(wait, &format!("{at}/wait/for"), report);
    }
    date(&entry.verified, false, &format!("{at}/verified"), report);
}

/// K005 for the plain references.
fn reference(id: &str, what: &str, known: &BTreeSet<&str>, path: &str, report: &mut Report<'_>) {
    if !known.contains(id) {
        report.add(
            "K005",
            path,
            format!("there is no {what} `{id}`"),
            nearest_of(id, known.iter().copied()),
        );
    }
}

fn steps(steps: &[Step], at: &str, known: &Known<'_>, report: &mut Report<'_>) {
    for (i, step) in steps.iter().enumerate() {
        let at = format!("{at}/{i}");
        text(&step.action, &format!("{at}/do"), None, report);
        for (name, value) in [
            ("where", &step.place),
            ("risk", &step.risk),
            ("verify", &step.verify),
            ("undo", &step.undo),
        ] {
            if let Some(value) = value {
                text(value, &format!("{at}/{name}"), None, report);
            }
        }
        if let Some(role) = &step.role {
            reference(role, "role", &known.roles, &format!("{at}/role"), report);
        }
        if let Some(see) = &step.see {
            reference(see, "entry", &known.entries, &format!("{at}/see"), report);
        }
        for name in step.command.iter().flat_map(|c| super::article::placeholders(c)) {
            if !known.fields.contains_key(name.as_str()) {
                report.add(
                    "K022",
                    &format!("{at}/command"),
                    format!("`{{{name}}}` is no field of the case"),
                    "use the id of a field, or double the braces",
                );
            }
        }
    }
}

fn texts(items: &[Text], at: &str, report: &mut Report<'_>) {
    for (i, item) in items.iter().enumerate() {
        text(item, &format!("{at}/{i}"), None, report);
    }
}

/// K007, K008, K021: both languages are there, short enough, with marks in pairs.
fn text(text: &Text, at: &str, limit: Option<(usize, &str)>, report: &mut Report<'_>) {
    for (tag, value) in [("en", &text.en), ("ko", &text.ko)] {
        let path = format!("{at}/{tag}");
        if value.trim().is_empty() {
            report.add("K007", &path, format!("the text in `{tag}` is empty"), "write it");
        }
        if let Some((columns, what)) = limit {
            let plain = super::article::plain(value);
            let wide = columns::width(&plain);
            if wide > columns {
                report.add(
                    "K008",
                    &path,
                    format!("the {what} takes {wide} columns of {columns}"),
                    "say it shorter",
                );
            }
        }
        if value.matches("**").count() % 2 == 1 || value.matches('`').count() % 2 == 1 {
            report.add("K021", &path, "a `**` or a backtick stands alone", "close it");
        }
    }
    let hangul = text.ko.chars().any(|c| ('가'..='힣').contains(&c));
    let sentence = text
        .en
        .split_whitespace()
        .filter(|w| w.len() > 2 && w.chars().all(|c| c.is_ascii_lowercase()))
        .count()
        >= 4;
    if sentence && !hangul && !text.ko.trim().is_empty() {
        report.add(
            "K007",
            &format!("{at}/ko"),
            "the Korean text holds no Korean",
            "write it in Korean",
        );
    }
}

fn nodes(list: &[String], at: &str, known: &Known<'_>, report: &mut Report<'_>) {
    for (i, raw) in list.iter().enumerate() {
        let path = format!("{at}/{i}");
        match condition::node(raw) {
            Ok((id, when)) => {
                if !known.is_node(id) {
                    report.add("K005", &path, format!("there is no node `{id}`"), known.nearest(id));
                }
                if let Some(when) = when {
                    condition_values(&when, &path, known, report);
                }
            }
            Err(message) => report.add("K015", &path, message, "see knowledge/README.md, Trees"),
        }
    }
}

fn condition_at(raw: &str, path: &str, known: &Known<'_>, report: &mut Report<'_>) {
    match Condition::parse(raw) {
        Ok(condition) => condition_values(&condition, path, known, report),
        Err(message) => report.add("K015", path, message, "see knowledge/README.md, Trees"),
    }
}

/// K015: the facts and values of a condition exist.
fn condition_values(condition: &Condition, path: &str, known: &Known<'_>, report: &mut Report<'_>) {
    for (fact, values) in condition.facts() {
        let Some(allowed) = known.facts.get(fact) else {
            if !known.fields.contains_key(fact) {
                report.add(
                    "K015",
                    path,
                    format!("there is no fact or field `{fact}`"),
                    nearest_of(fact, known.facts.keys().copied()),
                );
            }
            continue;
        };
        for value in values {
            if !allowed.contains(&value.as_str()) {
                report.add(
                    "K015",
                    path,
                    format!("`{value}` is no value of `{fact}`"),
                    format!("it has {}", allowed.join(", ")),
                );
            }
        }
    }
}

fn one_question(q: &Question, at: &str, known: &Known<'_>, report: &mut Report<'_>) {
    text(&q.ask, &format!("{at}/ask"), Some((ASK_COLUMNS, "question")), report);
    if let Some(help) = &q.help {
        text(help, &format!("{at}/help"), None, report);
    }
    match (&q.field, q.choices.is_empty()) {
        (Some(field), true) => {
            if !known.fields.contains_key(field.as_str()) {
                report.add(
                    "K005",
                    &format!("{at}/field"),
                    format!("there is no field `{field}`"),
                    nearest_of(field, known.fields.keys().copied()),
                );
            }
            return;
        }
        (Some(_), false) => report.add(
            "K013",
            at,
            "the question has both a field and choices",
            "keep one of the two",
        ),
        (None, true) => {
            report.add(
                "K013",
                at,
                format!("question `{}` has neither choices nor a field", q.id),
                "give it choices, or the field it fills",
            );
            return;
        }
        (None, false) => {}
    }
    if !(2..=9).contains(&q.choices.len()) {
        report.add(
            "K017",
            &format!("{at}/choices"),
            format!("question `{}` has {} choices", q.id, q.choices.len()),
            "2 to 9, so that a digit picks one; cut it in two questions",
        );
    }
    let fact = q.sets.as_deref().map(|id| (id, known.facts.get(id)));
    if let Some((id, None)) = fact {
        report.add(
            "K005",
            &format!("{at}/sets"),
            format!("there is no fact `{id}`"),
            nearest_of(id, known.facts.keys().copied()),
        );
    }
    choices(q, at, fact.and_then(|(_, values)| values), known, report);
}

fn choices(q: &Question, at: &str, values: Option<&Vec<&str>>, known: &Known<'_>, report: &mut Report<'_>) {
    let mut seen: BTreeMap<(&str, String), usize> = BTreeMap::new();
    let mut covered = BTreeSet::new();
    for (i, choice) in q.choices.iter().enumerate() {
        let at = format!("{at}/choices/{i}");
        text(
            &choice.text,
            &format!("{at}/text"),
            Some((CHOICE_COLUMNS, "choice")),
            report,
        );
        nodes(&choice.go, &format!("{at}/go"), known, report);
        if let Some(when) = &choice.when {
            condition_at(when, &format!("{at}/when"), known, report);
        }
        let value = choice.value.as_deref().unwrap_or(&choice.id);
        let mut marks = vec![("id", choice.id.clone())];
        if choice.when.is_none() {
            marks.push(("text", choice.text.en.to_lowercase()));
            marks.push(("Korean text", choice.text.ko.clone()));
            if q.sets.is_some() && !choice.unknown {
                marks.push(("value", value.to_owned()));
            }
        }
        for mark in marks {
            let what = mark.0;
            if let Some(before) = seen.insert(mark, i) {
                report.add(
                    "K014",
                    &at,
                    format!("choice {} has the {what} of choice {}", i + 1, before + 1),
                    "make the two exclude each other",
                );
            }
        }
        if let Some(values) = values
            && !choice.unknown
        {
            if values.contains(&value) {
                covered.insert(value);
            } else {
                report.add(
                    "K015",
                    &at,
                    format!("`{value}` is no value of the fact"),
                    format!("it has {}", values.join(", ")),
                );
            }
        }
        for (fact, value) in &choice.set {
            match known.facts.get(fact.as_str()) {
                None => report.add(
                    "K005",
                    &format!("{at}/set/{fact}"),
                    format!("there is no fact `{fact}`"),
                    nearest_of(fact, known.facts.keys().copied()),
                ),
                Some(values) if !values.contains(&value.as_str()) => {
                    report.add(
                        "K015",
                        &format!("{at}/set/{fact}"),
                        format!("`{value}` is no value of `{fact}`"),
                        format!("it has {}", values.join(", ")),
                    );
                }
                Some(_) => {}
            }
        }
    }
    for value in values.into_iter().flatten().filter(|v| !covered.contains(**v)) {
        report.add(
            "K016",
            &format!("{at}/choices"),
            format!("no choice stands for the value `{value}`"),
            "add a choice for it: a known value must lead somewhere",
        );
    }
}

fn one_sequence(s: &Sequence, at: &str, known: &Known<'_>, report: &mut Report<'_>) {
    text(&s.title, &format!("{at}/title"), Some((TITLE_COLUMNS, "title")), report);
    if let Some(why) = &s.why {
        text(why, &format!("{at}/why"), None, report);
    }
    if s.nodes.is_empty() {
        report.add(
            "K013",
            at,
            format!("sequence `{}` has no nodes", s.id),
            "list its nodes",
        );
    }
    nodes(&s.nodes, &format!("{at}/nodes"), known, report);
    for (i, raw) in s.nodes.iter().enumerate().filter(|_| s.numbered) {
        if condition::node(raw).is_ok_and(|(id, when)| when.is_some() || !known.entries.contains(id)) {
            report.add(
                "K018",
                &format!("{at}/nodes/{i}"),
                format!("`{raw}` has no number in a ladder"),
                "a numbered sequence holds entries without conditions",
            );
        }
    }
}

fn one_tree(tree: &Tree, at: &str, known: &Known<'_>, report: &mut Report<'_>) {
    text(
        &tree.title,
        &format!("{at}/title"),
        Some((TITLE_COLUMNS, "title")),
        report,
    );
    text(&tree.about, &format!("{at}/about"), None, report);
    if tree.start.is_empty() {
        report.add(
            "K013",
            at,
            format!("tree `{}` starts nowhere", tree.id),
            "list the nodes of `start`",
        );
    }
    nodes(&tree.start, &format!("{at}/start"), known, report);
}

fn the_rest(k: &Knowledge, known: &Known<'_>, report: &mut Report<'_>) {
    for (i, door) in k.doors.iter().enumerate() {
        if !known.questions.contains_key(door.question.as_str()) {
            report.add(
                "K005",
                &format!("doors/{i}/question"),
                format!("there is no question `{}`", door.question),
                nearest_of(&door.question, known.questions.keys().copied()),
            );
        }
    }
    for (i, fact) in k.facts.iter().enumerate() {
        let at = format!("facts/{i}");
        text(&fact.title, &format!("{at}/title"), None, report);
        if fact.values.is_empty() {
            report.add(
                "K023",
                &at,
                format!("fact `{}` has no values", fact.id),
                "list its values",
            );
        }
        for (j, value) in fact.values.iter().enumerate() {
            text(&value.text, &format!("{at}/values/{j}/text"), None, report);
        }
        let Some(id) = &fact.field else { continue };
        match known.fields.get(id.as_str()) {
            None => report.add(
                "K005",
                &format!("{at}/field"),
                format!("there is no field `{id}`"),
                nearest_of(id, known.fields.keys().copied()),
            ),
            Some(field) => {
                for value in &fact.values {
                    let fits = match field.rule {
                        Rule::Choice => field.values.iter().any(|v| v.id == value.id),
                        Rule::YesNo => matches!(value.id.as_str(), "yes" | "no"),
                        _ => true,
                    };
                    if !fits {
                        report.add(
                            "K023",
                            &at,
                            format!("`{}` is no value of field `{id}`", value.id),
                            "give the fact the values of the field",
                        );
                    }
                }
            }
        }
    }
    for (i, field) in k.fields.iter().enumerate() {
        let at = format!("fields/{i}");
        for (name, value) in [("title", &field.title), ("ask", &field.ask), ("help", &field.help)] {
            text(value, &format!("{at}/{name}"), None, report);
        }
        reference(&field.entry, "entry", &known.entries, &format!("{at}/entry"), report);
        if field.rule == Rule::Choice && field.values.is_empty() {
            report.add(
                "K023",
                &at,
                format!("field `{}` has no values to choose from", field.id),
                "list its values",
            );
        }
        if !matches!(field.needed.as_str(), "always" | "optional") {
            condition_at(&field.needed, &format!("{at}/needed"), known, report);
        }
    }
    for (i, shared) in k.shared.iter().enumerate() {
        let at = format!("shared/{i}");
        for (name, items) in [
            ("seen", &shared.seen),
            ("causes", &shared.causes),
            ("details", &shared.details),
            ("warnings", &shared.warnings),
            ("helpdesk", &shared.helpdesk),
        ] {
            texts(items, &format!("{at}/{name}"), report);
        }
        steps(&shared.steps, &format!("{at}/steps"), known, report);
    }
    for (i, deadline) in k.deadlines.iter().enumerate() {
        text(&deadline.what, &format!("deadlines/{i}/what"), None, report);
        date(&deadline.date, true, &format!("deadlines/{i}/date"), report);
        for (j, id) in deadline.sources.iter().enumerate() {
            reference(
                id,
                "source",
                &known.sources,
                &format!("deadlines/{i}/sources/{j}"),
                report,
            );
        }
    }
    for (i, role) in k.roles.iter().enumerate() {
        text(&role.name, &format!("roles/{i}/name"), None, report);
    }
    for (i, source) in k.sources.iter().enumerate() {
        if !source.url.is_empty() {
            url(&source.url, &format!("sources/{i}/url"), report);
        }
    }
    for (i, scope) in k.out_of_scope.iter().enumerate() {
        text(
            &scope.title,
            &format!("out_of_scope/{i}/title"),
            Some((TITLE_COLUMNS, "title")),
            report,
        );
        text(&scope.answer, &format!("out_of_scope/{i}/answer"), None, report);
    }
}

/// K009.
fn url(url: &str, path: &str, report: &mut Report<'_>) {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    if !rest.is_some_and(|r| r.contains('.') && !r.contains(char::is_whitespace)) {
        report.add("K009", path, format!("`{url}` is no URL"), "start it with https://");
    }
}

/// K019.
fn date(raw: &str, month_is_enough: bool, path: &str, report: &mut Report<'_>) {
    if time::day(raw).is_none() || !month_is_enough && raw.len() != 10 {
        report.add(
            "K019",
            path,
            format!("`{raw}` is no date"),
            "write it like \"2026-11-21\"",
        );
    }
}

fn duration(wait: &Wait, path: &str, report: &mut Report<'_>) {
    if wait.seconds().is_none_or(|s| s == 0) {
        report.add(
            "K019",
            path,
            format!("`{}` is no duration", wait.duration),
            "write it like \"60m\", \"1h\" or \"1d\"",
        );
    }
}

/// K010, K011, K012, K018, K020: what only the whole can tell.
fn whole_graph(k: &Knowledge, known: &Known<'_>, files: &[Loaded], problems: &mut Vec<Problem>) {
    let doubled_codes = doubled_codes(k);
    let doubled_aliases = doubled_aliases(k);
    let reached = reached(k, known);
    let circles = circles(known);
    let numbered: BTreeSet<&str> = k
        .sequences
        .iter()
        .filter(|s| s.numbered)
        .flat_map(|s| &s.nodes)
        .map(String::as_str)
        .collect();
    for loaded in files {
        let places = Places::of(&loaded.file);
        let mut report = Report {
            places: &places,
            problems,
        };
        for (i, entry) in loaded.knowledge.entries.iter().enumerate() {
            let at = format!("entries/{i}");
            for (j, raw) in entry.codes.iter().enumerate() {
                if let Some(others) = doubled_codes.get(&code::canonical(raw)) {
                    report.add(
                        "K010",
                        &format!("{at}/codes/{j}"),
                        format!("`{raw}` is claimed by {}", others.join(", ")),
                        "add a `doors` item with the question that tells them apart",
                    );
                }
            }
            for (tag, aliases) in [("en", &entry.aliases.en), ("ko", &entry.aliases.ko)] {
                for (j, alias) in aliases.iter().enumerate() {
                    if let Some(others) = doubled_aliases.get(&alias_key(alias)) {
                        report.add(
                            "K020",
                            &format!("{at}/aliases/{tag}/{j}"),
                            format!("`{alias}` leads to {}", others.join(", ")),
                            "make it more exact, or leave it to one entry",
                        );
                    }
                }
            }
            if !reached.contains(entry.id.as_str()) {
                report.add(
                    "K011",
                    &format!("{at}/id"),
                    format!("nothing leads to `{}`", entry.id),
                    "name it in a choice's `go`, a `next` or a `related`",
                );
            }
            if entry.kind == super::shape::Kind::Step && !numbered.contains(entry.id.as_str()) {
                report.add(
                    "K018",
                    &format!("{at}/kind"),
                    format!("step `{}` stands in no numbered sequence", entry.id),
                    "list it in a sequence with `numbered: true`",
                );
            }
        }
        for (i, question) in loaded.knowledge.questions.iter().enumerate() {
            if circles.contains(question.id.as_str()) {
                report.add(
                    "K012",
                    &format!("questions/{i}/id"),
                    format!(
                        "from `{}` one comes back to it without a remedy in between",
                        question.id
                    ),
                    "let one of the choices lead to an entry or an end",
                );
            }
        }
    }
}

fn doubled_codes(k: &Knowledge) -> BTreeMap<String, Vec<String>> {
    let doors: BTreeSet<String> = k.doors.iter().map(|d| code::canonical(&d.code)).collect();
    let mut owners: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in &k.entries {
        for raw in &entry.codes {
            owners
                .entry(code::canonical(raw))
                .or_default()
                .insert(entry.id.to_string());
        }
    }
    owners
        .into_iter()
        .filter(|(code, ids)| ids.len() > 1 && !doors.contains(code))
        .map(|(code, ids)| (code, ids.into_iter().collect()))
        .collect()
}

fn alias_key(alias: &str) -> String {
    alias.to_lowercase().split_whitespace().collect()
}

fn doubled_aliases(k: &Knowledge) -> BTreeMap<String, Vec<String>> {
    let mut owners: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in &k.entries {
        for alias in entry.aliases.en.iter().chain(&entry.aliases.ko) {
            owners.entry(alias_key(alias)).or_default().insert(entry.id.to_string());
        }
    }
    owners
        .into_iter()
        .filter(|(_, ids)| ids.len() > 1)
        .map(|(a, ids)| (a, ids.into_iter().collect()))
        .collect()
}

fn ids_of(list: &[String]) -> impl Iterator<Item = &str> {
    list.iter()
        .filter_map(|raw| condition::node(raw).ok().map(|(id, _)| id))
}

/// Everything a person can come to from the trees, the doors and the fields.
fn reached<'a>(k: &'a Knowledge, known: &Known<'a>) -> BTreeSet<&'a str> {
    let entries: BTreeMap<&str, &Entry> = k.entries.iter().map(|e| (e.id.as_str(), e)).collect();
    let mut todo: Vec<&str> = k.trees.iter().flat_map(|t| ids_of(&t.start)).collect();
    todo.extend(k.doors.iter().map(|d| d.question.as_str()));
    todo.extend(k.fields.iter().map(|f| f.entry.as_str()));
    let mut seen = BTreeSet::new();
    while let Some(id) = todo.pop() {
        if !seen.insert(id) {
            continue;
        }
        if let Some(question) = known.questions.get(id) {
            todo.extend(question.choices.iter().flat_map(|c| ids_of(&c.go)));
        } else if let Some(sequence) = known.sequences.get(id) {
            todo.extend(ids_of(&sequence.nodes));
        } else if let Some(entry) = entries.get(id) {
            todo.extend(ids_of(&entry.next));
            todo.extend(entry.related.iter().map(AsRef::as_ref));
            todo.extend(entry.steps.iter().filter_map(|s| s.see.as_deref()));
        }
    }
    seen
}

/// K012: questions from which one comes back to the same question through questions and sequences alone.
fn circles<'a>(known: &Known<'a>) -> BTreeSet<&'a str> {
    let onward = |id: &str| -> Vec<&'a str> {
        if let Some(q) = known.questions.get(id) {
            q.choices
                .iter()
                .filter_map(|c| c.go.first())
                .filter_map(|raw| condition::node(raw).ok().map(|n| n.0))
                .collect()
        } else if let Some(s) = known.sequences.get(id) {
            ids_of(&s.nodes).collect()
        } else {
            Vec::new()
        }
    };
    known
        .questions
        .keys()
        .copied()
        .filter(|start| {
            let mut todo = onward(start);
            let mut seen = BTreeSet::new();
            while let Some(id) = todo.pop() {
                if id == *start {
                    return true;
                }
                if seen.insert(id) {
                    todo.extend(onward(id));
                }
            }
            false
        })
        .collect()
}
