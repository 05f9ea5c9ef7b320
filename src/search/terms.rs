//! From words to terms: what a text is found by. A term is a group of synonyms (`=12`), a stem, or two syllables of
//! Hangul (`~비밀`), with the weight it carries. Entries and queries go through the same door.

use super::fold::{Run, Token};
use super::hangul;
use super::table::{Section, View};
use std::borrow::Cow;

/// Something to find by, and the word it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    pub text: String,
    pub weight: f32,
    pub token: usize,
}

const CONCEPT: f32 = 1.0;
const WORD: f32 = 0.9;
const WORD_IN_CONCEPT: f32 = 0.2;
const EOJEOL: f32 = 0.6;
const EOJEOL_IN_CONCEPT: f32 = 0.15;
const SYLLABLES: f32 = 0.3;
const SYLLABLES_IN_CONCEPT: f32 = 0.06;

/// Words that say nothing about what is wrong.
const STOP: &str = " a an the is are was were be been being am i me my mine we our us you your yours he she his her him \
    it its they them their this that these those there here to of in on at for from by with and or but if so as do \
    does did done has have had having can could should would will may might must shall what which who whom when where \
    why how please hi hello hey thanks thank thx get gets got getting gotten say says said saying tell tells told show \
    shows shown see sees seen still just really very any some also about into out up then than im id ive dear guys \
    someone somebody anyone anybody everyone one thing things way let lets like s t d m keep need needs want wants \
    trying try tries tried says reads because while via per etc gets ";
const STOP_KO: &str = " 어떻게 하나요 해야 되나요 무엇 무엇을 뭐 뭔가요 뭐가 왜 수 있나요 있어요 있는 있습니다 것 거 좀 제가 저 제 그 이 저는 때 \
    나요 납니다 나 남 나와요 나옵니다 나옴 나오는데 나와 떠요 뜹니다 뜨는데 뜸 떠 떴어요 주세요 싶어요 라고 그런데 근데 알려주세요 도와주세요 안녕하세요 문의 드립니다 문의드립니다 \
    하는 하면 해서 하고 했는데 하는데 합니다 해요 할 한 된 되는 됩니다 건가요 인가요 인지 하려면 하려고 하는데요 있는데 같아요 같습니다 그리고 그래서 \
    대해 대한 대해서 관련 경우 중 및 등 또는 해주세요 부탁드립니다 부탁 드려요 메시지 메시지가 문구 화면에 이라고 라는 이라는 이라는데 라는데 뜨네요 나오네요 \
    나타납니다 표시됩니다 어디서 어디 어디에 어디에서 언제 누가 어떤 어느 가능한가요 가능 방법 방법은 방법을 알고 ";

type Words = std::sync::LazyLock<std::collections::BTreeSet<&'static str>>;
static STOP_WORDS: Words = Words::new(|| STOP.split_whitespace().chain(STOP_KO.split_whitespace()).collect());
static PARTICLE_WORDS: Words = Words::new(|| PARTICLES.split_whitespace().collect());

pub fn is_stop(token: &Token) -> bool {
    STOP_WORDS.contains(token.text.as_str()) || token.hangul && token.glued && is_particle(&token.text)
}

/// A light stem of an English word; numbers and short words stay.
pub fn stem(word: &str) -> Cow<'_, str> {
    if word.len() <= 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.into();
    }
    let cut = |n: usize| word.get(..word.len() - n).unwrap_or(word);
    let mut base: Cow<'_, str> = if word.ends_with("ies") && word.len() > 4 {
        format!("{}y", cut(3)).into()
    } else if ["sses", "xes", "ches", "shes"].iter().any(|e| word.ends_with(e)) {
        cut(2).into()
    } else if word.ends_with('s') && !["ss", "us", "is"].iter().any(|e| word.ends_with(e)) {
        cut(1).into()
    } else {
        word.into()
    };
    let vowel = |w: &str| w.bytes().any(|b| b"aeiouy".contains(&b));
    let shorter = [("ing", ""), ("ied", "y"), ("ed", "")].iter().find_map(|(end, put)| {
        let rest = base.strip_suffix(end)?;
        (rest.len() >= 3 && vowel(rest) && !base.ends_with("eed")).then(|| format!("{rest}{put}"))
    });
    if let Some(mut short) = shorter {
        let mut last = short.bytes().rev();
        if let (Some(a), Some(b)) = (last.next(), last.next())
            && a == b
            && !b"lsz".contains(&a)
        {
            short.pop();
        }
        base = short.into();
    }
    if base.len() > 3 && base.ends_with('e') {
        base = base.get(..base.len() - 1).unwrap_or_default().to_owned().into();
    }
    base
}

