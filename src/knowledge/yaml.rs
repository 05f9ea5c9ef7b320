//! What is wrong in a YAML file, in both languages. The readers say it in English, as text alone; what of that is not known here
//! is quoted.

use crate::text::{Say, Text, say};

/// What the readers say, as far as it names no word of the file, and what it means.
const SAID: &[(&str, Say)] = &[
    (
        "did not find expected ',' or '",
        say(
            "a list or map in brackets lacks a comma or its end",
            "괄호로 쓴 목록에 쉼표나 닫는 괄호가 없습니다",
        ),
    ),
    (
        "expected ',' or ']'",
        say(
            "a list or map in brackets lacks a comma or its end",
            "괄호로 쓴 목록에 쉼표나 닫는 괄호가 없습니다",
        ),
    ),
    (
        "misplaced bracket",
        say("a bracket stands alone", "짝이 맞지 않는 괄호가 있습니다"),
    ),
    (
        "mapping values are not allowed",
        say(
            "a colon stands where no key can be; put the text in quotes",
            "키가 올 수 없는 곳에 콜론이 있습니다. 텍스트를 따옴표로 감싸십시오",
        ),
    ),
    (
        "illegal placement of ':'",
        say(
            "a colon stands where no key can be; put the text in quotes",
            "키가 올 수 없는 곳에 콜론이 있습니다. 텍스트를 따옴표로 감싸십시오",
        ),
    ),
    (
        "find expected ':'",
        say("a colon is missing behind a key", "키 뒤에 콜론이 없습니다"),
    ),
    (
        "simple key expect",
        say("a colon is missing behind a key", "키 뒤에 콜론이 없습니다"),
    ),
    (
        "did not find expected <document start>",
        say(
            "this line stands further left than what is above; look at the indentation",
            "위의 내용보다 왼쪽에 있는 줄입니다. 들여쓰기를 확인하십시오",
        ),
    ),
    (
        "did not find expected key",
        say(
            "a key is expected here; look at the indentation",
            "여기에는 키가 와야 합니다. 들여쓰기를 확인하십시오",
        ),
    ),
    (
        "expected '-' indicator",
        say(
            "a list goes on without `-`; look at the indentation",
            "목록이 `-` 없이 이어집니다. 들여쓰기를 확인하십시오",
        ),
    ),
    (
        "sequence entries are not allowed",
        say(
            "a list cannot begin here; put it on a line of its own",
            "여기서는 목록을 시작할 수 없습니다. 새 줄에 적으십시오",
        ),
    ),
    (
        "cannot start any token",
        say(
            "this character cannot begin a text; put it in quotes",
            "이 문자로 텍스트를 시작할 수 없습니다. 따옴표로 감싸십시오",
        ),
    ),
    (
        "unexpected character",
        say(
            "this character cannot begin a text; put it in quotes",
            "이 문자로 텍스트를 시작할 수 없습니다. 따옴표로 감싸십시오",
        ),
    ),
    (
        "while scanning a quoted scalar",
        say("a text in quotes does not end", "따옴표로 연 텍스트가 끝나지 않습니다"),
    ),
    (
        "trailing content after double-quoted",
        say(
            "something stands behind a text in quotes",
            "따옴표로 닫은 텍스트 뒤에 다른 내용이 있습니다",
        ),
    ),
    (
        "escape",
        say(
            "a backslash in double quotes stands before the wrong sign; use single quotes",
            "큰따옴표 안의 역슬래시 뒤에 쓸 수 없는 문자가 있습니다. 작은따옴표를 쓰십시오",
        ),
    ),
    (
        "unexpected end of stream",
        say("the file ends too early", "파일이 중간에 끝났습니다"),
    ),
    (
        "unexpected eof",
        say("the file ends too early", "파일이 중간에 끝났습니다"),
    ),
    ("EOF while parsing", say("the file is empty", "파일이 비어 있습니다")),
    (
        "tab",
        say(
            "a tab stands where blanks must; indent with blanks",
            "공백이 와야 할 곳에 탭이 있습니다. 공백으로 들여쓰십시오",
        ),
    ),
    (
        "indent",
        say(
            "the indentation does not fit the lines above",
            "들여쓰기가 위의 줄과 맞지 않습니다",
        ),
    ),
    (
        "did not find expected node content",
        say("a value is missing here", "여기에 값이 없습니다"),
    ),
    (
        "control characters are not allowed",
        say(
            "a control character stands in the file; take it out",
            "파일에 제어 문자가 있습니다. 지우십시오",
        ),
    ),
    (
        "unprintable character",
        say(
            "a control character stands in the file; take it out",
            "파일에 제어 문자가 있습니다. 지우십시오",
        ),
    ),
    (
        "recursion limit",
        say("it is nested too deeply", "너무 깊이 중첩되어 있습니다"),
    ),
    (
        "repetition limit",
        say(
            "aliases (`*name`) make too much of it",
            "별칭(`*이름`)이 지나치게 많은 내용을 만듭니다",
        ),
    ),
    (
        "anchor",
        say(
            "an alias (`*name`) leads nowhere",
            "별칭(`*이름`)이 가리키는 곳이 없습니다",
        ),
    ),
    (
        "alias",
        say(
            "an alias (`*name`) leads nowhere",
            "별칭(`*이름`)이 가리키는 곳이 없습니다",
        ),
    ),
    (
        "more than one document",
        say(
            "the file holds more than one document; remove the lines `---`",
            "파일에 문서가 여러 개 있습니다. `---` 줄을 지우십시오",
        ),
    ),
];

