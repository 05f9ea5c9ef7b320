//! What the rules look at: one file with its texts, nodes and steps, and all knowledge together. Owns how paths are counted.

use super::prose;
use crate::knowledge::condition::{Condition, NodeRef};
use crate::knowledge::load::texts_of;
use crate::knowledge::shape::{Choice, Entry, Fact, Field, Knowledge, Question, SOLVED, SUPPORT_CASE, Sequence, Step};
use crate::text::{Say, Text, say};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Something that a rule found.
pub struct Finding {
    /// Where in the document, for example `entries/3/choices/1/go/0`.
    pub path: String,
    pub message: Text,
    pub help: Text,
    /// Which part of the text at `path` it is, where it is not the whole.
    pub slip: Option<Slip>,
}

/// A part of a text, in bytes, and what is safe to put in its place.
#[derive(Clone)]
pub struct Slip {
    pub range: Range<usize>,
    pub put: Option<String>,
}

impl Finding {
    pub fn new(path: impl Into<String>, message: impl Into<Text>, help: impl Into<Text>) -> Self {
        Self {
            path: path.into(),
            message: message.into(),
            help: help.into(),
            slip: None,
        }
    }

    pub fn slip(mut self, slip: Slip) -> Self {
        self.slip = Some(slip);
        self
    }
}

