//! [`UnixSocket`]: a Unix socket that is listened on, and its file.

use std::fs::{self, Permissions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use tokio::net::{UnixListener, UnixStream, unix};

use crate::gateway::server::Accept;

/// A Unix socket that is listened on. Its file is removed at the end, unless it is another's by then.
#[derive(Debug)]
pub struct UnixSocket {
    listener: UnixListener,
    path: PathBuf,
    /// The device and the inode of the file.
    identity: (u64, u64),
}

impl UnixSocket {
    /// Listens on the socket of a path. A file of a socket on which no one listens any more is replaced.
    pub(super) async fn bind(path: &Path) -> io::Result<UnixSocket> {
        let listener = match UnixListener::bind(path) {
            Err(error) if error.kind() == ErrorKind::AddrInUse && is_abandoned(path).await => {
                fs::remove_file(path)?;
                UnixListener::bind(path)
            }
            bound => bound,
        }?;
        Ok(UnixSocket { listener, path: path.to_owned(), identity: identity(path)? })
    }

    /// Where its file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Says who may connect, by the permissions of the file: to write is to connect (unix(7)).
    ///
    /// # Errors
    ///
    /// If the system does not allow it.
    pub fn set_mode(&self, mode: u32) -> io::Result<()> {
        fs::set_permissions(&self.path, Permissions::from_mode(mode))
    }
}

impl Accept for UnixSocket {
    type Connection = UnixStream;
    type Client = unix::SocketAddr;

    async fn accept(&self) -> io::Result<(UnixStream, unix::SocketAddr)> {
        self.listener.accept().await
    }
}

impl Drop for UnixSocket {
    /// While this still listens, no successor takes the file for abandoned, and replaces it.
    fn drop(&mut self) {
        if identity(&self.path).is_ok_and(|identity| identity == self.identity) {
            // What cannot be removed is replaced by the next process.
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn identity(path: &Path) -> io::Result<(u64, u64)> {
    fs::symlink_metadata(path).map(|file| (file.dev(), file.ino()))
}

/// Whether the file is a socket on which no one listens.
async fn is_abandoned(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|file| FileTypeExt::is_socket(&file.file_type()))
        && UnixStream::connect(path)
            .await
            .is_err_and(|error| error.kind() == ErrorKind::ConnectionRefused)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(test: impl AsyncFnOnce(&Path)) {
        let folder = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
        runtime.block_on(test(&folder.path().join("codeword.sock")));
    }

    #[test]
    fn an_abandoned_socket_is_replaced_and_nothing_else() {
        run(async |path| {
            let first = UnixSocket::bind(path).await.unwrap();
            let error = UnixSocket::bind(path).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::AddrInUse);
            drop(first);
            // The end of a process that is killed.
            drop(UnixListener::bind(path).unwrap());
            assert!(path.exists());
            drop(UnixSocket::bind(path).await.unwrap());

            fs::write(path, "a file").unwrap();
            assert!(UnixSocket::bind(path).await.is_err());
            assert_eq!(fs::read_to_string(path).unwrap(), "a file");
        });
    }

    #[test]
    fn the_file_of_a_successor_stays() {
        run(async |path| {
            let first = UnixSocket::bind(path).await.unwrap();
            // The inode of a file that is gone may be given again, and so the first is moved away.
            fs::rename(path, path.with_extension("old")).unwrap();
            let second = UnixSocket::bind(path).await.unwrap();
            drop(first);
            assert!(path.exists());
            drop(second);
            assert!(!path.exists());
        });
    }
}
