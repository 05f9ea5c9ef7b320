//! The settings file, `config.toml` in the folder of the configuration: read with places, and changed so that what else stands in
//! it stays. It is never needed. Knows no keys, only how they are written down.

use crate::host::{self, Host};
use crate::settings::{Setting, Theme};
use crate::text::{Lang, Say, Text, say, system, visible_path};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml_edit::{Document, DocumentMut, Item, Value};

/// Its name in the folder of the configuration.
const FILE: &str = "config.toml";

/// A file beyond this was not written by people.
const MOST_BYTES: u64 = 64 * 1024;

/// Why the file cannot be used, or a change cannot be kept.
#[derive(Debug)]
pub enum ConfigError {
    /// The system names no folder for it.
    NoFolder,
    NotRead(PathBuf, io::Error),
    NotWritten(PathBuf, io::Error),
    Wrong(PathBuf, Fault),
}

impl ConfigError {
    /// One sentence: where, what, and what to do.
    pub fn say(&self, lang: Lang) -> String {
        let told = |said: Say, path: &Path, why: &str| said.with(lang, &[&visible_path(path), why]);
        match self {
            Self::NoFolder => NO_FOLDER.get(lang).to_owned(),
            Self::NotRead(path, why) => told(NOT_READ, path, system(why).get(lang)),
            Self::NotWritten(path, why) => told(NOT_WRITTEN, path, system(why).get(lang)),
            Self::Wrong(path, fault) => {
                let place = format!("{}:{}", visible_path(path), fault.line);
                WRONG.with(lang, &[&place, fault.say(lang)])
            }
        }
    }
}

const NO_FOLDER: Say = say(
    "this system names no folder for settings; set SSPR_HOME to one",
    "시스템에서 설정 폴더를 찾을 수 없습니다. SSPR_HOME에 폴더를 지정하십시오",
);
const NOT_READ: Say = say(
    "settings `{}` cannot be read: {}",
    "설정 파일을 읽을 수 없습니다: `{}`({})",
);
const NOT_WRITTEN: Say = say(
    "changed for now only: `{}` cannot be written ({})",
    "이번 실행에서만 바뀝니다. `{}` 파일에 쓸 수 없습니다({})",
);
const WRONG: Say = say(
    "{}: {}; mend the line or delete it",
    "{}: {}. 해당 줄을 고치거나 지우십시오",
);

fn path(host: &dyn Host) -> Result<PathBuf, ConfigError> {
    let folders = host.folders().map_err(|_| ConfigError::NoFolder)?;
    Ok(folders.config.join(FILE))
}

/// The text of the file, where there is one.
fn text(host: &dyn Host, path: &Path) -> Result<Option<String>, ConfigError> {
    match host::read_text(host, path, MOST_BYTES) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(ConfigError::NotRead(path.to_owned(), error)),
    }
}

/// What the file says; nothing where there is none.
pub fn load(host: &dyn Host) -> Result<Config, ConfigError> {
    // where the system names no folder, nobody has settings
    let Ok(path) = path(host) else {
        return Ok(Config::default());
    };
    match text(host, &path)? {
        Some(text) => Config::read(&text).map_err(|fault| ConfigError::Wrong(path, fault)),
        None => Ok(Config::default()),
    }
}

/// The file with something said of it that only who uses it can know.
pub fn wrong(host: &dyn Host, fault: Fault) -> ConfigError {
    path(host).map_or_else(|error| error, |path| ConfigError::Wrong(path, fault))
}

/// Writes a setting into the file, which is made where there is none.
pub fn keep(host: &dyn Host, setting: &Setting) -> Result<(), ConfigError> {
    let path = path(host)?;
    let text = text(host, &path)?.unwrap_or_default();
    let text = changed(&text, setting).map_err(|fault| ConfigError::Wrong(path.clone(), fault))?;
    host::write_bytes(host, &path, true, text.as_bytes()).map_err(|error| ConfigError::NotWritten(path, error))
}

/// What the file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    pub language: Option<Lang>,
    pub theme: Option<Theme>,
    pub mouse: Option<bool>,
    pub ascii: Option<bool>,
    pub plain: Option<bool>,
    pub bundles: Option<PathBuf>,
    /// Keys of one's own, in the order of the file.
    pub keys: Vec<OwnKeys>,
}

