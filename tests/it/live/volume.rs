//! The volumes in which Kubernetes mounts a ConfigMap.

use std::fs;

use super::{Folder, follow, follow_by_hand, text, wait_for};

/// What Kubernetes does to a volume: the files are links through `..data`, which is a link to the
/// folder of the version and is swapped by a rename.
struct Volume(Folder);

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
