//! Files that a case names, read for the command line.

use crate::case::Case;
use crate::cli::Failure;
use crate::host::Host;
use crate::knowledge::Catalog;

/// Reads what the files hold that the case now names.
pub fn read_files(catalog: &Catalog, host: &dyn Host, case: &mut Case) -> Result<(), Failure> {
    case.read_files(catalog, host, &mut |_| true)
        .map_err(|(path, broken)| Failure::of(|lang| broken.say(&path, lang)))
}
