//! [`LocalizedMessage`]: Google's detail of an error that holds its text in a reader's language
//! (`google/rpc/error_details.proto`), and [`Element`], its place in an array.

use std::borrow::Cow;
use std::ops::Range;

use serde::Deserialize;

use super::lexer::Lexer;
use super::spacing::{Spacing, space};
use super::splice::Edit;
use super::string::quote;

/// What `@type` says of one.
const TYPE: &str = "type.googleapis.com/google.rpc.LocalizedMessage";

/// The text of an error in a language.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub(super) struct LocalizedMessage<'a> {
    #[serde(rename = "@type")]
    kind: Cow<'a, str>,
    #[serde(default)]
    locale: Cow<'a, str>,
    #[serde(default)]
    message: Cow<'a, str>,
}

/// Where a [`LocalizedMessage`] goes in an array.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Element {
    /// The one that is there already; else nothing, after the last element.
    pub(super) range: Range<usize>,
    /// The last element, or the one that is there already.
    neighbour: Option<Range<usize>>,
}

impl<'a> LocalizedMessage<'a> {
    pub(super) fn new(locale: &'a str, message: Vec<u8>) -> LocalizedMessage<'a> {
        // Texts of bodies and of messages are UTF-8.
        let message = String::from_utf8_lossy(&message).into_owned().into();
        LocalizedMessage { kind: TYPE.into(), locale: locale.into(), message }
    }

    /// Writes it with white space before each name, and before the closing brace.
    pub(super) fn write(&self, spacing: Spacing<'_>, before_brace: &[u8], out: &mut Vec<u8>) {
        let members = [("@type", &self.kind), ("locale", &self.locale), ("message", &self.message)];
        for (nth, (name, text)) in members.into_iter().enumerate() {
            out.push(if nth == 0 { b'{' } else { b',' });
            if nth > 0 && spacing.before_name.is_empty() {
                out.extend_from_slice(spacing.after_colon);
            }
            out.extend_from_slice(spacing.before_name);
            spacing.write_name(name.as_bytes(), out);
            quote(&[text.as_bytes()], out);
        }
        out.extend_from_slice(before_brace);
        out.push(b'}');
    }
}

impl Element {
    /// The place in the array that begins here. `None` if it is not closed.
    pub(super) fn of(body: &[u8], array: usize) -> Option<Element> {
        let mut at = array + 1;
        let mut neighbour: Option<Range<usize>> = None;
        loop {
            at += space(body.get(at..)?).len();
            match (body.get(at)?, &neighbour) {
                (b']', _) => {
                    let end = neighbour.as_ref().map_or(array + 1, |neighbour| neighbour.end);
                    return Some(Element { range: end..end, neighbour });
                }
                (b',', Some(_)) => at += 1,
                _ => {
                    let range = at..at + length(body.get(at..)?)?;
                    at = range.end;
                    if is_localized_message(&body[range.clone()]) {
                        return Some(Element { range: range.clone(), neighbour: Some(range) });
                    }
                    neighbour = Some(range);
                }
            }
        }
    }

    /// What is written for a message; `None` if it stands there already.
    pub(super) fn edit(&self, body: &[u8], message: &LocalizedMessage<'_>) -> Option<Edit> {
        let old = serde_json::from_slice::<LocalizedMessage<'_>>(&body[self.range.clone()]);
        if old.is_ok_and(|old| old == *message) {
            return None;
        }
        let mut new = Vec::new();
        let (mut spacing, mut before_brace) = (Spacing::default(), &b""[..]);
        if let Some(neighbour) = &self.neighbour {
            if self.range.is_empty() {
                let before = &body[..neighbour.start];
                new.push(b',');
                new.extend_from_slice(&before[before.trim_ascii_end().len()..]);
            }
            if let [b'{', content @ .., b'}'] = &body[neighbour.clone()] {
                spacing = Spacing::within(body, neighbour.start)?;
                before_brace = &content[content.trim_ascii_end().len()..];
            }
        }
        message.write(spacing, before_brace, &mut new);
        Some((self.range.clone(), new))
    }
}

fn is_localized_message(json: &[u8]) -> bool {
    serde_json::from_slice::<LocalizedMessage<'_>>(json).is_ok_and(|message| message.kind == TYPE)
}

/// How many bytes the value has that a text begins with. The text was checked already.
fn length(text: &[u8]) -> Option<usize> {
    let mut lexer = Lexer::new(text);
    let mut depth = 0_usize;
    loop {
        match lexer.peek() {
            b'"' => {
                lexer.string().ok()?;
            }
            b'{' | b'[' => {
                lexer.next();
                depth += 1;
            }
            b'}' | b']' => {
                lexer.next();
                depth = depth.checked_sub(1)?;
            }
            b',' | b':' if depth > 0 => {
                lexer.next();
            }
            b'-' | b'0'..=b'9' => {
                lexer.number().ok()?;
            }
            first => lexer.word(first).ok()?,
        }
        if depth == 0 {
            return Some(text.len() - lexer.left());
        }
    }
}
