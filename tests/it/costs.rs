//! What grows with what is given grows in step with it. Memory asked for is counted and no time: the count of one run is that of
//! every other.

use crate::support::{FakeHost, NOON, catalog, seoul};
use allocation_counter::{AllocationInfo, measure};
use sspr::builtin;
use sspr::case::{Case, CaseId};
use sspr::evidence;
use sspr::host::Host;
use sspr::knowledge::check::unusable;
use sspr::knowledge::load::{self, File};
use sspr::knowledge::shape::Knowledge;
use sspr::text::Lang;

/// What came on top of `none`: how often memory was asked for, and how many bytes.
fn beyond(none: &AllocationInfo, some: &AllocationInfo) -> [f64; 2] {
    let counted = |of: fn(&AllocationInfo) -> u64| {
        let more = of(some).checked_sub(of(none)).expect("more costs more");
        f64::from(u32::try_from(more).expect("a count of this size"))
    };
    [counted(|info| info.count_total), counted(|info| info.bytes_total)]
}

/// An entry of somebody's own in a file of its own.
fn own(at: usize) -> File {
    File {
        name: format!("ours/{at}.yaml"),
        text: format!(
            "entries:\n  - id: usage.printer-{at}\n    area: usage\n    kind: symptom\n    title: {{ en: Printer {at} is red, ko: \
             프린터 {at} 빨간색 }}\n    summary: {{ en: Printer number {at} glows red., ko: 프린터 {at}번이 빨갛게 빛납니다. \
             }}\n    aliases: {{ en: [printer {at} glows], ko: [프린터 {at} 발광] }}\n    sources: [G]\n    verified: \"2026-11-21\"\n"
        ),
    }
}

/// Reads so many own entries as a start does, from their texts to what is searched.
fn with_own(base: &Knowledge, count: usize) -> AllocationInfo {
    let files: Vec<File> = (0..count).map(own).collect();
    measure(|| {
        let (loaded, problems) = load::read(files);
        assert!(problems.is_empty(), "{problems:?}");
        let problems = unusable(&loaded, base);
        assert!(problems.is_empty(), "{:?}", problems.first());
        let own = loaded.into_iter().map(|l| l.knowledge);
        let whole = load::merge(std::iter::once(base.clone()).chain(own));
        assert!(sspr::search::catalog(&whole).is_ok());
    })
}

#[test]
fn two_thousand_own_entries_cost_ten_times_what_two_hundred_do() {
    let base = builtin::catalog().unpack().unwrap();
    let [none, few, many] = [0, 200, 2_000].map(|count| with_own(&base, count));
    let (few, many) = (beyond(&none, &few), beyond(&none, &many));
    for (few, many) in few.into_iter().zip(many) {
        assert!(many < few * 11.5, "{few} for 200, {many} for 2,000");
    }
}

/// A kind of text, and its piece of a number.
type Made = (&'static str, fn(usize) -> String);

/// Texts that bring many of one thing: on one line or on many, all the same or each another.
const KINDS: &[Made] = &[
    ("codes announced", |_| "the code of kim is ".to_owned()),
    ("passwords announced", |_| {
        "the password of kim is not known, ".to_owned()
    }),
    ("passwords on lines", |_| {
        "the password of kim is not known\n".to_owned()
    }),
    ("in Hangul", |_| "비밀번호는 모릅니다 ".to_owned()),
    ("without blanks", |_| "&code=".to_owned()),
    ("when it began", |_| "since the update of Friday ".to_owned()),
    ("events", |at| {
        format!(
            "2026-11-02 09:14:{:02} Error ADSync 6329 user u{at}@contoso.com hr=80230{at:03}\n",
            at % 60
        )
    }),
    ("events on one line", |at| {
        format!("event 33{at:03} of u{at}@contoso.com, ")
    }),
    ("events as XML", |at| {
        format!("<Event><System><EventID>6329</EventID><Computer>c{at}</Computer></System></Event>\n")
    }),
    ("events without an end", |_| "<Event>\n".to_owned()),
    ("heads of tables", |_| {
        "Level,Date and Time,Source,Event ID\n".to_owned()
    }),
    ("keys without an end", |_| "-----BEGIN PRIVATE KEY-----".to_owned()),
];

/// What it costs to take a text of so many bytes, made of such pieces, into a case.
fn taken(piece: fn(usize) -> String, bytes: usize) -> AllocationInfo {
    let host = FakeHost::at(NOON);
    let mut text = String::new();
    for at in 0.. {
        let piece = piece(at);
        if text.len() + piece.len() > bytes {
            break;
        }
        text.push_str(&piece);
    }
    let mut case = Case::new(CaseId::fresh(&host), Lang::En, host.now(), &seoul());
    measure(|| {
        let reading = case.read(catalog(), &text, host.now());
        case.take(catalog(), &host, &reading);
        evidence::proposals(catalog(), &reading.words);
    })
}

#[test]
fn four_times_the_text_costs_four_times_as_much_whatever_it_is_made_of() {
    // what is read once for good
    taken(|_| "event 33004 ".to_owned(), 100);
    for (name, piece) in KINDS {
        let [none, short, long] = [0, 2_000, 8_000].map(|bytes| taken(*piece, bytes));
        let (short, long) = (beyond(&none, &short), beyond(&none, &long));
        for (short, long) in short.into_iter().zip(long) {
            assert!(long < short * 6.0, "{name}: {short} for 2 KB, {long} for 8 KB");
        }
    }
}
