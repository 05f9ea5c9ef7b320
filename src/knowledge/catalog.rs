//! The knowledge of one run as look-ups. Owns which pieces a block has and how each is packed; how a block finds a piece is
//! the business of [`super::packed`].

use super::acceptance::Acceptance;
use super::code;
use super::endpoint::{Endpoint, ServerCheck};
use super::group::Group;
use super::id::{EntryId, QuestionId};
use super::packed::{self, Fault, Piece};
use super::paste::{Announced, AuditColumn, Beside, Column, Hint, Keyword, LevelName};
use super::rule::{Log, Rule, Stage};
use super::shape::Rule as FieldRule;
use super::shape::{
    Cue, Deadline, Door, Entry, Fact, Field, Keepsake, Knowledge, Origin, OutOfScope, Question, Rival, Role, Sequence,
    Shared, Source, Tree, Wording,
};
use super::signal::{Refinement, Signal};
use super::term::Term;
use super::ticket::TicketForm;
use super::twin::Twin;
use super::verification::Verification;
use crate::text::Text;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// All knowledge of one run: the built-in block, or that block with a user's files on top. Look-ups decode one piece. One
/// that cannot be decoded is answered as if it were not there, and [`Catalog::damage`] says so from then on.
#[derive(Clone)]
pub struct Catalog {
    /// Shared, so that a copy for a worker costs nothing.
    block: Arc<Cow<'static, [u8]>>,
    damage: Damage,
}

/// The first piece that could not be read, known to all copies of a catalog.
pub type Damage = Arc<OnceLock<Fault>>;

/// The keys under which lists stand, so that files keep the order their authors gave them.
const ORDER: &str = "order:";

impl Catalog {
    /// The catalog over a block made of [`pieces`].
    pub fn over(block: Cow<'static, [u8]>) -> Self {
        Self {
            block: Arc::new(block),
            damage: Damage::default(),
        }
    }

    /// The catalog of knowledge that was just read.
    ///
    /// # Errors
    /// See [`pieces`].
    pub fn of(knowledge: &Knowledge) -> Result<Self, Fault> {
        let block = packed::build(pieces(knowledge)?)?;
        Ok(Self::over(Cow::Owned(block)))
    }

    /// The same catalog, whose damage is noted where the caller looks for it.
    #[must_use]
    pub fn noting(mut self, damage: &Damage) -> Self {
        self.damage = Damage::clone(damage);
        self
    }

    /// The first piece that could not be read so far.
    pub fn damage(&self) -> Option<&Fault> {
        self.damage.get()
    }

    /// Where a module notes that a blob of its own cannot be read.
    pub fn notes(&self) -> &Damage {
        &self.damage
    }

    /// Notes a fault; the first one stays.
    pub fn noted<T>(&self, read: Result<T, Fault>) -> Option<T> {
        read.map_err(|fault| self.damage.set(fault)).ok()
    }

    fn piece<T: DeserializeOwned>(&self, kind: &str, id: &str) -> Option<T> {
        let key = [kind, id].concat();
        let bytes = self.blob(&key)?;
        self.noted(match postcard::take_from_bytes(bytes) {
            Ok((value, [])) => Ok(value),
            Ok(_) => Err(Fault::new(&key, "it is longer than what it holds")),
            Err(error) => Err(Fault::new(&key, error.to_string())),
        })
    }

    /// A piece that every block has.
    fn given<T: DeserializeOwned>(&self, kind: &str, id: &str) -> Option<T> {
        let absent = || Err(Fault::new(&format!("{kind}{id}"), "it is missing"));
        self.piece(kind, id).or_else(|| self.noted(absent()))
    }

    fn all<T: DeserializeOwned>(&self, kind: &str) -> Vec<T> {
        self.order::<String>(kind)
            .iter()
            .filter_map(|id| self.given(kind, id))
            .collect()
    }

    fn order<T: DeserializeOwned>(&self, kind: &str) -> Vec<T> {
        self.given(ORDER, kind).unwrap_or_default()
    }

    /// The title of an entry, tree or sequence, or the words of a question, without reading the whole of it.
    pub fn title(&self, id: &str) -> Option<Text> {
        self.piece("title:", id)
    }

    /// Is it something that is only asked?
    pub fn is_question(&self, id: &str) -> bool {
        self.blob(&["question:", id].concat()).is_some()
    }

