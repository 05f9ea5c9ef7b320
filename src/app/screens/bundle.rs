//! The bundle: what will be written is shown first, the original beside it, and what only looks like a name is asked; then it is
//! written.

use crate::app::bindings::Scope;
use crate::app::changed::{self, Sides};
use crate::app::layout::{self, Area};
use crate::app::lines::Typed;
use crate::app::message::{Effect, Kind, Work};
use crate::app::model::{Deeds, Model, Screen};
use crate::app::panes::{Beside, Panes};
use crate::app::screen::{Chosen, Overlay, Purpose};
use crate::app::told::{Heard, Told};
use crate::app::{handed, rows};
use crate::bundle::{Changes, LeftOut, Order, Plan, Planned, Profile, Why, Written};
use crate::case::{CaseId, field, report};
use crate::knowledge::page::{Mark, Row};
use crate::text::{Lang, Say, one_line, say, ui, visible, visible_path};
use std::path::PathBuf;

const FILES: Say = say("{} of {} files, {}", "파일 {}개 중 {}개, {}");
const HIDDEN: Say = say("{} hidden", "{}곳 가림");
const OR_MORE: Say = say("{} or more hidden", "{}곳 이상 가림");
const LEFT_OUT: Say = say("left out", "제외");
const TO_DECIDE: Say = say("names to decide on: {}", "이름인지 확인할 말: {}개");
const DECIDE_FIRST: Say = say(
    "Decide first whether these are names: a hides, e keeps, E keeps all.",
    "먼저 이름인지 정하십시오. a 가리기, e 남기기, E 모두 남기기",
);
const NOT_KEPT: Say = say(
    "A secret or an anchor is never kept.",
    "비밀과 앵커는 남길 수 없습니다.",
);
const NOTHING_HERE: Say = say("Nothing here to keep.", "여기에는 남길 것이 없습니다.");
const ALWAYS_IN: Say = say(
    "It is made from the case and always goes along.",
    "사례에서 만드는 파일이라 항상 들어갑니다.",
);
const CANNOT_BE_HIDDEN: Say = say(
    "Names in it cannot be hidden. Space again takes it in all the same.",
    "안에 든 이름을 가릴 수 없습니다. 그래도 넣으려면 Space를 다시 누르십시오.",
);
const UNCHANGED: Say = say("Nothing in it is hidden.", "이 파일에서 가리는 내용이 없습니다.");
const WHOLE: Say = say("It is copied as it is.", "원본 그대로 복사합니다.");
const MANIFEST: Say = say(
    "It lists every file with its hash, and what was hidden in it by number. It is made when the bundle is written.",
    "모든 파일의 해시와 가린 수를 적은 목록입니다. 번들을 저장할 때 만듭니다.",
);
const COMPARED: Say = say("{}: - original  + as written", "{}: - 원본  + 저장될 내용");
const ORIGINAL: Say = say("Original", "원본");
const STAYS_HERE: Say = say("stays here", "여기에만 남음");
const AS_WRITTEN: Say = say("As written", "저장될 내용");
const CHANGE: Say = say("change {} of {}", "{}/{}번째 변경");
const LOOKS_LIKE: Say = say("What only looks like a name", "이름처럼 보이는 말");
/// Asked for a term that is to be hidden too.
pub const WHICH_TERM: Say = say("Hide this word or name too", "추가로 가릴 말이나 이름");
const FOR_OTHERS: Say = say(
    "public, vendor or inside plans it for those; changes shows what is hidden; hide WORD, keep WORD, keep all decide.",
    "받는 쪽: public, vendor, inside. changes = 변경 보기, hide 말 = 가리기, keep 말 = 남기기, keep all = 모두 남기기.",
);

