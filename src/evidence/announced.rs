//! Secrets that words announce: as the label before a sign, as an option of a command, or in a sentence, before it or behind.

use super::forms::{Cut, Taken};
use super::shapes::{self, Shape, shape};
use super::told::{Judge, Link};
use super::words::{Announces, Word, is_hangul, last_words, quoted, words};
use crate::knowledge::paste::{Around, Looks, Secret};
use crate::text::fitting;
use std::ops::Range;

/// What is announced in `text`, and what was set to something that only a password looks like.
pub(super) fn find(judge: &Judge<'_>, text: &str) -> Vec<Cut> {
    let search = Search { judge, text };
    let mut cuts = Vec::new();
    let mut at = 0;
    for raw in text.split_inclusive('\n') {
        let line = raw.trim_end_matches('\n');
        let mut from = 0;
        loop {
            let text = fitting(line.get(from..).unwrap_or_default(), MOST_AT_ONCE);
            let to = from + text.len();
            let piece = Line::of(text, at + from);
            search.announced(&piece, &mut cuts);
            search.unannounced(&piece, &mut cuts);
            if to >= line.len() {
                break;
            }
            from = fitting(line, to - IN_BOTH).len();
        }
        at += raw.len();
    }
    cuts
}

/// Does a word of the line announce a secret?
pub(super) fn announces(judge: &Judge<'_>, line: &str) -> bool {
    let search = Search { judge, text: line };
    let line = Line::of(line, 0);
    (0..line.lower.len()).any(|index| search.announcing(&line, index).is_some())
}

/// Bytes of a line that are looked at together. Each word that announces looks about itself, and nobody announces across more.
const MOST_AT_ONCE: usize = 8 * 1024;

/// What stands at the end of one piece stands at the beginning of the next, so that no announcement is parted from its secret.
const IN_BOTH: usize = 2 * 1024;

/// Words before and behind that are looked at from a word that announces; no rule below reaches farther.
const NEAR: usize = 16;

struct Search<'a> {
    judge: &'a Judge<'a>,
    text: &'a str,
}

/// A line of the text, by character.
struct Line<'t> {
    /// Where it begins in the text.
    at: usize,
    text: &'t str,
    lower: Vec<char>,
    /// Where each character begins in the line, and its end.
    places: Vec<usize>,
}

impl<'t> Line<'t> {
    fn of(text: &'t str, at: usize) -> Self {
        Self {
            at,
            text,
            lower: text.chars().map(|c| c.to_lowercase().next().unwrap_or(c)).collect(),
            places: text.char_indices().map(|(at, _)| at).collect(),
        }
    }

    fn place(&self, index: usize) -> usize {
        self.places.get(index).copied().unwrap_or(self.text.len())
    }

    /// The text behind the character at `index`, itself included.
    fn rest(&self, index: usize) -> &'t str {
        self.text.get(self.place(index)..).unwrap_or_default()
    }

    fn before(&self, index: usize) -> &'t str {
        self.text.get(..self.place(index)).unwrap_or_default()
    }
}

