//! Cuts a text into records of events and what stands around them: copied headers in either language, lists of PowerShell and
//! wevtutil, tables, CSV, XML, events on one line. Owns where a record begins and ends; what it says is read elsewhere.

use super::columns::{Columns, Record};
use super::lines::Row;
use super::shapes::{Pattern, pattern};
use super::table::Table;
use super::xml;
use crate::knowledge::paste::Holds;
use crate::text::letters;
use std::sync::LazyLock;

/// It says which event it is, or what one said.
fn is_one(record: &Record) -> bool {
    let names = record.fields.contains_key(&Holds::Event) || record.fields.contains_key(&Holds::Provider);
    names || record.message.iter().any(|line| TELLS.is_match(line))
}

/// A text cut up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cut<'t> {
    pub records: Vec<Record>,
    /// What a person wrote around them.
    pub own: Vec<Row<'t>>,
    /// Values of labels that stand in no record, such as `User: kim@contoso.com`.
    pub loose: Vec<(Holds, String, usize)>,
}

macro_rules! patterns {
    ($($name:ident $text:expr;)*) => {
        $(static $name: Pattern = Pattern(LazyLock::new(|| pattern($text)));)*
    };
}

patterns! {
    LABEL r"^\s*[\*\-]{0,2}\s*((?u-i:[^:：=]{1,30}?))\s*\*{0,2}\s*(?u-i:[:：])\*{0,2}(?:\s+|$)((?u-i:.*))$";
    TIGHT r"^\s*((?u-i:[^:：=[:space:]][^:：=]{0,29}?))\s*(?u-i:[:：])((?u-i:[^[:space:]/\\:].*))$";
    // EventID 33004: TrackingId
    NUMBERED r"(?i)^\s*(?:event ?id|event|이벤트 ?id|이벤트)\s*[:#=]?\s*(\d{1,5})\s*(?:[:,;.)-]+\s*|\s+|$)((?u-i:.*))$";
    // what the messages of these events begin with
    TELLS concat!(r"(?i)^(?u-i:[^", letters!(), r"0-9_]*)(?:TrackingId\b|BAIL:|ERR_:|hr=|Reason:)|\bTrackingId\s*:|\bhr=[0-9a-f]{8}");
    GOES_ON r#"^(?:\s+(?u-i:[^[:space:]])|\s*(?:at\s|BAIL:|ERR_:|Azure AD Sync|"|TrackingId|Context:|Details:|UserPrincipalName:|SourceAnchor|<|the stack trace))"#;
    NUMBER r"\b(\d{1,5})\b";
    RULE r"^[\s\-=+|]+$";
    MAIL r"(?i)^\s*(?:from|to|cc|bcc|subject|sent|보낸 사람|보낸사람|받는 사람|받는사람|참조|제목|보낸 날짜)\s*(?u-i:[:：])";
    BEGINS r"(?i)\bTrackingId\s*[:=]";
    // a row of a table that PowerShell prints: time, number, level, message
    PRINTED r"^\s*(\d{1,4}[-./](?u-i:[^[:space:]]+)(?:\s+(?u-i:[^[:space:]]+)){1,2}?)\s+(\d{1,5})\s+((?u-i:[^[:space:]]+))\s+((?u-i:[^[:space:]].*))$";
    NUMBER_IN r"(?i)(?:event ?id|이벤트 ?id)\s*(?u-i:[:：=])\s*(\d{1,5})\b";
    SAYS_IN r"(?i)(?:description|message|설명|메시지)\s*(?u-i:[:：=])\s*((?u-i:[^[:space:]].*))$";
    INDEX r"(?i)^\s*event\s*\[\d+\]\s*:?\s*$";
}

/// Long enough for a message, which a greeting is not.
fn is_long(text: &str) -> bool {
    text.split_whitespace().count() >= 5
}

/// Cuts `rows` up.
pub(super) fn cut<'t>(rows: &[Row<'t>], columns: &Columns) -> Cut<'t> {
    let mut cutter = Cutter {
        columns,
        out: Cut::default(),
        open: None,
        heading: None,
        blank: false,
    };
    let mut at = 0;
    while let Some(row) = rows.get(at) {
        let rest = rows.get(at..).unwrap_or_default();
        at += cutter.xml(rest).or_else(|| cutter.csv(rest)).unwrap_or_else(|| {
            cutter.row(*row, rest.get(1));
            1
        });
    }
    cutter.close();
    cutter.out
}

struct Cutter<'c, 't> {
    columns: &'c Columns,
    out: Cut<'t>,
    open: Option<Record>,
    /// The provider that stands above the rows which PowerShell prints.
    heading: Option<String>,
    /// The line before was empty.
    blank: bool,
}