/// The plan, the name of the file, and what came of it.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    /// What is asked of it; a plan may still be made for an earlier order.
    pub order: Order,
    pub plan: Option<Plan>,
    /// Of each file of the plan.
    pub changes: Vec<Changes>,
    pub path: String,
    /// There is a file of that name, and Enter now means "replace it".
    pub replace: bool,
    pub error: Option<String>,
    pub written: Option<(PathBuf, Written)>,
    /// The place of the chosen row that is looked at, with that row.
    at: (String, usize),
    /// A file in which nothing can be hidden: asked whether it is to go along.
    asked: Option<PathBuf>,
    /// The plain lines tell the changes.
    tells: bool,
}

impl Screen for Bundle {
    fn deeds(&self) -> &'static Deeds {
        &DEEDS
    }
}

const DEEDS: Deeds = Deeds {
    rows: |model| match model.top() {
        Some(Bundle { written: Some(_), .. }) => handed::rows(model),
        _ => lines(model).iter().map(Line::thing).collect(),
    },
    take: |model, row| match model.top() {
        Some(Bundle { written: Some(_), .. }) => handed::take(model, row),
        _ => write(model),
    },
    panes,
    crumbs: |model| {
        [ui::CASE, ui::BUNDLE]
            .map(|say| say.get(model.lang).to_owned())
            .to_vec()
    },
    heard,
    ..Deeds::at(scope, told)
};

fn scope(model: &Model) -> Scope {
    match model.top() {
        Some(Bundle { written: Some(_), .. }) => Scope::Written,
        _ => Scope::Bundle,
    }
}

/// To the bundle of the open case, which is planned first.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let Some(case) = model.case.clone().filter(|_| model.top::<Bundle>().is_none()) else {
        return Vec::new();
    };
    let order = Order {
        lang: case.lang,
        ..Order::default()
    };
    model.push(Bundle {
        path: path(model, &case.id),
        order,
        ..Bundle::default()
    });
    plan(model)
}

/// The name that is proposed: in the folder of the settings, else where the program runs.
fn path(model: &Model, id: &CaseId) -> String {
    let name = format!("sspr-case-{id}.zip");
    let folder = model.settings.bundles.as_ref();
    folder.map_or(name.clone(), |folder| folder.join(&name).display().to_string())
}

/// Plans it as it is ordered now.
fn plan(model: &mut Model) -> Vec<Effect> {
    let order = open_one(model).map(|bundle| {
        bundle.error = None;
        Box::new(bundle.order.clone())
    });
    match (order, model.case.clone()) {
        (Some(order), Some(case)) => {
            let case = Box::new(case);
            vec![model.begin(Work::Plan { case, order })]
        }
        _ => Vec::new(),
    }
}

/// The bundle that is shown; none where it is being written, or is written.
fn open_one(model: &mut Model) -> Option<&mut Bundle> {
    let writing = model.jobs.contains_key(&Kind::Write);
    model
        .top_mut::<Bundle>()
        .filter(|bundle| bundle.written.is_none() && !writing)
}

fn plan_for(model: &mut Model, profile: Profile) -> Vec<Effect> {
    let Some(bundle) = open_one(model) else {
        return Vec::new();
    };
    bundle.order.profile = profile;
    plan(model)
}

/// Plans it for the next of those for whom it may be.
pub(in crate::app) fn profile(model: &mut Model) -> Vec<Effect> {
    let now = model.top::<Bundle>().map(|bundle| bundle.order.profile.next());
    now.map_or_else(Vec::new, |next| plan_for(model, next))
}

/// A row of the list.
pub enum Line<'p> {
    /// So many words of which somebody has to say whether they are names.
    Doubts(usize),
    File(&'p Planned, Option<&'p Changes>),
    LeftOut(&'p LeftOut),
    Manifest,
}

