//! The registry of codes: what is written is read again, and an import loses nothing.

use std::fs;

use codeword::registry::{ArgumentKind, Entry, GrpcCode, Registry};
use codeword::workbench::generate::{Language, Options, generate};
use codeword::workbench::registry::{self, Declarations, DifferenceKind, EntryChange, ReadOptions};
use codeword::{Catalog, Source};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Any code, spelled.
fn code() -> impl Strategy<Value = String> {
    prop_oneof![any::<i64>().prop_map(|number| number.to_string()), "[!-~]{1,12}"]
}

fn entry() -> impl Strategy<Value = Entry> {
    let fields = (
        option::of(select(vec![100_u16, 404, 599])),
        option::of(select(GrpcCode::ALL.to_vec())),
        vec(("[a-z][a-z0-9_-]{0,5}", select(ArgumentKind::ALL.to_vec())), 0..3),
        option::of(select(vec!["about:blank", "https://example.com/%20#x"])),
        any::<bool>(),
        option::of(any::<String>()),
    );
    (code(), fields).prop_map(|(code, (status, grpc, arguments, uri, is_retired, note))| {
        let code = codeword::Code::try_from(&*code).unwrap();
        let mut entry = Entry::new(code).with_retired(is_retired);
        if let Some(status) = status {
            entry = entry.with_http_status(status).unwrap();
        }
        if let Some(grpc) = grpc {
            entry = entry.with_grpc(grpc);
        }
        for (name, kind) in arguments {
            entry = entry.with_argument(&name, kind).unwrap();
        }
        if let Some(uri) = uri {
            entry = entry.with_type_uri(uri).unwrap();
        }
        match note {
            Some(note) => entry.with_note(&note).with_origin(&note),
            None => entry,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(entries in vec(entry(), 0..8)) {
        let mut registry = Registry::default();
        for entry in entries {
            registry = registry.overlaid(Registry::new([entry]).unwrap());
        }
        let text = registry.to_string();
        let read = Registry::from_toml("codes.toml", &text).unwrap();
        prop_assert_eq!(&read, &registry);
        prop_assert_eq!(read.to_string(), text);
    }

    /// After an import, a second one changes nothing, the two do not differ but for what the file lacks, and
    /// every line of the registry is still there but for the names that changed.
    #[test]
    fn an_import_loses_nothing(
        there in btree_map(0..40_u8, 0..4_usize, 0..12),
        comes in btree_map(0..40_u8, option::of(100..600_u16), 0..12),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let (path, table) = (folder.path().join("codes.toml"), folder.path().join("codes.csv"));
        let mut text = String::from("# The registry\n\n");
        for (code, form) in there.iter().rev() {
            text += &match form {
                0 => format!("# {code} is one\n[{code}]\nname = 'N{code}' # the name of {code}\n\n"),
                1 => format!("[{code}]\n[{code}.args]\nlimit = 'number' # of {code}\n"),
                2 => format!("[\"{code}\"]\nnote = '''\nof\n{code}'''\r\n"),
                _ => format!("[{code}.args] # {code}\n"),
            };
        }
        fs::write(&path, &text).unwrap();
        let rows = comes.iter().map(|(code, status)| {
            format!("{code},M{code},{}\n", status.map(|it| it.to_string()).unwrap_or_default())
        });
        fs::write(&table, format!("code,name,status\n{}", rows.collect::<String>())).unwrap();
        let file = Declarations::open(&table, &ReadOptions::default());
        prop_assume!(!comes.is_empty());
        let file = file.unwrap();
        let import = registry::import(&file, &path).unwrap();
        import.change.unwrap().write().unwrap();

        let after = fs::read_to_string(&path).unwrap();
        for line in text.lines().filter(|line| !line.starts_with("name")) {
            prop_assert!(after.contains(line), "{line:?} is not in {after}");
        }
        prop_assert!(registry::import(&file, &path).unwrap().change.is_none(), "{}", after);
        for difference in registry::compare(&file, &path).unwrap() {
            prop_assert_eq!(difference.kind(), DifferenceKind::OnlyInRegistry);
        }
    }
}

/// The gate of a build: one name changes in a `.proto`.
#[test]
fn a_changed_name_is_a_difference_that_says_which() {
    let folder = tempfile::tempdir().unwrap();
    let (path, proto) = (folder.path().join("codes.toml"), folder.path().join("code.proto"));
    let write = |name: &str| {
        let text =
            format!("syntax = \"proto3\";\nenum Code {{\n  Ok = 0;\n  {name} = 400142;\n}}\n");
        fs::write(&proto, text).unwrap();
        Declarations::open(&proto, &ReadOptions::default()).unwrap()
    };
    let import = registry::import(&write("HeartbeatExceedLimit"), &path).unwrap();
    import.change.unwrap().write().unwrap();
    let differences = registry::compare(&write("HeartbeatLimit"), &path).unwrap();
    let [difference] = &differences[..] else { panic!("{differences:?}") };
    assert_eq!(difference.kind(), DifferenceKind::Name);
    let prefix = format!("{}/", folder.path().display());
    assert_eq!(
        difference.to_string().replace(&prefix, ""),
        "code.proto:4:3: 400142 is called HeartbeatLimit here, and HeartbeatExceedLimit in codes.toml:5:8"
    );
}

#[test]
fn the_names_of_polaris_are_brought_in_and_agree() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("codes.toml");
    let file =
        Declarations::open("tests/fixtures/code_names.tsv", &ReadOptions::default()).unwrap();
    registry::import(&file, &path).unwrap().change.unwrap().write().unwrap();
    assert_eq!(registry::compare(&file, &path).unwrap(), []);
    let text = fs::read_to_string(&path).unwrap();
    let registry = Registry::from_toml("codes.toml", &text).unwrap();
    assert_eq!(registry.len(), file.entries().len());
    assert_eq!(registry.by_name("HeartbeatExceedLimit").unwrap().code(), 400142);
    assert_eq!(registry.to_string(), text);
}

/// What `generate` writes agrees with the registry that it is written from, though each language has names of its
/// own, and an import of it brings no names.
#[test]
fn a_generated_file_agrees_with_its_registry() {
    let shipped = fs::read_to_string("locales/codes.toml").unwrap();
    let integers = fs::read_to_string("tests/fixtures/generate/integers/codes.toml").unwrap();
    let mixed = "[-1121]\n[9]\n[22]\nname = \"22P\"\n[\"007\"]\n[card_declined]\n[\"A.b\"]\nname = \"X_y\"\n";
    let numbers = "[7]\nname = \"ERROR_CODE_SEVEN\"\n[8]\n[9]\nname = \"nine\"\nretired = true\n";
    for (registry, code) in [(&*shipped, 400142), (&integers, 0), (mixed, 9), (numbers, 7)] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("codes.toml");
        fs::write(&path, registry).unwrap();
        let messages = format!("code-{code} = x");
        let files = [("en-US/errors.ftl", messages), ("codes.toml", registry.to_owned())];
        let catalog = Catalog::builder().source(Source::files(files)).build().unwrap();
        for (language, name) in [
            (Language::Go, "codes.go"),
            (Language::TypeScript, "codes.ts"),
            (Language::Java, "ErrorCode.java"),
            (Language::Proto, "codes.proto"),
            (Language::OpenApi, "codes.yaml"),
        ] {
            if registry == mixed && language == Language::Proto {
                continue;
            }
            let generated = folder.path().join(name);
            let text = generate(&catalog, language, &Options::default()).unwrap();
            fs::write(&generated, text).unwrap();
            let file = Declarations::open(&generated, &ReadOptions::default()).unwrap();
            assert_eq!(registry::compare(&file, &path).unwrap(), [], "{name}");
            let changes = registry::import(&file, &path).unwrap().entries;
            let notes = EntryChange::Changed(vec!["note"]);
            let is_little =
                |change: &EntryChange| [&notes, &EntryChange::Unspecified].contains(&change);
            assert!(changes.iter().all(|(_, change)| is_little(change)), "{name}: {changes:?}");
        }
    }
}
