//! An entry as something to read: one article for the screen, for `explain`, for the handbook and for a report. Owns the order
//! in which an entry is told: the answer first, then what to say, what to mind and what to do, the background last. How wide a
//! line is and what a mark looks like is the business of [`super::page`].

use super::catalog::Catalog;
use super::command;
use super::id::EntryId;
use super::link::{self, Target};
use super::shape::{Area, Entry, Kind, Origin, Shared, Source, Step};
use crate::text::{Lang, Say, Text, say, ui};
use crate::time::{self, Date};

const PASSPORT: Say = say("{}, verified {}, sources: {}", "{}, {} 확인, 출처 {}개");

/// What an entry is read with: the language, the day that "in 72 days" counts from, the case that fills commands, and which
/// steps stay shut.
pub struct Reading<'a> {
    pub lang: Lang,
    pub today: Option<Date>,
    pub fill: &'a dyn Fn(&str) -> Option<String>,
    /// Why a step stays shut; of one that does, only where and by whom it is done is told.
    pub shut: &'a dyn Fn(&Step) -> Option<String>,
}

impl Reading<'_> {
    /// Plain reading without a case.
    pub fn plain(lang: Lang, today: Option<Date>) -> Reading<'static> {
        Reading {
            lang,
            today,
            fill: &|_| None,
            shut: &|_| None,
        }
    }
}

/// A part of an article. Texts still hold their marks (`**name**`, backticks).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Block {
    /// The title of the entry, and above it where it belongs.
    Title {
        over: String,
        text: String,
    },
    Section(String),
    Para(String),
    /// What to say to somebody, word by word.
    Said(String),
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

impl Block {
    /// Why the step above stays shut.
    pub(super) fn shut(why: &str) -> Self {
        Block::Item {
            mark: String::new(),
            text: format!("! {why}"),
        }
    }
}

/// The parts of an article, in the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    Answer,
    Tell,
    Warnings,
    Helpdesk,
    Steps,
    Affects,
    Seen,
    Causes,
    Verify,
    Wait,
    Details,
    Disputed,
    Uncertain,
    Dates,
    Twins,
    Next,
    Related,
    Codes,
    Links,
    Sources,
}

impl Section {
    /// Its heading; the answer needs none.
    pub fn heading(self) -> Option<Say> {
        Some(match self {
            Section::Answer => return None,
            Section::Tell => ui::TELL,
            Section::Warnings => ui::WARNINGS,
            Section::Helpdesk => ui::HELPDESK,
            Section::Steps => ui::STEPS,
            Section::Affects => ui::AFFECTS,
            Section::Seen => ui::SEEN,
            Section::Causes => ui::CAUSES,
            Section::Verify => ui::VERIFY,
            Section::Wait => ui::WAIT,
            Section::Details => ui::DETAILS,
            Section::Disputed => ui::DISPUTED,
            Section::Uncertain => ui::UNCERTAIN,
            Section::Dates => ui::DATES,
            Section::Twins => ui::TWINS,
            Section::Next => ui::NEXT,
            Section::Related => ui::RELATED,
            Section::Codes => ui::CODES,
            Section::Links => ui::LINKS,
            Section::Sources => ui::SOURCES,
        })
    }
}

/// A point of a section: its text, and what belongs to it below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    pub block: Block,
    /// Why it stays shut, where it is a step that does.
    pub shut: Option<String>,
    pub under: Vec<Block>,
    /// What its command wants and the case does not know, by the titles of the fields.
    pub open: Vec<String>,
    /// Where it leads; of a step the entry that tells it whole comes first.
    pub links: Vec<Target>,
}

/// A section with its points; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub section: Section,
    pub points: Vec<Point>,
}

/// An entry told in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Where it belongs, above the title.
    pub over: String,
    pub title: String,
    /// Where it belongs, when somebody looked at it last, on how many sources it stands.
    pub passport: String,
    pub parts: Vec<Part>,
    pub(super) lang: Lang,
}

