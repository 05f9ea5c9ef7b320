//! What a code means that stands in a message without source and number, as callers and pages write it: `SSPR_0029`,
//! `AADSTS120013`, `0x80230619`. Reads codes as search does; which entry claims one is the knowledge's.

use crate::knowledge::Catalog;
use crate::knowledge::id::EntryId;
use crate::knowledge::shape::{Cue, Keepsake};
use crate::knowledge::signal::{Form, Says, Signal, signal};
use crate::search::codes::{Found, Kind, Known, scan};
use std::collections::BTreeMap;

/// What codes mean.
pub(super) struct Claims {
    entries: BTreeMap<String, EntryId>,
    signals: Vec<Signal>,
    cues: Vec<Cue>,
    keepsakes: Vec<Keepsake>,
}

impl Claims {
    pub fn of(catalog: &Catalog) -> Self {
        let codes = catalog.codes().into_iter();
        Self {
            entries: codes
                .filter_map(|(code, entries)| Some((code, entries.into_iter().next()?)))
                .collect(),
            signals: catalog.signals(),
            cues: catalog.cues(),
            keepsakes: catalog.keepsakes(),
        }
    }

    /// What is claimed in a message: of several codes that of the lowest rank. What only happens beside a failure is not.
    pub fn within(&self, message: &str) -> Option<(Form, EntryId)> {
        let found = scan(
            message,
            &Known {
                code: &|code| self.entries.contains_key(code),
                noise: &|code| self.says(code, Form::Result) == Some(Says::Noise),
                provider: &|word| self.signals.iter().any(|s| s.is_told_by(word)),
                cues: &self.cues,
                keepsakes: &self.keepsakes,
            },
        );
        let told = found.codes.iter().filter_map(|found| self.claim(found));
        told.min_by_key(|(rank, ..)| *rank)
            .map(|(_, form, entry)| (form, entry))
    }

    fn claim(&self, found: &Found) -> Option<(u16, Form, EntryId)> {
        let form = match found.kind {
            Kind::Event => Form::Event,
            Kind::Hr => Form::Result,
            Kind::Sspr | Kind::SignIn | Kind::Name => Form::Status,
        };
        let entry = self.entries.get(&found.code)?;
        let signal = signal(&self.signals, &found.code, form)?;
        let beside = matches!(signal.says, Says::Companion | Says::Noise);
        (found.certain && !beside).then(|| (signal.rank, form, entry.clone()))
    }

    fn says(&self, code: &str, form: Form) -> Option<Says> {
        signal(&self.signals, code, form).map(|signal| signal.says)
    }
}