const PARTICLES: &str = " 은 는 이 가 을 를 에 의 도 만 로 으로 에서 에게 한테 께 와 과 랑 이랑 하고 까지 부터 보다 처럼 마다 이나 나 라도 이라도 에는 \
    에도 에서는 에서도 으로는 으로도 로는 로도 만으로 이란 란 라는 이라는 라고 이라고 이라서 라서 인데 이요 요 이에요 예요 인가요 입니다 밖에 조차 에서의 로의 번 ";
/// Endings of verbs, longest first within their family; what is left is close enough to a stem.
const ENDINGS: &[&str] = &[
    "되었습니다",
    "하였습니다",
    "했습니다",
    "됐습니다",
    "겠습니다",
    "었습니다",
    "았습니다",
    "습니다",
    "합니다",
    "됩니다",
    "입니다",
    "됐는데요",
    "했는데요",
    "됐는데",
    "했는데",
    "되는데",
    "하는데",
    "었는데",
    "았는데",
    "는데요",
    "는데",
    "했어요",
    "됐어요",
    "었어요",
    "았어요",
    "였어요",
    "되어요",
    "하려면",
    "하려고",
    "으려면",
    "하라고",
    "하래요",
    "라고요",
    "하세요",
    "하나요",
    "되나요",
    "할까요",
    "해야",
    "해요",
    "돼요",
    "어요",
    "아요",
    "네요",
    "군요",
    "나요",
    "세요",
    "지만",
    "다고",
    "라고",
    "려고",
    "려면",
    "하면",
    "되면",
    "해서",
    "돼서",
    "하기",
    "되기",
    "하는",
    "되는",
    "했음",
    "됐음",
    "어서",
];

fn is_particle(text: &str) -> bool {
    PARTICLE_WORDS.contains(text)
}

/// The stem of an eojeol: particles and endings cut off, at least two syllables left (one before a particle).
pub fn stem_hangul(word: &str) -> &str {
    let mut word = word;
    for round in 0..2 {
        let syllables = word.chars().count();
        let by_ending = ENDINGS
            .iter()
            .filter_map(|e| word.strip_suffix(e))
            .find(|rest| rest.chars().count() >= 2);
        let by_particle = word
            .char_indices()
            .skip(if round == 0 { 1 } else { 2 })
            .filter_map(|(at, _)| word.split_at_checked(at))
            .find(|(rest, end)| is_particle(end) && (rest.chars().count() >= 2 || syllables == 2 && round == 0))
            .map(|(rest, _)| rest);
        match by_ending.or(by_particle) {
            Some(rest) => word = rest,
            None => break,
        }
    }
    word
}

/// Words that stand between the words of an expression and change nothing: not (being) delivered, lost (my) phone.
const FILLERS: &str = " a an the my his her its our your their this that being been ever even really just still also already \
    always yet any actually currently ";

static FILLER_WORDS: Words = Words::new(|| FILLERS.split_whitespace().collect());

/// The words run together in the form in which synonyms are compared.
pub fn stems(tokens: &[Token]) -> Run {
    Run::of(tokens, |t| {
        if FILLER_WORDS.contains(t.text.as_str()) {
            "".into()
        } else if t.hangul {
            t.text.as_str().into()
        } else {
            stem(&t.text)
        }
    })
}

