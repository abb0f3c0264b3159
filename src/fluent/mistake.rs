//! What was most likely meant where a file does not parse: mistakes that translators make by the dozen, each in
//! words of its own.

use fluent_syntax::parser::ErrorKind;

use super::characters::indent;
use super::document::{Document, Failure};
use super::flaw::{Flaw, FlawKind};
use super::line::{is_mistaken_entry, is_name};

/// What to do about variants that do not stand each on a line of its own.
const VARIANT_HELP: &str =
    "begin a line before each `[`, before `*[`, and before the `}` at the end";

/// The mistake that a part of a file has, if it is one of these; `offset` is where the parser stopped.
pub(super) fn flaw(
    document: &Document<'_>,
    failure: &Failure<'_>,
    error: &ErrorKind,
    offset: usize,
) -> Option<Flaw> {
    let of_layout = tab(document, failure, error, offset)
        .or_else(|| text_line(document, failure, error))
        .or_else(|| variant(document, failure, error, offset));
    // What begins no message is text, and may begin with any sign.
    if of_layout.is_some()
        || offset == document.offset(failure.junk) && !is_mistaken_entry(failure.junk)
    {
        return of_layout;
    }
    look_alike(document, error, offset).or_else(|| name(document, offset))
}

/// A tab before what the parser wanted to read: the tab is the mistake, and it is found once.
fn tab(
    document: &Document<'_>,
    failure: &Failure<'_>,
    error: &ErrorKind,
    offset: usize,
) -> Option<Flaw> {
    let start = document.offset(failure.junk);
    let mut at = start;
    let tab = failure.junk.split_inclusive('\n').find_map(|line| {
        let blanks = line.len() - line.trim_start_matches(' ').len();
        let tab = at + blanks;
        at += line.len();
        line[blanks..].starts_with('\t').then_some(tab)
    })?;
    let is_empty = matches!(
        error,
        ErrorKind::ExpectedMessageField { .. } | ErrorKind::ExpectedTermField { .. }
    );
    let is_before =
        document.text().get(offset..tab).is_none_or(|between| between.trim().is_empty());
    (is_empty || is_before).then(|| indent(document, tab))
}

/// A line of a text that begins with a sign of Fluent.
fn text_line(document: &Document<'_>, failure: &Failure<'_>, error: &ErrorKind) -> Option<Flaw> {
    let start = document.offset(failure.junk);
    let junk = failure.junk;
    let line = match error {
        // `code-1 =`, and the text on the next line.
        ErrorKind::ExpectedMessageField { .. } | ErrorKind::ExpectedTermField { .. } => {
            let (before, after) = junk.split_once('=')?;
            before.len() + 1 + (after.len() - after.trim_start().len())
        }
        // What goes on with the message above.
        _ if junk.starts_with(' ') => junk.len() - junk.trim_start().len(),
        _ => return None,
    };
    let sign = junk[line..].chars().next()?;
    let is_text = match sign {
        '[' | '*' => true,
        '.' => !junk[line + 1..].starts_with(|c: char| c.is_ascii_alphabetic()),
        _ => false,
    };
    is_text.then(|| {
        let message = format!("a line of a text cannot begin with `{sign}`");
        let help = format!("write `{{ \"{sign}\" }}` for it, or put it on the line above");
        Flaw::new(document.character(start + line), FlawKind::SyntaxError, message, help)
    })
}

/// Variants on one line.
fn variant(
    document: &Document<'_>,
    failure: &Failure<'_>,
    error: &ErrorKind,
    offset: usize,
) -> Option<Flaw> {
    match error {
        ErrorKind::ExpectedCharRange { range } if range.contains('\n') => {
            let message = "each variant stands on a line of its own";
            let range = document.character(offset);
            Some(Flaw::new(range, FlawKind::SyntaxError, message, VARIANT_HELP))
        }
        ErrorKind::MissingDefaultVariant => {
            let at = failure.junk.match_indices("*[").map(|(at, _)| at).next()?;
            let range = document.character(document.offset(failure.junk) + at);
            let message = "the default variant stands on a line of its own";
            Some(Flaw::new(range, FlawKind::MissingDefault, message, VARIANT_HELP))
        }
        _ => None,
    }
}

/// A sign that only looks like the one that Fluent has: full-width ones, dashes.
fn look_alike(document: &Document<'_>, error: &ErrorKind, offset: usize) -> Option<Flaw> {
    let sign = document.text()[offset..].chars().next()?;
    let meant = match (sign, error) {
        // Braces and dollar signs have words of their own.
        ('｛' | '｝' | '＄', _) => return None,
        ('：', ErrorKind::ExpectedToken('=')) => '=',
        ('‐' | '‑' | '–' | '—' | '−', _) => '-',
        ('\u{FF01}'..='\u{FF5E}', _) => char::from_u32(u32::from(sign) - 0xFEE0)?,
        _ => return None,
    };
    let what = match sign {
        '\u{FF01}'..='\u{FF5E}' => format!("`{sign}` is a full-width character"),
        _ => format!("`{sign}` is not the hyphen of the keyboard"),
    };
    let help = format!("write `{meant}`");
    Some(Flaw::new(document.character(offset), FlawKind::SyntaxError, what, help))
}

