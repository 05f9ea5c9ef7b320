//! The case as a checklist: its fields in groups, what is known of each, and what support will ask for. What is needed hangs
//! on the kind of case, by the conditions of the knowledge. Pure.

use super::field::{self, Open};
use super::{Case, conclusion};
use crate::knowledge::Catalog;
use crate::knowledge::condition::{AREA, CONCLUDED, Needed};
use crate::knowledge::group::Group;
use crate::knowledge::id::FieldId;
use crate::knowledge::shape::{Field, Rule};
use crate::text::{Lang, Say, Text, say};
use crate::time::Stamp;
use std::collections::BTreeMap;

/// The fields of a case in the order in which they are asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checklist {
    pub groups: Vec<Rows>,
}

/// A group with its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    pub id: String,
    pub title: Text,
    pub items: Vec<Item>,
    pub count: Count,
}

/// How many fields support wants, how many of them have their value, and of how many it was said that it is not known.
/// Fields of which one is wanted count once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub known: usize,
    pub not_known: usize,
    pub needed: usize,
}

/// A field, and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub field: Field,
    pub state: State,
    /// Will support ask for it, if it has no value?
    pub needed: bool,
    /// Of logs that were read: do they cover the minute that was reported?
    pub covers: Option<bool>,
}

const COVERS: Say = say("covers the reported time", "문제 발생 시각 포함");
const COVERS_NOT: Say = say("does not cover the reported time", "문제 발생 시각 미포함");

/// What is known of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Its value, in its normal form.
    Known(String),
    /// A part of the value, or that it is not known.
    Open(Open),
    /// Support will ask for it.
    Missing,
    /// It helps, and nobody asks for it.
    Optional,
    /// This case needs none.
    DoesNotApply,
}

impl Case {
    /// When it happened, as it was reported.
    pub fn reported(&self, catalog: &Catalog) -> Option<Stamp> {
        reported(catalog, &self.values(catalog))
    }

    /// The fields that support will ask for and of which the whole value is not known, in the order in which they are asked.
    pub fn missing(&self, catalog: &Catalog) -> Vec<Field> {
        let list = checklist(catalog, self);
        list.missing().map(|item| item.field.clone()).collect()
    }
}

impl Item {
    pub fn known(&self) -> bool {
        matches!(self.state, State::Known(_))
    }

    /// Was it said that the value is not known?
    pub fn given_up(&self) -> bool {
        matches!(self.state, State::Open(Open::NotKnown | Open::NotSaid))
    }

    /// What is known, as people read it; `None` where nothing was said.
    pub fn shown(&self, lang: Lang) -> Option<String> {
        match &self.state {
            State::Known(value) => {
                let shown = field::shown(&self.field, value, lang);
                let covers = self.covers.map(|covers| if covers { COVERS } else { COVERS_NOT });
                Some(covers.map_or(shown.clone(), |said| format!("{shown} ({})", said.get(lang))))
            }
            State::Open(said) => Some(field::shown_open(&self.field, said, lang)),
            State::Missing | State::Optional | State::DoesNotApply => None,
        }
    }
}

impl Checklist {
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.groups.iter().flat_map(|group| &group.items)
    }

    /// What support will ask for and of which the whole value is not known.
    pub fn missing(&self) -> impl Iterator<Item = &Item> {
        self.items().filter(|item| item.needed && !item.known())
    }

    /// The score of the whole case.
    pub fn count(&self) -> Count {
        self.groups.iter().fold(Count::default(), |sum, group| Count {
            known: sum.known + group.count.known,
            not_known: sum.not_known + group.count.not_known,
            needed: sum.needed + group.count.needed,
        })
    }
}

/// The checklist of a case.
pub fn checklist(catalog: &Catalog, case: &Case) -> Checklist {
    let mut values = case.values(catalog);
    let opens = case.opens(catalog);
    let covers = covers(catalog, case, &values);
    let told = Told::of(catalog, case, &values, &opens);
    let mut items: Vec<Item> = Vec::new();
    for field in catalog.fields() {
        let need = told.need(&field);
        let state = match (values.remove(&field.id), opens.get(&field.id)) {
            (Some(value), _) => State::Known(value),
            (None, Some(said)) => State::Open(said.clone()),
            (None, None) => match need {
                Need::Needed => State::Missing,
                Need::Optional => State::Optional,
                Need::DoesNotApply => State::DoesNotApply,
            },
        };
        let needed = need == Need::Needed;
        let covers = covers.filter(|_| field.rule == Rule::Paths);
        items.push(Item {
            field,
            state,
            needed,
            covers,
        });
    }
    let mut groups = catalog.groups();
    if groups.is_empty() {
        // knowledge of which every field is one's own
        groups.push(Group {
            id: String::new(),
            title: Text::default(),
            one_of: Vec::new(),
        });
    }
    let last = groups.last().map(|group| group.id.clone());
    let mut rows: Vec<Rows> = Vec::new();
    for group in groups {
        let in_group = |item: &Item| item.field.group.as_ref().or(last.as_ref()) == Some(&group.id);
        let (own, others): (Vec<Item>, Vec<Item>) = items.into_iter().partition(in_group);
        items = others;
        rows.push(row(group, own));
    }
    Checklist { groups: rows }
}

