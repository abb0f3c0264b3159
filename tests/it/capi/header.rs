//! The header declares what the room exports, and nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use syn::{Item, LitStr};

const HEADER: &str = include_str!("../../../src/capi/codeword.h");

#[test]
fn the_header_declares_what_is_exported() {
    let declared = declared();
    assert_eq!(declared.len(), 16, "{declared:?}");
    assert_eq!(declared, exported());
    let count = format!("declares its {} functions", declared.len());
    assert!(super::PAGE.contains(&count), "the page does not say: {count}");
}

/// The functions of the header, each with the number of its parameters.
fn declared() -> BTreeMap<String, usize> {
    let mut code = String::new();
    let mut rest = HEADER;
    while let Some((before, comment)) = rest.split_once("/*") {
        code += before;
        rest = comment.split_once("*/").unwrap().1;
    }
    code += rest;
    let functions = code.split(';').filter_map(|declaration| {
        let (head, parameters) = declaration.split_once('(')?;
        let name = head.rsplit(|sign: char| !sign.is_alphanumeric() && sign != '_').next()?;
        let parameters = parameters.strip_suffix(')')?;
        let count = if parameters == "void" { 0 } else { parameters.split(',').count() };
        Some((name.to_owned(), count))
    });
    functions.collect()
}

/// The functions that the library exports, likewise.
fn exported() -> BTreeMap<String, usize> {
    let room = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/capi");
    let mut functions = BTreeMap::new();
    for file in fs::read_dir(room).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        for item in syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap().items {
            let Item::Fn(function) = item else { continue };
            let abi = function.sig.abi.and_then(|abi| abi.name);
            if abi.as_ref().map(LitStr::value).as_deref() == Some("C") {
                functions.insert(function.sig.ident.to_string(), function.sig.inputs.len());
            }
        }
    }
    functions
}
