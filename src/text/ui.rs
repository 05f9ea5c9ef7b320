//! Every sentence of the interface, English and Korean side by side. Texts of the knowledge live in `knowledge/`.

use super::{Lang, Say, say};
use crate::time::{self, Date};

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
pub const TWINS: Say = say("Or is it this?", "혹시 이 경우입니까?");
pub const RELATED: Say = say("See also", "함께 보기");
pub const CODES: Say = say("Codes", "코드");
pub const LINKS: Say = say("Links", "링크");
pub const SOURCES: Say = say("Sources", "출처");
pub const VERIFIED_ON: Say = say("Verified on {}", "확인한 날짜: {}");
pub const BUILT_IN: Say = say("Built in", "기본 제공 지식");
pub const FROM_FILE: Say = say("From the file {}", "파일: {}");
pub const REPLACES: Say = say(
    "From the file {}, in place of the built-in entry",
    "파일: {}(기본 제공 항목 대신)",
);
pub const WHERE: Say = say("Where", "위치");
pub const ROLE: Say = say("Role needed", "필요한 역할");
pub const RISK: Say = say("Risk", "위험");
pub const STEP_VERIFY: Say = say("Check", "확인");
pub const UNDO: Say = say("Undo", "되돌리기");
pub const SEE: Say = say("In full", "자세히");
pub const STEPS_DONE: Say = say("{} of {} done", "{}/{} 완료");
pub const STEP_OF: Say = say("Step {} of {}", "{}단계(전체 {}단계)");
pub const MINUTE: Say = say("{} minute", "{}분");
pub const MINUTES: Say = say("{} minutes", "{}분");
pub const HOURS: Say = say("{} hours", "{}시간");
pub const DAYS: Say = say("{} days", "{}일");

pub const PASTE_CUT: Say = say(
    "more than 64 KB was pasted: the first 64 KB are taken, the rest is cut; `sspr case evidence FILE` reads a longer log",
    "붙여 넣은 내용이 64KB보다 커서 앞의 64KB만 담고 나머지는 잘랐습니다. 더 긴 로그는 `sspr case evidence 파일`로 읽으십시오",
);
pub const TELL_APART: Say = say(
    "This means several things. What tells them apart",
    "여러 가지를 뜻하는 코드입니다. 구분하는 방법",
);
pub const HANDBOOK: Say = say(
    "Self-service password reset: handbook",
    "셀프 서비스 암호 재설정 안내서",
);
pub const NOT_FIXED: Say = say("not fixed", "해결되지 않음");

