//! Zip files of others and older ones of ours, read defensively: names that lead out, links, sizes that lie, members twice. The door to
//! reading `zip` here; nothing is ever unpacked to a disk.

use super::BundleError;
use super::name::{is_inside, is_name};
use super::passphrase::Passphrase;
use crate::case::disk::DiskError;
use crate::host::{Host, Stream};
use crate::text::{Lang, one_line, say};
use std::collections::BTreeSet;
use std::io::{self, Read, SeekFrom};
use std::path::Path;
use zip::ZipArchive;

/// A zip file that is open for reading.
pub struct Archive<'s> {
    zip: ZipArchive<Box<dyn Stream + 's>>,
    passphrase: Option<Passphrase>,
    /// In the order of the file.
    pub members: Vec<Member>,
}

/// A file in a zip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    index: usize,
    pub name: String,
    /// Bytes, as the zip says; reading ends there.
    pub size: u64,
}

/// Why a zip file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bad {
    /// It is none, or its end is missing.
    NoZip,
    /// The name of a member leads out of the folder, or is none.
    Escapes(String),
    /// No system can keep a file of that name, or not every one: a device of Windows, a control character.
    Name(String),
    /// A member is a link.
    Link(String),
    /// Two members have one name.
    Twice(String),
    /// It would unpack to more than anybody packs.
    Bomb,
    /// A member needs a passphrase.
    Encrypted,
    /// It is not that one.
    WrongPassphrase,
}

impl Bad {
    /// What is wrong, as the end of a sentence.
    pub fn say(&self, lang: Lang) -> String {
        let (said, name) = match self {
            Self::NoZip => (say("it is no whole zip file", "온전한 zip 파일이 아닙니다"), None),
            Self::Escapes(name) => (
                say(
                    "the name `{}` in it leads out of the folder",
                    "안에 든 이름 `{}`이(가) 폴더 밖을 가리킵니다",
                ),
                Some(name),
            ),
            Self::Name(name) => (
                say(
                    "the name `{}` in it cannot be that of a file on every system",
                    "안에 든 이름 `{}`은(는) 파일 이름으로 쓸 수 없는 시스템이 있습니다",
                ),
                Some(name),
            ),
            Self::Link(name) => (say("`{}` in it is a link", "안에 든 `{}`이(가) 링크입니다"), Some(name)),
            Self::Twice(name) => (say("it holds `{}` twice", "`{}`이(가) 두 번 들어 있습니다"), Some(name)),
            Self::Bomb => (
                say(
                    "it would unpack to far more than any bundle holds",
                    "압축을 풀면 번들에 들어갈 수 없을 만큼 커집니다",
                ),
                None,
            ),
            Self::Encrypted => (
                say(
                    "it is encrypted, and no passphrase was given",
                    "암호화되어 있는데 암호 문구가 없습니다",
                ),
                None,
            ),
            Self::WrongPassphrase => (
                say(
                    "it is encrypted with another passphrase",
                    "다른 암호 문구로 암호화되어 있습니다",
                ),
                None,
            ),
        };
        let name = name.map(|name| one_line(name));
        said.with(lang, name.as_deref().as_slice())
    }
}

/// No bundle has more files.
const MOST_MEMBERS: usize = 10_000;

/// No bundle unpacks to more bytes.
const MOST_BYTES: u64 = 64 << 30;

/// From so many bytes on it is looked at how far the whole was packed: texts of logs come to some hundredth of their size, and
/// what is made to fill a disk to a thousandth.
const LOOKED_AT: u64 = 16 << 20;
const MOST_PACKED: u64 = 500;

impl<'s> Archive<'s> {
    /// Opens a zip file and looks at its list; what would be dangerous to anybody who unpacks it is refused as a whole.
    pub fn open(host: &dyn Host, path: &Path, passphrase: Option<&Passphrase>) -> Result<Self, BundleError> {
        let stream = host
            .open(path)
            .map_err(|error| BundleError::Unread(path.into(), DiskError::from(&error)))?;
        Self::of(stream, passphrase).map_err(|bad| BundleError::BadZip(path.into(), bad))
    }

    /// The same of a stream.
    pub fn of(mut stream: Box<dyn Stream + 's>, passphrase: Option<&Passphrase>) -> Result<Self, Bad> {
        let length = stream.seek(SeekFrom::End(0)).map_err(|_| Bad::NoZip)?;
        let mut zip = ZipArchive::new(stream).map_err(|_| Bad::NoZip)?;
        if zip.len() > MOST_MEMBERS {
            return Err(Bad::Bomb);
        }
        let mut members = Vec::new();
        let mut names = BTreeSet::new();
        let mut total: u64 = 0;
        for index in 0..zip.len() {
            let member = zip.by_index_raw(index).map_err(|_| Bad::NoZip)?;
            let name = member
                .name()
                .map(std::borrow::Cow::into_owned)
                .map_err(|_| Bad::Escapes(String::new()))?;
            let encrypted = member.encrypted();
            if encrypted && passphrase.is_none() {
                return Err(Bad::Encrypted);
            }
            if member.is_symlink() {
                return Err(Bad::Link(name));
            }
            if !is_inside(name.strip_suffix('/').unwrap_or(&name)) {
                return Err(Bad::Escapes(name));
            }
            if member.is_dir() {
                continue;
            }
            if !is_name(&name) {
                return Err(Bad::Name(name));
            }
            if !names.insert(name.to_lowercase()) {
                return Err(Bad::Twice(name));
            }
            total = total.saturating_add(member.size());
            let size = member.size();
            drop(member);
            if let Some(passphrase) = passphrase.filter(|_| encrypted)
                && zip.by_index_decrypt(index, passphrase.bytes()).is_err()
            {
                return Err(Bad::WrongPassphrase);
            }
            members.push(Member { index, name, size });
        }
        if total > MOST_BYTES || total > LOOKED_AT && total / MOST_PACKED > length {
            return Err(Bad::Bomb);
        }
        let passphrase = passphrase.cloned();
        Ok(Self {
            zip,
            passphrase,
            members,
        })
    }

    /// Hands the bytes of a member to `read`; one that is longer than it says is an error.
    pub fn read<T>(&mut self, member: &Member, read: impl FnOnce(&mut dyn Read) -> io::Result<T>) -> io::Result<T> {
        let file = match &self.passphrase {
            Some(passphrase) => self.zip.by_index_decrypt(member.index, passphrase.bytes())?,
            None => self.zip.by_index(member.index)?,
        };
        let mut honest = file.take(member.size.saturating_add(1));
        let out = read(&mut honest)?;
        if honest.limit() == 0 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "longer than it says"));
        }
        Ok(out)
    }

    /// The whole of a member; at most `limit` bytes.
    pub fn bytes(&mut self, member: &Member, limit: u64) -> io::Result<Vec<u8>> {
        if member.size > limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.read(member, |from| {
            let mut out = Vec::new();
            from.read_to_end(&mut out)?;
            Ok(out)
        })
    }

    pub fn member(&self, name: &str) -> Option<Member> {
        self.members.iter().find(|member| member.name == name).cloned()
    }
}