impl Line<'_> {
    fn thing(&self) -> String {
        match self {
            Self::Doubts(_) => "?".to_owned(),
            Self::File(file, _) => file.name.clone(),
            Self::LeftOut(left) => left.path.display().to_string(),
            Self::Manifest => "manifest.json".to_owned(),
        }
    }

    /// The row in so many columns.
    pub fn row(&self, lang: Lang, columns: usize) -> Row {
        let of = |mark: (Mark, &str), text: &str, right: String| {
            let lead = vec![(mark.0, mark.1.to_owned()), (Mark::Plain, " ".to_owned())];
            rows::ends(lead, (Mark::Plain, text), (Mark::Note, right), columns)
        };
        match self {
            Self::Doubts(count) => of(
                (Mark::Careful, "?"),
                &TO_DECIDE.with(lang, &[&count.to_string()]),
                String::new(),
            ),
            Self::File(file, changes) => {
                let size = field::bytes(file.size);
                let right = changes.map_or(size.clone(), |changes| format!("{size}  {}", places(changes, lang)));
                of((Mark::Done, "v"), &visible(&file.name), right)
            }
            Self::LeftOut(left) => {
                let right = match left.why {
                    Why::Unwanted => LEFT_OUT.get(lang).to_owned(),
                    _ => String::new(),
                };
                let name = left.path.file_name().unwrap_or_default().to_string_lossy();
                let text = if right.is_empty() {
                    format!("{}: {}", visible(&name), left.why.say(lang))
                } else {
                    visible(&name).into_owned()
                };
                of((Mark::Note, "-"), &text, right)
            }
            Self::Manifest => of((Mark::Done, "v"), "manifest.json", String::new()),
        }
    }
}

fn places(changes: &Changes, lang: Lang) -> String {
    let said = if changes.more { OR_MORE } else { HIDDEN };
    said.with(lang, &[&changes.places.to_string()])
}

/// The rows of the list, in the order of the zip.
pub fn lines(model: &Model) -> Vec<Line<'_>> {
    let Some(bundle) = model.top::<Bundle>() else {
        return Vec::new();
    };
    let Some(plan) = &bundle.plan else { return Vec::new() };
    let open = doubts(bundle).count();
    let asked = (open > 0).then_some(Line::Doubts(open));
    let changes = bundle.changes.iter().map(Some).chain(std::iter::repeat(None));
    let files = plan
        .files
        .iter()
        .zip(changes)
        .map(|(file, changes)| Line::File(file, changes));
    let left = plan.left_out.iter().map(Line::LeftOut);
    let rows = asked.into_iter().chain(files).chain(left);
    rows.chain([Line::Manifest]).collect()
}

/// What only looks like a name and is not decided, each with the line in which it stands.
fn doubts(bundle: &Bundle) -> impl Iterator<Item = (&str, &str)> {
    let plan = bundle.plan.iter();
    let terms = &bundle.order.terms;
    plan.flat_map(|plan| plan.redaction.doubts())
        .filter(|(name, _)| !terms.hide.contains(*name) && !terms.keep.contains(*name))
        .map(|(name, line)| (name.as_str(), line.as_str()))
}

/// Which place of the chosen row is looked at.
fn at(model: &Model, bundle: &Bundle) -> usize {
    let chosen = chosen(model).map(|line| line.thing());
    if chosen.as_ref() == Some(&bundle.at.0) {
        bundle.at.1
    } else {
        0
    }
}

fn chosen(model: &Model) -> Option<Line<'_>> {
    let row = model.row()?;
    lines(model).into_iter().nth(row)
}

/// How many places there are to look at in a row.
fn count(line: &Line<'_>) -> usize {
    match line {
        Line::Doubts(count) => *count,
        Line::File(_, Some(changes)) => changes.places().count(),
        _ => 0,
    }
}

