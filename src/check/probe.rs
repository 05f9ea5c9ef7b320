//! The way to one host, step by step, until one fails. Each step ends in time, whatever hangs; nothing is said to whoever is not
//! trusted.

use super::certificate::Certificate;
use super::examined::Step;
use super::http;
use super::proxy::{self, Proxy};
use super::said;
use super::timed::{Stop, Timed, moment};
use super::tls::{self, Broken, Greeted, Session, Verdict};
use super::world::World;
use crate::case::found::Passed;
use crate::knowledge::endpoint::{Endpoint, Probe};
use crate::text::{Text, system};
use crate::time::Stamp;
use std::io::{self, Read, Write};
use std::net::{IpAddr, SocketAddr, TcpStream};
use std::sync::mpsc::sync_channel;
use std::thread::Builder;
use std::time::Duration;

/// How long each step may take. One after the other they fit into the whole, so that whoever is slow everywhere is still told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub name: Duration,
    /// Of each address that is tried.
    pub connect: Duration,
    pub tls: Duration,
    /// Of the host, and of the proxy before it.
    pub answer: Duration,
    /// Of all commands together.
    pub command: Duration,
    /// Of the whole run, from its beginning; a wait that was asked for comes on top.
    pub whole: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self {
            name: seconds(4),
            connect: seconds(2),
            tls: seconds(4),
            answer: seconds(3),
            command: seconds(9),
            whole: seconds(28),
        }
    }
}

/// Seconds that firewall and proxy must leave an idle connection alone.
const WANTED_IDLE: u64 = 360;

/// So many addresses of a family are tried.
const TRIED: u32 = 2;

impl Limits {
    /// The longest that everything may take one after the other: commands, then the way to a host, with or without a proxy.
    pub fn longest(&self) -> Duration {
        let direct = self.connect * (2 * TRIED);
        let by_proxy = self.connect * TRIED + self.answer;
        self.command + self.name + direct.max(by_proxy) + self.tls + self.answer
    }
}

/// The route to one host.
pub struct Route<'w> {
    pub world: &'w World,
    pub limits: &'w Limits,
    pub endpoint: &'w Endpoint,
    pub host: &'w str,
    pub proxy: Option<&'w Proxy>,
    /// Hears which step is begun.
    pub begins: &'w dyn Fn(Probe),
    /// Once it is asked, no further step is begun.
    pub stop: &'w Stop,
}

/// What became of it.
#[derive(Clone, Debug, Default)]
pub struct Probed {
    pub steps: Vec<Step>,
    /// In short, where nothing is wrong.
    pub whole: Option<Text>,
    /// The time that the host told, and this machine's at that moment.
    pub clocks: Option<(Stamp, Stamp)>,
}

/// What a step says, and what it hands to the next one; nothing where the way ends.
type Said<T> = (Passed, Text, Option<T>);

fn fails<T>(reason: Text) -> Said<T> {
    (Passed::Fail, reason, None)
}

fn seconds(limit: Duration) -> String {
    limit.as_secs_f32().ceil().to_string()
}

