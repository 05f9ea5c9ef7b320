//! What keys do while something lies over a screen: the help, a line to type, a list to pick from. A list is made anew from
//! the model whenever it is looked at, so it never shows what is no longer so.

use super::accepting;
use super::bindings::{self, Action};
use super::evident::{self, Said};
use super::judged::{self, Deed};
use super::key::Key;
use super::line::{Typing, digit, moved};
use super::lines::Typed;
use super::message::Effect;
use super::model::Model;
use super::panes::Panes;
use super::screen::{Chosen, List, Overlay, Purpose};
use super::screens::{bundle, event_log, import, settings};
use super::{
    deciding, filling, find, go, kept, known, proofs, rest, screens, sealing, steps, unsaved, verifying, walking,
};
use crate::case::CaseId;
use crate::knowledge::id::{FactId, FieldId, ProofId};
use crate::search::hangul;
use crate::text::{Say, one_line, ui};
use crate::walk::{Detail, Outcome};
use tui_input::Input;

/// What follows from a key: effects, or an action of the screen below.
pub(super) enum Follows {
    Effects(Vec<Effect>),
    Act(Action),
}

const NOTHING: Follows = Follows::Effects(Vec::new());

/// A row of a list.
#[derive(Clone, Debug)]
pub struct Item {
    pub text: String,
    /// What stands at its right: its key, or what it counts.
    pub key: String,
    /// Why not now.
    pub blocked: Option<Say>,
    does: Does,
}

#[derive(Clone, Debug)]
enum Does {
    Act(Action),
    /// Looks at a stop of the walk.
    Look(usize),
    /// Overrules a fact of the evidence, or believes it again.
    Overrule(FactId),
    WaitFrom(rest::Moment),
    FindOut(Deed),
    Delete(CaseId),
    Proof(ProofId),
    CouldNotVerify,
    NobodyOnTheLine,
    Fill(FieldId, String),
    Save,
    AskWhere,
    LeaveWithout,
    Stay,
}

impl Item {
    fn new(text: impl Into<String>, does: Does) -> Self {
        Self {
            text: text.into(),
            key: String::new(),
            blocked: None,
            does,
        }
    }
}

/// The rows of a list over a screen; whoever has its panes laid out gives them.
pub fn items(model: &Model, list: &List, panes: Option<&Panes>) -> Vec<Item> {
    let lang = model.lang;
    match list {
        List::Menu => {
            let scope = screens::scope(model);
            let actions = bindings::of(scope).filter(|b| b.menu).map(|b| Item {
                key: model.keys.shown(b, scope).name(lang),
                blocked: model.lacks(b.needs, panes),
                ..Item::new(b.hint.get(lang), Does::Act(b.action))
            });
            actions.collect()
        }
        List::Way => {
            let way = known::way(model).into_iter();
            way.map(|(stop, text)| Item::new(text, Does::Look(stop))).collect()
        }
        List::Evident => {
            let rows = evident::rows(model).into_iter();
            let does = |said: Said| match said {
                Said::Stop(stop) => Does::Look(stop),
                Said::Fact(fact) => Does::Overrule(fact),
            };
            rows.map(|(said, text)| Item::new(text, does(said))).collect()
        }
        List::WaitFrom => {
            let moments = rest::moments(model).into_iter();
            moments
                .map(|(from, text)| Item::new(text, Does::WaitFrom(from)))
                .collect()
        }
        List::Accept => {
            let rows = judged::rows(model).into_iter();
            rows.map(|(deed, text)| Item::new(text, Does::FindOut(deed))).collect()
        }
        List::Verify => {
            let proofs = verifying::proofs(model).into_iter();
            let proofs = proofs.map(|(proof, text, key)| Item {
                key,
                ..Item::new(text, Does::Proof(proof))
            });
            proofs
                .chain([
                    Item::new(verifying::could_not(model), Does::CouldNotVerify),
                    Item::new(verifying::alone(model), Does::NobodyOnTheLine),
                ])
                .collect()
        }
        List::Delete(id) => vec![
            Item::new(ui::DELETE_NO.get(lang), Does::Stay),
            Item::new(ui::DELETE_YES.with(lang, &[id]), Does::Delete(id.clone())),
        ],
        List::Values(id) => {
            let values = model
                .catalog
                .field(id)
                .map(|field| filling::choices(&field))
                .unwrap_or_default();
            let fill = |text: &str, value: &str| Item::new(text, Does::Fill(id.clone(), value.to_owned()));
            let values = values.iter().map(|value| fill(value.text.get(lang), &value.id));
            // the row behind the values takes the answer back
            values.chain([fill(ui::NO_VALUE.get(lang), "")]).collect()
        }
        List::Unsaved => vec![
            Item::new(unsaved::TRY_AGAIN.get(lang), Does::Save),
            Item::new(unsaved::ANOTHER_FOLDER.get(lang), Does::AskWhere),
            Item::new(unsaved::LEAVE_WITHOUT.get(lang), Does::LeaveWithout),
            Item::new(ui::LEAVE_NO.get(lang), Does::Stay),
        ],
        List::Leave => vec![
            Item::new(ui::LEAVE_YES.get(lang), Does::Act(Action::Quit)),
            Item::new(ui::LEAVE_NO.get(lang), Does::Stay),
        ],
    }
}

