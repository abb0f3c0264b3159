//! `codeword localize`: a JSON body in, the same with its texts in the reader's language out.

use std::io::{Read, Write, stdin, stdout};

use codeword::Catalog;
use codeword::response::{Localizer, MediaType, Outcome};

use super::argument;
use super::output::{Exit, Failure, complain};
use super::policy::PolicyArguments;

/// Replace the texts in a JSON body that stands on standard input
///
/// Only the texts beside known codes change; every other byte is printed as it is. A body that is no
/// JSON, or that says one thing twice, is printed unchanged.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct LocalizeArguments {
    /// The reader's languages, as a browser sends them, or a tag
    /// [default: LC_ALL, LC_MESSAGES or LANG, then en-US]
    #[arg(long, value_name = "HEADER", visible_alias = "locale")]
    accept_language: Option<String>,

    /// The body is a problem (RFC 9457): replace its title and its detail
    #[arg(long)]
    problem: bool,

    #[command(flatten)]
    policy: PolicyArguments,
}

const EXAMPLES: &str = "\
Examples:
  codeword localize --accept-language 'zh-CN, en;q=0.5' < body.json
  codeword localize --code-field error.code --text-field error.message --detail drop < body.json";

impl LocalizeArguments {
    pub(super) fn run(self, catalog: &Catalog) -> Result<Exit, Failure> {
        let localizer = Localizer::new(catalog.clone(), self.policy.policy()?);
        let reader = self.accept_language.or_else(argument::language);
        let media_type = if self.problem { MediaType::Problem } else { MediaType::Json };

        let mut body = Vec::new();
        stdin().lock().read_to_end(&mut body).map_err(Failure::Input)?;
        let localization =
            localizer.localize(body.into(), media_type, reader.as_deref().unwrap_or("en-US"));
        let outcome = localization.outcome();
        // Straight to the output: what stands between would take colours out of the body.
        let mut out = stdout().lock();
        for piece in localization.into_pieces() {
            out.write_all(&piece)?;
        }
        out.flush()?;
        if let Outcome::Defective(defect) = outcome {
            complain(&format!("the body is left as it is: {defect}"));
            return Ok(Exit::Findings);
        }
        Ok(Exit::Fine)
    }
}
