//! Checks against servers that the tests start on loopback: names are answered by a resolver of the test, and every address leads
//! to one of those servers or nowhere. Nothing leaves the machine.

use super::*;
use crate::case::found::Passed;
use crate::case::{Case, CaseId};
use crate::host::Platform;
use crate::host::fake::FakeHost;
use crate::knowledge::endpoint::{Cloud, Endpoint, Probe};
use crate::knowledge::id::EntryId;
use crate::text::{Lang, Text};
use crate::time::Zone;
use rcgen::{BasicConstraints, CertificateParams, CustomExtension, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

const HOST: &str = "relay.contoso.com";
const NOW: &str = "2026-11-28T09:00:00Z";
/// An answer of a host whose clock is right.
const ANSWER: &str = "HTTP/1.1 200 OK\r\nDate: Sat, 28 Nov 2026 09:00:00 GMT\r\nContent-Length: 0\r\n\r\n";
/// Longer than any step of a test that is to end well.
const LONG: Duration = Duration::from_secs(20);

/// What the resolver of a test says of a name.
#[derive(Clone)]
enum Name {
    Is(Vec<IpAddr>),
    Hangs,
    Unknown,
}

/// A network of which every address is known.
#[derive(Clone, Default)]
struct Loopback {
    names: BTreeMap<String, Name>,
    /// Where an address leads; one that is not here swallows whatever is sent.
    leads: BTreeMap<IpAddr, SocketAddr>,
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
    fn to(site: SocketAddr) -> Self {
        Self::default().and(HOST, "203.0.113.1", Some(site))
    }

    fn and(mut self, name: &str, address: &str, site: Option<SocketAddr>) -> Self {
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
fn site(serve: impl Fn(TcpStream) + Send + Sync + 'static) -> SocketAddr {
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
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    root: Vec<u8>,
}

impl Authority {
    fn named(organization: &str) -> Self {
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
    fn issue(&self, host: &str, change: impl FnOnce(&mut CertificateParams)) -> Arc<ServerConfig> {
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
fn tls_site(config: Arc<ServerConfig>, answer: &'static str) -> SocketAddr {
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
fn request(stream: &mut TcpStream) -> String {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap() > 0 {
        head.extend(byte);
    }
    String::from_utf8(head).unwrap()
}

/// A proxy that answers the same to everybody, and behind `200` leads to a host until nothing was said for so long.
fn proxy(answer: &'static str, behind: Option<(SocketAddr, Duration)>) -> SocketAddr {
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

fn endpoint(issuers: &[&str]) -> Endpoint {
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
    }
}

fn plan(endpoint: Endpoint) -> Plan {
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

fn world(net: Loopback, roots: &[&Authority]) -> World {
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
fn patient() -> Limits {
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
fn hasty() -> Limits {
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

fn checked(net: Loopback, roots: &[&Authority], plan: &Plan, limits: &Limits) -> Checked {
    run(&world(net, roots), plan, limits, &mut |_| true)
}

/// The check of an id.
fn of<'c>(checked: &'c Checked, id: &str) -> &'c Outcome {
    checked.outcomes.iter().find(|outcome| outcome.id == id).unwrap()
}

/// What the check of the host says, and at which step.
fn said(net: Loopback, roots: &[&Authority], plan: &Plan, limits: &Limits) -> (Passed, Option<Probe>, String, String) {
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

#[test]
fn a_host_that_is_well_passes_with_version_issuer_and_answer() {
    let microsoft = Authority::named("Microsoft Corporation");
    let site = tls_site(microsoft.issue(HOST, |_| {}), ANSWER);
    let net = Loopback::to(site).and(HOST, "2001:db8::1", Some(site));
    let checked = checked(
        net,
        &[&microsoft],
        &plan(endpoint(&["Microsoft Corporation"])),
        &patient(),
    );
    let outcome = of(&checked, "relay");
    assert_eq!(outcome.status, Passed::Pass, "{outcome:?}");
    assert_eq!(
        outcome.reason.en,
        "TLS 1.3, issued by \"Microsoft Corporation CA, Microsoft Corporation\", HTTP 200."
    );
    let steps: Vec<&str> = outcome.steps.iter().map(|step| step.probe.word()).collect();
    assert_eq!(steps, ["name", "connect", "tls", "certificate", "issuer", "answer"]);
    assert!(outcome.steps[1].reason.en.contains("IPv4, IPv6"), "{outcome:?}");
    assert_eq!(of(&checked, "clock").status, Passed::Pass);
    assert!(!checked.is_wrong());
}

#[test]
fn a_company_proxy_that_opens_the_traffic_is_named_whether_its_root_is_trusted_or_not() {
    let inspection = Authority::named("Contoso TLS Inspection");
    let plan = plan(endpoint(&["Microsoft Corporation"]));
    for roots in [&[&inspection][..], &[]] {
        let heard = Arc::new(std::sync::Mutex::new(0));
        let (config, count) = (inspection.issue(HOST, |_| {}), Arc::clone(&heard));
        let site = site(move |stream| {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = StreamOwned::new(connection, stream);
            *count.lock().unwrap() += stream.read(&mut [0; 64]).unwrap_or(0);
        });
        let (status, step, reason, entry) = said(Loopback::to(site), roots, &plan, &patient());
        assert_eq!((status, step), (Passed::Fail, Some(Probe::Issuer)));
        assert!(
            reason.contains("\"Contoso TLS Inspection CA, Contoso TLS Inspection\""),
            "{reason}"
        );
        assert!(reason.contains("not supported"), "{reason}");
        assert_eq!(entry, "writeback.proxy");
        assert_eq!(*heard.lock().unwrap(), 0, "something was said to it");
    }
}

#[test]
fn another_public_authority_is_a_warning_and_no_interception() {
    let other = Authority::named("Another Public CA");
    let config = other.issue(HOST, |own| {
        let receipts = CustomExtension::from_oid_content(&[1, 3, 6, 1, 4, 1, 11129, 2, 4, 2], vec![4, 0]);
        own.custom_extensions.push(receipts);
    });
    let plan = plan(endpoint(&["Microsoft Corporation"]));
    let (status, _, reason, _) = said(Loopback::to(tls_site(config, ANSWER)), &[&other], &plan, &patient());
    assert_eq!(status, Passed::Warn);
    assert!(reason.contains("a public authority"), "{reason}");
}

#[test]
fn roots_that_are_missing_here_are_told_from_interception() {
    let microsoft = Authority::named("Microsoft Corporation");
    let site = tls_site(microsoft.issue(HOST, |_| {}), ANSWER);
    let plan = plan(endpoint(&["Microsoft Corporation"]));
    let (status, step, reason, _) = said(Loopback::to(site), &[&Authority::named("Other")], &plan, &patient());
    assert_eq!((status, step), (Passed::Fail, Some(Probe::Certificate)));
    assert!(reason.contains("root certificates are missing"), "{reason}");
}

#[test]
fn an_expired_certificate_and_one_for_another_host_are_told_apart() {
    let microsoft = Authority::named("Microsoft Corporation");
    let plan = plan(endpoint(&["Microsoft Corporation"]));
    let old = microsoft.issue(HOST, |own| own.not_after = date_time_ymd(2026, 11, 1));
    let (status, step, reason, _) = said(Loopback::to(tls_site(old, ANSWER)), &[&microsoft], &plan, &patient());
    assert_eq!((status, step), (Passed::Fail, Some(Probe::Certificate)));
    assert!(
        reason.contains("expired on 2026-11-01 (this computer says it is 2026-11-28)"),
        "{reason}"
    );
    let portal = microsoft.issue("portal.contoso.com", |_| {});
    let (.., reason, _) = said(Loopback::to(tls_site(portal, ANSWER)), &[&microsoft], &plan, &patient());
    assert!(
        reason.contains("is for portal.contoso.com and not for this host"),
        "{reason}"
    );
}

#[test]
fn a_captive_portal_that_speaks_no_tls_is_named_with_its_page() {
    let portal = site(|mut stream| {
        let _ = stream.read(&mut [0; 256]);
        let answer = "HTTP/1.1 302 Found\r\nLocation: http://login.hotel.example/start?user=kim\r\n\r\n";
        stream.write_all(answer.as_bytes()).unwrap();
    });
    let (status, step, reason, entry) = said(Loopback::to(portal), &[], &plan(endpoint(&["M"])), &patient());
    assert_eq!((status, step), (Passed::Fail, Some(Probe::Tls)));
    assert!(
        reason.contains("HTTP 302 without TLS, to be sent to login.hotel.example"),
        "{reason}"
    );
    assert!(!reason.contains("kim"), "{reason}");
    assert_eq!(entry, "writeback.tls12");
}

#[test]
fn a_resolver_that_lies_hangs_or_knows_nothing_is_told_by_what_it_does() {
    let plan = plan(endpoint(&["M"]));
    let reason = |name: Name, limits: &Limits| {
        let net = Loopback {
            names: BTreeMap::from([(HOST.to_owned(), name)]),
            leads: BTreeMap::new(),
        };
        let (status, step, reason, _) = said(net, &[], &plan, limits);
        (status, step, reason)
    };
    let is = |address: &str| Name::Is(vec![address.parse().unwrap()]);
    let (status, step, lies) = reason(is("127.0.0.1"), &patient());
    assert_eq!((status, step), (Passed::Fail, Some(Probe::Name)));
    assert!(lies.contains("127.0.0.1, which leads nowhere"), "{lies}");
    let (.., sunk) = reason(is("0.0.0.0"), &patient());
    assert!(sunk.contains("which leads nowhere"), "{sunk}");
    let (.., hangs) = reason(Name::Hangs, &hasty());
    assert!(hangs.contains("Nobody answered within 1 seconds"), "{hangs}");
    let (.., unknown) = reason(Name::Unknown, &patient());
    assert_eq!(unknown, "The name does not resolve: no such host is known.");
    // an address inside the company is a warning, and the way goes on
    let checked = checked(
        Loopback {
            names: BTreeMap::from([(HOST.to_owned(), is("10.1.2.3"))]),
            leads: BTreeMap::new(),
        },
        &[],
        &plan,
        &hasty(),
    );
    let steps = &of(&checked, "relay").steps;
    assert_eq!(steps[0].status, Passed::Warn);
    assert_eq!(steps[1].probe, Probe::Connect);
}

#[test]
fn a_port_that_swallows_and_one_that_refuses_are_told_apart() {
    let plan = plan(endpoint(&["M"]));
    let swallows = Loopback::default().and(HOST, "203.0.113.9", None);
    let (status, step, reason, _) = said(swallows, &[], &plan, &hasty());
    assert_eq!((status, step), (Passed::Fail, Some(Probe::Connect)));
    assert!(reason.contains("a firewall drops what is sent"), "{reason}");
    // a port that nobody listens at any more
    let closed = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap();
    let (.., reason, _) = said(Loopback::to(closed), &[], &plan, &patient());
    assert!(reason.contains("is refused"), "{reason}");
}

#[test]
fn one_family_that_does_not_answer_is_no_fault_while_the_other_does() {
    let microsoft = Authority::named("Microsoft Corporation");
    let site = tls_site(microsoft.issue(HOST, |_| {}), ANSWER);
    let net = Loopback::to(site).and(HOST, "2001:db8::1", None);
    let limits = Limits {
        connect: Duration::from_millis(200),
        ..patient()
    };
    let checked = checked(net, &[&microsoft], &plan(endpoint(&["Microsoft Corporation"])), &limits);
    let outcome = of(&checked, "relay");
    assert_eq!(outcome.status, Passed::Pass, "{outcome:?}");
    assert!(
        outcome.steps[1].reason.en.contains("over IPv6 it does not"),
        "{outcome:?}"
    );
}

#[test]
fn a_host_that_hangs_in_the_greeting_or_cuts_it_ends_in_time() {
    let plan = plan(endpoint(&["M"]));
    let hangs = site(|stream| {
        std::thread::sleep(LONG);
        drop(stream);
    });
    let begun = Instant::now();
    let (status, step, reason, _) = said(Loopback::to(hangs), &[], &plan, &hasty());
    assert!(begun.elapsed() < LONG, "it waited for the host");
    assert_eq!((status, step), (Passed::Fail, Some(Probe::Tls)));
    assert!(reason.contains("TLS gets no answer"), "{reason}");
    let cuts = site(|mut stream| {
        let _ = stream.read(&mut [0; 4096]);
    });
    let (.., reason, _) = said(Loopback::to(cuts), &[], &plan, &patient());
    assert!(reason.contains("cut as soon as TLS greets"), "{reason}");
}

#[test]
fn a_host_that_drips_byte_by_byte_ends_in_time_too() {
    let drips = site(|mut stream| {
        // the head of a record that never becomes whole
        for byte in [22, 3, 3, 0x40, 0].into_iter().chain(std::iter::repeat(0)) {
            if stream.write_all(&[byte]).is_err() {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    });
    let (status, .., reason, _) = said(Loopback::to(drips), &[], &plan(endpoint(&["M"])), &hasty());
    assert_eq!(status, Passed::Fail);
    assert!(reason.contains("TLS gets no answer"), "{reason}");
}

#[test]
fn a_host_that_speaks_no_tls_as_new_as_1_2_is_told_so() {
    let plan = plan(endpoint(&["M"]));
    // an alert `protocol_version`, and a greeting of TLS 1.0
    let mut hello = vec![22, 3, 1, 0, 42, 2, 0, 0, 38, 3, 1];
    hello.extend([7; 32]);
    hello.extend([0, 0, 47, 0]);
    for words in [vec![21, 3, 1, 0, 2, 2, 70], hello] {
        let old = site(move |mut stream| {
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(&words);
            let _ = stream.read(&mut [0; 4096]);
        });
        let (status, step, reason, entry) = said(Loopback::to(old), &[], &plan, &patient());
        assert_eq!((status, step), (Passed::Fail, Some(Probe::Tls)));
        assert!(reason.contains("no TLS as new as 1.2"), "{reason}");
        assert_eq!(entry, "writeback.tls12");
    }
}

#[test]
fn a_clock_that_is_off_is_measured_against_the_host_that_is_nearest() {
    let microsoft = Authority::named("Microsoft Corporation");
    let plan = plan(endpoint(&["Microsoft Corporation"]));
    for (date, status, words) in [
        ("09:04:00", Passed::Warn, "The clock is 240 seconds behind."),
        ("08:50:00", Passed::Fail, "The clock is 600 seconds ahead;"),
    ] {
        let answer = format!("HTTP/1.1 400 Bad Request\r\nDate: Sat, 28 Nov 2026 {date} GMT\r\n\r\n");
        let site = tls_site(microsoft.issue(HOST, |_| {}), String::leak(answer));
        let checked = checked(Loopback::to(site), &[&microsoft], &plan, &patient());
        let clock = of(&checked, "clock");
        assert_eq!(clock.status, status, "{clock:?}");
        assert!(clock.reason.en.starts_with(words), "{clock:?}");
        assert_eq!(of(&checked, "relay").status, Passed::Pass, "400 is an answer");
    }
}

/// A plan through the proxy of the tests.
fn through(mut plan: Plan) -> Plan {
    plan.proxy = Some(Proxy::read("http://proxy.contoso.com:3128").unwrap());
    plan
}

#[test]
fn a_proxy_that_refuses_and_one_that_asks_for_a_login_are_told_apart() {
    let plan = through(plan(endpoint(&["M"])));
    let answers = [
        ("HTTP/1.1 403 Forbidden\r\n\r\n", "refuses the host (403)"),
        (
            "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate\r\n\r\n",
            "asks for a login (407, Negotiate)",
        ),
        (
            "HTTP/1.1 302 Found\r\nLocation: https://sso.contoso.com/?x\r\n\r\n",
            "answers 302 and sends to sso.contoso.com",
        ),
        ("HTTP/1.1 502 Bad Gateway\r\n\r\n", "it answers 502"),
        ("SSH-2.0-none\r\n\r\n", "something that is no HTTP"),
    ];
    for (answer, words) in answers {
        let net = Loopback::default().and("proxy.contoso.com", "203.0.113.2", Some(proxy(answer, None)));
        let (status, step, reason, entry) = said(net, &[], &plan, &patient());
        assert_eq!((status, step), (Passed::Fail, Some(Probe::Proxy)), "{reason}");
        assert!(
            reason.contains("proxy.contoso.com:3128") && reason.contains(words),
            "{reason}"
        );
        assert_eq!(entry, "writeback.proxy");
    }
}

#[test]
fn behind_a_proxy_the_host_is_greeted_through_it_and_its_name_is_not_asked_for() {
    let microsoft = Authority::named("Microsoft Corporation");
    let site = tls_site(microsoft.issue(HOST, |_| {}), ANSWER);
    let proxy = proxy("HTTP/1.1 200 Connection established\r\n\r\n", Some((site, LONG)));
    let net = Loopback::default().and("proxy.contoso.com", "203.0.113.2", Some(proxy));
    let plan = through(plan(endpoint(&["Microsoft Corporation"])));
    let checked = checked(net, &[&microsoft], &plan, &patient());
    let outcome = of(&checked, "relay");
    assert_eq!(outcome.status, Passed::Pass, "{outcome:?}");
    assert_eq!(outcome.steps[0].status, Passed::Skipped);
    assert_eq!(outcome.steps[2].probe, Probe::Proxy);
}

#[test]
fn an_idle_connection_that_a_proxy_cuts_is_told_and_one_that_lasts_passes() {
    let microsoft = Authority::named("Microsoft Corporation");
    let site = tls_site(microsoft.issue(HOST, |_| {}), ANSWER);
    let established = "HTTP/1.1 200 OK\r\n\r\n";
    let mut plan = through(plan(endpoint(&["Microsoft Corporation"])));
    plan.idle = Some(Duration::from_millis(1200));
    for (patience, status, words) in [
        (Duration::from_millis(300), Passed::Fail, "The connection was cut after"),
        (LONG, Passed::Pass, "The connection lasted 2 seconds"),
    ] {
        let proxy = proxy(established, Some((site, patience)));
        let net = Loopback::default().and("proxy.contoso.com", "203.0.113.2", Some(proxy));
        let checked = checked(net, &[&microsoft], &plan, &patient());
        let idle = of(&checked, "idle");
        assert_eq!(idle.status, status, "{idle:?}");
        assert!(idle.reason.en.starts_with(words), "{idle:?}");
    }
}

#[test]
fn an_end_that_the_host_itself_announces_says_nothing_of_the_proxy() {
    let microsoft = Authority::named("Microsoft Corporation");
    let config = microsoft.issue(HOST, |_| {});
    let ends = site(move |stream| {
        let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
        let mut stream = StreamOwned::new(connection, stream);
        while stream.conn.is_handshaking() {
            stream.conn.complete_io(&mut stream.sock).unwrap();
        }
        stream.conn.send_close_notify();
        stream.flush().unwrap();
        let _ = stream.read(&mut [0; 64]);
    });
    let mut plan = plan(endpoint(&["Microsoft Corporation"]));
    plan.idle = Some(LONG);
    let checked = checked(Loopback::to(ends), &[&microsoft], &plan, &patient());
    let idle = of(&checked, "idle");
    assert_eq!(idle.status, Passed::Skipped, "{idle:?}");
    assert!(idle.reason.en.contains("itself ended"), "{idle:?}");
}

#[test]
fn whatever_hangs_the_run_ends_in_time_and_says_what_it_hung_at() {
    let net = Loopback {
        names: BTreeMap::from([(HOST.to_owned(), Name::Hangs)]),
        leads: BTreeMap::new(),
    };
    let limits = Limits {
        whole: Duration::from_millis(300),
        ..patient()
    };
    let begun = Instant::now();
    let (status, _, reason, entry) = said(net, &[], &plan(endpoint(&["M"])), &limits);
    assert!(begun.elapsed() < LONG, "it waited for the resolver");
    assert_eq!(status, Passed::Fail);
    assert!(reason.contains("it hung at: name resolution"), "{reason}");
    assert_eq!(entry, "writeback.step1-network");
    // so that the whole ends within half a minute
    let all = Limits::default();
    assert!(all.whole < Duration::from_secs(30) && all.command < all.whole);
}

#[test]
fn a_run_that_is_canceled_keeps_what_there_is_and_says_what_was_not_done() {
    let net = Loopback {
        names: BTreeMap::from([(HOST.to_owned(), Name::Hangs)]),
        leads: BTreeMap::new(),
    };
    let mut looks = 0;
    let mut once = |_: &SoFar| {
        looks += 1;
        looks < 2
    };
    let checked = run(&world(net, &[]), &plan(endpoint(&["M"])), &patient(), &mut once);
    assert!(checked.stopped);
    let outcome = of(&checked, "relay");
    assert_eq!(outcome.status, Passed::Skipped);
    assert_eq!(outcome.reason.en, "Canceled before it was done.");
}

#[test]
fn a_relay_without_a_name_is_skipped_and_one_that_the_log_names_is_contacted() {
    let catalog = crate::builtin::catalog();
    let own = catalog.server_checks();
    let host = FakeHost::at(NOW).on(Platform::Windows);
    for check in &own {
        let printed = match check.id.as_str() {
            "relay-name" => "Namespace : ssprdedicatedsbprodfra-1\r\nRelayRead : True\r\n",
            "proxy" => "Proxy : \r\nWinHttp : proxy.contoso.com:8080\r\n",
            "service" => "Service : Running\r\nServiceStart : Auto\r\nServiceAccount : CONTOSO\\svc\r\n",
            _ => "",
        };
        host.put_output(check.run.as_deref().unwrap_or_default(), printed);
    }
    let mut plan = Plan::of(&host, &catalog, &own, Asked::default()).unwrap();
    plan.endpoints.retain(|endpoint| endpoint.id == "relay");
    let mut world = world(Loopback::default(), &[]);
    world.host = Box::leak(Box::new(host));
    let found = run(&world, &plan, &hasty(), &mut |_| true);
    let relay = of(&found, "relay");
    assert_eq!(
        relay.target.as_deref(),
        Some("ssprdedicatedsbprodfra-1.servicebus.windows.net")
    );
    assert_eq!(relay.status, Passed::Fail, "{relay:?}");
    assert_eq!(of(&found, "proxy").status, Passed::Warn);
    assert_eq!(of(&found, "service").status, Passed::Pass);
    assert_eq!(
        of(&found, "tls12").reason.en,
        "Its values do not stand in what was printed."
    );

    // where no log is read there is no name, and nobody is contacted
    plan.here.clear();
    let missing = run(&world, &plan, &hasty(), &mut |_| true);
    let relay = of(&missing, "relay");
    assert_eq!(relay.target.as_deref(), Some("*.servicebus.windows.net"));
    assert_eq!(relay.status, Passed::Skipped);
}

#[test]
fn a_command_of_somebody_elses_knowledge_is_shown_and_never_run() {
    let catalog = crate::builtin::catalog();
    let mut own = catalog.server_checks();
    let host = FakeHost::at(NOW).on(Platform::Windows);
    let whole = Plan::of(&host, &catalog, &own, Asked::default()).unwrap();
    assert!(whole.elsewhere.is_empty() && whole.here.len() + 1 == own.len());
    // as if the files of the user had another text for it
    own.iter_mut().find(|check| check.id == "service").unwrap().run = Some("Get-Service".to_owned());
    let plan = Plan::of(&host, &catalog, &own, Asked::default()).unwrap();
    assert!(plan.here.iter().all(|check| check.id != "service"));
    assert_eq!(plan.elsewhere.len(), 1);
    // and on other systems nothing runs at all
    let elsewhere = Plan::of(&FakeHost::at(NOW), &catalog, &own, Asked::default()).unwrap();
    assert!(elsewhere.here.is_empty());
}

#[test]
fn every_status_has_a_reason_and_an_entry_that_is_there_in_every_cloud() {
    let catalog = crate::builtin::catalog();
    for cloud in Cloud::ALL {
        let asked = Asked {
            cloud,
            ..Asked::default()
        };
        let plan = Plan::of(&FakeHost::at(NOW), &catalog, &[], asked).unwrap();
        assert!(plan.endpoints.len() >= 3, "{cloud:?}");
        let checked = checked(Loopback::default(), &[], &plan, &hasty());
        for outcome in &checked.outcomes {
            assert!(
                !outcome.reason.en.is_empty() && !outcome.reason.ko.is_empty(),
                "{outcome:?}"
            );
            assert!(catalog.entry(&outcome.entry).is_some(), "{outcome:?}");
        }
    }
}

#[test]
fn a_case_keeps_checks_as_evidence_and_says_what_became_better() {
    let catalog = crate::builtin::catalog();
    let host = FakeHost::at(NOW);
    let now = crate::host::Host::at(&host);
    let mut case = Case::new(CaseId::fresh(&host), Lang::En, now, &Zone::UTC);
    let microsoft = Authority::named("Microsoft Corporation");
    let plan = plan(endpoint(&["Microsoft Corporation"]));
    let before = checked(Loopback::default(), &[], &plan, &hasty());
    assert_eq!(before.keep(&catalog, &mut case, Lang::En), []);
    assert!(case.evidence.iter().any(|piece| {
        piece.from == crate::case::found::From::Check
            && piece
                .quote
                .as_deref()
                .is_some_and(|quote| quote.starts_with("relay.contoso.com:443: FAIL."))
    }));
    let site = tls_site(microsoft.issue(HOST, |_| {}), ANSWER);
    let after = checked(Loopback::to(site), &[&microsoft], &plan, &patient());
    let changed = after.keep(&catalog, &mut case, Lang::En);
    let relay = changed.iter().find(|change| change.id == "relay").unwrap();
    assert_eq!(relay.change, Change::Better);
    assert_eq!(relay.told(Lang::En), "relay.contoso.com: pass, before FAIL");
    assert_eq!(case.checks.iter().filter(|check| check.id == "relay").count(), 1);
}

#[test]
fn what_the_server_printed_is_judged_by_the_rules_and_proves_what_synchronizes() {
    let catalog = crate::builtin::catalog();
    let judged = |id: &str, printed: &str| {
        let checks = catalog.server_checks();
        Values::read(printed).judge(checks.iter().find(|check| check.id == id).unwrap())
    };
    let service = judged("service", "\u{feff}Service : Stopped\nServiceStart : Auto\n");
    assert_eq!(service.status, Passed::Fail);
    assert_eq!(service.reason.en, "The service does not run: Stopped.");
    assert_eq!(service.entry, "writeback.step2-restart-service");
    assert_eq!(service.proves.get("sync_kind").map(String::as_str), Some("connect"));
    for (id, printed, status) in [
        ("version", "ConnectVersion : 2.4.131.0", Passed::Fail),
        ("version", "ConnectVersion : 2.6.79.0", Passed::Warn),
        ("version", "ConnectVersion : 2.6.91.0", Passed::Pass),
        ("dotnet", "NetRelease : 528049", Passed::Pass),
        ("dotnet", "NetRelease : 461814", Passed::Warn),
        ("dotnet", "NetRelease : ", Passed::Fail),
        ("staging", "StagingMode : True", Passed::Warn),
        ("staging", "StagingMode : ", Passed::Skipped),
        ("tls12", "Client.Enabled : 0", Passed::Fail),
        ("tls12", "Client.Enabled : 1\nNet64.SchUseStrongCrypto : ", Passed::Warn),
        (
            "tls12",
            "Net64.SchUseStrongCrypto : 1\nNet64.SystemDefaultTlsVersions : 1\nNet32.SchUseStrongCrypto : 1\nNet32.SystemDefaultTlsVersions : 1\nClient.Enabled : ",
            Passed::Pass,
        ),
        // of two connectors the one that lacks a right decides
        (
            "rights",
            "Connector : MSOL_a\nResetPassword : True\nConnector : MSOL_b\nResetPassword : False",
            Passed::Warn,
        ),
        ("rights", "Other : x", Passed::Skipped),
    ] {
        let outcome = judged(id, printed);
        assert_eq!(outcome.status, status, "{printed}: {outcome:?}");
    }
}
