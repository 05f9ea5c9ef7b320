//! The one door through which typed, pasted and read text comes in. Takes out secrets and directory anchors; keeps the rest.
//!
//! A secret is known by its own form (a resident number, a token), or by what announces it: a label with a sign behind it, an
//! option of a command, the parameter of an address, or words in a sentence. The less a word looks like a secret, the closer
//! the announcement must be. A word that only speaks of passwords stays.

use super::shapes::{self, Pattern, Shape, shape};
use super::words::{Announces, Word, Words, is_hangul, words};
use crate::knowledge::Catalog;
use crate::knowledge::paste::{Around, Looks, Secret};
use crate::text::{Lang, Say, say};
use regex::Regex;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A text from which secrets and anchors are taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clean {
    /// The text in the form of [`crate::text::clean`], with `[removed: password]` and its like in the place of secrets.
    pub text: String,
    /// The kinds of secrets that stood in it.
    pub removed: BTreeSet<Secret>,
    /// How many directory anchors were dropped; nothing stands in their place.
    pub dropped: usize,
}

impl Clean {
    /// What to tell the person whose text it was, a sentence for each kind of secret.
    pub fn sentences(&self, lang: Lang) -> Vec<String> {
        let told = self.removed.iter().map(|secret| secret.sentence().get(lang).to_owned());
        told.collect()
    }
}

impl Secret {
    /// The word that stands in its place.
    pub fn word(self) -> &'static str {
        match self {
            Secret::Password => "password",
            Secret::Code => "code",
            Secret::Key => "key",
            Secret::Token => "token",
            Secret::ResidentNumber => "resident number",
        }
    }

    /// What is said where one was taken out.
    pub fn sentence(self) -> Say {
        match self {
            Secret::Password => say(
                "this looks like a password; it is not kept",
                "암호로 보이는 부분이 있어 저장하지 않습니다",
            ),
            Secret::Code => say(
                "this looks like a one-time code or a PIN; it is not kept",
                "인증 번호나 PIN으로 보이는 부분이 있어 저장하지 않습니다",
            ),
            Secret::Key => say(
                "this looks like a key; it is not kept",
                "키로 보이는 부분이 있어 저장하지 않습니다",
            ),
            Secret::Token => say(
                "this looks like a token or a client secret; it is not kept",
                "토큰이나 클라이언트 비밀로 보이는 부분이 있어 저장하지 않습니다",
            ),
            Secret::ResidentNumber => say(
                "this looks like a resident number; it is not kept",
                "주민등록번호로 보이는 부분이 있어 저장하지 않습니다",
            ),
        }
    }
}

