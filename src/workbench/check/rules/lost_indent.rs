//! # What it does
//!
//! Finds a line that begins with a placeable above lines that are indented further.
//!
//! # Why it matters
//!
//! Fluent leaves the additional indent of a line in the text. The Rust implementation does not
//! count a line that begins with a placeable, and drops the indent of the others: the same file
//! gives two texts.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 =
//!     { $name }:
//!         not found
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 =
//!     { $name }:
//!     not found
//! ```

use fluent_syntax::ast::PatternElement;
use memchr::memrchr;

use crate::fluent::Content;
use crate::workbench::check::entry::CheckedPattern;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "lost-indent",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("lost_indent.rs")),
    check: Check::Pattern(check),
};

fn check(pattern: &CheckedPattern<'_>, reporter: &mut Reporter<'_>) {
    let Content::Pattern(content) = pattern.content else { return };
    if content.elements.len() < 2 {
        return;
    }
    let file = pattern.file();
    let text = file.text();
    let indent_of = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let (mut of_placeables, mut of_texts): (Option<usize>, Option<(usize, &str)>) = (None, None);
    for (number, element) in content.elements.iter().enumerate() {
        let PatternElement::TextElement { value } = element else {
            continue;
        };
        let start = file.document.offset(value);
        let line = memrchr(b'\n', &text.as_bytes()[..start]).map_or(0, |end| end + 1);
        let is_line = text[line..start].bytes().all(|byte| byte == b' ');
        let indent = indent_of(&text[line..]);
        if is_line && !value.trim().is_empty() && of_texts.is_none_or(|(least, _)| indent < least) {
            of_texts = Some((indent, value.trim_start_matches(' ')));
        }
        // The braces that a line begins with stand before a text, or after one that ends its line.
        let first =
            (number == 1).then_some(line).filter(|_| text[line..].trim_start().starts_with('{'));
        let next = (value.ends_with('\n')).then_some(start + value.len());
        for line in [first, next].into_iter().flatten() {
            let rest = &text[line..];
            if rest.trim_start_matches(' ').starts_with('{') {
                let indent = indent_of(rest);
                of_placeables =
                    Some(of_placeables.map_or(indent, |least: usize| least.min(indent)));
            }
        }
    }
    if let (Some(placeables), Some((texts, slice))) = (of_placeables, of_texts)
        && placeables < texts
    {
        let message = "the additional indent of this line is lost";
        let help = "indent it as the line that begins with a placeable, or begin that line with `{ \"\" }` and text";
        reporter.add(file.at(slice.trim_end()), message, help);
    }
}
