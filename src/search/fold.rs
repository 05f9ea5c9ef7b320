//! Text in the form in which it is compared: words in lower case with contractions, spellings and product names made
//! alike, and where each word stands in the text it came from. Knows nothing of entries.

use super::grammar::words;
use super::hangul;
use crate::knowledge::Catalog;
use crate::knowledge::shape::Wording;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A run of letters and digits, or of Hangul.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    /// Bytes of the source that the token stands for.
    pub at: Range<usize>,
    pub hangul: bool,
    /// Nothing but the token before stands between them, as in `AD에서`.
    pub glued: bool,
}

/// How words are read before anything is looked up.
pub struct Reading {
    products: Vec<Wording>,
    spellings: Vec<Wording>,
}

impl Reading {
    pub fn of(catalog: &Catalog) -> Self {
        Self::new(catalog.products(), catalog.spellings())
    }

    pub fn new(products: Vec<Wording>, spellings: Vec<Wording>) -> Self {
        Self { products, spellings }
    }

    /// The words of a text.
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        let mut out = runs(text);
        for token in &mut out {
            for spelling in &self.spellings {
                for written in spelling
                    .written
                    .iter()
                    .filter(|w| token.text.contains(w.as_str()))
                    .collect::<Vec<_>>()
                {
                    token.text = token.text.replace(written.as_str(), &spelling.read);
                }
            }
        }
        let mut out = out.into_iter().flat_map(expand).collect::<Vec<_>>();
        self.rename(&mut out);
        out
    }

    /// Puts products under their name of today, the longest old name first.
    fn rename(&self, tokens: &mut Vec<Token>) {
        let mut at = 0;
        while at < tokens.len() {
            let rest = tokens.get(at..).unwrap_or_default();
            // 전자 메일, written apart
            if rest.first().is_some_and(|t| t.text == "전자") && rest.get(1).is_some_and(|t| t.text.starts_with("메일"))
            {
                tokens.remove(at);
                continue;
            }
            let Some((count, product)) = self.product(rest) else {
                at += 1;
                continue;
            };
            let whole = rest.first().map_or(0, |t| t.at.start)..rest.get(count - 1).map_or(0, |t| t.at.end);
            let glued = rest.first().is_some_and(|t| t.glued);
            let words = product.read.split(' ').enumerate();
            let put: Vec<Token> = words
                .map(|(i, word)| Token {
                    text: word.to_owned(),
                    at: whole.clone(),
                    hangul: false,
                    glued: glued && i == 0,
                })
                .collect();
            let after = at + put.len();
            tokens.splice(at..at + count, put);
            at = after;
        }
    }

    /// The product whose longest name begins here, and how many words that takes.
    fn product(&self, tokens: &[Token]) -> Option<(usize, &Wording)> {
        let begins = |name: &str| {
            let mut words = tokens.iter().map(|t| t.text.as_str());
            name.split(' ').all(|word| words.next() == Some(word))
        };
        let names = self
            .products
            .iter()
            .flat_map(|p| p.written.iter().map(move |name| (name, p)));
        names
            .filter(|(name, _)| begins(name))
            .map(|(name, product)| (name.split(' ').count(), product))
            .max_by_key(|(count, _)| *count)
    }
}