fn reported(catalog: &Catalog, values: &BTreeMap<FieldId, String>) -> Option<Stamp> {
    let mut fields = catalog.fields().into_iter();
    let time = fields.find(|field| field.rule == Rule::Timestamp)?;
    values.get(&time.id)?.parse().ok()
}

/// Do the logs that were read for the case cover the minute that was reported? None where either is not known.
fn covers(catalog: &Catalog, case: &Case, values: &BTreeMap<FieldId, String>) -> Option<bool> {
    let minute = reported(catalog, values)?;
    let its_end = minute.after(59)?;
    let windows = case.scans.iter().filter_map(|scan| Some((scan.from?, scan.to?)));
    let mut windows = windows.peekable();
    windows.peek()?;
    Some(windows.any(|(from, to)| from <= its_end && minute <= to))
}

fn row(group: Group, mut items: Vec<Item>) -> Rows {
    let one_of = one_of(&group, &mut items);
    let alone = items
        .iter()
        .filter(|item| item.needed && !in_one_of(&group, &item.field.id));
    let mut count = one_of;
    for item in alone {
        count.needed += 1;
        count.known += usize::from(item.known());
        count.not_known += usize::from(item.given_up());
    }
    let Group { id, title, .. } = group;
    Rows {
        id,
        title,
        items,
        count,
    }
}

fn in_one_of(group: &Group, field: &FieldId) -> bool {
    group.one_of.iter().flatten().any(|other| other == field)
}

/// Of fields of which one is wanted, asks for those of the first list that nobody has given up; where one list is known whole,
/// the others are not needed. Whether one is wanted at all says the first field.
fn one_of(group: &Group, items: &mut [Item]) -> Count {
    let of = |list: &[FieldId], items: &[Item], test: fn(&Item) -> bool| -> Vec<bool> {
        let own = items.iter().filter(|item| list.contains(&item.field.id));
        own.map(test).collect()
    };
    let Some(first) = group.one_of.first().and_then(|list| list.first()) else {
        return Count::default();
    };
    let wanted = items.iter().any(|item| item.field.id == *first && item.needed);
    let whole = |list: &&Vec<FieldId>| {
        let known = of(list, items, Item::known);
        !known.is_empty() && known.into_iter().all(|known| known)
    };
    let given_up = |list: &Vec<FieldId>| of(list, items, Item::given_up).contains(&true);
    let satisfied = group.one_of.iter().find(whole);
    let all_given_up = satisfied.is_none() && group.one_of.iter().all(given_up);
    let asked = satisfied
        .or_else(|| group.one_of.iter().find(|list| !given_up(list)))
        .or(group.one_of.first());
    let asked = asked.cloned().unwrap_or_default();
    let done = satisfied.is_some();
    for item in items.iter_mut().filter(|item| in_one_of(group, &item.field.id)) {
        let here = asked.contains(&item.field.id);
        item.needed = wanted && here;
        if let State::Missing | State::Optional = item.state {
            item.state = match (wanted, here) {
                (true, true) => State::Missing,
                _ if done => State::DoesNotApply,
                _ => State::Optional,
            };
        }
    }
    Count {
        needed: usize::from(wanted),
        known: usize::from(wanted && done),
        not_known: usize::from(wanted && all_given_up),
    }
}

/// Does support need a field?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    Needed,
    Optional,
    DoesNotApply,
}

/// What conditions over a case are asked about.
struct Told(BTreeMap<String, String>);

