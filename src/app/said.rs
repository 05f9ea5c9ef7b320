//! What was said last, so that it can be taken back and said again. Knows cases, no screens.

use crate::case::Case;

/// No call says more than this; what is older can no longer be taken back.
const MOST: usize = 200;

/// What was said in this case since it was opened.
#[derive(Debug, Default)]
pub struct Said {
    past: Vec<Moment>,
    ahead: Vec<Moment>,
}

/// The case at the other side of something that was said.
#[derive(Debug)]
struct Moment {
    case: Case,
    what: String,
}

impl Said {
    /// Something is about to be said in `case`; `what` tells it in words.
    pub fn remember(&mut self, case: &Case, what: String) {
        if self.past.len() == MOST {
            self.past.remove(0);
        }
        let case = case.clone();
        self.past.push(Moment { case, what });
        self.ahead.clear();
    }

    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.ahead.is_empty()
    }

    /// Takes back what was said last; tells what it was. `None` where nothing was said.
    pub fn undo(&mut self, case: &mut Case) -> Option<String> {
        let moment = self.past.pop()?;
        let what = moment.what.clone();
        self.ahead.push(turned(moment, case));
        Some(what)
    }

    /// Says again what was taken back last; tells what it was. `None` where nothing was taken back.
    pub fn redo(&mut self, case: &mut Case) -> Option<String> {
        let moment = self.ahead.pop()?;
        let what = moment.what.clone();
        self.past.push(turned(moment, case));
        Some(what)
    }
}

/// Puts what can be said back as it was at that moment; gives the moment of before. What was read from files meanwhile stays.
fn turned(moment: Moment, case: &mut Case) -> Moment {
    let before = case.clone();
    *case = Case {
        attached: before.attached.clone(),
        offered: before.offered.clone(),
        order: before.order,
        lang: before.lang,
        ..moment.case
    };
    Moment {
        case: before,
        what: moment.what,
    }
}
