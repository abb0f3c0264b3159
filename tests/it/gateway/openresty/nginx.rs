//! nginx with LuaJIT and codeword in it: a master and two workers.
//!
//! Without nginx or its module the tests say so and pass, unless `CODEWORD_REQUIRE_NGINX_LUA` is set; `scripts/test`
//! installs both.

use std::fs;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};

use super::super::wire::{self, Answer, PATIENCE};

const CONFIGURATION: &str = include_str!("nginx.conf");
const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// nginx at work, and where it answers.
pub(super) struct Nginx {
    master: Child,
    pub(super) address: SocketAddr,
    folder: TempDir,
}

/// What nginx is to do.
pub(super) struct Setup<'s> {
    pub(super) upstream: SocketAddr,
    /// Of the localizer, as TOML.
    pub(super) configuration: &'s str,
    /// Locations, beside the one that passes all on.
    pub(super) places: &'s str,
}

impl Nginx {
    /// Starts nginx; `None` if it is not installed.
    pub(super) async fn start(setup: Setup<'_>) -> Option<Nginx> {
        Nginx::start_with(setup, "").await
    }

    /// Starts nginx, with some more Lua at its start.
    pub(super) async fn start_with(setup: Setup<'_>, begin: &str) -> Option<Nginx> {
        let Some(modules) = modules() else {
            let is_required = std::env::var_os("CODEWORD_REQUIRE_NGINX_LUA").is_some();
            assert!(!is_required, "nginx or its module for Lua is not installed");
            eprintln!("nginx or its module for Lua is not installed: nothing was tested with it");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        open_to_workers(folder.path());
        let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = free.local_addr().unwrap();
        drop(free);
        let configuration = CONFIGURATION
            .replace("PLACES", setup.places)
            .replace("BEGIN", begin)
            .replace("FOLDER", folder.path().to_str().unwrap())
            .replace("MODULES", modules.to_str().unwrap())
            .replace("LIBRARIES", library().parent().unwrap().to_str().unwrap())
            .replace("SOURCES", &format!("{ROOT}/examples/openresty"))
            .replace("STUBS", &format!("{ROOT}/tests/it/gateway/openresty/stubs"))
            .replace("CONFIGURATION", &format!("[==[{}]==]", setup.configuration))
            .replace("UPSTREAM", &setup.upstream.to_string())
            .replace("PORT", &address.port().to_string());
        let file = folder.path().join("nginx.conf");
        fs::write(&file, configuration).unwrap();
        let master = Command::new("nginx").arg("-c").arg(file).spawn().unwrap();
        let mut nginx = Nginx { master, address, folder };
        while TcpStream::connect(address).await.is_err() {
            let ended = nginx.master.try_wait().unwrap();
            assert!(ended.is_none(), "nginx does not begin: {}", nginx.log());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Some(nginx)
    }

    /// GET by a reader of Chinese.
    pub(super) async fn get(&self, path: &str) -> Answer {
        wire::ask(self.address, wire::get(path)).await
    }

    /// What nginx and codeword have complained of; that a body was long is none of it.
    pub(super) fn log(&self) -> String {
        let log = fs::read_to_string(self.folder.path().join("error.log")).unwrap_or_default();
        let is_complaint = |line: &&str| !line.contains("is buffered to a temporary file");
        log.lines().filter(is_complaint).collect::<Vec<_>>().join("\n")
    }

    /// The processes that answer, now.
    pub(super) fn workers(&self) -> Vec<u32> {
        let id = self.master.id();
        let children = fs::read_to_string(format!("/proc/{id}/task/{id}/children"));
        let children = children.unwrap_or_default();
        let ids = children.split_whitespace().map(|id| id.parse().unwrap());
        // The others look after the cache.
        let is_worker = |id: &u32| {
            let title = fs::read_to_string(format!("/proc/{id}/cmdline"));
            title.is_ok_and(|title| title.starts_with("nginx: worker process"))
        };
        ids.filter(is_worker).collect()
    }

    /// The workers once none of these is among them, and there are two.
    pub(super) async fn successors(&self, of: &[u32]) -> Vec<u32> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let workers = self.workers();
            if workers.len() == 2 && !workers.iter().any(|worker| of.contains(worker)) {
                return workers;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the workers are {:?}: {}", self.workers(), self.log());
    }

    /// Lets the master read its configuration anew, as `nginx -s reload` does.
    pub(super) fn reload(&self) {
        signal("HUP", self.master.id());
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // A master that is killed leaves its workers behind.
        signal("TERM", self.master.id());
        let _ = self.master.wait();
    }
}

/// Where the tests are run by root, nginx's workers are another user.
pub(super) fn open_to_workers(folder: &Path) {
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
}

pub(super) fn signal(name: &str, process: u32) {
    // It may have ended already.
    let _ = Command::new("kill").args(["-s", name, &process.to_string()]).status();
}

/// Where nginx's modules are, if it and that for Lua are there.
fn modules() -> Option<PathBuf> {
    Command::new("nginx").arg("-v").output().ok()?;
    let folders = ["/usr/lib/nginx/modules", "/usr/share/nginx/modules"].map(PathBuf::from);
    folders.into_iter().find(|folder| folder.join("ngx_http_lua_module.so").exists())
}

/// `libcodeword.so`, built once for all tests, or the one that `CODEWORD_LIBRARY` names.
fn library() -> &'static Path {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        if let Some(path) = std::env::var_os("CODEWORD_LIBRARY") {
            return path.into();
        }
        let built = Command::new(env!("CARGO"))
            .args(["rustc", "--quiet", "--locked", "--lib", "--features", "capi"])
            .args(["--crate-type", "cdylib"])
            .current_dir(ROOT)
            .status();
        assert!(built.unwrap().success(), "the library does not build");
        // Beside the command that the tests run.
        Path::new(env!("CARGO_BIN_EXE_codeword")).with_file_name("libcodeword.so")
    })
}
