//! `codeword generate`: constants for the codes, in the languages of other programs.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::builder::TypedValueParser;
use codeword::LanguageIdentifier;
use codeword::workbench::generate::{self, Language, Options};

use super::argument::{one_of, parse_locale};
use super::output::{Exit, Failure, Result, complain};
use super::surroundings::{builder, project_folder};

/// Print constants for all codes, in a programming language
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct GenerateArguments {
    /// The language [default: as the name of --output says]
    #[arg(long, value_name = "LANGUAGE", required_unless_present = "output", value_parser = languages())]
    to: Option<Language>,

    /// Write into this file, instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Write nothing; end with status 1 if the file is not what would be written
    #[arg(long, requires = "output")]
    check: bool,

    /// The locale of the texts that document the constants [default: en-US, then another English, then the first]
    #[arg(long, value_name = "LOCALE", value_parser = parse_locale)]
    locale: Option<LanguageIdentifier>,

    /// The package of the file, in Go [default: errorcode], Java and Protocol Buffers
    #[arg(long, value_name = "PACKAGE")]
    package: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  codeword generate --to rust --output src/error_code.rs
  codeword generate --to java --package com.example.orders --output src/main/java/com/example/orders/ErrorCode.java
  codeword generate --to openapi > error-codes.yaml
  codeword generate --output errorcode/codes.go --check   # in CI: status 1 if it is out of date

A constant is called by the name that codes.toml gives its code, else by the code itself, and \
documented with its text. What a language cannot say, such as a name in an enum of Protocol Buffers, \
is an error.

Exit status: 0 fine, 1 the file is not what would be written (--check), 2 it could not be done";

impl GenerateArguments {
    pub(super) fn run(self, catalog: Option<PathBuf>, out: &mut impl Write) -> Result<Exit> {
        let by_name = || self.output.as_ref().and_then(Language::of_path);
        let Some(language) = self.to.or_else(by_name) else {
            return Err(Failure::Usage("what language is this? say it with --to".to_owned()));
        };
        let builder = builder(Some(project_folder(catalog)?)).isolation_marks(false);
        let options = Options { locale: self.locale, package: self.package };
        let text = generate::generate(&builder.build()?, language, &options)?;
        match self.output {
            Some(path) if self.check => return Ok(check(&path, &text)),
            Some(path) => fs::write(path, text)?,
            None => out.write_all(text.as_bytes())?,
        }
        Ok(Exit::Fine)
    }
}

/// Whether a file is what would be written.
fn check(path: &Path, text: &str) -> Exit {
    let problem = match fs::read(path) {
        Ok(found) if found == text.as_bytes() => return Exit::Fine,
        Ok(_) => "this is not what the catalog gives".to_owned(),
        Err(error) => format!("this file cannot be read: {error}"),
    };
    complain(&format!("{}: {problem}: run the command without --check", path.display()));
    Exit::Findings
}

fn languages() -> impl TypedValueParser<Value = Language> {
    one_of(Language::ALL.map(|language| (language, language.name(), language.summary())))
}
