//! Texts: both languages, short enough, with marks in pairs.

use super::view::{Finding, View, Whole};
use crate::knowledge::page;
use crate::text::{Lang, Say, Text, columns, hides, say};

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
                say("the text in `{}` is empty", "`{}` 텍스트가 비어 있습니다").both(&[tag]),
                say("write it", "내용을 쓰십시오"),
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
            say("the Korean text holds no Korean", "한국어 텍스트에 한글이 없습니다"),
            say("write it in Korean", "한국어로 쓰십시오"),
        )
    };
    view.texts.iter().filter(english).map(told).collect()
}

/// The columns a text may take at its place: titles stand beside a mark and choices behind their digit on one line of 80
/// columns, a question on three.
fn limit(path: &str) -> Option<(usize, Say)> {
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["entries" | "sequences" | "trees" | "out_of_scope", _, "title"] => Some((66, say("title", "제목"))),
        ["questions", _, "choices", _, "text"] => Some((70, say("choice", "선택지"))),
        ["questions", _, "ask"] => Some((200, say("question", "질문"))),
        _ => None,
    }
}

const TOO_WIDE: Say = say(
    "the {} takes {} columns of {}",
    "{}의 폭이 {}칸으로, 한도인 {}칸을 넘습니다",
);

/// K008: what does not fit on its line is cut on a screen.
pub fn too_long(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, text) in &view.texts {
        let Some((most, what)) = limit(at) else { continue };
        for (tag, words) in both(text) {
            let wide = columns::width(&page::plain(words));
            if wide > most {
                let (wide, most) = (wide.to_string(), most.to_string());
                let message = Text {
                    en: TOO_WIDE.with(Lang::En, &[what.en, &wide, &most]),
                    ko: TOO_WIDE.with(Lang::Ko, &[what.ko, &wide, &most]),
                };
                found.push(Finding::new(
                    format!("{at}/{tag}"),
                    message,
                    say("say it shorter", "더 짧게 쓰십시오"),
                ));
            }
        }
    }
    found
}

/// K031: what cannot be seen steers the terminal, or lets a text say something else than it shows.
pub fn unseen(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let told = |(at, text): &(String, String)| {
        let hidden = text.chars().find(|c| hides(*c))?;
        let message = say(
            "a character that cannot be seen stands in it (U+{})",
            "보이지 않는 문자가 들어 있습니다(U+{})",
        )
        .both(&[&format!("{:04X}", u32::from(hidden))]);
        Some(Finding::new(at, message, say("take it out", "지우십시오")))
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
                say(
                    "a `**` or a backtick stands alone",
                    "짝이 없는 `**` 또는 백틱이 있습니다",
                ),
                say("close it", "짝을 맞추십시오"),
            ));
        }
    }
    found
}
