//! Ids: how they are written, that they are distinct, and that they lead somewhere.

use super::view::{
    DEADLINES, ENTRIES, FACTS, FIELDS, Finding, GROUPS, LOGS, QUESTIONS, REFINEMENTS, ROLES, RULES, SEQUENCES, SHARED,
    SIGNALS, SOURCES, STAGES, Section, TOPICS, View, Whole, each, ids, nearest,
};
use crate::text::{Lang, Say, Text, say};

/// K004: trees, scripts and cases refer to ids, so all of a kind are written alike.
pub fn malformed(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (section, list) in ids(view.knowledge) {
        let key = section.0;
        let (prefix, help) = form(section);
        for (at, id) in each(key, &list).filter(|(_, id)| !well_formed(section, prefix, id)) {
            found.push(Finding::new(
                format!("{at}/id"),
                say("`{}` is no id for {}", "`{}`은(는) `{}`의 ID 형식이 아닙니다").both(&[id, key]),
                help,
            ));
        }
    }
    found
}

/// K004: of two items with one id only the later would be there.
pub fn taken(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (section, list) in ids(view.knowledge) {
        for (at, id) in each(section.0, &list) {
            let path = format!("{at}/id");
            let first = whole.first.get(&(section, *id));
            if let Some((_, before)) = first.filter(|(file, first)| *file != view.file || *first != path) {
                let message = say("`{}` is taken ({})", "`{}`은(는) 이미 쓰인 ID입니다({})").both(&[id, before]);
                let help = say(
                    "ids are unique; rename one, or merge the two",
                    "ID는 겹칠 수 없습니다. 하나의 이름을 바꾸거나 둘을 합치십시오",
                );
                found.push(Finding::new(path, message, help));
            }
        }
    }
    found
}

const NO_SUCH: Say = say("there is no {} `{}`", "{} `{}`이(가) 없습니다");

/// K005: a reference to nothing would strand the walk or print a hole.
pub fn leading_nowhere(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let plain = references(view).into_iter();
    let plain = plain
        .filter(|(_, section, id)| !whole.has(*section, id))
        .map(|(path, section, id)| {
            let one = section.one();
            let message = Text {
                en: NO_SUCH.with(Lang::En, &[one.en, id]),
                ko: NO_SUCH.with(Lang::Ko, &[one.ko, id]),
            };
            Finding::new(path, message, nearest(id, whole.ids(section)))
        });
    let nodes = view
        .nodes
        .iter()
        .filter(|(_, node)| !whole.is_node(&node.id))
        .map(|(path, node)| {
            let sections = [ENTRIES, QUESTIONS, SEQUENCES];
            let all = sections.into_iter().flat_map(|section| whole.ids(section));
            let message = say("there is no node `{}`", "노드 `{}`이(가) 없습니다").both(&[&node.id]);
            Finding::new(path, message, nearest(&node.id, all))
        });
    plain.chain(nodes).collect()
}