/// The items of a list, each with its path.
pub fn each<'a, T>(path: &str, items: &'a [T]) -> impl Iterator<Item = (String, &'a T)> + use<'a, T> {
    let path = path.to_owned();
    items
        .iter()
        .enumerate()
        .map(move |(i, item)| (format!("{path}/{i}"), item))
}

/// One file; what several rules go through is gathered once, each with its path.
pub struct View<'a> {
    pub knowledge: &'a Knowledge,
    /// Which of the files it is, from 0.
    pub file: usize,
    pub texts: Vec<(String, Text)>,
    /// Every string, texts or not.
    pub strings: Vec<(String, String)>,
    pub steps: Vec<(String, &'a Step)>,
    pub choices: Vec<(String, &'a Question, &'a Choice)>,
    pub nodes: Vec<(String, &'a NodeRef)>,
    pub conditions: Vec<(String, &'a Condition)>,
}

impl<'a> View<'a> {
    pub fn of(k: &'a Knowledge, file: usize, texts: Vec<(String, Text)>, strings: Vec<(String, String)>) -> Self {
        let (mut steps, mut choices, mut nodes, mut conditions) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (at, entry) in each("entries", &k.entries) {
            steps.extend(each(&format!("{at}/steps"), &entry.steps));
            nodes.extend(each(&format!("{at}/next"), &entry.next));
            conditions.extend(entry.when.iter().map(|when| (format!("{at}/when"), when)));
        }
        for (at, shared) in each("shared", &k.shared) {
            steps.extend(each(&format!("{at}/steps"), &shared.steps));
        }
        for (at, tree) in each("trees", &k.trees) {
            nodes.extend(each(&format!("{at}/start"), &tree.start));
        }
        for (at, sequence) in each("sequences", &k.sequences) {
            nodes.extend(each(&format!("{at}/nodes"), &sequence.nodes));
        }
        for (at, question) in each("questions", &k.questions) {
            for (at, choice) in each(&format!("{at}/choices"), &question.choices) {
                nodes.extend(each(&format!("{at}/go"), &choice.go));
                conditions.extend(choice.when.iter().map(|when| (format!("{at}/when"), when)));
                choices.push((at, question, choice));
            }
        }
        for (at, field) in each("fields", &k.fields) {
            conditions.extend(field.needed.condition().map(|when| (format!("{at}/needed"), when)));
        }
        conditions.extend(
            nodes
                .iter()
                .filter_map(|(at, node)| Some((at.clone(), node.when.as_ref()?))),
        );
        Self {
            knowledge: k,
            file,
            texts,
            strings,
            steps,
            choices,
            nodes,
            conditions,
        }
    }
}

/// A list of the files whose items have ids: its key there, and one item of it in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Section(pub &'static str, &'static str, &'static str);

impl Section {
    /// One item, as it is called in a sentence.
    pub fn one(self) -> Say {
        say(self.1, self.2)
    }
}

macro_rules! sections {
    ($($name:ident $list:ident $one:literal $one_ko:literal;)*) => {
        $(pub const $name: Section = Section(stringify!($list), $one, $one_ko);)*

        /// Every id of a file, in order, by section.
        pub fn ids(k: &Knowledge) -> Vec<(Section, Vec<&str>)> {
            vec![$(($name, k.$list.iter().map(|x| x.id.as_str()).collect()),)*]
        }
    };
}

sections! {
    ENTRIES entries "entry" "항목";
    QUESTIONS questions "question" "질문";
    SEQUENCES sequences "sequence" "순서";
    TREES trees "tree" "트리";
    FACTS facts "fact" "사실";
    GROUPS groups "group" "그룹";
    FIELDS fields "field" "필드";
    SHARED shared "shared block" "공통 블록";
    DEADLINES deadlines "deadline" "기한";
    ROLES roles "role" "역할";
    SOURCES sources "source" "출처";
    TOPICS out_of_scope "topic" "주제";
    SIGNALS signals "signal" "신호";
    REFINEMENTS refinements "refinement" "세분 규칙";
    STAGES stages "stage" "단계";
    RULES rules "rule" "규칙";
    LOGS logs "log" "로그";
    TICKETS tickets "ticket form" "티켓 양식";
    ENDPOINTS endpoints "endpoint" "엔드포인트";
    SERVER_CHECKS server_checks "server check" "서버 점검";
}

/// All knowledge together, by id; what takes long to work out is worked out once.
pub struct Whole<'a> {
    pub knowledge: &'a Knowledge,
    ids: BTreeMap<Section, BTreeSet<&'a str>>,
    pub entries: BTreeMap<&'a str, &'a Entry>,
    pub questions: BTreeMap<&'a str, &'a Question>,
    pub sequences: BTreeMap<&'a str, &'a Sequence>,
    /// Where an id stands first: the file, from 0, and the path in it.
    pub first: BTreeMap<(Section, &'a str), (usize, String)>,
    /// The values of each fact.
    pub facts: BTreeMap<&'a str, Vec<&'a str>>,
    pub fields: BTreeMap<&'a str, &'a Field>,
    pub reached: OnceCell<BTreeSet<&'a str>>,
    pub circling: OnceCell<BTreeSet<&'a str>>,
    /// Entries by the codes and aliases that more than one of them claims.
    pub codes: OnceCell<BTreeMap<String, String>>,
    pub aliases: OnceCell<BTreeMap<String, String>>,
    texts: OnceCell<Vec<(String, Text)>>,
    nouns: OnceCell<BTreeSet<String>>,
    pub labels: OnceCell<Vec<String>>,
    /// The roles that change a setting.
    pub roles: OnceCell<BTreeMap<String, BTreeSet<String>>>,
}

impl<'a> Whole<'a> {
    pub fn of(k: &'a Knowledge, files: impl Iterator<Item = &'a Knowledge>) -> Self {
        let mut first = BTreeMap::new();
        for (file, own) in files.enumerate() {
            for (section, list) in ids(own) {
                for (at, id) in each(section.0, &list) {
                    first.entry((section, *id)).or_insert((file, format!("{at}/id")));
                }
            }
        }
        let values = |fact: &'a Fact| fact.values.iter().map(|v| v.id.as_str()).collect();
        Self {
            knowledge: k,
            first,
            ids: ids(k)
                .into_iter()
                .map(|(section, ids)| (section, ids.into_iter().collect()))
                .collect(),
            entries: k.entries.iter().map(|x| (x.id.as_str(), x)).collect(),
            questions: k.questions.iter().map(|x| (x.id.as_str(), x)).collect(),
            sequences: k.sequences.iter().map(|x| (x.id.as_str(), x)).collect(),
            facts: k.facts.iter().map(|x| (x.id.as_str(), values(x))).collect(),
            fields: k.fields.iter().map(|x| (x.id.as_str(), x)).collect(),
            reached: OnceCell::new(),
            circling: OnceCell::new(),
            codes: OnceCell::new(),
            aliases: OnceCell::new(),
            texts: OnceCell::new(),
            nouns: OnceCell::new(),
            labels: OnceCell::new(),
            roles: OnceCell::new(),
        }
    }

    /// Every text of all knowledge, with its path within its item's list.
    pub fn texts(&self) -> &[(String, Text)] {
        self.texts.get_or_init(|| texts_of(self.knowledge))
    }

    /// Hangul words that bear a particle which only nouns bear.
    pub fn nouns(&self) -> &BTreeSet<String> {
        const ONLY_BEHIND_NOUNS: [&str; 6] = ["에서", "의", "에는", "에도", "까지", "부터"];
        self.nouns.get_or_init(|| {
            let words = self.texts().iter().flat_map(|(_, text)| {
                let words = prose::runs(&text.ko).into_iter();
                words.filter_map(|run| text.ko.get(run))
            });
            let stems = words.flat_map(|word| ONLY_BEHIND_NOUNS.iter().filter_map(|tail| word.strip_suffix(tail)));
            let whole = stems.filter(|stem| stem.chars().count() > 1);
            whole.map(str::to_owned).collect()
        })
    }

    pub fn ids(&self, section: Section) -> impl Iterator<Item = &'a str> {
        self.ids.get(&section).into_iter().flatten().copied()
    }

    pub fn has(&self, section: Section, id: &str) -> bool {
        self.ids.get(&section).is_some_and(|ids| ids.contains(id))
    }

    pub fn is_node(&self, id: &str) -> bool {
        let sections = [ENTRIES, QUESTIONS, SEQUENCES];
        matches!(id, SOLVED | SUPPORT_CASE) || sections.iter().any(|section| self.has(*section, id))
    }
}

/// What to do about an id that is not there.
pub fn nearest<'a>(id: &str, all: impl Iterator<Item = &'a str>) -> Text {
    match crate::text::nearest(id, all, 1 + id.len() / 3).first() {
        None => say("declare it, or remove the reference", "선언하거나 참조를 지우십시오").into(),
        Some(other) => say("did you mean `{}`?", "`{}`을(를) 쓰려고 하셨습니까?").both(&[other]),
    }
}
