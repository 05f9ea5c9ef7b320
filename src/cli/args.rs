//! The command line as types. Names, options and their meaning are fixed by the contract; see README, "Commands".

use super::misuse::NoneOf;
use crate::bundle::Profile;
use crate::knowledge::endpoint::Cloud;
use crate::log::Encoding;
use crate::settings::{Color, Format, Theme};
use crate::text::Lang;
use clap::{Args, Parser, Subcommand, ValueHint};
use std::ffi::OsString;
use std::path::PathBuf;

/// Finds out why a password reset fails, and what to do about it.
#[derive(Debug, Default, Parser)]
#[command(name = "sspr", version, about, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub common: Common,

    #[command(flatten)]
    pub face: Face,

    #[command(subcommand)]
    pub command: Option<Command>,
}

// The options of the wizard, before or behind `start`. No doc comment: clap would tell it as what `start` does.
#[derive(Args, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[command(next_help_heading = "Options of the wizard")]
pub struct Face {
    /// Numbered prompts on lines instead of a screen: for screen readers, remote shells and dumb terminals
    #[arg(long)]
    pub plain: bool,

    /// Let the mouse choose and scroll
    #[arg(long)]
    pub mouse: bool,

    /// Colors of the screen
    #[arg(long, value_enum, value_name = "THEME")]
    pub theme: Option<Theme>,
}

impl Face {
    /// Both together; the later one counts.
    pub fn and(self, later: Self) -> Self {
        Self {
            plain: self.plain || later.plain,
            mouse: self.mouse || later.mouse,
            theme: later.theme.or(self.theme),
        }
    }
}

/// Options of every command.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Options of every command")]
pub struct Common {
    /// Language of the answer [default: the system's, then English]
    #[arg(long, global = true, value_name = "en|ko", value_parser = lang)]
    pub lang: Option<Lang>,

    /// Form of the answer on standard output; a command refuses what it does not give
    #[arg(long, global = true, value_name = "FORMAT", default_value = "text")]
    pub format: Format,

    /// Color on standard output; `NO_COLOR` counts too
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,

    /// Borders and marks from ASCII alone
    #[arg(long, global = true)]
    pub ascii: bool,

    /// Write what the program does into this file, a line each, without names; it is added to
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub log: Option<PathBuf>,

    /// Folder with knowledge files that add to the built-in ones or take their place
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub knowledge: Option<PathBuf>,
}

impl Command {
    /// The forms in which a command gives its answer.
    pub fn forms(&self) -> &'static [Format] {
        match self {
            Self::Case(Case::Show { .. }) => &[Format::Text, Format::Json, Format::Markdown, Format::Html],
            Self::Scan { .. } => &[Format::Text, Format::Json, Format::Markdown, Format::Jsonl],
            Self::Explain { .. }
            | Self::Search { .. }
            | Self::Check { .. }
            | Self::Walk { .. }
            | Self::Knowledge(Knowledge::List { .. }) => &[Format::Text, Format::Json, Format::Markdown],
            Self::Case(_)
            | Self::Doctor
            | Self::Knowledge(Knowledge::Lint { explain: None, .. } | Knowledge::Path { .. } | Knowledge::Schema) => {
                &[Format::Text, Format::Json]
            }
            Self::Knowledge(Knowledge::Export { form: None }) => &[Format::Text, Format::Markdown],
            _ => &[Format::Text],
        }
    }
}

fn lang(raw: &str) -> Result<Lang, NoneOf> {
    Lang::parse(raw).ok_or_else(|| NoneOf(Lang::ALL.map(Lang::tag).to_vec()))
}

fn encoding(raw: &str) -> Result<Encoding, NoneOf> {
    Encoding::named(raw).ok_or_else(|| NoneOf(vec!["utf-8", "utf-16", "utf-16be", "windows-949", "windows-1252"]))
}

fn cloud(raw: &str) -> Result<Cloud, NoneOf> {
    Cloud::parse(raw).ok_or_else(|| NoneOf(Cloud::ALL.map(Cloud::word).to_vec()))
}

