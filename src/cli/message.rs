//! `codeword message`: the words for some codes.

use std::io::Write;

use super::argument::MessageValues;
use super::{Catalog, Code, Exit, Failure, Format, Reader, complain};

/// Print the message of one or more codes
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct MessageArguments {
    /// The codes, in decimal digits
    #[arg(required = true, value_name = "CODE")]
    codes: Vec<Code>,

    #[command(flatten)]
    reader: Reader,

    #[command(flatten)]
    values: MessageValues,

    /// Print the text alone, or an object for each code on a line of its own
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  codeword message 400142 --locale en-US
  codeword message 400142 404001 --locale 'zh-TW, en;q=0.5' --format json
  codeword message 429001 --catalog locales --arg limit=5 --arg name=svc";

impl MessageArguments {
    pub(super) fn run(self, catalog: &Catalog, out: &mut impl Write) -> Result<Exit, Failure> {
        let locale = catalog.negotiate(&self.reader.preference()).locale();
        let args = self.values.args();
        let mut exit = Exit::Fine;
        for code in self.codes {
            match catalog.format(code, locale, &args) {
                Some(message) if self.format == Format::Text => writeln!(out, "{message}")?,
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
}
