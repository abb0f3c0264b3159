//! # What it does
//!
//! Finds HTML: tags and entities. Those of the source are found there alone, and not in each translation.
//!
//! # Why it matters
//!
//! An API answer is text. The reader sees `<b>` and `&nbsp;` as they stand, or a page that trusts
//! the text runs what is in it.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = The service is <b>not</b>&nbsp;ready
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = The service is not ready
//! ```

use crate::workbench::check::characters::Kinds;
use crate::workbench::check::entry::CheckedPattern;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "html",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("html.rs")),
    check: Check::Pattern(check),
};

fn check(pattern: &CheckedPattern<'_>, reporter: &mut Reporter<'_>) {
    if !pattern.kinds.has(Kinds::MARKUP) {
        return;
    }
    for text in pattern.texts() {
        for (at, _) in text.match_indices(['<', '&']) {
            let length =
                if text[at..].starts_with('<') { tag(&text[at..]) } else { entity(&text[at..]) };
            if let Some(length) = length {
                let slice = &text[at..at + length];
                // What the source has too is the source's.
                let name = slice.split([' ', '>']).next().unwrap_or(slice);
                let original = pattern.entry.original();
                if original.is_some_and(|original| original.source().contains(name)) {
                    continue;
                }
                reporter.add(pattern.file().at(slice), "this is HTML", "write plain text");
            }
        }
    }
}

/// The names of tags that text is marked up with; `<name>` may as well stand for something to fill in.
const TAGS: [&str; 33] = [
    "a",
    "abbr",
    "b",
    "big",
    "blockquote",
    "br",
    "center",
    "code",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "hr",
    "i",
    "iframe",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "script",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "td",
    "tr",
    "u",
    "ul",
];

/// How far the end of a tag is looked for.
const TAG_LIMIT: usize = 200;

/// The length of the tag that a text begins with.
fn tag(text: &str) -> Option<usize> {
    let end = text.bytes().take(TAG_LIMIT).position(|byte| byte == b'>')?;
    let inner = text[1..end].trim_start_matches('/').trim_end_matches('/');
    let name = inner.split(' ').next()?.to_ascii_lowercase();
    TAGS.contains(&name.as_str()).then_some(end + 1)
}

/// The length of the entity that a text begins with: `&amp;`, `&#160;`, `&#xA0;`.
fn entity(text: &str) -> Option<usize> {
    let end = text.bytes().take(TAG_LIMIT).position(|byte| byte == b';')?;
    let name = text[1..end].trim_start_matches('#');
    let is_name =
        !name.is_empty() && name.len() <= 8 && name.chars().all(|c| c.is_ascii_alphanumeric());
    is_name.then_some(end + 1)
}
