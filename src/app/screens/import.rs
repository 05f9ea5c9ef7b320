//! A bundle that somebody sent: what it holds, whether it is intact, what stands here of its case, and then it is opened.

use crate::app::bindings::Scope;
use crate::app::dropped;
use crate::app::layout::{self, Area};
use crate::app::lines::Typed;
use crate::app::message::{Effect, Kind, Work};
use crate::app::model::{Deeds, Model, Screen};
use crate::app::once::Once;
use crate::app::panes::{Beside, Panes, Paper};
use crate::app::screen::{Overlay, Purpose};
use crate::app::told::{Heard, Told};
use crate::bundle::Passphrase;
use crate::bundle::import::{Became, Imported, Meets, Read, Refused};
use crate::case::listed::Listed;
use crate::case::report;
use crate::knowledge::page::{self, Mark, Row};
use crate::text::{Lang, Say, columns, say, ui, visible, visible_path};
use std::path::Path;
use std::rc::Rc;

pub const OPEN_THIS: Say = say("Open the bundle {}", "번들 열기: {}");
pub const WHAT_IT_IS: Say = say(
    "A case of a colleague goes on where its walk stopped; an answer to yours is taken into your case. It is shown first.",
    "동료의 사례를 진행이 멈춘 곳에서 이어 가거나, 내 사례에 온 답변을 그 사례에 넣습니다. 먼저 내용을 보여 줍니다.",
);
pub const READING: Say = say(
    "The bundle is being read and checked.",
    "번들을 읽고 검사하고 있습니다.",
);
pub const INTACT: Say = say("intact", "온전함");
pub const NOT_INTACT: Say = say("not intact", "온전하지 않음");
pub const NOW: Say = say("And now?", "다음 작업");
const TITLE: Say = say("Open a bundle", "번들 열기");
const SUMMARY: Say = say("Its summary", "요약");
pub const WHICH: Say = say(
    "Which bundle? Type its path or drop it here",
    "번들 파일의 경로를 입력하거나 끌어다 놓으십시오",
);
pub const PASSPHRASE: Say = say("Passphrase of the bundle", "번들 암호 문구");
const LOCKED: Say = say(
    "It is encrypted; type its passphrase, which is kept nowhere.",
    "암호화된 번들입니다. 암호 문구를 입력하십시오. 어디에도 저장하지 않습니다.",
);
const WRONG_PASSPHRASE: Say = say(
    "It is encrypted with another passphrase; type that of the sender.",
    "다른 암호 문구로 암호화되어 있습니다. 보낸 사람이 정한 암호 문구를 입력하십시오.",
);

/// Columns of what is known, where its summary stands beside it.
const ABOUT: u16 = 67;

/// A choice at the foot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    GoOn,
    TakeIn,
    OpenMine,
    Look,
}

impl Next {
    fn told(self) -> Say {
        match self {
            Self::GoOn => say("Go on where it stopped", "멈춘 곳에서 이어 가기"),
            Self::TakeIn => say("Take it into your case", "내 사례에 넣기"),
            Self::OpenMine => say(
                "Open your case, which knows all of it",
                "이미 모두 들어 있는 내 사례 열기",
            ),
            Self::Look => say("Only look at it", "보기만 하기"),
        }
    }
}

/// The bundle, and what came of it.
#[derive(Clone, Debug, Default)]
pub struct Import {
    pub path: String,
    pub read: Option<Box<Read>>,
    pub error: Option<String>,
    /// Its summary is shown.
    pub looks: bool,
    /// What is known of it and its summary, as they were laid out last.
    about: Once<(Lang, usize), Vec<Row>>,
    summary: Once<(Lang, usize), Vec<Row>>,
}

impl Screen for Import {
    fn deeds(&self) -> &'static Deeds {
        &DEEDS
    }
}

const DEEDS: Deeds = Deeds {
    rows: |model| rows(model).into_iter().map(|next| format!("{next:?}")).collect(),
    first_row: |model| {
        let foot = panes(model, layout::body(model.size)).foot;
        Some(usize::from(
            foot.y.saturating_sub(layout::body(model.size).y) + layout::BORDER,
        ))
    },
    take,
    paper: |model| {
        let looks = model.top::<Import>().is_some_and(|import| import.looks);
        looks.then(|| Paper {
            rows: summary(model, layout::text_columns(model.size, false))
                .as_slice()
                .into(),
            shown: layout::body_rows(model.size),
            spots: Vec::new(),
        })
    },
    panes,
    back: |model| {
        let Some(import) = model.top_mut::<Import>().filter(|import| import.looks) else {
            return false;
        };
        import.looks = false;
        model.top.scroll = 0;
        true
    },
    crumbs: |model| vec![TITLE.get(model.lang).to_owned()],
    heard: |model, row, text| match row {
        Some(row) => Heard::Effects(model.take(row)),
        None if text.is_empty() => Heard::Back,
        None => Heard::NoSuchRow,
    },
    ..Deeds::at(|_| Scope::Import, told)
};

