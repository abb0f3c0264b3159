//! [`Processor::serve`]: the processor on a socket.

use std::time::Duration;

use hyper_util::service::TowerToHyperService;

use super::proto::external_processor_server::ExternalProcessorServer;
use super::{Listener, Processor};
use crate::gateway::server;

/// What a message of Envoy may hold besides a body of the limit's size: headers, and as much more of a
/// body as Envoy's buffer holds.
const MESSAGE_RESERVE: usize = 4 * 1024 * 1024;

/// Envoy sends all that it has before it hears of a limit, and does not send again what is refused: in a
/// wave of errors, readers would get the original text.
const STREAMS: Option<u32> = None;

impl Processor {
    /// Answers Envoy until `stop`; then accepts no more connections, and returns when the responses in
    /// flight have come to their end, or after `grace`.
    pub async fn serve(self, listener: Listener, stop: impl Future<Output = ()>, grace: Duration) {
        let message_limit = self.limit().saturating_add(MESSAGE_RESERVE);
        let service = ExternalProcessorServer::new(self).max_decoding_message_size(message_limit);
        let service = TowerToHyperService::new(service);
        match listener {
            Listener::Tcp(listener) => {
                server::serve(listener, |_| service.clone(), STREAMS, stop, grace).await;
            }
            #[cfg(unix)]
            Listener::Unix(listener) => {
                server::serve(listener, |_| service.clone(), STREAMS, stop, grace).await;
            }
        }
    }
}
