//! Mending: what lint reports and is safe to mend, in the text of the files, so that comments and form stay as they are. Every
//! change is proved by linting again; one that would bring a problem is not made.

use super::check;
use super::load::{self, File};
use super::problem::{Problem, in_order};
use super::shape::Knowledge;
use std::collections::BTreeMap;

/// Mending one thing shows the next in the same text; this many times is more than any text needs.
const ROUNDS: usize = 8;

/// Files after mending, and what was mended, each where it stood then.
pub struct Mended {
    pub files: Vec<File>,
    pub done: Vec<Problem>,
}

/// Mends files that stand together on top of `base`.
pub fn mend(mut files: Vec<File>, base: &Knowledge) -> Mended {
    let mut done = Vec::new();
    for _ in 0..ROUNDS {
        let found = problems(&files, base);
        let wanted = apart(&found);
        if wanted.is_empty() {
            break;
        }
        let whole = tried(&files, &wanted, &found, base);
        if let Some(mended) = whole {
            files = mended;
            done.extend(wanted.into_iter().cloned());
            continue;
        }
        // one of them brings a problem: each by itself, the last first, so that places before it stay
        let before = done.len();
        for problem in wanted.iter().rev() {
            let now = problems(&files, base);
            if let Some(mended) = tried(&files, &[problem], &now, base) {
                files = mended;
                done.push((*problem).clone());
            }
        }
        if done.len() == before {
            break;
        }
    }
    Mended {
        files,
        done: in_order(done),
    }
}

fn problems(files: &[File], base: &Knowledge) -> Vec<Problem> {
    let (loaded, mut problems) = load::read(files.to_vec());
    problems.extend(check::check(&loaded, base));
    in_order(problems)
}

/// Problems that can be mended, whose edits do not touch each other.
fn apart(found: &[Problem]) -> Vec<&Problem> {
    let mut out: Vec<&Problem> = Vec::new();
    for problem in found {
        let Some(edit) = &problem.mend else { continue };
        let free = out.iter().filter(|other| other.file == problem.file).all(|other| {
            let other = other.mend.as_ref().map_or(0..0, |edit| edit.span.clone());
            edit.span.end <= other.start || other.end <= edit.span.start
        });
        if free {
            out.push(problem);
        }
    }
    out
}

/// The files with the edits of these problems; `None` where a kind of problem would become more, or none would become less.
fn tried(files: &[File], wanted: &[&Problem], found: &[Problem], base: &Knowledge) -> Option<Vec<File>> {
    let mut mended = files.to_vec();
    for file in &mut mended {
        let of_file = wanted.iter().filter(|problem| problem.file == file.name);
        let mut edits: Vec<_> = of_file.filter_map(|problem| problem.mend.as_ref()).collect();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
        for edit in edits {
            file.text.get(edit.span.clone())?;
            file.text.replace_range(edit.span.clone(), &edit.put);
        }
    }
    let counted = |problems: &[Problem]| {
        let mut counts: BTreeMap<(String, &str), usize> = BTreeMap::new();
        for problem in problems {
            *counts.entry((problem.file.clone(), problem.rule)).or_default() += 1;
        }
        counts
    };
    let after = problems(&mended, base);
    let before = counted(found);
    let worse = counted(&after)
        .into_iter()
        .any(|(kind, count)| before.get(&kind).is_none_or(|was| *was < count));
    (!worse && after.len() < found.len()).then_some(mended)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> File {
        File {
            name: "a.yaml".to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn comments_and_form_stay_and_only_the_slip_goes() {
        let text = "# ours\ndeadlines:\n  - id: soon  # kept\n    date: \"2027-02\"\n    what: { en: The the end., ko: '암호를를 바꿉니다.' }\n    sources: []\n";
        let mended = mend(vec![file(text)], &Knowledge::default());
        let wanted = text.replace("The the", "The").replace("암호를를", "암호를");
        assert_eq!(mended.files, [file(&wanted)]);
        assert_eq!(mended.done.len(), 2);
    }

    #[test]
    fn a_change_that_would_break_the_file_is_not_made() {
        // a text that begins with a mark must be quoted, which nobody did
        let labels = "**선택적 기능** **선택적 기능** **선택적 기능**";
        let text = format!(
            "deadlines:\n  - id: a\n    date: \"2027-02\"\n    what: {{ en: x, ko: \"{labels}\" }}\n    sources: []\n  - id: b\n    date: \
             \"2027-02\"\n    what: {{ en: x, ko: 선택적 기능을 봅니다. }}\n    sources: []\n"
        );
        let mended = mend(vec![file(&text)], &Knowledge::default());
        assert_eq!(mended.files, [file(&text)]);
        assert!(mended.done.is_empty());
    }
}
