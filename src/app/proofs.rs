//! What is done on the list of proofs: one was seen, or the caller could not be verified. The walk follows.

use super::message::Effect;
use super::model::Model;
use super::verifying::{self, REFUSED};
use super::walking;
use crate::case::caller;
use crate::knowledge::id::ProofId;

/// A proof was seen, or was not after all.
pub(super) fn tick(model: &mut Model, proof: &ProofId) -> Vec<Effect> {
    let rule = model.catalog.verification();
    let title = rule.accepted().find(|known| known.id == *proof);
    let Some(title) = title.map(|known| known.title.get(model.lang).to_owned()) else {
        return Vec::new();
    };
    model.remember(title);
    if let Some(case) = &mut model.case {
        case.verified.tick(proof);
    }
    followed(model)
}

/// The caller could not be verified; said again, that is taken back.
pub(super) fn refuse(model: &mut Model) -> Vec<Effect> {
    let at = model.at();
    model.remember(REFUSED.get(model.lang).to_owned());
    if let Some(case) = &mut model.case {
        match case.verified.refused.take() {
            Some(_) => {}
            None => case.verified.refuse(at),
        }
    }
    followed(model)
}

/// Nobody is on the line; said again, somebody is.
pub(super) fn nobody(model: &mut Model) -> Vec<Effect> {
    let (at, somebody) = (model.at(), !verifying::wanted(model));
    model.remember(verifying::ALONE.get(model.lang).to_owned());
    if let Some(case) = &mut model.case {
        caller::on_the_line(&model.catalog, case, somebody, at);
    }
    followed(model)
}

/// The walk learns it; where it stood at the question, it goes on.
fn followed(model: &mut Model) -> Vec<Effect> {
    let (at, before) = (model.at(), walking::node(model));
    if let Some(case) = &mut model.case {
        caller::follows(&model.catalog, case, at);
    }
    model.refresh();
    if walking::node(model) != before {
        walking::look(model, None);
    }
    model.save()
}
