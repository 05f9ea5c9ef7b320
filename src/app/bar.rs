//! The key bar: what can be done here, most important first; at its right always the menu, the help and the other language.
//! What does not fit is counted. It is told here and not where it is drawn, so that a click on a pair is its key.

use super::bindings::{self, Action, Binding, Scope};
use super::key::Key;
use super::message::Kind;
use super::model::Model;
use super::panes::Panes;
use super::screens::event_log;
use super::screens::help::Help;
use super::screens::home::Home;
use super::screens::reader;
use super::{jobs, pieces, screens, walking};
use crate::knowledge::article::Article;
use crate::knowledge::spot::Spot;
use crate::text::{Lang, Say, columns, say};
use std::rc::Rc;

const OUTCOME: Say = say("outcome", "결과");
const ANSWER: Say = say("answer", "답하기");
const SCROLL: Say = say("scroll", "스크롤");
const TAKE: Say = say("take", "선택");
const TICK: Say = say("tick", "완료 표시");
const FOLD: Say = say("fold", "접기");
const UNFOLD: Say = say("unfold", "펼치기");
const FOLLOW: Say = say("follow", "따라가기");
const LEAVE_PANE: Say = say("leave the pane", "창 나가기");
const CHOOSE: Say = say("choose", "고르기");

/// Columns between two pairs.
const GAP: usize = 2;

/// A key with what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    pub key: String,
    pub hint: &'static str,
    /// How many do not fit, told behind it.
    pub more: usize,
    /// What a click on it presses; `None` where several keys stand there.
    press: Option<Key>,
}

impl Pair {
    /// Columns.
    fn width(&self) -> usize {
        columns::width(&self.key) + 1 + columns::width(self.hint) + columns::width(&self.count())
    }

    /// The count of what does not fit, with the blank before it.
    pub fn count(&self) -> String {
        if self.more == 0 {
            String::new()
        } else {
            format!(" +{}", self.more)
        }
    }
}

/// The pairs of the bar, each with the column at which it begins, for a screen with these panes.
pub fn bar(model: &Model, width: usize, panes: &Panes) -> Vec<(usize, Pair)> {
    if let Some(open) = &model.overlay {
        // the keys of the screen below do not hold
        let keys = open.keys().into_iter();
        let pairs = keys.map(|(key, hint)| pair(key, hint, model.lang)).collect();
        return placed(fitting(pairs, width).0, 0);
    }
    let all = pairs(model, panes);
    let count = all.len();
    let beside = |left_out: usize| width.saturating_sub(wide(&right(model, left_out)) + GAP);
    let (mut shown, mut left_out) = fitting(all, beside(0));
    // the count itself takes room
    while left_out > 0 && wide(&shown) > beside(left_out) && shown.len() > 1 {
        (shown, _) = fitting(shown, beside(left_out));
        left_out = count - shown.len();
    }
    let right = right(model, left_out);
    let at = width.saturating_sub(wide(&right)).max(wide(&shown));
    let mut out = placed(shown, 0);
    out.extend(placed(right, at));
    out
}

/// The key that a click on a column of the bar presses.
pub fn pressed(model: &Model, width: usize, column: usize) -> Option<Key> {
    let mut pairs = bar(model, width, &screens::panes(model)).into_iter();
    let hit = pairs.find(|(at, pair)| (*at..at + pair.width()).contains(&column));
    hit.and_then(|(_, pair)| pair.press)
}

fn placed(pairs: Vec<Pair>, from: usize) -> Vec<(usize, Pair)> {
    let mut at = from;
    let place = |pair: Pair| {
        let here = at;
        at += pair.width() + GAP;
        (here, pair)
    };
    pairs.into_iter().map(place).collect()
}

/// Columns of pairs beside each other.
fn wide(pairs: &[Pair]) -> usize {
    let gaps = pairs.len().saturating_sub(1) * GAP;
    pairs.iter().map(Pair::width).sum::<usize>() + gaps
}

