//! The time of the first and the last record of a text, without reading the time of every record: most differ from the one
//! before in minutes and seconds only, which sort as they are written.

use std::collections::BTreeMap;

/// The times of a text.
#[derive(Default)]
pub(super) struct Extent {
    /// By what stands around minutes and seconds: the first and the last as they sort.
    hours: BTreeMap<(String, String, usize), (String, String)>,
}

/// So many hours are kept apart before they are read.
const MOST_HOURS: usize = 2048;

impl Extent {
    /// Takes a time as it is written; gives those that must be read now.
    pub fn take(&mut self, written: &str) -> Vec<String> {
        let hour = written.find(':').unwrap_or(written.len());
        let end = written
            .rfind(|c: char| c.is_ascii_digit())
            .map_or(written.len(), |at| at + 1)
            .max(hour);
        let key = |at: std::ops::Range<usize>| written.get(at).unwrap_or_default().to_owned();
        let key = (key(0..hour), key(end..written.len()), written.len());
        if let Some((first, last)) = self.hours.get_mut(&key) {
            if written < first.as_str() {
                written.clone_into(first);
            } else if written > last.as_str() {
                written.clone_into(last);
            }
            return Vec::new();
        }
        let out = if self.hours.len() >= MOST_HOURS {
            self.drain()
        } else {
            Vec::new()
        };
        self.hours.insert(key, (written.to_owned(), written.to_owned()));
        out
    }

    /// The times that must be read.
    pub fn drain(&mut self) -> Vec<String> {
        let hours = std::mem::take(&mut self.hours);
        hours.into_values().flat_map(|(first, last)| [first, last]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn within_an_hour_only_the_first_and_the_last_time_are_read() {
        let mut extent = Extent::default();
        for time in [
            "1/1/2025 9:12:33 AM",
            "1/1/2025 9:10:00 AM",
            "1/1/2025 9:59:01 AM",
            "1/1/2025 9:20:00 PM",
        ] {
            assert!(extent.take(time).is_empty());
        }
        let left = extent.drain();
        assert_eq!(left.len(), 4, "{left:?}");
        assert!(left.contains(&"1/1/2025 9:10:00 AM".to_owned()) && left.contains(&"1/1/2025 9:59:01 AM".to_owned()));
    }
}
