//! What a run of checks will contact and run, before anything is: shown, then agreed to.

use super::proxy::{self, NoProxy, Proxy};
use crate::case::Case;
use crate::host::{Host, Platform};
use crate::knowledge::Catalog;
use crate::knowledge::endpoint::{Cloud, Endpoint, ServerCheck};
use crate::knowledge::shape::Fact;
use crate::text::{Say, Text, say};
use std::time::Duration;

/// What is to be checked, as somebody asked for it.
#[derive(Clone, Debug, Default)]
pub struct Request {
    pub cloud: Cloud,
    /// Names of the tenant's relays, where they are known already.
    pub namespaces: Vec<String>,
    /// A proxy, or `none`; without it that of the service.
    pub proxy: Option<String>,
    /// How long a connection is to last while nothing is said.
    pub idle: Option<Duration>,
    /// The connector account whose rights are read, by its name or SID; without it those that Connect names.
    pub account: Option<String>,
    /// Ids of the only checks that are wanted; all where none is named.
    pub only: Vec<String>,
}

impl Request {
    /// What a case tells: its cloud, and the relays that its evidence names.
    pub fn of_case(catalog: &Catalog, case: &Case) -> Self {
        let known = case.facts(catalog);
        let cloud = catalog.facts().into_iter().find(names_clouds);
        let cloud = cloud.and_then(|fact| Cloud::parse(known.get(&fact.id)?));
        let mut asked = Self {
            cloud: cloud.unwrap_or_default(),
            ..Self::default()
        };
        let quotes = case.evidence.iter().filter_map(|piece| piece.quote.as_deref());
        for name in quotes.flat_map(namespaces) {
            if !asked.namespaces.contains(&name) {
                asked.namespaces.push(name);
            }
        }
        asked
    }
}

/// Is it the fact whose values are the clouds?
fn names_clouds(fact: &Fact) -> bool {
    let has = |cloud: &Cloud| fact.values.iter().any(|value| value.id == cloud.word());
    Cloud::ALL.iter().all(has)
}

/// What will be done.
#[derive(Clone, Debug)]
pub struct Plan {
    pub cloud: Cloud,
    pub endpoints: Vec<Endpoint>,
    /// Read on this machine.
    pub here: Vec<ServerCheck>,
    /// To be read on the server by somebody, for it cannot be done here.
    pub elsewhere: Vec<ServerCheck>,
    /// Told by the way to the hosts.
    pub measured: Vec<ServerCheck>,
    pub namespaces: Vec<String>,
    /// The proxy that is known before anything is read, and whether that settles it.
    pub proxy: Option<Proxy>,
    pub proxy_is_settled: bool,
    /// Hosts that go past the proxy.
    pub exempt: String,
    pub idle: Option<Duration>,
}

impl Plan {
    /// The plan for this machine. `own` are the checks that the program brings: a command of anybody else is shown and never run.
    ///
    /// # Errors
    /// What was named as a proxy is none.
    pub fn of(host: &dyn Host, catalog: &Catalog, own: &[ServerCheck], asked: Request) -> Result<Self, NoProxy> {
        let windows = host.platform() == Platform::Windows;
        let wanted = |id: &String| asked.only.is_empty() || asked.only.contains(id);
        let (commands, measured): (Vec<ServerCheck>, Vec<ServerCheck>) = catalog
            .server_checks()
            .into_iter()
            .filter(|check| wanted(&check.id))
            .partition(|check| check.run.is_some());
        let runs_here =
            |check: &ServerCheck| windows && own.iter().any(|own| own.id == check.id && own.run == check.run);
        let (mut here, mut elsewhere): (Vec<_>, Vec<_>) = commands.into_iter().partition(runs_here);
        for check in here.iter_mut().chain(&mut elsewhere) {
            check.fill(asked.account.as_deref());
        }
        let named = asked.proxy.as_deref().map(str::trim);
        let proxy = match named {
            Some("none" | "") => None,
            Some(raw) => Some(Proxy::read(raw)?),
            // on Windows the service knows no variables
            None if windows => None,
            None => variable(host, &["HTTPS_PROXY", "https_proxy"])
                .map(|raw| Proxy::read(&raw))
                .transpose()?,
        };
        Ok(Self {
            cloud: asked.cloud,
            endpoints: catalog
                .endpoints()
                .into_iter()
                .filter(|endpoint| endpoint.cloud == asked.cloud && wanted(&endpoint.id))
                .collect(),
            here,
            elsewhere,
            measured,
            namespaces: asked.namespaces,
            proxy,
            proxy_is_settled: named.is_some() || !windows,
            exempt: variable(host, &["NO_PROXY", "no_proxy"])
                .filter(|_| named.is_none() && !windows)
                .unwrap_or_default(),
            idle: asked.idle,
        })
    }

