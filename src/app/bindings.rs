//! The one table of keys: what a key does, where, what it is called, and why it is refused now. Dispatch, key bar, menu,
//! help and the printed key table all read it.

pub use super::action::{Action, CHANGEABLE, name};
use super::key::Key;
use super::outcomes;
use super::places::{
    ANYWHERE, COPIES, ENDS, LISTS, NO_TEXT, NOT_BUNDLE, NOT_CASES, NOT_CHECKS, NOT_FORM, NOT_HOME, NOT_LOG,
    NOT_SETTINGS, NOT_TICKET, OPENS, PAGED, PAGES, PANED, READS, SAID, SCROLLS, STOPS, TEXTS, WALK,
};
pub use super::scope::Scope;
use crate::text::{Say, say};
use crate::walk::Outcome;
use std::collections::BTreeMap;

/// A row of the table.
pub struct Binding {
    pub scopes: &'static [Scope],
    /// The first is shown.
    pub keys: &'static [Key],
    pub action: Action,
    pub hint: Say,
    /// Shown on the key bar, most important first.
    pub bar: bool,
    /// Offered in the menu.
    pub menu: bool,
    /// What must be there.
    pub needs: Needs,
}

/// What a binding needs; `Model::lacks` says why it is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    Nothing,
    Case,
    /// A step under the cursor.
    Step,
    /// An entry that can come to this.
    Outcome(Outcome),
    /// Words that stand in the text that is shown.
    Found,
    /// Something that was said, or taken back.
    Undo,
    Redo,
    /// Stops behind the walk.
    Way,
    /// One of them that evidence answered.
    Proven,
    /// A remedy of which a step was done.
    Remedied,
    /// Another pane to go to.
    Panes,
    /// A piece of evidence under the cursor.
    Evidence,
    /// A text of a ticket that was changed.
    Edited,
    /// A case in the list.
    Listed,
    /// A log that was read.
    Log,
    /// Checks that were done.
    Checked,
    Copied,
    /// A question whose answer may have several lines.
    Lines,
    /// A system that can suspend programs.
    JobControl,
}

const fn row(scopes: &'static [Scope], keys: &'static [Key], action: Action, hint: Say) -> Binding {
    Binding {
        scopes,
        keys,
        action,
        hint,
        bar: false,
        menu: false,
        needs: Needs::Nothing,
    }
}

/// The digit of an outcome.
const fn outcome(outcome: Outcome, keys: &'static [Key]) -> Binding {
    let binding = row(
        &[Scope::Remedy],
        keys,
        Action::Outcome(outcome),
        outcomes::offered(outcome),
    );
    binding.needs(Needs::Outcome(outcome))
}

impl Binding {
    const fn bar(mut self) -> Self {
        self.bar = true;
        self
    }

    const fn menu(mut self) -> Self {
        self.menu = true;
        self
    }

    const fn needs(mut self, needs: Needs) -> Self {
        self.needs = needs;
        self
    }
}

