//! What the templates of a chunk say: who writes records, and in which of their values the rest stands. A template is read once a
//! chunk; where anything is in it that is not known for certain, the records that are made with it are decoded.
//!
//! The form is that of MS-EVEN6 2.2 (`BinXml`).

use super::bytes::{place_at, u16_at};
use super::values::{digits, kind};
use crate::log::wanted::{Provider, Wanted};

/// Before the body of a template stand the place of the next, its identifier and its length.
const TEMPLATE_HEADER: usize = 24;
const TEMPLATE_LENGTH: usize = 20;

/// What a template says of a record.
#[derive(Debug)]
pub(super) struct Plan<'c, 'w> {
    pub provider: Place<Option<&'w Provider>>,
    pub event: Place<u32>,
    /// The values that hold the number of the record in its log and its time.
    pub number: Option<usize>,
    pub time: Option<usize>,
    pub level: Option<Piece<'c>>,
    pub keywords: Option<Piece<'c>>,
    pub channel: Option<Piece<'c>>,
    pub computer: Option<Piece<'c>>,
    /// Its data; `None` where there is something that only decoding can tell.
    pub said: Option<Said<'c>>,
}

/// Where the data of an event stand.
#[derive(Debug, Default)]
pub(super) struct Said<'c> {
    /// An element each.
    pub pieces: Vec<Piece<'c>>,
    /// The value that is a part of the record with a template of its own.
    pub part: Option<usize>,
}

impl Plan<'_, '_> {
    /// How many of the first values hold what every record is asked for.
    pub fn asked(&self) -> usize {
        let event = match self.event {
            Place::Here(_) => None,
            Place::Value(index) => Some(index),
        };
        let last = [event, self.number, self.time].into_iter().flatten().max();
        last.map_or(0, |last| last + 1)
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Place<T> {
    /// It says so itself.
    Here(T),
    /// In the value of this index.
    Value(usize),
}

/// A piece of text: UTF-16 in the template itself, or the value of this index.
#[derive(Clone, Copy, Debug)]
pub(super) enum Piece<'c> {
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

/// How long the template at `at` is, with what stands before its body.
pub(super) fn length(chunk: &[u8], at: usize) -> Option<usize> {
    TEMPLATE_HEADER.checked_add(place_at(chunk, at.checked_add(TEMPLATE_LENGTH)?)?)
}

/// What the template at `at` says of a record.
pub(super) fn plan<'c, 'w>(chunk: &'c [u8], at: usize, wanted: &'w Wanted) -> Option<Plan<'c, 'w>> {
    Reader::of(chunk, at)?.plan(wanted)
}

/// Where the template at `at`, which is that of a part of a record, has the data of the event.
pub(super) fn part(chunk: &[u8], at: usize) -> Option<Said<'_>> {
    Reader::of(chunk, at)?
        .said(Vec::new())
        .filter(|said| said.part.is_none())
}

/// Reads the body of a template.
struct Reader<'c> {
    /// The chunk up to the end of the body.
    chunk: &'c [u8],
    at: usize,
}

/// What an element or an attribute is.
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
    Level,
    Keywords,
    Channel,
    Computer,
    EventData,
    /// An element of the data.
    Data,
    /// Known, and not kept.
    Other,
    Unknown,
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

/// Puts what stands once where it belongs; `None` where it stands there twice.
fn once<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

impl<'c> Reader<'c> {
    fn of(chunk: &'c [u8], template: usize) -> Option<Self> {
        let end = template.checked_add(length(chunk, template)?)?;
        Some(Self {
            chunk: chunk.get(..end)?,
            at: template + TEMPLATE_HEADER,
        })
    }

