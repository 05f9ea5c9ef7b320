//! Addresses and commands that are taken elsewhere: an address stays whole, a command says what it still wants.

use crate::support::{Driver, catalog, everywhere};
use sspr::app::walking;
use sspr::knowledge::article::{Block, Reading, blocks};
use sspr::knowledge::link;
use sspr::knowledge::page::{Laid, Mark, Row, placed};
use sspr::knowledge::spot::{Piece, Spot};
use sspr::text::{Lang, columns};

fn alone(block: Block) -> Piece {
    Piece {
        spot: None,
        block,
        apart: false,
    }
}

#[test]
fn no_address_is_broken_over_lines_that_could_hold_it() {
    let mut met = 0;
    for entry in catalog().entries() {
        for (lang, width) in Lang::ALL
            .into_iter()
            .flat_map(|lang| [56, 76].map(|width| (lang, width)))
        {
            let blocks = blocks(catalog(), &entry, &Reading::plain(lang, None));
            let text = |block: &Block| match block {
                Block::Para(text) | Block::Said(text) | Block::Item { text, .. } | Block::Note(text) => {
                    text.clone() + "\n"
                }
                Block::Title { .. } | Block::Section(_) | Block::Command(_) => String::new(),
            };
            let whole: String = blocks.iter().map(text).collect();
            let pieces: Vec<Piece> = blocks.into_iter().map(alone).collect();
            let rows = placed(&pieces, None, width, &Laid::default());
            let rows: Vec<Row> = rows.into_iter().map(|placed| placed.row).collect();
            let linked = |row: &Row| -> Vec<String> {
                let pieces = row.iter().filter(|(mark, _)| *mark == Mark::Link);
                pieces.map(|(_, text)| text.clone()).collect()
            };
            let linked: Vec<String> = rows.iter().flat_map(linked).collect();
            for range in link::addresses(&whole) {
                let address = whole.get(range).expect("an address");
                // a list of points stands four columns in, what belongs to a step up to nine
                if columns::width(address) + 9 > width || linked.iter().any(|text| text == address) {
                    met += usize::from(columns::width(address) + 9 <= width);
                    continue;
                }
                panic!("{} at {width}: {address} is not whole in {linked:#?}", entry.id);
            }
        }
    }
    assert!(met > 500, "{met}");
}

#[test]
fn copying_a_command_says_which_value_it_still_wants() {
    const ENTRY: &str = "usage.email-address-error";
    everywhere(|lang, size| {
        let mut driver = Driver::start_at(ENTRY, lang, size);
        assert_eq!(walking::spot(&driver.model), Some(Spot::Step(0)));
        let title = catalog().field("user_id").expect("a field").title;
        driver.press("c");
        assert!(
            driver.copied[0].contains(&format!("<{}>", title.get(lang))),
            "{:?}",
            driver.copied
        );
        driver.shows(title.get(lang));
        let toast = driver.model.toast.clone().expect("it says so");
        assert!(toast.contains(title.get(lang)), "{toast}");
        // known: it is filled in, and nothing is wanted
        driver
            .press("f4")
            .edit("user_id")
            .type_text("o'neil@contoso.com")
            .press("enter");
        while driver.stands_at() != ENTRY || driver.model.top::<walking::View>().is_none() {
            driver.press("esc");
        }
        driver.press("c");
        assert!(
            driver.copied[1].contains("o'neil@contoso.com\"") || driver.copied[1].contains("'o''neil@contoso.com'"),
            "{:?}",
            driver.copied
        );
        let toast = driver.model.toast.clone().expect("it says so");
        assert!(!toast.contains(title.get(lang)), "{toast}");
    });
}
