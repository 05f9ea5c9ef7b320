//! The wizard as lines: numbered prompts for screen readers, remote shells and dumb terminals. The same model, the same
//! deeds and the same loop as on the screen; only the face differs. Nothing is redrawn.

use crate::app::bindings::Action;
use crate::app::message::{Effect, MOST_PASTED};
use crate::app::screen::{List, Overlay, Purpose};
use crate::app::told::{Heard, Told};
use crate::app::unsaved::MARK;
use crate::app::update::paste;
use crate::app::walking::add_note;
use crate::app::{Model, act, bindings, filling, go, overlay, scanning};
use crate::knowledge::page;
use crate::knowledge::shape::Field;
use crate::runtime::{Face, Runtime};
use crate::settings;
use crate::text::{Say, clean, columns, fitting, one_line, say, ui, visible};
use std::io::{self, BufRead, Write};

const HINT: Say = say(
    "Type a number and Enter. 0 goes back, ? shows what else can be typed, quit or Ctrl-D leaves; everything is saved.",
    "번호를 입력하고 Enter를 누르십시오. 0은 뒤로, ?는 다른 명령 보기입니다. quit를 입력하거나 Ctrl-D를 누르면 끝나며 모두 저장됩니다.",
);
const BY_ENVIRONMENT: Say = say(
    "Lines instead of a screen, because ACCESSIBLE is set.",
    "ACCESSIBLE 환경 변수가 설정되어 화면 대신 줄 단위로 표시합니다.",
);
const BY_TERMINAL: Say = say(
    "Lines instead of a screen, because TERM is dumb.",
    "TERM이 dumb이므로 화면 대신 줄 단위로 표시합니다.",
);
const BY_FILE: Say = say(
    "Lines instead of a screen, as your settings say: type settings to change it.",
    "설정에 따라 화면 대신 줄 단위로 표시합니다. 바꾸려면 settings를 입력하십시오.",
);
const COMMANDS: Say = say(
    "0 back; an empty line tells again where you are; tick 2, unneeded 2 or skip 2 WHY says what became of a step; the id of an entry or an address follows it; u takes back what was said last, redo says it again; way shows the way so far; overrule answers anew what a paste or a log answered; paste takes a text of several lines, drop 2 and take 2 turn a row of what it held; verify lists what was seen of the caller; helped shows whether the remedy helped; log shows what a log says, log PATH reads one; ticket shows the ticket text; cases lists all cases; settings shows the settings; note TEXT adds a note, note alone one of several lines; case shows the support case; bundle writes it; lang switches the language; home; quit",
    "0 뒤로, 빈 줄 = 지금 화면 다시 보기, tick 2 = 2단계 완료, unneeded 2 = 필요 없음, skip 2 이유 = 하지 못함, 항목 ID나 주소 = 따라가기, u = 되돌리기, redo = 다시 적용, way = 지금까지의 경로, overrule = 붙여 넣은 내용이나 로그로 답한 질문 다시 답하기, paste = 여러 줄 붙여 넣기, drop 2 = 그중 2번 제외, take 2 = 다시 포함, verify = 발신자 확인, helped = 조치의 효과 확인, log = 로그 결과, log 경로 = 로그 읽기, ticket = 티켓 문구, cases = 모든 사례, settings = 설정, note 내용 = 메모 추가, note만 입력 = 여러 줄 메모, case = 지원 사례, bundle = 번들 저장, lang = 언어 전환, home = 처음으로, quit = 끝내기",
);
const CHOSEN: Say = say("Chosen: {}", "선택: {}");
const WOULD_BE_SEEN: Say = say(
    "What you type here can be seen. Leave and use `sspr case bundle --encrypt` or `sspr case import`, which ask without showing it.",
    "여기에 입력하는 내용은 화면에 보입니다. 종료한 뒤 화면에 표시하지 않고 묻는 `sspr case bundle --encrypt`나 `sspr case import`를 쓰십시오.",
);
const NO_SUCH: Say = say("There is no such number here.", "그런 번호는 없습니다.");
const DOES_NOT_CHANGE: Say = say(
    "empty or 0 keeps it as it is> ",
    "비우거나 0을 입력하면 그대로 둡니다> ",
);

const LINES_OR_NONE: Say = say(
    "type it; a line with nothing but a dot ends it, an empty line or 0 keeps it as it is> ",
    "내용을 입력하고 마침표(.)만 있는 줄로 끝냅니다. 빈 줄이나 0을 입력하면 그대로 둡니다> ",
);
const NOTE_LINES: Say = say(
    "type the note; a line with nothing but a dot ends it> ",
    "메모를 입력하고 마침표(.)만 있는 줄로 끝내십시오> ",
);