/// Takes secrets and directory anchors out of `raw`. Cleaning twice changes nothing more.
pub fn clean(catalog: &Catalog, raw: &str) -> Clean {
    let mut out = Clean {
        text: crate::text::clean(raw),
        ..Clean::default()
    };
    let words = Words::of(catalog);
    // what is taken out may bring together what announces another; every round leaves less that can be taken
    loop {
        let search = Search {
            catalog,
            words: &words,
            text: &out.text,
        };
        let cuts = search.cuts();
        if cuts.is_empty() {
            return out;
        }
        let mut text = String::with_capacity(out.text.len());
        let mut done = 0;
        for (at, taken) in cuts {
            text.push_str(out.text.get(done..at.start).unwrap_or_default());
            match taken {
                Taken::Secret(secret) => {
                    text.push_str(&format!("[removed: {}]", secret.word()));
                    out.removed.insert(secret);
                }
                Taken::Anchor => out.dropped += 1,
            }
            done = at.end;
        }
        text.push_str(out.text.get(done..).unwrap_or_default());
        out.text = text;
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taken {
    Secret(Secret),
    Anchor,
}

type Cut = (Range<usize>, Taken);

/// Forms that need no announcement: the pattern, which group is the secret, and what it is.
const FORMS: &[(&Pattern, Secret)] = &[
    (&PEM, Secret::Key),
    (&JWT, Secret::Token),
    (&BEARER, Secret::Token),
    (&CLIENT_SECRET, Secret::Token),
    (&VENDOR_KEY, Secret::Key),
    (&RECOVERY_KEY, Secret::Key),
    (&USER_INFO, Secret::Password),
    (&SECURE_STRING, Secret::Password),
    (&PIPED_STRING, Secret::Password),
    (&PLAIN_TEXT, Secret::Password),
    (&NET_USER, Secret::Password),
    (&SIGNED_IN, Secret::Password),
];

macro_rules! patterns {
    ($($name:ident $text:expr;)*) => {
        $(static $name: Pattern = Pattern(LazyLock::new(|| Regex::new($text).ok()));)*

        #[cfg(test)]
        const PATTERNS: &[(&str, &Pattern)] = &[$((stringify!($name), &$name),)*];
    };
}

// the secret is the first group
patterns! {
    PEM r"(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----(.*?)(?:-----END|\z)";
    JWT r"\b(eyJ[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]+){0,4})";
    BEARER r"(?i)\b(?:bearer|basic)\s+([A-Za-z0-9._~+/-]{16,}=*)";
    CLIENT_SECRET r"([A-Za-z0-9_.-]{3}[0-9]Q~[A-Za-z0-9_.~-]{20,})";
    VENDOR_KEY r"\b(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|AKIA[A-Z0-9]{16}|xox[abprs]-[A-Za-z0-9-]{10,}|sk-[A-Za-z0-9_-]{20,}|AIza[A-Za-z0-9_-]{30,})";
    RECOVERY_KEY r"\b(\d{6}(?:-\d{6}){7})\b";
    USER_INFO r"://[^/\s:@]+:([^@\s/]+)@";
    SECURE_STRING r#"(?i)\bConvertTo-SecureString\s+(?:-String\s+)?("[^"\n]*"|'[^'\n]*'|[^\s()$\[|-][^\s)]*)"#;
    PIPED_STRING r#"(?i)("[^"\n]*"|'[^'\n]*')\s*\|\s*ConvertTo-SecureString"#;
    PLAIN_TEXT r#"(?i)-AsPlainText\s+(?:-Force\s+)?("[^"\n]*"|'[^'\n]*')"#;
    NET_USER r"(?i)\bnet1?\s+user\s+[^\s/]+\s+([^\s/*][^\s]*)";
    SIGNED_IN r"(?i)\b(?:curl\b[^\n]*?\s-u|curl\b[^\n]*?\s--user|sqlcmd\b[^\n]*?\s-P|psexec\b[^\n]*?\s-p|sshpass\s+-p)\s*(?:[^\s:]+:)?(\S+)";
    RESIDENT r"(?:^|[^\d-])(\d{6} ?- ?[1-8](?:\d{6}|\*{6}))(?:[^\d-]|$)";
    RESIDENT_BARE r"(?:^|[^\d-])(\d{6} ?[1-8]\d{6})(?:[^\d-]|$)";
    PARAMETER r#"[?&#;]([A-Za-z_-]+)=([^&\s"'<>#;\])]+)"#;
    PLACEHOLDER r"\[removed: [a-z ]+\]";
    ANCHOR_PERSON r"(?i)\buser_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b,?[ ]?";
    ANCHOR_VALUE r#"(?i)^["'\]>*]*\s*(?:is|[:=>：]|값은)?\s*(?:value\s*=\s*)?["']?((?:user_)?\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?|[A-Za-z0-9+/]{16,}={0,2}|\{\s*(?:\d{1,3}|0x[0-9a-f]{1,2})(?:\s*,\s*(?:\d{1,3}|0x[0-9a-f]{1,2}|\.\.\.))+\s*\}|(?:[0-9a-f]{2}[ -]){7,}[0-9a-f]{2})"#;
}

/// How close the announcement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    /// A sign, or a word that says what it is.
    Is,
    /// It was set to this.
    SetTo,
    /// Nothing stands between.
    Next,
    /// Other words stand between.
    Loose,
}

struct Search<'a> {
    catalog: &'a Catalog,
    words: &'a Words,
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
    /// What is to be taken out, in order and apart from each other.
    fn cuts(&self) -> Vec<Cut> {
        let mut cuts = Vec::new();
        self.forms(&mut cuts);
        self.parameters(&mut cuts);
        self.anchors(&mut cuts);
        let mut at = 0;
        for raw in self.text.split_inclusive('\n') {
            let text = raw.trim_end_matches('\n');
            let line = Line {
                at,
                text,
                lower: text.chars().map(|c| c.to_lowercase().next().unwrap_or(c)).collect(),
                places: text.char_indices().map(|(at, _)| at).collect(),
            };
            self.announced(&line, &mut cuts);
            self.unannounced(&line, &mut cuts);
            at += raw.len();
        }
        let kept = PLACEHOLDER.get().into_iter().flat_map(|p| p.find_iter(self.text)).map(|m| m.range());
        let kept: Vec<Range<usize>> = kept.collect();
        cuts.retain(|(cut, _)| !cut.is_empty() && kept.iter().all(|k| cut.end <= k.start || k.end <= cut.start));
        cuts.sort_by_key(|(at, _)| (at.start, std::cmp::Reverse(at.end)));
        let mut out: Vec<Cut> = Vec::new();
        for (cut, taken) in cuts {
            match out.last_mut() {
                Some((last, _)) if cut.start < last.end => last.end = last.end.max(cut.end),
                _ => out.push((cut, taken)),
            }
        }
        out
    }

    fn forms(&self, cuts: &mut Vec<Cut>) {
        for (pattern, secret) in FORMS {
            for found in pattern.get().into_iter().flat_map(|p| p.captures_iter(self.text)) {
                if let Some(group) = found.get(1) {
                    cuts.push((inside_quotes(self.text, group.range()), Taken::Secret(*secret)));
                }
            }
        }
        for (pattern, form) in [(&RESIDENT, true), (&RESIDENT_BARE, false)] {
            let mut from = 0;
            while let Some(group) = pattern.get().and_then(|p| p.captures_at(self.text, from)?.get(1)) {
                from = group.end();
                let digits: String = group.as_str().chars().filter(char::is_ascii_digit).collect();
                let hidden = digits.len() == 7 && shapes::resident(&format!("{digits}000000"));
                if hidden || shapes::resident(&digits) && (form || shapes::checks(&digits)) {
                    cuts.push((group.range(), Taken::Secret(Secret::ResidentNumber)));
                }
            }
        }
    }

    /// Secrets in the parameters of addresses. A code of an error is none.
    fn parameters(&self, cuts: &mut Vec<Cut>) {
        for found in PARAMETER.get().into_iter().flat_map(|p| p.captures_iter(self.text)) {
            let (Some(name), Some(value)) = (found.get(1), found.get(2)) else {
                continue;
            };
            let lower = name.as_str().to_lowercase();
            let error = lower == "code" && (shape(value.as_str()) == Shape::Other || self.a_known_code(value.as_str()));
            let told = ["true", "false", "null", "1", "0"].contains(&value.as_str());
            if self.words.says(Around::Parameter, &lower) && !error && !told {
                let announced = self.words.announcing(&lower.chars().collect::<Vec<_>>()).next();
                let secret = match (lower.as_str(), announced) {
                    ("code" | "otp" | "pin" | "user_code", _) => Secret::Code,
                    ("key" | "sig", _) => Secret::Key,
                    (_, Some(announced)) => announced.secret,
                    (_, None) => Secret::Token,
                };
                cuts.push((value.range(), Taken::Secret(secret)));
            }
        }
    }

    /// Anchors of persons, with their labels and the sign that parts them from what follows.
    fn anchors(&self, cuts: &mut Vec<Cut>) {
        for found in ANCHOR_PERSON.get().into_iter().flat_map(|p| p.find_iter(self.text)) {
            cuts.push((found.range(), Taken::Anchor));
        }
        let Some(value) = ANCHOR_VALUE.get() else { return };
        let lower = self.text.to_ascii_lowercase();
        for label in self.words.all(Around::Anchor) {
            for (at, _) in lower.match_indices(label) {
                let end = at + label.len();
                let part_of_a_word = lower.get(..at).is_some_and(|b| b.ends_with(|c: char| c.is_ascii_alphanumeric()));
                let found = self.text.get(end..).and_then(|rest| value.captures(rest));
                let Some(group) = found.and_then(|f| f.get(1)).filter(|_| !part_of_a_word) else {
                    continue;
                };
                // a word of a sentence is none: letters of one case without a digit
                let blob = group.as_str();
                let mixed = blob.contains(|c: char| c.is_ascii_digit() || "+/=-{".contains(c))
                    || blob.contains(|c: char| c.is_ascii_uppercase()) && blob.contains(|c: char| c.is_ascii_lowercase());
                if !mixed {
                    continue;
                }
                let stop = end + group.end();
                let rest = self.text.get(stop..).unwrap_or_default();
                let tail = rest.len() - rest.trim_start_matches(['"', '\'', ',', ';', ' ']).len();
                cuts.push((at..stop + tail, Taken::Anchor));
            }
        }
    }

    /// What words of the line announce.
    fn announced(&self, line: &Line<'_>, cuts: &mut Vec<Cut>) {
        let mut index = 0;
        while index < line.lower.len() {
            let rest = line.lower.get(index..).unwrap_or_default();
            let mut taken = 1;
            for found in self.words.announcing(rest) {
                if let Some(behind) = self.boundary(line, index, found) {
                    self.behind(line, index, behind, found, cuts);
                    taken = found.length;
                    break;
                }
            }
            index += taken;
        }
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
            let sign = line.rest(end).trim_start_matches(['"', '\'', ' ']).starts_with(['=', ':', '>']);
            if !glued || !sign || found.length < 4 && !line.rest(end).trim_start_matches(' ').starts_with('=') {
                return None;
            }
            if line.before(index).to_lowercase().ends_with("public") || line.before(index).to_lowercase().ends_with("publickey") {
                return None;
            }
        }
        let latin_goes_on = !is_hangul(first) && next.is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
        let joined = next == Some('-') && line.lower.get(end + 1).is_some_and(|c| c.is_ascii_alphabetic());
        if latin_goes_on || joined {
            return None;
        }
        let run: String = line.lower.get(end..)?.iter().take_while(|c| is_hangul(**c)).collect();
        let fits = run.is_empty() || self.words.says(Around::Particle, &run);
        fits.then(|| end + run.chars().count())
    }

    /// What follows the word at `index`, from the character at `from` on.
    fn behind(&self, line: &Line<'_>, index: usize, from: usize, found: Announces, cuts: &mut Vec<Cut>) {
        let before = line.before(index);
        let words_before = words(before, line.at);
        let prior = words_before.last().map(|w| w.core.to_lowercase()).unwrap_or_default();
        if found.looks == Looks::SixDigits && self.words.says(Around::OtherNumber, &prior) {
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
        let option = before.strip_suffix('-').or(before.strip_suffix('/')).map(|b| b.trim_end_matches('-'));
        let option = option.is_some_and(|b| b.is_empty() || b.ends_with(char::is_whitespace));
        let words_behind = words(rest, offset);
        if option && rest.starts_with(' ') {
            let value = words_behind.first().filter(|w| !w.core.starts_with(['-', '$', '@']));
            let plain = value.filter(|w| w.at.start == w.core_at.start || w.quoted);
            if let Some(word) = plain.filter(|w| self.is_told(found.looks, w, Link::Is, true)) {
                take(word.core_at.clone());
            }
            return;
        }
        self.sentence(found, &words_before, &words_behind).into_iter().for_each(&mut take);
    }

    /// The value on the line below a label that stands alone.
    fn next_line(&self, line: &Line<'_>, before: &str, found: Announces) -> Option<Range<usize>> {
        let alone = before.chars().all(|c| !c.is_alphanumeric()) || words(before, 0).len() <= 2;
        let start = line.at + line.text.len() + 1;
        let below = self.text.get(start..)?.lines().next()?;
        let bare = below.trim_start_matches(['>', ' ', '|']);
        let [word] = words(bare, start + below.len() - bare.len()).try_into().ok()?;
        (alone && self.is_told(found.looks, &word, Link::Is, true)).then_some(word.core_at)
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
            let mut inside = words(inner, at + quoted.start).into_iter();
            let (first, more) = (inside.next(), inside.next().is_some());
            let all = at + quoted.start..at + quoted.end;
            return match first {
                Some(_) if more => {
                    let secret = matches!(found.looks, Looks::Word | Looks::Phrase) && !self.only_speaks(inner);
                    if secret { vec![all] } else { Vec::new() }
                }
                Some(first) if self.is_told(found.looks, &first, Link::Is, true) => vec![all],
                _ => Vec::new(),
            };
        }
        if found.looks == Looks::Phrase {
            let end = if element { value.find('<').unwrap_or(value.len()) } else { value.len() };
            let value = value.get(..end).unwrap_or(value).trim_end();
            return if self.only_speaks(value) { Vec::new() } else { vec![at..at + value.len()] };
        }
        let run = value.split_whitespace().next().unwrap_or_default();
        let run = run.get(..end_of_value(run, element)).unwrap_or(run);
        let mut all = words(run, at);
        let Some(first) = all.pop().filter(|_| all.is_empty()) else {
            return Vec::new();
        };
        if !self.is_told(found.looks, &first, Link::Is, true) {
            return Vec::new();
        }
        let mut out = vec![first.core_at.clone()];
        if run.len() == value.split_whitespace().next().map_or(0, str::len) {
            for word in words(value, at).into_iter().skip(1).filter(|w| !w.core.is_empty()) {
                let goes_on = match (found.looks, shape(word.core)) {
                    (Looks::Word, Shape::Strong | Shape::Mixed) => !self.a_name(word.core),
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
            let lower = word.core.to_lowercase();
            let signs = self.text.get(word.at.clone()).unwrap_or_default();
            let last = word.ends || behind.get(at + 1).is_none();
            if word.core.is_empty() {
                if [":", "=", "->", "=>", "-->"].contains(&signs) {
                    link = Link::Is;
                }
            } else if !word.quoted && self.words.says(Around::Is, &lower) {
                link = Link::Is;
            } else if !word.quoted && self.words.says(Around::SetTo, &lower) && word.core.is_ascii() {
                link = Link::SetTo;
            } else if !word.quoted && self.words.says(Around::Between, &lower) {
                if word.core.is_ascii() {
                    link = Link::Loose;
                }
            } else {
                if self.is_told(found.looks, word, link, last) {
                    out.push(word.core_at.clone());
                    // 482 913
                    let three = |w: &Word<'_>| shape(w.core) == Shape::Digits(3);
                    out.extend(behind.get(at + 1).filter(|w| three(word) && three(w)).map(|w| w.core_at.clone()));
                } else if three_and_three(word, behind.get(at + 1)) && matches!(found.looks, Looks::Digits | Looks::SixDigits) {
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
                let number = near.filter(|w| matches!(shape(w.core), Shape::Digits(6 | 7 | 13)) || shapes::RESIDENT.is_match(w.core));
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
            let lower = word.core.to_lowercase();
            if said {
                let digits = |n: usize| n >= 4 && !self.a_known_code(word.core) && !shapes::DATE_DIGITS.is_match(word.core);
                match shape(word.core) {
                    Shape::Mixed if !self.a_name(word.core) => out.push(word.core_at.clone()),
                    Shape::Digits(n) if digits(n) => out.push(word.core_at.clone()),
                    _ => {}
                }
                if !self.words.says(Around::Between, &lower) {
                    break;
                }
            } else {
                said = self.words.says(Around::Is, &lower) || word.core.ends_with('는') && word.core.starts_with(is_hangul);
            }
            if word.ends {
                break;
            }
        }
        // qwer1234로 비밀번호를 변경; hunter2 is his password
        let mut linked = false;
        for word in before.iter().rev().take(6) {
            let lower = word.core.to_lowercase();
            if word.ends && !word.core.is_empty() && !linked {
                break;
            }
            if self.words.says(Around::Is, &lower) || lower == "as" {
                linked = true;
            } else if !self.words.says(Around::Between, &lower) {
                let linked = linked || self.words.says(Around::Ending, word.ending);
                let taken = match shape(word.core) {
                    Shape::Strong => true,
                    Shape::Mixed => linked && !self.a_name(word.core),
                    Shape::Digits(n) => linked && n >= 4 && !self.a_known_code(word.core) && word.ending != "이" && word.ending != "가",
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
            let lower = |at: Option<usize>| at.and_then(|at| words.get(at)).map(|w| w.core.to_lowercase()).unwrap_or_default();
            for at in places {
                let Some(word) = words.get(at) else { continue };
                let (left, right) = (lower(at.checked_sub(1)), words.get(at + 1));
                let number = ["code", "number", "no", "코드", "번호"].contains(&left.as_str());
                let other = self.words.says(Around::OtherNumber, &left)
                    || number && self.words.says(Around::OtherNumber, &lower(at.checked_sub(2)))
                    || !left.is_empty() && left.chars().all(|c| c.is_ascii_digit());
                let long = match (looks, shape(word.core)) {
                    (Looks::SixDigits, Shape::Digits(n)) => n == 6,
                    (_, Shape::Digits(n)) => (6..=8).contains(&n),
                    _ => false,
                };
                let counted = self.counted(word.ending);
                let known = self.a_known_code(word.core) || shapes::DATE_DIGITS.is_match(word.core);
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
        let ends = |at: &usize| before.get(*at).is_some_and(|w| w.ends && !w.core.contains(|c: char| c.is_ascii_digit()));
        consider(before, &mut (count.saturating_sub(7)..count).rev().take_while(|at| !ends(at)));
    }

    /// Secrets that nothing announces: what only a password looks like, and what something was set to.
    fn unannounced(&self, line: &Line<'_>, cuts: &mut Vec<Cut>) {
        let all = words(line.text, line.at);
        let mut take = |word: &Word<'_>| cuts.push((word.core_at.clone(), Taken::Secret(Secret::Password)));
        for (at, word) in all.iter().enumerate() {
            let shape = shape(word.core);
            let like_one = match shape {
                Shape::Strong => true,
                Shape::Mixed => !self.a_name(word.core) && word.core.len() >= 6,
                _ => false,
            };
            if shapes::plainly_a_password(word.core) && !self.a_name(word.core.trim_end_matches(['!', '?'])) {
                take(word);
            } else if like_one {
                let verb = |w: &Word<'_>| self.words.all(Around::SetTo).any(|stem| !stem.is_ascii() && w.core.starts_with(stem));
                let korean = matches!(word.ending, "로" | "으로") && all.iter().skip(at + 1).take(3).any(verb);
                let from = at.saturating_sub(3);
                let phrase: Vec<String> = all.get(from..at).unwrap_or_default().iter().map(|w| w.core.to_lowercase()).collect();
                let phrase = phrase.join(" ");
                let english = self.words.all(Around::SetTo).any(|p| p.contains(' ') && phrase.ends_with(p));
                if korean || english {
                    take(word);
                }
            }
        }
    }

    /// Whether a word is a secret of such looks, as closely announced as that. `last`: its clause ends with it.
    fn is_told(&self, looks: Looks, word: &Word<'_>, link: Link, last: bool) -> bool {
        let core = word.core;
        let lower = core.trim_end_matches(['!', '?']).to_lowercase();
        let ending = self.words.says(Around::Ending, word.ending);
        let told = link == Link::Is || ending && word.ending != "로" && word.ending != "으로";
        let close = link != Link::Loose;
        let shape = shape(core);
        let number = |n: usize| match link {
            _ if self.counted(word.ending) => false,
            Link::Is => n >= 3,
            _ => n >= 4 && !self.a_known_code(core) && !(n == 4 && (core.starts_with("19") || core.starts_with("20")) && !told),
        };
        match looks {
            Looks::Word | Looks::Phrase => match shape {
                Shape::Strong => true,
                Shape::Mixed => told || close && !self.a_name(core) || word.quoted && close,
                Shape::Named => told || link == Link::SetTo && !self.a_name(core) || word.quoted && close,
                Shape::Digits(n) => close && number(n),
                Shape::Plain => {
                    let says = self.words.says(Around::Harmless, &lower) || self.words.says(Around::Between, &lower) || self.says_something(&lower);
                    !says && (link == Link::Is && last || word.quoted && (told || link == Link::Next) || !core.is_ascii() && told || ending && told)
                }
                Shape::Other => told && shapes::perhaps_known(core),
            },
            Looks::Digits => match shape {
                Shape::Digits(n) => close && (4..=8).contains(&n) && number(n.max(4)),
                Shape::Mixed | Shape::Named => told && core.len() <= 12 && !self.a_name(core) && !self.a_known_code(core),
                Shape::Strong => told,
                _ => false,
            },
            Looks::SixDigits => shape == Shape::Digits(6) && close && !self.a_known_code(core) && !self.counted(word.ending),
            Looks::Blob => {
                let length = core.chars().count();
                let blob = match shape {
                    Shape::Strong | Shape::Mixed | Shape::Named => length >= 8,
                    Shape::Digits(n) => n >= 8 && told,
                    Shape::Plain => length >= 20 && told,
                    Shape::Other => length >= 20 && told && base64(core),
                };
                blob && close && (told || !self.a_name(core))
            }
            Looks::ResidentNumber => matches!(shape, Shape::Digits(6 | 7 | 13)) || shapes::RESIDENT.is_match(core),
        }
    }

    /// Nothing but words that say something of a password.
    fn only_speaks(&self, text: &str) -> bool {
        words(text, 0).iter().all(|word| {
            let lower = word.core.to_lowercase();
            let speaks = self.words.says(Around::Harmless, &lower) || self.words.says(Around::Between, &lower);
            speaks || self.says_something(&lower) || word.core.starts_with(is_hangul) && shape(word.core) == Shape::Other
        })
    }

    /// A plain word that says something of a password: expired, working, acceptable, correctly.
    fn says_something(&self, lower: &str) -> bool {
        let stems = ["ed", "ing", "able", "ible", "ly", "n't", "less", "ful", "ized", "ised"];
        lower.len() >= 5 && stems.iter().any(|end| lower.ends_with(end)) || !self.catalog.by_code(lower).is_empty() || lower.len() < 3 || lower.contains('-')
    }

    /// 3 times, 8 characters, 90 days: a number of something.
    fn counted(&self, ending: &str) -> bool {
        const COUNTERS: [&str; 24] = [
            "년", "월", "일", "시", "분", "초", "번", "회", "개", "자", "자리", "명", "대", "차", "건", "호", "원", "시간", "주", "달", "개월",
            "점", "층", "포트",
        ];
        COUNTERS.iter().any(|c| ending.starts_with(c)) && !self.words.says(Around::Ending, ending)
    }

    fn a_known_code(&self, core: &str) -> bool {
        let digits = core.chars().all(|c| c.is_ascii_digit());
        !self.catalog.by_code(core).is_empty() || digits && !self.catalog.by_code(&format!("aadsts{core}")).is_empty()
    }

    /// A name with a number behind it, such as that of a product.
    fn a_name(&self, core: &str) -> bool {
        let lower = core.to_lowercase();
        let stem = lower.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '_' | 'x'));
        self.words.says(Around::Name, stem) || self.a_known_code(core)
    }
}

/// 482 913
fn three_and_three(word: &Word<'_>, next: Option<&Word<'_>>) -> bool {
    let three = |w: &Word<'_>| shape(w.core) == Shape::Digits(3);
    let dashed = word.core.len() == 7 && word.core.split('-').all(|part| part.len() == 3 && part.chars().all(|c| c.is_ascii_digit()));
    dashed && next.is_none_or(|n| !n.core.starts_with('-')) || three(word) && !word.ends && next.is_some_and(|n| three(n) && n.at.start == word.at.end + 1)
}

fn base64(core: &str) -> bool {
    core.chars().all(|c| c.is_ascii_alphanumeric() || "+/=_-.~%".contains(c))
}

/// Where the value begins behind a sign that parts it from its label; `None` where there is no sign.
fn sign(rest: &str, before: &str) -> Option<usize> {
    let numbered = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = if rest.len() - numbered.len() <= 2 { numbered } else { rest };
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
    let element = before.rfind('<').is_some_and(|open| !before.get(open..).is_some_and(|b| b.contains('>')));
    // <a:Password xml:space="preserve">
    let opened = before.rsplit('<').next().is_some_and(|tag| element && !tag.contains(char::is_whitespace));
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

/// What stands between quotes at the beginning of `value`.
fn quoted(value: &str) -> Option<Range<usize>> {
    let open = value.chars().next()?;
    let close = match open {
        '"' | '\'' | '`' => open,
        '\u{201c}' => '\u{201d}',
        '\u{2018}' => '\u{2019}',
        '「' => '」',
        '『' => '』',
        _ => return None,
    };
    let from = open.len_utf8();
    let length = value.get(from..)?.find(close)?;
    Some(from..from + length)
}

fn inside_quotes(text: &str, at: Range<usize>) -> Range<usize> {
    let part = text.get(at.clone()).unwrap_or_default();
    quoted(part).map_or(at.clone(), |inner| at.start + inner.start..at.start + inner.end)
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
    let end = if element { run.find('<') } else { parts.map(|(at, _)| at) };
    end.unwrap_or(run.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_can_be_read() {
        for (name, pattern) in PATTERNS {
            assert!(pattern.get().is_some(), "{name}");
        }
    }
}
