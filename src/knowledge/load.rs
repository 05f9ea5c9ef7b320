//! From files to shapes. Owns the YAML parsers and the places of things in a file; touches no file itself: callers
//! hand over names and texts.

use super::bound::{Budget, What};
use super::problem::{Edit, Problem};
use super::shape::Knowledge;
use super::yaml;
use crate::text::{Lang, Say, Text, say};
use saphyr::{LoadableYamlNode, MarkedYaml, Scalar, YamlData};
use std::ops::Range;

/// A knowledge file as text, with the name to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub name: String,
    pub text: String,
}

/// A file that was read, with what it holds.
#[derive(Clone, Debug)]
pub struct Loaded {
    pub file: File,
    pub knowledge: Knowledge,
}

/// Reads every file; gives what could be read and every problem of form (K001 to K003).
pub fn read(files: Vec<File>) -> (Vec<Loaded>, Vec<Problem>) {
    let mut loaded = Vec::new();
    let mut problems = Vec::new();
    let mut budget = Budget::default();
    for file in files {
        match read_one(&file, &mut budget) {
            Ok((knowledge, mut found)) => {
                problems.append(&mut found);
                loaded.push(Loaded { file, knowledge });
            }
            Err(problem) => problems.push(*problem),
        }
    }
    (loaded, problems)
}

/// Where a text names a key twice: line and column, counted from 1.
pub fn twice(text: &str) -> Option<(usize, usize)> {
    let error = MarkedYaml::load_from_str(text).err()?;
    let twice = error.info().contains(TWICE);
    twice.then(|| (error.marker().line(), error.marker().col() + 1))
}

fn read_one(file: &File, budget: &mut Budget) -> Result<(Knowledge, Vec<Problem>), Box<Problem>> {
    let fail = |rule, line, column, message: Text, help: Say| {
        let help = help.both(&[]);
        Err(Box::new(at(file, rule, line, column, message, help)))
    };
    // what is no YAML is told below
    if let Err(excess) = budget.spend(&file.text)
        && !matches!(excess.what, What::Form(_))
    {
        let help = say(
            "such a file costs more than it may; write it anew or split it",
            "허용되는 범위를 넘는 파일입니다. 다시 작성하거나 나누십시오",
        );
        let (en, ko) = (excess.say(Lang::En), excess.say(Lang::Ko));
        return fail("K001", excess.line, excess.column, Text { en, ko }, help);
    }
    let tree = match MarkedYaml::load_from_str(&file.text) {
        Ok(mut documents) if documents.len() == 1 => documents.remove(0),
        Ok(documents) if documents.is_empty() => return Ok((Knowledge::default(), Vec::new())),
        Ok(_) => {
            let message = say(
                "the file holds more than one document",
                "파일에 문서가 여러 개 있습니다",
            );
            let help = say("remove the lines `---`", "`---` 줄을 지우십시오");
            return fail("K001", 1, 1, message.both(&[]), help);
        }
        Err(error) => {
            let (line, column) = (error.marker().line(), error.marker().col() + 1);
            let (rule, help) = if error.info().contains(TWICE) {
                ("K002", say("merge the two", "하나로 합치십시오"))
            } else {
                let help = say(
                    "repair the YAML here or just above",
                    "이 줄이나 바로 위의 YAML을 고치십시오",
                );
                ("K001", help)
            };
            return fail(rule, line, column, yaml::said(error.info()), help);
        }
    };
    match serde_yaml::from_str::<Option<Knowledge>>(&file.text) {
        Ok(knowledge) => Ok((knowledge.unwrap_or_default(), unquoted(file, &tree))),
        Err(error) => {
            let (line, column) = error.location().map_or((1, 1), |l| (l.line(), l.column()));
            let help = say(
                "see knowledge/README.md for the format",
                "형식은 knowledge/README.md를 보십시오",
            );
            fail("K001", line, column, yaml::said(&error.to_string()), help)
        }
    }
}

/// How the reader tells of a key that stands twice.
const TWICE: &str = "duplicated key";

