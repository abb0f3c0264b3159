//! `codeword message` and `codeword list`: the words for some codes, or for all.

use std::io::{IsTerminal, Write, stdout};

use codeword::{Args, Catalog, Code, Message, Value};

use super::argument::{OutputFormat, ReaderArguments};
use super::output::{Exit, Result, complain};

/// Print the message of one or more codes
#[derive(clap::Args)]
#[command(after_help = MESSAGE_EXAMPLES)]
pub(super) struct MessageArguments {
    /// The codes, in decimal digits
    #[arg(required = true, value_name = "CODE")]
    codes: Vec<Code>,

    #[command(flatten)]
    reader: ReaderArguments,

    #[command(flatten)]
    values: MessageValues,

    /// Print the text alone, or an object for each code on a line of its own
    #[arg(long, value_enum, default_value_t = OutputFormat::Text)]
    format: OutputFormat,
}

const MESSAGE_EXAMPLES: &str = "\
Examples:
  codeword message 400142 --locale en-US
  codeword message 400142 404001 --locale 'zh-TW, en;q=0.5' --format json
  codeword message 429001 --catalog locales --arg limit=5 --arg name=svc";

impl MessageArguments {
    pub(super) fn run(self, catalog: &Catalog, out: &mut impl Write) -> Result<Exit> {
        let locale = catalog.negotiate(&self.reader.preference()).locale();
        let args = self.values.args();
        let mut exit = Exit::Fine;
        for code in self.codes {
            match catalog.format(code, locale, &args) {
                Some(message) if self.format == OutputFormat::Text => writeln!(out, "{message}")?,
                Some(message) => writeln!(out, "{}", serde_json::to_string(&message)?)?,
                None => {
                    out.flush()?;
                    complain(&unknown(code, catalog));
                    exit = Exit::Findings;
                }
            }
        }
        Ok(exit)
    }
}

/// How many codes are named that the reader may have meant.
const NEAR: usize = 3;

fn unknown(code: Code, catalog: &Catalog) -> String {
    let near: Vec<String> = near(code, catalog).iter().map(Code::to_string).collect();
    match &near[..] {
        [] => format!("unknown code {code}: the catalog has no codes"),
        [only] => format!("unknown code {code}; the catalog has {only}"),
        [others @ .., last] => {
            format!("unknown code {code}; near it are {} and {last}", others.join(", "))
        }
    }
}

/// The codes nearest to one: those that differ in the fewest digits, then the nearest numbers.
fn near(code: Code, catalog: &Catalog) -> Vec<Code> {
    let digits = code.to_string();
    let mut codes: Vec<Code> = catalog.codes().collect();
    codes.sort_by_key(|other| {
        let other_digits = other.to_string();
        let different = digits.bytes().zip(other_digits.bytes()).filter(|(a, b)| a != b).count()
            + digits.len().abs_diff(other_digits.len());
        (different, other.get().abs_diff(code.get()))
    });
    codes.truncate(NEAR);
    codes.sort();
    codes
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

    /// Print a table, or a JSON array of the objects that `message` prints
    #[arg(long, value_enum, default_value_t = OutputFormat::Text)]
    format: OutputFormat,
}

const LIST_EXAMPLES: &str = "\
Examples:
  codeword list --locale zh-CN
  codeword list --format json | jq -r '.[] | select(.fallback) | .code'";

impl ListArguments {
    pub(super) fn run(self, catalog: &Catalog, out: &mut impl Write) -> Result<Exit> {
        let locale = catalog.negotiate(&self.reader.preference()).locale();
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

/// Two columns in front of the text: `400142  zh-CN  `.
const COLUMNS: [&str; 3] = ["CODE", "LOCALE", "TEXT"];

/// On a terminal, a text that is too long goes on below itself; elsewhere each has one line.
fn print_table<'a>(
    messages: impl Iterator<Item = Message<'a>>,
    out: &mut impl Write,
) -> Result<()> {
    let row = |message: Message<'_>| {
        let text = message.text().replace('\n', " ");
        [message.code().to_string(), message.locale().to_string(), text]
    };
    let rows: Vec<[String; 3]> = messages.map(row).collect();
    let widest = |column: usize| {
        let cells = rows.iter().map(|row| row[column].len());
        cells.max().unwrap_or(0).max(COLUMNS[column].len())
    };
    let (codes, locales) = (widest(0), widest(1));

    let [code, locale, text] = COLUMNS;
    let bold = anstyle::Style::new().bold();
    writeln!(out, "{bold}{code:codes$}  {locale:locales$}  {text}{bold:#}")?;
    let indent = " ".repeat(codes + 2 + locales + 2);
    for [code, locale, text] in &rows {
        write!(out, "{code:codes$}  {locale:locales$}  ")?;
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
    use super::*;

    #[test]
    fn the_codes_that_were_meant_are_near() {
        let catalog = Catalog::embedded();
        for (code, expected) in [
            (400145, vec![400141, 400142, 400143]),
            (40014, vec![400140, 400141, 400142]),
            (300001, vec![200001, 400001, 500001]),
        ] {
            assert_eq!(near(Code::new(code), &catalog), expected, "{code}");
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
