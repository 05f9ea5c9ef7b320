//! The way through a proxy, and how long a quiet connection lasts, against servers on loopback.

use super::loopback::*;
use super::*;
use crate::case::found::Passed;
use crate::knowledge::endpoint::Probe;
use rustls::{ServerConnection, StreamOwned};
use std::io::{Read, Write};
use std::sync::Arc;
use std::time::Duration;

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
        // a host too may end what is idle without a word
        (Duration::from_millis(300), Passed::Warn, "The connection was cut after"),
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
