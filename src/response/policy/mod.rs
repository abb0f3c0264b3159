//! [`Policy`]: which texts are replaced, how much of them, and for whom.

mod arguments;
mod code_pattern;
mod detail;
mod generic_texts;
mod language_source;
mod last_resort;
mod media_type;
mod pages;
mod pair;
mod pair_fields;
mod preset;
mod sentence;
mod settings;
mod status_codes;
mod statuses;
mod understanding;

use std::borrow::Cow;

use super::json::{Fields, Missing, Scope};
use crate::{Code, Error};
use pair_fields::{PROBLEM_TEXTS, PairFields};
use status_codes::StatusCodes;

pub use arguments::Arguments;
pub use code_pattern::CodePattern;
pub use detail::Detail;
pub use generic_texts::GenericTexts;
pub use language_source::LanguageSource;
pub use media_type::MediaType;
pub use pages::Pages;
pub use pair::Pair;
pub(super) use pair_fields::{DETAIL, TITLE};
pub use preset::Preset;
#[cfg(feature = "tonic")]
pub(super) use sentence::value;
pub use sentence::{Mismatch, Templates, Understood};
pub use statuses::Statuses;
pub use understanding::Understanding;

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
    fields: PairFields,
    scope: Scope,
    missing: Missing,
    codes: Vec<CodePattern>,
    detail: Detail,
    /// Whether that was said; where it was not, problems have a rule of their own.
    is_detail_said: bool,
    arguments: Arguments,
    generic: Option<GenericTexts>,
    templates: Option<Templates>,
    languages: Vec<LanguageSource>,
    #[cfg_attr(not(feature = "semantics"), allow(dead_code, reason = "it is the gateways'"))]
    statuses: Statuses,
    status_codes: StatusCodes,
    pages: Pages,
}

impl Default for Policy {
    fn default() -> Policy {
        Policy {
            fields: PairFields::default(),
            scope: Scope::default(),
            missing: Missing::default(),
            codes: Vec::new(),
            detail: Detail::default(),
            is_detail_said: false,
            arguments: Arguments::default(),
            generic: None,
            templates: None,
            languages: vec![LanguageSource::query("lang"), LanguageSource::ACCEPT_LANGUAGE],
            statuses: Statuses::default(),
            status_codes: StatusCodes::default(),
            pages: Pages::default(),
        }
    }
}

impl Policy {
    /// The fields of the pairs, by default `code` and `info`. Where two pairs share a text, the first one
    /// whose code the catalog knows gets it.
    ///
    /// A problem (RFC 9457) has two pairs of its own before these: its members `title` and `detail`
    /// belong to the member `code`. Each gets the attribute of its name, `.title` or `.detail`, of the
    /// message, or the message's text where there is no such attribute. Both are replaced, or neither. A
    /// `detail` is added after a `title` that stands alone, if the message has words for both.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_policy`] if there are no pairs, if they have more than 59 names in all, or if the words of one
    /// go [into](Pair::with_into) a field of another.
    pub fn pairs(self, pairs: impl IntoIterator<Item = Pair>) -> Result<Policy, Error> {
        let pairs: Vec<Pair> = pairs.into_iter().collect();
        if pairs.is_empty() {
            return Err(Error::invalid_policy("there are no pairs: name a code and a text"));
        }
        Pair::check_into(&pairs)?;
        match PairFields::of(&pairs) {
            Some(fields) => Ok(Policy { fields, ..self }),
            None => Err(Error::invalid_policy("the pairs have more than 59 names: use fewer")),
        }
    }

    /// What becomes of a known code whose text is absent, `null` or empty, by default [`Missing::Leave`].
    ///
    /// A code may then stand anywhere in the [`scope`](Policy::scope) with no text, so a catalog of short
    /// names, such as `DE`, may need [`codes`](Policy::codes) that say which ones are errors.
    ///
    /// ```
    /// use codeword::Catalog;
    /// use codeword::response::{Localizer, MediaType, Missing, Policy};
    ///
    /// let policy = Policy::default().missing(Missing::Add);
    /// let localizer = Localizer::new(Catalog::embedded(), policy);
    /// let localized = localizer.localize(r#"{"code":400202}"#.into(), MediaType::Json, "zh-CN");
    /// assert_eq!(localized.into_body(), r#"{"code":400202,"info":"未找到资源"}"#);
    /// ```
    pub fn missing(self, missing: Missing) -> Policy {
        Policy { missing, ..self }
    }

