//! `codeword policy`: the policies that have a name, and the text of each.

use std::io::Write;

use codeword::response::Preset;

use super::completion;
use super::output::{Exit, Result};

/// Print a policy for the answers of a well-known service or framework, or the names of all
///
/// A policy says in codeword.toml which texts of an answer are replaced. There, `preset = "stripe"` takes
/// one whole, and the other keys of the table change it; or begin with what this prints.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES)]
pub(super) struct PresetArguments {
    /// The name of the policy; without one, all are listed
    #[arg(long, value_name = "NAME", add = completion::presets())]
    preset: Option<Preset>,
}

const EXAMPLES: &str = "\
Examples:
  codeword policy
  codeword policy --preset stripe > codeword.toml
  codeword localize --preset stripe --locale de < body.json";

impl PresetArguments {
    pub(super) fn run(self, out: &mut impl Write) -> Result<Exit> {
        if let Some(preset) = self.preset {
            out.write_all(preset.toml().as_bytes())?;
            return Ok(Exit::Fine);
        }
        let width = Preset::ALL.iter().map(|preset| preset.name().len()).max().unwrap_or_default();
        for preset in Preset::ALL {
            writeln!(out, "{preset:width$}  {}", preset.summary())?;
        }
        Ok(Exit::Fine)
    }
}