/// Asks for the path of a bundle that was sent.
pub(in crate::app) fn ask(model: &mut Model) {
    model.overlay = Some(Overlay::typing(Purpose::SentBundle, Typed::new("", false)));
}

/// Takes the path, as it is typed or dropped; an error says that there is none.
pub(in crate::app) fn named(model: &mut Model, typed: &str) -> Result<Vec<Effect>, String> {
    let path = dropped::unquoted(typed);
    if path.is_empty() {
        return Err(WHICH.get(model.lang).to_owned());
    }
    Ok(open(model, path))
}

/// Reads a bundle of this path beside the screen.
pub(in crate::app) fn open(model: &mut Model, path: String) -> Vec<Effect> {
    model.push(Import {
        path: path.clone(),
        ..Import::default()
    });
    vec![model.begin(Work::Receive { path, passphrase: None })]
}

/// What can be done with what was read.
fn rows(model: &Model) -> Vec<Next> {
    let Some(Import {
        read: Some(read),
        looks: false,
        ..
    }) = model.top()
    else {
        return Vec::new();
    };
    match &read.meets {
        _ if !read.hindrances().is_empty() => vec![Next::Look],
        Meets::Same(merged) if merged.taken.is_nothing() => vec![Next::OpenMine, Next::Look],
        Meets::Same(_) => vec![Next::TakeIn, Next::Look],
        Meets::Nothing | Meets::Another => vec![Next::GoOn, Next::Look],
    }
}

/// The rows in words.
pub fn choices(model: &Model) -> Vec<String> {
    let rows = rows(model).into_iter();
    rows.map(|next| next.told().get(model.lang).to_owned()).collect()
}

fn take(model: &mut Model, row: usize) -> Vec<Effect> {
    let next = rows(model).into_iter().nth(row);
    let busy = model.jobs.contains_key(&Kind::Receive);
    let Some(import) = model.top_mut::<Import>() else {
        return Vec::new();
    };
    match (next, import.read.clone()) {
        (Some(Next::Look), _) => {
            import.looks = true;
            Vec::new()
        }
        (Some(Next::OpenMine), Some(read)) => vec![Effect::OpenCase(read.case.id)],
        (Some(Next::GoOn | Next::TakeIn), Some(read)) if !busy => vec![model.begin(Work::Import(read))],
        _ => Vec::new(),
    }
}

/// The bundle was read, or not.
pub(in crate::app) fn received(model: &mut Model, result: Result<Box<Read>, Refused>) {
    let lang = model.lang;
    let Some(import) = model.layer::<Import>().and_then(|layer| layer.state_mut::<Import>()) else {
        return;
    };
    match result {
        Ok(read) => import.read = Some(read),
        Err(Refused::Other(why)) => import.error = Some(why),
        Err(refused) => {
            let locked = refused == Refused::Locked;
            let said = if locked { LOCKED } else { WRONG_PASSPHRASE };
            import.error = Some(said.get(lang).to_owned());
            if model.top::<Import>().is_some() && model.overlay.is_none() {
                model.overlay = Some(Overlay::typing(Purpose::GivenPassphrase, Typed::new("", false)));
            }
        }
    }
}

/// Reads it again with its passphrase.
pub(in crate::app) fn unlock(model: &mut Model, typed: &str) -> Vec<Effect> {
    let Some(import) = model.top_mut::<Import>() else {
        return Vec::new();
    };
    import.error = None;
    let (path, passphrase) = (import.path.clone(), Some(Passphrase::given(typed)));
    vec![model.begin(Work::Receive { path, passphrase })]
}

/// It was taken, or not: the case goes on where it stopped.
pub(in crate::app) fn imported(model: &mut Model, result: Result<Imported, String>) -> Vec<Effect> {
    const DIFFERS: Say = say(
        "{} said there otherwise and left as it is here: {}",
        "번들과 달라 여기 내용을 그대로 둔 항목 {}개: {}",
    );
    match result {
        Ok(imported) => {
            let lang = model.lang;
            model.toast = Some(match imported.differs.as_slice() {
                [] => arrived(model, &imported),
                differs => {
                    let lines: Vec<String> = differs
                        .iter()
                        .map(|differs| differs.line(&model.catalog, lang))
                        .collect();
                    DIFFERS.with(lang, &[&differs.len().to_string(), &lines.join("; ")])
                }
            });
            model.unseen = true;
            vec![Effect::ListCases, Effect::OpenCase(imported.id)]
        }
        Err(why) => {
            match model.layer::<Import>().and_then(|layer| layer.state_mut::<Import>()) {
                Some(import) => import.error = Some(why),
                None => model.toast = Some(why),
            }
            Vec::new()
        }
    }
}

