//! # What it does
//!
//! Finds a text that ends with a question mark or an ellipsis where the source text does not, or the other way
//! round. Each language may have its own: `？`, `؟`, `;`, `……`, `...`.
//!
//! A mark that stands elsewhere in the translation is not lost: other languages put other words last. A question in
//! place of a heading, such as “How to install it”, or of “why not try it” is none of these, and neither is an ellipsis in
//! place of “and more” in a list. Where a language asks without a mark, nothing is found.
//!
//! # Why it matters
//!
//! “Delete it?” waits for an answer, “Delete it” is an order, and “Deleting…” goes on.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # source: code-1 = 请稍候…
//! code-1 = Please wait
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Please wait…
//! ```

use fluent_syntax::ast::{Expression, InlineExpression, PatternElement};

use crate::fluent::{Content, walk};
use crate::workbench::check::entry::{CheckedEntry, EntryPair};
use crate::workbench::check::language::Language;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "final-mark",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("final_mark.rs")),
    check: Check::Pair(check),
};

fn check(pair: &EntryPair<'_>, reporter: &mut Reporter<'_>) {
    let (from, to) = (pair.source.file.language, pair.translation.file.language);
    for (source, translation) in pair.patterns() {
        let (Some(source), Some(translation)) = (source, translation) else { continue };
        let (Some((mark, original)), Some((found, last))) =
            (end(source, from), end(translation, to))
        else {
            continue;
        };
        if mark == found || from.may_ask_without_mark(original) && found == Mark::Question {
            continue;
        }
        let stands_within = |mark| has_within(translation, mark);
        let (message, help) = match (mark, found) {
            (Mark::Question, _) if to.may_ask_without_mark(last) => continue,
            (Mark::Question, Mark::None) | (Mark::Stop, Mark::Question)
                if from.asks_for_more(first_text(source)) =>
            {
                continue;
            }
            (Mark::Question | Mark::Ellipsis, _) if stands_within(mark) => continue,
            // Something follows either way.
            (Mark::Ellipsis, Mark::Colon) | (Mark::Colon, Mark::Ellipsis) => continue,
            (Mark::Question, _) => (
                "the source text ends with a question mark, the translation does not",
                format!("end it with `{}`", to.question_mark()),
            ),
            (Mark::Ellipsis, _) => (
                "the source text ends with an ellipsis, the translation does not",
                "end it with `…`".to_owned(),
            ),
            // Of several sentences, one or another may ask.
            (Mark::Stop, Mark::Question) if asks_within(pair.source) => continue,
            // A list goes on in either way.
            (_, Mark::Ellipsis) if original.contains([',', '、', '，', '،']) => continue,
            (Mark::Stop, Mark::Question) => (
                "the source text is a statement, the translation a question",
                "write a statement".to_owned(),
            ),
            (_, Mark::Ellipsis) => {
                ("the source text does not end with an ellipsis", "remove it".to_owned())
            }
            // "How to install it" is a question in other languages.
            (_, _) => continue,
        };
        reporter.add(pair.translation.file.at(last), message, help);
    }
}

/// The text that a value begins with.
fn first_text(content: Content<'_>) -> &str {
    content.texts().next().unwrap_or_default()
}

/// Whether a text has more than one sentence, a question within it, or a remark that may be one.
fn asks_within(entry: CheckedEntry<'_>) -> bool {
    let (mut ends, mut asks) = (0, false);
    entry.each_text(&mut |text| {
        ends += text.matches(['.', '。', '?', '？']).count();
        asks |= text.contains(['(', '（']) || text.to_lowercase().contains("why not");
    });
    ends > 1 || asks
}

/// Whether a mark stands in a text, be it where another language has it.
fn has_within(content: Content<'_>, mark: Mark) -> bool {
    let marks: &[&str] = match mark {
        Mark::Question => &["?", "？", "؟", "՞", ";"],
        _ => &["…", "...", "⋯", "‥", "。。。"],
    };
    let mut found = false;
    walk::texts(content, &mut |text| found |= marks.iter().any(|mark| text.contains(mark)));
    found
}

/// What a text ends with, as far as it changes the meaning.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Question,
    Ellipsis,
    Stop,
    Colon,
    None,
}

/// The mark that a value ends with, and its last text; `None` where something else may say it.
fn end<'a>(content: Content<'a>, language: &Language) -> Option<(Mark, &'a str)> {
    let pattern = match content {
        Content::Line(text) => return Some((mark(text, language), text)),
        Content::Pattern(pattern) => pattern,
    };
    match pattern.elements.last()? {
        PatternElement::TextElement { value } => Some((mark(value, language), value)),
        PatternElement::Placeable { expression } => {
            let variants = walk::variants(expression);
            if variants.is_empty() {
                // A variable has no mark of its own; a term may have one.
                let is_variable = matches!(
                    expression,
                    Expression::Inline(InlineExpression::VariableReference { .. })
                );
                let before = content.texts().next_back().filter(|_| is_variable)?;
                return Some((mark(before, language), before));
            }
            let mut ends =
                variants.iter().map(|variant| end(Content::of(&variant.value), language));
            let (mark, text) = ends.next()??;
            ends.all(|end| end.is_some_and(|(other, _)| other == mark)).then_some((mark, text))
        }
    }
}

fn mark(text: &str, language: &Language) -> Mark {
    // Armenian has its mark within the text.
    if text.ends_with(|c: char| c.is_ascii_alphanumeric()) && !language.is("hy") {
        return Mark::None;
    }
    let is_closing = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ')' | ']'
                    | '}'
                    | '"'
                    | '\''
                    | '”'
                    | '’'
                    | '»'
                    | '›'
                    | '」'
                    | '』'
                    | '】'
                    | '）'
                    | '］'
            )
            || matches!(c, '〉' | '》' | '\u{200E}' | '\u{200F}')
    };
    let text = text.trim_end_matches(is_closing);
    if text.ends_with(['…', '⋯', '‥'])
        || text.ends_with("...")
        || text.ends_with("。。。")
        || text.ends_with("・・・")
        || text.ends_with("۔۔۔")
    {
        return Mark::Ellipsis;
    }
    match text.chars().next_back() {
        _ if language.asks(text) => Mark::Question,
        Some('.' | '。' | '।' | '۔' | '።' | '։') => Mark::Stop,
        Some(':' | '：') => Mark::Colon,
        _ => Mark::None,
    }
}
