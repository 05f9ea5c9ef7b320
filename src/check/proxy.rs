//! The proxy that the service goes through: how it is named, and whether it lets a host pass.

use super::http::{self, Head};
use super::timed::Timed;
use crate::text::{Say, Text, say};
use std::fmt;
use std::io::{self, Write};

/// A proxy that is spoken to in HTTP. A name and password in its address are dropped: they are neither used nor shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proxy {
    pub host: String,
    pub port: u16,
}

/// Why a text names no proxy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoProxy(pub String);

impl NoProxy {
    /// One sentence.
    pub fn told(&self) -> Text {
        const NONE: Say = say(
            "`{}` is no proxy; write it like http://proxy.contoso.com:8080, or `none`",
            "`{}`은(는) 프록시 주소가 아닙니다. http://proxy.contoso.com:8080처럼 적거나 `none`을 적으십시오",
        );
        NONE.both(&[&self.0])
    }
}

impl fmt::Display for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.host.contains(':') {
            write!(f, "[{}]:{}", self.host, self.port)
        } else {
            write!(f, "{}:{}", self.host, self.port)
        }
    }
}

impl Proxy {
    /// Reads `http://host:port`, `host:port` or `host`, whose port is then 80 as .NET has it.
    pub fn read(raw: &str) -> Result<Self, NoProxy> {
        let no = || NoProxy(without_login(raw));
        let rest = raw.trim().trim_end_matches('/');
        let rest = match rest.split_once("://") {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => rest,
            Some(_) => return Err(no()),
            None => rest,
        };
        let rest = rest.rsplit_once('@').map_or(rest, |(_, behind)| behind);
        let (host, port) = match rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((host, "")) => (host, None),
            Some((host, port)) => (host, Some(port.strip_prefix(':').ok_or_else(no)?)),
            None => rest
                .rsplit_once(':')
                .map_or((rest, None), |(host, port)| (host, Some(port))),
        };
        let port = port.map_or(Ok(80), |port| port.parse().map_err(|_| no()))?;
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
        if host.is_empty() || !host.chars().all(plain) {
            return Err(no());
        }
        Ok(Self {
            host: host.to_owned(),
            port,
        })
    }
}

/// An address without the name and password in it.
pub(super) fn without_login(raw: &str) -> String {
    let Some((login, rest)) = raw.rsplit_once('@') else {
        return raw.to_owned();
    };
    let scheme = login.split_once("://").map_or("", |(scheme, _)| scheme);
    if scheme.is_empty() {
        rest.to_owned()
    } else {
        format!("{scheme}://{rest}")
    }
}

/// Is a host one of those that `NO_PROXY` names? Names count with all below them.
pub fn is_exempt(host: &str, exempt: &str) -> bool {
    let (host, exempt) = (host.to_ascii_lowercase(), exempt.to_ascii_lowercase());
    let mut names = exempt.split(',').map(str::trim).filter(|name| !name.is_empty());
    names.any(|name| {
        let name = name.trim_start_matches('*').trim_start_matches('.');
        let below = host.strip_suffix(name).is_some_and(|before| before.ends_with('.'));
        name.is_empty() || host == name || below
    })
}

/// Asks the proxy for a tunnel to a host; gives its answer. Nobody signs in.
pub fn tunnel(stream: &mut Timed, host: &str, port: u16) -> io::Result<Head> {
    write!(stream, "CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n")?;
    stream.flush()?;
    http::head(stream)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_read_as_people_and_files_write_it_and_its_login_is_dropped() {
        let read = |raw: &str| Proxy::read(raw).map(|proxy| proxy.to_string());
        assert_eq!(
            read("http://proxy.contoso.com:8080/"),
            Ok("proxy.contoso.com:8080".into())
        );
        assert_eq!(read("proxy"), Ok("proxy:80".into()));
        assert_eq!(read("HTTP://kim:secret@proxy:3128"), Ok("proxy:3128".into()));
        assert_eq!(read("http://[::1]:3128"), Ok("[::1]:3128".into()));
        for raw in [
            "",
            "socks5://proxy:1080",
            "proxy:http",
            "a b:80",
            "https://kim:secret@proxy:443",
        ] {
            let said = Proxy::read(raw).unwrap_err().told();
            assert!(
                said.en.contains("is no proxy") && !said.en.contains("secret"),
                "{}",
                said.en
            );
        }
    }

    #[test]
    fn hosts_that_are_exempt_go_past_the_proxy() {
        assert!(is_exempt(
            "login.microsoftonline.com",
            "contoso.com, .microsoftonline.com"
        ));
        assert!(is_exempt("login.microsoftonline.com", "*"));
        assert!(!is_exempt("xmicrosoftonline.com", "microsoftonline.com"));
        assert!(!is_exempt("login.microsoftonline.com", ""));
    }
}
