//! The service over time: up, down, silent, unknown. "Silent" is a time that the log covers and in which nothing was heard;
//! what the log does not cover is not told at all. Keeps one state a stretch of time; the stretches grow with the log.

use super::seen::apart;
use crate::knowledge::rule::{Part, Story};
use crate::time::Stamp;
use std::collections::BTreeMap;

/// How the service was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    Up,
    /// It did not run, or could not be reached.
    Down,
    /// The log covers the time, and nothing was heard.
    Silent,
    /// The log covers the time, and nothing was heard before it.
    Unknown,
    /// No log covers the time.
    NotCovered,
}

impl State {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            State::Up => "up",
            State::Down => "down",
            State::Silent => "silent",
            State::Unknown => "unknown",
            State::NotCovered => "not-covered",
        }
    }
}

/// A time in one state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub state: State,
    pub from: Stamp,
    pub to: Stamp,
}

impl Stretch {
    /// Its length in seconds.
    pub fn seconds(&self) -> u64 {
        apart(self.from, self.to)
    }
}

/// So many stretches are kept.
const MOST: usize = 2048;
/// Without heartbeats nobody can say more than this after the last sign of life, in seconds.
const QUIET: u64 = 3600;
/// With heartbeats three of them may be missing, in seconds: they come every five minutes.
const MISSED: u64 = 900;

/// What was heard of the service.
pub(super) struct Signs {
    /// Seconds of one slot.
    width: u64,
    slots: BTreeMap<u64, Slot>,
    heartbeats: u64,
}

/// What was heard in one slot.
#[derive(Clone, Copy)]
struct Slot {
    first: Stamp,
    last: Stamp,
    /// What the last sign said.
    up: bool,
}

impl Default for Signs {
    fn default() -> Self {
        Self {
            width: 30,
            slots: BTreeMap::new(),
            heartbeats: 0,
        }
    }
}

impl Signs {
    pub fn hear(&mut self, story: Story, part: Part, at: Stamp) {
        let up = match (story, part) {
            (_, Part::Down | Part::Trouble) => false,
            // who handles requests runs
            (_, Part::Up | Part::Alive)
            | (Story::Request, Part::Starts | Part::Succeeds | Part::Fails | Part::Reason) => true,
            _ => return,
        };
        self.heartbeats += u64::from(part == Part::Alive);
        self.put(Slot {
            first: at,
            last: at,
            up,
        });
        while self.slots.len() > MOST {
            self.width *= 2;
            for slot in std::mem::take(&mut self.slots).into_values() {
                self.put(slot);
            }
        }
    }

    fn put(&mut self, heard: Slot) {
        let slot = heard.last.ahead_of(Stamp::EPOCH).as_secs() / self.width;
        let held = self.slots.entry(slot).or_insert(heard);
        held.first = held.first.min(heard.first);
        if heard.last >= held.last {
            (held.last, held.up) = (heard.last, heard.up);
        }
    }

    /// The states over the windows that logs cover, in order.
    pub fn over(&self, windows: &[(Stamp, Stamp)]) -> Vec<Stretch> {
        let quiet = if self.heartbeats >= 3 { MISSED } else { QUIET };
        let quiet = quiet.max(self.width);
        let mut out: Vec<Stretch> = Vec::new();
        for (from, to) in windows {
            if let Some(end) = out.last().map(|stretch| stretch.to).filter(|end| end < from) {
                push(&mut out, State::NotCovered, end, *from);
            }
            let (mut at, mut state) = (*from, State::Unknown);
            let inside = self
                .slots
                .values()
                .filter(|slot| slot.last >= *from && slot.last <= *to);
            for slot in inside {
                let first = slot.first.max(*from);
                lasting(&mut out, state, at, first, quiet);
                state = if slot.up { State::Up } else { State::Down };
                push(&mut out, state, first, slot.last);
                at = slot.last;
            }
            lasting(&mut out, state, at, *to, quiet);
        }
        out
    }
}

/// A state until the next sign; what was up is silent after a while, what was down stays so.
fn lasting(out: &mut Vec<Stretch>, state: State, from: Stamp, to: Stamp, quiet: u64) {
    let until = from
        .after(i64::try_from(quiet).unwrap_or(i64::MAX))
        .filter(|until| *until < to);
    match until.filter(|_| state == State::Up) {
        Some(until) => {
            push(out, State::Up, from, until);
            push(out, State::Silent, until, to);
        }
        None => push(out, state, from, to),
    }
}

fn push(out: &mut Vec<Stretch>, state: State, from: Stamp, to: Stamp) {
    if from >= to {
        return;
    }
    match out.last_mut() {
        Some(last) if last.state == state && last.to == from => last.to = to,
        _ => out.push(Stretch { state, from, to }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Stamp {
        let start: Stamp = "2026-11-20T09:00:00+09:00".parse().unwrap();
        start.after(minutes * 60).unwrap()
    }

    fn told(signs: &Signs, windows: &[(Stamp, Stamp)]) -> Vec<(State, u64)> {
        let stretches = signs.over(windows);
        stretches.iter().map(|s| (s.state, s.seconds() / 60)).collect()
    }

    #[test]
    fn silence_is_not_the_same_as_no_log() {
        let mut signs = Signs::default();
        for minute in [10, 15, 20] {
            signs.hear(Story::Service, Part::Alive, at(minute));
        }
        signs.hear(Story::Service, Part::Down, at(120));
        assert_eq!(
            told(&signs, &[(at(0), at(60)), (at(90), at(150))]),
            [
                (State::Unknown, 10),
                (State::Up, 25),
                (State::Silent, 25),
                (State::NotCovered, 30),
                (State::Unknown, 30),
                (State::Down, 30)
            ]
        );
    }

    #[test]
    fn a_long_log_takes_no_more_room() {
        let mut signs = Signs::default();
        for minute in 0..200_000 {
            signs.hear(Story::Service, Part::Alive, at(minute));
        }
        assert!(signs.slots.len() <= MOST);
        assert_eq!(
            told(&signs, &[(at(0), at(200_000))]).first().map(|s| s.0),
            Some(State::Up)
        );
    }
}
