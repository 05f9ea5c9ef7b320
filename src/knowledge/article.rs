//! An entry as something to read: blocks for the screen, for `explain`, for the handbook and for a report. Owns the order
//! in which an entry is told and the marks inside its texts; knows nothing of colours or terminals.

use super::Catalog;
use super::shape::{Area, Entry, Kind, Step};
use crate::text::{Lang, Text, columns, ui};
use crate::time::{self, Date};
use std::ops::Range;

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
    if let Some(wait) = &entry.wait {
        out.section(ui::WAIT);
        let long = duration(wait.seconds().unwrap_or(0), reading.lang);
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
        let text = match place(self.catalog, &entry.id) {
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
                let title = self.catalog.title(id).filter(|_| !id.starts_with("ask."))?;
                Some(format!("{} ({id})", title.get(lang)))
            })
            .collect()
        };
        let next = titles(
            &mut entry
                .next
                .iter()
                .filter_map(|raw| super::condition::node(raw).ok().map(|n| n.0)),
        );
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

/// The place of an entry in a numbered sequence, from 1, and how many there are.
pub fn place(catalog: &Catalog, id: &str) -> Option<(usize, usize)> {
    let entry = catalog.entry(id)?;
    if entry.kind != Kind::Step && entry.area != Area::Writeback {
        return None;
    }
    catalog
        .sequences()
        .iter()
        .filter(|s| s.numbered)
        .find_map(|s| s.nodes.iter().position(|n| n == id).map(|at| (at + 1, s.nodes.len())))
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

/// How a piece of a line is meant; who draws it chooses the look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Plain,
    Over,
    Title,
    Section,
    Name,
    Literal,
    Command,
    Note,
}

/// One line of an article: pieces of text, each with its mark.
pub type Row = Vec<(Mark, String)>;

/// The article as lines for a screen, which cuts what is wider than `width`: long commands and addresses are folded.
pub fn screen_rows(blocks: &[Block], width: usize) -> Vec<Row> {
    rows(blocks, width)
        .into_iter()
        .flat_map(|row| folded(row, width))
        .collect()
}

/// A line that is too wide as several; a command goes on a little further in, so that its end is seen.
fn folded(mut row: Row, width: usize) -> Vec<Row> {
    let wide: usize = row.iter().map(|(_, text)| columns::width(text)).sum();
    if wide <= width {
        return vec![row];
    }
    let lead = match row.first() {
        Some((Mark::Plain, text)) if row.len() > 1 => text.clone(),
        _ => String::new(),
    };
    let pieces = row.split_off(usize::from(!lead.is_empty()));
    let deeper = if pieces.iter().any(|(mark, _)| *mark == Mark::Command) {
        2
    } else {
        0
    };
    let later = " ".repeat(columns::width(&lead) + deeper);
    led(
        columns::breaks,
        &lead,
        &later,
        &pieces,
        width.saturating_sub(columns::width(&later)),
    )
}

/// The article as lines of at most `width` columns; only a command or a single word may be wider, to be copied as it stands.
pub fn rows(blocks: &[Block], width: usize) -> Vec<Row> {
    let mut out: Vec<Row> = Vec::new();
    // what belongs to a point stands below its text
    let mut indent = 4;
    for (i, block) in blocks.iter().enumerate() {
        let gap = match block {
            Block::Section(_) | Block::Para(_) | Block::Title { .. } => i > 0,
            _ => false,
        } && !matches!(blocks.get(i.wrapping_sub(1)), Some(Block::Section(_)));
        if gap && out.last().is_some_and(|row| !row.is_empty()) {
            out.push(Vec::new());
        }
        match block {
            Block::Title { over, text } => {
                out.extend(wrap_words(&[(Mark::Over, over.clone())], width));
                out.extend(wrap_words(&[(Mark::Title, plain(text))], width));
            }
            Block::Section(text) => out.extend(wrap_words(&[(Mark::Section, text.clone())], width)),
            Block::Para(text) => out.extend(wrap_words(&marked(text, Mark::Plain), width)),
            Block::Note(text) => out.extend(hang("  ", "  ", &[(Mark::Note, text.clone())], width)),
            Block::Item { mark, text } => {
                let first = if mark.is_empty() {
                    " ".repeat(indent)
                } else {
                    format!("{mark:>3} ")
                };
                indent = columns::width(&first);
                out.extend(hang(&first, &" ".repeat(indent), &marked(text, Mark::Plain), width));
            }
            // never wrapped at a word: a command is copied as it stands
            Block::Command(text) => {
                for line in text.lines() {
                    out.push(vec![
                        (Mark::Plain, " ".repeat(indent)),
                        (Mark::Command, line.to_owned()),
                    ]);
                }
            }
        }
    }
    out
}

fn hang(first: &str, later: &str, pieces: &[(Mark, String)], width: usize) -> Vec<Row> {
    let room = width.saturating_sub(columns::width(first));
    led(columns::breaks_at_blanks, first, later, pieces, room)
}

/// Text without its marks.
pub fn plain(text: &str) -> String {
    text.replace("**", "").replace('`', "")
}

/// Cuts a text at its marks.
pub fn marked(text: &str, base: Mark) -> Vec<(Mark, String)> {
    let mut out = Vec::new();
    for (i, part) in text.split('`').enumerate() {
        if i % 2 == 1 {
            out.push((Mark::Literal, part.to_owned()));
            continue;
        }
        for (j, piece) in part.split("**").enumerate() {
            if !piece.is_empty() {
                out.push((if j % 2 == 1 { Mark::Name } else { base }, piece.to_owned()));
            }
        }
    }
    out
}

