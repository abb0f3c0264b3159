//! [`Localizer`]: a catalog and a policy; bodies in, localized bodies out.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

#[cfg(feature = "semantics")]
use super::Exemption;
use super::json::{self, Found};
use super::last_resort::{blank_page, with_code};
use super::observer::Observer;
use super::outcome::Counts;
use super::translate::Translator;
use super::{Detail, Localization, MediaType, Observed, Outcome, Policy};
#[cfg(feature = "tower")]
use crate::Coded;
#[cfg(feature = "tower")]
use crate::registry::Entry;
use crate::{Catalog, Code};

/// Localizes the texts in JSON bodies, by a catalog and a [`Policy`].
///
/// Only the bytes of the texts change: the spelling of numbers, the order of members and the white
/// space between them stay. A body that is not JSON, or that is in doubt, is left as it is. A clone shares
/// everything, the counts too.
///
/// # Example
///
/// ```
/// use codeword::Catalog;
/// use codeword::response::{Localizer, MediaType, Outcome, Policy};
///
/// let localizer = Localizer::new(Catalog::embedded(), Policy::default());
///
/// let body = r#"{"code": 400202, "info": "not found resource: service shop/orders"}"#;
/// let localized = localizer.localize(body.into(), MediaType::Json, "zh-CN, en;q=0.5");
/// assert_eq!(localized.outcome(), Outcome::Localized);
/// assert_eq!(
///     localized.into_body(),
///     r#"{"code": 400202, "info": "未找到资源: service shop/orders"}"#
/// );
/// ```
#[derive(Clone)]
pub struct Localizer {
    shared: Arc<Shared>,
    observer: Option<Arc<Observer>>,
}

struct Shared {
    texts: Texts,
    policy: Policy,
    /// The policy for pages, whose texts are all ours.
    page_policy: Policy,
    counts: Counts,
}

enum Texts {
    Fixed(Catalog),
    Live(Box<dyn Fn() -> Catalog + Send + Sync>),
}

impl Localizer {
    /// A localizer with the texts of one catalog.
    pub fn new(catalog: Catalog, policy: Policy) -> Localizer {
        Localizer::with(Texts::Fixed(catalog), policy)
    }

    /// A localizer that asks for its catalog with each body, so that texts can change while it works.
    ///
    /// ```
    /// use std::sync::RwLock;
    ///
    /// use codeword::Catalog;
    /// use codeword::response::{Localizer, Policy};
    ///
    /// let current = RwLock::new(Catalog::embedded());
    /// let localizer = Localizer::following(move || current.read().unwrap().clone(), Policy::default());
    /// ```
    pub fn following(
        catalog: impl Fn() -> Catalog + Send + Sync + 'static,
        policy: Policy,
    ) -> Localizer {
        Localizer::with(Texts::Live(Box::new(catalog)), policy)
    }

    fn with(texts: Texts, policy: Policy) -> Localizer {
        let page_policy = policy.clone().detail(Detail::Drop);
        let shared = Arc::new(Shared { texts, policy, page_policy, counts: Counts::new() });
        Localizer { shared, observer: None }
    }

