//! codeword, with a catalog that follows its files.

use std::cell::RefCell;
use std::sync::LazyLock;

use codeword::{LiveCatalog, LiveView, Snapshot};

use super::ours;
use crate::measure::Text;

static LIVE: LazyLock<LiveCatalog> =
    LazyLock::new(|| LiveCatalog::follow(ours::sources()).expect("the generated files are sound"));

thread_local! {
    static VIEW: RefCell<Option<LiveView>> = const { RefCell::new(None) };
}

/// A text of the catalog that answers at the moment, taken for this one text.
pub struct Loaded {
    catalog: Snapshot,
    code: u32,
    tag: &'static str,
}

/// A text by the view that the thread keeps.
pub struct Viewed {
    code: u32,
    tag: &'static str,
}

pub fn load(code: u32, tag: &'static str) -> Loaded {
    Loaded { catalog: LIVE.load(), code, tag }
}

pub fn view(code: u32, tag: &'static str) -> Viewed {
    Viewed { code, tag }
}

impl Text for Loaded {
    #[inline(always)]
    fn read<R>(&self, read: impl FnOnce(&str) -> R) -> R {
        read(self.catalog.message(self.code, self.tag).expect("a known code").text())
    }
}

impl Text for Viewed {
    #[inline(always)]
    fn read<R>(&self, read: impl FnOnce(&str) -> R) -> R {
        VIEW.with_borrow_mut(|view| {
            let view = view.get_or_insert_with(|| LIVE.view());
            read(view.catalog().message(self.code, self.tag).expect("a known code").text())
        })
    }
}
