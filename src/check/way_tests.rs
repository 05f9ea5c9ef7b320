//! The way to one host, against servers on loopback: one that is well, and every way in which it is not.

use super::loopback::*;
use super::timed::moment;
use super::*;
use crate::case::found::Passed;
use crate::knowledge::endpoint::Probe;
use rcgen::{CustomExtension, date_time_ymd};
use rustls::{ServerConnection, StreamOwned};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

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
    assert!(outcome.steps[0].reason.en.contains("2001:db8::1"), "{outcome:?}");
    assert!(outcome.steps[1].reason.en.contains("over IPv4."), "{outcome:?}");
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
    assert_eq!(
        unknown,
        "The name does not resolve: DNS knows no such name, or no DNS server can be reached."
    );
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
fn the_newer_family_is_tried_only_where_the_older_one_does_not_answer() {
    let microsoft = Authority::named("Microsoft Corporation");
    let site = tls_site(microsoft.issue(HOST, |_| {}), ANSWER);
    let limits = Limits {
        connect: Duration::from_millis(200),
        ..patient()
    };
    let plan = plan(endpoint(&["Microsoft Corporation"]));
    let both = Loopback::to(site).and(HOST, "2001:db8::1", None);
    let newer = Loopback::default()
        .and(HOST, "203.0.113.9", None)
        .and(HOST, "2001:db8::1", Some(site));
    for (net, words) in [
        (both, "Port 443 answers over IPv4."),
        (newer, "Port 443 answers over IPv6; over IPv4 it does not"),
    ] {
        let checked = checked(net, &[&microsoft], &plan, &limits);
        let outcome = of(&checked, "relay");
        assert_eq!(outcome.status, Passed::Pass, "{outcome:?}");
        assert!(outcome.steps[1].reason.en.starts_with(words), "{outcome:?}");
    }
}

#[test]
fn a_host_that_hangs_in_the_greeting_or_cuts_it_ends_in_time() {
    let plan = plan(endpoint(&["M"]));
    let hangs = site(|stream| {
        std::thread::sleep(LONG);
        drop(stream);
    });
    let begun = moment();
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
