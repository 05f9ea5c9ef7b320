//! What is said of a time or a zone that cannot be taken as it was written. Owns those sentences and what they offer; what
//! is understood is decided in [`crate::time`].

use super::refusal::Refusal;
use crate::text::{Say, say};
use crate::time::read::Unread;
use crate::time::zones::NoZone;

const FORM: Say = say(
    "Write it like 2026-11-21 09:15, with the zone behind it where you know it: 2026-11-21 09:15 +09:00.",
    "2026-11-21 09:15처럼 적고, 표준 시간대를 알면 2026-11-21 09:15 +09:00처럼 뒤에 붙여 주십시오.",
);

const WHICH: Say = say(
    "Say which one it was by its offset.",
    "어느 쪽인지 오프셋을 붙여 적어 주십시오.",
);

/// The refusal of a time, written as `raw`.
pub fn no_time(raw: &str, why: Unread) -> Refusal {
    let (what, want) = match &why {
        Unread::NotATime => (
            say(
                "\"{}\" cannot be read as a date and time.",
                "\"{}\"은(는) 날짜와 시각으로 읽을 수 없습니다.",
            ),
            FORM,
        ),
        Unread::NoTimeOfDay => (
            say("The time of day is missing in \"{}\".", "\"{}\"에 시각이 없습니다."),
            FORM,
        ),
        Unread::NoSuchTimeOfDay => (
            say(
                "There is no such time of day as in \"{}\".",
                "\"{}\"의 시각은 존재하지 않습니다.",
            ),
            say(
                "Hours go from 0 to 23, minutes from 0 to 59.",
                "시는 0~23, 분은 0~59입니다.",
            ),
        ),
        Unread::NoSuchDay => (
            say(
                "There is no such day as in \"{}\".",
                "\"{}\"의 날짜는 존재하지 않습니다.",
            ),
            FORM,
        ),
        Unread::DayOrMonth(_) => (
            say(
                "In \"{}\" it is not clear which number is the day and which the month.",
                "\"{}\"에서 어느 숫자가 일이고 어느 숫자가 월인지 분명하지 않습니다.",
            ),
            say("Write the year first.", "연도부터 적어 주십시오."),
        ),
        Unread::NoZone => (
            say(
                "\"{}\" does not say in which time zone.",
                "\"{}\"에 표준 시간대가 없습니다.",
            ),
            say(
                "In which time zone is that? Add it, for example `+09:00` or `Asia/Seoul`, or answer the time zone first.",
                "어느 표준 시간대의 시각입니까? `+09:00`이나 `Asia/Seoul`처럼 뒤에 붙이거나 표준 시간대를 먼저 답해 주십시오.",
            ),
        ),
        Unread::Zone(written, wrong) => return no_zone(written, wrong.clone()),
        Unread::ToCome(_) => (
            say(
                "\"{}\" is still to come (it is now {}).",
                "\"{}\"은(는) 아직 오지 않은 시각입니다(지금은 {}).",
            ),
            say(
                "Give the time at which the error appeared; check the day, AM or PM, and the zone.",
                "오류가 나타난 시각을 적어 주십시오. 날짜, 오전/오후, 표준 시간대도 확인하십시오.",
            ),
        ),
        Unread::Skipped(_) => (
            say(
                "{} did not exist in {}: the clocks were put forward over it.",
                "{}: {}에 없는 시각입니다. 시계를 앞당기면서 건너뛰었습니다.",
            ),
            WHICH,
        ),
        Unread::Twice(_) => (
            say(
                "{} occurred twice in {}: the clocks were put back.",
                "{}: {}에 두 번 있었던 시각입니다. 시계를 되돌렸기 때문입니다.",
            ),
            WHICH,
        ),
    };
    match why {
        Unread::DayOrMonth(readings) => Refusal::new(what, &[raw], want).offering(readings),
        Unread::ToCome(now) => Refusal::new(what, &[raw, &now.to_string()], want),
        Unread::Skipped(hour) | Unread::Twice(hour) => {
            let local = hour.local.to_string().replace('T', " ");
            Refusal::new(what, &[&local, &hour.zone], want).offering(hour.meant.map(|at| at.to_string()).into())
        }
        _ => Refusal::new(what, &[raw], want),
    }
}

/// The refusal of a name of a zone.
pub fn no_zone(raw: &str, wrong: NoZone) -> Refusal {
    let (what, offers) = match wrong {
        NoZone::Several(zones) => (
            say(
                "\"{}\" can mean several time zones.",
                "\"{}\"에 해당하는 표준 시간대가 여러 개입니다.",
            ),
            zones,
        ),
        NoZone::Unknown(zones) => (
            say(
                "\"{}\" is not a known time zone.",
                "\"{}\"은(는) 알 수 없는 표준 시간대입니다.",
            ),
            zones,
        ),
    };
    let wanted = say(
        "Give an IANA name such as Asia/Seoul, a Windows name such as Korea Standard Time, or an offset such as UTC+9.",
        "Asia/Seoul 같은 IANA 이름, Korea Standard Time 같은 Windows 이름, UTC+9 같은 오프셋 중 하나로 적어 주십시오.",
    );
    Refusal::new(what, &[raw], wanted).offering(offers)
}
