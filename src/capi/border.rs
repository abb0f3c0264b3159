//! [`border`]: what is called from C, and what it returns.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Why a function could not work: the names of the header, less than 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i32)]
pub(super) enum Fault {
    InvalidArgument = -1,
    InvalidHandle = -2,
    TooSmall = -3,
    Configuration = -4,
    TooMany = -5,
    Panic = -6,
}

/// Runs what a function does. No panic goes on into C.
pub(super) fn border(call: impl FnOnce() -> Result<i32, Fault>) -> i32 {
    // After a panic nothing is used that it may have left half done, but locks, which say so themselves.
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(Ok(value)) => value,
        Ok(Err(fault)) => fault as i32,
        Err(mut payload) => {
            // What a panic carries may panic, too, when it is dropped.
            while let Err(another) = catch_unwind(AssertUnwindSafe(|| drop(payload))) {
                payload = another;
            }
            Fault::Panic as i32
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_ends_at_the_border() {
        struct Again;
        impl Drop for Again {
            fn drop(&mut self) {
                panic!("again");
            }
        }
        assert_eq!(border(|| Ok(2)), 2);
        assert_eq!(border(|| Err(Fault::TooMany)), -5);
        assert_eq!(border(|| panic!("a defect")), -6);
        assert_eq!(border(|| std::panic::panic_any(Again)), -6);
    }
}
