//! [`Notices`]: what is said once about the configuration of an Envoy, and not for each response.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use super::super::messages::Attributes;

/// What is said once about the configuration of an Envoy, and not for each response.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Notices(Arc<Said>);

#[derive(Debug, Default)]
struct Said {
    no_reader: OnceLock<()>,
    no_body: OnceLock<()>,
    has_body_come: AtomicBool,
}

impl Notices {
    /// A response came, but nothing of its request.
    pub(super) fn no_reader(&self, attributes: &Attributes) {
        self.0.no_reader.get_or_init(|| {
            tracing::warn!(
                "Envoy says nothing of the requests, so readers get the default language: set the filter's \
                 request_header_mode to SEND, or its response_attributes to {:?}",
                attributes.names(),
            );
        });
    }

    /// A body has come that had to be asked for.
    pub(super) fn has_body_come(&self) {
        self.0.has_body_come.store(true, Ordering::Relaxed);
    }

    /// A body was asked for, and did not come. Where others have, its client may just have left.
    pub(super) fn no_body(&self) {
        if !self.0.has_body_come.load(Ordering::Relaxed) {
            self.0.no_body.get_or_init(|| {
                tracing::warn!(
                    "Envoy has not sent a body that it was asked for; if texts stay as they are, set the \
                     filter's allow_mode_override to true, or its response_body_mode to BUFFERED",
                );
            });
        }
    }
}