impl Route<'_> {
    /// Goes as far as it leads.
    pub fn go(&self) -> Probed {
        let mut probed = Probed::default();
        self.walk(&mut probed);
        probed
    }

    fn walk(&self, probed: &mut Probed) -> Option<()> {
        let stream = self.reached(probed)?;
        if self.endpoint.plain {
            self.step(probed, Probe::Answer, |_| self.answered_plainly(stream, &mut None))?;
            return None;
        }
        let (mut session, greeted) = self.greeted(probed, stream)?;
        let mut head = None;
        self.step(probed, Probe::Answer, |_| self.answered(&mut session, &mut head))?;
        let head: http::Head = head?;
        probed.clocks = head.date.map(|date| (date, self.world.host.now()));
        let issuer = greeted
            .certificate
            .map(|certificate| certificate.issuer)
            .unwrap_or_default();
        let values = [greeted.version, issuer.as_str(), &head.status.to_string()];
        probed.whole = Some(said::WHOLE.both(&values));
        None
    }

    /// Does a step and notes what it says.
    fn step<T>(&self, probed: &mut Probed, probe: Probe, done: impl FnOnce(&mut Probed) -> Said<T>) -> Option<T> {
        if self.stop.is_asked() {
            return None;
        }
        (self.begins)(probe);
        let begun = moment();
        let (status, reason, next) = done(probed);
        let millis = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        probed.steps.push(Step {
            probe,
            status,
            reason,
            millis,
        });
        next
    }

    /// A connection to the host, through the proxy where there is one.
    fn reached(&self, probed: &mut Probed) -> Option<Timed> {
        let Some(proxy) = self.proxy else {
            let addresses = self.step(probed, Probe::Name, |_| self.named())?;
            return self.step(probed, Probe::Connect, |_| self.connected(&addresses));
        };
        self.step(probed, Probe::Name, |_| {
            (Passed::Skipped, said::NAME_BY_PROXY.both(&[]), Some(()))
        })?;
        let stream = self.step(probed, Probe::Connect, |_| self.at_proxy(proxy))?;
        if self.endpoint.plain {
            return Some(stream);
        }
        self.step(probed, Probe::Proxy, |_| self.let_pass(proxy, stream))
    }

    fn named(&self) -> Said<Vec<IpAddr>> {
        let found = match addresses(self.world, self.host, self.limits.name) {
            Ok(found) => found,
            Err(error) if error.kind() == io::ErrorKind::TimedOut => {
                return fails(said::NAME_SILENT.both(&[&seconds(self.limits.name)]));
            }
            Err(_) => return fails(said::NO_NAME.both(&[])),
        };
        let listed = found.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        if let Some(nowhere) = found.iter().find(|ip| ip.is_loopback() || ip.is_unspecified()) {
            return fails(said::NAME_HERE.both(&[&nowhere.to_string()]));
        }
        match found.iter().find(|ip| is_inside(ip)) {
            Some(inside) => (
                Passed::Warn,
                said::NAME_INSIDE.both(&[&inside.to_string()]),
                Some(found),
            ),
            None => (Passed::Pass, said::NAMED.both(&[&listed]), Some(found)),
        }
    }

    /// Tries two addresses of IPv4, and only where none answers two of IPv6.
    fn connected(&self, addresses: &[IpAddr]) -> Said<Timed> {
        let shown = self.endpoint.port.to_string();
        let mut silent = None;
        let mut last = io::Error::from(io::ErrorKind::NotFound);
        for (family, is_of) in [
            ("IPv4", IpAddr::is_ipv4 as fn(&IpAddr) -> bool),
            ("IPv6", IpAddr::is_ipv6),
        ] {
            let own: Vec<IpAddr> = addresses.iter().copied().filter(is_of).collect();
            match self.first(&own, self.endpoint.port) {
                Ok(stream) => {
                    let reason = match silent {
                        Some(other) => said::ONE_FAMILY.both(&[&shown, family, other]),
                        None => said::CONNECTED.both(&[&shown, family]),
                    };
                    return (Passed::Pass, reason, Some(self.timed(stream, self.limits.tls)));
                }
                Err(_) if own.is_empty() => {}
                Err(error) => (silent, last) = (Some(family), error),
            }
        }
        fails(unreached(&shown, &last, self.limits.connect))
    }

    /// A connection to the first address that answers.
    fn first(&self, addresses: &[IpAddr], port: u16) -> io::Result<TcpStream> {
        let mut tried = Err(io::ErrorKind::NotFound.into());
        for ip in addresses.iter().take(TRIED as usize) {
            if self.stop.is_asked() {
                return Err(io::ErrorKind::Interrupted.into());
            }
            tried = self.world.net.connect(SocketAddr::new(*ip, port), self.limits.connect);
            if tried.is_ok() {
                break;
            }
        }
        tried
    }

    fn timed(&self, stream: TcpStream, patience: Duration) -> Timed {
        Timed::new(stream, patience, self.stop)
    }

    fn at_proxy(&self, proxy: &Proxy) -> Said<Timed> {
        let unreached = |why: Text| {
            let values = |lang| vec![proxy.to_string(), why.get(lang).to_owned()];
            fails(said::of(said::PROXY_UNREACHED, values))
        };
        let port = proxy.port.to_string();
        let found = match addresses(self.world, &proxy.host, self.limits.name) {
            Ok(found) => found,
            Err(error) if error.kind() == io::ErrorKind::TimedOut => {
                return unreached(said::NAME_SILENT.both(&[&seconds(self.limits.name)]));
            }
            Err(_) => return unreached(said::NO_NAME.both(&[])),
        };
        match self.first(&found, proxy.port) {
            Ok(stream) => {
                let reason = said::CONNECTED.both(&[&port, &proxy.to_string()]);
                (Passed::Pass, reason, Some(self.timed(stream, self.limits.answer)))
            }
            Err(error) => unreached(self::unreached(&port, &error, self.limits.connect)),
        }
    }

    fn let_pass(&self, proxy: &Proxy, mut stream: Timed) -> Said<Timed> {
        let shown = proxy.to_string();
        match proxy::tunnel(&mut stream, self.host, self.endpoint.port) {
            Ok(head) if (200..300).contains(&head.status) => {
                stream.begun.clear();
                stream.within(self.limits.tls);
                (Passed::Pass, said::PROXY_LETS.both(&[&shown]), Some(stream))
            }
            Ok(head) => fails(refused(&shown, &head)),
            Err(error) if error.kind() == io::ErrorKind::TimedOut => {
                fails(said::PROXY_SILENT.both(&[&shown, &seconds(self.limits.answer)]))
            }
            Err(_) => fails(said::PROXY_BREAKS.both(&[&shown])),
        }
    }

    /// Greets the host, and looks at its certificate.
    fn greeted(&self, probed: &mut Probed, stream: Timed) -> Option<(Session, Greeted)> {
        let (session, greeted) = self.step(probed, Probe::Tls, |_| {
            match tls::greet(&self.world.trust, self.host, stream) {
                Ok((session, greeted)) => {
                    let reason = said::GREETED.both(&[greeted.version]);
                    (Passed::Pass, reason, Some((session, greeted)))
                }
                Err(broken) => fails(ungreeted(&broken, self.limits.tls)),
            }
        })?;
        let certificate = self.step(probed, Probe::Certificate, |_| self.certified(&greeted))?;
        if let Some(certificate) = certificate {
            self.step(probed, Probe::Issuer, |_| self.issued(&certificate, greeted.verdict))?;
        }
        Some((session, greeted))
    }

    /// Is the certificate valid here? Whose it is comes next.
    fn certified(&self, greeted: &Greeted) -> Said<Option<Certificate>> {
        if greeted.verdict == Verdict::Unknown {
            // nothing is said to somebody whom nobody knows
            return (Passed::Skipped, said::NO_STORE.both(&[]), None);
        }
        let Some(certificate) = &greeted.certificate else {
            return fails(said::UNREADABLE.both(&[]));
        };
        let now = self.world.host.now();
        let day = |at: Stamp| at.date().to_string();
        let today = day(now);
        match (greeted.verdict, certificate.from, certificate.to) {
            (Verdict::OtherHost, ..) => {
                let hosts = certificate.hosts.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
                let hosts = if hosts.is_empty() { "?".to_owned() } else { hosts };
                fails(said::OTHER_HOST.both(&[&hosts]))
            }
            (Verdict::Trusted, _, to) => {
                let until = to.map(day).unwrap_or_default();
                (
                    Passed::Pass,
                    said::VALID.both(&[&until]),
                    Some(Some(certificate.clone())),
                )
            }
            (_, _, Some(to)) if to < now => fails(said::EXPIRED.both(&[&day(to), &today])),
            (_, Some(from), _) if from > now => fails(said::NOT_YET.both(&[&day(from), &today])),
            (Verdict::Revoked, ..) => fails(said::REVOKED.both(&[&certificate.issuer])),
            _ if certificate.is_from(&self.endpoint.issuers) => fails(said::NO_ROOTS.both(&[&certificate.issuer])),
            // it holds in itself; that its issuer is not trusted is the next step's
            _ => (
                Passed::Skipped,
                said::FROM.both(&[&certificate.issuer]),
                Some(Some(certificate.clone())),
            ),
        }
    }

    fn issued(&self, certificate: &Certificate, verdict: Verdict) -> Said<()> {
        let issuer = [certificate.issuer.as_str()];
        match verdict {
            Verdict::Trusted if certificate.is_from(&self.endpoint.issuers) => {
                (Passed::Pass, said::FROM.both(&issuer), Some(()))
            }
            Verdict::Trusted if certificate.is_public => (Passed::Warn, said::OTHER_ISSUER.both(&issuer), Some(())),
            Verdict::Trusted => fails(said::INTERCEPTED.both(&issuer)),
            _ => fails(said::UNTRUSTED.both(&issuer)),
        }
    }

    fn answered(&self, session: &mut Session, head: &mut Option<http::Head>) -> Said<()> {
        session.timed().within(self.limits.answer);
        let asked = session
            .write_all(http::request(self.host, false).as_bytes())
            .and_then(|()| session.flush())
            .and_then(|()| http::head(session));
        match asked {
            Ok(answer) => {
                let status = answer.status.to_string();
                let ends = if answer.status >= 500 {
                    (Passed::Warn, said::BUSY.both(&[&status]), Some(()))
                } else {
                    (Passed::Pass, said::ANSWERED.both(&[&status]), Some(()))
                };
                *head = Some(answer);
                ends
            }
            Err(error) => (Passed::Warn, self.unanswered(&error), None),
        }
    }

    /// The same without TLS, where a proxy answers for itself and a portal leads elsewhere.
    fn answered_plainly(&self, mut stream: Timed, head: &mut Option<http::Head>) -> Said<()> {
        stream.within(self.limits.answer);
        let asked = stream
            .write_all(http::request(self.host, self.proxy.is_some()).as_bytes())
            .and_then(|()| stream.flush())
            .and_then(|()| http::head(&mut stream));
        let answer = match asked {
            Ok(answer) => answer,
            Err(error) => return fails(self.unanswered(&error)),
        };
        let status = answer.status.to_string();
        let elsewhere = answer
            .to
            .as_deref()
            .filter(|to| *to != self.host && (300..400).contains(&answer.status));
        let said = match (self.proxy, elsewhere) {
            (Some(proxy), _) if matches!(answer.status, 403 | 407) => fails(refused(&proxy.to_string(), &answer)),
            (_, Some(to)) => fails(said::SENT_ELSEWHERE.both(&[&status, to])),
            _ => (Passed::Pass, said::ANSWERED.both(&[&status]), Some(())),
        };
        *head = Some(answer);
        said
    }

    fn unanswered(&self, error: &io::Error) -> Text {
        if error.kind() == io::ErrorKind::TimedOut {
            said::NO_HTTP.both(&[&seconds(self.limits.answer)])
        } else {
            said::HTTP_CUT.both(&[])
        }
    }

    /// Holds a connection without a word for so long, and then asks whether it still stands.
    pub fn hold(&self, idle: Duration) -> Step {
        (self.begins)(Probe::Idle);
        let begun = moment();
        let mut probed = Probed::default();
        let session = self
            .reached(&mut probed)
            .and_then(|stream| self.greeted(&mut probed, stream));
        let (status, reason) = match session {
            Some((session, _)) => self.held(session, idle),
            None => (Passed::Skipped, said::IDLE_NO_WAY.both(&[])),
        };
        Step {
            probe: Probe::Idle,
            status,
            reason,
            millis: u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
        }
    }

    fn held(&self, mut session: Session, idle: Duration) -> (Passed, Text) {
        let begun = moment();
        session.timed().within(idle);
        let mut byte = [0];
        let heard = session.read(&mut byte);
        let lasted = begun.elapsed().as_secs();
        let shown = lasted.to_string();
        match heard {
            // the notice of TLS comes from the host alone; who stands in between cannot write it
            Ok(_) => (Passed::Skipped, said::IDLE_ENDED.both(&[&shown])),
            Err(_) if self.stop.is_asked() => (Passed::Skipped, said::STOPPED.both(&[])),
            Err(error) if error.kind() == io::ErrorKind::TimedOut => match self.answered(&mut session, &mut None) {
                (.., Some(())) => (Passed::Pass, said::LASTED.both(&[&seconds(idle)])),
                _ => (Passed::Fail, said::IDLE_DEAD.both(&[&seconds(idle)])),
            },
            Err(_) if lasted >= WANTED_IDLE => (Passed::Pass, said::LASTED.both(&[&shown])),
            // hosts too end what is idle without a word, so it may have been the host
            Err(_) => (Passed::Warn, said::IDLE_CUT.both(&[&shown])),
        }
    }
}

