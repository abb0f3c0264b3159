//! What does not parse, in words: what is wrong, where exactly, and what to write.
//!
//! The parser says where it stopped. Whose fault that is shows at a closer look: a line that begins with a
//! tab is, to the parser, a message without a name.

use std::borrow::Cow;

use fluent_syntax::parser::{self, ErrorKind};

use super::characters::{WIDTH_HELP, indent};
use super::document::{Document, Failure, Limit, Reason};
use super::flaw::{Flaw, FlawKind};
use super::guard::{ARGUMENT_LIMIT, DEPTH_LIMIT, Danger, ENTRY_LIMIT};
use super::mistake;
use super::reader::{DEFINITION_LIMIT, FAILURE_LIMIT};

/// What to do about a message without a text.
pub(super) const EMPTY_HELP: &str = "write a text, or remove the message until there is one";

/// What is wrong where a file does not parse.
pub(crate) fn flaw(document: &Document<'_>, failure: &Failure<'_>) -> Flaw {
    let offset = failure.offset;
    let start = document.offset(failure.junk);
    let error = match &failure.reason {
        Reason::Danger(danger) => return danger_flaw(document, *danger, offset),
        Reason::Limit(limit) => {
            let (count, what) = match limit {
                Limit::Failures => (FAILURE_LIMIT, "errors"),
                Limit::Definitions => (DEFINITION_LIMIT, "messages"),
            };
            let message = format!("more than {count} {what} before this");
            let help = "the rest of the file is not read";
            return Flaw::new(offset..offset, FlawKind::SyntaxError, message, help);
        }
        Reason::Conflict => return conflict_flaw(document, offset),
        Reason::Syntax(error) => error,
    };
    let trimmed = failure.junk.trim_start_matches(' ');
    let first = start + (failure.junk.len() - trimmed.len());
    let line = trimmed.lines().next().unwrap_or("");

    if trimmed.starts_with('\t') {
        return indent(document, first);
    }
    if let Some(flaw) = mistake::flaw(document, failure, error, offset) {
        return flaw;
    }
    // A broken attribute is cut off its message, and all that the parser says is that no message begins here.
    if let Some(attribute) = trimmed.strip_prefix('.') {
        let inner = first + 1;
        return match parser::parse(attribute) {
            Err((_, errors)) => {
                let at = errors[0].pos.start.min(attribute.trim_end().len());
                let mut flaw = error_flaw(document, &errors[0].kind, inner + at);
                if !attribute.contains('=') {
                    flaw.help = "an attribute is written `.title = …`; for a text that begins with a point \
                                 write `{ \".\" }`"
                        .into();
                }
                flaw
            }
            Ok(_) => outside(document, first),
        };
    }
    if trimmed.starts_with(|c: char| c.is_ascii_digit()) && line.contains('=') {
        let id = line.split(['=', ' ']).next().unwrap_or("");
        let (message, help) = ("an identifier begins with a letter", format!("write `code-{id}`"));
        return Flaw::new(first..first + id.len(), FlawKind::BadId, message, help);
    }
    if trimmed.starts_with('#') {
        let message = "a comment's sign needs a space after it";
        let range = document.character(first);
        return Flaw::new(range, FlawKind::SyntaxError, message, "write `# text`");
    }
    let begins_entry =
        trimmed.starts_with("code") || trimmed.starts_with('-') || line.contains('=');
    if trimmed.len() < failure.junk.len() || !begins_entry {
        return outside(document, first);
    }
    error_flaw(document, error, offset)
}

/// Text that belongs to no message.
fn outside(document: &Document<'_>, offset: usize) -> Flaw {
    let message = "this text belongs to no message";
    let help = "indent it by four spaces if it goes on with the message above, put `# ` before it if it \
                is a comment";
    Flaw::new(document.character(offset), FlawKind::TextOutsideMessage, message, help)
}

/// A merge conflict, by its first marker.
fn conflict_flaw(document: &Document<'_>, offset: usize) -> Flaw {
    let signs = &document.text()[offset..];
    let length = signs.len() - signs.trim_start_matches(&signs[..1]).len();
    let help = "keep one side, or write what both mean, and remove the lines with the markers";
    Flaw::new(offset..offset + length, FlawKind::MergeConflict, "a merge conflict", help)
}

