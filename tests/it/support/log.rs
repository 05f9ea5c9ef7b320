//! Event logs as `wevtutil` writes them, made record by record: whom a reset concerned and what became of it.

use std::fmt::Write as _;

pub const KIM: &str = "kim@contoso.example";
pub const LEE: &str = "lee@contoso.example";
pub const PARK: &str = "park@contoso.example";

/// A log of 20 November 2026, times in minutes after nine in Seoul.
#[derive(Clone, Debug, Default)]
pub struct Log {
    text: String,
    number: u64,
}

impl Log {
    /// A log whose first record has this number.
    pub fn from(number: u64) -> Self {
        Self {
            text: String::new(),
            number,
        }
    }

    /// A record of a provider.
    pub fn record(mut self, minute: u32, provider: &str, event: u32, message: &str) -> Self {
        // nine in Seoul is midnight in UTC
        let (hour, minute) = (minute / 60, minute % 60);
        let _ = writeln!(
            self.text,
            "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='{provider}'/>\
             <EventID>{event}</EventID><Level>2</Level><TimeCreated SystemTime='2026-11-20T{hour:02}:{minute:02}:30Z'/>\
             <EventRecordID>{}</EventRecordID><Channel>Application</Channel><Computer>AADC01</Computer></System>\
             <EventData><Data>{message}</Data></EventData></Event>",
            self.number
        );
        self.number += 1;
        self
    }

    fn request(self, minute: u32, event: u32, rest: &str) -> Self {
        let message = format!("TrackingId: 5f2c8d10-7a6b-4e0e-9b1d-2f6f0c1a{minute:04}, {rest}");
        self.record(minute, "PasswordResetService", event, &message)
    }

    /// The service begins to run.
    pub fn started(self, minute: u32) -> Self {
        self.request(minute, 31015, "WriteBackServiceStarted")
    }

    /// AD refuses a reset: the connector account lacks rights.
    pub fn refused(self, minute: u32, user: &str) -> Self {
        let reason = format!(
            "Reason: Synchronization Engine returned an error hr=80230626, message=The password could not be updated because \
             the management agent credentials were denied access., Context: cloudAnchor: User_8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640, \
             UserPrincipalName: {user}, Details: hr=80230626"
        );
        let trace = "An unexpected error has occurred during a password set operation. BAIL: MMS(4924): server.cpp(11257): 0x80230626 \
             (The password could not be updated because the management agent credentials were denied access.)";
        self.request(minute, 31001, &format!("PasswordResetRequestStart, Details: {user}"))
            .record(minute, "ADSync", 6329, trace)
            .request(minute, 33004, &reason)
    }

    /// The policy of the domain refuses the new password.
    pub fn against_policy(self, minute: u32, user: &str) -> Self {
        let reason = format!(
            "Reason: Synchronization Engine returned an error hr=80230619, message=A restriction prevents the password from being \
             changed to the current one specified., Context: UserPrincipalName: {user}, Details: hr=80230619"
        );
        self.request(minute, 31001, &format!("PasswordResetRequestStart, Details: {user}"))
            .request(minute, 33008, &reason)
    }

    /// A reset works.
    pub fn worked(self, minute: u32, user: &str) -> Self {
        let done = format!("PasswordResetSuccess, Details: Context: UserPrincipalName: {user}, unblockUser: True");
        self.request(minute, 31001, &format!("PasswordResetRequestStart, Details: {user}"))
            .request(minute, 31002, &done)
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.text.clone().into_bytes()
    }
}

/// Two users are refused for rights, a third is reset.
pub fn before_the_fix() -> Log {
    Log::from(88_100)
        .started(0)
        .refused(15, KIM)
        .worked(22, PARK)
        .refused(41, LEE)
        .refused(47, KIM)
}

/// Both are reset; a third meets the policy.
pub fn after_the_fix() -> Log {
    before_the_fix()
        .worked(120, KIM)
        .worked(131, LEE)
        .against_policy(140, PARK)
}