/// Every binding, a row each. Within a scope the first match counts.
#[rustfmt::skip]
pub const BINDINGS: &[Binding] = &[
    row(&[Scope::Home], &[Key::Enter], Action::Choose, say("open", "열기")).bar(),
    row(&[Scope::Pasted], &[Key::Char(' '), Key::Enter], Action::Choose, say("use or drop", "사용, 제외")).bar(),
    row(&[Scope::Question], &[Key::Enter], Action::Choose, say("answer", "답하기")).bar(),
    row(&[Scope::Typing], &[Key::Enter], Action::Choose, say("go on", "계속")).bar(),
    row(&[Scope::Typing], &[Key::Ctrl('j')], Action::NewLine, say("new line", "줄 바꿈")).bar().needs(Needs::Lines),
    row(&[Scope::Remedy], &[Key::Char(' ')], Action::Tick, say("tick or unfold", "완료 표시, 펼치기")).bar().menu(),
    row(&[Scope::Remedy], &[Key::Enter], Action::Choose, say("follow or unfold", "따라가기, 펼치기")).bar(),
    row(&[Scope::End], &[Key::Enter], Action::Choose, say("take", "선택")).bar(),
    row(&[Scope::Reader], &[Key::Enter], Action::Choose, say("work on it", "이 항목부터 진행")).bar().menu(),
    row(&[Scope::Form], &[Key::Enter], Action::Choose, say("fill in", "입력")).bar(),
    row(&[Scope::Bundle], &[Key::Enter], Action::Choose, say("write", "저장")).bar(),
    row(&[Scope::Bundle], &[Key::PageDown], Action::NextChange, say("next change", "다음 변경")).bar().menu(),
    row(&[Scope::Bundle], &[Key::PageUp], Action::PreviousChange, say("previous change", "이전 변경")),
    row(&[Scope::Bundle], &[Key::Char('a')], Action::HideTerm, say("hide", "가리기")).bar().menu(),
    row(&[Scope::Bundle], &[Key::Char('e')], Action::KeepTerm, say("keep", "남기기")).bar().menu(),
    row(&[Scope::Bundle], &[Key::Char('E')], Action::KeepAll, say("keep all that only look like names", "이름처럼 보이는 말 모두 남기기")).menu(),
    row(&[Scope::Bundle], &[Key::Char(' ')], Action::TurnFile, say("leave out, take in", "제외, 포함")).bar().menu(),
    row(&[Scope::Bundle], &[Key::Char('f')], Action::BundleFile, say("name of the file", "파일 이름")).bar().menu(),
    row(&[Scope::Bundle], &[Key::Char('w')], Action::Window, say("time around", "시간 범위")).menu(),
    row(&[Scope::Bundle], &[Key::Char('x')], Action::Encrypt, say("encrypt or not", "암호화, 해제")).menu(),
    row(&[Scope::Written], &[Key::Enter], Action::Choose, say("take", "선택")).bar(),
    row(&[Scope::Settings], &[Key::Enter], Action::Choose, say("change", "바꾸기")).bar(),
    row(LISTS, &[Key::Down, Key::Char('j')], Action::Next, say("choose", "고르기")),
    row(LISTS, &[Key::Up, Key::Char('k')], Action::Previous, say("choose", "고르기")),
    row(&[Scope::Reader], &[Key::Char(' ')], Action::Unfold, say("unfold or follow", "펼치기, 따라가기")).bar().menu(),
    row(PAGES, &[Key::Down, Key::Char('j')], Action::Next, say("step or section", "단계, 섹션 이동")),
    row(PAGES, &[Key::Up, Key::Char('k')], Action::Previous, say("step or section", "단계, 섹션 이동")),
    row(&[Scope::Found], &[Key::Char('n'), Key::Enter], Action::FindNext, say("next", "다음")).bar().menu().needs(Needs::Found),
    row(&[Scope::Found], &[Key::Char('N'), Key::Char('p'), Key::BackTab], Action::FindPrevious, say("previous", "이전")).bar().menu().needs(Needs::Found),
    row(&[Scope::Found], &[Key::Char('/')], Action::Find, say("find other words", "다른 말 찾기")).bar().menu(),
    row(SCROLLS, &[Key::Down, Key::Char('j')], Action::Next, say("scroll", "스크롤")).bar(),
    row(SCROLLS, &[Key::Up, Key::Char('k')], Action::Previous, say("scroll", "스크롤")),
    row(&[Scope::Ticket], &[Key::Char('c')], Action::Copy, say("copy", "복사")).bar().menu(),
    row(&[Scope::Ticket], &[Key::Right], Action::Right, say("form", "형식")).bar(),
    row(&[Scope::Ticket], &[Key::Left], Action::Left, say("form", "형식")),
    row(&[Scope::Ticket], &[Key::Char('l')], Action::TicketLanguage, say("language of the ticket", "티켓 언어")).bar().menu(),
    row(READS, &[Key::Char('p'), Key::Ctrl('p')], Action::Profile, say("for whom", "받는 쪽")).bar().menu(),
    row(&[Scope::Ticket], &[Key::Char('d')], Action::TicketDepth, say("short or whole", "짧게/전체")).menu(),
    row(&[Scope::Ticket], &[Key::Char('e')], Action::TicketEdit, say("change the text", "문구 수정")).bar().menu(),
    row(&[Scope::Ticket], &[Key::Char('r')], Action::TicketAnew, say("write it anew from the case", "사례에서 다시 작성")).menu().needs(Needs::Edited),
    row(&[Scope::TicketText], &[Key::Enter], Action::NewLine, say("new line", "줄 바꿈")).bar(),
    row(&[Scope::Cases], &[Key::Enter], Action::Choose, say("open", "열기")).bar(),
    row(&[Scope::Cases], &[Key::Ctrl('x')], Action::Shut, say("close or reopen", "닫기, 다시 열기")).bar().menu().needs(Needs::Listed),
    row(&[Scope::Cases], &[Key::Delete], Action::Delete, say("delete ...", "삭제 ...")).bar().menu().needs(Needs::Listed),
    row(&[Scope::Log], &[Key::Enter], Action::Choose, say("open", "열기")).bar(),
    row(&[Scope::Import], &[Key::Enter], Action::Choose, say("take", "선택")).bar(),
    row(&[Scope::LogPath], &[Key::Enter], Action::Choose, say("read", "읽기")).bar(),
    row(&[Scope::Log], &[Key::Right], Action::NextTab, say("tab", "탭")).bar().needs(Needs::Log),
    row(&[Scope::Log], &[Key::Left], Action::PreviousTab, say("tab", "탭")).needs(Needs::Log),
    row(&[Scope::Checks], &[Key::Enter], Action::Choose, say("take", "선택")).bar(),
    row(&[Scope::Help], &[Key::Enter], Action::Back, say("close", "닫기")),
    row(&[Scope::Help], &[Key::Char(' ')], Action::PageDown, say("page down", "다음 쪽")),
    row(PAGED, &[Key::PageDown], Action::PageDown, say("page down", "다음 쪽")),
    row(PAGED, &[Key::PageUp], Action::PageUp, say("page up", "이전 쪽")),
    // where one types, these edit the line
    row(ENDS, &[Key::Ctrl('d')], Action::PageDown, say("page down", "다음 쪽")),
    row(ENDS, &[Key::Ctrl('u')], Action::PageUp, say("page up", "이전 쪽")),
    row(ENDS, &[Key::Home, Key::Char('g')], Action::Top, say("to the top", "맨 위로")),
    row(ENDS, &[Key::End, Key::Char('G')], Action::Bottom, say("to the end", "맨 아래로")),
    row(ANYWHERE, &[Key::Esc], Action::Back, say("back", "뒤로")).bar(),
    row(ANYWHERE, &[Key::Tab], Action::Menu, say("menu", "메뉴")).bar(),
    row(&[Scope::Remedy], &[Key::Char('x')], Action::NotNeeded, say("this step is not needed", "이 단계는 필요 없음")).menu().needs(Needs::Step),
    row(&[Scope::Remedy], &[Key::Char('s')], Action::CouldNot, say("this step could not be done, because ...", "이 단계는 하지 못함(이유 입력)")).menu().needs(Needs::Step),
    row(&[Scope::Remedy], &[Key::Char('p')], Action::Accept, say("did it help?", "효과 확인")).menu().needs(Needs::Remedied),
    row(&[Scope::Checks], &[Key::Char('p')], Action::Printed, say("paste what the server printed", "서버에서 출력한 내용 붙여 넣기")).menu(),
    outcome(Outcome::Fixed, &[Key::Char('1')]),
    outcome(Outcome::Cause, &[Key::Char('2')]),
    outcome(Outcome::ByDesign, &[Key::Char('3')]),
    outcome(Outcome::NotFixed, &[Key::Char('4')]),
    outcome(Outcome::NotIt, &[Key::Char('5')]),
    outcome(Outcome::Read, &[Key::Char('6')]),
    outcome(Outcome::Skipped, &[Key::Char('7')]),
    outcome(Outcome::Waiting, &[Key::Char('8')]),
    row(SAID, &[Key::Char('u')], Action::Undo, say("take back what was said last", "마지막 입력 되돌리기")).menu().needs(Needs::Undo),
    row(SAID, &[Key::Ctrl('r')], Action::Redo, say("say it again", "되돌린 것 다시 적용")).menu().needs(Needs::Redo),
    row(STOPS, &[Key::Char('w')], Action::Way, say("the way so far", "지금까지의 경로")).menu().needs(Needs::Way),
    row(STOPS, &[Key::Char('o')], Action::Overrule, say("overrule what a paste or log says", "붙여 넣은 내용이나 로그와 다르게 답하기")).menu().needs(Needs::Proven),
    row(&[Scope::Form], &[Key::Delete, Key::Char('x')], Action::DropEvidence, say("drop evidence", "증거 제외")).bar().menu().needs(Needs::Evidence),
    row(WALK, &[Key::Char('v'), Key::Ctrl('p')], Action::Verify, say("verify the caller", "발신자 확인")).menu().needs(Needs::Case),
    row(PANED, &[Key::F(6)], Action::Pane, say("next pane", "다음 창")).bar().menu().needs(Needs::Panes),
    row(WALK, &[Key::Char('n'), Key::Ctrl('n')], Action::Note, say("add a note", "메모 추가")).menu(),
    row(COPIES, &[Key::Char('c')], Action::Copy, say("copy", "복사")).menu(),
    row(&[Scope::Checks], &[Key::Char('c')], Action::Copy, say("copy", "복사")).menu().needs(Needs::Copied),
    row(NOT_FORM, &[Key::F(4)], Action::Case, say("support case", "지원 사례")).bar().menu().needs(Needs::Case),
    // the form leads to the bundle, so there it stands on the key bar
    row(&[Scope::Form], &[Key::F(5)], Action::Bundle, say("write the bundle", "번들 저장")).bar().menu().needs(Needs::Case),
    row(NOT_BUNDLE, &[Key::F(5)], Action::Bundle, say("write the bundle", "번들 저장")).menu().needs(Needs::Case),
    row(NOT_TICKET, &[Key::F(9)], Action::Ticket, say("ticket text", "티켓 문구")).menu().needs(Needs::Case),
    // what one fills in stands in the ticket, so there it stands on the key bar
    row(&[Scope::Form], &[Key::F(9)], Action::Ticket, say("ticket text", "티켓 문구")).bar().menu().needs(Needs::Case),
    row(&[Scope::Log], &[Key::F(4)], Action::IntoCase, say("into the case", "사례에 넣기")).bar().menu().needs(Needs::Log),
    row(&[Scope::Log], &[Key::Char('/')], Action::Filter, say("filter", "필터")).bar().menu().needs(Needs::Log),
    row(&[Scope::Log], &[Key::Char('h')], Action::HideNames, say("hide or show user names", "사용자 이름 가리기, 보이기")).menu().needs(Needs::Log),
    row(&[Scope::Log], &[Key::F(7), Key::Char('o')], Action::AnotherLog, say("another log", "다른 로그")).bar().menu(),
    // where a question or the case wants one it stands on the key bar
    row(NOT_LOG, &[Key::F(7)], Action::Log, say("event log", "이벤트 로그")).bar().menu(),
    row(&[Scope::Checks], &[Key::Char('r'), Key::F(8)], Action::CheckAgain, say("check again", "다시 점검")).bar().menu().needs(Needs::Checked),
    row(&[Scope::Checks], &[Key::F(4)], Action::IntoCase, say("into the case", "사례에 넣기")).bar().menu().needs(Needs::Checked),
    row(NOT_CHECKS, &[Key::F(8)], Action::Checks, say("connection checks", "연결 점검")).menu(),
    row(OPENS, &[Key::Ctrl('b')], Action::OpenBundle, say("open a bundle that was sent", "받은 번들 열기")).menu(),
    row(NOT_CASES, &[Key::Ctrl('o')], Action::Cases, say("all cases", "모든 사례")).menu(),
    row(&[Scope::Remedy, Scope::Reader, Scope::Ticket, Scope::Help], &[Key::Char('/')], Action::Find, say("find in this text", "이 글에서 찾기")).menu(),
    row(&[Scope::Log, Scope::LogPath], &[Key::F(3)], Action::Search, say("search", "검색")).menu(),
    row(TEXTS, &[Key::F(3)], Action::Search, say("search", "검색")).menu(),
    row(NO_TEXT, &[Key::F(3), Key::Char('/')], Action::Search, say("search", "검색")).menu(),
    row(NOT_HOME, &[Key::F(10)], Action::Home, say("first screen", "첫 화면")).menu(),
    row(NOT_SETTINGS, &[Key::Ctrl('t')], Action::Settings, say("settings", "설정")).menu(),
    row(ANYWHERE, &[Key::F(1), Key::Char('?')], Action::Help, say("help", "도움말")).bar().menu(),
    row(ANYWHERE, &[Key::F(2)], Action::Language, say("한국어", "English")).bar().menu(),
    row(ANYWHERE, &[Key::Ctrl('z')], Action::Suspend, say("to the shell, come back with fg", "셸로 나가기(fg로 복귀)"))
        .needs(Needs::JobControl),
    row(ANYWHERE, &[Key::Ctrl('c'), Key::Ctrl('q')], Action::Quit, say("quit; everything is saved", "끝내기(모두 저장됨)")).menu(),
];

