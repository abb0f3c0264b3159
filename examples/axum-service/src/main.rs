//! A service with errors of its own, which become problem details (RFC 9457) in the language of whoever reads them.
//!
//! ```console
//! $ cargo run
//! $ curl -X POST localhost:3000/cart/120 -H 'accept-language: pl'
//! ```

use axum::extract::Path;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Serialize;
use tokio::net::TcpListener;

#[derive(Debug, thiserror::Error)]
enum ShopError {
    #[error("order {0} not found")]
    OrderNotFound(String),
    #[error("cart too large: {count} items")]
    CartTooLarge { count: u32, limit: u32 },
}

#[derive(Serialize)]
struct Cart {
    count: u32,
}

async fn order(Path(id): Path<String>) -> Result<Json<Cart>, ShopError> {
    Err(ShopError::OrderNotFound(id))
}

async fn fill_cart(Path(count): Path<u32>) -> Result<Json<Cart>, ShopError> {
    let limit = 100;
    if count > limit {
        return Err(ShopError::CartTooLarge { count, limit });
    }
    Ok(Json(Cart { count }))
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let app = Router::new()
        .route("/orders/{id}", get(order))
        .route("/cart/{count}", post(fill_cart))
        .layer(words::layer());
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app).await
}

/// All that the service does about languages.
mod words;
