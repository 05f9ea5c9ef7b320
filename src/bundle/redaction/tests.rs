//! Redaction as a whole.

use super::*;
use crate::bundle::profile::Profile;
use proptest::prelude::*;

fn told(text: &str) -> String {
    let catalog = crate::builtin::catalog();
    let scrub = Scrub::of(&catalog);
    let mut census = Census::default();
    census.text(&scrub.told(text, &mut Done::default()).0);
    let table = Table::counted(census, Profile::Public).unwrap();
    super::told(&scrub, &table, text, &mut Done::default())
}

#[test]
fn one_person_is_one_token_and_the_evidence_stays() {
    let text = "Caller: Minji Kim (kim.minji@contoso.com), ext. 4521\n\
                2026-11-20T09:15:30+09:00 PasswordResetService 33004 hr=80230619 TrackingId: 4f6a1c02-93be-4d5b-8a77-0c2be1f53d19\n\
                She tried password Summer2026! on AADC01 (10.20.30.41). 김민지 대리님께 CONTOSO\\kimmj.\n";
    assert_eq!(
        told(text),
        "Caller: user-1 (user-1@tenant-1), ext. phone-1\n\
         2026-11-20T09:15:30+09:00 PasswordResetService 33004 hr=80230619 TrackingId: 4f6a1c02-93be-4d5b-8a77-0c2be1f53d19\n\
         She tried password [removed: password] on host-1 (ip-1). user-2 대리님께 user-3.\n"
    );
}

#[test]
fn a_line_that_names_two_people_makes_them_no_one() {
    assert_eq!(
        told("The manager, Mr. Daniel Weber, says that CONTOSO\\kimmj is locked.\n"),
        "The manager, Mr. user-1, says that user-2 is locked.\n"
    );
}

#[test]
fn what_was_told_once_is_told_the_same_again() {
    let text = "user: kimmj, S-1-5-21-1-2-3-1104, kim@contoso.com, 010-1234-5678\nSourceAnchor: kF3x9Qm2nEu8AbCdEf==\n";
    let once = told(text);
    assert_eq!(told(&once), once);
    assert!(!once.contains("kimmj") && !once.contains("kF3x"), "{once}");
}

#[test]
fn what_json_parts_lines_with_is_no_account_and_what_stands_in_parentheses_is_a_name() {
    let message = "{\"t\":\"Channel: APPLICATION\\nSource: x\",\"q\":\"Application\\nSource\"}\n";
    assert_eq!(told(message), message);
    assert_eq!(
        told("Minji Kim (김민지) <kim@contoso.com>\n"),
        "user-1 (user-1) <user-1@tenant-1>\n"
    );
    let mut census = Census::default();
    census.text("VPN (김민지) is slow\n");
    assert!(census.doubts.contains_key("김민지"));
    assert_eq!(
        told("노트북 HBF-NB-2210, 아이디 echpyo\n"),
        "노트북 host-1, 아이디 user-1\n"
    );
}

/// Pieces of lines that make something of a number beside them, or hide that it is one.
const PIECES: [&str; 64] = [
    " ",
    " ",
    " ",
    " ",
    " ",
    ": ",
    "=",
    "(",
    "): ",
    ".",
    ", ",
    "-",
    "/",
    "\\",
    "@",
    "!",
    "#",
    "%",
    "&#",
    "?code=",
    "://",
    "\"",
    "'",
    "|",
    "  ",
    "Port",
    "closed",
    "Handler",
    "Process",
    "dc",
    "db-",
    "srv",
    "office",
    "w",
    ".com",
    ".contoso.example",
    "user",
    "사용자",
    "사번",
    "ext.",
    "내선",
    "담당자 김민지",
    "Kim Minji",
    "pin",
    "code",
    "password",
    "번호",
    "set to",
    "reset to",
    "으로 변경",
    "값",
    "net user",
    "Get-ADUser",
    "Mr. ",
    "from",
    "logon of",
    "+",
    "0x",
    "KB",
    "v",
    "\\u",
    "x",
    "번",
    "agent",
];

