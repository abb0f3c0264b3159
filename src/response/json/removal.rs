//! [`Removal`]: members that are taken out of a body once its texts are replaced.

use std::ops::Range;

use serde::de::IgnoredAny;
use smallvec::smallvec;

use super::found::Occurrence;
use super::splice::{Pieces, Splice};

/// What is taken out of a body, by its place before the texts were replaced.
#[derive(Default)]
pub(crate) struct Removal {
    /// Where the values of the members begin.
    values: Vec<usize>,
    /// The bytes that were replaced, and how far what follows them has moved.
    moved: Vec<(Range<usize>, isize)>,
}

impl Removal {
    /// Notes the arguments of a pair that has its words, and those words if they were written.
    pub(crate) fn follow(&mut self, pair: &Occurrence, is_new: bool, splice: &Splice<'_>) {
        if is_new {
            let (done, shift) = splice.shift();
            self.moved.push((pair.key().0..done, shift));
        }
        self.values.extend(pair.args);
    }

    /// The new body without the members.
    pub(crate) fn finish(self, pieces: Pieces) -> Pieces {
        if self.values.is_empty() {
            return pieces;
        }
        let body = pieces.concat();
        let values = self.values.iter().filter_map(|value| self.now(*value));
        smallvec![without(&body, values).into()]
    }

    /// Where a value is now; `None` if it was replaced.
    fn now(&self, value: usize) -> Option<usize> {
        match self.moved.iter().rev().find(|(range, _)| range.start <= value) {
            Some((range, _)) if value < range.end => None,
            Some((_, shift)) => value.checked_add_signed(*shift),
            None => Some(value),
        }
    }
}

/// A body without the members whose values begin at these places.
fn without(body: &[u8], values: impl Iterator<Item = usize>) -> Vec<u8> {
    let mut members: Vec<Range<usize>> = values.filter_map(|at| member(body, at)).collect();
    members.sort_by_key(|member| member.start);
    let mut runs: Vec<Range<usize>> = Vec::new();
    for member in members {
        match runs.last_mut() {
            Some(run) if member.start < run.end => {}
            // Members in a row have their commas together.
            Some(run) if body[run.end..member.start].trim_ascii() == b"," => run.end = member.end,
            _ => runs.push(member),
        }
    }
    let (mut kept, mut done) = (Vec::with_capacity(body.len()), 0);
    for run in runs {
        let Range { start, end } = with_comma(body, run);
        kept.extend_from_slice(&body[done..start]);
        done = end;
    }
    kept.extend_from_slice(&body[done..]);
    kept
}

/// The bytes of the member whose value begins here, from its name on.
fn member(body: &[u8], at: usize) -> Option<Range<usize>> {
    let before = body.get(..at)?.trim_ascii_end().strip_suffix(b":")?.trim_ascii_end();
    let name = before.strip_suffix(b"\"")?;
    // A quote within a name has a backslash before it, and the one that begins a name has none.
    let is_start = |at: &usize| name[*at] == b'"' && !name[..*at].ends_with(b"\\");
    let start = (0..name.len()).rev().find(is_start)?;
    let mut values = serde_json::Deserializer::from_slice(&body[at..]).into_iter::<IgnoredAny>();
    values.next()?.ok()?;
    Some(start..at + values.byte_offset())
}

/// The same with the comma before it, or, of the first members of an object, the one after it.
fn with_comma(body: &[u8], members: Range<usize>) -> Range<usize> {
    let Range { start, end } = members;
    let (before, after) = (body[..start].trim_ascii_end(), body[end..].trim_ascii_start());
    if let Some(before) = before.strip_suffix(b",") {
        return before.len()..end;
    }
    match after.strip_prefix(b",") {
        Some(after) => start..body.len() - after.trim_ascii_start().len(),
        None => start..end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_go_with_one_comma() {
        for (body, expected) in [
            (r#"{"code":1,"x":[],"id":2}"#, r#"{"code":1,"id":2}"#),
            (r#"{"code":1, "x": {"a":[1,"]"]} }"#, r#"{"code":1 }"#),
            ("{\n  \"x\": {},\n  \"code\": 1\n}", "{\n  \"code\": 1\n}"),
            ("{\n  \"code\": 1,\n  \"x\": {}\n}", "{\n  \"code\": 1\n}"),
            (r#"{"x" : []}"#, "{}"),
            (r#"{"x":{},"x":[],"id":2}"#, r#"{"id":2}"#),
            (r#"{"id":2,"x":{},"x":[]}"#, r#"{"id":2}"#),
            (r#"{"x":{},"id":2,"x":[]}"#, r#"{"id":2}"#),
            // One within another.
            (r#"{"x":{"x":[]},"id":2}"#, r#"{"id":2}"#),
            (r#"[{"x":{}},{"x":[]}]"#, "[{},{}]"),
            (r#"{"a\\":"b\"","a\"x":{},"z":{}}"#, r#"{"a\\":"b\"","z":{}}"#),
        ] {
            let values = body.match_indices([':', ' ']).filter_map(|(at, _)| {
                let is_x = body[..at].trim_end_matches([' ', ':']).ends_with("x\"");
                (is_x && body[at + 1..].starts_with(['{', '['])).then_some(at + 1)
            });
            let kept = without(body.as_bytes(), values);
            assert_eq!(str::from_utf8(&kept).unwrap(), expected);
        }
    }
}
