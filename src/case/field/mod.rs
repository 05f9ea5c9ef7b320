//! The one door to the values of a case. Owns what a value must look like before it is kept: whichever way it comes, it is
//! checked by the rule of its field, and only what passed can be put into a case. Asks the host about paths and the time,
//! and nothing else.

mod open;
mod path;
mod rules;

pub use super::refusal::Refusal;
pub use super::values::{Accepted, Open, Said, Values};
pub use open::{NOT_KNOWN, NOT_SAID, open_word};
pub use rules::{NO, YES};

use super::token::holds_token;
use super::{Case, times};
use crate::evidence;
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::knowledge::id::FieldId;
use crate::knowledge::shape::{Field, Rule};
use crate::text::{Lang, nearest, one_line, say};
use crate::time::read::Unread;
use crate::time::{self, Zone, zones};

impl Case {
    /// Checks `raw` by the rule of the field. An empty text clears the field and always passes; so do the words for what is
    /// [not known](NOT_KNOWN). Where a part of a value can be known, that part passes as such.
    pub fn check(&self, catalog: &Catalog, host: &dyn Host, field: &str, raw: &str) -> Result<Accepted, Refusal> {
        let field = catalog.field(field).ok_or_else(|| unknown_field(catalog, field))?;
        let zone_field = catalog
            .fields()
            .into_iter()
            .find(|other| other.zone_of.as_ref() == Some(&field.id));
        let zone = zone_field.as_ref().and_then(|zone| self.value(catalog, &zone.id));
        let clean = evidence::clean(catalog, raw);
        let cleaned = clean.text.trim().to_owned();
        let line = one_line(&cleaned);
        let keep = |said: Said| Accepted::new(field.id.clone(), said, None).without(clean.removed.clone());
        let part = |text: &str| {
            keep(Said::Open(Open::Part {
                text: text.to_owned(),
                at: host.now(),
            }))
        };
        let mut settles = None;
        if cleaned.is_empty() {
            return Ok(keep(Said::Nothing));
        }
        if let Some(said) = open::said(&line) {
            return Ok(keep(Said::Open(said)));
        }
        let value = match field.rule {
            Rule::Text => rules::text(line)?,
            Rule::Lines => rules::text(cleaned)?,
            Rule::Url if !clean.removed.is_empty() => rules::url(rules::address_alone(&line))?,
            Rule::Url => rules::url(&line)?,
            Rule::Guid => rules::guid(&line)?,
            Rule::Timestamp => {
                let known = zone.as_deref().and_then(Zone::named);
                let moment = match time::read(&line, host.now(), known.as_ref()) {
                    Ok(moment) => moment,
                    Err(Unread::NoZone | Unread::NoTimeOfDay) => {
                        return Ok(part(&line));
                    }
                    Err(why) => return Err(times::no_time(&line, why)),
                };
                let named = zone_field.zip(moment.zone).filter(|_| zone.is_none());
                settles = named.map(|(field, zone)| (field.id, zone.to_string()));
                moment.at.to_string()
            }
            Rule::TimeZone => {
                let found = zones::find(&line).map_err(|wrong| times::no_zone(&line, wrong))?;
                settles = self.made_whole(&field, &found.zone);
                found.zone.to_string()
            }
            Rule::UserId => rules::user_id(&line)?,
            Rule::Choice => match open::part(&field, &line).map(part) {
                Some(known) => return Ok(known),
                None => rules::choice(&field, &line)?,
            },
            Rule::YesNo => rules::yes_no(&line)?,
            Rule::Version => match rules::version(&line)? {
                Ok(whole) => whole,
                Err(known) => return Ok(part(&known)),
            },
            Rule::Path | Rule::Paths if holds_a_secret(catalog, &cleaned) || !clean.removed.is_empty() => {
                return Err(path::holds_a_secret());
            }
            // as it was given: a path is no text to be tidied
            Rule::Path | Rule::Paths => {
                let known = self.paths.get(&field.id).map_or(&[][..], Vec::as_slice);
                let named = match field.rule {
                    Rule::Path => vec![path::one(raw, known, host)?],
                    _ => path::several(raw, known, host)?,
                };
                return Ok(Accepted::new(field.id.clone(), Said::Paths(named), None));
            }
        };
        Ok(Accepted::new(field.id.clone(), Said::Whole(value), settles).without(clean.removed.clone()))
    }

    /// The same of a value that came redacted: where it holds a token it need not keep the rule, but stands on its lines.
    pub fn check_told(&self, catalog: &Catalog, host: &dyn Host, field: &str, raw: &str) -> Result<Accepted, Refusal> {
        self.check(catalog, host, field, raw).or_else(|refusal| {
            let known = catalog.field(field).filter(|field| !field.names_files());
            let known = known.filter(|_| holds_token(raw)).ok_or(refusal)?;
            let clean = evidence::clean(catalog, raw);
            let value = rules::text(match known.rule {
                Rule::Lines => clean.text.trim().to_owned(),
                _ => one_line(&clean.text),
            })?;
            Ok(Accepted::new(known.id, Said::Whole(value), None).without(clean.removed))
        })
    }

    /// What was said elsewhere of a field without a value; `None` where there is no such field.
    pub fn check_open(&self, catalog: &Catalog, field: &str, said: Open) -> Option<Accepted> {
        let known = catalog.field(field)?;
        let said = match said {
            Open::Part { text, at } => Open::Part {
                text: one_line(&evidence::clean(catalog, &text).text),
                at,
            },
            given_up => given_up,
        };
        Some(Accepted::new(known.id, Said::Open(said), None))
    }

