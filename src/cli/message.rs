//! `codeword message` and `codeword list`: the words for some codes, or for all.

use std::cmp::Reverse;
use std::io::{IsTerminal, Write, stdout};
use std::path::PathBuf;

use codeword::{Args, Catalog, Code, CodeBuf, Message, Value};

use super::argument::{OutputFormat, ReaderArguments};
use super::catalog::CatalogArguments;
use super::completion;
use super::output::{Exit, Result, complain};

/// Print the message of one or more codes
#[derive(clap::Args)]
#[command(after_help = MESSAGE_EXAMPLES)]
pub(super) struct MessageArguments {
    /// The codes: numbers, or names such as card_declined
    #[arg(required = true, value_name = "CODE", allow_negative_numbers = true, add = completion::codes())]
    codes: Vec<CodeBuf>,

    #[command(flatten)]
    reader: ReaderArguments,

    #[command(flatten)]
    values: MessageValues,

    #[command(flatten)]
    catalog: CatalogArguments,

    /// Print the text alone, or an object for each code on a line of its own
    #[arg(long, value_enum, default_value_t = OutputFormat::Text)]
    format: OutputFormat,
}

const MESSAGE_EXAMPLES: &str = "\
Examples:
  codeword message 400142 --locale en-US
  codeword message 400142 404001 --locale 'zh-TW, en;q=0.5' --format json
  codeword message card_declined -1121 --catalog locales
  codeword message 429001 --catalog locales --arg limit=5 --arg name=svc

Exit status: 0 fine, 1 an unknown code, 2 it could not be done";

impl MessageArguments {
    pub(super) fn run(self, folder: Option<PathBuf>, out: &mut impl Write) -> Result<Exit> {
        let catalog = self.catalog.catalog(folder)?;
        let locale = catalog.negotiate(self.reader.preference()).locale();
        let args = self.values.args();
        let mut exit = Exit::Fine;
        for code in self.codes {
            match catalog.format(&code, locale, &args) {
                Some(message) if self.format == OutputFormat::Text => writeln!(out, "{message}")?,
                Some(message) => writeln!(out, "{}", serde_json::to_string(&message)?)?,
                None => {
                    out.flush()?;
                    complain(&unknown(code.as_code(), &catalog));
                    exit = Exit::Findings;
                }
            }
        }
        Ok(exit)
    }
}

/// How many codes are named that the reader may have meant.
const NEAR: usize = 3;

fn unknown(code: Code<'_>, catalog: &Catalog) -> String {
    let near: Vec<String> = near(code, catalog).iter().map(Code::to_string).collect();
    match &near[..] {
        [] if catalog.codes().len() == 0 => {
            format!("unknown code {code}: the catalog has no codes")
        }
        [] => format!("unknown code {code}: `codeword list` prints those of the catalog"),
        [only] => format!("unknown code {code}; near it is {only}"),
        [others @ .., last] => {
            format!("unknown code {code}; near it are {} and {last}", others.join(", "))
        }
    }
}

/// The codes nearest to one: those that differ in the fewest characters, then those that begin alike, then the
/// nearest numbers. A number is near numbers alone, and a name what has more than half of it in common.
fn near<'a>(code: Code<'_>, catalog: &'a Catalog) -> Vec<Code<'a>> {
    let spelling = code.to_string();
    // Names that the registry gives to codes are as good as codes.
    let names = catalog.registry().iter().filter_map(|entry| Code::parse(entry.name()?));
    let mut near: Vec<(usize, Reverse<usize>, i128, Code<'_>)> = catalog
        .codes()
        .chain(names)
        .map(|other| {
            let other_spelling = other.to_string();
            let different = strsim::levenshtein(&spelling, &other_spelling);
            let alike = spelling.bytes().zip(other_spelling.bytes()).take_while(|(a, b)| a == b);
            (different, Reverse(alike.count()), distance(code, other), other)
        })
        .filter(|(different, _, _, other)| match code.name() {
            Some(name) => 2 * different < name.len(),
            None => other.name().is_none(),
        })
        .collect();
    near.sort();
    near.truncate(NEAR);
    near.sort_by_key(|(.., code)| *code);
    near.into_iter().map(|(.., code)| code).collect()
}

/// How far two numbers are apart; nothing is known of names.
fn distance(code: Code<'_>, other: Code<'_>) -> i128 {
    let number = |code: Code<'_>| code.as_i64().map_or(0, i128::from);
    (number(code) - number(other)).abs()
}

/// What the message is formatted with
#[derive(clap::Args)]
struct MessageValues {
    /// Give a variable of the message its value; a number is recognised. May be repeated
    #[arg(long = "arg", value_name = "NAME=VALUE", value_parser = pair)]
    values: Vec<(String, String)>,

    /// Give a variable of the message a text, also where that is a number. May be repeated
    #[arg(long = "arg-string", value_name = "NAME=TEXT", value_parser = pair)]
    texts: Vec<(String, String)>,
}

impl MessageValues {
    fn args(&self) -> Args<'_> {
        let values = self.values.iter().map(|(name, value)| (name.as_str(), value_of(value)));
        let texts = self.texts.iter().map(|(name, text)| (name.as_str(), Value::from(text)));
        values.chain(texts).collect()
    }
}

