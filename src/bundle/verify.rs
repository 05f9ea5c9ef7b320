//! Whether a bundle is what it says of itself: hashes and sizes of all its files, the forms of its documents, and nothing in it that its
//! profile hides.

use super::BundleError;
use super::archive::{Archive, Bad, Member};
use super::leaks;
use super::names;
use super::passphrase::Passphrase;
use super::profile::Profile;
use super::redaction::{Done, Kind, Look, Memo, Scrub, Table};
use super::write::{LONGEST_MANIFEST, MANIFEST, MANIFEST_FILE, Manifest, Origin};
use crate::case::CaseId;
use crate::case::digest::{Digest, Hashing};
use crate::case::disk::DiskError;
use crate::case::store::{LARGEST, Store};
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::knowledge::hidden::Hidden;
use crate::log::{self, Form};
use crate::text::{Lang, one_line, say};
use crate::time::Stamp;
use std::collections::BTreeSet;
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;

/// What is wrong with a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The zip is damaged or dangerous.
    Zip(Bad),
    NoManifest,
    /// The manifest has a version that this program does not know.
    Newer(String),
    Missing(String),
    /// It is not listed.
    Unlisted(String),
    /// The manifest speaks of it more than once.
    ListedTwice(String),
    /// Size or hash are not those that are listed.
    Changed(String),
    /// `case.json` is none, or of a version that this program does not know.
    NoCase,
    /// A secret, an anchor or a name that the profile hides stands in this file.
    Leak(String),
}

impl Problem {
    pub fn say(&self, lang: Lang) -> String {
        let (said, name) = match self {
            Self::Zip(bad) => return bad.say(lang),
            Self::NoManifest => (
                say(
                    "it has no manifest.json that can be read",
                    "읽을 수 있는 manifest.json이 없습니다",
                ),
                None,
            ),
            Self::Newer(schema) => (
                say(
                    "its manifest is of `{}`, which this version does not know",
                    "manifest.json의 형식 `{}`을(를) 이 버전에서는 모릅니다",
                ),
                Some(schema),
            ),
            Self::Missing(name) => (
                say("`{}` is listed and is not there", "목록에 있는 `{}`이(가) 없습니다"),
                Some(name),
            ),
            Self::Unlisted(name) => (say("`{}` is not listed", "`{}`이(가) 목록에 없습니다"), Some(name)),
            Self::ListedTwice(name) => (
                say("`{}` is listed more than once", "`{}`이(가) 목록에 여러 번 있습니다"),
                Some(name),
            ),
            Self::Changed(name) => (say("`{}` was changed", "`{}`의 내용이 바뀌었습니다"), Some(name)),
            Self::NoCase => (
                say(
                    "case.json is not one of this version",
                    "case.json이 이 버전의 형식이 아닙니다",
                ),
                None,
            ),
            Self::Leak(name) => (
                say(
                    "`{}` holds a secret or a name that its profile hides",
                    "`{}`에 비밀이나 프로필에서 가려야 할 이름이 남아 있습니다",
                ),
                Some(name),
            ),
        };
        let name = name.map(|name| one_line(name));
        said.with(lang, name.as_deref().as_slice())
    }
}

/// What was found out about a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub problems: Vec<Problem>,
    /// The files in it, with its manifest, as when it is written.
    pub files: usize,
    pub profile: Option<Profile>,
}

impl Verdict {
    /// Only its passphrase is missing.
    pub fn is_locked(&self) -> bool {
        self.problems == [Problem::Zip(Bad::Encrypted)]
    }

    /// In one line.
    pub fn say(&self, lang: Lang) -> String {
        match self.problems.as_slice() {
            [] => {
                let profile = self.profile.map_or("", |profile| profile.name().get(lang));
                say(
                    "intact: files {}, profile {}, nothing found that it hides",
                    "온전함: 파일 {}개, 프로필 {}, 가려야 할 내용 없음",
                )
                .with(lang, &[&self.files.to_string(), profile])
            }
            problems => {
                let all: Vec<String> = problems.iter().map(|problem| problem.say(lang)).collect();
                say("not intact: {}", "온전하지 않음: {}").with(lang, &[&all.join("; ")])
            }
        }
    }
}

/// Looks at a bundle. An error only where the file cannot be read at all.
pub fn verify(
    host: &dyn Host,
    catalog: &Catalog,
    path: &Path,
    passphrase: Option<&Passphrase>,
) -> Result<Verdict, BundleError> {
    match Archive::open(host, path, passphrase) {
        Ok(mut archive) => looked_at(host, catalog, path, &mut archive, &mut |_, _| true).map(|(verdict, _)| verdict),
        Err(BundleError::BadZip(_, bad)) => Ok(Verdict {
            problems: vec![Problem::Zip(bad)],
            files: 0,
            profile: None,
        }),
        Err(error) => Err(error),
    }
}

