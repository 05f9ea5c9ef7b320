//! The first screen: one line that takes anything, and below it where to go.

use crate::app::beside::{case_and_notes, stored};
use crate::app::bindings::Scope;
use crate::app::layout::Area;
use crate::app::message::Effect;
use crate::app::model::{Change, Deeds, Model, Screen};
use crate::app::panes::{Beside, Panes};
use crate::app::pasted::{self, Part, Pasted, Use};
use crate::app::rows::prose;
use crate::app::screen::Chosen;
use crate::app::screens::reader::Reader;
use crate::app::screens::{cases, event_log, import};
use crate::app::told::{Heard, Told};
use crate::app::{checking, dropped, go, kept, known, layout, preview, scanning};
use crate::case::listed::{Listed, State};
use crate::knowledge::id::{EntryId, QuestionId};
use crate::search::{Results, Search, Verdict};
use crate::text::{Say, clean, one_line, say, ui};
use tui_input::Input;

const SEARCH: Say = say("Search", "검색");
const FROM_PASTE: Say = say("From what you pasted", "붙여 넣은 내용에서");
const FROM_WORDS: Say = say("From what you typed", "입력한 내용에서");
pub const ANCHORS: Say = say("directory anchors: {}, never kept", "디렉터리 앵커 {}개, 저장하지 않음");

const KEEP: Say = say(
    "Keep it as the description of a support case",
    "지원 사례의 오류 설명으로 저장",
);
const KEEPS: Say = say(
    "What you typed becomes the description of a new support case, and what was pasted its evidence. Nothing is asked.",
    "입력한 내용은 새 지원 사례의 오류 설명이 되고 붙여 넣은 내용은 증거가 됩니다. 질문은 없습니다.",
);
const NEW_CASE: Say = say(
    "A support case from what you know, without questions.",
    "질문 없이 아는 내용만으로 지원 사례를 작성합니다.",
);
const A_LOG: Say = say(
    "Says which resets it holds, where each broke, what to do, and what it does not cover. Nothing leaves this computer.",
    "로그에 어떤 재설정이 있는지, 어디에서 실패했는지, 무엇을 해야 하는지, 로그로 알 수 없는 것은 무엇인지 알려 줍니다. 이 컴퓨터 밖으로 나가는 것은 없습니다.",
);

/// Rows of the pane about the chosen row, where nothing is typed and it stands below.
const ABOUT: usize = 4;

/// Rows around the lists: what the first run or the last state is told in, and borders.
const ABOVE: usize = 10;

/// Columns of the lists where something stands beside them, and of the case.
const LISTS: u16 = 66;
const CASE: u16 = 40;
/// So many rows of it are told as lines; the rest is counted.
const MOST_TOLD: usize = 40;

/// What is typed in `--plain` to turn a row of what was pasted.
const DROP: &str = "drop";
const TAKE: &str = "take";

/// The line, and what it found.
#[derive(Clone, Debug, Default)]
pub struct Home {
    pub input: Input,
    pub answer: Option<Results>,
    /// Opened from another screen by the search key: without a line typed it offers nothing.
    pub searching: bool,
    /// What stands in the line, read.
    pub pasted: Pasted,
    /// A path that stands in the line, and whether something is there; `None` until that is known.
    path: Option<(String, Option<bool>)>,
    /// The row chosen below the line, while the list of what was pasted is in focus.
    beside: Option<Chosen>,
}

impl Home {
    /// Is the list of what was pasted in focus?
    pub fn lists_pasted(&self) -> bool {
        self.beside.is_some()
    }

    /// The row chosen below the line.
    pub fn row_below(&self, model: &Model) -> Option<usize> {
        let things: Vec<String> = items(model).iter().map(Item::thing).collect();
        self.beside.as_ref().unwrap_or(model.chosen()).row(&things)
    }
}

impl Screen for Home {
    fn deeds(&self) -> &'static Deeds {
        &DEEDS
    }

    fn found(&self) -> Option<&Results> {
        self.answer.as_ref()
    }

    fn pasted(&self) -> Option<&Pasted> {
        Some(&self.pasted)
    }
}

const DEEDS: Deeds = Deeds {
    rows,
    first_row,
    take,
    panes,
    type_line,
    back: clear,
    crumbs: |model| {
        let searches = model
            .top::<Home>()
            .filter(|home| home.searching || home.answer.is_some());
        searches
            .map(|_| SEARCH.get(model.lang).to_owned())
            .into_iter()
            .collect()
    },
    heard,
    ..Deeds::at(scope, told)
};

