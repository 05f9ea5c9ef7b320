//! As much of HTTP as a check needs: one request without a body, and the head of its answer.

use crate::text::one_line;
use crate::time::Stamp;
use std::io::{self, Read};

/// An answer is asked for no more than this; whoever sends more means something else.
const MOST: usize = 16 << 10;

/// The head of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    pub status: u16,
    /// What the other end says the time is.
    pub date: Option<Stamp>,
    /// Where it sends whoever asks: the host alone, for an address may hold more than anybody wants to keep.
    pub to: Option<String>,
    /// By whose words a login is asked for, such as `Negotiate`.
    pub asks: Option<String>,
}

/// The request for the top of a host, which no answer depends on.
pub fn request(host: &str, whole: bool) -> String {
    let target = if whole {
        format!("http://{host}/")
    } else {
        "/".to_owned()
    };
    format!("HEAD {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
}

/// Reads the head of an answer; an error of kind `InvalidData` where it is none.
pub fn head(stream: &mut impl Read) -> io::Result<Head> {
    let mut raw = Vec::new();
    let mut byte = [0];
    // by single bytes: what follows belongs to whoever goes on
    while !raw.ends_with(b"\r\n\r\n") && !raw.ends_with(b"\n\n") {
        if stream.read(&mut byte)? == 0 || raw.len() >= MOST {
            let kind = if raw.is_empty() {
                io::ErrorKind::UnexpectedEof
            } else {
                io::ErrorKind::InvalidData
            };
            return Err(kind.into());
        }
        raw.extend(byte);
    }
    read(&raw).ok_or_else(|| io::ErrorKind::InvalidData.into())
}

/// What stands in a head, whole or begun; `None` where it does not begin like one.
pub fn read(raw: &[u8]) -> Option<Head> {
    let text = String::from_utf8_lossy(raw);
    let mut lines = text.lines();
    let status = lines.next()?.strip_prefix("HTTP/")?.split(' ').nth(1)?;
    let mut head = Head {
        status: status.parse().ok()?,
        ..Head::default()
    };
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "date" => head.date = Stamp::of_http(value),
            "location" => head.to = host_of(value),
            "proxy-authenticate" => head.asks = value.split(' ').next().map(one_line),
            _ => {}
        }
    }
    Some(head)
}

/// The host of a whole address.
fn host_of(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    Some(one_line(host)).filter(|host| !host.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_tells_status_time_and_where_it_leads_and_nothing_of_the_address_but_its_host() {
        let raw = b"HTTP/1.1 302 Found\r\nDate: Sat, 28 Nov 2026 09:00:00 GMT\r\nLocation: https://kim:pw@portal.contoso.com/login?token=x\r\n\r\nrest";
        let mut raw = raw.as_slice();
        let head = head(&mut raw).unwrap();
        assert_eq!((head.status, head.to.as_deref()), (302, Some("portal.contoso.com")));
        assert_eq!(head.date.unwrap().to_string(), "2026-11-28T09:00:00+00:00");
        assert_eq!(raw, b"rest");
    }

    #[test]
    fn what_is_no_answer_or_never_ends_is_refused() {
        for raw in ["", "SSH-2.0-x\r\n\r\n", "HTTP/1.1 many\r\n\r\n", "HTTP/1.1 200"] {
            head(&mut raw.as_bytes()).unwrap_err();
        }
        let mut endless = io::repeat(b'x');
        assert_eq!(head(&mut endless).unwrap_err().kind(), io::ErrorKind::InvalidData);
    }
}