/// A name with other letters than a name can have.
fn name(document: &Document<'_>, offset: usize) -> Option<Flaw> {
    let (before, after) = document.text().split_at(offset);
    let is_line = |before: &str| before.is_empty() || before.ends_with('\n');
    if after.starts_with(' ') && before.strip_suffix('-').is_some_and(is_line) {
        let message = "the name of a term follows its hyphen";
        let help = "write `-name = …`";
        return Some(Flaw::new(document.character(offset), FlawKind::SyntaxError, message, help));
    }
    if !after.starts_with(|c: char| !c.is_ascii() && c.is_alphabetic()) {
        return None;
    }
    let start = before.trim_end_matches(|c: char| c.is_ascii() && is_name(c as u8));
    let (whose, example) = match &before[start.len()..] {
        _ if start.ends_with('$') => ("the name of a variable", "`{ $name }`"),
        name if name.starts_with('-') && !is_line(start) => ("the name of a term", "`{ -name }`"),
        name if name.starts_with('-') => ("the name of a term", "`-name = …`"),
        _ if is_line(start) => ("an identifier", "`code-404001 = …`"),
        _ if start.trim_end().ends_with('{') => {
            let message = "what stands in braces has a sign before its name, of the letters a–z";
            let help = "write `{ $name }` for a variable, `{ -name }` for a term; for a brace in the text \
                        write `{ \"{\" }`";
            return Some(Flaw::new(
                document.character(offset),
                FlawKind::SyntaxError,
                message,
                help,
            ));
        }
        _ => return None,
    };
    let message = format!("{whose} has only the letters a–z and A–Z, digits, `-` and `_`");
    let help = format!("write it in these, as in {example}");
    Some(Flaw::new(document.character(offset), FlawKind::SyntaxError, message, help))
}

#[cfg(test)]
mod tests {
    use super::super::syntax_error;
    use super::*;

    #[test]
    fn a_mistake_is_called_by_its_name() {
        for (text, at, expected) in [
            (
                "code-1 = { -可选 }\n",
                "可",
                "the name of a term has only the letters a–z and A–Z, digits, `-` and `_`",
            ),
            ("code-1 = { $名字 }\n", "名", "the name of a variable has only the letters"),
            ("code-1 = { $на }\n", "на", "the name of a variable has only the letters"),
            ("code-1 = { $n名 }\n", "名", "the name of a variable has only the letters"),
            ("code-1 = { 名字 }\n", "名", "what stands in braces has a sign before its name"),
            ("-可选 = x\n", "可", "the name of a term has only"),
            ("错误 = x\n", "错", "an identifier has only the letters"),
            ("code-9＝x\n", "＝", "`＝` is a full-width character: write `=`"),
            ("code-9： x\n", "：", "`：` is a full-width character: write `=`"),
            ("code－9 = x\n", "－", "`－` is a full-width character: write `-`"),
            ("code–9 = x\n", "–", "`–` is not the hyphen of the keyboard: write `-`"),
            ("ｃode-9 = x\n", "ｃ", "`ｃ` is a full-width character: write `c`"),
            ("code-9: x\n", ":", "`=` is expected here"),
            ("code-1 =\n    [WARN] x\n", "[", "a line of a text cannot begin with `[`"),
            ("code-1 = x\n    [WARN] x\n", "[", "a line of a text cannot begin with `[`"),
            ("code-1 = x\n    * y\n", "*", "a line of a text cannot begin with `*`"),
            ("code-1 = x\n    ... y\n", ".", "a line of a text cannot begin with `.`"),
            (
                "code-1 = { $n -> [one] x *[other] y }\n",
                "[",
                "each variant stands on a line of its own",
            ),
            (
                "code-1 = { $n ->\n    [one] x *[other] y\n}\n",
                "*",
                "the default variant stands on a line",
            ),
            (
                "code-1 = { $n ->\n\t[one] x\n\t*[other] y\n}\n",
                "\t",
                "the line is indented with a tab",
            ),
            ("code-1 =\n\tx\n", "\t", "the line is indented with a tab"),
            ("- term = x\n", " term", "the name of a term follows its hyphen"),
            ("8err = x\n", "8", "an identifier begins with a letter: write `code-8err`"),
        ] {
            let document = Document::parse(text);
            let [failure] = &document.failures[..] else { panic!("{text}") };
            let flaw = syntax_error::flaw(&document, failure);
            assert!(flaw.text().starts_with(expected), "{text}: {}", flaw.text());
            assert_eq!(flaw.range.start, text.find(at).unwrap(), "{text}");
        }
    }

    #[test]
    fn each_mistaken_line_is_found() {
        let text = "code-1 = {\n8err = x\n错误 = y\ncode-2 = z\n";
        let document = Document::parse(text);
        let flaws = document.failures.iter().map(|failure| syntax_error::flaw(&document, failure));
        let lines: Vec<usize> =
            flaws.map(|flaw| document.position(flaw.range.start).line).collect();
        assert_eq!(lines, [1, 2, 3]);
        assert_eq!(document.definitions().count(), 1);
    }
}
