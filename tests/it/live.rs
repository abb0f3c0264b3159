//! A live catalog follows its files, whoever changes them and however.
//!
//! Where a test waits for the thread that follows the files, it waits for the generation, within a
//! bound that only a machine at a standstill exceeds. The interval is an hour unless polling is what is
//! tested: so it is the watch that sees each change.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::Duration;

use codeword::{Catalog, Generation, LiveCatalog, Source};
use tempfile::TempDir;

const HOUR: Duration = Duration::from_secs(3600);
const BOUND: Duration = Duration::from_secs(60);

/// A folder of locales.
struct Folder(TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Folder {
        let folder = Folder(tempfile::tempdir().unwrap());
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn at(&self, path: &str) -> PathBuf {
        self.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        fs::write(self.at(path), text).unwrap();
    }

    /// As most editors do: into a new file, which then takes the old one's name.
    fn save_by_renaming(&self, path: &str, text: &str) {
        let draft = self.at(&format!("{path}.draft"));
        fs::write(&draft, text).unwrap();
        fs::rename(draft, self.at(path)).unwrap();
    }
}

fn follow(folder: &Path) -> LiveCatalog {
    LiveCatalog::builder(Catalog::builder().source(Source::folder(folder)))
        .poll_interval(HOUR)
        .start()
        .unwrap()
}

/// Follows a folder that is looked at when the test says so, and never by the thread.
fn follow_by_hand(folder: &Path) -> LiveCatalog {
    LiveCatalog::builder(Catalog::builder().source(Source::folder(folder)))
        .poll_interval(HOUR)
        .debounce(HOUR)
        .start()
        .unwrap()
}

fn text(live: &LiveCatalog, code: u32, preference: &str) -> Option<String> {
    Some(live.load().message(code, preference)?.into_text().into_owned())
}

/// Waits for a generation. Those before it are states in between, if a change has several steps.
fn wait_for(
    generations: &Receiver<Generation>,
    wanted: impl Fn(&Generation) -> bool,
) -> Generation {
    let mut seen = Vec::new();
    loop {
        match generations.recv_timeout(BOUND) {
            Ok(generation) if wanted(&generation) => return generation,
            Ok(generation) => seen.push(generation),
            Err(error) => panic!("{error}; there were {seen:#?}"),
        }
    }
}

/// What a generation changes: `+1 ~2 -3` if it adds 1, changes 2 and removes 3.
fn changes(generation: &Generation) -> String {
    let lists =
        [('+', generation.added()), ('~', generation.changed()), ('-', generation.removed())];
    let codes =
        lists.iter().flat_map(|(sign, codes)| codes.iter().map(move |c| format!("{sign}{c}")));
    codes.collect::<Vec<_>>().join(" ")
}

fn diagnostics(generation: &Generation, folder: &Folder) -> Vec<String> {
    let folder = format!("{}/", folder.path().display());
    generation.diagnostics().iter().map(|one| one.to_string().replace(&folder, "")).collect()
}

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
fn what_is_broken_is_refused_until_it_is_mended() {
    let folder = Folder::new(&[("en-US/errors.ftl", "code-1 = one")]);
    let live = follow(folder.path());
    let generations = live.subscribe();

    folder.save_by_renaming("en-US/errors.ftl", "code-1 = uno\n\ncode-2 { $n\n");
    let refused = wait_for(&generations, |generation| !generation.is_accepted());
    assert_eq!(diagnostics(&refused, &folder), ["en-US/errors.ftl:3:8: `=` is expected here"]);
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

#[test]
fn going_back_mends_too() {
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

/// What Kubernetes does to a volume: the files are links through `..data`, which is a link to the
/// folder of the version and is swapped by a rename.
#[cfg(unix)]
struct Volume(Folder);

#[cfg(unix)]
impl Volume {
    fn new(version: u32) -> Volume {
        let volume = Volume(Folder::new(&[]));
        volume.publish(version);
        for name in Volume::files(version).map(|(name, _)| name) {
            std::os::unix::fs::symlink(format!("..data/{name}"), volume.0.at(name)).unwrap();
        }
        volume
    }

    fn files(version: u32) -> [(&'static str, String); 2] {
        [
            ("errors.en-US.ftl", format!("code-1 = {version}\ncode-2 = {version}\n")),
            ("errors.zh-CN.ftl", format!("code-1 = {version}\ncode-2 = {version}\n")),
        ]
    }

    fn publish(&self, version: u32) {
        let old = fs::read_link(self.0.at("..data"));
        let new = format!("..2026_11_23.{version}");
        for (name, text) in Volume::files(version) {
            self.0.write(&format!("{new}/{name}"), &text);
        }
        std::os::unix::fs::symlink(&new, self.0.at("..data_tmp")).unwrap();
        fs::rename(self.0.at("..data_tmp"), self.0.at("..data")).unwrap();
        if let Ok(old) = old {
            fs::remove_dir_all(self.0.path().join(old)).unwrap();
        }
    }
}

#[cfg(unix)]
#[test]
fn a_volume_is_followed_through_every_swap() {
    let volume = Volume::new(1);
    let live = follow(volume.0.path());
    let generations = live.subscribe();
    let version = || text(&live, 1, "en").unwrap();
    for round in [2, 3, 4] {
        volume.publish(round);
        wait_for(&generations, |_| version() == round.to_string());
    }
    // And twice without a pause.
    volume.publish(5);
    volume.publish(6);
    wait_for(&generations, |_| version() == "6");
}

#[cfg(unix)]
#[test]
fn two_versions_of_a_volume_never_mix() {
    let volume = Volume::new(1);
    let live = follow_by_hand(volume.0.path());
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for version in 2..500 {
                volume.publish(version);
            }
            done.store(true, std::sync::atomic::Ordering::Relaxed);
        });
        while !done.load(std::sync::atomic::Ordering::Relaxed) {
            live.look_now();
            let catalog = live.load();
            let texts = catalog.locales().iter().flat_map(|language| {
                [1, 2].map(|code| catalog.message(code, language).unwrap().into_text())
            });
            let mut texts: Vec<_> = texts.collect();
            assert_eq!(texts.len(), 4);
            texts.dedup();
            assert_eq!(texts.len(), 1, "{texts:?}");
        }
    });
    live.look_now();
    assert_eq!(text(&live, 1, "en").as_deref(), Some("499"));
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

#[test]
fn a_locale_handle_is_good_for_the_next_catalog() {
    let folder =
        Folder::new(&[("en-US/errors.ftl", "code-1 = one"), ("zh-CN/errors.ftl", "code-1 = 一")]);
    let live = follow_by_hand(folder.path());
    let locale = live.load().negotiate("zh-CN").locale();
    folder.write("zh-CN/errors.ftl", "code-1 = 壹");
    live.look_now();
    assert_eq!(live.load().message(1, locale).unwrap().text(), "壹");
}

#[test]
fn what_was_taken_stays_as_it_was() {
    let folder = Folder::new(&[("en-US/errors.ftl", "code-1 = one")]);
    let live = follow_by_hand(folder.path());
    let (snapshot, catalog, mut reader) = (live.load(), live.catalog(), live.reader());
    let message = snapshot.message(1, "en").unwrap();

    folder.write("en-US/errors.ftl", "code-1 = two");
    live.look_now();
    assert_eq!(message.text(), "one");
    assert_eq!(catalog.message(1, "en").unwrap().text(), "one");
    assert_eq!(reader.catalog().message(1, "en").unwrap().text(), "two");
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
fn it_ends_with_its_last_handle() {
    let folder = Folder::new(&[("en-US/errors.ftl", "code-1 = one")]);
    let live = follow(folder.path());
    let generations = live.subscribe();
    let (clone, reader) = (live.clone(), live.reader());
    drop(live);
    drop(clone);
    folder.save_by_renaming("en-US/errors.ftl", "code-1 = two");
    assert!(wait_for(&generations, |generation| generation.number() == 2).is_accepted());

    // The thread has ended when the last one is gone: it would keep the subscription open.
    drop(reader);
    assert!(generations.try_iter().next().is_none());
    assert!(matches!(generations.try_recv(), Err(TryRecvError::Disconnected)));
}