fn profile(raw: &str) -> Result<Profile, NoneOf> {
    Profile::parse(raw).ok_or_else(|| NoneOf(Profile::ALL.map(Profile::word).to_vec()))
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Command {
    /// Open the wizard at an entry or an area
    Start {
        /// An entry such as `usage.email-not-received`, a code, a tree such as `writeback`, or a case
        id: String,
        #[command(flatten)]
        face: Face,
    },
    /// Print every entry that a code, name or id means, whole
    Explain {
        /// Codes, names or ids, in any spelling
        #[arg(required = true, value_name = "CODE_OR_ID", value_parser = clap::builder::NonEmptyStringValueParser::new())]
        what: Vec<String>,
    },
    /// Rank the entries for anything typed or pasted
    Search {
        /// Words, a code, an error text; `-` reads standard input
        #[arg(required = true, allow_negative_numbers = true)]
        words: Vec<String>,
        /// At most this many results
        #[arg(long, default_value_t = 10, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=50))]
        limit: u8,
    },
    /// Read event logs and say what they show: attempts, findings, what the logs do not cover; `--format jsonl` too
    Scan {
        /// Event logs as .evtx, XML, CSV or text, folders and zip files of them; `-` reads standard input
        #[arg(required_unless_present = "live", value_name = "FILE", value_hint = ValueHint::AnyPath)]
        files: Vec<PathBuf>,
        /// Read the log of this Windows server; shows the command that exports it and asks first
        #[arg(long)]
        live: bool,
        /// The time zone of times that state none, by IANA or Windows name
        #[arg(long, value_name = "ZONE")]
        time_zone: Option<String>,
        /// The encoding of text, where the file does not tell: utf-8, utf-16, windows-949
        #[arg(long, value_name = "NAME", value_parser = encoding)]
        encoding: Option<Encoding>,
        /// Show names of users as tokens
        #[arg(long)]
        hide_names: bool,
        /// Keep findings, attempts and coverage with this case
        #[arg(long = "case", value_name = "ID")]
        case: Option<String>,
    },
    /// Check the way to the writeback hosts and this server: shows what it will contact and run, and asks first
    Check {
        /// Do not ask
        #[arg(long)]
        yes: bool,
        /// The cloud of the tenant: public, usgov, china [default: that of the case, else public]
        #[arg(long, value_name = "CLOUD", value_parser = cloud)]
        cloud: Option<Cloud>,
        /// The tenant's relay, as events 31019 and 31034 name it; more than once where there are several
        #[arg(long, value_name = "NAME")]
        namespace: Vec<String>,
        /// The proxy to go through, or `none` [default: that of the service, machine.config; elsewhere `HTTPS_PROXY`]
        #[arg(long, value_name = "PROXY")]
        proxy: Option<String>,
        /// Hold a connection so many seconds without a word, to see whether it is cut; writeback needs 360
        #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=900))]
        idle: Option<u64>,
        /// The connector account whose rights are read [default: those that Connect names]
        #[arg(long, value_name = "NAME_OR_SID")]
        account: Option<String>,
        /// Print the commands that read the Connect server, as a PowerShell script, and contact nothing
        #[arg(long)]
        print: bool,
        /// Judge what those commands printed, and contact nothing; `-` reads standard input
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "print")]
        server: Option<PathBuf>,
        /// Keep the checks with this case, and compare them with those before
        #[arg(long = "case", value_name = "ID")]
        case: Option<String>,
    },
    /// Walk without a screen: answers from a file, transcript and case as the result
    Walk {
        /// The file of answers, YAML as below
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        answers: PathBuf,
    },
    /// Support cases: list, show, fill, bundle, redact
    #[command(subcommand)]
    Case(Case),
    /// The knowledge files: list, check, draw, export
    #[command(subcommand)]
    Knowledge(Knowledge),
    /// What works here: folders, terminal, language, clipboard, knowledge; exit code 1 when something does not
    Doctor,
    /// Print the completions of a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, whole or of one command
    Man {
        /// The command, such as `case bundle`
        words: Vec<String>,
    },
    /// Print the keys of the wizard as a table
    Keys,
}