// --- the wizard --------------------------------------------------------------------------------------------------
pub const PROMPT: Say = say(
    "A code, an error text, or what the caller says",
    "코드, 오류 문구 또는 사용자가 말한 증상",
);
pub const PROMPT_EMPTY: Say = say("type or paste here", "여기에 입력하거나 붙여 넣으십시오");
pub const OR_START: Say = say("Or start here", "또는 여기에서 시작");
pub const BACK_FROM_SEARCH: Say = say("Esc goes back to where you were", "Esc를 누르면 하던 곳으로 돌아갑니다");
pub const RESULTS: Say = say("Found", "찾은 항목");
pub const NEAREST: Say = say("Not sure - the nearest", "확실하지 않음 - 가까운 항목");
pub const SEVERAL: Say = say("This means several things", "여러 가지를 뜻하는 코드입니다");
pub const TOO_LITTLE: Say = say(
    "Too little to tell: what do you see? A code, a message, the step where it stops?",
    "이것만으로는 알 수 없습니다. 무엇이 보입니까? 코드, 메시지 또는 멈춘 단계를 입력하십시오.",
);
pub const NOTHING_FITS: Say = say(
    "Nothing fits. Try the exact message or a code.",
    "맞는 항목이 없습니다. 메시지나 코드를 그대로 입력해 보십시오.",
);
pub const OUT_OF_SCOPE: Say = say(
    "Not something this tool covers: {}.",
    "이 도구에서 다루지 않는 내용입니다: {}.",
);
pub const OPEN_CASES: Say = say("Go on with", "이어서 진행");
pub const EMPTY_CASE: Say = say("A support case without a walk", "질문 없이 지원 사례 작성");
pub const WAIT_IS_OVER: Say = say("wait is over", "대기 끝남");
pub const WAITS_UNTIL: Say = say("waits until {}", "{}까지 대기");
pub const YES: Say = say("yes", "예");
pub const NO: Say = say("no", "아니요");
pub const KNOWN: Say = say("Known so far", "지금까지 확인한 내용");
pub const NOTHING_KNOWN: Say = say("nothing yet", "아직 없음");
pub const WAIT_UNTIL: Say = say("Wait until {}", "{}까지 대기");
pub const SOLVED: Say = say("Solved", "해결됨");
pub const SOLVED_TEXT: Say = say(
    "Good. The case keeps what was asked, tried and found. Put the ticket text into your ticket, then close the case.",
    "좋습니다. 질문과 조치, 결과가 사례에 모두 남아 있습니다. 티켓 문구를 티켓에 붙여 넣은 뒤 사례를 닫으십시오.",
);
pub const CAUSE_FOUND: Say = say("The cause is found", "원인을 찾았습니다");
pub const CAUSE_FOUND_TEXT: Say = say(
    "What is still to do, and who has it next, stands in the ticket text. Hand it on from there.",
    "남은 일과 다음 담당자는 티켓 문구에 있습니다. 그 문구로 넘기십시오.",
);
pub const MEANT_SO: Say = say("This is how it is meant to be", "의도된 동작입니다");
pub const MEANT_SO_TEXT: Say = say(
    "Nothing is broken. The ticket text says why, and what to tell the caller.",
    "고장이 아닙니다. 이유와 사용자에게 안내할 말은 티켓 문구에 있습니다.",
);
pub const TO_SUPPORT: Say = say("The causes that fit are used up", "맞는 원인을 모두 확인했습니다");
pub const TO_SUPPORT_TEXT: Say = say(
    "Nothing is solved yet. Prepare the support case: what is known is filled in already. Fill in what is missing, then hand it on.",
    "아직 해결되지 않았습니다. 지원 사례를 준비하십시오. 확인된 내용은 이미 채워져 있으니 빠진 항목을 채운 뒤 넘기십시오.",
);
pub const RULED_OUT: Say = say("Ruled out: {}", "제외한 원인: {}");
pub const WHAT_CAME: Say = say("What came of it?", "결과가 어떻습니까?");
pub const NONE_CHOSEN: Say = say("none chosen", "고르지 않음");
pub const WHO_NEXT: Say = say(
    "Who has it next? May stay empty.",
    "다음 담당자는 누구입니까? 비워 두어도 됩니다.",
);
pub const SPACE_TICKS: Say = say(
    "Nothing to follow here. Space ticks the step, digits say what came of it.",
    "따라갈 링크가 없습니다. 스페이스로 단계를 표시하고 숫자로 결과를 고르십시오.",
);
pub const NO_STEP_HERE: Say = say(
    "No step and no section here: Up and Down go there.",
    "여기에는 단계나 섹션이 없습니다. 위/아래 키로 이동하십시오.",
);
pub const NO_FOLD_HERE: Say = say(
    "Nothing to unfold or follow here: Down goes on.",
    "여기에는 펼치거나 따라갈 것이 없습니다. 아래 키로 이동하십시오.",
);
pub const UNDONE: Say = say("Taken back: {}", "되돌렸습니다: {}");
pub const DONE_AGAIN: Say = say("Said again: {}", "다시 적용했습니다: {}");
pub const WAIT_FROM: Say = say("From when does it count?", "언제부터 기다립니까?");
pub const WAIT_FROM_WHEN: Say = say(
    "From when does it count? A time such as 09:15 or yesterday 18:00.",
    "대기 시작 시각을 09:15나 어제 18:00처럼 입력하십시오.",
);
pub const WAIT_FROM_NOW: Say = say("From now, {}: until {}", "지금({})부터: {}까지");
pub const WAIT_FROM_ATTEMPT: Say = say("From the last attempt, {}: until {}", "마지막 시도({})부터: {}까지");
pub const WAIT_FROM_TYPED: Say = say("From another time ...", "다른 시각부터 ...");
pub const WAIT_WAS_OVER: Say = say(
    "That wait was over at {}; nothing is kept. Did it help?",
    "그 대기 시간은 {}에 끝났으므로 저장하지 않았습니다. 해결되었습니까?",
);
pub const TICKET: Say = say("Ticket", "티켓");
pub const TICKET_TEXT: Say = say("Look at the ticket text", "티켓 문구 보기");
pub const TICKET_EDITED: Say = say(
    "The text was changed by hand: `r` writes it anew first.",
    "손으로 수정한 문구입니다. 먼저 r을 눌러 다시 작성하십시오.",
);
pub const EDITED: Say = say("changed by hand", "손으로 수정함");
pub const CHARACTERS_OF: Say = say("{} of {} characters", "{}자(최대 {}자)");
pub const CHARACTERS: Say = say("{} characters", "{}자");
pub const DEPTH_NOTE: Say = say("short", "짧게");
pub const DEPTH_FULL: Say = say("whole", "전체");
pub const CASES: Say = say("Cases", "사례");
pub const ALL_CASES: Say = say("All cases ({}) ...", "모든 사례({}) ...");
pub const CASES_FILTER: Say = say(
    "Filter: user, title, state, ticket, words",
    "필터: 사용자, 제목, 상태, 티켓, 단어",
);
pub const CASES_ASK: Say = say(
    "number opens; words filter; close ID, reopen ID, delete ID; Enter goes back> ",
    "번호 = 열기, 단어 = 필터, close ID = 닫기, reopen ID = 다시 열기, delete ID = 삭제, Enter = 뒤로> ",
);
pub const NO_CASES: Say = say(
    "No case fits. A walk begun on the first screen makes one.",
    "맞는 사례가 없습니다. 첫 화면에서 진단을 시작하면 사례가 만들어집니다.",
);
pub const MISSING_COUNT: Say = say("{} missing", "필수 {}개 남음");
pub const DELETE_ASKED: Say = say("Delete this case for good?", "이 사례를 완전히 삭제하시겠습니까?");
pub const DELETE_NO: Say = say("Keep it", "그대로 두기");
pub const DELETE_YES: Say = say("Delete {}", "{} 삭제");
pub const REOPENED: Say = say("The case was closed and is open again.", "닫힌 사례를 다시 열었습니다.");
pub const WAY: Say = say("The way so far", "지금까지의 경로");
pub const FROM_HERE_ON: Say = say(
    "From here on: {}; the causes under {} are used up.",
    "지금부터는 '{}' 항목입니다. '{}'의 원인은 모두 확인했습니다.",
);
pub const ONLY_LIKELY: Say = say(
    "What comes now is only likely, by the words and the evidence of this call.",
    "지금부터는 통화 내용과 근거로 보아 가능성이 있는 항목일 뿐입니다.",
);
pub const OVERRULE: Say = say(
    "evidence answered this; your own answer counts before it",
    "증거로 답한 질문입니다. 직접 고른 답이 우선합니다",
);
pub const FROM_PASTE: Say = say(
    "from what you pasted: {}; it stands in the support case (F4), where it can be dropped",
    "붙여 넣은 내용에서: {}. 지원 사례(F4)에 있으며 거기서 제외할 수 있습니다",
);
pub const THE_PASTE: Say = say("what was pasted", "붙여 넣은 내용");
pub const DROPPED: Say = say(
    "dropped: {}; what it answered is asked again",
    "제외했습니다: {}. 이 증거로 답한 질문은 다시 묻습니다",
);
pub const FROM_HERE_BY: Say = say(
    "From here on: {}; named as the next thing to try by: {}.",
    "지금부터는 '{}' 항목입니다. 다음 항목에서 이어서 확인하라고 했습니다: {}.",
);
pub const BROWSED: Say = say("Opened in the browser: {}", "브라우저에서 열었습니다: {}");
pub const NOT_BROWSED: Say = say(
    "No browser can be opened from here, so the address is copied.",
    "여기에서는 브라우저를 열 수 없어 주소를 복사합니다.",
);
pub const STILL_MISSING: Say = say("Still missing", "아직 빠진 항목");
pub const CLOSE_CASE: Say = say("Close the case", "사례 닫기");
pub const WRITE_BUNDLE: Say = say("Write the bundle", "번들 저장");
pub const OPEN_CASE: Say = say("Look at the case", "사례 보기");
pub const FILL_CASE: Say = say("Fill in the case", "사례 작성");
pub const CASE_LATER: Say = say("Later: it is saved", "나중에(저장됨)");
pub const CASE: Say = say("Support case", "지원 사례");
pub const SAVED: Say = say("Saved.", "저장했습니다.");
pub const LEFT_EMPTY: Say = say("Left empty.", "비워 두었습니다.");
pub const NOTE_KEPT: Say = say("Note added.", "메모를 추가했습니다.");
pub const SAY_WHY: Say = say(
    "Say in a few words why; support will ask.",
    "이유를 짧게 적어 주십시오. 지원 담당자가 물어봅니다.",
);
pub const UNREADABLE: Say = say(
    "Saved cases that cannot be read: {}; `sspr case list` says why.",
    "읽을 수 없는 사례 {}건: `sspr case list`로 이유를 확인하십시오.",
);
pub const WAITING_SAVED: Say = say(
    "Kept until {}. You can leave; it will be offered again.",
    "{}까지 기다립니다. 나가도 됩니다. 때가 되면 다시 알려 드립니다.",
);
pub const WAIT_OVER: Say = say(
    "The wait is over: {}. Did it help?",
    "대기 시간이 끝났습니다: {}. 해결되었습니까?",
);
/// The titles of fields.
pub const FILL_IN: Say = say(
    "Not known yet, fill it in: {}.",
    "아직 모르는 값이 있으니 직접 채우십시오: {}.",
);
pub const COPIED_BY: Say = say("Copied ({}).", "복사했습니다({}).");
pub const SENT: Say = say(
    "Sent to the terminal, which does not confirm: paste it to be sure.",
    "터미널에 보냈지만 복사 여부는 확인할 수 없습니다. 붙여 넣어 확인하십시오.",
);
pub const NOT_COPIED: Say = say(
    "No clipboard program answered and this terminal takes no text; write the bundle instead.",
    "응답하는 클립보드 프로그램이 없고 이 터미널에서도 복사할 수 없습니다. 번들을 저장하십시오.",
);
pub const STOPPED: Say = say(
    "Stopped; what was read is kept.",
    "중지했습니다. 읽은 내용은 남아 있습니다.",
);
pub const STOPPING: Say = say("Stopping ...", "중지하는 중 ...");
pub const WORK_BROKEN: Say = say(
    "This work ended by a fault of the program itself and is not done. The case is saved; try it again.",
    "프로그램 자체의 오류로 작업이 끝나지 못했습니다. 사례는 저장되어 있으니 다시 시도하십시오.",
);
pub const NOT_WRITTEN: Say = say(
    "Canceled; nothing was written.",
    "취소했습니다. 저장한 파일은 없습니다.",
);
pub const SCANNING: Say = say("reading the log, {} %", "로그 읽는 중, {}%");
pub const CHECKING: Say = say("checking, {} %", "점검 중, {}%");
pub const HASHING: Say = say("Reading the files, {} %. Esc stops.", "파일을 읽는 중, {}%. Esc로 중지");
pub const NOT_HASHED: Say = say(
    "Not read, so a later change will not be noticed: {}.",
    "읽지 못해 이후에 바뀌어도 알 수 없는 파일: {}.",
);
pub const LEAVE: Say = say("Leave? Everything is saved.", "끝내시겠습니까? 모두 저장되어 있습니다.");
pub const LEAVE_YES: Say = say("Leave", "끝내기");
pub const LEAVE_NO: Say = say("Stay", "계속하기");
pub const MENU: Say = say("What can be done here", "여기서 할 수 있는 일");
pub const HELP: Say = say("Help", "도움말");
pub const HELP_INTRO: Say = say(
    "Digits choose, Enter takes, Esc goes back, Tab shows everything.",
    "숫자로 고르고 Enter로 선택하며 Esc로 돌아갑니다. Tab을 누르면 모든 작업이 보입니다.",
);
pub const NOTE: Say = say("Note", "메모");
pub const WHY_NOT: Say = say("Why could it not be done?", "왜 하지 못했습니까?");
pub const EXAMPLE: Say = say("For example", "예");
pub const NO_VALUE: Say = say("No answer", "답 없음");
pub const MISSING_MARK: Say = say("missing", "필요");
pub const BUNDLE: Say = say("Bundle", "번들");
pub const BUNDLE_FILE: Say = say("File", "파일");
pub const BUNDLE_WRITTEN: Say = say("Written: {}.", "저장했습니다: {}.");
pub const NAME_THE_FILE: Say = say("Name the file to write.", "저장할 파일 이름을 입력하십시오.");
pub const FILE_EXISTS: Say = say(
    "There is a bundle of that name. Enter replaces it; f names another file.",
    "같은 이름의 번들이 있습니다. Enter를 누르면 바꾸고, f로 다른 이름을 지정합니다.",
);
pub const CHANGED_SINCE: Say = say(
    "Changed since they were attached: {}.",
    "첨부한 뒤 내용이 바뀐 파일: {}.",
);
pub const PLANNING: Say = say("Looking at the files, {} %", "파일을 확인하는 중, {}%");
pub const WRITING: Say = say("Writing, {} %. Esc stops.", "저장하는 중, {}%. Esc로 중지");
pub const READING_PLAN: Say = say("Looking at the files ...", "파일을 확인하는 중 ...");
pub const TOO_SMALL: Say = say(
    "sspr needs 60 columns and 16 rows.\nThis window has {} x {}.\n\nEnlarge it, or leave with Ctrl-C and run\nsspr --plain",
    "sspr에는 60칸, 16줄이 필요합니다.\n지금 창은 {} x {}입니다.\n\n창을 키우거나 Ctrl-C로 끝내고\nsspr --plain을 실행하십시오",
);
pub const CASE_IS_SAVED: Say = say("Case {} is saved.", "사례 {}: 저장되어 있습니다.");
pub const EMPTY_FIELD: Say = say("may stay empty", "비워도 됩니다");
pub const NO_TERMINAL: Say = say(
    "no terminal here, so the wizard cannot open; use `sspr --plain`, or `sspr search`, `sspr explain`, `sspr walk --answers FILE`, `sspr case`",
    "터미널이 없어 마법사를 열 수 없습니다. `sspr --plain`이나 `sspr search`, `sspr explain`, `sspr walk --answers FILE`, `sspr case`를 사용하십시오",
);

