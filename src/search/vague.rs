//! Queries that say that something is wrong, but not what. Judges nothing else.

use super::fold::Token;
use super::terms::{is_stop, stemmed};
use crate::knowledge::code::is_number;
use crate::knowledge::shape::{Cue, CueKind};

/// Queries that say too little, by the words of the knowledge.
pub struct Vague {
    trouble: Vec<String>,
    ordinary: Vec<String>,
}

impl Vague {
    pub fn of(cues: &[Cue], ordinary: Vec<String>) -> Self {
        let trouble = cues.iter().filter(|cue| cue.says == CueKind::Trouble);
        Self {
            trouble: trouble.flat_map(|cue| &cue.words).cloned().collect(),
            ordinary,
        }
    }

    fn says_nothing(&self, token: &Token) -> bool {
        is_stop(token) || listed(&self.trouble, token)
    }

    /// Nothing but words that say that something is wrong.
    pub fn only_trouble(&self, words: &[Token]) -> bool {
        words.iter().all(|word| self.says_nothing(word))
    }

    /// Nothing beyond those, numbers and the words that name what all of this is about.
    pub fn bare(&self, words: &[Token]) -> bool {
        let ordinary = |t: &Token| is_number(&t.text) || listed(&self.ordinary, t);
        words.iter().all(|t| self.says_nothing(t) || ordinary(t))
    }
}

fn listed(list: &[String], token: &Token) -> bool {
    let stemmed = stemmed(token);
    list.iter().any(|word| *word == stemmed || *word == token.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fold::Reading;

    fn tokens(text: &str) -> Vec<Token> {
        Reading::new(vec![], vec![]).tokens(text)
    }

    #[test]
    fn only_what_names_a_trouble_is_more_than_vague() {
        let ordinary = vec!["sspr".to_owned(), "reset".to_owned()];
        let vague = Vague::of(&crate::builtin::catalog().cues(), ordinary);
        for text in ["help", "it does not work", "안 돼요", "오류가 나요", "로그인 안됨"] {
            assert!(vague.only_trouble(&tokens(text)), "{text}");
        }
        let error = tokens("sspr reset error");
        assert!(vague.bare(&error) && !vague.only_trouble(&error));
        assert!(!vague.bare(&tokens("captcha does not work")));
    }
}