    /// Reads up to the end of `System`; nothing where anything is in it that is not known for certain. Then the rest.
    fn plan<'w>(mut self, wanted: &'w Wanted) -> Option<Plan<'c, 'w>> {
        let mut path: Vec<Called> = Vec::with_capacity(8);
        let mut attribute = None;
        let (mut provider, mut event) = (None, None);
        let (mut number, mut time) = (None, None);
        let (mut level, mut keywords, mut channel, mut computer) = (None, None, None, None);
        let mut clear = true;
        loop {
            let token = self.byte()?;
            match token & !token::MORE {
                token::FRAGMENT => self.at += 3,
                token::ELEMENT => path.push(self.element(token)?),
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
                    // several pieces would have to be put together
                    match (path.as_slice(), attribute) {
                        ([Called::Event, Called::System, Called::Provider], Some(Called::Name)) => {
                            let place = match piece {
                                Piece::Text(name) => Place::Here(wanted.wide(name)),
                                Piece::Value(index) => Place::Value(index),
                            };
                            once(&mut provider, place)?;
                        }
                        ([Called::Event, Called::System, Called::EventId], None) => {
                            let place = match piece {
                                Piece::Text(number) => Place::Here(digits(number)?),
                                Piece::Value(index) => Place::Value(index),
                            };
                            once(&mut event, place)?;
                        }
                        ([Called::Event, Called::System, Called::EventRecordId], None) => {
                            once(&mut number, piece.value())?;
                        }
                        ([Called::Event, Called::System, Called::TimeCreated], Some(Called::SystemTime)) => {
                            once(&mut time, piece.value())?;
                        }
                        ([Called::Event, Called::System, element], None) => {
                            let place = match element {
                                Called::Level => &mut level,
                                Called::Keywords => &mut keywords,
                                Called::Channel => &mut channel,
                                Called::Computer => &mut computer,
                                Called::Other => continue,
                                _ => {
                                    clear = false;
                                    continue;
                                }
                            };
                            clear &= once(place, piece).is_some();
                        }
                        (_, Some(Called::Other | Called::Name)) => {}
                        _ => clear = false,
                    }
                }
                token::END_OF_TEMPLATE => break,
                _ => return None,
            }
        }
        let said = if clear { self.said(path) } else { None };
        Some(Plan {
            provider: provider?,
            event: event?,
            number: number.flatten(),
            time: time.flatten(),
            level,
            keywords,
            channel,
            computer,
            said,
        })
    }

    /// Reads the data of the event from inside these elements up to the end of the template; nothing where there is anything else.
    fn said(mut self, mut path: Vec<Called>) -> Option<Said<'c>> {
        let mut said = Said::default();
        let (mut attribute, mut held) = (None, None);
        loop {
            let token = self.byte()?;
            match token & !token::MORE {
                token::FRAGMENT => self.at += 3,
                token::ELEMENT => path.push(self.element(token)?),
                token::ATTRIBUTE => attribute = Some(self.name()?),
                token::CLOSE_START => attribute = None,
                token::CLOSE_EMPTY | token::END => {
                    attribute = None;
                    path.pop()?;
                    said.pieces.extend(held.take());
                }
                token::TEXT | token::VALUE | token::OPTIONAL_VALUE => {
                    let piece = self.piece(token & !token::MORE)?;
                    match (path.as_slice(), attribute) {
                        (_, Some(Called::Name | Called::Other)) => {}
                        (
                            [Called::Event, Called::EventData, Called::Data] | [Called::EventData, Called::Data],
                            None,
                        ) => {
                            once(&mut held, piece)?;
                        }
                        ([Called::Event], None) => once(&mut said.part, piece.value()?)?,
                        _ => return None,
                    }
                }
                token::END_OF_TEMPLATE => return path.is_empty().then_some(said),
                _ => return None,
            }
        }
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.chunk.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    /// What an element is called whose token was read.
    fn element(&mut self, token: u8) -> Option<Called> {
        // what it depends on, and its length
        self.at += 6;
        let name = self.name()?;
        if token & token::MORE != 0 {
            self.at += 4;
        }
        Some(name)
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
        Some(called(name))
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

/// What a name in UTF-16 means.
fn called(name: &[u8]) -> Called {
    const LONGEST: usize = 24;
    let (units, _) = name.as_chunks::<2>();
    let mut ascii = [0; LONGEST];
    let Some(room) = ascii.get_mut(..units.len()) else {
        return Called::Unknown;
    };
    for (byte, [low, high]) in room.iter_mut().zip(units) {
        *byte = if *high == 0 { *low } else { 0 };
    }
    match &*room {
        b"Event" => Called::Event,
        b"System" => Called::System,
        b"Provider" => Called::Provider,
        b"EventID" => Called::EventId,
        b"EventRecordID" => Called::EventRecordId,
        b"TimeCreated" => Called::TimeCreated,
        b"Name" => Called::Name,
        b"SystemTime" => Called::SystemTime,
        b"Level" => Called::Level,
        b"Keywords" => Called::Keywords,
        b"Channel" => Called::Channel,
        b"Computer" => Called::Computer,
        b"EventData" => Called::EventData,
        b"Data" | b"Binary" => Called::Data,
        b"xmlns" | b"Guid" | b"EventSourceName" | b"Qualifiers" | b"Version" | b"Task" | b"Opcode" | b"Correlation"
        | b"ActivityID" | b"RelatedActivityID" | b"Execution" | b"ProcessID" | b"ThreadID" | b"Security"
        | b"UserID" => Called::Other,
        _ => Called::Unknown,
    }
}
