//! How one name is spelled: what a person's address, account or display name gives away of the others.

use super::ours;
use super::person;
use super::words::{Set, WORDS, is_hangul};
use crate::text::guid::guid;
use std::collections::BTreeSet;

/// When a spelling counts where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// As a word, in any mixture of upper and lower case.
    Word,
    /// As a word; others may be called so too.
    Account,
    /// As a word that begins with a capital: a given name alone.
    Capital,
    /// Before a title: a Korean given name alone, or a family name.
    Titled,
}

/// The spellings of a person that one of them gives away, in lower case, the given one first.
pub fn of_person(name: &str) -> Vec<(String, How)> {
    let name = name.trim().to_lowercase();
    let mut out = Vec::new();
    let mut short = None;
    if let Some((local, domain)) = name.rsplit_once('@') {
        out.push((name.clone(), How::Word));
        let home = local.strip_suffix("#ext#").unwrap_or(local);
        // a guest is called by the address at home, with an underscore for the sign
        if let Some((local, at)) = home.rsplit_once('_').filter(|_| home != local) {
            out.push((format!("{local}@{at}"), How::Word));
            short = Some(local.to_owned());
        } else if !domain.is_empty() {
            short = Some(local.split('+').next().unwrap_or(local).to_owned());
        }
    } else if name.starts_with("cn=") || name.starts_with("ou=") || name.starts_with("uid=") {
        out.push((name.clone(), How::Word));
        short = common_name(&name);
    } else if let Some((_, account)) = name.split_once('\\') {
        out.push((name.clone(), How::Word));
        short = Some(account.to_owned());
    } else if name.starts_with("s-1-") || guid(name.trim_matches(['{', '}'])).is_some() {
        out.push((name.trim_matches(['{', '}']).to_owned(), How::Word));
    } else {
        short = Some(name.clone());
    }
    if let Some(short) = short.filter(|short| stands_alone(short)) {
        derived(&short, &mut out);
        out.push((short, How::Word));
    }
    out
}

/// What stands behind the first `CN=` of a distinguished name.
fn common_name(path: &str) -> Option<String> {
    let rest = path.strip_prefix("cn=").or(path.strip_prefix("uid="))?;
    let mut end = rest.len();
    let mut escaped = false;
    for (at, c) in rest.char_indices() {
        if c == ',' && !escaped {
            end = at;
            break;
        }
        escaped = c == '\\';
    }
    Some(rest.get(..end)?.replace("\\,", ","))
}