impl Search<'_> {
    /// What words of the line announce.
    fn announced(&self, line: &Line<'_>, cuts: &mut Vec<Cut>) {
        let mut index = 0;
        while index < line.lower.len() {
            let mut taken = 1;
            if let Some((found, behind)) = self.announcing(line, index) {
                self.behind(line, index, behind, found, cuts);
                taken = found.length;
            }
            index += taken;
        }
    }

    /// The word that begins at the character and announces something, and where what follows it begins.
    fn announcing(&self, line: &Line<'_>, index: usize) -> Option<(Announces, usize)> {
        let rest = line.lower.get(index..).unwrap_or_default();
        let mut all = self.judge.words.announcing(rest);
        all.find_map(|found| Some((found, self.boundary(line, index, found)?)))
    }

    /// Whether the word stands there as a word: where what follows it begins.
    fn boundary(&self, line: &Line<'_>, index: usize, found: Announces) -> Option<usize> {
        let end = index + found.length;
        let before = index.checked_sub(1).and_then(|i| line.lower.get(i)).copied();
        let first = line.lower.get(index).copied().unwrap_or(' ');
        let next = line.lower.get(end).copied();
        if is_hangul(first) {
            if before.is_some_and(is_hangul) && found.length < 2 {
                return None;
            }
        } else if before.is_some_and(|c| c.is_ascii_alphanumeric()) {
            // newPassword=, DB_PWD=
            let glued = found.looks == Looks::Word || found.looks == Looks::Blob;
            let sign = line
                .rest(end)
                .trim_start_matches(['"', '\'', ' '])
                .starts_with(['=', ':', '>']);
            if !glued || !sign || found.length < 4 && !line.rest(end).trim_start_matches(' ').starts_with('=') {
                return None;
            }
            let near = line.lower.get(index.saturating_sub("publickey".len())..index);
            let near: String = near.unwrap_or_default().iter().collect();
            if near.ends_with("public") || near.ends_with("publickey") {
                return None;
            }
        }
        let latin_goes_on = !is_hangul(first) && next.is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
        let joined = next == Some('-') && line.lower.get(end + 1).is_some_and(char::is_ascii_alphabetic);
        if latin_goes_on || joined {
            return None;
        }
        let run: String = line.lower.get(end..)?.iter().take_while(|c| is_hangul(**c)).collect();
        let fits = run.is_empty() || self.judge.words.says(Around::Particle, &run);
        fits.then(|| end + run.chars().count())
    }

    /// What follows the word at `index`, from the character at `from` on.
    fn behind(&self, line: &Line<'_>, index: usize, from: usize, found: Announces, cuts: &mut Vec<Cut>) {
        let before = line.before(index);
        let words_before = last_words(before, line.at, NEAR);
        let prior = words_before.last().map(Word::lower).unwrap_or_default();
        if found.looks == Looks::SixDigits && self.judge.words.says(Around::OtherNumber, &prior) {
            return;
        }
        let rest = line.rest(from);
        let offset = line.at + line.place(from);
        let mut take = |cut: Range<usize>| cuts.push((cut, Taken::Secret(found.secret)));
        if let Some(skip) = sign(rest, before) {
            let value = rest.get(skip..).unwrap_or_default();
            if value.trim().is_empty() {
                self.next_line(line, before, found).into_iter().for_each(&mut take);
            } else {
                let element = rest.get(..skip).is_some_and(|s| s.contains('>'));
                let joined = before.trim_end().ends_with('/');
                let cuts = self.labeled(value, offset + skip, found, element, joined);
                cuts.into_iter().for_each(&mut take);
            }
            return;
        }
        let option = before
            .strip_suffix('-')
            .or(before.strip_suffix('/'))
            .map(|b| b.trim_end_matches('-'));
        let option = option.is_some_and(|b| b.is_empty() || b.ends_with(char::is_whitespace));
        let words_behind: Vec<Word<'_>> = words(rest, offset).take(NEAR).collect();
        if option && rest.starts_with(' ') {
            let value = words_behind.first().filter(|w| !w.core.starts_with(['-', '$', '@']));
            let plain = value.filter(|w| w.at.start == w.core_at.start || w.quoted);
            if let Some(word) = plain.filter(|w| self.judge.is_told(found.looks, w, Link::Is, true)) {
                take(word.core_at.clone());
            }
            return;
        }
        self.sentence(found, &words_before, &words_behind)
            .into_iter()
            .for_each(&mut take);
    }

    /// The value on the line below a label that stands alone.
    fn next_line(&self, line: &Line<'_>, before: &str, found: Announces) -> Option<Range<usize>> {
        let alone = before.chars().all(|c| !c.is_alphanumeric()) || words(before, 0).nth(2).is_none();
        let start = line.at + line.text.len() + 1;
        let below = self.text.get(start..)?.lines().next()?;
        let bare = below.trim_start_matches(['>', ' ', '|']);
        let mut below = words(bare, start + below.len() - bare.len());
        let word = below.next().filter(|_| below.next().is_none())?;
        (alone && self.judge.is_told(found.looks, &word, Link::Is, true)).then_some(word.core_at)
    }

    /// The value behind a label and a sign.
    fn labeled(&self, value: &str, at: usize, found: Announces, element: bool, joined: bool) -> Vec<Range<usize>> {
        let blank = value.len() - value.trim_start().len();
        let (value, at) = (value.trim_start(), at + blank);
        if joined && let Some(slash) = value.find('/').filter(|slash| *slash < 60) {
            // `ID/PW: kim / qwer1234`
            let skip = slash + 1;
            return self.labeled(value.get(skip..).unwrap_or_default(), at + skip, found, element, false);
        }
        if value.starts_with("[removed:") {
            return Vec::new();
        }
        if let Some(quoted) = quoted(value) {
            let inner = value.get(quoted.clone()).unwrap_or_default();
            let mut inside = words(inner, at + quoted.start);
            let (first, more) = (inside.next(), inside.next().is_some());
            let all = at + quoted.start..at + quoted.end;
            return match first {
                Some(_) if more => {
                    let secret = matches!(found.looks, Looks::Word | Looks::Phrase) && !self.judge.only_speaks(inner);
                    if secret { vec![all] } else { Vec::new() }
                }
                Some(first) if self.judge.is_told(found.looks, &first, Link::Is, true) => vec![all],
                _ => Vec::new(),
            };
        }
        if found.looks == Looks::Phrase {
            let end = if element {
                value.find('<').unwrap_or(value.len())
            } else {
                value.len()
            };
            let value = value.get(..end).unwrap_or(value).trim_end();
            let secret = Some(at..at + value.len()).filter(|_| !self.judge.only_speaks(value));
            return secret.into_iter().collect();
        }
        let run = value.split_whitespace().next().unwrap_or_default();
        let run = run.get(..end_of_value(run, element)).unwrap_or(run);
        let Some(first) = words(run, at).next() else {
            return Vec::new();
        };
        if !self.judge.is_told(found.looks, &first, Link::Is, true) {
            return Vec::new();
        }
        let mut out = vec![first.core_at.clone()];
        if run.len() == value.split_whitespace().next().map_or(0, str::len) {
            for word in words(value, at).skip(1).filter(|w| !w.core.is_empty()) {
                let goes_on = match (found.looks, shape(word.core)) {
                    (Looks::Word, Shape::Strong | Shape::Mixed) => !self.judge.a_name(word.core),
                    (Looks::Word, _) => word.core.contains(|c: char| c.is_ascii_digit()) && word.core.ends_with('!'),
                    (Looks::Digits, Shape::Digits(n)) => n <= 4,
                    (Looks::SixDigits, Shape::Digits(n)) => n == 3,
                    _ => false,
                };
                if !goes_on {
                    break;
                }
                out.push(word.core_at);
            }
        }
        out
    }

    /// What a sentence says: forward from the word that announces, then back from it.
    fn sentence(&self, found: Announces, before: &[Word<'_>], behind: &[Word<'_>]) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let mut link = Link::Next;
        for (at, word) in behind.iter().take(8).enumerate() {
            let lower = word.lower();
            let signs = self.text.get(word.at.clone()).unwrap_or_default();
            let last = word.ends || behind.get(at + 1).is_none();
            if word.core.is_empty() {
                if [":", "=", "->", "=>", "-->"].contains(&signs) {
                    link = Link::Is;
                }
            } else if !word.quoted && self.judge.words.says(Around::Is, &lower) {
                link = Link::Is;
            } else if !word.quoted && self.judge.words.says(Around::SetTo, &lower) && word.core.is_ascii() {
                link = Link::SetTo;
            } else if !word.quoted && self.judge.words.says(Around::Between, &lower) {
                if word.core.is_ascii() {
                    link = Link::Loose;
                }
            } else {
                if self.judge.is_told(found.looks, word, link, last) {
                    out.push(word.core_at.clone());
                    // 482 913
                    let three = |w: &Word<'_>| shapes::digits(w.core) == Some(3);
                    out.extend(
                        behind
                            .get(at + 1)
                            .filter(|w| three(word) && three(w))
                            .map(|w| w.core_at.clone()),
                    );
                } else if three_and_three(word, behind.get(at + 1))
                    && matches!(found.looks, Looks::Digits | Looks::SixDigits)
                {
                    out.push(word.core_at.start..behind.get(at + 1).map_or(word.core_at.end, |w| w.core_at.end));
                }
                break;
            }
            if word.ends && !signs.ends_with(':') {
                break;
            }
        }
        match found.looks {
            Looks::Word | Looks::Phrase => self.around_a_password(before, behind, &mut out),
            Looks::Digits | Looks::SixDigits => self.around_a_code(found.looks, before, behind, &mut out),
            Looks::ResidentNumber => {
                let near = behind.iter().take(6).chain(before.iter().rev().take(3));
                let number = near.filter(|w| {
                    matches!(shape(w.core), Shape::Digits(6 | 7 | 13)) || shapes::RESIDENT.is_match(w.core)
                });
                out.extend(number.map(|w| w.core_at.clone()));
            }
            Looks::Blob => {}
        }
        out
    }

    /// Passwords that stand farther off, or before the word that announces them.
    fn around_a_password(&self, before: &[Word<'_>], behind: &[Word<'_>], out: &mut Vec<Range<usize>>) {
        let strong = |w: &&Word<'_>| shape(w.core) == Shape::Strong;
        let near = behind.iter().take(14).chain(before.iter().rev().take(14));
        out.extend(near.filter(strong).map(|w| w.core_at.clone()));
        // the password for kim is hunter2
        let mut said = false;
        for word in behind.iter().take(9) {
            let lower = word.lower();
            if said {
                let digits = |n: usize| {
                    n >= 4 && !self.judge.a_known_code(word.core) && !shapes::DATE_DIGITS.is_match(word.core)
                };
                match shape(word.core) {
                    Shape::Mixed if !self.judge.a_name(word.core) => out.push(word.core_at.clone()),
                    Shape::Digits(n) if digits(n) => out.push(word.core_at.clone()),
                    _ => {}
                }
                if !self.judge.words.says(Around::Between, &lower) {
                    break;
                }
            } else {
                said = self.judge.words.says(Around::Is, &lower)
                    || word.core.ends_with('는') && word.core.starts_with(is_hangul);
            }
            if word.ends {
                break;
            }
        }
        // qwer1234로 비밀번호를 변경; hunter2 is his password
        let mut linked = false;
        for word in before.iter().rev().take(6) {
            let lower = word.lower();
            if word.ends && !word.core.is_empty() && !linked {
                break;
            }
            if self.judge.words.says(Around::Is, &lower) || lower == "as" {
                linked = true;
            } else if !self.judge.words.says(Around::Between, &lower) {
                let linked = linked || self.judge.words.says(Around::Ending, word.ending);
                let taken = match shape(word.core) {
                    Shape::Strong => true,
                    Shape::Mixed => linked && !self.judge.a_name(word.core),
                    Shape::Digits(n) => {
                        linked
                            && n >= 4
                            && !self.judge.a_known_code(word.core)
                            && word.ending != "이"
                            && word.ending != "가"
                    }
                    _ => false,
                };
                if taken {
                    out.push(word.core_at.clone());
                }
                break;
            }
        }
    }

    /// Codes that stand in the same sentence.
    fn around_a_code(&self, looks: Looks, before: &[Word<'_>], behind: &[Word<'_>], out: &mut Vec<Range<usize>>) {
        let mut consider = |words: &[Word<'_>], places: &mut dyn Iterator<Item = usize>| {
            let lower = |at: Option<usize>| at.and_then(|at| words.get(at)).map(Word::lower).unwrap_or_default();
            for at in places {
                let Some(word) = words.get(at) else { continue };
                let (left, right) = (lower(at.checked_sub(1)), words.get(at + 1));
                let number = ["code", "number", "no", "코드", "번호"].contains(&left.as_str());
                let other = self.judge.words.says(Around::OtherNumber, &left)
                    || number && self.judge.words.says(Around::OtherNumber, &lower(at.checked_sub(2)))
                    || !left.is_empty() && left.chars().all(|c| c.is_ascii_digit());
                let long = shapes::digits(word.core).is_some_and(|n| match looks {
                    Looks::SixDigits => n == 6,
                    _ => (6..=8).contains(&n),
                });
                let counted = self.judge.counted(word.ending);
                let known = self.judge.a_known_code(word.core) || shapes::DATE_DIGITS.is_match(word.core);
                if long && !other && !counted && !known {
                    out.push(word.core_at.clone());
                } else if three_and_three(word, right) && !other {
                    out.push(word.core_at.start..right.map_or(word.core_at.end, |w| w.core_at.end));
                }
            }
        };
        // up to the end of the sentence
        let end = behind.iter().position(|w| w.ends).map_or(behind.len(), |at| at + 1);
        consider(behind, &mut (0..end.min(9)));
        let count = before.len();
        let ends = |at: &usize| {
            before
                .get(*at)
                .is_some_and(|w| w.ends && !w.core.contains(|c: char| c.is_ascii_digit()))
        };
        consider(
            before,
            &mut (count.saturating_sub(7)..count).rev().take_while(|at| !ends(at)),
        );
    }

    /// Secrets that nothing announces: what only a password looks like, and what something was set to.
    fn unannounced(&self, line: &Line<'_>, cuts: &mut Vec<Cut>) {
        let all: Vec<Word<'_>> = words(line.text, line.at).collect();
        let mut take = |word: &Word<'_>| cuts.push((word.core_at.clone(), Taken::Secret(Secret::Password)));
        for (at, word) in all.iter().enumerate() {
            let shape = shape(word.core);
            let like_one = match shape {
                Shape::Strong => true,
                Shape::Mixed => !self.judge.a_name(word.core) && word.core.len() >= 6,
                _ => false,
            };
            if shapes::plainly_a_password(word.core) && !self.judge.a_name(word.core.trim_end_matches(['!', '?'])) {
                take(word);
            } else if like_one {
                let verb = |w: &Word<'_>| {
                    self.judge
                        .words
                        .all(Around::SetTo)
                        .any(|stem| !stem.is_ascii() && w.core.starts_with(stem))
                };
                let korean = matches!(word.ending, "로" | "으로") && all.iter().skip(at + 1).take(3).any(verb);
                let from = at.saturating_sub(3);
                let phrase: Vec<String> = all.get(from..at).unwrap_or_default().iter().map(Word::lower).collect();
                let phrase = phrase.join(" ");
                let english = self
                    .judge
                    .words
                    .all(Around::SetTo)
                    .any(|p| p.contains(' ') && phrase.ends_with(p));
                if korean || english {
                    take(word);
                }
            }
        }
    }
}

