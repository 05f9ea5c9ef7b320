//! A case with every time of it on the clocks of the case. Owns which times a case holds; what a person typed is no time but a
//! text, and stays as it was typed.

use super::Case;
use super::found::Record;
use super::values::Open;
use crate::knowledge::Catalog;
use crate::time::Stamp;
use crate::walk::Detail;

impl Case {
    /// The same case, its times on its own clocks instead of those that each was read from.
    #[must_use]
    pub(super) fn on_its_clocks(&self, catalog: &Catalog) -> Self {
        let clocks = self.clocks(catalog);
        let on = |at: &mut Stamp| *at = at.on(&clocks);
        let maybe = |at: &mut Option<Stamp>| *at = at.map(|at| at.on(&clocks));
        let records = |all: &mut Vec<Record>| all.iter_mut().for_each(|record| maybe(&mut record.time));
        let mut case = self.clone();
        on(&mut case.created);
        on(&mut case.changed);
        case.offered = case.offered.into_iter().map(|at| at.on(&clocks)).collect();
        for open in case.open.each() {
            if let Open::Part { at, .. } = open {
                on(at);
            }
        }
        for walk in &mut case.walks {
            walk.answers.values_mut().for_each(|answer| on(&mut answer.at));
            walk.steps_at
                .values_mut()
                .flat_map(|steps| steps.values_mut())
                .for_each(on);
            for done in walk.outcomes.values_mut() {
                on(&mut done.at);
                if let Some(Detail::Until(until)) = &mut done.detail {
                    on(until);
                }
            }
        }
        case.notes.iter_mut().for_each(|note| on(&mut note.at));
        case.attached.values_mut().for_each(|attached| on(&mut attached.at));
        for finding in &mut case.findings {
            maybe(&mut finding.first);
            maybe(&mut finding.last);
            maybe(&mut finding.worked);
            records(&mut finding.because);
            records(&mut finding.against);
        }
        for scan in &mut case.scans {
            on(&mut scan.at);
            maybe(&mut scan.from);
            maybe(&mut scan.to);
        }
        case.checks.iter_mut().for_each(|check| maybe(&mut check.at));
        case.evidence.iter_mut().for_each(|piece| maybe(&mut piece.at));
        maybe(&mut case.verified.refused);
        if let Some(origin) = &mut case.origin {
            on(&mut origin.until);
        }
        case
    }
}
