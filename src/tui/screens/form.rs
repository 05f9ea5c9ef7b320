//! Draws the support case as a checklist, and beside or below it the editor of the chosen field.

use crate::app::filling::{self, Mark, Part};
use crate::app::panes::Panes;
use crate::app::screen::{List, Overlay, Purpose};
use crate::app::screens::form::Form;
use crate::app::{Model, layout, overlay, pieces};
use crate::knowledge::shape::Field;
use crate::text::{Lang, Say, columns, say, ui};
use crate::tui::editor::{self, Editor};
use crate::tui::look::Look;
use crate::tui::panes::{self, Pane, Row, Stage};
use crate::tui::texts::{OF, example_of, prose};
use crate::tui::widgets;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

const NEXT: Say = say("{} of {}: next {}", "{}개 중 {}개: 다음은 {}");
const ALL_THERE: Say = say("{} of {}: nothing is missing", "{}개 중 {}개: 빠진 항목 없음");
const FIELD_OF: Say = say("field {} of {}", "{}/{}번째 항목");
const PIECE_OF: Say = say("evidence {} of {}", "증거 {}/{}");
const ASKED_NEXT: Say = say("Support will ask next", "지원 담당자가 이어서 물을 것");
const OPEN: Say = say("{} open", "{}개");
const EVIDENCE: Say = say("What was pasted or read", "붙여 넣거나 읽은 내용");
const BUNDLE_TEXT: Say = say(
    "Everything above, the ticket text and the files you named go into one zip. What it will hold is shown first.",
    "위의 내용과 티켓 문구, 지정한 파일이 zip 하나에 들어갑니다. 먼저 내용을 보여 드립니다.",
);

/// Columns of the titles, and of the gauge of the score.
const TITLE: usize = 24;
const GAUGE: usize = 18;

/// Rows of the editor below the list.
const EDITOR: usize = 6;

pub fn draw(stage: &mut Stage<'_, '_>, panes: &Panes, model: &Model, _: &Form) {
    let area = Rect::from(panes.text);
    let parts = filling::parts(model);
    let row = model.row().unwrap_or(0);
    let columns: u16 = match area.width {
        ..layout::WIDE => 0,
        layout::WIDE..layout::WIDER => 56,
        _ => 67,
    };
    let open = Open::of(model, area.width - columns.saturating_sub(1), stage.look);
    let (list, editor) = if columns == 0 {
        let rows = if layout::high(model.size) {
            open.rows(area).max(EDITOR)
        } else {
            3
        };
        panes::below(area, rows)
    } else {
        panes::left(area, columns)
    };
    checklist(stage, list, model, &parts, row);
    let fields: Vec<&filling::Line> = parts.iter().flat_map(|part| &part.lines).collect();
    let field = fields.get(row).map(|line| &line.field);
    let missing: Vec<&filling::Line> = fields.iter().filter(|line| line.missing).copied().collect();
    let editor = if columns == 0 {
        editor
    } else {
        let rows = missing.len().clamp(1, usize::from(area.height / 3));
        let (editor, next) = panes::below(editor, rows);
        asked_next(stage, next, model, &missing);
        editor
    };
    match open {
        Open::Typed(typed) => typed.draw(stage, editor),
        Open::Picked {
            items,
            head,
            title,
            row,
        } => picked(stage, editor, model, (items, row), head, title),
        Open::Shut => edit(stage, editor, model, field, fields.get(row).copied()),
    }
}

/// The field that is typed or picked, laid out once: as it stands says how high it is.
enum Open<'a> {
    Typed(Editor<'a>),
    Picked {
        title: String,
        head: Vec<Line<'static>>,
        items: Vec<overlay::Item>,
        row: usize,
    },
    Shut,
}