/// To the next place, behind the last of a file to the first of the next; or back.
pub(in crate::app) fn step(model: &mut Model, forward: bool) {
    let Some(bundle) = model.top::<Bundle>() else { return };
    let (now, row) = (at(model, bundle), model.row().unwrap_or(0));
    let lines = lines(model);
    let here = lines.get(row).map_or(0, count);
    let inside = if forward { Some(now + 1) } else { now.checked_sub(1) };
    let inside = inside.filter(|next| *next < here).map(|next| (row, next));
    let with_any = |(at, line): (usize, &Line<'_>)| {
        let count = count(line);
        (count > 0).then_some((at, if forward { 0 } else { count - 1 }))
    };
    let next = inside.or_else(|| {
        let mut all = lines.iter().enumerate();
        if forward {
            all.skip(row + 1).find_map(with_any)
        } else {
            let before: Vec<_> = all.by_ref().take(row).collect();
            before.into_iter().rev().find_map(with_any)
        }
    });
    let Some((row, place)) = next else { return };
    let thing = lines.get(row).map(Line::thing).unwrap_or_default();
    model.choose(row);
    model.top.beside.clear();
    if let Some(bundle) = model.top_mut::<Bundle>() {
        bundle.at = (thing, place);
    }
}

/// Leaves the chosen file out, or takes it in again.
pub(in crate::app) fn turn_file(model: &mut Model) -> Vec<Effect> {
    enum Turn {
        Out(PathBuf),
        In(PathBuf),
        Ask(PathBuf),
        No,
    }
    let asked = model.top::<Bundle>().and_then(|bundle| bundle.asked.clone());
    let turn = match chosen(model) {
        Some(Line::File(file, _)) => file.source().map_or(Turn::No, |path| Turn::Out(path.to_path_buf())),
        Some(Line::LeftOut(left)) => match left.why {
            Why::NoText if asked.as_ref() != Some(&left.path) => Turn::Ask(left.path.clone()),
            Why::NoText | Why::Unwanted => Turn::In(left.path.clone()),
            Why::Unreadable(_) => return Vec::new(),
        },
        Some(Line::Manifest) => Turn::No,
        Some(Line::Doubts(_)) | None => return Vec::new(),
    };
    let Some(bundle) = open_one(model) else {
        return Vec::new();
    };
    bundle.asked = None;
    match turn {
        Turn::No => {
            model.say(ALWAYS_IN);
            return Vec::new();
        }
        Turn::Ask(path) => {
            bundle.asked = Some(path);
            model.say(CANNOT_BE_HIDDEN);
            return Vec::new();
        }
        Turn::Out(path) => {
            bundle.order.let_through.remove(&path);
            bundle.order.without.insert(path);
        }
        Turn::In(path) => {
            if !bundle.order.without.remove(&path) {
                bundle.order.let_through.insert(path);
            }
        }
    }
    plan(model)
}

/// The term that is looked at, and whether it only looks like a name.
fn term(model: &Model) -> Option<(Option<String>, bool)> {
    let bundle = model.top::<Bundle>()?;
    let at = at(model, bundle);
    match chosen(model)? {
        Line::Doubts(_) => Some((doubts(bundle).nth(at).map(|(name, _)| name.to_owned()), true)),
        Line::File(_, Some(changes)) => {
            let place = changes.places().nth(at)?;
            Some((changes.term(place).map(str::to_owned), false))
        }
        _ => None,
    }
}

/// What is looked at stays as it stands.
pub(in crate::app) fn keep(model: &mut Model) -> Vec<Effect> {
    let (term, doubted) = match term(model) {
        Some((Some(term), doubted)) => (term, doubted),
        Some((None, _)) => {
            model.say(NOT_KEPT);
            return Vec::new();
        }
        None => {
            model.say(NOTHING_HERE);
            return Vec::new();
        }
    };
    decide(model, doubted, |order| order.terms.keep(&term))
}

/// Everything that only looks like a name stays as it stands.
pub(in crate::app) fn keep_all(model: &mut Model) -> Vec<Effect> {
    let all: Vec<String> = model
        .top::<Bundle>()
        .map(|bundle| doubts(bundle).map(|(name, _)| name.to_owned()).collect())
        .unwrap_or_default();
    decide(model, true, |order| all.iter().for_each(|name| order.terms.keep(name)))
}

