//! Small trees, each with one thing to find.

use super::faults;
use super::sources::Sources;

const TABLE: &str = "\
| room in `src/` | the question it answers | may import |
| --- | --- | --- |
| `lib.rs` | what is it? | – |
| `error.rs` | what went wrong? | – |
| `low/` | what is there? | `error` |
| `high/` | what is done with it? | `low`, `high/inner` |
| `high/inner/` | and how? | `error` |
";

/// What is wrong with a tree of files, which are added to one without a fault.
fn faults_of(files: &[(&str, &str)]) -> Vec<String> {
    let mut sources: Sources = [
        ("lib.rs", "mod error; mod high; mod low; pub use error::Error; pub use low::Low;"),
        ("error.rs", "pub struct Error;"),
        ("low/mod.rs", "mod part; pub use part::Low;"),
        ("low/part.rs", "use crate::Error; pub struct Low(Error);"),
        ("high/mod.rs", "mod inner; pub(crate) use inner::Inner;"),
        ("high/inner/mod.rs", "use crate::Error; pub(crate) struct Inner(Error);"),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .into();
    sources.extend(files.iter().map(|(path, text)| ((*path).into(), (*text).into())));
    faults(&sources, TABLE)
}

#[test]
fn a_tree_in_order_has_no_fault() {
    assert_eq!(faults_of(&[]), [""; 0]);
}

#[test]
fn an_upward_import_is_found_behind_its_door() {
    let part = "use crate::Error;\npub struct Low(Error);\nfn low(_: crate::high::Inner) {}";
    assert_eq!(
        faults_of(&[("low/part.rs", part)]),
        ["src/low/part.rs:3: imports `Inner` of src/high/inner/mod.rs; `low` may import: error"],
    );
}

#[test]
fn an_upward_import_is_found_in_groups_macros_globs_and_beside_a_module_of_its_own() {
    let imports = [
        "use crate::{Error, high::{self, inner::Inner as Other}};",
        "use crate::high::inner; fn f(_: inner::Inner) {}",
        "fn f() { assert!(matches!(g(), crate::high::Inner)); }",
        "use crate::high::*; use super::*;",
        "#[derive(Parser)] #[arg(value_parser = crate::high::Inner::parse)] struct Argument;",
        "fn f() { use crate::high::inner as i; i::Inner::new(); }",
    ];
    for import in imports {
        let text = format!("{import}\npub struct Low;");
        let faults = faults_of(&[("low/part.rs", &text)]);
        let upward = faults.iter().filter(|fault| fault.contains("`low` may import: error"));
        assert_eq!(upward.count(), 1, "{import}: {faults:?}");
    }
}

#[test]
fn a_circle_of_two_files_is_found() {
    let faults = faults_of(&[
        ("low/mod.rs", "mod other;\nmod part;\npub use part::Low;"),
        ("low/part.rs", "use super::other::Other;\npub struct Low(Other);"),
        ("low/other.rs", "pub struct Other;\nimpl From<super::part::Low> for Other {}"),
    ]);
    let circle = "a circle of 2 files:
  src/low/other.rs:2: imports `Low` of src/low/part.rs
  src/low/part.rs:1: imports `Other` of src/low/other.rs";
    assert_eq!(faults, [circle]);
}

#[test]
fn a_circle_through_a_door_is_found() {
    let faults = faults_of(&[
        (
            "low/mod.rs",
            "mod part; pub use part::Low;\nuse part::help; pub struct Own; fn f() { help() }",
        ),
        ("low/part.rs", "pub struct Low(super::Own);\npub fn help() {}"),
    ]);
    let circle = "a circle of 2 files:
  src/low/mod.rs:2: imports `help` of src/low/part.rs
  src/low/part.rs:1: imports `Own` of src/low/mod.rs";
    assert_eq!(faults, [circle]);
}

#[test]
fn a_circle_of_three_files_is_one_circle() {
    let faults = faults_of(&[
        (
            "low/mod.rs",
            "mod a; mod b; mod c; mod part; pub use part::Low; pub use {a::A, b::B, c::C};",
        ),
        ("low/a.rs", "pub struct A(super::B);"),
        ("low/b.rs", "pub struct B(super::C);"),
        ("low/c.rs", "pub struct C(super::A);"),
    ]);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].starts_with("a circle of 3 files:\n"), "{faults:?}");
}

#[test]
fn code_for_tests_does_not_count() {
    let faults = faults_of(&[
        (
            "low/part.rs",
            "pub struct Low; #[cfg(test)] use crate::high::Inner;
            #[cfg(test)] mod tests { use crate::high::Inner; }
            #[cfg(all(test, feature = \"x\"))] mod more;
            impl Low { #[cfg(test)] fn of(_: crate::high::Inner) {} }",
        ),
        ("low/part/more.rs", "use crate::high::Inner;"),
    ]);
    assert_eq!(faults.len(), 1, "{faults:?}"); // the folder, for which there is no room
}

#[test]
fn a_door_opens_only_to_its_own_room() {
    let faults =
        faults_of(&[("low/mod.rs", "mod part; pub use part::Low; pub use crate::high::Inner;")]);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].contains("src/low/mod.rs:1: imports `Inner`"), "{faults:?}");
}

#[test]
fn a_program_uses_the_library_by_its_name() {
    let faults = faults_of(&[
        ("main.rs", "mod high;"),
        ("low/part.rs", "pub struct Low;"),
        ("low/program.rs", "use codeword::Low;\nfn main() { codeword::high::Inner::new(); }"),
    ]);
    assert!(faults.iter().any(|fault| fault.starts_with("src/main is in no room")), "{faults:?}");
    assert!(faults.iter().any(|fault| fault.starts_with("src/low/program.rs:2:")), "{faults:?}");
    assert_eq!(faults.len(), 2, "{faults:?}");
}

#[test]
fn a_room_that_is_not_in_the_table_and_one_that_is_not_there_are_found() {
    let sources = Sources::from([
        ("lib.rs".to_owned(), "mod error;".to_owned()),
        ("error.rs".to_owned(), String::new()),
        ("cellar/wine.rs".to_owned(), String::new()),
    ]);
    let faults = faults(&sources, TABLE);
    assert!(faults.iter().any(|fault| fault.starts_with("src/cellar is in no room")), "{faults:?}");
    assert!(
        faults.iter().any(|fault| fault.contains("a room `low`, and there is none")),
        "{faults:?}"
    );
}

#[test]
fn a_table_that_goes_in_a_circle_is_found() {
    let table = TABLE.replace("what went wrong? | –", "what went wrong? | `high`");
    let faults = faults(&Sources::new(), &table);
    assert!(faults.iter().any(|fault| fault.contains("lets `error` import itself")), "{faults:?}");
}

#[test]
fn a_page_without_the_table_is_found() {
    assert!(faults(&Sources::new(), "# codeword")[0].starts_with("README has no table of rooms"));
}
