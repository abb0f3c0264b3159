//! `codeword export` and `codeword import`: the texts of a locale, into another format and back.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use clap::builder::TypedValueParser;
use codeword::workbench::exchange::{
    self, Column, ExchangeFile, Format, Import, Placeholders, ReadOptions, TableChoice,
};
use codeword::workbench::{Project, reference};
use codeword::{Diagnostic, LanguageIdentifier};

use super::argument::{one_of, parse_locale};
use super::catalog::SourceLocale;
use super::completion;
use super::output::{Exit, Failure, Result, enumerate, plural, write_changes};

/// Print the texts of a locale in another format
#[derive(clap::Args)]
#[command(after_help = EXPORT_EXAMPLES)]
pub(super) struct ExportArguments {
    /// The format [default: as the name of --output says]
    #[arg(long, alias = "format", value_name = "FORMAT", required_unless_present = "output", value_parser = targets())]
    to: Option<Target>,

    /// How variables are written [default: indexed in properties, named in go-i18n, as Fluent source in
    /// all others]
    #[arg(long, value_name = "KIND", value_parser = placeholders())]
    placeholders: Option<Placeholders>,

    /// The locale [default: the source locale]
    #[arg(long, value_name = "LOCALE", value_parser = parse_locale, add = completion::project_locales())]
    locale: Option<LanguageIdentifier>,

    /// Write into this file, instead of standard output; for html, into this folder
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    source: SourceLocale,
}

/// What the texts are written as.
#[derive(Clone, Copy)]
enum Target {
    /// A file that can come back.
    File(Format),
    /// The pages of a reference.
    Html,
}

const EXPORT_EXAMPLES: &str = "\
Examples:
  codeword export --to markdown
  codeword export --locale en-US --output errors.en-US.csv
  codeword export --to xliff --locale en-US > errors.en-US.xlf
  codeword export --to html --output site

CSV, gettext and XLIFF have every message of the source, with its comment and its state; the other \
formats have the texts that the locale has. `codeword import` brings them back.

A variable is written as the format has it: { $arg0 } is {0} in properties, { $name } is {{.name}} \
in go-i18n. What a format cannot say travels as Fluent source, under the name 400142:fluent, and is \
named on standard error.

html is a reference of all codes for readers: a folder with a page for each locale, which a web server \
or a folder of files can show. It does not come back.";

impl ExportArguments {
    pub(super) fn run(self, catalog: Option<PathBuf>, out: &mut impl Write) -> Result<Exit> {
        let by_name = || self.output.as_ref().and_then(Format::of_path).map(Target::File);
        match self.to.or_else(by_name) {
            Some(Target::File(format)) => self.write_file(format, catalog, out),
            Some(Target::Html) => self.write_pages(catalog, out),
            None => Err(Failure::Usage("what format is this? say it with --to".to_owned())),
        }
    }

    fn write_file(
        self,
        format: Format,
        catalog: Option<PathBuf>,
        out: &mut impl Write,
    ) -> Result<Exit> {
        let project = self.source.project(catalog)?;
        let locale = self.locale.unwrap_or_else(|| project.source_locale().clone());
        let export = exchange::export(&project, &locale, format, self.placeholders)?;
        match self.output {
            Some(path) => fs::write(path, export.text)?,
            None => out.write_all(export.text.as_bytes())?,
        }
        if !export.as_fluent.is_empty() {
            let (count, names) =
                (texts(export.as_fluent.len()), enumerate(&export.as_fluent, NAMED));
            let mut err = anstream::stderr().lock();
            writeln!(
                err,
                "{count} written as Fluent source, for which the format has no word: {names}"
            )?;
        }
        Ok(Exit::Fine)
    }

    fn write_pages(self, catalog: Option<PathBuf>, out: &mut impl Write) -> Result<Exit> {
        let usage = |text: &str| Err(Failure::Usage(text.to_owned()));
        if self.locale.is_some() {
            return usage("html has a page for each locale: omit --locale");
        }
        if self.placeholders.is_some() {
            return usage("html shows variables by their names: omit --placeholders");
        }
        let Some(folder) = self.output else {
            return usage("html is more than one file: name a folder with --output");
        };
        let pages = reference::pages(&self.source.project(catalog)?)?;
        fs::create_dir_all(&folder)?;
        for page in &pages {
            fs::write(folder.join(&page.name), &page.text)?;
        }
        writeln!(out, "{}: {} files; open index.html", folder.display(), pages.len())?;
        Ok(Exit::Fine)
    }
}

fn targets() -> impl TypedValueParser<Value = Target> {
    let file = |format: Format| (Target::File(format), format.name(), format.summary());
    let html = (Target::Html, "html", "A reference of all codes, a page for each locale");
    let mut listed = [html; Format::ALL.len() + 1];
    for (place, format) in listed.iter_mut().zip(Format::ALL) {
        *place = file(format);
    }
    one_of(listed)
}

fn formats() -> impl TypedValueParser<Value = Format> {
    one_of(Format::ALL.map(|format| (format, format.name(), format.summary())))
}

fn placeholders() -> impl TypedValueParser<Value = Placeholders> {
    one_of(Placeholders::ALL.map(|kind| (kind, kind.name(), kind.summary())))
}

/// How a file is read, where it does not say it clearly.
#[derive(clap::Args)]
pub(super) struct FileArguments {
    /// The format of the file [default: as its name says]
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    format: Option<Format>,

    /// The column that holds the codes, by name or number
    #[arg(long, value_name = "COLUMN")]
    code_column: Option<String>,

