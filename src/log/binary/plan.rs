//! Who wrote a record and which number it has, without decoding it: a template is read once a chunk, up to the places where it
//! says so, or says in which of its values that stands. Owns the passing-over; whatever it cannot tell for certain is decoded.
//!
//! The form is that of MS-EVEN6 2.2 (`BinXml`) and of the chunks around it.

use super::bytes::{place_at, u16_at, u32_at, u64_at};
use super::walk::{RECORD_HEADER, Span};
use crate::log::beside::Met;
use crate::log::wanted::{Provider, Wanted};
use crate::time::Stamp;

/// What is known of a record before it is decoded.
pub(super) enum Seen<'c, 'w> {
    /// Nobody whose records are looked at wrote it.
    Other,
    /// This provider wrote it, with this number; when stands in the rest of it.
    Of(&'w Provider, u32, Rest<'c>),
    /// That cannot be told without decoding it.
    Unclear,
}

/// The templates of a chunk, as far as they were met.
pub(super) struct Plans<'c, 'w> {
    chunk: &'c [u8],
    wanted: &'w Wanted,
    /// By where they stand in the chunk.
    met: Vec<(usize, Option<Plan<'w>>)>,
}

/// Where a template says who wrote a record and which number it has.
#[derive(Clone, Copy, Debug)]
struct Plan<'w> {
    provider: Place<Option<&'w Provider>>,
    event: Place<u32>,
    /// The values that hold the number of the record in its log and its time.
    number: Option<usize>,
    time: Option<usize>,
}

/// What else a record says of itself.
pub(super) struct Rest<'c> {
    values: Values<'c>,
    number: Option<usize>,
    time: Option<usize>,
}

impl Rest<'_> {
    /// The number and the time of the record, where they can be told without decoding it.
    pub fn met(&self) -> Option<Met<'static>> {
        let long = |index: Option<usize>, of: u8| {
            let (kind, value) = self.values.get(index?)?;
            (kind == of && value.len() == 8).then_some(u64_at(value, 0)?)
        };
        Some(Met {
            number: long(self.number, kind::U64)?,
            clock: Stamp::of_filetime(long(self.time, kind::FILETIME)?)?,
            written: "",
        })
    }
}

#[derive(Clone, Copy, Debug)]
enum Place<T> {
    /// It says so itself.
    Here(T),
    /// In the value of this index.
    Value(usize),
}

impl<'c, 'w> Plans<'c, 'w> {
    pub fn of(chunk: &'c [u8], wanted: &'w Wanted) -> Self {
        Self {
            chunk,
            wanted,
            met: Vec::with_capacity(32),
        }
    }

    /// Who wrote a record and which number it has.
    pub fn see(&mut self, span: &Span) -> Seen<'c, 'w> {
        self.look(span).unwrap_or(Seen::Unclear)
    }

    fn look(&mut self, span: &Span) -> Option<Seen<'c, 'w>> {
        // all of a record is one instance of one template: fragment header, token, version, id, and where the template stands
        let start = span.at + RECORD_HEADER;
        let [0x0f, _, _, _, 0x0c, _] = *self.chunk.get(start..)?.first_chunk::<6>()? else {
            return None;
        };
        let template = place_at(self.chunk, start + 10)?;
        let behind = start + 14;
        let values = if template == behind {
            behind + TEMPLATE_HEADER + place_at(self.chunk, template + TEMPLATE_LENGTH)?
        } else {
            behind
        };
        let plan = self.plan(template)?;
        let values = Values {
            chunk: self.chunk.get(..span.at + span.length)?,
            at: values,
        };
        let provider = match plan.provider {
            Place::Here(provider) => provider,
            Place::Value(index) => {
                let (kind, value) = values.get(index)?;
                let name = (kind == kind::STRING).then_some(value)?;
                self.wanted.wide(without_end(name))
            }
        };
        let Some(provider) = provider else {
            return Some(Seen::Other);
        };
        let event = match plan.event {
            Place::Here(event) => event,
            Place::Value(index) => values.number(index)?,
        };
        let (number, time) = (plan.number, plan.time);
        Some(Seen::Of(provider, event, Rest { values, number, time }))
    }

    fn plan(&mut self, template: usize) -> Option<Plan<'w>> {
        if let Some((_, plan)) = self.met.iter().find(|(at, _)| *at == template) {
            return *plan;
        }
        let length = place_at(self.chunk, template + TEMPLATE_LENGTH)?;
        let body = template + TEMPLATE_HEADER;
        let plan = self.chunk.get(..body + length).and_then(|chunk| {
            let mut reader = Reader {
                chunk,
                at: body,
                wanted: self.wanted,
            };
            reader.plan()
        });
        self.met.push((template, plan));
        plan
    }
}

