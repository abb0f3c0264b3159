//! [`Registered`]: the registry of a catalog, its own or the one that the crate ships with.

use std::sync::{Arc, LazyLock};

use super::{Entry, Registry};
use crate::{Code, polaris};

/// The registry of a catalog.
#[derive(Clone, Debug)]
pub(crate) enum Registered {
    /// That of the shipped catalog, which is made when somebody asks for it.
    Shipped,
    /// It is shared: a catalog that follows its files reads the same one again and again.
    Own(Arc<Registry>),
}

impl Default for Registered {
    fn default() -> Registered {
        Registry::default().into()
    }
}

impl Registered {
    /// The registry.
    pub(crate) fn get(&self) -> &Registry {
        // Its names are those of one registry already, so that no two conflict.
        static SHIPPED: LazyLock<Registry> = LazyLock::new(|| {
            let entry = |(code, name): &(Code<'_>, &str)| Entry::new(*code).with_name(name).ok();
            Registry::of(polaris::NAMES.iter().filter_map(entry).collect())
        });
        match self {
            Registered::Shipped => &SHIPPED,
            Registered::Own(registry) => registry,
        }
    }

    /// This registry with another laid over it; see [`Registry::overlaid`].
    pub(crate) fn overlaid(self, above: Registered) -> Registered {
        match (self, above) {
            (below, Registered::Own(above)) if above.is_empty() => below,
            (Registered::Own(below), above) if below.is_empty() => above,
            (below, above) => below.get().clone().overlaid(above.get().clone()).into(),
        }
    }
}

impl From<Registry> for Registered {
    fn from(registry: Registry) -> Registered {
        Registered::Own(Arc::new(registry))
    }
}
