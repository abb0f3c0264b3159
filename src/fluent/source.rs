//! [`Source`]: where resources come from: embedded, a folder, files that the program carries.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::file::{Invalid, check_size};
use super::layer::{Layer, SourceFile, locale_of, read_registry};
use super::volume::{no_file_in, read_folder};
use crate::Diagnostic;
use crate::registry::{self, Registered, Registry};

/// The catalog that the crate ships with: the error codes of the Polaris service mesh.
const EMBEDDED: [(&str, &str); 2] = [
    ("en-US/errors.ftl", include_str!("../../locales/en-US/errors.ftl")),
    ("zh-CN/errors.ftl", include_str!("../../locales/zh-CN/errors.ftl")),
];

/// One layer of a catalog: a set of Fluent files, each with its locale.
///
/// A file's locale is the name of a folder on its path, `zh-CN/errors.ftl`, or stands in the file's
/// name, `errors.zh-CN.ftl`, which is what a Kubernetes ConfigMap can hold. A locale may have
/// several files, in sub-folders too. Beside the locales may stand `codes.toml`, the [registry] of the
/// codes; it is read where the feature `registry` is on.
///
/// A catalog takes its sources in order, and a later one overrides an earlier one message by message:
///
/// ```
/// use codeword::{Catalog, Source};
///
/// let catalog = Catalog::builder()
///     .source(Source::embedded())
///     .source(Source::files([("en-US/ours.ftl", "code-429001 = Slow down, please")]))
///     .default_locale("en-US")
///     .build()?;
///
/// assert_eq!(catalog.message(429001, "en-US").unwrap().text(), "Slow down, please");
/// assert!(catalog.message(400142, "en-US").is_some());
/// # Ok::<(), codeword::Error>(())
/// ```
///
/// [registry]: crate::registry
#[derive(Clone, Debug)]
pub struct Source {
    origin: Origin,
    registry: Registered,
}

#[derive(Clone, Debug)]
enum Origin {
    /// Shared, since a catalog keeps what it was built from.
    Files(Arc<[(Cow<'static, str>, Cow<'static, str>)]>),
    Folder(PathBuf),
}

impl Source {
    /// The catalog that the crate ships with, in `zh-CN` and `en-US`.
    pub fn embedded() -> Source {
        Source { registry: Registered::Shipped, ..Source::files(EMBEDDED) }
    }

    /// Files that the program carries, as pairs of path and text; for `include_str!`, the crates
    /// `include_dir` and `rust-embed`, tests, or a database.
    ///
    /// ```
    /// use codeword::Source;
    ///
    /// Source::files([("en-US/errors.ftl", "code-1 = Ready"), ("errors.de.ftl", "code-1 = Fertig")]);
    /// ```
    pub fn files<P, T>(files: impl IntoIterator<Item = (P, T)>) -> Source
    where
        P: Into<Cow<'static, str>>,
        T: Into<Cow<'static, str>>,
    {
        let files = files.into_iter().map(|(path, text)| (path.into(), text.into()));
        Source { origin: Origin::Files(files.collect()), registry: Registered::default() }
    }

    /// Every `.ftl` file of a folder, read when the catalog is built, in the order of their paths.
    ///
    /// Names that begin with a dot are passed over: an editor's swap files, and what a Kubernetes
    /// volume keeps in the folder beside the files. Such a volume (ConfigMap, Secret, projected) is
    /// read through its `..data` link, and a folder that is a link itself through that link, so that all
    /// files are of one version even where the link is swapped meanwhile.
    pub fn folder(path: impl Into<PathBuf>) -> Source {
        Source { origin: Origin::Folder(path.into()), registry: Registered::default() }
    }

    /// The same layer with a registry of its codes, which needs no feature. A `codes.toml` in the layer is
    /// laid over it.
    ///
    /// ```
    /// use codeword::registry::{Entry, Registry};
    /// use codeword::{Catalog, Source};
    ///
    /// let registry = Registry::new([Entry::new(404001).with_name("OrderNotFound")?])?;
    /// let files = [("en-US/errors.ftl", "code-404001 = The order was not found")];
    /// let catalog = Catalog::builder().source(Source::files(files).registry(registry)).build()?;
    ///
    /// assert_eq!(catalog.message("OrderNotFound", "en-US").unwrap().text(), "The order was not found");
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn registry(self, registry: Registry) -> Source {
        Source { registry: self.registry.overlaid(registry.into()), ..self }
    }

    /// The folder, if the layer is one.
    pub(crate) fn root(&self) -> Option<&Path> {
        match &self.origin {
            Origin::Folder(root) => Some(root),
            Origin::Files(_) => None,
        }
    }

    /// The diagnostic of a layer without a Fluent file. Its number is counted from 0.
    pub(crate) fn no_file(&self, layer: usize) -> Diagnostic {
        match &self.origin {
            Origin::Folder(root) => no_file_in(root),
            Origin::Files(_) => Diagnostic::of_file(
                format!("source {}", layer + 1),
                "it has no Fluent file: name one as in `zh-CN/errors.ftl`",
            ),
        }
    }

    /// Reads the layer. What cannot be read is a diagnostic, and the rest goes on.
    pub(crate) fn read(&self, diagnostics: &mut Vec<Diagnostic>) -> Layer {
        let mut layer = Layer { files: Vec::new(), registry: self.registry.clone() };
        match &self.origin {
            Origin::Files(texts) => {
                for (path, text) in &**texts {
                    if path == registry::FILE {
                        layer.add_registry(read_registry(path, text, &[], diagnostics));
                        continue;
                    }
                    let size = check_size(text.len() as u64).map_err(|error| error.to_string());
                    match locale_of(Path::new(&**path)).and_then(|locale| size.map(|()| locale)) {
                        Ok(locale) => layer.files.push(SourceFile {
                            path: path.clone().into_owned(),
                            locale,
                            text: text.clone(),
                            invalid: Invalid::default(),
                        }),
                        Err(reason) => {
                            diagnostics.push(Diagnostic::of_file(path.clone(), reason));
                        }
                    }
                }
            }
            Origin::Folder(root) => read_folder(root, &mut layer, diagnostics),
        }
        layer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_files_are_those_of_the_repository() {
        let mut diagnostics = Vec::new();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
        let folder = Source::folder(&root).read(&mut diagnostics).files;
        let embedded = Source::embedded().read(&mut diagnostics).files;

        // A build that does not read the registry beside them says so.
        let expected = usize::from(!cfg!(feature = "registry"));
        assert_eq!(diagnostics.len(), expected, "{diagnostics:?}");
        let relative = |path: &str| {
            Path::new(path).strip_prefix(&root).unwrap_or(Path::new(path)).to_path_buf()
        };
        assert_eq!(
            folder.iter().map(|file| (relative(&file.path), &file.text)).collect::<Vec<_>>(),
            embedded.iter().map(|file| (relative(&file.path), &file.text)).collect::<Vec<_>>(),
        );
    }
}
