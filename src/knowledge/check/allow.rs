//! Answers in place: `# lint: allow K012, because ...` behind what it is about, or on a line of its own above it.

use crate::knowledge::load::{Comment, Places};
use crate::knowledge::problem::{Edit, Problem, rules};
use crate::text::{Say, Text, say};

/// Rules that hold the files together: what breaks one cannot be used, or could do harm.
const FIRM: [&str; 19] = [
    "K001", "K002", "K003", "K004", "K005", "K010", "K013", "K014", "K015", "K016", "K017", "K022", "K023", "K024",
    "K027", "K028", "K029", "K030", "K031",
];

const RULE: &str = "K038";
const FORM: Say = say(
    "write `# lint: allow K012, because` and the reason",
    "`# lint: allow K012, because` 뒤에 이유를 쓰십시오",
);
const UNREADABLE: Say = say(
    "this answer to lint cannot be read",
    "lint에 답하는 이 주석을 읽을 수 없습니다",
);
const NO_REASON: Say = say(
    "this answer to lint states no reason",
    "lint에 답하는 이 주석에 이유가 없습니다",
);
const NO_RULE: Say = say("there is no rule `{}`", "`{}` 규칙이 없습니다");
const KNOWN: Say = say("the rules are K001 to {}", "규칙은 K001부터 {}까지 있습니다");
const HOLDS: Say = say("{} cannot be answered", "{}에는 예외를 둘 수 없습니다");
const MEND: Say = say("mend what it reports", "보고된 내용을 고치십시오");
const STALE: Say = say("{} is not reported here", "{}에 해당하는 문제가 여기에 없습니다");
const REMOVE: Say = say("take the answer out", "이 주석을 지우십시오");

/// An answer of the files that can be read: what it allows, and the line it is about.
struct Allowance<'a> {
    comment: &'a Comment,
    rules: Vec<&'a str>,
}

/// The problems of one file that nobody answered, and those of the answers themselves.
pub fn answered(places: &Places<'_>, mut problems: Vec<Problem>) -> Vec<Problem> {
    let mut faults = Vec::new();
    for comment in places.comments("lint:") {
        let answer = match read(&comment) {
            Ok(answer) => answer,
            Err((message, help)) => {
                faults.push(places.at_comment(RULE, &comment, message, help));
                continue;
            }
        };
        let before = problems.len();
        let mut idle = answer.rules.clone();
        problems.retain(|problem| {
            let fits = problem.line == answer.comment.about && answer.rules.contains(&problem.rule);
            idle.retain(|rule| !fits || *rule != problem.rule);
            !fits
        });
        if !idle.is_empty() {
            let mut fault = places.at_comment(RULE, &comment, STALE.both(&[&idle.join(", ")]), REMOVE.into());
            // of several rules the others may be needed
            let wholly = problems.len() == before;
            fault.mend = wholly.then(|| Edit {
                span: comment.whole.clone(),
                put: String::new(),
            });
            faults.push(fault);
        }
    }
    problems.extend(faults);
    problems
}

fn read(comment: &Comment) -> Result<Allowance<'_>, (Text, Text)> {
    let unreadable = || (UNREADABLE.into(), FORM.into());
    let rest = comment.text.strip_prefix("allow ").ok_or_else(unreadable)?;
    let (named, reason) = rest.split_once("because").unwrap_or((rest, ""));
    if !reason.chars().any(char::is_alphanumeric) {
        return Err((NO_REASON.into(), FORM.into()));
    }
    let named: Vec<&str> = named.split([',', ' ']).filter(|name| !name.is_empty()).collect();
    for name in &named {
        if FIRM.contains(name) || *name == RULE {
            return Err((HOLDS.both(&[name]), MEND.into()));
        }
        if !rules().any(|rule| rule.id == *name) {
            let last = rules().last().map_or("", |rule| rule.id);
            return Err((NO_RULE.both(&[name]), KNOWN.both(&[last])));
        }
    }
    if named.is_empty() {
        return Err(unreadable());
    }
    Ok(Allowance { comment, rules: named })
}
