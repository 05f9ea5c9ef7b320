//! Which outcomes fit an entry: a page to read is read, a symptom or cause is judged, a step is done.

use crate::knowledge::shape::{Area, Entry, Kind};
use crate::text::{Say, say};
use crate::walk::{Outcome, StepEnd};

/// Is it a page to read rather than something to try?
pub fn is_read(entry: &Entry) -> bool {
    matches!(entry.kind, Kind::Guide | Kind::Setting | Kind::Field) || entry.area == Area::HowItWorks
}

/// Does an outcome fit the entry, of which it is known whether it has steps? An outcome that was said before stays in sight.
pub fn fits(entry: &Entry, steps: usize, before: Option<Outcome>, outcome: Outcome) -> bool {
    let read = is_read(entry);
    before == Some(outcome)
        || match outcome {
            Outcome::Fixed | Outcome::Skipped => !read || steps > 0,
            Outcome::Cause => true,
            Outcome::ByDesign => read || entry.kind != Kind::Step,
            Outcome::NotFixed | Outcome::NotIt => !read,
            Outcome::Read => read,
            Outcome::Waiting => entry.wait.is_some(),
        }
}

/// An outcome as it is offered.
pub const fn offered(outcome: Outcome) -> Say {
    match outcome {
        Outcome::Fixed => say("This fixed it", "해결됨"),
        Outcome::Cause => say("This is the cause", "이것이 원인"),
        Outcome::ByDesign => say("By design", "의도된 동작"),
        Outcome::NotFixed => say("Did not help", "효과 없음"),
        Outcome::NotIt => say("Does not apply", "해당 없음"),
        Outcome::Read => say("Read, go on", "읽음, 계속"),
        Outcome::Skipped => say("Could not ...", "하지 못함(이유)"),
        Outcome::Waiting => say("Wait ...", "대기 ..."),
    }
}

/// What became of a step, with its number and how many there are; `None` where it is open again.
pub fn step_said(end: Option<&StepEnd>) -> Say {
    match end {
        Some(StepEnd::Done) => say("Step {} of {} is done.", "{}단계를 완료로 표시했습니다(전체 {}단계)."),
        Some(StepEnd::NotNeeded) => say(
            "Step {} of {} is not needed.",
            "{}단계를 필요 없음으로 표시했습니다(전체 {}단계).",
        ),
        Some(StepEnd::CouldNot(_)) => say(
            "Step {} of {} could not be done.",
            "{}단계를 하지 못함으로 표시했습니다(전체 {}단계).",
        ),
        None => say(
            "Step {} of {} is open again.",
            "{}단계의 표시를 지웠습니다(전체 {}단계).",
        ),
    }
}

/// Why an outcome is not offered.
pub fn why_not(entry: &Entry, outcome: Outcome) -> Say {
    match outcome {
        Outcome::Waiting => say(
            "This page names nothing to wait for.",
            "이 항목에는 기다려야 하는 시간이 없습니다.",
        ),
        Outcome::Read => say(
            "This page is to be tried or ruled out: 4 or 5 goes on.",
            "이 항목은 시도하거나 제외해야 합니다. 4나 5를 누르면 계속합니다.",
        ),
        _ if is_read(entry) => say(
            "This page is only read: 6 goes on, 2 and 3 end the search here.",
            "읽기만 하는 항목입니다. 6을 누르면 계속하고 2나 3을 누르면 여기서 끝냅니다.",
        ),
        _ => say(
            "A step is done or not; by design is said of what was seen.",
            "단계에는 완료했는지만 표시합니다. 의도된 동작인지는 증상 항목에서 고르십시오.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin;

    fn digits(id: &str) -> String {
        let entry = builtin::catalog().entry(id).unwrap();
        let steps = entry.steps.len();
        let fitting = Outcome::ALL
            .into_iter()
            .filter(|outcome| fits(&entry, steps, None, *outcome));
        fitting.map(|outcome| outcome.digit().to_string()).collect()
    }

    #[test]
    fn what_is_offered_fits_the_kind_of_entry() {
        assert_eq!(digits("usage.locked-again"), "123457");
        assert_eq!(digits("usage.email-address-error"), "1234578");
        assert_eq!(digits("writeback.step1-network"), "12457");
        assert_eq!(digits("howitworks.b2b"), "236");
    }
}