/// What is looked at and only looks like a name is hidden; elsewhere a term is asked for.
pub(in crate::app) fn hide(model: &mut Model) -> Vec<Effect> {
    if let Some((Some(term), true)) = term(model) {
        return decide(model, true, |order| order.terms.hide(&term));
    }
    if open_one(model).is_some() {
        model.overlay = Some(Overlay::typing(Purpose::HideTerm, Typed::new("", false)));
    }
    Vec::new()
}

/// Hides a term that was typed.
pub(in crate::app) fn hide_term(model: &mut Model, term: &str) -> Vec<Effect> {
    let term = one_line(term);
    if term.is_empty() {
        return Vec::new();
    }
    decide(model, false, |order| order.terms.hide(&term))
}

/// Changes what is ordered. Of what is asked all is answered before the plan is made anew, where it has to be.
fn decide(model: &mut Model, doubted: bool, change: impl FnOnce(&mut Order)) -> Vec<Effect> {
    let Some(bundle) = open_one(model) else {
        return Vec::new();
    };
    change(&mut bundle.order);
    if doubted && doubts(bundle).next().is_some() {
        let last = doubts(bundle).count() - 1;
        bundle.at.1 = bundle.at.1.min(last);
        return Vec::new();
    }
    bundle.at = (String::new(), 0);
    let planned = bundle.plan.as_ref().map(|plan| &plan.order);
    let same = planned.is_some_and(|planned| {
        let mut order = planned.clone();
        order.terms.keep.clone_from(&bundle.order.terms.keep);
        order == bundle.order
    });
    if doubted && same {
        // nothing is written otherwise: what was asked about stays
        if let Some(plan) = &mut bundle.plan {
            plan.order = bundle.order.clone();
        }
        return Vec::new();
    }
    plan(model)
}

/// The plan is made.
pub(in crate::app) fn planned(bundle: &mut Bundle, plan: Plan, changes: Vec<Changes>) {
    (bundle.plan, bundle.changes) = (Some(plan), changes);
}

/// Asks for the name of the file.
pub(in crate::app) fn ask_file(model: &mut Model) {
    if let Some(path) = open_one(model).map(|bundle| bundle.path.clone()) {
        model.overlay = Some(Overlay::typing(Purpose::BundleFile, Typed::new(&path, false)));
    }
}

/// Takes the name of the file; an error says that there is none.
pub(in crate::app) fn name_file(model: &mut Model, typed: &str) -> Result<Vec<Effect>, String> {
    let path = one_line(typed);
    if path.is_empty() {
        return Err(ui::NAME_THE_FILE.get(model.lang).to_owned());
    }
    if let Some(bundle) = open_one(model) {
        (bundle.path, bundle.replace, bundle.error) = (path, false, None);
    }
    Ok(Vec::new())
}

/// Rows at the foot: for whom, and the name of the file.
pub fn foot_rows(model: &Model) -> usize {
    if layout::high(model.size) && model.size.0 < layout::WIDE {
        3
    } else {
        1
    }
}

/// Columns of the list where all stands beside each other.
const LIST: u16 = 46;

fn panes(model: &Model, area: Area) -> Panes {
    let Some(bundle) = model.top::<Bundle>().filter(|b| b.plan.is_some()) else {
        return Panes::alone(area);
    };
    if bundle.written.is_some() {
        return handed::panes(area);
    }
    let (above, foot) = area.below(foot_rows(model));
    let mut panes = Panes {
        whole: area,
        text: above,
        foot,
        beside: Vec::new(),
    };
    if !layout::high(model.size) {
        panes.beside.push(Beside {
            instead: true,
            ..compared(model, bundle, above)
        });
        return panes;
    }
    let (list, rest) = if area.width >= layout::WIDER {
        above.left(LIST)
    } else {
        let most = (usize::from(above.height) / 2).saturating_sub(1).max(3);
        above.above(lines(model).len().clamp(3, most))
    };
    panes.text = list;
    let doubted = matches!(chosen(model), Some(Line::Doubts(_)));
    if area.width >= layout::WIDE && !doubted {
        let (left, right) = rest.left(rest.width / 2 + 1);
        panes.beside.extend(beside_each_other(model, bundle, left, right));
    } else {
        panes.beside.push(compared(model, bundle, rest));
    }
    panes
}

