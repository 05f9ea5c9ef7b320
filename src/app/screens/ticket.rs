//! The ticket: what it will say, in the form, the language, the depth and for the reader that are wanted; edited before it is
//! copied.

use crate::app::bindings::Scope;
use crate::app::layout;
use crate::app::line::Typing;
use crate::app::lines::Lines;
use crate::app::model::{Change, Deeds, Model, Paper, Screen};
use crate::app::screen::Chosen;
use crate::app::told::{Heard, Told};
use crate::bundle::redact::{Profile, Table};
use crate::case::{Case, json, report};
use crate::text::{Lang, Say, columns, say, ui};

/// How a ticket is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For a field of a ticket, within its budget.
    Note,
    Markdown,
    /// A page of its own.
    Html,
    Text,
    Json,
}

impl Form {
    pub const ALL: [Form; 5] = [Form::Note, Form::Markdown, Form::Html, Form::Text, Form::Json];

    pub fn name(self) -> Say {
        match self {
            Form::Note => say("Ticket note", "티켓 메모"),
            Form::Markdown => say("Markdown", "Markdown"),
            Form::Html => say("Web page", "웹 페이지"),
            Form::Text => say("Plain text", "일반 텍스트"),
            Form::Json => say("JSON", "JSON"),
        }
    }
}

/// The ticket as it is looked at.
#[derive(Clone, Debug)]
pub struct Ticket {
    pub form: Form,
    /// Everything, with the way and the notes; else what a field of a ticket wants. A note is short anyway.
    pub full: bool,
    pub lang: Lang,
    pub profile: Profile,
    /// The text as somebody changed it.
    pub edited: Option<String>,
    /// It is being changed.
    pub open: Option<Box<Lines>>,
}

impl Screen for Ticket {
    fn deeds(&self) -> &'static Deeds {
        &DEEDS
    }
}

const DEEDS: Deeds = Deeds {
    rows: |_| Form::ALL.map(|form| format!("{form:?}")).to_vec(),
    take: |model, row| {
        if let Some(form) = Form::ALL.get(row) {
            change(model, |ticket| ticket.form = *form);
        }
        Vec::new()
    },
    paper: |model| {
        Some(Paper {
            lines: rows(model).len(),
            shown: layout::body_rows(model.size).saturating_sub(ROWS_BESIDE),
            spots: Vec::new(),
        })
    },
    type_line,
    back: |model| {
        let Some(ticket) = model.top_mut::<Ticket>() else {
            return false;
        };
        let lines = ticket.open.take();
        let left = lines.is_some();
        if let Some(lines) = lines {
            ticket.edited = Some(lines.value());
        }
        left
    },
    copied: text,
    edited: |model| matches!(model.top(), Some(Ticket { edited: Some(_), .. })),
    crumbs: |model| {
        [ui::CASE, ui::TICKET]
            .map(|say| say.get(model.lang).to_owned())
            .to_vec()
    },
    heard: |model, row, text| {
        match (row, text) {
            (Some(row), _) => return Heard::Effects(model.take(row)),
            (None, "") => return Heard::Back,
            (None, "l") => language(model),
            (None, "p") => profile(model),
            (None, "d") => depth(model),
            (None, _) => return Heard::NoSuchRow,
        }
        Heard::Effects(Vec::new())
    },
    ..Deeds::at(
        |model| match model.top::<Ticket>() {
            Some(Ticket { open: Some(_), .. }) => Scope::TicketText,
            _ => Scope::Ticket,
        },
        told,
    )
};

/// Rows beside the text: the forms, and the border between.
pub const ROWS_BESIDE: usize = 2;

/// Shows the ticket of the open case.
pub fn open(model: &mut Model) {
    if model.case.is_none() || model.top::<Ticket>().is_some() {
        return;
    }
    model.push(Ticket {
        form: Form::Note,
        full: false,
        lang: model.lang,
        profile: Profile::Inside,
        edited: None,
        open: None,
    });
}

/// Changes how the ticket is written; a text that somebody changed is written anew only when that is asked for.
fn change(model: &mut Model, how: impl FnOnce(&mut Ticket)) {
    let Some(ticket) = model.top_mut::<Ticket>() else {
        return;
    };
    if ticket.edited.is_some() {
        model.say(ui::TICKET_EDITED);
        return;
    }
    how(ticket);
    let row = Form::ALL.iter().position(|form| *form == ticket.form).unwrap_or(0);
    model.top.scroll = 0;
    model.top.chosen = Chosen::at(&(DEEDS.rows)(model), row);
}