/// Before the body of a template stand the place of the next, its identifier and its length.
const TEMPLATE_HEADER: usize = 24;
const TEMPLATE_LENGTH: usize = 20;

/// Kinds of values.
mod kind {
    pub(super) const NULL: u8 = 0;
    pub(super) const STRING: u8 = 1;
    pub(super) const I8: u8 = 3;
    pub(super) const U8: u8 = 4;
    pub(super) const I16: u8 = 5;
    pub(super) const U16: u8 = 6;
    pub(super) const I32: u8 = 7;
    pub(super) const U32: u8 = 8;
    pub(super) const I64: u8 = 9;
    pub(super) const U64: u8 = 10;
    pub(super) const BOOL: u8 = 13;
    pub(super) const GUID: u8 = 15;
    pub(super) const FILETIME: u8 = 17;
    pub(super) const SYSTEMTIME: u8 = 18;
    pub(super) const SID: u8 = 19;
    pub(super) const HEX32: u8 = 20;
    pub(super) const HEX64: u8 = 21;
}

/// Whether a value is certainly as long as one of its kind is. Where one is not, the crate and this would not find those behind it
/// at the same place.
fn is_whole(kind: u8, value: &[u8]) -> bool {
    match kind {
        kind::NULL => true,
        kind::STRING => value.len().is_multiple_of(2),
        kind::I8 | kind::U8 => value.len() == 1,
        kind::I16 | kind::U16 => value.len() == 2,
        kind::I32 | kind::U32 | kind::BOOL | kind::HEX32 => value.len() == 4,
        kind::I64 | kind::U64 | kind::FILETIME | kind::HEX64 => value.len() == 8,
        kind::GUID | kind::SYSTEMTIME => value.len() == 16,
        // its second byte says how many parts of four bytes follow the first eight
        kind::SID => value
            .get(1)
            .is_some_and(|parts| value.len() == 8 + 4 * usize::from(*parts)),
        _ => false,
    }
}

/// The values of a record: how many, of each its length and kind, then the values.
struct Values<'c> {
    chunk: &'c [u8],
    at: usize,
}

impl<'c> Values<'c> {
    fn get(&self, index: usize) -> Option<(u8, &'c [u8])> {
        let count = place_at(self.chunk, self.at)?;
        let table = self.chunk.get(self.at + 4..)?.get(..count.checked_mul(4)?)?;
        let mut at = self.at + 4 + table.len();
        let (entries, _) = table.as_chunks::<4>();
        for [low, high, kind, _] in entries.iter().take(index) {
            let end = at + usize::from(u16::from_le_bytes([*low, *high]));
            if !is_whole(*kind, self.chunk.get(at..end)?) {
                return None;
            }
            at = end;
        }
        let [low, high, kind, _] = *entries.get(index)?;
        let length = usize::from(u16::from_le_bytes([low, high]));
        Some((kind, self.chunk.get(at..at + length)?))
    }

    fn number(&self, index: usize) -> Option<u32> {
        match self.get(index)? {
            (kind::U8, [byte]) => Some(u32::from(*byte)),
            (kind::U16, value) if value.len() == 2 => u16_at(value, 0).map(u32::from),
            (kind::U32, value) if value.len() == 4 => u32_at(value, 0),
            (kind::STRING, value) => digits(without_end(value)),
            _ => None,
        }
    }
}

/// A text in UTF-16 without the zeros that may end it.
fn without_end(mut text: &[u8]) -> &[u8] {
    while let [rest @ .., 0, 0] = text {
        text = rest;
    }
    text
}

/// A number in UTF-16.
fn digits(text: &[u8]) -> Option<u32> {
    let (chars, rest) = text.as_chunks::<2>();
    if chars.is_empty() || chars.len() > 9 || !rest.is_empty() {
        return None;
    }
    chars.iter().try_fold(0, |number, [low, high]| {
        let digit = char::from(*low).to_digit(10).filter(|_| *high == 0)?;
        Some(number * 10 + digit)
    })
}

/// Reads the body of a template.
struct Reader<'c, 'w> {
    /// The chunk up to the end of the body.
    chunk: &'c [u8],
    at: usize,
    wanted: &'w Wanted,
}

/// What an element or an attribute is, where that matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Called {
    Event,
    System,
    Provider,
    EventId,
    EventRecordId,
    TimeCreated,
    Name,
    SystemTime,
    Otherwise,
}

/// A piece of text.
enum Piece<'c> {
    Text(&'c [u8]),
    Value(usize),
}

impl Piece<'_> {
    fn value(&self) -> Option<usize> {
        match self {
            Piece::Text(_) => None,
            Piece::Value(index) => Some(*index),
        }
    }
}

