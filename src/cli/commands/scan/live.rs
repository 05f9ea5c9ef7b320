//! `sspr scan --live`: lets Windows write the records of our providers into a file for a moment, so that the log of the server on which
//! the program runs need not be exported by hand. Nothing is run before the user has seen it and said yes.

use crate::cli::Failure;
use crate::cli::commands::export::xpath;
use crate::host::{Host, Platform};
use crate::knowledge::Catalog;
use crate::text::{Lang, Say, say, system};
use std::io;
use std::path::{Path, PathBuf};

/// The log that the providers of a sync server write into.
const CHANNEL: &str = "Application";

/// What the log of this server is called in the answer.
pub const NAME: &str = "Application (--live)";

/// A file that is gone when this is.
pub struct Live<'h> {
    host: &'h dyn Host,
    pub path: PathBuf,
}

impl Drop for Live<'_> {
    fn drop(&mut self) {
        // it may not have been written
        let _ = self.host.remove(&self.path);
    }
}

/// The command as a person could run it.
fn command(catalog: &Catalog, to: &Path) -> String {
    format!(
        "wevtutil epl {CHANNEL} \"{}\" /q:\"{}\"",
        to.display(),
        xpath::of_providers(catalog)
    )
}

/// Shows what is to be run and asks; gives the file that came of it, `None` where the user said no.
pub fn export<'h>(
    host: &'h dyn Host,
    catalog: &Catalog,
    ask: &mut dyn FnMut(&str) -> Result<bool, Failure>,
    lang: Lang,
) -> Result<Option<Live<'h>>, Failure> {
    const ELSEWHERE: Say = say(
        "`--live` reads the event log of a Windows server and works there; on the Connect server run: {}",
        "`--live`는 Windows 서버의 이벤트 로그를 읽으므로 그 서버에서만 됩니다. Connect 서버에서 다음을 실행하십시오: {}",
    );
    const ASK: Say = say(
        "This will run, and the file is removed when it has been read:\n  {}\nRun it? y/n",
        "다음 명령을 실행하며, 파일은 읽은 뒤 삭제합니다.\n  {}\n실행하시겠습니까? y/n",
    );
    const FAILED: Say = say(
        "wevtutil could not write the log: {}; open a prompt as an administrator and run it again",
        "wevtutil이 로그를 쓰지 못했습니다: {}. 관리자 권한으로 프롬프트를 열고 다시 실행하십시오",
    );
    if host.platform() != Platform::Windows {
        return Err(Failure::said(ELSEWHERE, &[&command(catalog, Path::new("sspr.evtx"))]));
    }
    let folder = host.folders().map_err(|error| Failure::new(&error))?.data;
    host.make_private(&folder).map_err(|error| Failure::new(&error))?;
    let live = Live {
        host,
        path: host.beside(&folder.join("live.evtx")),
    };
    if !ask(&ASK.with(lang, &[&command(catalog, &live.path)]))? {
        return Ok(None);
    }
    let query = xpath::of_providers(catalog);
    host.export_log(CHANNEL, &query, &live.path)
        .map_err(|error| Failure::of(|lang| FAILED.with(lang, &[&why(&error, lang)])))?;
    Ok(Some(live))
}

/// What the program said, else what the system says.
fn why(error: &io::Error, lang: Lang) -> String {
    match error.kind() {
        io::ErrorKind::Other => error.to_string(),
        _ => system(error).get(lang).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::fake::FakeHost;

    fn server() -> FakeHost {
        let host = FakeHost::at("2026-11-28T09:00:00Z").on(Platform::Windows);
        host.put_program("wevtutil");
        host
    }

    #[test]
    fn the_user_sees_the_command_before_it_runs_and_the_file_goes_away() {
        let (host, catalog) = (server(), crate::builtin::catalog());
        let mut shown = String::new();
        let mut yes = |said: &str| {
            assert!(host.fed("wevtutil").is_empty(), "it ran before anybody said yes");
            said.clone_into(&mut shown);
            Ok(true)
        };
        let live = export(&host, &catalog, &mut yes, Lang::En).unwrap().unwrap();
        let path = live.path.to_str().unwrap().to_owned();
        let told = String::from_utf8(host.get(&path).unwrap()).unwrap();
        assert!(
            told.starts_with("Application *[System[Provider[@Name='PasswordResetService'"),
            "{told}"
        );
        assert!(
            shown.contains(&format!("wevtutil epl Application \"{path}\" /q:\"*[System")),
            "{shown}"
        );
        drop(live);
        assert_eq!(host.get(&path), None);
    }

    #[test]
    fn nothing_runs_where_the_user_says_no() {
        let (host, catalog) = (server(), crate::builtin::catalog());
        let live = export(&host, &catalog, &mut |_| Ok(false), Lang::Ko).unwrap();
        assert!(live.is_none() && host.fed("wevtutil").is_empty());
    }

    #[test]
    fn elsewhere_the_command_is_told() {
        let host = FakeHost::at("2026-11-28T09:00:00Z");
        let never = &mut |_: &str| -> Result<bool, Failure> { unreachable!("there is nothing to ask") };
        let failure = export(&host, &crate::builtin::catalog(), never, Lang::En)
            .err()
            .unwrap();
        let Failure::Told(said) = failure else {
            unreachable!("it says why")
        };
        assert!(
            said.en.contains("wevtutil epl Application \"sspr.evtx\""),
            "{}",
            said.en
        );
    }
}