/// What came of it; of a case that is new here, where it stands, since the wizard goes on there.
fn arrived(model: &mut Model, imported: &Imported) -> String {
    const NEW: Say = say("Imported as case {}. It stands at: {}", "가져온 사례: {}. 멈춘 곳: {}");
    const RENAMED: Say = say(
        "Imported as case {}, because another case here has its name. It stands at: {}",
        "같은 이름의 다른 사례가 있어 새 이름으로 가져왔습니다: {}. 멈춘 곳: {}",
    );
    let lang = model.lang;
    let import = model.layer::<Import>().and_then(|layer| layer.state::<Import>());
    let listed = import.and_then(|import| import.read.as_ref()).map(|read| &read.listed);
    let place = |listed: &Listed| match &listed.title {
        Some(title) => page::plain(title.get(lang)),
        None => stands(listed, lang),
    };
    match (imported.became, listed) {
        (Became::New, Some(listed)) => NEW.with(lang, &[&imported.id, &place(listed)]),
        (Became::Renamed, Some(listed)) => RENAMED.with(lang, &[&imported.id, &place(listed)]),
        (became, _) => became.say(&imported.id, lang),
    }
}

fn panes(model: &Model, area: Area) -> Panes {
    let count = rows(model).len();
    let (text, foot) = if count > 0 {
        area.below(count)
    } else {
        (area, Area::default())
    };
    let looks = model.top::<Import>().is_some_and(|import| import.looks);
    let (text, summary_area) = if area.width >= layout::WIDER && !looks && count > 0 {
        text.left(ABOUT)
    } else {
        (text, Area::default())
    };
    let beside = (summary_area.width > 0).then(|| Beside {
        area: summary_area,
        title: SUMMARY.get(model.lang).to_owned(),
        rows: summary(model, summary_area.columns()).to_vec(),
        ..Beside::default()
    });
    Panes {
        text,
        foot,
        beside: beside.into_iter().collect(),
        ..Panes::alone(area)
    }
}

/// What the bundle is called.
pub fn name(import: &Import) -> String {
    let path = Path::new(&import.path);
    visible(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy()).into_owned()
}

/// A line of what is known of the bundle: its mark, its label and a text.
type Fact = (Mark, Say, String);

/// What is known of the bundle, label by label.
fn facts(model: &Model, read: &Read) -> Vec<Fact> {
    const FROM: Say = say("From", "보낸 쪽");
    const CASE: Say = say("Case", "사례");
    const STOPPED: Say = say("Stopped", "멈춘 곳");
    const FILES: Say = say("Files", "파일");
    const NAMES: Say = say("Names", "이름");
    const HERE: Say = say("Here", "여기");
    const NOTE: Say = say("Note", "참고");
    let lang = model.lang;
    let mut out: Vec<Fact> = Vec::new();
    let profile = read
        .profile
        .map(|profile| say("profile {}", "프로필 {}").with(lang, &[profile.name().get(lang)]));
    let tool = read.tool.as_deref().map(|tool| visible(tool).into_owned());
    let from: Vec<String> = [tool, profile].into_iter().flatten().collect();
    if !from.is_empty() {
        out.push((Mark::Plain, FROM, from.join(", ")));
    }
    let listed = &read.listed;
    let made = listed.created.to_minutes();
    let case = [
        Some(listed.id.to_string()),
        listed.user_id.clone(),
        listed.description.clone(),
        Some(made),
    ];
    let case: Vec<String> = case
        .into_iter()
        .flatten()
        .map(|text| crate::text::one_line(&text))
        .collect();
    out.push((Mark::Plain, CASE, case.join(", ")));
    let counts = [listed.asked, listed.tried].map(|count| count.to_string());
    let stands = stands(listed, lang);
    let at = say("{}: asked {}, tried {}; {}", "{}: 질문 {}개, 시도 {}개, {}")
        .with(lang, &[&title(listed, lang), &counts[0], &counts[1], &stands]);
    out.push((Mark::Plain, STOPPED, at));
    let grave = !read.hindrances().is_empty();
    let (mark, said) = (if grave { Mark::Careful } else { Mark::Plain }, read.verdict.say(lang));
    out.push((mark, FILES, said));
    for remark in read.remarks(&model.catalog, lang).into_iter().filter(|_| !grave) {
        out.push((Mark::Careful, NOTE, remark));
    }
    if !read.tokens.is_empty() {
        let said = say(
            "{} stand as tokens; the sender holds the list",
            "토큰으로 표시된 이름 {}개. 목록은 보낸 사람에게 있습니다",
        );
        out.push((Mark::Careful, NAMES, said.with(lang, &[&read.tokens.len().to_string()])));
    }
    out.extend(here(model, read).into_iter().map(|(mark, text)| (mark, HERE, text)));
    out
}