/// The keys that somebody wants for an action, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnKeys {
    pub action: String,
    pub keys: Vec<String>,
    /// Counted from 1.
    pub line: usize,
}

/// What is wrong in the file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Counted from 1.
    pub line: usize,
    said: Text,
}

impl Fault {
    /// A sentence with each `{}` replaced by the next of `values`.
    pub fn new(line: usize, said: Say, values: &[&str]) -> Self {
        Self::both(line, said, values, values)
    }

    /// The same where the values differ by language.
    pub fn both(line: usize, said: Say, en: &[&str], ko: &[&str]) -> Self {
        let (en, ko) = (said.with(Lang::En, en), said.with(Lang::Ko, ko));
        let said = Text { en, ko };
        Self { line, said }
    }

    fn say(&self, lang: Lang) -> &str {
        self.said.get(lang)
    }
}

const NO_TOML: Say = say("this is no TOML: {}", "TOML 형식이 아닙니다({})");
const UNKNOWN: Say = say(
    "there is no setting `{}`; there are language, theme, mouse, ascii, plain, bundles and [keys]",
    "`{}` 설정이 없습니다. 쓸 수 있는 설정: language, theme, mouse, ascii, plain, bundles, [keys]",
);
const WANTED: Say = say("`{}` wants {}", "`{}`에는 {} 값을 적어야 합니다");
const WHOLE_PATH: Say = say(
    "`bundles` wants a whole path, in single quotes where it holds backslashes",
    "`bundles`에는 전체 경로를 적으십시오. 경로에 \\가 있으면 작은따옴표로 감쌉니다",
);
const KEYS_TABLE: Say = say(
    "[keys] holds lines like copy = \"y\" or copy = [\"y\", \"ctrl-y\"]",
    "[keys] 아래에는 copy = \"y\" 또는 copy = [\"y\", \"ctrl-y\"]처럼 적으십시오",
);

impl Config {
    /// Reads the text of the file; the first thing that is wrong refuses it.
    fn read(text: &str) -> Result<Self, Fault> {
        let document = Document::parse(text).map_err(|error| {
            let why = error.message().lines().collect::<Vec<_>>().join(", ");
            Fault::new(line(text, error.span()), NO_TOML, &[&why])
        })?;
        let mut config = Self::default();
        for (name, item) in document.iter() {
            config.set(name, item, text)?;
        }
        Ok(config)
    }

    fn set(&mut self, name: &str, item: &Item, text: &str) -> Result<(), Fault> {
        let at = line(text, item.span());
        let word = item.as_str();
        let wants = |what: &str| Fault::new(at, WANTED, &[name, what]);
        let yes_or_no = || item.as_bool().map(Some).ok_or_else(|| wants("true, false"));
        match name {
            "language" => {
                self.language = Lang::ALL.into_iter().find(|lang| word == Some(lang.tag()));
                self.language.ok_or_else(|| wants("\"en\", \"ko\""))?;
            }
            "theme" => {
                self.theme = word.and_then(Theme::parse);
                self.theme
                    .ok_or_else(|| wants("\"dark\", \"light\", \"high-contrast\", \"mono\""))?;
            }
            "mouse" => self.mouse = yes_or_no()?,
            "ascii" => self.ascii = yes_or_no()?,
            "plain" => self.plain = yes_or_no()?,
            "bundles" => {
                let folder = word.map(Path::new).filter(|path| path.is_absolute());
                self.bundles = Some(folder.ok_or_else(|| Fault::new(at, WHOLE_PATH, &[]))?.to_owned());
            }
            "keys" => self.keys = own_keys(text, item).ok_or_else(|| Fault::new(at, KEYS_TABLE, &[]))?,
            other => return Err(Fault::new(at, UNKNOWN, &[other])),
        }
        Ok(())
    }
}