/// How far `date` lies from `today`, in words; where only the month is known, in months.
pub fn relative(lang: Lang, today: Date, date: Date, exact: bool) -> String {
    let days = time::days(today, date);
    if !exact {
        let months = i64::from(date.year() - today.year()) * 12 + i64::from(date.month() - today.month());
        return match months {
            0 => say("this month", "이번 달").get(lang).to_owned(),
            1 => say("next month", "다음 달").get(lang).to_owned(),
            m if m > 1 => say("in {} months", "{}개월 뒤").with(lang, &[&m.to_string()]),
            -1 => say("last month", "지난달부터").get(lang).to_owned(),
            m => say("{} months ago", "{}개월 전부터").with(lang, &[&(-m).to_string()]),
        };
    }
    match days {
        0 => say("today", "오늘").get(lang).to_owned(),
        1 => say("tomorrow", "내일").get(lang).to_owned(),
        d if d > 1 => say("in {} days", "{}일 뒤").with(lang, &[&d.to_string()]),
        -1 => say("yesterday", "어제부터").get(lang).to_owned(),
        d => say("{} days ago", "{}일 전부터").with(lang, &[&(-d).to_string()]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::day;

    #[test]
    fn dates_ahead_and_behind_read_naturally() {
        let at = |date: &str, exact| {
            day("2026-11-21")
                .zip(day(date))
                .map(|(today, d)| relative(Lang::En, today, d, exact))
        };
        assert_eq!(at("2027-02-01", true).as_deref(), Some("in 72 days"));
        assert_eq!(at("2026-11-20", true).as_deref(), Some("yesterday"));
        assert_eq!(at("2027-03", false).as_deref(), Some("in 4 months"));
    }
}
