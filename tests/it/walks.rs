//! The stories, replayed without a screen.

use crate::support::story::{Story, stories};
use crate::support::{FakeHost, NOON, catalog, first_case, noon, seoul};
use sspr::case::Case;
use sspr::cli::commands::walk::follow;
use sspr::text::Lang;
use sspr::walk::Position;
use std::collections::BTreeSet;

/// What does not come out as told; empty where all does.
fn wrong(story: &Story) -> Vec<String> {
    let case = Case::new(first_case(), Lang::En, noon(), &seoul());
    let walked = match follow(catalog(), &FakeHost::at(NOON), &story.answers(), case, noon()) {
        Ok(walked) => walked,
        Err(error) => return vec![error],
    };
    let mut out = Vec::new();
    let ended = match &walked.position {
        Position::Concluded(_) => "solved".to_owned(),
        Position::SupportCase => "support-case".to_owned(),
        Position::Ask(id) => id.to_string(),
        Position::Try(id) => id.to_string(),
    };
    if ended != story.expect.ends {
        out.push(format!("it ends at {ended}, not at {}", story.expect.ends));
    }
    let trace = walked.case.trace(catalog()).expect("a walk");
    let visited: Vec<&str> = trace.stops.iter().map(sspr::walk::Stop::id).collect();
    let mut rest = visited.iter();
    for wanted in &story.expect.visits {
        if !rest.any(|id| id == wanted) {
            out.push(format!(
                "`{wanted}` does not come in its order; visited: {}",
                visited.join(" ")
            ));
            break;
        }
    }
    for unwanted in &story.expect.avoids {
        if visited.contains(&unwanted.as_str()) {
            out.push(format!("`{unwanted}` is visited: {}", visited.join(" ")));
        }
    }
    let values = walked.case.values(catalog());
    for (field, wanted) in &story.expect.case {
        if values.get(field.as_str()) != Some(&wanted.0) {
            out.push(format!(
                "{field} is {:?}, not `{}`",
                values.get(field.as_str()),
                wanted.0
            ));
        }
    }
    out
}

#[test]
fn every_story_comes_out_as_told() {
    let stories = stories();
    assert!(stories.len() >= 20, "{} stories", stories.len());
    let report: Vec<String> = stories
        .iter()
        .flat_map(|story| wrong(story).into_iter().map(|line| format!("{}: {line}", story.name)))
        .collect();
    assert!(report.is_empty(), "\n{}", report.join("\n"));
}

#[test]
fn the_stories_reach_every_tree() {
    let told: BTreeSet<String> = stories().into_iter().map(|s| s.start).collect();
    for tree in catalog().trees() {
        assert!(told.contains(&tree.id), "no story starts at `{}`", tree.id);
    }
}

#[test]
fn every_story_names_only_what_exists() {
    for story in stories() {
        assert!(!story.tells.trim().is_empty(), "{}", story.name);
        for (id, value) in &story.answers {
            let question = catalog()
                .question(id)
                .unwrap_or_else(|| panic!("{}: `{id}`", story.name));
            let known = question.field.is_some() || question.choices.iter().any(|c| c.id == value.0);
            assert!(known, "{}: `{}` is no choice of `{id}`", story.name, value.0);
        }
        for id in story.outcomes.keys() {
            assert!(catalog().entry(id).is_some(), "{}: `{id}`", story.name);
        }
    }
}
