//! The house: imports go down, and rooms beside each other do not look into each other.

use std::fs;
use std::path::{Path, PathBuf};

/// What a room may import from the rest of the crate. `crate::X` items that `lib.rs` re-exports are
/// counted as the room that owns them.
const ROOMS: [(&str, &[&str]); 8] = [
    ("args", &["error"]),
    ("locale", &["error"]),
    ("fluent", &["error", "code", "locale"]),
    ("catalog", &["error", "code", "args", "locale", "fluent"]),
    ("workbench", &["error", "code", "settings", "args", "locale", "fluent", "catalog"]),
    ("response", &["error", "code", "settings", "args", "locale", "fluent", "catalog"]),
    ("gateway", &["error", "code", "args", "locale", "fluent", "catalog", "response"]),
    ("cli", &[]),
];

/// The room of each re-exported name.
fn room_of(name: &str) -> &str {
    match name {
        "Args" | "Date" | "DateTime" | "Time" | "Value" => "args",
        "Code" => "code",
        "Error" | "Diagnostic" => "error",
        "Chain" | "Locale" | "Negotiation" | "Negotiator" | "Preference" | "canonical_tag" => {
            "locale"
        }
        "Source" => "fluent",
        "Catalog" | "CatalogBuilder" | "Codes" | "Message" | "Problem" => "catalog",
        "Generation" | "LiveCatalog" | "LiveCatalogBuilder" | "LiveReader" => "catalog",
        module => module,
    }
}

#[test]
fn imports_go_down() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut checked = 0;
    for (room, allowed) in ROOMS {
        for file in files(&root.join(room)) {
            let text = fs::read_to_string(&file).unwrap();
            for name in crate_imports(&text) {
                let owner = room_of(&name);
                assert!(
                    owner == room || allowed.contains(&owner),
                    "{}: `{room}` may not import `{name}` of `{owner}`",
                    file.display(),
                );
                checked += 1;
            }
        }
    }
    assert!(checked > 10, "only {checked} imports were found: does this test still read them?");
}

/// The rooms inside a room, and what each may import from those beside it.
const INNER_ROOMS: [(&str, &[&str]); 1] = [("catalog/format", &["format"])];

#[test]
fn imports_go_down_inside_a_room() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut checked = 0;
    for (room, allowed) in INNER_ROOMS {
        let outer = room.split('/').next().unwrap();
        for file in files(&root.join(room)) {
            let text = fs::read_to_string(&file).unwrap();
            assert!(!text.contains("super::super::"), "{}: write the path in full", file.display());
            let code = text
                .lines()
                .filter(|line| line.trim_start().starts_with("use "))
                .collect::<String>();
            for rest in code.split(&format!("crate::{outer}::")).skip(1) {
                let name: String =
                    rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                assert!(
                    allowed.contains(&name.as_str()),
                    "{}: `{room}` may not import `{name}`",
                    file.display(),
                );
                checked += 1;
            }
        }
    }
    assert!(checked > 0, "only {checked} imports were found: does this test still read them?");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// The first name behind each `crate::`, with the names of a group `crate::{A, b::C}` one by one.
fn crate_imports(text: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = code.collect::<Vec<_>>().join(" ");
    let first = |path: &str| {
        path.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
    };
    code.split("crate::")
        .skip(1)
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(group) => {
                let end = group.find("};").unwrap_or(group.len());
                group[..end].split(',').map(first).filter(|name| !name.is_empty()).collect()
            }
            None => vec![first(rest)],
        })
        .collect()
}
