//! The one way in which the model changes: a message comes, what the world has to do goes.

use super::bindings::{self, Action, Scope};
use super::key::Key;
use super::lines::Typed;
use super::message::{Effect, MOST_PASTED, Msg, Work};
use super::model::Model;
use super::overlay::{self, Follows};
use super::screen::{List, Overlay, Purpose};
use super::screens::{bundle, cases, form, home, reader, ticket};
use super::{filling, go, jobs, kept, known, layout, screens, steps, verifying, waits, walking};
use crate::knowledge::spot::Spot;
use crate::text::{fitting, ui};

/// Changes the model by one message and says what the world has to do.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = answered(model, msg);
    // a part of the knowledge that cannot be read would be shown as if there were none; the command says so on the way out
    if model.catalog.damage().is_some() {
        effects.push(Effect::Quit);
    }
    effects
}

fn answered(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Key(key) => return on_key(model, key),
        Msg::Paste(text) => on_paste(model, &text),
        Msg::Resize(columns, rows) => model.size = (columns, rows),
        Msg::Click(_, row) => {
            let line = row.checked_sub(layout::HEADER).map(usize::from);
            return line.map_or_else(Vec::new, |line| screens::on_click(model, line));
        }
        Msg::Scroll(lines) => {
            let action = if lines < 0 { Action::Previous } else { Action::Next };
            let count = lines.unsigned_abs().min(10);
            return (0..count).flat_map(|_| act(model, action)).collect();
        }
        Msg::Clock(now) => {
            let effects = waits::tell(model, now);
            if !effects.is_empty() {
                screens::pin(model);
            }
            return effects;
        }
        Msg::FreshId(id) => model.fresh_id = id,
        Msg::Cases(cases, unreadable) => {
            model.cases = cases;
            if unreadable > 0 && model.toast.is_none() {
                model.toast = Some(ui::UNREADABLE.with(model.lang, &[&unreadable.to_string()]));
            }
        }
        Msg::Opened(case) => return go::opened(model, *case),
        Msg::Failed(message) => model.toast = Some(message),
        Msg::Checked {
            asked_by,
            field,
            raw,
            result,
        } => return filling::checked(model, asked_by, &field, &raw, result),
        Msg::Kept(passed) => return filling::keep(model, passed),
        Msg::Work { ticket, news } => return jobs::report(model, ticket, news),
        Msg::TerminalLost | Msg::Interrupted => return vec![Effect::Quit],
        Msg::Stop => return vec![Effect::Suspend],
        Msg::Continued => {}
        Msg::Sent(done) => model.say(if done { ui::SENT } else { ui::NOT_COPIED }),
    }
    Vec::new()
}

fn on_key(model: &mut Model, key: Key) -> Vec<Effect> {
    if !std::mem::take(&mut model.unseen) {
        model.toast = None;
    }
    if !layout::fits(model.size) {
        // nothing is drawn, so nothing but leaving may happen
        return if matches!(key, Key::Ctrl('c' | 'q')) {
            vec![Effect::Quit]
        } else {
            Vec::new()
        };
    }
    if model.overlay.is_some() {
        return match overlay::on_key(model, key) {
            Follows::Effects(effects) => effects,
            Follows::Act(action) => act(model, action),
        };
    }
    let Some(binding) = bindings::find(screens::scope(model), key) else {
        return screens::on_key(model, key);
    };
    if let Some(reason) = model.lacks(binding.needs) {
        model.say(reason);
        return Vec::new();
    }
    act(model, binding.action)
}

fn on_paste(model: &mut Model, text: &str) {
    model.toast = None;
    let whole = text;
    let text = fitting(whole, MOST_PASTED);
    if model.overlay.is_some() {
        overlay::on_paste(model, text);
    } else if (model.deeds().scope)(model) == Scope::Home {
        let text = kept::paste(model, text);
        screens::on_paste(model, &text);
    } else {
        screens::on_paste(model, text);
    }
    // before what is said of secrets in it
    if text.len() < whole.len() {
        let said = model.toast.take().map_or_else(String::new, |said| format!("; {said}"));
        model.toast = Some(format!("{}{said}", ui::PASTE_CUT.get(model.lang)));
    }
}

/// Does what a binding names. The same path serves keys, the menu, the mouse and the plain lines.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Menu => overlay::open(model, List::Menu, 0),
        Action::Help => model.overlay = Some(Overlay::Help { scroll: 0 }),
        Action::Verify => overlay::open(model, List::Verify, 0),
        Action::Note => model.overlay = Some(Overlay::typing(Purpose::Note, Typed::new("", true))),
        Action::Language => {
            screens::pin(model);
            model.lang = model.lang.other();
            if let Some(case) = &mut model.case {
                case.lang = model.lang;
            }
            model.refresh();
            home::search(model);
            return model.save();
        }
        Action::Search => home::open(model),
        Action::Home => return model.home(),
        Action::Case => form::open(model),
        Action::Bundle => return bundle::open(model),
        Action::Suspend => return vec![Effect::Suspend],
        Action::Quit => return vec![Effect::Quit],
        Action::Back => {
            if let Some(effects) = go::back(model) {
                return effects;
            }
            overlay::open(model, List::Leave, 0);
        }
        Action::Copy => {
            if let Some(step) = walking::spot(model).and_then(Spot::step)
                && verifying::refused(model, step)
            {
                return Vec::new();
            }
            let text = (model.deeds().copied)(model);
            return text.map(|text| model.begin(Work::Copy(text))).into_iter().collect();
        }
        Action::NewLine => screens::on_paste(model, "\n"),
        Action::Tick => return steps::tick(model),
        Action::NotNeeded => return steps::not_needed(model),
        Action::CouldNot => return steps::could_not(model),
        Action::Outcome(outcome) => return walking::say(model, outcome),
        Action::Unfold => return reader::unfold(model),
        Action::Undo => return walking::turn(model, false),
        Action::Redo => return walking::turn(model, true),
        Action::Ticket => ticket::open(model),
        Action::TicketLanguage => ticket::language(model),
        Action::TicketDepth => ticket::depth(model),
        Action::Profile if screens::scope(model) == Scope::Bundle => return bundle::profile(model),
        Action::Profile => ticket::profile(model),
        Action::TicketEdit => ticket::edit(model),
        Action::TicketAnew => ticket::renew(model),
        Action::Cases => return cases::open(model),
        Action::Shut => return cases::chosen(model).map_or_else(Vec::new, |case| go::shut(model, &case)),
        Action::Delete => cases::delete(model),
        Action::Way => overlay::open(model, List::Way, known::way(model).len().saturating_sub(1)),
        other => return screens::on_action(model, other),
    }
    Vec::new()
}
