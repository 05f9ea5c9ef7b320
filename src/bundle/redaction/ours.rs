//! Hosts of the product, of those who make it and of everybody: they are the same for all and stay.

/// Domains whose hosts are the same for everybody.
const OURS: &[&str] = &[
    "microsoft.com",
    "microsoftonline.com",
    "microsoftonline-p.com",
    "microsoftonline-p.net",
    "microsoftonline.us",
    "microsoftonline.cn",
    "microsoftazuread-sso.com",
    "microsoft.us",
    "windows.net",
    "windows.com",
    "windowsazure.com",
    "windowsazure.cn",
    "windowsupdate.com",
    "azure.com",
    "azure.net",
    "azure.us",
    "azure.cn",
    "azureedge.net",
    "azurefd.net",
    "trafficmanager.net",
    "cloud.microsoft",
    "msappproxy.net",
    "msauth.net",
    "msauthimages.net",
    "msftauth.net",
    "msftauthimages.net",
    "msidentity.com",
    "msocsp.com",
    "msftconnecttest.com",
    "office.com",
    "office.net",
    "office365.com",
    "live.com",
    "aka.ms",
    "powershellgallery.com",
    "nuget.org",
    "github.com",
    "githubusercontent.com",
    "digicert.com",
    "verisign.com",
    "globalsign.com",
    "entrust.net",
    "w3.org",
    "xmlsoap.org",
    "oasis-open.org",
    "ietf.org",
    "openid.net",
    "youtube.com",
    "google.com",
    "apple.com",
];

/// What has a dot and looks like a host, but is a name of software.
const SOFTWARE: &[&str] = &[
    "asp.net",
    "ado.net",
    "vb.net",
    "ml.net",
    "system.net",
    "system.io",
    "microsoft.net",
    "socket.io",
];

/// Domains that are a service to everybody; a host in one of them is somebody's own, the domain alone is nobody's.
const SHARED: &[&str] = &[
    "onmicrosoft.com",
    "sharepoint.com",
    "outlook.com",
    "gmail.com",
    "b2clogin.com",
    "cloudapp.net",
];

/// Is it a host of the product itself, or of everybody?
pub fn is_ours(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_lowercase();
    let inside = OURS.iter().any(|ours| {
        let rest = host.strip_suffix(ours);
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    });
    inside || SOFTWARE.contains(&host.as_str()) || SHARED.contains(&host.as_str())
}

/// What a domain may end in; words that end sentences are none.
const ENDS: &[&str] = &[
    "com",
    "net",
    "org",
    "edu",
    "gov",
    "mil",
    "info",
    "biz",
    "co",
    "kr",
    "jp",
    "cn",
    "de",
    "fr",
    "uk",
    "eu",
    "ca",
    "au",
    "ch",
    "nl",
    "sg",
    "hk",
    "tw",
    "se",
    "fi",
    "dk",
    "pl",
    "es",
    "br",
    "mx",
    "io",
    "ai",
    "dev",
    "cloud",
    "online",
    "site",
    "tech",
    "xyz",
    "shop",
    "group",
    "bank",
    "global",
    "local",
    "lan",
    "corp",
    "internal",
    "intra",
    "intranet",
    "localdomain",
    "home",
    "private",
    "test",
    "example",
    "invalid",
    "onprem",
    "ad",
    "dom",
];

/// Does a dotted name end as a domain does?
pub fn ends_as_domain(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or_default();
    ENDS.contains(&last.to_ascii_lowercase().as_str())
}

/// The label by which people call a domain: `contoso` of `mail.contoso.co.kr`.
pub fn called(domain: &str) -> Option<&str> {
    let labels: Vec<&str> = domain.split('.').collect();
    let [.., second, last] = labels.as_slice() else {
        return None;
    };
    // co.kr, or.kr, com.au: what stands before is the name
    let public = last.len() == 2 && (second.len() <= 2 || ["com", "net", "org", "gov", "edu"].contains(second));
    let at = if public {
        labels.len().checked_sub(3)?
    } else {
        labels.len() - 2
    };
    labels.get(at).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_the_product_are_ours_and_those_of_a_tenant_are_not() {
        for ours in [
            "passwordreset.microsoftonline.com",
            "aka.ms",
            "ssprdedicatedsbprodncu.servicebus.windows.net",
            "ASP.NET",
        ] {
            assert!(is_ours(ours), "{ours}");
        }
        for other in [
            "contoso.onmicrosoft.com",
            "contoso-my.sharepoint.com",
            "notmicrosoft.com",
            "contoso.com",
        ] {
            assert!(!is_ours(other), "{other}");
        }
    }

    #[test]
    fn a_domain_is_called_by_what_was_registered() {
        for (domain, wanted) in [
            ("contoso.com", "contoso"),
            ("ad.contoso.co.kr", "contoso"),
            ("corp.fabrikam.local", "fabrikam"),
            ("contoso.com.au", "contoso"),
        ] {
            assert_eq!(called(domain), Some(wanted), "{domain}");
        }
        assert_eq!(called("contoso"), None);
    }
}
