//! A small knowledge and a case walked through it, for the tests of this module.

use super::{Case, CaseId, Note, Reply};
use crate::host::Host;
use crate::host::fake::FakeHost;
use crate::knowledge::Catalog;
use crate::knowledge::id::{EntryId, QuestionId};
use crate::knowledge::shape::Knowledge;
use crate::text::Lang;
use crate::time::{Stamp, Zone};
use crate::walk::{Detail, Outcome};

const KNOWLEDGE: &str = r#"
facts:
  - id: license
    title: { en: License, ko: 라이선스 }
    field: license
    values: [{ id: assigned, text: { en: assigned, ko: 할당됨 } }, { id: not-assigned, text: { en: not assigned, ko: 할당되지 않음 } }]
  - id: urgent
    title: { en: Urgent, ko: 급함 }
    values: [{ id: "yes", text: { en: must work now, ko: 바로 일해야 함 } }]
roles: [{ id: smith, name: { en: smith, ko: 대장장이 } }]
trees:
  - { id: usage, title: { en: Resetting, ko: 재설정 }, about: { en: t, ko: t }, start: [ask.urgent, ask.license, ask.since, a.first, a.second, a.third] }
questions:
  - id: ask.urgent
    ask: { en: "In a hurry?", ko: "급합니까?" }
    sets: urgent
    choices: [{ id: "yes", text: { en: "Yes", ko: "예" } }, { id: "no", text: { en: "No", ko: "아니요" } }]
  - id: ask.license
    ask: { en: "Is a **license** assigned?", ko: "**라이선스**가 할당되어 있습니까?" }
    sets: license
    choices: [{ id: assigned, text: { en: "Yes", ko: "예" } }, { id: not-assigned, text: { en: "No", ko: "아니요" } }]
  - { id: ask.since, ask: { en: "Since when?", ko: "언제부터입니까?" }, field: since }
entries:
  - { id: a.first, area: usage, kind: symptom, title: { en: Wait a bit, ko: 잠시 기다림 }, summary: { en: s, ko: s }, sources: [], verified: "2026-11-21" }
  - { id: a.second, area: usage, kind: symptom, title: { en: Restart it, ko: 다시 시작 }, summary: { en: s, ko: s }, sources: [], verified: "2026-11-21" }
  - id: a.fix
    area: usage
    kind: cause
    title: { en: Repair it, ko: 수리 }
    summary: { en: The spring is worn., ko: 용수철이 닳았습니다. }
    codes: ["SSPR_0099"]
    tell: { en: We repair it., ko: 수리해 드리겠습니다. }
    helpdesk: [{ en: Lend another one., ko: 다른 것을 빌려줍니다. }]
    steps:
      - { do: { en: Open the **lid**., ko: "**뚜껑**을 엽니다." }, command: "Open-Lid -Of {user_id} -Label '{license}'", undo: { en: Shut it., ko: 다시 닫습니다. } }
      - { do: { en: Change the spring., ko: 용수철을 바꿉니다. }, where: { en: Workshop > Bench, ko: 작업실 > 작업대 }, role: smith, command: "Set-Spring {ticket} | Out-Null", risk: { en: It jumps., ko: 튈 수 있습니다. } }
      - { do: { en: Close the lid., ko: 뚜껑을 닫습니다. } }
    wait: { for: "60m", why: { en: Oil sets slowly., ko: 기름이 천천히 굳습니다. } }
    verify: { en: It springs., ko: 튀어 오릅니다. }
    sources: []
    verified: "2026-11-21"
  - { id: a.third, area: usage, kind: symptom, title: { en: Ask another, ko: 다른 사람에게 문의 }, summary: { en: s, ko: s }, sources: [], verified: "2026-11-21" }
"#;

/// The small knowledge, with the fields of the real one.
pub fn catalog() -> Catalog {
    let mut knowledge: Knowledge = serde_yaml::from_str(KNOWLEDGE).unwrap();
    knowledge.fields = crate::builtin::catalog().fields();
    knowledge.groups = crate::builtin::catalog().groups();
    Catalog::of(&knowledge).unwrap()
}

pub fn host() -> FakeHost {
    FakeHost::at("2026-11-21T03:00:00Z")
}

pub fn noon() -> Stamp {
    host().now()
}

/// A case with a walk that waits, some fields, a note and marks in everything that was typed.
pub fn case(catalog: &Catalog) -> Case {
    let at = |minute: i64| noon().after((minute - 180) * 60).unwrap();
    let mut case = Case::new(id(), Lang::En, at(0), &Zone::UTC);
    for (field, value) in [
        ("description", "fails with | *stars* <b>\nsecond line"),
        ("time_zone", "Asia/Seoul"),
        ("user_id", "kim@contoso.com"),
        ("administrator", "no"),
    ] {
        assert!(case.fill(catalog, &host(), field, value).is_ok(), "{field}");
    }
    case.start(catalog, "usage");
    for (minute, question, choice) in [(1, "ask.urgent", "yes"), (2, "ask.license", "assigned")] {
        case.answer(catalog, &QuestionId::new(question), Reply::Choice(choice), at(minute));
    }
    if let Ok(since) = case.check(catalog, &host(), "since", "9 o'clock, `roughly`") {
        case.answer(catalog, &QuestionId::new("ask.since"), Reply::Typed(since), at(3));
    }
    for (minute, entry, outcome, detail) in [
        (4, "a.first", Outcome::NotFixed, None),
        (
            5,
            "a.second",
            Outcome::Skipped,
            Some(Detail::Reason("no *rights*".into())),
        ),
        (6, "a.third", Outcome::Waiting, Some(Detail::Until(at(90)))),
    ] {
        case.outcome(catalog, &EntryId::new(entry), outcome, detail, at(minute));
    }
    case.notes.push(Note {
        at: at(7),
        node: "a.third".into(),
        text: "called <back>".into(),
    });
    case
}

/// The name of the sample case.
pub fn id() -> CaseId {
    CaseId::parse("abcd2345").unwrap_or_else(|| unreachable!("a good name"))
}
