//! The program as a person or a script runs it: a desk with a home folder of its own, command lines, and what they told.

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::rc::Rc;
use tempfile::TempDir;

/// The day on which every story is told.
pub const NOW: &str = "2026-11-21T09:00:00Z";

/// A person's machine: an empty home at first, in which one command finds what another left.
pub struct Desk {
    home: Rc<TempDir>,
}

impl Desk {
    pub fn new() -> Self {
        let home = tempfile::Builder::new().prefix("sspr-").tempdir().unwrap();
        Self { home: Rc::new(home) }
    }

    /// The path of `name` in the home.
    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// A file in the home, with the folders it needs.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// A command line as it is typed behind the prompt, without `sspr`. Quotes hold words together; `~` at the beginning
    /// of a word is the home, which is also where the command runs.
    pub fn sspr(&self, line: &str) -> Cli {
        let args = words(line, self.home.path());
        Cli {
            home: Rc::clone(&self.home),
            args,
            input: Vec::new(),
            variables: Vec::new(),
        }
    }
}

/// One command line on a desk that nobody used before.
pub fn sspr(line: &str) -> Cli {
    Desk::new().sspr(line)
}

/// A line as a shell parts it.
pub fn words(line: &str, home: &Path) -> Vec<String> {
    let mut out = Vec::new();
    let mut word: Option<String> = None;
    let mut quote: Option<char> = None;
    for c in line.chars() {
        match c {
            c if quote == Some(c) => quote = None,
            '\'' | '"' if quote.is_none() => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            ' ' if quote.is_none() => out.extend(word.take()),
            '~' if quote.is_none() && word.is_none() => word = Some(home.display().to_string()),
            c => word.get_or_insert_default().push(c),
        }
    }
    out.extend(word);
    out
}

/// A command that was written down and not yet run.
#[must_use = "a command does nothing until it is asked how it exits"]
pub struct Cli {
    home: Rc<TempDir>,
    args: Vec<String>,
    input: Vec<u8>,
    variables: Vec<(String, String)>,
}

impl Cli {
    /// What is typed or piped into it.
    pub fn input(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.input = bytes.as_ref().to_vec();
        self
    }

    pub fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The command with the environment of the stories: a fixed clock, no colour, no language of the machine.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sspr"));
        for name in [
            "ACCESSIBLE",
            "SSPR_LANG",
            "LC_MESSAGES",
            "LANG",
            "CLICOLOR_FORCE",
            "PAGER",
            "WT_SESSION",
            "TERM_PROGRAM",
            "TERM",
        ] {
            command.env_remove(name);
        }
        command
            .args(&self.args)
            .current_dir(self.home.path())
            .env("SSPR_HOME", self.home.path())
            .env("SSPR_NOW", NOW)
            .env("NO_COLOR", "1")
            .env("LC_ALL", "C.UTF-8")
            .env("TZ", "UTC")
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs it to its end, whatever that is.
    pub fn run(self) -> Told {
        let mut child = self.command().spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = self.input.clone();
        // a command may end before it has read everything
        let typing = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        typing.join().unwrap();
        Told {
            line: self.args.join(" "),
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs it; it must end with `code`.
    #[track_caller]
    pub fn exits(self, code: i32) -> Told {
        let told = self.run();
        assert_eq!(told.code, Some(code), "{told}");
        told
    }
}

/// What a command said, and how it ended.
pub struct Told {
    line: String,
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "$ sspr {}\nexit {:?}", self.line, self.code)?;
        writeln!(f, "--- standard output\n{}", self.out)?;
        writeln!(f, "--- standard error\n{}", self.err)
    }
}

impl Told {
    /// `part` stands in the answer.
    #[track_caller]
    pub fn says(self, part: &str) -> Self {
        assert!(self.out.contains(part), "the answer lacks {part:?}\n{self}");
        self
    }

    #[track_caller]
    pub fn says_nothing(self) -> Self {
        assert!(self.out.is_empty(), "an answer where none was wanted\n{self}");
        self
    }

    #[track_caller]
    pub fn never_says(self, part: &str) -> Self {
        assert!(!self.out.contains(part), "the answer holds {part:?}\n{self}");
        self
    }

    /// `part` stands on standard error.
    #[track_caller]
    pub fn warns(self, part: &str) -> Self {
        assert!(self.err.contains(part), "standard error lacks {part:?}\n{self}");
        self
    }

    #[track_caller]
    pub fn warns_nothing(self) -> Self {
        assert!(self.err.is_empty(), "standard error is not empty\n{self}");
        self
    }

    /// The answer as the JSON document it must be, whose `schema` must be this.
    #[track_caller]
    pub fn json(&self, schema: &str) -> Value {
        let value: Value = serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("no JSON: {e}\n{self}"));
        assert_eq!(value["schema"], schema, "{self}");
        value
    }
}
