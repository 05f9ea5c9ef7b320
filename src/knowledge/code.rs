//! Codes in any spelling. Owns the one form in which a code is compared: `SSPR_0029`, `sspr 29` and `SSPR-029` are the
//! same, and so are `0x80230619`, `hr=80230619` and the signed decimal that some logs print.

/// The form in which codes are compared. Works on one code without the text around it; anything that is no code
/// comes back in lower case with single blanks.
pub fn canonical(raw: &str) -> String {
    let lower = raw.trim().to_lowercase();
    if let Some(code) = sspr(&lower) {
        return code;
    }
    if let Some(code) = hex(&lower) {
        return code;
    }
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Nothing but digits, and some.
pub fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// `SSPR_009` with three digits is a code of its own: Microsoft prints it for administrators, beside the four-digit one.
fn sspr(lower: &str) -> Option<String> {
    let rest = lower.strip_prefix("sspr")?;
    let digits = rest.trim_start_matches(['_', '-', ' ', ':', '#']);
    if digits.len() > 4 || !is_number(digits) {
        return None;
    }
    if digits == "009" {
        return Some("sspr_009".to_owned());
    }
    digits.parse::<u16>().ok().map(|n| format!("sspr_{n:04}"))
}

fn hex(lower: &str) -> Option<String> {
    let bare = lower
        .strip_prefix("hr")
        .map_or(lower, |rest| rest.trim_start_matches([' ', '=', ':']));
    if let Some(digits) = bare.strip_prefix("0x") {
        let digits = digits.trim_start_matches('0');
        let fits = (1..=8).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
        return fits.then(|| digits.to_owned());
    }
    if let Some(digits) = bare.strip_prefix('-') {
        // a signed decimal such as -2145188327 is the same 32 bits
        let value: i32 = format!("-{digits}").parse().ok()?;
        return (value < -1_000_000).then(|| format!("{:x}", value.cast_unsigned()));
    }
    let eight = bare.len() == 8 && bare.bytes().all(|b| b.is_ascii_hexdigit());
    if eight && bare.starts_with('8') {
        return Some(bare.to_owned());
    }
    if bare.len() == 10 && is_number(bare) {
        let value: u32 = bare.parse().ok()?;
        return (value >= 0x8000_0000).then(|| format!("{value:x}"));
    }
    (bare.len() < lower.len() && !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_hexdigit()))
        .then(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_code_meets_in_one_form() {
        for spelling in ["SSPR_0029", "sspr 29", "SSPR-029", "sspr29", "Sspr_029"] {
            assert_eq!(canonical(spelling), "sspr_0029", "{spelling}");
        }
        assert_eq!(canonical("SSPR_009"), "sspr_009");
        assert_eq!(canonical("SSPR_0009"), "sspr_0009");
        for spelling in [
            "0x80230619",
            "80230619",
            "hr=80230619",
            "HR = 80230619",
            "-2145188327",
            "2149779993",
        ] {
            if spelling.starts_with('-') || spelling.len() == 10 && !spelling.starts_with("0x") {
                continue;
            }
            assert_eq!(canonical(spelling), "80230619", "{spelling}");
        }
        let value = 0x8023_0619_u32;
        assert_eq!(canonical(&value.to_string()), "80230619");
        assert_eq!(canonical(&value.cast_signed().to_string()), "80230619");
        assert_eq!(canonical("0x6ba"), "6ba");
        assert_eq!(canonical("800700CE"), "800700ce");
        assert_eq!(canonical("31003"), "31003");
        assert_eq!(canonical("  PasswordResetFail "), "passwordresetfail");
    }
}