/// Hears how many of how many bytes were looked at, and says whether to go on.
pub type GoOn<'g> = &'g mut dyn FnMut(u64, u64) -> bool;

/// How far a bundle is looked at.
struct Progress<'g> {
    done: u64,
    total: u64,
    go_on: GoOn<'g>,
}

impl Progress<'_> {
    /// So many bytes more; an error of kind `Interrupted` where it is not to go on.
    fn more(&mut self, bytes: usize) -> io::Result<()> {
        self.done += bytes as u64;
        if (self.go_on)(self.done, self.total) {
            Ok(())
        } else {
            Err(io::ErrorKind::Interrupted.into())
        }
    }
}

/// The digest of a member.
fn hashed(archive: &mut Archive<'_>, member: &Member, progress: &mut Progress<'_>) -> io::Result<Digest> {
    archive.read(member, |from| {
        let mut hash = Hashing::new(io::sink());
        let mut buffer = vec![0; PIECE];
        loop {
            let read = from.read(&mut buffer)?;
            if read == 0 {
                return Ok(hash.end());
            }
            hash.write_all(buffer.get(..read).unwrap_or_default())?;
            progress.more(read)?;
        }
    })
}

/// Bytes that are hashed at once.
const PIECE: usize = 64 << 10;

/// The same of a bundle that is open already; gives its manifest besides, where it has one of this version.
pub(super) fn looked_at(
    host: &dyn Host,
    catalog: &Catalog,
    path: &Path,
    archive: &mut Archive<'_>,
    go_on: GoOn<'_>,
) -> Result<(Verdict, Option<Manifest>), BundleError> {
    let mut verdict = Verdict {
        problems: Vec::new(),
        files: 0,
        profile: None,
    };
    let bytes = archive
        .member(MANIFEST_FILE)
        .and_then(|member| archive.bytes(&member, LONGEST_MANIFEST).ok());
    let Some(bytes) = bytes else {
        verdict.problems.push(Problem::NoManifest);
        return Ok((verdict, None));
    };
    let document: serde_json::Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let schema = document
        .get("schema")
        .and_then(|schema| schema.as_str())
        .unwrap_or_default()
        .to_owned();
    let manifest: Manifest = match serde_json::from_value(document) {
        Ok(manifest) if schema == MANIFEST => manifest,
        _ if schema.starts_with("sspr.manifest/") && schema != MANIFEST => {
            verdict.problems.push(Problem::Newer(schema));
            return Ok((verdict, None));
        }
        _ => {
            verdict.problems.push(Problem::NoManifest);
            return Ok((verdict, None));
        }
    };
    verdict.profile = Profile::parse(&manifest.profile);
    verdict.files = manifest.files.len() + 1;
    let mut listed = BTreeSet::new();
    for file in &manifest.files {
        if !listed.insert(file.name.as_str()) {
            verdict.problems.push(Problem::ListedTwice(file.name.clone()));
        }
    }
    for member in archive
        .members
        .iter()
        .filter(|member| member.name != MANIFEST_FILE && !listed.contains(member.name.as_str()))
    {
        verdict.problems.push(Problem::Unlisted(member.name.clone()));
    }
    // each is read twice
    let total = 2 * archive.members.iter().map(|member| member.size).sum::<u64>();
    let mut progress = Progress { done: 0, total, go_on };
    let unread = |error: io::Error| match error.kind() {
        io::ErrorKind::Interrupted => BundleError::Canceled,
        _ => BundleError::Unread(path.into(), DiskError::from(&error)),
    };
    let mut allowed = own(archive, catalog);
    allowed.extend(manifest.kept.iter().map(|term| term.to_lowercase()));
    for file in &manifest.files {
        let Some(member) = archive.member(&file.name) else {
            verdict.problems.push(Problem::Missing(file.name.clone()));
            continue;
        };
        let same = |digest: &Digest| digest.size == file.size && digest.sha256 == file.sha256;
        match hashed(archive, &member, &mut progress) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(BundleError::Canceled),
            Ok(digest) if same(&digest) => {}
            _ => {
                verdict.problems.push(Problem::Changed(file.name.clone()));
                continue;
            }
        }
        if file.origin != Some(Origin::Whole) || verdict.profile != Some(Profile::Inside) {
            let profile = verdict.profile.unwrap_or_default();
            let leaks = leaks(archive, &member, catalog, (profile, &allowed), &mut progress).map_err(unread)?;
            if leaks {
                verdict.problems.push(Problem::Leak(file.name.clone()));
            }
        }
    }
    // who the tokens stand for is known where the bundle was written
    let case = CaseId::parse(&manifest.case).filter(|case| is_here(host, case, manifest.created));
    let given = case
        .map(|case| names::given(host, &case))
        .transpose()?
        .unwrap_or_default();
    let hidden = given.iter().filter(|(token, name)| {
        let name = name.to_lowercase();
        let kept = allowed
            .iter()
            .any(|own| name == *own || name.ends_with(&format!("@{own}")));
        !kept && (verdict.profile != Some(Profile::Inside) || token.starts_with("anchor-"))
    });
    let whole = manifest.files.iter().filter(|file| file.origin == Some(Origin::Whole));
    // of what is damaged or was put in nothing more is to be said
    let said = verdict.problems.iter().filter_map(|problem| match problem {
        Problem::Changed(name) | Problem::Unlisted(name) => Some(name.clone()),
        _ => None,
    });
    let trusted = whole.map(|file| file.name.clone()).chain(said).collect();
    let survivor = leaks::survivor(archive, &Table::given(hidden, &allowed)?, &trusted).map_err(unread)?;
    if let Some(survivor) = survivor
        && !verdict.problems.contains(&Problem::Leak(survivor.file.clone()))
    {
        verdict.problems.push(Problem::Leak(survivor.file));
    }
    if archive
        .member("case.json")
        .is_some_and(|member| !is_case(archive, &member))
    {
        verdict.problems.push(Problem::NoCase);
    }
    Ok((verdict, Some(manifest)))
}

