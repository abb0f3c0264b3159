//! A live catalog follows its files, whoever changes them and however.
//!
//! Where a test waits for the thread that follows the files, it waits for the generation, within a
//! bound that only a machine at a standstill exceeds. The interval is an hour unless polling is what is
//! tested: so it is the watch that sees each change.

mod follow;
mod hold;
mod judge;
mod readers;
#[cfg(unix)]
mod volume;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::time::Duration;

use codeword::{Catalog, Generation, LiveCatalog, Source};
use tempfile::TempDir;

const HOUR: Duration = Duration::from_secs(3600);
const BOUND: Duration = Duration::from_secs(60);

/// A folder of locales.
struct Folder(TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Folder {
        let folder = Folder(tempfile::tempdir().unwrap());
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn at(&self, path: &str) -> PathBuf {
        self.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        fs::write(self.at(path), text).unwrap();
    }

    /// As most editors do: into a new file, which then takes the old one's name.
    fn save_by_renaming(&self, path: &str, text: &str) {
        let draft = self.at(&format!("{path}.draft"));
        fs::write(&draft, text).unwrap();
        fs::rename(draft, self.at(path)).unwrap();
    }
}

fn follow(folder: &Path) -> LiveCatalog {
    LiveCatalog::builder(Catalog::builder().source(Source::folder(folder)))
        .poll_interval(HOUR)
        .start()
        .unwrap()
}

/// Follows a folder that is looked at when the test says so, and never by the thread.
fn follow_by_hand(folder: &Path) -> LiveCatalog {
    LiveCatalog::builder(Catalog::builder().source(Source::folder(folder)))
        .poll_interval(HOUR)
        .debounce(HOUR)
        .start()
        .unwrap()
}

fn text(live: &LiveCatalog, code: u32, preference: &str) -> Option<String> {
    Some(live.load().message(code, preference)?.into_text().into_owned())
}

/// Waits for a generation. Those before it are states in between, if a change has several steps.
fn wait_for(
    generations: &Receiver<Generation>,
    wanted: impl Fn(&Generation) -> bool,
) -> Generation {
    let mut seen = Vec::new();
    loop {
        match generations.recv_timeout(BOUND) {
            Ok(generation) if wanted(&generation) => return generation,
            Ok(generation) => seen.push(generation),
            Err(error) => panic!("{error}; there were {seen:#?}"),
        }
    }
}

/// What a generation changes: `+1 ~2 -3` if it adds 1, changes 2 and removes 3.
fn changes(generation: &Generation) -> String {
    let lists =
        [('+', generation.added()), ('~', generation.changed()), ('-', generation.removed())];
    let codes =
        lists.iter().flat_map(|(sign, codes)| codes.iter().map(move |c| format!("{sign}{c}")));
    codes.collect::<Vec<_>>().join(" ")
}

fn diagnostics(generation: &Generation, folder: &Folder) -> Vec<String> {
    let folder = format!("{}/", folder.path().display());
    generation.diagnostics().iter().map(|one| one.to_string().replace(&folder, "")).collect()
}
