//! [`Source`]: where resources come from: embedded, a folder, files that the program carries.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use unic_langid::LanguageIdentifier;

use super::file::{check_size, decode, read_bytes};
use crate::{Diagnostic, canonical_tag};

/// The catalog that the crate ships with: the error codes of the Polaris service mesh.
const EMBEDDED: [(&str, &str); 2] = [
    ("en-US/errors.ftl", include_str!("../../locales/en-US/errors.ftl")),
    ("zh-CN/errors.ftl", include_str!("../../locales/zh-CN/errors.ftl")),
];

/// One layer of a catalog: a set of Fluent files, each with its locale.
///
/// A file's locale is the name of a folder on its path, `zh-CN/errors.ftl`, or stands in the file's
/// name, `errors.zh-CN.ftl`, which is what a Kubernetes ConfigMap can hold. A locale may have
/// several files, in sub-folders too.
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
#[derive(Clone, Debug)]
pub struct Source {
    origin: Origin,
}

#[derive(Clone, Debug)]
enum Origin {
    Files(Vec<(Cow<'static, str>, Cow<'static, str>)>),
    Folder(PathBuf),
}

impl Source {
    /// The catalog that the crate ships with, in `zh-CN` and `en-US`.
    pub fn embedded() -> Source {
        Source::files(EMBEDDED)
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
        Source { origin: Origin::Files(files.collect()) }
    }

    /// Every `.ftl` file of a folder, read when the catalog is built, in the order of their paths.
    ///
    /// Names that begin with a dot are passed over: an editor's swap files, and what a Kubernetes
    /// volume keeps in the folder beside the files. Such a volume (ConfigMap, Secret, projected) is
    /// read through its `..data` link, and a folder that is a link itself through that link, so that all
    /// files are of one version even where the link is swapped meanwhile.
    pub fn folder(path: impl Into<PathBuf>) -> Source {
        Source { origin: Origin::Folder(path.into()) }
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
    pub(crate) fn read(&self, diagnostics: &mut Vec<Diagnostic>) -> Vec<SourceFile> {
        let mut files = Vec::new();
        match &self.origin {
            Origin::Files(texts) => {
                for (path, text) in texts {
                    let size = check_size(text.len() as u64).map_err(|error| error.to_string());
                    match locale_of(Path::new(&**path)).and_then(|locale| size.map(|()| locale)) {
                        Ok(locale) => files.push(SourceFile {
                            path: path.clone().into_owned(),
                            locale,
                            text: text.clone(),
                            invalid: Vec::new(),
                        }),
                        Err(reason) => {
                            diagnostics.push(Diagnostic::of_file(path.clone(), reason));
                        }
                    }
                }
            }
            Origin::Folder(root) => read_folder(root, &mut files, diagnostics),
        }
        files
    }
}

/// A Fluent file as it was read: where it stands, whose language it is in, what it says.
#[derive(Debug)]
pub(crate) struct SourceFile {
    pub(crate) path: String,
    pub(crate) locale: LanguageIdentifier,
    pub(crate) text: Cow<'static, str>,
    /// The offsets where U+FFFD stands in the text for bytes that are not valid UTF-8.
    pub(crate) invalid: Vec<usize>,
}

/// The diagnostic of a folder without a Fluent file.
pub(crate) fn no_file_in(folder: &Path) -> Diagnostic {
    let text = "no Fluent file is in this folder: name one as in `zh-CN/errors.ftl`";
    Diagnostic::of_file(folder.display().to_string(), text)
}

/// How deep folders are followed, so that a link to a parent folder ends.
pub(crate) const FOLDER_DEPTH: usize = 16;

/// How often a folder is read again because it was swapped for another version meanwhile.
const READING_LIMIT: usize = 5;

/// The name of the link to the current version of the files in a Kubernetes volume.
pub(crate) const VOLUME_LINK: &str = "..data";

/// Reads a folder, all of it in one version.
fn read_folder(root: &Path, files: &mut Vec<SourceFile>, diagnostics: &mut Vec<Diagnostic>) {
    let mut version = version_of(root);
    for reading in 1.. {
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        let mut paths = Vec::new();
        walk(&version, FOLDER_DEPTH, &mut paths, &mut problems);
        for path in paths {
            match read_file(&version, &path) {
                Ok(file) => found.push(file),
                Err(problem) => problems.push(problem),
            }
        }
        // An old version is removed after the swap, and then it cannot be read to its end.
        let now = version_of(root);
        let is_whole = now == version;
        if !is_whole && reading == READING_LIMIT {
            problems.push(Diagnostic::of_file(
                version.display().to_string(),
                "this folder is swapped for another faster than it can be read",
            ));
        }
        if is_whole || reading == READING_LIMIT {
            files.extend(
                found
                    .into_iter()
                    .map(|file| SourceFile { path: shown(root, &version, &file.path), ..file }),
            );
            diagnostics.extend(problems.iter().map(|problem| {
                Diagnostic::of_file(shown(root, &version, problem.file()), problem.text())
            }));
            return;
        }
        version = now;
    }
}

/// The folder in which the files of a folder really stand at the moment.
fn version_of(root: &Path) -> PathBuf {
    let link = root.join(VOLUME_LINK);
    let folder = if link.is_symlink() { link } else { root.to_path_buf() };
    folder.canonicalize().unwrap_or(folder)
}

/// A path below a version as its owner knows it: below the folder that the source names.
fn shown(root: &Path, version: &Path, path: &str) -> String {
    match Path::new(path).strip_prefix(version) {
        Ok(below) if below.as_os_str().is_empty() => root.display().to_string(),
        Ok(below) => root.join(below).display().to_string(),
        Err(_) => path.to_owned(),
    }
}

/// Collects the `.ftl` files below a folder, sorted by path.
pub(crate) fn walk(
    folder: &Path,
    depth: usize,
    files: &mut Vec<PathBuf>,
    problems: &mut Vec<Diagnostic>,
) {
    let entries = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, _>>());
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => {
            let text = format!("this folder cannot be read: {error}");
            problems.push(Diagnostic::of_file(folder.display().to_string(), text));
            return;
        }
    };
    entries.sort();
    for path in entries {
        let hidden = path.file_name().is_none_or(|name| name.as_encoded_bytes().starts_with(b"."));
        if hidden {
            continue;
        }
        if path.is_dir() {
            if depth > 0 {
                walk(&path, depth - 1, files, problems);
            }
        } else if path.extension().is_some_and(|extension| extension == "ftl") {
            files.push(path);
        }
    }
}

