//! Orders something, and says in the reader's language why that failed: `cargo run -- 'de, en;q=0.5'`.

use codeword::Coded;

mod errors {
    codeword::include_catalog!();
}

/// What can go wrong. The words are the catalog's; an error of the system keeps its own.
#[derive(Debug, thiserror::Error)]
enum OrderError {
    #[error(transparent)]
    Refused(#[from] Coded),
    #[error("the stock cannot be read: {0}")]
    Stock(#[from] std::io::Error),
}

/// Takes one of an item out of the stock, if it is there.
fn order(item: &str, amount: u32) -> Result<(), OrderError> {
    let left = stock(item)?;
    if left < amount {
        return Err(errors::out_of_stock(errors::OutOfStock { item, left }).into());
    }
    Ok(())
}

/// How many of an item there are.
fn stock(item: &str) -> Result<u32, std::io::Error> {
    Ok(item.len() as u32)
}

/// What an operator does with an order.
fn cancel(id: u64) -> Result<(), Coded> {
    Err(errors::order_not_found(id))
}

fn main() {
    let reader = std::env::args().nth(1).unwrap_or_default();
    match order("pen", 5) {
        Err(OrderError::Refused(refused)) => {
            println!("{}", refused.message(reader.as_str()).expect("the catalog has every code"));
        }
        other => println!("{other:?}"),
    }
    if let Err(error) = cancel(7) {
        assert_eq!(error.code(), errors::ORDER_NOT_FOUND);
        // For a log: the default locale.
        println!("{error}");
    }
}
