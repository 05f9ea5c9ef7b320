//! What is wrong with a command line, in one sentence: the kinds of mistakes that `clap` tells apart, in our words and both
//! languages.

use super::exit::Failure;
use crate::text::{Lang, Say, Text, say};
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use std::ffi::OsString;
use std::num::ParseIntError;

/// A value is none of these words.
#[derive(Debug)]
pub struct NoneOf(pub Vec<&'static str>);

impl std::fmt::Display for NoneOf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&ONE_OF.with(Lang::En, &[&self.0.join(", ")]))
    }
}

impl std::error::Error for NoneOf {}

const ONE_OF: Say = say("write one of {}", "다음 중에서 적으십시오: {}");

/// The value of an option in words that were not parsed, `--name VALUE` or `--name=VALUE`; of several the last.
pub fn option<'a>(args: &'a [OsString], name: &str) -> Option<&'a str> {
    let mut words = args.iter().map(|arg| arg.to_str().unwrap_or_default());
    let mut found = None;
    while let Some(word) = words.next().filter(|word| *word != "--") {
        match word.strip_prefix(name) {
            Some("") => found = words.next(),
            Some(rest) => found = rest.strip_prefix('=').or(found),
            None => {}
        }
    }
    found
}

/// The mistake as a sentence that says what to do.
pub fn told(error: &Error) -> Failure {
    let word = |kind| words(error, kind).into_iter().next().unwrap_or_default();
    let several = |kind| words(error, kind).join(", ");
    let given = word(ContextKind::InvalidArg);
    let value = word(ContextKind::InvalidValue);
    let help = help_of(error);
    match error.kind() {
        ErrorKind::UnknownArgument if !given.starts_with('-') => Failure::said(WORD_TOO_MANY, &[&given, &help]),
        ErrorKind::UnknownArgument => nearest(
            NO_OPTION,
            NO_OPTION_NEAR,
            &given,
            &word(ContextKind::SuggestedArg),
            &help,
        ),
        ErrorKind::InvalidSubcommand => {
            let (given, near) = (
                word(ContextKind::InvalidSubcommand),
                word(ContextKind::SuggestedSubcommand),
            );
            nearest(NO_COMMAND, NO_COMMAND_NEAR, &given, &near, &help)
        }
        ErrorKind::MissingSubcommand => {
            let valid = several(ContextKind::ValidSubcommand);
            Failure::said(COMMAND_MISSING, &[&word(ContextKind::InvalidSubcommand), &valid])
        }
        ErrorKind::MissingRequiredArgument => Failure::said(MISSING, &[&several(ContextKind::InvalidArg), &help]),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let why = why(error);
            Failure::of(|lang| {
                let said = if value.is_empty() {
                    NO_VALUE.with(lang, &[&given])
                } else {
                    BAD_VALUE.with(lang, &[&value, &given])
                };
                why.as_ref()
                    .map_or(said.clone(), |why| AND_SO.with(lang, &[&said, why.get(lang)]))
            })
        }
        ErrorKind::TooManyValues => Failure::said(VALUE_TOO_MANY, &[&value, &given]),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            let wanted = [ContextKind::MinValues, ContextKind::ExpectedNumValues].map(word);
            Failure::said(NUMBER, &[&given, &wanted.concat(), &word(ContextKind::ActualNumValues)])
        }
        ErrorKind::ArgumentConflict => {
            let other = several(ContextKind::PriorArg);
            if other.is_empty() || other == given {
                Failure::said(TWICE, &[&given])
            } else {
                Failure::said(EXCLUDE, &[&given, &other])
            }
        }
        ErrorKind::NoEquals => Failure::said(NO_EQUALS, &[&given]),
        ErrorKind::InvalidUtf8 => Failure::said(NO_TEXT, &[]),
        _ => {
            // what is wrong stands first, the usage behind it
            let said = error.to_string();
            let first = said.split("\n\n").next().unwrap_or(&said);
            let first: Vec<&str> = first.trim_start_matches("error: ").split_whitespace().collect();
            Failure::said(OTHER, &[&first.join(" ")])
        }
    }
}

