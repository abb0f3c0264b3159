use axum::response::{IntoResponse, Response};
use codeword::response::layer::LocalizeLayer;
use codeword::response::{Localizer, Policy};

use super::ShopError;

mod errors {
    codeword::include_catalog!();
}

impl IntoResponse for ShopError {
    fn into_response(self) -> Response {
        match self {
            ShopError::OrderNotFound(id) => errors::order_not_found(id),
            ShopError::CartTooLarge { count, limit } => {
                errors::cart_too_large(errors::CartTooLarge { count, limit })
            }
        }
        .into_response()
    }
}

pub fn layer() -> LocalizeLayer {
    LocalizeLayer::new(Localizer::new(errors::catalog().clone(), Policy::default()))
}
