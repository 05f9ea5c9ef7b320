//! Files that a case names, read for the command line.

use crate::case::Case;
use crate::case::digest::{Broken, Digest, digest};
use crate::cli::progress::Progress;
use crate::cli::{Failure, Run};
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::text::{Say, say};
use std::path::Path;

/// Reads what the files hold that the case now names.
pub fn read_files(catalog: &Catalog, host: &dyn Host, case: &mut Case) -> Result<(), Failure> {
    case.read_files(catalog, host, &mut |_| true)
        .map_err(|(path, broken)| Failure::of(|lang| broken.say(&path, lang)))
}

/// Size and hash of a file; tells how far it is. None where somebody said stop.
pub fn hashed(run: &Run, path: &str) -> Result<Option<Digest>, Failure> {
    const READING: Say = say("{} % of {} read", "{}%({} 중) 읽음");
    const STOPPED: Say = say(
        "interrupted; the file is not attached",
        "중단했습니다. 파일을 첨부하지 않았습니다",
    );
    let size = run.host.meta(Path::new(path)).map_or(0, |meta| meta.size);
    let mut progress = Progress::new(run, READING, size)?;
    match digest(run.host, Path::new(path), &mut |read| progress.goes_on(read)) {
        Ok(digest) => Ok(Some(digest)),
        Err(Broken::Canceled) => {
            run.out.remark(STOPPED.get(run.settings.lang));
            Ok(None)
        }
        Err(broken) => Err(Failure::of(|lang| broken.say(path, lang))),
    }
}