const UNKNOWN: Say = say("YAML: \"{}\"", "YAML 오류: \"{}\"");
const NO_SUCH: Say = say(
    "unknown field `{}`; there are {}",
    "`{}`은(는) 쓸 수 없는 항목입니다. 쓸 수 있는 항목: {}",
);
const NO_VALUE: Say = say(
    "unknown value `{}`; write one of {}",
    "`{}`은(는) 쓸 수 없는 값입니다. 쓸 수 있는 값: {}",
);
const MISSING: Say = say("`{}` is missing", "`{}` 항목이 없습니다");
const TWICE: Say = say("`{}` stands twice", "`{}`이(가) 두 번 있습니다");
const KEY_TWICE: Say = say("a key stands here twice", "같은 키가 두 번 있습니다");
const OTHER_KIND: Say = say(
    "{} stands where {} belongs",
    "이 자리에 와야 하는 것: {}, 지금 있는 것: {}",
);
const IN_PLACE: Say = say("{} (at `{}`)", "{}(위치: `{}`)");

/// What a reader of YAML says, without the place.
pub fn said(reason: &str) -> Text {
    let whole = reason;
    let reason = reason.split(" at line ").next().unwrap_or(reason);
    let found = SHAPES.iter().find_map(|(head, told)| {
        let (before, rest) = reason.split_once(head)?;
        Some((told(rest)?, before.trim_end_matches(": ")))
    });
    match found {
        Some((text, "")) => text,
        Some((text, at)) => Text {
            en: IN_PLACE.with(crate::text::Lang::En, &[&text.en, at]),
            ko: IN_PLACE.with(crate::text::Lang::Ko, &[&text.ko, at]),
        },
        None => {
            let known = SAID.iter().find(|(part, _)| whole.contains(part));
            known.map_or_else(|| UNKNOWN.both(&[reason]), |(_, said)| said.both(&[]))
        }
    }
}

/// Line and column that a reader of YAML names, from 1. Where what was opened does not end, it names that place last, and that is
/// where to look.
pub fn place(reason: &str) -> Option<(usize, usize)> {
    let mut places = reason.split(" at line ").skip(1).filter_map(|place| {
        let (line, rest) = place.split_once(" column ")?;
        let column: String = rest.chars().take_while(char::is_ascii_digit).collect();
        Some((line.parse().ok()?, column.parse().ok()?))
    });
    let first = places.next();
    let open = reason.contains("quoted scalar") || reason.contains("a flow ");
    places.last().filter(|_| open).or(first)
}

type Told = fn(&str) -> Option<Text>;

/// What names words of the file: how it begins, and what is told of the rest.
const SHAPES: &[(&str, Told)] = &[
    ("unknown field `", |rest| none_of(NO_SUCH, rest)),
    ("unknown variant `", |rest| none_of(NO_VALUE, rest)),
    ("missing field `", |rest| Some(MISSING.both(&[rest.split('`').next()?]))),
    ("duplicate field `", |rest| Some(TWICE.both(&[rest.split('`').next()?]))),
    ("duplicate entry with key \"", |rest| {
        Some(TWICE.both(&[rest.split('"').next()?]))
    }),
    ("duplicate key: ", |rest| Some(TWICE.both(&[rest]))),
    ("duplicated key in mapping", |_| Some(KEY_TWICE.both(&[]))),
    ("invalid type: ", other_kind),
    ("invalid value: ", other_kind),
];

