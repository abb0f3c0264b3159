//! [`Localizer`]: a catalog and a policy; bodies in, localized bodies out.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

#[cfg(feature = "tower")]
use super::Exemption;
use super::json::{self, Occurrences};
use super::observer::Observer;
use super::outcome::Counts;
use super::translate::Translator;
use super::{Localization, MediaType, Observed, Outcome, Policy};
use crate::Catalog;

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
        let shared = Arc::new(Shared { texts, policy, counts: Counts::new() });
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
    ///         let _ = sender.send(text.code());
    ///     }
    /// });
    /// localizer.localize(r#"{"code": 7, "info": ""}"#.into(), MediaType::Json, "en");
    /// assert_eq!(unknown.try_recv()?, 7);
    /// # Ok::<(), mpsc::TryRecvError>(())
    /// ```
    pub fn observed_by(self, observer: impl Fn(&Observed) + Send + Sync + 'static) -> Localizer {
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
        self.localize_within(usize::MAX, body, media_type, preference)
    }

    /// The same, but a body that would become larger than `limit` bytes is left as it is.
    pub(super) fn localize_within(
        &self,
        limit: usize,
        body: Bytes,
        media_type: MediaType,
        preference: &str,
    ) -> Localization {
        let policy = self.policy();
        let (fields, scope) = policy.fields(media_type);
        let mut found = Occurrences::new();
        let localization = match json::find(&body, fields, scope, &mut found) {
            Err(defect) => Localization::unchanged(body, Outcome::Defective(defect)),
            Ok(odd) if found.is_empty() => {
                let outcome = if odd > 0 { Outcome::OddPair } else { Outcome::NoPair };
                self.shared.counts.add_odd_pairs(odd);
                Localization::unchanged(body, outcome)
            }
            Ok(odd) => {
                self.shared.counts.add_odd_pairs(odd);
                let catalog = match &self.shared.texts {
                    Texts::Fixed(catalog) => Cow::Borrowed(catalog),
                    Texts::Live(current) => Cow::Owned(current()),
                };
                let translator = Translator::new(policy, &catalog, media_type, preference);
                translator.localize(body, &found, limit, self.observer.as_deref())
            }
        };
        self.shared.counts.add(localization.outcome());
        localization
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

    /// How many pairs were passed over so far, because their code was not an integer or their text was not a
    /// string. Other pairs of the same bodies are localized all the same.
    ///
    /// ```
    /// use codeword::Catalog;
    /// use codeword::response::{Localizer, MediaType, Outcome, Policy};
    ///
    /// let localizer = Localizer::new(Catalog::embedded(), Policy::default());
    /// let body = r#"{"code": 400202, "info": "not found", "country": {"code": "US", "info": "America"}}"#;
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

    /// Counts a response that is left as it is.
    #[cfg(feature = "tower")]
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