fn pair(key: Key, hint: Say, lang: Lang) -> Pair {
    let both = key == Key::Down;
    Pair {
        key: if both { up_and_down(lang) } else { key.name(lang) },
        hint: hint.get(lang),
        more: 0,
        press: Some(key).filter(|_| !both),
    }
}

fn up_and_down(lang: Lang) -> String {
    format!("{}/{}", Key::Up.name(lang), Key::Down.name(lang))
}

/// What holds here and now, most important first, the way back last.
fn pairs(model: &Model, panes: &Panes) -> Vec<Pair> {
    let (lang, scope) = (model.lang, screens::scope(model));
    if panes.hides_text(model.focus()) {
        // what acts on the text waits until it is seen again
        let held = |wanted: Action| bindings::of(scope).filter(move |binding| binding.action == wanted);
        let pairs = held(Action::Pane).chain(held(Action::Back));
        let pairs = pairs.map(|binding| pair(model.keys.shown(binding, scope), binding.hint, lang));
        return std::iter::once(pair(Key::Down, SCROLL, lang)).chain(pairs).collect();
    }
    let stopping = jobs::stops(model);
    let rows = (model.deeds().rows)(model);
    let (chosen, rows) = (model.chosen().row(&rows), rows.len());
    let page = page(model, scope);
    let (mut first, mut others, mut back) = (Vec::new(), Vec::new(), None);
    let listed = bindings::of(scope).filter(|binding| match binding.action {
        Action::Menu | Action::Help | Action::Language => false,
        // nothing is chosen yet, so Enter does nothing
        // nor on a piece of evidence, which is told beside the list
        Action::Choose if scope == Scope::Log => event_log::opens(model),
        Action::Choose if matches!(scope, Scope::Home | Scope::Cases | Scope::Checks) => chosen.is_some(),
        Action::Choose => (rows == 0 || chosen.is_some()) && pieces::chosen(model).is_none(),
        Action::Log => event_log::is_wanted(model),
        _ => {
            // while a log is read there is nothing to do with it but to stop
            let open = scope != Scope::Log || stopping.is_none() || binding.action == Action::Back;
            binding.bar && open && model.lacks(binding.needs, Some(panes)).is_none()
        }
    });
    for binding in listed {
        let key = model.keys.shown(binding, scope);
        let Some(hint) = hint(model, binding, page.as_ref()) else {
            continue;
        };
        match binding.action {
            Action::Back if stopping == Some(Kind::Scan) => {
                back = Some(pair(key, say("stop and keep", "중지하고 유지"), lang));
            }
            Action::Back if stopping.is_some() => back = Some(pair(key, say("stop", "중지"), lang)),
            Action::Back => back = Some(pair(key, back_hint(model).unwrap_or(binding.hint), lang)),
            Action::NextTab => others.push(Pair {
                key: format!("{}/{}", Key::Left.name(lang), key.name(lang)),
                ..pair(key, hint, lang)
            }),
            Action::Choose => first.insert(0, pair(key, hint, lang)),
            Action::Tick => first.push(pair(key, hint, lang)),
            _ => others.push(pair(key, hint, lang)),
        }
    }
    if scope == Scope::Remedy {
        // Space does the next thing there
        first.reverse();
    }
    let at = if scope == Scope::Remedy {
        first.len().min(1)
    } else {
        first.len()
    };
    let digits = digits(model, scope, rows);
    match (&digits, first.first_mut()) {
        // one pair where both do the same
        (Some(digits), Some(enter)) if enter.hint == digits.hint => {
            enter.key = format!("{} {}", enter.key, digits.key);
        }
        _ => drop(first.splice(at..at, digits)),
    }
    if model.focus().is_some() && scope != Scope::Found {
        first.insert(0, pair(Key::Down, SCROLL, lang));
    } else if matches!(
        scope,
        Scope::Home | Scope::Question | Scope::Form | Scope::Cases | Scope::Import | Scope::End | Scope::Settings
    ) && rows > 1
    {
        first.push(pair(Key::Down, CHOOSE, lang));
    }
    first.into_iter().chain(others).chain(back).collect()
}

