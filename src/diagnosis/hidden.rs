//! What leaves a report only in part: secrets and directory anchors never, names of users only where they may be shown. A name
//! becomes the same token wherever it stands.

use super::report::Report;
use super::seen::Cite;
use crate::evidence::{self, Recognizer};
use crate::knowledge::Catalog;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Names by the token that stands for them.
#[derive(Default)]
pub struct Tokens {
    tokens: BTreeMap<String, String>,
}

impl Tokens {
    fn token(&mut self, name: &str) -> String {
        let next = format!("user-{}", self.tokens.len() + 1);
        self.tokens.entry(name.to_lowercase()).or_insert(next).clone()
    }

    /// A text as it may leave: without secrets and anchors, and with tokens for names.
    pub fn cleaned(&mut self, catalog: &Catalog, text: &str) -> String {
        let clean = evidence::clean(catalog, text).text;
        self.hide(&clean)
    }

    /// A text in which addresses and names of a domain are tokens.
    fn hide(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        let word = |c: char| c.is_alphanumeric() || matches!(c, '@' | '.' | '_' | '-' | '+' | '\\' | '$');
        while !rest.is_empty() {
            let run = rest.find(|c| !word(c)).unwrap_or(rest.len());
            let (piece, behind) = rest.split_at_checked(run).unwrap_or((rest, ""));
            let name = piece.trim_end_matches(['.', '-']);
            let domain = name.split_once('\\').is_some_and(|(domain, user)| {
                let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
                !domain.is_empty() && !user.is_empty() && domain.chars().all(plain) && !user.contains('\\')
            });
            let address = name
                .split_once('@')
                .is_some_and(|(user, host)| !user.is_empty() && !host.is_empty());
            if address || domain || self.tokens.contains_key(&name.to_lowercase()) {
                out.push_str(&self.token(name));
                out.push_str(piece.get(name.len()..).unwrap_or_default());
            } else {
                out.push_str(piece);
            }
            let mut chars = behind.chars();
            out.extend(chars.next());
            rest = chars.as_str();
        }
        out
    }
}

impl Report {
    /// Takes out of every quote what must not leave; with `hide_names` names of users become tokens too.
    pub fn clean(&mut self, catalog: &Catalog, hide_names: bool) {
        self.clean_with(catalog, hide_names.then(Tokens::default).as_mut());
    }

    /// The same with tokens that stand for names already.
    pub fn clean_with(&mut self, catalog: &Catalog, mut tokens: Option<&mut Tokens>) {
        if let Some(tokens) = &mut tokens {
            let attempts = self
                .attempts
                .shown
                .iter_mut()
                .filter_map(|attempt| attempt.user.as_mut());
            for name in attempts.chain(self.findings.iter_mut().flat_map(|finding| &mut finding.users)) {
                *name = tokens.token(name);
            }
        }
        // the same words stand in many records
        let recognizer = Recognizer::of(catalog);
        let mut cleaned: BTreeMap<Arc<str>, Arc<str>> = BTreeMap::new();
        let mut tell = |cite: &mut Cite| {
            let quote = Arc::clone(&cite.quote);
            let clean = cleaned
                .entry(quote)
                .or_insert_with_key(|quote| recognizer.clean(quote).text.into());
            cite.quote = match &mut tokens {
                Some(tokens) => tokens.hide(clean).into(),
                None => Arc::clone(clean),
            };
        };
        for finding in &mut self.findings {
            finding
                .because
                .iter_mut()
                .chain(&mut finding.against)
                .for_each(&mut tell);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_token_wherever_it_stands() {
        let mut tokens = Tokens::default();
        assert_eq!(tokens.token("kim@contoso.example"), "user-1");
        assert_eq!(
            tokens.hide("UserPrincipalName: Kim@contoso.example, user: CONTOSO\\MSOL_1, at ..\\server.cpp(1): lee@contoso.example."),
            "UserPrincipalName: user-1, user: user-2, at ..\\server.cpp(1): user-3."
        );
    }
}
