//! [`Modes`]: how Envoy sends bodies, by its configuration.

use super::super::messages::proto::ProtocolConfiguration;
use super::super::messages::proto::processing_mode::BodySendMode;

/// How Envoy sends bodies, by its configuration. One that does not tell, because it is older, is taken for
/// one that sends none unless it is asked to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Modes {
    pub(super) request: BodySendMode,
    pub(super) response: BodySendMode,
}

impl Default for Modes {
    fn default() -> Modes {
        Modes { request: BodySendMode::None, response: BodySendMode::None }
    }
}

impl Modes {
    pub(super) fn of(configuration: &ProtocolConfiguration) -> Modes {
        Modes {
            request: configuration.request_body_mode(),
            response: configuration.response_body_mode(),
        }
    }

    /// Whether Envoy sends the bodies of responses without being asked to.
    pub(super) fn send_bodies(self) -> bool {
        self.response != BodySendMode::None
    }

    /// Whether Envoy keeps no copy of what it has sent, so that it cannot go on alone.
    pub(super) fn are_duplex(self) -> bool {
        is_duplex(self.request) || is_duplex(self.response)
    }
}

/// Whether Envoy sends on only what it is sent back.
pub(super) fn is_duplex(mode: BodySendMode) -> bool {
    matches!(mode, BodySendMode::FullDuplexStreamed | BodySendMode::Grpc)
}
