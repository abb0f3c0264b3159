//! Counts how often the blocks of a sentence are looked at, so that a test knows how the time grows.

use std::cell::Cell;

use super::placeholder::parts;
use super::shape::{PLACE_LIMIT, Shape, TEXT_LIMIT};

thread_local! {
    static READS: Cell<usize> = const { Cell::new(0) };
}

/// Counts that a block was looked for at a place, be it there or not.
pub(super) fn count_read() {
    READS.set(READS.get() + 1);
}

#[test]
fn each_byte_of_a_text_begins_a_block_twice_at_most() {
    let most = |block: &str| format!("a {}", block.repeat(PLACE_LIMIT));
    let numbers = |block: &str| format!("a {}", block.repeat(PLACE_LIMIT / 2));
    let mut greatest = 0;
    for (sentence, start, unit, end) in [
        (most("%s, "), "a ", ", ", ""),
        (most("%s, "), "a ", ", ", "b"),
        (most("%s,"), "a ", ",", ""),
        (most("%s,,,,"), "a ", ",", ""),
        (most("%s,,,,") + "b", "a ", ",", ""),
        // A number is missing where a block begins, is too long, or goes on.
        (numbers("%s,%d;"), "a ", ",", ""),
        (numbers("%s1%d;"), "a ", "1", ""),
        (numbers("%s,%d;"), "a ", ",1", ""),
        (numbers("%s,%d;"), "a ", ",1;", ""),
        (numbers("%s,%d;") + "b", "a ", ",1;", ""),
        ("a %s,%d;".to_owned(), "a ", ",", "1;"),
        ("a %s,%d b %s".to_owned(), "a ", ",1", " b "),
        ("a %s".to_owned(), "a ", "a ", ""),
    ] {
        let room = TEXT_LIMIT - start.len() - end.len();
        let text = format!("{start}{}{end}", unit.repeat(room / unit.len()));
        let shape = Shape::new(&parts(&sentence)).unwrap();
        READS.set(0);
        shape.split(&text);
        let reads = READS.get();
        // A block that is found is read once more for its values.
        assert!(reads <= 2 * text.len() + PLACE_LIMIT + 1, "{sentence}: {reads}");
        greatest = greatest.max(reads);
    }
    assert!(greatest > TEXT_LIMIT / 2, "the texts are no harder than {greatest} reads");
}
