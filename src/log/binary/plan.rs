//! Who wrote a record and which number it has, without decoding it; and what it says, where that stands in its values as it is.
//! Owns the passing-over; whatever this cannot tell for certain is decoded.

use super::bytes::place_at;
use super::template::{self, Piece, Place, Plan, Said};
use super::values::{First, Values, kind, line, long, number, text, without_end};
use super::walk::{RECORD_HEADER, Span};
use crate::evidence::{Events, stated};
use crate::log::beside::Met;
use crate::log::record::{Ended, Record};
use crate::log::wanted::{Provider, Wanted};
use crate::time::Stamp;

/// What is known of a record before it is decoded.
pub(super) enum Seen<'c, 'w> {
    /// Nobody whose records are looked at wrote it.
    Other,
    /// This provider wrote it, with this number; the rest of it can be asked for.
    Of(&'w Provider, u32, Rest<'c>),
    /// That cannot be told without decoding it.
    Unclear,
}

/// The templates of a chunk, as far as they were met; each by where it stands in the chunk.
pub(super) struct Plans<'c, 'w> {
    chunk: &'c [u8],
    wanted: &'w Wanted,
    met: Vec<Template<'c, 'w>>,
    parts: Vec<(usize, Option<Said<'c>>)>,
}

/// A template that was met.
struct Template<'c, 'w> {
    at: usize,
    plan: Option<Plan<'c, 'w>>,
    /// The values up to the last that every record is asked for.
    first: First<'c>,
}

/// What else a record says of itself.
pub(super) struct Rest<'c> {
    values: Values<'c>,
    /// The place of its plan among those that were met.
    plan: usize,
    /// Its number in the log and its time, as Windows counts.
    number: Option<u64>,
    time: Option<u64>,
}

impl Rest<'_> {
    /// The number and the time of the record, where they can be told without decoding it.
    pub fn met(&self) -> Option<Met<'static>> {
        Some(Met {
            number: self.number?,
            clock: Stamp::of_filetime(self.time?)?,
            written: "",
        })
    }
}

/// An instance of a template.
struct Instance<'c> {
    template: usize,
    values: Values<'c>,
}

impl<'c> Instance<'c> {
    /// The one that begins at `start` in a chunk which ends where it must: fragment header, token, version, id, and where the
    /// template stands, which is behind it where it is used for the first time.
    fn at(chunk: &'c [u8], start: usize) -> Option<Self> {
        let [0x0f, _, _, _, 0x0c, _] = *chunk.get(start..)?.first_chunk::<6>()? else {
            return None;
        };
        let template = place_at(chunk, start + 10)?;
        let behind = start + 14;
        let at = if template == behind {
            behind.checked_add(template::length(chunk, template)?)?
        } else {
            behind
        };
        let values = Values { chunk, at };
        Some(Self { template, values })
    }
}

impl<'c, 'w> Plans<'c, 'w> {
    pub fn of(chunk: &'c [u8], wanted: &'w Wanted) -> Self {
        Self {
            chunk,
            wanted,
            met: Vec::with_capacity(8),
            parts: Vec::new(),
        }
    }

    /// Who wrote a record and which number it has.
    pub fn see(&mut self, span: &Span) -> Seen<'c, 'w> {
        self.look(span).unwrap_or(Seen::Unclear)
    }

    fn look(&mut self, span: &Span) -> Option<Seen<'c, 'w>> {
        // all of a record is one instance of one template
        let end = span.at + span.length;
        let chunk = self.chunk.get(..end)?;
        // its length stands at its end again; where it does not, that may lie in another record
        if place_at(chunk, end.checked_sub(4)?)? != span.length {
            return None;
        }
        let Instance { template, values } = Instance::at(chunk, span.at + RECORD_HEADER)?;
        let at = self.met.iter().position(|met| met.at == template);
        let at = at.unwrap_or_else(|| {
            self.met.push(Template {
                at: template,
                plan: template::plan(self.chunk, template, self.wanted),
                first: First::default(),
            });
            self.met.len() - 1
        });
        let Template { plan, first, .. } = self.met.get_mut(at)?;
        let plan = plan.as_ref()?;
        let count = match plan.provider {
            Place::Here(None) => return Some(Seen::Other),
            Place::Here(Some(_)) => plan.asked(),
            Place::Value(index) => index,
        };
        let start = values.first(count, first)?;
        let value = |index: usize| values.among(index, first, start);
        let provider = match plan.provider {
            Place::Here(provider) => provider,
            Place::Value(index) => {
                let (kind, value) = value(index)?;
                let name = (kind == kind::STRING).then_some(value)?;
                self.wanted.wide(without_end(name))
            }
        };
        let Some(provider) = provider else {
            return Some(Seen::Other);
        };
        let event = match plan.event {
            Place::Here(event) => event,
            Place::Value(index) => number(value(index)?)?,
        };
        let long = |index: Option<usize>, kind| long(value(index?)?, kind);
        let rest = Rest {
            plan: at,
            number: long(plan.number, kind::U64),
            time: long(plan.time, kind::FILETIME),
            values,
        };
        Some(Seen::Of(provider, event, rest))
    }

