//! The words by which identities are told, as `assets/identities.txt` lists them: labels, titles, particles, what names nobody.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// What stands behind a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// The name of a person, whatever it looks like.
    Name,
    /// A person by name or account, or something else.
    Who,
    /// The name of an account.
    Login,
    /// A number by which an organization knows a person.
    Number,
    /// The id of an object of the directory.
    Object,
    Tenant,
    /// The name of an organization.
    Company,
    /// A computer, whatever its name looks like.
    Host,
    /// A computer, or something else.
    Server,
    Domain,
    Phone,
}

impl Label {
    fn of(section: &str) -> Option<Self> {
        Some(match section {
            "name" => Self::Name,
            "who" => Self::Who,
            "login" => Self::Login,
            "number" => Self::Number,
            "object" => Self::Object,
            "tenant" => Self::Tenant,
            "company" => Self::Company,
            "host" => Self::Host,
            "server" => Self::Server,
            "domain" => Self::Domain,
            "phone" => Self::Phone,
            _ => return None,
        })
    }
}

/// A set of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Set {
    /// Names nobody.
    Nobody,
    /// Is said of a person behind the name.
    Title,
    /// Follows a name in a sentence.
    Particle,
    Surname,
    /// A syllable of given names.
    Given,
    /// A name that is a word as well.
    Ambiguous,
    /// A name that many people have, given or of a family.
    Forename,
}

impl Set {
    fn of(section: &str) -> Option<Self> {
        Some(match section {
            "nobody" => Self::Nobody,
            "title" => Self::Title,
            "particle" => Self::Particle,
            "surname" => Self::Surname,
            "given" => Self::Given,
            "ambiguous" => Self::Ambiguous,
            "forename" => Self::Forename,
            _ => return None,
        })
    }
}

/// No label has more words.
const WORDS_OF_A_LABEL: usize = 4;

/// The words of the list.
pub struct Words {
    labels: BTreeMap<String, Vec<Label>>,
    sets: BTreeMap<Set, BTreeSet<String>>,
}

/// Read when it is asked for first: most runs of the program never do.
pub static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!("../../../assets/identities.txt")));

impl Words {
    fn read(list: &str) -> Self {
        let mut words = Self {
            labels: BTreeMap::new(),
            sets: BTreeMap::new(),
        };
        let mut section = "";
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                section = name;
                continue;
            }
            for word in line.split(',').map(str::trim).filter(|word| !word.is_empty()) {
                if let Some(label) = Label::of(section) {
                    words.labels.entry(bare(word)).or_default().push(label);
                } else if let Some(set) = Set::of(section) {
                    words.sets.entry(set).or_default().insert(word.to_lowercase());
                }
            }
        }
        words
    }

    /// Is the word in the set? In any mixture of upper and lower case.
    pub fn is(&self, set: Set, word: &str) -> bool {
        self.sets
            .get(&set)
            .is_some_and(|words| words.contains(&word.to_lowercase()))
    }

    /// What the last words of `text` announce as a label; the longest label counts. None where they are none.
    pub fn label(&self, text: &str) -> &[Label] {
        let text = text.trim_matches(|c: char| c.is_whitespace() || "\"'`*_#>.-()[]/\u{2022}".contains(c));
        let starts: Vec<usize> = text
            .char_indices()
            .filter(|(at, c)| *at == 0 || !c.is_whitespace() && !is_joint(*c))
            .filter(|(at, _)| {
                *at == 0
                    || text
                        .get(..*at)
                        .is_some_and(|b| b.ends_with(|c: char| c.is_whitespace() || is_joint(c)))
            })
            .map(|(at, _)| at)
            .collect();
        let near = starts.len().saturating_sub(WORDS_OF_A_LABEL);
        let ends = starts.get(near..).unwrap_or_default().iter();
        let mut ends = ends.filter_map(|at| self.labels.get(&bare(text.get(*at..)?)));
        ends.next().map_or(&[], Vec::as_slice)
    }

    /// What `text` announces as a label, all of its words together.
    pub fn whole(&self, text: &str) -> &[Label] {
        self.labels.get(&bare(text)).map_or(&[], Vec::as_slice)
    }
}

/// What may stand between the parts of a key: `user.displayName`, `ad:sn`.
fn is_joint(c: char) -> bool {
    matches!(c, '.' | '/' | ':' | '@')
}

/// A label without what makes no difference.
fn bare(label: &str) -> String {
    let kept = label.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_'));
    kept.flat_map(char::to_lowercase).collect()
}

/// The words of the list that a Korean run begins with, the longest first: its length in bytes.
pub fn leading(set: Set, text: &str) -> Option<usize> {
    let ends: Vec<usize> = text.char_indices().take(7).map(|(at, c)| at + c.len_utf8()).collect();
    ends.into_iter()
        .rev()
        .find(|end| text.get(..*end).is_some_and(|word| WORDS.is(set, word)))
}

/// A syllable of Hangul.
pub fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_known_however_it_is_spelled_and_whatever_stands_before_it() {
        for (text, wanted) in [
            ("displayName", Label::Name),
            ("  \"user.displayName\"", Label::Name),
            ("Affected user display name", Label::Name),
            ("SAM_Account-Name", Label::Login),
            ("1. 요청자", Label::Who),
            ("- **담당자**", Label::Who),
            ("테넌트 ID", Label::Tenant),
            ("the Computer name", Label::Host),
        ] {
            assert_eq!(WORDS.label(text).first(), Some(&wanted), "{text}");
        }
        for none in ["activityDisplayName", "TrackingId", "event ID", "", "암호화"] {
            assert!(!WORDS.label(none).contains(&Label::Name), "{none}");
        }
    }

    #[test]
    fn the_longest_word_counts() {
        assert_eq!(leading(Set::Title, "대리님이"), Some("대리님".len()));
        assert_eq!(leading(Set::Particle, "에게서 왔다"), Some("에게서".len()));
        assert_eq!(leading(Set::Title, "kim"), None);
    }
}
