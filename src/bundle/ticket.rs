//! The ticket before it is copied: the report of a case for a profile, in a language, a depth and a form, with its count of
//! characters. Pure: what the command line prints and what the screen previews is the same text.

use super::BundleError;
use super::profile::Profile;
use super::redaction::Table;
use crate::case::Case;
use crate::case::report::{self, Report, TICKET};
use crate::knowledge::Catalog;
use crate::knowledge::ticket::TicketForm;
use crate::text::Lang;

/// How much of the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// What fits a note: conclusion, evidence, the case, what is missing.
    #[default]
    Note,
    /// With the way, the notes and the words of the evidence.
    Full,
}

/// In which form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Plain text; as a note within [`TICKET`] characters.
    #[default]
    Text,
    Markdown,
    Page,
    Json,
    /// The fields of a ticket system, by the id of its form.
    Fields(String),
}

/// How a ticket is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Telling {
    pub depth: Depth,
    pub form: Form,
    pub lang: Lang,
    pub profile: Profile,
}

/// A ticket, ready to be copied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    pub text: String,
    /// Characters of the text, and how many it may have where there is a limit.
    pub characters: usize,
    pub budget: Option<usize>,
    /// What the profile hides, counted in words.
    pub hidden: String,
}

impl Preview {
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.lines()
    }
}

/// A field of a ticket system, filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    pub id: String,
    pub label: String,
    pub text: String,
    pub most: Option<usize>,
}

/// The report of a case as those of a profile may see it.
pub fn report_for(catalog: &Catalog, case: &Case, table: &Table, lang: Lang) -> Report {
    let shown = Case {
        lang,
        ..table.case(catalog, case)
    };
    report::report(catalog, &shown, lang).retold(&|text| table.told(text))
}

/// The fields of a form, filled from a report.
pub fn fields(form: &TicketForm, report: &Report) -> Vec<Filled> {
    let fields = form.fields.iter().map(|field| Filled {
        id: field.id.clone(),
        label: field.label.get(report.lang).to_owned(),
        text: report
            .field(&field.holds, field.most.unwrap_or(usize::MAX))
            .trim_end()
            .to_owned(),
        most: field.most,
    });
    fields.collect()
}

/// The fields as one text: each under its label, with its count of characters.
pub fn told(fields: &[Filled]) -> String {
    let mut out = String::new();
    for field in fields {
        let count = field.text.chars().count();
        let count = field
            .most
            .map_or_else(|| count.to_string(), |most| format!("{count}/{most}"));
        out.push_str(&format!(
            "--- {} ({}, {count})\n{}\n\n",
            field.label, field.id, field.text
        ));
    }
    out.trim_end().to_owned() + "\n"
}

/// The ticket as it is asked for, in lines of at most `width` columns where they are ours to break. `None` where
/// the knowledge has no such form of a ticket system.
///
/// # Errors
/// The report cannot be told as JSON, or what is to be hidden not be looked for.
pub fn preview(catalog: &Catalog, case: &Case, asked: &Telling, width: usize) -> Result<Option<Preview>, BundleError> {
    let table = Table::of(catalog, case, asked.profile)?;
    let mut report = report_for(catalog, case, &table, asked.lang);
    if asked.depth == Depth::Note {
        report = report.brief();
    }
    let mut budget = None;
    let text = match (&asked.form, asked.depth) {
        (Form::Text, Depth::Note) => {
            budget = Some(TICKET);
            report.note(TICKET)
        }
        (Form::Text, Depth::Full) => report.text(width),
        (Form::Markdown, _) => report.markdown(),
        (Form::Page, _) => report.html(),
        (Form::Json, _) => report.json().map_err(|error| BundleError::Untold(error.to_string()))?,
        (Form::Fields(id), _) => match catalog.ticket_form(id) {
            Some(form) => told(&fields(&form, &report)),
            None => return Ok(None),
        },
    };
    Ok(Some(Preview {
        characters: text.chars().count(),
        text,
        budget,
        hidden: table.counts(asked.lang),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::sample;

    fn asked(catalog: &Catalog, case: &Case, asked: &Telling) -> Preview {
        match preview(catalog, case, asked, 80) {
            Ok(Some(preview)) => preview,
            other => unreachable!("{other:?}"),
        }
    }

    #[test]
    fn a_preview_is_what_is_printed_with_its_count_against_the_budget() {
        let catalog = crate::builtin::catalog();
        let case = sample::case(&sample::catalog());
        let note = asked(&catalog, &case, &Telling::default());
        assert_eq!(
            (note.budget, note.characters),
            (Some(TICKET), note.text.chars().count())
        );
        assert!(
            note.characters <= TICKET && note.text.contains("user-1@tenant-1"),
            "{note:?}"
        );
        assert!(note.hidden.contains("users 1"), "{}", note.hidden);
        let full = Telling {
            depth: Depth::Full,
            lang: Lang::Ko,
            profile: Profile::Inside,
            ..Telling::default()
        };
        let text = asked(&catalog, &case, &full);
        assert!(
            text.budget.is_none() && text.text.contains("kim@contoso.com"),
            "{text:?}"
        );
        assert!(text.lines().any(|line| line == "결론"), "{text:?}");
        for form in [Form::Markdown, Form::Page, Form::Json] {
            assert!(
                asked(&catalog, &case, &Telling { form, ..full.clone() })
                    .text
                    .contains("kim@contoso.com")
            );
        }
    }

    #[test]
    fn the_fields_of_every_form_are_filled_within_what_they_take() {
        let catalog = crate::builtin::catalog();
        let case = sample::case(&sample::catalog());
        let forms = catalog.tickets();
        assert!(forms.iter().any(|form| form.id == "servicenow") && forms.iter().any(|form| form.id == "jira"));
        for (form, lang) in forms.iter().flat_map(|form| Lang::ALL.map(|lang| (form, lang))) {
            let table = Table::of(&catalog, &case, Profile::Inside).unwrap();
            let filled = fields(form, &report_for(&catalog, &case, &table, lang));
            assert_eq!(filled.len(), form.fields.len());
            for field in &filled {
                assert!(
                    field.text.chars().count() <= field.most.unwrap_or(usize::MAX),
                    "{field:?}"
                );
            }
            assert!(
                filled
                    .first()
                    .is_some_and(|title| !title.text.is_empty() && !title.text.contains('\n'))
            );
        }
        let unknown = Telling {
            form: Form::Fields("nowhere".into()),
            ..Telling::default()
        };
        assert!(matches!(preview(&catalog, &case, &unknown, 80), Ok(None)));
    }
}