/// Keys whose values are texts, even where they look like numbers.
const TEXTS: [&str; 9] = [
    "codes", "code", "value", "verified", "date", "id", "phrases", "words", "set",
];

/// K003: a number where a code, a value or a date belongs.
fn unquoted(file: &File, tree: &MarkedYaml<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let starts = line_starts(&file.text);
    walk(tree, "", "", &mut |node, path, key| {
        if let YamlData::Value(Scalar::Integer(_) | Scalar::FloatingPoint(_) | Scalar::Boolean(_)) = &node.data
            && TEXTS.contains(&key)
        {
            let message = say(
                "a code, value or date is not quoted",
                "코드, 값, 날짜에 따옴표가 없습니다",
            );
            let help = say("put it in double quotes", "큰따옴표로 감싸십시오");
            let (message, help) = (message.both(&[]), help.both(&[]));
            let mut problem = spot(file, &starts, "K003", path, node, message, help);
            let raw = file.text.get(problem.span.clone()).unwrap_or_default();
            problem.mend = Some(Edit {
                span: problem.span.clone(),
                put: format!("\"{raw}\""),
            });
            problems.push(problem);
        }
    });
    problems
}

/// Visits every node with its path and the key above it.
fn walk(node: &MarkedYaml<'_>, path: &str, key: &str, visit: &mut dyn FnMut(&MarkedYaml<'_>, &str, &str)) {
    visit(node, path.trim_start_matches('/'), key);
    match &node.data {
        YamlData::Sequence(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, &format!("{path}/{index}"), key, visit);
            }
        }
        YamlData::Mapping(map) => {
            for (key, value) in map {
                let key = key.data.as_str().unwrap_or_default();
                walk(value, &format!("{path}/{key}"), key, visit);
            }
        }
        _ => {}
    }
}

fn at(file: &File, rule: &'static str, line: usize, column: usize, message: Text, help: Text) -> Problem {
    on(file, &line_starts(&file.text), rule, line, column, message, help)
}

fn on(
    file: &File,
    starts: &[usize],
    rule: &'static str,
    line: usize,
    column: usize,
    message: Text,
    help: Text,
) -> Problem {
    let start = byte_of(&file.text, starts, line, column);
    Problem {
        rule,
        file: file.name.clone(),
        line,
        column,
        path: String::new(),
        message,
        help,
        span: start..start,
        mend: None,
    }
}

fn spot(
    file: &File,
    starts: &[usize],
    rule: &'static str,
    path: &str,
    node: &MarkedYaml<'_>,
    message: Text,
    help: Text,
) -> Problem {
    let (line, column) = (node.span.start.line(), node.span.start.col() + 1);
    let mut problem = on(file, starts, rule, line, column, message, help);
    let wide = node.span.end.index().saturating_sub(node.span.start.index());
    let rest = file.text.get(problem.span.start..).unwrap_or_default();
    let first_line = rest.lines().next().unwrap_or_default();
    problem.span.end += first_line.chars().take(wide).map(char::len_utf8).sum::<usize>();
    path.clone_into(&mut problem.path);
    problem
}

/// Where each line begins: found once for a file, in which thousands of problems may stand.
fn line_starts(text: &str) -> Vec<usize> {
    let behind = text.match_indices('\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(behind).collect()
}

/// The byte at which `line` and `column` (characters, from 1) stand; the end of the text where they lie beyond it.
fn byte_of(text: &str, starts: &[usize], line: usize, column: usize) -> usize {
    let Some(start) = line.checked_sub(1).and_then(|at| starts.get(at)).copied() else {
        return text.len();
    };
    let content = text
        .get(start..)
        .and_then(|rest| rest.lines().next())
        .unwrap_or_default();
    let before = content.chars().take(column.saturating_sub(1));
    start + before.map(char::len_utf8).sum::<usize>()
}

/// A comment of a file; line and column count from 1.
pub struct Comment {
    pub line: usize,
    pub column: usize,
    /// What stands behind its mark.
    pub text: String,
    /// The line it is about: its own, or the next that is no comment where it stands alone.
    pub about: usize,
    pub span: Range<usize>,
    /// The bytes that go when it goes.
    pub whole: Range<usize>,
}

/// Finds the places of many things in one file: parse once, look up by path.
pub struct Places<'a> {
    file: &'a File,
    tree: Option<MarkedYaml<'a>>,
    starts: Vec<usize>,
}