/// The article of an entry, without its links.
pub fn article(catalog: &Catalog, entry: &Entry, reading: &Reading<'_>) -> Article {
    let mut out = Out {
        parts: Vec::new(),
        catalog,
        reading,
    };
    let lang = reading.lang;
    out.one(Section::Answer, Some(&entry.summary));
    let shared: Vec<_> = entry.include.iter().filter_map(|id| catalog.shared_block(id)).collect();
    let with = |own: &[Text], pick: fn(&Shared) -> &Vec<Text>| -> Vec<String> {
        let all = own.iter().chain(shared.iter().flat_map(pick));
        all.map(|text| text.get(lang).to_owned()).collect()
    };
    let said = entry
        .tell
        .iter()
        .map(|text| Point::of(Block::Said(text.get(lang).to_owned())));
    out.part(Section::Tell, said);
    out.points(Section::Warnings, with(&entry.warnings, |s| &s.warnings));
    out.points(Section::Helpdesk, with(&entry.helpdesk, |s| &s.helpdesk));
    out.steps(entry.steps.iter().chain(shared.iter().flat_map(|s| &s.steps)));
    out.one(Section::Affects, entry.affects.as_ref());
    out.points(Section::Seen, with(&entry.seen, |s| &s.seen));
    out.points(Section::Causes, with(&entry.causes, |s| &s.causes));
    out.one(Section::Verify, entry.verify.as_ref());
    let wait = entry.wait.iter().filter_map(|wait| {
        let long = duration(wait.seconds()?, lang);
        Some(Point::of(Block::Para(format!("{long}: {}", wait.why.get(lang)))))
    });
    out.part(Section::Wait, wait);
    // what it was called is background: it never stands between the answer and what is to be done
    let earlier = entry.earlier.iter().map(|text| text.get(lang).to_owned());
    let details = with(&entry.details, |s| &s.details);
    out.points(Section::Details, earlier.chain(details).collect::<Vec<_>>());
    out.disputed(entry);
    let uncertain = entry.uncertain.iter().map(|text| text.get(lang).to_owned());
    out.points(Section::Uncertain, uncertain);
    out.deadlines(entry);
    out.onward(entry);
    out.passport(entry);
    let (over, title) = head(catalog, entry, lang);
    let sources = entry.sources.len().to_string();
    Article {
        over,
        title,
        passport: PASSPORT.with(lang, &[&belongs(entry, lang), &entry.verified, &sources]),
        parts: out.parts,
        lang,
    }
}

/// The whole entry as blocks, in the order in which it is read.
pub fn blocks(catalog: &Catalog, entry: &Entry, reading: &Reading<'_>) -> Vec<Block> {
    article(catalog, entry, reading).whole()
}

impl Article {
    /// Finds where its texts lead.
    #[must_use]
    pub fn linked(mut self, catalog: &Catalog) -> Self {
        for point in self.parts.iter_mut().flat_map(|part| &mut part.points) {
            let mut links = std::mem::take(&mut point.links);
            let found = std::iter::once(&point.block)
                .chain(&point.under)
                .flat_map(|block| match block {
                    Block::Para(text) | Block::Said(text) | Block::Item { text, .. } | Block::Note(text) => {
                        link::targets(catalog, text)
                    }
                    Block::Title { .. } | Block::Section(_) | Block::Command(_) => Vec::new(),
                });
            for target in found {
                if !links.contains(&target) {
                    links.push(target);
                }
            }
            point.links = links;
        }
        self
    }

    pub fn part(&self, section: Section) -> Option<&Part> {
        self.parts.iter().find(|part| part.section == section)
    }

    /// How many steps it has.
    pub fn steps(&self) -> usize {
        self.part(Section::Steps).map_or(0, |part| part.points.len())
    }

    /// A step with all that belongs to it.
    pub fn step(&self, step: usize) -> Option<&Point> {
        self.part(Section::Steps)?.points.get(step)
    }

    /// What to say to the caller.
    pub fn said(&self) -> Option<&str> {
        match &self.part(Section::Tell)?.points.first()?.block {
            Block::Said(text) => Some(text),
            _ => None,
        }
    }

    /// Everything, to be read from top to bottom.
    pub fn whole(&self) -> Vec<Block> {
        let title = Block::Title {
            over: self.over.clone(),
            text: self.title.clone(),
        };
        let parts = self.parts.iter().flat_map(|part| {
            let heading = part.section.heading();
            let heading = heading.map(|say| Block::Section(say.get(self.lang).to_owned()));
            let points = part.points.iter().flat_map(|point| {
                let shut = point.shut.as_deref().map(Block::shut);
                std::iter::once(point.block.clone())
                    .chain(shut)
                    .chain(point.under.iter().cloned())
            });
            heading.into_iter().chain(points)
        });
        std::iter::once(title).chain(parts).collect()
    }
}