fn scope(model: &Model) -> Scope {
    match model.top::<Home>() {
        Some(home) if home.lists_pasted() => Scope::Pasted,
        _ => Scope::Home,
    }
}

fn rows(model: &Model) -> Vec<String> {
    if scope(model) == Scope::Pasted {
        parts(model).iter().map(|part| format!("{part:?}")).collect()
    } else {
        items(model).iter().map(Item::thing).collect()
    }
}

/// The list of what was pasted, and how many of its rows are seen.
pub fn parts(model: &Model) -> Vec<Part> {
    model
        .top::<Home>()
        .map(|home| home.pasted.parts().to_vec())
        .unwrap_or_default()
}

/// Rows of that list on the screen.
pub fn part_rows(model: &Model, home: &Home, parts: usize) -> usize {
    layout::pasted_rows(model.size, parts, home.lists_pasted())
}

/// The panes of the screen: below the line and what was pasted the rows, beside or below them what the chosen one is about.
fn panes(model: &Model, area: Area) -> Panes {
    let Some(home) = model.top::<Home>() else {
        return Panes::alone(area);
    };
    let (_, mut rest) = area.above(1);
    let listed = parts(model).len();
    if listed > 0 {
        (_, rest) = rest.above(part_rows(model, home, listed));
    }
    let items = items(model);
    let row = home.row_below(model).and_then(|row| items.get(row));
    let mut beside = Vec::new();
    if area.width >= layout::OUTLINED {
        let (left, case) = rest.right(CASE);
        rest = left;
        beside = match row {
            Some(Item::Case(chosen)) => vec![stored(model, case, chosen)],
            _ => case_and_notes(model, case),
        };
    }
    let found = items.iter().any(Item::is_found) && home.answer.is_some();
    let wide = area.width >= layout::WIDER;
    let (text, about) = match (items.len(), found, wide) {
        (0, ..) => (rest, Area::default()),
        (_, false, true) => rest.left(LISTS),
        (_, false, false) if !layout::high(model.size) => rest.below(0),
        // the lists have their rows, and what stands above them
        (count, false, false) => rest.below(ABOUT.max(usize::from(rest.height).saturating_sub(count + ABOVE))),
        // beside the list the preview has the measure of prose, at most
        (_, true, true) => rest.left(LISTS.max(rest.width.saturating_sub(layout::PROSE + layout::MARGINS - 1))),
        // what was found has its rows, up to a half
        (count, true, false) => rest.above(count.min(usize::from(rest.height / 2).saturating_sub(1))),
    };
    if let Some(item) = row.filter(|_| about.width > 0) {
        beside.insert(0, about_row(model, about, item));
    }
    Panes {
        whole: area,
        text,
        beside,
        ..Panes::default()
    }
}

/// What a row is about.
fn about_row(model: &Model, area: Area, item: &Item) -> Beside {
    let (lang, width) = (model.lang, area.columns());
    let (title, rows) = match item {
        Item::Entry(_, id) => (id.to_string(), preview::entry(model, id, width)),
        Item::Question(id) => (known::title_of(model, id), preview::question(model, id, width)),
        Item::Tree(id) => (known::title_of(model, id), preview::tree(model, id, width)),
        Item::Case(case) => (cases::about(model, case), preview::case(model, case, width)),
        Item::Keep => (text(model, item), prose(KEEPS.get(lang), width)),
        Item::AllCases(_) | Item::EmptyCase => (text(model, item), prose(NEW_CASE.get(lang), width)),
        Item::Bundle(_) => (text(model, item), prose(import::WHAT_IT_IS.get(lang), width)),
        Item::Log | Item::Path(_) => (text(model, item), prose(A_LOG.get(lang), width)),
        Item::Checks => (text(model, item), prose(checking::ASKS_FIRST.get(lang), width)),
    };
    Beside {
        area,
        title,
        rows,
        ..Beside::default()
    }
}

fn first_row(model: &Model) -> Option<usize> {
    let (home, prompt) = (model.top::<Home>()?, usize::from(layout::PROMPT));
    let parts = parts(model).len();
    let shown = part_rows(model, home, parts);
    match (parts, home.lists_pasted()) {
        (0, _) => Some(prompt),
        // of a list that scrolls a click reaches nothing
        (_, true) => (shown == parts).then_some(prompt),
        (_, false) => Some(prompt + shown + usize::from(layout::BORDER)),
    }
}

/// The focus goes to the list in which that line below the header stands.
pub fn reach(model: &mut Model, line: usize) {
    let Some(home) = model.top::<Home>() else { return };
    let parts = parts(model).len();
    let first = usize::from(layout::PROMPT);
    let inside = (first..first + part_rows(model, home, parts)).contains(&line);
    if inside != home.lists_pasted() && model.overlay.is_none() {
        turn_to(model);
    }
}