    /// The column that holds the texts, by name or number
    #[arg(long, value_name = "COLUMN")]
    text_column: Option<String>,

    /// Only this table of a document, by number
    #[arg(long, value_name = "N", conflicts_with = "heading")]
    table: Option<usize>,

    /// Only the tables below this heading
    #[arg(long, value_name = "TEXT")]
    heading: Option<String>,

    /// Where the text is in the object of a message, such as `message` or `text.en`
    #[arg(long, value_name = "PATH")]
    text_path: Option<String>,

    /// What the texts have for variables [default: guessed, and said]
    #[arg(long, value_name = "KIND", value_parser = placeholders())]
    placeholders: Option<Placeholders>,

    /// Pass over what is not a code, instead of refusing the file
    #[arg(long)]
    skip_invalid: bool,
}

impl FileArguments {
    pub(super) fn open(&self, path: PathBuf) -> Result<ExchangeFile> {
        let heading = self.heading.clone().map(TableChoice::Heading);
        let options = ReadOptions {
            format: self.format,
            code_column: self.code_column.as_deref().map(Column::from),
            text_column: self.text_column.as_deref().map(Column::from),
            table: self.table.map(TableChoice::Number).or(heading),
            text_path: self.text_path.clone(),
            placeholders: self.placeholders,
            skip_invalid: self.skip_invalid,
        };
        Ok(ExchangeFile::open(path, &options)?)
    }
}

/// Bring the texts of a file into a locale
#[derive(clap::Args)]
#[command(after_help = IMPORT_EXAMPLES)]
pub(super) struct ImportArguments {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The locale of its texts [default: each that the file or its name says]
    #[arg(long, value_name = "LOCALE", value_parser = parse_locale, add = completion::project_locales())]
    locale: Option<LanguageIdentifier>,

    #[command(flatten)]
    reading: FileArguments,

    #[command(flatten)]
    source: SourceLocale,
}

const IMPORT_EXAMPLES: &str = "\
Examples:
  codeword import errors.en-US.csv
  codeword import messages_zh_CN.properties
  codeword import error_code.md --locale zh-CN --heading 'Error codes'
  codeword import active.en.json --format go-i18n

Texts that differ are replaced, messages that the locale lacks are added, and no other byte changes. \
Empty texts are passed over. A text is named by its code, 400142, an attribute by the code and its \
own name, 400142.title, and a text that is Fluent source by 400142:fluent.

A translation of a text that the source no longer has is taken, and marked `# needs translation`.

Exit status: 0 fine, 1 the file has no texts, 2 it could not be done";

impl ImportArguments {
    pub(super) fn run(self, catalog: Option<PathBuf>, out: &mut impl Write) -> Result<Exit> {
        let project = self.source.project(catalog)?;
        let file = self.reading.open(self.file)?;
        print_passed_over(&file, out)?;
        let locales = match self.locale {
            Some(locale) => vec![locale],
            None if file.is_empty() => Vec::new(),
            None => exchange::locales_of(&project, &file)?,
        };
        let mut messages = 0;
        for locale in locales {
            messages += import_into(&project, &file, &locale, out)?;
        }
        if messages == 0 { nothing_read(out) } else { Ok(Exit::Fine) }
    }
}

/// Says that a file had nothing to give.
pub(super) fn nothing_read(out: &mut impl Write) -> Result<Exit> {
    writeln!(out, "nothing was read: the file has no code with a text")?;
    Ok(Exit::Findings)
}

/// Imports one language of a file, and says how many messages there are.
pub(super) fn import_into(
    project: &Project,
    file: &ExchangeFile,
    locale: &LanguageIdentifier,
    out: &mut impl Write,
) -> Result<usize> {
    let import = exchange::import(project, file, locale)?;
    write_changes(&import.changes, out)?;
    print_report(&import, out)?;
    Ok(import.messages)
}

/// How many texts are named in one line.
const NAMED: usize = 10;

/// Says how a file was understood, and what of it was not read.
pub(super) fn print_passed_over(file: &ExchangeFile, out: &mut impl Write) -> Result<()> {
    for note in file.notes() {
        writeln!(out, "{note}")?;
    }
    print_list(&file.passed_over(), "passed over", out)
}

/// Says what of the texts was not taken, and what has to be looked at.
pub(super) fn print_report(import: &Import, out: &mut impl Write) -> Result<()> {
    print_list(&import.passed_over, "passed over", out)?;
    print_list(&import.doubts, "with what looks like a placeholder", out)?;
    if !import.empty.is_empty() {
        let names = enumerate(&import.empty, NAMED);
        let plural = if import.empty.len() == 1 { "text was" } else { "texts were" };
        writeln!(out, "{} {plural} empty and passed over: {names}", import.empty.len())?;
    }
    if !import.stale.is_empty() {
        writeln!(out, "{} to be looked at again:", texts(import.stale.len()))?;
    }
    for stale in &import.stale {
        writeln!(out, "  {}", stale.place)?;
        writeln!(out, "    in the file: {}", one_line(&stale.in_file))?;
        writeln!(out, "    now:         {}", one_line(&stale.in_catalog))?;
    }
    Ok(())
}

fn print_list(list: &[Diagnostic], what: &str, out: &mut impl Write) -> Result<()> {
    if !list.is_empty() {
        writeln!(out, "{} {what}:", list.len())?;
    }
    for diagnostic in list {
        writeln!(out, "  {diagnostic}")?;
    }
    Ok(())
}

fn one_line(text: &str) -> String {
    text.replace('\n', "⏎")
}

fn texts(count: usize) -> String {
    format!("{count} text{}", plural(count))
}
