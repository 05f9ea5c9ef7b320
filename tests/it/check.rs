//! `sspr check` as a person and a script run it. Whatever goes out goes to a proxy that the test starts on loopback and that lets
//! nobody pass, so that no test leaves the machine.

use crate::support::cli::{Desk, Told, sspr};
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

/// A proxy on loopback that answers everybody the same, and hears who was asked for.
struct Proxy {
    address: String,
    asked: Arc<Mutex<BTreeSet<String>>>,
}

impl Proxy {
    fn answering(answer: &'static str) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let asked = Arc::new(Mutex::new(BTreeSet::new()));
        let heard = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (mut stream, mut head, mut byte) = (stream.unwrap(), Vec::new(), [0]);
                while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read > 0) {
                    head.extend(byte);
                }
                let head = String::from_utf8(head).unwrap();
                heard.lock().unwrap().extend(head.split(' ').nth(1).map(str::to_owned));
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        Self { address, asked }
    }

    fn refusing() -> Self {
        Self::answering("HTTP/1.1 403 Forbidden\r\n\r\n")
    }

    fn asked(&self) -> BTreeSet<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn checks(told: &Told) -> Vec<Value> {
    told.json("sspr.check/1")["checks"].as_array().unwrap().clone()
}

fn of<'c>(checks: &'c [Value], id: &str) -> &'c Value {
    checks.iter().find(|check| check["id"] == id).unwrap()
}

#[test]
fn without_a_terminal_and_without_yes_it_says_what_it_would_do_and_does_nothing() {
    let proxy = Proxy::refusing();
    let told = sspr(&format!("check --proxy {} --lang en", proxy.address)).exits(2);
    told.says_nothing()
        .warns("  passwordreset.microsoftonline.com:443")
        .warns("  *.servicebus.windows.net:443")
        .warns(&format!("through the proxy {}", proxy.address))
        .warns("there is no terminal to ask on; add --yes");
    assert!(proxy.asked().is_empty());
    let told = sspr(&format!("check --proxy {} --format json", proxy.address)).exits(2);
    assert_eq!(told.json("sspr.error/1")["code"], 2);
}

#[test]
fn it_contacts_the_hosts_that_it_shows_and_no_others() {
    for (cloud, relay) in [
        ("public", "*.servicebus.windows.net"),
        ("usgov", "*.servicebus.usgovcloudapi.net"),
        ("china", "ssprdedicatedsbmcprodcne.servicebus.chinacloudapi.cn"),
    ] {
        let proxy = Proxy::refusing();
        let shown = sspr(&format!("check --proxy {} --cloud {cloud}", proxy.address)).exits(2);
        let shown: BTreeSet<String> = shown
            .err
            .lines()
            .filter_map(|line| line.strip_prefix("  ")?.split_once(':'))
            .map(|(host, _)| host.to_owned())
            .collect();
        assert!(shown.contains(relay), "{shown:?}");
        let told = sspr(&format!(
            "check --yes --proxy {} --cloud {cloud} --format json",
            proxy.address
        ))
        .exits(1);
        let asked = proxy.asked();
        let hosts: BTreeSet<String> = asked
            .iter()
            .map(|to| {
                to.trim_start_matches("http://")
                    .split([':', '/'])
                    .next()
                    .unwrap()
                    .to_owned()
            })
            .collect();
        let contacted: BTreeSet<String> = shown.into_iter().filter(|host| !host.contains('*')).collect();
        assert!(
            hosts.is_subset(&contacted) && hosts.len() > 2,
            "{hosts:?} of {contacted:?}"
        );
        assert_eq!(told.json("sspr.check/1")["cloud"], cloud);
    }
}