/// Every reference of a file that is no node: where it stands, and what it must be.
fn references<'a>(view: &View<'a>) -> Vec<(String, Section, &'a str)> {
    let k = view.knowledge;
    let mut all: Vec<(String, Section, &str)> = Vec::new();
    let mut lists = |at: &str, key: &str, section: Section, ids: &'a [String]| {
        let ids = each(&format!("{at}/{key}"), ids);
        all.extend(ids.map(|(path, id)| (path, section, id.as_str())));
    };
    for (at, entry) in each("entries", &k.entries) {
        lists(&at, "sources", SOURCES, &entry.sources);
        lists(&at, "deadlines", DEADLINES, &entry.deadlines);
        lists(&at, "include", SHARED, &entry.include);
    }
    for (at, endpoint) in each("endpoints", &k.endpoints) {
        lists(&at, "sources", SOURCES, &endpoint.sources);
    }
    for (at, deadline) in each("deadlines", &k.deadlines) {
        lists(&at, "sources", SOURCES, &deadline.sources);
    }
    let mut one = |at: &str, key: &str, section: Section, id: Option<&'a str>| {
        all.extend(id.map(|id| (format!("{at}/{key}"), section, id)));
    };
    for (at, entry) in each("entries", &k.entries) {
        for (i, id) in entry.related.iter().enumerate() {
            one(&at, &format!("related/{i}"), ENTRIES, Some(id));
        }
        for (at, dispute) in each(&format!("{at}/disputed"), &entry.disputed) {
            for (at, claim) in each(&format!("{at}/claims"), &dispute.claims) {
                one(&at, "source", SOURCES, Some(&claim.source));
            }
        }
    }
    for (at, twin) in each("twins", &k.twins) {
        one(&at, "at", ENTRIES, Some(&twin.at));
        one(&at, "see", ENTRIES, Some(&twin.see));
    }
    for (at, acceptance) in each("acceptances", &k.acceptances) {
        for (key, list) in [("of", &acceptance.of), ("findings", &acceptance.findings)] {
            for (i, id) in list.iter().enumerate() {
                one(&at, &format!("{key}/{i}"), ENTRIES, Some(id));
            }
        }
    }
    for (at, step) in &view.steps {
        one(at, "role", ROLES, step.role.as_deref());
        one(at, "see", ENTRIES, step.see.as_deref());
    }
    for (at, endpoint) in each("endpoints", &k.endpoints) {
        one(&at, "entry", ENTRIES, Some(&endpoint.entry));
        for (probe, id) in &endpoint.read {
            one(&at, &format!("read/{}", probe.word()), ENTRIES, Some(id));
        }
        for (verdict, fact) in endpoint
            .proves
            .iter()
            .flat_map(|(v, facts)| facts.keys().map(move |fact| (v, fact)))
        {
            one(&at, &format!("proves/{}/{fact}", verdict.word()), FACTS, Some(fact));
        }
    }
    for (at, check) in each("server_checks", &k.server_checks) {
        one(&at, "entry", ENTRIES, Some(&check.entry));
        for (at, rule) in each(&format!("{at}/rules"), &check.rules) {
            one(&at, "entry", ENTRIES, rule.entry.as_deref());
            for fact in rule.proves.keys() {
                one(&at, &format!("proves/{fact}"), FACTS, Some(fact));
            }
        }
    }
    for (at, question) in each("questions", &k.questions) {
        one(&at, "field", FIELDS, question.field.as_deref());
        one(&at, "sets", FACTS, question.sets.as_deref());
    }
    for (at, _, choice) in &view.choices {
        for id in choice.set.keys() {
            one(at, &format!("set/{id}"), FACTS, Some(id));
        }
    }
    for (at, door) in each("doors", &k.doors) {
        one(&at, "question", QUESTIONS, Some(&door.question));
    }
    for (at, fact) in each("facts", &k.facts) {
        one(&at, "field", FIELDS, fact.field.as_deref());
    }
    for (at, field) in each("fields", &k.fields) {
        one(&at, "entry", ENTRIES, Some(&field.entry));
        one(&at, "group", GROUPS, field.group.as_deref());
    }
    for (at, group) in each("groups", &k.groups) {
        for (at, together) in each(&format!("{at}/one_of"), &group.one_of) {
            for (i, id) in together.iter().enumerate() {
                one(&at, &i.to_string(), FIELDS, Some(id));
            }
        }
    }
    for (at, refinement) in each("refinements", &k.refinements) {
        one(&at, "means", ENTRIES, Some(&refinement.means));
    }
    for (at, rivals) in each("rivals", &k.rivals) {
        for (at, rival) in each(&at, rivals) {
            one(&at, "entry", ENTRIES, Some(&rival.entry));
        }
    }
    for (at, signal) in each("signals", &k.signals) {
        one(&at, "computer", FIELDS, signal.computer.as_deref());
        for fact in signal.proves.keys() {
            one(&at, &format!("proves/{fact}"), FACTS, Some(fact));
        }
    }
    for (at, stage) in each("stages", &k.stages) {
        for (i, id) in stage.rules_out.iter().enumerate() {
            one(&at, &format!("rules_out/{i}"), ENTRIES, Some(id));
        }
    }
    for (at, rule) in each("rules", &k.rules) {
        one(&at, "entry", ENTRIES, rule.entry.as_deref());
        let scopes = [
            ("several", &rule.several),
            ("some", &rule.some),
            ("all", &rule.all),
            ("again", &rule.again),
        ];
        let scopes = scopes
            .iter()
            .filter_map(|(key, scope)| Some((format!("{key}/also"), &scope.as_ref()?.also)));
        for (key, list) in std::iter::once(("also".to_owned(), &rule.also)).chain(scopes) {
            for (i, id) in list.iter().enumerate() {
                one(&at, &format!("{key}/{i}"), ENTRIES, Some(id));
            }
        }
        for (place, fact, _) in rule.proofs() {
            one(&at, &place, FACTS, Some(fact));
        }
        for (i, id) in rule.wants.iter().enumerate() {
            one(&at, &format!("wants/{i}"), LOGS, Some(id));
        }
    }
    for (at, hint) in each("hints", &k.hints) {
        one(&at, "field", FIELDS, Some(&hint.field));
    }
    all
}

/// The beginnings of ids that are no entries.
const PREFIXES: [&str; 5] = ["ask.", "seq.", "end.", "shared.", "scope."];

/// How the ids of a section begin, and how one is written.
fn form(section: Section) -> (&'static str, Say) {
    match section {
        ENTRIES => (
            "",
            say(
                "write it like `usage.email-not-received`",
                "`usage.email-not-received`처럼 쓰십시오",
            ),
        ),
        QUESTIONS => ("ask.", say("write it like `ask.license`", "`ask.license`처럼 쓰십시오")),
        SEQUENCES => ("seq.", say("write it like `seq.ladder`", "`seq.ladder`처럼 쓰십시오")),
        SHARED => (
            "shared.",
            say(
                "write it like `shared.assign-license`",
                "`shared.assign-license`처럼 쓰십시오",
            ),
        ),
        TOPICS => (
            "scope.",
            say("write it like `scope.printer`", "`scope.printer`처럼 쓰십시오"),
        ),
        SIGNALS => (
            "signal.",
            say("write it like `signal.reason`", "`signal.reason`처럼 쓰십시오"),
        ),
        REFINEMENTS => (
            "refine.",
            say("write it like `refine.auth-token`", "`refine.auth-token`처럼 쓰십시오"),
        ),
        STAGES => (
            "stage.",
            say("write it like `stage.heartbeat`", "`stage.heartbeat`처럼 쓰십시오"),
        ),
        RULES => (
            "rule.",
            say("write it like `rule.policy`", "`rule.policy`처럼 쓰십시오"),
        ),
        LOGS => (
            "log.",
            say("write it like `log.dc-security`", "`log.dc-security`처럼 쓰십시오"),
        ),
        _ => (
            "",
            say(
                "use letters, digits, dots, hyphens and underscores",
                "영문자, 숫자, 점, 하이픈, 밑줄만 쓰십시오",
            ),
        ),
    }
}

fn well_formed(section: Section, prefix: &str, id: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let fits = match section {
        ENTRIES => id.contains('.') && !PREFIXES.iter().any(|p| id.starts_with(p)),
        // a dot leads into a group of case.json
        FIELDS => id.split('.').all(|name| !name.is_empty()),
        _ => id.strip_prefix(prefix).is_some_and(|rest| !rest.is_empty()),
    };
    fits && id.chars().all(plain)
}
