//! The wizard as lines: numbered prompts for screen readers, remote shells and dumb terminals. The same model, the same
//! engine and the same effects as on the screen; only the face differs. Nothing is redrawn.

use crate::app::bindings::Action;
use crate::app::message::{Effect, Msg};
use crate::app::overlay::{Overlay, Purpose};
use crate::app::screens::home::{Home, Item};
use crate::app::screens::{bundle, form, walk};
use crate::app::{self, Model, Screen, Stand, open_at};
use crate::case::report;
use crate::host::Host;
use crate::knowledge::article::{self, Reading};
use crate::knowledge::page;
use crate::runtime::Runtime;
use crate::search::{Search, Verdict};
use crate::text::{Say, one_line, say, ui};
use crate::walk::{Detail, Outcome};
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
const DOES_NOT_CHANGE: Say = say("empty keeps it as it is> ", "비워 두면 그대로 둡니다> ");

/// The face and what it talks to.
pub struct Plain<'a, 'b> {
    pub model: &'a mut Model,
    pub runtime: &'a mut Runtime<'b>,
    pub host: &'a dyn Host,
    pub input: &'a mut dyn BufRead,
    pub out: &'a mut dyn Write,
    /// Columns that text is wrapped to.
    pub width: usize,
}

/// What a line meant.
enum Line {
    Number(usize),
    Text(String),
    End,
}

/// Goes on, or the wizard is left.
type Step = io::Result<bool>;

impl Plain<'_, '_> {
    /// Runs until the input ends or the person leaves.
    pub fn run(&mut self, first: Vec<Effect>) -> io::Result<()> {
        self.perform(first)?;
        self.say(HINT)?;
        loop {
            let on = match self.model.top() {
                Screen::Walk(_) => self.walk(),
                Screen::Form(_) => self.form(),
                Screen::Bundle(_) => self.bundle(),
                Screen::Home(_) | Screen::Reader(_) => self.home(),
            }?;
            if !on {
                return self.out.flush();
            }
        }
    }

