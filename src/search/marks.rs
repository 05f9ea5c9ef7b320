//! What to mark in a title while somebody types: literal pieces, half-typed syllables and initials.

use super::{hangul, terms};
use std::ops::Range;

/// The bytes of `text` that the words of `query` stand for: whole words, in order and without overlaps. Words that mean nothing
/// by themselves mark nothing.
pub fn highlights(text: &str, query: &str) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    for word in query.split(|c: char| !c.is_alphanumeric()) {
        let word: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
        let text_of: String = word.iter().collect();
        if word.len() < 2 || terms::is_empty_word(&text_of) {
            continue;
        }
        let mut at = 0;
        while at < chars.len() {
            let taken = matched(chars.get(at..).unwrap_or_default(), &word);
            let starts = at.checked_sub(1).is_none_or(|before| apart(&chars, before));
            // a short Latin piece counts only at the start of a word
            let fits = taken > 0 && (starts || word.len() > 3 || word.first().is_some_and(|c| hangul::is_hangul(*c)));
            if !fits {
                at += 1;
                continue;
            }
            let from = (0..at)
                .rev()
                .find(|before| apart(&chars, *before))
                .map_or(0, |before| before + 1);
            let to = (at + taken - 1..chars.len())
                .find(|last| apart(&chars, *last))
                .unwrap_or(chars.len() - 1);
            if let (Some((from, _)), Some((to, last))) = (chars.get(from), chars.get(to)) {
                let whole = text.get(*from..to + last.len_utf8()).unwrap_or_default();
                let matched = chars.get(at + taken - 1).map_or(0, |(end, c)| end + c.len_utf8());
                // the particle behind a word is none of it
                let stem = from + terms::stem_hangul(whole).len();
                let end = if hangul::is_hangul(*last) {
                    stem.max(matched)
                } else {
                    to + last.len_utf8()
                };
                found.push(*from..end);
            }
            at = to + 1;
        }
    }
    found.sort_by_key(|r| (r.start, r.end));
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in found {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

/// Whether a word ends with the character at `at`: what follows is none of a word, or of the other script.
fn apart(chars: &[(usize, char)], at: usize) -> bool {
    let Some((_, c)) = chars.get(at) else { return true };
    let Some((_, next)) = chars.get(at + 1) else {
        return true;
    };
    !c.is_alphanumeric() || !next.is_alphanumeric() || hangul::is_hangul(*c) != hangul::is_hangul(*next)
}

/// How many characters of `text` the word takes at its beginning; 0 for none.
fn matched(text: &[(usize, char)], word: &[char]) -> usize {
    if word.iter().all(|c| ('ㄱ'..='ㅎ').contains(c)) {
        let heads = text.iter().map(|(_, c)| hangul::initial(*c));
        let same = word.len() > 1 && text.len() >= word.len() && heads.zip(word).all(|(head, c)| head == Some(*c));
        return if same { word.len() } else { 0 };
    }
    if text.len() < word.len() {
        return 0;
    }
    let last = word.len().saturating_sub(1);
    let same = text.iter().zip(word).enumerate().all(|(index, ((_, c), wanted))| {
        let lower = c.to_lowercase().next().unwrap_or(*c);
        let open = index == last
            && hangul::is_hangul(*wanted)
            && hangul::jamo(&lower.to_string()).starts_with(&hangul::jamo(&wanted.to_string()));
        lower == *wanted || open
    });
    if same { word.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked<'t>(text: &'t str, query: &str) -> Vec<&'t str> {
        highlights(text, query)
            .into_iter()
            .filter_map(|r| text.get(r))
            .collect()
    }

    #[test]
    fn pieces_half_syllables_and_initials_are_marked() {
        assert_eq!(marked("SSPR_0029: reset refused", "sspr reset"), ["SSPR", "reset"]);
        assert_eq!(marked("비밀번호 쓰기 저장", "비밀버"), ["비밀번호"]);
        assert_eq!(marked("비밀번호 쓰기 저장", "ㅂㅁㅂㅎ"), ["비밀번호"]);
        assert_eq!(marked("Event 31003", "31"), ["31003"]);
        assert_eq!(marked("The reset", "se"), Vec::<&str>::new());
        assert_eq!(marked("", "x"), Vec::<&str>::new());
    }

    #[test]
    fn what_means_nothing_marks_nothing() {
        assert_eq!(marked("A method of the user", "a of the use"), ["user"]);
        assert_eq!(marked("31003이 SSPR_0029", "s 3 이"), Vec::<&str>::new());
        assert_eq!(marked("새 암호를 쓸 수 없음", "암호 수"), ["암호"]);
    }
}
