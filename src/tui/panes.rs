//! The frame: panes that share their borders. A screen opens its panes and draws inside them; borders, titles, thumbs and what
//! stands in the last border come when it is done, because what has focus is drawn last. Popups lie above.

use super::anchors::{self, Anchor};
use super::look::Look;
use super::widgets;
use crate::app::beside::OF;
use crate::app::layout::Area;
use crate::app::panes::Beside;
use crate::knowledge::page;
use crate::text::{Lang, columns, visible};
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Position, Rect};
use ratatui::style::Style;
use ratatui::symbols::border::Set;
use ratatui::symbols::merge::MergeStrategy;
use ratatui::text::Line;
use ratatui::widgets::Clear;

/// A part of the frame with its own title.
#[derive(Clone, Debug, Default)]
pub struct Pane {
    area: Rect,
    mark: Option<(String, Style)>,
    title: String,
    count: String,
    focused: bool,
    /// The first line seen, and how many there are.
    scroll: Option<(usize, usize)>,
}

impl Pane {
    pub fn new(area: Rect, title: impl Into<String>) -> Self {
        Self {
            area,
            title: title.into(),
            ..Self::default()
        }
    }

    /// A mark before the title says the state.
    pub fn marked(mut self, mark: &str, style: Style) -> Self {
        self.mark = Some((mark.to_owned(), style));
        self
    }

    /// What stands at the right of its title: `n of m`, or a state.
    pub fn counted(mut self, count: impl Into<String>) -> Self {
        self.count = count.into();
        self
    }

    pub fn focused(mut self) -> Self {
        self.focused = true;
        self
    }

    /// Of `lines` lines those from `top` on are seen.
    pub fn scrolled(mut self, top: usize, lines: usize) -> Self {
        self.scroll = Some((top, lines));
        self
    }

    /// Where its content stands: one blank inside the borders.
    pub fn inside(&self) -> Rect {
        self.area.inner(Margin::new(2, 1))
    }

    /// Rows of its content.
    pub fn rows(&self) -> usize {
        usize::from(self.area.height.saturating_sub(2))
    }

    /// Columns for text in it.
    pub fn columns(&self) -> usize {
        crate::app::layout::prose(self.area.width)
    }
}

impl From<Area> for Rect {
    fn from(area: Area) -> Rect {
        Rect::new(area.x, area.y, area.width, area.height)
    }
}

/// An area as the layout counts it.
pub fn area(rect: Rect) -> Area {
    Area {
        x: rect.x,
        y: rect.y,
        width: rect.width,
        height: rect.height,
    }
}

fn both((one, other): (Area, Area)) -> (Rect, Rect) {
    (one.into(), other.into())
}

/// See [`Area::above`].
pub fn above(rect: Rect, rows: usize) -> (Rect, Rect) {
    both(area(rect).above(rows))
}

/// See [`Area::below`].
pub fn below(rect: Rect, rows: usize) -> (Rect, Rect) {
    both(area(rect).below(rows))
}

/// See [`Area::left`].
pub fn left(rect: Rect, width: u16) -> (Rect, Rect) {
    both(area(rect).left(width))
}

