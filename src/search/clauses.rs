//! Where one thing is said and where the next begins: `I got a new phone, the old one is gone, now it wants a code`. Owns
//! nothing but the parting; what parts stands in `assets/grammar.txt`.

use super::fold::Token;
use super::grammar::{Words, words};
use std::sync::LazyLock;

/// Words that begin a clause.
static OPENS: Words = Words::new(|| words("opens").collect());
/// Endings of a Korean verb that close a clause.
static CLOSES: LazyLock<Vec<&str>> = LazyLock::new(|| words("closes").collect());

/// Clauses beyond this many are one with the last.
pub const MOST: usize = 12;

/// For each word of `text` the number of its clause, from 0 on.
pub fn clauses(text: &str, tokens: &[Token]) -> Vec<usize> {
    let mut number = 0;
    let mut words = 0;
    let mut out = Vec::with_capacity(tokens.len());
    let mut before: Option<&Token> = None;
    for token in tokens {
        let parted = before.is_some_and(|before| {
            let between = text.get(before.at.end..token.at.start).unwrap_or_default();
            between.contains([',', ';', ':', '!', '?', '\n', '(', ')']) || between.contains(". ") || closes(before)
        });
        // a word or two before a comma is an address, no clause
        if (parted || OPENS.contains(token.text.as_str())) && words > 2 && number + 1 < MOST {
            number += 1;
            words = 0;
        }
        out.push(number);
        words += 1;
        before = Some(token);
    }
    out
}

fn closes(token: &Token) -> bool {
    token.hangul
        && CLOSES
            .iter()
            .any(|end| token.text.len() > end.len() && token.text.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fold::Reading;

    #[test]
    fn what_is_said_one_after_another_is_parted() {
        let parted = |text: &str| clauses(text, &Reading::new(vec![], vec![]).tokens(text));
        assert_eq!(
            parted("I reset it this morning, now my laptop wants the old one"),
            [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1]
        );
        assert_eq!(parted("아이디를 바로 넣었는데 그림이 안 보여요"), [0, 0, 0, 1, 1, 1]);
        assert_eq!(parted("Sorry, one question"), [0, 0, 0]);
    }
}
