//! A whole run: that it ends, what is read on the server, and what a case keeps.

use super::loopback::*;
use super::timed::moment;
use super::*;
use crate::case::found::Passed;
use crate::case::{Case, CaseId};
use crate::host::Platform;
use crate::host::fake::FakeHost;
use crate::knowledge::endpoint::Cloud;
use crate::text::Lang;
use crate::time::Zone;
use std::collections::BTreeMap;
use std::time::Duration;

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
    let begun = moment();
    let (status, _, reason, entry) = said(net, &[], &plan(endpoint(&["M"])), &limits);
    assert!(begun.elapsed() < LONG, "it waited for the resolver");
    assert_eq!(status, Passed::Fail);
    assert!(reason.contains("it hung at: name resolution"), "{reason}");
    assert_eq!(entry, "writeback.step1-network");
    // so that the whole ends within half a minute, and whoever is slow at every step is told apart before that
    let all = Limits::default();
    assert!(all.whole < Duration::from_secs(30));
    assert!(all.longest() <= all.whole, "{:?}", all.longest());
}

#[test]
fn a_script_that_hangs_is_left_and_what_it_printed_whole_is_judged() {
    let catalog = crate::builtin::catalog();
    let own = catalog.server_checks();
    let host = FakeHost::at(NOW).on(Platform::Windows);
    host.hang();
    for check in &own {
        let printed = match check.id.as_str() {
            "service" => "Service : Running\nServiceStart : Auto\nServiceAccount : svc\nDone : service\n",
            // cut off before the other rights
            "rights" => "Connector : MSOL_a\nResetPassword : True\n",
            _ => "",
        };
        host.put_output(check.run.as_deref().unwrap_or_default(), printed);
    }
    let mut plan = Plan::of(&host, &catalog, &own, Request::default()).unwrap();
    plan.endpoints.clear();
    let mut world = world(Loopback::default(), &[]);
    world.host = Box::leak(Box::new(host));
    let found = run(&world, &plan, &patient(), &mut |_| true);
    assert_eq!(of(&found, "service").status, Passed::Pass);
    for id in ["rights", "tls12"] {
        let outcome = of(&found, id);
        assert_eq!(outcome.status, Passed::Skipped, "{outcome:?}");
        assert!(outcome.reason.en.contains("not done within"), "{outcome:?}");
    }
}

#[test]
fn what_powershell_prints_is_read_by_its_code_page_too() {
    let printed = "Service : Running\nServiceAccount : 관리자\n";
    for bytes in [
        printed.as_bytes().to_vec(),
        crate::log::encode(printed, crate::log::Encoding::Windows949).into_owned(),
        [
            vec![0xff, 0xfe],
            crate::log::encode(printed, crate::log::Encoding::Utf16Le).into_owned(),
        ]
        .concat(),
    ] {
        let values = Values::of_bytes(&bytes);
        assert_eq!(values.all("ServiceAccount").collect::<Vec<_>>(), ["관리자"]);
    }
}

#[test]
fn the_connector_account_is_quoted_where_it_stands() {
    let catalog = crate::builtin::catalog();
    let run = |account: Option<&str>| {
        let asked = Request {
            account: account.map(str::to_owned),
            ..Request::default()
        };
        let host = FakeHost::at(NOW).on(Platform::Windows);
        let plan = Plan::of(&host, &catalog, &catalog.server_checks(), asked).unwrap();
        let rights = plan.here.into_iter().find(|check| check.id == "rights");
        rights.unwrap().run.unwrap()
    };
    assert!(run(None).contains("$only = ''\n"));
    assert!(run(Some("CONTOSO\\o'neil")).contains("$only = 'CONTOSO\\o''neil'\n"));
    assert!(run(Some("a\nRemove-Item x")).contains("$only = ''\n"));
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
    // nobody goes on with it behind the back of whoever stopped it
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
    let mut plan = Plan::of(&host, &catalog, &own, Request::default()).unwrap();
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
    let whole = Plan::of(&host, &catalog, &own, Request::default()).unwrap();
    assert!(whole.elsewhere.is_empty() && whole.here.len() + 1 == own.len());
    // as if the files of the user had another text for it
    own.iter_mut().find(|check| check.id == "service").unwrap().run = Some("Get-Service".to_owned());
    let plan = Plan::of(&host, &catalog, &own, Request::default()).unwrap();
    assert!(plan.here.iter().all(|check| check.id != "service"));
    assert_eq!(plan.elsewhere.len(), 1);
    // and on other systems nothing runs at all
    let elsewhere = Plan::of(&FakeHost::at(NOW), &catalog, &own, Request::default()).unwrap();
    assert!(elsewhere.here.is_empty());
}

#[test]
fn every_status_has_a_reason_and_an_entry_that_is_there_in_every_cloud() {
    let catalog = crate::builtin::catalog();
    for cloud in Cloud::ALL {
        let asked = Request {
            cloud,
            ..Request::default()
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
                .is_some_and(|quote| quote.starts_with("relay.contoso.com:443: FAIL at name resolution. "))
    }));
    let way = |case: &Case| case.facts(&catalog).get("way_out").cloned();
    case.start(&catalog, "writeback");
    assert_eq!(way(&case).as_deref(), Some("blocked"));
    let site = tls_site(microsoft.issue(HOST, |_| {}), ANSWER);
    let after = checked(Loopback::to(site), &[&microsoft], &plan, &patient());
    let changed = after.keep(&catalog, &mut case, Lang::En);
    let relay = changed.iter().find(|change| change.id == "relay").unwrap();
    assert_eq!(relay.change, Change::Better);
    assert_eq!(relay.told(Lang::En), "relay.contoso.com: pass, before FAIL");
    assert_eq!(case.checks.iter().filter(|check| check.id == "relay").count(), 1);
    assert_eq!(way(&case).as_deref(), Some("open"), "the next run says it anew");
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
