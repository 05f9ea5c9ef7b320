//! Addresses as they may be shown: without what stands behind the path, where pages keep states, tokens and names. What a code in
//! there means is read before.

/// The text with every address cut behind its path.
pub fn without_queries(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let (head, address) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(head);
        let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | ')' | ']');
        let end = address.find(ends).unwrap_or(address.len());
        let (own, behind) = address.split_at_checked(end).unwrap_or((address, ""));
        out.push_str(own.split(['?', '#']).next().unwrap_or(own));
        rest = behind;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_a_path_goes_and_the_words_around_it_stay() {
        assert_eq!(
            without_queries(
                "see https://login.example/error?code=AADSTS120015&state=abc, then <http://a.example/b#c> or a?b"
            ),
            "see https://login.example/error then <http://a.example/b> or a?b"
        );
        assert_eq!(without_queries("no address"), "no address");
    }
}
