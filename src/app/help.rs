//! The help: what every key does, by place, made from the one table. This place and what holds everywhere stand side by side.

use super::bindings::{self, Binding, Scope};
use super::model::Model;
use super::{layout, screens};
use crate::text::{Say, columns, say, ui};

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
    Pairs([Option<Pair>; 2]),
}

/// The help of a place at a width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    pub rows: Vec<Row>,
    /// Columns of either side, and of the keys on it.
    pub half: usize,
    pub keys: [usize; 2],
}

/// The help of the place that is shown.
pub fn help(model: &Model) -> Help {
    let lang = model.lang;
    let here = screens::scope(model);
    let whole = usize::from(model.size.0.saturating_sub(layout::MARGINS));
    let everywhere = |binding: &&Binding| binding.scopes.len() == Scope::ALL.len();
    let own = |scope: Scope| bindings::of(scope).filter(|b| !everywhere(b));
    let all = bindings::of(here).filter(everywhere);
    let others: Vec<Scope> = Scope::ALL.into_iter().filter(|scope| *scope != here).collect();
    // each side is a place with its name and keys
    let mut places = vec![[
        (HERE.get(lang), pairs(model, here, own(here))),
        (EVERYWHERE.get(lang), pairs(model, here, all)),
    ]];
    places.extend(others.chunks(2).map(|two| {
        let side = |at: usize| match two.get(at) {
            Some(scope) => (scope.name().get(lang), pairs(model, *scope, own(*scope))),
            None => ("", Vec::new()),
        };
        [side(0), side(1)]
    }));
    let wide = |side: usize| {
        let pairs = places
            .iter()
            .filter_map(|place| place.get(side))
            .flat_map(|(_, pairs)| pairs);
        pairs.map(|pair| columns::width(&pair.keys) + 4).max().unwrap_or(0)
    };
    let mut out = Help {
        rows: Vec::new(),
        half: whole / 2,
        keys: [wide(0), wide(1)],
    };
    let prose = layout::prose(model.size.0);
    out.text(ui::HELP_INTRO.get(lang), prose);
    for (at, place) in places.into_iter().enumerate() {
        out.rows.push(Row::Text(String::new()));
        if at == 1 {
            out.text(MARKS.get(lang), prose);
            out.rows.push(Row::Text(String::new()));
        }
        out.beside(place);
    }
    out
}

impl Help {
    fn text(&mut self, text: &str, width: usize) {
        self.rows.extend(columns::wrap(text, width).into_iter().map(Row::Text));
    }

    /// Two places with their keys, side by side.
    fn beside(&mut self, [left, right]: [(&str, Vec<Pair>); 2]) {
        self.rows.push(Row::Heads(left.0.to_owned(), right.0.to_owned()));
        let mut sides = [
            self.wrapped(0, left.1).into_iter(),
            self.wrapped(1, right.1).into_iter(),
        ];
        loop {
            let row = sides.each_mut().map(Iterator::next);
            if row == [None, None] {
                break;
            }
            self.rows.push(Row::Pairs(row));
        }
    }

    /// Pairs whose text goes on below where it is long.
    fn wrapped(&self, side: usize, pairs: Vec<Pair>) -> Vec<Pair> {
        let room = self.half.saturating_sub(self.keys.get(side).copied().unwrap_or(0) + 1);
        let mut out = Vec::new();
        for Pair { mut keys, text } in pairs {
            for text in columns::wrap(&text, room) {
                let keys = std::mem::take(&mut keys);
                out.push(Pair { keys, text });
            }
        }
        out
    }
}

/// Each deed once, with all its keys; keys that do the same in two directions stand together.
fn pairs(model: &Model, scope: Scope, bindings: impl Iterator<Item = &'static Binding>) -> Vec<Pair> {
    let lang = model.lang;
    let mut out: Vec<Pair> = Vec::new();
    for binding in bindings {
        let keys: Vec<String> = model.keys.of(binding, scope).map(|key| key.name(lang)).collect();
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
