//! [`Predicate`]: which responses are looked into.

use http::response::Parts;

/// Says which responses are looked into, by their status and headers.
///
/// A function of the parts is a predicate. Whatever it says, the [rules of HTTP](super) come on top.
///
/// ```
/// use codeword::Catalog;
/// use codeword::response::layer::{Errors, LocalizeLayer};
/// use codeword::response::{Localizer, Policy};
///
/// let localizer = Localizer::new(Catalog::embedded(), Policy::default());
///
/// // Errors by their status.
/// let layer = LocalizeLayer::new(localizer.clone()).localize_when(Errors);
///
/// // The Polaris server answers some errors with 200, but says so in a header.
/// let layer = LocalizeLayer::new(localizer)
///     .localize_when(|response: &http::response::Parts| response.headers.contains_key("x-polaris-code"));
/// ```
pub trait Predicate {
    /// Whether to look into a response.
    fn should_localize(&self, response: &Parts) -> bool;
}

impl<F: Fn(&Parts) -> bool> Predicate for F {
    fn should_localize(&self, response: &Parts) -> bool {
        self(response)
    }
}

/// Every response.
#[derive(Clone, Copy, Debug, Default)]
pub struct Always;

impl Predicate for Always {
    fn should_localize(&self, _: &Parts) -> bool {
        true
    }
}

/// The responses whose status is an error, 400 to 599.
#[derive(Clone, Copy, Debug, Default)]
pub struct Errors;

impl Predicate for Errors {
    fn should_localize(&self, response: &Parts) -> bool {
        response.status.is_client_error() || response.status.is_server_error()
    }
}
