//! For services of tonic: a code as a gRPC status, and a layer that says it to the reader.
//!
//! A method returns a [`Coded`] behind `?`, which becomes a [`Status`] with an `ErrorInfo` in its details
//! ([AIP-193]): the reason is the code's name, or the code, and the metadata are its arguments. [`StatusLayer`] adds
//! a `LocalizedMessage` in the language that the request's metadata ask for, `accept-language`:
//!
//! ```no_run
//! # async fn run(service: tonic::service::Routes, catalog: codeword::Catalog) -> Result<(), Box<dyn std::error::Error>> {
//! use codeword::response::tonic::StatusLayer;
//! use codeword::response::{Localizer, Policy};
//!
//! let layer = StatusLayer::new(Localizer::new(catalog, Policy::default()));
//! # let _ = (service, layer);
//! // tonic::transport::Server::builder().layer(layer).add_service(service)
//! # Ok(())
//! # }
//! ```
//!
//! The layer needs nothing else of this crate: it does the same for the statuses of any server that passes through,
//! if they have an `ErrorInfo` whose reason is a code or a name of the catalog.
//!
//! # What it does to a status
//!
//! * It reads `grpc-status-details-bin`, in the trailers and in heads without a body ("Trailers-Only"), and changes no
//!   other byte of a response; messages flow through as they come.
//! * A `LocalizedMessage` of the server's is replaced, unless the catalog has the message in none of the reader's
//!   languages.
//! * Metadata are texts. One that is written as a number is a number, so that plurals are right.
//! * A status stays as it is whose reason the catalog does not have, or the policy leaves alone; whose message lacks an
//!   argument; whose details cannot be read; or whose details would pass 8 KiB, which is all that many peers accept of
//!   metadata.
//! * gRPC-Web has its trailers in the body: put the layer inside of what translates it.
//!
//! [AIP-193]: https://google.aip.dev/193

mod details;
mod layer;

use std::collections::HashMap;

use ::tonic::{Code as StatusCode, Status};
use tonic_types::{ErrorDetails, StatusExt};

use crate::registry::GrpcCode;
use crate::{Coded, Message};

pub use layer::{LocalizeStatus, StatusBody, StatusFuture, StatusLayer};

/// The status of a code: the one that the registry says, or else that of its HTTP status; `UNKNOWN` if it has none.
///
/// Its message is for developers, in the default locale. The `ErrorInfo` has no domain; [`with_domain`] gives it one.
///
/// ```
/// use codeword::Catalog;
/// use tonic::{Code, Status};
/// use tonic_types::StatusExt;
///
/// let status = Status::from(Catalog::embedded().coded(404001));
/// assert_eq!(status.code(), Code::NotFound);
///
/// let reason = status.get_details_error_info().unwrap().reason;
/// assert_eq!(reason, "CMDBNotFindHost");
/// ```
impl From<Coded> for Status {
    fn from(coded: Coded) -> Status {
        with_domain(&coded, "")
    }
}

/// The status of a code, with the domain of its reason, such as `shop.example.com`.
///
/// ```
/// use codeword::Catalog;
/// use codeword::response::tonic::with_domain;
/// use tonic_types::StatusExt;
///
/// let status = with_domain(&Catalog::embedded().coded(404001), "polarismesh.cn");
/// assert_eq!(status.get_details_error_info().unwrap().domain, "polarismesh.cn");
/// ```
pub fn with_domain(coded: &Coded, domain: &str) -> Status {
    let message = coded.message("*");
    let grpc = match &message {
        Some(message) => message.grpc(),
        None => coded.http_status().map(GrpcCode::of_http_status),
    };
    let grpc = grpc.unwrap_or(GrpcCode::Unknown);
    let name = message.as_ref().and_then(Message::name);
    let reason = name.map_or_else(|| coded.code().to_string(), ToOwned::to_owned);
    let metadata: HashMap<String, String> =
        coded.args().iter().map(|(name, value)| (name.to_owned(), value.to_string())).collect();
    let details = ErrorDetails::with_error_info(reason, domain, metadata);
    Status::with_error_details(
        StatusCode::from(i32::from(grpc.number())),
        coded.to_string(),
        details,
    )
}