/// The rows of a list that fit what was typed to narrow it: letters of what they say, or their key. What a Korean input method
/// made of Latin letters counts too.
pub fn narrowed(mut items: Vec<Item>, filter: &Input) -> Vec<Item> {
    let letters = |text: &str| -> String { text.to_lowercase().split_whitespace().collect() };
    let typed = [letters(filter.value()), letters(&hangul::to_latin(filter.value()))];
    items.retain(|item| {
        let said = [&item.text, &item.key].map(|text| letters(text));
        typed
            .iter()
            .any(|typed| said.iter().any(|said| said.contains(typed.as_str())))
    });
    items
}

/// The row of a list that is chosen.
pub fn row(items: &[Item], chosen: &Chosen) -> usize {
    chosen.row(&things(items)).unwrap_or(0)
}

fn things(items: &[Item]) -> Vec<String> {
    let thing = |item: &Item| match &item.does {
        Does::Fill(_, value) => value.clone(),
        does => format!("{does:?}"),
    };
    items.iter().map(thing).collect()
}

/// Opens a list at a row.
pub(in crate::app) fn open(model: &mut Model, of: List, row: usize) {
    narrow(model, of, row, Input::default());
}

/// The same with what was typed to narrow it.
fn narrow(model: &mut Model, of: List, row: usize, filter: Input) {
    let items = narrowed(items(model, &of, None), &filter);
    let chosen = Chosen::at(&things(&items), row);
    model.overlay = Some(Overlay::List { of, chosen, filter });
}

/// Asks for a folder; what was typed before stands there, and why it would not do.
pub(super) fn ask_where(model: &mut Model, typed: &str, error: Option<String>) {
    model.overlay = Some(Overlay::Type {
        purpose: Purpose::Elsewhere,
        input: Typed::new(typed, false),
        error,
    });
}

fn direction(key: Key) -> Option<Action> {
    Some(match key {
        Key::Down => Action::Next,
        Key::Up => Action::Previous,
        Key::PageDown | Key::Char(' ') => Action::PageDown,
        Key::PageUp => Action::PageUp,
        Key::Home => Action::Top,
        Key::End => Action::Bottom,
        _ => return None,
    })
}

pub(super) fn on_key(model: &mut Model, key: Key) -> Follows {
    if matches!(key, Key::Ctrl('c' | 'q')) {
        return Follows::Act(Action::Quit);
    }
    let Some(overlay) = model.overlay.take() else {
        return NOTHING;
    };
    if key == Key::Esc {
        if matches!(
            overlay,
            Overlay::Type {
                purpose: Purpose::Find,
                ..
            }
        ) {
            find::cancel(model);
        }
        // what narrows a list is dropped first
        if let Overlay::List { of, filter, .. } = overlay
            && !filter.value().is_empty()
        {
            open(model, of, 0);
        }
        return NOTHING;
    }
    match overlay {
        Overlay::List { of, chosen, filter } => on_list(model, of, &chosen, filter, key),
        Overlay::Type { purpose, input, .. } if key == Key::Enter => submit(model, purpose, input),
        Overlay::Type {
            purpose,
            mut input,
            error,
        } => {
            let changed = input.key(key);
            let error = match purpose {
                Purpose::Find if changed => find::seek(model, &input.value()),
                _ => error.filter(|_| !changed),
            };
            model.overlay = Some(Overlay::Type { purpose, input, error });
            NOTHING
        }
    }
}

