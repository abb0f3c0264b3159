//! What is taken and what is refused, and what a generation says of it.

use std::fs;

use codeword::{Catalog, Generation, LiveCatalog, Source};

use super::{Folder, HOUR, changes, diagnostics, follow, follow_by_hand, text, wait_for};

/// An operator changes three texts of the shipped catalog, and takes the changes back.
#[test]
fn a_folder_lies_over_the_embedded_catalog() {
    let folder = Folder::new(&[("errors.en-US.ftl", "code-400142 = Slow down")]);
    let sources = Catalog::builder().source(Source::embedded()).default_locale("en-US");
    let live = LiveCatalog::builder(sources.source(Source::folder(folder.path())))
        .poll_interval(HOUR)
        .start()
        .unwrap();
    let generations = live.subscribe();
    let shipped = Catalog::embedded();
    let embedded = |tag| Some(shipped.message(400142, tag)?.into_text().into_owned());
    assert_eq!(text(&live, 400142, "en").as_deref(), Some("Slow down"));
    assert_eq!(text(&live, 400142, "zh"), embedded("zh"));

    fs::remove_file(folder.at("errors.en-US.ftl")).unwrap();
    let generation = wait_for(&generations, |generation| generation.number() == 2);
    assert_eq!(changes(&generation), "~400142");
    assert_eq!(text(&live, 400142, "en"), embedded("en"));
}

#[test]
fn broken_files_are_refused_until_they_are_mended() {
    let folder = Folder::new(&[("en-US/errors.ftl", "code-1 = one")]);
    let live = follow(folder.path());
    let generations = live.subscribe();

    folder.save_by_renaming("en-US/errors.ftl", "code-1 = uno\n\ncode-2 { $n\n");
    let refused = wait_for(&generations, |generation| !generation.is_accepted());
    assert_eq!(
        diagnostics(&refused, &folder),
        ["en-US/errors.ftl:3:8: `=` is expected here: a message is written `code-404001 = …`"]
    );
    let place = &refused.diagnostics()[0];
    assert_eq!((place.line(), place.column()), (Some(3), Some(8)));
    assert_eq!(changes(&refused), "~1");
    assert_eq!(text(&live, 1, "en").as_deref(), Some("one"));
    assert_eq!(live.newest().number(), 2);
    assert_eq!(live.load().generation().unwrap().number(), 1);

    folder.save_by_renaming("en-US/errors.ftl", "code-1 = uno\n\ncode-2 = { $n }\n");
    let mended = wait_for(&generations, Generation::is_accepted);
    assert_eq!(changes(&mended), "+2 ~1");
    assert_eq!(text(&live, 1, "en").as_deref(), Some("uno"));
    assert_eq!(live.load().generation().unwrap().number(), 3);
}

/// `codes.toml` is a file of the folder like the others.
#[cfg(feature = "registry")]
#[test]
fn the_registry_is_followed() {
    let folder = Folder::new(&[("en-US/errors.ftl", "code-1 = one")]);
    let live = follow_by_hand(folder.path());
    let name = || {
        let catalog = live.load();
        catalog.registry().get(1).and_then(|entry| Some(entry.name()?.to_owned()))
    };
    assert_eq!(name(), None);

    folder.write("codes.toml", "[1]\nname = \"One\"\n");
    assert!(live.look_now().unwrap().is_accepted());
    assert_eq!(name().as_deref(), Some("One"));

    folder.write("codes.toml", "[1]\nnmae = \"Uno\"\n");
    let refused = live.look_now().unwrap();
    let said = "codes.toml:2:1: there is no field `nmae`";
    assert!(diagnostics(&refused, &folder)[0].starts_with(said), "{refused:?}");
    assert_eq!(name().as_deref(), Some("One"));
}