/// The addresses of a name. Whoever asks the system cannot be called back, so it is another who asks, and who is left alone with it
/// when the time is over.
fn addresses(world: &World, host: &str, patience: Duration) -> io::Result<Vec<IpAddr>> {
    if let Ok(address) = host.parse() {
        return Ok(vec![address]);
    }
    let (to, answer) = sync_channel(1);
    let (net, name) = (std::sync::Arc::clone(&world.net), host.to_owned());
    Builder::new().spawn(move || drop(to.send(net.resolve(&name))))?;
    let found = answer
        .recv_timeout(patience)
        .map_err(|_| io::Error::from(io::ErrorKind::TimedOut))??;
    if found.is_empty() {
        return Err(io::ErrorKind::NotFound.into());
    }
    Ok(found)
}

/// Addresses of a network of one's own.
fn is_inside(ip: &IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => ip.is_private() || ip.is_link_local(),
        IpAddr::V6(ip) => ip.is_unique_local() || ip.is_unicast_link_local(),
    }
}

/// Why nothing answers at a port.
fn unreached(port: &str, error: &io::Error, patience: Duration) -> Text {
    match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => said::NO_ANSWER.both(&[port, &seconds(patience)]),
        io::ErrorKind::ConnectionRefused => said::REFUSED.both(&[port]),
        _ => {
            let why = system(error);
            said::of(said::UNCONNECTED, |lang| {
                vec![port.to_owned(), why.get(lang).to_owned()]
            })
        }
    }
}