const PASTE_LINES: Say = say(
    "paste it; a line with nothing but a dot ends it> ",
    "붙여 넣고 마침표(.)만 있는 줄로 끝내십시오> ",
);

/// A line of more bytes than anybody pastes comes from something that never ends.
const LONGEST: usize = 32 << 20;

/// The face and what it talks to.
pub struct Plain<'a> {
    pub model: &'a mut Model,
    pub runtime: &'a mut Runtime,
    pub input: &'a mut dyn BufRead,
    pub out: &'a mut dyn Write,
    /// Columns that text is wrapped to.
    pub width: usize,
    /// The lines of the screen that was told last; nothing of it is told again until it changes.
    pub told: Vec<String>,
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

/// The number that a line names, where it is one of `numbers`. `007` and `+3` name none: they are text.
fn number(text: &str, mut numbers: impl Iterator<Item = usize>) -> Option<usize> {
    let number: usize = text.parse().ok()?;
    let offered = numbers.any(|offered| offered == number);
    (offered && number.to_string() == text).then_some(number)
}

/// The row that a line names, of `count`, counted from 0.
fn row(text: &str, count: usize) -> Option<usize> {
    number(text, 1..=count)?.checked_sub(1)
}

impl Plain<'_> {
    /// Says in the first line why there is no screen, where nobody asked for lines in this command.
    pub fn says_why(&mut self, why: settings::Plain) -> io::Result<()> {
        let said = match why {
            settings::Plain::Flag => return Ok(()),
            settings::Plain::Accessible => BY_ENVIRONMENT,
            settings::Plain::Dumb => BY_TERMINAL,
            settings::Plain::File => BY_FILE,
        };
        self.say(said)
    }

    /// Runs until the input ends or the person leaves.
    pub fn run(&mut self, first: Vec<Effect>) -> io::Result<()> {
        let mut on = self.perform(first)?;
        self.say(HINT)?;
        while on || !self.runtime.left() {
            on = match self.model.overlay.take() {
                // whoever wants to leave is asked where something is not saved
                _ if !on => {
                    let effects = self.model.unsaved.leave();
                    self.perform(effects)
                }
                Some(overlay) => self.over(overlay),
                None => self.screen(),
            }?;
        }
        self.out.flush()
    }

    fn line(&mut self, text: &str) -> io::Result<()> {
        for line in columns::wrap(text, self.width) {
            self.put(&format!("{line}\n"))?;
        }
        Ok(())
    }

    /// The one place that prints.
    fn put(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(visible(text).as_bytes())
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

    /// The bytes up to the end of a line; `None` at the end of the input. What is no text is shown as such; what goes beyond
    /// what may be pasted is read and dropped, and that is said. A line that does not end is the end of the input.
    fn raw(&mut self) -> io::Result<Option<String>> {
        let mut raw = Vec::new();
        let mut count = 0;
        loop {
            let block = match self.input.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                block => block?,
            };
            let end = block.iter().position(|byte| *byte == b'\n');
            let taken = end.map_or(block.len(), |end| end + 1);
            let room = MOST_PASTED.saturating_sub(raw.len());
            raw.extend(block.iter().take(taken.min(room)));
            count += taken;
            self.input.consume(taken);
            if end.is_some() || taken == 0 {
                break;
            }
            if count > LONGEST {
                self.say(ui::PASTE_CUT)?;
                return Ok(None);
            }
        }
        if count > raw.len() {
            self.say(ui::PASTE_CUT)?;
        }
        Ok((count > 0).then(|| String::from_utf8_lossy(&raw).into_owned()))
    }

    /// A line as it was typed; `None` at the end of the input, and where the wizard is left.
    fn read(&mut self, prompt: &str) -> io::Result<Option<String>> {
        // knowledge that cannot be read would be asked about as if there were none; the command says so on the way out
        if self.model.catalog.damage().is_some() {
            return Ok(None);
        }
        for line in self.model.unsaved.lines(self.model.lang) {
            self.line(&format!("{}: {line}", MARK.get(self.model.lang)))?;
        }
        self.put(prompt)?;
        self.out.flush()?;
        let Some(raw) = self.raw()? else {
            self.put("\n")?;
            self.runtime
                .perform(self.model, vec![Effect::Quit], &mut Lines)
                .map(drop)?;
            return Ok(None);
        };
        let flow = self.runtime.take(self.model, None, &mut Lines)?;
        self.toast()?;
        Ok(flow.is_continue().then(|| one_line(&raw)))
    }

    /// A text of several lines that begins with `first`: up to a line with a single dot, or the end of the input.
    fn lines_from(&mut self, first: String) -> io::Result<String> {
        if first == "." {
            return Ok(String::new());
        }
        let mut all = first;
        let mut cut = false;
        loop {
            let Some(raw) = self.raw()? else { return Ok(all) };
            let line = clean(&raw);
            if line.trim() == "." {
                return Ok(all);
            }
            let line = line.trim_end();
            let room = MOST_PASTED.saturating_sub(all.len() + 1);
            let kept = fitting(line, room);
            if kept.len() < line.len() && !cut {
                cut = true;
                self.say(ui::PASTE_CUT)?;
            }
            if room > 0 {
                all.push('\n');
                all.push_str(kept);
            }
        }
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
            "u" | "undo" => self.allowed(Action::Undo),
            "redo" => self.allowed(Action::Redo),
            "v" | "verify" => self.allowed(Action::Verify),
            "helped" => self.allowed(Action::Accept),
            "way" => self.allowed(Action::Way),
            "overrule" => self.allowed(Action::Overrule),
            "paste" if rest.is_empty() => {
                let Some(first) = self.read(PASTE_LINES.get(self.model.lang))? else {
                    return Ok(Some(false));
                };
                let text = self.lines_from(first)?;
                paste(self.model, &text)
            }
            "ticket" => self.allowed(Action::Ticket),
            "cases" => act(self.model, Action::Cases),
            "log" if rest.is_empty() => act(self.model, Action::Log),
            "log" => scanning::typed(self.model, rest),
            "check" => act(self.model, Action::Checks),
            "settings" => act(self.model, Action::Settings),
            "case" if open => act(self.model, Action::Case),
            "bundle" if open => act(self.model, Action::Bundle),
            "note" if open && !rest.is_empty() => add_note(self.model, rest),
            "note" if open => {
                let Some(first) = self.read(NOTE_LINES.get(self.model.lang))? else {
                    return Ok(Some(false));
                };
                let text = self.lines_from(first)?;
                add_note(self.model, &text)
            }
            _ => return Ok(None),
        };
        self.perform(effects).map(Some)
    }

    /// What a key would do here, or why not.
    fn allowed(&mut self, action: Action) -> Vec<Effect> {
        let lacks = bindings::BINDINGS
            .iter()
            .find(|binding| binding.action == action)
            .and_then(|binding| self.model.lacks(binding.needs, None));
        match lacks {
            Some(why) => {
                self.model.toast = Some(why.get(self.model.lang).to_owned());
                Vec::new()
            }
            None => act(self.model, action),
        }
    }

    fn choices<T: AsRef<str>>(&mut self, texts: impl IntoIterator<Item = T>) -> io::Result<()> {
        for (i, text) in texts.into_iter().enumerate() {
            self.line(&format!("{}. {}", i + 1, text.as_ref()))?;
        }
        Ok(())
    }

    /// Tells the screen that is shown and does what is said to it.
    fn screen(&mut self) -> Step {
        let deeds = self.model.deeds();
        let told = (deeds.told)(self.model, self.width);
        self.tell(&told)?;
        let Some(prompt) = told.prompt else {
            let effects = self.model.take(0);
            return self.perform(effects);
        };
        let Some(text) = self.read(&prompt)? else {
            return Ok(false);
        };
        // whoever types nothing hears where they are
        if text.is_empty() {
            self.told.clear();
        }
        let numbers = told.rows.iter().map(|(number, _)| *number);
        let row = number(&text, numbers).and_then(|number| number.checked_sub(1));
        if row.is_none()
            && (told.commands || text == "0")
            && let Some(on) = self.anywhere(&text)?
        {
            return Ok(on);
        }
        let text = if told.lines && !text.is_empty() {
            self.lines_from(text)?
        } else {
            text
        };
        match (deeds.heard)(self.model, row, &text) {
            Heard::Effects(effects) => {
                let taken = told
                    .rows
                    .iter()
                    .find(|(number, _)| Some(*number) == row.map(|row| row + 1));
                if let Some((_, text)) = taken {
                    self.chosen(text)?;
                }
                self.perform(effects)
            }
            Heard::Back => self.back(),
            Heard::NoSuchRow if text.is_empty() => Ok(true),
            Heard::NoSuchRow => self.say(NO_SUCH).map(|()| true),
        }
    }

    /// The lines of a screen; of one that was told already those that changed.
    fn tell(&mut self, told: &Told) -> io::Result<()> {
        let rows = told.rows.iter().map(|(number, text)| format!("{number}. {text}"));
        let rows = rows.flat_map(|row| columns::wrap(&row, self.width));
        let lines: Vec<String> = told.text.lines().map(str::to_owned).chain(rows).collect();
        let before = std::mem::replace(&mut self.told, lines.clone());
        let changed = lines.iter().zip(&before).filter(|(now, before)| now != before).count();
        let known = lines.len() == before.len() && changed <= lines.len() / 4 && !(told.whole && changed > 0);
        let mut before = before.iter();
        for line in &lines {
            if before.next() != Some(line) || !known {
                self.put(&format!("{line}\n"))?;
            }
        }
        Ok(())
    }

    fn chosen(&mut self, text: &str) -> io::Result<()> {
        self.line(&CHOSEN.with(self.model.lang, &[text]))
    }

    /// Asks what was opened over the screen.
    fn over(&mut self, overlay: Overlay) -> Step {
        match overlay {
            Overlay::Type {
                purpose: Purpose::Field(id),
                ..
            }
            | Overlay::List {
                of: List::Values(id), ..
            } => match self.model.catalog.field(&id) {
                Some(field) => self.fill(&field),
                None => Ok(true),
            },
            Overlay::Type { purpose, .. } => self.typed(&purpose),
            Overlay::List { of, .. } => self.picked(&of),
        }
    }

    fn typed(&mut self, purpose: &Purpose) -> Step {
        if purpose.is_hidden() {
            return self.say(WOULD_BE_SEEN).map(|()| true);
        }
        let prompt = format!("{} ", overlay::asks(self.model, purpose));
        let Some(text) = self.read(&prompt)? else {
            return Ok(false);
        };
        // 0 drops it, as Esc does
        if text == "0" {
            return Ok(true);
        }
        let text = if *purpose == Purpose::Printed {
            self.lines_from(text)?
        } else {
            text
        };
        match overlay::submitted(self.model, purpose, &text) {
            Ok(effects) => self.perform(effects),
            Err(why) => self.line(&why).map(|()| true),
        }
    }

    fn picked(&mut self, of: &List) -> Step {
        let items = overlay::items(self.model, of, None);
        for line in overlay::head(self.model, of) {
            self.line(&line)?;
        }
        let rows = items.iter().map(|item| match item.key.as_str() {
            "" => item.text.clone(),
            key => format!("{} ({key})", item.text),
        });
        self.choices(rows)?;
        let Some(text) = self.read(DOES_NOT_CHANGE.get(self.model.lang))? else {
            return Ok(false);
        };
        match row(&text, items.len()) {
            Some(row) => {
                if let Some(item) = items.get(row) {
                    self.chosen(&item.text)?;
                }
                let effects = overlay::pick(self.model, of, row);
                self.perform(effects)
            }
            None => Ok(true),
        }
    }

    fn fill(&mut self, field: &Field) -> Step {
        let lang = self.model.lang;
        self.line(field.ask.get(lang))?;
        self.line(&page::plain(field.help.get(lang)))?;
        let example = field.example_in(lang);
        if !example.is_empty() {
            self.line(&format!("{}: {example}", ui::EXAMPLE.get(lang)))?;
        }
        let prompt = if field.has_lines() {
            LINES_OR_NONE
        } else {
            DOES_NOT_CHANGE
        };
        let values = filling::choices(field);
        self.choices(values.iter().map(|v| v.text.get(lang)))?;
        let Some(text) = self.read(prompt.get(lang))? else {
            return Ok(false);
        };
        let picked = row(&text, values.len()).and_then(|row| values.get(row));
        if let Some(value) = picked {
            self.chosen(value.text.get(lang))?;
        }
        let raw = picked.map_or(text, |value| value.id.clone());
        if raw.is_empty() || raw == "0" {
            return Ok(true);
        }
        let raw = if field.has_lines() { self.lines_from(raw)? } else { raw };
        if raw.is_empty() {
            return Ok(true);
        }
        let effects = filling::fill(self.model, &field.id, &raw);
        self.perform(effects)
    }
}
