//! Circles: files that need each other.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::imports::Import;

/// The shortest circle of each file that is in one: the imports that lead from a file to the next, and
/// at last back to the first.
pub(super) fn circles(imports: &[Import]) -> Vec<Vec<&Import>> {
    let mut edges: BTreeMap<&str, Vec<&Import>> = BTreeMap::new();
    for import in imports {
        edges.entry(&import.file).or_default().push(import);
    }
    // The same files in a circle are the same circle, wherever it begins.
    let mut found: BTreeMap<BTreeSet<&str>, Vec<&Import>> = BTreeMap::new();
    for circle in edges.keys().filter_map(|file| way(&edges, file, file)) {
        let files = circle.iter().map(|import| &*import.file).collect();
        found.entry(files).or_insert(circle);
    }
    found.into_values().collect()
}

/// The fewest imports that lead from one file to another.
fn way<'a>(
    edges: &BTreeMap<&str, Vec<&'a Import>>,
    from: &'a str,
    to: &str,
) -> Option<Vec<&'a Import>> {
    let mut queue: VecDeque<(&str, Vec<&Import>)> = VecDeque::from([(from, Vec::new())]);
    let mut reached: Vec<&str> = Vec::new();
    while let Some((file, way)) = queue.pop_front() {
        for import in edges.get(file).into_iter().flatten() {
            let next = &*import.definer;
            let longer = || [&way[..], &[*import]].concat();
            if next == to {
                return Some(longer());
            }
            if !reached.contains(&next) {
                reached.push(next);
                queue.push_back((next, longer()));
            }
        }
    }
    None
}
