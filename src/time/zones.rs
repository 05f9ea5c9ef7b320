//! Names of time zones: IANA names, the names Windows gives them, offsets and abbreviations. Owns what a person may call
//! a zone and which zone that is. Never guesses: a name that fits several zones is answered with all of them.

use super::stamp::{Zone, numeric, offset};
use jiff::tz::Offset;

/// The table of names. A file of its own beside the program: it is data that is checked against Unicode CLDR by eye, and no
/// knowledge of the product, so nobody overrides it.
const TABLE: &str = include_str!("../../assets/zones.tsv");

/// The zone that a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub zone: Zone,
    /// Set where the name says the offset too, as `KST` or `CEST` do.
    pub offset: Option<Offset>,
}

/// Why a name is no zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoZone {
    /// It means several; these are their IANA names.
    Several(Vec<String>),
    /// Nobody knows it; IANA names that look alike.
    Unknown(Vec<String>),
}

/// Finds the zone that `raw` names. Case does not matter.
pub fn find(raw: &str) -> Result<Named, NoZone> {
    let name = unwrapped(raw);
    if let Some(offset) = offset(name) {
        return of_offset(offset);
    }
    let lower = name.to_lowercase();
    // Windows shows `(UTC+09:00) Seoul`; the part behind the bracket names the place
    let lower = match lower.split_once(") ") {
        Some((offset, place)) if offset.starts_with("(utc") || offset.starts_with("(gmt") => place.to_owned(),
        _ => lower,
    };
    let standard = lower
        .replace(" daylight time", " standard time")
        .replace(" summer time", " standard time");
    if let Some((said, zones)) = row(&standard) {
        return one_of(zones, said);
    }
    if let Some(zone) = iana(&lower) {
        return Ok(Named { zone, offset: None });
    }
    let cities = cities(&lower);
    if cities.is_empty() {
        return Err(NoZone::Unknown(alike(&lower)));
    }
    one_of(cities, None)
}

fn one_of(zones: Vec<String>, offset: Option<Offset>) -> Result<Named, NoZone> {
    let [only] = zones.as_slice() else {
        return Err(NoZone::Several(zones));
    };
    let zone = Zone::named(only).ok_or(NoZone::Unknown(Vec::new()))?;
    Ok(Named { zone, offset })
}

/// The rows of the table: name, the offset it says, IANA names.
fn rows() -> impl Iterator<Item = (&'static str, Option<Offset>, Vec<&'static str>)> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut columns = line.split('\t');
        let (name, said, zones) = (columns.next()?, columns.next()?, columns.next()?);
        Some((name, offset(said), zones.split(' ').collect()))
    })
}

fn row(lower: &str) -> Option<(Option<Offset>, Vec<String>)> {
    let (_, said, zones) = rows().find(|(name, _, _)| name.to_lowercase() == lower)?;
    Some((said, zones.into_iter().map(str::to_owned).collect()))
}