/// The bindings of a scope in the order of the table.
pub fn of(scope: Scope) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(move |b| b.scopes.contains(&scope))
}

/// The keys that hold: those of the table, and of one's own for some actions instead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    own: BTreeMap<Action, Vec<Key>>,
}

/// Why keys of one's own are refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeysRefused {
    /// No action has this name, or none whose key can be changed.
    NoSuchAction,
    NoSuchKey(String),
    /// The key does something else there.
    Taken(Key, Scope, Say),
    /// Characters are typed there, so a letter does nothing.
    Types(Scope),
}

impl Keys {
    /// These keys with those of an action changed, as somebody wrote them.
    pub fn with(mut self, action: &str, keys: &[String]) -> Result<Self, KeysRefused> {
        let action = CHANGEABLE
            .iter()
            .find_map(|(name, changeable)| (*name == action).then_some(*changeable))
            .ok_or(KeysRefused::NoSuchAction)?;
        let read = |key: &String| Key::parse(key).ok_or_else(|| KeysRefused::NoSuchKey(key.clone()));
        self.own
            .insert(action, keys.iter().map(read).collect::<Result<_, _>>()?);
        Ok(self)
    }

    /// Refuses keys that mean two things in one place, or nothing where their action holds. Asked when all are known, so that two
    /// actions can change places.
    pub fn clash(&self) -> Result<(), (&'static str, KeysRefused)> {
        for (name, action) in CHANGEABLE {
            if !self.own.contains_key(action) {
                continue;
            }
            for scope in Scope::ALL {
                let Some(binding) = of(scope).find(|binding| binding.action == *action) else {
                    continue;
                };
                if self.of(binding, scope).next().is_none() {
                    return Err((name, KeysRefused::Types(scope)));
                }
                for key in self.of(binding, scope) {
                    let other = of(scope).find(|other| {
                        other.action != *action && self.of(other, scope).any(|taken| taken.latin() == key.latin())
                    });
                    if let Some(other) = other {
                        return Err((name, KeysRefused::Taken(key, scope, other.hint)));
                    }
                }
            }
        }
        Ok(())
    }

