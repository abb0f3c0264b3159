//! [`Answer`]: what is sent instead of a body.

use std::ptr::NonNull;

use super::border::Fault;
use super::buffer::{Buffer, Output};
use super::input::Text;
use super::library::Library;
use crate::response::{Exemption, Localization};

/// What became of a body.
pub(super) const UNCHANGED: i32 = 0;
pub(super) const CHANGED: i32 = 1;

/// What is sent instead of a body: `codeword_answer`.
#[derive(Debug)]
#[repr(C)]
pub struct Answer {
    pub(super) body: Text,
    pub(super) language: Text,
    pub(super) content_type: Text,
    pub(super) http_status: u32,
    pub(super) is_fallback: u32,
}

impl Answer {
    pub(super) const NOTHING: Answer = Answer {
        body: Text::NONE,
        language: Text::NONE,
        content_type: Text::NONE,
        http_status: 0,
        is_fallback: 0,
    };
}

/// Which texts of an answer are wanted, beside its body.
#[derive(Clone, Copy)]
pub(super) enum Beside<'t> {
    /// None, since the head has gone.
    Nothing,
    Language,
    /// The language, and this type.
    Type(&'t str),
}

/// Hands over what a localizer has made of a body, or an answer of nothing, and says which.
///
/// # Safety
///
/// As for [`Output::begin`], and `answer` is good for writing.
pub(super) unsafe fn hand_over(
    localized: Result<Localization, Exemption>,
    beside: Beside<'_>,
    library: &Library,
    buffer: *mut Buffer,
    answer: NonNull<Answer>,
) -> Result<i32, Fault> {
    // SAFETY: as the caller has promised.
    let laid_out = unsafe { lay_out(localized, beside, library, buffer) }?;
    let value = if laid_out.is_some() { CHANGED } else { UNCHANGED };
    // SAFETY: as the caller has promised.
    unsafe { answer.write(laid_out.unwrap_or(Answer::NOTHING)) };
    Ok(value)
}

/// Lays out what a localizer has made of a body; `None` if nothing changed.
///
/// # Safety
///
/// As for [`Output::begin`]; the answer is good until the buffer is used again.
unsafe fn lay_out(
    localized: Result<Localization, Exemption>,
    beside: Beside<'_>,
    library: &Library,
    buffer: *mut Buffer,
) -> Result<Option<Answer>, Fault> {
    let localization = match localized {
        Ok(localization) if localization.is_changed() => localization,
        Ok(_) => return Ok(None),
        Err(exemption) => {
            library.localizer.exempt(exemption);
            return Ok(None);
        }
    };
    let outcome = localization.outcome();
    // SAFETY: as the caller has promised.
    let answer = unsafe { lay_out_changed(localization, beside, buffer) };
    if answer.is_err() {
        library.localizer.discount(outcome);
    }
    answer.map(Some)
}

/// # Safety
///
/// As for [`lay_out`].
unsafe fn lay_out_changed(
    localization: Localization,
    beside: Beside<'_>,
    buffer: *mut Buffer,
) -> Result<Answer, Fault> {
    let (language, content_type) = match beside {
        Beside::Nothing => (String::new(), ""),
        Beside::Language => (languages(&localization), ""),
        Beside::Type(content_type) => (languages(&localization), content_type),
    };
    let needed = localization.len() + language.len() + content_type.len();
    // SAFETY: as the caller has promised.
    let mut output = unsafe { Output::begin(buffer, needed) }?;
    let mark = output.mark();
    for piece in localization.into_pieces() {
        output.write(&piece)?;
    }
    Ok(Answer {
        body: output.since(mark),
        language: output.text_if_any(&language)?,
        content_type: output.text_if_any(content_type)?,
        ..Answer::NOTHING
    })
}

/// Those of the texts that were put in, for Content-Language (RFC 9110 §8.5).
fn languages(localization: &Localization) -> String {
    let tags: Vec<String> = localization.languages().iter().map(ToString::to_string).collect();
    tags.join(", ")
}
