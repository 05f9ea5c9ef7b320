//! The network of the tests: names are answered by a resolver of the test, and every address leads to a server on loopback or nowhere.
//! Nothing leaves the machine.

use super::*;
use crate::case::found::Passed;
use crate::host::fake::FakeHost;
use crate::knowledge::endpoint::{Cloud, Endpoint, Probe, Verdict};
use crate::knowledge::id::{EntryId, FactId};
use crate::text::Text;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

pub const HOST: &str = "relay.contoso.com";
pub const NOW: &str = "2026-11-28T09:00:00Z";
/// An answer of a host whose clock is right.
pub const ANSWER: &str = "HTTP/1.1 200 OK\r\nDate: Sat, 28 Nov 2026 09:00:00 GMT\r\nContent-Length: 0\r\n\r\n";
/// Longer than any step of a test that is to end well.
pub const LONG: Duration = Duration::from_secs(20);

/// What the resolver of a test says of a name.
#[derive(Clone)]
pub enum Name {
    Is(Vec<IpAddr>),
    Hangs,
    Unknown,
}

/// A network of which every address is known.
#[derive(Clone, Default)]
pub struct Loopback {
    pub names: BTreeMap<String, Name>,
    /// Where an address leads; one that is not here swallows whatever is sent.
    pub leads: BTreeMap<IpAddr, SocketAddr>,
}

impl Net for Loopback {
    fn resolve(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        match self.names.get(host) {
            Some(Name::Is(addresses)) => Ok(addresses.clone()),
            Some(Name::Hangs) => {
                std::thread::sleep(LONG);
                Err(io::ErrorKind::TimedOut.into())
            }
            Some(Name::Unknown) | None => Err(io::Error::new(io::ErrorKind::NotFound, "no such host is known")),
        }
    }

    fn connect(&self, to: SocketAddr, patience: Duration) -> io::Result<TcpStream> {
        let Some(site) = self.leads.get(&to.ip()) else {
            std::thread::sleep(patience);
            return Err(io::ErrorKind::TimedOut.into());
        };
        assert!(site.ip().is_loopback(), "a test would leave the machine");
        TcpStream::connect_timeout(site, patience)
    }
}

impl Loopback {
    /// The host of the tests leads to a server.
    pub fn to(site: SocketAddr) -> Self {
        Self::default().and(HOST, "203.0.113.1", Some(site))
    }

    pub fn and(mut self, name: &str, address: &str, site: Option<SocketAddr>) -> Self {
        let address: IpAddr = address.parse().unwrap();
        let known = self.names.entry(name.to_owned()).or_insert(Name::Is(Vec::new()));
        if let Name::Is(addresses) = known {
            addresses.push(address);
        }
        self.leads.extend(site.map(|site| (address, site)));
        self
    }
}

/// A server on loopback that does the same with everybody who comes.
pub fn site(serve: impl Fn(TcpStream) + Send + Sync + 'static) -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let serve = Arc::new(serve);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let serve = Arc::clone(&serve);
            // a caller that goes away in the middle is its own affair
            std::thread::spawn(move || serve(stream.unwrap()));
        }
    });
    address
}

/// Who issues certificates.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pub root: Vec<u8>,
}

impl Authority {
    pub fn named(organization: &str) -> Self {
        let key = KeyPair::generate().unwrap();
        let mut own = CertificateParams::new(Vec::new()).unwrap();
        own.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        own.distinguished_name.push(DnType::OrganizationName, organization);
        own.distinguished_name
            .push(DnType::CommonName, format!("{organization} CA"));
        let root = own.self_signed(&key).unwrap().der().to_vec();
        Self {
            issuer: Issuer::new(own, key),
            root,
        }
    }

    /// A certificate for a host, with its key.
    pub fn issue(&self, host: &str, change: impl FnOnce(&mut CertificateParams)) -> Arc<ServerConfig> {
        let key = KeyPair::generate().unwrap();
        let mut own = CertificateParams::new(vec![host.to_owned()]).unwrap();
        change(&mut own);
        let leaf = own.signed_by(&key, &self.issuer).unwrap().der().clone();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![leaf], key)
            .unwrap();
        Arc::new(config)
    }
}

/// A host that speaks TLS and answers one request.
pub fn tls_site(config: Arc<ServerConfig>, answer: &'static str) -> SocketAddr {
    site(move |stream| {
        let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
        let mut stream = StreamOwned::new(connection, stream);
        let mut request = [0; 1024];
        if stream.read(&mut request).is_ok_and(|read| read > 0) {
            stream.write_all(answer.as_bytes()).unwrap();
            stream.conn.send_close_notify();
            stream.flush().unwrap();
        }
    })
}

