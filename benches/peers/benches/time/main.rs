//! codeword compared with what people would use instead, and with the floor, in one run.
//!
//! `contestants/` says how each is used, as its authors would; `operations/` says what is asked of
//! it; `measure.rs` how that is timed: warm, with cold caches, by several threads. `scripts/bench`
//! runs it all and makes a table of it.

#[path = "../../../bodies/mod.rs"]
mod bodies;
mod contestants;
mod load;
mod measure;
mod mix;
mod operations;
#[path = "../texts.rs"]
mod texts;

use std::time::Duration;

use criterion::Criterion;

use contestants::ours::CATALOG;
use measure::{Cold, Threads, Verify, Warm};
use operations::{argument, handle, header, name, plural, tag};

// rust-i18n wants this at the root.
rust_i18n::i18n!("generated/rust-i18n");

fn main() {
    // The texts must be the same before it is of interest how fast they come.
    for operation in [handle::run, name::run, tag::run, argument::run, plural::run] {
        operation(&mut Verify::default());
    }

    // Samples of a millisecond, and many of them: most are over before the machine does other work, so
    // that their median is what the call takes.
    let mut criterion = Criterion::default()
        .without_plots()
        .warm_up_time(Duration::from_millis(100))
        .measurement_time(Duration::from_millis(250))
        .sample_size(250)
        .nresamples(2_000)
        .configure_from_args();

    handle::run(&mut Warm::new(&mut criterion, "handle"));
    name::run(&mut Warm::new(&mut criterion, "name"));
    tag::run(&mut Warm::new(&mut criterion, "tag"));
    header::run(&mut Warm::new(&mut criterion, "header"));
    header::first_seen(&mut criterion);
    argument::run(&mut Warm::new(&mut criterion, "argument"));
    plural::run(&mut Warm::new(&mut criterion, "plural"));

    for threads in [1, 2] {
        tag::run(&mut Threads::new(&mut criterion, "tag", threads));
        plural::run(&mut Threads::new(&mut criterion, "plural", threads));
    }

    handle::run(&mut Cold::new(&mut criterion, "handle"));
    tag::run(&mut Cold::new(&mut criterion, "tag"));
    header::run(&mut Cold::new(&mut criterion, "header"));

    load::run(&mut criterion);
    bodies::run(&mut criterion, &CATALOG);
}