/// Why a proxy lets nobody through.
fn refused(proxy: &str, head: &http::Head) -> Text {
    let status = head.status.to_string();
    match (head.status, &head.to) {
        (403, _) => said::PROXY_REFUSES.both(&[proxy]),
        (407, _) => said::PROXY_ASKS.both(&[proxy, head.asks.as_deref().unwrap_or("?")]),
        (300..400, Some(to)) => said::PROXY_LEADS.both(&[proxy, &status, to]),
        _ => said::PROXY_ANSWERS.both(&[proxy, &status]),
    }
}

/// Why there was no greeting.
fn ungreeted(broken: &Broken, patience: Duration) -> Text {
    match broken {
        Broken::TooOld => said::TOO_OLD.both(&[]),
        Broken::Cut => said::TLS_CUT.both(&[]),
        Broken::TimedOut => said::TLS_SILENT.both(&[&seconds(patience)]),
        Broken::Refused(alert) => said::TLS_REFUSED.both(&[alert]),
        Broken::Misspoken => said::TLS_MISSPOKEN.both(&[]),
        Broken::OtherWords(begun) => match http::read(begun) {
            Some(head) => said::PORTAL.both(&[&head.status.to_string(), head.to.as_deref().unwrap_or("?")]),
            None => said::OTHER_WORDS.both(&[]),
        },
    }
}
