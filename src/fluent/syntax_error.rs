//! Syntax errors in words: what is wrong, and what to write.

use fluent_syntax::parser::ErrorKind;

use super::guard::{ARGUMENT_LIMIT, DEPTH_LIMIT, Danger, ENTRY_LIMIT};

/// What the parser must not see in words: what is wrong and what to do.
pub(crate) fn describe_danger(danger: Danger) -> String {
    match danger {
        Danger::Depth => format!(
            "braces or calls nest deeper than {} here: take the inner ones apart",
            DEPTH_LIMIT
        ),
        Danger::Arguments => {
            format!("more than {} arguments in this message: take it apart", ARGUMENT_LIMIT)
        }
        Danger::Length => {
            format!("more than {} bytes up to the next message: shorten this", ENTRY_LIMIT)
        }
        Danger::Escape => {
            "this Unicode escape has too few digits: write it as in `\\u00E9`".to_owned()
        }
    }
}

/// A syntax error in words: what is wrong and what to write.
pub(crate) fn describe(kind: &ErrorKind) -> String {
    match kind {
        ErrorKind::ExpectedToken(token) => format!("`{token}` is expected here"),
        ErrorKind::ExpectedCharRange { range } => {
            format!("a character of {range} is expected here")
        }
        ErrorKind::ExpectedMessageField { entry_id } => {
            format!("`{entry_id}` has no text: write `{entry_id} = text`")
        }
        ErrorKind::ExpectedTermField { entry_id } => {
            format!("the term `-{entry_id}` has no text: write `-{entry_id} = text`")
        }
        ErrorKind::ForbiddenCallee => {
            "a function's name has capital letters only: write `NUMBER($count)`".to_owned()
        }
        ErrorKind::MissingDefaultVariant => {
            "one variant must be the default: put `*` before its `[`".to_owned()
        }
        ErrorKind::MissingValue => "a text is expected here".to_owned(),
        ErrorKind::MultipleDefaultVariants => {
            "a second default variant: only one may begin with `*`".to_owned()
        }
        ErrorKind::MessageReferenceAsSelector => {
            "a message cannot be a selector: select on a variable, `{ $count -> … }`".to_owned()
        }
        ErrorKind::TermReferenceAsSelector => {
            "a term cannot be a selector: select on one of its attributes".to_owned()
        }
        ErrorKind::MessageAttributeAsSelector => {
            "a message's attribute cannot be a selector: use a term's".to_owned()
        }
        ErrorKind::TermAttributeAsPlaceable => {
            "a term's attribute cannot be printed: it can only be a selector".to_owned()
        }
        ErrorKind::UnterminatedStringLiteral => {
            "this string is not closed: end it with `\"` on the same line".to_owned()
        }
        ErrorKind::PositionalArgumentFollowsNamed => {
            "an argument without a name must come before those with one".to_owned()
        }
        ErrorKind::DuplicatedNamedArgument(name) => {
            format!("the argument `{name}` is given twice: remove one")
        }
        // The parser names the byte behind the backslash by its number.
        ErrorKind::UnknownEscapeSequence(byte) => {
            let escape = byte.parse::<u8>().ok().filter(u8::is_ascii_graphic).map(char::from);
            let escape = escape.map_or("this".to_owned(), |escape| format!("`\\{escape}`"));
            format!("{escape} is no escape: only `\\\\`, `\\\"`, `\\uXXXX`, `\\UXXXXXX` are")
        }
        ErrorKind::InvalidUnicodeEscapeSequence(sequence) => {
            format!(
                "`{sequence}` is no Unicode escape: write as many hexadecimal digits as in `\\u00E9`"
            )
        }
        ErrorKind::UnbalancedClosingBrace => {
            "this `}` closes nothing: for a brace in the text write `{ \"}\" }`".to_owned()
        }
        ErrorKind::ExpectedInlineExpression => {
            "a variable, a term, a function or a string is expected here; for a brace in the text \
             write `{ \"{\" }`"
                .to_owned()
        }
        ErrorKind::ExpectedSimpleExpressionAsSelector => {
            "a selector must be a variable, a function, a string or a number".to_owned()
        }
        ErrorKind::ExpectedLiteral => {
            "a named argument must be a string or a number: `minimumFractionDigits: 2`".to_owned()
        }
    }
}
