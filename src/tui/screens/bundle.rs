//! Draws what the bundle will hold, and what came of it.

use crate::app::Model;
use crate::app::panes::Panes;
use crate::app::screens::bundle::{self, Bundle};
use crate::text::{Say, say, ui, visible_path};
use crate::tui::panes::{self, Pane, Stage};
use crate::tui::typing;
use crate::tui::widgets;
use ratatui::layout::Rect;
use ratatui::text::Line;

const INSIDE: Say = say("Goes into the bundle", "번들에 들어가는 것");
const WRITTEN: Say = say("Written", "저장함");

pub fn draw(stage: &mut Stage<'_, '_>, panes: &Panes, model: &Model, state: &Bundle) {
    let area = Rect::from(panes.text);
    let (look, lang) = (stage.look, model.lang);
    let width = crate::app::layout::prose(area.width);
    let said = state.error.as_deref();
    let said = said
        .map(|said| widgets::said("!", look.warn, said, width, look))
        .unwrap_or_default();
    if let Some(path) = &state.written {
        let text = ui::BUNDLE_DONE.with(lang, &[&visible_path(path)]);
        let mut lines = widgets::wrapped(&text, width, look.text);
        lines.extend(said);
        let pane = Pane::new(area, WRITTEN.get(lang))
            .marked(look.glyphs.done, look.good)
            .focused();
        stage.text(pane, lines);
        return;
    }
    let Some(plan) = &state.plan else {
        let lines = vec![Line::styled(ui::READING_PLAN.get(lang), look.muted)];
        stage.text(Pane::new(area, INSIDE.get(lang)).focused(), lines);
        return;
    };
    let (above, file) = panes::below(area, bundle::ROWS_BELOW - 1);
    let pane = Pane::new(above, INSIDE.get(lang)).counted(bundle::count(plan, lang));
    stage.paper(pane, &bundle::rows(model), model.scroll());
    // for whom it is stays in sight while the list scrolls
    let whom = state.profile.told().get(lang).to_owned();
    let inside = stage.open(Pane::new(file, ui::BUNDLE_FILE.get(lang)).counted(whom).focused());
    let rest = typing::input(stage, inside, &state.path, "");
    widgets::put(stage.frame, rest, said);
}