impl Told {
    fn of(catalog: &Catalog, case: &Case, values: &BTreeMap<FieldId, String>, opens: &BTreeMap<FieldId, Open>) -> Self {
        let mut told: BTreeMap<String, String> = BTreeMap::new();
        let facts = case.facts(catalog);
        told.extend(facts.iter().map(|(fact, value)| (fact.to_string(), value.clone())));
        // a part of a choice has an id of its own
        for field in catalog.fields().iter().filter(|field| !field.parts.is_empty()) {
            if let Some(Open::Part { text, .. }) = opens.get(&field.id) {
                told.insert(field.id.to_string(), text.clone());
            }
        }
        told.extend(values.iter().map(|(field, value)| (field.to_string(), value.clone())));
        let concluded = conclusion::conclusions(catalog, case, case.lang).pop();
        let start = concluded.as_ref().map(|conclusion| conclusion.entry.as_str());
        let start = start.or_else(|| case.journal().map(|journal| journal.start.as_str()));
        if let Some(start) = start {
            // a tree goes by the name of its area
            let area = catalog.entry(start).map_or(start, |entry| entry.area.word());
            told.insert(AREA.to_owned(), area.to_owned());
        }
        if let Some(concluded) = concluded {
            told.insert(CONCLUDED.to_owned(), concluded.outcome.outcome().word().to_owned());
        }
        Self(told)
    }

