//! What redaction did to a text, counted.

use std::collections::BTreeMap;

/// What was done to a text: how often each token was put in the place of a name, and each kind of secret removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    pub tokens: BTreeMap<&'static str, u64>,
    pub secrets: BTreeMap<&'static str, u64>,
}

impl Done {
    pub fn add(&mut self, other: &Self) {
        for (mine, others) in [(&mut self.tokens, &other.tokens), (&mut self.secrets, &other.secrets)] {
            for (word, count) in others {
                *mine.entry(word).or_default() += count;
            }
        }
    }

    /// Nothing was changed.
    pub fn is_nothing(&self) -> bool {
        self.tokens.is_empty() && self.secrets.is_empty()
    }
}
