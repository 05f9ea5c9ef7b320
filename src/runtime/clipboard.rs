//! Copying by the programs that say whether it worked. Owns which of them to try, and what they want.

use crate::host::{Host, Platform};
use std::time::Duration;

/// A clipboard answers at once, or it hangs.
const PATIENCE: Duration = Duration::from_secs(2);

struct Program {
    name: &'static str,
    arguments: &'static [&'static str],
    /// Is it the one of this desktop?
    fits: fn(&dyn Host) -> bool,
}

const fn known(name: &'static str, arguments: &'static [&'static str], fits: fn(&dyn Host) -> bool) -> Program {
    Program { name, arguments, fits }
}

/// The one of Windows wants UTF-16; it also answers from inside the Linux of Windows.
const WINDOWS: &str = "clip.exe";

/// The desktop's own first; the buffer of tmux is nearer to the person than nothing.
const PROGRAMS: [Program; 6] = [
    known("wl-copy", &[], |host| host.variable("WAYLAND_DISPLAY").is_some()),
    known("xclip", &["-selection", "clipboard"], |host| {
        host.variable("DISPLAY").is_some()
    }),
    known("xsel", &["--clipboard", "--input"], |host| {
        host.variable("DISPLAY").is_some()
    }),
    known("pbcopy", &[], |host| host.platform() == Platform::Unix),
    known(WINDOWS, &[], |host| {
        host.platform() == Platform::Windows || host.variable("WSL_DISTRO_NAME").is_some()
    }),
    known("tmux", &["load-buffer", "-w", "-"], |host| {
        host.variable("TMUX").is_some()
    }),
];

/// The program that would be asked first, without asking it.
pub fn program(host: &dyn Host) -> Option<&'static str> {
    let mut found = PROGRAMS.iter().filter(|program| (program.fits)(host));
    found
        .find(|program| host.has_program(program.name))
        .map(|program| program.name)
}

/// Puts the text on a clipboard; gives the name of the program that took it, or the text back where none did.
pub fn copy(host: &dyn Host, text: String) -> Result<&'static str, String> {
    let took = |program: &&Program| {
        let bytes = if program.name == WINDOWS {
            text.encode_utf16().flat_map(u16::to_le_bytes).collect()
        } else {
            text.clone().into_bytes()
        };
        host.feed(program.name, program.arguments, bytes, PATIENCE).is_ok()
    };
    match PROGRAMS.iter().filter(|program| (program.fits)(host)).find(took) {
        Some(program) => Ok(program.name),
        None => Err(text),
    }
}