fn on_list(model: &mut Model, of: List, chosen: &Chosen, mut filter: Input, key: Key) -> Follows {
    if key == Key::Tab && of == List::Menu {
        return NOTHING;
    }
    let items = narrowed(items(model, &of, None), &filter);
    let mut at = row(&items, chosen);
    let takes = key == Key::Enter || (key == Key::Char(' ') && of == List::Verify);
    let taken = if takes { Some(at) } else { digit(key) };
    if let Some(item) = taken.and_then(|row| items.get(row)) {
        if let Some(reason) = item.blocked {
            model.say(reason);
        } else {
            // what is ticked stays under the cursor
            if of == List::Verify {
                open(model, of, taken.unwrap_or(at));
            }
            return does(model, &item.does);
        }
    } else if let Some(action) = direction(key).filter(|_| key != Key::Char(' ') || filter.value().is_empty()) {
        at = moved(Some(at), items.len(), action);
    } else if of == List::Menu && filter.key(key) {
        at = 0;
    }
    narrow(model, of, at, filter);
    NOTHING
}

fn does(model: &mut Model, does: &Does) -> Follows {
    match does {
        Does::Act(action) => return Follows::Act(*action),
        Does::Look(stop) => walking::look_at(model, *stop),
        Does::Overrule(fact) => return Follows::Effects(evident::turn(model, fact)),
        Does::FindOut(deed) => return Follows::Effects(accepting::find_out(model, deed)),
        Does::WaitFrom(from) => return Follows::Effects(rest::since(model, *from)),
        Does::Delete(id) => return Follows::Effects(go::delete(model, id)),
        Does::Fill(field, value) => return Follows::Effects(filling::fill(model, field, value)),
        Does::Proof(proof) => return ticked(model, |model| proofs::tick(model, proof)),
        Does::CouldNotVerify => return ticked(model, proofs::refuse),
        Does::NobodyOnTheLine => return ticked(model, proofs::nobody),
        Does::Save => return Follows::Effects(model.unsaved.leave()),
        Does::AskWhere => ask_where(model, "", None),
        Does::LeaveWithout => return Follows::Effects(vec![Effect::Quit]),
        Does::Stay => {}
    }
    NOTHING
}

/// Ticks a row of the list of proofs, which stays open.
fn ticked(model: &mut Model, tick: impl FnOnce(&mut Model) -> Vec<Effect>) -> Follows {
    let effects = tick(model);
    if model.overlay.is_none() {
        open(model, List::Verify, 0);
    }
    Follows::Effects(effects)
}

/// What stands above the rows of a list.
pub fn head(model: &Model, of: &List) -> Vec<String> {
    match of {
        List::Accept => judged::head(model),
        List::Verify => verifying::head(model),
        List::Unsaved => model.unsaved.lines(model.lang),
        _ => Vec::new(),
    }
}

/// Takes a row of a list that no key of the screen below stands behind.
pub fn pick(model: &mut Model, of: &List, row: usize) -> Vec<Effect> {
    let item = items(model, of, None)
        .into_iter()
        .nth(row)
        .filter(|item| item.blocked.is_none());
    match item.map(|item| does(model, &item.does)) {
        Some(Follows::Effects(effects)) => effects,
        Some(Follows::Act(_)) | None => Vec::new(),
    }
}

fn submit(model: &mut Model, purpose: Purpose, input: Typed) -> Follows {
    match submitted(model, &purpose, &input.value()) {
        // what is sought is no evidence, and what was printed is taken whole
        Ok(effects)
            if purpose.is_hidden()
                || matches!(
                    purpose,
                    Purpose::Find
                        | Purpose::Filter
                        | Purpose::BundleFile
                        | Purpose::HideTerm
                        | Purpose::SentBundle
                        | Purpose::Printed
                ) =>
        {
            Follows::Effects(effects)
        }
        Ok(mut effects) if !matches!(purpose, Purpose::Field(_)) => {
            effects.extend(kept::take(model, &input.pasted()));
            Follows::Effects(effects)
        }
        // a field stays open until its rule has answered
        Ok(effects) => {
            let error = None;
            model.overlay = Some(Overlay::Type { purpose, input, error });
            Follows::Effects(effects)
        }
        Err(why) => {
            let error = Some(why);
            model.overlay = Some(Overlay::Type { purpose, input, error });
            NOTHING
        }
    }
}