    /// Names files that came with a case that was imported, in the place of those that were named.
    pub fn name_files(&mut self, field: FieldId, paths: Vec<String>) {
        self.keep(Accepted::new(field, Said::Paths(paths), None));
    }

    /// The time of which only the zone was missing, now that it is said.
    fn made_whole(&self, zone_field: &Field, zone: &Zone) -> Option<(FieldId, String)> {
        let times = zone_field.zone_of.as_ref()?;
        let Open::Part { text, at } = self.open.get(times)? else {
            return None;
        };
        let moment = time::read(text, *at, Some(zone)).ok()?;
        Some((times.clone(), moment.at.to_string()))
    }

    /// Checks a path and adds it to the files of the first field that holds several; gives the path besides.
    pub fn check_log(&self, catalog: &Catalog, host: &dyn Host, file: &str) -> Result<(Accepted, String), Refusal> {
        let field = catalog
            .fields()
            .into_iter()
            .find(|field| field.rule == Rule::Paths)
            .ok_or_else(|| unknown_field(catalog, "paths"))?;
        if holds_a_secret(catalog, file) {
            return Err(path::holds_a_secret());
        }
        let path = path::one(file, &[], host)?;
        // the others were checked when they were named; one that is gone by now does not keep a new one out
        let mut all = self.paths.get(&field.id).cloned().unwrap_or_default();
        if !all.contains(&path) {
            all.push(path.clone());
        }
        Ok((Accepted::new(field.id, Said::Paths(all), None), path))
    }

    /// Keeps a value, and what it settles besides.
    pub fn keep(&mut self, accepted: Accepted) {
        let field = accepted.field().clone();
        // what somebody says of a field is no longer what a log said of it
        self.from_log.remove(&field);
        self.from_log
            .extend(accepted.record().map(|record| (field.clone(), record)));
        let mut gone = accepted.put(&mut self.typed, &mut self.paths, &mut self.open);
        // what a file held matters only as long as it is named
        gone.retain(|path| !self.paths.get(&field).is_some_and(|named| named.contains(path)));
        for path in gone {
            self.attached.remove(&path);
        }
    }

    /// Checks and keeps what is said of a field; gives what was kept. A refused value leaves the old one.
    pub fn fill(&mut self, catalog: &Catalog, host: &dyn Host, field: &str, raw: &str) -> Result<Accepted, Refusal> {
        let accepted = self.check(catalog, host, field, raw)?;
        self.keep(accepted.clone());
        Ok(accepted)
    }
}

/// Does the text say yes, in any wording that a field of yes or no takes?
pub fn is_yes(text: &str) -> bool {
    rules::yes_no(text).is_ok_and(|id| id == YES)
}

/// `pairs` of field and text in an order in which a time finds the zone that is given beside it.
pub fn zones_first<'a>(
    catalog: &Catalog,
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Vec<(&'a str, &'a str)> {
    let mut pairs: Vec<_> = pairs.into_iter().collect();
    let is_zone = |field: &str| catalog.field(field).is_some_and(|field| field.zone_of.is_some());
    pairs.sort_by_key(|(field, _)| !is_zone(field));
    pairs
}

/// How a value reads in `lang`: choices and yes or no by their text, everything else as it is.
pub fn shown(field: &Field, value: &str, lang: Lang) -> String {
    match field.rule {
        Rule::Choice => field
            .values
            .iter()
            .find(|known| known.id == value)
            .map_or(value, |v| v.text.get(lang))
            .to_owned(),
        Rule::YesNo => match value {
            YES => say("yes", "예").get(lang).to_owned(),
            NO => say("no", "아니요").get(lang).to_owned(),
            other => other.to_owned(),
        },
        _ => value.to_owned(),
    }
}

/// How what is said of a field without a value reads in `lang`, with what is missing of a part.
pub fn shown_open(field: &Field, said: &Open, lang: Lang) -> String {
    match said {
        Open::Part { text, at } => open::shown_part(field, text, *at, lang),
        Open::NotKnown => open::IS_NOT_KNOWN.get(lang).to_owned(),
        Open::NotSaid => open::WAS_NOT_SAID.get(lang).to_owned(),
    }
}

/// What is still wanted of a field of which a part is known.
pub fn lacks(field: &Field, said: &Open) -> Option<Refusal> {
    match said {
        Open::Part { text, at } if field.rule == Rule::Timestamp => {
            let why = time::read(text, *at, None).err()?;
            Some(times::no_time(text, why))
        }
        _ => None,
    }
}

/// `value` in bytes as people read it.
pub fn bytes(value: u64) -> String {
    const STEPS: [(&str, u64); 3] = [("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)];
    match STEPS.iter().find(|(_, step)| value >= *step) {
        Some((name, step)) => format!("{}.{} {name}", value / step, value % step * 10 / step),
        None => format!("{value} B"),
    }
}

/// Whether the name of a file holds a secret, its parts read as words.
fn holds_a_secret(catalog: &Catalog, file: &str) -> bool {
    let words = file.replace(['/', '\\', '.', '_'], " ");
    !evidence::clean(catalog, &words).removed.is_empty()
}

fn unknown_field(catalog: &Catalog, id: &str) -> Refusal {
    let ids: Vec<String> = catalog.fields().iter().map(|field| field.id.to_string()).collect();
    let near: Vec<String> = nearest(id, ids.iter().map(String::as_str), 3)
        .into_iter()
        .map(str::to_owned)
        .collect();
    Refusal::new(
        say("The case has no field `{}`.", "사례에 `{}` 항목이 없습니다."),
        &[id],
        say("Name a field.", "항목 이름을 적어 주십시오."),
    )
    .offering(if near.is_empty() { ids } else { near })
}

#[cfg(test)]
mod tests;
