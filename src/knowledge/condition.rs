//! `when:`, `needed:` and `ID if CONDITION`: small conditions over what is known. Owns their grammar and their meaning.
//!
//! Parts are joined by ` and `. Where a fact is not known, `=`, `<` and their like do not hold, and `!=` does: nothing
//! is skipped on a guess.
//!
//! Files hold them as people write them, blocks as they were read. What cannot be read is kept as it stands, so that the
//! checks report it at its place beside everything else; it goes into no block.

use crate::text::{Text, say};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// The name by which a `needed:` knows what a case came to: fixed, cause or by-design.
pub const CONCLUDED: &str = "concluded";

/// The name by which a `needed:` knows the area a case is about.
pub const AREA: &str = "area";

/// A condition; every part must hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct Condition {
    written: String,
    parts: Vec<Part>,
}

/// One comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Part {
    Known(String),
    Unknown(String),
    Is(String, Vec<String>),
    IsNot(String, Vec<String>),
    Compare(String, Order, Side),
    /// No condition; what was expected.
    #[serde(skip)]
    Unreadable(Text),
}

/// How two numbers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Order {
    Less,
    AtMost,
    More,
    AtLeast,
}

/// What a fact is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Side {
    Number(i64),
    Fact(String),
}

/// A node of a list, and when it is one: `ID` or `ID if CONDITION`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct NodeRef {
    pub id: String,
    pub when: Option<Condition>,
}

/// Whether support needs a field: `always`, `optional` or a condition over facts and fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub enum Needed {
    Always,
    Optional,
    When(Condition),
}

impl Condition {
    /// Does it hold, given `known` (fact to value)?
    pub fn holds<'a>(&self, known: impl Fn(&str) -> Option<&'a str>) -> bool {
        self.parts.iter().all(|part| part.holds(&known))
    }

    /// Is it known to be false: would no further fact make it hold? Used to skip what cannot apply.
    pub fn refuted<'a>(&self, known: impl Fn(&str) -> Option<&'a str>) -> bool {
        self.parts
            .iter()
            .any(|part| part.settled(&known) && !part.holds(&known))
    }

    /// What was expected, where nobody can read it.
    pub fn unreadable(&self) -> Option<&Text> {
        self.parts.iter().find_map(|part| match part {
            Part::Unreadable(expected) => Some(expected),
            _ => None,
        })
    }

    /// The facts it looks at, with the values it names for each.
    pub fn facts(&self) -> Vec<(&str, &[String])> {
        let mut out: Vec<(&str, &[String])> = Vec::new();
        for part in &self.parts {
            match part {
                Part::Known(fact) | Part::Unknown(fact) | Part::Compare(fact, ..) => out.push((fact, &[])),
                Part::Is(fact, values) | Part::IsNot(fact, values) => out.push((fact, values)),
                Part::Unreadable(_) => {}
            }
            if let Part::Compare(_, _, Side::Fact(other)) = part {
                out.push((other, &[]));
            }
        }
        out
    }
}

impl Needed {
    pub fn condition(&self) -> Option<&Condition> {
        match self {
            Needed::When(condition) => Some(condition),
            Needed::Always | Needed::Optional => None,
        }
    }
}

impl Part {
    fn holds<'a>(&self, known: &impl Fn(&str) -> Option<&'a str>) -> bool {
        let number = |fact: &str| known(fact)?.parse::<i64>().ok();
        match self {
            Part::Known(fact) => known(fact).is_some(),
            Part::Unknown(fact) => known(fact).is_none(),
            Part::Is(fact, values) => known(fact).is_some_and(|v| values.iter().any(|x| x == v)),
            Part::IsNot(fact, values) => known(fact).is_none_or(|v| values.iter().all(|x| x != v)),
            Part::Compare(fact, order, right) => {
                let right = match right {
                    Side::Number(number) => Some(*number),
                    Side::Fact(fact) => number(fact),
                };
                number(fact).zip(right).is_some_and(|(l, r)| match order {
                    Order::Less => l < r,
                    Order::AtMost => l <= r,
                    Order::More => l > r,
                    Order::AtLeast => l >= r,
                })
            }
            Part::Unreadable(_) => false,
        }
    }

    /// Will no further fact change whether it holds?
    fn settled<'a>(&self, known: &impl Fn(&str) -> Option<&'a str>) -> bool {
        match self {
            Part::Known(_) | Part::Unreadable(_) => false,
            Part::Unknown(fact)
            | Part::Is(fact, _)
            | Part::IsNot(fact, _)
            | Part::Compare(fact, _, Side::Number(_)) => known(fact).is_some(),
            Part::Compare(fact, _, Side::Fact(other)) => known(fact).is_some() && known(other).is_some(),
        }
    }
}

impl From<&str> for Condition {
    fn from(raw: &str) -> Self {
        let parts: Result<Vec<Part>, Text> = raw.split(" and ").map(part).collect();
        Self {
            written: raw.to_owned(),
            parts: parts.unwrap_or_else(|expected| vec![Part::Unreadable(expected)]),
        }
    }
}

impl From<&str> for NodeRef {
    fn from(raw: &str) -> Self {
        let (id, when) = raw
            .split_once(" if ")
            .map_or((raw, None), |(id, when)| (id, Some(when)));
        Self {
            id: id.trim().to_owned(),
            when: when.map(Condition::from),
        }
    }
}