/// Reads the head of a request.
pub fn request(stream: &mut TcpStream) -> String {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap() > 0 {
        head.extend(byte);
    }
    String::from_utf8(head).unwrap()
}

/// A proxy that answers the same to everybody, and behind `200` leads to a host until nothing was said for so long.
pub fn proxy(answer: &'static str, behind: Option<(SocketAddr, Duration)>) -> SocketAddr {
    site(move |mut stream| {
        let asked = request(&mut stream);
        assert!(
            asked.starts_with("CONNECT relay.contoso.com:443 HTTP/1.1\r\n"),
            "{asked}"
        );
        stream.write_all(answer.as_bytes()).unwrap();
        let Some((host, patience)) = behind else { return };
        let mut host = TcpStream::connect(host).unwrap();
        let (mut there, mut back) = (stream.try_clone().unwrap(), host.try_clone().unwrap());
        stream.set_read_timeout(Some(patience)).unwrap();
        std::thread::spawn(move || {
            let _ = io::copy(&mut back, &mut there);
        });
        let _ = io::copy(&mut stream, &mut host);
        // whoever said nothing for so long is cut off
        let _ = stream.shutdown(std::net::Shutdown::Both);
    })
}

pub fn endpoint(issuers: &[&str]) -> Endpoint {
    let text = |words: &str| Text {
        en: words.to_owned(),
        ko: words.to_owned(),
    };
    let read = [
        (Probe::Issuer, "writeback.proxy"),
        (Probe::Proxy, "writeback.proxy"),
        (Probe::Tls, "writeback.tls12"),
    ];
    Endpoint {
        id: "relay".to_owned(),
        cloud: Cloud::Public,
        host: HOST.to_owned(),
        port: 443,
        title: text("the relay"),
        plain: false,
        optional: false,
        issuers: issuers.iter().map(|name| (*name).to_owned()).collect(),
        entry: EntryId::new("writeback.step1-network"),
        read: read.map(|(probe, id)| (probe, EntryId::new(id))).into(),
        proves: [(Verdict::Pass, "open"), (Verdict::Fail, "blocked")]
            .map(|(verdict, value)| (verdict, [(FactId::new("way_out"), value.to_owned())].into()))
            .into(),
        sources: Vec::new(),
    }
}

pub fn plan(endpoint: Endpoint) -> Plan {
    let measured = crate::builtin::catalog().server_checks();
    Plan {
        cloud: Cloud::Public,
        endpoints: vec![endpoint],
        here: Vec::new(),
        elsewhere: Vec::new(),
        measured: measured.into_iter().filter(|check| check.run.is_none()).collect(),
        namespaces: Vec::new(),
        proxy: None,
        proxy_is_settled: true,
        exempt: String::new(),
        idle: None,
    }
}

pub fn world(net: Loopback, roots: &[&Authority]) -> World {
    let mut roots: Vec<Vec<u8>> = roots.iter().map(|authority| authority.root.clone()).collect();
    // a machine trusts somebody
    roots.push(Authority::named("Somebody").root);
    World {
        host: Box::leak(Box::new(FakeHost::at(NOW))),
        net: Arc::new(net),
        trust: Arc::new(Trust::of_roots(&roots)),
    }
}

/// Limits that end well on a busy machine.
pub fn patient() -> Limits {
    Limits {
        name: LONG,
        connect: LONG,
        tls: LONG,
        answer: LONG,
        command: LONG,
        whole: LONG,
    }
}

/// Limits for what hangs.
pub fn hasty() -> Limits {
    let short = Duration::from_millis(200);
    Limits {
        name: short,
        connect: short,
        tls: short,
        answer: short,
        command: short,
        whole: LONG,
    }
}

pub fn checked(net: Loopback, roots: &[&Authority], plan: &Plan, limits: &Limits) -> Checked {
    run(&world(net, roots), plan, limits, &mut |_| true)
}

/// The check of an id.
pub fn of<'c>(checked: &'c Checked, id: &str) -> &'c Examined {
    checked.outcomes.iter().find(|outcome| outcome.id == id).unwrap()
}

/// What the check of the host says, and at which step.
pub fn said(
    net: Loopback,
    roots: &[&Authority],
    plan: &Plan,
    limits: &Limits,
) -> (Passed, Option<Probe>, String, String) {
    let checked = checked(net, roots, plan, limits);
    let outcome = of(&checked, "relay");
    let step = outcome.steps.last().map(|step| step.probe);
    (
        outcome.status,
        step,
        outcome.reason.en.clone(),
        outcome.entry.to_string(),
    )
}
