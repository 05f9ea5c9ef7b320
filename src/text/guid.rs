//! GUIDs as they stand in texts. The door to `uuid`.

use uuid::Uuid;

/// The GUID that the whole text is: five groups of hexadecimal digits with hyphens between them, as Windows and Entra write it.
pub fn guid(text: &str) -> Option<Uuid> {
    // the crate reads other spellings too, each of another length
    Uuid::try_parse(text).ok().filter(|_| text.len() == 36)
}

/// A GUID in whichever spelling somebody typed it, in the one of [`guid`].
pub fn spelled(typed: &str) -> Option<String> {
    let id = Uuid::try_parse(typed.trim_matches('-')).ok()?;
    Some(id.hyphenated().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guid_is_five_groups_and_may_be_typed_without_them() {
        let whole = "8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640";
        assert!(guid(whole).is_some() && guid(&whole.to_uppercase()).is_some());
        for no in [
            "8f3b6c1e2d474c5a9b0e7a1d52c9e640",
            "{8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640}",
            "",
        ] {
            assert!(guid(no).is_none(), "{no}");
        }
        assert!(guid("8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e64g").is_none());
        assert!(guid("8f3b6c1e2-d47-4c5a-9b0e-7a1d52c9e640").is_none());
        assert_eq!(spelled("8F3B6C1E2D474C5A9B0E7A1D52C9E640").as_deref(), Some(whole));
        assert_eq!(
            spelled("{8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640}").as_deref(),
            Some(whole)
        );
    }
}
