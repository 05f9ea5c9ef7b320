//! A command of a step, filled in from the case. Owns how a value is quoted, so that PowerShell reads it as that value and
//! runs nothing of it.

/// A command as it can be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    pub text: String,
    /// Names of fields in whose place a stand-in stands: nothing is known, or what is known cannot stand in a command.
    pub open: Vec<String>,
}

/// Where in a command a value stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Bare,
    Single,
    /// Between double quotes; where `true`, between single ones of a filter inside them.
    Double(bool),
}

/// `command` with each `{name}` replaced by its value, quoted for where it stands; `{{` and `}}` become single braces. A brace
/// that holds no name stays. A value that holds a control character, such as a new line, is refused: then `stand_in` stands
/// there, as it does where nothing is known.
pub fn fill(
    command: &str,
    mut value: impl FnMut(&str) -> Option<String>,
    mut stand_in: impl FnMut(&str) -> String,
) -> Filled {
    let mut out = String::with_capacity(command.len());
    let mut open = Vec::new();
    let mut within = Within::Bare;
    let mut rest = command;
    while let Some(c) = rest.chars().next() {
        if let Some((brace, after)) = braces(rest) {
            out.push(brace);
            rest = after;
        } else if let Some((name, after)) = named(rest) {
            let quoted = value(name).and_then(|value| quoted(&value, within));
            out.push_str(&quoted.unwrap_or_else(|| {
                open.push(name.to_owned());
                stand_in(name)
            }));
            rest = after;
        } else {
            let mut chars = rest.chars();
            out.extend(chars.next());
            if c == '`' && within != Within::Single {
                // it takes the meaning of what follows
                out.extend(chars.next());
            }
            within = past(c, within);
            rest = chars.as_str();
        }
    }
    Filled { text: out, open }
}

/// The names in single braces of a command; doubled braces are literal.
pub fn placeholders(command: &str) -> Vec<String> {
    fill(command, |_| None, |_| String::new()).open
}

/// A doubled brace at the beginning of a text, and what follows it.
fn braces(text: &str) -> Option<(char, &str)> {
    let pair = |two: &str, one| text.strip_prefix(two).map(|rest| (one, rest));
    pair("{{", '{').or_else(|| pair("}}", '}'))
}

/// A name in braces at the beginning of a text, and what follows it.
fn named(text: &str) -> Option<(&str, &str)> {
    let (name, after) = text.strip_prefix('{')?.split_once('}')?;
    let good = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '_' | '.'));
    good.then_some((name, after))
}

/// PowerShell takes the typographic ones for the same.
fn is_single(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}')
}

fn is_double(c: char) -> bool {
    matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}')
}

fn past(c: char, within: Within) -> Within {
    match within {
        Within::Bare if is_single(c) => Within::Single,
        Within::Bare if is_double(c) => Within::Double(false),
        Within::Single if is_single(c) => Within::Bare,
        Within::Double(_) if is_double(c) => Within::Bare,
        Within::Double(inner) if is_single(c) => Within::Double(!inner),
        _ => within,
    }
}

/// The value as it stands there; `None` where it cannot.
fn quoted(value: &str, within: Within) -> Option<String> {
    if value.is_empty() || value.chars().any(char::is_control) {
        return None;
    }
    Some(match within {
        Within::Bare if is_a_word(value) => value.to_owned(),
        Within::Bare => format!("'{}'", doubled(value)),
        Within::Single => doubled(value),
        Within::Double(true) => escaped(&doubled(value)),
        Within::Double(false) => escaped(value),
    })
}

/// Needs no quotes: no sign in it means anything.
fn is_a_word(value: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '@' | '\\' | '/' | ':');
    value.starts_with(char::is_alphanumeric) && value.chars().all(plain)
}

fn doubled(value: &str) -> String {
    let signs = value
        .chars()
        .flat_map(|c| is_single(c).then_some(c).into_iter().chain([c]));
    signs.collect()
}

fn escaped(value: &str) -> String {
    let means = |c: char| is_double(c) || matches!(c, '`' | '$');
    let signs = value
        .chars()
        .flat_map(|c| means(c).then_some('`').into_iter().chain([c]));
    signs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(command: &str, value: &str) -> String {
        fill(command, |_| Some(value.to_owned()), |name| format!("<{name}>")).text
    }

    #[test]
    fn literal_braces_stay_and_names_are_told() {
        assert_eq!(
            with("Reset -User {user_id} -Body @{{a=1}} { $_.Name }", "kim@contoso.com"),
            "Reset -User kim@contoso.com -Body @{a=1} { $_.Name }"
        );
        assert_eq!(
            placeholders("a {user_id} b {{c}} \"{sync.server}\""),
            ["user_id", "sync.server"]
        );
    }

    #[test]
    fn a_value_is_quoted_for_where_it_stands() {
        for (command, value, wanted) in [
            ("Get -User {u}", "kim@contoso.com", "Get -User kim@contoso.com"),
            ("Get -User {u}", "CONTOSO\\kim", "Get -User CONTOSO\\kim"),
            ("Get -User {u}", "Min Ji", "Get -User 'Min Ji'"),
            ("Get -User {u}", "o'neil", "Get -User 'o''neil'"),
            ("Get -User {u}", "o\u{2019}neil", "Get -User 'o\u{2019}\u{2019}neil'"),
            ("Get -User {u}", "$(whoami)", "Get -User '$(whoami)'"),
            ("Get -User {u}", "a;b|c&d", "Get -User 'a;b|c&d'"),
            ("Get -User {u}", "-Force", "Get -User '-Force'"),
            ("Get -User {u}", "@splat", "Get -User '@splat'"),
            ("Get -User '{u}'", "o'neil $x", "Get -User 'o''neil $x'"),
            ("Get -User \"{u}\"", "a\"; $(x) `n", "Get -User \"a`\"; `$(x) ``n\""),
            ("Get -User \"{u}\"", "o'neil", "Get -User \"o'neil\""),
            (
                "Get -Filter \"upn -eq '{u}'\"",
                "o'neil $x",
                "Get -Filter \"upn -eq 'o''neil `$x'\"",
            ),
            ("Get `\"{u}", "a b", "Get `\"'a b'"),
            ("Get 'x' {u}", "a b", "Get 'x' 'a b'"),
        ] {
            assert_eq!(with(command, value), wanted, "{command} with {value}");
        }
    }

    #[test]
    fn what_is_not_known_or_holds_a_new_line_stays_open() {
        let filled = fill(
            "Get {u}",
            |_| Some("a\nRemove-Item".to_owned()),
            |name| format!("<{name}>"),
        );
        assert_eq!((filled.text.as_str(), filled.open), ("Get <u>", vec!["u".to_owned()]));
        let filled = fill("Get {u}", |_| None, |name| format!("<{name}>"));
        assert_eq!((filled.text.as_str(), filled.open), ("Get <u>", vec!["u".to_owned()]));
    }
}