// Which case is meant. No doc comment: clap would tell it as what each command does.
#[derive(Args, Debug, Default)]
pub struct Which {
    /// The case [default: the latest]
    #[arg(long = "case", value_name = "ID")]
    pub id: Option<String>,
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Case {
    /// Begin an empty case and print its id
    New,
    /// List the cases, the latest first
    List {
        /// Only cases in which every word stands: user, title, id, state, ticket or description
        #[arg(long, value_name = "TEXT")]
        filter: Option<String>,
        /// Only cases that were not changed for so many days
        #[arg(long, value_name = "DAYS")]
        older_than: Option<u32>,
    },
    /// Print a case; `--format html` too
    Show {
        #[command(flatten)]
        which: Which,
        /// The summary in at most this many characters, for a ticket field
        #[arg(long, value_name = "N")]
        chars: Option<usize>,
        /// The fields of a ticket system, each ready to paste: servicenow, jira, or a form of your own
        #[arg(long, value_name = "FORM", conflicts_with = "chars")]
        ticket: Option<String>,
        /// For whom: public hides people, addresses, computers and tenants; vendor keeps the user id and the tenant of the
        /// case; inside hides anchors of the directory only
        #[arg(long, value_name = "PROFILE", value_parser = profile, default_value = "inside")]
        profile: Profile,
    },
    /// Set fields; a value that breaks its rule is refused and the old one stays. `unknown` (모름) says that nobody knows it,
    /// `not-said` (말하지 않음) that the caller did not say; a part of a time or a version is kept as such
    Set {
        #[command(flatten)]
        which: Which,
        /// Fields as below, each with its value
        #[arg(required = true, value_name = "FIELD=VALUE")]
        fields: Vec<OsString>,
    },
    /// Add a remark
    Note {
        #[command(flatten)]
        which: Which,
        /// The remark
        #[arg(required = true)]
        text: Vec<String>,
    },
    /// Name a log or another file; it is copied only into a bundle
    Attach {
        #[command(flatten)]
        which: Which,
        /// The file; its path, size and hash are kept
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
    },
    /// Keep what a pasted text proves: events, codes, identifiers, times; `-` reads standard input
    Evidence {
        #[command(flatten)]
        which: Which,
        /// The file with the text, or `-`
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
    },
    /// Write the support-case bundle, a zip
    Bundle {
        #[command(flatten)]
        which: Which,
        #[command(flatten)]
        bundle: Bundling,
    },
    /// Hide names in a log, a text or an older bundle and remove secrets; the file itself is not touched
    Redact {
        /// The log, text or bundle
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// Where to write it
        #[arg(long, value_name = "OUT", value_hint = ValueHint::FilePath)]
        output: PathBuf,
        /// For whom: public, vendor or inside, as for `show`
        #[arg(long, value_name = "PROFILE", value_parser = profile, default_value = "public")]
        profile: Profile,
        /// Hide the names of this case too, under its tokens
        #[arg(long = "case", value_name = "ID")]
        case: Option<String>,
        /// Write over a file that is there
        #[arg(long)]
        replace: bool,
        #[command(flatten)]
        terms: Terms,
    },
    /// Check a bundle: hashes, form, nothing in it that its profile hides; exit code 1 when it is not intact
    Verify {
        /// The bundle
        #[arg(value_name = "ZIP", value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// The passphrase of an encrypted one is the first line of this file; else it is asked for
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        passphrase_file: Option<PathBuf>,
    },
    /// Open a bundle as a case that goes on where its walk stopped; one that comes back is taken into the case it is of
    Import {
        /// The bundle
        #[arg(value_name = "ZIP", value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// The passphrase of an encrypted one is the first line of this file; else it is asked for
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        passphrase_file: Option<PathBuf>,
    },
    /// Print what differs between two cases, by cause: fixed, still failing, new; exit code 1 when something does
    Compare {
        /// The earlier case
        #[arg(value_name = "A")]
        a: String,
        /// The later one
        #[arg(value_name = "B")]
        b: String,
    },
    /// Print an answer of support with names in the place of the tokens of a case; `-` reads standard input
    RestoreNames {
        #[command(flatten)]
        which: Which,
        /// The file with the answer, or `-`
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
    },
    /// Count the cases of the last days: causes, how long, how often fixed on the phone
    Stats {
        /// Cases made within so many days
        #[arg(long, default_value_t = 30, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
        days: u16,
    },
    /// Delete a case for good; asks first
    Delete {
        /// The case; always to be named
        #[arg(long = "case", value_name = "ID")]
        id: Option<String>,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

/// What is asked of a bundle.
#[derive(Debug, Args)]
pub struct Bundling {
    /// Where to write it
    #[arg(long, value_name = "ZIP", value_hint = ValueHint::FilePath)]
    pub output: PathBuf,
    /// Write over a bundle that sspr wrote
    #[arg(long)]
    pub replace: bool,
    /// For whom: public, vendor or inside, as for `show`; names are hidden in attached logs and texts too
    #[arg(long, value_name = "PROFILE", value_parser = profile, default_value = "public")]
    pub profile: Profile,
    /// Take pictures and other files along in which names cannot be hidden
    #[arg(long)]
    pub with_pictures: bool,
    #[command(flatten)]
    pub terms: Terms,
    /// Of logs only what was written within so many hours of the time that the case reports; events of binary logs are told as XML, logs that are XML stay whole
    #[arg(long, value_name = "HOURS", value_parser = clap::value_parser!(u16).range(1..))]
    pub around: Option<u16>,
    /// Encrypt it (AES-256); asks for a passphrase
    #[arg(long)]
    pub encrypt: bool,
    /// The passphrase is the first line of this file
    #[arg(long, value_name = "FILE", requires = "encrypt", value_hint = ValueHint::FilePath)]
    pub passphrase_file: Option<PathBuf>,
}

/// What somebody decides about words beside the profile.
#[derive(Debug, Args)]
pub struct Terms {
    /// Hide this word or name too; may be given several times
    #[arg(long, value_name = "TERM")]
    pub hide: Vec<String>,
    /// Leave this word or name as it stands; may be given several times
    #[arg(long, value_name = "TERM")]
    pub keep: Vec<String>,
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Knowledge {
    /// List the entries
    List {
        /// Only entries not verified for so many months; exit code 1 when there are some
        #[arg(long, value_name = "MONTHS")]
        stale: Option<i64>,
    },
    /// Check knowledge files; every problem at once
    Lint {
        /// A folder of knowledge files [default: the built-in knowledge, or --knowledge]
        dir: Option<PathBuf>,
        /// What a rule is for, for example K005
        #[arg(long, value_name = "RULE")]
        explain: Option<String>,
        /// Mend what is safe to mend in the files of DIR (K003, K034 to K038), and lint again
        #[arg(long)]
        fix: bool,
    },
    /// Draw the trees
    Graph {
        /// One tree [default: all]
        #[arg(long, value_name = "TREE")]
        tree: Option<String>,
        /// Graphviz instead of Mermaid
        #[arg(long)]
        dot: bool,
    },
    /// Print the shortest way to an entry; without one, how many questions each tree asks
    Path {
        /// The id of an entry
        id: Option<String>,
    },
    /// Print the JSON Schema of the files
    Schema,
    /// Print the handbook, as Markdown, in one language; or the rules of diagnosis as filters of other programs
    Export {
        /// Rules that stand on single events: a query list of Event Viewer, queries of Log Analytics, Sigma rules
        #[arg(long, value_enum, value_name = "FORM")]
        form: Option<Form>,
    },
}

/// A form in which rules of diagnosis are exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Form {
    Xpath,
    Kql,
    Sigma,
}
