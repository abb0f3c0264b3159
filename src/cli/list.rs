//! `codeword list`: every code with its text.

use std::io::{IsTerminal, Write, stdout};

use codeword::Message;

use super::{Catalog, Exit, Failure, Format, Reader};

/// Print every code with its text
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ListArguments {
    #[command(flatten)]
    reader: Reader,

    /// Print a table, or a JSON array of the objects that `message` prints
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  codeword list --locale zh-CN
  codeword list --format json | jq -r '.[] | select(.fallback) | .code'";

impl ListArguments {
    pub(super) fn run(self, catalog: &Catalog, out: &mut impl Write) -> Result<Exit, Failure> {
        let locale = catalog.negotiate(&self.reader.preference()).locale();
        let messages = catalog.codes().filter_map(|code| catalog.message(code, locale));
        match self.format {
            Format::Json => {
                let messages: Vec<Message<'_>> = messages.collect();
                writeln!(out, "{}", serde_json::to_string_pretty(&messages)?)?;
            }
            Format::Text => table(messages, out)?,
        }
        Ok(Exit::Fine)
    }
}

/// Two columns in front of the text: `400142  zh-CN  `.
const COLUMNS: [&str; 3] = ["CODE", "LOCALE", "TEXT"];

/// On a terminal, a text that is too long goes on below itself; elsewhere each has one line.
fn table<'a>(
    messages: impl Iterator<Item = Message<'a>>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let rows: Vec<(String, String, String)> = messages
        .map(|message| {
            let text = message.text().replace('\n', " ");
            (message.code().to_string(), message.locale().to_string(), text)
        })
        .collect();
    let [code, locale, text] = COLUMNS;
    let widest = |name: &str, column: fn(&(String, String, String)) -> &String| {
        rows.iter().map(|row| column(row).len()).max().unwrap_or(0).max(name.len())
    };
    let (codes, locales) = (widest(code, |row| &row.0), widest(locale, |row| &row.1));

    let bold = anstyle::Style::new().bold();
    writeln!(out, "{bold}{code:codes$}  {locale:locales$}  {text}{bold:#}")?;
    let indent = " ".repeat(codes + 2 + locales + 2);
    for (code, locale, text) in &rows {
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