impl Point {
    fn of(block: Block) -> Self {
        Self {
            block,
            shut: None,
            under: Vec::new(),
            open: Vec::new(),
            links: Vec::new(),
        }
    }

    fn item(mark: impl Into<String>, text: String) -> Self {
        let mark = mark.into();
        Self::of(Block::Item { mark, text })
    }

    /// Its command, where it has one, filled in.
    pub fn command(&self) -> Option<&str> {
        self.under.iter().find_map(|block| match block {
            Block::Command(text) => Some(text.as_str()),
            _ => None,
        })
    }
}

/// A command with what the case knows; the title of a field stands for what it does not, and what is open is named by it.
pub fn filled(
    catalog: &Catalog,
    command: &str,
    value: impl FnMut(&str) -> Option<String>,
    lang: Lang,
) -> command::Filled {
    let title = |field: &str| {
        let known = catalog.field(field);
        known.map_or_else(|| field.to_owned(), |known| known.title.get(lang).to_owned())
    };
    let mut filled = command::fill(command, value, |field| format!("<{}>", title(field)));
    filled.open = filled.open.iter().map(|field| title(field)).collect();
    filled.open.dedup();
    filled
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

/// The kind, where the area does not say it already.
fn kind_beside(entry: &Entry) -> Option<Say> {
    let said = matches!(
        (entry.area, entry.kind),
        (Area::Events, Kind::Event)
            | (Area::Codes, Kind::Code)
            | (Area::Guide, Kind::Guide)
            | (Area::UserErrors, Kind::Error)
    );
    (!said).then(|| entry.kind.title())
}

/// Where an entry belongs: its area and kind.
fn belongs(entry: &Entry, lang: Lang) -> String {
    let area = entry.area.title().get(lang);
    match kind_beside(entry) {
        Some(kind) => format!("{area} - {}", kind.get(lang)),
        None => area.to_owned(),
    }
}

/// What stands above the title, and the title.
fn head(catalog: &Catalog, entry: &Entry, lang: Lang) -> (String, String) {
    let over = format!("{} - {}", belongs(entry, lang), entry.id);
    let text = match catalog.place(&entry.id) {
        Some((number, count)) => {
            let step = ui::STEP_OF.with(lang, &[&number.to_string(), &count.to_string()]);
            format!("{step}: {}", entry.title.get(lang))
        }
        None => entry.title.get(lang).to_owned(),
    };
    (over, text)
}

struct Out<'a> {
    parts: Vec<Part>,
    catalog: &'a Catalog,
    reading: &'a Reading<'a>,
}