impl<'t> Cutter<'_, 't> {
    fn close(&mut self) {
        let Some(record) = self.open.take() else { return };
        if is_one(&record) {
            self.out.records.push(record);
        } else {
            let line = record.line;
            let messages = record.message.into_iter().map(|text| (Holds::Message, text));
            let loose = record.fields.into_iter().chain(messages);
            self.out.loose.extend(loose.map(|(holds, value)| (holds, value, line)));
        }
    }

    /// Reads XML that begins in the first of `rows`; gives how many it took.
    fn xml(&mut self, rows: &[Row<'t>]) -> Option<usize> {
        let first = rows.first().filter(|row| xml::begins(row.text))?;
        let last = rows.iter().rposition(|row| row.text.contains("</Event"));
        let count = last.map_or(rows.len(), |last| last + 1);
        let text: Vec<&str> = rows.iter().take(count).map(|row| row.text).collect();
        let text = text.join("\n");
        self.close();
        let records = xml::records(
            text.get(text.find("<Event").unwrap_or(0)..)?,
            first.number,
            self.columns,
        );
        self.out.records.extend(records);
        Some(count)
    }

    /// Reads a table with commas or semicolons; gives how many rows it took.
    fn csv(&mut self, rows: &[Row<'t>]) -> Option<usize> {
        let first = rows.first()?;
        // the heads alone, before all the rows below are looked at
        let table = Table::headed(first.text, self.columns)?;
        let text: Vec<&str> = rows
            .iter()
            .skip(1)
            .map(|row| row.text)
            .take_while(|text| !text.is_empty())
            .collect();
        self.close();
        let records = table.records(&text.join("\n"), first.number + 1);
        self.out.records.extend(records.into_iter().filter(is_one));
        Some(1 + text.len())
    }

    fn row(&mut self, row: Row<'t>, next: Option<&Row<'t>>) {
        let text = row.text;
        if text.trim().is_empty() {
            self.blank = true;
            return;
        }
        let after_blank = std::mem::take(&mut self.blank);
        if RULE.is_match(text) || MAIL.is_match(text) {
            return;
        }
        // the date of a mail
        if next.is_some_and(|next| MAIL.is_match(next.text))
            && self.label(text).is_some_and(|(holds, _)| holds == Holds::Time)
        {
            return;
        }
        // Source: ADSync, Event ID: 6329
        let parts: Option<Vec<(Holds, &str)>> = text.split([',', ';', '|']).map(|part| self.label(part)).collect();
        if let Some(parts) = parts.filter(|parts| parts.len() > 1) {
            for (holds, value) in parts {
                self.labeled(row.number, holds, value, after_blank);
            }
            return;
        }
        if let Some(record) = self.folded(row) {
            self.close();
            self.open = Some(record);
            return;
        }
        if INDEX.is_match(text) {
            self.close();
            self.open = Some(Record::at(row.number));
        } else if let Some((holds, value)) = self.label(text) {
            self.labeled(row.number, holds, value, after_blank);
        } else if let Some(record) = self.printed(row).or_else(|| self.numbered(row)) {
            self.close();
            self.open = Some(record);
        } else if let Some(record) = self.listed(row) {
            self.close();
            self.open = Some(record);
        } else if self.is_a_head(text) {
            self.close();
        } else if let Some(record) = self
            .open
            .as_mut()
            // an event names its request once
            .filter(|r| !(BEGINS.is_match(text) && r.message.iter().any(|line| BEGINS.is_match(line))))
            .filter(|r| is_one(r) && (!after_blank || GOES_ON.is_match(text) || r.message.is_empty() && is_long(text)))
        {
            record.message.push(text.to_owned());
        } else {
            self.close();
            if TELLS.is_match(text) {
                let mut record = Record::at(row.number);
                record.message.push(text.to_owned());
                self.open = Some(record);
            } else {
                self.out.own.push(row);
            }
        }
    }

    /// A label of an event and what stands behind it.
    fn label<'r>(&self, text: &'r str) -> Option<(Holds, &'r str)> {
        [&LABEL, &TIGHT].into_iter().find_map(|pattern| {
            let found = pattern.get()?.captures(text)?;
            let holds = self.columns.holds(&found.get(1)?.as_str().to_lowercase())?;
            Some((holds, found.get(2)?.as_str()))
        })
    }

    fn labeled(&mut self, line: usize, holds: Holds, value: &str, after_blank: bool) {
        let begins = |holds: &Holds| {
            matches!(
                holds,
                Holds::Log | Holds::Provider | Holds::Time | Holds::Event | Holds::Level
            )
        };
        // what the caller wrote above an event is no part of it
        let own = self.open.as_ref().filter(|_| after_blank && begins(&holds));
        if own.is_some_and(|record| record.message.is_empty() && !record.fields.keys().any(begins)) {
            self.close();
        }
        let begins = begins(&holds);
        if holds == Holds::Provider {
            self.heading = Some(value.trim().to_owned());
        }
        let again = self
            .open
            .as_ref()
            .is_some_and(|record| record.fields.contains_key(&holds) || begins && !record.message.is_empty());
        if again {
            self.close();
        }
        self.open
            .get_or_insert_with(|| Record::at(line))
            .put(Some(holds), value);
    }

    /// A header with its message whose lines were lost.
    fn folded(&self, row: Row<'_>) -> Option<Record> {
        let (provider, _) = self.columns.provider(row.text)?;
        let found = NUMBER_IN.get()?.captures(row.text)?;
        let said = SAYS_IN.get()?.captures(row.text)?;
        let (number, message) = (found.get(1)?, said.get(1)?);
        let mut record = Record::at(row.number);
        record.put(Some(Holds::Provider), provider);
        record.put(Some(Holds::Event), number.as_str());
        record.put(Some(Holds::Time), row.text.get(..number.start())?);
        record.put(Some(Holds::Message), message.as_str());
        (number.end() < message.start()).then_some(record)
    }

    /// A row of a table that PowerShell prints below the name of its provider.
    fn printed(&self, row: Row<'_>) -> Option<Record> {
        let found = PRINTED.get()?.captures(row.text)?;
        let get = |at| found.get(at).map_or("", |part| part.as_str());
        self.columns.level(get(3))?;
        let mut record = Record::at(row.number);
        let heading = self.heading.as_deref();
        record.put(heading.map(|_| Holds::Provider), heading.unwrap_or_default());
        record.put(Some(Holds::Time), get(1));
        record.put(Some(Holds::Event), get(2));
        record.put(Some(Holds::Level), get(3));
        record.put(Some(Holds::Message), get(4));
        Some(record)
    }

    /// An event on one line: `EventID 33004: TrackingId ...`.
    fn numbered(&self, row: Row<'_>) -> Option<Record> {
        let found = NUMBERED.get()?.captures(row.text)?;
        let (number, rest) = (found.get(1)?.as_str(), found.get(2)?.as_str());
        let provider = self.columns.provider(rest);
        let tells = rest.is_empty() || TELLS.is_match(rest) || provider.is_some() || row.text.contains(':');
        if !tells || number.len() < 3 {
            return None;
        }
        let mut record = Record::at(row.number);
        record.put(Some(Holds::Event), number);
        record.put(provider.map(|_| Holds::Provider), provider.map_or("", |(name, _)| name));
        record.put(Some(Holds::Message), rest);
        Some(record)
    }

    /// A row of a list: level, time, provider, number, category, message, in any order that has the number behind the provider
    /// or before it.
    fn listed(&self, row: Row<'_>) -> Option<Record> {
        let (provider, at) = self.columns.provider(row.text)?;
        let end = at + provider.len();
        let before = row.text.get(..at)?;
        let rest = row.text.get(end..)?;
        let number = |text: &str| {
            NUMBER
                .get()?
                .captures(text)
                .and_then(|n| n.get(1))
                .map(|n| (n.as_str().to_owned(), n.end()))
        };
        let words: Vec<&str> = rest.split_whitespace().take(3).collect();
        let behind = words
            .iter()
            .position(|word| word.len() >= 2 && word.chars().all(|c| c.is_ascii_digit()));
        let begins = before.split_whitespace().next();
        let level = begins.and_then(|word| self.columns.level(word).map(|_| word));
        let starts = before.trim().is_empty()
            || level.is_some()
            || before.trim_start().starts_with(|c: char| c.is_ascii_digit());
        let (event, message) = if behind.is_some() {
            let (event, at) = number(rest)?;
            (event, rest.get(at..)?)
        } else {
            let last = before
                .split_whitespace()
                .rev()
                .take(2)
                .find(|word| word.len() >= 3 && word.chars().all(|c| c.is_ascii_digit()))?;
            (last.to_owned(), rest)
        };
        if !starts {
            return None;
        }
        let mut record = Record::at(row.number);
        record.put(Some(Holds::Provider), provider);
        record.put(Some(Holds::Event), &event);
        if let Some(level) = level {
            record.put(Some(Holds::Level), level);
        }
        record.put(Some(Holds::Time), before.trim_start_matches(level.unwrap_or_default()));
        record.put(
            Some(Holds::Message),
            message.trim_start_matches(['\u{2013}', '-', ':', ',', ' ']),
        );
        Some(record)
    }

    /// The names of columns above a table.
    fn is_a_head(&self, text: &str) -> bool {
        let mut named = 0;
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        let mut at = 0;
        while at < words.len() {
            let taken = (1..=3).rev().find(|n| {
                words
                    .get(at..at + n)
                    .is_some_and(|w| self.columns.holds(&w.join(" ")).is_some())
            });
            let Some(taken) = taken else { return false };
            at += taken;
            named += 1;
        }
        named >= 3
    }
}