impl<'a> Open<'a> {
    /// In a pane of so many columns.
    fn of(model: &'a Model, columns: u16, look: &Look) -> Self {
        let width = layout::prose(columns);
        match &model.overlay {
            Some(Overlay::Type {
                purpose: purpose @ Purpose::Field(_),
                input,
                error,
            }) => Self::Typed(Editor::of(model, purpose, input, error.as_deref(), width, look)),
            Some(Overlay::List {
                of: of @ List::Values(id),
                chosen,
                ..
            }) => {
                let items = overlay::items(model, of, None);
                // what is picked needs no example
                let help = model.catalog.field(id).map(|field| field.help);
                let head = help.map(|help| prose(help.get(model.lang), width, look));
                Self::Picked {
                    title: overlay::asks(model, &Purpose::Field(id.clone())),
                    head: head.unwrap_or_default(),
                    row: overlay::row(&items, chosen),
                    items,
                }
            }
            _ => Self::Shut,
        }
    }

    /// Rows of its content, as far as the list above it can give them.
    fn rows(&self, area: Rect) -> usize {
        match self {
            Self::Typed(editor) => editor.rows(area),
            Self::Picked { head, items, .. } => (head.len() + items.len()).min(usize::from(area.height / 3 * 2)),
            Self::Shut => 0,
        }
    }
}

/// The values that a field can have.
fn picked(
    stage: &mut Stage<'_, '_>,
    area: Rect,
    model: &Model,
    (items, row): (Vec<overlay::Item>, usize),
    mut head: Vec<Line<'static>>,
    title: String,
) {
    let (look, width) = (stage.look, layout::prose(area.width));
    let pane = Pane::new(area, title);
    let room = pane.rows().saturating_sub(items.len().min(4));
    if head.len() > room {
        head.truncate(room);
        let last = head.pop().map(|last| widgets::dotted(last, width.saturating_sub(4)));
        head.extend(last);
    }
    let count = OF.with(model.lang, &[&(row + 1).to_string(), &items.len().to_string()]);
    let line = |at: usize| Some(editor::listed(model, at, items.get(at)?, width.saturating_sub(2), look));
    stage.quiet = false;
    stage.headed_list(pane.counted(count).focused(), head, items.len(), line, Some(row));
}

fn checklist(stage: &mut Stage<'_, '_>, area: Rect, model: &Model, parts: &[Part], row: usize) {
    let (look, lang) = (stage.look, model.lang);
    let (known, needed) = filling::score(parts);
    let (known_text, needed_text) = (known.to_string(), needed.to_string());
    let numbers = match lang {
        Lang::En => [known_text.as_str(), needed_text.as_str()],
        Lang::Ko => [needed_text.as_str(), known_text.as_str()],
    };
    let mut lines = parts.iter().flat_map(|part| &part.lines);
    let title = match lines.find(|line| line.missing) {
        Some(line) => NEXT.with(lang, &[numbers[0], numbers[1], line.field.title.get(lang)]),
        None => ALL_THERE.with(lang, &numbers),
    };
    let pane = Pane::new(area, title);
    let width = pane.columns().saturating_sub(2);
    let fields: usize = parts.iter().map(|part| part.lines.len()).sum();
    let mut rows: Vec<Row<'_>> = Vec::new();
    let (mut at, mut chosen) = (0, None);
    for part in parts {
        let name = part.title.get(lang);
        if !name.is_empty() {
            let count = OF.with(lang, &[&part.known.to_string(), &part.needed.to_string()]);
            let count = if part.needed == 0 { String::new() } else { count };
            let left = vec![Span::styled(name.to_owned(), look.heading)];
            let count = Span::styled(count, look.muted);
            rows.push(Row::Heading(widgets::ends(left, count, width + 2)));
        }
        for line in &part.lines {
            if at == row {
                chosen = Some(rows.len());
            }
            rows.push(Row::Of(field_row(line, width, lang, look)));
            at += 1;
        }
    }
    let pieces = pieces::all(model);
    if !pieces.is_empty() {
        let count = Span::styled(pieces.len().to_string(), look.muted);
        let left = vec![Span::styled(EVIDENCE.get(lang), look.heading)];
        rows.push(Row::Heading(widgets::ends(left, count, width + 2)));
    }
    for piece in pieces {
        if at == row {
            chosen = Some(rows.len());
        }
        let line = vec![
            Span::styled("# ", look.evidence),
            Span::styled(piece.brief(lang), look.text),
        ];
        let origin = Span::styled(pieces::origin(piece, lang), look.muted);
        rows.push(Row::Of(widgets::ends(line, origin, width)));
        at += 1;
    }
    if at == row {
        chosen = Some(rows.len());
    }
    let bundle = format!("{} ...", ui::WRITE_BUNDLE.get(lang));
    rows.push(Row::Of(Line::styled(bundle, look.name)));
    let count = FIELD_OF.with(lang, &[&(row + 1).min(fields).to_string(), &fields.to_string()]);
    let piece =
        pieces::chosen(model).map(|at| PIECE_OF.with(lang, &[&(at + 1).to_string(), &pieces.len().to_string()]));
    let count = if row < fields { count } else { piece.unwrap_or_default() };
    if let Some(full) = (GAUGE * known).checked_div(needed) {
        let gauge = look.glyphs.filled.repeat(full) + &look.glyphs.unfilled.repeat(GAUGE - full);
        stage.note = format!("{gauge} {}", OF.with(lang, &[&known_text, &needed_text]));
        stage.note_style = look.accent;
    }
    stage.list(
        pane.counted(count).focused(),
        rows.len(),
        |at| rows.get(at).cloned(),
        chosen,
    );
}