/// How far one is in the places of the chosen row.
fn counted(model: &Model, bundle: &Bundle) -> String {
    let all = chosen(model).map_or(0, |line| count(&line));
    if all == 0 {
        return String::new();
    }
    let numbers = [(at(model, bundle) + 1).to_string(), all.to_string()];
    CHANGE.with(model.lang, &numbers.each_ref().map(String::as_str))
}

/// The chosen row in one pane: what stands there above what is written.
fn compared(model: &Model, bundle: &Bundle, area: Area) -> Beside {
    let lang = model.lang;
    let chosen = chosen(model);
    let title = match &chosen {
        Some(Line::Doubts(_)) => LOOKS_LIKE.get(lang).to_owned(),
        Some(line) => COMPARED.with(lang, &[&visible(&line.thing())]),
        None => String::new(),
    };
    let sides = sides(model, bundle, chosen.as_ref(), (area.columns(), None));
    Beside {
        area,
        title,
        count: counted(model, bundle),
        rows: sides.original,
        at: sides.at,
        instead: false,
    }
}

/// The chosen row in two panes.
fn beside_each_other(model: &Model, bundle: &Bundle, left: Area, right: Area) -> [Beside; 2] {
    let lang = model.lang;
    let widths = (left.columns(), Some(right.columns()));
    let sides = sides(model, bundle, chosen(model).as_ref(), widths);
    let pane = |area, title: Say, count, rows| Beside {
        area,
        title: title.get(lang).to_owned(),
        count,
        rows,
        at: sides.at,
        instead: false,
    };
    [
        pane(left, ORIGINAL, STAYS_HERE.get(lang).to_owned(), sides.original),
        pane(right, AS_WRITTEN, counted(model, bundle), sides.written),
    ]
}

fn sides(model: &Model, bundle: &Bundle, chosen: Option<&Line<'_>>, widths: (usize, Option<usize>)) -> Sides {
    let lang = model.lang;
    let alone = |said: &str| Sides {
        original: rows::muted(said, widths.0),
        ..Sides::default()
    };
    match chosen {
        Some(Line::Doubts(_)) => changed::doubts(doubts(bundle), at(model, bundle), lang, widths.0),
        Some(Line::File(file, Some(changes))) if changes.shown.is_empty() => {
            let whole = file.source().is_some() && !file.is_redacted();
            alone(if whole { WHOLE } else { UNCHANGED }.get(lang))
        }
        Some(Line::File(_, Some(changes))) => changed::changes(changes, at(model, bundle), widths),
        Some(Line::LeftOut(left)) => alone(&format!("{}: {}", visible_path(&left.path), left.why.say(lang))),
        Some(Line::Manifest) => alone(MANIFEST.get(lang)),
        Some(Line::File(_, None)) | None => Sides::default(),
    }
}

/// How many files go into it, how many do not, and how much that is.
pub fn counted_files(plan: &Plan, lang: Lang) -> String {
    let inside = plan.files.len() + 1;
    let all = inside + plan.left_out.len();
    let (inside, all, size) = (inside.to_string(), all.to_string(), field::bytes(plan.size()));
    match lang {
        Lang::En => FILES.with(lang, &[&inside, &all, &size]),
        Lang::Ko => FILES.with(lang, &[&all, &inside, &size]),
    }
}

