//! Whose fault it is that something does not parse: each failure belongs to one rule.

use fluent_syntax::parser::{self, ErrorKind};

use super::context::File;
use crate::fluent::document::{Failure, Reason};
use crate::fluent::guard::Danger;
use crate::fluent::syntax_error::{describe, describe_danger};

/// What is wrong, as far as a rule tells it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Anything else that breaks the grammar.
    Syntax,
    /// A select expression without `*`.
    MissingDefault,
    /// A line that begins with a tab.
    Tab,
    /// A line that begins no message.
    OutsideMessage,
    /// An identifier that begins with a digit.
    BadId,
    /// A message without a text.
    EmptyMessage,
    /// Braces that nest too deep.
    Nesting,
    /// A full-width brace or dollar sign.
    FullWidth,
}

/// A failure that was looked at closely.
pub(super) struct Judgement {
    pub(super) fault: Fault,
    /// Where the mistake is, in the file.
    pub(super) offset: usize,
    /// What is wrong.
    pub(super) message: String,
    /// What to write.
    pub(super) help: String,
}

/// What is wrong with a file by one fault.
pub(super) fn judgements<'f>(
    file: &'f File<'_>,
    fault: Fault,
) -> impl Iterator<Item = Judgement> + 'f {
    let failures = file.document.failures.iter();
    let judged = failures.map(|failure| judge(failure, file.document.offset(failure.junk)));
    judged.filter(move |judgement| judgement.fault == fault)
}

/// Whose fault a failure is, and where exactly. `start` is the offset of the junk in the file.
fn judge(failure: &Failure<'_>, start: usize) -> Judgement {
    let (mut offset, junk) = (failure.offset, failure.junk);
    let error = match &failure.reason {
        Reason::Danger(danger) => {
            let fault = if *danger == Danger::Depth { Fault::Nesting } else { Fault::Syntax };
            return judgement(fault, offset, &describe_danger(*danger));
        }
        Reason::Syntax(error) => error,
    };
    let trimmed = junk.trim_start_matches(' ');
    let first = start + (junk.len() - trimmed.len());
    let line = trimmed.lines().next().unwrap_or("");

    if trimmed.starts_with('\t') {
        return judgement(Fault::Tab, first, "");
    }
    // A broken attribute is cut off its message, and all that the parser says is that none begins here.
    if let Some(attribute) = trimmed.strip_prefix('.') {
        let inner = first + 1;
        return match parser::parse(attribute) {
            Err((_, errors)) => {
                let error = &errors[0];
                offset = inner + error.pos.start.min(attribute.trim_end().len());
                judgement(
                    fault_of(&error.kind, attribute, offset - inner),
                    offset,
                    &describe(&error.kind),
                )
            }
            Ok(_) => judgement(Fault::OutsideMessage, first, ""),
        };
    }
    if trimmed.starts_with(|c: char| c.is_ascii_digit()) && line.contains('=') {
        return judgement(Fault::BadId, first, "");
    }
    if trimmed.starts_with('#') {
        let text = "a comment's sign needs a space behind it: write `# text`";
        return judgement(Fault::Syntax, first, text);
    }
    let begins_entry =
        trimmed.starts_with("code") || trimmed.starts_with('-') || line.contains('=');
    if trimmed.len() < junk.len() || !begins_entry {
        return judgement(Fault::OutsideMessage, first, "");
    }
    judgement(fault_of(error, junk, offset - start), offset, &describe(error))
}

fn fault_of(error: &ErrorKind, junk: &str, at: usize) -> Fault {
    let here = junk.get(at..).and_then(|rest| rest.chars().next());
    match (error, here) {
        (_, Some('｛' | '｝' | '＄')) => Fault::FullWidth,
        (_, Some('\t')) => Fault::Tab,
        (ErrorKind::MissingDefaultVariant, _) => Fault::MissingDefault,
        (ErrorKind::ExpectedMessageField { .. } | ErrorKind::ExpectedTermField { .. }, _) => {
            Fault::EmptyMessage
        }
        _ => Fault::Syntax,
    }
}

/// A description says what is wrong and, behind a colon, what to write.
fn judgement(fault: Fault, offset: usize, description: &str) -> Judgement {
    let (message, help) = description
        .split_once(": ")
        .unwrap_or((description, "without it, this message is not read at all"));
    Judgement { fault, offset, message: message.to_owned(), help: help.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::document::Document;

    #[test]
    fn each_failure_has_one_fault_and_its_place() {
        for (text, fault, at) in [
            ("code-1: x\n", Fault::Syntax, ":"),
            ("code-1\n", Fault::Syntax, "\n"),
            ("code-1 =\n", Fault::EmptyMessage, "code"),
            ("code-1 = { $n ->\n    [one] x\n }\n", Fault::MissingDefault, "}"),
            ("code-1 = x\n\ty\n", Fault::Tab, "\t"),
            ("Hello, world\n", Fault::OutsideMessage, "Hello"),
            ("    hello\n", Fault::OutsideMessage, "hello"),
            ("400142 = x\n", Fault::BadId, "4"),
            ("#Comment\n", Fault::Syntax, "#"),
            ("code-1 = {＄n}\n", Fault::FullWidth, "＄"),
            ("code-1 = x\n    .attr = { $ }\n", Fault::Syntax, " }"),
            ("code-1 = x\n    .attr: y\n", Fault::Syntax, ": y"),
        ] {
            let document = Document::parse(text);
            let failure = &document.failures[0];
            let judgement = judge(failure, document.offset(failure.junk));
            assert_eq!(judgement.fault, fault, "{text}");
            assert_eq!(judgement.offset, text.find(at).unwrap(), "{text}");
        }
    }
}
