//! [`Tunnels`]: pairs of connections that go on in another protocol, WebSocket's (RFC 9110 §7.8).

use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio::sync::watch;

/// Where tunnels may be opened. They end when it is dropped.
pub(super) struct Tunnels(watch::Sender<()>);

/// Opens tunnels.
#[derive(Clone)]
pub(super) struct Opener(watch::Receiver<()>);

impl Tunnels {
    pub(super) fn new() -> Tunnels {
        Tunnels(watch::Sender::new(()))
    }

    pub(super) fn opener(&self) -> Opener {
        Opener(self.0.subscribe())
    }
}

impl Opener {
    /// Joins two connections, in a task of its own, until both have ended.
    pub(super) fn join(mut self, client: OnUpgrade, upstream: OnUpgrade) {
        let joined = async {
            let (client, upstream) = tokio::try_join!(client, upstream)?;
            let (mut client, mut upstream) = (TokioIo::new(client), TokioIo::new(upstream));
            tokio::io::copy_bidirectional(&mut client, &mut upstream).await?;
            Ok::<_, Box<dyn std::error::Error + Send + Sync>>(())
        };
        tokio::spawn(async move {
            tokio::select! {
                joined = joined => if let Err(error) = joined {
                    tracing::debug!(error, "the tunnel broke off");
                },
                // Nothing is ever sent: this is the end of the proxy.
                _ = self.0.changed() => {}
            }
        });
    }
}
