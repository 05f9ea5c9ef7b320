//! `sspr case` as scripts call it: the real program, a home of its own, a clock that stands.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a story about the real program and the real disk"
)]

use serde_json::Value;
use sspr::host::{Host, RealHost};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

struct Desk {
    home: tempfile::TempDir,
}

struct Said {
    code: i32,
    out: String,
    err: String,
}

impl Desk {
    fn new() -> Self {
        Self {
            home: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn sspr(&self, args: &[&str]) -> Said {
        let done = Command::new(env!("CARGO_BIN_EXE_sspr"))
            .args(["--lang", "en"])
            .args(args)
            .env("SSPR_HOME", self.path("home"))
            .env("SSPR_NOW", "2026-11-21T03:00:00Z")
            .output()
            .unwrap();
        Said {
            code: done.status.code().unwrap_or(-1),
            out: String::from_utf8(done.stdout).unwrap(),
            err: String::from_utf8(done.stderr).unwrap(),
        }
    }

    fn json(&self, args: &[&str]) -> Value {
        let said = self.sspr(&[&["--format", "json"], args].concat());
        assert_eq!(said.code, 0, "{}", said.err);
        serde_json::from_str(&said.out).unwrap()
    }

    fn new_case(&self) -> String {
        let id = self.sspr(&["case", "new"]).out.trim().to_owned();
        assert_eq!(id.len(), 8);
        id
    }

    fn saved(&self, id: &str) -> PathBuf {
        self.path(&format!("home/cases/{id}.json"))
    }
}

#[test]
fn a_case_is_opened_filled_shown_and_deleted() {
    let desk = Desk::new();
    assert_eq!(desk.json(&["case", "list"])["cases"], Value::Array(vec![]));
    let new = desk.json(&["case", "new"]);
    assert_eq!(new["schema"], "sspr.case.new/1");
    let set = desk.sspr(&[
        "case",
        "set",
        "timestamp=2026-11-21 09:15",
        "time_zone=Korea Standard Time",
        "user_id=kim@contoso.com",
        "administrator=no",
        "page.url=https://aka.ms/sspr",
        "sync.kind=connect",
    ]);
    assert_eq!(set.code, 0, "{}", set.err);
    assert!(set.out.contains("timestamp=2026-11-21T09:15:00+09:00\n"), "{}", set.out);
    assert_eq!(desk.sspr(&["case", "note", "called", "back"]).code, 0);
    let shown = desk.json(&["case", "show"]);
    assert_eq!(shown["schema"], "sspr.case/1");
    assert_eq!(shown["id"], new["id"]);
    assert_eq!(
        (&shown["administrator"], &shown["page"]["url"]),
        (&Value::Bool(false), &"https://aka.ms/sspr".into())
    );
    assert_eq!(shown["notes"][0]["text"], "called back");
    assert!(shown["missing"].as_array().unwrap().contains(&"sync.version".into()));
    let list = desk.json(&["case", "list"]);
    assert_eq!(
        (&list["schema"], &list["cases"][0]["user_id"]),
        (&"sspr.case.list/1".into(), &"kim@contoso.com".into())
    );
    assert!(
        desk.sspr(&["case", "show", "--format", "markdown"])
            .out
            .starts_with("# Support case ")
    );
    assert!(
        desk.sspr(&["case", "show", "--format", "html"])
            .out
            .starts_with("<!doctype html>")
    );
    let short = desk.sspr(&["case", "show", "--chars", "60"]).out;
    assert!(
        short.chars().count() <= 60 && short.starts_with("Conclusion: "),
        "{short}"
    );
    let id = new["id"].as_str().unwrap();
    let unnamed = desk.sspr(&["case", "delete", "--yes"]);
    assert!(unnamed.code == 2 && unnamed.err.contains("--case"), "{}", unnamed.err);
    let unasked = desk.sspr(&["case", "delete", "--case", id]);
    assert!(unasked.code == 2 && unasked.err.contains("--yes"), "{}", unasked.err);
    assert_eq!(desk.sspr(&["case", "delete", "--case", id, "--yes"]).code, 0);
    let gone = desk.sspr(&["case", "show"]);
    assert_eq!(
        (gone.code, gone.err.as_str()),
        (2, "sspr: there is no case yet; `sspr case new` opens one\n")
    );
}

#[test]
fn a_refused_value_leaves_the_old_one_and_the_others_are_kept() {
    let desk = Desk::new();
    desk.new_case();
    assert_eq!(desk.sspr(&["case", "set", "user_id=kim@contoso.com"]).code, 0);
    let said = desk.sspr(&["case", "set", "user_id=CONTOSO\\kim", "ticket=INC-1", "suport_code=x"]);
    assert_eq!(said.code, 2);
    assert!(
        said.err
            .contains("user_id: \"CONTOSO\\kim\" is the name of the account in Active Directory"),
        "{}",
        said.err
    );
    assert!(said.err.contains("support_code"), "{}", said.err);
    let shown = desk.json(&["case", "show"]);
    assert_eq!(
        (&shown["user_id"], &shown["ticket"]),
        (&"kim@contoso.com".into(), &"INC-1".into())
    );
    assert_eq!(desk.sspr(&["case", "set", "nonsense"]).code, 2);
    desk.sspr(&["case", "set", "user_id="]);
    assert_eq!(desk.json(&["case", "show"])["user_id"], Value::Null);
}

#[test]
fn the_bundle_says_what_it_holds_and_is_the_same_twice() {
    let desk = Desk::new();
    desk.new_case();
    let first = desk.file("a/응용 프로그램.evtx", &vec![7; 100_000]);
    let second = desk.file("b/응용 프로그램.evtx", b"second");
    for file in [&first, &second] {
        assert_eq!(desk.sspr(&["case", "attach", file]).code, 0);
    }
    desk.sspr(&["case", "set", "user_id=kim@contoso.com"]);
    let target = desk.path("out/case.zip").to_str().unwrap().to_owned();
    let said = desk.sspr(&["case", "bundle", "--profile", "inside", "--output", &target]);
    assert_eq!((said.code, said.out.trim()), (0, target.as_str()), "{}", said.err);
    assert!(said.err.contains("logs/응용 프로그램 (2).evtx (6 B)"), "{}", said.err);
    assert!(
        said.err.contains("with any names of people in it: User ID, "),
        "{}",
        said.err
    );
    let again = desk.sspr(&["case", "bundle", "--output", &target]);
    assert!(again.code == 2 && again.err.contains("--replace"), "{}", again.err);
    let before = std::fs::read(&target).unwrap();
    let inside = [
        "case",
        "bundle",
        "--profile",
        "inside",
        "--output",
        &target,
        "--replace",
    ];
    assert_eq!(desk.sspr(&inside).code, 0);
    assert_eq!(
        std::fs::read(&target).unwrap(),
        before,
        "the same case and logs give the same bytes"
    );
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&target).unwrap()).unwrap();
    let mut log = Vec::new();
    zip.by_name("logs/응용 프로그램.evtx")
        .unwrap()
        .read_to_end(&mut log)
        .unwrap();
    assert_eq!(log, vec![7; 100_000]);
    std::fs::remove_file(&second).unwrap();
    let lost = desk.sspr(&inside);
    assert!(lost.code == 1 && lost.err.contains("Left out: "), "{}", lost.err);
    let public = desk.sspr(&["case", "bundle", "--output", &target, "--replace"]);
    assert!(
        public.code == 1 && public.err.contains("names in it cannot be hidden"),
        "{}",
        public.err
    );
}

