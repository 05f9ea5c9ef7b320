//! What a YAML file may cost before anything is built from it: how deep, how many values, how many bytes, aliases written out.
//! The door to the parser of events of `saphyr`, which keeps nothing of what it reads.

use crate::text::{Lang, say};
use saphyr_parser::{Event, Parser};
use std::collections::BTreeMap;

/// No file that people write is nested deeper.
const MOST_DEPTH: usize = 64;

/// Ten thousand long entries.
const MOST_VALUES: usize = 400_000;

/// Megabytes of texts in all.
const MOST_MEGABYTES: usize = 16;

/// What is left for the files that are read together.
#[derive(Debug)]
pub struct Budget {
    left: Cost,
}

#[derive(Clone, Copy, Debug, Default)]
struct Cost {
    values: usize,
    bytes: usize,
}

/// What is too much, or cannot be read; the line, from 1, and the column, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excess {
    pub what: What,
    pub line: usize,
    pub column: usize,
}

/// What is too much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Depth,
    Values,
    Bytes,
    /// It is no YAML; the parser's words.
    Form(String),
}

impl Excess {
    /// The bound that it breaks, or what the parser says.
    pub fn say(&self, lang: Lang) -> String {
        let said = match &self.what {
            What::Depth => say("nested deeper than 64 levels", "중첩이 64단계보다 깊습니다"),
            What::Values => say(
                "more than 400,000 values, aliases written out; leave some out",
                "값이 400,000개보다 많습니다(별칭을 풀어 센 수). 일부를 빼십시오",
            ),
            What::Bytes => say(
                "more than 16 MB of text, aliases written out; leave some out",
                "텍스트가 16MB보다 큽니다(별칭을 풀어 센 크기). 일부를 빼십시오",
            ),
            What::Form(why) => return why.clone(),
        };
        said.get(lang).to_owned()
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            left: Cost {
                values: MOST_VALUES,
                bytes: MOST_MEGABYTES << 20,
            },
        }
    }
}

impl Budget {
    /// Takes what a file costs; stops at the first value that is too much.
    pub fn spend(&mut self, text: &str) -> Result<(), Excess> {
        let mut anchors: BTreeMap<usize, Cost> = BTreeMap::new();
        // anchor of each open list or mapping, and what was left when it began
        let mut open: Vec<(usize, Cost)> = Vec::new();
        for event in Parser::new_from_str(text) {
            let (event, place) = event.map_err(|error| Excess {
                what: match error.info() {
                    // it looks ahead, and has a bound of its own
                    "recursion limit exceeded" => What::Depth,
                    why => What::Form(why.to_owned()),
                },
                line: error.marker().line(),
                column: error.marker().col() + 1,
            })?;
            let excess = |what| Excess {
                what,
                line: place.start.line(),
                column: place.start.col() + 1,
            };
            let before = self.left;
            let (anchor, cost) = match event {
                Event::Scalar(text, _, anchor, _) => (
                    anchor,
                    Cost {
                        values: 1,
                        bytes: text.len(),
                    },
                ),
                Event::Alias(anchor) => (0, anchors.get(&anchor).copied().unwrap_or_default()),
                Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => {
                    open.push((anchor, before));
                    (0, Cost { values: 1, bytes: 0 })
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    let (anchor, begun) = open.pop().unwrap_or((0, before));
                    let cost = Cost {
                        values: begun.values - before.values,
                        bytes: begun.bytes - before.bytes,
                    };
                    anchors.insert(anchor, cost);
                    continue;
                }
                _ => continue,
            };
            anchors.insert(anchor, cost);
            if open.len() > MOST_DEPTH {
                return Err(excess(What::Depth));
            }
            self.left = Cost {
                values: before
                    .values
                    .checked_sub(cost.values)
                    .ok_or_else(|| excess(What::Values))?,
                bytes: before
                    .bytes
                    .checked_sub(cost.bytes)
                    .ok_or_else(|| excess(What::Bytes))?,
            };
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(text: &str) -> Result<(), What> {
        Budget::default().spend(text).map_err(|excess| excess.what)
    }

    #[test]
    fn what_explodes_is_refused_before_it_costs() {
        for deep in ["[", "{a: ", "- ", "? "] {
            assert_eq!(what(&deep.repeat(100_000)), Err(What::Depth), "{deep}");
        }
        let one = format!("a: &a \"{}\"\nb:\n", "x".repeat(100_000));
        assert_eq!(what(&(one + &"- *a\n".repeat(40_000))), Err(What::Bytes));
        let mut laughs = "a0: &a0 [x, x]\n".to_owned();
        for level in 1..40 {
            laughs.push_str(&format!(
                "a{level}: &a{level} [{}]\n",
                vec![format!("*a{}", level - 1); 9].join(", ")
            ));
        }
        assert_eq!(what(&laughs), Err(What::Values));
        assert_eq!(what(&format!("a: [{}]", "x, ".repeat(500_000))), Err(What::Values));
    }

    #[test]
    fn what_people_write_costs_little_and_all_files_together_have_one_budget() {
        let mut budget = Budget::default();
        budget.spend("a: &a [1, 2]\nb: *a\n").unwrap();
        // the mapping, its keys, the list twice
        assert_eq!(MOST_VALUES - budget.left.values, 1 + 2 + 3 + 3);
        let half = format!("a: [{}]", "x, ".repeat(250_000));
        assert_eq!(budget.spend(&half), Ok(()));
        assert_eq!(budget.spend(&half).map_err(|excess| excess.what), Err(What::Values));
    }

    #[test]
    fn what_is_no_yaml_is_told_with_its_place() {
        let excess = Budget::default().spend("a: b\nc: \"open\n").unwrap_err();
        assert!(matches!(excess.what, What::Form(_)), "{excess:?}");
    }
}