impl<'a> Places<'a> {
    /// A file that is no YAML has no places; problems in it stand at its beginning.
    pub fn of(file: &'a File) -> Self {
        let tree = MarkedYaml::load_from_str(&file.text)
            .ok()
            .and_then(|mut documents| documents.pop());
        let starts = line_starts(&file.text);
        Self { file, tree, starts }
    }

    /// A problem at `path`, for example `entries/3/title/en`; at the nearest part of the path that exists.
    pub fn problem(&self, rule: &'static str, path: &str, message: Text, help: Text) -> Problem {
        match self.node(path) {
            Some(node) => spot(self.file, &self.starts, rule, path, node, message, help),
            None => at(self.file, rule, 1, 1, message, help),
        }
    }

    /// Bytes of the file that hold a part of the text at `path`; `None` where the file writes it in another way, with escapes or
    /// over several lines.
    pub fn part(&self, path: &str, part: Range<usize>) -> Option<Range<usize>> {
        let node = self.node(path)?;
        let told = node.data.as_str()?;
        let start = byte_of(
            &self.file.text,
            &self.starts,
            node.span.start.line(),
            node.span.start.col() + 1,
        );
        let wide = node.span.end.index().saturating_sub(node.span.start.index());
        let rest = self.file.text.get(start..)?;
        let raw = rest.get(..rest.chars().take(wide).map(char::len_utf8).sum())?;
        // as much around it as it takes to stand there once
        let mut around = part.clone();
        loop {
            let wanted = told.get(around.clone())?;
            if told.matches(wanted).count() == 1 {
                let mut found = raw.match_indices(wanted);
                let (at, _) = found.next().filter(|_| found.next().is_none())?;
                let first = start + at + (part.start - around.start);
                return Some(first..first + part.len());
            }
            let before = told.get(..around.start)?.chars().next_back().map_or(0, char::len_utf8);
            let behind = told.get(around.end..)?.chars().next().map_or(0, char::len_utf8);
            if before + behind == 0 {
                return None;
            }
            around = around.start - before..around.end + behind;
        }
    }

    /// Marks only a part of what a problem is about, where that begins on the same line.
    pub fn narrow(&self, problem: &mut Problem, part: &Range<usize>) {
        let line = self.starts.get(problem.line.saturating_sub(1)).copied().unwrap_or(0);
        let before = self.file.text.get(line..part.start).unwrap_or_default();
        if !before.contains('\n') {
            problem.column = before.chars().count() + 1;
            problem.span = part.clone();
        }
    }