    /// The fields of a body that an upstream may send: those of the first pair that has a code, else of the first.
    #[cfg(feature = "preview")]
    pub(super) fn shape(&self) -> Option<crate::response::json::PairPaths<'_>> {
        self.fields.shape.as_ref().map(Pair::paths)
    }

    /// Where pairs are looked for, by default `Scope::Within(8)`.
    pub fn scope(self, scope: Scope) -> Policy {
        Policy { scope, ..self }
    }

    /// The codes that are touched, by default every code that the catalog knows.
    ///
    /// ```
    /// use codeword::response::{CodePattern, Policy};
    ///
    /// let numbers = Policy::default().codes([400_000..=499_999, -1_199..=-1_000]);
    /// let names = Policy::default().codes(["card_*".parse::<CodePattern>()?]);
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn codes(self, codes: impl IntoIterator<Item = impl Into<CodePattern>>) -> Policy {
        Policy { codes: codes.into_iter().map(Into::into).collect(), ..self }
    }

    /// What happens to the detail after a generic text, by default [`Detail::Keep`].
    ///
    /// In a problem, it is [`Detail::Drop`] by default for a message with placeables or an attribute `.detail`, whose
    /// words say all that there is to say.
    pub fn detail(self, detail: Detail) -> Policy {
        Policy { detail, is_detail_said: true, ..self }
    }

    /// What becomes of the arguments beside a text that has its words, by default [`Arguments::Keep`].
    ///
    /// ```
    /// use codeword::response::{Arguments, Localizer, MediaType, Policy};
    /// use codeword::{Catalog, Source};
    ///
    /// let texts = Source::files([("de-DE/errors.ftl", "code-7 = Höchstens { $limit }")]);
    /// let catalog = Catalog::builder().source(texts).build()?;
    /// let localizer = Localizer::new(catalog, Policy::default().arguments(Arguments::Drop));
    ///
    /// let body = r#"{"code":7,"info":"too many","args":{"limit":5}}"#;
    /// let localized = localizer.localize(body.into(), MediaType::Json, "de");
    /// assert_eq!(localized.into_body(), r#"{"code":7,"info":"Höchstens 5"}"#);
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn arguments(self, arguments: Arguments) -> Policy {
        Policy { arguments, ..self }
    }

    /// The generic texts of the upstream, which tell exactly where a detail begins. Without them, the
    /// first `: ` ends the generic part, or the word before it does if it is the name of an identifier, as in
    /// `invalid instance rid: 5f-1`: no such name is lost.
    pub fn generic_texts(self, texts: GenericTexts) -> Policy {
        Policy { generic: Some(texts), ..self }
    }

    /// The sentences of the upstream, with places for values. A sentence that one of them has gives its
    /// values to the message, and is replaced as a whole, but for a detail after it. To any other, what the policy
    /// says otherwise applies, as if there were no templates.
    pub fn templates(self, templates: Templates) -> Policy {
        Policy { templates: Some(templates), ..self }
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
    #[cfg(feature = "semantics")]
    pub(crate) fn has_status(&self, status: u16) -> bool {
        self.statuses.contains(status)
    }

    /// The names of the headers that the language is read from, for `Vary`.
    #[cfg(feature = "semantics")]
    pub(crate) fn header_names(&self) -> impl Iterator<Item = &str> {
        self.languages.iter().filter_map(LanguageSource::header_name)
    }

    /// What the parameters of a query say that a language is read from: all that is read of it.
    #[cfg(feature = "capi")]
    pub(crate) fn languages_in<'q>(
        &self,
        query: &'q str,
    ) -> impl Iterator<Item = Option<Cow<'q, str>>> {
        self.languages.iter().filter_map(move |source| source.parameter_of(query))
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
            (MediaType::Json, scope) => (&self.fields.json, scope),
            // A problem is one object with two texts, both of which are looked for.
            (MediaType::Problem, Scope::FirstPair) => (&self.fields.problem, Scope::TopLevel),
            (MediaType::Problem, scope) => (&self.fields.problem, scope),
        }
    }

    /// What becomes of a code without a text.
    pub(super) fn missing_texts(&self) -> Missing {
        self.missing
    }

    /// Whether arguments are taken out of a body.
    pub(super) fn drops_arguments(&self) -> bool {
        self.arguments == Arguments::Drop
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
    pub(super) fn includes(&self, code: Code<'_>) -> bool {
        self.codes.is_empty() || self.codes.iter().any(|pattern| pattern.contains(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert!(Policy::default().pairs((0..29).map(pair)).is_ok());
        assert!(Policy::default().pairs((0..30).map(pair)).unwrap_err().is_invalid_policy());
    }

    #[test]
    fn the_words_of_a_pair_go_into_no_field_of_another() {
        let pair = |code, text| Pair::new(code, text).unwrap();
        let into = |into| pair("code", "info").with_into(into).unwrap();
        for (other, field) in [
            (pair("local", "text"), "local"),
            (pair("id", "local"), "local"),
            (pair("id", "local.text"), "local.text"),
            (pair("id", "text").with_args("local").unwrap(), "local"),
            (Pair::without_code("local[]").unwrap(), "local[]"),
        ] {
            for pairs in [[other.clone(), into("local")], [into("local"), other.clone()]] {
                let error = Policy::default().pairs(pairs).unwrap_err();
                assert!(error.is_invalid_policy());
                let start = format!("the words of `info` cannot go into `local`, as `{field}` is");
                assert!(error.to_string().starts_with(&start), "{error}");
            }
        }
        // They may share it, and the one may stand beside what the other replaces.
        let shared = pair("decline", "info").with_into("local").unwrap();
        assert!(Policy::default().pairs([into("local"), shared, pair("id", "info")]).is_ok());
        let google = pair("status", "message").with_localized_message("details").unwrap();
        let reason = pair("details[].reason", "message");
        assert!(Policy::default().pairs([reason, google.clone()]).is_ok());
        let twice = pair("code", "info").with_into("details").unwrap();
        assert!(Policy::default().pairs([google, twice]).is_err());
    }
}