/// 482 913
fn three_and_three(word: &Word<'_>, next: Option<&Word<'_>>) -> bool {
    let three = |w: &Word<'_>| shapes::digits(w.core) == Some(3);
    let dashed = word.core.len() == 7
        && word
            .core
            .split('-')
            .all(|part| part.len() == 3 && part.chars().all(|c| c.is_ascii_digit()));
    dashed && next.is_none_or(|n| !n.core.starts_with('-'))
        || three(word) && !word.ends && next.is_some_and(|n| three(n) && n.at.start == word.at.end + 1)
}

/// Where the value begins behind a sign that parts it from its label; `None` where there is no sign.
fn sign(rest: &str, before: &str) -> Option<usize> {
    let numbered = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = if rest.len() - numbered.len() <= 2 {
        numbered
    } else {
        rest
    };
    let bare = numbered.trim_start_matches(['"', '\'', ')', ']', '*', '`', '\u{201d}', '\u{2019}']);
    let closed = bare.len() < numbered.len();
    let bare = bare.trim_start_matches(' ');
    // (temporary):
    let remark = bare.strip_prefix('(').and_then(|inner| {
        let (inside, behind) = inner.split_once(')')?;
        (inside.len() <= 40).then(|| behind.trim_start_matches(' '))
    });
    let bare = remark.filter(|behind| behind.starts_with([':', '='])).unwrap_or(bare);
    if closed && let Some(value) = bare.strip_prefix("value") {
        let value = value.trim_start_matches(' ').strip_prefix('=')?;
        return Some(rest.len() - value.len());
    }
    let element = before
        .rfind('<')
        .is_some_and(|open| !before.get(open..).is_some_and(|b| b.contains('>')));
    // <a:Password xml:space="preserve">
    let opened = before
        .rsplit('<')
        .next()
        .is_some_and(|tag| element && !tag.contains(char::is_whitespace));
    let attributes = bare.find('>').filter(|_| opened && numbered.starts_with(' '));
    let value = if let Some(end) = attributes {
        bare.get(end + 1..)?
    } else if element && bare.starts_with('>') {
        bare.strip_prefix('>')?
    } else if bare.starts_with("://") {
        return None;
    } else {
        let signs: &[char] = &[':', '=', '：', '＝'];
        let arrow = bare.strip_prefix("->").or(bare.strip_prefix("=>"));
        arrow.or_else(|| Some(bare.trim_start_matches(signs)).filter(|v| v.len() < bare.len()))?
    };
    Some(rest.len() - value.trim_start_matches(['>', '*']).len())
}

/// Where a value in one run ends: at the next parameter, or at the end of its element.
fn end_of_value(run: &str, element: bool) -> usize {
    let named = |rest: &str| {
        let name = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '"'));
        name.len() < rest.len() && name.starts_with(['=', ':'])
    };
    let parts = run.char_indices().find(|(at, c)| match c {
        '&' | ';' | ',' => run.get(at + 1..).is_some_and(named),
        '"' | '<' => true,
        _ => false,
    });
    let end = if element {
        run.find('<')
    } else {
        parts.map(|(at, _)| at)
    };
    end.unwrap_or(run.len())
}