pub(in crate::app) fn language(model: &mut Model) {
    change(model, |ticket| ticket.lang = ticket.lang.other());
}

pub(in crate::app) fn depth(model: &mut Model) {
    change(model, |ticket| ticket.full = !ticket.full);
}

pub(in crate::app) fn profile(model: &mut Model) {
    change(model, |ticket| {
        ticket.profile = match ticket.profile {
            Profile::Inside => Profile::Vendor,
            Profile::Vendor => Profile::Public,
            Profile::Public => Profile::Inside,
        };
    });
}

/// Begins to change the text.
pub(in crate::app) fn edit(model: &mut Model) {
    let text = text(model).unwrap_or_default();
    if let Some(ticket) = model.top_mut::<Ticket>() {
        ticket.open = Some(Box::new(Lines::new(text.trim_end())));
    }
}

/// Writes the text anew from the case.
pub(in crate::app) fn renew(model: &mut Model) {
    if let Some(ticket) = model.top_mut::<Ticket>() {
        ticket.edited = None;
    }
}

fn type_line(model: &mut Model, change: Change<'_>) {
    if let Some(lines) = model.top_mut::<Ticket>().and_then(|ticket| ticket.open.as_mut()) {
        let lines: &mut dyn Typing = &mut **lines;
        change(lines);
    }
}

/// What the ticket says.
pub fn text(model: &Model) -> Option<String> {
    let (ticket, case) = (model.top::<Ticket>()?, model.case.as_ref()?);
    if let Some(lines) = &ticket.open {
        return Some(lines.value());
    }
    if let Some(edited) = &ticket.edited {
        return Some(edited.clone());
    }
    let table = Table::of(&model.catalog, case, ticket.profile);
    let shown = Case {
        lang: ticket.lang,
        ..table.case(&model.catalog, case)
    };
    if ticket.form == Form::Json {
        let mut document = json::document(&model.catalog, &shown);
        document.retold(&|text| table.told(text));
        return document.text().ok();
    }
    let report = report::report(&model.catalog, &shown, ticket.lang).retold(&|text| table.told(text));
    let report = if ticket.full { report } else { report.brief() };
    Some(match ticket.form {
        Form::Markdown => report.markdown(),
        Form::Html => report.html(),
        Form::Text => report.text(TEXT),
        Form::Note | Form::Json => report.note(report::TICKET),
    })
}

/// Columns of plain text.
const TEXT: usize = 80;

/// How many characters it has, and of how many a note may have.
pub fn count(model: &Model) -> String {
    let characters = text(model)
        .map_or(0, |text| text.trim_end().chars().count())
        .to_string();
    match model.top::<Ticket>() {
        Some(Ticket { form: Form::Note, .. }) => {
            ui::CHARACTERS_OF.with(model.lang, &[&characters, &report::TICKET.to_string()])
        }
        _ => ui::CHARACTERS.with(model.lang, &[&characters]),
    }
}

/// What is said of the ticket below its text: for whom it is, in which language, how deep, and whether it was changed.
pub fn said(model: &Model) -> String {
    let Some(ticket) = model.top::<Ticket>() else {
        return String::new();
    };
    let lang = model.lang;
    let mut said = vec![ticket.profile.told().get(lang), ticket.lang.name()];
    if ticket.form != Form::Note && ticket.form != Form::Json {
        let depth = if ticket.full { ui::DEPTH_FULL } else { ui::DEPTH_NOTE };
        said.push(depth.get(lang));
    }
    if ticket.edited.is_some() {
        said.push(ui::EDITED.get(lang));
    }
    said.join("; ")
}

/// The text as lines at the present width.
pub fn rows(model: &Model) -> Vec<String> {
    let columns = layout::text_columns(model.size, false);
    let text = text(model).unwrap_or_default();
    text.trim_end()
        .lines()
        .flat_map(|line| columns::wrap(line, columns))
        .collect()
}

fn told(model: &Model, columns: usize) -> Told {
    let mut told = Told::new(model.lang, columns);
    told.text = text(model).unwrap_or_default();
    told.line("");
    told.line(&format!("{}; {}", count(model), said(model)));
    told.list(Form::ALL.map(|form| form.name().get(model.lang).to_owned()));
    told.prompt = Some(TELL.get(model.lang).to_owned());
    told
}

const TELL: Say = say(
    "number for the form, l language, p for whom, d depth, Enter goes back> ",
    "형식 번호, l 언어, p 대상, d 상세도, Enter는 뒤로> ",
);
