//! The house: imports go down, and never in a circle. README's table says which rooms there are.
//!
//! `sources` reads the modules of the crate, with `items`, and follows names to their definitions;
//! `imports` says what each file takes from which other; `table` judges that by README; `circles` finds
//! files that need each other. `examples` are small trees, each with one thing to find.

mod circles;
mod examples;
mod imports;
mod items;
mod sources;
mod table;

use std::fs;
use std::path::Path;

use sources::{Crate, Sources, read_sources};
use table::Table;

#[test]
fn imports_go_down_and_never_in_a_circle() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = read_sources(&root.join("src"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();

    let found = imports::imports(&Crate::new(&sources)).len();
    assert!(found > 200, "only {found} imports were found: does this test still read them?");
    let faults = faults(&sources, &readme);
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// Everything that is wrong with the rooms, the upward imports and the circles, in words.
fn faults(sources: &Sources, readme: &str) -> Vec<String> {
    let table = Table::read(readme);
    let imports = imports::imports(&Crate::new(sources));
    let mut faults = table.faults(sources);
    faults.extend(imports.iter().filter_map(|import| table.fault(import)));
    faults.extend(circles::circles(&imports).iter().map(|circle| {
        let links: Vec<String> = circle.iter().map(|import| format!("\n  {import}")).collect();
        format!("a circle of {} files:{}", circle.len(), links.concat())
    }));
    faults
}