/// A group of synonyms that stands in a text.
pub struct Concept {
    pub group: u32,
    /// First and last token.
    pub tokens: (usize, usize),
    span: std::ops::Range<usize>,
}

impl Concept {
    /// Bytes of the folded text that it takes.
    pub fn len(&self) -> usize {
        self.span.len()
    }
}

/// The groups of synonyms in a text, from left to right, the longest member first.
pub fn concepts(view: &View<'_>, tokens: &[Token], run: &Run) -> Vec<Concept> {
    let mut out: Vec<Concept> = Vec::new();
    let mut free = 0;
    for (at, token) in run.starts() {
        if at < free {
            continue;
        }
        let Some(rest) = run.text.get(at..) else { continue };
        let found = view.phrases_at(Section::Members, rest).find_map(|member| {
            let end = at + member.text.len();
            let last = run.ends(token, end)?;
            // a single syllable counts only as a word of its own: 폰 is not in 아이폰
            let lone = member.text.chars().count() == 1;
            let whole = tokens.get(token).is_some_and(|t| stem_hangul(&t.text) == member.text);
            (!lone || whole).then(|| Concept {
                group: member.owners().next().map_or(0, |(group, _)| group),
                tokens: (token, last),
                span: at..end,
            })
        });
        if let Some(concept) = found {
            free = concept.span.end;
            out.push(concept);
        }
    }
    out
}

/// All terms of a text.
pub fn terms(view: &View<'_>, tokens: &[Token]) -> Vec<Term> {
    let run = stems(tokens);
    let found = concepts(view, tokens, &run);
    let mut out: Vec<Term> = found
        .iter()
        .map(|c| Term {
            text: format!("={}", c.group),
            weight: CONCEPT,
            token: c.tokens.0,
        })
        .collect();
    let inside = |at: usize| found.iter().any(|c| c.span.contains(&at));
    let mut before: Option<(char, usize, usize)> = None;
    for (index, (token, span)) in tokens.iter().zip(&run.spans).enumerate() {
        if is_stop(token) {
            before = None;
            continue;
        }
        if !token.hangul {
            before = None;
            let weight = if inside(span.start) { WORD_IN_CONCEPT } else { WORD };
            out.push(Term {
                text: stem(&token.text).into_owned(),
                weight,
                token: index,
            });
            continue;
        }
        let weight = if inside(span.start) { EOJEOL_IN_CONCEPT } else { EOJEOL };
        out.push(Term {
            text: stem_hangul(&token.text).to_owned(),
            weight,
            token: index,
        });
        for (offset, c) in token.text.char_indices().filter(|(_, c)| hangul::is_syllable(*c)) {
            let at = span.start + offset;
            if let Some((first, place, _)) = before {
                let covered = inside(place) && inside(at);
                let weight = if covered { SYLLABLES_IN_CONCEPT } else { SYLLABLES };
                out.push(Term {
                    text: format!("~{first}{c}"),
                    weight,
                    token: index,
                });
            }
            before = Some((c, at, index));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fold::Reading;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (a, b) in [
            ("resetting", "reset"),
            ("expired", "expires"),
            ("locked", "locking"),
            ("denied", "deny"),
            ("codes", "code"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
        assert_eq!(stem("access"), "access");
        assert_eq!(stem("31003"), "31003");
    }

    #[test]
    fn particles_and_endings_fall_off() {
        assert_eq!(stem_hangul("암호를"), "암호");
        assert_eq!(stem_hangul("폰을"), "폰");
        assert_eq!(stem_hangul("서버에서는"), "서버");
        assert_eq!(stem_hangul("재설정했는데"), "재설정");
        assert_eq!(stem_hangul("암호"), "암호");
    }

    #[test]
    fn words_that_change_nothing_do_not_part_an_expression() {
        let run = |text: &str| stems(&Reading::new(vec![], vec![]).tokens(text)).text;
        assert_eq!(run("not being delivered"), run("not delivered"));
        assert_eq!(run("lost my phone"), run("lost the phone"));
        assert_ne!(run("not delivered"), run("delivered"));
    }
}
