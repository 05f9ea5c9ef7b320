//! Texts: both languages, short enough, with marks in pairs.

use super::view::{Finding, View, Whole};
use crate::knowledge::page;
use crate::text::{Text, columns, hides};

fn both(text: &Text) -> [(&'static str, &str); 2] {
    [("en", &text.en), ("ko", &text.ko)]
}

/// K007: an empty text leaves a hole for half of the readers.
pub fn empty(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, text) in &view.texts {
        for (tag, _) in both(text).into_iter().filter(|(_, words)| words.trim().is_empty()) {
            found.push(Finding::new(
                format!("{at}/{tag}"),
                format!("the text in `{tag}` is empty"),
                "write it",
            ));
        }
    }
    found
}

/// K007: English in the place of Korean was never translated; names and addresses may be the same.
pub fn untranslated(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let word = |w: &&str| w.len() > 2 && w.chars().all(|c| c.is_ascii_lowercase());
    let hangul = |c: char| ('가'..='힣').contains(&c);
    let english = |text: &&(String, Text)| {
        let sentence = text.1.en.split_whitespace().filter(word).count() >= 4;
        sentence && !text.1.ko.trim().is_empty() && !text.1.ko.chars().any(hangul)
    };
    let told = |(at, _): &(String, Text)| {
        Finding::new(
            format!("{at}/ko"),
            "the Korean text holds no Korean",
            "write it in Korean",
        )
    };
    view.texts.iter().filter(english).map(told).collect()
}

/// The columns a text may take at its place: titles stand beside a mark and choices behind their digit on one line of 80
/// columns, a question on three.
fn limit(path: &str) -> Option<(usize, &'static str)> {
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["entries" | "sequences" | "trees" | "out_of_scope", _, "title"] => Some((66, "title")),
        ["questions", _, "choices", _, "text"] => Some((70, "choice")),
        ["questions", _, "ask"] => Some((200, "question")),
        _ => None,
    }
}

/// K008: what does not fit on its line is cut on a screen.
pub fn too_long(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, text) in &view.texts {
        let Some((most, what)) = limit(at) else { continue };
        for (tag, words) in both(text) {
            let wide = columns::width(&page::plain(words));
            if wide > most {
                let message = format!("the {what} takes {wide} columns of {most}");
                found.push(Finding::new(format!("{at}/{tag}"), message, "say it shorter"));
            }
        }
    }
    found
}

/// K031: what cannot be seen steers the terminal, or lets a text say something else than it shows.
pub fn unseen(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let told = |(at, text): &(String, String)| {
        let hidden = text.chars().find(|c| hides(*c))?;
        let message = format!(
            "a character that cannot be seen stands in it (U+{:04X})",
            u32::from(hidden)
        );
        Some(Finding::new(at, message, "take it out"))
    };
    view.strings.iter().filter_map(told).collect()
}

/// K021: a lone mark would print, or style the rest of the line.
pub fn lone_marks(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let lone = |words: &str| ["**", "`"].iter().any(|mark| words.matches(mark).count() % 2 == 1);
    let mut found = Vec::new();
    for (at, text) in &view.texts {
        for (tag, _) in both(text).into_iter().filter(|(_, words)| lone(words)) {
            found.push(Finding::new(
                format!("{at}/{tag}"),
                "a `**` or a backtick stands alone",
                "close it",
            ));
        }
    }
    found
}