/// `raw` without brackets around the whole of it.
pub fn unwrapped(raw: &str) -> &str {
    let raw = raw.trim();
    let inner = raw
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .or_else(|| raw.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')));
    // `(UTC+09:00) Seoul (here)` begins and ends with one, but they are no pair
    inner.filter(|inner| !inner.contains([')', ']'])).map_or(raw, str::trim)
}

/// Whole hours have IANA names of their own (with the sign turned round); other offsets are named by their places.
fn of_offset(offset: Offset) -> Result<Named, NoZone> {
    let seconds = offset.seconds();
    if seconds % 3600 != 0 {
        let (_, places) = row(&numeric(offset)).ok_or(NoZone::Unknown(Vec::new()))?;
        return Err(NoZone::Several(places));
    }
    let name = match seconds / 3600 {
        0 => "Etc/UTC".to_owned(),
        hours => format!("Etc/GMT{:+}", -hours),
    };
    one_of(vec![name], None)
}

/// The zone of an IANA name.
fn iana(lower: &str) -> Option<Zone> {
    // names without a place, such as `localtime` or `Factory`, say nothing
    if !lower.contains('/') && !matches!(lower, "japan" | "singapore" | "israel" | "iran" | "turkey") {
        return None;
    }
    Zone::named(&lower.replace(' ', "_"))
}

/// Zones whose last part is the city that was written.
fn cities(lower: &str) -> Vec<String> {
    let city = lower.replace(' ', "_");
    let mut found = names();
    found.retain(|name| {
        let last = name.rsplit_once('/').map(|(_, last)| last.to_lowercase());
        last.is_some_and(|last| last == city)
    });
    found.sort();
    found
}

/// At most three IANA names that look like what was written.
fn alike(lower: &str) -> Vec<String> {
    let wanted = lower.replace(' ', "_");
    let distance = |name: &str| {
        let whole = name.to_lowercase();
        let last = whole.rsplit_once('/').map_or(whole.as_str(), |(_, last)| last);
        strsim::levenshtein(&whole, &wanted).min(strsim::levenshtein(last, &wanted))
    };
    let scored = names().into_iter().map(|name| (distance(&name), name));
    let mut near: Vec<(usize, String)> = scored.filter(|(distance, _)| *distance <= 2).collect();
    near.sort();
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

/// The IANA names that say a place.
fn names() -> Vec<String> {
    const CONTINENTS: &str = "Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific";
    let placed = |name: &str| {
        let continent = name.split_once('/').map(|(continent, _)| continent);
        continent.is_some_and(|continent| CONTINENTS.split(' ').any(|known| known == continent))
    };
    let names = jiff::tz::db().available().map(|name| name.as_str().to_owned());
    names.filter(|name| placed(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Stamp;
    use super::*;

    fn name(raw: &str) -> Option<String> {
        find(raw).ok().map(|found| found.zone.to_string())
    }

    #[test]
    fn iana_windows_and_korean_names_are_taken() {
        for raw in [
            "Asia/Seoul",
            "asia/seoul",
            "Korea Standard Time",
            "korea standard time",
            "KST",
            "Seoul",
            "(UTC+09:00) Seoul",
            "대한민국 표준시",
            "[Asia/Seoul]",
        ] {
            assert_eq!(name(raw).as_deref(), Some("Asia/Seoul"), "{raw}");
        }
        assert_eq!(name("W. Europe Daylight Time").as_deref(), Some("Europe/Berlin"));
        assert_eq!(
            name("America/Argentina/Buenos_Aires").as_deref(),
            Some("America/Argentina/Buenos_Aires")
        );
        assert_eq!(name("new york").as_deref(), Some("America/New_York"));
    }

    #[test]
    fn whole_hours_have_names_and_the_sign_is_turned_round() {
        assert_eq!(name("UTC+9").as_deref(), Some("Etc/GMT-9"));
        assert_eq!(name("utc-05:00").as_deref(), Some("Etc/GMT+5"));
        assert_eq!(name("UTC-11").as_deref(), Some("Etc/GMT+11"));
        assert_eq!(name("UTC").as_deref(), Some("Etc/UTC"));
        assert_eq!(
            find("UTC+5:30"),
            Err(NoZone::Several(vec!["Asia/Kolkata".into(), "Asia/Colombo".into()]))
        );
        assert_eq!(name("UTC+27"), None);
    }

    #[test]
    fn letters_that_mean_several_zones_are_refused_with_the_choices() {
        let Err(NoZone::Several(zones)) = find("CST") else {
            unreachable!("CST is ambiguous")
        };
        assert!(zones.contains(&"America/Chicago".to_owned()) && zones.contains(&"Asia/Shanghai".to_owned()));
        assert_eq!(find("Asia/Soul"), Err(NoZone::Unknown(vec!["Asia/Seoul".into()])));
        assert!(find("localtime").is_err());
    }

    #[test]
    fn every_name_in_the_table_has_rules_and_finds_them() {
        assert!(rows().count() > 200, "{}", rows().count());
        for (called, said, zones) in rows() {
            for iana in &zones {
                assert!(Zone::named(iana).is_some(), "{iana}");
            }
            match zones.as_slice() {
                [only] if offset(called).is_none() => assert_eq!(name(called).as_deref(), Some(*only), "{called}"),
                _ => assert!(
                    matches!(find(called), Err(NoZone::Several(found)) if found == zones),
                    "{called}"
                ),
            }
            // the letters fit one of their zones at some time of the year
            let fits = |iana: &str| {
                let at = |raw: &str| {
                    let stamp: Option<Stamp> = raw.parse().ok();
                    Some(stamp?.on(&Zone::named(iana)?).offset)
                };
                at("2026-01-15T12:00:00Z") == said || at("2026-07-15T12:00:00Z") == said
            };
            assert!(said.is_none() || zones.iter().any(|zone| fits(zone)), "{called}");
        }
        let lines = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        assert_eq!(lines.count(), rows().count(), "every line is a row");
    }
}
