//! `when:` and `ID if CONDITION`: small conditions over what is known. Owns their grammar and their meaning.
//!
//! Parts are joined by ` and `. Where a fact is not known, `=`, `<` and their like do not hold, and `!=` does: nothing
//! is skipped on a guess.

/// A parsed condition; every part must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    pub parts: Vec<Part>,
}

/// One comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Known(String),
    Unknown(String),
    Is(String, Vec<String>),
    IsNot(String, Vec<String>),
    /// Numbers; the right side is a number or the name of a fact.
    Compare(String, Order, String),
}

/// How two numbers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Less,
    AtMost,
    More,
    AtLeast,
}

impl Condition {
    /// Reads a condition; the error says what was expected.
    pub fn parse(raw: &str) -> Result<Self, String> {
        raw.split(" and ")
            .map(part)
            .collect::<Result<Vec<_>, _>>()
            .map(|parts| Self { parts })
    }

    /// Does it hold, given `known` (fact to value)?
    pub fn holds<'a>(&self, known: impl Fn(&str) -> Option<&'a str>) -> bool {
        self.parts.iter().all(|part| match part {
            Part::Known(fact) => known(fact).is_some(),
            Part::Unknown(fact) => known(fact).is_none(),
            Part::Is(fact, values) => known(fact).is_some_and(|v| values.iter().any(|x| x == v)),
            Part::IsNot(fact, values) => known(fact).is_none_or(|v| values.iter().all(|x| x != v)),
            Part::Compare(fact, order, right) => {
                let number = |name: &str| name.parse::<i64>().ok().or_else(|| known(name)?.parse().ok());
                match (known(fact).and_then(|v| v.parse::<i64>().ok()), number(right)) {
                    (Some(l), Some(r)) => match order {
                        Order::Less => l < r,
                        Order::AtMost => l <= r,
                        Order::More => l > r,
                        Order::AtLeast => l >= r,
                    },
                    _ => false,
                }
            }
        })
    }

    /// Is it known to be false: would no further fact make it hold? Used to skip what cannot apply.
    pub fn refuted<'a>(&self, known: impl Fn(&str) -> Option<&'a str>) -> bool {
        self.parts.iter().any(|part| {
            let settled = match part {
                Part::Known(_) => false,
                Part::Unknown(fact) | Part::Is(fact, _) | Part::IsNot(fact, _) => known(fact).is_some(),
                Part::Compare(fact, _, right) => {
                    known(fact).is_some() && (right.parse::<i64>().is_ok() || known(right).is_some())
                }
            };
            settled
                && !Condition {
                    parts: vec![part.clone()],
                }
                .holds(&known)
        })
    }

    /// The facts it looks at, with the values it names for each.
    pub fn facts(&self) -> Vec<(&str, &[String])> {
        let mut out: Vec<(&str, &[String])> = Vec::new();
        for part in &self.parts {
            match part {
                Part::Known(fact) | Part::Unknown(fact) => out.push((fact, &[])),
                Part::Is(fact, values) | Part::IsNot(fact, values) => out.push((fact, values)),
                Part::Compare(fact, _, right) => {
                    out.push((fact, &[]));
                    if right.parse::<i64>().is_err() {
                        out.push((right, &[]));
                    }
                }
            }
        }
        out
    }
}

fn part(raw: &str) -> Result<Part, String> {
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
            return Ok(Part::Compare(name(left)?, order, name(right)?));
        }
    }
    if let Some((fact, values)) = raw.split_once("!=") {
        return Ok(Part::IsNot(name(fact)?, list(values)?));
    }
    if let Some((fact, values)) = raw.split_once('=') {
        return Ok(Part::Is(name(fact)?, list(values)?));
    }
    Err(format!(
        "`{raw}` is no condition; write `fact = value`, `fact != a|b`, `fact < 2` or `known fact`"
    ))
}

fn name(raw: &str) -> Result<String, String> {
    let raw = raw.trim();
    let good = !raw.is_empty()
        && raw
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'));
    if good {
        Ok(raw.to_owned())
    } else {
        Err(format!("`{raw}` is no name of a fact or value"))
    }
}

fn list(raw: &str) -> Result<Vec<String>, String> {
    raw.split('|').map(name).collect()
}

/// A node of a list: the id, and the condition behind ` if ` where there is one.
pub fn node(raw: &str) -> Result<(&str, Option<Condition>), String> {
    match raw.split_once(" if ") {
        None => Ok((raw.trim(), None)),
        Some((id, condition)) => Condition::parse(condition).map(|c| (id.trim(), Some(c))),
    }
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
        Condition::parse(raw).is_ok_and(|c| c.holds(known))
    }

    #[test]
    fn conditions_mean_what_they_say() {
        assert!(holds("user_type = cloud-only|guest and registered < required"));
        assert!(!holds("user_type != guest"));
        assert!(holds("license != assigned"), "an unknown fact does not exclude");
        assert!(!holds("license = assigned"));
        assert!(holds("unknown license and known user_type"));
        assert!(!holds("registered >= required"));
        assert!(Condition::parse("nonsense").is_err());
    }

    #[test]
    fn only_what_is_settled_is_refuted() {
        let refuted = |raw: &str| Condition::parse(raw).is_ok_and(|c| c.refuted(known));
        assert!(refuted("user_type = cloud-only"));
        assert!(!refuted("license = assigned"));
        assert!(refuted("license = assigned and user_type != guest"));
    }

    #[test]
    fn a_node_may_carry_a_condition() {
        assert_eq!(node("usage.x").map(|(id, c)| (id, c.is_some())), Ok(("usage.x", false)));
        assert_eq!(
            node("usage.x if affected = some").map(|(id, c)| (id, c.is_some())),
            Ok(("usage.x", true))
        );
    }
}
