//! What every command gets: the world, the settings, the output, and the knowledge of this run.

use super::exit::Failure;
use super::output::Output;
use super::own;
use super::paint::Painted;
use crate::app::bindings::Keys;
use crate::builtin;
use crate::host::{Host, Logged};
use crate::knowledge::Catalog;
use crate::knowledge::catalog::Damage;
use crate::knowledge::packed::Fault;
use crate::knowledge::shape::Knowledge;
use crate::search;
use crate::settings::{Format, Settings};
use crate::text::{Say, say, system, visible_path};
use std::path::{Path, PathBuf};

/// One run of the program.
pub struct Run {
    pub host: &'static dyn Host,
    pub settings: Settings,
    /// The keys that hold in the wizard.
    pub keys: Keys,
    pub out: Output,
    /// The folder that `--knowledge` names.
    pub knowledge: Option<PathBuf>,
    /// What the knowledge of this run turned out to lack.
    pub damage: Damage,
    /// Where it is told what the program does, where somebody asked for it.
    pub log: Option<&'static Logged>,
}

impl Run {
    /// A run in this world, with the settings of nobody yet.
    pub fn on(host: &'static dyn Host) -> Self {
        Self {
            host,
            settings: Settings::default(),
            keys: Keys::default(),
            out: Output::standard(host),
            knowledge: None,
            damage: Damage::default(),
            log: None,
        }
    }

    /// From now on it is told at the end of a file what the program does, and first what that is.
    pub fn log_into(&mut self, file: &Path, doing: &str) -> Result<(), Failure> {
        let logged = Logged::into_file(self.host, file).map_err(|error| {
            const NO_LOG: Say = say(
                "the log `{}` cannot be written: {}; name another file with --log",
                "로그 `{}`을(를) 쓸 수 없습니다: {}. --log로 다른 파일을 지정하십시오",
            );
            let (name, why) = (visible_path(file), system(&error));
            Failure::of(|lang| NO_LOG.with(lang, &[&name, why.get(lang)]))
        })?;
        let logged: &'static Logged = Box::leak(Box::new(logged));
        let version = env!("CARGO_PKG_VERSION");
        logged.say(&format!("sspr {version} on {:?}: {doing}", self.host.platform()));
        (self.host, self.log) = (logged, Some(logged));
        Ok(())
    }

    /// The knowledge of this run: the built-in block, with the user's folders on top.
    pub fn catalog(&self) -> Result<Catalog, Failure> {
        self.packed(Catalog::of)
    }

    /// The same, to be searched. Indexing a user's files takes longer than all else about them, so only who searches does it.
    pub fn searchable(&self) -> Result<Catalog, Failure> {
        self.packed(search::catalog)
    }

    fn packed(&self, pack: fn(&Knowledge) -> Result<Catalog, Fault>) -> Result<Catalog, Failure> {
        let mut files = Vec::new();
        // where the system names no folders, nobody has knowledge of their own
        if let Ok(own) = self.host.folders() {
            files.extend(own::files(self.host, &own.config.join("knowledge"))?);
        }
        if let Some(folder) = &self.knowledge {
            files.extend(own::files_of(self.host, folder)?);
        }
        let mut catalog = builtin::catalog();
        if !files.is_empty() {
            let whole = own::with_files(&catalog, files)?;
            catalog = pack(&whole).map_err(|fault| own::unpackable(&fault))?;
        }
        Ok(catalog.noting(&self.damage))
    }

    /// Does this run know more than what is built in?
    pub fn has_own_knowledge(&self) -> bool {
        let own = self.host.folders().map(|folders| folders.config.join("knowledge"));
        let listed = own.and_then(|folder| self.host.list(&folder));
        self.knowledge.is_some() || listed.is_ok_and(|files| !files.is_empty())
    }

    /// Columns that text is wrapped to: the terminal's, at most 100; 100 where nobody looks.
    pub fn width(&self) -> usize {
        self.out.size().map_or(100, |(columns, _)| columns.clamp(20, 100))
    }

    /// Prints a long text through the user's pager where a terminal would scroll it away, else as it is.
    pub fn page(&mut self, text: &Painted) -> Result<(), Failure> {
        let lines = || text.as_str().lines().count();
        let long = self.out.size().is_some_and(|(_, rows)| lines() >= rows);
        if long && self.host.page(text.as_str()) {
            return Ok(());
        }
        self.out.painted(text)
    }

    pub fn is(&self, format: Format) -> bool {
        self.settings.format == format
    }
}
