//! Pasted text on the command line: where it comes from, and the short list of what was found in it.

use crate::case::disk::DiskError;
use crate::case::field;
use crate::case::found::Evidence;
use crate::case::taken::Taken;
use crate::cli::Failure;
use crate::evidence::{Proposal, Reading};
use crate::host::{self, Host};
use crate::knowledge::Catalog;
use crate::text::{Lang, Say, say, system, visible_path};
use std::io::Read;
use std::path::Path;

/// A pasted log is text; what is beyond this is a file for another command.
const MOST_BYTES: u64 = 8 * 1024 * 1024;

/// What the caller's words propose: field, value, words.
pub const PROPOSED: Say = say(
    "proposed, not set: {}={} (\"{}\")",
    "제안(설정하지 않음): {}={} (\"{}\")",
);

/// Everything on standard input.
pub fn standard_input() -> Result<String, Failure> {
    const UNREADABLE: Say = say("standard input cannot be read: {}", "표준 입력을 읽을 수 없습니다: {}");
    const TOO_LARGE: Say = say(
        "standard input is larger than 8 MB; paste the lines around the error",
        "표준 입력이 8MB보다 큽니다. 오류 앞뒤의 줄만 붙여 넣으십시오",
    );
    let mut bytes = Vec::new();
    let read = std::io::stdin().take(MOST_BYTES + 1).read_to_end(&mut bytes);
    if read.map_err(|e| Failure::of(|lang| UNREADABLE.with(lang, &[system(&e).get(lang)])))? as u64 > MOST_BYTES {
        return Err(Failure::said(TOO_LARGE, &[]));
    }
    // a pasted log may hold any bytes; what is no text is shown as such and matches nothing
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The text of a file.
pub fn file(host: &dyn Host, file: &Path) -> Result<String, Failure> {
    const UNREADABLE: Say = say("`{}` cannot be read: {}", "`{}`을(를) 읽을 수 없습니다: {}");
    host::read_text(host, file, MOST_BYTES).map_err(|error| {
        let error = DiskError::from(&error);
        let name = visible_path(file);
        Failure::of(|lang| UNREADABLE.with(lang, &[&name, &error.say(lang)]))
    })
}

/// The short list of what was found, a line a piece, and what became of it.
pub fn lines(catalog: &Catalog, reading: &Reading, taken: &Taken, proposals: &[Proposal], lang: Lang) -> Vec<String> {
    const FROM: Say = say("from what you pasted: {}", "붙여 넣은 내용에서: {}");
    const NOTHING: Say = say(
        "nothing new for the case in this text",
        "이 텍스트에 사례에 새로 담을 내용이 없습니다",
    );
    const OPEN: Say = say(
        "{}: {} (time zone unknown; set time_zone)",
        "{}: {} (표준 시간대를 알 수 없음, time_zone을 지정하십시오)",
    );
    const ANCHORS: Say = say("directory anchors dropped: {}", "디렉터리 앵커 {}개를 제외했습니다");
    let mut out: Vec<String> = taken
        .evidence
        .iter()
        .map(|piece| FROM.with(lang, &[&told(piece, lang)]))
        .collect();
    let title = |id: &str| {
        catalog
            .field(id)
            .map_or_else(|| id.to_owned(), |field| field.title.get(lang).to_owned())
    };
    for (id, value) in &taken.filled {
        let shown = catalog
            .field(id)
            .map_or_else(|| value.clone(), |known| field::shown(&known, value, lang));
        let line = format!("{}: {}", title(id), shown.replace('\n', " / "));
        out.push(FROM.with(lang, &[&line]));
    }
    if out.is_empty() && taken.open.is_empty() {
        out.push(NOTHING.get(lang).to_owned());
    }
    out.extend(
        taken
            .open
            .iter()
            .map(|(id, value)| OPEN.with(lang, &[&title(id), value])),
    );
    out.extend(
        proposals
            .iter()
            .map(|p| PROPOSED.with(lang, &[&p.field, &p.value, &p.words])),
    );
    if reading.dropped > 0 {
        out.push(ANCHORS.with(lang, &[&reading.dropped.to_string()]));
    }
    out
}

/// A piece of evidence on one line.
pub fn told(piece: &Evidence, lang: Lang) -> String {
    const EVENT: Say = say("event {}", "이벤트 {}");
    const NO_ZONE: Say = say("{} (time zone unknown)", "{} (표준 시간대를 알 수 없음)");
    let event = piece.event.map(|number| EVENT.with(lang, &[&number.to_string()]));
    let tracking = piece.tracking_id.as_ref().map(|id| format!("TrackingId {id}"));
    let at = piece.at.map(|at| at.to_string());
    let written = piece.written.as_ref().map(|written| NO_ZONE.with(lang, &[written]));
    let codes = Some(piece.codes.join(", ")).filter(|codes| !codes.is_empty());
    let parts = [
        piece.provider.clone(),
        event,
        codes,
        tracking,
        at,
        written,
        piece.computer.clone(),
        piece.user.clone(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