/// A row of a list.
#[derive(Clone)]
pub enum Row<'a> {
    /// Of what stands below it.
    Heading(Line<'a>),
    Of(Line<'a>),
}

/// What a screen is drawn on: the frame between header and key bar.
pub struct Stage<'a, 'f> {
    pub frame: &'a mut Frame<'f>,
    pub look: &'a Look,
    /// The whole of it.
    pub area: Rect,
    /// What stands in the last border: at its left, and at its right when it was saved.
    pub note: String,
    pub note_style: Style,
    pub saved: String,
    /// Something lies over the screen, so that nothing on it has focus.
    pub quiet: bool,
    /// Addresses that were drawn.
    pub anchors: Vec<Anchor>,
    /// Where something is typed.
    pub cursor: Option<Position>,
    panes: Vec<Pane>,
}

impl<'a, 'f> Stage<'a, 'f> {
    pub fn new(frame: &'a mut Frame<'f>, look: &'a Look, area: Rect) -> Self {
        Self {
            frame,
            look,
            area,
            note: String::new(),
            note_style: look.muted,
            saved: String::new(),
            quiet: false,
            anchors: Vec::new(),
            cursor: None,
            panes: Vec::new(),
        }
    }

    /// Opens a pane; gives where its content stands.
    pub fn open(&mut self, mut pane: Pane) -> Rect {
        pane.focused &= !self.quiet;
        let inside = pane.inside();
        self.panes.push(pane);
        inside
    }

    /// A pane with lines of which the last says so where more would stand below.
    pub fn text(&mut self, pane: Pane, mut lines: Vec<Line<'_>>) {
        let rows = pane.rows();
        if lines.len() > rows {
            lines.truncate(rows);
            if let Some(last) = lines.pop() {
                let columns = pane.columns().saturating_sub(4);
                lines.push(widgets::dotted(last, columns));
            }
        }
        let inside = self.open(pane);
        widgets::put(self.frame, inside, lines);
    }

    /// A pane with the lines of an article from `top` on.
    pub fn paper(&mut self, pane: Pane, rows: &[page::Row], top: usize) {
        let shown = pane.rows();
        let active = pane.focused && !self.quiet;
        let inside = self.open(pane.scrolled(top, rows.len()));
        self.anchors.extend(anchors::of(rows, inside, top));
        let seen = rows.iter().skip(top).take(shown);
        widgets::paper(self.frame, inside, seen, active, self.look);
    }

    /// Takes away what was drawn in a pane, in whose place another stands.
    pub fn clear(&mut self, area: Rect) {
        self.panes.retain(|pane| pane.area != area);
        self.frame.render_widget(Clear, area);
        self.frame.buffer_mut().set_style(area, self.look.text);
        self.anchors.clear();
    }

    /// A pane beside the text, scrolled to a line. Where some of it is hidden and nothing else is counted, it says how much is seen.
    pub fn beside(&mut self, beside: &Beside, lang: Lang, scroll: Option<usize>, focused: bool) {
        let (rows, lines) = (beside.area.rows(), beside.rows.len());
        let count = if beside.count.is_empty() && rows > 0 && lines > rows {
            let seen = beside.top(scroll) + rows;
            OF.with(lang, &[&seen.to_string(), &lines.to_string()])
        } else {
            beside.count.clone()
        };
        let pane = Pane::new(beside.area.into(), &beside.title).counted(count);
        let pane = if focused { pane.focused() } else { pane };
        if rows > 0 {
            self.paper(pane, &beside.rows, beside.top(scroll));
        } else {
            self.open(pane);
        }
    }

    /// A pane with rows of which one may be chosen; every row is 2 columns narrower than the pane at most, but for headings.
    pub fn list<'l>(
        &mut self,
        pane: Pane,
        count: usize,
        row: impl Fn(usize) -> Option<Row<'l>>,
        chosen: Option<usize>,
    ) {
        let active = pane.focused && !self.quiet;
        self.rows(pane, Vec::new(), count, row, chosen, active);
    }

    /// So many rows below lines that stay; only those that are seen are made.
    pub fn headed_list<'l>(
        &mut self,
        pane: Pane,
        head: Vec<Line<'_>>,
        count: usize,
        row: impl Fn(usize) -> Option<Line<'l>>,
        chosen: Option<usize>,
    ) {
        let active = pane.focused && !self.quiet;
        self.rows(pane, head, count, |at| row(at).map(Row::Of), chosen, active);
    }

    /// A list that the line to type in steers: both are one focus, which the border of the line shows.
    pub fn steered_list<'l>(
        &mut self,
        pane: Pane,
        head: Vec<Line<'_>>,
        count: usize,
        row: impl Fn(usize) -> Option<Line<'l>>,
        chosen: Option<usize>,
    ) {
        let active = !self.quiet;
        self.rows(pane, head, count, |at| row(at).map(Row::Of), chosen, active);
    }

    fn rows<'l>(
        &mut self,
        pane: Pane,
        mut head: Vec<Line<'_>>,
        count: usize,
        row: impl Fn(usize) -> Option<Row<'l>>,
        chosen: Option<usize>,
        active: bool,
    ) {
        // however long what stands above is, some rows are seen
        head.truncate(pane.rows().saturating_sub(count.min(4)));
        let fixed = head.len();
        let shown = pane.rows() - fixed.min(pane.rows());
        let top = widgets::window(chosen.unwrap_or(0), count, shown);
        let inside = self.open(pane.scrolled(top, count + fixed));
        let inside = widgets::put(self.frame, inside, head);
        for (y, at) in (inside.y..).zip(top..count.min(top + shown)) {
            let area = Rect { y, height: 1, ..inside };
            match row(at) {
                None => {}
                Some(Row::Heading(text)) => widgets::show(self.frame, area, text),
                Some(Row::Of(text)) => widgets::row(self.frame, area, text, chosen == Some(at), active, self.look),
            }
        }
    }

    /// Draws what surrounds the content: borders, focus last; titles; thumbs.
    pub fn surround(&mut self) {
        let (look, area) = (self.look, self.area);
        let buffer = self.frame.buffer_mut();
        self.panes.sort_by_key(|pane| pane.focused);
        for pane in self.panes.iter().filter(|pane| !pane.area.is_empty()) {
            let style = if pane.focused { look.accent } else { look.border };
            border(buffer, pane.area, &look.glyphs.border, style);
        }
        let set = look.glyphs.border;
        if set.top_left == set.top_right {
            // signs that do not merge leave a gap where a later pane passes a corner
            for Pane { area, .. } in &self.panes {
                for (x, y) in [area.x, area.right().saturating_sub(1)]
                    .into_iter()
                    .flat_map(|x| [area.y, area.bottom().saturating_sub(1)].map(|y| (x, y)))
                {
                    if let Some(cell) = buffer.cell_mut((x, y)) {
                        cell.set_symbol(set.top_left);
                    }
                }
            }
        }
        for pane in &self.panes {
            title(buffer, pane, look);
            thumb(buffer, pane, look);
        }
        let y = area.bottom().saturating_sub(1);
        let saved = columns::width(&self.saved);
        if saved > 0 {
            let x = usize::from(area.right()).saturating_sub(saved + 3);
            let x = u16::try_from(x).unwrap_or(area.x);
            inscribe(buffer, (x, y), &format!(" {} ", self.saved), look.muted, look);
        }
        if !self.note.is_empty() {
            let room = usize::from(area.width).saturating_sub(if saved > 0 { saved + 7 } else { 4 });
            let note = format!(" {} ", columns::cut(&self.note, room));
            inscribe(buffer, (area.x + 1, y), &note, self.note_style, look);
        }
    }
}

