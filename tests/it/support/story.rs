//! Stories of support engineers, as `walks/*.yaml` tell them.

use super::{FakeHost, NOON, catalog, first_case, noon, seoul};
use serde::Deserialize;
use sspr::app::outcomes;
use sspr::case::Case;
use sspr::cli::commands::walk::{Answers, Scalar, follow};
use sspr::knowledge::id::{EntryId, FactId, FieldId, QuestionId};
use sspr::text::Lang;
use sspr::walk::Position;
use std::collections::BTreeMap;
use std::path::Path;

/// A story: who calls, what is answered, and where it leads.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// File name without its end.
    #[serde(skip)]
    pub name: String,
    /// The story in a sentence or two.
    pub tells: String,
    pub start: String,
    #[serde(default)]
    pub facts: BTreeMap<FactId, Scalar>,
    /// The opening is that of a call unless the story says otherwise; whatever else is not told is not known.
    #[serde(default)]
    pub answers: BTreeMap<QuestionId, Scalar>,
    /// Whatever is not told did not help.
    #[serde(default)]
    pub outcomes: BTreeMap<EntryId, Scalar>,
    pub expect: Expect,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// `solved` or `support-case`.
    pub ends: String,
    /// Nodes that the walk comes to, in this order; others may lie between them.
    pub visits: Vec<String>,
    /// Nodes that it must not come to.
    #[serde(default)]
    pub avoids: Vec<String>,
    /// Fields of the case that are known at the end.
    #[serde(default)]
    pub case: BTreeMap<FieldId, Scalar>,
}

/// How a call opens where the story says nothing.
const OPENING: [(&str, &str); 4] = [
    ("ask.usage-code", "nothing"),
    ("ask.situation", "call"),
    ("ask.caller-verified", "yes"),
    ("ask.urgent", "no"),
];

impl Story {
    /// The answers file that the story comes to, every question and entry filled in.
    pub fn answers(&self) -> Answers {
        let text = |value: &str| Scalar(value.to_owned());
        let mut answers = BTreeMap::new();
        for question in catalog().questions() {
            let opening = OPENING
                .iter()
                .find(|(id, _)| question.id == *id)
                .map(|(_, value)| *value);
            let unknown = question.choices.iter().find(|c| c.unknown).or(question.choices.last());
            if let Some(value) = opening.or(unknown.map(|c| c.id.as_str())) {
                answers.insert(question.id.clone(), text(value));
            }
        }
        answers.extend(self.answers.clone());
        let mut file = Answers {
            start: self.start.clone(),
            facts: self.facts.clone(),
            answers,
            ..Answers::default()
        };
        // an outcome takes a walk to its entry, so only those are in the file that this walk comes to by itself
        loop {
            let case = Case::new(first_case(), Lang::En, noon(), &seoul());
            let walked = follow(catalog(), &FakeHost::at(NOON), &file, case, noon());
            let Ok(Position::Try(id)) = walked.map(|walked| walked.position) else {
                return file;
            };
            let read = catalog().entry(&id).is_some_and(|entry| outcomes::is_read(&entry));
            let untold = text(if read { "read" } else { "not-fixed" });
            let outcome = self.outcomes.get(&id).cloned().unwrap_or(untold);
            file.outcomes.insert(id, outcome);
        }
    }
}

/// Every story, by name.
pub fn stories() -> Vec<Story> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/walks");
    let mut out: Vec<Story> = std::fs::read_dir(&folder)
        .expect("the stories")
        .map(|item| {
            let path = item.expect("a file").path();
            let text = std::fs::read_to_string(&path).expect("a story");
            let mut story: Story = serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            story.name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            story
        })
        .collect();
    out.sort_by(|a, b| a.name.cmp(&b.name));
    out
}
