//! What was answered and is not on the disk: kept, marked on the screen until it is saved, tried again by itself and on
//! leaving. Owns the question that is asked then.

use super::message::Effect;
use crate::case::{Case, CaseId};
use crate::text::{Lang, Say, one_line, say};
use crate::time::Stamp;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Saving is tried again after so many seconds.
const AGAIN: i64 = 10;

/// The mark beside the name of the program.
pub const MARK: Say = say("NOT SAVED", "저장 안 됨");
pub const QUESTION: Say = say(
    "Leave? Not everything is saved.",
    "끝내시겠습니까? 저장되지 않은 내용이 있습니다.",
);
pub const TRY_AGAIN: Say = say("Try again to save", "다시 저장하기");
pub const ANOTHER_FOLDER: Say = say("Save into another folder", "다른 폴더에 저장하기");
pub const LEAVE_WITHOUT: Say = say("Leave without what is not saved", "저장하지 않고 끝내기");
pub const WHICH_FOLDER: Say = say("Into which folder?", "어느 폴더에 저장하시겠습니까?");
const SAVED_AFTER_ALL: Say = say("Now everything is saved.", "이제 모두 저장되었습니다.");
const NAME_IT: Say = say("Type the path of a folder.", "폴더 경로를 입력하십시오.");
const LOST: Say = say("case {} is not saved: {}", "사례 {}: 저장하지 못했습니다. {}");

/// Cases as they should stand on the disk and do not, each with why.
#[derive(Debug, Default)]
pub struct Unsaved {
    cases: BTreeMap<CaseId, (Case, String)>,
    tried: Option<Stamp>,
    /// Where they were saved in the end, in a folder of somebody's choice.
    elsewhere: Vec<PathBuf>,
}

impl Unsaved {
    pub fn is_empty(&self) -> bool {
        self.cases.is_empty()
    }

    /// The files in which they were saved in the end, in a folder of somebody's choice.
    pub fn files(&self) -> &[PathBuf] {
        &self.elsewhere
    }

    /// The case of this name, as it should stand on the disk.
    pub fn case(&self, id: &CaseId) -> Option<&Case> {
        self.cases.get(id).map(|(case, _)| case)
    }

    pub fn cases(&self) -> impl Iterator<Item = &Case> {
        self.cases.values().map(|(case, _)| case)
    }

    /// It is deleted: nothing of it is to be saved any more.
    pub(super) fn forget(&mut self, id: &CaseId) {
        self.cases.remove(id);
    }

    /// Which cases are not saved and why, a sentence each.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let lines = self.cases.iter();
        lines.map(|(id, (_, why))| LOST.with(lang, &[id, why])).collect()
    }

    /// Why, in the words for the last one.
    pub fn why(&self) -> Option<&str> {
        self.cases.values().next_back().map(|(_, why)| why.as_str())
    }

    /// A case could not be saved; gives what is to be said, which is said once. The mark stays.
    pub(super) fn failed(&mut self, case: Case, why: String, now: Stamp) -> Option<String> {
        self.tried = Some(now);
        let known = self.cases.insert(case.id.clone(), (case, why.clone()));
        known.is_none_or(|(_, before)| before != why).then_some(why)
    }

    /// A case was saved; gives what is to be said.
    pub(super) fn saved(&mut self, id: &CaseId) -> Option<Say> {
        self.cases.remove(id)?;
        self.is_empty().then_some(SAVED_AFTER_ALL)
    }

    fn saves(&self) -> Vec<Effect> {
        let cases = self.cases().cloned();
        cases.map(|case| Effect::Save(Box::new(case))).collect()
    }

    /// When saving is to be tried again.
    pub fn next(&self) -> Option<Stamp> {
        self.tried.filter(|_| !self.is_empty())?.after(AGAIN)
    }

    /// Tries again where it is time.
    pub(super) fn retry(&self, now: Stamp) -> Vec<Effect> {
        if self.next().is_some_and(|next| next <= now) {
            return self.saves();
        }
        Vec::new()
    }

    /// Leaves; where something is not saved that is tried once more first, and then asked about.
    pub fn leave(&self) -> Vec<Effect> {
        if self.is_empty() {
            return vec![Effect::Quit];
        }
        let mut effects = self.saves();
        effects.push(Effect::Leave);
        effects
    }

    /// Saves everything into a folder that was typed.
    pub(super) fn elsewhere(&self, typed: &str, lang: Lang) -> Result<Vec<Effect>, String> {
        let folder = one_line(typed);
        if folder.is_empty() {
            return Err(NAME_IT.get(lang).to_owned());
        }
        let cases = self.cases().cloned().collect();
        Ok(vec![Effect::SaveElsewhere { cases, folder }])
    }

    /// Everything is saved in a folder of somebody's choice: nothing keeps the wizard open.
    pub(super) fn saved_elsewhere(&mut self, paths: Vec<PathBuf>) -> Vec<Effect> {
        self.cases.clear();
        self.elsewhere = paths;
        vec![Effect::Quit]
    }
}
