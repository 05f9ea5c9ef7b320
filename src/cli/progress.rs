//! How far something long is, told on standard error ten times, and whether Ctrl-C asked to stop it.

use super::{Failure, Run};
use crate::case::field;
use crate::host::Interrupt;
use crate::text::Say;

/// What is shorter, in bytes, is done before anybody wonders.
const LEAST: u64 = 64 << 20;

/// Something long.
pub struct Progress<'r> {
    run: &'r Run,
    interrupt: Interrupt,
    said: Say,
    total: u64,
    /// Tenths that were told.
    told: u64,
}

impl<'r> Progress<'r> {
    /// Of so many bytes; said with the percent and the size. From here on Ctrl-C is heard.
    pub fn new(run: &'r Run, said: Say, total: u64) -> Result<Self, Failure> {
        let interrupt = run.host.interrupt().map_err(|error| Failure::new(&error))?;
        Ok(Self {
            run,
            interrupt,
            said,
            total,
            told: 0,
        })
    }

    /// Hears how many bytes are done; no where somebody said stop.
    pub fn goes_on(&mut self, done: u64) -> bool {
        let tenth = (done.saturating_mul(10)).checked_div(self.total).unwrap_or(0).min(10);
        if self.total >= LEAST && tenth > self.told {
            self.told = tenth;
            let values = [(tenth * 10).to_string(), field::bytes(self.total)];
            let lang = self.run.settings.lang;
            self.run
                .out
                .remark(&self.said.with(lang, &values.each_ref().map(String::as_str)));
        }
        !self.interrupt.is_asked()
    }
}
