//! The help: what every key does, by place, made from the one table. This place and what holds everywhere stand side by side.

use crate::app::bindings::{self, Binding, Scope};
use crate::app::model::{Deeds, Model, Screen};
use crate::app::panes::Paper;
use crate::app::told::Told;
use crate::app::{layout, screens};
use crate::knowledge::page::{Mark, Row};
use crate::text::{Say, columns, say, ui};

const HERE: Say = say("Here", "이 화면");
const EVERYWHERE: Say = say("Everywhere", "모든 화면");
pub const KOREAN_TOO: Say = say(
    "letters also work with a Korean input method on",
    "글자 단축키는 한글 입력 상태에서도 동작합니다",
);
const MARKS: Say = say(
    "Marks:  ! missing, careful   x failed   ~ waits   # from a log or paste   ? to confirm   [x] done   [-] not needed",
    "기호:  ! 필요, 주의   x 실패   ~ 대기   # 로그나 붙여 넣은 내용   ? 확인 필요   [x] 완료   [-] 필요 없음",
);

/// The help of a place.
#[derive(Debug)]
pub struct Help {
    of: Scope,
}

impl Screen for Help {
    fn deeds(&self) -> &'static Deeds {
        &DEEDS
    }
}

const DEEDS: Deeds = Deeds {
    paper: |model| {
        Some(Paper {
            rows: rows(model).into(),
            shown: layout::body_rows(model.size),
            spots: Vec::new(),
        })
    },
    crumbs: |model| vec![ui::HELP.get(model.lang).to_owned()],
    ..Deeds::at(|_| Scope::Help, told)
};

/// Opens the help of the place that is shown; where it is open, closes it.
pub(in crate::app) fn turn(model: &mut Model) {
    if model.top::<Help>().is_some() {
        model.pop();
        return;
    }
    let of = screens::scope(model);
    model.push(Help { of });
}

/// What the help is of.
pub fn title(model: &Model) -> &'static str {
    let of = model.top::<Help>().map(|help| help.of.name().get(model.lang));
    of.unwrap_or_default()
}

fn told(model: &Model, columns: usize) -> Told {
    let mut told = Told::new(model.lang, columns);
    for row in rows(model) {
        told.line(&row.into_iter().map(|(_, text)| text).collect::<String>());
    }
    told
}

/// Keys, and what they do.
struct Pair {
    keys: String,
    text: String,
}

/// The help as lines: this place and what holds everywhere side by side, then what marks mean, then every other place.
pub fn rows(model: &Model) -> Vec<Row> {
    let Some(Help { of: here }) = model.top() else {
        return Vec::new();
    };
    let (lang, here) = (model.lang, *here);
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
    let keys = [0, 1].map(|side| {
        let pairs = places
            .iter()
            .filter_map(|place| place.get(side))
            .flat_map(|(_, pairs)| pairs);
        pairs.map(|pair| columns::width(&pair.keys) + 4).max().unwrap_or(0)
    });
    let prose = layout::prose(model.size.0);
    let text = |text: &str| -> Vec<Row> {
        let lines = columns::wrap(text, prose).into_iter();
        lines.map(|line| vec![(Mark::Plain, line)]).collect()
    };
    let mut out = text(ui::HELP_INTRO.get(lang));
    for (at, place) in places.into_iter().enumerate() {
        out.push(Row::new());
        if at == 1 {
            out.extend(text(MARKS.get(lang)));
            out.push(Row::new());
        }
        let mut widths = keys.into_iter();
        let [left, right] = place.map(|(name, pairs)| side(name, pairs, whole / 2, widths.next().unwrap_or(0)));
        let lines = left.len().max(right.len());
        let mut sides = [left.into_iter(), right.into_iter()];
        for _ in 0..lines {
            let blank = || vec![(Mark::Plain, " ".repeat(whole / 2))];
            let row = sides.each_mut().map(|side| side.next().unwrap_or_else(blank));
            out.push(row.into_iter().flatten().collect());
        }
    }
    out
}

/// A place as lines of so many columns: its name, then its keys, each with what it does; what is long goes on below.
fn side(name: &str, pairs: Vec<Pair>, width: usize, keys: usize) -> Vec<Row> {
    let mut out = vec![vec![(Mark::Section, columns::pad(name, width))]];
    let room = width.saturating_sub(keys + 1);
    for Pair {
        keys: mut pressed,
        text,
    } in pairs
    {
        for text in columns::wrap(&text, room) {
            let pressed = std::mem::take(&mut pressed);
            out.push(vec![
                (Mark::Name, columns::pad(&format!("  {pressed}"), keys)),
                (Mark::Plain, columns::pad(&text, width.saturating_sub(keys))),
            ]);
        }
    }
    out
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