    /// The keys of a binding that work in a scope: where characters type, a character is never a shortcut.
    pub fn of(&self, binding: &'static Binding, scope: Scope) -> impl Iterator<Item = Key> {
        let own = self.own.get(&binding.action).map(Vec::as_slice);
        let keys = own.unwrap_or(binding.keys).iter().copied();
        keys.filter(move |key| !(scope.types() && matches!(key, Key::Char(_))))
    }

    /// The key to show for a binding in a scope: the first that works there.
    pub fn shown(&self, binding: &'static Binding, scope: Scope) -> Key {
        self.of(binding, scope).next().unwrap_or(Key::Esc)
    }

    /// The binding of a key in a scope; a Korean letter counts as the key it stands on.
    pub fn find(&self, scope: Scope, key: Key) -> Option<&'static Binding> {
        // where characters type, a Korean letter is no shortcut either
        let key = if scope.types() { key } else { key.latin() };
        of(scope).find(|binding| self.of(binding, scope).any(|own| own == key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_scope() {
        for scope in Scope::ALL {
            let mut seen = std::collections::BTreeMap::new();
            for binding in of(scope) {
                for key in Keys::default().of(binding, scope) {
                    let before = seen.insert(key, binding.action);
                    assert!(
                        before.is_none(),
                        "{key:?} in {scope:?}: {before:?} and {:?}",
                        binding.action
                    );
                }
            }
        }
    }

    #[test]
    fn every_binding_has_a_key_that_works_where_it_holds() {
        for scope in Scope::ALL {
            for binding in of(scope) {
                assert!(
                    Keys::default().of(binding, scope).next().is_some(),
                    "{:?} in {scope:?}",
                    binding.action
                );
            }
        }
    }

    #[test]
    fn every_action_is_reached_without_a_letter() {
        // a Korean input method may hold back letters; whatever has only a letter must stand in the menu
        for scope in Scope::ALL {
            for binding in of(scope) {
                let plain = binding
                    .keys
                    .iter()
                    .any(|k| !matches!(k, Key::Char(c) if c.is_alphabetic()));
                assert!(plain || binding.menu, "{:?} in {scope:?}", binding.action);
            }
        }
    }

    fn written(keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| (*key).to_owned()).collect()
    }

    #[test]
    fn keys_of_ones_own_take_the_place_of_those_in_the_table() {
        let keys = Keys::default().with("copy", &written(&["y"])).unwrap();
        keys.clash().unwrap();
        let action = |key| keys.find(Scope::Remedy, key).map(|binding| binding.action);
        assert_eq!(action(Key::Char('y')), Some(Action::Copy));
        assert_eq!(action(Key::Char('c')), None);
        // the letter behind a Korean input method
        assert_eq!(action(Key::Char('ㅛ')), Some(Action::Copy));
    }

    #[test]
    fn keys_that_clash_are_refused_with_what_they_do_already() {
        let keys = Keys::default().with("copy", &written(&["n"])).unwrap();
        let (name, refused) = keys.clash().unwrap_err();
        assert_eq!(name, "copy");
        assert!(matches!(refused, KeysRefused::Taken(Key::Char('n'), ..)));
        // two actions may change places
        let swapped = keys.with("note", &written(&["c", "ctrl-n"])).unwrap();
        swapped.clash().unwrap();
    }

    #[test]
    fn a_letter_alone_is_refused_where_one_types() {
        let keys = Keys::default().with("note", &written(&["m"])).unwrap();
        assert_eq!(keys.clash(), Err(("note", KeysRefused::Types(Scope::Typing))));
        let none = Keys::default().with("note", &[]).unwrap();
        assert!(none.clash().is_err());
    }

    #[test]
    fn what_is_no_action_and_what_is_no_key_is_named() {
        let keys = || Keys::default();
        assert_eq!(keys().with("enter", &[]), Err(KeysRefused::NoSuchAction));
        let wrong = keys().with("copy", &written(&["alt-x"]));
        assert_eq!(wrong, Err(KeysRefused::NoSuchKey("alt-x".to_owned())));
    }
}
