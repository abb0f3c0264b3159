//! [`ServerCertificates`]: those that the proxy shows to its clients, which follow their files.

use std::collections::HashMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Weak};
use std::thread;
use std::time::Duration;

use arc_swap::ArcSwap;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

use super::identity::{Files, Identity};
use crate::Error;

/// How long a change may stand in the files before it is seen.
const LOOK: Duration = Duration::from_secs(1);

/// The certificates with which a proxy speaks TLS to its clients; a clone is the same.
///
/// A client gets the one for the name that it asks for (SNI, RFC 6066 §3), by the names of hosts in the
/// certificates; a whole name goes before `*.example.org`, and the first certificate is for all other clients.
/// TLS 1.2 and 1.3 are spoken, and HTTP/2 or HTTP/1.1 is agreed on (ALPN, RFC 7301).
///
/// The files are read again as soon as they change. A certificate is replaced together with its key: while
/// the two do not belong together, or one of them cannot be read, the pair before is shown, and the log says why.
///
/// ```no_run
/// use codeword::gateway::proxy::{Proxy, ServerCertificates};
///
/// let certificates = ServerCertificates::follow([
///     ("/etc/codeword/example.org.pem", "/etc/codeword/example.org.key"),
///     ("/etc/codeword/example.net.pem", "/etc/codeword/example.net.key"),
/// ])?;
/// let proxy = Proxy::builder("http://127.0.0.1:8090".parse()?).tls(certificates).build()?;
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone)]
pub struct ServerCertificates {
    shared: Arc<Shared>,
    pub(super) config: Arc<ServerConfig>,
    /// The thread that follows the files ends when all clones of this are gone.
    _alive: Sender<()>,
}

/// What the handles and the thread have in common.
#[derive(Debug)]
struct Shared {
    shown: ArcSwap<Shown>,
    failed: [AtomicU64; HandshakeFailure::ALL.len()],
}

/// The certificates of a moment.
#[derive(Debug)]
struct Shown {
    by_name: HashMap<String, Arc<CertifiedKey>>,
    first: Option<Arc<CertifiedKey>>,
    /// Each file of a certificate, with the second of its end since 1970.
    ends: Vec<(String, u64)>,
}

/// A certificate and where it comes from.
struct Followed {
    files: Files,
    identity: Identity,
    /// What the files held when they were looked at, or why they could not be read.
    seen: Result<(u64, u64), String>,
}

/// Why a client and the proxy have not agreed on TLS.
#[derive(Clone, Copy, Debug)]
pub(super) enum HandshakeFailure {
    /// The client speaks HTTP without TLS.
    PlainHttp,
    /// One of the two refuses what the other says.
    Refused,
    /// The client has broken off.
    Cut,
    /// The client has taken too long.
    TimedOut,
}

impl HandshakeFailure {
    const ALL: [HandshakeFailure; 4] = [
        HandshakeFailure::PlainHttp,
        HandshakeFailure::Refused,
        HandshakeFailure::Cut,
        HandshakeFailure::TimedOut,
    ];

    fn name(self) -> &'static str {
        match self {
            HandshakeFailure::PlainHttp => "plain-http",
            HandshakeFailure::Refused => "refused",
            HandshakeFailure::Cut => "cut",
            HandshakeFailure::TimedOut => "timed-out",
        }
    }
}

impl ServerCertificates {
    /// Reads the certificates, each a file of a chain in PEM and one of its private key, and follows both.
    ///
    /// What may surprise is logged: that a certificate has expired, or that everybody can read a key.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_certificate`] if there is none, if a file cannot be read or holds something else, or
    /// if a key does not belong to its certificate.
    pub fn follow<P: Into<PathBuf>>(
        pairs: impl IntoIterator<Item = (P, P)>,
    ) -> Result<ServerCertificates, Error> {
        let follow = |(chain, key): (P, P)| {
            let files = Files { chain: chain.into(), key: key.into() };
            let contents = files.read()?;
            let identity = contents.parse(&files)?;
            files.warn_of(&identity);
            Ok(Followed { files, identity, seen: Ok(contents.fingerprint()) })
        };
        let followed: Vec<Followed> =
            pairs.into_iter().map(follow).collect::<Result<_, Error>>()?;
        if followed.is_empty() {
            return Err(Error::invalid_certificate("TLS needs a certificate: name one"));
        }
        let shown = ArcSwap::from_pointee(Shown::new(&followed));
        let shared = Arc::new(Shared { shown, failed: Default::default() });
        let config = server_config(Arc::clone(&shared) as Arc<dyn ResolvesServerCert>)?;
        let (_alive, end) = channel::<()>();
        let watched = Arc::downgrade(&shared);
        let look = move || {
            let mut followed = followed;
            while end.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
                look(&mut followed, &watched);
            }
        };
        let name = "codeword-tls".to_owned();
        thread::Builder::new().name(name).spawn(look).map_err(Error::thread)?;
        Ok(ServerCertificates { shared, config: Arc::new(config), _alive })
    }

    pub(super) fn count(&self, failure: HandshakeFailure) {
        self.shared.failed[failure as usize].fetch_add(1, Ordering::Relaxed);
    }
}