    /// The same localizer, which tells an observer of each text that it finds beside a code: for metrics
    /// and logs.
    ///
    /// The observer is called on the thread that localizes, once for each text. It is not told of a body
    /// that a gateway leaves as it is because it would outgrow the limit.
    ///
    /// ```
    /// use std::sync::mpsc;
    ///
    /// use codeword::Catalog;
    /// use codeword::response::{Localizer, MediaType, Outcome, Policy};
    ///
    /// let (sender, unknown) = mpsc::channel();
    /// let localizer = Localizer::new(Catalog::embedded(), Policy::default()).observed_by(move |text| {
    ///     if text.outcome() == Outcome::UnknownCode {
    ///         let _ = sender.send(text.code().to_code_buf());
    ///     }
    /// });
    /// localizer.localize(r#"{"code": 7, "info": ""}"#.into(), MediaType::Json, "en");
    /// assert_eq!(unknown.try_recv()?, 7);
    /// # Ok::<(), mpsc::TryRecvError>(())
    /// ```
    pub fn observed_by(
        self,
        observer: impl Fn(&Observed<'_>) + Send + Sync + 'static,
    ) -> Localizer {
        Localizer { observer: Some(Arc::new(observer)), ..self }
    }

    /// The policy.
    pub fn policy(&self) -> &Policy {
        &self.shared.policy
    }

    /// What the reader of a request prefers, by the policy's language sources; for
    /// [`Localizer::localize`].
    ///
    /// `query` is the part of the target after the `?`. `header` gives the value of a header, whose name is
    /// in lower case; several lines of it are joined with commas (RFC 9110 §5.3).
    ///
    /// ```
    /// use std::borrow::Cow;
    ///
    /// use codeword::Catalog;
    /// use codeword::response::{Localizer, Policy};
    ///
    /// let localizer = Localizer::new(Catalog::embedded(), Policy::default());
    /// let header = |name: &str| (name == "accept-language").then_some(Cow::Borrowed("fr, en;q=0.5"));
    /// assert_eq!(localizer.preference(Some("page=2&lang=zh-CN"), header), "zh-CN, fr, en;q=0.5");
    /// ```
    pub fn preference<'r>(
        &self,
        query: Option<&'r str>,
        header: impl Fn(&str) -> Option<Cow<'r, str>>,
    ) -> Cow<'r, str> {
        self.policy().preference(query, header)
    }

    /// Localizes a body for a reader, whose preference is a tag or an Accept-Language header.
    ///
    /// When nothing changes, the same bytes come back; nothing is copied.
    pub fn localize(&self, body: Bytes, media_type: MediaType, preference: &str) -> Localization {
        self.localize_within(usize::MAX, None, body, media_type, preference)
    }

    /// Localizes the body of an error, whose status may be known. A body in which no pair is found gets the code
    /// of its status, if the policy has [one](Policy::status_codes) and that makes a pair whose text is replaced.
    pub fn localize_error(
        &self,
        status: impl Into<Option<u16>>,
        body: Bytes,
        media_type: MediaType,
        preference: &str,
    ) -> Localization {
        self.localize_within(usize::MAX, status.into(), body, media_type, preference)
    }

    /// The same, but a body that would become larger than `limit` bytes is left as it is.
    pub(super) fn localize_within(
        &self,
        limit: usize,
        status: Option<u16>,
        body: Bytes,
        media_type: MediaType,
        preference: &str,
    ) -> Localization {
        let policy = self.policy();
        let localization = match status.and_then(|status| policy.status_code(status)) {
            None => self.look_into(policy, limit, body, media_type, preference),
            Some(code) => self.look_into_coded(code, limit, body, media_type, preference),
        };
        self.shared.counts.add(localization.outcome());
        localization
    }

    /// Localizes a body whose status has a code, which is put into it if no pair is found. Out of line, since
    /// the body is kept for that.
    #[inline(never)]
    fn look_into_coded(
        &self,
        code: Code<'_>,
        limit: usize,
        body: Bytes,
        media_type: MediaType,
        preference: &str,
    ) -> Localization {
        let policy = self.policy();
        let localize = |body| self.look_into(policy, limit, body, media_type, preference);
        let localization = localize(body.clone());
        if localization.outcome() != Outcome::NoPair {
            return localization;
        }
        let mut coded = (policy.code_paths(media_type))
            .filter_map(|path| with_code(&body, path, code))
            .map(localize)
            .filter(Localization::is_changed);
        coded.next().unwrap_or(localization)
    }

    /// What an error is replaced by that is empty, or a page of HTML or plain text: the message for the
    /// [code](Policy::status_codes) of its status, in the form that the policy says for [pages](Policy::pages).
    ///
    /// `None` if the policy leaves it as it is, or if the message is not known, or needs arguments.
    pub fn page(&self, status: u16, preference: &str) -> Option<(MediaType, Localization)> {
        let policy = &self.shared.page_policy;
        let code = policy.status_code(status)?;
        let catalog = self.catalog();
        let message = catalog.message(code, preference)?;
        let (media_type, blank) = blank_page(policy, status, code, &message)?;
        let page = self.look_into(policy, usize::MAX, blank, media_type, preference);
        let page = Some(page).filter(Localization::is_changed)?;
        self.shared.counts.add(page.outcome());
        Some((media_type, page))
    }

    /// The problem (RFC 9457) that a program answers a reader with, for a code that it returned. The words are those
    /// of this catalog, or else of the one that the code comes with.
    ///
    /// `None` if neither has the code, or if the message lacks an argument.
    #[cfg(feature = "tower")]
    pub(crate) fn say(&self, coded: &Coded, status: u16, preference: &str) -> Option<Localization> {
        let catalog = self.catalog();
        let message = catalog.say(coded, preference).or_else(|| coded.message(preference));
        let complete = message.as_ref().filter(|message| message.is_complete());
        let outcome = match (&message, complete) {
            (_, Some(_)) => Outcome::Localized,
            (Some(_), None) => Outcome::Incomplete,
            (None, None) => Outcome::UnknownCode,
        };
        self.shared.counts.add(outcome);
        if let Some(observer) = self.observer.as_deref() {
            let is_default = catalog.negotiate(preference).is_default();
            let name = catalog.registry().get(coded.code()).and_then(Entry::name);
            observer(&Observed::new(coded.code(), name, outcome, message.as_ref(), is_default));
        }
        let message = complete?;
        let problem = serde_json::to_vec(&message.problem().with_status(status)).ok()?;
        Some(Localization::said(problem.into(), coded.code().into(), message.locale().clone()))
    }

    /// Localizes a body by a policy, and counts no outcome.
    fn look_into(
        &self,
        policy: &Policy,
        limit: usize,
        body: Bytes,
        media_type: MediaType,
        preference: &str,
    ) -> Localization {
        let (fields, scope) = policy.fields(media_type);
        let mut found = Found::default();
        let result = json::find(&body, fields, scope, policy.missing_texts(), &mut found);
        if let Err(defect) = result {
            return Localization::unchanged(body, Outcome::Defective(defect));
        }
        self.shared.counts.add_odd_pairs(found.odd);
        if found.is_empty() {
            let outcome = if found.odd > 0 { Outcome::OddPair } else { Outcome::NoPair };
            return Localization::unchanged(body, outcome);
        }
        let catalog = self.catalog();
        let translator = Translator::new(policy, &catalog, media_type, preference);
        translator.localize(body, &mut found, limit, self.observer.as_deref())
    }

    /// The catalog of this moment.
    pub(super) fn catalog(&self) -> Cow<'_, Catalog> {
        match &self.shared.texts {
            Texts::Fixed(catalog) => Cow::Borrowed(catalog),
            Texts::Live(current) => Cow::Owned(current()),
        }
    }

    /// How many bodies and responses have had an outcome so far.
    ///
    /// ```
    /// use codeword::Catalog;
    /// use codeword::response::{Localizer, MediaType, Outcome, Policy};
    ///
    /// let localizer = Localizer::new(Catalog::embedded(), Policy::default());
    /// localizer.localize(r#"{"code": 7, "info": ""}"#.into(), MediaType::Json, "en");
    /// assert_eq!(localizer.counted(Outcome::UnknownCode), 1);
    /// ```
    pub fn counted(&self, outcome: Outcome) -> u64 {
        self.shared.counts.of(outcome)
    }

    /// How many pairs were passed over so far, because what stands there as a code is not one, such as `1.5`
    /// or `"not found"`, or what stands there as a text is not a string. Other pairs of the same bodies are localized all the same.
    ///
    /// ```
    /// use codeword::Catalog;
    /// use codeword::response::{Localizer, MediaType, Outcome, Policy};
    ///
    /// let localizer = Localizer::new(Catalog::embedded(), Policy::default());
    /// let body = r#"{"code": 400202, "info": "not found", "spot": {"code": null, "info": "here"}}"#;
    /// let localized = localizer.localize(body.into(), MediaType::Json, "zh-CN");
    /// assert_eq!(localized.outcome(), Outcome::Localized);
    /// assert_eq!(localizer.odd_pairs(), 1);
    /// ```
    pub fn odd_pairs(&self) -> u64 {
        self.shared.counts.odd_pairs()
    }

    /// Whether the other one is a clone, and counts the same.
    #[cfg(feature = "admin")]
    pub(crate) fn is_clone_of(&self, other: &Localizer) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }

    /// Takes back that an outcome was counted, where its answer could not be handed over.
    #[cfg(feature = "capi")]
    pub(crate) fn discount(&self, outcome: Outcome) {
        self.shared.counts.subtract(outcome);
    }

    /// Counts a text that was found in another form than JSON.
    #[cfg(feature = "tonic")]
    pub(super) fn count(&self, outcome: Outcome) {
        self.shared.counts.add(outcome);
    }

    /// Counts a response that is left as it is.
    #[cfg(feature = "semantics")]
    pub(crate) fn exempt(&self, exemption: Exemption) -> Outcome {
        let outcome = Outcome::Exempt(exemption);
        self.shared.counts.add(outcome);
        outcome
    }
}

impl fmt::Debug for Localizer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Localizer").field("policy", self.policy()).finish_non_exhaustive()
    }
}
