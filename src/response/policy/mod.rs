//! [`Policy`]: which texts are replaced, how much of them, and for whom.

mod detail;
mod generic_texts;
mod language_source;
mod media_type;
mod pair;
mod settings;
mod statuses;

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::json::{Fields, Scope};
use crate::{Code, Error};
use detail::{SEPARATOR, guessed_detail};

pub use detail::Detail;
pub use generic_texts::GenericTexts;
pub use language_source::LanguageSource;
pub use media_type::MediaType;
pub use pair::Pair;
pub use statuses::Statuses;

/// Which texts of a response are replaced, how much of them, and for whom.
///
/// The default suits the Polaris server: in errors, it replaces `info` beside `code`, in nested answers
/// too, keeps the detail after a generic text, and asks the query parameter `lang` and then Accept-Language
/// for the language.
///
/// ```
/// use codeword::response::{Detail, LanguageSource, Pair, Policy, Scope};
///
/// let policy = Policy::default()
///     .pairs([Pair::new("error.code", "error.message")?])?
///     .scope(Scope::TopLevel)
///     .codes([400_000..=599_999])
///     .detail(Detail::Drop)
///     .languages([LanguageSource::header("x-language"), LanguageSource::ACCEPT_LANGUAGE])?;
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Policy {
    fields: Fields,
    problem: Fields,
    scope: Scope,
    codes: Vec<RangeInclusive<u32>>,
    detail: Detail,
    generic: Option<GenericTexts>,
    languages: Vec<LanguageSource>,
    #[cfg_attr(not(feature = "tower"), allow(dead_code, reason = "it is the gateways'"))]
    statuses: Statuses,
}

/// The members of a problem that are texts (RFC 9457 §3.1).
const PROBLEM_TEXTS: [&str; 2] = ["title", "detail"];

impl Default for Policy {
    fn default() -> Policy {
        Policy {
            fields: constant_fields(&[("code", "info")]),
            problem: constant_fields(&PROBLEM_TEXTS.map(|text| ("code", text))),
            scope: Scope::default(),
            codes: Vec::new(),
            detail: Detail::default(),
            generic: None,
            languages: vec![LanguageSource::query("lang"), LanguageSource::ACCEPT_LANGUAGE],
            statuses: Statuses::default(),
        }
    }
}

impl Policy {
    /// The fields of the pairs, by default `code` and `info`. Where two pairs share a text, the first one
    /// gets it.
    ///
    /// A problem (RFC 9457) has its own pairs whatever these are: its members `title` and `detail`
    /// belong to the member `code`. Each gets the attribute of its name, `.title` or `.detail`, of the
    /// message, or the message's text where there is no such attribute.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_policy`] if there are no pairs, or more than 63 names in all of them.
    pub fn pairs(self, pairs: impl IntoIterator<Item = Pair>) -> Result<Policy, Error> {
        let pairs: Vec<Pair> = pairs.into_iter().collect();
        if pairs.is_empty() {
            return Err(Error::invalid_policy("there are no pairs: name a code and a text"));
        }
        match Fields::new(pairs.iter().map(Pair::paths)) {
            Some(fields) => Ok(Policy { fields, ..self }),
            None => Err(Error::invalid_policy("the pairs have more than 63 names: use fewer")),
        }
    }

    /// Where pairs are looked for, by default `Scope::Within(8)`.
    pub fn scope(self, scope: Scope) -> Policy {
        Policy { scope, ..self }
    }

    /// The codes that are touched, by default every code that the catalog knows.
    pub fn codes(self, codes: impl IntoIterator<Item = RangeInclusive<u32>>) -> Policy {
        Policy { codes: codes.into_iter().collect(), ..self }
    }

    /// What happens to the detail after a generic text, by default [`Detail::Keep`].
    pub fn detail(self, detail: Detail) -> Policy {
        Policy { detail, ..self }
    }

    /// The generic texts of the upstream, which tell exactly where a detail begins. Without them, the
    /// first `: ` ends the generic part, or the word before it does if it is the name of an identifier, as in
    /// `invalid instance rid: 5f-1`: no such name is lost.
    pub fn generic_texts(self, texts: GenericTexts) -> Policy {
        Policy { generic: Some(texts), ..self }
    }

    /// Where a reader's language is looked for; an earlier source goes before a later one. By default
    /// the query parameter `lang`, then the header Accept-Language.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_policy`] if the name of a header is not valid (RFC 9110 §5.1).
    pub fn languages(
        self,
        sources: impl IntoIterator<Item = LanguageSource>,
    ) -> Result<Policy, Error> {
        let languages: Result<Vec<_>, _> =
            sources.into_iter().map(LanguageSource::checked).collect();
        Ok(Policy { languages: languages?, ..self })
    }

    /// The statuses of the responses that a gateway looks into, by default those of errors, 400 and above.
    ///
    /// Whatever they are, a response with the header `X-Polaris-Code` is looked into as an error, since the
    /// Polaris server answers some errors with 200.
    pub fn statuses(self, statuses: Statuses) -> Policy {
        Policy { statuses, ..self }
    }

    /// Whether a gateway looks into the responses of a status.
    #[cfg(feature = "tower")]
    pub(crate) fn has_status(&self, status: u16) -> bool {
        self.statuses.contains(status)
    }

    /// The names of the headers among the language sources, for `Vary`.
    #[cfg(feature = "tower")]
    pub(crate) fn header_names(&self) -> impl Iterator<Item = &str> {
        self.languages.iter().filter_map(|source| match source {
            LanguageSource::Header(name) => Some(&**name),
            LanguageSource::Query(_) => None,
        })
    }

