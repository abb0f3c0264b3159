//! [`Trust`]: by which certificates an upstream with TLS is trusted.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use hyper_rustls::ConfigBuilderExt;
use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};

use super::certificates::Certificates;
use crate::Error;

/// The certificates by which an upstream is trusted.
pub(super) enum Trust<'a> {
    /// None, because it has no TLS.
    Unneeded,
    /// Those that the system trusts.
    System,
    /// Those of a file.
    File(&'a Path),
}

/// How TLS is spoken to an upstream.
pub(super) fn client_config(trust: Trust<'_>) -> Result<ClientConfig, Error> {
    let refuse =
        |error: &dyn fmt::Display| Error::invalid_upstream(format!("TLS cannot be used: {error}"));
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| refuse(&error))?;
    let builder = match trust {
        Trust::Unneeded => builder.with_root_certificates(RootCertStore::empty()),
        Trust::System => builder.with_native_roots().map_err(|error| refuse(&error))?,
        Trust::File(path) => {
            let certificates = Arc::new(Certificates::read(path)?);
            builder.dangerous().with_custom_certificate_verifier(certificates)
        }
    };
    Ok(builder.with_no_client_auth())
}
