//! What does a translation lack beside its source? The rules that both [`Catalog::verify`](crate::Catalog::verify)
//! and `codeword check` ask: each finds a [`Gap`], and says it in the same words to both.

#![cfg_attr(not(feature = "cli"), allow(dead_code, reason = "the workbench asks for more of it"))]

mod gap;
pub(crate) mod plural;
mod variables;

pub(crate) use gap::{Gap, lost_variables, missing_attributes, missing_message, unknown_variables};
#[cfg(feature = "cli")]
pub(crate) use gap::{GapKind, texts};
#[cfg(any(feature = "build", feature = "cli"))]
pub(crate) use variables::arguments;
#[cfg(feature = "cli")]
pub(crate) use variables::{Use, use_of, variables, variables_of};
