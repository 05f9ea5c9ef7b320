//! The way through trees, sequences and questions: that it begins, leads everywhere, and does not turn round.

use super::view::{Finding, View, Whole, each};
use crate::knowledge::condition::NodeRef;
use crate::knowledge::shape::{Kind, Sequence};
use crate::text::{Say, say};
use std::collections::BTreeSet;

/// K011: nobody walking would ever find an entry that nothing leads to.
pub fn unreachable(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let reached = whole.reached.get_or_init(|| reached(whole));
    let entries = each("entries", &view.knowledge.entries);
    let lost = entries.filter(|(_, entry)| !reached.contains(entry.id.as_str()));
    lost.map(|(at, entry)| {
        let message = say("nothing leads to `{}`", "`{}`(으)로 이어지는 길이 없습니다").both(&[&entry.id]);
        let help = say(
            "name it in a choice's `go`, a `next` or a `related`",
            "선택지의 `go`, `next`, `related` 중 한 곳에 적으십시오",
        );
        Finding::new(format!("{at}/id"), message, help)
    })
    .collect()
}

/// K012: a walk skips a question the second time, and the person wonders why.
pub fn circling(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let circling = whole.circling.get_or_init(|| circles(whole));
    let questions = each("questions", &view.knowledge.questions);
    let round = questions.filter(|(_, question)| circling.contains(question.id.as_str()));
    round
        .map(|(at, question)| {
            let id = &question.id;
            let message = say(
                "from `{}` one comes back to it without a remedy in between",
                "`{}`에서 조치를 거치지 않고 같은 질문으로 되돌아옵니다",
            )
            .both(&[id]);
            let help = say(
                "let one of the choices lead to an entry or an end",
                "선택지 하나를 항목이나 끝으로 이으십시오",
            );
            Finding::new(format!("{at}/id"), message, help)
        })
        .collect()
}

/// K013: a tree or sequence without nodes is a path to nowhere.
pub fn without_nodes(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let sequences = each("sequences", &view.knowledge.sequences);
    let sequences = sequences.filter(|(_, s)| s.nodes.is_empty()).map(|(at, s)| {
        let message = say("sequence `{}` has no nodes", "순서 `{}`에 노드가 없습니다").both(&[&s.id]);
        Finding::new(at, message, say("list its nodes", "노드를 적으십시오"))
    });
    let trees = each("trees", &view.knowledge.trees);
    let trees = trees.filter(|(_, t)| t.start.is_empty()).map(|(at, t)| {
        let message = say("tree `{}` starts nowhere", "트리 `{}`의 시작 노드가 없습니다").both(&[&t.id]);
        Finding::new(
            at,
            message,
            say("list the nodes of `start`", "`start`에 노드를 적으십시오"),
        )
    });
    sequences.chain(trees).collect()
}

/// K018: "step 2 of 7" holds for entries that every walk comes to.
pub fn without_number(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, sequence) in each("sequences", &view.knowledge.sequences) {
        for (path, node) in each(&format!("{at}/nodes"), &sequence.nodes) {
            if sequence.numbered && (node.when.is_some() || !whole.entries.contains_key(node.id.as_str())) {
                let message = say(
                    "`{}` has no number in a ladder",
                    "번호를 매기는 순서에서 `{}`에는 번호를 줄 수 없습니다",
                )
                .both(&[&node.to_string()]);
                let help = say(
                    "a numbered sequence holds entries without conditions",
                    "번호를 매기는 순서에는 조건 없는 항목만 넣으십시오",
                );
                found.push(Finding::new(path, message, help));
            }
        }
    }
    found
}

