//! [`Found`]: the pairs of a body, and what may become one.

use std::collections::HashMap;
use std::ops::Range;

use smallvec::SmallVec;

use super::fields::{Fields, Form};
use super::place::{NewMember, Place};
use crate::CodeBuf;

/// A code and the text that belongs to it, where a body has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Occurrence {
    pub(crate) code: CodeBuf,
    /// The bytes between the text's quotes; none if there is no text.
    pub(crate) text: Range<usize>,
    /// Whether the text has escapes, so that its bytes are not its characters.
    pub(crate) escaped: bool,
    /// Where the object or the array of its arguments begins.
    pub(crate) args: Option<usize>,
    /// Which of the pairs of [`Fields`] it is.
    pub(crate) pair: usize,
    /// Where the words for it go, if that is not the place of its text. In a box, since it is rare.
    pub(crate) elsewhere: Option<Box<Place>>,
    /// Where its code ends.
    pub(super) code_end: usize,
}

/// A text of a pair without a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    pub(crate) text: Range<usize>,
    pub(crate) escaped: bool,
    pub(super) pair: usize,
}

/// What was found in a body.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    /// In the order of their places. Most bodies have one.
    pub(crate) pairs: SmallVec<[Occurrence; 1]>,
    /// How many pairs were passed over because what stands there as a code is not one, or what stands there
    /// as a text is not a string.
    pub(crate) odd: usize,
    /// The pairs of the object at the top alone that have a code and no text, one bit each.
    absent: u64,
    /// The codes whose text is absent: pairs if there are words for them.
    pub(super) gaps: Vec<Occurrence>,
    /// Pairs if they are understood.
    pub(super) sentences: Vec<Sentence>,
}

impl Found {
    /// Whether nothing is a pair, or may become one.
    pub(crate) fn is_empty(&self) -> bool {
        self.pairs.is_empty() && self.is_settled()
    }

    /// Whether nothing is left that may become a pair.
    pub(crate) fn is_settled(&self) -> bool {
        self.gaps.is_empty() && self.sentences.is_empty()
    }

    /// Notes that a pair of the object at the top has a code and no text.
    pub(super) fn miss(&mut self, pair: usize) {
        self.absent |= 1_u64.checked_shl(pair as u32).unwrap_or_default();
    }

    /// Whether a pair of the object at the top alone has a code and no text.
    pub(crate) fn lacks(&self, pair: usize) -> bool {
        self.absent.checked_shr(pair as u32).is_some_and(|bits| bits & 1 == 1)
    }

    /// Adds a pair whose text is to become the member after that of another pair.
    #[cold]
    pub(crate) fn add_after(&mut self, other: usize, pair: usize, fields: &Fields) {
        let Some(other) = self.pairs.get(other) else { return };
        let end = other.text.end + 1;
        let place = Place::Member(NewMember {
            object: 0,
            after: Some(end),
            node: fields.pairs()[pair].text,
            form: Form::Text,
        });
        let added = Occurrence {
            text: end..end,
            escaped: false,
            pair,
            elsewhere: Some(Box::new(place)),
            ..other.clone()
        };
        self.pairs.push(added);
        self.sort(fields);
    }

    /// Makes pairs of the codes without a text for which there are words, and of the sentences that say which
    /// code they belong to.
    #[cold]
    pub(crate) fn settle(
        &mut self,
        fields: &Fields,
        has_words: impl Fn(&Occurrence) -> bool,
        recognize: impl Fn(&Sentence) -> Option<CodeBuf>,
    ) {
        // Of the pairs of one code, the first gets a text, and only if no other has one.
        let mut with_text: Vec<usize> = self.pairs.iter().map(|pair| pair.code_end).collect();
        with_text.sort_unstable();
        let mut gaps: Vec<_> = std::mem::take(&mut self.gaps).into_iter().enumerate().collect();
        gaps.sort_by_key(|(nth, gap)| (gap.code_end, *nth));
        gaps.dedup_by_key(|(_, gap)| gap.code_end);
        gaps.retain(|(_, gap)| with_text.binary_search(&gap.code_end).is_err() && has_words(gap));
        gaps.sort_by_key(|(nth, _)| *nth);
        self.pairs.extend(gaps.into_iter().map(|(_, gap)| gap));
        for Sentence { text, escaped, pair } in std::mem::take(&mut self.sentences) {
            let sentence = Sentence { text, escaped, pair };
            if let Some(code) = recognize(&sentence) {
                let Sentence { text, escaped, pair } = sentence;
                let (args, elsewhere, code_end) = (None, None, usize::MAX);
                let pair = Occurrence { code, text, escaped, args, pair, elsewhere, code_end };
                self.pairs.push(pair);
            }
        }
        self.sort(fields);
    }

    /// Sorts the pairs by their places, and by their order where some share a place.
    pub(super) fn sort(&mut self, fields: &Fields) {
        if self.pairs.len() < 2 {
            return;
        }
        if self.pairs.iter().any(|pair| pair.elsewhere.is_some()) {
            self.join_members(fields);
        }
        self.pairs.sort_by_key(Occurrence::key);
    }

    /// Where two codes lack one text, it follows the first of them, and is one place.
    #[cold]
    fn join_members(&mut self, fields: &Fields) {
        let mut known = HashMap::new();
        for pair in &mut self.pairs {
            if let Some(Place::Member(member)) = pair.elsewhere.as_deref_mut() {
                *member =
                    *known.entry((member.object, fields.name(member.node))).or_insert(*member);
            }
        }
    }
}

impl Occurrence {
    /// Where the words go, as a number that grows along the body.
    pub(super) fn key(&self) -> (usize, u8) {
        self.elsewhere.as_ref().map_or((self.text.start, 0), |place| place.key())
    }

    /// Whether the words of two pairs go to one place.
    pub(crate) fn shares_place(&self, other: &Occurrence) -> bool {
        self.key() == other.key()
    }
}
