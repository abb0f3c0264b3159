//! Every way in which files change is seen.

use std::fs;
use std::time::Duration;

use codeword::{Catalog, Generation, LiveCatalog, Source};

use super::{Folder, changes, follow, text, wait_for};

#[test]
fn saving_is_followed_in_place_and_by_renaming() {
    let folder = Folder::new(&[("en-US/errors.ftl", "code-1 = one")]);
    let live = follow(folder.path());
    let generations = live.subscribe();
    for round in 0..3 {
        let renamed = format!("renamed {round}");
        folder.save_by_renaming("en-US/errors.ftl", &format!("code-1 = {renamed}"));
        wait_for(&generations, |_| text(&live, 1, "en").as_ref() == Some(&renamed));

        let in_place = format!("in place {round}");
        folder.write("en-US/errors.ftl", &format!("code-1 = {in_place}"));
        wait_for(&generations, |_| text(&live, 1, "en").as_ref() == Some(&in_place));
    }
}

#[test]
fn files_and_folders_come_and_go() {
    let folder = Folder::new(&[("en-US/errors.ftl", "code-1 = one")]);
    let live = follow(folder.path());
    let generations = live.subscribe();

    folder.write("en-US/api/more.ftl", "code-2 = two");
    wait_for(&generations, |_| text(&live, 2, "en").is_some());
    // The new folder is watched by now.
    folder.write("en-US/api/more.ftl", "code-2 = 2");
    wait_for(&generations, |_| text(&live, 2, "en").as_deref() == Some("2"));

    fs::remove_dir_all(folder.at("en-US/api")).unwrap();
    let generation = wait_for(&generations, |_| text(&live, 2, "en").is_none());
    assert_eq!(changes(&generation), "-2");

    folder.write("zh-CN/errors.ftl", "code-1 = 一");
    wait_for(&generations, |_| text(&live, 1, "zh-CN").as_deref() == Some("一"));
}

#[test]
fn a_folder_that_vanishes_may_come_back() {
    let folder = Folder::new(&[("locales/en-US/errors.ftl", "code-1 = one")]);
    let live = follow(&folder.at("locales"));
    let generations = live.subscribe();

    fs::rename(folder.at("locales"), folder.at("elsewhere")).unwrap();
    let gone = wait_for(&generations, |generation| !generation.is_accepted());
    assert!(gone.diagnostics()[0].to_string().contains("this folder cannot be read"), "{gone:?}");
    assert_eq!(text(&live, 1, "en").as_deref(), Some("one"));

    fs::rename(folder.at("elsewhere"), folder.at("locales")).unwrap();
    wait_for(&generations, Generation::is_accepted);

    // It is another folder by now, and followed like the first.
    fs::remove_dir_all(folder.at("locales")).unwrap();
    wait_for(&generations, |generation| !generation.is_accepted());
    folder.write("locales/en-US/errors.ftl", "code-1 = two");
    wait_for(&generations, |_| text(&live, 1, "en").as_deref() == Some("two"));
    folder.write("locales/en-US/errors.ftl", "code-1 = three");
    wait_for(&generations, |_| text(&live, 1, "en").as_deref() == Some("three"));
}

#[test]
fn a_checkout_of_another_branch_is_followed() {
    let folder = Folder::new(&[]);
    let git = |arguments: &[&str]| {
        let status = std::process::Command::new("git")
            .current_dir(folder.path())
            .args(["-c", "user.name=t", "-c", "user.email=t@example.org"])
            .args(["-c", "init.defaultBranch=first", "-c", "advice.detachedHead=false"])
            .args(arguments)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .status();
        assert!(status.unwrap().success(), "git {arguments:?}");
    };
    let commit = |version: &str| {
        for tag in ["en-US", "zh-CN"] {
            for file in ["a", "b"] {
                let code = if file == "a" { 1 } else { 2 };
                let text = format!("code-{code} = {version} {tag}");
                folder.write(&format!("locales/{tag}/{file}.ftl"), &text);
            }
        }
        git(&["add", "."]);
        git(&["commit", "--message", version]);
    };
    git(&["init"]);
    commit("first");
    git(&["checkout", "-b", "second"]);
    commit("second");

    let live = follow(&folder.at("locales"));
    let generations = live.subscribe();
    for branch in ["first", "second", "first"] {
        git(&["checkout", branch]);
        wait_for(&generations, |_| {
            let texts = [(1, "en-US"), (2, "en-US"), (1, "zh-CN"), (2, "zh-CN")];
            texts.iter().all(|(code, tag)| {
                text(&live, *code, tag).as_deref() == Some(&format!("{branch} {tag}"))
            })
        });
    }
}

/// As releases and `git-sync` are deployed: `current -> releases/42`.
#[cfg(unix)]
#[test]
fn a_folder_that_is_a_link_is_followed() {
    use std::os::unix::fs::symlink;

    let folder = Folder::new(&[
        ("releases/1/en-US/errors.ftl", "code-1 = one"),
        ("releases/2/en-US/errors.ftl", "code-1 = two"),
        ("releases/3/en-US/errors.ftl", "code-1 = three"),
    ]);
    let deploy = |release: u32| {
        symlink(format!("releases/{release}"), folder.at("next")).unwrap();
        fs::rename(folder.at("next"), folder.at("current")).unwrap();
    };
    deploy(1);
    let live = follow(&folder.at("current"));
    let generations = live.subscribe();
    for (release, expected) in [(2, "two"), (3, "three"), (1, "one")] {
        deploy(release);
        wait_for(&generations, |_| text(&live, 1, "en").as_deref() == Some(expected));
    }
    folder.write("releases/1/en-US/errors.ftl", "code-1 = uno");
    wait_for(&generations, |_| text(&live, 1, "en").as_deref() == Some("uno"));
}

/// No event tells of a file that stands elsewhere: here only polling sees the change.
#[cfg(unix)]
#[test]
fn a_file_behind_a_link_is_seen_in_time() {
    let elsewhere = Folder::new(&[("errors.ftl", "code-1 = one")]);
    let folder = Folder::new(&[]);
    fs::create_dir(folder.at("en-US")).unwrap();
    std::os::unix::fs::symlink(elsewhere.at("errors.ftl"), folder.at("en-US/errors.ftl")).unwrap();
    let live = LiveCatalog::builder(Catalog::builder().source(Source::folder(folder.path())))
        .poll_interval(Duration::from_millis(20))
        .start()
        .unwrap();
    let generations = live.subscribe();
    elsewhere.write("errors.ftl", "code-1 = two");
    wait_for(&generations, |_| text(&live, 1, "en").as_deref() == Some("two"));
}