#[test]
fn going_back_to_accepted_files_mends_too() {
    let folder = Folder::new(&[("en-US/errors.ftl", "code-1 = one")]);
    let live = follow_by_hand(folder.path());
    let first = live.newest();

    folder.write("en-US/errors.ftl", "code-1 = { one }");
    assert!(!live.look_now().unwrap().is_accepted());
    folder.write("en-US/errors.ftl", "code-1 = one");
    let back = live.look_now().unwrap();
    assert!(back.is_accepted());
    assert_eq!(changes(&back), "");
    assert_eq!((back.number(), back.content_hash()), (3, first.content_hash()));
}

#[test]
fn a_locale_is_not_lost() {
    let english = ("en-US/errors.ftl", "code-1 = one");
    let folder = Folder::new(&[english, ("zh-CN/errors.ftl", "code-1 = 一")]);
    let live = follow_by_hand(folder.path());
    let lost = "locale `zh-CN`: it has no message any more: put its files back, or start anew to go \
                on without it";

    // Its folder is gone, its file is empty, or what is in it is something else.
    let losses: [fn(&Folder); 3] = [
        |folder| fs::remove_dir_all(folder.at("zh-CN")).unwrap(),
        |folder| folder.write("zh-CN/errors.ftl", ""),
        |folder| folder.write("zh-CN/errors.ftl", "-brand = 北极星"),
    ];
    for lose in losses {
        lose(&folder);
        assert_eq!(diagnostics(&live.look_now().unwrap(), &folder), [lost]);
        assert_eq!(text(&live, 1, "zh-CN").as_deref(), Some("一"));
    }

    folder.write("zh-CN/errors.ftl", "code-1 = 壹");
    assert!(live.look_now().unwrap().is_accepted());
    assert_eq!(text(&live, 1, "zh-CN").as_deref(), Some("壹"));
}

#[test]
fn contents_count_and_nothing_else_does() {
    let folder = Folder::new(&[(
        "en-US/errors.ftl",
        "-brand = Polaris\n-server = { -brand } server\ncode-1 = one\ncode-2 = { -server }\n\
         code-3 = { $n ->\n    [one] a\n   *[other] b\n }\n    .detail = c\ncode-4 = { code-2 }\n",
    )]);
    let live = follow_by_hand(folder.path());
    let file = folder.at("en-US/errors.ftl");
    let mut written = fs::read_to_string(&file).unwrap();

    folder.save_by_renaming("en-US/errors.ftl", &written);
    assert!(live.look_now().is_none(), "the same contents in another file");

    for (from, to, expected) in [
        ("code-1 = one", "# A comment\ncode-1 =   one", ""),
        ("code-1 =   one", "code-1 = two", "~1"),
        ("Polaris", "North Star", "~2 ~4"),
        ("[one] a", "[one] A", "~3"),
        (".detail = c", ".detail = d", "~3"),
        (".detail", ".title", "~3"),
        ("code-2 = { -server }", "code-2 = { -brand } server", "~2 ~4"),
    ] {
        assert!(written.contains(from), "{from}");
        written = written.replace(from, to);
        folder.write("en-US/errors.ftl", &written);
        let generation = live.look_now().unwrap();
        assert_eq!(diagnostics(&generation, &folder), [""; 0], "{to}");
        assert_eq!(changes(&generation), expected, "{to}");
    }

    folder.write("zh-CN/errors.ftl", "code-1 = 一\ncode-5 = 五");
    assert_eq!(changes(&live.look_now().unwrap()), "+5 ~1");
}

#[test]
fn the_same_files_have_the_same_hash_everywhere() {
    let files = [("en-US/errors.ftl", "code-1 = one"), ("zh-CN/errors.ftl", "code-1 = 一")];
    let [here, there] = [Folder::new(&files), Folder::new(&files)];
    let hash = |folder: &Folder| follow_by_hand(folder.path()).newest().content_hash();
    assert_eq!(hash(&here), hash(&there));
    there.write("zh-CN/errors.ftl", "code-1 = 壹");
    assert_ne!(hash(&here), hash(&there));
}
