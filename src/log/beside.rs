//! Records that happen beside everything else, such as those of hash synchronization: a log is full of them, and they say
//! nothing that the first few have not said. Owns what is kept of the others.

use crate::time::Stamp;

/// So many records of a kind are handed on before the others are summed up; more than are quoted of a finding.
pub(super) const TOLD: u64 = 16;

/// Records of one provider and number that were not handed on one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    pub provider: String,
    pub event: u32,
    /// How many.
    pub count: u64,
    /// The earliest and the latest of them.
    pub first: Spot,
    pub last: Spot,
}

/// Where a record stands, and when it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// As [`super::Record::number`].
    pub number: u64,
    /// As [`super::Record::at`].
    pub at: Option<Stamp>,
    /// As [`super::Record::written`].
    pub written: Option<String>,
}

/// A record that is passed over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Met<'t> {
    pub number: u64,
    /// When it was written; of a time in a text the clock of its hour.
    pub clock: Stamp,
    /// The time as the text has it; empty where `clock` says all.
    pub written: &'t str,
}

/// Records of one kind while a log is read.
#[derive(Default)]
pub(super) struct Kind {
    /// Of those that are passed over and those that are not, how many have this number.
    pub count: u64,
    /// How many were handed on.
    pub told: u64,
    sum: Option<Sum>,
}

/// Those that were passed over.
pub(super) struct Sum {
    pub count: u64,
    pub first: Kept,
    pub last: Kept,
}

/// What is kept of a record that was passed over.
#[derive(Clone)]
pub(super) struct Kept {
    pub number: u64,
    pub clock: Stamp,
    pub written: String,
}

impl Kept {
    fn key(&self) -> (Stamp, &str) {
        (self.clock, &self.written)
    }

    fn keep(&mut self, met: &Met<'_>) {
        (self.number, self.clock) = (met.number, met.clock);
        met.written.clone_into(&mut self.written);
    }
}

impl Kind {
    /// Takes one that is passed over.
    pub fn pass(&mut self, met: &Met<'_>) {
        let Some(sum) = &mut self.sum else {
            let kept = Kept {
                number: met.number,
                clock: met.clock,
                written: met.written.to_owned(),
            };
            let (first, last) = (kept.clone(), kept);
            self.sum = Some(Sum { count: 1, first, last });
            return;
        };
        sum.count += 1;
        let key = (met.clock, met.written);
        if key < sum.first.key() {
            sum.first.keep(met);
        }
        // of two at the same time the one with the higher number is the later one
        if (key, met.number) > (sum.last.key(), sum.last.number) {
            sum.last.keep(met);
        }
    }

    pub fn sum(self) -> Option<Sum> {
        self.sum
    }
}
