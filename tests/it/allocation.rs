//! What a look-up may allocate: nothing.

use codeword::Catalog;

/// How many allocations `work` makes on this thread.
pub(crate) fn allocations<T>(work: impl FnOnce() -> T) -> u64 {
    let counted = || {
        std::hint::black_box(work());
    };
    allocation_counter::measure(counted).count_total
}

#[test]
fn the_counter_counts() {
    assert_eq!(allocations(|| vec![1u8]), 1);
}

#[test]
fn a_look_up_of_a_plain_text_allocates_nothing() {
    let catalog = Catalog::embedded();
    let locale = catalog.negotiate("zh-CN").locale();
    for preference in ["en-US", "zh-CN", "zh-TW,zh;q=0.9,en;q=0.8", "not a tag at all", ""] {
        assert_eq!(allocations(|| catalog.message(400142, preference)), 0, "{preference:?}");
        assert_eq!(allocations(|| catalog.message(1, preference)), 0, "{preference:?}");
    }
    assert_eq!(allocations(|| catalog.message(400142, locale)), 0);
    for spelling in ["400142", "HeartbeatExceedLimit", "card_declined", "not a code", ""] {
        catalog.message(spelling, locale);
        assert_eq!(allocations(|| catalog.message(spelling, locale)), 0, "{spelling:?}");
    }
}
