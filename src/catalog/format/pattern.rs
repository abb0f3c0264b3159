//! [`Pattern`]: a message as segments, which are formatted without Fluent's resolver.

use crate::Args;

use super::selection::{Chosen, Key, Selection};
#[cfg(feature = "json")]
use super::wording::{Part, Wording};

/// What a message or a variant is made of, in the order of its text.
pub(in crate::catalog) struct Pattern {
    segments: Box<[Segment]>,
    /// The bytes of its own text, with the longest variant of each selector.
    length: usize,
}

pub(super) enum Segment {
    Text(Box<str>),
    Variable(Box<str>),
    Select(Box<Select>),
}

/// `{ $variable -> [one] … *[other] … }`
pub(super) struct Select {
    pub(super) variable: Box<str>,
    pub(super) selection: Selection,
    pub(super) variants: Box<[(Key, Pattern)]>,
    /// The place of the default variant.
    pub(super) default: usize,
}

impl Pattern {
    pub(super) fn new(segments: Vec<Segment>) -> Pattern {
        let lengths = segments.iter().map(|segment| match segment {
            Segment::Text(text) => text.len(),
            Segment::Variable(_) => 0,
            Segment::Select(select) => {
                select.variants.iter().map(|(_, pattern)| pattern.length).max().unwrap_or(0)
            }
        });
        Pattern { length: lengths.sum(), segments: segments.into_boxed_slice() }
    }

    /// The text, if it is text alone.
    pub(in crate::catalog) fn constant(&self) -> Option<&str> {
        match &*self.segments {
            [] => Some(""),
            [Segment::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// The text with the arguments put into it, and whether it is complete: in the place of a missing
    /// argument stands `{$name}`.
    #[inline(always)]
    pub(in crate::catalog) fn format(&self, args: &Args<'_>) -> (String, bool) {
        let mut text = String::with_capacity(self.length + args.length());
        let complete = self.push_to(&mut text, args);
        (text, complete)
    }

    /// Every text that it can become; `None` if they are more than some.
    #[cfg(feature = "json")]
    pub(in crate::catalog) fn wordings(&self, limit: usize) -> Option<Vec<Wording<'_>>> {
        let mut wordings = vec![Wording::default()];
        for segment in &self.segments {
            match segment {
                Segment::Text(text) => {
                    wordings.iter_mut().for_each(|wording| wording.parts.push(Part::Text(text)));
                }
                Segment::Variable(name) => {
                    wordings
                        .iter_mut()
                        .for_each(|wording| wording.parts.push(Part::Variable(name)));
                }
                Segment::Select(select) => {
                    let mut chosen = Vec::new();
                    for (key, pattern) in &select.variants {
                        for ending in pattern.wordings(limit)? {
                            let implied = key.value().map(|value| (&*select.variable, value));
                            let ending = Wording {
                                implied: implied.into_iter().chain(ending.implied).collect(),
                                ..ending
                            };
                            chosen.extend(wordings.iter().map(|start| start.followed_by(&ending)));
                            if chosen.len() > limit {
                                return None;
                            }
                        }
                    }
                    wordings = chosen;
                }
            }
        }
        Some(wordings)
    }

    fn push_to(&self, out: &mut String, args: &Args<'_>) -> bool {
        let mut complete = true;
        let mut segments = self.segments.iter();
        while let Some(segment) = segments.next() {
            match segment {
                Segment::Text(text) => out.push_str(text),
                Segment::Variable(name) => match args.get(name) {
                    Some(value) => value.push_to(out),
                    None => complete = push_missing(name, out),
                },
                Segment::Select(select) => {
                    let (variant, fits) = select.choose(args);
                    complete &= fits;
                    // Nearly every selector ends its text. The variant of such a one goes on here.
                    if segments.len() == 0 {
                        segments = variant.segments.iter();
                    } else {
                        complete &= variant.push_to(out, args);
                    }
                }
            }
        }
        complete
    }
}

/// Puts `{$name}` where an argument is missing, which makes the text incomplete.
#[cold]
fn push_missing(name: &str, out: &mut String) -> bool {
    out.extend(["{$", name, "}"]);
    false
}

impl Select {
    /// The variant that the arguments choose, and whether the selector can choose by them.
    #[inline]
    fn choose(&self, args: &Args<'_>) -> (&Pattern, bool) {
        let keys = self.variants.iter().map(|(key, _)| key);
        let chosen = match args.get(&self.variable) {
            Some(value) => self.selection.choose(value, keys),
            None => Chosen::Unfit,
        };
        let (place, fits) = match chosen {
            Chosen::Variant(place) => (place, true),
            Chosen::Default => (self.default, true),
            Chosen::Unfit => (self.default, false),
        };
        let (_, variant) = &self.variants[place];
        (variant, fits)
    }
}
