//! `codeword registry`: the names and statuses of codes, from where they are declared.

use std::io::{Write, stderr};
use std::path::PathBuf;

use clap::Subcommand;
use clap::builder::TypedValueParser;
use codeword::workbench::registry::{self, Declarations, EntryChange, Format, ReadOptions};

use super::argument::one_of;
use super::output::{Exit, Result, enumerate};
use super::surroundings::project_folder;

/// Bring the codes of other files into codes.toml, or compare them
#[derive(clap::Args)]
pub(super) struct RegistryArguments {
    #[command(subcommand)]
    command: RegistryCommand,
}

#[derive(Subcommand)]
enum RegistryCommand {
    /// Bring the names, statuses and comments of codes into codes.toml
    #[command(after_help = IMPORT_EXAMPLES)]
    Import(FileArguments),
    /// Say where a file and codes.toml differ, and write nothing
    #[command(after_help = CHECK_EXAMPLES)]
    Check(FileArguments),
}

#[derive(clap::Args)]
struct FileArguments {
    /// The file that declares the codes: .proto, .yaml, .json, .go, .java, .ts, .md, .csv or .tsv
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The format of the file [default: as its name says]
    #[arg(long, alias = "from", value_name = "FORMAT", value_parser = formats())]
    format: Option<Format>,

    /// The enum, type or block of constants that is meant, where the file has several; may be given more
    /// than once, and '*' means all
    #[arg(long, value_name = "NAME")]
    r#enum: Vec<String>,

    /// Take the names for the codes, as in an enum of reasons; their numbers mean nothing
    #[arg(long)]
    names_are_codes: bool,

    /// Which argument of the constants of a Java enum is the code, from 1 [default: as its parameter's name says]
    #[arg(long, value_name = "N")]
    code_argument: Option<usize>,

    /// The registry [default: codes.toml in the folder of the catalog]
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

const IMPORT_EXAMPLES: &str = "\
Examples:
  codeword registry import api/code.proto
  codeword registry import errors.go --enum ErrCode
  codeword registry import openapi.yaml --enum Error.code --to locales/codes.toml
  codeword registry import ErrorCode.java --code-argument 2

What the file says takes the place of what codes.toml says. Nothing is taken out of codes.toml, and \
no other byte of it changes: codes that the file does not have stay, and are named.

Exit status: 0 fine, 1 something in the file was not understood, 2 it could not be done";

const CHECK_EXAMPLES: &str = "\
Examples:
  codeword registry check api/code.proto
  codeword registry check Errors.java --enum ErrorCode

Whatever the file says of a code counts, but for comments. A retired code need not be in the file.

Exit status: 0 no difference, 1 differences, or something in the file was not understood, 2 it could \
not be done";

impl RegistryArguments {
    pub(super) fn run(self, catalog: Option<PathBuf>, out: &mut impl Write) -> Result<Exit> {
        match self.command {
            RegistryCommand::Import(arguments) => arguments.import(catalog, out),
            RegistryCommand::Check(arguments) => arguments.check(catalog, out),
        }
    }
}

impl FileArguments {
    fn import(self, catalog: Option<PathBuf>, out: &mut impl Write) -> Result<Exit> {
        let (file, registry) = self.open(catalog)?;
        let import = registry::import(&file, &registry)?;
        let path = registry.display();
        match &import.change {
            Some(change) => {
                change.write()?;
                writeln!(out, "{path}{}", if change.is_new() { " (new)" } else { "" })?;
            }
            None => writeln!(out, "{path}: nothing changes")?,
        }
        let codes = |is_of: fn(&EntryChange) -> bool| {
            let codes = import.entries.iter().filter(|(_, change)| is_of(change));
            codes.map(|(code, _)| code).collect::<Vec<_>>()
        };
        for (words, codes) in [
            ("added", codes(|change| matches!(change, EntryChange::Added))),
            ("changed", codes(|change| matches!(change, EntryChange::Changed(_)))),
        ] {
            if !codes.is_empty() {
                writeln!(out, "  {words}: {}", enumerate(&codes, NAMED))?;
            }
        }
        for (code, change) in &import.entries {
            if let EntryChange::Renamed { from, to } = change {
                writeln!(out, "  renamed: {code} from {from} to {to}")?;
            }
        }
        for (entry, alias) in file.aliases() {
            let (code, name) = (entry.code(), entry.name().unwrap_or_default());
            writeln!(out, "  passed over: {alias}, another name of {code} ({name})")?;
        }
        for code in codes(|change| matches!(change, EntryChange::Unspecified)) {
            writeln!(out, "  passed over: {code}, which stands for no code")?;
        }
        let kept = codes(|change| matches!(change, EntryChange::Kept));
        if !kept.is_empty() {
            writeln!(out, "  kept, not in {}: {}", file.path(), enumerate(&kept, NAMED))?;
        }
        complain_of_unread(&file)
    }

    fn check(self, catalog: Option<PathBuf>, out: &mut impl Write) -> Result<Exit> {
        let (file, registry) = self.open(catalog)?;
        let differences = registry::compare(&file, &registry)?;
        for difference in &differences {
            writeln!(out, "{difference}")?;
        }
        match differences.len() {
            0 => writeln!(out, "no difference")?,
            1 => writeln!(out, "1 difference")?,
            count => writeln!(out, "{count} differences")?,
        }
        let unread = complain_of_unread(&file)?;
        Ok(if differences.is_empty() { unread } else { Exit::Findings })
    }

    fn open(self, catalog: Option<PathBuf>) -> Result<(Declarations, PathBuf)> {
        let FileArguments { file, format, r#enum, names_are_codes, code_argument, to } = self;
        let options = ReadOptions { format, enums: r#enum, names_are_codes, code_argument };
        let registry = match to {
            Some(registry) => registry,
            None => project_folder(catalog)?.join("codes.toml"),
        };
        Ok((Declarations::open(file, &options)?, registry))
    }
}

/// How many codes are named of each kind.
const NAMED: usize = 5;

fn formats() -> impl TypedValueParser<Value = Format> {
    one_of(Format::ALL.map(|format| (format, format.name(), format.summary())))
}

/// Says what was not understood, and how much that is.
fn complain_of_unread(file: &Declarations) -> Result<Exit> {
    for unread in file.unread() {
        writeln!(stderr(), "{unread}")?;
    }
    match file.unread().len() {
        0 => return Ok(Exit::Fine),
        1 => writeln!(stderr(), "1 thing in {} was not understood", file.path())?,
        count => writeln!(stderr(), "{count} things in {} were not understood", file.path())?,
    }
    Ok(Exit::Findings)
}
