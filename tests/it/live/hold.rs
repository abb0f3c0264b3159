//! What a program holds of a live catalog, from its start to its end.

use std::sync::mpsc::TryRecvError;

use codeword::{Catalog, Generation, LiveCatalog, Source};

use super::{Folder, HOUR, changes, follow, follow_by_hand, text, wait_for};

#[test]
fn a_locale_handle_is_good_while_the_locales_are_the_same() {
    let folder =
        Folder::new(&[("en-US/errors.ftl", "code-1 = one"), ("zh-CN/errors.ftl", "code-1 = 一")]);
    let live = follow_by_hand(folder.path());
    let locale = live.load().negotiate("zh-CN").locale();
    folder.write("zh-CN/errors.ftl", "code-1 = 壹");
    live.look_now();
    assert_eq!(live.load().message(1, locale).unwrap().text(), "壹");

    // In another list, the same place would be French.
    folder.write("fr-FR/errors.ftl", "code-1 = un");
    live.look_now();
    assert_eq!(live.load().message(1, locale).unwrap().text(), "one");
    let locale = live.load().negotiate("zh-CN").locale();
    assert_eq!(live.load().message(1, locale).unwrap().text(), "壹");
}

#[test]
fn a_snapshot_stays_as_it_was() {
    let folder = Folder::new(&[("en-US/errors.ftl", "code-1 = one")]);
    let live = follow_by_hand(folder.path());
    let (snapshot, catalog, mut view) = (live.load(), live.catalog(), live.view());
    let message = snapshot.message(1, "en").unwrap();

    folder.write("en-US/errors.ftl", "code-1 = two");
    live.look_now();
    assert_eq!(message.text(), "one");
    assert_eq!(catalog.message(1, "en").unwrap().text(), "one");
    assert_eq!(view.catalog().message(1, "en").unwrap().text(), "two");
    assert_eq!(text(&live, 1, "en").as_deref(), Some("two"));
}

#[test]
fn a_start_with_broken_files_fails_or_is_stood_in_for() {
    let folder = Folder::new(&[("en-US/errors.ftl", "code-1 one")]);
    let sources = || Catalog::builder().source(Source::folder(folder.path()));
    let error = LiveCatalog::follow(sources()).unwrap_err();
    assert!(error.is_catalog());
    assert_eq!(error.diagnostics()[0].line(), Some(1));

    let live = LiveCatalog::builder(sources())
        .stand_in(Catalog::embedded())
        .poll_interval(HOUR)
        .start()
        .unwrap();
    assert!(live.load().generation().is_none());
    assert!(!live.newest().is_accepted());
    assert!(text(&live, 400142, "en").is_some());

    let generations = live.subscribe();
    folder.save_by_renaming("en-US/errors.ftl", "code-1 = one");
    let mended = wait_for(&generations, Generation::is_accepted);
    assert_eq!(changes(&mended), "+1");
    assert!(text(&live, 400142, "en").is_none());
}

#[test]
fn following_ends_with_the_last_handle() {
    let folder = Folder::new(&[("en-US/errors.ftl", "code-1 = one")]);
    let live = follow(folder.path());
    let generations = live.subscribe();
    let (clone, view) = (live.clone(), live.view());
    drop(live);
    drop(clone);
    folder.save_by_renaming("en-US/errors.ftl", "code-1 = two");
    assert!(wait_for(&generations, |generation| generation.number() == 2).is_accepted());

    // The thread has ended when the last one is gone: it would keep the subscription open.
    drop(view);
    assert!(generations.try_iter().next().is_none());
    assert!(matches!(generations.try_recv(), Err(TryRecvError::Disconnected)));
}
