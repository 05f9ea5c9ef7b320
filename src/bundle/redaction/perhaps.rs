//! What only looks like a name of a person, to be asked about.

use super::person::{self, Trust};
use super::seen::Found;
use super::words::{Set, WORDS, is_hangul};

/// What only looks like a name of a person: two words with capitals, or a Korean name before a particle or alone in parentheses.
pub fn names(line: &str, found: &Found) -> Vec<String> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(rest) = line.get(from..) {
        let Some((skip, c)) = rest.char_indices().find(|(_, c)| c.is_alphabetic()) else {
            break;
        };
        let at = from + skip;
        let word = line.get(at..).unwrap_or_default();
        let length = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
        from = at + length;
        let apart = line
            .get(..at)
            .is_some_and(|head| head.is_empty() || head.ends_with([' ', '(', '"', '\'', ',']));
        if is_hangul(c) {
            let run = word.get(..length).unwrap_or_default();
            let name: String = run.chars().take(3).collect();
            let behind = run.get(name.len()..).unwrap_or_default();
            // 김민지가; VPN (김민지)
            let told = if behind.is_empty() {
                let alone = line.get(at + name.len()..).is_some_and(|rest| rest.starts_with(')'));
                alone && line.get(..at).is_some_and(|head| head.ends_with('('))
            } else {
                WORDS.is(Set::Particle, behind)
            };
            if apart
                && told
                && name.chars().count() == 3
                && person::is_korean_name(&name)
                && found.is_free(&(at..at + name.len()))
            {
                out.push(name);
            }
        } else if apart
            && let Some(length) = person::latin(word, Trust::Hint)
            && found.is_free(&(at..at + length))
        {
            let name = word.get(..length).unwrap_or_default();
            let like_one = name.split(' ').count() == 2
                && name.split(' ').all(|part| {
                    part.chars().skip(1).all(char::is_lowercase) && (3..=10).contains(&part.chars().count())
                })
                && name.split(' ').any(|part| WORDS.is(Set::Forename, part));
            if like_one {
                out.push(name.to_owned());
                from = at + length;
            }
        }
    }
    out
}