    /// Ids of all entries, in the order of the files.
    pub fn entry_ids(&self) -> Vec<EntryId> {
        self.order("entry:")
    }

    /// Ids of all trees, in the order of the first screen.
    pub fn tree_ids(&self) -> Vec<String> {
        self.order("tree:")
    }

    /// The trees whose title has every one of these words, in either language.
    pub fn trees_named(&self, words: &str) -> Vec<String> {
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let mut ids = self.tree_ids();
        ids.retain(|id| {
            let titles = self
                .title(id)
                .map(|title| [title.en.to_lowercase(), title.ko.to_lowercase()]);
            let mut titles = titles.iter().flatten();
            !words.is_empty() && titles.any(|title| words.iter().all(|word| title.contains(word)))
        });
        ids
    }

    /// How callers are verified.
    pub fn verification(&self) -> Verification {
        self.given("verification", "").unwrap_or_default()
    }

    /// The day on which an entry was verified last, as the files write it.
    pub fn verified(&self) -> Option<String> {
        self.piece("verified", "")
    }

    /// The sequence with which walks open.
    pub fn opening(&self) -> Option<String> {
        self.piece("opening", "")
    }

    /// The sequence that is asked before a walk ends at the support case.
    pub fn closing(&self) -> Option<String> {
        self.piece("closing", "")
    }

    /// The entries that a code means, in any spelling; empty where no entry claims it.
    pub fn by_code(&self, raw: &str) -> Vec<EntryId> {
        self.piece("code:", &code::canonical(raw)).unwrap_or_default()
    }

    /// The question that tells the meanings of a code apart.
    pub fn door(&self, raw: &str) -> Option<QuestionId> {
        self.piece("door:", &code::canonical(raw))
    }

    /// The near twins of an entry, in the order of the files.
    pub fn twins_at(&self, entry: &str) -> Vec<Twin> {
        self.piece("twins:", entry).unwrap_or_default()
    }

    /// By what the remedy of an entry is accepted; without a word in the files by its own finding in a log.
    pub fn acceptance(&self, entry: &EntryId) -> Acceptance {
        self.piece("accept:", entry).unwrap_or_else(|| Acceptance {
            of: vec![entry.clone()],
            findings: vec![entry.clone()],
            ..Acceptance::default()
        })
    }

    /// The file that an entry comes from; `None` where it is built in.
    pub fn origin(&self, entry: &str) -> Option<Origin> {
        self.piece("origin:", entry)
    }

    fn origins(&self) -> BTreeMap<EntryId, Origin> {
        let ids = self.noted(packed::keys(&self.block, "origin:")).unwrap_or_default();
        ids.into_iter()
            .filter_map(|id| Some((EntryId::new(id), self.given("origin:", id)?)))
            .collect()
    }

    /// The place of an entry in a numbered sequence, from 1, and how many there are.
    pub fn place(&self, entry: &str) -> Option<(usize, usize)> {
        self.piece("place:", entry)
    }

    /// May logs answer a question: by the number of an event that makes a choice, by a fact that events prove, or by being named?
    pub fn is_answered_by_logs(&self, question: &Question) -> bool {
        let field = question.field.as_ref().and_then(|id| self.field(id));
        let event = |code: &String| code.starts_with(|c: char| c.is_ascii_digit());
        let mut codes = question.choices.iter().flat_map(|choice| &choice.codes);
        let proves = |signal: &Signal| {
            question
                .sets
                .as_ref()
                .is_some_and(|fact| signal.proves.contains_key(fact))
        };
        field.is_some_and(|field| field.rule == FieldRule::Paths)
            || codes.any(event)
            || self.signals().iter().any(proves)
    }

    /// Every canonical code with the entries that claim it.
    pub fn codes(&self) -> Vec<(String, Vec<EntryId>)> {
        let keys = self.noted(packed::keys(&self.block, "code:")).unwrap_or_default();
        keys.into_iter()
            .filter_map(|key| Some((key.to_owned(), self.given("code:", key)?)))
            .collect()
    }

    /// A piece of ready data that another module put into the block, such as the search index.
    pub fn blob(&self, name: &str) -> Option<&[u8]> {
        self.noted(packed::find(&self.block, name))?
    }

