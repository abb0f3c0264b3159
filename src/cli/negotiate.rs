//! `codeword negotiate`: which locale a reader gets, and why.

use std::io::{BufRead, Write, stdin};
use std::path::PathBuf;

use codeword::{LanguageIdentifier, Negotiator};
use serde::Serialize;

use super::argument::OutputFormat;
use super::catalog::CatalogArguments;
use super::output::{Exit, Failure, Result};

/// Print which locale a reader gets, and why
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct NegotiateArguments {
    /// A tag or an Accept-Language header; `-` reads one a line from standard input
    #[arg(allow_hyphen_values = true, value_name = "HEADER")]
    header: String,

    /// The locales to pick from, instead of a catalog's
    #[arg(long, value_name = "LOCALES", value_delimiter = ',', value_parser = language)]
    available: Vec<LanguageIdentifier>,

    /// The locale that answers when nothing matches [default: the catalog's, or the first]
    #[arg(long, value_name = "LOCALE", value_parser = language)]
    default: Option<LanguageIdentifier>,

    /// Never give a reader another script than the one that they ask for
    #[arg(long)]
    no_cross_script: bool,

    #[command(flatten)]
    catalog: CatalogArguments,

    /// Print a line for people, or an object on a line
    #[arg(long, value_enum, default_value_t = OutputFormat::Text)]
    format: OutputFormat,
}

const EXAMPLES: &str = "\
Examples:
  codeword negotiate 'zh-TW,zh;q=0.9,en;q=0.8'
  codeword negotiate 'pt-PT, en;q=0.5' --available en-US,pt-BR,fr --format json
  codeword negotiate - --available en-US,zh-CN < headers.txt";

impl NegotiateArguments {
    pub(super) fn run(self, folder: Option<PathBuf>, out: &mut impl Write) -> Result<Exit> {
        let cross_script = !self.no_cross_script;
        if let Some(first) = self.available.first() {
            let default = self.default.as_ref().unwrap_or(first);
            let negotiator = Negotiator::new(self.available.clone(), default)?;
            self.answer_all(&negotiator.cross_script(cross_script), out)
        } else {
            let mut builder = self.catalog.builder(folder)?.cross_script(cross_script);
            if let Some(default) = &self.default {
                builder = builder.default_locale(default.to_string());
            }
            self.answer_all(builder.build()?.negotiator(), out)
        }
    }

    fn answer_all(&self, negotiator: &Negotiator, out: &mut impl Write) -> Result<Exit> {
        if self.header == "-" {
            for line in stdin().lock().split(b'\n') {
                let line = line.map_err(Failure::Input)?;
                self.answer(negotiator, &String::from_utf8_lossy(&line), out)?;
            }
        } else {
            self.answer(negotiator, &self.header, out)?;
        }
        Ok(Exit::Fine)
    }

    fn answer(&self, negotiator: &Negotiator, header: &str, out: &mut impl Write) -> Result<()> {
        let negotiation = negotiator.negotiate(header);
        let language = negotiator.language(negotiation.locale());
        let answer = Answer {
            locale: language.map(ToString::to_string).unwrap_or_default(),
            matched: negotiation.matched(),
            distance: negotiation.distance(),
            default: negotiation.is_default(),
        };
        match (self.format, answer.matched, answer.distance) {
            (OutputFormat::Json, ..) => writeln!(out, "{}", serde_json::to_string(&answer)?)?,
            (OutputFormat::Text, Some(range), Some(distance)) => {
                writeln!(out, "{}  for `{range}`, distance {distance}", answer.locale)?;
            }
            (OutputFormat::Text, ..) => {
                writeln!(out, "{}  by default: nothing matched", answer.locale)?
            }
        }
        Ok(())
    }
}

/// What `--format json` prints.
#[derive(Serialize)]
struct Answer<'h> {
    locale: String,
    matched: Option<&'h str>,
    distance: Option<u8>,
    default: bool,
}

fn language(tag: &str) -> Result<LanguageIdentifier, String> {
    codeword::canonical_tag(tag.trim())
        .ok_or_else(|| "this is not a language tag: write one such as zh-CN".to_owned())
}
