//! What does a build script write? A catalog that is a part of the program, with a function for each code.
//!
//! A code that is gone, an argument that is missing, and a required locale that lacks a message do not compile.
//! Cargo.toml:
//!
//! ```toml
//! [dependencies]
//! codeword = { path = "../codeword" }
//!
//! [build-dependencies]
//! codeword = { path = "../codeword", features = ["build"] }
//! ```
//!
//! build.rs:
//!
//! ```no_run
//! fn main() -> Result<(), codeword::Error> {
//!     codeword::build::folder("locales").require(["en-US", "de-DE"]).generate()
//! }
//! ```
//!
//! src/main.rs, with `code-404001 = There is no order { $id }` in `locales/en-US/errors.ftl` and the name
//! `OrderNotFound` in `locales/codes.toml`:
//!
//! ```ignore
//! mod errors {
//!     codeword::include_catalog!();
//! }
//!
//! fn find(id: u64) -> Result<Order, codeword::Coded> {
//!     Err(errors::order_not_found(id))
//! }
//! ```
//!
//! A code with two or more variables has a struct with a field for each, so that none is taken for another, whatever
//! the order:
//!
//! ```ignore
//! Err(errors::out_of_stock(errors::OutOfStock { item: "pen", left: 3 }))
//! ```
//!
//! [`include_catalog!`](crate::include_catalog) says how all of them are called. A parameter or a field takes what
//! `codes.toml` says about the argument: a `string` is `impl Into<String>`, a `number` a
//! [`NumberArgument`](crate::NumberArgument), a `date` a [`DateArgument`](crate::DateArgument). Of an argument that it
//! does not declare, they take whatever a [`Value`](crate::Value) can be made of.
//!
//! The registry of the codes comes with the catalog, and the program needs no feature to have it. The crate
//! `examples/orders` in the repository is complete.

mod function;
mod module;
mod registry;

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use crate::fluent::SourceFile;
use crate::{Catalog, Diagnostic, Error, Source};

/// The file that `include_catalog!` includes.
const MODULE: &str = "codeword.rs";

/// A catalog to be embedded: a folder with a sub-folder for each locale, from the folder of Cargo.toml.
pub fn folder(path: impl Into<PathBuf>) -> Folder {
    Folder { path: path.into(), required: Vec::new(), default_locale: None, out_dir: None }
}

/// A catalog to be embedded; from [`folder`].
#[derive(Clone, Debug)]
#[must_use = "`generate` writes it"]
pub struct Folder {
    path: PathBuf,
    required: Vec<String>,
    default_locale: Option<String>,
    out_dir: Option<PathBuf>,
}

impl Folder {
    /// Requires that readers of these locales get every message, whole; see [`Catalog::verify`]. Others may be
    /// translated bit by bit.
    pub fn require<T: Into<String>>(mut self, locales: impl IntoIterator<Item = T>) -> Folder {
        self.required.extend(locales.into_iter().map(Into::into));
        self
    }

    /// The default locale; if it is not set, see
    /// [`CatalogBuilder::default_locale`](crate::CatalogBuilder::default_locale).
    pub fn default_locale(mut self, tag: impl Into<String>) -> Folder {
        self.default_locale = Some(tag.into());
        self
    }

    /// The folder to write into, if it is not the one that Cargo names, `OUT_DIR`.
    pub fn out_dir(mut self, path: impl Into<PathBuf>) -> Folder {
        self.out_dir = Some(path.into());
        self
    }

    /// Checks every file, and writes what [`include_catalog!`](crate::include_catalog) includes.
    ///
    /// To Cargo it says, on the standard output, when to run the build script again, which is when the folder or
    /// anything in it changes, and each error with its place, as `cargo::error=locales/de-DE/errors.ftl:2:8: …`.
    ///
    /// # Errors
    ///
    /// [`Error::is_catalog`] if something is wrong with the files, or if a required locale lacks something;
    /// [`Error::is_invalid_constant`] if two codes would have one name; [`Error::is_io`] if the file cannot be
    /// written.
    pub fn generate(self) -> Result<(), Error> {
        let mut diagnostics = Vec::new();
        let files = Source::folder(&self.path).read(&mut diagnostics).files;
        for path in self.watched(&files) {
            println!("cargo::rerun-if-changed={}", path.display());
        }
        let written = self.module(&files).and_then(|module| self.write(&module));
        if let Err(error) = &written {
            for line in error.to_string().lines() {
                println!("cargo::error={line}");
            }
        }
        written
    }

    /// The folder, and every folder and file in it that matters: a file that comes or goes changes its folder.
    fn watched(&self, files: &[SourceFile]) -> Vec<PathBuf> {
        let mut watched = vec![self.path.clone()];
        for file in files {
            let path = Path::new(&file.path);
            let folders = path.ancestors().skip(1).take_while(|folder| *folder != self.path);
            watched.extend(folders.map(Path::to_path_buf));
            watched.push(path.to_path_buf());
        }
        watched
            .extend([self.path.join(crate::registry::FILE)].into_iter().filter(|it| it.exists()));
        watched.sort();
        watched.dedup();
        watched
    }

    /// The text of the module.
    fn module(&self, files: &[SourceFile]) -> Result<String, Error> {
        // In the documentation of a function, marks of isolation are of no use.
        let mut builder =
            Catalog::builder().source(Source::folder(&self.path)).isolation_marks(false);
        if let Some(tag) = &self.default_locale {
            builder = builder.default_locale(tag);
        }
        let (catalog, of_build) = builder.build_lenient();
        let mut diagnostics = catalog.verify(self.required.iter().map(String::as_str));
        // What is wrong with the catalog as a whole is known to its builder alone.
        let unknown = of_build.into_iter().filter(|it| !diagnostics.contains(it));
        let unknown: Vec<Diagnostic> = unknown.collect();
        diagnostics.extend(unknown);
        if !diagnostics.is_empty() {
            return Err(Error::catalog(diagnostics));
        }
        let files = files.iter().map(|file| (self.below(&file.path), &*file.text));
        module::write(&catalog, &files.collect::<Vec<_>>()).map_err(Error::invalid_constants)
    }

    /// The path of a file below the folder, as it is on every system.
    fn below(&self, path: &str) -> String {
        let path = Path::new(path);
        let below = path.strip_prefix(&self.path).unwrap_or(path);
        below.iter().map(|name| name.to_string_lossy()).collect::<Vec<_>>().join("/")
    }

    fn write(&self, module: &str) -> Result<(), Error> {
        let out_dir = self.out_dir.clone().or_else(|| env::var_os("OUT_DIR").map(PathBuf::from));
        let Some(out_dir) = out_dir else {
            let text = "OUT_DIR is not set: call this from a build script, or name a folder with `out_dir`";
            return Err(Error::unwritable(MODULE, io::Error::new(io::ErrorKind::NotFound, text)));
        };
        let path = out_dir.join(MODULE);
        let shown = path.display().to_string();
        fs::write(path, module).map_err(|cause| Error::unwritable(shown, cause))
    }
}