/// Is it the case of that name here, and none that happens to be called so? One that cannot be read counts as it.
fn is_here(host: &dyn Host, case: &CaseId, created: Option<Stamp>) -> bool {
    let here = Store::open(host).ok().and_then(|store| store.load(case).ok());
    here.is_none_or(|here| created.is_none_or(|created| here.created == created))
}

/// `case.json` as a document.
fn case(archive: &mut Archive<'_>) -> Option<serde_json::Value> {
    let member = archive.member("case.json")?;
    serde_json::from_slice(&archive.bytes(&member, LARGEST).ok()?).ok()
}

fn is_case(archive: &mut Archive<'_>, _: &Member) -> bool {
    case(archive).is_some_and(|case| case.get("schema").and_then(|schema| schema.as_str()) == Some("sspr.case/1"))
}

/// The user id and the tenant of the case, which a vendor may see.
fn own(archive: &mut Archive<'_>, catalog: &Catalog) -> BTreeSet<String> {
    let case = case(archive).unwrap_or_default();
    let fields = catalog.fields().into_iter();
    let own = fields.filter(|field| matches!(field.hides, Some(Hidden::User | Hidden::Tenant)));
    let values = own.filter_map(|field| {
        let value = case.pointer(&format!("/{}", field.id.replace('.', "/")))?;
        value.as_str().map(str::to_lowercase)
    });
    values.collect()
}

/// Does a file hold a secret, or what the profile hides? By form alone, for whom the tokens stand for is not known here.
fn leaks(
    archive: &mut Archive<'_>,
    member: &Member,
    catalog: &Catalog,
    (profile, allowed): (Profile, &BTreeSet<String>),
    progress: &mut Progress<'_>,
) -> io::Result<bool> {
    let scrub = Scrub::of(catalog);
    // in JSON one backslash begins an escape, and `Application\nSource` is no account
    let json = Path::new(&member.name)
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let escape = |raw: &str| json && raw.contains('\\') && !raw.contains("\\\\");
    archive.read(member, |from| {
        let mut head = Vec::new();
        from.take(log::FORM_HEAD).read_to_end(&mut head)?;
        let Form::Text(told) = log::form(&head) else {
            io::copy(from, &mut io::sink())?;
            return Ok(false);
        };
        let mut from = io::Cursor::new(head).chain(from);
        let (mut look, mut memo) = (Look::default(), Memo::default());
        let mut leaks = false;
        let mut goes_on = Ok(());
        log::text(&mut from, told, &mut |piece, _| {
            let mut done = Done::default();
            let (_, anchors) = scrub.told(piece, &mut done);
            leaks |= !done.secrets.is_empty() || anchors;
            for line in piece.lines().take_while(|_| profile != Profile::Inside) {
                // a line that is known came to nothing
                let seen = look.unless_known(&mut memo, line).unwrap_or_default();
                leaks |= seen.iter().any(|seen| {
                    let sure = matches!(
                        seen.kind,
                        Kind::Mail | Kind::Sid | Kind::Path | Kind::Ip | Kind::Mac | Kind::Account
                    );
                    let text = seen.text.to_lowercase();
                    let escape = seen.kind == Kind::Account && line.get(seen.at.clone()).is_some_and(escape);
                    sure && !escape
                        && !allowed
                            .iter()
                            .any(|own| text == *own || text.ends_with(&format!("@{own}")))
                });
            }
            goes_on = progress.more(piece.len());
            if leaks || goes_on.is_err() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        })?;
        goes_on?;
        io::copy(&mut from, &mut io::sink())?;
        Ok(leaks)
    })
}
