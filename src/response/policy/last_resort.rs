//! [`Policy::status_codes`] and [`Policy::pages`]: what is made of an error that says no code.

use super::status_codes::{StatusCodes, unknown};
use super::{MediaType, Pages, Policy};
use crate::{Catalog, Code, CodeBuf, Diagnostic, Error};

impl Policy {
    /// The codes of errors that say none, by their status: those that a gateway or a framework makes itself. By
    /// default there are none.
    ///
    /// Such a code is put in front of the members of a JSON object in which no pair is found: of the object in
    /// which the first pair has its code. If that makes a pair whose text is replaced, both stay; otherwise
    /// the body is left as it is. Other errors than JSON may be replaced as a whole: see [`Policy::pages`].
    ///
    /// ```
    /// use codeword::response::{Localizer, MediaType, Pair, Policy};
    /// use codeword::{Catalog, Code};
    ///
    /// let policy = Policy::default()
    ///     .pairs([Pair::new("code", "message")?])?
    ///     .status_codes([(404, 404001)])?;
    /// let localizer = Localizer::new(Catalog::embedded(), policy);
    ///
    /// let body = r#"{"message":"no Route matched"}"#;
    /// let localized = localizer.localize_error(404, body.into(), MediaType::Json, "zh-CN");
    /// assert_eq!(localized.into_body(), r#"{"code":404001,"message":"无法找到主机的cmdb"}"#);
    /// # Ok::<(), codeword::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_policy`] if a status is not that of an error, 400 to 599.
    pub fn status_codes(
        self,
        codes: impl IntoIterator<Item = (u16, impl Into<CodeBuf>)>,
    ) -> Result<Policy, Error> {
        let mut status_codes = StatusCodes::default();
        for (status, code) in codes {
            let code = code.into();
            let unknown = Diagnostic::of_file("status-codes", unknown(code.as_code()));
            status_codes.add(&status.to_string(), code, unknown)?;
        }
        Ok(Policy { status_codes, ..self })
    }

    /// What is wrong with the [codes of statuses](Policy::status_codes): that a catalog has no message for
    /// them, each with the place in the file that says so.
    ///
    /// ```
    /// use codeword::{Catalog, Code};
    /// use codeword::response::Policy;
    ///
    /// let policy = Policy::default().status_codes([(404, Code::from_static("lost"))])?;
    /// let unknown = policy.unknown_status_codes(&Catalog::embedded());
    /// assert_eq!(
    ///     unknown[0].to_string(),
    ///     "status-codes: the catalog has no message for `lost`: add one, or name another code",
    /// );
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn unknown_status_codes(&self, catalog: &Catalog) -> Vec<Diagnostic> {
        let default = catalog.negotiator().default_locale();
        let codes = self.status_codes.iter();
        let unknown = codes.filter(|(code, _)| catalog.message(*code, default).is_none());
        unknown.map(|(_, diagnostic)| diagnostic.clone()).collect()
    }

    /// The code of last resort for a status.
    pub(in crate::response) fn status_code(&self, status: u16) -> Option<Code<'_>> {
        self.status_codes.get(status)
    }

    /// What becomes of an error that is not JSON, by default nothing.
    ///
    /// ```
    /// use codeword::Catalog;
    /// use codeword::response::{Localizer, MediaType, Pages, Policy};
    ///
    /// let policy = Policy::default().status_codes([(404, 404001)])?.pages(Pages::Json);
    /// let localizer = Localizer::new(Catalog::embedded(), policy);
    ///
    /// let (media_type, page) = localizer.page(404, "zh-CN").expect("a status with a code");
    /// assert_eq!(media_type, MediaType::Json);
    /// assert_eq!(page.into_body(), r#"{"code":404001,"info":"无法找到主机的cmdb"}"#);
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn pages(self, pages: Pages) -> Policy {
        Policy { pages, ..self }
    }

    pub(in crate::response) fn page_form(&self) -> Pages {
        self.pages
    }

    /// Whether an error of a status is replaced if it is not JSON.
    #[cfg(feature = "semantics")]
    pub(crate) fn replaces_pages(&self, status: u16) -> bool {
        self.pages != Pages::Leave && self.status_code(status).is_some()
    }

    /// Whether any is, so that it matters what a request accepts.
    #[cfg(feature = "semantics")]
    pub(crate) fn asks_for_accept(&self) -> bool {
        self.pages != Pages::Leave
    }

    /// The paths of the code and of the text of each pair that has a code.
    pub(in crate::response) fn paths(&self) -> &[[String; 2]] {
        &self.fields.paths
    }

    /// The paths of the codes of a kind of body.
    pub(in crate::response) fn code_paths(
        &self,
        media_type: MediaType,
    ) -> impl Iterator<Item = &str> {
        let (problem, paths) = match media_type {
            MediaType::Json => (None, &self.fields.paths[..]),
            MediaType::Problem => (Some("code"), &[][..]),
        };
        problem.into_iter().chain(paths.iter().map(|[code, _]| &**code))
    }
}
