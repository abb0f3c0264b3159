//! The title and the detail of a problem (RFC 9457), which a [`Translator`] localizes together or not at all: half a
//! problem in another language helps nobody.

use super::json::{Found, Occurrence};
use super::original::Original;
use super::policy::{DETAIL, TITLE};
use super::translate::Translator;
use super::{MediaType, Outcome};
use crate::{Args, Message};

/// What the title and the detail of a problem have in common.
pub(super) struct Problem {
    /// Why both are left, if one of them cannot be localized.
    pub(super) fault: Option<Outcome>,
    /// The values in the sentences of both, and the arguments beside them.
    pub(super) args: Args<'static>,
}

impl Translator<'_> {
    /// Looks at the title and the detail of a problem. To a title that stands alone, the detail is added that its
    /// message has.
    #[cold]
    pub(super) fn prepare(&self, body: &[u8], found: &mut Found) -> Box<Problem> {
        let mut args = Args::new();
        for text in found.pairs.iter().filter(|text| self.attribute(text).is_some()) {
            let original = Original::of(text, body);
            let sentence = self.policy.read_sentence(text.code.as_code(), &original.text);
            let understood = sentence.and_then(Result::ok).map(|understood| understood.args());
            for (name, value) in
                understood.iter().chain(original.args.as_deref()).flat_map(Args::iter)
            {
                args.set(name.to_owned(), value.clone().into_owned());
            }
        }
        let is_title = |text: &Occurrence| text.pair == TITLE && text.elsewhere.is_none();
        if let Some(title) = found.pairs.iter().position(is_title)
            && found.lacks(DETAIL)
            && let Ok(message) = self.message(found.pairs[title].code.as_code(), Some(&args))
            && has_detail(&message)
        {
            found.add_after(title, DETAIL, self.fields);
        }
        let own = found.pairs.iter().filter(|text| self.attribute(text).is_some());
        let faults: Vec<_> = own.map(|text| self.fault(text, body, &args)).collect();
        let is_half = faults.contains(&None);
        let fault = faults.into_iter().flatten().next().filter(|_| is_half);
        Box::new(Problem { fault, args })
    }

    /// Why a text cannot be localized.
    fn fault(&self, text: &Occurrence, body: &[u8], args: &Args<'_>) -> Option<Outcome> {
        let original = Original::of(text, body);
        let code = text.code.as_code();
        let understood = self.policy.read_sentence(code, &original.text).and_then(Result::ok);
        let message = self.message(code, Some(args));
        let message = message.as_ref().map_err(|outcome| *outcome);
        self.wording(&original, understood.as_ref(), message).err()
    }

    /// Whether a message says all that the text of a problem does, so that no detail of that stays in another
    /// language.
    pub(super) fn says_all(&self, message: &Message<'_>) -> bool {
        self.media_type == MediaType::Problem
            && self.policy.drops_details_of_problems()
            && (message.is_formatted() || message.attribute("detail").is_some())
    }
}

/// Whether a message has words for a detail beside those for a title.
fn has_detail(message: &Message<'_>) -> bool {
    let is_text = || message.is_complete() && message.attribute("title").is_some();
    message.attribute("detail").is_some() || is_text()
}
