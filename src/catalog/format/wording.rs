//! [`Wording`]: one of the texts that a pattern can become, before its arguments are put in.

/// One of the texts that a pattern can become, before its arguments are put in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wording<'p> {
    pub(crate) parts: Vec<Part<'p>>,
    /// The values that lead to it: in the variant `[1]`, the selector is 1. The default variant has none, since
    /// any value may lead there.
    pub(crate) implied: Vec<(&'p str, String)>,
}

/// What a text is made of.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part<'p> {
    Text(&'p str),
    /// The name of a variable.
    Variable(&'p str),
}

impl<'p> Wording<'p> {
    /// A text without arguments.
    pub(in crate::catalog) fn of(text: &'p str) -> Wording<'p> {
        Wording { parts: vec![Part::Text(text)], implied: Vec::new() }
    }

    /// This one and another after it.
    pub(super) fn followed_by(&self, next: &Wording<'p>) -> Wording<'p> {
        Wording {
            parts: self.parts.iter().chain(&next.parts).copied().collect(),
            implied: self.implied.iter().chain(&next.implied).cloned().collect(),
        }
    }
}
