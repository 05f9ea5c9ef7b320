//! The wizard as lines: numbered prompts for screen readers, remote shells and dumb terminals. The same model, the same
//! deeds and the same loop as on the screen; only the face differs. Nothing is redrawn.

use crate::app::bindings::Action;
use crate::app::message::Effect;
use crate::app::screens::walk::{Taken, take};
use crate::app::screens::{self, bundle, home, reader};
use crate::app::walking::{self, add_note, offers, skip, type_answer};
use crate::app::{Model, Place, Screen, act, filling, go, known};
use crate::case::report;
use crate::knowledge::page;
use crate::knowledge::shape::Field;
use crate::runtime::{Face, Runtime};
use crate::text::{Say, columns, one_line, say, ui};
use std::io::{self, BufRead, Write};

const HINT: Say = say(
    "Type a number and Enter. 0 goes back, ? shows what else can be typed, end of input leaves; everything is saved.",
    "번호를 입력하고 Enter를 누르십시오. 0은 뒤로, ?는 다른 명령 보기입니다. 입력을 끝내면 나가며 모두 저장됩니다.",
);
const COMMANDS: Say = say(
    "0 back; note TEXT adds a note; case shows the support case; bundle writes it; lang switches the language; home; quit",
    "0 뒤로, note 내용 = 메모 추가, case = 지원 사례, bundle = 번들 저장, lang = 언어 전환, home = 처음으로, quit = 끝내기",
);
const NO_SUCH: Say = say("There is no such number here.", "그런 번호는 없습니다.");
const ASK_NUMBER: Say = say("number or words> ", "번호 또는 문구> ");
const WORK_ON_IT: Say = say("Work on it", "이 항목부터 진행");
const GO_BACK: Say = say("Back", "뒤로");
const EDIT: Say = say(
    "number to fill in, or Enter to go back> ",
    "입력할 번호, 돌아가려면 Enter> ",
);
const DOES_NOT_CHANGE: Say = say(
    "empty or 0 keeps it as it is> ",
    "비우거나 0을 입력하면 그대로 둡니다> ",
);

/// The face and what it talks to.
pub struct Plain<'a> {
    pub model: &'a mut Model,
    pub runtime: &'a mut Runtime,
    pub input: &'a mut dyn BufRead,
    pub out: &'a mut dyn Write,
    /// Columns that text is wrapped to.
    pub width: usize,
}

/// Lines have no clipboard, and the shell stops a program that reads lines by itself.
struct Lines;

impl Face for Lines {
    fn send(&mut self, _text: &str) -> bool {
        false
    }

    fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Goes on, or the wizard is left.
type Step = io::Result<bool>;

/// The row that a line names, of `count`, counted from 0. `007` and `+3` name none: they are text.
fn row(text: &str, count: usize) -> Option<usize> {
    let number: usize = text.parse().ok()?;
    let row = number.checked_sub(1).filter(|row| *row < count)?;
    (number.to_string() == text).then_some(row)
}

impl Plain<'_> {
    /// Runs until the input ends or the person leaves.
    pub fn run(&mut self, first: Vec<Effect>) -> io::Result<()> {
        let on = self.perform(first)?;
        self.say(HINT)?;
        while on
            && match self.model.top() {
                Screen::Walk(_) => self.walk(),
                Screen::Form => self.form(),
                Screen::Bundle(_) => self.bundle(),
                Screen::Home(_) => self.home(),
                Screen::Reader(_) => self.reader(),
            }?
        {}
        self.out.flush()
    }

