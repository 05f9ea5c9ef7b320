//! Names of time zones: IANA names, the names Windows gives them, offsets and abbreviations. Owns what a person may call
//! a zone and which IANA name that is. Never guesses: a name that fits several zones is answered with all of them.

use crate::text::{Say, say};
use jiff::tz::{Offset, TimeZone};

/// The zone that a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// The IANA name.
    pub name: String,
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

/// The sentence that asks for a zone, used wherever one is missing.
pub const WANTED: Say = say(
    "Give an IANA name such as Asia/Seoul, a Windows name such as Korea Standard Time, or an offset such as UTC+9.",
    "Asia/Seoul 같은 IANA 이름, Korea Standard Time 같은 Windows 이름, UTC+9 같은 오프셋 중 하나로 적어 주십시오.",
);

/// Finds the zone that `raw` names. Case does not matter.
pub fn find(raw: &str) -> Result<Zone, NoZone> {
    let name = unwrapped(raw);
    let lower = name.to_lowercase();
    if let Some(found) = abbreviation(&lower) {
        return found;
    }
    if let Some(offset) = offset(name) {
        return of_offset(offset);
    }
    // Windows shows `(UTC+09:00) Seoul`; the part behind the bracket names the place
    let lower = match lower.split_once(") ") {
        Some((offset, place)) if offset.starts_with("(utc") || offset.starts_with("(gmt") => place.to_owned(),
        _ => lower,
    };
    let standard = lower
        .replace(" daylight time", " standard time")
        .replace(" summer time", " standard time");
    if let Some((_, iana)) = WINDOWS
        .iter()
        .chain(KOREAN)
        .find(|(windows, _)| windows.to_lowercase() == standard)
    {
        return Ok(plain(iana));
    }
    if let Some(zone) = iana(&lower) {
        return Ok(plain(&zone));
    }
    let cities = cities(&lower);
    match cities.as_slice() {
        [only] => Ok(plain(only)),
        [] => Err(NoZone::Unknown(alike(&lower))),
        _ => Err(NoZone::Several(cities)),
    }
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

/// The rules of the zone `name` (an IANA name).
pub fn rules(name: &str) -> Option<TimeZone> {
    TimeZone::get(name).ok().filter(|zone| !zone.is_unknown())
}

/// An offset from UTC: `+09:00`, `UTC+9`, `GMT-0530`, `Z`.
pub fn offset(raw: &str) -> Option<Offset> {
    let lower = raw.trim().to_lowercase();
    if matches!(lower.as_str(), "z" | "utc" | "gmt" | "utc+0" | "utc-0" | "gmt+0") {
        return Some(Offset::UTC);
    }
    let rest = lower
        .strip_prefix("utc")
        .or_else(|| lower.strip_prefix("gmt"))
        .unwrap_or(&lower)
        .trim();
    let (sign, digits) = match rest.chars().next()? {
        '+' => (1, rest.strip_prefix('+')?),
        '-' | '\u{2212}' | '\u{2013}' => (-1, rest.trim_start_matches(['-', '\u{2212}', '\u{2013}'])),
        _ => return None,
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some((h, m)) => (h, m.split_once(':').map_or(m, |(m, _)| m)),
        None if digits.len() > 2 => digits.split_at_checked(digits.len() - 2)?,
        None => (digits, "0"),
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    if hours > 14 || minutes > 59 {
        return None;
    }
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

fn plain(name: &str) -> Zone {
    Zone {
        name: name.to_owned(),
        offset: None,
    }
}

/// Whole hours have IANA names of their own (with the sign turned round); other offsets are named by their places.
fn of_offset(offset: Offset) -> Result<Zone, NoZone> {
    let seconds = offset.seconds();
    if seconds == 0 {
        return Ok(plain("Etc/UTC"));
    }
    if seconds % 3600 == 0 {
        let sign = if seconds > 0 { '-' } else { '+' };
        let name = format!("Etc/GMT{sign}{}", (seconds / 3600).abs());
        return rules(&name).map(|_| plain(&name)).ok_or(NoZone::Unknown(Vec::new()));
    }
    let minutes = seconds / 60;
    match PLACES.iter().find(|(m, _)| *m == minutes) {
        Some((_, places)) => Err(NoZone::Several(places.iter().map(|p| (*p).to_owned()).collect())),
        None => Err(NoZone::Unknown(Vec::new())),
    }
}

fn abbreviation(lower: &str) -> Option<Result<Zone, NoZone>> {
    let (_, minutes, zones) = ABBREVIATIONS.iter().find(|(short, _, _)| *short == lower)?;
    Some(match zones {
        [only] => Ok(Zone {
            name: (*only).to_owned(),
            offset: minutes.and_then(|m| Offset::from_seconds(m * 60).ok()),
        }),
        _ => Err(NoZone::Several(zones.iter().map(|z| (*z).to_owned()).collect())),
    })
}

/// The IANA name in its own spelling.
fn iana(lower: &str) -> Option<String> {
    // names without a place, such as `localtime` or `Factory`, say nothing
    if !lower.contains('/') && !matches!(lower, "japan" | "singapore" | "israel" | "iran" | "turkey") {
        return None;
    }
    let zone = rules(&lower.replace(' ', "_"))?;
    zone.iana_name().map(str::to_owned)
}

/// Zones whose last part is the city that was written.
fn cities(lower: &str) -> Vec<String> {
    let city = lower.replace(' ', "_");
    let mut found: Vec<String> = names()
        .into_iter()
        .filter(|name| {
            name.rsplit_once('/')
                .is_some_and(|(_, last)| last.to_lowercase() == city)
        })
        .collect();
    found.sort();
    found
}

/// At most three IANA names that look like what was written.
fn alike(lower: &str) -> Vec<String> {
    let wanted = lower.replace(' ', "_");
    let mut scored: Vec<(usize, String)> = names()
        .into_iter()
        .map(|name| {
            let whole = name.to_lowercase();
            let last = whole.rsplit_once('/').map_or(whole.as_str(), |(_, last)| last);
            (
                strsim::levenshtein(&whole, &wanted).min(strsim::levenshtein(last, &wanted)),
                name,
            )
        })
        .filter(|(distance, _)| *distance <= 2)
        .collect();
    scored.sort();
    scored.into_iter().take(3).map(|(_, name)| name).collect()
}

fn names() -> Vec<String> {
    const CONTINENTS: [&str; 10] = [
        "Africa/",
        "America/",
        "Antarctica/",
        "Arctic/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    ];
    jiff::tz::db()
        .available()
        .map(|name| name.as_str().to_owned())
        .filter(|name| CONTINENTS.iter().any(|continent| name.starts_with(continent)))
        .collect()
}

/// Offsets that are no whole hour, in minutes, and where they are used.
const PLACES: &[(i32, &[&str])] = &[
    (-570, &["Pacific/Marquesas"]),
    (-210, &["America/St_Johns"]),
    (-150, &["America/St_Johns"]),
    (210, &["Asia/Tehran"]),
    (270, &["Asia/Kabul"]),
    (330, &["Asia/Kolkata", "Asia/Colombo"]),
    (345, &["Asia/Kathmandu"]),
    (390, &["Asia/Yangon", "Indian/Cocos"]),
    (525, &["Australia/Eucla"]),
    (570, &["Australia/Darwin", "Australia/Adelaide"]),
    (630, &["Australia/Lord_Howe", "Australia/Adelaide"]),
    (660, &["Australia/Sydney", "Australia/Lord_Howe"]),
    (765, &["Pacific/Chatham"]),
    (825, &["Pacific/Chatham"]),
];

/// Abbreviations in use: the offset in minutes where the letters say it, and the zones they may mean. More than one zone
/// is a question to the person who wrote it.
const ABBREVIATIONS: &[(&str, Option<i32>, &[&str])] = &[
    ("kst", Some(540), &["Asia/Seoul"]),
    ("jst", Some(540), &["Asia/Tokyo"]),
    ("sgt", Some(480), &["Asia/Singapore"]),
    ("hkt", Some(480), &["Asia/Hong_Kong"]),
    ("pht", Some(480), &["Asia/Manila"]),
    ("wib", Some(420), &["Asia/Jakarta"]),
    ("ict", Some(420), &["Asia/Bangkok"]),
    ("npt", Some(345), &["Asia/Kathmandu"]),
    ("pkt", Some(300), &["Asia/Karachi"]),
    ("msk", Some(180), &["Europe/Moscow"]),
    ("trt", Some(180), &["Europe/Istanbul"]),
    ("cet", Some(60), &["Europe/Berlin"]),
    ("cest", Some(120), &["Europe/Berlin"]),
    ("mez", Some(60), &["Europe/Berlin"]),
    ("mesz", Some(120), &["Europe/Berlin"]),
    ("eet", Some(120), &["Europe/Helsinki", "Europe/Athens", "Africa/Cairo"]),
    ("eest", Some(180), &["Europe/Helsinki", "Europe/Athens", "Africa/Cairo"]),
    ("wet", Some(0), &["Europe/Lisbon"]),
    ("west", Some(60), &["Europe/Lisbon"]),
    ("sast", Some(120), &["Africa/Johannesburg"]),
    ("hst", Some(-600), &["Pacific/Honolulu"]),
    ("akst", Some(-540), &["America/Anchorage"]),
    ("akdt", Some(-480), &["America/Anchorage"]),
    ("pdt", Some(-420), &["America/Los_Angeles"]),
    ("mdt", Some(-360), &["America/Denver"]),
    ("edt", Some(-240), &["America/New_York"]),
    ("adt", Some(-180), &["America/Halifax"]),
    ("nst", Some(-210), &["America/St_Johns"]),
    ("ndt", Some(-150), &["America/St_Johns"]),
    ("brt", Some(-180), &["America/Sao_Paulo"]),
    ("awst", Some(480), &["Australia/Perth"]),
    ("aedt", Some(660), &["Australia/Sydney"]),
    ("acdt", Some(630), &["Australia/Adelaide"]),
    ("nzst", Some(720), &["Pacific/Auckland"]),
    ("nzdt", Some(780), &["Pacific/Auckland"]),
    ("aest", None, &["Australia/Sydney", "Australia/Brisbane"]),
    ("acst", None, &["Australia/Adelaide", "Australia/Darwin"]),
    ("ast", None, &["America/Halifax", "Asia/Riyadh"]),
    ("bst", None, &["Europe/London", "Asia/Dhaka"]),
    ("cdt", None, &["America/Chicago", "America/Havana"]),
    (
        "cst",
        None,
        &["America/Chicago", "Asia/Shanghai", "Asia/Taipei", "America/Havana"],
    ),
    ("est", None, &["America/New_York", "Australia/Sydney"]),
    ("gst", None, &["Asia/Dubai", "Atlantic/South_Georgia"]),
    ("ist", None, &["Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"]),
    ("mst", None, &["America/Denver", "America/Phoenix", "Asia/Kuala_Lumpur"]),
    ("pst", None, &["America/Los_Angeles", "Asia/Manila"]),
    ("et", None, &["America/New_York"]),
    ("pt", None, &["America/Los_Angeles"]),
];

/// How zones are called in Korean, on Windows and in speech.
const KOREAN: &[(&str, &str)] = &[
    ("대한민국 표준시", "Asia/Seoul"),
    ("한국 표준시", "Asia/Seoul"),
    ("한국 시간", "Asia/Seoul"),
    ("한국시간", "Asia/Seoul"),
    ("한국", "Asia/Seoul"),
    ("서울", "Asia/Seoul"),
    ("도쿄 표준시", "Asia/Tokyo"),
    ("일본 시간", "Asia/Tokyo"),
    ("중국 표준시", "Asia/Shanghai"),
    ("협정 세계시", "Etc/UTC"),
];

/// The names of Windows and the IANA name that Unicode CLDR gives for each.
const WINDOWS: &[(&str, &str)] = &[
    ("Dateline Standard Time", "Etc/GMT+12"),
    ("Aleutian Standard Time", "America/Adak"),
    ("Hawaiian Standard Time", "Pacific/Honolulu"),
    ("Marquesas Standard Time", "Pacific/Marquesas"),
    ("Alaskan Standard Time", "America/Anchorage"),
    ("Pacific Standard Time (Mexico)", "America/Tijuana"),
    ("Pacific Standard Time", "America/Los_Angeles"),
    ("US Mountain Standard Time", "America/Phoenix"),
    ("Mountain Standard Time (Mexico)", "America/Mazatlan"),
    ("Mountain Standard Time", "America/Denver"),
    ("Yukon Standard Time", "America/Whitehorse"),
    ("Central America Standard Time", "America/Guatemala"),
    ("Central Standard Time", "America/Chicago"),
    ("Easter Island Standard Time", "Pacific/Easter"),
    ("Central Standard Time (Mexico)", "America/Mexico_City"),
    ("Canada Central Standard Time", "America/Regina"),
    ("SA Pacific Standard Time", "America/Bogota"),
    ("Eastern Standard Time (Mexico)", "America/Cancun"),
    ("Eastern Standard Time", "America/New_York"),
    ("Haiti Standard Time", "America/Port-au-Prince"),
    ("Cuba Standard Time", "America/Havana"),
    ("US Eastern Standard Time", "America/Indiana/Indianapolis"),
    ("Turks And Caicos Standard Time", "America/Grand_Turk"),
    ("Paraguay Standard Time", "America/Asuncion"),
    ("Atlantic Standard Time", "America/Halifax"),
    ("Venezuela Standard Time", "America/Caracas"),
    ("Central Brazilian Standard Time", "America/Cuiaba"),
    ("SA Western Standard Time", "America/La_Paz"),
    ("Pacific SA Standard Time", "America/Santiago"),
    ("Newfoundland Standard Time", "America/St_Johns"),
    ("Tocantins Standard Time", "America/Araguaina"),
    ("E. South America Standard Time", "America/Sao_Paulo"),
    ("SA Eastern Standard Time", "America/Cayenne"),
    ("Argentina Standard Time", "America/Argentina/Buenos_Aires"),
    ("Greenland Standard Time", "America/Nuuk"),
    ("Montevideo Standard Time", "America/Montevideo"),
    ("Magallanes Standard Time", "America/Punta_Arenas"),
    ("Saint Pierre Standard Time", "America/Miquelon"),
    ("Bahia Standard Time", "America/Bahia"),
    ("Mid-Atlantic Standard Time", "Etc/GMT+2"),
    ("Azores Standard Time", "Atlantic/Azores"),
    ("Cape Verde Standard Time", "Atlantic/Cape_Verde"),
    ("GMT Standard Time", "Europe/London"),
    ("Greenwich Standard Time", "Atlantic/Reykjavik"),
    ("Sao Tome Standard Time", "Africa/Sao_Tome"),
    ("Morocco Standard Time", "Africa/Casablanca"),
    ("W. Europe Standard Time", "Europe/Berlin"),
    ("Central Europe Standard Time", "Europe/Budapest"),
    ("Romance Standard Time", "Europe/Paris"),
    ("Central European Standard Time", "Europe/Warsaw"),
    ("W. Central Africa Standard Time", "Africa/Lagos"),
    ("Jordan Standard Time", "Asia/Amman"),
    ("GTB Standard Time", "Europe/Bucharest"),
    ("Middle East Standard Time", "Asia/Beirut"),
    ("Egypt Standard Time", "Africa/Cairo"),
    ("E. Europe Standard Time", "Europe/Chisinau"),
    ("Syria Standard Time", "Asia/Damascus"),
    ("West Bank Standard Time", "Asia/Hebron"),
    ("South Africa Standard Time", "Africa/Johannesburg"),
    ("FLE Standard Time", "Europe/Kiev"),
    ("Israel Standard Time", "Asia/Jerusalem"),
    ("South Sudan Standard Time", "Africa/Juba"),
    ("Kaliningrad Standard Time", "Europe/Kaliningrad"),
    ("Sudan Standard Time", "Africa/Khartoum"),
    ("Libya Standard Time", "Africa/Tripoli"),
    ("Namibia Standard Time", "Africa/Windhoek"),
    ("Arabic Standard Time", "Asia/Baghdad"),
    ("Turkey Standard Time", "Europe/Istanbul"),
    ("Arab Standard Time", "Asia/Riyadh"),
    ("Belarus Standard Time", "Europe/Minsk"),
    ("Russian Standard Time", "Europe/Moscow"),
    ("E. Africa Standard Time", "Africa/Nairobi"),
    ("Iran Standard Time", "Asia/Tehran"),
    ("Arabian Standard Time", "Asia/Dubai"),
    ("Astrakhan Standard Time", "Europe/Astrakhan"),
    ("Azerbaijan Standard Time", "Asia/Baku"),
    ("Russia Time Zone 3", "Europe/Samara"),
    ("Mauritius Standard Time", "Indian/Mauritius"),
    ("Saratov Standard Time", "Europe/Saratov"),
    ("Georgian Standard Time", "Asia/Tbilisi"),
    ("Volgograd Standard Time", "Europe/Volgograd"),
    ("Caucasus Standard Time", "Asia/Yerevan"),
    ("Afghanistan Standard Time", "Asia/Kabul"),
    ("West Asia Standard Time", "Asia/Tashkent"),
    ("Qyzylorda Standard Time", "Asia/Qyzylorda"),
    ("Ekaterinburg Standard Time", "Asia/Yekaterinburg"),
    ("Pakistan Standard Time", "Asia/Karachi"),
    ("India Standard Time", "Asia/Kolkata"),
    ("Sri Lanka Standard Time", "Asia/Colombo"),
    ("Nepal Standard Time", "Asia/Kathmandu"),
    ("Central Asia Standard Time", "Asia/Bishkek"),
    ("Bangladesh Standard Time", "Asia/Dhaka"),
    ("Omsk Standard Time", "Asia/Omsk"),
    ("Myanmar Standard Time", "Asia/Yangon"),
    ("SE Asia Standard Time", "Asia/Bangkok"),
    ("Altai Standard Time", "Asia/Barnaul"),
    ("W. Mongolia Standard Time", "Asia/Hovd"),
    ("North Asia Standard Time", "Asia/Krasnoyarsk"),
    ("N. Central Asia Standard Time", "Asia/Novosibirsk"),
    ("Tomsk Standard Time", "Asia/Tomsk"),
    ("China Standard Time", "Asia/Shanghai"),
    ("North Asia East Standard Time", "Asia/Irkutsk"),
    ("Singapore Standard Time", "Asia/Singapore"),
    ("W. Australia Standard Time", "Australia/Perth"),
    ("Taipei Standard Time", "Asia/Taipei"),
    ("Ulaanbaatar Standard Time", "Asia/Ulaanbaatar"),
    ("Aus Central W. Standard Time", "Australia/Eucla"),
    ("Transbaikal Standard Time", "Asia/Chita"),
    ("Tokyo Standard Time", "Asia/Tokyo"),
    ("North Korea Standard Time", "Asia/Pyongyang"),
    ("Korea Standard Time", "Asia/Seoul"),
    ("Yakutsk Standard Time", "Asia/Yakutsk"),
    ("Cen. Australia Standard Time", "Australia/Adelaide"),
    ("AUS Central Standard Time", "Australia/Darwin"),
    ("E. Australia Standard Time", "Australia/Brisbane"),
    ("AUS Eastern Standard Time", "Australia/Sydney"),
    ("West Pacific Standard Time", "Pacific/Port_Moresby"),
    ("Tasmania Standard Time", "Australia/Hobart"),
    ("Vladivostok Standard Time", "Asia/Vladivostok"),
    ("Lord Howe Standard Time", "Australia/Lord_Howe"),
    ("Bougainville Standard Time", "Pacific/Bougainville"),
    ("Russia Time Zone 10", "Asia/Srednekolymsk"),
    ("Magadan Standard Time", "Asia/Magadan"),
    ("Norfolk Standard Time", "Pacific/Norfolk"),
    ("Sakhalin Standard Time", "Asia/Sakhalin"),
    ("Central Pacific Standard Time", "Pacific/Guadalcanal"),
    ("Russia Time Zone 11", "Asia/Kamchatka"),
    ("New Zealand Standard Time", "Pacific/Auckland"),
    ("Fiji Standard Time", "Pacific/Fiji"),
    ("Kamchatka Standard Time", "Asia/Kamchatka"),
    ("Chatham Islands Standard Time", "Pacific/Chatham"),
    ("Tonga Standard Time", "Pacific/Tongatapu"),
    ("Samoa Standard Time", "Pacific/Apia"),
    ("Line Islands Standard Time", "Pacific/Kiritimati"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn name(raw: &str) -> Option<String> {
        find(raw).ok().map(|zone| zone.name)
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
    fn every_name_in_the_tables_has_rules() {
        let all = WINDOWS.iter().chain(KOREAN).map(|(_, iana)| *iana);
        let all = all.chain(ABBREVIATIONS.iter().flat_map(|(_, _, zones)| zones.iter().copied()));
        let all = all.chain(PLACES.iter().flat_map(|(_, zones)| zones.iter().copied()));
        for iana in all {
            assert!(rules(iana).is_some(), "{iana}");
        }
        for (windows, iana) in WINDOWS {
            assert_eq!(name(windows).as_deref(), Some(*iana), "{windows}");
        }
    }

    #[test]
    fn every_abbreviation_fits_one_of_its_zones_at_some_time_of_the_year() {
        for (short, minutes, zones) in ABBREVIATIONS {
            let Some(minutes) = minutes else { continue };
            let fits = |iana: &str| {
                let zone = rules(iana)?;
                let at = |raw: &str| {
                    raw.parse()
                        .ok()
                        .map(|t: jiff::Timestamp| zone.to_offset(t).seconds() / 60)
                };
                Some(at("2026-01-15T12:00:00Z") == Some(*minutes) || at("2026-07-15T12:00:00Z") == Some(*minutes))
            };
            assert!(zones.iter().any(|z| fits(z) == Some(true)), "{short}");
        }
    }
}
