//! The one way in which the model changes: a message comes, what the world has to do goes.

use super::bindings::{Action, Scope};
use super::checking::Checks;
use super::evident::{self, Said};
use super::key::Key;
use super::lines::Typed;
use super::message::{Effect, MOST_PASTED, Msg, Work};
use super::model::Model;
use super::overlay::{self, Follows};
use super::screen::{List, Overlay, Purpose};
use super::screens::home::Home;
use super::screens::{bundle, cases, checks, event_log, form, help, home, import, reader, settings, ticket};
use super::{
    accepting, bar, checking, deciding, filling, find, go, jobs, kept, known, layout, pieces, scanning, screens,
    sealing, steps, verifying, waits, walking,
};
use crate::evidence;
use crate::knowledge::spot::Spot;
use crate::settings::Theme;
use crate::text::{fitting, ui};
use std::rc::Rc;

/// Changes the model by one message and says what the world has to do.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = answered(model, msg);
    effects.extend(home::looks(model));
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
        Msg::Resize(columns, rows) => {
            model.size = (columns, rows);
            find::keep(model);
        }
        Msg::Click(column, row) => return on_click(model, column, row),
        Msg::Scroll(lines, at) => {
            let action = if lines < 0 { Action::Previous } else { Action::Next };
            let count = lines.unsigned_abs().min(10);
            return (0..count).flat_map(|_| on_wheel(model, action, at)).collect();
        }
        Msg::Clock(now) => {
            let effects = waits::tell(model, now);
            if !effects.is_empty() {
                screens::pin(model);
            }
            return effects.into_iter().chain(model.unsaved.retry(now)).collect();
        }
        Msg::Background(light) => {
            if std::mem::take(&mut model.settings.theme_open) && light {
                model.settings.theme = Theme::Light;
            }
        }
        Msg::FreshId(id) => model.fresh_id = id,
        Msg::Cases(cases, unreadable) => {
            model.cases = cases;
            if unreadable > 0 && model.toast.is_none() {
                model.toast = Some(ui::UNREADABLE.with(model.lang, &[&unreadable.to_string()]));
            }
        }
        Msg::Opened(case) => return go::opened(model, *case),
        Msg::Saved(id) => {
            if let Some(said) = model.unsaved.saved(&id) {
                model.say(said);
                model.unseen = true;
            }
        }
        Msg::NotSaved(case, why) => {
            let said = model.unsaved.failed(*case, why, model.now);
            model.toast = said.or(model.toast.take());
        }
        Msg::Leave if model.unsaved.is_empty() => return vec![Effect::Quit],
        Msg::Leave => overlay::open(model, List::Unsaved, 0),
        Msg::SavedElsewhere(Ok(paths)) => return model.unsaved.saved_elsewhere(paths),
        Msg::SavedElsewhere(Err((folder, why))) => overlay::ask_where(model, &folder, Some(why)),
        Msg::Failed(message) => model.toast = Some(message),
        Msg::Checked {
            asked_by,
            field,
            raw,
            result,
        } => return filling::checked(model, asked_by, &field, &raw, result),
        Msg::Kept(passed) => return filling::keep(model, passed),
        Msg::LookedAt(path, there) => home::looked_at(model, path, there),
        Msg::LogsNamed(id, named) => {
            if scanning::named(model, &id, named) {
                let mut effects = model.save();
                effects.extend(jobs::attach(model));
                return effects;
            }
        }
        Msg::Work { ticket, news } => return jobs::report(model, ticket, news),
        Msg::TerminalLost | Msg::Interrupted => return vec![Effect::Quit],
        Msg::Stop => return vec![Effect::Suspend],
        Msg::Continued => {}
        Msg::Sent(done) => model.say_too(if done { ui::SENT } else { ui::NOT_COPIED }.get(model.lang)),
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
    let Some(binding) = model.keys.find(screens::scope(model), key) else {
        return screens::on_key(model, key);
    };
    if let Some(reason) = model.lacks(binding.needs, None) {
        model.say(reason);
        return Vec::new();
    }
    if screens::hides_text(model) && binding.action.is_on_text() {
        model.top.focus = None;
        return Vec::new();
    }
    if binding.action.is_on_spot() && !screens::sees_spot(model) {
        // nothing is done to what nobody sees
        screens::show_spot(model);
        return Vec::new();
    }
    act(model, binding.action)
}

/// The wheel turns what lies over the screen, else the pane below the pointer, else the text or list.
fn on_wheel(model: &mut Model, action: Action, (column, row): (u16, u16)) -> Vec<Effect> {
    if !layout::fits(model.size) {
        return Vec::new();
    }
    if model.overlay.is_some() {
        let key = if action == Action::Next { Key::Down } else { Key::Up };
        return on_key(model, key);
    }
    let Some(pane) = screens::panes(model).at(column, row) else {
        model.top.focus = None;
        return act(model, action);
    };
    screens::roll(model, pane, action);
    Vec::new()
}