mod token {
    pub(super) const END_OF_TEMPLATE: u8 = 0x00;
    pub(super) const ELEMENT: u8 = 0x01;
    pub(super) const CLOSE_START: u8 = 0x02;
    pub(super) const CLOSE_EMPTY: u8 = 0x03;
    pub(super) const END: u8 = 0x04;
    pub(super) const TEXT: u8 = 0x05;
    pub(super) const ATTRIBUTE: u8 = 0x06;
    pub(super) const VALUE: u8 = 0x0d;
    pub(super) const OPTIONAL_VALUE: u8 = 0x0e;
    pub(super) const FRAGMENT: u8 = 0x0f;
    /// Set where more of a kind follows.
    pub(super) const MORE: u8 = 0x40;
}

impl<'c, 'w> Reader<'c, 'w> {
    /// Reads up to the end of `System`; nothing where anything is in it that is not known for certain.
    fn plan(&mut self) -> Option<Plan<'w>> {
        let mut path: Vec<Called> = Vec::new();
        let mut attribute = None;
        let (mut provider, mut event) = (None, None);
        let (mut number, mut time) = (None, None);
        loop {
            let token = self.byte()?;
            match token & !token::MORE {
                token::FRAGMENT => self.at += 3,
                token::ELEMENT => {
                    // what it depends on, and its length
                    self.at += 6;
                    path.push(self.name()?);
                    if token & token::MORE != 0 {
                        self.at += 4;
                    }
                }
                token::ATTRIBUTE => attribute = Some(self.name()?),
                token::CLOSE_START => attribute = None,
                token::CLOSE_EMPTY | token::END => {
                    attribute = None;
                    if path.pop()? == Called::System {
                        break;
                    }
                }
                token::TEXT | token::VALUE | token::OPTIONAL_VALUE => {
                    let piece = self.piece(token & !token::MORE)?;
                    match (path.as_slice(), attribute) {
                        ([Called::Event, Called::System, Called::Provider], Some(Called::Name)) => {
                            let place = match piece {
                                Piece::Text(name) => Place::Here(self.wanted.wide(name)),
                                Piece::Value(index) => Place::Value(index),
                            };
                            // several pieces would have to be put together
                            if provider.replace(place).is_some() {
                                return None;
                            }
                        }
                        ([Called::Event, Called::System, Called::EventId], None) => {
                            let place = match piece {
                                Piece::Text(number) => Place::Here(digits(number)?),
                                Piece::Value(index) => Place::Value(index),
                            };
                            if event.replace(place).is_some() {
                                return None;
                            }
                        }
                        ([Called::Event, Called::System, Called::EventRecordId], None)
                            if number.replace(piece.value()).is_some() =>
                        {
                            return None;
                        }
                        ([Called::Event, Called::System, Called::TimeCreated], Some(Called::SystemTime))
                            if time.replace(piece.value()).is_some() =>
                        {
                            return None;
                        }
                        _ => {}
                    }
                }
                token::END_OF_TEMPLATE => break,
                _ => return None,
            }
        }
        Some(Plan {
            provider: provider?,
            event: event?,
            number: number.flatten(),
            time: time.flatten(),
        })
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.chunk.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    /// The name that stands where the next number says: here, where it is used for the first time.
    fn name(&mut self) -> Option<Called> {
        let at = place_at(self.chunk, self.at)?;
        self.at += 4;
        // the next name, a hash, the length
        let length = usize::from(u16_at(self.chunk, at + 6)?) * 2;
        let name = self.chunk.get(at + 8..)?.get(..length)?;
        if at == self.at {
            self.at += 8 + length + 2;
        }
        let is = |called: &str| name.iter().copied().eq(called.bytes().flat_map(|byte| [byte, 0]));
        Some(match () {
            () if is("Event") => Called::Event,
            () if is("System") => Called::System,
            () if is("Provider") => Called::Provider,
            () if is("EventID") => Called::EventId,
            () if is("EventRecordID") => Called::EventRecordId,
            () if is("TimeCreated") => Called::TimeCreated,
            () if is("Name") => Called::Name,
            () if is("SystemTime") => Called::SystemTime,
            () => Called::Otherwise,
        })
    }

    fn piece(&mut self, token: u8) -> Option<Piece<'c>> {
        if token != token::TEXT {
            let index = u16_at(self.chunk, self.at)?;
            self.at += 3;
            return Some(Piece::Value(usize::from(index)));
        }
        if self.byte()? != kind::STRING {
            return None;
        }
        let length = usize::from(u16_at(self.chunk, self.at)?) * 2;
        let text = self.chunk.get(self.at + 2..)?.get(..length)?;
        self.at += 2 + length;
        Some(Piece::Text(text))
    }
}