const WORD_TOO_MANY: Say = say(
    "`{}` is a word too many; see `{}`",
    "`{}`은(는) 필요 없는 단어입니다. `{}`를 확인하십시오",
);
const NO_OPTION: Say = say(
    "there is no option `{}` here; see `{}`",
    "여기에는 `{}` 옵션이 없습니다. `{}`를 확인하십시오",
);
const NO_OPTION_NEAR: Say = say(
    "there is no option `{}` here; the nearest is `{}`",
    "여기에는 `{}` 옵션이 없습니다. 가장 가까운 것은 `{}`입니다",
);
const NO_COMMAND: Say = say(
    "there is no command `{}`; see `{}`",
    "`{}` 명령이 없습니다. `{}`를 확인하십시오",
);
const NO_COMMAND_NEAR: Say = say(
    "there is no command `{}`; the nearest is `{}`",
    "`{}` 명령이 없습니다. 가장 가까운 것은 `{}`입니다",
);
const COMMAND_MISSING: Say = say(
    "a command is missing behind `{}`; write one of {}",
    "`{}` 뒤에 명령이 없습니다. 다음 중에서 적으십시오: {}",
);
const MISSING: Say = say(
    "`{}` is missing; see `{}`",
    "`{}`이(가) 빠졌습니다. `{}`를 확인하십시오",
);
const NO_VALUE: Say = say("the value of `{}` is missing", "`{}`의 값이 없습니다");
const BAD_VALUE: Say = say("`{}` is no value of `{}`", "`{}`은(는) `{}`에 쓸 수 없는 값입니다");
const AND_SO: Say = say("{}; {}", "{}. {}");
const A_NUMBER: Say = say("write a whole number", "정수를 적으십시오");
const A_NUMBER_IN: Say = say(
    "write a whole number from {} to {}",
    "{}부터 {}까지의 정수를 적으십시오",
);
const A_NUMBER_FROM: Say = say("write a whole number from {} on", "{} 이상의 정수를 적으십시오");
const VALUE_TOO_MANY: Say = say(
    "`{}` is a value too many for `{}`; leave it out",
    "`{}`은(는) `{}`에 필요 없는 값입니다. 빼십시오",
);
const NUMBER: Say = say(
    "`{}` wants {} values and got {}",
    "`{}`에는 값이 {}개 필요하지만 {}개를 받았습니다",
);
const TWICE: Say = say(
    "`{}` stands twice; give it once",
    "`{}`이(가) 두 번 있습니다. 한 번만 적으십시오",
);
const EXCLUDE: Say = say(
    "`{}` does not go with `{}`; leave out one of them",
    "`{}`은(는) `{}`와 함께 쓸 수 없습니다. 하나를 빼십시오",
);
const NO_EQUALS: Say = say("`{}` takes its value behind `=`", "`{}`의 값은 `=` 뒤에 적으십시오");
const NO_TEXT: Say = say(
    "an argument is no readable text; write it in UTF-8",
    "읽을 수 없는 인수가 있습니다. UTF-8로 적으십시오",
);
const OTHER: Say = say(
    "the command line cannot be used: \"{}\"",
    "명령줄을 사용할 수 없습니다: \"{}\"",
);

fn nearest(alone: Say, near: Say, given: &str, suggested: &str, help: &str) -> Failure {
    if suggested.is_empty() {
        Failure::said(alone, &[given, help])
    } else {
        Failure::said(near, &[given, suggested])
    }
}

/// What a value should have been.
fn why(error: &Error) -> Option<Text> {
    let valid = words(error, ContextKind::ValidValue);
    if !valid.is_empty() {
        return Some(ONE_OF.both(&[&valid.join(", ")]));
    }
    let source = std::error::Error::source(error)?;
    if let Some(NoneOf(words)) = source.downcast_ref() {
        return Some(ONE_OF.both(&[&words.join(", ")]));
    }
    if source.is::<ParseIntError>() {
        return Some(A_NUMBER.both(&[]));
    }
    // the one reason of clap that has no type: `0 is not in 1..=50`
    let said = source.to_string();
    let range = said
        .split_once(" is not in ")
        .and_then(|(_, range)| range.split_once(".."));
    Some(match range {
        Some((from, "")) => A_NUMBER_FROM.both(&[from]),
        Some((from, to)) => A_NUMBER_IN.both(&[from, to.trim_start_matches('=')]),
        None => say("\"{}\"", "\"{}\"").both(&[&said]),
    })
}