    fn line(&mut self, text: &str) -> io::Result<()> {
        for line in crate::text::columns::wrap(text, self.width) {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    fn say(&mut self, say: Say) -> io::Result<()> {
        self.line(say.get(self.model.lang))
    }

    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        let mut todo = effects;
        while !todo.is_empty() {
            let mut next = Vec::new();
            for effect in todo {
                for answer in self.runtime.perform(effect, self.model.lang) {
                    next.extend(app::update(self.model, answer));
                }
            }
            todo = next;
        }
        if let Some(toast) = self.model.toast.take() {
            self.line(&toast)?;
        }
        Ok(())
    }

    fn read(&mut self, prompt: &str) -> io::Result<Line> {
        write!(self.out, "{prompt}")?;
        self.out.flush()?;
        let mut raw = String::new();
        if self.input.read_line(&mut raw)? == 0 {
            writeln!(self.out)?;
            return Ok(Line::End);
        }
        let effects = app::update(self.model, Msg::Clock(self.host.now()));
        self.perform(effects)?;
        let text = one_line(&raw);
        Ok(text.parse().map_or(Line::Text(text), Line::Number))
    }

    /// What can be typed anywhere. `Some` where the line was such a word.
    fn anywhere(&mut self, text: &str) -> io::Result<Option<bool>> {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        let action = match word.to_lowercase().as_str() {
            "quit" | "exit" => return Ok(Some(false)),
            "?" | "help" => {
                self.say(COMMANDS)?;
                return Ok(Some(true));
            }
            "lang" => Action::Language,
            "home" => Action::Home,
            "case" if self.model.case.is_some() => Action::Case,
            "bundle" if self.model.case.is_some() => Action::Bundle,
            "note" if self.model.case.is_some() && !rest.is_empty() => {
                self.model.overlay = Some(Overlay::typing(Purpose::Note, rest.to_owned()));
                let effects = app::update(self.model, Msg::Key(app::key::Key::Enter));
                self.perform(effects)?;
                return Ok(Some(true));
            }
            _ => return Ok(None),
        };
        let effects = app::act(self.model, action);
        self.perform(effects)?;
        Ok(Some(true))
    }

    fn back(&mut self) -> Step {
        let effects = app::act(self.model, Action::Back);
        // on the first screen there is nothing to go back to, so it asks nothing either
        let leave = matches!(self.model.overlay.take(), Some(Overlay::Leave { .. }));
        self.perform(effects)?;
        Ok(!leave)
    }

    fn choices(&mut self, texts: &[String]) -> io::Result<()> {
        for (i, text) in texts.iter().enumerate() {
            self.line(&format!("{}. {text}", i + 1))?;
        }
        Ok(())
    }

    fn home(&mut self) -> Step {
        self.model.toast = None;
        let lang = self.model.lang;
        self.line("")?;
        self.line(ui::PROMPT.get(lang))?;
        let items = Home::default().items(self.model);
        let texts: Vec<String> = items
            .iter()
            .map(|item| match item {
                Item::Case(case) => format!(
                    "{} {} {}",
                    ui::OPEN_CASES.get(lang),
                    case.id,
                    walk::title_of(self.model, &case.start)
                ),
                Item::Tree(id) => walk::title_of(self.model, id),
                Item::Question(id) => walk::title_of(self.model, id),
                Item::Entry(_, id) => walk::title_of(self.model, id),
                Item::EmptyCase => ui::EMPTY_CASE.get(lang).to_owned(),
            })
            .collect();
        self.choices(&texts)?;
        match self.read(ASK_NUMBER.get(lang))? {
            Line::End => Ok(false),
            Line::Number(0) => self.back(),
            Line::Number(n) if n <= items.len() => {
                if let Some(Screen::Home(home)) = self.model.top_mut() {
                    *home = Home {
                        chosen: n - 1,
                        ..Home::default()
                    };
                }
                let effects = app::act(self.model, Action::Choose);
                self.perform(effects)?;
                Ok(true)
            }
            // five digits are an event, not a row
            Line::Number(n) => self.search(&n.to_string()),
            Line::Text(text) if text.is_empty() => Ok(true),
            Line::Text(text) => match self.anywhere(&text)? {
                Some(on) => Ok(on),
                None => self.search(&text),
            },
        }
    }

    fn search(&mut self, text: &str) -> Step {
        let lang = self.model.lang;
        let answer = Search::over(&self.model.catalog).ask(text, lang, 9);
        let says = match &answer.verdict {
            Verdict::Sure => ui::RESULTS,
            Verdict::Several => ui::SEVERAL,
            Verdict::Near => ui::NEAREST,
            Verdict::TooLittle => ui::TOO_LITTLE,
            Verdict::Nothing => ui::NOTHING_FITS,
            Verdict::OutOfScope(id) => {
                let topic = self.model.catalog.out_of_scope().into_iter().find(|s| s.id == *id);
                if let Some(topic) = topic {
                    self.line(&format!(
                        "{} {}",
                        ui::OUT_OF_SCOPE.with(lang, &[topic.title.get(lang)]),
                        topic.answer.get(lang)
                    ))?;
                }
                ui::NEAREST
            }
        };
        self.say(says)?;
        let ids: Vec<String> = answer
            .question
            .iter()
            .map(ToString::to_string)
            .chain(answer.hits.iter().map(|h| h.id.to_string()))
            .collect();
        if ids.is_empty() {
            return Ok(true);
        }
        let texts: Vec<String> = ids.iter().map(|id| walk::title_of(self.model, id)).collect();
        self.choices(&texts)?;
        let picked = match self.read(ASK_NUMBER.get(lang))? {
            Line::End => return Ok(false),
            Line::Number(n) => n.checked_sub(1).and_then(|i| ids.get(i)),
            Line::Text(text) if !text.is_empty() => return self.search(&text),
            Line::Text(_) => None,
        };
        let Some(id) = picked.cloned() else { return Ok(true) };
        if self.model.catalog.question(&id).is_some() {
            let effects = open_at(self.model, &id);
            self.perform(effects)?;
            return Ok(true);
        }
        let Some(entry) = self.model.catalog.entry(&id) else {
            return Ok(true);
        };
        let reading = Reading::plain(lang, Some(self.model.today()));
        write!(
            self.out,
            "{}",
            page::text(&article::blocks(&self.model.catalog, &entry, &reading), self.width)
        )?;
        self.choices(&[WORK_ON_IT.get(lang).to_owned(), GO_BACK.get(lang).to_owned()])?;
        match self.read(ASK_NUMBER.get(lang))? {
            Line::End => Ok(false),
            Line::Number(1) => {
                let effects = open_at(self.model, &id);
                self.perform(effects)?;
                Ok(true)
            }
            _ => Ok(true),
        }
    }

    fn walk(&mut self) -> Step {
        let lang = self.model.lang;
        self.line("")?;
        let path = walk::breadcrumb(self.model).join(" > ");
        self.line(&path)?;
        let Some(stand) = self.model.stand.clone() else {
            return self.back();
        };
        let texts: Vec<String> = match &stand {
            Stand::Ask(asked) => {
                self.line(&page::plain(asked.question.ask.get(lang)))?;
                if let Some(help) = &asked.question.help {
                    self.line(&page::plain(help.get(lang)))?;
                }
                asked.choices.iter().map(|c| page::plain(c.text.get(lang))).collect()
            }
            Stand::Try(trial) => {
                write!(self.out, "{}", page::text(&trial.blocks, self.width))?;
                self.line("")?;
                let asks = walk::asks(self.model);
                self.say(asks)?;
                walk::offers(self.model).into_iter().map(|(_, text)| text).collect()
            }
            Stand::Solved | Stand::SupportCase => {
                let (title, text) = match stand {
                    Stand::Solved => (ui::SOLVED, ui::SOLVED_TEXT),
                    _ => (ui::TO_SUPPORT, ui::TO_SUPPORT_TEXT),
                };
                self.say(title)?;
                self.say(text)?;
                walk::offers(self.model).into_iter().map(|(_, text)| text).collect()
            }
        };
        self.choices(&texts)?;
        let typed = matches!(&stand, Stand::Ask(asked) if asked.question.field.is_some());
        let prompt = if typed { "> " } else { ASK_NUMBER.get(lang) };
        match self.read(prompt)? {
            Line::End => Ok(false),
            Line::Number(0) => self.back(),
            Line::Number(n) if !typed => self.pick(n),
            Line::Number(n) => self.type_answer(&n.to_string()),
            Line::Text(text) => match self.anywhere(&text)? {
                Some(on) => Ok(on),
                None if typed => self.type_answer(&text),
                None if text.is_empty() => Ok(true),
                None => {
                    self.say(NO_SUCH)?;
                    Ok(true)
                }
            },
        }
    }

    fn type_answer(&mut self, text: &str) -> Step {
        if let Some(Screen::Walk(view)) = self.model.top_mut() {
            view.input = text.into();
        }
        let effects = app::act(self.model, Action::Choose);
        self.perform(effects)?;
        Ok(true)
    }

    fn pick(&mut self, n: usize) -> Step {
        let Some(digit) = n
            .checked_sub(1)
            .and_then(|i| u32::try_from(i + 1).ok())
            .and_then(|d| char::from_digit(d, 10))
        else {
            self.say(NO_SUCH)?;
            return Ok(true);
        };
        let effects = app::update(self.model, Msg::Key(app::key::Key::Char(digit)));
        if matches!(
            &self.model.overlay,
            Some(Overlay::Type {
                purpose: Purpose::SkipReason,
                ..
            })
        ) {
            self.model.overlay = None;
            let prompt = format!("{} ", ui::WHY_NOT.get(self.model.lang));
            match self.read(&prompt)? {
                Line::End => return Ok(false),
                Line::Text(reason) if reason.is_empty() => self.say(ui::SAY_WHY)?,
                line => {
                    let reason = match line {
                        Line::Number(n) => n.to_string(),
                        Line::Text(text) => text,
                        Line::End => String::new(),
                    };
                    let effects = walk::end_entry(self.model, Outcome::Skipped, Some(Detail::Reason(reason)));
                    self.perform(effects)?;
                }
            }
            return Ok(true);
        }
        self.perform(effects)?;
        Ok(true)
    }

    fn form(&mut self) -> Step {
        let lang = self.model.lang;
        self.line("")?;
        self.say(ui::CASE)?;
        let lines = form::lines(self.model);
        for (i, line) in lines.iter().enumerate() {
            let value = line.value.clone().unwrap_or_else(|| {
                if line.missing {
                    ui::MISSING_MARK.get(lang).to_owned()
                } else {
                    "-".to_owned()
                }
            });
            self.line(&format!(
                "{}. {}: {}",
                i + 1,
                line.field.title.get(lang),
                value.replace('\n', "; ")
            ))?;
        }
        self.line(&format!("{}. {}", lines.len() + 1, ui::WRITE_BUNDLE.get(lang)))?;
        match self.read(EDIT.get(lang))? {
            Line::End => Ok(false),
            Line::Number(n) if n == lines.len() + 1 => {
                let effects = app::act(self.model, Action::Bundle);
                self.perform(effects)?;
                Ok(true)
            }
            Line::Number(n) => match n.checked_sub(1).and_then(|i| lines.get(i)) {
                Some(line) => self.fill(&line.field.clone()),
                None => self.back(),
            },
            Line::Text(text) => match self.anywhere(&text)? {
                Some(on) => Ok(on),
                None => self.back(),
            },
        }
    }

    fn fill(&mut self, field: &crate::knowledge::shape::Field) -> Step {
        let lang = self.model.lang;
        self.line(field.ask.get(lang))?;
        self.line(&page::plain(field.help.get(lang)))?;
        if !field.example.is_empty() {
            self.line(&format!("{}: {}", ui::EXAMPLE.get(lang), field.example))?;
        }
        let values = form::choices(field);
        let texts: Vec<String> = values.iter().map(|v| v.text.get(lang).to_owned()).collect();
        self.choices(&texts)?;
        let raw = match self.read(DOES_NOT_CHANGE.get(lang))? {
            Line::End => return Ok(false),
            Line::Number(n) => n
                .checked_sub(1)
                .and_then(|i| values.get(i))
                .map_or_else(|| n.to_string(), |v| v.id.clone()),
            Line::Text(text) => text,
        };
        if !raw.is_empty() {
            let effects = form::submit(self.model, &field.id, &raw);
            self.perform(effects)?;
        }
        Ok(true)
    }

    fn bundle(&mut self) -> Step {
        let lang = self.model.lang;
        let Screen::Bundle(state) = self.model.top() else {
            return Ok(true);
        };
        let lines = bundle::lines(self.model);
        let name = state.path.value().to_owned();
        for line in lines {
            self.line(&line)?;
        }
        let prompt = format!("{} ({name}): ", ui::BUNDLE_FILE.get(lang));
        let path = match self.read(&prompt)? {
            Line::End => return Ok(false),
            Line::Number(0) => return self.back(),
            Line::Number(n) => n.to_string(),
            Line::Text(text) => text,
        };
        if let Some(Screen::Bundle(state)) = self.model.top_mut()
            && !path.is_empty()
        {
            state.path = path.into();
        }
        let effects = app::act(self.model, Action::Choose);
        self.perform(effects)?;
        let Screen::Bundle(state) = self.model.top() else {
            return Ok(true);
        };
        if let Some(path) = &state.written {
            let text = ui::BUNDLE_WRITTEN.with(lang, &[&path.display().to_string()]);
            self.line(&text)?;
            if let Some(case) = &self.model.case {
                let short = report::ticket(&self.model.catalog, case, lang, report::TICKET);
                self.line(&short)?;
            }
            let effects = app::act(self.model, Action::Home);
            self.perform(effects)?;
        } else if let Some(error) = state.error.clone() {
            self.line(&error)?;
        }
        Ok(true)
    }
}
