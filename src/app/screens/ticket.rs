//! The ticket: what it will say, in the form, the language, the depth and for the reader that are wanted; edited before it is
//! copied.

use crate::app::bindings::Scope;
use crate::app::layout;
use crate::app::line::Typing;
use crate::app::lines::Lines;
use crate::app::model::{Change, Deeds, Model, Screen};
use crate::app::panes::Paper;
use crate::app::told::{Heard, Told};
use crate::bundle::Profile;
use crate::bundle::ticket::{self, Depth, Form, Preview, Telling};
use crate::knowledge::page::{Mark, Row};
use crate::text::{Say, columns, say, ui};

/// The forms in which a ticket can be written, each with its name: the built-in ones, then those of ticket systems.
pub fn forms(model: &Model) -> Vec<(Form, String)> {
    let lang = model.lang;
    let own = [
        (Form::Text, say("Text", "텍스트")),
        (Form::Markdown, say("Markdown", "Markdown")),
        (Form::Page, say("Web page", "웹 페이지")),
        (Form::Json, say("JSON", "JSON")),
    ];
    let own = own.map(|(form, name)| (form, name.get(lang).to_owned()));
    let systems = model.catalog.tickets().into_iter();
    let systems = systems.map(|form| (Form::Fields(form.id), form.title.get(lang).to_owned()));
    own.into_iter().chain(systems).collect()
}

/// The ticket as it is looked at.
#[derive(Clone, Debug)]
pub struct Ticket {
    pub asked: Telling,
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
    rows: |model| forms(model).into_iter().map(|(form, _)| format!("{form:?}")).collect(),
    take: |model, row| {
        if let Some((form, _)) = forms(model).into_iter().nth(row) {
            change(model, |asked| asked.form = form);
        }
        Vec::new()
    },
    paper: |model| {
        Some(Paper {
            rows: rows(model).into(),
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
        asked: Telling {
            lang: model.lang,
            // it stays here until somebody takes it elsewhere
            profile: Profile::Inside,
            ..Telling::default()
        },
        edited: None,
        open: None,
    });
}

/// Changes how the ticket is written; a text that somebody changed is written anew only when that is asked for.
fn change(model: &mut Model, how: impl FnOnce(&mut Telling)) {
    let Some(ticket) = model.top_mut::<Ticket>() else {
        return;
    };
    if ticket.edited.is_some() {
        model.say(ui::TICKET_EDITED);
        return;
    }
    how(&mut ticket.asked);
    let form = ticket.asked.form.clone();
    let row = forms(model).iter().position(|(other, _)| *other == form).unwrap_or(0);
    model.top.scroll = 0;
    model.choose(row);
}

pub(in crate::app) fn language(model: &mut Model) {
    change(model, |asked| asked.lang = asked.lang.other());
}

pub(in crate::app) fn depth(model: &mut Model) {
    change(model, |asked| {
        asked.depth = match asked.depth {
            Depth::Note => Depth::Full,
            Depth::Full => Depth::Note,
        };
    });
}

pub(in crate::app) fn profile(model: &mut Model) {
    change(model, |asked| asked.profile = asked.profile.next());
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

/// The ticket as it is written from the case.
fn preview(model: &Model) -> Preview {
    let previewed = model.top::<Ticket>().zip(model.case.as_ref()).map(|(ticket, case)| {
        let preview = ticket::preview(&model.catalog, case, &ticket.asked, TEXT);
        match preview {
            Ok(preview) => preview.unwrap_or_default(),
            Err(error) => Preview {
                text: error.say(model.lang),
                ..Preview::default()
            },
        }
    });
    previewed.unwrap_or_default()
}

/// What the ticket says.
pub fn text(model: &Model) -> Option<String> {
    let ticket = model.top::<Ticket>()?;
    let changed = ticket.open.as_ref().map(|lines| lines.value());
    let changed = changed.or_else(|| ticket.edited.clone());
    Some(changed.unwrap_or_else(|| preview(model).text))
}

/// Columns of plain text.
const TEXT: usize = 80;

/// How many characters it has, and how many it may have where there is a limit.
pub fn count(model: &Model) -> String {
    let characters = text(model)
        .map_or(0, |text| text.trim_end().chars().count())
        .to_string();
    match preview(model).budget {
        Some(budget) => ui::CHARACTERS_OF.with(model.lang, &[&characters, &budget.to_string()]),
        None => ui::CHARACTERS.with(model.lang, &[&characters]),
    }
}

/// What is said of the ticket below its text: for whom it is and what that hides, in which language, how deep, and whether it
/// was changed.
pub fn said(model: &Model) -> String {
    let Some(ticket) = model.top::<Ticket>() else {
        return String::new();
    };
    let lang = model.lang;
    let depth = match ticket.asked.depth {
        Depth::Note => ui::DEPTH_NOTE,
        Depth::Full => ui::DEPTH_FULL,
    };
    let hidden = preview(model).hidden;
    let said = [
        ticket.asked.profile.told().get(lang),
        &hidden,
        ticket.asked.lang.name(),
        depth.get(lang),
        if ticket.edited.is_some() {
            ui::EDITED.get(lang)
        } else {
            ""
        },
    ];
    said.into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("; ")
}

/// The text as lines at the present width.
pub fn rows(model: &Model) -> Vec<Row> {
    let columns = layout::text_columns(model.size, false);
    let text = text(model).unwrap_or_default();
    text.trim_end()
        .lines()
        .flat_map(|line| columns::wrap(line, columns))
        .map(|line| vec![(Mark::Plain, line)])
        .collect()
}

fn told(model: &Model, columns: usize) -> Told {
    let mut told = Told::new(model.lang, columns);
    told.text = text(model).unwrap_or_default();
    told.line("");
    told.line(&format!("{}; {}", count(model), said(model)));
    told.list(forms(model).into_iter().map(|(_, name)| name));
    told.prompt = Some(TELL.get(model.lang).to_owned());
    told.whole = true;
    told
}

const TELL: Say = say(
    "number for the form, l language, p for whom, d depth, Enter goes back> ",
    "형식 번호, l 언어, p 대상, d 상세도, Enter는 뒤로> ",
);
