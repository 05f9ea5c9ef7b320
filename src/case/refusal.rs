//! Why a value is not taken, in both languages.

use crate::text::{Lang, Say, Text, say};

/// Why a value is not taken: one sentence that says what is wrong, one that says what is wanted. Display is English.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.whole(Lang::En))]
pub struct Refusal {
    // in a box, because a refusal is handed up through many results
    what: Box<Text>,
    want: Say,
    /// Values that would be taken, to choose from; may be empty.
    pub offers: Vec<String>,
}

impl Refusal {
    /// `values` fill the sentence that says what is wrong.
    pub(super) fn new(what: Say, values: &[&str], want: Say) -> Self {
        let what = Text {
            en: what.with(Lang::En, values),
            ko: what.with(Lang::Ko, values),
        };
        Self {
            what: Box::new(what),
            want,
            offers: Vec::new(),
        }
    }

    pub(super) fn offering(self, offers: Vec<String>) -> Self {
        Self { offers, ..self }
    }

    /// What is wrong, as one sentence.
    pub fn say(&self, lang: Lang) -> String {
        self.what.get(lang).to_owned()
    }

    /// What is wrong and what is wanted.
    pub fn whole(&self, lang: Lang) -> String {
        format!("{} {}", self.say(lang), self.hint(lang)).trim().to_owned()
    }

    /// What is wanted, with the values to choose from.
    pub fn hint(&self, lang: Lang) -> String {
        let want = self.want.get(lang);
        if self.offers.is_empty() {
            return want.to_owned();
        }
        say("{} Choose: {}.", "{} 선택: {}").with(lang, &[want, &self.offers.join(", ")])
    }
}
