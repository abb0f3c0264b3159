//! # What it does
//!
//! Finds what the source text says to the letter and the translation does not: an address of the web or of
//! e-mail, names of code in backticks such as `orders-api`, and identifiers such as `HTTP_PROXY` or `SHA256`. Names of
//! operands are none: `FILE1`, or any in a file with a synopsis, `link [OPTION]... NEW_NAME`.
//!
//! An address may lead to another page of the same host, which has a name in each language: `/en/help`, `/de/hilfe`. One
//! that differs in a letter or two is a slip. A text that is an address and nothing else is a setting, and each language
//! has its own. So has a sample address below a domain, `shop@yourdomain.polaris.com`.
//!
//! # Why it matters
//!
//! Readers copy such things, search for them, and open them. With one letter changed, they lead nowhere.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # source: code-1 = 请设置 HTTP_PROXY，见 https://example.com/help
//! code-1 = Set HTTP PROXY, see https://exmaple.com/help
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Set HTTP_PROXY, see https://example.com/help
//! ```

use fluent_syntax::ast::InlineExpression;
use memchr::{memchr3, memmem};

use crate::fluent::Content;
use crate::fluent::walk::{self, Node};
use crate::workbench::check::characters::Kinds;
use crate::workbench::check::entry::EntryPair;
use crate::workbench::check::literal::{Kind, Literal, literals};
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "lost-literal",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("lost_literal.rs")),
    check: Check::Pair(check),
};

fn check(pair: &EntryPair<'_>, reporter: &mut Reporter<'_>) {
    // Nearly every text has none.
    let kinds = pair.source_kinds;
    if !(kinds.has(Kinds::CODE) || kinds.has(Kinds::DIGIT) && kinds.has(Kinds::CAPITAL)) {
        return;
    }
    for (source, translation) in pair.patterns() {
        let (Some(source), Some(translation)) = (source, translation) else { continue };
        let mut may_have_one = false;
        walk::texts(source, &mut |text| may_have_one |= self::may_have_one(text));
        if !may_have_one {
            continue;
        }
        let originals = literals(source);
        if originals.is_empty() {
            continue;
        }
        if is_address(source) && is_address(translation) {
            continue;
        }
        let (translated, texts) = (literals(translation), texts(translation));
        for original in &originals {
            let is_kept = |literal: &Literal<'_>| literal.is_same_as(original);
            if translated.iter().any(is_kept)
                || texts.iter().any(|text| original.is_in(text) || original.is_translated_in(text))
            {
                continue;
            }
            if original.kind == Kind::Identifier && has_synopsis(pair.source.file.text()) {
                continue;
            }
            let message =
                format!("the source text has `{}`, the translation does not", original.text);
            let instead = translated.iter().find(|literal| {
                literal.kind == original.kind && !originals.iter().any(|it| it.is_same_as(literal))
            });
            let place = match instead {
                Some(literal) => pair.translation.file.at(literal.text),
                None => pair.translation.place(),
            };
            reporter.add(place, message, format!("write `{}` as it is", original.text));
        }
    }
}

/// Whether a text may have a literal: code in backticks, an address, or an identifier with its `_` or its digits.
fn may_have_one(text: &str) -> bool {
    let kinds = Kinds::of(text);
    let has = |found: fn(&[u8]) -> bool| found(text.as_bytes());
    kinds.has(Kinds::CODE)
        && has(|text| {
            memchr3(b'`', b'@', b'_', text).is_some() || memmem::find(text, b"://").is_some()
        })
        || kinds.has(Kinds::DIGIT)
            && has(|text| {
                text.windows(2).any(|pair| {
                    pair[0].is_ascii_uppercase()
                        && (pair[1].is_ascii_uppercase() || pair[1].is_ascii_digit())
                })
            })
}

/// Whether a file has the synopsis of a command, `link [OPTION]... NEW_NAME`: there, capitals name what the reader puts
/// in their place.
fn has_synopsis(file: &str) -> bool {
    file.contains("[OPTION") || file.contains("]...")
}

/// Whether a value is an address and nothing else.
fn is_address(content: Content<'_>) -> bool {
    matches!(content, Content::Line(text) if text.contains("://") && !text.trim().contains(char::is_whitespace))
}

/// The texts of a value and of the variants and literals in it.
fn texts<'a>(content: Content<'a>) -> Vec<&'a str> {
    let mut texts = Vec::new();
    walk::texts(content, &mut |text| texts.push(text));
    walk::nodes(content, &mut |node| {
        if let Node::Inline(InlineExpression::StringLiteral { value }) = node {
            texts.push(*value);
        }
    });
    texts
}