/// The focus goes to the list of what was pasted, or back to the line and what it found.
pub fn turn_to(model: &mut Model) {
    let any = !parts(model).is_empty();
    let chosen = model.top.chosen.clone();
    let Some(home) = model.top_mut::<Home>() else { return };
    match home.beside.take() {
        Some(before) => model.top.chosen = before,
        None if any => {
            home.beside = Some(chosen);
            model.top.chosen = Chosen::default();
        }
        None => {}
    }
}

/// Reads a text that arrived at once, and puts it into the line without its secrets. Several add up.
pub fn paste(model: &mut Model, text: &str) {
    let reading = kept::read(model, text);
    let removed = reading.removed.clone();
    let line = clean(&reading.text).replace('\n', " ");
    let catalog = model.catalog.clone();
    if scope(model) == Scope::Pasted {
        turn_to(model);
    }
    if let Some(home) = model.top_mut::<Home>() {
        home.pasted.put(&catalog, line.clone(), reading);
    }
    type_line(model, &mut |typed| typed.insert(&line));
    model.say_removed(&removed);
}

/// Where the program begins.
pub fn first() -> Box<dyn Screen> {
    Box::new(Home::default())
}

/// Opens it over another screen, to search.
pub fn open(model: &mut Model) {
    model.push(Home {
        searching: true,
        ..Home::default()
    });
}

/// Leaves the list of what was pasted, or empties the line; false where it was empty.
fn clear(model: &mut Model) -> bool {
    if scope(model) == Scope::Pasted {
        turn_to(model);
        return true;
    }
    let Some(home) = model.top_mut::<Home>().filter(|home| !home.input.value().is_empty()) else {
        return false;
    };
    *home = Home {
        searching: home.searching,
        ..Home::default()
    };
    model.top.chosen = Chosen::default();
    true
}

/// At most so many results are shown, and so many open cases at first.
const MOST_HITS: usize = 9;
const MOST_CASES: usize = 5;

/// A row below the line.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    Case(Box<Listed>),
    /// The list of all cases, of which there are so many.
    AllCases(usize),
    Tree(String),
    /// The screen of the log, and that of the checks.
    Log,
    Checks,
    /// A log of this path, and a bundle.
    Path(String),
    Bundle(String),
    EmptyCase,
    /// What was typed fits nothing; it can be kept.
    Keep,
    Question(QuestionId),
    /// A hit by its place among the hits, and its entry.
    Entry(usize, EntryId),
}

impl Item {
    /// Is it what was typed, and not somewhere else to go?
    pub fn is_found(&self) -> bool {
        matches!(
            self,
            Item::Path(_) | Item::Bundle(_) | Item::Case(_) | Item::Question(_) | Item::Entry(..)
        )
    }

    /// What the row is, whatever stands above it.
    fn thing(&self) -> String {
        match self {
            Item::Case(case) => format!("case {}", case.id),
            Item::AllCases(_) => "all".to_owned(),
            Item::EmptyCase => "empty".to_owned(),
            Item::Keep => "keep".to_owned(),
            Item::Tree(id) => id.clone(),
            Item::Log => "log".to_owned(),
            Item::Checks => "checks".to_owned(),
            Item::Path(path) => path.clone(),
            Item::Bundle(path) => format!("bundle {path}"),
            Item::Question(id) => id.to_string(),
            Item::Entry(_, id) => id.to_string(),
        }
    }
}

/// The rows below the line.
pub fn items(model: &Model) -> Vec<Item> {
    let Some(home) = model.top::<Home>() else {
        return Vec::new();
    };
    let typed = home.input.value();
    if let Some(answer) = &home.answer {
        let named = |case: &&Listed| typed.split_whitespace().any(|word| word.eq_ignore_ascii_case(&case.id));
        let cases = model.cases.iter().filter(named).cloned().map(Box::new).map(Item::Case);
        let questions = answer.question.iter().cloned().map(Item::Question);
        let hits = answer.hits.iter().enumerate();
        let entries = hits.map(|(i, hit)| Item::Entry(i, hit.id.clone()));
        let there = home.path.as_ref().filter(|(_, there)| *there == Some(true));
        let path = there.into_iter().flat_map(|(path, _)| {
            let bundle = dropped::may_be_bundle(path).then(|| Item::Bundle(path.clone()));
            bundle.into_iter().chain([Item::Path(path.clone())])
        });
        // who types the name of an area and no more wants to begin there
        let little = (answer.verdict == Verdict::TooLittle).then(|| model.catalog.trees_named(typed));
        let begins = little.into_iter().flatten().map(Item::Tree);
        let named = path.chain(cases).chain(begins);
        let found: Vec<Item> = named.chain(questions).chain(entries).collect();
        if !found.is_empty() || home.searching {
            return found;
        }
        return std::iter::once(Item::Keep).chain(areas(model)).collect();
    }
    if home.searching {
        return Vec::new();
    }
    let open = model.cases.iter().filter(|case| case.state != State::Closed);
    let shown: Vec<Item> = open.take(MOST_CASES).cloned().map(Box::new).map(Item::Case).collect();
    let all = Some(model.cases.len()).filter(|all| *all > shown.len());
    let cases = shown.into_iter();
    cases
        .chain(all.map(Item::AllCases))
        .chain(areas(model))
        .chain([Item::Log, Item::Checks, Item::EmptyCase])
        .collect()
}