    /// What a reader prefers, by the language sources: see `Localizer::preference`.
    pub(super) fn preference<'r>(
        &self,
        query: Option<&'r str>,
        header: impl Fn(&str) -> Option<Cow<'r, str>>,
    ) -> Cow<'r, str> {
        language_source::preference(&self.languages, query, header)
    }

    /// The fields and the scope for a kind of body.
    pub(super) fn fields(&self, media_type: MediaType) -> (&Fields, Scope) {
        match (media_type, self.scope) {
            (MediaType::Json, scope) => (&self.fields, scope),
            // A problem is one object with two texts.
            (MediaType::Problem, _) => (&self.problem, Scope::TopLevel),
        }
    }

    /// The attribute of a message that is meant for the text of a pair: in a problem, the one with the
    /// text's name.
    pub(super) fn attribute(&self, media_type: MediaType, pair: usize) -> Option<&'static str> {
        match media_type {
            MediaType::Json => None,
            MediaType::Problem => PROBLEM_TEXTS.get(pair).copied(),
        }
    }

    /// Whether a code is touched.
    pub(super) fn includes(&self, code: Code) -> bool {
        self.codes.is_empty() || self.codes.iter().any(|range| range.contains(&code.get()))
    }

    /// The detail of a text, which stays when the part before it is replaced; `None` if the text is to be
    /// left alone.
    #[inline]
    pub(super) fn detail_of<'t>(&self, code: Code, text: &'t [u8]) -> Option<&'t [u8]> {
        if self.detail == Detail::Drop {
            return Some(b"");
        }
        let generic = self.generic.as_ref().and_then(|texts| texts.get(code));
        let detail = match generic {
            Some(generic) => text.strip_prefix(generic.as_bytes())?,
            None => guessed_detail(text)?,
        };
        let keeps =
            self.detail == Detail::Keep && (generic.is_none() || detail.starts_with(SEPARATOR));
        (detail.is_empty() || keeps).then_some(detail)
    }
}

/// The fields of pairs of constant names.
#[expect(clippy::expect_used, reason = "few names, as a test of the default policy sees")]
fn constant_fields(pairs: &[(&str, &str)]) -> Fields {
    let pair = |(code, text): &(&str, &str)| Pair::new(code, text).expect("names without a flaw");
    let pairs: Vec<Pair> = pairs.iter().map(pair).collect();
    Fields::new(pairs.iter().map(Pair::paths)).expect("few names")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_the_detail_that_the_policy_says() {
        const CODE: Code = Code::new(400142);
        let generic = GenericTexts::from_iter([(CODE, "no: beat"), (Code::new(1), "")]);
        let table = [
            // Without generic texts, the first separator ends the generic part.
            (Detail::Keep, false, "no: beat: i-1", Some(": beat: i-1")),
            (Detail::Keep, false, "no beat", Some("")),
            (Detail::Keep, false, "", Some("")),
            (Detail::Keep, false, "a:b", Some("")),
            (Detail::OnlyGeneric, false, "no: beat", None),
            (Detail::OnlyGeneric, false, "no beat", Some("")),
            (Detail::Drop, false, "no: beat: i-1", Some("")),
            // With them, the generic part is known to the letter.
            (Detail::Keep, true, "no: beat: i-1", Some(": i-1")),
            (Detail::Keep, true, "no: beat", Some("")),
            (Detail::Keep, true, "no: beats", None),
            (Detail::Keep, true, "something else: i-1", None),
            (Detail::OnlyGeneric, true, "no: beat", Some("")),
            (Detail::OnlyGeneric, true, "no: beat: i-1", None),
            (Detail::Drop, true, "something else", Some("")),
        ];
        for (detail, known, text, expected) in table {
            let mut policy = Policy::default().detail(detail);
            if known {
                policy = policy.generic_texts(generic.clone());
            }
            let detail_of_text = policy.detail_of(CODE, text.as_bytes());
            let expected = expected.map(str::as_bytes);
            assert_eq!(detail_of_text, expected, "{detail:?} {known} {text}");
        }
        // An identifier has a name, which is a detail too.
        let only_generic = Policy::default().detail(Detail::OnlyGeneric);
        assert_eq!(only_generic.detail_of(CODE, b"invalid code rid: 5f-1"), None);
        // A code whose generic text is not known, or empty, is split at the separator.
        let policy = Policy::default().generic_texts(generic);
        for code in [1, 2] {
            assert_eq!(policy.detail_of(Code::new(code), b"a: b"), Some(&b": b"[..]));
        }
    }

    #[test]
    fn every_code_is_touched_unless_some_are_named() {
        assert!(Policy::default().includes(Code::new(200000)));
        let policy = Policy::default().codes([400_000..=499_999, 7..=7]);
        for (code, expected) in [(399_999, false), (400_000, true), (499_999, true), (7, true)] {
            assert_eq!(policy.includes(Code::new(code)), expected, "{code}");
        }
    }

    #[test]
    fn pairs_have_a_limit() {
        let pair = |index: usize| Pair::new(&format!("c{index}"), &format!("t{index}")).unwrap();
        assert!(Policy::default().pairs([]).is_err());
        assert!(Policy::default().pairs((0..31).map(pair)).is_ok());
        assert!(Policy::default().pairs((0..32).map(pair)).unwrap_err().is_invalid_policy());
    }
}