/// What stands under `kind` of what `clap` tells.
fn words(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(word)) => vec![word.clone()],
        Some(ContextValue::Strings(words)) => words.clone(),
        Some(ContextValue::Number(number)) => vec![number.to_string()],
        _ => Vec::new(),
    }
}

/// The command line that shows the help of the command that was meant.
fn help_of(error: &Error) -> String {
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => String::new(),
    };
    let path = usage.trim_start_matches("Usage:").split_whitespace();
    let path: Vec<&str> = path.take_while(|word| !word.starts_with(['[', '<', '-'])).collect();
    let path = if path.is_empty() { vec!["sspr"] } else { path };
    format!("{} --help", path.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Cli;
    use clap::Parser;

    fn mistake(line: &str) -> Text {
        let error = match Cli::try_parse_from(line.split(' ')) {
            Err(error) => error,
            Ok(cli) => unreachable!("{line} is right: {cli:?}"),
        };
        match told(&error) {
            Failure::Told(text) => text,
            Failure::Closed => unreachable!("nobody closed anything"),
        }
    }

    #[test]
    fn each_mistake_is_one_sentence_in_both_languages() {
        let cases = [
            (
                "sspr --formt json list",
                "there is no option `--formt` here; the nearest is `--format`",
            ),
            (
                "sspr case new --qqqqqq",
                "there is no option `--qqqqqq` here; see `sspr case new --help`",
            ),
            (
                "sspr case new word",
                "`word` is a word too many; see `sspr case new --help`",
            ),
            ("sspr case shwo", "there is no command `shwo`; the nearest is `show`"),
            ("sspr qqqqqqqq", "there is no command `qqqqqqqq`; see `sspr --help`"),
            (
                "sspr case set",
                "`<FIELD=VALUE>...` is missing; see `sspr case set --help`",
            ),
            ("sspr walk", "`--answers <FILE>` is missing; see `sspr walk --help`"),
            (
                "sspr --color red",
                "`red` is no value of `--color <WHEN>`; write one of auto, always, never",
            ),
            (
                "sspr --lang de",
                "`de` is no value of `--lang <en|ko>`; write one of en, ko",
            ),
            ("sspr --lang", "the value of `--lang <en|ko>` is missing"),
            (
                "sspr case show --profile x",
                "`x` is no value of `--profile <PROFILE>`; write one of public, vendor, inside",
            ),
            (
                "sspr search x --limit 0",
                "`0` is no value of `--limit <N>`; write a whole number from 1 to 50",
            ),
            (
                "sspr case stats --days 0",
                "`0` is no value of `--days <N>`; write a whole number from 1 to 65535",
            ),
            (
                "sspr search x --limit x",
                "`x` is no value of `--limit <N>`; write a whole number",
            ),
            (
                "sspr --lang en --lang ko",
                "`--lang <en|ko>` stands twice; give it once",
            ),
            (
                "sspr case show --chars 5 --ticket jira",
                "`--chars <N>` does not go with `--ticket <FORM>`; leave out one of them",
            ),
        ];
        for (line, wanted) in cases {
            let told = mistake(line);
            assert_eq!(told.en, wanted, "{line}");
            assert!(
                told.ko.chars().any(|c| ('가'..='힣').contains(&c)),
                "{line}: {}",
                told.ko
            );
            assert!(
                !told.ko.contains('\n') && !told.ko.ends_with('.'),
                "{line}: {}",
                told.ko
            );
        }
        let missing = mistake("sspr case --ascii").en;
        assert!(
            missing.starts_with("a command is missing behind `sspr case`; write one of new, list"),
            "{missing}"
        );
    }

    #[test]
    fn an_option_is_found_in_words_that_nobody_could_parse() {
        let args = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        let lang = |line: &str| option(&args(line), "--lang").map(str::to_owned);
        assert_eq!(lang("sspr --lang ko case"), Some("ko".to_owned()));
        assert_eq!(lang("sspr case --oops --lang=ko"), Some("ko".to_owned()));
        assert_eq!(lang("sspr --language ko"), None);
        assert_eq!(lang("sspr search -- --lang ko"), None);
        assert_eq!(lang("sspr --lang"), None);
    }
}