#[test]
fn the_document_has_for_each_check_a_status_a_reason_and_an_entry_that_is_there() {
    let proxy = Proxy::refusing();
    let told = sspr(&format!("check --yes --proxy {} --format json", proxy.address)).exits(1);
    let checks = checks(&told);
    for check in &checks {
        let status = check["status"].as_str().unwrap();
        assert!(["pass", "fail", "warn", "skipped"].contains(&status), "{check}");
        assert!(!check["reason"].as_str().unwrap().is_empty(), "{check}");
        assert!(check["read"].is_string(), "{check}");
    }
    let relay = of(&checks, "relay");
    assert_eq!(relay["target"], "*.servicebus.windows.net");
    assert_eq!(
        (&relay["port"], &relay["status"]),
        (&Value::from(443), &Value::from("skipped"))
    );
    let login = of(&checks, "login");
    assert_eq!(login["status"], "fail");
    assert_eq!(login["entry"], "writeback.proxy");
    assert!(login["millis"].is_u64());
    let steps: Vec<&str> = login["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["step"].as_str().unwrap())
        .collect();
    assert_eq!(steps, ["name", "connect", "proxy"]);
    // writeback goes on without these
    assert_eq!(of(&checks, "revocation-lists")["status"], "warn");
    assert_eq!(of(&checks, "idle")["status"], "skipped");
    assert_eq!(of(&checks, "service")["status"], "skipped");
}

#[test]
fn the_text_names_the_step_that_fails_and_what_to_read_in_both_languages() {
    let proxy = Proxy::answering("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: NTLM\r\n\r\n");
    let line = format!(
        "check --yes --proxy {} --namespace ssprdedicatedsbprodfra-1",
        proxy.address
    );
    sspr(&format!("{line} --lang en"))
        .exits(1)
        .says("ssprdedicatedsbprodfra-1.servicebus.windows.net fails at: proxy")
        .says("asks for a login (407, NTLM)")
        .says("Read: writeback.proxy (Proxy settings of the Connect server)");
    sspr(&format!("{line} --lang ko"))
        .exits(1)
        .says("ssprdedicatedsbprodfra-1.servicebus.windows.net 실패 단계: 프록시")
        .says("로그인을 요구합니다(407, NTLM)")
        .says("읽을 항목: writeback.proxy");
    sspr(&format!("{line} --format markdown --lang en"))
        .exits(1)
        .says("- **FAIL** ssprdedicatedsbprodfra-1.servicebus.windows.net:443");
}

#[test]
fn what_cannot_be_meant_is_refused_before_anything_is_contacted() {
    sspr("check --yes --namespace '*.servicebus.windows.net'")
        .exits(2)
        .warns("is no name of a relay");
    sspr("check --yes --proxy socks5://kim:secret@proxy:1080")
        .exits(2)
        .warns("`socks5://proxy:1080` is no proxy")
        .never_says("secret");
    sspr("check --yes --cloud germany").exits(2).warns("china");
    sspr("check --yes")
        .variable("HTTPS_PROXY", "socks5://proxy:1080")
        .exits(2)
        .warns("is no proxy");
}

#[test]
fn the_script_for_a_server_is_ascii_and_only_looks() {
    let told = sspr("check --print")
        .exits(0)
        .says("Get-ADSyncScheduler")
        .says("sspr check --server sspr-check.txt");
    assert!(
        told.out.is_ascii(),
        "Windows PowerShell reads a file without a mark as ANSI"
    );
    for verb in ["Set-", "Restart-", "Remove-", "New-", "Stop-", "Start-"] {
        assert!(!told.out.contains(verb), "{verb}");
    }
}

#[test]
fn what_a_server_printed_is_judged_without_contacting_anybody() {
    let desk = Desk::new();
    let healthy =
        "Service : Running\r\nServiceStart : Auto\r\nServiceAccount : CONTOSO\\svc$\r\nConnectVersion : 2.6.91.0\r\n";
    desk.file("well.txt", healthy);
    desk.sspr("check --server well.txt --lang en")
        .exits(0)
        .says("The service runs as CONTOSO\\svc$.")
        .says("Connect 2.6.91.0 is new enough.");
    let told = desk
        .sspr("check --server - --format json")
        .input("Service : Stopped\nStagingMode : True\n")
        .exits(1);
    let checks = checks(&told);
    assert_eq!(of(&checks, "service")["entry"], "writeback.step2-restart-service");
    assert_eq!(of(&checks, "staging")["status"], "warn");
    assert!(checks.iter().all(|check| check["target"].is_null()));
    desk.sspr("check --server -")
        .input("nothing of it\n")
        .exits(2)
        .warns("sspr check --print");
}

#[test]
fn windows_powershell_writes_its_output_with_two_bytes_a_sign() {
    let desk = Desk::new();
    let text = "\u{feff}Service : Running\r\n";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    desk.file("utf16.txt", bytes);
    desk.sspr("check --server utf16.txt --lang en")
        .exits(0)
        .says("The service runs as");
}

#[test]
fn a_case_keeps_the_checks_shows_them_as_evidence_and_compares_the_next_ones() {
    let desk = Desk::new();
    let id = desk.sspr("case new --format json").exits(0).json("sspr.case.new/1")["id"]
        .as_str()
        .unwrap()
        .to_owned();
    desk.sspr(&format!("check --server - --case {id}"))
        .input("Service : Stopped\n")
        .exits(1);
    let case = desk.sspr("case show --format json").exits(0);
    let case: Value = serde_json::from_str(&case.out).unwrap();
    let checks = case["checks"].as_array().unwrap();
    assert_eq!(of(checks, "service")["status"], "fail");
    assert_eq!(case["evidence"][0]["from"], "check");
    desk.sspr("case show --lang en")
        .exits(0)
        .says("Microsoft Azure AD Sync: FAIL. The service does not run: Stopped.");
    desk.sspr(&format!("check --server - --case {id} --lang en"))
        .input("Service : Running\n")
        .exits(0)
        .says("Microsoft Azure AD Sync: pass, before FAIL");
    // what was not done again stays as it was, and who signs in to the proxy is nobody's to know
    let told = desk
        .sspr(&format!("check --server - --case {id}"))
        .input("Proxy : http://kim:secret@proxy.contoso.com:8080\nWinHttp : kim:secret@proxy.contoso.com:8080\n")
        .exits(0);
    assert!(
        told.out.contains("proxy.contoso.com:8080") && !told.out.contains("secret"),
        "{told}"
    );
    let kept = desk.sspr("case show --format json").exits(0);
    let case: Value = serde_json::from_str(&kept.out).unwrap();
    assert_eq!(of(case["checks"].as_array().unwrap(), "service")["status"], "pass");
    assert!(!kept.out.contains("secret"), "{kept}");
}

#[test]
fn the_relay_is_the_one_that_the_evidence_of_the_case_names() {
    let desk = Desk::new();
    desk.sspr("case new").exits(0);
    let event = "Event ID: 31019\nSource: PasswordResetService\nServiceBusHeartBeat. Namespace: ssprdedicatedsbprodfra-1.servicebus.windows.net\n";
    desk.sspr("case evidence -").input(event).exits(0);
    let id = desk.sspr("case list --format json").exits(0).json("sspr.case.list/1")["cases"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let proxy = Proxy::refusing();
    desk.sspr(&format!("check --yes --proxy {} --case {id}", proxy.address))
        .exits(1);
    let relay = "ssprdedicatedsbprodfra-1.servicebus.windows.net:443";
    assert!(proxy.asked().contains(relay), "{:?}", proxy.asked());
}

#[test]
fn hosts_of_ones_own_stand_beside_the_others() {
    let desk = Desk::new();
    desk.file(
        "k/endpoints.yaml",
        "endpoints:\n  - { id: own, cloud: public, host: relay.contoso.com, port: 8443, title: { en: Ours, ko: 우리 것 }, issuers: [Contoso], entry: writeback.proxy }\n",
    );
    let proxy = Proxy::refusing();
    let told = desk
        .sspr(&format!(
            "check --yes --proxy {} --knowledge k --format json",
            proxy.address
        ))
        .exits(1);
    assert_eq!(of(&checks(&told), "own")["port"], 8443);
    assert!(proxy.asked().contains("relay.contoso.com:8443"));
}