fn read_file(root: &Path, path: &Path) -> Result<SourceFile, Diagnostic> {
    let shown = path.display().to_string();
    let fail = |text: String| Diagnostic::of_file(shown.clone(), text);

    let locale = locale_of(path.strip_prefix(root).unwrap_or(path)).map_err(&fail)?;
    let (text, invalid) = decode(read_bytes(path).map_err(|error| fail(error.to_string()))?);
    Ok(SourceFile { path: shown, locale, text: Cow::Owned(text), invalid })
}

/// The locale of a file, from its path below the source's folder: the first folder's name, or for a
/// file outside such a folder, the tag in its name, `errors.zh-CN.ftl`.
pub(crate) fn locale_of(path: &Path) -> Result<LanguageIdentifier, String> {
    let names: Vec<&str> = path.iter().filter_map(|name| name.to_str()).collect();
    match names[..] {
        [file] => {
            let tag = file.strip_suffix(".ftl").and_then(|stem| stem.rsplit_once('.'));
            tag.and_then(|(_, tag)| canonical_tag(tag)).ok_or_else(|| {
                "the file belongs to no locale: move it into a folder such as `zh-CN`, or name it \
                 `errors.zh-CN.ftl`"
                    .to_owned()
            })
        }
        [folder, .., _] => canonical_tag(folder).ok_or_else(|| {
            format!("the folder `{folder}` is not a language tag: name it as in `zh-CN/errors.ftl`")
        }),
        [] => Err("the path names no file".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_its_locale() {
        for (path, expected) in [
            ("zh-CN/errors.ftl", Some("zh-CN")),
            ("zh_cn/errors.ftl", Some("zh-CN")),
            ("zh-CN/api/v2/errors.ftl", Some("zh-CN")),
            ("errors.zh-CN.ftl", Some("zh-CN")),
            ("errors.v2.sr-Latn.ftl", Some("sr-Latn")),
            ("errors.ftl", None),
            ("locales/zh-CN/errors.ftl", None),
            ("chinese_text/errors.ftl", None),
            ("", None),
        ] {
            let locale = locale_of(Path::new(path)).ok().map(|locale| locale.to_string());
            assert_eq!(locale.as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn the_embedded_files_are_those_of_the_repository() {
        let mut diagnostics = Vec::new();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
        let folder = Source::folder(&root).read(&mut diagnostics);
        let embedded = Source::embedded().read(&mut diagnostics);

        assert_eq!(diagnostics, []);
        let relative = |path: &str| {
            Path::new(path).strip_prefix(&root).unwrap_or(Path::new(path)).to_path_buf()
        };
        assert_eq!(
            folder.iter().map(|file| (relative(&file.path), &file.text)).collect::<Vec<_>>(),
            embedded.iter().map(|file| (relative(&file.path), &file.text)).collect::<Vec<_>>(),
        );
    }
}
