//! Why a value is not taken, in both languages.

use crate::knowledge::id::FieldId;
use crate::knowledge::shape::Field;
use crate::text::{Lang, Say, Text};

/// Why a value is not taken: one sentence that says what is wrong, one that says what is wanted. Display is English.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} {}", self.said.what.en, self.said.want.en)]
pub struct Refusal {
    said: Box<Said>,
    /// Values that would be taken, to choose from; may be empty.
    pub offers: Vec<String>,
    /// The field to be answered first, where that would settle it.
    pub asks: Option<FieldId>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    what: Text,
    want: Text,
}

impl Refusal {
    /// `values` fill the sentence that says what is wrong.
    pub(super) fn new(what: Say, values: &[&str], want: Say) -> Self {
        let what = Text {
            en: what.with(Lang::En, values),
            ko: what.with(Lang::Ko, values),
        };
        let want = Text {
            en: want.en.to_owned(),
            ko: want.ko.to_owned(),
        };
        Self {
            said: Box::new(Said { what, want }),
            offers: Vec::new(),
            asks: None,
        }
    }

    /// Adds values to choose from, and names them in the sentence that says what is wanted.
    pub(super) fn offering(mut self, offers: Vec<String>) -> Self {
        if !offers.is_empty() {
            let list = offers.join(", ");
            self.said.want.en = format!("{} Choose: {list}.", self.said.want.en);
            self.said.want.ko = format!("{} 선택: {list}", self.said.want.ko);
        }
        self.offers = offers;
        self
    }

    pub(super) fn asking(mut self, field: Option<&Field>) -> Self {
        self.asks = field.map(|field| field.id.clone());
        self
    }

    /// What is wrong, as one sentence.
    pub fn say(&self, lang: Lang) -> String {
        self.said.what.get(lang).to_owned()
    }

    /// What is wrong and what is wanted.
    pub fn whole(&self, lang: Lang) -> String {
        format!("{} {}", self.say(lang), self.hint(lang)).trim().to_owned()
    }

    /// What is wanted, as one sentence.
    pub fn hint(&self, lang: Lang) -> String {
        self.said.want.get(lang).to_owned()
    }
}
