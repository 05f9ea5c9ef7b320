//! Decodes records of a chunk. The door to `evtx`, which makes XML of them; that is read as every other XML is.

use super::walk::{CHUNK_HEADER, RECORD, RECORD_HEADER, Span};
use crate::log::kind::CHUNK;
use evtx::{EvtxChunk, EvtxChunkHeader, ParserSettings};
use std::sync::Arc;

/// What records are decoded with.
pub(super) struct Decoder {
    settings: Arc<ParserSettings>,
}

/// Where the table of names lies in the header of a chunk. Names are found without it, and where it is broken nothing would be.
const NAMES: std::ops::Range<usize> = 128..384;

/// Contents that begin with this are empty.
const END_OF_CONTENTS: u8 = 0;

impl Decoder {
    pub fn new() -> Self {
        let settings = ParserSettings::new().indent(false).validate_checksums(false);
        Self {
            settings: Arc::new(settings),
        }
    }

    /// Hands each of `wanted`, which are in the order of the chunk, to `take` as XML; `None` where it cannot be decoded. The
    /// others are emptied, so that the crate only steps over them.
    pub fn decode(
        &self,
        chunk: &mut [u8],
        all: &[Span],
        wanted: &[Span],
        mut take: impl FnMut(&Span, Option<&str>) -> std::ops::ControlFlow<()>,
    ) -> std::ops::ControlFlow<()> {
        let mut left = wanted.iter().copied().peekable();
        let mut keep = wanted.iter().peekable();
        for span in all {
            // the crate goes from one to the next by their lengths; where one is wrong, it would look for the next whose end is
            // written, and go past those that are wanted and have none
            let length = u32::try_from(span.length).unwrap_or(u32::MAX).to_le_bytes();
            if let Some(own) = chunk
                .get_mut(span.at + RECORD.len()..)
                .and_then(<[u8]>::first_chunk_mut)
            {
                *own = length;
            }
            if keep.next_if(|wanted| wanted.at == span.at).is_none()
                && let Some(first) = chunk.get_mut(span.at + RECORD_HEADER)
            {
                *first = END_OF_CONTENTS;
            }
        }
        if let Some(head) = chunk.get_mut(..CHUNK.len()) {
            head.copy_from_slice(CHUNK);
        }
        if let Some(names) = chunk.get_mut(NAMES) {
            names.fill(0);
        }
        if let Some(mut header) = wanted.last().and_then(|last| header(chunk, last)) {
            header.first_event_record_id = 0;
            header.last_event_record_id = u64::MAX;
            if let Ok(mut chunk) = EvtxChunk::new(chunk, &header, Arc::clone(&self.settings)) {
                for record in chunk.iter().flatten() {
                    let at = usize::try_from(record.binxml_offset).unwrap_or_default();
                    // those before it could not be decoded
                    while let Some(span) = left.next_if(|span| span.at + RECORD_HEADER < at) {
                        take(&span, None)?;
                    }
                    if let Some(span) = left.next_if(|span| span.at + RECORD_HEADER == at) {
                        let xml = record.into_xml_bytes().ok();
                        take(&span, xml.as_ref().and_then(|xml| std::str::from_utf8(&xml.data).ok()))?;
                    }
                }
            }
        }
        left.try_for_each(|span| take(&span, None))
    }
}

/// The header of a chunk whose last record is `last`.
fn header(chunk: &[u8], last: &Span) -> Option<EvtxChunkHeader> {
    let mut header = EvtxChunkHeader::from_bytes(chunk).ok()?;
    header.last_event_record_data_offset = u32::try_from(last.at).ok()?;
    header.free_space_offset = u32::try_from(last.at + last.length).ok()?;
    debug_assert!(last.at >= CHUNK_HEADER);
    Some(header)
}
