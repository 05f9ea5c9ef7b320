//! Ready data: the knowledge as one block of bytes in which each piece is found by its key without reading the rest.
//! The built-in block is made when the program is built; start-up parses nothing.
//!
//! Layout: the number of keys (u32, little endian), then for each key, sorted, where it and its value lie
//! (4 x u32: key offset, key length, value offset, value length), then all keys, then all values. The keys lie together so
//! that looking one up touches few pages of memory.

use std::cmp::Ordering;

/// A key and its value.
pub type Piece = (String, Vec<u8>);

/// What is wrong with a block, or keeps one from being built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The key of the piece.
    pub key: String,
    pub why: String,
}

impl Fault {
    pub fn new(key: &str, why: impl ToString) -> Self {
        Self {
            key: key.to_owned(),
            why: why.to_string(),
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}`: {}", self.key, self.why)
    }
}

/// Builds a block from keys and values; keys must be distinct.
///
/// # Errors
/// The piece with which the block grows beyond 4 GiB.
pub fn build(mut items: Vec<Piece>) -> Result<Vec<u8>, Fault> {
    items.sort_by(|a, b| a.0.as_bytes().cmp(b.0.as_bytes()));
    let head = 4 + 16 * items.len();
    let keys: usize = items.iter().map(|(key, _)| key.len()).sum();
    let mut block = Vec::with_capacity(head + keys);
    block.extend(size(items.len(), "")?);
    let (mut key_at, mut value_at) = (head, head + keys);
    for (key, value) in &items {
        for number in [key_at, key.len(), value_at, value.len()] {
            block.extend(size(number, key)?);
        }
        key_at += key.len();
        value_at += value.len();
    }
    for (key, _) in &items {
        block.extend_from_slice(key.as_bytes());
    }
    for (_, value) in &items {
        block.extend_from_slice(value);
    }
    Ok(block)
}

fn size(n: usize, key: &str) -> Result<[u8; 4], Fault> {
    match u32::try_from(n) {
        Ok(small) => Ok(small.to_le_bytes()),
        Err(error) => Err(Fault::new(key, error)),
    }
}

/// The number at a byte of the table; `None` where the block is cut short.
fn number(block: &[u8], at: usize) -> Option<usize> {
    let bytes = block.get(at..)?.first_chunk::<4>()?;
    usize::try_from(u32::from_le_bytes(*bytes)).ok()
}

/// What a pair of numbers in the table points to; `None` where the block is cut short.
fn slice(block: &[u8], at: usize) -> Option<&[u8]> {
    let start = number(block, at)?;
    block.get(start..start.checked_add(number(block, at + 4)?)?)
}

fn cut(key: &str) -> Fault {
    Fault::new(key, "the block ends before it")
}

/// The value of `key`, by binary search.
///
/// # Errors
/// The block is cut short on the way to the value.
pub fn find<'a>(block: &'a [u8], key: &str) -> Result<Option<&'a [u8]>, Fault> {
    let (mut low, mut high) = (0, number(block, 0).ok_or_else(|| cut(key))?);
    while low < high {
        let middle = usize::midpoint(low, high);
        let record = 4 + 16 * middle;
        match slice(block, record).ok_or_else(|| cut(key))?.cmp(key.as_bytes()) {
            Ordering::Equal => return slice(block, record + 8).map(Some).ok_or_else(|| cut(key)),
            Ordering::Less => low = middle + 1,
            Ordering::Greater => high = middle,
        }
    }
    Ok(None)
}

/// Every key that starts with `prefix`, in order, without the prefix.
///
/// # Errors
/// The block is cut short among its keys, or one is no text.
pub fn keys<'a>(block: &'a [u8], prefix: &str) -> Result<Vec<&'a str>, Fault> {
    let count = number(block, 0).ok_or_else(|| cut(prefix))?;
    let mut found = Vec::new();
    for record in 0..count {
        let bytes = slice(block, 4 + 16 * record).ok_or_else(|| cut(prefix))?;
        let key = std::str::from_utf8(bytes).map_err(|error| Fault::new(prefix, error))?;
        found.extend(key.strip_prefix(prefix));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_is_found_and_nothing_else() {
        let block = build(vec![
            ("b".into(), vec![2]),
            ("a:1".into(), vec![1, 1]),
            ("a:0".into(), vec![]),
        ])
        .unwrap();
        assert_eq!(find(&block, "a:1"), Ok(Some(&[1, 1][..])));
        assert_eq!(find(&block, "a:0"), Ok(Some(&[][..])));
        assert_eq!(find(&block, "c"), Ok(None));
        assert_eq!(keys(&block, "a:"), Ok(vec!["0", "1"]));
    }

    #[test]
    fn a_block_that_is_cut_short_is_a_fault_and_no_crash() {
        let block = build(vec![("a".into(), vec![1, 2, 3]), ("b".into(), vec![4])]).unwrap();
        for length in 0..block.len() {
            assert_eq!(find(&block[..length], "b").unwrap_err().key, "b", "cut at {length}");
        }
        assert_eq!(keys(&block[..20], "a").unwrap_err(), cut("a"));
    }
}
