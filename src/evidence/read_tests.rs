//! Pasted events in the shapes in which people send them, read as one.

use super::{Clock, Piece, Reading, read};
use crate::builtin::catalog;
use crate::knowledge::paste::Level;
use crate::knowledge::shape::KeptKind;
use crate::time::Zone;

const ID: &str = "8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640";

fn reading(text: &str) -> Reading {
    reading_in(text, None)
}

fn reading_in(text: &str, zone: Option<&str>) -> Reading {
    let now = "2026-11-28T09:00:00+09:00".parse().unwrap();
    let zone = zone.and_then(Zone::named);
    read(
        &catalog(),
        text,
        Clock {
            now,
            zone: zone.as_ref(),
        },
    )
}

fn message() -> String {
    format!(
        "TrackingId: {ID}, Reason: Synchronization Engine returned an error hr=80230626, message=The management agent was denied access., Context: cloudAnchor: User_{ID}, SourceAnchorValue: 5x3kQmL0aEmVtbHcN1yQ2A==, UserPrincipalName: kim@contoso.com, Details: Microsoft.X: Synchronization Engine returned an error hr=80230626, message=The management agent was denied access."
    )
}

/// What every shape of the same event must give.
fn same(piece: &Piece) {
    assert_eq!(piece.provider.as_deref(), Some("PasswordResetService"), "{piece:?}");
    assert_eq!(piece.event, Some(33004), "{piece:?}");
    assert_eq!(piece.codes, ["0x80230626"], "{piece:?}");
    assert_eq!(piece.tracking_id.as_deref(), Some(ID), "{piece:?}");
    assert_eq!(piece.user.as_deref(), Some("kim@contoso.com"), "{piece:?}");
    assert!(piece.quote.contains("denied access"), "{piece:?}");
    assert!(!piece.quote.contains("5x3kQ"), "{piece:?}");
}

#[test]
fn an_event_reads_the_same_in_every_shape() {
    let m = message();
    let english = format!(
        "Log Name:      Application\r\nSource:        PasswordResetService\r\nDate:          11/21/2026 9:12:33 AM\r\nEvent ID:      33004\r\nTask Category: None\r\nLevel:         Error\r\nKeywords:      Classic\r\nUser:          N/A\r\nComputer:      AADC01.contoso.local\r\nDescription:\r\n{m}"
    );
    let korean = format!(
        "로그 이름: Application\n원본: PasswordResetService\n날짜: 2026-11-21 오전 9:12:33\n이벤트 ID: 33004\n작업 범주: 없음\n수준: 오류\n키워드: 클래식\n사용자: 해당 없음\n컴퓨터: AADC01.contoso.local\n설명:\n{m}"
    );
    let quoted = format!("> {}", english.lines().collect::<Vec<_>>().join("\n> "));
    let wevtutil = format!(
        "Event[0]:\n  Log Name: Application\n  Source: PasswordResetService\n  Date: 2026-11-21T09:12:33.000\n  Event ID: 33004\n  Task: N/A\n  Level: Error\n  Opcode: N/A\n  Keyword: Classic\n  User: N/A\n  User Name: N/A\n  Computer: AADC01.contoso.local\n  Description: \n{m}"
    );
    let list = format!(
        "\nTimeCreated  : 2026-11-21 09:12:33\nProviderName : PasswordResetService\nId           : 33004\nLevelDisplayName : Error\nMachineName  : AADC01.contoso.local\nMessage      : {}\n",
        m.replace(", Context", ",\n               Context")
    );
    let xml = format!(
        "<Event xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\"><System><Provider Name=\"PasswordResetService\"/><EventID Qualifiers=\"0\">33004</EventID><Level>2</Level><Task>0</Task><Keywords>0x80000000000000</Keywords><TimeCreated SystemTime=\"2026-11-21T00:12:33.000Z\"/><Channel>Application</Channel><Computer>AADC01.contoso.local</Computer><Security/></System><EventData><Data>{}</Data></EventData></Event>",
        m.replace('&', "&amp;")
    );
    let csv = format!(
        "Level,Date and Time,Source,Event ID,Task Category,Computer\nError,2026-11-21 09:12:33,PasswordResetService,33004,None,AADC01.contoso.local,\"{m}\""
    );
    for text in [&english, &korean, &quoted, &wevtutil, &list, &xml, &csv] {
        let reading = reading(text);
        assert_eq!(reading.pieces.len(), 1, "{text}\n{reading:#?}");
        let piece = &reading.pieces[0];
        same(piece);
        assert_eq!(piece.level, Some(Level::Error), "{text}");
        assert_eq!(piece.computer.as_deref(), Some("AADC01.contoso.local"), "{text}");
        assert!(piece.when.is_some(), "{text}");
        assert!(reading.dropped >= 2, "{text}");
        assert_eq!(reading.words, "", "{text}");
    }
    let line = reading(&format!("EventID 33004: {m}"));
    assert_eq!((line.pieces.len(), line.pieces[0].event), (1, Some(33004)));
    let row = reading(&format!(
        "Error 11/21/2026 9:12:33 AM PasswordResetService 33004 None {m}"
    ));
    assert_eq!(row.pieces.len(), 1);
    same(&row.pieces[0]);
    let two = reading(&format!(
        "Source: PasswordResetService\nEvent ID: 33004\n\n{m}\n   at AADPasswordReset.X.ThrowSyncManagerError(Int32 hr)"
    ));
    assert_eq!(two.pieces.len(), 1, "{two:#?}");
    same(&two.pieces[0]);
    let only = reading(&m);
    assert_eq!(only.pieces.len(), 1);
    assert_eq!((only.pieces[0].event, only.pieces[0].codes.len()), (None, 1));
}