/// K018: a step without a place is no step.
pub fn steps_outside_a_ladder(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let ladders = whole.knowledge.sequences.iter().filter(|s| s.numbered);
    let numbered: BTreeSet<&str> = ladders.flat_map(|s| onward(&s.nodes)).collect();
    let entries = each("entries", &view.knowledge.entries);
    let steps = entries.filter(|(_, entry)| entry.kind == Kind::Step && !numbered.contains(entry.id.as_str()));
    steps
        .map(|(at, entry)| {
            let message = say(
                "step `{}` stands in no numbered sequence",
                "단계 `{}`이(가) 번호를 매기는 순서에 없습니다",
            )
            .both(&[&entry.id]);
            let help = say(
                "list it in a sequence with `numbered: true`",
                "`numbered: true`인 순서에 넣으십시오",
            );
            Finding::new(format!("{at}/kind"), message, help)
        })
        .collect()
}

const OPENS: Say = say(
    "`{}` opens a walk already",
    "`{}`이(가) 이미 진행의 시작을 맡고 있습니다",
);
const CLOSES: Say = say(
    "`{}` closes a walk already",
    "`{}`이(가) 이미 진행의 마무리를 맡고 있습니다",
);

/// K028: of two openings neither could be left out of the way that is shown, and of two closings one would never be asked.
pub fn opening_or_closing_twice(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let twice = |key: &str, already: Say, is: fn(&Sequence) -> bool| -> Vec<Finding> {
        let first = whole.knowledge.sequences.iter().find(|s| is(s));
        let sequences = each("sequences", &view.knowledge.sequences);
        let more = sequences.filter_map(|(at, own)| Some((at, first.filter(|f| is(own) && f.id != own.id)?)));
        more.map(|(at, first)| {
            let help = say("replace that one by using its id", "같은 ID를 써서 그것을 바꾸십시오");
            Finding::new(format!("{at}/{key}"), already.both(&[&first.id]), help)
        })
        .collect()
    };
    let mut found = twice("opening", OPENS, |s| s.opening);
    found.extend(twice("closing", CLOSES, |s| s.closing));
    found
}

fn onward(nodes: &[NodeRef]) -> impl Iterator<Item = &str> {
    nodes.iter().map(|node| node.id.as_str())
}

/// Everything a person can come to from the trees, the doors and the fields.
fn reached<'a>(whole: &Whole<'a>) -> BTreeSet<&'a str> {
    let k = whole.knowledge;
    let mut todo: Vec<&str> = k.trees.iter().flat_map(|t| onward(&t.start)).collect();
    todo.extend(k.doors.iter().map(|d| d.question.as_str()));
    todo.extend(k.fields.iter().map(|f| f.entry.as_str()));
    todo.extend(k.sequences.iter().filter(|s| s.closing).map(|s| s.id.as_str()));
    let mut seen = BTreeSet::new();
    while let Some(id) = todo.pop() {
        if !seen.insert(id) {
            continue;
        }
        if let Some(question) = whole.questions.get(id) {
            todo.extend(question.choices.iter().flat_map(|c| onward(&c.go)));
        } else if let Some(sequence) = whole.sequences.get(id) {
            todo.extend(onward(&sequence.nodes));
        } else if let Some(entry) = whole.entries.get(id) {
            todo.extend(onward(&entry.next));
            todo.extend(entry.related.iter().map(AsRef::as_ref));
            todo.extend(entry.steps.iter().filter_map(|s| s.see.as_deref()));
        }
    }
    seen
}

/// Questions from which one comes back to the same question through questions and sequences alone.
fn circles<'a>(whole: &Whole<'a>) -> BTreeSet<&'a str> {
    let next = |id: &str| -> Vec<&'a str> {
        if let Some(question) = whole.questions.get(id) {
            let first = question.choices.iter().filter_map(|c| c.go.first());
            first.map(|node| node.id.as_str()).collect()
        } else if let Some(sequence) = whole.sequences.get(id) {
            onward(&sequence.nodes).collect()
        } else {
            Vec::new()
        }
    };
    let comes_back = |start: &&str| {
        let mut todo = next(start);
        let mut seen = BTreeSet::new();
        while let Some(id) = todo.pop() {
            if id == *start {
                return true;
            }
            if seen.insert(id) {
                todo.extend(next(id));
            }
        }
        false
    };
    whole.questions.keys().copied().filter(comes_back).collect()
}
