//! [`Path`]: the way from an object to one of its fields.

use std::fmt;

/// The names on the way from an object to a field: `code`, `error.code`, `error.details[].reason`, or to many
/// of them: `errors.*[]`.
///
/// It begins with a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Path(Vec<Step>);

/// A step down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// To the member of an object.
    Member(String),
    /// To any member of an object, written `*`.
    Any,
    /// To any element of an array, written `[]`.
    Element,
}

/// What is written after a name to step to the elements of its array.
const ELEMENT: &str = "[]";

/// What is written for a member of any name.
const ANY: &str = "*";

impl Path {
    /// How many steps a path may have.
    pub(crate) const LIMIT: usize = 16;

    /// Reads a path. `None` if a name is empty, if there are too many steps, or if there is more than one
    /// array.
    pub(crate) fn parse(text: &str) -> Option<Path> {
        let mut steps = Vec::new();
        for part in text.split('.') {
            let name = part.strip_suffix(ELEMENT).unwrap_or(part);
            steps.push(if name == ANY { Step::Any } else { Step::Member(name.to_owned()) });
            if part.len() > name.len() {
                steps.push(Step::Element);
            }
        }
        let arrays = steps.iter().filter(|step| **step == Step::Element).count();
        let has_name = |step: &Step| match step {
            Step::Member(name) => !name.is_empty() && !name.ends_with(ELEMENT),
            Step::Any | Step::Element => true,
        };
        let is_path = steps.iter().all(has_name) && steps.len() <= Path::LIMIT && arrays <= 1;
        is_path.then_some(Path(steps))
    }

    /// The path of a field beside this one, with another last name.
    pub(crate) fn beside(&self, name: &str) -> Path {
        let mut steps = self.0.clone();
        steps.pop();
        steps.push(Step::Member(name.to_owned()));
        Path(steps)
    }

    pub(crate) fn steps(&self) -> &[Step] {
        &self.0
    }

    /// Whether the path is names alone, so that an object has one such field at most.
    pub(crate) fn is_plain(&self) -> bool {
        self.0.iter().all(|step| matches!(step, Step::Member(_)))
    }

    /// Whether the path is names, and perhaps an array on the way, of whose elements the first counts.
    pub(crate) fn is_single(&self) -> bool {
        !self.0.contains(&Step::Any) && self.0.last() != Some(&Step::Element)
    }

    /// Whether one of two fields is, or is within, the other.
    pub(crate) fn overlaps(&self, other: &Path) -> bool {
        self.0.starts_with(&other.0) || other.0.starts_with(&self.0)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, step) in self.0.iter().enumerate() {
            match step {
                Step::Member(name) if nth == 0 => out.write_str(name)?,
                Step::Member(name) => write!(out, ".{name}")?,
                Step::Any if nth == 0 => out.write_str(ANY)?,
                Step::Any => write!(out, ".{ANY}")?,
                Step::Element => out.write_str(ELEMENT)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_as_it_was_read_and_no_other_text_is_one() {
        for text in [
            "code",
            "error.code",
            "error.details[].reason",
            "a b.c-d",
            "[x].y",
            "errors.*[]",
            "*.a",
            "a[].*",
            "a*.*b",
        ] {
            assert_eq!(Path::parse(text).unwrap().to_string(), text);
        }
        let sixteen = ["a"; 16].join(".");
        assert_eq!(Path::parse(&sixteen).unwrap().steps().len(), 16);
        for text in ["", ".", "a..b", "a.", "[].a", "a[].b[].c", "a[][].b", &(sixteen + ".a")] {
            assert_eq!(Path::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_path_leads_to_one_field_or_to_many() {
        for (text, is_plain, is_single) in [
            ("error.code", true, true),
            ("error.details[].reason", false, true),
            ("errors[]", false, false),
            ("errors.*", false, false),
            ("errors.*.code", false, false),
        ] {
            let path = Path::parse(text).unwrap();
            assert_eq!((path.is_plain(), path.is_single()), (is_plain, is_single), "{text}");
        }
    }

    #[test]
    fn a_field_overlaps_itself_and_what_is_within_it() {
        let path = |text| Path::parse(text).unwrap();
        for (one, other, overlap) in [
            ("error", "error.code", true),
            ("error.code", "error.code", true),
            ("error.details", "error.details[].reason", true),
            ("error.code", "error.message", false),
            ("errors", "error", false),
        ] {
            assert_eq!(path(one).overlaps(&path(other)), overlap, "{one} {other}");
            assert_eq!(path(other).overlaps(&path(one)), overlap, "{other} {one}");
        }
    }
}