fn plain(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' | '\u{b4}' | '`' => '\'',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    }
}

fn runs(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, raw)) = chars.next() {
        let c = plain(raw);
        let end = at + raw.len_utf8();
        let hangul = hangul::is_hangul(c);
        if c == '\'' {
            // inside a word only: hasn't
            let inside = out.last().is_some_and(|t| t.at.end == at && !t.hangul)
                && chars.peek().is_some_and(|(_, next)| next.is_ascii_alphabetic());
            if let Some(token) = out.last_mut().filter(|_| inside) {
                token.text.push('\'');
                token.at.end = end;
            }
            continue;
        }
        if !c.is_alphanumeric() {
            continue;
        }
        let glued = out.last().is_some_and(|t| t.at.end == at);
        match out.last_mut() {
            Some(token) if glued && token.hangul == hangul => {
                token.text.extend(c.to_lowercase());
                token.at.end = end;
            }
            _ => out.push(Token {
                text: c.to_lowercase().collect(),
                at: at..end,
                hangul,
                glued,
            }),
        }
    }
    out
}

/// Contracted forms without their apostrophe, as people type them, and the verb in each.
static CONTRACTED: LazyLock<BTreeMap<&str, &str>> =
    LazyLock::new(|| words("contracted").filter_map(|pair| pair.split_once('=')).collect());

fn expand(mut token: Token) -> Vec<Token> {
    if token.hangul {
        return vec![token];
    }
    let apart = match (CONTRACTED.get(token.text.as_str()), token.text.split_once('\'')) {
        (Some(base), _) => Some((*base, "not")),
        (None, Some(("can", "t"))) => Some(("can", "not")),
        (None, Some(("won", "t"))) => Some(("will", "not")),
        (None, Some((base, "t"))) => Some((base.trim_end_matches('n'), "not")),
        (None, Some((base, "re"))) => Some((base, "are")),
        (None, Some((base, "ve"))) => Some((base, "have")),
        (None, Some((base, "ll"))) => Some((base, "will")),
        (None, Some((base, "m"))) => Some((base, "am")),
        (None, Some((base @ ("there" | "it" | "that" | "what" | "here" | "he" | "she" | "who" | "where"), "s"))) => {
            Some((base, "is"))
        }
        _ => None,
    };
    if let Some((base, more)) = apart {
        let second = Token {
            text: more.to_owned(),
            glued: false,
            ..token.clone()
        };
        let first = Token {
            text: base.to_owned(),
            ..token
        };
        return vec![first, second];
    }
    token.text.retain(|c| c != '\'');
    vec![token]
}

/// The words run together, with the places at which each starts and ends: blanks, hyphens and stops do not count.
#[derive(Clone, Debug, Default)]
pub struct Run {
    pub text: String,
    /// For each token the bytes of `text` it takes.
    pub spans: Vec<Range<usize>>,
    hangul: Vec<bool>,
}

impl Run {
    /// Runs the words together, each in the form that `form` gives it.
    pub fn of<'t>(tokens: &'t [Token], form: impl Fn(&'t Token) -> std::borrow::Cow<'t, str>) -> Self {
        let mut run = Run::default();
        for token in tokens {
            let start = run.text.len();
            run.text.push_str(&form(token));
            run.spans.push(start..run.text.len());
            run.hangul.push(token.hangul);
        }
        run
    }

    pub fn plain(tokens: &[Token]) -> Self {
        Self::of(tokens, |t| t.text.as_str().into())
    }

    /// Every place at which a phrase may start, with the token it lies in: the start of a word, or any syllable.
    pub fn starts(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.spans
            .iter()
            .zip(&self.hangul)
            .enumerate()
            .flat_map(move |(index, (span, hangul))| {
                let word = self.text.get(span.clone()).unwrap_or_default();
                let count = if *hangul {
                    word.chars().count()
                } else {
                    word.len().min(1)
                };
                word.char_indices()
                    .take(count)
                    .map(move |(offset, _)| (span.start + offset, index))
            })
    }

    /// The token in which a phrase that starts in token `from` and ends at byte `end` ends; `None` where it would end
    /// inside a Latin word.
    pub fn ends(&self, from: usize, end: usize) -> Option<usize> {
        let spans = self.spans.get(from..)?;
        let index = from + spans.partition_point(|span| span.end < end);
        let span = self.spans.get(index)?;
        (span.end == end || self.hangul.get(index).copied().unwrap_or(false)).then_some(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wording(read: &str, written: &[&str]) -> Wording {
        Wording {
            read: read.to_owned(),
            written: written.iter().map(|w| (*w).to_owned()).collect(),
        }
    }

    fn tokens(text: &str) -> Vec<Token> {
        let connect = wording("entra connect", &["microsoft azure ad connect", "azure ad connect"]);
        let entra = wording("entra", &["microsoft entra"]);
        let id = wording("entra id", &["azure ad"]);
        let spellings = vec![
            wording("license", &["licence"]),
            wording("암호", &["비밀번호"]),
            wording("메일", &["이메일"]),
        ];
        Reading::new(vec![id, connect, entra], spellings).tokens(text)
    }

    fn joined(text: &str) -> String {
        Run::plain(&tokens(text)).text
    }

    #[test]
    fn messages_that_say_the_same_fold_to_the_same() {
        assert_eq!(joined("hasn’t enabled"), joined("has not  enabled."));
        assert_eq!(joined("We couldn't verify"), joined("we could not VERIFY"));
        assert_eq!(joined("can't"), joined("cannot"));
        assert_eq!(joined("Azure AD Connect"), joined("Microsoft Entra Connect"));
        assert_eq!(joined("Azure AD를"), joined("Microsoft Entra ID를"));
        assert_eq!(joined("온-프레미스 비밀번호"), joined("온프레미스 암호"));
        assert_eq!(joined("전자 메일"), joined("이메일"));
        assert_eq!(joined("on‑premises licence"), joined("on premises license"));
    }

    #[test]
    fn words_know_where_they_stand() {
        let text = "다시 Azure AD에서";
        let found = tokens(text);
        assert_eq!(
            found.iter().map(|t| (t.text.as_str(), t.glued)).collect::<Vec<_>>(),
            [("다시", false), ("entra", false), ("id", false), ("에서", true),]
        );
        assert_eq!(text.get(found[1].at.clone()), Some("Azure AD"));
    }
}
