//! Knowledge: entries, questions, trees and all they need. Owns the format of the files, their checks and the look-ups.
//! Never reads a file, the clock or the terminal: callers hand over texts and get answers.

pub mod article;
pub mod check;
pub mod code;
pub mod condition;
pub mod id;
pub mod load;
pub mod pack;
pub mod problem;
pub mod shape;

use crate::text::Text;
use id::{EntryId, QuestionId};
use serde::de::DeserializeOwned;
use shape::{
    Deadline, Door, Entry, Fact, Field, Knowledge, OutOfScope, Question, Role, Sequence, Shared, Source, Tree,
};
use std::borrow::Cow;
use std::sync::Arc;

/// All knowledge of one run: the built-in block, or that block with a user's files on top. Look-ups decode one piece.
#[derive(Clone)]
pub struct Catalog {
    /// Shared, so that a copy for a worker costs nothing.
    block: Arc<Cow<'static, [u8]>>,
}

/// The keys under which lists stand, so that files keep the order their authors gave them.
const ORDER: &str = "order:";

impl Catalog {
    /// The catalog over a block made by [`pack_all`].
    pub fn over(block: Cow<'static, [u8]>) -> Self {
        Self { block: Arc::new(block) }
    }

    /// The catalog of knowledge that was just read.
    pub fn of(knowledge: &Knowledge) -> Self {
        Self {
            block: Arc::new(Cow::Owned(pack_all(knowledge))),
        }
    }

    fn piece<T: DeserializeOwned>(&self, kind: &str, id: &str) -> Option<T> {
        let mut key = String::with_capacity(kind.len() + id.len());
        key.push_str(kind);
        key.push_str(id);
        postcard::from_bytes(pack::get(&self.block, &key)?).ok()
    }

    fn all<T: DeserializeOwned>(&self, kind: &str) -> Vec<T> {
        self.order(kind).iter().filter_map(|id| self.piece(kind, id)).collect()
    }

    fn order(&self, kind: &str) -> Vec<String> {
        self.piece(ORDER, kind).unwrap_or_default()
    }

    pub fn entry(&self, id: &str) -> Option<Entry> {
        self.piece("entry:", id)
    }

    /// The title of an entry, tree or sequence, or the words of a question, without reading the whole of it.
    pub fn title(&self, id: &str) -> Option<Text> {
        self.piece("title:", id)
    }

    /// Ids of all entries, in the order of the files.
    pub fn entry_ids(&self) -> Vec<EntryId> {
        self.piece(ORDER, "entry:").unwrap_or_default()
    }

    pub fn entries(&self) -> Vec<Entry> {
        self.all("entry:")
    }

    pub fn question(&self, id: &str) -> Option<Question> {
        self.piece("question:", id)
    }

    pub fn questions(&self) -> Vec<Question> {
        self.all("question:")
    }

    pub fn sequence(&self, id: &str) -> Option<Sequence> {
        self.piece("sequence:", id)
    }

    pub fn sequences(&self) -> Vec<Sequence> {
        self.all("sequence:")
    }

    pub fn tree(&self, id: &str) -> Option<Tree> {
        self.piece("tree:", id)
    }

    /// Ids of all trees, in the order of the files.
    pub fn tree_ids(&self) -> Vec<String> {
        self.order("tree:")
    }

    pub fn trees(&self) -> Vec<Tree> {
        self.all("tree:")
    }

    pub fn fact(&self, id: &str) -> Option<Fact> {
        self.piece("fact:", id)
    }

    pub fn facts(&self) -> Vec<Fact> {
        self.all("fact:")
    }

    pub fn field(&self, id: &str) -> Option<Field> {
        self.piece("field:", id)
    }

    pub fn fields(&self) -> Vec<Field> {
        self.all("field:")
    }

    pub fn shared(&self, id: &str) -> Option<Shared> {
        self.piece("shared:", id)
    }

    pub fn deadline(&self, id: &str) -> Option<Deadline> {
        self.piece("deadline:", id)
    }

    pub fn role(&self, id: &str) -> Option<Role> {
        self.piece("role:", id)
    }

    pub fn source(&self, id: &str) -> Option<Source> {
        self.piece("source:", id)
    }

    pub fn out_of_scope(&self) -> Vec<OutOfScope> {
        self.all("scope:")
    }

    pub fn synonyms(&self) -> Vec<Vec<String>> {
        self.piece("synonyms", "").unwrap_or_default()
    }

    /// The entries that a code means, in any spelling; empty where no entry claims it.
    pub fn by_code(&self, raw: &str) -> Vec<EntryId> {
        self.piece("code:", &code::canonical(raw)).unwrap_or_default()
    }