    /// Is there anything that can be done from here?
    pub fn does_something(&self) -> bool {
        !self.endpoints.is_empty() || !self.here.is_empty()
    }

    /// The proxy on the way to a host.
    pub fn proxy_to<'p>(&self, host: &str, known: Option<&'p Proxy>) -> Option<&'p Proxy> {
        known.filter(|_| !proxy::is_exempt(host, &self.exempt))
    }

    /// The hosts with their endpoints; a relay whose name is not known has none.
    pub fn targets(&self, namespaces: &[String]) -> Vec<(Endpoint, Option<String>)> {
        let mut out = Vec::new();
        for endpoint in &self.endpoints {
            if !endpoint.is_relay() {
                out.push((endpoint.clone(), Some(endpoint.host.clone())));
            } else if namespaces.is_empty() {
                out.push((endpoint.clone(), None));
            } else {
                let hosts = namespaces.iter().map(|name| endpoint.host_of(Some(name)));
                out.extend(hosts.map(|host| (endpoint.clone(), Some(host))));
            }
        }
        out
    }
}

fn variable(host: &dyn Host, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| host.variable(name))
}

/// The name of a relay as people write it: alone, as a host, or as an address.
///
/// # Errors
/// It is none.
pub fn namespace(raw: &str) -> Result<String, Text> {
    const NONE: Say = say(
        "`{}` is no name of a relay; write it like ssprdedicatedsbprodfra-1, as events 31019 and 31034 name it",
        "`{}`은(는) 릴레이 이름이 아닙니다. 이벤트 31019와 31034에 나오는 ssprdedicatedsbprodfra-1 같은 이름을 적으십시오",
    );
    let rest = raw.trim();
    let rest = rest.split_once("://").map_or(rest, |(_, rest)| rest);
    let name = rest.split(['.', '/', ':']).next().unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let fits = (2..=50).contains(&name.len()) && name.chars().all(plain);
    if fits {
        Ok(name.to_ascii_lowercase())
    } else {
        Err(NONE.both(&[raw]))
    }
}

/// The names of relays that stand in a text, such as that of event 31019.
pub fn namespaces(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for (before, _) in text
        .match_indices(".servicebus.")
        .filter_map(|(at, _)| text.split_at_checked(at))
    {
        let plain = |c: char| !(c.is_ascii_alphanumeric() || c == '-');
        let name = before.rsplit(plain).next().unwrap_or_default();
        if let Ok(name) = namespace(name)
            && !out.contains(&name)
        {
            out.push(name);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relay_is_named_as_people_have_it_at_hand() {
        for raw in [
            "ssprdedicatedsbprodfra-1",
            " SSPRdedicatedsbprodfra-1.servicebus.windows.net ",
            "https://ssprdedicatedsbprodfra-1.servicebus.windows.net/x",
            "sb://ssprdedicatedsbprodfra-1.servicebus.windows.net",
        ] {
            assert_eq!(namespace(raw).unwrap(), "ssprdedicatedsbprodfra-1");
        }
        for raw in ["", "x", "a b", "*.servicebus.windows.net"] {
            namespace(raw).unwrap_err();
        }
    }

    #[test]
    fn the_relays_of_an_event_are_found_in_its_text_once_each() {
        let text = "Service Bus heartbeat. Namespace: ssprdedicatedsbprodncu.servicebus.windows.net, endpoint x; 연결됨 https://SSPRdedicatedsbprodscu.servicebus.windows.net/y and ssprdedicatedsbprodncu.servicebus.windows.net again, *.servicebus.windows.net";
        assert_eq!(namespaces(text), ["ssprdedicatedsbprodncu", "ssprdedicatedsbprodscu"]);
    }
}