#[test]
fn a_case_is_shown_and_bundled_for_those_of_a_profile_in_a_language_and_as_fields_of_a_ticket() {
    let desk = Desk::new();
    desk.new_case();
    desk.sspr(&[
        "case",
        "set",
        "user_id=kim.minji@wingtip.com",
        "description=Minji Kim at 10.4.5.6",
    ]);
    let inside = desk.sspr(&["case", "show"]).out;
    assert!(
        inside.contains("kim.minji@wingtip.com") && inside.contains("10.4.5.6"),
        "{inside}"
    );
    let public = ["markdown", "html", "text", "json"].map(|format| {
        desk.sspr(&["case", "show", "--profile", "public", "--format", format])
            .out
    });
    for told in &public {
        assert!(told.contains("user-1@tenant-1"), "{told}");
        for hidden in ["kim.minji", "Minji Kim", "wingtip", "10.4.5.6"] {
            assert!(!told.contains(hidden), "{hidden}\n{told}");
        }
    }
    let vendor = desk.sspr(&["case", "show", "--profile", "vendor"]).out;
    assert!(
        vendor.contains("kim.minji@wingtip.com") && !vendor.contains("Minji Kim"),
        "{vendor}"
    );
    assert_eq!(desk.sspr(&["case", "show", "--profile", "friends"]).code, 2);

    let fields = desk.sspr(&["case", "show", "--ticket", "servicenow"]).out;
    assert!(
        fields.contains("--- Short description (short_description, "),
        "{fields}"
    );
    assert!(
        fields.contains("/160)\n") && fields.contains("--- Work notes (work_notes, "),
        "{fields}"
    );
    let told = desk.json(&["case", "show", "--ticket", "jira"]);
    assert_eq!(
        (&told["schema"], &told["fields"][0]["most"]),
        (&"sspr.case.ticket/1".into(), &255.into())
    );
    let unknown = desk.sspr(&["case", "show", "--ticket", "nowhere"]);
    assert!(
        unknown.code == 2 && unknown.err.contains("servicenow, jira"),
        "{}",
        unknown.err
    );

    let target = desk.path("case.zip").to_str().unwrap().to_owned();
    let summary = |args: &[&str]| {
        let said = desk.sspr(&[args, &["case", "bundle", "--replace", "--output", &target]].concat());
        assert_eq!(said.code, 0, "{}", said.err);
        let mut zip = zip::ZipArchive::new(std::fs::File::open(&target).unwrap()).unwrap();
        let mut text = String::new();
        zip.by_name("summary.md").unwrap().read_to_string(&mut text).unwrap();
        text
    };
    assert!(summary(&[]).contains("## Conclusion"));
}