impl From<&str> for Needed {
    fn from(raw: &str) -> Self {
        match raw {
            "always" => Needed::Always,
            "optional" => Needed::Optional,
            _ => Needed::When(raw.into()),
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl fmt::Display for NodeRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.when {
            None => f.write_str(&self.id),
            Some(when) => write!(f, "{} if {when}", self.id),
        }
    }
}

impl fmt::Display for Needed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Needed::Always => f.write_str("always"),
            Needed::Optional => f.write_str("optional"),
            Needed::When(condition) => condition.fmt(f),
        }
    }
}

/// Text for people and their files, parts for a block.
macro_rules! written {
    ($($name:ident)*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                if to.is_human_readable() { to.collect_str(self) } else { Self::serialize(self, to) }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                if from.is_human_readable() {
                    String::deserialize(from).map(|raw| raw.as_str().into())
                } else {
                    Self::deserialize(from)
                }
            }
        }
    )*};
}

written!(Condition NodeRef Needed);

/// Reads one comparison; the error says what was expected.
fn part(raw: &str) -> Result<Part, Text> {
    let raw = raw.trim();
    if let Some(fact) = raw.strip_prefix("known ") {
        return name(fact).map(Part::Known);
    }
    if let Some(fact) = raw.strip_prefix("unknown ") {
        return name(fact).map(Part::Unknown);
    }
    for (sign, order) in [
        ("<=", Order::AtMost),
        (">=", Order::AtLeast),
        ("<", Order::Less),
        (">", Order::More),
    ] {
        if let Some((left, right)) = raw.split_once(sign) {
            let right = name(right)?;
            let side = right.parse().map_or(Side::Fact(right), Side::Number);
            return Ok(Part::Compare(name(left)?, order, side));
        }
    }
    if let Some((fact, values)) = raw.split_once("!=") {
        return Ok(Part::IsNot(name(fact)?, list(values)?));
    }
    if let Some((fact, values)) = raw.split_once('=') {
        return Ok(Part::Is(name(fact)?, list(values)?));
    }
    let expected = say(
        "`{}` is no condition; write `fact = value`, `fact != a|b`, `fact < 2` or `known fact`",
        "`{}`은(는) 조건이 아닙니다. `fact = value`, `fact != a|b`, `fact < 2`, `known fact`처럼 쓰십시오",
    );
    Err(expected.both(&[raw]))
}

fn name(raw: &str) -> Result<String, Text> {
    let raw = raw.trim();
    let good = !raw.is_empty()
        && raw
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'));
    if good {
        Ok(raw.to_owned())
    } else {
        let expected = say(
            "`{}` is no name of a fact or value",
            "`{}`은(는) 사실이나 값의 이름이 아닙니다",
        );
        Err(expected.both(&[raw]))
    }
}

fn list(raw: &str) -> Result<Vec<String>, Text> {
    raw.split('|').map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(fact: &str) -> Option<&'static str> {
        match fact {
            "user_type" => Some("guest"),
            "registered" => Some("1"),
            "required" => Some("2"),
            _ => None,
        }
    }

    fn holds(raw: &str) -> bool {
        Condition::from(raw).holds(known)
    }

    #[test]
    fn conditions_mean_what_they_say() {
        assert!(holds("user_type = cloud-only|guest and registered < required"));
        assert!(!holds("user_type != guest"));
        assert!(holds("license != assigned"), "an unknown fact does not exclude");
        assert!(!holds("license = assigned"));
        assert!(holds("unknown license and known user_type"));
        assert!(!holds("registered >= required"));
        let nonsense = Condition::from("registered < 2 and nonsense");
        assert!(
            nonsense
                .unreadable()
                .unwrap()
                .en
                .starts_with("`nonsense` is no condition")
        );
        assert!(!nonsense.holds(known) && nonsense.facts().is_empty());
    }

    #[test]
    fn only_what_is_settled_is_refuted() {
        let refuted = |raw: &str| Condition::from(raw).refuted(known);
        assert!(refuted("user_type = cloud-only"));
        assert!(!refuted("license = assigned"));
        assert!(refuted("license = assigned and user_type != guest"));
    }

    #[test]
    fn a_node_may_carry_a_condition() {
        assert_eq!(NodeRef::from("usage.x").when, None);
        let node = NodeRef::from("usage.x if affected = some");
        assert_eq!(
            (node.id.as_str(), node.when),
            ("usage.x", Some("affected = some".into()))
        );
    }

    #[test]
    fn what_is_written_reads_back_and_what_is_packed_does_too() {
        for raw in [
            "known a and unknown b",
            "a = x|y and b != z",
            "a < 2 and b >= c",
            "a <= -1 and b > 0",
        ] {
            let condition = Condition::from(raw);
            assert_eq!(condition.to_string(), raw);
            let packed = postcard::to_stdvec(&condition).unwrap();
            assert_eq!(postcard::from_bytes::<Condition>(&packed).unwrap(), condition);
        }
        let nodes: Vec<NodeRef> = serde_yaml::from_str("[usage.x if a = b, end.solved]").unwrap();
        assert_eq!(
            serde_yaml::to_string(&nodes).unwrap(),
            "- usage.x if a = b\n- end.solved\n"
        );
        assert_eq!(Needed::from("sync.kind = connect").to_string(), "sync.kind = connect");
    }

    #[test]
    fn what_nobody_can_read_is_kept_as_written_and_is_never_packed() {
        let when: Condition = serde_yaml::from_str("the moon is full").unwrap();
        assert_eq!(when.to_string(), "the moon is full");
        assert!(postcard::to_stdvec(&when).is_err());
    }
}