/// The border of a pane, merged with those that stand there. Not `Block`, which styles every cell inside as well.
fn border(buffer: &mut Buffer, area: Rect, set: &Set<'_>, style: Style) {
    let (left, right) = (area.x, area.right().saturating_sub(1));
    let (top, bottom) = (area.y, area.bottom().saturating_sub(1));
    let mut put = |x, y, sign| {
        if let Some(cell) = buffer.cell_mut((x, y)) {
            // most stand alone
            let cell = match cell.symbol() {
                " " => cell.set_symbol(sign),
                same if same == sign => cell,
                _ => cell.merge_symbol(sign, MergeStrategy::Exact),
            };
            cell.set_style(style);
        }
    };
    for x in left + 1..right {
        put(x, top, set.horizontal_top);
        put(x, bottom, set.horizontal_bottom);
    }
    for y in top + 1..bottom {
        put(left, y, set.vertical_left);
        put(right, y, set.vertical_right);
    }
    put(left, top, set.top_left);
    put(right, top, set.top_right);
    put(left, bottom, set.bottom_left);
    put(right, bottom, set.bottom_right);
}

/// Title left and count right in the top border. What is too long for both cuts the title.
fn title(buffer: &mut Buffer, pane: &Pane, look: &Look) {
    let room = usize::from(pane.area.width).saturating_sub(2);
    let style = if pane.focused { look.focus } else { look.name };
    let count = columns::cut(&pane.count, room.saturating_sub(2));
    let taken = if count.is_empty() {
        0
    } else {
        columns::width(&count) + 3
    };
    let mark = pane.mark.as_ref().map_or(0, |(mark, _)| columns::width(mark) + 1);
    let left = room.saturating_sub(taken + mark + 2);
    let (mut x, y) = (pane.area.x + 1, pane.area.y);
    let mut put = |text: &str, style: Style| x = inscribe(buffer, (x, y), text, style, look);
    if left > 3 && !pane.title.is_empty() {
        put(" ", style);
        if let Some((mark, ink)) = &pane.mark {
            put(mark, *ink);
            put(" ", style);
        }
        put(&columns::cut(&pane.title, left), style);
        put(" ", style);
    }
    if !count.is_empty() {
        let wide = u16::try_from(columns::width(&count) + 2).unwrap_or(0);
        let x = pane.area.right().saturating_sub(wide + 1);
        inscribe(buffer, (x, y), &format!(" {count} "), look.muted, look);
    }
}

