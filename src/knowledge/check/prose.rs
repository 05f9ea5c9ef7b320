//! How a text is written: what of it is quoted, which words it has, and how a word ends. Owns the arithmetic of marks and of
//! final consonants.

use std::ops::Range;

/// How a piece of text is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Between `**`: the name of a button, page or menu.
    Label,
    /// Between backticks: typed or read letter by letter.
    Literal,
    /// Between double quotes: what somebody else wrote.
    Speech,
}

const MARKS: [(Mark, &str); 3] = [(Mark::Label, "**"), (Mark::Literal, "`"), (Mark::Speech, "\"")];

/// A marked piece: with its marks, and without.
pub struct Marked {
    pub mark: Mark,
    pub whole: Range<usize>,
    pub inner: Range<usize>,
}

/// The marked pieces of a text, in order; a mark without its twin marks nothing.
pub fn marked(text: &str) -> Vec<Marked> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(rest) = text.get(from..) {
        let found = MARKS
            .iter()
            .filter_map(|(mark, sign)| Some((rest.find(sign)?, *mark, sign.len())));
        let Some((at, mark, wide)) = found.min_by_key(|(at, ..)| *at) else {
            break;
        };
        let (start, open) = (from + at, from + at + wide);
        let sign = text.get(start..open).unwrap_or_default();
        let inside = text.get(open..).and_then(|rest| rest.find(sign));
        from = open;
        if let Some(length) = inside {
            from = open + length + wide;
            out.push(Marked {
                mark,
                whole: start..from,
                inner: open..open + length,
            });
        }
    }
    out
}

/// What stands for a character that is not looked at; as wide as it, so that places stay what they are.
const BLANK: char = '\0';

/// The text without what is marked in one of these ways.
pub fn without(text: &str, marks: &[Mark]) -> String {
    let mut out = String::with_capacity(text.len());
    for hidden in marked(text).iter().filter(|m| marks.contains(&m.mark)) {
        out.push_str(text.get(out.len()..hidden.whole.start).unwrap_or_default());
        out.extend(std::iter::repeat_n(BLANK, hidden.whole.len()));
    }
    out.push_str(text.get(out.len()..).unwrap_or_default());
    out
}

pub fn is_syllable(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

/// How a word ends, which decides over the particle behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    Vowel,
    /// Only `로` takes it for a vowel.
    Rieul,
    Consonant,
}

/// How a Hangul syllable, or a digit read aloud, ends; of other characters nobody can tell.
pub fn ending(c: char) -> Option<Ending> {
    const SYLLABLES: u32 = 0xAC00;
    const FINALS: u32 = 28;
    const RIEUL: u32 = 8;
    if is_syllable(c) {
        return Some(match (u32::from(c) - SYLLABLES) % FINALS {
            0 => Ending::Vowel,
            RIEUL => Ending::Rieul,
            _ => Ending::Consonant,
        });
    }
    match c {
        // 이, 사, 오, 구
        '2' | '4' | '5' | '9' => Some(Ending::Vowel),
        // 일, 칠, 팔
        '1' | '7' | '8' => Some(Ending::Rieul),
        // 영, 십, 백; 삼, 육
        '0' | '3' | '6' => Some(Ending::Consonant),
        _ => None,
    }
}

/// Particles that hang on how the word before ends: behind a consonant, behind a vowel.
pub const PARTICLES: [(&str, &str); 5] = [("을", "를"), ("은", "는"), ("이", "가"), ("과", "와"), ("으로", "로")];

/// The particle of a pair that fits.
pub fn fitting(pair: (&'static str, &'static str), ending: Ending) -> &'static str {
    match (pair.0, ending) {
        ("으로", Ending::Rieul) | (_, Ending::Vowel) => pair.1,
        _ => pair.0,
    }
}

/// The runs of Hangul in a text.
pub fn runs(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| is_syllable(*c)) {
        let end = at + c.len_utf8();
        match out.last_mut() {
            Some(run) if run.end == at => run.end = end,
            _ => out.push(at..end),
        }
    }
    out
}

/// Every place of `word` in `text` where it begins no longer word's middle.
pub fn places(text: &str, word: &str) -> Vec<Range<usize>> {
    let joins =
        |a: char, b: char| is_syllable(a) && is_syllable(b) || a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric();
    let found = text.match_indices(word).filter(|(at, _)| {
        let before = text.get(..*at).and_then(|head| head.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|tail| tail.chars().next());
        let (first, last) = (word.chars().next(), word.chars().next_back());
        let opens = before.zip(first).is_none_or(|(a, b)| !joins(a, b));
        // Hangul carries its particles; a Latin word ends where it ends
        let closes = last.zip(after).is_none_or(|(a, b)| is_syllable(a) || !joins(a, b));
        opens && closes
    });
    found.map(|(at, word)| at..at + word.len()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_marked_is_blanked_and_places_stay() {
        let text = "**저장**을 누르고 `a` \"나\"를 봅니다";
        let bare = without(text, &[Mark::Label, Mark::Literal, Mark::Speech]);
        assert_eq!(bare.len(), text.len());
        assert!(!bare.contains("저장") && !bare.contains('나') && bare.contains("누르고"));
        assert_eq!(marked("a ** b").len(), 0, "a lone mark marks nothing");
    }

    #[test]
    fn a_particle_fits_the_ending_before_it() {
        let fits = |c, pair| ending(c).map(|ending| fitting(pair, ending));
        assert_eq!(fits('암', ("을", "를")), Some("을"));
        assert_eq!(fits('호', ("을", "를")), Some("를"));
        assert_eq!(fits('널', ("으로", "로")), Some("로"));
        assert_eq!(fits('6', ("으로", "로")), Some("으로"));
        assert_eq!(fits('t', ("으로", "로")), None);
    }

    #[test]
    fn a_word_is_found_with_its_particles_and_not_inside_another() {
        assert_eq!(places("이 장치를, 대장치", "장치").len(), 1);
        assert_eq!(places("a licence, licences", "licence").len(), 1);
    }
}
