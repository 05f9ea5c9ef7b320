//! Reading one entry: a remedy without outcomes.

use crate::app::bindings::Scope;
use crate::app::leaf::{Leaf, Sheet};
use crate::app::message::{Effect, Work};
use crate::app::model::{Deeds, Model, Screen};
use crate::app::told::{Heard, Told};
use crate::app::{beside, go, known, layout, steps, walking};
use crate::knowledge::article::Article;
use crate::knowledge::id::EntryId;
use crate::knowledge::link::Target;
use crate::knowledge::page;
use crate::knowledge::spot::{Spot, Words};
use crate::text::{Say, say, ui};
use std::rc::Rc;

const WORK_ON_IT: Say = say("Work on it", "이 항목부터 진행");
const GO_BACK: Say = say("Back", "뒤로");

/// The entry that is read.
#[derive(Clone, Debug)]
pub struct Reader {
    pub entry: EntryId,
}

impl Reader {
    pub fn of(entry: EntryId) -> Self {
        Self { entry }
    }
}

impl Screen for Reader {
    fn deeds(&self) -> &'static Deeds {
        &DEEDS
    }
}

const DEEDS: Deeds = Deeds {
    rows: |model| sheet(model).map(|sheet| sheet.names()).unwrap_or_default(),
    first_row: |_| Some(usize::from(layout::BORDER)),
    take: |model, _| match model.top::<Reader>().map(|reader| reader.entry.clone()) {
        // in a walk that is on its way it is taken up there
        Some(entry) if walking::walks(model) => go::take_up(model, &entry),
        Some(entry) => go::start(model, &entry),
        None => Vec::new(),
    },
    spot: |model| sheet(model)?.at,
    paper: |model| Some(sheet(model)?.paper(layout::body_rows(model.size))),
    panes: |model, area| {
        let article = article(model);
        let read = article.as_deref().map(|article| (article, (DEEDS.spot)(model)));
        beside::around(model, area, read, 0)
    },
    copied: |model| {
        let article = article(model)?;
        Some(steps::copied(&article, (DEEDS.spot)(model)))
    },
    crumbs: |model| {
        let reader = model.top::<Reader>().into_iter();
        reader.map(|reader| reader.entry.to_string()).collect()
    },
    heard: |model, row, text| match row {
        Some(0) => Heard::Effects(model.take(0)),
        Some(_) => Heard::Back,
        None if text.is_empty() => Heard::Back,
        None => match known::link(model, text) {
            Some(target) => Heard::Effects(follow(model, target)),
            None => Heard::NoSuchRow,
        },
    },
    ..Deeds::at(|_| Scope::Reader, told)
};

fn told(model: &Model, columns: usize) -> Told {
    let mut told = Told::new(model.lang, columns);
    told.text = article(model)
        .map(|article| page::text(&article.whole(), columns))
        .unwrap_or_default();
    told.list([WORK_ON_IT, GO_BACK].map(|say| say.get(model.lang).to_owned()));
    told
}

/// The entry as it is read in the open case.
pub fn article(model: &Model) -> Option<Rc<Article>> {
    model.article(&model.top::<Reader>()?.entry)
}

/// The entry laid out at the present width, its commands filled with what the case knows.
pub fn sheet(model: &Model) -> Option<Rc<Sheet>> {
    Some(model.leaves.sheet(Leaf {
        above: Vec::new(),
        article: article(model)?,
        unfolded: model.unfolded().clone(),
        chosen: model.chosen().clone(),
        whole: model.find().is_some(),
        columns: layout::text_columns(model.size, true),
        words: (layout::walk(model.size.0).side > 0).then_some(Words::Beside),
        ticked: None,
    }))
}

/// What Space does where the cursor stands: unfolds, or follows.
pub(in crate::app) fn unfold(model: &mut Model) -> Vec<Effect> {
    let Some(spot) = (DEEDS.spot)(model) else {
        return Vec::new();
    };
    if let Spot::Section(section) = spot {
        steps::unfold(model, section);
        return Vec::new();
    }
    let target = article(model).and_then(|article| article.target(spot).cloned());
    if target.is_none() {
        model.say(ui::NO_FOLD_HERE);
    }
    target.map_or_else(Vec::new, |target| follow(model, target))
}

/// Follows a link: an entry is read, a page is opened where the system can.
pub fn follow(model: &mut Model, target: Target) -> Vec<Effect> {
    match target {
        Target::Entry(id) => {
            model.push(Reader::of(id));
            Vec::new()
        }
        Target::Page(address) => vec![model.begin(Work::Browse(address))],
    }
}