    /// The question that tells the meanings of a code apart.
    pub fn door(&self, raw: &str) -> Option<QuestionId> {
        self.piece("door:", &code::canonical(raw))
    }

    /// Every canonical code with the entries that claim it.
    pub fn codes(&self) -> Vec<(String, Vec<EntryId>)> {
        pack::keys(&self.block, "code:")
            .filter_map(|key| Some((key.to_owned(), self.piece("code:", key)?)))
            .collect()
    }

    /// A piece of ready data that another module put into the block, such as the search index.
    pub fn blob(&self, name: &str) -> Option<&[u8]> {
        pack::get(&self.block, name)
    }

    /// Everything back as shapes, to lay a user's files on top.
    pub fn unpack(&self) -> Knowledge {
        Knowledge {
            entries: self.entries(),
            questions: self.questions(),
            sequences: self.sequences(),
            trees: self.trees(),
            doors: self.all::<Door>("doors:"),
            facts: self.facts(),
            fields: self.fields(),
            shared: self.all("shared:"),
            deadlines: self.all("deadline:"),
            roles: self.all("role:"),
            sources: self.all("source:"),
            synonyms: self.synonyms(),
            out_of_scope: self.out_of_scope(),
        }
    }
}

/// All knowledge as one block, without further blobs.
pub fn pack_all(knowledge: &Knowledge) -> Vec<u8> {
    pack::build(pieces(knowledge))
}

/// The keyed pieces of a block; a caller may add blobs of its own before [`pack::build`].
pub fn pieces(k: &Knowledge) -> Vec<(String, Vec<u8>)> {
    let mut out = Vec::new();
    list(&mut out, "entry:", &k.entries, |x| &x.id);
    list(&mut out, "question:", &k.questions, |x| &x.id);
    list(&mut out, "sequence:", &k.sequences, |x| &x.id);
    list(&mut out, "tree:", &k.trees, |x| &x.id);
    list(&mut out, "fact:", &k.facts, |x| &x.id);
    list(&mut out, "field:", &k.fields, |x| &x.id);
    list(&mut out, "shared:", &k.shared, |x| &x.id);
    list(&mut out, "deadline:", &k.deadlines, |x| &x.id);
    list(&mut out, "role:", &k.roles, |x| &x.id);
    list(&mut out, "source:", &k.sources, |x| &x.id);
    list(&mut out, "scope:", &k.out_of_scope, |x| &x.id);
    list(&mut out, "doors:", &k.doors, |x| &x.code);
    out.push(("synonyms".to_owned(), bytes(&k.synonyms)));
    let titles = k.entries.iter().map(|x| (x.id.as_str(), &x.title));
    let titles = titles.chain(k.trees.iter().map(|x| (x.id.as_str(), &x.title)));
    let titles = titles.chain(k.sequences.iter().map(|x| (x.id.as_str(), &x.title)));
    let titles = titles.chain(k.questions.iter().map(|x| (x.id.as_str(), &x.ask)));
    out.extend(titles.map(|(id, title)| (format!("title:{id}"), bytes(title))));
    let mut codes: std::collections::BTreeMap<String, Vec<EntryId>> = std::collections::BTreeMap::new();
    for entry in &k.entries {
        for raw in &entry.codes {
            let ids = codes.entry(code::canonical(raw)).or_default();
            if !ids.contains(&entry.id) {
                ids.push(entry.id.clone());
            }
        }
    }
    out.extend(
        codes
            .into_iter()
            .map(|(code, ids)| (format!("code:{code}"), bytes(&ids))),
    );
    out.extend(
        k.doors
            .iter()
            .map(|d| (format!("door:{}", code::canonical(&d.code)), bytes(&d.question))),
    );
    out
}

fn list<T: serde::Serialize>(out: &mut Vec<(String, Vec<u8>)>, kind: &str, items: &[T], id: impl Fn(&T) -> &str) {
    let ids: Vec<&str> = items.iter().map(id).collect();
    out.extend(
        items
            .iter()
            .zip(&ids)
            .map(|(item, id)| (format!("{kind}{id}"), bytes(item))),
    );
    out.push((format!("{ORDER}{kind}"), bytes(&ids)));
}

fn bytes<T: serde::Serialize>(value: &T) -> Vec<u8> {
    // writing plain data into memory does not fail; an empty piece would be found by the test that unpacks everything
    postcard::to_stdvec(value).unwrap_or_default()
}

/// The end of a walk in which the trouble is gone.
pub const SOLVED: &str = "end.solved";
/// The end of a walk that goes to support.
pub const SUPPORT_CASE: &str = "end.support-case";