/// The text of the file with a setting changed; everything else stays as it was written.
fn changed(text: &str, setting: &Setting) -> Result<String, Fault> {
    Config::read(text)?;
    let unread = |error: toml_edit::TomlError| Fault::new(line(text, error.span()), NO_TOML, &[error.message()]);
    let mut document: DocumentMut = text.parse().map_err(unread)?;
    let value = match setting {
        Setting::Language(lang) => Value::from(lang.tag()),
        Setting::Theme(Some(theme)) => Value::from(theme.word()),
        Setting::Mouse(on) | Setting::Ascii(on) | Setting::Plain(on) => Value::from(*on),
        Setting::Bundles(Some(folder)) => Value::from(folder.to_string_lossy().into_owned()),
        Setting::Theme(None) | Setting::Bundles(None) => {
            document.remove(setting.name());
            return Ok(document.to_string());
        }
    };
    match document.get_mut(setting.name()).and_then(Item::as_value_mut) {
        // a remark behind the value stays
        Some(there) => {
            let decor = there.decor().clone();
            *there = value;
            *there.decor_mut() = decor;
        }
        None => drop(document.insert(setting.name(), Item::Value(value))),
    }
    Ok(document.to_string())
}

/// `None` where it is no table of keys.
fn own_keys(text: &str, item: &Item) -> Option<Vec<OwnKeys>> {
    let rows = item.as_table_like()?.iter().map(|(action, keys)| {
        let keys = match keys.as_array() {
            Some(several) => several.iter().map(|key| key.as_str().map(str::to_owned)).collect(),
            None => keys.as_str().map(|key| vec![key.to_owned()]),
        };
        Some(OwnKeys {
            action: action.to_owned(),
            keys: keys?,
            line: line(text, item.as_table_like()?.get(action)?.span()),
        })
    });
    rows.collect()
}

/// The line in which a place stands, counted from 1.
fn line(text: &str, place: Option<Range<usize>>) -> usize {
    let before = place.and_then(|place| text.get(..place.start)).unwrap_or_default();
    before.matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "# ours\nlanguage = \"ko\"  # for the desk\ntheme = \"light\"\nmouse = true\nascii = false\n\
                         plain = true\n\n[keys]\ncopy = \"y\"\nnote = [\"m\", \"ctrl-m\"]\n";

    #[test]
    fn every_setting_is_read_and_every_key_with_its_line() {
        let config = Config::read(WHOLE).unwrap();
        assert_eq!((config.language, config.theme), (Some(Lang::Ko), Some(Theme::Light)));
        assert_eq!(
            (config.mouse, config.ascii, config.plain),
            (Some(true), Some(false), Some(true))
        );
        let lines: Vec<_> = config.keys.iter().map(|own| (own.action.as_str(), own.line)).collect();
        assert_eq!(lines, [("copy", 9), ("note", 10)]);
        assert_eq!(config.keys[1].keys, ["m", "ctrl-m"]);
        assert_eq!(Config::read("").unwrap(), Config::default());
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        for (text, line, word) in [
            ("mouse = true\nlanguge = \"ko\"\n", 2, "languge"),
            ("mouse = \"yes\"", 1, "true, false"),
            ("\n\ntheme = \"pink\"", 3, "high-contrast"),
            ("language = 1", 1, "language"),
            ("bundles = \"cases\"", 1, "whole path"),
            ("mouse = true\nmouse = false", 2, "TOML"),
            ("[keys]\ncopy = 1", 1, "[keys]"),
            ("mouse = ", 1, "TOML"),
        ] {
            let fault = Config::read(text).unwrap_err();
            let said = fault.say(Lang::En);
            assert_eq!(fault.line, line, "{text}: {said}");
            assert!(said.contains(word), "{text}: {said}");
            assert!(!fault.say(Lang::Ko).is_empty());
        }
    }

    #[test]
    fn a_change_keeps_remarks_and_everything_else() {
        let english = changed(WHOLE, &Setting::Language(Lang::En)).unwrap();
        assert_eq!(english, WHOLE.replace("language = \"ko\"", "language = \"en\""));
        // a new one stands before the table, or it would be a key
        let added = changed("[keys]\ncopy = \"y\"\n", &Setting::Mouse(true)).unwrap();
        assert_eq!(Config::read(&added).unwrap().mouse, Some(true));
        assert_eq!(Config::read(&added).unwrap().keys.len(), 1);
        let gone = changed(&added, &Setting::Bundles(None)).unwrap();
        assert_eq!(gone, added);
        assert!(changed("mouse = ", &Setting::Mouse(true)).is_err());
    }
}