/// A click on the key bar presses that key; what lies over a screen keeps clicks from it.
fn on_click(model: &mut Model, column: u16, row: u16) -> Vec<Effect> {
    if layout::fits(model.size) && row + layout::FOOTER == model.size.1 {
        let width = usize::from(model.size.0.saturating_sub(2 * layout::INSET));
        let column = column.checked_sub(layout::INSET).map(usize::from);
        let key = column.and_then(|column| bar::pressed(model, width, column));
        return key.map_or_else(Vec::new, |key| on_key(model, key));
    }
    let pane = screens::panes(model)
        .at(column, row)
        .filter(|_| model.overlay.is_none());
    if pane.is_some() && layout::fits(model.size) {
        model.top.focus = pane;
        return Vec::new();
    }
    let line = row.checked_sub(layout::HEADER).filter(|_| model.overlay.is_none());
    line.map_or_else(Vec::new, |line| {
        model.top.focus = None;
        home::reach(model, usize::from(line));
        screens::on_click(model, usize::from(line))
    })
}

fn on_paste(model: &mut Model, text: &str) {
    model.toast = None;
    let whole = text;
    let text = fitting(whole, MOST_PASTED);
    if model.overlay.is_some() {
        overlay::on_paste(model, text);
    } else if model.top::<Home>().is_some() {
        home::paste(model, text);
    } else {
        screens::on_paste(model, text);
    }
    // before what is said of secrets in it
    if text.len() < whole.len() {
        let said = model.toast.take().map_or_else(String::new, |said| format!("; {said}"));
        model.toast = Some(format!("{}{said}", ui::PASTE_CUT.get(model.lang)));
    }
}

/// Takes a text that arrived at once where nothing is typed: into the line of the first screen, else as evidence of the open
/// case. The plain lines come here.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    if model.top::<Home>().is_some() {
        home::paste(model, text);
        return Vec::new();
    }
    let text = evidence::clean(&model.catalog, text);
    let effects = kept::take(model, &[text.text]);
    model.say_removed(&text.removed);
    effects
}

/// Does what a binding names. The same path serves keys, the menu, the mouse and the plain lines.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Menu => overlay::open(model, List::Menu, 0),
        Action::Help => help::turn(model),
        Action::Find => find::open(model),
        Action::FindNext => find::step(model, true),
        Action::FindPrevious => find::step(model, false),
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
            find::keep(model);
            return model.save();
        }
        Action::Search => home::open(model),
        Action::Home => return model.home(),
        Action::Case => form::open(model),
        Action::Bundle => return bundle::open(model),
        Action::Suspend => return vec![Effect::Suspend],
        Action::Quit => return model.unsaved.leave(),
        Action::Back => {
            if let Some(effects) = go::back(model) {
                return effects;
            }
            if !model.unsaved.is_empty() {
                return model.unsaved.leave();
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
            let spot = (model.deeds().spot)(model);
            let article = model.shown().map(|remedy| Rc::clone(&remedy.article));
            let article = article.filter(|_| model.top::<walking::View>().is_some());
            let article = article.or_else(|| reader::article(model));
            let open = article.map_or_else(Vec::new, |article| steps::open_in(&article, spot));
            if !open.is_empty() {
                model.toast = Some(ui::FILL_IN.with(model.lang, &[&open.join(", ")]));
            }
            return text.map(|text| model.begin(Work::Copy(text))).into_iter().collect();
        }
        Action::NewLine => screens::new_line(model),
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
        Action::Settings => settings::open(model),
        Action::Shut => return cases::chosen(model).map_or_else(Vec::new, |case| go::shut(model, &case)),
        Action::Delete => cases::delete(model),
        Action::Pane => screens::turn(model),
        Action::DropEvidence => {
            return pieces::chosen(model).map_or_else(Vec::new, |at| kept::drop_evidence(model, at));
        }
        Action::Overrule => match evident::rows(model).as_slice() {
            [(Said::Stop(only), _)] => walking::look_at(model, *only),
            _ => overlay::open(model, List::Evident, 0),
        },
        Action::Accept => overlay::open(model, List::Accept, 0),
        Action::Printed => accepting::ask(model),
        Action::Log => return scanning::open(model),
        Action::AnotherLog => scanning::ask(model),
        Action::NextTab => event_log::turn(model, true),
        Action::PreviousTab => event_log::turn(model, false),
        Action::Filter => event_log::ask_filter(model),
        Action::HideNames => scanning::turn_names(model),
        Action::IntoCase if model.top::<Checks>().is_some() => return checks::into_case(model),
        Action::IntoCase => return event_log::into_case(model),
        Action::TurnFile => return deciding::turn_file(model),
        Action::KeepTerm => return deciding::keep(model),
        Action::KeepAll => return deciding::keep_all(model),
        Action::HideTerm => return deciding::hide(model),
        Action::NextChange => deciding::step(model, true),
        Action::PreviousChange => deciding::step(model, false),
        Action::BundleFile => bundle::ask_file(model),
        Action::OpenBundle => import::ask(model),
        Action::Window => return sealing::window(model),
        Action::Encrypt => sealing::turn(model),
        Action::Checks => return checking::open(model),
        Action::CheckAgain => return checking::again(model),
        Action::Way => overlay::open(model, List::Way, known::way(model).len().saturating_sub(1)),
        other => return screens::on_action(model, other),
    }
    Vec::new()
}
