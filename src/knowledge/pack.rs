//! Ready data: the knowledge as one block of bytes in which each piece is found by its key without reading the rest.
//! The built-in block is made when the program is built; start-up parses nothing.
//!
//! Layout: the number of keys (u32, little endian), then for each key, sorted, where it and its value lie
//! (4 x u32: key offset, key length, value offset, value length), then all keys, then all values. The keys lie together so
//! that looking one up touches few pages of memory.

/// Builds a block from keys and values; keys must be distinct.
pub fn build(mut items: Vec<(String, Vec<u8>)>) -> Vec<u8> {
    items.sort_by(|a, b| a.0.as_bytes().cmp(b.0.as_bytes()));
    let head = 4 + 16 * items.len();
    let keys: usize = items.iter().map(|(key, _)| key.len()).sum();
    let mut block = Vec::with_capacity(head + keys);
    block.extend(size(items.len()));
    let (mut key_at, mut value_at) = (head, head + keys);
    for (key, value) in &items {
        for number in [key_at, key.len(), value_at, value.len()] {
            block.extend(size(number));
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
    block
}

fn size(n: usize) -> [u8; 4] {
    u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes()
}

fn number(block: &[u8], at: usize) -> Option<usize> {
    let bytes: [u8; 4] = block.get(at..at + 4)?.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(bytes)).ok()
}

fn piece(block: &[u8], at: usize) -> Option<&[u8]> {
    let start = number(block, at)?;
    block.get(start..start + number(block, at + 4)?)
}

/// The value of `key`, by binary search.
pub fn get<'a>(block: &'a [u8], key: &str) -> Option<&'a [u8]> {
    let (mut low, mut high) = (0, number(block, 0)?);
    while low < high {
        let middle = usize::midpoint(low, high);
        let record = 4 + 16 * middle;
        match piece(block, record)?.cmp(key.as_bytes()) {
            std::cmp::Ordering::Equal => return piece(block, record + 8),
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

/// Every key that starts with `prefix`, in order, without the prefix.
pub fn keys<'a>(block: &'a [u8], prefix: &'a str) -> impl Iterator<Item = &'a str> {
    let count = number(block, 0).unwrap_or(0);
    (0..count)
        .filter_map(move |i| piece(block, 4 + 16 * i))
        .filter_map(|key| std::str::from_utf8(key).ok())
        .filter_map(move |key| key.strip_prefix(prefix))
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
        ]);
        assert_eq!(get(&block, "a:1"), Some(&[1, 1][..]));
        assert_eq!(get(&block, "a:0"), Some(&[][..]));
        assert_eq!(get(&block, "c"), None);
        assert_eq!(keys(&block, "a:").collect::<Vec<_>>(), ["0", "1"]);
        assert_eq!(get(&[], "a"), None);
        assert_eq!(
            get(&block[..7], "a:1"),
            None,
            "a damaged block gives nothing, not a crash"
        );
    }
}