/// Words on a border, in place of its cells; gives the column behind them.
fn inscribe(buffer: &mut Buffer, (x, y): (u16, u16), text: &str, style: Style, look: &Look) -> u16 {
    let wide = u16::try_from(columns::width(text)).unwrap_or(0);
    for x in x..x.saturating_add(wide) {
        if let Some(cell) = buffer.cell_mut((x, y)) {
            cell.reset();
        }
    }
    widgets::ink(
        buffer,
        (x, y),
        buffer.area.right(),
        &visible(text),
        look.text.patch(style),
    )
}

/// The thumb on the right side, only where something is hidden. It covers plain side cells, never a junction.
fn thumb(buffer: &mut Buffer, pane: &Pane, look: &Look) {
    let (shown, Some((top, lines))) = (pane.rows(), pane.scroll) else {
        return;
    };
    if lines <= shown || shown == 0 {
        return;
    }
    let long = (shown * shown / lines).max(1);
    let hidden = lines - shown;
    let from = ((shown - long) * top.min(hidden) + hidden / 2) / hidden;
    let x = pane.area.right().saturating_sub(1);
    for row in (from..from + long).filter_map(|row| u16::try_from(row).ok()) {
        if let Some(cell) = buffer.cell_mut((x, pane.area.y + 1 + row))
            && cell.symbol() == look.glyphs.border.vertical_left
        {
            cell.set_symbol(look.glyphs.thumb).set_style(look.accent);
        }
    }
}

/// Columns of a popup, where the screen has them.
pub const POPUP: u16 = 60;

/// A box in the middle of the screen, at most [`POPUP`] columns wide, with `rows` rows of content where the screen has them.
pub fn popup<'a, 'f>(frame: &'a mut Frame<'f>, look: &'a Look, rows: usize) -> Stage<'a, 'f> {
    let whole = frame.area();
    let width = whole.width.saturating_sub(4).min(POPUP);
    let height = u16::try_from(rows.saturating_add(2)).unwrap_or(u16::MAX);
    let height = height.min(whole.height.saturating_sub(4));
    let area = Rect {
        x: whole.x + (whole.width - width) / 2,
        y: whole.y + (whole.height - height) / 2,
        width,
        height,
    };
    mend(frame.buffer_mut(), area);
    frame.render_widget(Clear, area);
    frame.buffer_mut().set_style(area, look.text);
    Stage::new(frame, look, area)
}

/// A wide character that begins before an area and ends in it would still cover its border.
fn mend(buffer: &mut Buffer, area: Rect) {
    let Some(x) = area.x.checked_sub(1) else { return };
    for y in area.y..area.bottom() {
        if let Some(cell) = buffer.cell_mut((x, y))
            && columns::width(cell.symbol()) > 1
        {
            cell.set_symbol(" ");
        }
    }
}
