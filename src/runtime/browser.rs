//! Opening a page in the browser of the system, by a program of it and never by a shell.

use crate::host::{Host, Platform};
use std::io::ErrorKind;
use std::time::Duration;

/// A program that goes on longer has become the browser.
const PATIENCE: Duration = Duration::from_secs(2);

/// A program, and what it wants before the address.
struct Program {
    name: &'static str,
    arguments: &'static [&'static str],
    /// Is it the one of this desktop?
    fits: fn(&dyn Host) -> bool,
}

const PROGRAMS: [Program; 4] = [
    Program {
        name: "rundll32.exe",
        arguments: &["url.dll,FileProtocolHandler"],
        fits: |host| host.platform() == Platform::Windows,
    },
    Program {
        name: "wslview",
        arguments: &[],
        fits: |host| host.variable("WSL_DISTRO_NAME").is_some(),
    },
    // without a desktop it would open a browser of text in this very terminal
    Program {
        name: "xdg-open",
        arguments: &[],
        fits: |host| host.variable("DISPLAY").is_some() || host.variable("WAYLAND_DISPLAY").is_some(),
    },
    // a program of this name exists elsewhere too and does something else; the variable is set by macOS alone
    Program {
        name: "/usr/bin/open",
        arguments: &[],
        fits: |host| host.variable("__CF_USER_TEXT_ENCODING").is_some(),
    },
];

/// Opens a page; gives the address back as an error where nothing opens it.
pub fn open(host: &dyn Host, address: String) -> Result<String, String> {
    let page = address.starts_with("https://") || address.starts_with("http://");
    let opens = |program: &Program| {
        let arguments: Vec<&str> = program.arguments.iter().copied().chain([address.as_str()]).collect();
        match host.feed(program.name, &arguments, Vec::new(), PATIENCE) {
            Ok(()) => true,
            Err(error) => error.kind() == ErrorKind::TimedOut,
        }
    };
    if page && PROGRAMS.iter().filter(|program| (program.fits)(host)).any(opens) {
        Ok(address)
    } else {
        Err(address)
    }
}