/// The page that is read, and where the cursor stands on it.
fn page(model: &Model, scope: Scope) -> Option<(Rc<Article>, Option<Spot>)> {
    let article = match scope {
        Scope::Remedy => Rc::clone(&model.shown()?.article),
        Scope::Reader => reader::article(model)?,
        _ => return None,
    };
    let spot = (model.deeds().spot)(model).filter(|_| screens::sees_spot(model));
    Some((article, spot))
}

/// What a key does here; on a page, where the cursor stands. `None` where it does nothing there, or what another does.
fn hint(model: &Model, binding: &Binding, page: Option<&(Rc<Article>, Option<Spot>)>) -> Option<Say> {
    let Some((article, spot)) = page else {
        return Some(binding.hint);
    };
    let follows = spot.is_some_and(|spot| article.target(spot).is_some());
    match (binding.action, *spot) {
        (Action::Tick | Action::Unfold, Some(Spot::Section(section))) => Some(if model.unfolded().contains(&section) {
            FOLD
        } else {
            UNFOLD
        }),
        (Action::Tick, spot) => spot.and_then(Spot::step).map(|_| TICK),
        (Action::Choose, _) if binding.scopes.contains(&Scope::Reader) => Some(binding.hint),
        (Action::Choose | Action::Unfold, _) => follows.then_some(FOLLOW),
        _ => Some(binding.hint),
    }
}

/// What Esc does on the first screen: it empties the line, else it leaves.
fn back_hint(model: &Model) -> Option<Say> {
    if model.find().is_some() {
        return Some(say("end finding", "찾기 끝"));
    }
    if model.top::<Help>().is_some() {
        return Some(say("close", "닫기"));
    }
    if model.focus().is_some() {
        return Some(LEAVE_PANE);
    }
    let home = model.top::<Home>()?;
    if home.lists_pasted() {
        return None;
    }
    if !home.input.value().is_empty() {
        return Some(say("clear", "지우기"));
    }
    (model.depth() == 0).then_some(say("leave", "끝내기"))
}

/// The digits that choose here.
fn digits(model: &Model, scope: Scope, rows: usize) -> Option<Pair> {
    let (last, hint) = match scope {
        Scope::Question => (rows.min(9), ANSWER),
        Scope::End => (rows.min(9), TAKE),
        Scope::Remedy => {
            let offered = walking::outcomes(model);
            (offered.last()?.0.digit(), OUTCOME)
        }
        _ => return None,
    };
    let key = if last > 1 { format!("1-{last}") } else { "1".to_owned() };
    let hint = hint.get(model.lang);
    (last > 0).then_some(Pair {
        key,
        hint,
        more: 0,
        press: None,
    })
}

/// The pairs that fit, and how many do not; the last one, which leads back, stays.
fn fitting(mut pairs: Vec<Pair>, width: usize) -> (Vec<Pair>, usize) {
    let all = pairs.len();
    while wide(&pairs) > width && pairs.len() > 1 {
        pairs.remove(pairs.len() - 2);
    }
    let left_out = all - pairs.len();
    (pairs, left_out)
}

fn right(model: &Model, left_out: usize) -> Vec<Pair> {
    let (lang, scope) = (model.lang, screens::scope(model));
    let wanted = [Action::Menu, Action::Help, Action::Language].into_iter();
    let found = wanted.filter_map(|wanted| bindings::of(scope).find(|binding| binding.action == wanted));
    let pairs = found.map(|binding| Pair {
        more: if binding.action == Action::Menu { left_out } else { 0 },
        ..pair(model.keys.shown(binding, scope), binding.hint, lang)
    });
    pairs.collect()
}
