//! Tokens that stand in the place of names in what was redacted: `user-1@tenant-1`. Owns how one is spelled.

/// The words of the tokens, in the order in which they are counted for a person.
pub const TOKENS: [&str; 8] = ["user", "host", "tenant", "domain", "ip", "mac", "phone", "anchor"];

/// Is it a token that stands in the place of something?
pub fn is_token(text: &str) -> bool {
    let one = |part: &str| {
        let parted = part.rsplit_once('-');
        parted.is_some_and(|(word, number)| {
            TOKENS.contains(&word) && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
        })
    };
    match text.split_once('@') {
        Some((user, domain)) => one(user) && (one(domain) || domain.is_empty()),
        None => one(text),
    }
}

/// Does a token stand anywhere in it?
pub fn holds_token(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .any(|word| is_token(word.trim_matches('-')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_known_as_one() {
        for token in ["user-1", "user-12@tenant-3", "ip-4"] {
            assert!(is_token(token), "{token}");
        }
        for other in ["user-x", "kim@tenant-1", "user", "hostel-1", "user-1@contoso.com"] {
            assert!(!is_token(other), "{other}");
        }
    }

    #[test]
    fn a_token_is_found_within_a_text() {
        for text in [
            "https://adfs.tenant-1/x",
            "user-1님",
            "C:\\logs\\user-2.evtx",
            "--user-1--",
        ] {
            assert!(holds_token(text), "{text}");
        }
        for text in ["superuser-1x", "2.4.21.0", "user - 1", ""] {
            assert!(!holds_token(text), "{text}");
        }
    }
}
