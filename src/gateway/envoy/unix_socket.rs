//! [`bind`]: a Unix socket that is listened on, even where another process has left its file.

use std::fs;
use std::io::{self, ErrorKind};
use std::os::unix::fs::FileTypeExt;
use std::path::Path;

use tokio::net::{UnixListener, UnixStream};

/// Listens on the socket of a path.
///
/// A process leaves the file of its socket behind, also one that ends in good order: by then, the file
/// may be its successor's.
pub(super) async fn bind(path: &Path) -> io::Result<UnixListener> {
    match UnixListener::bind(path) {
        Err(error) if error.kind() == ErrorKind::AddrInUse && is_abandoned(path).await => {
            fs::remove_file(path)?;
            UnixListener::bind(path)
        }
        bound => bound,
    }
}

/// Whether the file is a socket, and nobody listens on it.
async fn is_abandoned(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|file| file.file_type().is_socket())
        && UnixStream::connect(path)
            .await
            .is_err_and(|error| error.kind() == ErrorKind::ConnectionRefused)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abandoned_socket_is_taken_over_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("codeword.sock");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
        runtime.block_on(async {
            let first = bind(&path).await.unwrap();
            let error = bind(&path).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::AddrInUse);
            drop(first);
            bind(&path).await.unwrap();

            fs::remove_file(&path).unwrap();
            fs::write(&path, "a file").unwrap();
            assert!(bind(&path).await.is_err());
            assert_eq!(fs::read_to_string(&path).unwrap(), "a file");
        });
    }
}