    fn line(&mut self, text: &str) -> io::Result<()> {
        for line in columns::wrap(text, self.width) {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    fn say(&mut self, say: Say) -> io::Result<()> {
        self.line(say.get(self.model.lang))
    }

    /// Does effects and waits for all that follows.
    fn perform(&mut self, effects: Vec<Effect>) -> Step {
        let flow = self.runtime.perform(self.model, effects, &mut Lines)?;
        let on = flow.is_continue() && self.runtime.settle(self.model, &mut Lines)?.is_continue();
        self.toast()?;
        Ok(on)
    }

    fn toast(&mut self) -> io::Result<()> {
        self.model.toast.take().map_or(Ok(()), |toast| self.line(&toast))
    }

    /// A line as it was typed; `None` at the end of the input, and where the wizard is left.
    fn read(&mut self, prompt: &str) -> io::Result<Option<String>> {
        // knowledge that cannot be read would be asked about as if there were none; the command says so on the way out
        if self.model.catalog.damage().is_some() {
            return Ok(None);
        }
        write!(self.out, "{prompt}")?;
        self.out.flush()?;
        let mut raw = String::new();
        if self.input.read_line(&mut raw)? == 0 {
            writeln!(self.out)?;
            return Ok(None);
        }
        let flow = self.runtime.take(self.model, None, &mut Lines)?;
        self.toast()?;
        Ok(flow.is_continue().then(|| one_line(&raw)))
    }

    /// One step back; on the first screen that leaves the wizard.
    fn back(&mut self) -> Step {
        match go::back(self.model) {
            Some(effects) => self.perform(effects),
            None => Ok(false),
        }
    }

    /// What can be typed anywhere. `Some` where the line was such a word.
    fn anywhere(&mut self, text: &str) -> io::Result<Option<bool>> {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        let open = self.model.case.is_some();
        let effects = match word.to_lowercase().as_str() {
            "0" if rest.is_empty() => return self.back().map(Some),
            "quit" | "exit" => return Ok(Some(false)),
            "?" | "help" => {
                self.say(COMMANDS)?;
                return Ok(Some(true));
            }
            "lang" => act(self.model, Action::Language),
            "home" => act(self.model, Action::Home),
            "case" if open => act(self.model, Action::Case),
            "bundle" if open => act(self.model, Action::Bundle),
            "note" if open && !rest.is_empty() => add_note(self.model, rest),
            _ => return Ok(None),
        };
        self.perform(effects).map(Some)
    }

    fn choices<T: AsRef<str>>(&mut self, texts: impl IntoIterator<Item = T>) -> io::Result<()> {
        for (i, text) in texts.into_iter().enumerate() {
            self.line(&format!("{}. {}", i + 1, text.as_ref()))?;
        }
        Ok(())
    }

    fn home(&mut self) -> Step {
        self.model.toast = None;
        let lang = self.model.lang;
        let Screen::Home(home) = self.model.top() else {
            return Ok(true);
        };
        let items = home::items(self.model);
        let verdict = home::verdict(self.model, home, &items);
        let found = verdict.is_some();
        self.line("")?;
        self.line(&verdict.unwrap_or_else(|| ui::PROMPT.get(lang).to_owned()))?;
        let texts: Vec<String> = items.iter().map(|item| home::text(self.model, item)).collect();
        self.choices(texts)?;
        let Some(text) = self.read(ASK_NUMBER.get(lang))? else {
            return Ok(false);
        };
        if let Some(row) = row(&text, items.len()) {
            let effects = screens::take(self.model, row);
            return self.perform(effects);
        }
        // nothing typed leaves what was found
        let text = if text.is_empty() && found { "0".to_owned() } else { text };
        if let Some(on) = self.anywhere(&text)? {
            return Ok(on);
        }
        if !text.is_empty() {
            home::search_for(self.model, &text);
        }
        Ok(true)
    }

    fn reader(&mut self) -> Step {
        let lang = self.model.lang;
        let text = reader::text(self.model, self.width).unwrap_or_default();
        write!(self.out, "{text}")?;
        self.choices([WORK_ON_IT, GO_BACK].map(|say| say.get(lang)))?;
        let Some(text) = self.read(ASK_NUMBER.get(lang))? else {
            return Ok(false);
        };
        match row(&text, 2) {
            Some(0) => {
                let effects = act(self.model, Action::Choose);
                self.perform(effects)
            }
            Some(_) => self.back(),
            None if text.is_empty() => self.back(),
            None => {
                let on = self.anywhere(&text)?;
                if on.is_none() {
                    self.say(NO_SUCH)?;
                }
                Ok(on.unwrap_or(true))
            }
        }
    }

    fn walk(&mut self) -> Step {
        let lang = self.model.lang;
        self.line("")?;
        let path = known::breadcrumb(self.model).join(" > ");
        self.line(&path)?;
        let Some(place) = self.model.place.clone() else {
            return self.back();
        };
        let mut typed = false;
        let mut texts: Vec<String> = offers(self.model).into_iter().map(|(_, text)| text).collect();
        match &place {
            Place::Question(open) => {
                typed = open.question.field.is_some();
                self.line(&page::plain(open.question.ask.get(lang)))?;
                if let Some(help) = &open.question.help {
                    self.line(&page::plain(help.get(lang)))?;
                }
                texts = open.choices.iter().map(|c| page::plain(c.text.get(lang))).collect();
            }
            Place::Remedy(remedy) => {
                write!(self.out, "{}", page::text(&remedy.blocks, self.width))?;
                self.line("")?;
                self.say(walking::asks(self.model))?;
            }
            Place::Concluded(_) => {
                self.say(ui::SOLVED)?;
                self.say(ui::SOLVED_TEXT)?;
            }
            Place::SupportCase => {
                self.say(ui::TO_SUPPORT)?;
                self.say(ui::TO_SUPPORT_TEXT)?;
            }
        }
        self.choices(&texts)?;
        let Some(text) = self.read(if typed { "> " } else { ASK_NUMBER.get(lang) })? else {
            return Ok(false);
        };
        if let Some(row) = row(&text, texts.len()) {
            return self.pick(row);
        }
        if let Some(on) = self.anywhere(&text)? {
            return Ok(on);
        }
        if typed {
            let effects = type_answer(self.model, &text);
            let on = self.perform(effects)?;
            if let Screen::Walk(view) = self.model.top()
                && let Some(reason) = view.error.clone()
            {
                self.line(&reason)?;
            }
            return Ok(on);
        }
        if !text.is_empty() {
            self.say(NO_SUCH)?;
        }
        Ok(true)
    }

    fn pick(&mut self, row: usize) -> Step {
        match take(self.model, row) {
            Taken::Done(effects) => return self.perform(effects),
            Taken::NoSuchRow => self.say(NO_SUCH)?,
            Taken::NeedsReason => {
                let prompt = format!("{} ", ui::WHY_NOT.get(self.model.lang));
                let Some(reason) = self.read(&prompt)? else {
                    return Ok(false);
                };
                match skip(self.model, &reason) {
                    Some(effects) => return self.perform(effects),
                    None => self.say(ui::SAY_WHY)?,
                }
            }
        }
        Ok(true)
    }

    fn form(&mut self) -> Step {
        let lang = self.model.lang;
        self.line("")?;
        self.say(ui::CASE)?;
        let lines = filling::lines(self.model);
        let texts: Vec<String> = lines
            .iter()
            .map(|line| format!("{}: {}", line.field.title.get(lang), line.shown(lang)))
            .chain(std::iter::once(ui::WRITE_BUNDLE.get(lang).to_owned()))
            .collect();
        self.choices(texts)?;
        let Some(text) = self.read(EDIT.get(lang))? else {
            return Ok(false);
        };
        if let Some(row) = row(&text, lines.len() + 1) {
            return match lines.get(row) {
                Some(line) => self.fill(&line.field),
                None => Ok(self.anywhere("bundle")?.unwrap_or(true)),
            };
        }
        match self.anywhere(&text)? {
            Some(on) => Ok(on),
            None => self.back(),
        }
    }

    fn fill(&mut self, field: &Field) -> Step {
        let lang = self.model.lang;
        self.line(field.ask.get(lang))?;
        self.line(&page::plain(field.help.get(lang)))?;
        if !field.example.is_empty() {
            self.line(&format!("{}: {}", ui::EXAMPLE.get(lang), field.example))?;
        }
        let values = filling::choices(field);
        self.choices(values.iter().map(|v| v.text.get(lang)))?;
        let Some(text) = self.read(DOES_NOT_CHANGE.get(lang))? else {
            return Ok(false);
        };
        let picked = row(&text, values.len()).and_then(|row| values.get(row));
        let raw = picked.map_or(text, |value| value.id.clone());
        if raw.is_empty() || raw == "0" {
            return Ok(true);
        }
        let effects = filling::fill(self.model, &field.id, &raw);
        self.perform(effects)
    }

    fn bundle(&mut self) -> Step {
        let lang = self.model.lang;
        let Screen::Bundle(state) = self.model.top() else {
            return Ok(true);
        };
        let name = state.path.value().to_owned();
        for line in bundle::lines(self.model) {
            self.line(&line)?;
        }
        let prompt = format!("{} ({name}): ", ui::BUNDLE_FILE.get(lang));
        let Some(path) = self.read(&prompt)? else {
            return Ok(false);
        };
        if path == "0" {
            return self.back();
        }
        let effects = bundle::write_to(self.model, &path);
        if !self.perform(effects)? {
            return Ok(false);
        }
        let Screen::Bundle(state) = self.model.top() else {
            return Ok(true);
        };
        let (written, error) = (state.written.clone(), state.error.clone());
        if let Some(path) = &written {
            self.line(&ui::BUNDLE_WRITTEN.with(lang, &[&path.display().to_string()]))?;
            if let Some(case) = &self.model.case {
                let short = report::ticket(&self.model.catalog, case, lang, report::TICKET);
                self.line(&short)?;
            }
        }
        if let Some(error) = error {
            self.line(&error)?;
        }
        if written.is_some() {
            let effects = go::put_away(self.model);
            return self.perform(effects);
        }
        Ok(true)
    }
}
