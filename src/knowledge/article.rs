//! An entry as something to read: blocks for the screen, for `explain`, for the handbook and for a report. Owns the order
//! in which an entry is told; how wide a line is and what a mark looks like is the business of [`super::page`].

use super::catalog::Catalog;
use super::shape::{Area, Entry, Kind, Shared, Source, Step};
use crate::text::{Lang, Say, Text, ui};
use crate::time::{self, Date};

/// What an entry is read with: the language, the day that "in 72 days" counts from, and the case that fills commands.
pub struct Reading<'a> {
    pub lang: Lang,
    pub today: Option<Date>,
    pub fill: &'a dyn Fn(&str) -> Option<String>,
    /// Steps ticked off, counted from 0; `None` where nothing is ticked.
    pub ticks: Option<&'a std::collections::BTreeSet<usize>>,
}

impl Reading<'_> {
    /// Plain reading without a case.
    pub fn plain(lang: Lang, today: Option<Date>) -> Reading<'static> {
        Reading {
            lang,
            today,
            fill: &|_| None,
            ticks: None,
        }
    }
}

/// A part of an article. Texts still hold their marks (`**name**`, backticks).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The title of the entry, and above it where it belongs.
    Title {
        over: String,
        text: String,
    },
    Section(String),
    Para(String),
    /// A point of a list; `mark` is `-` or a number with a dot, or empty for a line that belongs to the point above.
    Item {
        mark: String,
        text: String,
    },
    /// Exact and copyable.
    Command(String),
    /// Small print.
    Note(String),
}

/// The whole entry, in the order in which it is read.
pub fn blocks(catalog: &Catalog, entry: &Entry, reading: &Reading<'_>) -> Vec<Block> {
    let mut out = Out {
        blocks: Vec::new(),
        catalog,
        reading,
    };
    out.title(entry);
    for text in [Some(&entry.summary), entry.earlier.as_ref()].into_iter().flatten() {
        out.para(text.get(reading.lang).to_owned());
    }
    let shared: Vec<_> = entry.include.iter().filter_map(|id| catalog.shared_block(id)).collect();
    let with = |own: &[Text], pick: fn(&Shared) -> &Vec<Text>| -> Vec<String> {
        let all = own.iter().chain(shared.iter().flat_map(pick));
        all.map(|text| text.get(reading.lang).to_owned()).collect()
    };
    out.points(ui::WARNINGS, with(&entry.warnings, |s| &s.warnings));
    out.one(ui::AFFECTS, entry.affects.as_ref());
    out.points(ui::SEEN, with(&entry.seen, |s| &s.seen));
    out.points(ui::CAUSES, with(&entry.causes, |s| &s.causes));
    out.one(ui::TELL, entry.tell.as_ref());
    out.points(ui::HELPDESK, with(&entry.helpdesk, |s| &s.helpdesk));
    out.steps(&steps_of(catalog, entry));
    out.one(ui::VERIFY, entry.verify.as_ref());
    if let Some((wait, seconds)) = entry.wait.as_ref().and_then(|wait| Some((wait, wait.seconds()?))) {
        let long = duration(seconds, reading.lang);
        out.section(ui::WAIT);
        out.para(format!("{long}: {}", wait.why.get(reading.lang)));
    }
    out.points(ui::DETAILS, with(&entry.details, |s| &s.details));
    out.disputed(entry);
    let uncertain = entry.uncertain.iter().map(|text| text.get(reading.lang).to_owned());
    out.points(ui::UNCERTAIN, uncertain);
    out.deadlines(entry);
    out.onward(entry);
    out.passport(entry);
    out.blocks
}

/// The steps of an entry, with those of the blocks it shares.
pub fn steps_of(catalog: &Catalog, entry: &Entry) -> Vec<Step> {
    let shared = entry
        .include
        .iter()
        .filter_map(|id| catalog.shared_block(id))
        .flat_map(|s| s.steps);
    entry.steps.iter().cloned().chain(shared).collect()
}

struct Out<'a> {
    blocks: Vec<Block>,
    catalog: &'a Catalog,
    reading: &'a Reading<'a>,
}

/// The kind, where the area does not say it already.
fn kind_beside(entry: &Entry) -> Option<Say> {
    let said = matches!(
        (entry.area, entry.kind),
        (Area::Events, Kind::Event) | (Area::Codes, Kind::Code) | (Area::Guide, Kind::Guide)
    );
    (!said).then(|| entry.kind.title())
}