    fn need(&self, field: &Field) -> Need {
        let known = |name: &str| self.0.get(name).map(String::as_str);
        match &field.needed {
            Needed::Always => Need::Needed,
            Needed::When(condition) if condition.holds(known) => Need::Needed,
            Needed::When(condition) if condition.refuted(known) => Need::DoesNotApply,
            Needed::Optional | Needed::When(_) => Need::Optional,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::knowledge::id::EntryId;
    use crate::time::Zone;
    use crate::walk::Outcome;

    /// A case of the built-in knowledge with these fields.
    fn with(fields: &[(&str, &str)]) -> Case {
        let mut case = Case::new(sample::id(), Lang::En, sample::noon(), &Zone::UTC);
        for (field, raw) in fields {
            assert!(case.fill(&catalog(), &sample::host(), field, raw).is_ok(), "{field}");
        }
        case
    }

    fn catalog() -> Catalog {
        crate::builtin::catalog()
    }

    fn missing(case: &Case) -> Vec<String> {
        let list = checklist(&catalog(), case);
        list.missing().map(|item| item.field.id.to_string()).collect()
    }

    fn count(case: &Case, group: &str) -> (usize, usize, usize) {
        let list = checklist(&catalog(), case);
        let rows = list.groups.iter().find(|rows| rows.id == group);
        rows.map_or((0, 0, 0), |rows| {
            (rows.count.known, rows.count.not_known, rows.count.needed)
        })
    }

    const SID: (&str, &str) = ("session.sid", "4f6a1c02-93be-4d5b-8a77-0c2be1f53d19");
    const CID: (&str, &str) = ("session.cid", "b1d0e7c4-58f2-4a36-9e1d-6f0a8c724b35");
    const CODE: (&str, &str) = ("support_code", "8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640");

    #[test]
    fn every_field_of_the_built_in_knowledge_stands_in_a_group_with_its_reason() {
        let groups = catalog().groups();
        for field in catalog().fields() {
            assert!(field.why.is_some(), "{}", field.id);
            assert!(
                groups.iter().any(|group| Some(&group.id) == field.group.as_ref()),
                "{}",
                field.id
            );
            assert!(!field.example.is_empty(), "{}", field.id);
        }
    }

    #[test]
    fn one_of_support_code_and_sid_with_cid_is_enough_and_counts_once() {
        let codes = |fields: &[(&str, &str)]| {
            let case = with(fields);
            let named = missing(&case)
                .into_iter()
                .filter(|id| id == "support_code" || id.starts_with("session"));
            (named.collect::<Vec<_>>(), count(&case, "codes"))
        };
        let code = vec!["support_code".to_owned()];
        assert_eq!(codes(&[]), (code.clone(), (0, 0, 1)));
        assert_eq!(codes(&[SID]), (code, (0, 0, 1)), "one of the two is not enough");
        assert_eq!(codes(&[SID, CID]), (vec![], (1, 0, 1)));
        assert_eq!(codes(&[CODE]), (vec![], (1, 0, 1)));
        let list = checklist(&catalog(), &with(&[CODE]));
        let sid = list.items().find(|item| item.field.id == "session.sid");
        assert_eq!(sid.map(|item| &item.state), Some(&State::DoesNotApply));
    }

    #[test]
    fn where_the_page_has_no_support_code_sid_and_cid_are_asked() {
        let case = with(&[("support_code", "unknown"), SID]);
        let named: Vec<String> = missing(&case).into_iter().filter(|id| id.starts_with('s')).collect();
        assert_eq!(named, ["session.cid"]);
        let case = with(&[("support_code", "unknown"), ("session.sid", "unknown")]);
        assert_eq!(count(&case, "codes"), (0, 1, 1));
    }

    #[test]
    fn what_is_needed_hangs_on_the_kind_of_case() {
        let wants = |case: &Case, field: &str| missing(case).iter().any(|id| id == field);
        let mut case = with(&[("user_type", "password-hash-sync")]);
        assert!(wants(&case, "log_paths") && wants(&case, "user_id") && wants(&case, "support_code"));
        assert!(!wants(&with(&[("affected", "all")]), "user_id"), "nobody in particular");
        case.start(&catalog(), "portal");
        assert!(!wants(&case, "support_code"), "no page of the reset, no code of it");
        let entry = EntryId::new("writeback.permissions");
        case.take_up(&catalog(), &entry);
        for (outcome, log) in [
            (Outcome::Cause, true),
            (Outcome::ByDesign, false),
            (Outcome::Fixed, false),
            (Outcome::NotFixed, true),
        ] {
            case.outcome(&catalog(), &entry, outcome, None, sample::noon());
            assert_eq!(wants(&case, "log_paths"), log, "{outcome:?}");
        }
        assert!(
            wants(&with(&[("user_type", "synchronized")]), "log_paths"),
            "a part decides too"
        );
    }

    #[test]
    fn what_nobody_knows_is_missing_and_counted_as_such() {
        let case = with(&[("license", "unknown"), ("user_id", "not-said"), ("timestamp", "09:12")]);
        let list = checklist(&catalog(), &case);
        assert!(missing(&case).contains(&"license".to_owned()));
        let count = list.count();
        assert_eq!((count.known, count.not_known), (0, 2));
        let shown = |id: &str| {
            list.items()
                .find(|item| item.field.id == id)
                .and_then(|item| item.shown(Lang::Ko))
        };
        assert_eq!(shown("license").as_deref(), Some("모름"));
        assert_eq!(shown("user_id").as_deref(), Some("사용자가 말하지 않음"));
    }

    #[test]
    fn a_choice_that_settles_nothing_says_that_the_field_is_not_known() {
        let catalog = catalog();
        let question = catalog.questions().into_iter().find_map(|question| {
            let field = catalog.fact(question.sets.as_ref()?)?.field?;
            let choice = question
                .choices
                .iter()
                .find(|choice| choice.unknown && choice.set.is_empty())?;
            Some((question.id.clone(), choice.id.clone(), field))
        });
        let (question, choice, field) = question.unwrap();
        let mut case = with(&[]);
        case.start(&catalog, &question);
        case.answer(&catalog, &question, crate::case::Reply::Choice(&choice), sample::noon());
        assert_eq!(case.opens(&catalog).get(&field), Some(&Open::NotKnown));
        let mut case = with(&[(&field, "unknown")]);
        case.start(&catalog, &question);
        let position = case.trace(&catalog).map(|trace| trace.position);
        assert_ne!(
            position,
            Some(crate::walk::Position::Ask(question)),
            "it is not asked again"
        );
    }

    #[test]
    fn a_log_says_whether_it_covers_the_reported_minute() {
        let catalog = catalog();
        let host = sample::host();
        host.put("/logs/a.evtx", b"log");
        let mut case = Case::new(sample::id(), Lang::En, sample::noon(), &Zone::UTC);
        for (field, raw) in [
            ("time_zone", "UTC"),
            ("timestamp", "2026-11-20 18:00"),
            ("log_paths", "/logs/a.evtx"),
        ] {
            assert!(case.fill(&catalog, &host, field, raw).is_ok(), "{field}");
        }
        let shown = |case: &Case| {
            let list = checklist(&catalog, case);
            let logs = list.items().find(|item| item.field.rule == Rule::Paths);
            logs.and_then(|item| item.shown(Lang::En)).unwrap_or_default()
        };
        assert!(!shown(&case).contains("cover"), "{}", shown(&case));
        let time: Stamp = case.values(&catalog)["timestamp"].parse().unwrap();
        for (from, to, said) in [
            (-60, 60, "covers the reported time"),
            (30, 60, "covers"),
            (60, 120, "does not cover"),
        ] {
            case.scans = vec![crate::case::found::Scan {
                at: sample::noon(),
                files: vec!["/logs/a.evtx".to_owned()],
                from: time.after(from),
                to: time.after(to),
                whole: true,
            }];
            assert!(shown(&case).contains(said), "{}", shown(&case));
        }
    }
}