impl Out<'_> {
    fn lang(&self) -> Lang {
        self.reading.lang
    }

    /// A section, where it has any points.
    fn part(&mut self, section: Section, points: impl IntoIterator<Item = Point>) {
        let points: Vec<Point> = points.into_iter().collect();
        if !points.is_empty() {
            self.parts.push(Part { section, points });
        }
    }

    fn one(&mut self, section: Section, text: Option<&Text>) {
        let lang = self.lang();
        self.part(
            section,
            text.map(|text| Point::of(Block::Para(text.get(lang).to_owned()))),
        );
    }

    fn points(&mut self, section: Section, points: impl IntoIterator<Item = String>) {
        self.part(section, points.into_iter().map(|text| Point::item("-", text)));
    }

    fn under(&self, label: Say, text: &str) -> Block {
        Block::Item {
            mark: String::new(),
            text: format!("{}: {text}", label.get(self.lang())),
        }
    }

    fn steps<'s>(&mut self, steps: impl Iterator<Item = &'s Step>) {
        let points: Vec<Point> = steps.enumerate().map(|(at, step)| self.step(at, step)).collect();
        self.part(Section::Steps, points);
    }

    fn step(&self, at: usize, step: &Step) -> Point {
        let lang = self.lang();
        let mut point = Point::item(format!("{}.", at + 1), step.action.get(lang).to_owned());
        let under = &mut point.under;
        under.extend(step.place.as_ref().map(|place| self.under(ui::WHERE, place.get(lang))));
        let role = step.role.as_ref().and_then(|id| self.catalog.role(id));
        under.extend(role.map(|role| self.under(ui::ROLE, role.name.get(lang))));
        point.shut = (self.reading.shut)(step);
        if point.shut.is_some() {
            return point;
        }
        if let Some(text) = &step.command {
            let filled = filled(self.catalog, text, self.reading.fill, lang);
            point.open = filled.open;
            under.push(Block::Command(filled.text));
        }
        for (label, text) in [
            (ui::RISK, &step.risk),
            (ui::STEP_VERIFY, &step.verify),
            (ui::UNDO, &step.undo),
        ] {
            under.extend(text.as_ref().map(|text| self.under(label, text.get(lang))));
        }
        if let Some((id, title)) = step.see.as_ref().and_then(|id| Some((id, self.catalog.title(id)?))) {
            under.push(self.under(ui::SEE, &format!("{} ({id})", title.get(lang))));
            point.links.push(Target::Entry(id.clone()));
        }
        point
    }

    fn disputed(&mut self, entry: &Entry) {
        let lang = self.lang();
        let mut points = Vec::new();
        for dispute in &entry.disputed {
            for claim in &dispute.claims {
                let words = match lang {
                    Lang::En => &claim.en,
                    Lang::Ko => &claim.ko,
                };
                let source = self.catalog.source(&claim.source);
                let source = source.map_or_else(String::new, |s| format!(" [{}]", cite(&s)));
                points.push(Point::item("-", format!("{words}{source}")));
            }
            let safe = self.under(ui::SAFE, dispute.safe.get(lang));
            if let Some(last) = points.last_mut() {
                last.under.push(safe);
            }
        }
        self.part(Section::Disputed, points);
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
        self.points(Section::Dates, told);
    }

    fn onward(&mut self, entry: &Entry) {
        let (catalog, lang) = (self.catalog, self.lang());
        let titled = |id: &str| {
            // what is only asked there is no page to look at
            let title = catalog.title(id).filter(|_| !catalog.is_question(id))?;
            Some(format!("{} ({id})", title.get(lang)))
        };
        let twins = catalog.twins_at(&entry.id).into_iter();
        let twins = twins.filter_map(|twin| Some(format!("{}: {}", twin.when.get(lang), titled(&twin.see)?)));
        self.points(Section::Twins, twins);
        self.points(Section::Next, entry.next.iter().filter_map(|node| titled(&node.id)));
        self.points(Section::Related, entry.related.iter().filter_map(|id| titled(id)));
    }

    fn passport(&mut self, entry: &Entry) {
        let (catalog, lang) = (self.catalog, self.lang());
        if !entry.codes.is_empty() {
            let codes = Point::of(Block::Para(entry.codes.join(", ")));
            self.part(Section::Codes, [codes]);
        }
        let links = entry
            .links
            .iter()
            .map(|link| format!("{}: {}", link.title.get(lang), link.url));
        self.points(Section::Links, links);
        let sources = entry.sources.iter().filter_map(|id| catalog.source(id));
        let mut points: Vec<Point> = sources.map(|source| Point::of(Block::Note(cite(&source)))).collect();
        // no source, so neither counts as one
        let verified = Block::Note(ui::VERIFIED_ON.with(lang, &[&entry.verified]));
        let origin = Block::Note(origin(catalog, &entry.id, lang));
        match points.last_mut() {
            Some(last) => last.under.extend([verified, origin]),
            None => points.push(Point {
                under: vec![origin],
                ..Point::of(verified)
            }),
        }
        self.part(Section::Sources, points);
    }
}

/// Where an entry comes from.
pub fn origin(catalog: &Catalog, entry: &EntryId, lang: Lang) -> String {
    match catalog.origin(entry) {
        None => ui::BUILT_IN.get(lang).to_owned(),
        Some(Origin { file, replaces: false }) => ui::FROM_FILE.with(lang, &[&file]),
        Some(Origin { file, replaces: true }) => ui::REPLACES.with(lang, &[&file]),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_of_time_is_counted_in_its_largest_unit() {
        let told = |seconds| duration(seconds, Lang::En);
        assert_eq!([60, 3600, 7200].map(told), ["1 minute", "60 minutes", "2 hours"]);
        assert_eq!([86_400, 172_800].map(told), ["24 hours", "2 days"]);
    }
}
