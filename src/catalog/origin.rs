//! [`Origin`]: the catalog that a message comes from, and what the message keeps of its look-up.

use std::ops::Deref;
use std::sync::Arc;

use super::contents::Contents;
use crate::Args;

/// The catalog that a message comes from, and the arguments, if an attribute of the message needs them.
#[derive(Clone)]
pub(super) enum Origin<'a> {
    /// The catalog is borrowed. Nearly always there are no arguments.
    Borrowed(&'a Arc<Contents>, Option<Kept<Args<'static>>>),
    /// The message outlives the catalog, and shares its contents.
    Shared(Kept<Shared>),
}

/// What a message keeps that outlives its catalog.
#[derive(Clone)]
pub(super) struct Shared {
    contents: Arc<Contents>,
    args: Option<Args<'static>>,
}

impl<'a> Origin<'a> {
    /// The contents of a catalog, and the arguments of a look-up, which are kept.
    #[cold]
    pub(super) fn with_args(contents: &'a Arc<Contents>, args: &Args<'_>) -> Origin<'a> {
        Origin::Borrowed(contents, Some(Kept::new(args.clone().into_owned())))
    }

    /// The same origin, which borrows nothing.
    pub(super) fn into_owned(self) -> Origin<'static> {
        Origin::Shared(match self {
            Origin::Borrowed(contents, args) => {
                Kept::new(Shared { contents: Arc::clone(contents), args: args.as_deref().cloned() })
            }
            Origin::Shared(shared) => shared,
        })
    }

    pub(super) fn contents(&self) -> &Contents {
        match self {
            Origin::Borrowed(contents, _) => contents,
            Origin::Shared(shared) => &shared.contents,
        }
    }

    /// The arguments that were kept.
    pub(super) fn args(&self) -> Option<&Args<'static>> {
        match self {
            Origin::Borrowed(_, args) => args.as_deref(),
            Origin::Shared(shared) => shared.args.as_ref(),
        }
    }
}

/// What few messages keep. It is dropped out of line, so that nearly all, which keep nothing, are dropped where they
/// are looked up, and never leave their registers.
#[derive(Clone)]
pub(super) struct Kept<T>(Option<Box<T>>);

impl<T> Kept<T> {
    fn new(value: T) -> Kept<T> {
        Kept(Some(Box::new(value)))
    }
}

impl<T> Deref for Kept<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &self.0 {
            Some(value) => value,
            None => unreachable!("only dropping takes it"),
        }
    }
}

impl<T> Drop for Kept<T> {
    #[inline(always)]
    fn drop(&mut self) {
        if let Some(value) = self.0.take() {
            drop_out_of_line(value);
        }
    }
}

#[cold]
#[inline(never)]
fn drop_out_of_line<T>(value: Box<T>) {
    drop(value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_message_keeps_is_dropped_with_the_last_that_keeps_it() {
        let value = Arc::new("args");
        let kept = Kept::new(Arc::clone(&value));
        let copy = kept.clone();
        assert_eq!((**kept, Arc::strong_count(&value)), ("args", 3));
        drop(kept);
        assert_eq!((**copy, Arc::strong_count(&value)), ("args", 2));
        drop(copy);
        assert_eq!(Arc::strong_count(&value), 1);
    }
}
