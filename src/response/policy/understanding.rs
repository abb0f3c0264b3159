//! What the upstream has said, by a policy's templates and generic texts; and [`Understanding`]: how it was found
//! out which part of a text a message replaces.

use std::fmt;

use super::{Detail, Mismatch, Policy, Understood};
#[cfg(feature = "preview")]
use crate::Args;
use crate::{Code, CodeBuf};

/// The sentences of the upstream.
impl Policy {
    /// The code that a text tells by itself: the one whose generic text or template it is, unless another has the
    /// same.
    pub(in crate::response) fn recognize(&self, text: &str) -> Option<CodeBuf> {
        let generic = self.generic.as_ref().and_then(|texts| texts.code_of(text));
        let sentence = || Some(self.templates.as_ref()?.recognize(text)?.0);
        generic.or_else(sentence).map(CodeBuf::from)
    }

    /// What a text beside a code says by the templates, or why that is not known; `None` if there are none for
    /// the code.
    #[inline]
    pub(in crate::response) fn read_sentence<'t>(
        &'t self,
        code: Code<'_>,
        text: &'t [u8],
    ) -> Option<Result<Understood<'t>, Mismatch>> {
        self.templates.as_ref()?.read_sentence(code, std::str::from_utf8(text).ok()?)
    }

    /// What the upstream writes for a code with these arguments, by the templates or the generic texts; `None` if
    /// neither has the code, or if a value is missing.
    #[cfg(feature = "preview")]
    pub(in crate::response) fn sentence(&self, code: Code<'_>, args: &Args<'_>) -> Option<String> {
        let sentence = self.templates.as_ref().and_then(|templates| templates.fill(code, args));
        sentence.or_else(|| Some(self.generic.as_ref()?.get(code)?.to_owned()))
    }

    /// The detail that stays after a sentence that is understood; `None` if the text is to be left alone.
    pub(in crate::response) fn detail_after<'t>(
        &self,
        understood: &Understood<'t>,
    ) -> Option<&'t [u8]> {
        self.detail.kept(understood.detail().as_bytes())
    }

    /// The detail of a text, which stays when the part before it is replaced; `None` if the text is to be
    /// left alone.
    #[inline]
    pub(in crate::response) fn detail_of<'t>(
        &self,
        code: Code<'_>,
        text: &'t [u8],
    ) -> Option<&'t [u8]> {
        let generic = self.generic.as_ref().and_then(|texts| texts.get(code));
        self.detail.of(text, generic)
    }

    /// Whether a text of a problem is replaced as a whole where its message says as much.
    pub(in crate::response) fn drops_details_of_problems(&self) -> bool {
        !self.is_detail_said
    }

    /// How the part of a text is known that is replaced, where no template has its sentence; `None` if the text
    /// is to be left alone.
    pub(in crate::response) fn understanding(
        &self,
        code: Code<'_>,
        text: &[u8],
    ) -> Option<Understanding> {
        let detail = self.detail_of(code, text)?;
        let is_generic = self.generic.as_ref().is_some_and(|texts| texts.get(code).is_some());
        Some(match self.detail {
            Detail::Drop => Understanding::Whole,
            _ if is_generic => Understanding::Generic,
            _ if detail.is_empty() => Understanding::Whole,
            _ => Understanding::DetailGuessed,
        })
    }
}

/// How it was found out which part of a text its message replaces.
///
/// ```
/// use codeword::response::Understanding;
///
/// assert_eq!(Understanding::DetailGuessed.to_string(), "detail-guessed");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Understanding {
    /// A template has the sentence, and the message its values: `template`.
    Template,
    /// The text begins with the generic text of its code: `generic`.
    Generic,
    /// What follows the first `: ` is taken for a detail: `detail-guessed`.
    DetailGuessed,
    /// All of the text is replaced, and nothing is known of it: `whole`.
    Whole,
}

impl Understanding {
    /// The name in figures, such as `detail-guessed`.
    pub const fn name(self) -> &'static str {
        match self {
            Understanding::Template => "template",
            Understanding::Generic => "generic",
            Understanding::DetailGuessed => "detail-guessed",
            Understanding::Whole => "whole",
        }
    }
}

impl fmt::Display for Understanding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}