impl Out<'_> {
    fn lang(&self) -> Lang {
        self.reading.lang
    }

    fn section(&mut self, name: Say) {
        self.blocks.push(Block::Section(name.get(self.lang()).to_owned()));
    }

    fn title(&mut self, entry: &Entry) {
        let lang = self.lang();
        let mut over = entry.area.title().get(lang).to_owned();
        let kind = kind_beside(entry).map(|kind| kind.get(lang));
        for part in kind.into_iter().chain([entry.id.as_str()]) {
            over.push_str(" - ");
            over.push_str(part);
        }
        let text = match self.catalog.place(&entry.id) {
            Some((number, count)) => {
                let step = ui::STEP_OF.with(lang, &[&number.to_string(), &count.to_string()]);
                format!("{step}: {}", entry.title.get(lang))
            }
            None => entry.title.get(lang).to_owned(),
        };
        self.blocks.push(Block::Title { over, text });
    }

    fn para(&mut self, text: String) {
        self.blocks.push(Block::Para(text));
    }

    fn one(&mut self, name: Say, text: Option<&Text>) {
        if let Some(text) = text {
            self.section(name);
            self.para(text.get(self.lang()).to_owned());
        }
    }

    fn item(&mut self, mark: impl Into<String>, text: String) {
        let mark = mark.into();
        self.blocks.push(Block::Item { mark, text });
    }

    /// A section of points, where there are any.
    fn points(&mut self, name: Say, points: impl IntoIterator<Item = String>) {
        for (i, text) in points.into_iter().enumerate() {
            if i == 0 {
                self.section(name);
            }
            self.item("-", text);
        }
    }

    fn under(&mut self, label: Say, text: &str) {
        self.item("", format!("{}: {text}", label.get(self.lang())));
    }

    fn steps(&mut self, steps: &[Step]) {
        if steps.is_empty() {
            return;
        }
        let lang = self.lang();
        self.section(ui::STEPS);
        for (i, step) in steps.iter().enumerate() {
            let tick = self
                .reading
                .ticks
                .map_or("", |done| if done.contains(&i) { "[x] " } else { "[ ] " });
            self.item(format!("{tick}{}.", i + 1), step.action.get(lang).to_owned());
            if let Some(place) = &step.place {
                self.under(ui::WHERE, place.get(lang));
            }
            if let Some(role) = step.role.as_ref().and_then(|id| self.catalog.role(id)) {
                self.under(ui::ROLE, role.name.get(lang));
            }
            if let Some(command) = &step.command {
                self.blocks.push(Block::Command(fill(command, |field| {
                    (self.reading.fill)(field).unwrap_or_else(|| self.stand_in(field))
                })));
            }
            for (label, text) in [
                (ui::RISK, &step.risk),
                (ui::STEP_VERIFY, &step.verify),
                (ui::UNDO, &step.undo),
            ] {
                if let Some(text) = text {
                    self.under(label, text.get(lang));
                }
            }
            if let Some((id, title)) = step.see.as_ref().and_then(|id| Some((id, self.catalog.title(id)?))) {
                self.under(ui::SEE, &format!("{} ({id})", title.get(lang)));
            }
        }
    }

    /// What stands in a command for a field the case does not hold yet.
    fn stand_in(&self, field: &str) -> String {
        let title = self
            .catalog
            .field(field)
            .map_or_else(|| field.to_owned(), |f| f.title.get(self.lang()).to_owned());
        format!("<{title}>")
    }

    fn disputed(&mut self, entry: &Entry) {
        if entry.disputed.is_empty() {
            return;
        }
        let lang = self.lang();
        self.section(ui::DISPUTED);
        for dispute in &entry.disputed {
            for claim in &dispute.claims {
                let words = match lang {
                    Lang::En => &claim.en,
                    Lang::Ko => &claim.ko,
                };
                let source = self.catalog.source(&claim.source);
                let source = source.map_or_else(String::new, |s| format!(" [{}]", cite(&s)));
                self.item("-", format!("{words}{source}"));
            }
            self.under(ui::SAFE, dispute.safe.get(lang));
        }
    }

    fn deadlines(&mut self, entry: &Entry) {
        let (catalog, lang, today) = (self.catalog, self.lang(), self.reading.today);
        let mut dates: Vec<_> = entry.deadlines.iter().filter_map(|id| catalog.deadline(id)).collect();
        dates.sort_by(|a, b| a.date.cmp(&b.date));
        let told = dates.into_iter().map(|deadline| {
            let exact = deadline.date.len() == 10;
            let relative = today
                .zip(time::day(&deadline.date))
                .map_or_else(String::new, |(today, date)| {
                    format!(" ({})", ui::relative(lang, today, date, exact))
                });
            format!("{}{relative}: {}", deadline.date, deadline.what.get(lang))
        });
        self.points(ui::DATES, told);
    }

    fn onward(&mut self, entry: &Entry) {
        let (catalog, lang) = (self.catalog, self.lang());
        let titled = |id: &str| {
            // what is only asked there is no page to look at
            let title = catalog.title(id).filter(|_| catalog.question(id).is_none())?;
            Some(format!("{} ({id})", title.get(lang)))
        };
        self.points(ui::NEXT, entry.next.iter().filter_map(|node| titled(&node.id)));
        self.points(ui::RELATED, entry.related.iter().filter_map(|id| titled(id)));
    }

    fn passport(&mut self, entry: &Entry) {
        let (catalog, lang) = (self.catalog, self.lang());
        if !entry.codes.is_empty() {
            self.section(ui::CODES);
            self.para(entry.codes.join(", "));
        }
        let links = entry
            .links
            .iter()
            .map(|link| format!("{}: {}", link.title.get(lang), link.url));
        self.points(ui::LINKS, links);
        self.section(ui::SOURCES);
        let sources = entry.sources.iter().filter_map(|id| catalog.source(id));
        let notes = sources
            .map(|source| cite(&source))
            .chain([ui::VERIFIED_ON.with(lang, &[&entry.verified])]);
        self.blocks.extend(notes.map(Block::Note));
    }
}

