//! An entry as something to read: blocks for the screen, for `explain`, for the handbook and for a report. Owns the order
//! in which an entry is told; how wide a line is and what a mark looks like is the business of [`super::page`].

use super::catalog::Catalog;
use super::shape::{Area, Entry, Kind, Step};
use crate::text::{Lang, Text, ui};
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
    out.blocks.push(Block::Para(entry.summary.get(reading.lang).to_owned()));
    if let Some(earlier) = &entry.earlier {
        out.blocks.push(Block::Para(earlier.get(reading.lang).to_owned()));
    }
    let shared: Vec<_> = entry.include.iter().filter_map(|id| catalog.shared(id)).collect();
    let with = |own: &[Text], pick: fn(&super::shape::Shared) -> &Vec<Text>| -> Vec<Text> {
        own.iter().chain(shared.iter().flat_map(pick)).cloned().collect()
    };
    out.list(ui::WARNINGS, &with(&entry.warnings, |s| &s.warnings));
    out.one(ui::AFFECTS, entry.affects.as_ref());
    out.list(ui::SEEN, &with(&entry.seen, |s| &s.seen));
    out.list(ui::CAUSES, &with(&entry.causes, |s| &s.causes));
    out.one(ui::TELL, entry.tell.as_ref());
    out.list(ui::HELPDESK, &with(&entry.helpdesk, |s| &s.helpdesk));
    out.steps(&steps_of(catalog, entry));
    out.one(ui::VERIFY, entry.verify.as_ref());
    if let Some((wait, seconds)) = entry.wait.as_ref().and_then(|wait| Some((wait, wait.seconds()?))) {
        out.section(ui::WAIT);
        let long = duration(seconds, reading.lang);
        out.blocks
            .push(Block::Para(format!("{long}: {}", wait.why.get(reading.lang))));
    }
    out.list(ui::DETAILS, &with(&entry.details, |s| &s.details));
    out.disputed(entry);
    out.list(ui::UNCERTAIN, &entry.uncertain);
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
        .filter_map(|id| catalog.shared(id))
        .flat_map(|s| s.steps);
    entry.steps.iter().cloned().chain(shared).collect()
}

struct Out<'a> {
    blocks: Vec<Block>,
    catalog: &'a Catalog,
    reading: &'a Reading<'a>,
}

/// The kind, where the area does not say it already.
fn kind_beside(entry: &Entry) -> Option<crate::text::Say> {
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

    fn section(&mut self, name: crate::text::Say) {
        self.blocks.push(Block::Section(name.get(self.lang()).to_owned()));
    }

    fn title(&mut self, entry: &Entry) {
        let lang = self.lang();
        let over = [Some(entry.area.title()), kind_beside(entry)]
            .into_iter()
            .flatten()
            .map(|say| say.get(lang))
            .chain([entry.id.as_str()])
            .collect::<Vec<_>>()
            .join(" - ");
        let text = match self.catalog.place(&entry.id) {
            Some((number, count)) => {
                let step = ui::STEP_OF.with(lang, &[&number.to_string(), &count.to_string()]);
                format!("{step}: {}", entry.title.get(lang))
            }
            None => entry.title.get(lang).to_owned(),
        };
        self.blocks.push(Block::Title { over, text });
    }

    fn one(&mut self, name: crate::text::Say, text: Option<&Text>) {
        if let Some(text) = text {
            self.section(name);
            self.blocks.push(Block::Para(text.get(self.lang()).to_owned()));
        }
    }

    fn list(&mut self, name: crate::text::Say, items: &[Text]) {
        if items.is_empty() {
            return;
        }
        self.section(name);
        for item in items {
            self.blocks.push(Block::Item {
                mark: "-".to_owned(),
                text: item.get(self.lang()).to_owned(),
            });
        }
    }

    fn under(&mut self, label: crate::text::Say, text: &str) {
        self.blocks.push(Block::Item {
            mark: String::new(),
            text: format!("{}: {text}", label.get(self.lang())),
        });
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
            self.blocks.push(Block::Item {
                mark: format!("{tick}{}.", i + 1),
                text: step.action.get(lang).to_owned(),
            });
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
                let source = self
                    .catalog
                    .source(&claim.source)
                    .map_or_else(String::new, |s| format!(" [{}]", cite(&s)));
                self.blocks.push(Block::Item {
                    mark: "-".to_owned(),
                    text: format!("{words}{source}"),
                });
            }
            self.under(ui::SAFE, dispute.safe.get(lang));
        }
    }

    fn deadlines(&mut self, entry: &Entry) {
        if entry.deadlines.is_empty() {
            return;
        }
        let lang = self.lang();
        self.section(ui::DATES);
        let mut dates: Vec<_> = entry
            .deadlines
            .iter()
            .filter_map(|id| self.catalog.deadline(id))
            .collect();
        dates.sort_by(|a, b| a.date.cmp(&b.date));
        for deadline in dates {
            let when = self.reading.today.zip(time::day(&deadline.date));
            let exact = deadline.date.len() == 10;
            let relative = when.map_or_else(String::new, |(today, date)| {
                format!(" ({})", ui::relative(lang, today, date, exact))
            });
            self.blocks.push(Block::Item {
                mark: "-".to_owned(),
                text: format!("{}{relative}: {}", deadline.date, deadline.what.get(lang)),
            });
        }
    }

    fn onward(&mut self, entry: &Entry) {
        let lang = self.lang();
        let titles = |ids: &mut dyn Iterator<Item = &str>| -> Vec<String> {
            ids.filter_map(|id| {
                // what is only asked there is no page to look at
                let title = self.catalog.title(id).filter(|_| self.catalog.question(id).is_none())?;
                Some(format!("{} ({id})", title.get(lang)))
            })
            .collect()
        };
        let next = titles(&mut entry.next.iter().map(|node| node.id.as_str()));
        let related = titles(&mut entry.related.iter().map(AsRef::as_ref));
        for (name, items) in [(ui::NEXT, next), (ui::RELATED, related)] {
            if items.is_empty() {
                continue;
            }
            self.section(name);
            self.blocks.extend(items.into_iter().map(|text| Block::Item {
                mark: "-".to_owned(),
                text,
            }));
        }
    }

    fn passport(&mut self, entry: &Entry) {
        let lang = self.lang();
        if !entry.codes.is_empty() {
            self.section(ui::CODES);
            self.blocks.push(Block::Para(entry.codes.join(", ")));
        }
        if !entry.links.is_empty() {
            self.section(ui::LINKS);
            for link in &entry.links {
                self.blocks.push(Block::Item {
                    mark: "-".to_owned(),
                    text: format!("{}: {}", link.title.get(lang), link.url),
                });
            }
        }
        self.section(ui::SOURCES);
        for source in entry.sources.iter().filter_map(|id| self.catalog.source(id)) {
            self.blocks.push(Block::Note(cite(&source)));
        }
        self.blocks
            .push(Block::Note(ui::VERIFIED_ON.with(lang, &[&entry.verified])));
    }
}

/// A source on one line: title, date, address.
pub fn cite(source: &super::shape::Source) -> String {
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
