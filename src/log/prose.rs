//! Text as people paste it, and as PowerShell and `wevtutil` list events. The reader of pasted text reads it, a block at a time.

use super::audit::Names;
use super::audited;
use super::encoding::Decoded;
use super::run::Run;
use crate::text::clean;
use std::ops::ControlFlow;

/// Text that is read at once, in bytes. It is parted at an empty line, or where it has none between two lines.
const BLOCK: usize = 2 << 20;

/// Reads the text to its end.
pub(super) fn read(audits: &Names, text: &mut Decoded<'_>, run: &mut Run<'_>) -> ControlFlow<()> {
    let mut block = String::new();
    loop {
        let more = text.more(&mut block).unwrap_or_else(|error| {
            run.broke(&error);
            false
        });
        if more && block.len() < BLOCK {
            continue;
        }
        let end = if more { last_gap(&block) } else { block.len() };
        let rest = block.split_off(end);
        let (entries, left) = audited::take(audits, &block);
        for entry in entries {
            run.entry(entry)?;
        }
        for event in run.events.text(&clean(&left), run.options.clock) {
            run.summary.records += 1;
            run.event(event, run.summary.records)?;
        }
        block = rest;
        run.reached(text.read)?;
        if !more {
            break;
        }
    }
    run.text_ended(text)
}

/// Where the last empty line of a block ends, else its last line; the end of the block where all of it is one.
fn last_gap(block: &str) -> usize {
    let gaps = ["\n\n", "\n\r\n"]
        .iter()
        .filter_map(|gap| block.rfind(gap).map(|at| at + gap.len()));
    let line = || block.rfind('\n').map(|at| at + 1);
    gaps.max().or_else(line).unwrap_or(block.len())
}
