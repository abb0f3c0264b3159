//! [`PolicyArguments`]: which texts of a response are replaced, as the command line says it.

use std::path::{Path, PathBuf};

use codeword::response::{Detail, GenericTexts, Pair, Policy, Preset, Scope, Templates};

use super::argument::one_of;
use super::completion;
use super::output::Failure;

/// What differs from the policy for the Polaris server.
#[derive(clap::Args)]
pub(super) struct PolicyArguments {
    /// Read the policy from the table [response] of this file; the options below go before it
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Take the policy for a well-known service; `codeword policy` names them all
    #[arg(long, value_name = "NAME", conflicts_with = "config", add = completion::presets())]
    preset: Option<Preset>,

    /// The field of the code, such as error.code; one for each --text-field, or one for all
    #[arg(long, value_name = "FIELD", requires = "text_field")]
    code_field: Vec<String>,

    /// The field of the text that belongs to a code, such as error.message
    #[arg(long, value_name = "FIELD", requires = "code_field")]
    text_field: Vec<String>,

    /// The field of the arguments beside each text
    #[arg(long, value_name = "NAME", requires = "text_field")]
    args_field: Option<String>,

    /// Look for codes in the object at the top alone
    #[arg(long)]
    top_level: bool,

    /// What happens to the detail in '<generic text>: <detail>'
    #[arg(long, value_parser = one_of(DETAILS))]
    detail: Option<Detail>,

    /// What the upstream writes for each code, as TOML: 400142 = "…"
    #[arg(long, value_name = "FILE")]
    generic_texts: Option<PathBuf>,

    /// The sentences of the upstream for each code, with placeholders, as TOML: 400142 = "too many beats: %s"
    #[arg(long, value_name = "FILE")]
    templates: Option<PathBuf>,
}

/// The ways to treat a detail.
const DETAILS: [(Detail, &str, &str); 3] = [
    (Detail::Keep, "keep", "Replace the generic text and keep the detail"),
    (Detail::Drop, "drop", "Replace all"),
    (Detail::OnlyGeneric, "only-generic", "Leave a text with a detail alone"),
];

impl PolicyArguments {
    /// The policy; of a project, its settings may say it, or nothing of responses.
    pub(super) fn policy(&self, settings: Option<&Path>) -> Result<Policy, Failure> {
        let mut policy = match (&self.config, self.preset, settings) {
            (Some(path), ..) => Policy::from_file(path)?,
            (None, Some(preset), _) => preset.policy()?,
            (None, None, Some(path)) => Policy::from_file_or_default(path)?,
            (None, None, None) => Policy::default(),
        };
        if !self.text_field.is_empty() {
            policy = policy.pairs(self.pairs()?)?;
        }
        if self.top_level {
            policy = policy.scope(Scope::TopLevel);
        }
        if let Some(detail) = self.detail {
            policy = policy.detail(detail);
        }
        if let Some(path) = &self.generic_texts {
            policy = policy.generic_texts(GenericTexts::from_file(path)?);
        }
        if let Some(path) = &self.templates {
            policy = policy.templates(Templates::from_file(path)?);
        }
        Ok(policy)
    }

    /// Each text with its code. One code may have several texts.
    fn pairs(&self) -> Result<Vec<Pair>, Failure> {
        let codes: Vec<&String> = match &self.code_field[..] {
            [one] => vec![one; self.text_field.len()],
            codes => codes.iter().collect(),
        };
        if codes.len() != self.text_field.len() {
            return Err(Failure::Usage(format!(
                "{} --code-field and {} --text-field were given: give as many of one as of the other",
                codes.len(),
                self.text_field.len(),
            )));
        }
        let pair = |(code, text): (&String, &String)| {
            let pair = Pair::new(code, text)?;
            match &self.args_field {
                Some(name) => Ok(pair.with_args(name)?),
                None => Ok(pair),
            }
        };
        codes.into_iter().zip(&self.text_field).map(pair).collect()
    }
}
