//! The settings: what holds for always, changed here and kept in the settings file.

use crate::app::bindings::Scope;
use crate::app::layout;
use crate::app::lines::Typed;
use crate::app::message::Effect;
use crate::app::model::{Deeds, Model, Screen};
use crate::app::panes::{Beside, Panes};
use crate::app::rows::{muted, prose};
use crate::app::screen::{Overlay, Purpose};
use crate::app::screens;
use crate::app::told::Told;
use crate::knowledge::page::Row;
use crate::settings::Setting;
use crate::text::{Say, one_line, say};
use std::path::Path;

pub const TITLE: Say = say("Settings", "설정");
const KEPT: Say = say(
    "Changes are kept in config.toml in the folder of your configuration. A flag or a variable of the environment counts more. \
     Keys of your own stand there too, under [keys]; `sspr keys` lists them.",
    "바꾼 내용은 설정 폴더의 config.toml에 저장됩니다. 명령줄 옵션과 환경 변수가 우선합니다. 단축키도 이 파일의 [keys]에서 \
     바꿀 수 있습니다. `sspr keys` 명령으로 목록을 봅니다.",
);
/// What is asked for the folder of bundles.
pub const FOLDER: Say = say(
    "Folder of bundles: a whole path; empty for where you start the program",
    "번들 폴더의 전체 경로(비우면 프로그램을 시작한 폴더)",
);
const NO_WHOLE_PATH: Say = say(
    "write the whole path, from the root or the drive",
    "루트나 드라이브부터 전체 경로를 적으십시오",
);

/// Rows of the pane about the chosen setting below the list, and columns of the list where it stands beside it.
const ABOUT: usize = 8;
const LIST: u16 = 67;

/// Nothing but the rows, which come from the settings of the model.
#[derive(Debug)]
pub struct Settings;

impl Screen for Settings {
    fn deeds(&self) -> &'static Deeds {
        &DEEDS
    }
}

const DEEDS: Deeds = Deeds {
    rows: |model| {
        let rows = model.settings.changeable();
        rows.iter().map(|setting| setting.name().to_owned()).collect()
    },
    first_row: |_| Some(usize::from(layout::BORDER)),
    take,
    panes: |model, area| {
        let (text, about) = if area.width >= layout::WIDER {
            area.left(LIST)
        } else {
            area.below(if layout::high(model.size) { ABOUT } else { 0 })
        };
        let rows = model.settings.changeable();
        let setting = model.row().and_then(|row| rows.get(row));
        let (lang, columns) = (model.lang, about.columns());
        let beside = setting.map(|setting| {
            let mut rows = prose(setting.help().get(lang), columns);
            rows.push(Row::new());
            rows.extend(muted(KEPT.get(lang), columns));
            Beside {
                area: about,
                title: setting.label().get(lang).to_owned(),
                rows,
                ..Beside::default()
            }
        });
        Panes {
            text,
            beside: beside.into_iter().collect(),
            ..Panes::alone(area)
        }
    },
    crumbs: |model| vec![TITLE.get(model.lang).to_owned()],
    ..Deeds::at(|_| Scope::Settings, told)
};

pub(in crate::app) fn open(model: &mut Model) {
    if model.top::<Settings>().is_none() {
        model.push(Settings);
    }
}

fn take(model: &mut Model, row: usize) -> Vec<Effect> {
    let Some(setting) = model.settings.changeable().into_iter().nth(row) else {
        return Vec::new();
    };
    match (setting.next(), setting) {
        (Some(next), _) => change(model, next),
        (None, Setting::Bundles(folder)) => {
            let folder = folder.map(|folder| folder.display().to_string()).unwrap_or_default();
            model.overlay = Some(Overlay::typing(Purpose::Bundles, Typed::new(&folder, false)));
            Vec::new()
        }
        (None, _) => Vec::new(),
    }
}

/// Takes the folder of bundles as it was typed; an error says what is wrong with it.
pub(in crate::app) fn folder(model: &mut Model, typed: &str) -> Result<Vec<Effect>, String> {
    let typed = one_line(typed);
    let folder = Some(Path::new(&typed)).filter(|_| !typed.is_empty());
    if folder.is_some_and(|folder| !folder.is_absolute()) {
        return Err(NO_WHOLE_PATH.get(model.lang).to_owned());
    }
    let folder = folder.map(Path::to_owned);
    Ok(change(model, Setting::Bundles(folder)))
}

fn change(model: &mut Model, setting: Setting) -> Vec<Effect> {
    model.settings.take(setting.clone());
    if let Setting::Language(lang) = setting {
        screens::pin(model);
        model.lang = lang;
        model.refresh();
    }
    vec![Effect::Configure(setting)]
}

fn told(model: &Model, columns: usize) -> Told {
    let lang = model.lang;
    let mut told = Told::new(lang, columns);
    told.line(TITLE.get(lang));
    told.line(KEPT.get(lang));
    let rows = model.settings.changeable();
    told.list(
        rows.iter()
            .map(|row| format!("{}: {}", row.label().get(lang), row.told(lang))),
    );
    told
}