/// What the parser must not see.
fn danger_flaw(document: &Document<'_>, danger: Danger, offset: usize) -> Flaw {
    let (message, help) = match danger {
        Danger::Depth => (
            format!("braces or calls nest deeper than {DEPTH_LIMIT} here"),
            "take the inner ones apart",
        ),
        Danger::Arguments => {
            (format!("more than {ARGUMENT_LIMIT} arguments in this message"), "take it apart")
        }
        Danger::Length => {
            (format!("more than {ENTRY_LIMIT} bytes up to the next message"), "shorten this")
        }
        Danger::Escape => {
            ("this Unicode escape has too few digits".to_owned(), "write it as in `\\u00E9`")
        }
    };
    let kind = match danger {
        Danger::Depth => FlawKind::NestingLimit,
        _ => FlawKind::SyntaxError,
    };
    Flaw::new(document.character(offset), kind, message, help)
}

/// What the parser says, or what stands where it stopped.
fn error_flaw(document: &Document<'_>, error: &ErrorKind, offset: usize) -> Flaw {
    let (message, help) = describe(error);
    let (kind, message, help) = match document.text()[offset..].chars().next() {
        Some('｛' | '｝' | '＄') => {
            (FlawKind::FullWidthPlaceable, "this breaks the placeable".into(), WIDTH_HELP.into())
        }
        Some('\t') if is_indent(&document.text()[..offset]) => return indent(document, offset),
        Some('\t') => {
            (FlawKind::TabIndent, "a tab is not a space in Fluent".into(), "write a space".into())
        }
        _ => match error {
            ErrorKind::MissingDefaultVariant => (FlawKind::MissingDefault, message, help),
            ErrorKind::ExpectedMessageField { .. } | ErrorKind::ExpectedTermField { .. } => {
                (FlawKind::EmptyMessage, message, help)
            }
            _ => (FlawKind::SyntaxError, message, help),
        },
    };
    Flaw::new(document.character(offset), kind, message, help)
}

/// Whether a text ends at the start of a line, or in blanks at its start.
fn is_indent(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\t']);
    before.is_empty() || before.ends_with('\n')
}

