//! The bundle: what will be written is shown first, the original beside it, and what only looks like a name is asked; then it is
//! written.

use crate::app::bindings::Scope;
use crate::app::bundling::{Bundle, Line, Shown, at, chosen, count, doubts, lines, open_one, places, plan};
use crate::app::changed::{self, Sides};
use crate::app::layout::{self, Area};
use crate::app::lines::Typed;
use crate::app::message::{Effect, Kind, Work};
use crate::app::model::{Deeds, Model, Screen};
use crate::app::panes::{Beside, Panes};
use crate::app::screen::{Chosen, Overlay, Purpose};
use crate::app::told::{Heard, Told};
use crate::app::{deciding, handed, rows};
use crate::bundle::{Order, Profile};
use crate::case::{CaseId, field, report};
use crate::text::{Lang, Say, one_line, say, ui, visible, visible_path};
use std::rc::Rc;

const FILES: Say = say("{} of {} files, {}", "파일 {}개 중 {}개, {}");
const FILES_BRIEFLY: Say = say("{} of {}, {}", "{}개 중 {}개, {}");
const DECIDE_FIRST: Say = say(
    "Decide first whether these are names: a hides, e keeps, E keeps all.",
    "먼저 이름인지 정하십시오. a 가리기, e 남기기, E 모두 남기기",
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
const OF: Say = say("{} of {}", "{}/{}");
const CHANGE: Say = say("change {} of {}", "{}/{}번째 변경");
const LOOKS_LIKE: Say = say("What only looks like a name", "이름처럼 보이는 말");
const FOR_OTHERS: Say = say(
    "public, vendor or inside plans it for those; changes shows what is hidden; hide WORD, keep WORD, keep all decide.",
    "받는 쪽: public, vendor, inside. changes = 변경 보기, hide 말 = 가리기, keep 말 = 남기기, keep all = 모두 남기기.",
);

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

/// Rows at the foot: for whom, and the name of the file; or what is wrong with it, whole.
pub fn foot_rows(model: &Model) -> usize {
    if model.top::<Bundle>().is_some_and(|bundle| bundle.error.is_some()) {
        return 3;
    }
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
    let doubted = matches!(chosen(model), Some(Line::Doubts(_)));
    let said = if doubted { OF } else { CHANGE };
    said.with(model.lang, &numbers.each_ref().map(String::as_str))
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
        rows: sides.original.clone(),
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
        pane(left, ORIGINAL, STAYS_HERE.get(lang).to_owned(), sides.original.clone()),
        pane(right, AS_WRITTEN, counted(model, bundle), sides.written.clone()),
    ]
}

/// What stands beside the list, laid out once as long as it is the same.
fn sides(model: &Model, bundle: &Bundle, chosen: Option<&Line<'_>>, widths: (usize, Option<usize>)) -> Rc<Sides> {
    let shown = Shown {
        thing: chosen.map(Line::thing),
        at: at(model, bundle),
        terms: bundle.order.terms.clone(),
        lang: model.lang,
        widths,
    };
    bundle.sides.of(shown, || laid_out(model, bundle, chosen, widths))
}

fn laid_out(model: &Model, bundle: &Bundle, chosen: Option<&Line<'_>>, widths: (usize, Option<usize>)) -> Sides {
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

/// Those for whom it may be, each with whether it is for them, and what is hidden from them.
pub fn whom(bundle: &Bundle, lang: Lang) -> (Vec<(&'static str, bool)>, String) {
    let all = Profile::ALL.map(|profile| (profile.name().get(lang), profile == bundle.order.profile));
    let hidden = bundle.plan.as_ref().map(|plan| plan.hidden.get(lang).to_owned());
    (all.to_vec(), hidden.unwrap_or_default())
}

/// How many files go into it, how many do not, and how much that is.
pub fn counted_files(bundle: &Bundle, lang: Lang, columns: usize) -> Option<String> {
    let plan = bundle.plan.as_ref()?;
    let files = if columns < 60 { FILES_BRIEFLY } else { FILES };
    let inside = plan.files.len() + 1;
    let all = inside + plan.left_out.len();
    let (inside, all, size) = (inside.to_string(), all.to_string(), field::bytes(plan.size()));
    Some(match lang {
        Lang::En => files.with(lang, &[&inside, &all, &size]),
        Lang::Ko => files.with(lang, &[&all, &inside, &size]),
    })
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
    let (plan, replace, passphrase) = (Box::new(plan), bundle.replace, bundle.passphrase.clone());
    vec![model.begin(Work::Write {
        plan,
        path,
        replace,
        passphrase,
    })]
}

fn told(model: &Model, columns: usize) -> Told {
    let lang = model.lang;
    let mut told = Told::new(lang, columns);
    let Some(bundle) = model.top::<Bundle>() else {
        return told;
    };
    told.commands = false;
    if let Some((path, written)) = &bundle.written {
        told.line(&ui::BUNDLE_WRITTEN.with(lang, &[&visible_path(path)]));
        for line in written.lines(lang) {
            told.line(&line);
        }
        if let Some(case) = &model.case {
            told.line(&report::ticket(&model.catalog, case, lang, report::TICKET));
        }
        told.list(handed::rows(model));
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
        ("keep", "all") => deciding::keep_all(model),
        ("keep" | "hide", term) if !term.is_empty() => {
            let doubted = model
                .top::<Bundle>()
                .is_some_and(|bundle| doubts(bundle).any(|(name, _)| name == term));
            deciding::decide(model, doubted, |order| match word {
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
