//! [`Said`]: a response that the program itself has put into words, or has left to the gateway to say; and [`Asked`],
//! by which a program asks who reads.

#[cfg(feature = "axum")]
use std::sync::Arc;
#[cfg(feature = "axum")]
use std::sync::atomic::{AtomicBool, Ordering};

#[cfg(feature = "axum")]
use http::Extensions;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::response::Parts;

use super::headers::{describe, vary_by};
use super::requester::Requester;
use crate::Coded;
use crate::response::{Localization, Localizer, MediaType, Outcome};

/// A response that is not looked into, since its program knows of readers.
pub(crate) enum Said {
    /// It has a [`Coded`] among its extensions, and this is its body for the reader.
    Anew(Localization),
    /// It is in the reader's language, as its [`Outcome`] says.
    Already,
}

impl Said {
    /// What the extensions of a response say, and the headers with it; `None` if it is to be looked into as any
    /// other.
    pub(crate) fn of(
        parts: &mut Parts,
        requester: &Requester,
        localizer: &Localizer,
    ) -> Option<Said> {
        if parts.extensions.get() == Some(&Outcome::Localized) {
            vary_by(&mut parts.headers, localizer.policy().header_names());
            return Some(Said::Already);
        }
        let coded = parts.extensions.remove::<Coded>()?;
        let status = parts.status.as_u16();
        let localization = localizer.say(&coded, status, &requester.preference)?;
        describe(&mut parts.headers, &localization);
        let problem = HeaderValue::from_static(MediaType::Problem.name());
        parts.headers.insert(CONTENT_TYPE, problem);
        vary_by(&mut parts.headers, localizer.policy().header_names());
        parts.extensions.insert(localization.outcome());
        Some(Said::Anew(localization))
    }
}

/// An extension of a request, by which whoever answers it finds out who reads, and says that they have: whatever the
/// response is, it may then be another for another reader.
#[cfg(feature = "axum")]
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    localizer: Localizer,
    is_asked: Arc<AtomicBool>,
}

#[cfg(feature = "axum")]
impl Asked {
    /// Puts one among the extensions of a request, and gives it to whoever waits for the response.
    pub(crate) fn beside(extensions: &mut Extensions, localizer: &Localizer) -> Asked {
        let asked = Asked { localizer: localizer.clone(), is_asked: Arc::default() };
        extensions.insert(asked.clone());
        asked
    }

    /// What knows the reader, who is asked for from now on.
    pub(crate) fn ask(&self) -> &Localizer {
        // Who takes the response from the one that asked sees what was stored before.
        self.is_asked.store(true, Ordering::Relaxed);
        &self.localizer
    }

    /// Tells caches what the response depends on, if the reader was asked for.
    pub(crate) fn vary(&self, parts: &mut Parts) {
        if self.is_asked.load(Ordering::Relaxed) {
            vary_by(&mut parts.headers, self.localizer.policy().header_names());
        }
    }
}
