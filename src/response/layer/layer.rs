//! [`LocalizeLayer`]: the layer that wraps a service in [`Localize`].

use tower_layer::Layer;

use super::{Always, Localize};
use crate::response::Localizer;
use crate::response::semantics::BODY_LIMIT;

/// Wraps a service so that its responses are localized; see [the module](super).
#[derive(Clone, Debug)]
pub struct LocalizeLayer<P = Always> {
    localizer: Localizer,
    predicate: P,
    body_limit: usize,
}

impl LocalizeLayer {
    /// A layer that looks into every response.
    pub fn new(localizer: Localizer) -> LocalizeLayer {
        LocalizeLayer { localizer, predicate: Always, body_limit: BODY_LIMIT }
    }
}

impl<P> LocalizeLayer<P> {
    /// The same layer, but looking only into the responses that the predicate accepts.
    pub fn localize_when<Q>(self, predicate: Q) -> LocalizeLayer<Q> {
        LocalizeLayer { localizer: self.localizer, predicate, body_limit: self.body_limit }
    }

    /// The size in bytes of the largest body that is held back to be looked into, by default 1 MiB. A
    /// larger one flows through as it is, and so does one that would become larger.
    pub fn body_limit(self, bytes: usize) -> LocalizeLayer<P> {
        LocalizeLayer { body_limit: bytes, ..self }
    }
}

impl<S, P: Clone> Layer<S> for LocalizeLayer<P> {
    type Service = Localize<S, P>;

    fn layer(&self, inner: S) -> Localize<S, P> {
        Localize::new(inner, self.localizer.clone(), self.predicate.clone(), self.body_limit)
    }
}