    fn plan(&self, rest: &Rest<'c>) -> Option<&Plan<'c, 'w>> {
        self.met.get(rest.plan)?.plan.as_ref()
    }

    /// The record as decoding it would tell it, where that can be told.
    pub fn record(&mut self, provider: &Provider, event: u32, rest: &Rest<'c>, events: &Events<'_>) -> Option<Record> {
        let Met { number, clock, .. } = rest.met()?;
        let plan = self.plan(rest)?;
        let said = plan.said.as_ref()?;
        let values = &rest.values;
        let level = one(plan.level, values).ok()?;
        let ended = ended(plan.keywords, values, events).ok()?;
        let (channel, computer) = (one(plan.channel, values).ok()?, one(plan.computer, values).ok()?);
        let mut message = String::new();
        all(said, values, &mut message)?;
        if let Some(part) = said.part {
            self.part(values, part, &mut message)?;
        }
        Some(Record {
            number,
            at: Some(clock),
            written: None,
            provider: Some(provider.name.clone()),
            event: Some(event),
            level: level.and_then(|level| events.level(&level)),
            ended,
            channel,
            computer,
            message,
            audit: None,
        })
    }

    /// What a part of a record says.
    fn part(&mut self, values: &Values<'c>, index: usize, out: &mut String) -> Option<()> {
        let (kind, place) = values.place(index)?;
        if kind == kind::NULL || place.is_empty() {
            return Some(());
        }
        let chunk = values.chunk.get(..place.end).filter(|_| kind == kind::PART)?;
        let Instance { template, values } = Instance::at(chunk, place.start)?;
        let at = self.parts.iter().position(|(at, _)| *at == template);
        let at = at.unwrap_or_else(|| {
            let said = template::part(self.chunk, template);
            self.parts.push((template, said));
            self.parts.len() - 1
        });
        let (_, said) = self.parts.get(at)?;
        all(said.as_ref()?, &values, out)
    }
}

/// What a piece says cannot be told from its value.
struct Untold;

/// What one piece says, where it is there and says something.
fn one(piece: Option<Piece<'_>>, values: &Values<'_>) -> Result<Option<String>, Untold> {
    let told = match piece {
        None => return Ok(None),
        Some(Piece::Text(wide)) => text(wide),
        Some(Piece::Value(index)) => match values.get(index) {
            Some((kind::NULL, _)) => return Ok(None),
            Some((kind::U8, [number])) => Some(number.to_string()),
            Some((kind::STRING, value)) => text(without_end(value)),
            _ => None,
        },
    };
    let told = told.filter(|told| !told.contains('\0')).ok_or(Untold)?;
    Ok(stated(&told).map(str::to_owned))
}

/// How it ended, by its keywords.
fn ended(keywords: Option<Piece<'_>>, values: &Values<'_>, events: &Events<'_>) -> Result<Option<Ended>, Untold> {
    let told = match keywords {
        Some(Piece::Value(index)) => values.get(index).and_then(|value| long(value, kind::HEX64)),
        piece => return Ok(one(piece, values)?.and_then(|keywords| events.ended(&keywords))),
    };
    match told {
        Some(bits) => Ok(events.ended_by(bits)),
        None => Ok(one(keywords, values)?.and_then(|keywords| events.ended(&keywords))),
    }
}

/// What the data say, a line each.
fn all(said: &Said<'_>, values: &Values<'_>, out: &mut String) -> Option<()> {
    said.pieces.iter().try_for_each(|piece| match piece {
        Piece::Text(wide) => {
            line(&text(wide).filter(|text| !text.contains('\0'))?, out);
            Some(())
        }
        Piece::Value(index) => values.lines(*index, out),
    })
}
