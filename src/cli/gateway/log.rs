//! The log of a gateway: a line for each answer, and for each state of the catalog's files.

use std::io::stdout;
use std::thread;

use clap::ValueEnum;
use codeword::{Generation, LiveCatalog};
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt;

/// How the log is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Log {
    /// For people
    Text,
    /// An object on a line
    Json,
    /// Not at all
    Off,
}

impl Log {
    /// Begins to write the log of this process on standard output.
    pub(super) fn start(self) {
        let log = fmt().with_writer(stdout).with_max_level(LevelFilter::INFO);
        match self {
            Log::Text => log.with_ansi(anstream::stdout().is_terminal()).init(),
            Log::Json => log.json().flatten_event(true).with_current_span(false).init(),
            Log::Off => {}
        }
    }
}

/// Writes down each state of the files, from a thread of its own.
pub(super) fn write_down(live: &LiveCatalog) {
    let generations = live.subscribe();
    thread::spawn(move || generations.iter().for_each(|generation| write(&generation)));
}

fn write(generation: &Generation) {
    let (number, content) = (generation.number(), generation.content_hash());
    if generation.is_accepted() {
        tracing::info!(target: "codeword::catalog", generation = number, %content, "accepted");
        return;
    }
    for diagnostic in generation.diagnostics() {
        tracing::warn!(target: "codeword::catalog", generation = number, %content, %diagnostic, "refused");
    }
}