#[test]
fn what_names_no_character_in_an_event_stays_as_it_was_written() {
    let found = reading(
        "<Event><System><Provider Name=\"AD&Own;Sync\"/><EventID>33004</EventID></System><EventData><Data>one &nosuch; two</Data></EventData></Event>",
    );
    let piece = &found.pieces[0];
    assert_eq!(piece.provider.as_deref(), Some("AD&Own;Sync"), "{piece:?}");
    assert!(piece.quote.contains("one &nosuch; two"), "{piece:?}");
}

#[test]
fn a_time_without_a_zone_says_so_and_one_with_a_zone_is_a_point() {
    let text = "Source: ADSync\nDate: 2026-11-21 09:12:33\nEvent ID: 6329";
    let when = |zone| reading_in(text, zone).pieces[0].when.clone().unwrap();
    assert_eq!(when(None).at, None);
    assert_eq!(when(None).written, "2026-11-21 09:12:33");
    assert_eq!(
        when(Some("Asia/Seoul")).at.unwrap().to_string(),
        "2026-11-21T09:12:33+09:00"
    );
}

#[test]
fn several_records_are_several_pieces_and_the_rest_is_the_callers() {
    let text = "Hi, since Saturday everyone gets SSPR_0029.\nMy password is hunter2.\n\nSource: ADSync\nEvent ID: 6329\nDescription:\nBAIL: MMS(4924): admaexport.cpp(2837): 0x80230626\n\nSource: PasswordResetService\nEvent ID: 33004\nComputer: AADC01\n\nThanks\nKim";
    let found = reading(text);
    let events: Vec<(usize, Option<u32>)> = found.pieces.iter().map(|p| (p.line, p.event)).collect();
    assert_eq!(events, [(1, None), (4, Some(6329)), (9, Some(33004))]);
    assert_eq!(found.pieces[0].codes, ["SSPR_0029"]);
    assert!(
        found.words.starts_with("Hi, since Saturday") && found.words.contains("Thanks"),
        "{}",
        found.words
    );
    assert!(!found.text.contains("hunter2") && !found.words.contains("hunter2"));
}

#[test]
fn identifiers_are_kept_by_kind_and_the_address_without_its_parameters() {
    let text = "Support code: 11111111-2d47-4c5a-9b0e-7a1d52c9e640\nCorrelation ID: 22222222-2d47-4c5a-9b0e-7a1d52c9e640\nSID: 33333333-2d47-4c5a-9b0e-7a1d52c9e640 CID: 44444444-2d47-4c5a-9b0e-7a1d52c9e640\nhttps://passwordreset.microsoftonline.com/?code=SSPR_0029&username=kim\nUser: kim@contoso.com";
    let found = reading(text);
    let kind = |kind| {
        found
            .ids
            .iter()
            .find(|(k, ..)| *k == kind)
            .map(|(_, v, _)| v.chars().next().unwrap())
    };
    assert_eq!(kind(KeptKind::SupportCode), Some('1'));
    assert_eq!(kind(KeptKind::CorrelationId), Some('2'));
    assert_eq!(kind(KeptKind::SessionId), Some('3'));
    assert_eq!(kind(KeptKind::SessionCid), Some('4'));
    assert_eq!(found.url.as_deref(), Some("https://passwordreset.microsoftonline.com/"));
    assert_eq!(found.user.as_deref(), Some("kim@contoso.com"));
    assert!(
        found.pieces.iter().any(|piece| piece.codes == ["SSPR_0029"]),
        "{found:#?}"
    );
}

#[test]
fn events_in_one_export_are_read_apart_even_where_it_is_cut_off() {
    let event = |id: u32| {
        format!(
            "<Event><System><Provider Name='PasswordResetService'/><EventID>{id}</EventID></System><EventData><Data>x &lt;y&gt;</Data></EventData></Event>"
        )
    };
    let text = format!("see below\n<Events>\n{}\n{}\n</Events>", event(31001), event(33004));
    let found = reading(&text);
    let events: Vec<(usize, Option<u32>)> = found.pieces.iter().map(|p| (p.line, p.event)).collect();
    assert_eq!(events, [(3, Some(31001)), (4, Some(33004))]);
    assert_eq!(found.pieces[0].quote, "x <y>");
    let cut =
        reading("<Event><System><Provider Name=\"ADSync\"/><EventID>6329</EventID></System><EventData><Data>BAIL: MMS");
    assert_eq!(
        (cut.pieces[0].event, cut.pieces[0].quote.as_str()),
        (Some(6329), "BAIL: MMS")
    );
}

#[test]
fn plain_words_are_words_alone() {
    let found = reading("그냥 안 돼요. 도와주세요");
    assert!(found.pieces.is_empty() && found.ids.is_empty() && found.url.is_none());
    assert_eq!(found.words, "그냥 안 돼요. 도와주세요");
}
