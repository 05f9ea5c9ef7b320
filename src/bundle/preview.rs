//! What a bundle changes, to be looked at before it is written: file by file what stands there and what will be written, with the
//! places that differ. Reads no more of a file than is shown; writes nothing. The door to `similar`.

use super::BundleError;
use super::plan::{Content, Plan, made};
use super::redaction::{Census, Table};
use super::work::Work;
use crate::case::Case;
use crate::case::disk::DiskError;
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::text::fitting;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::io;
use std::ops::Range;

/// So many changes of a file are shown; more lines than that nobody reads.
const MOST_SHOWN: usize = 400;

/// So much of a file is read for it, in bytes.
const MOST_READ: u64 = 4 << 20;

/// So much of a line is shown, in bytes, and so much before its first change.
const LONGEST: usize = 360;
const BEFORE: usize = 48;

/// What is changed in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// In the order of the file.
    pub shown: Vec<Change>,
    /// Places that are hidden, as far as the file was read.
    pub places: usize,
    /// It goes on behind what was read.
    pub more: bool,
}

/// A line that is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Counted from 1.
    pub line: usize,
    pub original: Marked,
    pub written: Marked,
    /// The places bear names, which may be kept; a secret or an anchor may not.
    pub names: bool,
}

/// A line, cut to what is shown, with the places that differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    pub text: String,
    /// In bytes of the text.
    pub at: Vec<Range<usize>>,
}

impl Changes {
    /// The places that are shown, each by its change and its number in that.
    pub fn places(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let changes = self.shown.iter().enumerate();
        changes.flat_map(|(at, change)| (0..change.written.at.len()).map(move |place| (at, place)))
    }

    /// What stands at a place and may be kept.
    pub fn term(&self, (change, place): (usize, usize)) -> Option<&str> {
        let change = self.shown.get(change).filter(|change| change.names)?;
        change.original.text.get(change.original.at.get(place)?.clone())
    }

    /// Takes in a text as it is and as it is written.
    fn add(&mut self, table: &Table, before: usize, original: &str, written: &str) {
        if original == written {
            return;
        }
        let (old, new): (Vec<&str>, Vec<&str>) = (original.lines().collect(), written.lines().collect());
        if old.len() == new.len() {
            for (at, (old, new)) in old.iter().zip(&new).enumerate() {
                self.line(table, before + at + 1, old, new);
            }
            return;
        }
        for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
            let (_, olds, news) = op.as_tag_tuple();
            if matches!(op, DiffOp::Equal { .. }) {
                continue;
            }
            let [olds, news] = [(&old, olds), (&new, news)].map(|(lines, range)| {
                let lines = lines.get(range.clone()).unwrap_or_default();
                (range.start, lines.to_vec())
            });
            for at in 0..olds.1.len().max(news.1.len()) {
                let [old, new] = [&olds, &news].map(|(_, lines)| lines.get(at).copied().unwrap_or_default());
                self.line(table, before + olds.0 + at + 1, old, new);
            }
        }
    }

    fn line(&mut self, table: &Table, line: usize, old: &str, new: &str) {
        if old == new {
            return;
        }
        let (olds, news, names) = marks(table, old, new);
        self.places += news.len();
        if self.shown.len() < MOST_SHOWN {
            self.shown.push(Change {
                line,
                original: Marked::cut(old, &olds),
                written: Marked::cut(new, &news),
                names,
            });
        } else {
            self.more = true;
        }
    }
}

impl Marked {
    /// A line around its first places.
    fn cut(text: &str, at: &[Range<usize>]) -> Self {
        let first = at.first().map_or(0, |place| place.start);
        let whole = text.len() <= LONGEST;
        let begin = if whole || first <= BEFORE {
            0
        } else {
            fitting(text, first - BEFORE).len()
        };
        let shown = text.get(begin..).unwrap_or_default();
        let shown = fitting(shown, if whole { usize::MAX } else { LONGEST });
        let lead = if begin > 0 { "... " } else { "" };
        let tail = if begin + shown.len() < text.len() { " ..." } else { "" };
        let end = begin + shown.len();
        let moved = |place: &Range<usize>| {
            let range = place.start + lead.len() - begin..place.end.min(end) + lead.len() - begin;
            (place.start <= end).then_some(range)
        };
        Self {
            at: at.iter().filter_map(moved).collect(),
            text: format!("{lead}{shown}{tail}"),
        }
    }
}