/// Takes what was typed for a purpose; an error says why it is refused.
pub fn submitted(model: &mut Model, purpose: &Purpose, typed: &str) -> Result<Vec<Effect>, String> {
    match purpose {
        Purpose::Note => Ok(walking::add_note(model, typed)),
        Purpose::CouldNot => {
            let reason = one_line(typed);
            if reason.is_empty() {
                return Err(ui::SAY_WHY.get(model.lang).to_owned());
            }
            Ok(walking::end_entry(
                model,
                Outcome::Skipped,
                Some(Detail::Reason(reason)),
            ))
        }
        Purpose::StepCouldNot(step) => {
            let done = steps::end_because(model, *step, typed);
            done.ok_or_else(|| ui::SAY_WHY.get(model.lang).to_owned())
        }
        Purpose::Printed => Ok(accepting::printed(model, typed)),
        Purpose::WaitFrom => rest::typed(model, typed),
        Purpose::Handed => {
            let who = Some(one_line(typed)).filter(|who| !who.is_empty());
            Ok(walking::end_entry(model, Outcome::Cause, who.map(Detail::Handed)))
        }
        Purpose::Field(field) => Ok(filling::fill(model, field, typed)),
        Purpose::Elsewhere => model.unsaved.elsewhere(typed, model.lang),
        Purpose::Bundles => settings::folder(model, typed),
        Purpose::BundleFile => bundle::name_file(model, typed),
        Purpose::HideTerm => Ok(deciding::hide_term(model, typed)),
        Purpose::NewPassphrase => sealing::typed(model, typed),
        Purpose::SamePassphrase(first) => sealing::typed_again(model, first, typed),
        Purpose::SentBundle => import::named(model, typed),
        Purpose::GivenPassphrase => Ok(import::unlock(model, typed)),
        Purpose::Find => find::seek(model, typed).map_or(Ok(Vec::new()), Err),
        Purpose::Filter => {
            event_log::filter(model, typed);
            Ok(Vec::new())
        }
    }
}

/// What is asked for a purpose.
pub fn asks(model: &Model, purpose: &Purpose) -> String {
    let say = match purpose {
        Purpose::Note => ui::NOTE,
        Purpose::CouldNot | Purpose::StepCouldNot(_) => ui::WHY_NOT,
        Purpose::Handed => ui::WHO_NEXT,
        Purpose::Printed => accepting::PRINTED,
        Purpose::WaitFrom => ui::WAIT_FROM_WHEN,
        Purpose::Elsewhere => unsaved::WHICH_FOLDER,
        Purpose::Bundles => settings::FOLDER,
        Purpose::BundleFile => ui::NAME_THE_FILE,
        Purpose::HideTerm => deciding::WHICH_TERM,
        Purpose::NewPassphrase => sealing::NEW,
        Purpose::SamePassphrase(_) => sealing::AGAIN,
        Purpose::SentBundle => import::WHICH,
        Purpose::GivenPassphrase => import::PASSPHRASE,
        Purpose::Find => find::ASKED,
        Purpose::Filter => event_log::FILTER,
        Purpose::Field(id) => {
            let field = model.catalog.field(id);
            return field.map_or_else(|| id.to_string(), |field| field.ask.get(model.lang).to_owned());
        }
    };
    say.get(model.lang).to_owned()
}

pub(super) fn on_paste(model: &mut Model, text: &str) {
    match model.overlay.take() {
        Some(Overlay::List {
            of: List::Menu,
            mut filter,
            ..
        }) => {
            filter.paste(text);
            narrow(model, List::Menu, 0, filter);
        }
        Some(Overlay::Type { purpose, mut input, .. }) => {
            input.paste(text);
            let error = match purpose {
                Purpose::Find => find::seek(model, &input.value()),
                _ => None,
            };
            model.overlay = Some(Overlay::Type { purpose, input, error });
        }
        overlay => model.overlay = overlay,
    }
}
