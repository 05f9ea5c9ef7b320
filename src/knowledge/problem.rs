//! A problem in a knowledge file: which rule, where, what to do. Rendering with the source line lives in `cli`.

use serde::Serialize;

/// One finding of the checks. `line` and `column` count from 1, the column in characters; `start..end` are bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    pub rule: &'static str,
    pub file: String,
    pub line: usize,
    pub column: usize,
    /// Where in the document, for example `entries/3/choices/1/go/0`.
    pub path: String,
    pub message: String,
    pub help: String,
    #[serde(skip)]
    pub span: std::ops::Range<usize>,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}:{}:{}: {} {}",
            self.file, self.line, self.column, self.rule, self.message
        )?;
        if !self.help.is_empty() {
            write!(f, " ({})", self.help)?;
        }
        Ok(())
    }
}

/// Problems by where they stand, each once.
pub fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by(|a, b| {
        (&a.file, a.line, a.column, a.rule, &a.message).cmp(&(&b.file, b.line, b.column, b.rule, &b.message))
    });
    problems.dedup();
    problems
}

/// A rule of the checks: its number, its name, and why it is there.
pub struct RuleText {
    pub id: &'static str,
    pub name: &'static str,
    pub why: &'static str,
}

/// Every rule, in order. `sspr knowledge lint --explain K005` prints one.
pub const RULES: &[RuleText] = &[
    RuleText {
        id: "K001",
        name: "the file does not fit the format",
        why: "A file is read strictly: broken YAML, an unknown key, a missing key or a missing language is refused, because a misspelled key would lose knowledge without a word.",
    },
    RuleText {
        id: "K002",
        name: "a key stands twice",
        why: "YAML readers keep the last of two equal keys and drop the first silently. Merge the two, or rename one.",
    },
    RuleText {
        id: "K003",
        name: "a code is not quoted",
        why: "Without quotes `0x80230619` and `33004` are numbers and `0009` loses its zeros. Put codes, values and dates in double quotes.",
    },
    RuleText {
        id: "K004",
        name: "an id is malformed or taken",
        why: "Ids are what trees, scripts and cases refer to. Entries are written `area.words-with-hyphens`, questions `ask.words`, sequences `seq.words`; no two items of a kind may share one.",
    },
    RuleText {
        id: "K005",
        name: "an id leads nowhere",
        why: "A reference to an entry, question, sequence, fact, role, source, deadline, field or shared block that does not exist would strand the walk or print a hole.",
    },
    RuleText {
        id: "K006",
        name: "an entry cites no source",
        why: "Knowledge that nobody can check is an opinion. Name at least one id of `sources`; use `G` for general practice.",
    },
    RuleText {
        id: "K007",
        name: "a translation is missing",
        why: "English and Korean are both whole: no text is empty, and a Korean sentence contains Korean.",
    },
    RuleText {
        id: "K008",
        name: "a text is too long for its line",
        why: "Titles (66 columns), choices (70) and questions (200) stand on one or two lines of an 80-column screen. A Hangul syllable takes two columns.",
    },
    RuleText {
        id: "K009",
        name: "a link is no URL",
        why: "A link starts with http:// or https:// and holds no blanks, so that it can be opened.",
    },
    RuleText {
        id: "K010",
        name: "a code is claimed twice",
        why: "Two entries answer to the same code and no `doors` item names the question that tells them apart. Add the door, or take the code from one.",
    },
    RuleText {
        id: "K011",
        name: "an entry cannot be reached",
        why: "No tree leads to it, neither directly nor by `next`, `related`, `see`, a door or a field. Nobody would ever find it by walking.",
    },
    RuleText {
        id: "K012",
        name: "questions go round in a circle",
        why: "From this question one comes back to it without a remedy in between. A walk would skip it the second time and the person would wonder why.",
    },
    RuleText {
        id: "K013",
        name: "a path has no end",
        why: "A tree or sequence without nodes, a question without choices and without a field, or a walk that does not come to an end within its bound.",
    },
    RuleText {
        id: "K014",
        name: "choices overlap",
        why: "Two choices of a question have the same id, the same text or stand for the same value: the person cannot tell which to take.",
    },
    RuleText {
        id: "K015",
        name: "a condition cannot be read",
        why: "Write `fact = a|b`, `fact != a`, `fact < 2`, `known fact` or `unknown fact`, joined by ` and `, over declared facts and their values.",
    },
    RuleText {
        id: "K016",
        name: "a value has no choice",
        why: "A question that sets a fact is skipped when the fact is known; then the choice for the known value is followed. Every value of the fact needs one.",
    },
    RuleText {
        id: "K017",
        name: "too few or too many choices",
        why: "A question has 2 to 9 choices, so that a digit picks one.",
    },
    RuleText {
        id: "K018",
        name: "a step stands in no order",
        why: "An entry of kind `step` belongs to a sequence with `numbered: true`; a step without a place is no step. A numbered sequence holds only entries.",
    },
    RuleText {
        id: "K019",
        name: "a date or duration is malformed",
        why: "Dates are `2026-11-21`, a deadline may be `2027-03`, a wait is a number with m, h or d.",
    },
    RuleText {
        id: "K020",
        name: "an alias is claimed twice",
        why: "The same everyday wording leads to two entries, so neither can come first with certainty. Make it more exact, or leave it to one.",
    },
    RuleText {
        id: "K021",
        name: "marks do not pair",
        why: "`**` and backticks come in pairs; a lone one would print or style the rest of the line.",
    },
    RuleText {
        id: "K022",
        name: "a command names no field",
        why: "What stands in braces in a command is filled in from the case; it must be the id of a field. Braces that belong to the command are doubled: `{{` and `}}`.",
    },
    RuleText {
        id: "K023",
        name: "an accepted value is missing or wrong",
        why: "A field with rule `choice` and a fact need values; a fact's values fit the field it fills.",
    },
    RuleText {
        id: "K024",
        name: "a field refuses what it recognises",
        why: "A value found in a pasted text passes the rule of its field like any other. `user-id` goes into a field of rule `user-id` or `text`, every other kind into one of rule `guid` or `text`.",
    },
];