/// Other orders and signs of a name of two or three words, its words alone, and the Korean ways to call somebody.
fn derived(name: &str, out: &mut Vec<(String, How)>) {
    let words: Vec<&str> = name
        .split(['.', '_', '-', ' ', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let real = |word: &&str| word.chars().count() > 1 && word.chars().all(|c| c.is_alphabetic() || c == '\'');
    let latin = |word: &&str| word.chars().all(|c| !is_hangul(c));
    if let [first, last] = words.as_slice()
        && words.iter().all(real)
        && words.iter().all(latin)
    {
        for between in [" ", ".", "_", "-", ", ", "+", "", "\\, "] {
            out.push((format!("{first}{between}{last}"), How::Word));
            out.push((format!("{last}{between}{first}"), How::Word));
        }
    }
    if let [first, last] = words.as_slice()
        && words.iter().all(real)
        && words.iter().all(latin)
    {
        // dvolkov, of Dmitri Volkov and of Darya Volkov
        for (given, family) in [(first, last), (last, first)] {
            let initial = given.chars().take(1);
            let telling = family.chars().count() > 4 && !WORDS.is(Set::Ambiguous, family);
            out.extend(telling.then(|| (initial.chain(family.chars()).collect(), How::Account)));
        }
    }
    if words.len() == 3 && words.iter().all(latin) {
        out.push((words.join(" "), How::Word));
        out.push((words.join("."), How::Word));
    }
    if words.len() > 1 {
        let telling = |word: &&&str| {
            real(word)
                && latin(word)
                && word.chars().count() > 2
                && !WORDS.is(Set::Ambiguous, word)
                && !WORDS.is(Set::Nobody, word)
        };
        out.extend(
            words
                .iter()
                .filter(telling)
                .map(|word| ((*word).to_owned(), How::Capital)),
        );
    }
    let joined: String = words.concat();
    if person::is_korean_name(&joined) && joined.chars().count() >= 3 {
        let family = joined.chars().next().map(|c| c.to_string()).unwrap_or_default();
        let given: String = joined.chars().skip(1).collect();
        out.push((joined.clone(), How::Word));
        out.push((format!("{family} {given}"), How::Word));
        out.push((given, How::Titled));
        out.push((family, How::Titled));
    }
}

/// Does the word name somebody or something without anything around it?
pub fn stands_alone(word: &str) -> bool {
    let length = word.chars().count();
    let hangul = word.chars().all(is_hangul);
    let letters = word.chars().any(char::is_alphabetic);
    let number = word.chars().all(|c| c.is_ascii_digit()) && length >= 5;
    (letters && (length > 2 || hangul && length > 1) || number) && !WORDS.is(Set::Nobody, word)
}

/// The spellings of a domain or of an organization.
pub fn of_domain(name: &str) -> Vec<String> {
    let name = name.trim().to_lowercase();
    let path = of_path(&name);
    let plain = path.clone().unwrap_or_else(|| name.clone());
    let mut out = vec![name];
    let label = ours::called(&plain).filter(|label| label.len() > 3 && stands_alone(label));
    out.extend(path);
    out.extend(label.map(str::to_owned));
    out
}

/// The domain at the end of a distinguished name.
pub fn of_path(path: &str) -> Option<String> {
    let path = path.to_lowercase();
    let labels: Vec<&str> = path
        .split(',')
        .filter_map(|part| part.trim().strip_prefix("dc="))
        .collect();
    (!labels.is_empty()).then(|| labels.join("."))
}

/// Does a distinguished name name a place of the directory and nobody in it?
pub fn is_place(path: &str) -> bool {
    let path = path.to_lowercase();
    let places: BTreeSet<&str> = [
        "cn=users",
        "cn=computers",
        "cn=configuration",
        "cn=system",
        "cn=schema",
        "cn=builtin",
        "ou=domain controllers",
        "cn=deleted objects",
        "cn=adminsdholder",
        "cn=password settings container",
        "cn=services",
        "cn=sites",
        "cn=foreignsecurityprincipals",
        "cn=managed service accounts",
        "cn=program data",
    ]
    .into();
    let first = path.split(',').next().unwrap_or_default();
    path.starts_with("dc=") || path.starts_with("ou=") || places.contains(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(name: &str) -> Vec<String> {
        of_person(name).into_iter().map(|(spelling, _)| spelling).collect()
    }

    #[test]
    fn one_spelling_gives_others_away() {
        let kim = all("Kim.Minji@Contoso.com");
        for wanted in [
            "kim.minji@contoso.com",
            "kim.minji",
            "minji kim",
            "kim, minji",
            "kimminji",
            "minji",
        ] {
            assert!(kim.iter().any(|s| s == wanted), "{wanted}: {kim:?}");
        }
        assert!(all("kim_gmail.com#EXT#@contoso.onmicrosoft.com").contains(&"kim@gmail.com".to_owned()));
        assert!(all("CN=Kim\\, Minji,OU=Sales,DC=contoso,DC=com").contains(&"minji kim".to_owned()));
        assert!(all("김민지").contains(&"민지".to_owned()));
        assert_eq!(all("admin@contoso.com"), ["admin@contoso.com"]);
    }

    #[test]
    fn a_domain_is_also_what_people_call_it() {
        assert_eq!(of_domain("corp.contoso.com"), ["corp.contoso.com", "contoso"]);
        assert_eq!(
            of_domain("DC=contoso,DC=com"),
            ["dc=contoso,dc=com", "contoso.com", "contoso"]
        );
    }
}
