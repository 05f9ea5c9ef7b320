//! Every sentence of the interface, English and Korean side by side. Texts of the knowledge live in `knowledge/`.

use super::time::Date;
use super::{Lang, Say, say};
use crate::knowledge::shape::{Area, Kind};

// --- headings of an article -------------------------------------------------------------------------------------
pub const WARNINGS: Say = say("Careful", "주의");
pub const AFFECTS: Say = say("Who is affected", "영향을 받는 대상");
pub const SEEN: Say = say("What is seen", "나타나는 증상");
pub const CAUSES: Say = say("Why it happens", "원인");
pub const TELL: Say = say("Tell the caller", "사용자에게 안내할 말");
pub const HELPDESK: Say = say("What the helpdesk can do", "헬프데스크가 할 수 있는 일");
pub const STEPS: Say = say("What the administrator does", "관리자가 할 일");
pub const VERIFY: Say = say("How you know it worked", "해결 확인 방법");
pub const WAIT: Say = say("It takes time", "기다려야 하는 시간");
pub const DETAILS: Say = say("Good to know", "알아둘 점");
pub const DISPUTED: Say = say("Sources disagree", "출처마다 다른 내용");
pub const SAFE: Say = say("Safe course", "안전한 방법");
pub const UNCERTAIN: Say = say("Not certain", "확실하지 않은 점");
pub const DATES: Say = say("Dates", "주요 날짜");
pub const NEXT: Say = say("If this does not help", "해결되지 않으면");
pub const RELATED: Say = say("See also", "함께 보기");
pub const CODES: Say = say("Codes", "코드");
pub const LINKS: Say = say("Links", "링크");
pub const SOURCES: Say = say("Sources", "출처");
pub const VERIFIED_ON: Say = say("Verified on {}", "확인한 날짜: {}");
pub const WHERE: Say = say("Where", "위치");
pub const ROLE: Say = say("Role needed", "필요한 역할");
pub const RISK: Say = say("Risk", "위험");
pub const STEP_VERIFY: Say = say("Check", "확인");
pub const UNDO: Say = say("Undo", "되돌리기");
pub const SEE: Say = say("In full", "자세히");
pub const STEP_OF: Say = say("Step {} of {}", "{}단계(전체 {}단계)");
pub const MINUTES: Say = say("{} minutes", "{}분");
pub const HOURS: Say = say("{} hours", "{}시간");
pub const DAYS: Say = say("{} days", "{}일");

pub const TELL_APART: Say = say(
    "This means several things. What tells them apart",
    "여러 가지를 뜻하는 코드입니다. 구분하려면 확인하십시오",
);
pub const HANDBOOK: Say = say(
    "Self-service password reset: handbook",
    "셀프 서비스 암호 재설정 안내서",
);
pub const NOT_FIXED: Say = say("not fixed", "해결되지 않음");

/// The name of an area.
pub fn area(area: Area) -> Say {
    match area {
        Area::Portal => say("Portal configuration", "포털 구성"),
        Area::Reporting => say("Reporting", "보고"),
        Area::Registration => say("Registration", "등록"),
        Area::Usage => say("Resetting", "재설정 사용"),
        Area::Writeback => say("Writeback", "비밀번호 쓰기 저장"),
        Area::UserErrors => say("Error pages", "사용자 오류"),
        Area::Events => say("Events", "이벤트"),
        Area::Codes => say("Codes", "코드"),
        Area::HowItWorks => say("How it works", "작동 방식"),
        Area::Guide => say("Guide", "안내"),
        Area::SupportCase => say("Support case", "지원 사례"),
    }
}

/// The name of a kind of entry.
pub fn kind(kind: Kind) -> Say {
    match kind {
        Kind::Symptom => say("symptom", "증상"),
        Kind::Cause => say("cause", "원인"),
        Kind::Step => say("step", "단계"),
        Kind::Error => say("error", "오류"),
        Kind::Event => say("event", "이벤트"),
        Kind::Code => say("code", "코드"),
        Kind::Setting => say("setting", "설정"),
        Kind::Guide => say("guide", "안내"),
        Kind::Field => say("field", "항목"),
    }
}

/// How far `date` lies from `today`, in words; where only the month is known, in months.
pub fn relative(lang: Lang, today: Date, date: Date, exact: bool) -> String {
    let days = date.days() - today.days();
    if !exact {
        let months = i64::from(date.year - today.year) * 12 + i64::from(date.month) - i64::from(today.month);
        return match months {
            0 => say("this month", "이번 달").get(lang).to_owned(),
            1 => say("next month", "다음 달").get(lang).to_owned(),
            m if m > 1 => say("in {} months", "{}개월 뒤").with(lang, &[&m.to_string()]),
            -1 => say("since last month", "지난달부터").get(lang).to_owned(),
            m => say("since {} months ago", "{}개월 전부터").with(lang, &[&(-m).to_string()]),
        };
    }
    match days {
        0 => say("today", "오늘").get(lang).to_owned(),
        1 => say("tomorrow", "내일").get(lang).to_owned(),
        d if d > 1 => say("in {} days", "{}일 뒤").with(lang, &[&d.to_string()]),
        -1 => say("since yesterday", "어제부터").get(lang).to_owned(),
        d => say("since {} days ago", "{}일 전부터").with(lang, &[&(-d).to_string()]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::time::parse;

    #[test]
    fn dates_ahead_and_behind_read_naturally() {
        let at = |date: &str, exact| {
            parse("2026-11-21")
                .zip(parse(date))
                .map(|(today, d)| relative(Lang::En, today, d, exact))
        };
        assert_eq!(at("2027-02-01", true).as_deref(), Some("in 72 days"));
        assert_eq!(at("2026-11-20", true).as_deref(), Some("since yesterday"));
        assert_eq!(at("2027-03", false).as_deref(), Some("in 4 months"));
    }
}
