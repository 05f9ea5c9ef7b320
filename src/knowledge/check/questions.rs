//! Questions and their choices.

use super::conditions::no_value;
use super::view::{Finding, View, Whole, each};
use crate::knowledge::shape::Choice;
use crate::text::{Say, say};
use std::collections::{BTreeMap, BTreeSet};

/// K013: a question is answered by a choice or by typing into a field, so it has one of the two.
pub fn without_one_way_to_answer(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, question) in each("questions", &view.knowledge.questions) {
        match (&question.field, question.choices.is_empty()) {
            (Some(_), false) => found.push(Finding::new(
                at,
                say(
                    "the question has both a field and choices",
                    "질문에 필드와 선택지가 모두 있습니다",
                ),
                say("keep one of the two", "둘 중 하나만 남기십시오"),
            )),
            (None, true) => found.push(Finding::new(
                at,
                say(
                    "question `{}` has neither choices nor a field",
                    "질문 `{}`에 선택지도 필드도 없습니다",
                )
                .both(&[&question.id]),
                say(
                    "give it choices, or the field it fills",
                    "선택지나 채울 필드를 적으십시오",
                ),
            )),
            _ => {}
        }
    }
    found
}

const SAME_ID: Say = say(
    "choice {} has the id of choice {}",
    "선택지 {}과(와) 선택지 {}의 ID가 같습니다",
);
const SAME_TEXT: Say = say(
    "choice {} has the text of choice {}",
    "선택지 {}과(와) 선택지 {}의 텍스트가 같습니다",
);
const SAME_KOREAN: Say = say(
    "choice {} has the Korean text of choice {}",
    "선택지 {}과(와) 선택지 {}의 한국어 텍스트가 같습니다",
);
const SAME_VALUE: Say = say(
    "choice {} has the value of choice {}",
    "선택지 {}과(와) 선택지 {}의 값이 같습니다",
);

/// K014: of two choices that are alike nobody can tell which to take.
pub fn overlapping_choices(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, question) in each("questions", &view.knowledge.questions) {
        let mut seen: BTreeMap<(&str, String), usize> = BTreeMap::new();
        for (i, (path, choice)) in each(&format!("{at}/choices"), &question.choices).enumerate() {
            let mut marks = vec![(SAME_ID, choice.id.clone())];
            if choice.when.is_none() {
                marks.push((SAME_TEXT, choice.text.en.to_lowercase()));
                marks.push((SAME_KOREAN, choice.text.ko.clone()));
                if question.sets.is_some() && !choice.unknown {
                    marks.push((SAME_VALUE, choice.stands_for().to_owned()));
                }
            }
            for (same, mark) in marks {
                if let Some(before) = seen.insert((same.en, mark), i) {
                    let message = same.both(&[&(i + 1).to_string(), &(before + 1).to_string()]);
                    let help = say("make the two exclude each other", "둘이 서로 겹치지 않게 하십시오");
                    found.push(Finding::new(&path, message, help));
                }
            }
        }
    }
    found
}

/// K015: a value that its fact does not have is never met again.
pub fn values_of_no_fact(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, question, choice) in &view.choices {
        let own = question.sets.as_deref();
        let own = own.and_then(|fact| Some((fact, whole.facts.get(fact)?)));
        if let Some((fact, allowed)) = own.filter(|_| !choice.unknown)
            && !allowed.contains(&choice.stands_for())
        {
            found.push(no_value(at, choice.stands_for(), fact, allowed));
        }
        for (fact, value) in &choice.set {
            if let Some(allowed) = whole.facts.get(fact.as_str())
                && !allowed.contains(&value.as_str())
            {
                found.push(no_value(&format!("{at}/set/{fact}"), value, fact, allowed));
            }
        }
    }
    let signals = each("signals", &view.knowledge.signals);
    let signals = signals.flat_map(|(at, signal)| {
        let proves = signal.proves.iter();
        proves.map(move |(fact, value)| (format!("{at}/proves/{fact}"), fact, value))
    });
    let rules = each("rules", &view.knowledge.rules);
    let rules = rules.flat_map(|(at, rule)| {
        rule.proofs()
            .map(move |(place, fact, value)| (format!("{at}/{place}"), fact, value))
    });
    let endpoints = each("endpoints", &view.knowledge.endpoints);
    let endpoints = endpoints.flat_map(|(at, endpoint)| {
        endpoint.proves.iter().flat_map(move |(verdict, facts)| {
            let at = format!("{at}/proves/{}", verdict.word());
            facts
                .iter()
                .map(move |(fact, value)| (format!("{at}/{fact}"), fact, value))
        })
    });
    let checks = each("server_checks", &view.knowledge.server_checks);
    let checks = checks.flat_map(|(at, check)| {
        each(&format!("{at}/rules"), &check.rules)
            .collect::<Vec<_>>()
            .into_iter()
            .flat_map(|(at, rule)| {
                let proves = rule.proves.iter();
                proves.map(move |(fact, value)| (format!("{at}/proves/{fact}"), fact, value))
            })
    });
    for (path, fact, value) in signals.chain(rules).chain(endpoints).chain(checks) {
        if let Some(allowed) = whole.facts.get(fact.as_str())
            && !allowed.contains(&value.as_str())
        {
            found.push(no_value(&path, value, fact, allowed));
        }
    }
    found
}

/// K016: a question whose fact is known follows the choice for that value, so every value has one.
pub fn values_without_choice(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, question) in each("questions", &view.knowledge.questions) {
        let values = question.sets.as_deref().and_then(|fact| whole.facts.get(fact));
        let Some(values) = values.filter(|_| !question.choices.is_empty()) else {
            continue;
        };
        let known = question.choices.iter().filter(|choice| !choice.unknown);
        let covered: BTreeSet<&str> = known.map(Choice::stands_for).collect();
        for value in values.iter().filter(|value| !covered.contains(**value)) {
            found.push(Finding::new(
                format!("{at}/choices"),
                say(
                    "no choice stands for the value `{}`",
                    "값 `{}`을(를) 뜻하는 선택지가 없습니다",
                )
                .both(&[value]),
                say(
                    "add a choice for it: a known value must lead somewhere",
                    "선택지를 추가하십시오. 알려진 값은 어딘가로 이어져야 합니다",
                ),
            ));
        }
    }
    found
}

/// K017: a digit picks a choice.
pub fn too_few_or_many_choices(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let questions = each("questions", &view.knowledge.questions);
    let odd = questions.filter(|(_, q)| !q.choices.is_empty() && !(2..=9).contains(&q.choices.len()));
    odd.map(|(at, q)| {
        let message = say("question `{}` has {} choices", "질문 `{}`의 선택지가 {}개입니다")
            .both(&[&q.id, &q.choices.len().to_string()]);
        let help = say(
            "2 to 9, so that a digit picks one; cut it in two questions",
            "숫자 키 하나로 고를 수 있게 2개에서 9개로 하고, 많으면 질문을 둘로 나누십시오",
        );
        Finding::new(format!("{at}/choices"), message, help)
    })
    .collect()
}