/// A field: what is known of it at a glance, its title, its value.
fn field_row(line: &filling::Line, width: usize, lang: Lang, look: &Look) -> Line<'static> {
    let (mark, style, ink) = match line.mark {
        Mark::Known => (look.glyphs.done, look.good, look.text),
        Mark::Open => ("?", look.warn, look.text),
        Mark::Missing => ("!", look.warn, look.warn),
        Mark::Optional | Mark::DoesNotApply => ("-", look.muted, look.muted),
    };
    let title = columns::pad(line.field.title.get(lang), TITLE);
    let value = line.shown(lang);
    let left = vec![
        Span::styled(format!("{mark} "), style),
        Span::styled(format!("{title}  "), look.text),
        Span::styled(value, ink),
    ];
    match line.origin {
        Some(origin) => {
            let origin = Span::styled(format!("# {}", origin.brief(lang)), look.evidence);
            widgets::ends(left, origin, width)
        }
        None => widgets::cut(Line::from(left), width),
    }
}

fn asked_next(stage: &mut Stage<'_, '_>, area: Rect, model: &Model, missing: &[&filling::Line]) {
    let (look, lang) = (stage.look, model.lang);
    let pane = Pane::new(area, ASKED_NEXT.get(lang)).counted(OPEN.with(lang, &[&missing.len().to_string()]));
    let width = pane.columns();
    let lines = missing.iter().enumerate().map(|(at, line)| {
        let text = format!("{}  {}", at + 1, line.field.title.get(lang));
        widgets::cut(Line::styled(text, look.text), width)
    });
    stage.text(pane, lines.collect());
}

/// The chosen field: its value, its help, an example.
fn edit(stage: &mut Stage<'_, '_>, area: Rect, model: &Model, field: Option<&Field>, line: Option<&filling::Line>) {
    let (look, lang) = (stage.look, model.lang);
    let width = layout::prose(area.width);
    let piece = pieces::chosen(model).and_then(|at| pieces::all(model).get(at));
    if let Some(piece) = piece {
        let texts = pieces::lines(model, piece);
        let mut lines: Vec<Line<'_>> = Vec::new();
        for text in texts {
            lines.extend(widgets::wrapped(&text, width, look.text));
        }
        stage.text(Pane::new(area, piece.brief(lang)).marked("#", look.evidence), lines);
        return;
    }
    let Some((field, line)) = field.zip(line) else {
        let lines = widgets::wrapped(BUNDLE_TEXT.get(lang), width, look.text);
        stage.text(Pane::new(area, ui::WRITE_BUNDLE.get(lang)), lines);
        return;
    };
    let mut lines = prose(field.help.get(lang), width, look);
    lines.extend(example_of(model, field, width, look));
    if let Some(value) = &line.value {
        let value = format!(": {}", value.replace('\n', "; "));
        lines.insert(0, widgets::cut(Line::styled(value, look.name), width));
    }
    if let Some(origin) = line.origin {
        let at = usize::from(line.value.is_some());
        let origin = Line::styled(format!("# {}", origin.told(lang)), look.evidence);
        lines.insert(at, widgets::cut(origin, width));
    }
    stage.text(Pane::new(area, field.title.get(lang)), lines);
}
