//! Where something is typed or picked: a pane of the frame, never over what it changes.

use super::look::Look;
use super::panes::{Pane, Stage};
use super::{texts, typing, widgets};
use crate::app::lines::Typed;
use crate::app::screen::Purpose;
use crate::app::{Model, overlay};
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use std::borrow::Cow;

/// A row of a list: its digit, or why there is none; its text, its key.
pub fn listed(model: &Model, at: usize, item: &overlay::Item, width: usize, look: &Look) -> Line<'static> {
    let digit = match item.blocked {
        Some(_) => "-".to_owned(),
        None if at < 9 => (at + 1).to_string(),
        None => " ".to_owned(),
    };
    let mut text = begun_large(&item.text);
    let style = if item.blocked.is_some() { look.muted } else { look.text };
    if let Some(why) = item.blocked {
        text = format!("{text}: {}", why.get(model.lang));
    }
    let left = vec![
        Span::styled(format!("{digit} "), look.accent),
        Span::styled(text, style),
    ];
    widgets::ends(left, Span::styled(item.key.clone(), look.muted), width)
}

/// A hint of the key bar as a row of its own.
fn begun_large(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// A pane in which something is typed, with its help and what is wrong with it.
pub struct Editor<'a> {
    title: String,
    help: Vec<Line<'static>>,
    example: Vec<Line<'static>>,
    typed: Cow<'a, Typed>,
    wrong: Vec<Line<'static>>,
}

impl<'a> Editor<'a> {
    pub fn of(
        model: &Model,
        purpose: &Purpose,
        typed: &'a Typed,
        error: Option<&str>,
        width: usize,
        look: &Look,
    ) -> Self {
        let field = match purpose {
            Purpose::Field(id) => model.catalog.field(id),
            _ => None,
        };
        let field = field.as_ref();
        let help = field.map(|field| texts::prose(field.help.get(model.lang), width, look));
        let example = field.map(|field| texts::example_of(model, field, width, look));
        let wrong = error.map(|error| widgets::said("x", look.bad, error, width, look));
        Self {
            title: overlay::asks(model, purpose),
            help: help.unwrap_or_default(),
            example: example.unwrap_or_default(),
            // how long it is may be seen, what it is may not
            typed: if purpose.is_hidden() {
                Cow::Owned(Typed::new(&"*".repeat(typed.value().chars().count()), false))
            } else {
                Cow::Borrowed(typed)
            },
            wrong: wrong.unwrap_or_default(),
        }
    }

    /// Rows of its content; at most half of what is there.
    pub fn rows(&self, area: Rect) -> usize {
        let rows = self.help.len() + self.example.len() + typing::rows(&self.typed) + self.wrong.len();
        rows.min(usize::from(area.height / 2))
    }

    /// On a low screen the help gives way, then the example, never the line itself.
    pub fn draw(mut self, stage: &mut Stage<'_, '_>, area: Rect) {
        stage.quiet = false;
        let pane = Pane::new(area, self.title).focused();
        let room = pane.rows().saturating_sub(typing::rows(&self.typed) + self.wrong.len());
        self.example.truncate(room);
        let room = room - self.example.len();
        let columns = pane.columns().saturating_sub(4);
        if self.help.len() > room {
            self.help.truncate(room);
            let last = self.help.pop().map(|last| widgets::dotted(last, columns));
            self.help.extend(last);
        }
        let inside = stage.open(pane);
        let rest = widgets::put(stage.frame, inside, self.help);
        let rest = widgets::put(stage.frame, rest, self.example);
        let rest = typing::typed(stage, rest, &self.typed, "");
        widgets::put(stage.frame, rest, self.wrong);
    }
}
