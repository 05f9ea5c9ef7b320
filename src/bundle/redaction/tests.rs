//! Redaction as a whole.

use super::*;
use crate::bundle::profile::Profile;

fn told(text: &str) -> String {
    let catalog = crate::builtin::catalog();
    let scrub = Scrub::of(&catalog);
    let mut census = Census::default();
    census.text(&scrub.told(text, &mut Done::default()));
    let table = Table::counted(census, Profile::Public).unwrap();
    super::told(&scrub, &table, text, &mut Done::default())
}

#[test]
fn one_person_is_one_token_and_the_evidence_stays() {
    let text = "Caller: Minji Kim (kim.minji@contoso.com), ext. 4521\n\
                2026-11-20T09:15:30+09:00 PasswordResetService 33004 hr=80230619 TrackingId: 4f6a1c02-93be-4d5b-8a77-0c2be1f53d19\n\
                She tried password Summer2026! on AADC01 (10.20.30.41). 김민지 대리님께 CONTOSO\\kimmj.\n";
    assert_eq!(
        told(text),
        "Caller: user-1 (user-1@tenant-1), ext. phone-1\n\
         2026-11-20T09:15:30+09:00 PasswordResetService 33004 hr=80230619 TrackingId: 4f6a1c02-93be-4d5b-8a77-0c2be1f53d19\n\
         She tried password [removed: password] on host-1 (ip-1). user-2 대리님께 user-3.\n"
    );
}

#[test]
fn a_line_that_names_two_people_makes_them_no_one() {
    assert_eq!(
        told("The manager, Mr. Daniel Weber, says that CONTOSO\\kimmj is locked.\n"),
        "The manager, Mr. user-1, says that user-2 is locked.\n"
    );
}

#[test]
fn what_was_told_once_is_told_the_same_again() {
    let text = "user: kimmj, S-1-5-21-1-2-3-1104, kim@contoso.com, 010-1234-5678\nSourceAnchor: kF3x9Qm2nEu8AbCdEf==\n";
    let once = told(text);
    assert_eq!(told(&once), once);
    assert!(!once.contains("kimmj") && !once.contains("kF3x"), "{once}");
}
