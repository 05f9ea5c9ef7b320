//! Languages and sentences. Owns how a text exists in both tongues and how wide it is on a screen.
//! Never touches files, the clock or the terminal.

pub mod columns;
pub mod guid;
mod system;
pub mod ui;
mod visible;

pub use system::system;
pub use visible::{hides, is_plain, visible, visible_json, visible_path, visible_styled};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Letters, for a class of a pattern: Latin, Greek, Cyrillic and the like, kana, Hangul, Han.
macro_rules! letters {
    () => {
        r"A-Za-z\u{c0}-\u{1fff}\u{3041}-\u{d7ff}\u{f900}-\u{faff}"
    };
}
pub(crate) use letters;

/// A language of the product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    En,
    Ko,
}

impl Lang {
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Ko];

    /// The two letters used on the command line and in JSON.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Ko => "ko",
        }
    }

    /// The language of two letters.
    pub fn parse(tag: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.tag() == tag)
    }

    /// Its name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::Ko => "한국어",
        }
    }

    /// The other of the two languages, for the switch in place.
    pub fn other(self) -> Lang {
        match self {
            Lang::En => Lang::Ko,
            Lang::Ko => Lang::En,
        }
    }
}

/// A text of the knowledge files, in both languages. A file in which one is missing is refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub en: String,
    pub ko: String,
}

impl Text {
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Ko => &self.ko,
        }
    }
}

/// A sentence of the interface, in both languages. A missing language does not compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Say {
    pub en: &'static str,
    pub ko: &'static str,
}

/// Writes a sentence of the interface, English first.
pub const fn say(en: &'static str, ko: &'static str) -> Say {
    Say { en, ko }
}

impl Say {
    pub fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Ko => self.ko,
        }
    }

    /// The sentence with each `{}` replaced by the next of `values`.
    pub fn with(self, lang: Lang, values: &[&str]) -> String {
        let mut values = values.iter();
        let mut pieces = self.get(lang).split("{}");
        let mut out = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            out.push_str(values.next().copied().unwrap_or("{}"));
            out.push_str(piece);
        }
        out
    }
}

/// Puts text into the form everything here works with: NFC, no escape sequences, nothing that [`hides`], line ends as `\n`,
/// tabs as blanks. Typed, pasted and read text goes through it once.
pub fn clean(raw: &str) -> String {
    use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // Hangul in one character hides nothing
            ' '..='~' | '가'..='힣' => out.push(c),
            '\u{1b}' => skip_escape(&mut chars),
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\n' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' | '\u{a0}' | '\u{3000}' => out.push(' '),
            c if hides(c) => {}
            c => out.push(c),
        }
    }
    // most text is composed already, and these characters always are
    let others = out.chars().filter(|c| !matches!(c, ' '..='~' | '가'..='힣'));
    if out.is_ascii() || is_nfc_quick(others) == IsNormalized::Yes {
        return out;
    }
    out.nfc().collect()
}

fn skip_escape(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    match chars.peek() {
        // a control sequence ends at its first letter or `~`
        Some('[') => {
            chars.next();
            for c in chars.by_ref() {
                if ('@'..='~').contains(&c) {
                    break;
                }
            }
        }
        // an operating-system command ends at BEL or at ESC \
        Some(']') => {
            while let Some(c) = chars.next() {
                if c == '\u{7}' {
                    break;
                }
                if c == '\u{1b}' {
                    chars.next();
                    break;
                }
            }
        }
        _ => {
            chars.next();
        }
    }
}

/// `clean`, folded to one line with single blanks: for titles, answers and fields of one line.
pub fn one_line(raw: &str) -> String {
    // most lines are in this form already
    let plain = raw.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if plain && !raw.starts_with(' ') && !raw.ends_with(' ') && !raw.contains("  ") {
        return raw.to_owned();
    }
    let cleaned = clean(raw);
    let mut out = String::with_capacity(cleaned.len());
    for word in cleaned.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// As much of a text as has room in so many bytes.
pub fn fitting(text: &str, room: usize) -> &str {
    let mut end = room.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// The names most like `wanted`, the nearest first, at most `most` edits away.
pub fn nearest<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    let measured = names.into_iter().map(|name| (strsim::osa_distance(wanted, name), name));
    let mut near: Vec<(usize, &str)> = measured.filter(|(distance, _)| *distance <= most).collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_text_loses_escapes_and_composes_hangul() {
        assert_eq!(
            clean("\u{1b}[31m\u{1112}\u{1161}\u{11ab}\u{1b}[0m\r\nok\u{200b}\t!"),
            "한\nok !"
        );
        assert_eq!(clean("\u{1b}]52;c;AAAA\u{7}x"), "x");
    }

    #[test]
    fn the_nearest_name_comes_first() {
        assert_eq!(
            nearest("user_typ", ["user_id", "user_type", "tenant"], 3),
            ["user_type", "user_id"]
        );
        assert!(nearest("zzz", ["user_id"], 2).is_empty());
    }

    #[test]
    fn values_fill_a_sentence_in_order() {
        let s = say("{} of {}", "{} / {}");
        assert_eq!(s.with(Lang::En, &["1", "7"]), "1 of 7");
        assert_eq!(s.with(Lang::Ko, &["1"]), "1 / {}");
    }
}