/// What the parser says, in words: what is wrong and what to write.
fn describe(kind: &ErrorKind) -> (Cow<'static, str>, Cow<'static, str>) {
    let (message, help): (&str, &str) = match kind {
        ErrorKind::ExpectedToken(token) => {
            let help = match token {
                '=' => "a message is written `code-404001 = …`",
                '}' => "end what stands in braces with `}`",
                _ => "",
            };
            return (format!("`{token}` is expected here").into(), help.into());
        }
        ErrorKind::ExpectedCharRange { range } if range == "a-zA-Z" => {
            ("a name is expected here", "begin it with a letter of a–z or A–Z")
        }
        ErrorKind::ExpectedCharRange { range } => {
            return (format!("a character of {range} is expected here").into(), "".into());
        }
        ErrorKind::ExpectedMessageField { entry_id } => {
            return (format!("`{entry_id}` has no text").into(), EMPTY_HELP.into());
        }
        ErrorKind::ExpectedTermField { entry_id } => {
            return (format!("the term `-{entry_id}` has no text").into(), EMPTY_HELP.into());
        }
        ErrorKind::ForbiddenCallee => {
            ("a function's name has capital letters only", "write `NUMBER($count)`")
        }
        ErrorKind::MissingDefaultVariant => {
            ("no variant is the default", "put `*` before the `[` of one, most often `*[other]`")
        }
        ErrorKind::MissingValue => ("a text is expected here", ""),
        ErrorKind::MultipleDefaultVariants => {
            ("a second default variant", "only one may begin with `*`")
        }
        ErrorKind::MessageReferenceAsSelector => {
            ("a message cannot be a selector", "select on a variable, `{ $count -> … }`")
        }
        ErrorKind::TermReferenceAsSelector => {
            ("a term cannot be a selector", "select on one of its attributes")
        }
        ErrorKind::MessageAttributeAsSelector => {
            ("a message's attribute cannot be a selector", "use a term's")
        }
        ErrorKind::TermAttributeAsPlaceable => {
            ("a term's attribute cannot be printed", "it can only be a selector")
        }
        ErrorKind::UnterminatedStringLiteral => {
            ("this string is not closed", "end it with `\"` on the same line")
        }
        ErrorKind::PositionalArgumentFollowsNamed => {
            ("an argument without a name must come before those with one", "")
        }
        ErrorKind::DuplicatedNamedArgument(name) => {
            return (format!("the argument `{name}` is given twice").into(), "remove one".into());
        }
        // The parser names the byte after the backslash by its number.
        ErrorKind::UnknownEscapeSequence(byte) => {
            let escape = byte.parse::<u8>().ok().filter(u8::is_ascii_graphic).map(char::from);
            let escape = escape.map_or("this".to_owned(), |escape| format!("`\\{escape}`"));
            let help = "only `\\\\`, `\\\"`, `\\uXXXX`, `\\UXXXXXX` are";
            return (format!("{escape} is not an escape").into(), help.into());
        }
        ErrorKind::InvalidUnicodeEscapeSequence(sequence) => {
            let help = "write as many hexadecimal digits as in `\\u00E9`";
            return (format!("`{sequence}` is not a Unicode escape").into(), help.into());
        }
        ErrorKind::UnbalancedClosingBrace => {
            ("this `}` closes nothing", "for a brace in the text write `{ \"}\" }`")
        }
        ErrorKind::ExpectedInlineExpression => (
            "a variable, a term, a function or a string is expected here; for a brace in the text \
             write `{ \"{\" }`",
            "",
        ),
        ErrorKind::ExpectedSimpleExpressionAsSelector => {
            ("a selector must be a variable, a function, a string or a number", "")
        }
        ErrorKind::ExpectedLiteral => {
            ("a named argument must be a string or a number", "`minimumFractionDigits: 2`")
        }
    };
    (message.into(), help.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flaws(text: &str) -> Vec<(FlawKind, usize, String)> {
        let document = Document::parse(text);
        let flaws = document.failures.iter().map(|failure| flaw(&document, failure));
        flaws.map(|flaw| (flaw.kind, flaw.range.start, flaw.text().into_owned())).collect()
    }

    #[test]
    fn each_failure_has_one_kind_and_its_place() {
        for (text, kind, at) in [
            ("code-1: x\n", FlawKind::SyntaxError, ":"),
            ("code-1\n", FlawKind::SyntaxError, "\n"),
            ("code-1 =\n", FlawKind::EmptyMessage, "code"),
            ("code-1 = { $n ->\n    [one] x\n }\n", FlawKind::MissingDefault, "}"),
            ("code-1 = x\n\ty\n", FlawKind::TabIndent, "\t"),
            ("Hello, world\n", FlawKind::TextOutsideMessage, "Hello"),
            ("    hello\n", FlawKind::TextOutsideMessage, "hello"),
            ("400142 = x\n", FlawKind::BadId, "4"),
            ("#Comment\n", FlawKind::SyntaxError, "#"),
            ("code-1 = {＄n}\n", FlawKind::FullWidthPlaceable, "＄"),
            ("code-1 = x\n    .attr = { $ }\n", FlawKind::SyntaxError, " }"),
            ("code-1 = x\n    .attr: y\n", FlawKind::SyntaxError, ": y"),
        ] {
            let (found, offset, _) = flaws(text).remove(0);
            assert_eq!(found, kind, "{text}");
            assert_eq!(offset, text.find(at).unwrap(), "{text}");
        }
    }

    #[test]
    fn an_unknown_escape_is_named_by_its_character() {
        let (_, offset, text) = flaws("code-1 = { \"\\n\" }\n").remove(0);
        assert_eq!(offset, 12);
        assert_eq!(text, "`\\n` is not an escape: only `\\\\`, `\\\"`, `\\uXXXX`, `\\UXXXXXX` are");
    }

    #[test]
    fn nesting_is_refused_before_it_is_parsed() {
        let found = flaws(&format!("code-1 = {}\n", "{".repeat(100_000)));
        let text = "braces or calls nest deeper than 32 here: take the inner ones apart";
        assert_eq!(found, [(FlawKind::NestingLimit, 41, text.to_owned())]);
    }
}
