//! The checks of knowledge, K004 onwards: what the pieces mean to each other. A file a subject, a function a rule or a reason
//! for it; every problem is reported, not the first alone. Form (K001 to K003) is checked while reading, in
//! [`crate::knowledge::load`].

mod acceptance;
mod allow;
mod codes;
mod conditions;
mod diagnosis;
mod endpoints;
mod fields;
mod graph;
mod ids;
mod origins;
mod particles;
mod prose;
mod questions;
mod roles;
mod terms;
mod texts;
mod tickets;
mod twins;
mod verification;
mod view;
mod wording;

use crate::knowledge::load::{Loaded, Places, merge};
use crate::knowledge::problem::{Edit, Problem, in_order};
use crate::knowledge::shape::Knowledge;
use view::{Finding, View, Whole};

/// Rules that lint reports but that keep nobody from using the files: an entry of one's own that no tree leads to is still
/// found by searching, an alias that two entries share still finds both, and a slip of wording is read all the same.
pub const ADVICE: [&str; 9] = ["K011", "K020", "K032", "K033", "K034", "K035", "K036", "K037", "K038"];

/// What a rule finds in one file, given all knowledge together.
type Check = fn(&View<'_>, &Whole<'_>) -> Vec<Finding>;

/// The functions by the number of their rule, whose text is in `assets/lint-rules.txt`.
const CHECKS: &[(&str, Check)] = &[
    ("K004", ids::malformed),
    ("K004", ids::taken),
    ("K005", ids::leading_nowhere),
    ("K005", diagnosis::codes_of_no_entry),
    ("K006", origins::without_source),
    ("K007", texts::empty),
    ("K007", texts::untranslated),
    ("K008", texts::too_long),
    ("K009", origins::no_url),
    ("K010", codes::claimed_twice),
    ("K011", graph::unreachable),
    ("K012", graph::circling),
    ("K013", graph::without_nodes),
    ("K013", questions::without_one_way_to_answer),
    ("K014", questions::overlapping_choices),
    ("K015", conditions::unreadable_or_unknown),
    ("K015", questions::values_of_no_fact),
    ("K016", questions::values_without_choice),
    ("K017", questions::too_few_or_many_choices),
    ("K018", graph::without_number),
    ("K018", graph::steps_outside_a_ladder),
    ("K019", origins::no_date),
    ("K019", origins::no_duration),
    ("K020", codes::alias_claimed_twice),
    ("K021", texts::lone_marks),
    ("K022", fields::unknown_in_a_command),
    ("K023", fields::without_values),
    ("K023", fields::unlike_their_fact),
    ("K024", fields::unfit_for_what_they_recognise),
    ("K025", diagnosis::signals_for_nothing),
    ("K025", diagnosis::refinements_for_nothing),
    ("K026", diagnosis::companions_before_a_cause),
    ("K027", fields::on_a_taken_key),
    ("K028", graph::opening_or_closing_twice),
    ("K029", verification::out_of_reach),
    ("K029", verification::kinds_without_points),
    ("K030", tickets::fields_for_nothing),
    ("K031", texts::unseen),
    ("K032", roles::two_for_one_setting),
    ("K033", wording::versions_the_wrong_way_round),
    ("K034", wording::doubled),
    ("K035", particles::unfitting),
    ("K036", terms::forbidden_twins),
    ("K037", terms::labels_without_marks),
    ("K039", twins::for_nothing),
    ("K040", diagnosis::rules_without_fixture),
    ("K042", endpoints::commands_that_do_more_than_look),
    ("K042", endpoints::hosts_that_prove_nothing),
    ("K043", acceptance::accepted_by_nothing),
];

/// Checks `files` as they stand together, on top of `base` (the built-in knowledge, or nothing). Problems are reported for
/// `files` only, and those that are answered in place are not.
pub fn check(files: &[Loaded], base: &Knowledge) -> Vec<Problem> {
    checked(files, base, |_| true)
}

/// What keeps `files` from being used: [`check`] without advice.
pub fn unusable(files: &[Loaded], base: &Knowledge) -> Vec<Problem> {
    checked(files, base, |rule| !ADVICE.contains(&rule))
}

fn checked(files: &[Loaded], base: &Knowledge, wanted: fn(&str) -> bool) -> Vec<Problem> {
    let merged = merge(std::iter::once(base.clone()).chain(files.iter().map(|f| f.knowledge.clone())));
    let whole = Whole::of(&merged, files.iter().map(|f| &f.knowledge));
    let mut problems = Vec::new();
    for (at, loaded) in files.iter().enumerate() {
        let places = Places::of(&loaded.file);
        let view = View::of(&loaded.knowledge, at, places.texts(), places.strings());
        let checks = CHECKS.iter().filter(|(rule, _)| wanted(rule));
        let found = checks.flat_map(|(rule, find)| {
            find(&view, &whole)
                .into_iter()
                .map(|found| at_its_place(&places, rule, found))
        });
        let open = allow::answered(&places, found.collect());
        problems.extend(open.into_iter().filter(|problem| wanted(problem.rule)));
    }
    in_order(problems)
}

fn at_its_place(places: &Places<'_>, rule: &'static str, found: Finding) -> Problem {
    let mut problem = places.problem(rule, &found.path, found.message, found.help);
    let Some(slip) = found.slip else { return problem };
    if let Some(span) = places.part(&found.path, slip.range) {
        places.narrow(&mut problem, &span);
        problem.mend = slip.put.map(|put| Edit { span, put });
    }
    problem
}
