//! The proof of a bundle that is written: everything in it is read again, in whatever encoding, and nothing may be found that was to be
//! hidden, by the names that are known.

use super::archive::{Archive, Member};
use super::pipe::{Outlet, beside, pipe};
use super::redaction::Table;
use crate::log::{self, Form};
use std::collections::BTreeSet;
use std::io::{self, Read, Write};
use std::ops::ControlFlow;

/// Something that was to be hidden and stands in a bundle all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survivor {
    /// The file of the bundle.
    pub file: String,
    /// The line, counted from 1; 0 for the name of the file.
    pub line: usize,
    /// The token that ought to stand there.
    pub token: String,
}

/// The first thing that survived, if any. Files of the names in `trusted` are passed over.
pub fn survivor(archive: &mut Archive<'_>, table: &Table, trusted: &BTreeSet<String>) -> io::Result<Option<Survivor>> {
    if table.is_empty() {
        return Ok(None);
    }
    for member in archive.members.clone() {
        if let Some((_, token)) = table.places(&member.name).first() {
            return Ok(Some(Survivor {
                file: table.told(&member.name),
                line: 0,
                token: (*token).to_owned(),
            }));
        }
        if trusted.contains(&member.name) {
            continue;
        }
        if let Some((line, token)) = in_member(archive, &member, table)? {
            let file = member.name;
            return Ok(Some(Survivor { file, line, token }));
        }
    }
    Ok(None)
}

/// One thread unpacks, which also proves that the zip is whole; another searches.
fn in_member(archive: &mut Archive<'_>, member: &Member, table: &Table) -> io::Result<Option<(usize, String)>> {
    let (mut inlet, outlet) = pipe();
    let (read, found) = beside(
        move || searched(outlet, table),
        || {
            let read = archive.read(member, |from| {
                io::copy(from, &mut inlet)?;
                inlet.flush()
            });
            drop(inlet);
            read
        },
    );
    match found? {
        Ok(None) => read.map(|()| None),
        found => found,
    }
}

/// The first line in which something stands that was to be hidden.
fn searched(mut from: Outlet, table: &Table) -> io::Result<Option<(usize, String)>> {
    let mut head = Vec::new();
    (&mut from).take(log::FORM_HEAD).read_to_end(&mut head)?;
    let told = match log::form(&head) {
        Form::Text(told) => told,
        // the zip is held to what was planned: such a file is there only where nothing in it is to be hidden
        Form::Evtx | Form::Zip | Form::Other => {
            io::copy(&mut from, &mut io::sink())?;
            return Ok(None);
        }
    };
    let mut from = io::Cursor::new(head).chain(from);
    let (mut line, mut found) = (0, None);
    log::text(&mut from, told, &mut |piece, _| {
        if let Some((before, token)) = table.first(piece) {
            found = Some((line + before + 1, token.to_owned()));
            return ControlFlow::Break(());
        }
        line += piece.lines().count();
        ControlFlow::Continue(())
    })?;
    Ok(found)
}
