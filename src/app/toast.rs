//! What is said at the foot of the screen until the next key.

use super::model::Model;
use crate::evidence::{self, Secret};
use crate::text::Say;
use std::collections::BTreeSet;

impl Model {
    pub(super) fn say(&mut self, say: Say) {
        self.toast = Some(say.get(self.lang).to_owned());
    }

    /// The same behind what was said just now.
    pub(super) fn say_too(&mut self, said: &str) {
        let before = self.toast.take();
        self.toast = Some(before.map_or_else(|| said.to_owned(), |before| format!("{before} {said}")));
    }

    /// Says that secrets were typed and are not kept, where any were.
    pub(super) fn say_removed(&mut self, removed: &BTreeSet<Secret>) {
        if !removed.is_empty() {
            self.toast = Some(evidence::sentences(removed, self.lang).join("; "));
        }
    }
}