/// Wraps marked text at blanks, keeping the marks. A word wider than the line is broken inside.
pub fn wrap(pieces: &[(Mark, String)], width: usize) -> Vec<Row> {
    led(columns::breaks, "", "", pieces, width)
}

/// Like [`wrap`]; a word wider than the line stays whole.
fn wrap_words(pieces: &[(Mark, String)], width: usize) -> Vec<Row> {
    led(columns::breaks_at_blanks, "", "", pieces, width)
}

/// The same by any rule of breaking, with blanks before the first line and before the later ones.
fn led(
    breaks: fn(&str, usize) -> Vec<Range<usize>>,
    first: &str,
    later: &str,
    pieces: &[(Mark, String)],
    width: usize,
) -> Vec<Row> {
    let joined;
    let whole = if let [(_, only)] = pieces {
        only.as_str()
    } else {
        joined = pieces.iter().map(|(_, text)| text.as_str()).collect::<String>();
        joined.as_str()
    };
    let mut rows = Vec::new();
    for (i, line) in breaks(whole, width).into_iter().enumerate() {
        let lead = if i == 0 { first } else { later };
        let mut row: Row = Vec::with_capacity(pieces.len() + 1);
        if !lead.is_empty() {
            row.push((Mark::Plain, lead.to_owned()));
        }
        let mut from = 0;
        for (mark, text) in pieces {
            let to = from + text.len();
            let part = whole.get(line.start.max(from)..line.end.min(to)).unwrap_or_default();
            if !part.is_empty() {
                row.push((*mark, part.to_owned()));
            }
            from = to;
        }
        rows.push(row);
    }
    rows
}

/// The article as plain text of `width` columns.
pub fn text(blocks: &[Block], width: usize) -> String {
    let mut out = String::new();
    for row in rows(blocks, width) {
        let line: String = row.iter().map(|(_, s)| s.as_str()).collect();
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// The article as Markdown; `level` is the level of its heading.
pub fn markdown(blocks: &[Block], level: usize) -> String {
    let mut out = String::new();
    let mut before_list = false;
    for block in blocks {
        let is_list = matches!(block, Block::Item { .. } | Block::Command(_) | Block::Note(_));
        if before_list && !is_list {
            out.push('\n');
        }
        before_list = is_list;
        match block {
            Block::Title { over, text } => {
                out.push_str(&format!("{} {}\n\n*{over}*\n\n", "#".repeat(level), text));
            }
            Block::Section(text) => out.push_str(&format!("**{text}**\n\n")),
            Block::Para(text) => out.push_str(&format!("{text}\n\n")),
            Block::Item { mark, text } if mark.is_empty() => out.push_str(&format!("   {text}  \n")),
            Block::Item { mark, text } => out.push_str(&format!("{mark} {text}\n")),
            Block::Command(text) => out.push_str(&format!("\n   ```\n   {}\n   ```\n", text.replace('\n', "\n   "))),
            Block::Note(text) => out.push_str(&format!("- {text}\n")),
        }
    }
    out.trim_end().to_owned() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_survive_wrapping() {
        let rows = wrap(&marked("Choose **Password reset** and type `x y`.", Mark::Plain), 16);
        let text: Vec<String> = rows
            .iter()
            .map(|r| r.iter().map(|(_, s)| s.as_str()).collect())
            .collect();
        assert_eq!(text, ["Choose Password", "reset and type x", "y."]);
        assert!(rows[1].contains(&(Mark::Name, "reset".to_owned())));
        assert!(rows[2].contains(&(Mark::Literal, "y".to_owned())));
    }

    #[test]
    fn a_screen_shows_the_end_of_a_long_command_and_a_copy_keeps_it_on_one_line() {
        let blocks = [
            Block::Item {
                mark: "1.".to_owned(),
                text: "Run it, then open https://learn.microsoft.com/entra".to_owned(),
            },
            Block::Command("reg query HKLM\\SOFTWARE /v Enabled".to_owned()),
        ];
        let told = |rows: Vec<Row>| -> Vec<String> {
            let line = |row: Row| row.into_iter().map(|(_, text)| text).collect::<String>();
            rows.into_iter().map(line).collect()
        };
        let screen = told(screen_rows(&blocks, 24));
        assert!(screen.iter().all(|line| columns::width(line) <= 24), "{screen:?}");
        assert!(
            screen.ends_with(&["    reg query", "      HKLM\\SOFTWARE /v", "      Enabled"].map(str::to_owned)),
            "{screen:?}"
        );
        let copied = text(&blocks, 24);
        assert!(copied.contains("https://learn.microsoft.com/entra\n"), "{copied}");
        assert!(copied.contains("    reg query HKLM\\SOFTWARE /v Enabled\n"), "{copied}");
    }

    #[test]
    fn commands_are_filled_from_the_case_and_literal_braces_stay() {
        let filled = fill("Reset -User {user_id} -Body @{{a=1}} { $_.Name }", |name| {
            name.to_uppercase()
        });
        assert_eq!(filled, "Reset -User USER_ID -Body @{a=1} { $_.Name }");
        assert_eq!(placeholders("a {user_id} b {{c}}"), ["user_id"]);
    }
}