/// A source on one line: title, date, address.
fn cite(source: &Source) -> String {
    let mut out = source.title.clone();
    for part in [&source.date, &source.url].into_iter().filter(|p| !p.is_empty()) {
        out.push_str(", ");
        out.push_str(part);
    }
    out
}

/// A length of time in words.
pub fn duration(seconds: i64, lang: Lang) -> String {
    let (number, unit) = match seconds {
        s if s >= 172_800 && s % 86_400 == 0 => (s / 86_400, ui::DAYS),
        s if s >= 7200 && s % 3600 == 0 => (s / 3600, ui::HOURS),
        // of hours and days there are two at least here
        s if s / 60 == 1 => (1, ui::MINUTE),
        s => (s / 60, ui::MINUTES),
    };
    unit.with(lang, &[&number.to_string()])
}

/// The names in single braces of a command; doubled braces are literal.
pub fn placeholders(command: &str) -> Vec<String> {
    let mut names = Vec::new();
    let _ = fill(command, |name| {
        names.push(name.to_owned());
        String::new()
    });
    names
}

/// `command` with each `{name}` replaced; `{{` and `}}` become single braces. A brace that holds no name stays.
fn fill(command: &str, mut value: impl FnMut(&str) -> String) -> String {
    let mut out = String::with_capacity(command.len());
    let mut rest = command;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        if let Some(after) = tail.strip_prefix("{{") {
            out.push('{');
            rest = after;
        } else if let Some(after) = tail.strip_prefix("}}") {
            out.push('}');
            rest = after;
        } else if let Some((name, after)) = tail
            .strip_prefix('{')
            .and_then(|t| t.split_once('}'))
            .filter(|(n, _)| !n.is_empty() && n.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '_' | '.')))
        {
            out.push_str(&value(name));
            rest = after;
        } else {
            let (brace, after) = tail.split_at(1);
            out.push_str(brace);
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_filled_from_the_case_and_literal_braces_stay() {
        let filled = fill("Reset -User {user_id} -Body @{{a=1}} { $_.Name }", |name| {
            name.to_uppercase()
        });
        assert_eq!(filled, "Reset -User USER_ID -Body @{a=1} { $_.Name }");
        assert_eq!(placeholders("a {user_id} b {{c}}"), ["user_id"]);
    }

    #[test]
    fn a_length_of_time_is_counted_in_its_largest_unit() {
        let told = |seconds| duration(seconds, Lang::En);
        assert_eq!([60, 3600, 7200].map(told), ["1 minute", "60 minutes", "2 hours"]);
        assert_eq!([86_400, 172_800].map(told), ["24 hours", "2 days"]);
    }
}
