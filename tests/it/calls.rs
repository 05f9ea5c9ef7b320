//! Twelve calls, from the caller's first sentence to the bundle, by as few keys as a helpdesk needs: how many they are, that the
//! right page is reached, and that the ticket asks nothing back.

use crate::support::{Driver, SMALL, catalog};
use sspr::app::bundling::Bundle;
use sspr::app::screens::home::{self, Item};
use sspr::app::screens::ticket;
use sspr::app::{Place, walking};
use sspr::knowledge::page;
use sspr::knowledge::spot::Spot;
use sspr::text::Lang::{self, En, Ko};

struct Call {
    lang: Lang,
    /// What the caller says first; a password among it, as people do.
    said: &'static str,
    entry: &'static str,
    /// The digit of what it came to, and who has it next where that is asked.
    outcome: &'static str,
    next: Option<&'static str>,
}

/// What nobody may find anywhere.
const SECRET: &str = "Summer2026!";

/// A sentence typed, or a key pressed, counts one each. Before this screen it took 9 to 17 to the page and 20 more to the bundle.
const TO_THE_PAGE: usize = 4;
const TO_THE_BUNDLE: usize = 16;

#[rustfmt::skip]
const CALLS: [Call; 12] = [
    Call { lang: En, said: "event 33004 ADPermissionsError", entry: "event.33004", outcome: "2", next: Some("domain team") },
    Call { lang: Ko, said: "새 암호가 암호 정책에 맞지 않는다고 나와요", entry: "usage.on-premises-policy-violation", outcome: "2", next: Some("헬프데스크") },
    Call { lang: En, said: "it says the account is not registered for password reset", entry: "sspr.0014", outcome: "2", next: Some("the user") },
    Call { lang: Ko, said: "온프레미스 잠금을 풀어도 클라우드에서 계속 잠겨 있어요", entry: "usage.smart-lockout", outcome: "2", next: Some("헬프데스크") },
    Call { lang: En, said: "since this morning password writeback is down for everyone", entry: "common.connect-or-network", outcome: "2", next: Some("server team") },
    Call { lang: Ko, said: "SSPR_0029 오류가 떠요", entry: "sspr.0029", outcome: "2", next: Some("서버 담당자") },
    Call { lang: Ko, said: "게스트 사용자가 암호를 재설정할 수 없어요", entry: "howitworks.b2b", outcome: "3", next: None },
    Call { lang: En, said: "an administrator cannot reset his own password SSPR_009", entry: "sspr.009-administrator", outcome: "2", next: Some("admin") },
    Call { lang: En, said: "users in staged rollout cannot reset", entry: "writeback.staged-rollout", outcome: "2", next: Some("identity team") },
    Call { lang: En, said: "the code goes to my old phone number", entry: "usage.new-or-lost-phone", outcome: "2", next: Some("second line") },
    Call { lang: Ko, said: "재설정은 됐는데 회사 PC에서는 예전 암호만 됩니다", entry: "usage.old-password-elsewhere", outcome: "2", next: Some("헬프데스크") },
    Call { lang: En, said: "can he unlock without a new password", entry: "howitworks.unlock-option", outcome: "3", next: None },
];

/// Counts what a person does.
struct Person {
    driver: Driver,
    keys: usize,
}

impl Person {
    fn press(&mut self, keys: &str) -> &mut Self {
        self.keys += keys.split_whitespace().count();
        self.driver.press(keys);
        self
    }

    fn say(&mut self, text: &str) -> &mut Self {
        self.keys += 1;
        self.driver.type_text(text);
        self
    }

    /// Goes to a row of what was found.
    fn down_to(&mut self, call: &Call) {
        let items = home::items(&self.driver.model);
        let row = items
            .iter()
            .position(|item| matches!(item, Item::Entry(_, id) if id.as_str() == call.entry));
        let row = row.unwrap_or_else(|| panic!("{} is not found by `{}`: {items:?}", call.entry, call.said));
        for _ in 0..row {
            self.press("down");
        }
    }
}

#[test]
fn twelve_calls_reach_page_and_bundle_by_half_of_the_keys_and_their_tickets_are_whole() {
    let mut table = Vec::new();
    for call in &CALLS {
        let mut person = Person {
            driver: Driver::start(call.lang, SMALL),
            keys: 0,
        };
        person.say(call.said).down_to(call);
        person.press("enter");
        let page = person.keys;
        person.press("enter");
        assert_eq!(person.driver.stands_at(), call.entry);
        if walking::spot(&person.driver.model).and_then(Spot::step).is_some() {
            person.press("space");
        }
        person
            .press("n")
            .say(&format!("user kim@contoso.com, password: {SECRET}"))
            .press("enter");
        person.press(call.outcome);
        if let Some(next) = call.next {
            person.say(next).press("enter");
        }
        assert!(
            matches!(person.driver.model.place, Some(Place::Concluded(_))),
            "{}",
            person.driver.frame()
        );
        person.press("f9 d c");
        let ticket = ticket::text(&person.driver.model).expect("a ticket");
        assert_eq!(person.driver.copied.last(), Some(&ticket));
        person.press("f5");
        assert!(
            person.driver.model.top::<Bundle>().is_some(),
            "{}",
            person.driver.frame()
        );
        person.press("enter");
        let bundle = person.driver.model.top::<Bundle>().expect("the bundle");
        assert!(bundle.written.is_some(), "{bundle:?}");
        let entry = catalog().entry(call.entry).expect("an entry");
        let shown: String = ticket.split_whitespace().collect();
        let has = |text: &str| {
            let bare: String = page::plain(text).split_whitespace().collect();
            assert!(shown.contains(&bare), "{}: `{text}` is not in\n{ticket}", call.entry);
        };
        has(entry.title.get(call.lang));
        has(entry.summary.get(call.lang));
        for (at, step) in entry.steps.iter().enumerate().filter(|_| call.outcome == "2") {
            has(step.action.get(call.lang));
            if at > 0
                && let Some(role) = &step.role
            {
                has(catalog().role(role).expect("a role").name.get(call.lang));
            }
        }
        call.next.iter().for_each(|next| has(next));
        for text in [&ticket, &format!("{:?}", person.driver.saved())] {
            assert!(!text.contains(SECRET), "{text}");
        }
        table.push(format!("{:42} page {page:2}, bundle {:2}", call.entry, person.keys));
        assert!(
            page <= TO_THE_PAGE && person.keys <= TO_THE_BUNDLE,
            "{}",
            table.join("\n")
        );
    }
    println!("{}", table.join("\n"));
}
