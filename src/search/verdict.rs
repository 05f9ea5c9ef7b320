//! How a verdict reads, on every face.

use super::Verdict;
use crate::knowledge::Catalog;
use crate::text::{Lang, ui};

impl Verdict {
    /// The sentence above what was found.
    pub fn say(&self, catalog: &Catalog, lang: Lang) -> String {
        let said = match self {
            Verdict::Sure => ui::RESULTS,
            Verdict::Several => ui::SEVERAL,
            Verdict::Near => ui::NEAREST,
            Verdict::TooLittle => ui::TOO_LITTLE,
            Verdict::Nothing => ui::NOTHING_FITS,
            Verdict::OutOfScope(id) => {
                return catalog.topic(id).map_or_else(String::new, |topic| {
                    let title = ui::OUT_OF_SCOPE.with(lang, &[topic.title.get(lang)]);
                    format!("{title} {}", topic.answer.get(lang))
                });
            }
        };
        said.get(lang).to_owned()
    }
}