    /// Proves the block: every piece is read by its own type, and all together are `knowledge`.
    ///
    /// # Errors
    /// The first piece that cannot be read, or that holds something else.
    pub fn prove(&self, knowledge: &Knowledge) -> Result<(), Fault> {
        if self.unpack()? != *knowledge {
            return Err(Fault::new("order:", "the block holds something else than the files"));
        }
        for (kind, read) in [
            ("title:", (|c, id| c.title(id).is_some()) as fn(&Self, &str) -> bool),
            ("place:", |c, id| c.place(id).is_some()),
            ("door:", |c, code| c.door(code).is_some()),
            ("code:", |c, code| !c.by_code(code).is_empty()),
            ("twins:", |c, id| !c.twins_at(id).is_empty()),
            ("accept:", |c, id| {
                c.acceptance(&EntryId::new(id)).of.iter().any(|of| *of == *id)
            }),
        ] {
            for id in packed::keys(&self.block, kind)? {
                if !read(self, id) {
                    let why = || Fault::new(&format!("{kind}{id}"), "it is not found");
                    return Err(self.damage().cloned().unwrap_or_else(why));
                }
            }
        }
        Ok(())
    }
}

/// The look-ups of the sections of a file. Items with an id: all of them, one by its id where somebody asks for one, the kind
/// under which it is packed, its shape. Then the lists that are packed whole.
macro_rules! sections {
    ({$($all:ident($($one:ident)?) $kind:literal $shape:ident $id:ident;)*} {$($list:ident $item:ty;)*}) => {
        impl Catalog {
            $(
                $(pub fn $one(&self, id: &str) -> Option<$shape> {
                    self.piece($kind, id)
                })?

                pub fn $all(&self) -> Vec<$shape> {
                    self.all($kind)
                }
            )*

            $(pub fn $list(&self) -> Vec<$item> {
                self.given(stringify!($list), "").unwrap_or_default()
            })*

            /// Everything back as shapes, to lay a user's files on top.
            ///
            /// # Errors
            /// The first piece that cannot be read.
            pub fn unpack(&self) -> Result<Knowledge, Fault> {
                let whole = Knowledge {
                    $($all: self.$all(),)*
                    $($list: self.$list(),)*
                    verification: self.verification(),
                    origins: self.origins(),
                };
                self.damage().map_or(Ok(whole), |fault| Err(fault.clone()))
            }
        }

        impl Knowledge {
            /// Lays `parts` on top, in order: an item with the id of an earlier one takes its place.
            pub fn add(&mut self, parts: impl IntoIterator<Item = Knowledge>) {
                let mut above = Knowledge::default();
                for part in parts {
                    $(above.$all.extend(part.$all);)*
                    $(self.$list.extend(part.$list);)*
                    self.verification.add(part.verification);
                    self.origins.extend(part.origins);
                }
                $(put(&mut self.$all, above.$all, |x| &x.$id);)*
            }
        }

        fn sections(k: &Knowledge) -> Result<Vec<Piece>, Fault> {
            let mut out = Vec::new();
            $(list(&mut out, $kind, &k.$all, |x| &x.$id)?;)*
            $(out.push(piece(stringify!($list), &k.$list)?);)*
            out.push(piece("verification", &k.verification)?);
            Ok(out)
        }
    };
}

sections! {
    {
        entries(entry) "entry:" Entry id;
        questions(question) "question:" Question id;
        sequences(sequence) "sequence:" Sequence id;
        trees(tree) "tree:" Tree id;
        doors() "doors:" Door code;
        facts(fact) "fact:" Fact id;
        groups() "group:" Group id;
        fields(field) "field:" Field id;
        shared(shared_block) "shared:" Shared id;
        deadlines(deadline) "deadline:" Deadline id;
        roles(role) "role:" Role id;
        sources(source) "source:" Source id;
        out_of_scope(topic) "scope:" OutOfScope id;
        signals() "signal:" Signal id;
        refinements() "refine:" Refinement id;
        stages() "stage:" Stage id;
        rules() "rule:" Rule id;
        logs() "log:" Log id;
        tickets(ticket_form) "ticket:" TicketForm id;
        endpoints() "endpoint:" Endpoint id;
        server_checks() "server:" ServerCheck id;
    }
    {
        synonyms Vec<String>;
        products Wording;
        spellings Wording;
        spoken Wording;
        rivals Vec<Rival>;
        ordinary String;
        cues Cue;
        keepsakes Keepsake;
        secrets Announced;
        beside Beside;
        columns Column;
        levels LevelName;
        keywords Keyword;
        audit AuditColumn;
        hints Hint;
        terms Term;
        twins Twin;
        acceptances Acceptance;
    }
}

