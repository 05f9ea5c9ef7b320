//! The checks of knowledge, K004 onwards: what the pieces mean to each other. A file a subject, a function a rule or a reason
//! for it; every problem is reported, not the first alone. Form (K001 to K003) is checked while reading, in
//! [`crate::knowledge::load`].

mod codes;
mod conditions;
mod diagnosis;
mod fields;
mod graph;
mod ids;
mod origins;
mod questions;
mod texts;
mod tickets;
mod verification;
mod view;

use crate::knowledge::load::{Loaded, Places, merge};
use crate::knowledge::problem::{Problem, in_order};
use crate::knowledge::shape::Knowledge;
use view::{Finding, View, Whole};

/// Rules that lint reports but that keep nobody from using the files: an entry of one's own that no tree leads to is still
/// found by searching, and an alias that two entries share still finds both.
pub const ADVICE: [&str; 2] = ["K011", "K020"];

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
];

/// Checks `files` as they stand together, on top of `base` (the built-in knowledge, or nothing). Problems are reported for
/// `files` only.
pub fn check(files: &[Loaded], base: &Knowledge) -> Vec<Problem> {
    let merged = merge(std::iter::once(base.clone()).chain(files.iter().map(|f| f.knowledge.clone())));
    let whole = Whole::of(&merged, files.iter().map(|f| &f.knowledge));
    let mut problems = Vec::new();
    for (at, loaded) in files.iter().enumerate() {
        let places = Places::of(&loaded.file);
        let view = View::of(&loaded.knowledge, at, places.texts(), places.strings());
        for (rule, find) in CHECKS {
            let found = find(&view, &whole).into_iter();
            problems.extend(found.map(|f| places.problem(rule, &f.path, f.message, f.help)));
        }
    }
    in_order(problems)
}