/// A line of such pieces with numbers between them.
fn line_of(parts: &[(usize, usize, u64)]) -> String {
    let mut out = String::new();
    for (piece, form, value) in parts {
        out.push_str(PIECES.get(*piece).copied().unwrap_or_default());
        match form {
            0 => out.push_str(&value.to_string().chars().take(5).collect::<String>()),
            1 => out.push_str(&format!("{:08x}", value % (1 << 32))),
            2 => out.push_str(&format!("{:06}", value % 1_000_000)),
            3 => out.push_str(&format!("{}", value % 400)),
            _ => {}
        }
    }
    out
}

/// The line with other digits, of which some are ones that mean something.
fn with_other_numbers(line: &str, mut seed: u64) -> String {
    let mut out = line.to_owned();
    for at in super::memo::numbers(line) {
        let hexadecimal = line
            .get(at.clone())
            .is_some_and(|text| text.contains(|c: char| c.is_ascii_lowercase()));
        let other: String = (0..at.len())
            .map(|place| {
                seed = seed
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                let some = u32::try_from(seed >> 40).unwrap_or_default();
                match place {
                    0 if hexadecimal => '8',
                    1 if hexadecimal => 'a',
                    _ if hexadecimal => char::from_digit(some % 16, 16).unwrap_or('0'),
                    _ if seed.is_multiple_of(3) => "365".chars().nth(place % 3).unwrap_or('0'),
                    _ => char::from_digit(some % 10, 10).unwrap_or('0'),
                }
            })
            .collect();
        out.replace_range(at, &other);
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_line_that_was_seen_with_other_numbers_hides_nothing_that_a_look_at_it_would_find(
        parts in prop::collection::vec((0..PIECES.len(), 0..7_usize, any::<u64>()), 1..9),
        seed in any::<u64>(),
    ) {
        let line = format!("the {} end\n", line_of(&parts));
        let other = with_other_numbers(&line, seed);
        let catalog = crate::builtin::catalog();
        // secrets
        let (scrub, anew) = (Scrub::of(&catalog), Scrub::of(&catalog));
        let mut done = [Done::default(), Done::default(), Done::default()];
        let [first, again, alone] = &mut done;
        let _ = scrub.told(&line, first);
        prop_assert_eq!(scrub.told(&other, again), anew.told(&other, alone), "{} behind {}", other, line);
        // names
        let (mut both, mut one) = (Census::default(), Census::default());
        both.text(&format!("{line}\n{other}"));
        one.text(&other);
        let (both, one) = (Table::counted(both, Profile::Public).unwrap(), Table::counted(one, Profile::Public).unwrap());
        let hidden = both.places(&other);
        for (place, _) in one.places(&other) {
            let found = hidden.iter().any(|(at, _)| at.start <= place.start && place.end <= at.end);
            prop_assert!(found, "{:?} of {} behind {}", other.get(place), other, line);
        }
    }

    #[test]
    fn a_number_behind_a_line_that_announces_something_is_looked_at(
        label in prop::sample::select(vec!["PIN:", "인증번호 :", "password =", "SourceAnchor:", "his password is", "-AsPlainText"]),
        number in 100_000..999_999_u32,
    ) {
        let catalog = crate::builtin::catalog();
        let (scrub, anew) = (Scrub::of(&catalog), Scrub::of(&catalog));
        let said = format!("{label}\n\"kq{number}\"\n{number}\n");
        for known in [format!("{label}\nnone\n"), "\"kq654321\"\n123456\n\"kq654321\"\n".to_owned()] {
            let _ = scrub.told(&known, &mut Done::default());
        }
        let mut done = [Done::default(), Done::default()];
        let [again, alone] = &mut done;
        prop_assert_eq!(scrub.told(&said, again), anew.told(&said, alone));
    }
}