/// What its case is about, else its name.
fn title(listed: &Listed, lang: Lang) -> String {
    let title = listed.title.as_ref().map(|title| page::plain(title.get(lang)));
    title.unwrap_or_else(|| listed.id.to_string())
}

/// Its state, and how much is missing.
fn stands(listed: &Listed, lang: Lang) -> String {
    let state = listed.state.told().get(lang).to_owned();
    if listed.missing.is_empty() {
        return state;
    }
    let missing = ui::MISSING_COUNT.with(lang, &[&listed.missing.len().to_string()]);
    format!("{state}, {missing}")
}

/// What stands here of its case.
fn here(model: &Model, read: &Read) -> Vec<(Mark, String)> {
    let lang = model.lang;
    match &read.meets {
        Meets::Nothing => Vec::new(),
        Meets::Another => {
            let said = say(
                "another case here has its name; it gets a new one",
                "같은 이름의 다른 사례가 있어 새 이름을 붙입니다",
            );
            vec![(Mark::Careful, said.get(lang).to_owned())]
        }
        Meets::Same(merged) => {
            let taken = merged.taken;
            let counts = [taken.said, taken.fields, taken.notes, taken.found].map(|count| count.to_string());
            let [said, fields, notes, found] = &counts;
            let adds = say(
                "your case; it adds answers {}, fields {}, notes {}, findings and evidence {}",
                "내 사례에 더해지는 것: 답변 {}개, 항목 {}개, 메모 {}개, 발견과 증거 {}개",
            );
            let mut out = vec![(Mark::Plain, adds.with(lang, &[said, fields, notes, found]))];
            let differs = say(
                "differs and stays as it is here: {}",
                "번들과 달라 여기 내용을 그대로 두는 항목: {}",
            );
            let lines = merged.differs.iter().map(|one| one.line(&model.catalog, lang));
            out.extend(lines.map(|line| (Mark::Careful, differs.with(lang, &[&visible(&line)]))));
            out
        }
    }
}

/// The bundle as rows of so many columns.
pub fn about(model: &Model, width: usize) -> Rc<Vec<Row>> {
    let Some(Import {
        read: Some(read),
        about,
        ..
    }) = model.top()
    else {
        return Rc::default();
    };
    about.of((model.lang, width), || told_of(model, read, width))
}

fn told_of(model: &Model, read: &Read, width: usize) -> Vec<Row> {
    let facts = facts(model, read);
    let labels = facts.iter().map(|(_, label, _)| columns::width(label.get(model.lang)));
    let label = labels.max().unwrap_or(0);
    let mut out = Vec::new();
    for (mark, say, text) in facts {
        let mut say = columns::pad(say.get(model.lang), label);
        let sign = if mark == Mark::Careful { "! " } else { "  " };
        let room = width.saturating_sub(label + 4);
        for (at, line) in columns::wrap(&text, room).into_iter().enumerate() {
            let sign = if at == 0 { sign } else { "  " };
            out.push(vec![
                (mark, sign.to_owned()),
                (Mark::Note, format!("{say}  ")),
                (Mark::Plain, line),
            ]);
            say = " ".repeat(label);
        }
    }
    out
}

/// Its summary, as it would stand in a ticket.
pub fn summary(model: &Model, columns: usize) -> Rc<Vec<Row>> {
    let Some(Import {
        read: Some(read),
        summary,
        ..
    }) = model.top()
    else {
        return Rc::default();
    };
    summary.of((model.lang, columns), || {
        let text = report::ticket(&model.catalog, &read.case, model.lang, report::TICKET);
        text.lines().flat_map(|line| plain(&visible(line), columns)).collect()
    })
}

fn plain(line: &str, width: usize) -> Vec<Row> {
    let lines = columns::wrap(line, width).into_iter();
    lines.map(|line| vec![(Mark::Plain, line)]).collect()
}

fn told(model: &Model, columns: usize) -> Told {
    let lang: Lang = model.lang;
    let mut told = Told::new(lang, columns);
    let Some(import) = model.top::<Import>() else {
        return told;
    };
    told.line(&visible_path(Path::new(&import.path)));
    if let Some(error) = &import.error {
        told.line(error);
    }
    if let Some(read) = &import.read {
        for (_, label, text) in facts(model, read) {
            told.line(&format!("{}: {text}", label.get(lang)));
        }
        if import.looks {
            told.line("");
            told.line(&report::ticket(&model.catalog, &read.case, lang, report::TICKET));
        }
    }
    told.commands = false;
    told.list(choices(model));
    told
}
