//! What is read on the server, as scripts of PowerShell: one that the program runs itself, one that is printed for a server elsewhere.

use super::judge::DONE;
use crate::knowledge::endpoint::ServerCheck;

/// The commands as one script that this program runs itself: it prints UTF-8, whatever the code page, and says of each check when it is
/// done, so that what is cut off is not judged.
pub fn own_script(checks: &[ServerCheck]) -> String {
    let utf8 = "try { [Console]::OutputEncoding = New-Object Text.UTF8Encoding $false } catch { }\n";
    let mut out = utf8.to_owned();
    for check in checks {
        let Some(run) = &check.run else { continue };
        out.push_str(&format!("try {{\n{run}\n}} catch {{ }}\n'{DONE} : {}'\n", check.id));
    }
    out
}

/// The commands as one script of plain ASCII, to be run on a server by hand.
pub fn script(checks: &[ServerCheck]) -> String {
    let head = [
        "# Reads what sspr check judges, and changes nothing. In PowerShell as administrator on the Connect server:",
        "#   powershell -ExecutionPolicy Bypass -File .\\sspr-check.ps1 | Out-File -Encoding utf8 sspr-check.txt",
        "# Then: sspr check --server sspr-check.txt",
    ];
    let mut out: String = head.iter().flat_map(|line| [line, "\n"]).collect();
    for check in checks {
        let Some(run) = &check.run else { continue };
        out.push_str(&format!("\n# {}\n& {{\n", check.id));
        for line in run.lines() {
            out.push_str(&format!("  {line}\n"));
        }
        out.push_str("}\n");
    }
    out
}
