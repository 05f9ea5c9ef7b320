//! What a name of a person looks like, and the name that begins a text: Latin or Korean, with its titles and particles told apart.

use super::words::{Set, WORDS, is_hangul, leading};

/// How much is known of what a name stands behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// A label that only names of persons have.
    Label,
    /// Something that other words may follow as well.
    Hint,
}

/// The length in bytes of the name that `text` begins with.
pub fn name(text: &str, trust: Trust) -> Option<usize> {
    let first = text.chars().next()?;
    if is_hangul(first) {
        return korean(text, trust);
    }
    if first.is_alphabetic() && !first.is_ascii() && !first.is_lowercase() && !first.is_uppercase() {
        // names in Kana and Han
        let end = text
            .find(|c: char| !c.is_alphabetic() || c.is_ascii() || is_hangul(c))
            .unwrap_or(text.len());
        return (text.get(..end)?.chars().count() <= 8).then_some(end);
    }
    latin(text, trust)
}

/// The Korean name at the beginning of `text`: a family name and one or two syllables, or what stands before a title.
pub fn korean(text: &str, trust: Trust) -> Option<usize> {
    let end = text.find(|c: char| !is_hangul(c)).unwrap_or(text.len());
    let run = text.get(..end)?;
    // 김 민지, 남궁 민수
    if let Some(rest) = text.get(end..).and_then(|rest| rest.strip_prefix(' '))
        && WORDS.is(Set::Surname, run)
        && trust == Trust::Label
    {
        let given = rest.find(|c: char| !is_hangul(c)).unwrap_or(rest.len());
        let syllables = rest.get(..given)?.chars().count();
        if syllables == 2 && rest.get(..given)?.chars().all(|c| WORDS.is(Set::Given, &c.to_string())) {
            return Some(end + 1 + given);
        }
    }
    let ends: Vec<usize> = run.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    for count in [3, 4, 2, 5] {
        let Some(end) = ends.get(count - 1) else { continue };
        let (name, rest) = (run.get(..*end)?, run.get(*end..)?);
        if !follows(rest) || WORDS.is(Set::Nobody, name) {
            continue;
        }
        if is_korean_name(name) || trust == Trust::Label && count <= 4 && rest.is_empty() && !WORDS.is(Set::Title, name)
        {
            return Some(*end);
        }
    }
    None
}

/// Can this stand behind a name without a blank: titles, then particles, or nothing?
pub fn follows(rest: &str) -> bool {
    if rest.is_empty() {
        return true;
    }
    if let Some(title) = leading(Set::Title, rest) {
        let behind = rest.get(title..).unwrap_or_default();
        if behind.is_empty()
            || WORDS.is(Set::Particle, behind)
            || WORDS.is(Set::Title, behind)
            || leading(Set::Title, behind)
                .is_some_and(|more| WORDS.is(Set::Particle, behind.get(more..).unwrap_or_default()))
        {
            return true;
        }
    }
    WORDS.is(Set::Particle, rest)
}

/// A family name with one or two syllables of given names.
pub fn is_korean_name(name: &str) -> bool {
    let chars: Vec<char> = name.chars().collect();
    if WORDS.is(Set::Nobody, name) || !chars.iter().all(|c| is_hangul(*c)) {
        return false;
    }
    let given = |from: usize| {
        let given = chars.get(from..).unwrap_or_default();
        (1..=2).contains(&given.len()) && given.iter().all(|c| WORDS.is(Set::Given, &c.to_string()))
    };
    let surname = |length: usize| {
        let surname: String = chars.iter().take(length).collect();
        WORDS.is(Set::Surname, &surname)
    };
    surname(1) && given(1) && chars.len() >= 2 || surname(2) && chars.len() >= 3 && given(2)
}

/// The Latin name at the beginning of `text`: words that begin with capitals, at most four.
pub fn latin(text: &str, trust: Trust) -> Option<usize> {
    let mut end = 0;
    let mut words = 0;
    let mut at = 0;
    while words < 4 {
        let rest = text.get(at..)?;
        let length = rest
            .find(|c: char| !(c.is_alphabetic() && !is_hangul(c) || matches!(c, '\'' | '-' | '\u{2019}')))
            .unwrap_or(rest.len());
        let word = rest.get(..length)?.trim_end_matches(['-', '\'']);
        let initial = word.chars().count() == 1 && rest.get(length..).is_some_and(|r| r.starts_with('.'));
        if !is_capitalized(word) || WORDS.is(Set::Nobody, word) && !(words > 0 && WORDS.is(Set::Surname, word)) {
            break;
        }
        if word.chars().count() == 1 && !initial && words == 0 {
            break;
        }
        words += 1;
        end = at + word.len();
        let mut next = at + word.len();
        let behind = text.get(next..)?;
        if initial {
            next += 1;
        } else if behind.starts_with(", ") && words == 1 && trust == Trust::Label {
            // Kim, Minji
            next += 1;
        }
        let behind = text.get(next..)?;
        if !behind.starts_with(' ') || behind.starts_with("  ") {
            break;
        }
        at = next + 1;
        // van der Berg, de la Cruz
        let rest = text.get(at..)?;
        if let Some(small) = [
            "van der ", "van den ", "van ", "von ", "de la ", "de ", "del ", "bin ", "al ",
        ]
        .iter()
        .find(|small| rest.starts_with(**small))
        {
            at += small.len();
        }
    }
    // a single word is a name only behind a label
    (words >= 2 || words == 1 && trust == Trust::Label).then_some(end)
}

/// Kim, KIM, O'Brien, `McDonald`, Zo\u{eb}; no code and no acronym of two letters.
pub fn is_capitalized(word: &str) -> bool {
    let mut chars = word.chars();
    let first = chars.next().is_some_and(char::is_uppercase);
    first
        && word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '\'' | '-' | '\u{2019}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_that_begins_a_text_is_told_from_what_follows() {
        for (text, wanted) in [
            ("김민지 대리님이", "김민지"),
            ("김민지대리가 전화", "김민지"),
            ("남궁민수님", "남궁민수"),
            ("이수 씨", "이수"),
            ("Minji Kim (Sales)", "Minji Kim"),
            ("Jean-Luc van der Berg said", "Jean-Luc van der Berg"),
            ("Mary J. O'Brien, IT", "Mary J. O'Brien"),
            ("Zo\u{eb} M\u{fc}ller", "Zo\u{eb} M\u{fc}ller"),
        ] {
            let found = name(text, Trust::Hint).and_then(|end| text.get(..end));
            assert_eq!(found, Some(wanted), "{text}");
        }
        for text in [
            "비밀번호 재설정",
            "사용자가",
            "관리자님",
            "Password Reset",
            "cannot sign in",
            "",
            "이용자가",
        ] {
            assert_eq!(name(text, Trust::Hint), None, "{text}");
        }
        let label = |text: &'static str| name(text, Trust::Label).and_then(|end| text.get(..end));
        assert_eq!(label("Kim, Minji"), Some("Kim, Minji"));
        assert_eq!(label("Minji"), Some("Minji"));
        assert_eq!(label("김 민지"), Some("김 민지"));
    }
}
