//! [`save`]: gives a message another text, unless that would break it or somebody was faster.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

use super::entry::{Side, hash};
use super::overview::{Found, Refusal};
use crate::workbench::check::{Finding, Severity, check};
use crate::workbench::edit::FileChange;
use crate::workbench::edit::block::{Block, ParsedLocale};
use crate::workbench::exchange::change_one;
use crate::workbench::project::Project;
use crate::{Diagnostic, Error};

/// What is to be saved.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    locale: String,
    id: String,
    /// The attribute whose text it is; none for the text of the message.
    attribute: Option<String>,
    /// The text, as Fluent source.
    text: String,
    /// The hash of the message as it was when it was shown.
    hash: String,
}

/// What has become of it.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case", tag = "outcome")]
pub(crate) enum Outcome {
    /// It stands in the files now, or stood there already; the message has this hash by now.
    Saved { hash: String },
    /// Somebody else has changed the message since it was shown. It is what it says here, by now.
    Conflict { target: Option<Side>, hash: String },
    /// It would break something, and the files are as they were.
    Refused { findings: Vec<Found>, refusal: Option<Refusal> },
}

/// Saves a text into the files of a project that was read just now.
///
/// # Errors
///
/// [`Error::is_io`] if a file cannot be written.
pub(crate) fn save(mut project: Project, wanted: &Wanted) -> Result<Outcome, Error> {
    let locale = match wanted.locale.parse() {
        Ok(locale) if project.has(&locale) => locale,
        _ => return Ok(unknown(&wanted.locale, "the project has no such locale")),
    };
    if let Some(conflict) = conflict(&project, &locale, wanted) {
        return Ok(conflict);
    }
    let attribute = wanted.attribute.as_deref();
    let changes = match change_one(&project, &locale, &wanted.id, attribute, &wanted.text) {
        Ok(changes) => changes,
        Err(error) if error.diagnostics().is_empty() => return Err(error),
        Err(error) => {
            let refusal = Some(Refusal::new(0, error.diagnostics()));
            return Ok(Outcome::Refused { findings: Vec::new(), refusal });
        }
    };
    let findings = broken(&mut project, &changes, wanted);
    if !findings.is_empty() {
        return Ok(Outcome::Refused { findings, refusal: None });
    }
    for change in &changes {
        match change.write() {
            // An editor has saved the file between our look and our word.
            Err(error) if error.is_conflict() => {
                return Ok(Outcome::Conflict { target: None, hash: String::new() });
            }
            written => written?,
        }
    }
    let hash = now(&project, &locale, &wanted.id, hash);
    Ok(Outcome::Saved { hash })
}

/// What the files say of a message now: in its source, and in a locale.
fn now<T>(
    project: &Project,
    locale: &LanguageIdentifier,
    id: &str,
    found: impl FnOnce(Option<&Block<'_, '_>>, Option<&Block<'_, '_>>) -> T,
) -> T {
    // What does not parse is a finding.
    let parse = |locale| ParsedLocale::new(project.files(locale), &mut Vec::new());
    let source = project.source_of(locale).map(parse).unwrap_or_default();
    let target = parse(locale);
    found(source.index().get(id), target.index().get(id))
}

/// That the message is no longer what was shown, or that there is none.
fn conflict(project: &Project, locale: &LanguageIdentifier, wanted: &Wanted) -> Option<Outcome> {
    now(project, locale, &wanted.id, |source, target| {
        let has = |block: &&Block<'_, '_>| match &wanted.attribute {
            Some(name) => block.definition.attribute(name).is_some(),
            None => true,
        };
        if source.filter(has).or(target.filter(has)).is_none() {
            return Some(unknown(&wanted.id, "the project has no such text"));
        }
        let now = hash(source, target);
        (now != wanted.hash).then(|| Outcome::Conflict { target: target.map(Side::of), hash: now })
    })
}

/// That something is asked for that is not there, and that no page asks for by itself.
fn unknown(name: &str, text: &str) -> Outcome {
    let refusal = Refusal::new(0, &[Diagnostic::of_file(name, text)]);
    Outcome::Refused { findings: Vec::new(), refusal: Some(refusal) }
}

/// The errors that `check` would find after the changes, and does not find before. One in the message itself
/// counts in any case: what is saved is sound.
fn broken(project: &mut Project, changes: &[FileChange], wanted: &Wanted) -> Vec<Found> {
    let key = |finding: &Finding| {
        (finding.rule().name(), finding.id().map(str::to_owned), finding.message().to_owned())
    };
    let is_error = |finding: &&Finding| finding.severity() == Severity::Error;
    let before = check(project);
    let before: FxHashSet<_> = before.findings().iter().filter(is_error).map(key).collect();
    let locale = &wanted.locale;
    for change in changes {
        project.put(locale, change.path(), change.text());
    }
    let after = check(project);
    let errors = after.findings().iter().filter(is_error);
    let is_own =
        |finding: &Finding| finding.id() == Some(&wanted.id) && finding.locale() == Some(locale);
    let new = errors.filter(|finding| is_own(finding) || !before.contains(&key(finding)));
    new.map(Found::of).collect()
}