/// Writes it, once everything that was asked is decided. Gives the file its ending: a ticket system takes it by that.
fn write(model: &mut Model) -> Vec<Effect> {
    let busy = [Kind::Write, Kind::Plan]
        .iter()
        .any(|kind| model.jobs.contains_key(kind));
    let Some(bundle) = model.top_mut::<Bundle>() else {
        return Vec::new();
    };
    let Some(plan) = bundle.plan.clone().filter(|_| !busy) else {
        return Vec::new();
    };
    if doubts(bundle).next().is_some() {
        model.top.chosen = Chosen::Row {
            thing: Some("?".to_owned()),
            row: 0,
        };
        model.say(DECIDE_FIRST);
        return Vec::new();
    }
    let mut path = one_line(&bundle.path);
    if !path.to_lowercase().ends_with(".zip") {
        path.push_str(".zip");
    }
    bundle.error = None;
    let (plan, replace) = (Box::new(plan), bundle.replace);
    vec![model.begin(Work::Write { plan, path, replace })]
}

fn told(model: &Model, columns: usize) -> Told {
    let lang = model.lang;
    let mut told = Told::new(lang, columns);
    let Some(bundle) = model.top::<Bundle>() else {
        return told;
    };
    told.commands = false;
    told.prompt = None;
    if let Some((path, written)) = &bundle.written {
        told.line(&ui::BUNDLE_WRITTEN.with(lang, &[&visible_path(path)]));
        for line in written.lines(lang) {
            told.line(&line);
        }
        if let Some(case) = &model.case {
            told.line(&report::ticket(&model.catalog, case, lang, report::TICKET));
        }
    }
    if let Some(error) = &bundle.error {
        told.line(error);
    }
    if bundle.written.is_none() {
        let plan = bundle.plan.iter();
        for line in plan.flat_map(|plan| plan.lines(&model.catalog, lang)) {
            told.line(&line);
        }
        if bundle.tells {
            tell_changes(model, &mut told);
        }
        for (name, line) in doubts(bundle) {
            told.line(&format!("? {}: {}", visible(name), visible(line)));
        }
        told.line(FOR_OTHERS.get(lang));
        told.prompt = Some(format!("{} ({}): ", ui::BUNDLE_FILE.get(lang), visible(&bundle.path)));
    }
    told
}

/// Each change, what stands there above what is written.
fn tell_changes(model: &Model, told: &mut Told) {
    for line in lines(model) {
        let Line::File(file, Some(changes)) = line else {
            continue;
        };
        if changes.shown.is_empty() {
            continue;
        }
        told.line(&format!("{}: {}", visible(&file.name), places(changes, model.lang)));
        for change in &changes.shown {
            told.line(&format!("- {}", visible(&change.original.text)));
            told.line(&format!("+ {}", visible(&change.written.text)));
        }
    }
}

/// Writes the bundle to a file of this name; an empty one leaves the name as it stands. The word of a profile plans it for
/// those.
fn heard(model: &mut Model, row: Option<usize>, text: &str) -> Heard {
    if model.top::<Bundle>().is_some_and(|bundle| bundle.written.is_some()) {
        let row = row.unwrap_or(handed::LAST);
        return Heard::Effects(handed::take(model, row));
    }
    let text = row.map_or(text.trim().to_owned(), |row| (row + 1).to_string());
    if let Some(profile) = Profile::parse(&text) {
        return Heard::Effects(plan_for(model, profile));
    }
    let (word, rest) = text.split_once(' ').unwrap_or((&text, ""));
    let rest = one_line(rest);
    Heard::Effects(match (word, rest.as_str()) {
        ("changes", "") => {
            if let Some(bundle) = open_one(model) {
                bundle.tells = !bundle.tells;
            }
            Vec::new()
        }
        ("keep", "all") => keep_all(model),
        ("keep" | "hide", term) if !term.is_empty() => {
            let doubted = model
                .top::<Bundle>()
                .is_some_and(|bundle| doubts(bundle).any(|(name, _)| name == term));
            decide(model, doubted, |order| match word {
                "keep" => order.terms.keep(term),
                _ => order.terms.hide(term),
            })
        }
        ("", _) => write(model),
        _ => {
            let _ = name_file(model, &text);
            write(model)
        }
    })
}
