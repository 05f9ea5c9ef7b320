//! The built program as the system loads it. It parses files of strangers, so it gets every protection that is usual.

use std::num::TryFromIntError;

/// Header fields and numbers of the ELF format, little-endian, 64 bits.
const SHARED: u64 = 3;
const PROGRAM_DYNAMIC: u64 = 2;
const PROGRAM_INTERPRETER: u64 = 3;
const PROGRAM_STACK: u64 = 0x6474_e551;
const EXECUTABLE: u64 = 1;
const TEXT_RELOCATIONS: u64 = 22;
const FLAGS_1: u64 = 0x6fff_fffb;
const FLAG_PIE: u64 = 0x0800_0000;

struct Elf(Vec<u8>);

impl Elf {
    fn built() -> Self {
        let elf = Self(std::fs::read(env!("CARGO_BIN_EXE_sspr")).unwrap());
        assert_eq!(elf.0[..6], *b"\x7fELF\x02\x01", "64 bits, little-endian");
        elf
    }

    fn number(&self, at: u64, bytes: u64) -> u64 {
        let place = |at: u64| -> Result<usize, TryFromIntError> { usize::try_from(at) };
        let part = &self.0[place(at).unwrap()..place(at + bytes).unwrap()];
        part.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
    }

    /// The program headers of a kind, by where they stand.
    fn headers(&self, kind: u64) -> Vec<u64> {
        let (first, size, count) = (self.number(32, 8), self.number(54, 2), self.number(56, 2));
        (0..count)
            .map(|i| first + i * size)
            .filter(|at| self.number(*at, 4) == kind)
            .collect()
    }

    /// Tags and values of the dynamic section.
    fn dynamic(&self) -> Vec<(u64, u64)> {
        let header = self.headers(PROGRAM_DYNAMIC)[0];
        let (from, size) = (self.number(header + 8, 8), self.number(header + 32, 8));
        (0..size / 16)
            .map(|i| from + i * 16)
            .map(|at| (self.number(at, 8), self.number(at + 8, 8)))
            .collect()
    }
}

#[test]
fn the_program_is_loaded_at_a_random_address() {
    let elf = Elf::built();
    assert_eq!(elf.number(16, 2), SHARED, "position-independent");
    assert_eq!(elf.headers(PROGRAM_INTERPRETER).len(), 1, "a program, no library");
    let dynamic = elf.dynamic();
    assert!(
        dynamic
            .iter()
            .any(|(tag, value)| *tag == FLAGS_1 && value & FLAG_PIE != 0),
        "marked as a position-independent program: {dynamic:x?}"
    );
    assert!(
        dynamic.iter().all(|(tag, _)| *tag != TEXT_RELOCATIONS),
        "code is never written to"
    );
}

#[test]
fn the_stack_of_the_program_is_never_run() {
    let elf = Elf::built();
    for stack in elf.headers(PROGRAM_STACK) {
        assert_eq!(elf.number(stack + 4, 4) & EXECUTABLE, 0);
    }
}
