//! What a certificate says of itself. Owns the door to `x509-cert`; whether it is trusted is asked elsewhere.

use crate::text::one_line;
use crate::time::Stamp;
use x509_cert::Certificate as X509;
use x509_cert::der::Decode;
use x509_cert::ext::pkix::SubjectAltName;
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::name::Name;

/// Short and long names of issuers.
const COMMON_NAME: &str = "2.5.4.3";
const ORGANIZATION: &str = "2.5.4.10";
/// Names of hosts.
const ALTERNATIVE_NAMES: &str = "2.5.29.17";
/// Receipts of public logs (RFC 6962, section 3.3): every public authority puts them into its certificates, for browsers ask for
/// them; a company's proxy cannot have any.
const RECEIPTS: &str = "1.3.6.1.4.1.11129.2.4.2";

/// A certificate, as far as a check asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Certificate {
    /// The organization that issued it; else the name of the issuer.
    pub issuer: String,
    pub organization: Option<String>,
    pub from: Option<Stamp>,
    pub to: Option<Stamp>,
    /// The hosts it is for.
    pub hosts: Vec<String>,
    /// It was entered into public logs.
    pub is_public: bool,
}

impl Certificate {
    /// Reads it; `None` where nobody can.
    pub fn read(der: &[u8]) -> Option<Self> {
        let whole = X509::from_der(der).ok()?;
        let whole = whole.tbs_certificate();
        let organization = part(whole.issuer(), ORGANIZATION);
        let common = part(whole.issuer(), COMMON_NAME);
        let issuer = match (&common, &organization) {
            (Some(common), Some(organization)) if common != organization => format!("{common}, {organization}"),
            (Some(name), _) | (None, Some(name)) => name.clone(),
            (None, None) => "?".to_owned(),
        };
        let at = |seconds: u64| Stamp::EPOCH.after(i64::try_from(seconds).ok()?);
        let extensions = whole.extensions().map(Vec::as_slice).unwrap_or_default();
        let extension = |id: &str| extensions.iter().find(|known| known.extn_id.to_string() == id);
        let names = extension(ALTERNATIVE_NAMES)
            .and_then(|known| SubjectAltName::from_der(known.extn_value.as_bytes()).ok())
            .map(|names| names.0)
            .unwrap_or_default();
        let hosts = names.iter().filter_map(|name| match name {
            GeneralName::DnsName(name) => Some(one_line(name.as_str())),
            _ => None,
        });
        Some(Self {
            issuer,
            organization,
            from: at(whole.validity().not_before.to_unix_duration().as_secs()),
            to: at(whole.validity().not_after.to_unix_duration().as_secs()),
            hosts: hosts.collect(),
            is_public: extension(RECEIPTS).is_some(),
        })
    }

    /// Does it come from one of these organizations?
    pub fn is_from(&self, organizations: &[String]) -> bool {
        let own = self.organization.as_deref().unwrap_or_default();
        organizations.iter().any(|known| known.eq_ignore_ascii_case(own))
    }
}

/// The first part of a kind of a name.
fn part(name: &Name, kind: &str) -> Option<String> {
    let own = name.iter().filter(|part| part.oid.to_string() == kind);
    own.map(|part| one_line(&String::from_utf8_lossy(part.value.value())))
        .find(|text| !text.trim().is_empty())
}
