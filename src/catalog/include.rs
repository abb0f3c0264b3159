//! [`include_catalog!`](crate::include_catalog): what a build script wrote.

/// Brings in the catalog that a build script wrote, by `codeword::build` of the feature `build`: a constant and a
/// function for each code, and `catalog()`, which has the words.
///
/// It belongs into a module of its own, by whose name the codes are called, as in `errors::order_not_found(id)`:
///
/// ```ignore
/// pub mod errors {
///     codeword::include_catalog!();
/// }
/// ```
///
/// A constant is called as the code is in `codes.toml`, `ORDER_NOT_FOUND`, or after the code itself, `CODE_404001`.
/// The function has the same name in small letters, `order_not_found`, and returns a [`Coded`](crate::Coded). The only
/// variable of a code is its parameter. Two or more are the fields of a struct, which the function takes, and which has
/// the name of the code too: `errors::out_of_stock(errors::OutOfStock { item: "pen", left: 3 })`. A name that is a
/// keyword of Rust, or that the module needs itself, such as `catalog` and `Code`, ends with `_`.
#[macro_export]
macro_rules! include_catalog {
    () => {
#[allow(clippy::all, clippy::pedantic, dead_code, deprecated, missing_docs, non_camel_case_types)]
        #[allow(unreachable_pub, unused_imports)]
        #[rustfmt::skip]
        mod codeword_catalog {
            ::core::include!(::core::concat!(::core::env!("OUT_DIR"), "/codeword.rs"));
        }
        #[allow(unused_imports)]
        pub use codeword_catalog::*;
    };
}