/// The places in which two lines differ, in each, and whether they bear names.
fn marks(table: &Table, old: &str, new: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>, bool) {
    let places = table.places(old);
    let (mut olds, mut news, mut told, mut done) = (Vec::new(), Vec::new(), String::new(), 0);
    for (place, token) in places {
        told.push_str(old.get(done..place.start).unwrap_or_default());
        news.push(told.len()..told.len() + token.len());
        told.push_str(token);
        done = place.end;
        olds.push(place);
    }
    told.push_str(old.get(done..).unwrap_or_default());
    if told == new {
        return (olds, news, true);
    }
    // a secret went, or lines were broken elsewhere
    let same = |(a, b): &(char, char)| a == b;
    let head: usize = old
        .chars()
        .zip(new.chars())
        .take_while(same)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let [old_tail, new_tail] = [old, new].map(|text| text.get(head..).unwrap_or_default());
    let tails = old_tail.chars().rev().zip(new_tail.chars().rev());
    let tail: usize = tails.take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let [olds, news] = [old, new].map(|text| std::iter::once(head..text.len() - tail).collect());
    (olds, news, false)
}

/// What a plan changes, in the order of its files.
pub fn preview(
    host: &dyn Host,
    catalog: &Catalog,
    case: &Case,
    plan: &Plan,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<Vec<Changes>, BundleError> {
    let originals = made(catalog, case, &Table::default(), &plan.left_out, plan.order.lang)?;
    let mut out = Vec::new();
    for file in &plan.files {
        let mut changes = Changes::default();
        match &file.content {
            Content::Made(text) => {
                let original = originals.iter().find(|(name, _)| *name == file.name);
                if let Some((_, original)) = original {
                    changes.add(&plan.redaction, 0, original, text);
                }
            }
            Content::Copied(_) => {}
            Content::Redacted(path, _) => {
                let lost = |error: io::Error| BundleError::LogLost(path.clone(), DiskError::from(&error));
                let mut from = host.open(path).map_err(lost)?;
                let mut work = Work::new(catalog, host, Census::default());
                (work.window, work.zone) = (plan.order.window, plan.created.zone());
                let (mut line, mut canceled) = (0, false);
                let name = path.display().to_string();
                let whole = work.beside(&plan.redaction, &name, &mut from, &mut |read, original, told| {
                    changes.add(&plan.redaction, line, original, told);
                    line += original.lines().count();
                    canceled = !go_on();
                    !canceled && read < MOST_READ && !changes.more
                });
                if canceled {
                    return Err(BundleError::Canceled);
                }
                changes.more |= !whole.map_err(lost)?;
            }
        }
        out.push(changes);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Table {
        let mut census = Census::default();
        census.text(text);
        Table::counted(census, super::super::Profile::Public).unwrap()
    }

    fn changes(table: &Table, original: &str, written: &str) -> Changes {
        let mut changes = Changes::default();
        changes.add(table, 0, original, written);
        changes
    }

    fn shown(marked: &Marked) -> Vec<&str> {
        let at = marked.at.iter();
        at.map(|place| marked.text.get(place.clone()).unwrap_or_default())
            .collect()
    }

    #[test]
    fn each_place_of_a_line_is_marked_in_the_original_and_in_what_is_written() {
        let table = table("UserPrincipalName: kim@contoso.com, IP 10.0.0.1\n");
        let line = "first\nkim@contoso.com came from 10.0.0.1\nlast";
        let changes = changes(&table, line, &table.told(line));
        assert_eq!((changes.places, changes.more, changes.shown.len()), (2, false, 1));
        let change = &changes.shown[0];
        assert_eq!(change.line, 2);
        assert_eq!(shown(&change.original), ["kim@contoso.com", "10.0.0.1"]);
        assert_eq!(shown(&change.written), ["user-1@tenant-1", "ip-1"]);
        assert_eq!(changes.term((0, 1)), Some("10.0.0.1"));
        assert_eq!(changes.places().collect::<Vec<_>>(), [(0, 0), (0, 1)]);
    }

    #[test]
    fn a_secret_is_marked_and_may_not_be_kept() {
        let changes = changes(&Table::default(), "pw: hunter2 x", "pw: [removed: password] x");
        assert_eq!(shown(&changes.shown[0].original), ["hunter2"]);
        assert_eq!(shown(&changes.shown[0].written), ["[removed: password]"]);
        assert_eq!(changes.term((0, 0)), None);
    }

    #[test]
    fn lines_that_went_do_not_move_those_behind_them() {
        let changes = changes(&Table::default(), "a\nBEGIN\nx\ny\nEND\nz", "a\n[removed: key]\nz");
        assert!(
            changes.shown.iter().all(|change| (2..=5).contains(&change.line)),
            "{changes:?}"
        );
    }

    #[test]
    fn a_long_line_is_shown_around_its_first_change() {
        let table = table("user: kim@contoso.com\n");
        let line = format!("{} kim@contoso.com {}", "가".repeat(900), "x".repeat(900));
        let changes = changes(&table, &line, &table.told(&line));
        let change = &changes.shown[0];
        assert!(change.original.text.len() < LONGEST + 10 && change.written.text.starts_with("... "));
        assert_eq!(shown(&change.original), ["kim@contoso.com"]);
    }
}
