//! The help: what every key does, by place, made from the one table. This place and what holds everywhere stand side by side.

use super::bindings::{self, Binding, Scope};
use super::model::Model;
use super::screens;
use crate::text::{Say, say, ui};

const HERE: Say = say("Here", "이 화면");
const EVERYWHERE: Say = say("Everywhere", "모든 화면");
pub const KOREAN_TOO: Say = say(
    "letters also work with a Korean input method on",
    "글자 단축키는 한글 입력 상태에서도 동작합니다",
);
const MARKS: Say = say(
    "Marks:  ! missing, careful   x failed   ~ waits   # from a log or paste   ? to confirm   [x] done   [-] not needed",
    "기호:  ! 필요, 주의   x 실패   ~ 대기   # 로그나 붙여 넣은 글   ? 확인 필요   [x] 완료   [-] 필요 없음",
);

/// Keys, and what they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    pub keys: String,
    pub text: String,
}

/// A row of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    Text(String),
    Heads(String, String),
    Pairs(Option<Pair>, Option<Pair>),
}

impl Row {
    pub fn keys(&self) -> Vec<&str> {
        match self {
            Row::Pairs(left, right) => [left, right]
                .into_iter()
                .flatten()
                .map(|pair| pair.keys.as_str())
                .collect(),
            Row::Text(_) | Row::Heads(..) => Vec::new(),
        }
    }
}

/// The help of the place that is shown.
pub fn rows(model: &Model) -> Vec<Row> {
    let lang = model.lang;
    let here = screens::scope(model);
    let text = |say: Say| Row::Text(say.get(lang).to_owned());
    let mut out = vec![text(ui::HELP_INTRO), Row::Text(String::new())];
    let everywhere = |binding: &&Binding| binding.scopes.len() == Scope::ALL.len();
    let own = bindings::of(here).filter(|b| !everywhere(b)).collect();
    let all = bindings::of(here).filter(everywhere).collect();
    let heads = [HERE, EVERYWHERE].map(|say| say.get(lang).to_owned());
    beside(model, heads, [(here, own), (here, all)], &mut out);
    out.push(text(MARKS));
    let others: Vec<Scope> = Scope::ALL.into_iter().filter(|scope| *scope != here).collect();
    for pair in others.chunks(2) {
        out.push(Row::Text(String::new()));
        let name = |at: usize| {
            pair.get(at)
                .map(|scope| scope.name().get(lang).to_owned())
                .unwrap_or_default()
        };
        let own = |at: usize| {
            let scope = pair.get(at).copied();
            let own = scope.map(|scope| bindings::of(scope).filter(|b| !everywhere(b)).collect());
            (scope.unwrap_or(here), own.unwrap_or_default())
        };
        beside(model, [name(0), name(1)], [own(0), own(1)], &mut out);
    }
    out
}

/// Two places with their keys, side by side.
fn beside(model: &Model, heads: [String; 2], sides: [(Scope, Vec<&Binding>); 2], out: &mut Vec<Row>) {
    let [left, right] = heads;
    out.push(Row::Heads(left, right));
    let [left, right] = sides.map(|(scope, bindings)| pairs(model, scope, &bindings));
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    loop {
        match (left.next(), right.next()) {
            (None, None) => break,
            (left, right) => out.push(Row::Pairs(left, right)),
        }
    }
}

/// Each deed once, with all its keys; keys that do the same in two directions stand together.
fn pairs(model: &Model, scope: Scope, bindings: &[&Binding]) -> Vec<Pair> {
    let lang = model.lang;
    let mut out: Vec<Pair> = Vec::new();
    for binding in bindings {
        let keys: Vec<String> = binding.keys_in(scope).map(|key| key.name(lang)).collect();
        let (keys, text) = (keys.join(" "), binding.hint.get(lang));
        match out.last_mut() {
            Some(last) if last.text == text => last.keys = format!("{} {keys}", last.keys),
            _ => out.push(Pair {
                keys,
                text: text.to_owned(),
            }),
        }
    }
    out
}
