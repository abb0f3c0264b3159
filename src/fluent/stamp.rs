//! [`Stamp`]: what the system says of a folder's files, which is enough to see that none has changed.

use std::fs;
use std::io;
#[cfg(unix)]
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::folder::Folder;
use super::volume::version_of;
use crate::registry::FILE;

/// What the system says of the files of a folder without their being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stamp(Vec<(PathBuf, FileStamp)>);

/// A file. Its `ctime` is that of the last change to it, which no program can set back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct FileStamp {
    device: u64,
    inode: u64,
    size: u64,
    mtime: (i64, i64),
    ctime: (i64, i64),
}

/// A file that is written twice within this time may have the same times, as the clocks of file systems are coarse:
/// that of FAT counts in two seconds.
const GRANULARITY: Duration = Duration::from_secs(2);

impl Stamp {
    /// The stamp of all that is read of a folder; `None` if something of it could not be read.
    pub(crate) fn of(root: &Path) -> Option<Stamp> {
        let version = version_of(root);
        let Folder { files, strays, problems } = Folder::read(&version);
        if !strays.is_empty() || !problems.is_empty() {
            return None;
        }
        let mut stamps = Vec::with_capacity(files.len() + 1);
        for path in files {
            let stamp = FileStamp::of(&path).ok()?;
            stamps.push((path, stamp));
        }
        let registry = version.join(FILE);
        match FileStamp::of(&registry) {
            Ok(stamp) => stamps.push((registry, stamp)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(_) => return None,
        }
        Some(Stamp(stamps))
    }

    /// Whether a file that changes after this moment has another stamp.
    pub(crate) fn is_settled_at(&self, moment: SystemTime) -> bool {
        let since_epoch = |time: SystemTime| time.duration_since(UNIX_EPOCH).ok();
        let Some(limit) = moment.checked_sub(GRANULARITY).and_then(since_epoch) else {
            return false;
        };
        let is_before = |(seconds, _): (i64, i64)| {
            u64::try_from(seconds).is_ok_and(|seconds| seconds < limit.as_secs())
        };
        self.0.iter().all(|(_, file)| is_before(file.mtime) && is_before(file.ctime))
    }
}

impl FileStamp {
    #[cfg(unix)]
    fn of(path: &Path) -> io::Result<FileStamp> {
        let metadata = fs::metadata(path)?;
        Ok(FileStamp {
            device: metadata.dev(),
            inode: metadata.ino(),
            size: metadata.size(),
            mtime: (metadata.mtime(), metadata.mtime_nsec()),
            ctime: (metadata.ctime(), metadata.ctime_nsec()),
        })
    }

    /// Elsewhere the times of a file can be set as one likes.
    #[cfg(not(unix))]
    fn of(_: &Path) -> io::Result<FileStamp> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_done_to_a_file_changes_its_stamp() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let (file, other) = (path("errors.de.ftl"), path("errors.ftl.new"));
        fs::write(&file, "code-1 = Eins").unwrap();
        let time = fs::metadata(&file).unwrap().modified().unwrap();
        let set_back =
            |path: &Path| fs::File::options().append(true).open(path).unwrap().set_modified(time);
        let mut seen = vec![Stamp::of(folder.path()).unwrap()];
        let changes: [&dyn Fn(); 5] = [
            &|| fs::write(&file, "code-1 = Zwei!").unwrap(),
            // Of the same size and time, as `cp -p` and `rsync -t` leave it.
            &|| {
                fs::write(&other, "code-1 = Drei!").unwrap();
                set_back(&other).unwrap();
                fs::rename(&other, &file).unwrap();
            },
            &|| fs::write(path("more.de.ftl"), "").unwrap(),
            &|| fs::write(path("codes.toml"), "").unwrap(),
            &|| fs::remove_file(path("more.de.ftl")).unwrap(),
        ];
        for change in changes {
            change();
            let stamp = Stamp::of(folder.path()).unwrap();
            assert!(!seen.contains(&stamp), "{stamp:?}");
            assert_eq!(Stamp::of(folder.path()).unwrap(), stamp);
            seen.push(stamp);
        }
    }

    #[test]
    fn a_stamp_is_settled_once_every_clock_has_moved_on() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("errors.de.ftl"), "").unwrap();
        let stamp = Stamp::of(folder.path()).unwrap();
        let path = folder.path().join("errors.de.ftl");
        let written = fs::metadata(path).unwrap().modified().unwrap();
        for (seconds, expected) in [(0, false), (1, false), (5, true)] {
            let moment = written + Duration::from_secs(seconds);
            assert_eq!(stamp.is_settled_at(moment), expected, "{seconds}");
        }
        assert!(!stamp.is_settled_at(UNIX_EPOCH));
    }

    #[test]
    fn what_cannot_be_read_has_no_stamp() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Stamp::of(folder.path()).is_some());
        fs::create_dir(folder.path().join("errors.de.ftl")).unwrap();
        assert_eq!(Stamp::of(folder.path()), None);
        assert_eq!(Stamp::of(&folder.path().join("nowhere")), None);
    }
}
