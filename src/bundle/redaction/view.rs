//! A text as it reads once its escapes are undone: percent, HTML and JSON, one within another too. Owns where each character came
//! from, so that what is found in what was meant can be replaced in what was written.

use crate::text::fitting;
use std::ops::Range;

/// So many escapes are undone one within another.
const DEEPEST: usize = 3;

/// A text with its escapes undone.
#[derive(Debug)]
pub struct View {
    pub text: String,
    /// Where each byte of the text began in what was written, and the end of that.
    places: Vec<usize>,
}

impl View {
    /// The readings of `raw` that differ from it, each undone once more than the one before.
    pub fn all(raw: &str) -> Vec<Self> {
        let mut out: Vec<Self> = Vec::new();
        while out.len() < DEEPEST {
            let last = out.last();
            let text = last.map_or(raw, |view| view.text.as_str());
            let Some(mut next) = undone(text) else { break };
            if let Some(last) = last {
                next.places = next.places.iter().map(|at| last.place(*at)).collect();
            }
            out.push(next);
        }
        out
    }

    fn place(&self, at: usize) -> usize {
        self.places.get(at).or(self.places.last()).copied().unwrap_or_default()
    }

    /// Where a part of the text stands in what was written.
    pub fn raw(&self, part: &Range<usize>) -> Range<usize> {
        self.place(part.start)..self.place(part.end)
    }
}

/// Does `text` hold an escape?
pub fn may_be_escaped(text: &str) -> bool {
    let mut signs = memchr::memchr3_iter(b'%', b'&', b'\\', text.as_bytes());
    signs.any(|at| {
        let rest = text.get(at..).unwrap_or_default();
        match rest.bytes().next() {
            Some(b'%') => percent(rest).is_some(),
            // what XML writes so is no letter of a name, unless something is escaped twice
            Some(b'&') => {
                let plain = ["&lt;", "&gt;", "&quot;", "&apos;"]
                    .iter()
                    .any(|plain| rest.starts_with(plain));
                let amp = rest
                    .strip_prefix("&amp;")
                    .is_some_and(|behind| entity(&format!("&{}", fitting(behind, 12))).is_none());
                !plain && !amp && entity(rest).is_some()
            }
            _ => backslash(rest).is_some(),
        }
    })
}

/// `text` with its escapes undone; `None` where it has none.
fn undone(text: &str) -> Option<View> {
    if !may_be_escaped(text) {
        return None;
    }
    // in a path of Windows a backslash is itself; in JSON there are quotes
    let unit = |at: usize| text.get(at..).and_then(backslash).is_some_and(|(_, length)| length > 2);
    let json = text.contains('"') || text.contains("\\\\") || text.match_indices("\\u").any(|(at, _)| unit(at));
    let mut view = View {
        text: String::with_capacity(text.len()),
        places: Vec::with_capacity(text.len() + 1),
    };
    let mut changed = false;
    let mut at = 0;
    while let Some(rest) = text.get(at..)
        && let Some(c) = rest.chars().next()
    {
        let escape = match c {
            '%' => percent(rest),
            '&' => entity(rest),
            '\\' if json => backslash(rest),
            _ => None,
        };
        changed |= escape.is_some();
        let (meant, length) = escape.unwrap_or_else(|| (c.to_string(), c.len_utf8()));
        // each byte of what was meant stands for the whole escape, but for its end
        view.places.extend(meant.bytes().map(|_| at));
        view.text.push_str(&meant);
        at += length;
    }
    view.places.push(text.len());
    changed.then_some(view)
}

/// `%EA%B9%80`: one character, whatever its bytes.
fn percent(rest: &str) -> Option<(String, usize)> {
    let mut bytes = Vec::new();
    while bytes.len() < 4 {
        let at = bytes.len() * 3;
        let pair = hexadecimal(rest.get(at..at + 3)?.strip_prefix('%')?)?;
        bytes.push(u8::try_from(pair).ok()?);
        if let Ok(text) = std::str::from_utf8(&bytes) {
            // what ends a line or a text is no escape of a name
            return (!text.contains(|c: char| c.is_control() && c != '\n')).then(|| (text.to_owned(), bytes.len() * 3));
        }
    }
    None
}

/// `&amp;`, `&#64;`, `&#xAE40;`
fn entity(rest: &str) -> Option<(String, usize)> {
    let end = rest.char_indices().take(10).find(|(_, c)| *c == ';')?.0;
    let name = rest.get(1..end)?;
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "commat" => '@',
        "period" => '.',
        "lowbar" => '_',
        "hyphen" => '-',
        "bsol" => '\\',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => hexadecimal(hex)?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control() || *c == '\n')?
        }
    };
    Some((c.to_string(), end + 1))
}

/// `\u0040`, `\/`, `\\`, `\n`
fn backslash(rest: &str) -> Option<(String, usize)> {
    let c = match rest.chars().nth(1)? {
        '"' => '"',
        '\'' => '\'',
        '\\' => '\\',
        '/' => '/',
        'n' => '\n',
        'r' | 't' => ' ',
        'u' => {
            let unit = |at: usize| {
                let hex = rest.get(at..)?.strip_prefix("\\u")?.get(..4)?;
                u16::try_from(hexadecimal(hex)?).ok()
            };
            let high = unit(0)?;
            if let Some(c) = char::from_u32(u32::from(high)) {
                return Some((c.to_string(), 6));
            }
            let pair = char::decode_utf16([high, unit(6)?]).next()?.ok()?;
            return Some((pair.to_string(), 12));
        }
        _ => return None,
    };
    Some((c.to_string(), 2))
}

/// The number that digits say, without a sign.
fn hexadecimal(digits: &str) -> Option<u32> {
    let all = digits.chars().all(|c| c.is_ascii_hexdigit());
    u32::from_str_radix(digits, 16).ok().filter(|_| all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_in_a_reading_is_replaced_in_what_was_written() {
        for (raw, meant, part) in [
            ("u=kim%40contoso.com&x", "kim@contoso.com", "kim%40contoso.com"),
            ("u=kim%2540contoso.com", "kim@contoso.com", "kim%2540contoso.com"),
            ("%EA%B9%80%EB%AF%BC%EC%A7%80 x", "김민지", "%EA%B9%80%EB%AF%BC%EC%A7%80"),
            ("&#xAE40;&#48124;지 씨", "김민지", "&#xAE40;&#48124;지"),
            ("\"\\uae40\\ubbfc\\uc9c0\"", "김민지", "\\uae40\\ubbfc\\uc9c0"),
            ("{\"u\":\"CONTOSO\\\\kimmj\"}", "CONTOSO\\kimmj", "CONTOSO\\\\kimmj"),
            ("kim&#64;contoso.com", "kim@contoso.com", "kim&#64;contoso.com"),
        ] {
            let found = View::all(raw).iter().find_map(|view| {
                let at = view.text.find(meant)?;
                raw.get(view.raw(&(at..at + meant.len())))
            });
            assert_eq!(found, Some(part), "{raw}");
        }
        assert!(View::all("100% of C:\\new\\users &c").is_empty());
    }
}