/// Where a walk can begin without anything typed.
fn areas(model: &Model) -> impl Iterator<Item = Item> {
    model.catalog.tree_ids().into_iter().map(Item::Tree)
}

/// A row in words.
pub fn text(model: &Model, item: &Item) -> String {
    let lang = model.lang;
    match item {
        Item::Case(case) => {
            // a long title is cut at its end, and the wait matters more
            let wait = cases::wait(model, case).map_or_else(String::new, |wait| format!(" ({wait})"));
            let what = cases::about(model, case);
            format!("{} {}{wait} {what}", ui::OPEN_CASES.get(lang), case.id)
        }
        Item::AllCases(count) => ui::ALL_CASES.with(lang, &[&count.to_string()]),
        Item::EmptyCase => ui::EMPTY_CASE.get(lang).to_owned(),
        Item::Keep => KEEP.get(lang).to_owned(),
        Item::Log => event_log::READ_A_LOG.get(lang).to_owned(),
        Item::Checks => checking::CHECK_THIS.get(lang).to_owned(),
        Item::Path(path) => event_log::READ_THIS.with(lang, &[path]),
        Item::Bundle(path) => import::OPEN_THIS.with(lang, &[path]),
        Item::Tree(id) => known::title_of(model, id),
        Item::Question(id) => known::title_of(model, id),
        Item::Entry(_, id) => known::title_of(model, id),
    }
}

/// The sentence between the line and the list, where something was found or not.
pub fn verdict(model: &Model, home: &Home, items: &[Item]) -> Option<String> {
    let answer = home.answer.as_ref()?;
    if matches!(items.first(), Some(Item::Case(_) | Item::Path(_) | Item::Bundle(_))) {
        return Some(ui::RESULTS.get(model.lang).to_owned());
    }
    Some(answer.verdict.say(&model.catalog, model.lang))
}

/// Searches again for what stands in the line; what was chosen stays chosen where it is found again.
pub fn search(model: &mut Model) {
    let Some(home) = model.top_mut::<Home>() else { return };
    let (line, mut pasted) = (home.input.value().to_owned(), std::mem::take(&mut home.pasted));
    pasted.follow(&model.catalog, &line, |text| kept::read(model, text));
    let (typed, asked) = (!line.trim().is_empty(), pasted.asked(line.trim()));
    if let Some(home) = model.top.state_mut::<Home>() {
        home.answer = typed.then(|| Search::over(&model.catalog).ask(&asked, model.lang, MOST_HITS));
        home.pasted = pasted;
    }
}

/// Whether something is at the path in the line, where a new one stands there, has to be looked at.
pub(in crate::app) fn looks(model: &mut Model) -> Option<Effect> {
    let home = model.top_mut::<Home>()?;
    let path = dropped::path(home.input.value());
    if home.path.as_ref().map(|(known, _)| known) == path.as_ref() {
        return None;
    }
    home.path = path.clone().map(|path| (path, None));
    path.map(Effect::LookAt)
}

/// Something is at a path, or nothing.
pub(in crate::app) fn looked_at(model: &mut Model, path: String, there: bool) {
    if let Some(home) = model.top_mut::<Home>()
        && home.path.as_ref().is_some_and(|(known, _)| *known == path)
    {
        home.path = Some((path, Some(there)));
    }
}

/// Drops a row of the list of what was pasted, or takes it back; confirms what is proposed.
fn turn(model: &mut Model, row: usize) {
    let part = parts(model).into_iter().nth(row);
    if let (Some(part), Some(home)) = (part, model.top_mut::<Home>()) {
        home.pasted.turn(&part);
        search(model);
    }
}

fn type_line(model: &mut Model, change: Change<'_>) {
    if let Some(home) = model.top_mut::<Home>()
        && change(&mut home.input)
    {
        model.top.chosen = Chosen::default();
        search(model);
    }
}