fn pair(argument: &str) -> Result<(String, String), String> {
    let (name, value) =
        argument.split_once('=').ok_or("write the variable's name, `=` and its value: limit=5")?;
    let name = name.strip_prefix('$').unwrap_or(name);
    if name.is_empty() {
        return Err("the variable's name is missing in front of `=`: limit=5".to_owned());
    }
    Ok((name.to_owned(), value.to_owned()))
}

/// A number where the text is one as a number would be printed, so that nothing of it is lost.
fn value_of(text: &str) -> Value<'_> {
    let integer = text.parse::<i128>().map(Value::from);
    let number = integer.or_else(|_| text.parse::<f64>().map(Value::from));
    number.ok().filter(|number| number.to_string() == text).unwrap_or_else(|| text.into())
}

/// Print every code with its text
#[derive(clap::Args)]
#[command(after_help = LIST_EXAMPLES)]
pub(super) struct ListArguments {
    #[command(flatten)]
    reader: ReaderArguments,

    #[command(flatten)]
    catalog: CatalogArguments,

    /// Print a table, or a JSON array of the objects that `message` prints
    #[arg(long, value_enum, default_value_t = OutputFormat::Text)]
    format: OutputFormat,
}

const LIST_EXAMPLES: &str = "\
Examples:
  codeword list --locale zh-CN
  codeword list --format json | jq -r '.[] | select(.fallback) | .code'";

impl ListArguments {
    pub(super) fn run(self, folder: Option<PathBuf>, out: &mut impl Write) -> Result<Exit> {
        let catalog = self.catalog.catalog(folder)?;
        let locale = catalog.negotiate(self.reader.preference()).locale();
        let messages = catalog.codes().filter_map(|code| catalog.message(code, locale));
        match self.format {
            OutputFormat::Json => {
                let messages: Vec<Message<'_>> = messages.collect();
                writeln!(out, "{}", serde_json::to_string_pretty(&messages)?)?;
            }
            OutputFormat::Text => print_table(messages, out)?,
        }
        Ok(Exit::Fine)
    }
}

/// The columns of the table; that of the names is there if some code has one.
const COLUMNS: [&str; 4] = ["CODE", "NAME", "LOCALE", "TEXT"];

/// On a terminal, a text that is too long goes on below itself; elsewhere each has one line.
fn print_table<'a>(
    messages: impl Iterator<Item = Message<'a>>,
    out: &mut impl Write,
) -> Result<()> {
    let row = |message: Message<'_>| {
        let name = message.name().unwrap_or_default().to_owned();
        let text = message.text().replace('\n', " ");
        [message.code().to_string(), name, message.locale().to_string(), text]
    };
    let rows: Vec<[String; 4]> = messages.map(row).collect();
    // Codes, names and tags are ASCII. A column without a cell is left out.
    let width = |column: usize| {
        let widest = rows.iter().map(|row| row[column].len()).max().unwrap_or(0);
        if widest == 0 && column == 1 { 0 } else { widest.max(COLUMNS[column].len()) + 2 }
    };
    let widths = [width(0), width(1), width(2)];
    let start = |row: [&str; 3]| -> String {
        row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect()
    };

    let [code, name, locale, text] = COLUMNS;
    let name = if widths[1] == 0 { "" } else { name };
    let bold = anstyle::Style::new().bold();
    writeln!(out, "{bold}{}{text}{bold:#}", start([code, name, locale]))?;
    let indent = " ".repeat(widths.iter().sum());
    for [code, name, locale, text] in &rows {
        write!(out, "{}", start([code, name, locale]))?;
        if stdout().is_terminal() {
            let width = textwrap::termwidth().saturating_sub(indent.len()).max(20);
            writeln!(out, "{}", textwrap::wrap(text, width).join(&format!("\n{indent}")))?;
        } else {
            writeln!(out, "{text}")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use codeword::Source;

    use super::*;

    #[test]
    fn the_codes_that_were_meant_are_near() {
        let near_in = |catalog: &Catalog, code: &str| {
            let near = near(Code::parse(code).unwrap(), catalog);
            near.iter().map(Code::to_string).collect::<Vec<_>>()
        };
        for (code, expected) in [
            ("400145", ["400141", "400142", "400143"]),
            ("40014", ["400140", "400141", "400142"]),
            ("300001", ["200001", "400001", "500001"]),
        ] {
            assert_eq!(near_in(&Catalog::embedded(), code), expected, "{code}");
        }
        let names = "code-card_declined = a\ncode-card_expired = b\ncode--1121 = c\ncode--1021 = d";
        let names = Source::files([("en-US/errors.ftl", names)]);
        let names = Catalog::builder().source(names).build().unwrap();
        for (code, expected) in [
            ("card_declind", &["card_declined", "card_expired"][..]),
            ("Card_Expired", &["card_expired"]),
            ("-1122", &["-1121", "-1021"]),
            ("not_found", &[]),
        ] {
            assert_eq!(near_in(&names, code), expected, "{code}");
        }
    }

    #[test]
    fn numbers_are_recognised_and_nothing_is_lost() {
        for (text, is_number) in [
            ("5", true),
            ("-1", true),
            ("0.5", true),
            ("9007199254740993", true),
            ("1.50", false),
            ("007", false),
            ("svc", false),
            ("", false),
        ] {
            let value = value_of(text);
            assert_eq!(value.to_string(), text);
            assert_eq!(value != Value::from(text), is_number, "{text}");
        }
    }
}