fn none_of(said: Say, rest: &str) -> Option<Text> {
    let (word, expected) = rest.split_once('`')?;
    // every second piece stands between backticks
    let there: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
    Some(said.both(&[word, &there.join(", ")]))
}

fn other_kind(rest: &str) -> Option<Text> {
    let (found, wanted) = rest.split_once(", expected ")?;
    let (found, wanted) = (kind(found), kind(wanted));
    Some(Text {
        en: OTHER_KIND.with(crate::text::Lang::En, &[&found.en, &wanted.en]),
        // the other way round
        ko: OTHER_KIND.with(crate::text::Lang::Ko, &[&wanted.ko, &found.ko]),
    })
}

/// A kind of value as the readers name it, some with the value behind it.
fn kind(raw: &str) -> Text {
    const KINDS: &[(&[&str], Say)] = &[
        (&["sequence", "a sequence", "tuple"], say("a list", "목록")),
        (&["map", "a map", "struct "], say("a map", "키와 값")),
        (
            &["string", "a string", "a borrowed string", "character"],
            say("a text", "텍스트"),
        ),
        (
            &["integer", "u8", "u16", "u32", "u64", "usize", "i32", "i64"],
            say("a whole number", "정수"),
        ),
        (&["floating point", "f32", "f64"], say("a number", "숫자")),
        (&["boolean", "a boolean"], say("yes or no", "예/아니요 값")),
        (&["unit", "null", "Option"], say("nothing", "빈 값")),
    ];
    let known = KINDS
        .iter()
        .find(|(names, _)| names.iter().any(|name| raw.starts_with(name)));
    known.map_or_else(|| say("{}", "{}").both(&[raw]), |(_, said)| said.both(&[]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::load::{File, read};

    /// What reading says, by both readers.
    fn told(text: &str) -> Vec<Text> {
        let own = serde_yaml::from_str::<std::collections::BTreeMap<String, Vec<u8>>>(text).err();
        let file = File {
            name: "a.yaml".to_owned(),
            text: text.to_owned(),
        };
        let (_, problems) = read(vec![file]);
        let own = own.map(|error| said(&error.to_string()));
        own.into_iter().chain(problems.into_iter().map(|p| p.message)).collect()
    }

    #[test]
    fn what_people_break_most_is_told_in_plain_words_of_both_languages() {
        let broken = [
            "a: [1, 2",
            "a: {b: 1",
            "a: b: c",
            "- a\nb: c",
            "a: \"open",
            "a: \"\\q\"",
            "a: @b",
            "a:\n\t- b",
            "a: *nowhere",
            "a: 1\na: 2",
            "  a: 1\n b: 2",
            "a: ]",
            "entries: 5",
            "entries: [{ id: 5 }]",
            "nothing: here",
        ];
        for text in broken {
            let told = told(text);
            assert!(!told.is_empty(), "{text:?} is read");
            for Text { en, ko } in told {
                assert!(!en.contains("YAML: \""), "{text:?}: {en}");
                assert!(
                    ko.chars().any(|c| ('가'..='힣').contains(&c)) && !ko.contains("YAML 오류"),
                    "{text:?}: {ko}"
                );
                assert!(en.chars().next().is_some_and(|c| !c.is_uppercase()), "{text:?}: {en}");
            }
        }
    }

    #[test]
    fn words_of_the_file_stay_and_the_unknown_is_quoted() {
        let field = said("unknown field `strat`, expected one of `start`, `facts` at line 1 column 1");
        assert_eq!(field.en, "unknown field `strat`; there are start, facts");
        assert_eq!(
            field.ko,
            "`strat`은(는) 쓸 수 없는 항목입니다. 쓸 수 있는 항목: start, facts"
        );
        let kind = said("steps.a: invalid type: string \"x\", expected a sequence at line 3 column 4");
        assert_eq!(kind.en, "a text stands where a list belongs (at `steps.a`)");
        assert_eq!(
            kind.ko,
            "이 자리에 와야 하는 것: 목록, 지금 있는 것: 텍스트(위치: `steps.a`)"
        );
        assert_eq!(
            place("ends at line 4 column 1, while scanning a quoted scalar at line 3 column 6"),
            Some((3, 6))
        );
        assert_eq!(
            place("odd at line 4 column 1, while parsing a block mapping at line 1 column 1"),
            Some((4, 1))
        );
        assert_eq!(place("odd"), None);
        assert_eq!(said("strange at line 1 column 2").en, "YAML: \"strange\"");
    }
}