    fn node(&self, path: &str) -> Option<&MarkedYaml<'a>> {
        let mut node = self.tree.as_ref()?;
        for part in path.split('/') {
            let next = match &node.data {
                YamlData::Sequence(items) => part.parse::<usize>().ok().and_then(|i| items.get(i)),
                YamlData::Mapping(_) => node.data.as_mapping_get(part),
                _ => None,
            };
            match next {
                Some(found) => node = found,
                None => break,
            }
        }
        Some(node)
    }

    /// The comments that begin with `mark`. What stands inside a text is none.
    pub fn comments(&self, mark: &str) -> Vec<Comment> {
        let text = &self.file.text;
        if !text.contains(mark) {
            return Vec::new();
        }
        let lines: Vec<&str> = text.lines().collect();
        let mut found = Vec::new();
        for (index, (line, start)) in lines.iter().zip(&self.starts).enumerate() {
            let opens = line.match_indices('#').find_map(|(at, _)| {
                let told = line.get(at + 1..)?.trim_start().strip_prefix(mark)?;
                let head = line.get(..at)?;
                let begins = head.is_empty() || head.ends_with([' ', '\t']);
                (begins && !self.in_a_text(index + 1, head.chars().count())).then_some((head, told))
            });
            let Some((head, told)) = opens else { continue };
            let alone = head.trim().is_empty();
            let is_code = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
            let below = || lines.iter().skip(index + 1).position(|line| is_code(line));
            let about = if alone {
                below().map(|down| index + 2 + down)
            } else {
                Some(index + 1)
            };
            let end = start + line.len();
            let whole = if alone {
                let next = self.starts.get(index + 1).copied().unwrap_or(text.len());
                *start..next
            } else {
                start + head.trim_end().len()..end
            };
            found.push(Comment {
                line: index + 1,
                column: head.chars().count() + 1,
                text: told.trim().to_owned(),
                about: about.unwrap_or(index + 1),
                span: start + head.len()..end,
                whole,
            });
        }
        found
    }

    /// Does a place lie within a text of the file? Line from 1, column from 0, in characters.
    fn in_a_text(&self, line: usize, column: usize) -> bool {
        let mut inside = false;
        if let Some(tree) = &self.tree {
            walk(tree, "", "", &mut |node, _, _| {
                let here = (line, column);
                let (from, to) = (&node.span.start, &node.span.end);
                let scalar = matches!(node.data, YamlData::Value(_));
                inside |= scalar && (from.line(), from.col()) <= here && here < (to.line(), to.col());
            });
        }
        inside
    }

    /// A problem with a comment.
    pub fn at_comment(&self, rule: &'static str, comment: &Comment, message: Text, help: Text) -> Problem {
        let mut problem = at(self.file, rule, comment.line, comment.column, message, help);
        problem.span = comment.span.clone();
        problem
    }

    /// Every string of the file, with its path.
    pub fn strings(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let Some(tree) = &self.tree else { return found };
        walk(tree, "", "", &mut |node, path, _| {
            if let Some(text) = node.data.as_str() {
                found.push((path.to_owned(), text.to_owned()));
            }
        });
        found
    }

    /// Every text of the file, each a pair of `en` and `ko`, with its path.
    pub fn texts(&self) -> Vec<(String, Text)> {
        let mut found = Vec::new();
        let Some(tree) = &self.tree else { return found };
        walk(tree, "", "", &mut |node, path, _| {
            let words = |tag| node.data.as_mapping_get(tag)?.data.as_str().map(str::to_owned);
            if let (Some(en), Some(ko)) = (words("en"), words("ko")) {
                found.push((path.to_owned(), Text { en, ko }));
            }
        });
        found
    }
}

/// Every text of some knowledge, each a pair of `en` and `ko`, with its path. Knowledge that was read can be written as well.
pub fn texts_of(knowledge: &Knowledge) -> Vec<(String, Text)> {
    fn gather(value: &serde_yaml::Value, path: &str, out: &mut Vec<(String, Text)>) {
        let words = |tag| value.get(tag).and_then(serde_yaml::Value::as_str).map(str::to_owned);
        if let (Some(en), Some(ko)) = (words("en"), words("ko")) {
            out.push((path.to_owned(), Text { en, ko }));
        }
        match value {
            serde_yaml::Value::Sequence(items) => {
                for (index, item) in items.iter().enumerate() {
                    gather(item, &format!("{path}/{index}"), out);
                }
            }
            serde_yaml::Value::Mapping(map) => {
                for (key, value) in map {
                    gather(value, &format!("{path}/{}", key.as_str().unwrap_or_default()), out);
                }
            }
            _ => {}
        }
    }
    let mut out = Vec::new();
    if let Ok(value) = serde_yaml::to_value(knowledge) {
        gather(&value, "", &mut out);
    }
    out
}

/// All files as one, in the order given. An item with the id of an earlier one takes its place.
pub fn merge(parts: impl IntoIterator<Item = Knowledge>) -> Knowledge {
    let mut whole = Knowledge::default();
    whole.add(parts);
    whole.trees.sort_by_key(|tree| tree.order.unwrap_or(u32::MAX));
    whole
}
