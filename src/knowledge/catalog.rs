//! The knowledge of one run as look-ups. Owns which pieces a block has and how each is packed; how a block finds a piece is
//! the business of [`super::packed`].

use super::code;
use super::id::{EntryId, QuestionId};
use super::packed::{self, Fault, Piece};
use super::shape::{
    Deadline, Door, Entry, Fact, Field, Knowledge, OutOfScope, Question, Role, Sequence, Shared, Source, Tree,
};
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

    /// Notes a fault; the first one stays.
    fn noted<T>(&self, read: Result<T, Fault>) -> Option<T> {
        read.map_err(|fault| self.damage.set(fault)).ok()
    }

    fn piece<T: DeserializeOwned>(&self, kind: &str, id: &str) -> Option<T> {
        let mut key = String::with_capacity(kind.len() + id.len());
        key.push_str(kind);
        key.push_str(id);
        let bytes = self.noted(packed::find(&self.block, &key))??;
        self.noted(match postcard::take_from_bytes(bytes) {
            Ok((value, [])) => Ok(value),
            Ok(_) => Err(Fault::new(&key, "it is longer than what it holds")),
            Err(error) => Err(Fault::new(&key, error)),
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

    pub fn entry(&self, id: &str) -> Option<Entry> {
        self.piece("entry:", id)
    }

    /// The title of an entry, tree or sequence, or the words of a question, without reading the whole of it.
    pub fn title(&self, id: &str) -> Option<Text> {
        self.piece("title:", id)
    }

    /// Ids of all entries, in the order of the files.
    pub fn entry_ids(&self) -> Vec<EntryId> {
        self.order("entry:")
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

    /// Ids of all trees, in the order of the first screen.
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
        self.given("synonyms", "").unwrap_or_default()
    }

    /// The entries that a code means, in any spelling; empty where no entry claims it.
    pub fn by_code(&self, raw: &str) -> Vec<EntryId> {
        self.piece("code:", &code::canonical(raw)).unwrap_or_default()
    }

    /// The question that tells the meanings of a code apart.
    pub fn door(&self, raw: &str) -> Option<QuestionId> {
        self.piece("door:", &code::canonical(raw))
    }

    /// The place of an entry in a numbered sequence, from 1, and how many there are.
    pub fn place(&self, entry: &str) -> Option<(usize, usize)> {
        self.piece("place:", entry)
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

    /// Everything back as shapes, to lay a user's files on top.
    ///
    /// # Errors
    /// The first piece that cannot be read.
    pub fn unpack(&self) -> Result<Knowledge, Fault> {
        let whole = Knowledge {
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
        };
        self.damage().map_or(Ok(whole), |fault| Err(fault.clone()))
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

/// The keyed pieces of a block; a caller may add blobs of its own before [`packed::build`].
///
/// # Errors
/// A piece that cannot be packed, such as an entry with a condition that nobody can read.
pub fn pieces(k: &Knowledge) -> Result<Vec<Piece>, Fault> {
    let mut out = Vec::new();
    list(&mut out, "entry:", &k.entries, |x| &x.id)?;
    list(&mut out, "question:", &k.questions, |x| &x.id)?;
    list(&mut out, "sequence:", &k.sequences, |x| &x.id)?;
    list(&mut out, "tree:", &k.trees, |x| &x.id)?;
    list(&mut out, "fact:", &k.facts, |x| &x.id)?;
    list(&mut out, "field:", &k.fields, |x| &x.id)?;
    list(&mut out, "shared:", &k.shared, |x| &x.id)?;
    list(&mut out, "deadline:", &k.deadlines, |x| &x.id)?;
    list(&mut out, "role:", &k.roles, |x| &x.id)?;
    list(&mut out, "source:", &k.sources, |x| &x.id)?;
    list(&mut out, "scope:", &k.out_of_scope, |x| &x.id)?;
    list(&mut out, "doors:", &k.doors, |x| &x.code)?;
    out.push(piece("synonyms", &k.synonyms)?);
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
        Err(error) => Err(Fault::new(key, error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block() -> Vec<u8> {
        let sources = ["S1", "S2"].map(|id| Source {
            id: id.to_owned(),
            title: "A page".to_owned(),
            url: String::new(),
            date: String::new(),
        });
        let knowledge = Knowledge {
            sources: sources.to_vec(),
            ..Knowledge::default()
        };
        packed::build(pieces(&knowledge).unwrap()).unwrap()
    }

    #[test]
    fn a_sound_block_is_read_without_damage() {
        let catalog = Catalog::over(block().into());
        assert_eq!(catalog.unpack().unwrap().sources.len(), 2);
        assert_eq!(catalog.source("S3"), None, "what is not there is no damage");
        assert_eq!(catalog.damage(), None);
    }

    #[test]
    fn a_block_that_was_cut_names_the_piece_that_it_lost() {
        let mut cut = block();
        cut.pop();
        let catalog = Catalog::over(cut.into());
        assert!(catalog.source("S1").is_some() && catalog.damage().is_none());
        assert!(catalog.synonyms().is_empty());
        assert_eq!(catalog.damage().unwrap().key, "synonyms");
        assert_eq!(catalog.unpack().unwrap_err().key, "synonyms");
    }

    #[test]
    fn an_altered_piece_is_damage_for_every_copy_and_the_first_one_stays() {
        let mut altered = block();
        let at = altered.windows(2).rposition(|pair| pair == b"S2").unwrap();
        altered[at - 1] = 200;
        let seen = Damage::default();
        let catalog = Catalog::over(altered.into()).noting(&seen);
        assert_eq!(catalog.clone().source("S2"), None);
        assert_eq!(seen.get().unwrap().key, "source:S2");
        assert!(catalog.prove(&Knowledge::default()).is_err());
        assert_eq!(catalog.damage(), seen.get());
    }

    #[test]
    fn a_proof_compares_the_block_with_the_files() {
        let catalog = Catalog::over(block().into());
        assert_eq!(catalog.prove(&catalog.unpack().unwrap()), Ok(()));
        assert!(catalog.prove(&Knowledge::default()).is_err());
    }
}