fn told(model: &Model, columns: usize) -> Told {
    let mut told = Told::new(model.lang, columns);
    let items = items(model);
    let verdict = model.top().and_then(|home| verdict(model, home, &items));
    told.line("");
    for line in part_lines(model) {
        told.line(&line);
    }
    told.line(&verdict.unwrap_or_else(|| ui::PROMPT.get(model.lang).to_owned()));
    told.list(items.iter().map(|item| text(model, item)));
    told
}

/// The list of what was pasted as lines, each with what turns it.
fn part_lines(model: &Model) -> Vec<String> {
    let (parts, lang) = (parts(model), model.lang);
    let Some(home) = model.top::<Home>().filter(|_| !parts.is_empty()) else {
        return Vec::new();
    };
    let more = parts.len().saturating_sub(MOST_TOLD);
    let more = (more > 0).then(|| format!("+{more}"));
    let rows = parts.iter().enumerate().take(MOST_TOLD).map(|(at, part)| {
        let used = home.pasted.use_of(part);
        let pasted::Row { label, text, remark } = part.told(&model.catalog, used, lang);
        let word = if used == Use::Used { DROP } else { TAKE };
        let remark = if remark.is_empty() {
            remark
        } else {
            format!(" ({remark})")
        };
        format!("{word} {}: {label} - {text}{remark}", at + 1)
    });
    let anchors = home.pasted.anchors();
    let anchors = (anchors > 0).then(|| ANCHORS.with(lang, &[&anchors.to_string()]));
    std::iter::once(title(home).get(lang).to_owned())
        .chain(rows)
        .chain(more)
        .chain(anchors)
        .collect()
}

/// What the list is called.
pub fn title(home: &Home) -> Say {
    if home.pasted.texts().next().is_some() {
        FROM_PASTE
    } else {
        FROM_WORDS
    }
}

/// `drop 2` or `take 2`: the row of the list, where that is to be turned.
fn turned(model: &Model, text: &str) -> Option<usize> {
    let (word, number) = text.split_once(' ')?;
    let row = number.trim().parse::<usize>().ok()?.checked_sub(1)?;
    let part = parts(model).into_iter().nth(row)?;
    let used = model.top::<Home>()?.pasted.use_of(&part) == Use::Used;
    (word == if used { DROP } else { TAKE }).then_some(row)
}

fn heard(model: &mut Model, row: Option<usize>, text: &str) -> Heard {
    if let Some(row) = turned(model, text).filter(|_| row.is_none()) {
        turn(model, row);
        return Heard::Effects(Vec::new());
    }
    let found = model.top::<Home>().is_some_and(|home| home.answer.is_some());
    match row {
        Some(row) => return Heard::Effects(model.take(row)),
        // nothing typed leaves what was found
        None if text.is_empty() && found => return Heard::Back,
        None if text.is_empty() => {}
        None => search_for(model, text),
    }
    Heard::Effects(looks(model).into_iter().collect())
}

/// Searches for a text as if it had been typed beside what was pasted.
fn search_for(model: &mut Model, text: &str) {
    let pasted = model.top::<Home>().into_iter().flat_map(|home| home.pasted.texts());
    let line = pasted.fold(text.to_owned(), |line, pasted| format!("{line} {pasted}"));
    type_line(model, &mut |typed| {
        typed.put("");
        typed.insert(&line)
    });
}

/// Takes a row: opens the case, starts the walk, reads the entry.
fn take(model: &mut Model, row: usize) -> Vec<Effect> {
    if scope(model) == Scope::Pasted {
        turn(model, row);
        return Vec::new();
    }
    match items(model).into_iter().nth(row) {
        None => Vec::new(),
        Some(Item::Case(line)) => vec![Effect::OpenCase(line.id)],
        Some(Item::AllCases(_)) => cases::open(model),
        Some(Item::Tree(id)) => go::start(model, &id),
        Some(Item::Question(id)) => go::start(model, &id),
        Some(Item::Entry(_, id)) => {
            model.push(Reader::of(id));
            Vec::new()
        }
        Some(Item::Log) => scanning::open(model),
        Some(Item::Checks) => checking::open(model),
        Some(Item::Path(path)) => scanning::read(model, vec![path]),
        Some(Item::Bundle(path)) => import::open(model, path),
        Some(Item::EmptyCase) => go::empty_case(model),
        Some(Item::Keep) => {
            let typed = model.top::<Home>().map(|home| one_line(home.input.value()));
            go::described(model, typed.unwrap_or_default())
        }
    }
}