fn put<T>(whole: &mut Vec<T>, part: Vec<T>, id: impl Fn(&T) -> &str) {
    let mut places: BTreeMap<String, usize> = whole.iter().map(|item| id(item).to_owned()).zip(0..).collect();
    for item in part {
        let at = *places.entry(id(&item).to_owned()).or_insert(whole.len());
        match whole.get_mut(at) {
            Some(old) => *old = item,
            None => whole.push(item),
        }
    }
}

/// The keyed pieces of a block; a caller may add blobs of its own before [`packed::build`].
///
/// # Errors
/// A piece that cannot be packed, such as an entry with a condition that nobody can read.
pub fn pieces(k: &Knowledge) -> Result<Vec<Piece>, Fault> {
    let mut out = sections(k)?;
    if let Some(opening) = k.sequences.iter().find(|s| s.opening) {
        out.push(piece("opening", &opening.id)?);
    }
    if let Some(day) = k.entries.iter().map(|entry| &entry.verified).max() {
        out.push(piece("verified", day)?);
    }
    if let Some(closing) = k.sequences.iter().find(|s| s.closing) {
        out.push(piece("closing", &closing.id)?);
    }
    for (id, origin) in &k.origins {
        out.push(piece(&format!("origin:{id}"), origin)?);
    }
    let titles = k.entries.iter().map(|x| (x.id.as_str(), &x.title));
    let titles = titles.chain(k.trees.iter().map(|x| (x.id.as_str(), &x.title)));
    let titles = titles.chain(k.sequences.iter().map(|x| (x.id.as_str(), &x.title)));
    let titles = titles.chain(k.questions.iter().map(|x| (x.id.as_str(), &x.ask)));
    for (id, title) in titles {
        out.push(piece(&format!("title:{id}"), title)?);
    }
    let mut places = BTreeMap::new();
    for s in k.sequences.iter().filter(|s| s.numbered).rev() {
        for (at, node) in s.nodes.iter().enumerate() {
            places.insert(&node.id, (at + 1, s.nodes.len()));
        }
    }
    for (id, place) in places {
        out.push(piece(&format!("place:{id}"), &place)?);
    }
    let mut codes: BTreeMap<String, Vec<EntryId>> = BTreeMap::new();
    for entry in &k.entries {
        for raw in &entry.codes {
            let ids = codes.entry(code::canonical(raw)).or_default();
            if !ids.contains(&entry.id) {
                ids.push(entry.id.clone());
            }
        }
    }
    for (code, ids) in codes {
        out.push(piece(&format!("code:{code}"), &ids)?);
    }
    let mut twins: BTreeMap<&EntryId, Vec<&Twin>> = BTreeMap::new();
    for twin in &k.twins {
        twins.entry(&twin.at).or_default().push(twin);
    }
    for (id, twins) in twins {
        out.push(piece(&format!("twins:{id}"), &twins)?);
    }
    // of two that name an entry the later one counts, as with everything that is laid on top
    let accepted = k.acceptances.iter().flat_map(|it| it.of.iter().map(move |id| (id, it)));
    for (id, acceptance) in accepted.collect::<BTreeMap<_, _>>() {
        out.push(piece(&format!("accept:{id}"), acceptance)?);
    }
    for door in &k.doors {
        out.push(piece(&format!("door:{}", code::canonical(&door.code)), &door.question)?);
    }
    Ok(out)
}

fn list<T: Serialize>(out: &mut Vec<Piece>, kind: &str, items: &[T], id: impl Fn(&T) -> &str) -> Result<(), Fault> {
    for item in items {
        out.push(piece(&format!("{kind}{}", id(item)), item)?);
    }
    let ids: Vec<&str> = items.iter().map(id).collect();
    out.push(piece(&format!("{ORDER}{kind}"), &ids)?);
    Ok(())
}

fn piece<T: Serialize>(key: &str, value: &T) -> Result<Piece, Fault> {
    match postcard::to_stdvec(value) {
        Ok(bytes) => Ok((key.to_owned(), bytes)),
        Err(error) => Err(Fault::new(key, error.to_string())),
    }
}
