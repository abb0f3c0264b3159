//! `codeword localize`: a JSON body in, the same with its texts in the reader's language out.

use std::io::{Read, Write, stdin, stdout};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use codeword::response::{Localizer, MediaType, Mismatch, Observed, Outcome, Understanding};
use codeword::workbench::Surroundings;

use super::argument;
use super::catalog::{self, CatalogArguments};
use super::completion;
use super::output::{Exit, Failure, complain, note};
use super::policy::PolicyArguments;

/// Replace the texts in a JSON body that stands on standard input
///
/// Only the texts beside known codes change; every other byte is printed as it is. A body that is not
/// JSON, or that says one thing twice, is printed unchanged.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct LocalizeArguments {
    /// The reader's languages, as a browser sends them, or a tag
    /// [default: LC_ALL, LC_MESSAGES or LANG, then en-US]
    #[arg(long, value_name = "HEADER", visible_alias = "locale", add = completion::locales())]
    accept_language: Option<String>,

    /// The body is a problem (RFC 9457): replace its title and its detail
    #[arg(long)]
    problem: bool,

    /// The status of the answer, for an error that says no code: see status-codes in codeword.toml
    #[arg(long, value_name = "STATUS")]
    status: Option<u16>,
    /// Say on standard error how each text was understood
    #[arg(long)]
    explain: bool,

    #[command(flatten)]
    policy: PolicyArguments,

    #[command(flatten)]
    catalog: CatalogArguments,
}

const EXAMPLES: &str = "\
Examples:
  codeword localize --accept-language 'zh-CN, en;q=0.5' < body.json
  codeword localize --config codeword.toml --accept-language fr < body.json
  codeword localize --code-field error.code --text-field error.message --detail drop < body.json
  codeword localize --preset kubernetes < status.json

In a project, the catalog is the project's, and so is the table [response] of its codeword.toml.";

impl LocalizeArguments {
    pub(super) fn run(self, folder: Option<PathBuf>) -> Result<Exit, Failure> {
        let project = self.catalog.project(folder.as_deref())?;
        let settings = project.as_ref().and_then(Surroundings::settings);
        let policy = self.policy.policy(settings)?;
        let mut localizer = Localizer::new(catalog::build(folder, project.as_ref())?, policy);
        let explanations: Arc<Mutex<Vec<(usize, String)>>> = Arc::default();
        if self.explain {
            let explanations = Arc::clone(&explanations);
            localizer = localizer.observed_by(move |text| {
                let mut all = explanations.lock().unwrap_or_else(PoisonError::into_inner);
                all.push((text.offset(), explanation(text)));
            });
        }
        let reader = argument::reader(self.accept_language.as_deref());
        let media_type = if self.problem { MediaType::Problem } else { MediaType::Json };

        let mut body = Vec::new();
        stdin().lock().read_to_end(&mut body).map_err(Failure::Input)?;
        let original = body.clone();
        let page = self.status.filter(|_| body.is_empty());
        let localization = match page.and_then(|status| localizer.page(status, reader)) {
            Some((_, page)) => page,
            None => localizer.localize_error(self.status, body.into(), media_type, reader),
        };
        let outcome = localization.outcome();
        // Straight to the output: what stands between would take colours out of the body.
        let mut out = stdout().lock();
        for piece in localization.into_pieces() {
            out.write_all(&piece)?;
        }
        out.flush()?;
        for (offset, text) in explanations.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            let (line, column) = place(&original, *offset);
            note(&format!("{line}:{column}: {text}"));
        }
        if let Outcome::Defective(defect) = outcome {
            complain(&format!("the body is left as it is: {defect}"));
            return Ok(Exit::Findings);
        }
        Ok(Exit::Fine)
    }
}

/// What became of a text, and how it was understood.
fn explanation(text: &Observed<'_>) -> String {
    let mut said = format!("{}: {}", text.code(), text.outcome());
    match (text.understanding(), text.template()) {
        (_, Some(template)) => {
            said.push_str(&format!(", by the template {template:?}"));
            let values = text.values().map(|(name, value)| format!("{name} = {value:?}"));
            let values: Vec<String> = values.collect();
            if !values.is_empty() {
                said.push_str(&format!(", {}", values.join(", ")));
            }
        }
        (Some(Understanding::Generic), _) => said.push_str(", by the generic text"),
        (Some(Understanding::DetailGuessed), _) => {
            said.push_str(", what follows \": \" taken for a detail");
        }
        (Some(_), _) => said.push_str(", as a whole"),
        (None, _) => {}
    }
    match text.mismatch() {
        Some(Mismatch::Unclear) => {
            said.push_str("; the templates of the code find different values in it");
        }
        Some(_) => said.push_str("; no template of the code has the sentence"),
        None => {}
    }
    said
}

/// The line and the column of a place in a body, both from 1; a column is a character.
fn place(body: &[u8], offset: usize) -> (usize, usize) {
    let before = String::from_utf8_lossy(&body[..offset.min(body.len())]);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}
