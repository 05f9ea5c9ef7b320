//! One line after another, looked through for what it names, in what is written and in what is meant by it.

use super::fields;
use super::labeled;
use super::prose::{self, Before};
use super::seen::{Found, Seen};
use super::shapes;
use super::tables::Tables;
use super::view::{View, may_be_escaped};

/// Looks through the lines of a text, in their order.
#[derive(Debug, Default)]
pub struct Look {
    before: Before,
    tables: Tables,
    /// What only looks like the name of a person, as far as it is asked for.
    perhaps: Option<Vec<String>>,
}

impl Look {
    /// One that also gathers what only looks like a name.
    pub fn curious() -> Self {
        Self {
            perhaps: Some(Vec::new()),
            ..Self::default()
        }
    }

    /// What only looked like a name of a person.
    pub fn perhaps(&self) -> &[String] {
        self.perhaps.as_deref().unwrap_or_default()
    }

    /// What a line names, each with its place in what is written.
    pub fn line(&mut self, line: &str) -> Vec<Seen> {
        let mut out = Found::default();
        if may_be_escaped(line) {
            // what is meant counts before what is written: 40contoso.com is none
            for view in View::all(line).iter().rev() {
                let mut before = Before::default();
                let mut at = 0;
                for part in view.text.split('\n') {
                    for seen in named(part, &[], &mut before).all {
                        let place = view.raw(&(at + seen.at.start..at + seen.at.end));
                        if out.is_free(&place) {
                            out.all.push(Seen { at: place, ..seen });
                        }
                    }
                    at += part.len() + 1;
                }
            }
        }
        let rows = self.tables.fields(line);
        let found = named(line, &rows, &mut self.before);
        if let Some(perhaps) = &mut self.perhaps {
            perhaps.extend(prose::perhaps(line, &found));
        }
        for seen in found.all {
            if out.is_free(&seen.at) {
                out.all.push(seen);
            }
        }
        out.all.sort_by_key(|seen| seen.at.start);
        out.all
    }
}

fn named(line: &str, rows: &[fields::Field<'_>], before: &mut Before) -> Found {
    let mut found = Found::default();
    shapes::sure(line, &mut found);
    labeled::take(line, rows, &mut found);
    labeled::take(line, &fields::fields(line), &mut found);
    prose::find(line, before, &mut found);
    shapes::loose(line, &mut found);
    found
}
