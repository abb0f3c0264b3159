//! Whatever happens to the files, those who read a live catalog notice nothing but the new texts.

use std::fs;
use std::path::Path;
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use allocation_counter::measure;
use codeword::{Catalog, LiveCatalog, Source};

const READERS: usize = 8;
const CANDIDATES: u32 = 10_000;
const CODES: u32 = 4;
const LOCALES: [&str; 2] = ["en-US", "zh-CN"];

/// Every text of a version carries its number. The even ones are broken, each in one of four ways.
fn write(folder: &Path, version: u32) {
    for tag in LOCALES {
        let file = folder.join(format!("errors.{tag}.ftl"));
        let broken = version.is_multiple_of(2) && tag == "zh-CN";
        let mut text: String =
            (0..CODES).map(|code| format!("code-{code} = {version}\n")).collect();
        match version / 2 % 4 {
            0 if broken => text.push_str("code-9 = { $n\n"),
            1 if broken => text.push_str("code-9 = { -no-such-term }\n"),
            2 if broken => text.clear(),
            3 if broken => text.push_str("code-0 = twice\n"),
            _ => {}
        }
        // A file that is cut and written again goes to the disk at once; a new one does not.
        let _ = fs::remove_file(&file);
        fs::write(file, text).unwrap();
    }
}

/// The version of a catalog, after a look at every text of it.
fn version(catalog: &Catalog) -> u32 {
    let texts = catalog.locales().iter().flat_map(|language| {
        (0..CODES).map(move |code| catalog.message(code, language).expect("a text").into_text())
    });
    let mut versions: Vec<u32> = texts.map(|text| text.parse().expect("a whole text")).collect();
    assert_eq!(versions.len(), LOCALES.len() * CODES as usize);
    versions.dedup();
    assert_eq!(versions.len(), 1, "two versions in one catalog: {versions:?}");
    versions[0]
}

/// Reads until the end, in one of three ways. Returns the longest time that it took to come to a text.
fn read(live: &LiveCatalog, way: usize, end: &AtomicBool) -> Duration {
    let mut view = live.view();
    let (mut last, mut longest) = (0, Duration::ZERO);
    while !end.load(Ordering::Relaxed) {
        let start = Instant::now();
        let found = match way % 3 {
            0 => live.load().message(0, "zh-CN").is_some(),
            1 => view.catalog().message(0, "zh-CN").is_some(),
            _ => live.catalog().message(0, "zh-CN").is_some(),
        };
        longest = longest.max(start.elapsed());
        assert!(found);

        let now = match way % 3 {
            0 => version(&live.load()),
            1 => version(view.catalog()),
            _ => version(&live.catalog()),
        };
        assert!(now % 2 == 1, "the broken version {now} was taken");
        assert!(now >= last, "{now} after {last}");
        last = now;
        thread::sleep(Duration::from_millis(1));
    }
    longest
}

/// The memory is counted by each thread for itself, and the sum of all is what stays.
#[test]
fn ten_thousand_changes_disturb_nobody_and_leave_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), 1);
    let live = LiveCatalog::builder(Catalog::builder().source(Source::folder(folder.path())))
        // The thread that follows the files would write beside this test, and looks no more.
        .debounce(Duration::from_secs(3600))
        .start()
        .unwrap();
    let (end, started) = (AtomicBool::new(false), Barrier::new(READERS + 1));

    let (mut kept, mut longest, mut taken) = (0, Duration::ZERO, 0);
    let used = thread::scope(|scope| {
        let readers: Vec<_> = (0..READERS)
            .map(|way| {
                let (live, end, started) = (&live, &end, &started);
                scope.spawn(move || {
                    started.wait();
                    let mut longest = Duration::ZERO;
                    let memory = measure(|| longest = read(live, way, end));
                    (longest, memory.bytes_current)
                })
            })
            .collect();
        started.wait();
        let memory = measure(|| {
            for version in 2..=CANDIDATES {
                write(folder.path(), version);
                let generation = live.look_now().expect("a new version");
                assert_eq!(generation.is_accepted(), version % 2 == 1, "{generation:?}");
                assert_eq!(generation.number(), u64::from(version));
                taken += u32::from(generation.is_accepted());
            }
        });
        kept += memory.bytes_current;
        end.store(true, Ordering::Relaxed);
        for reader in readers {
            let (its_longest, its_memory) = reader.join().unwrap();
            longest = longest.max(its_longest);
            kept += its_memory;
        }
        memory.bytes_total
    });
    // What a reader has held until now is freed at the next look.
    kept += measure(|| {
        write(folder.path(), CANDIDATES + 1);
        live.look_now();
    })
    .bytes_current;

    assert_eq!(taken, CANDIDATES / 2 - 1);
    assert_eq!(version(&live.load()), CANDIDATES + 1);
    println!("{used} bytes were used and {kept} kept; the longest look-up took {longest:?}");
    assert!(kept.unsigned_abs() < 64 << 10, "{kept} bytes more than before, of {used} used");
}