/// The same for all connections, so that sessions outlive certificates.
fn server_config(resolver: Arc<dyn ResolvesServerCert>) -> Result<ServerConfig, Error> {
    let refuse =
        |error: rustls::Error| Error::invalid_certificate(format!("TLS cannot be used: {error}"));
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(refuse)?
        .with_no_client_auth()
        .with_cert_resolver(resolver);
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    // Whichever thread answers, a client may take up its session again.
    config.ticketer = ring::Ticketer::new().map_err(refuse)?;
    Ok(config)
}

/// Takes what has changed, if it is good.
fn look(followed: &mut [Followed], shared: &Weak<Shared>) {
    let mut is_new = false;
    for pair in &mut *followed {
        let contents = pair.files.read();
        let seen = match &contents {
            Ok(contents) => Ok(contents.fingerprint()),
            Err(error) => Err(error.to_string()),
        };
        if seen == pair.seen {
            continue;
        }
        pair.seen = seen;
        let file = pair.files.chain.display();
        match contents.and_then(|contents| contents.parse(&pair.files)) {
            Ok(identity) => {
                tracing::info!(target: "codeword::tls", %file, "clients are shown the new certificate");
                pair.files.warn_of(&identity);
                pair.identity = identity;
                is_new = true;
            }
            Err(error) => tracing::warn!(
                target: "codeword::tls",
                %file,
                %error,
                "clients are still shown the certificate before"
            ),
        }
    }
    if let Some(shared) = shared.upgrade().filter(|_| is_new) {
        shared.shown.store(Arc::new(Shown::new(followed)));
    }
}

impl Shown {
    fn new(followed: &[Followed]) -> Shown {
        let mut by_name = HashMap::new();
        for Followed { identity, .. } in followed {
            for name in &identity.names {
                by_name.entry(name.clone()).or_insert(Arc::clone(&identity.certified));
            }
        }
        let first = followed.first().map(|pair| Arc::clone(&pair.identity.certified));
        let end = |pair: &Followed| {
            let end = pair.identity.validity.not_after?;
            Some((pair.files.chain.display().to_string(), end.as_secs()))
        };
        Shown { by_name, first, ends: followed.iter().filter_map(end).collect() }
    }

    fn of(&self, name: &str) -> Option<&Arc<CertifiedKey>> {
        let name = name.to_ascii_lowercase();
        self.by_name.get(&name).or_else(|| {
            let (_, rest) = name.split_once('.')?;
            self.by_name.get(&format!("*.{rest}"))
        })
    }
}

impl ResolvesServerCert for Shared {
    fn resolve(&self, client: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let shown = self.shown.load();
        let named = client.server_name().and_then(|name| shown.of(name));
        named.or(shown.first.as_ref()).cloned()
    }
}

impl fmt::Debug for ServerCertificates {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.shared.shown.load();
        let files = shown.ends.iter().map(|(file, _)| file);
        out.debug_list().entries(files).finish()
    }
}

impl Collector for ServerCertificates {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let help = "When each certificate of the proxy expires, in seconds since 1970";
        let name = "tls_certificate_expiry_seconds";
        let mut family = encoder.encode_descriptor(name, help, None, MetricType::Gauge)?;
        for (file, end) in &self.shared.shown.load().ends {
            ConstGauge::new(*end).encode(family.encode_family(&[("file", file.as_str())])?)?;
        }
        let help = "Connections on which no TLS was agreed on, by why";
        let name = "tls_handshakes_failed";
        let mut family = encoder.encode_descriptor(name, help, None, MetricType::Counter)?;
        for failure in HandshakeFailure::ALL {
            let counted = self.shared.failed[failure as usize].load(Ordering::Relaxed);
            let labels = [("why", failure.name())];
            ConstCounter::new(counted).encode(family.encode_family(&labels)?)?;
        }
        Ok(())
    }
}
