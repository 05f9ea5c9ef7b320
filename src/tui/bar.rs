//! The key bar: what can be done here, most important first; at its right always the menu, the help and the other language.
//! What does not fit is counted.

use super::look::Look;
use crate::app::bindings::{self, Action, Scope};
use crate::app::key::Key;
use crate::app::screens::home::Home;
use crate::app::{Model, jobs, pieces, screens, walking};
use crate::text::{Lang, Say, columns, say};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

const OUTCOME: Say = say("outcome", "결과");
const ANSWER: Say = say("answer", "답하기");
const CHOOSE: Say = say("choose", "고르기");

/// Columns of the count of what does not fit.
const COUNT: usize = 4;

/// A key with what it does.
struct Pair {
    key: String,
    hint: &'static str,
}

impl Pair {
    fn width(&self) -> usize {
        columns::width(&self.key) + 1 + columns::width(self.hint)
    }

    fn spans(self, look: &Look) -> [Span<'static>; 3] {
        [
            Span::styled(self.key, look.accent),
            Span::raw(" "),
            Span::styled(self.hint, look.text),
        ]
    }
}

pub fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, look: &Look) {
    let width = usize::from(area.width);
    if let Some(open) = &model.overlay {
        // the keys of the screen below do not hold
        let keys = open.keys().into_iter();
        let pairs = keys.map(|(key, hint)| pair(key, hint, model.lang)).collect();
        let (shown, _) = fitting(pairs, width);
        frame.render_widget(line(shown, look), area);
        return;
    }
    let pairs = pairs(model);
    let fixed = right(model, 0, look);
    let room = width.saturating_sub(wide(&fixed) + 2);
    let all = pairs.len();
    let (mut shown, left_out) = fitting(pairs, room);
    if left_out > 0 {
        // the count itself takes room
        (shown, _) = fitting(shown, room.saturating_sub(COUNT));
    }
    let left_out = all - shown.len();
    let right = right(model, left_out, look);
    let mut line = line(shown, look);
    let used: usize = wide(&line.spans);
    line.push_span(" ".repeat(width.saturating_sub(used + wide(&right))));
    line.spans.extend(right);
    frame.render_widget(line, area);
}

fn wide(spans: &[Span<'_>]) -> usize {
    spans.iter().map(|span| columns::width(&span.content)).sum()
}

fn line(pairs: Vec<Pair>, look: &Look) -> Line<'static> {
    let mut spans = Vec::new();
    for pair in pairs {
        if !spans.is_empty() {
            spans.push(Span::raw("  "));
        }
        spans.extend(pair.spans(look));
    }
    Line::from(spans)
}

fn pair(key: Key, hint: Say, lang: Lang) -> Pair {
    let key = if key == Key::Down {
        up_and_down(lang)
    } else {
        key.name(lang)
    };
    Pair {
        key,
        hint: hint.get(lang),
    }
}

fn up_and_down(lang: Lang) -> String {
    format!("{}/{}", Key::Up.name(lang), Key::Down.name(lang))
}

/// What holds here and now, most important first, the way back last.
fn pairs(model: &Model) -> Vec<Pair> {
    let (lang, scope) = (model.lang, screens::scope(model));
    let stopping = jobs::shown(model).is_some();
    let rows = (model.deeds().rows)(model).len();
    let (mut first, mut others, mut back) = (Vec::new(), Vec::new(), None);
    let listed = bindings::of(scope).filter(|binding| match binding.action {
        Action::Menu | Action::Help | Action::Language => false,
        // nothing is chosen yet, so Enter does nothing
        // nor on a piece of evidence, which is told beside the list
        Action::Choose => (rows == 0 || model.row().is_some()) && pieces::chosen(model).is_none(),
        _ => binding.bar && model.lacks(binding.needs).is_none(),
    });
    for binding in listed {
        let key = model.keys.shown(binding, scope);
        match binding.action {
            Action::Back if stopping => back = Some(pair(key, say("stop", "중지"), lang)),
            Action::Back => back = Some(pair(key, back_hint(model).unwrap_or(binding.hint), lang)),
            Action::Choose => first.insert(0, pair(key, binding.hint, lang)),
            Action::Tick => first.push(pair(key, binding.hint, lang)),
            _ => others.push(pair(key, binding.hint, lang)),
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
    first.splice(at..at, digits(model, scope, rows));
    if matches!(
        scope,
        Scope::Home | Scope::Question | Scope::Form | Scope::Cases | Scope::End | Scope::Settings
    ) && rows > 1
    {
        first.push(pair(Key::Down, CHOOSE, lang));
    }
    first.into_iter().chain(others).chain(back).collect()
}

/// What Esc does on the first screen: it empties the line, else it leaves.
fn back_hint(model: &Model) -> Option<Say> {
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
        Scope::End => (rows.min(9), CHOOSE),
        Scope::Remedy => {
            let offered = walking::outcomes(model);
            (offered.last()?.0.digit(), OUTCOME)
        }
        _ => return None,
    };
    let key = if last > 1 { format!("1-{last}") } else { "1".to_owned() };
    let hint = hint.get(model.lang);
    (last > 0).then_some(Pair { key, hint })
}

/// The pairs that fit, and how many do not; the last one, which leads back, stays.
fn fitting(mut pairs: Vec<Pair>, width: usize) -> (Vec<Pair>, usize) {
    let all = pairs.len();
    let wide = |pairs: &[Pair]| pairs.iter().map(|pair| pair.width() + 2).sum::<usize>();
    while wide(&pairs) > width + 2 && pairs.len() > 1 {
        pairs.remove(pairs.len() - 2);
    }
    let left_out = all - pairs.len();
    (pairs, left_out)
}

fn right(model: &Model, left_out: usize, look: &Look) -> Vec<Span<'static>> {
    let (lang, scope) = (model.lang, screens::scope(model));
    let mut out = Vec::new();
    for wanted in [Action::Menu, Action::Help, Action::Language] {
        let Some(binding) = bindings::of(scope).find(|binding| binding.action == wanted) else {
            continue;
        };
        if !out.is_empty() {
            out.push(Span::raw("  "));
        }
        out.extend(pair(model.keys.shown(binding, scope), binding.hint, lang).spans(look));
        if wanted == Action::Menu && left_out > 0 {
            out.push(Span::styled(format!(" +{left_out}"), look.accent));
        }
    }
    out
}