#[test]
fn two_programs_cannot_write_the_same_case() {
    let desk = Desk::new();
    let id = desk.new_case();
    let lock = RealHost::default()
        .lock(&desk.path(&format!("home/cases/{id}.lock")), std::time::Duration::ZERO)
        .unwrap();
    assert!(lock.is_some());
    let said = desk.sspr(&["case", "set", "ticket=INC-1"]);
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains(&format!("another sspr has case `{id}` open")),
        "{}",
        said.err
    );
    assert_eq!(desk.sspr(&["case", "show"]).code, 0, "reading is always possible");
}

#[test]
fn a_damaged_case_is_reported_and_never_written_over() {
    let desk = Desk::new();
    let id = desk.new_case();
    let other = desk.new_case();
    let path = desk.saved(&id);
    let half: Vec<u8> = std::fs::read(&path).unwrap().into_iter().take(40).collect();
    std::fs::write(&path, &half).unwrap();
    let said = desk.sspr(&["case", "set", "--case", &id, "ticket=INC-1"]);
    assert!(
        said.code == 2 && said.err.contains(path.to_str().unwrap()),
        "{}",
        said.err
    );
    assert!(!path.exists(), "it was set aside");
    assert_eq!(std::fs::read(path.with_extension("json.damaged")).unwrap(), half);
    let list = desk.sspr(&["case", "list"]);
    assert!(
        list.code == 0 && list.out.contains(&other) && list.err.contains("is damaged"),
        "{}",
        list.err
    );
}

#[test]
fn a_write_that_breaks_off_leaves_the_old_file_and_no_other() {
    let desk = Desk::new();
    let path = PathBuf::from(desk.file("cases/a.json", b"old"));
    let broken = RealHost::default().write(&path, true, &mut |out| {
        out.write_all(b"half of the new st")?;
        Err(io::ErrorKind::StorageFull.into())
    });
    assert_eq!(broken.map_err(|e| e.kind()), Err(io::ErrorKind::StorageFull));
    assert_eq!(std::fs::read(&path).unwrap(), b"old");
    assert_eq!(names(path.parent().unwrap()), ["a.json"]);
}

#[cfg(unix)]
#[test]
fn a_home_that_cannot_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.new_case();
    let folder = desk.path("home/cases");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o555)).unwrap();
    let allowed = std::fs::write(folder.join("probe"), b"").is_ok();
    let said = desk.sspr(&["case", "new"]);
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    // the superuser may write anywhere, so there is nothing to see then
    if !allowed {
        assert!(said.code == 2 && said.err.contains("access is denied"), "{}", said.err);
    }
}

fn names(folder: &Path) -> Vec<String> {
    let items = std::fs::read_dir(folder).unwrap();
    items
        .map(|item| item.unwrap().file_name().to_str().unwrap().to_owned())
        .collect()
}
