//! [`ProxyBuilder`]: how a proxy reaches its upstream, and what it does with the answers.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::client::{self, Connect, Protocol, Trust};
use super::rewrite::Rewrite;
use super::route::Route;
use super::serve::Proxy;
use super::upstream::Upstream;
use crate::Error;
use crate::gateway::admin::Metrics;
use crate::response::layer::LocalizeLayer;

/// Builds a [`Proxy`]; from [`Proxy::builder`].
#[derive(Debug)]
pub struct ProxyBuilder {
    upstream: Upstream,
    layer: Option<LocalizeLayer>,
    metrics: Option<Metrics>,
    timeout: Duration,
    connect_timeout: Duration,
    http2: bool,
    certificates: Option<PathBuf>,
    keep_host: bool,
    trust_forwarded: bool,
}

impl Proxy {
    /// A proxy before this upstream.
    pub fn builder(upstream: Upstream) -> ProxyBuilder {
        ProxyBuilder {
            upstream,
            layer: None,
            metrics: None,
            timeout: Duration::from_secs(60),
            connect_timeout: Duration::from_secs(5),
            http2: false,
            certificates: None,
            keep_host: false,
            trust_forwarded: false,
        }
    }
}

impl ProxyBuilder {
    /// Localizes the answers. Without it, the proxy passes them as they are.
    pub fn localize(self, layer: LocalizeLayer) -> ProxyBuilder {
        ProxyBuilder { layer: Some(layer), ..self }
    }

    /// Counts how long each request takes, until the head of its answer is sent.
    pub fn metrics(self, metrics: Metrics) -> ProxyBuilder {
        ProxyBuilder { metrics: Some(metrics), ..self }
    }

    /// How long the upstream may take for the head of its answer, by default 60 seconds: counted from the
    /// last piece of the request that it was given. A client may be silent as long in the midst of its
    /// request.
    ///
    /// Once the head is there, nothing is counted any more: a download or a stream of events may take as
    /// long as it will.
    pub fn timeout(self, timeout: Duration) -> ProxyBuilder {
        ProxyBuilder { timeout, ..self }
    }

    /// How long a connection to the upstream may take to be made, with its name looked up and its TLS
    /// agreed, by default 5 seconds.
    pub fn connect_timeout(self, connect_timeout: Duration) -> ProxyBuilder {
        ProxyBuilder { connect_timeout, ..self }
    }

    /// Whether to speak HTTP/2 to an upstream without TLS, by prior knowledge (RFC 9113 §3.3). One with
    /// TLS says itself what it speaks (ALPN, RFC 7301). A WebSocket goes by HTTP/1.1 all the same.
    pub fn upstream_http2(self, http2: bool) -> ProxyBuilder {
        ProxyBuilder { http2, ..self }
    }

    /// The file of certificates, in PEM, by which an upstream with TLS is trusted, instead of those that
    /// the system trusts.
    pub fn upstream_certificates(self, file: impl Into<PathBuf>) -> ProxyBuilder {
        ProxyBuilder { certificates: Some(file.into()), ..self }
    }

    /// Whether the upstream is called by the name by which clients call the proxy, instead of its own. It
    /// is then spoken to by HTTP/1.1, since in HTTP/2 that name stands in the target (RFC 9113 §8.3.1).
    pub fn keep_host(self, keep_host: bool) -> ProxyBuilder {
        ProxyBuilder { keep_host, ..self }
    }

    /// Whether to believe what requests say of earlier proxies in `Forwarded` and `X-Forwarded-…`: only
    /// where every client is a proxy of one's own.
    pub fn trust_forwarded(self, trust_forwarded: bool) -> ProxyBuilder {
        ProxyBuilder { trust_forwarded, ..self }
    }

    /// The proxy, which has connected to nobody yet.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_upstream`] if the certificates cannot be read or there is no TLS to use them
    /// for, and if the upstream shall be both called by the clients' name and spoken to by HTTP/2.
    pub fn build(self) -> Result<Proxy, Error> {
        let has_tls = self.upstream.has_tls();
        if self.keep_host && self.http2 {
            let text = "the host of clients cannot be kept by HTTP/2: choose one of the two";
            return Err(Error::invalid_upstream(text));
        }
        let trust = match &self.certificates {
            Some(file) if has_tls => Trust::File(file),
            Some(file) => {
                let (file, upstream) = (file.display(), &self.upstream);
                return Err(Error::invalid_upstream(format!(
                    "{file}: {upstream} has no TLS, for which certificates are: write https:// or leave them out"
                )));
            }
            None if has_tls => Trust::System,
            None => Trust::Unneeded,
        };
        let protocol = match (has_tls, self.http2) {
            _ if self.keep_host => Protocol::Http1,
            (true, _) => Protocol::Negotiated,
            (false, true) => Protocol::Http2,
            (false, false) => Protocol::Http1,
        };
        let connections =
            client::connections(&Connect { timeout: self.connect_timeout, protocol, trust })?;
        let rewrite = Rewrite {
            upstream: self.upstream,
            http1: protocol == Protocol::Http1,
            keep_host: self.keep_host,
            trust_forwarded: self.trust_forwarded,
            readable: self.layer.is_some(),
        };
        let route = Route { rewrite, connections, timeout: self.timeout };
        Ok(Proxy { route: Arc::new(route), layer: self.layer, metrics: self.metrics })
    }
}
