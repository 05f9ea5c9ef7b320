//! A path that was dropped on the terminal or typed: terminals quote it in several ways. Says only what looks like one; whether
//! there is such a file, the world knows.

/// The longest that is taken for a path, in bytes.
const LONGEST: usize = 4096;

/// Ends of names of logs and of what holds them.
const ENDS: [&str; 8] = [".evtx", ".xml", ".csv", ".tsv", ".txt", ".log", ".json", ".zip"];

/// The path that a text is, where it looks like one: of one line, absolute or relative, or named as logs are.
pub fn path(text: &str) -> Option<String> {
    let path = unquoted(text);
    let mut chars = path.chars();
    let lead = (chars.next()?, chars.next(), chars.next());
    let drive = matches!(lead, (letter, Some(':'), Some('\\' | '/')) if letter.is_ascii_alphabetic());
    let rooted = path.starts_with('/') || path.starts_with("\\\\") || drive;
    let relative = ["./", "../", ".\\", "..\\"].iter().any(|lead| path.starts_with(lead));
    let lower = path.to_lowercase();
    let named = ENDS.iter().any(|end| lower.ends_with(end) && lower.len() > end.len());
    let plain = path.len() <= LONGEST && !path.contains(['\n', '\0']);
    (plain && (rooted || relative || named) && path != "/").then_some(path)
}

/// Can it be the path of a bundle? Which zip files are some is known when they are read.
pub fn may_be_bundle(path: &str) -> bool {
    path.to_lowercase().ends_with(".zip")
}

/// A path without what a terminal or a shell puts around it: quotes, `file://`, the call operator of PowerShell, backslashes
/// before blanks.
pub fn unquoted(text: &str) -> String {
    let text = text.trim();
    let text = text.strip_prefix("& ").map_or(text, str::trim_start);
    for quote in ['"', '\''] {
        let inside = text.strip_prefix(quote).and_then(|text| text.strip_suffix(quote));
        if let Some(inside) = inside.filter(|inside| !inside.is_empty()) {
            return inside.to_owned();
        }
    }
    if let Some(address) = text.strip_prefix("file://") {
        // `file:///C:/logs` names a drive
        let path = decoded(address);
        let drive = path.strip_prefix('/').filter(|path| path.chars().nth(1) == Some(':'));
        return drive.map_or(path.clone(), str::to_owned);
    }
    if text.starts_with('/') {
        // as a shell of Unix wants it
        return ["\\ ", "\\(", "\\)", "\\&", "\\'"]
            .iter()
            .fold(text.to_owned(), |path, escaped| {
                path.replace(escaped, escaped.trim_start_matches('\\'))
            });
    }
    text.to_owned()
}

/// An address with its escaped bytes as they are; what is no text stays escaped.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let mut ahead = rest.clone();
        match (byte, digit(ahead.next()), digit(ahead.next())) {
            (b'%', Some(high), Some(low)) => {
                bytes.extend(u8::try_from(high * 16 + low));
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_path_is_known_however_the_terminal_quotes_it() {
        for (text, wanted) in [
            ("/var/log/app.evtx ", "/var/log/app.evtx"),
            ("'/logs/My Server/app.evtx'", "/logs/My Server/app.evtx"),
            ("\"C:\\Logs\\AADC01 App.evtx\"", "C:\\Logs\\AADC01 App.evtx"),
            ("& 'C:\\Logs\\AADC01 App.evtx'", "C:\\Logs\\AADC01 App.evtx"),
            ("/logs/My\\ Server/app\\(1\\).evtx", "/logs/My Server/app(1).evtx"),
            ("file:///logs/%EC%84%9C%EB%B2%84/app.evtx", "/logs/서버/app.evtx"),
            ("file:///C:/Logs/a%20b.evtx", "C:/Logs/a b.evtx"),
            ("\\\\server\\share\\logs", "\\\\server\\share\\logs"),
            ("Application.EVTX", "Application.EVTX"),
        ] {
            assert_eq!(path(text).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn what_people_say_is_no_path() {
        for text in [
            "SSPR_0029",
            "no text / call arrives",
            "event 33004",
            "and/or",
            "",
            "/",
            ".evtx",
        ] {
            assert_eq!(path(text), None, "{text}");
        }
        assert_eq!(path("/a\n/b"), None);
    }
}
