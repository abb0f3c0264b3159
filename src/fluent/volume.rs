//! [`read_folder`]: the Fluent files and the registry of a folder, all of them in one version.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use unic_langid::LanguageIdentifier;

use super::file::{decode, read_bytes};
use super::folder::Folder;
use super::layer::{Layer, SourceFile, locale_of, read_registry};
use crate::Diagnostic;
use crate::registry::{FILE, Registry};

/// The diagnostic of a folder without a Fluent file.
pub(crate) fn no_file_in(folder: &Path) -> Diagnostic {
    let text = "no Fluent file is in this folder: name one as in `zh-CN/errors.ftl`";
    Diagnostic::of_file(folder.display().to_string(), text)
}

/// How often a folder is read again because it was swapped for another version meanwhile.
const READING_LIMIT: usize = 5;

/// The name of the link to the current version of the files in a Kubernetes volume.
pub(crate) const VOLUME_LINK: &str = "..data";

/// Reads a folder, all of it in one version.
pub(super) fn read_folder(root: &Path, layer: &mut Layer, diagnostics: &mut Vec<Diagnostic>) {
    let mut version = version_of(root);
    for reading in 1.. {
        let mut found = Vec::new();
        let Folder { files: paths, strays, mut problems } = Folder::read(&version);
        problems.extend(strays);
        for path in paths {
            match read_file(&version, &path) {
                Ok(file) => found.push(file),
                Err(problem) => problems.push(problem),
            }
        }
        let registry = read_registry_in(&version, &mut problems);
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
            layer.add_registry(registry);
            layer.files.extend(
                found
                    .into_iter()
                    .map(|file| SourceFile { path: shown(root, &version, &file.path), ..file }),
            );
            diagnostics.extend(problems.into_iter().map(|problem| {
                let file = shown(root, &version, problem.file());
                problem.in_file(file)
            }));
            return;
        }
        version = now;
    }
}

/// Reads the registry that stands in a folder, if there is one.
fn read_registry_in(folder: &Path, diagnostics: &mut Vec<Diagnostic>) -> Registry {
    let path = folder.join(FILE);
    let shown = path.display().to_string();
    match read_bytes(&path) {
        Ok(bytes) => {
            let (text, invalid) = decode(bytes, &LanguageIdentifier::default());
            return read_registry(&shown, &text, &invalid.offsets, diagnostics);
        }
        Err(error) if error.is_absent() => {}
        Err(error) => diagnostics.push(Diagnostic::of_file(shown, error.to_string())),
    }
    Registry::default()
}

/// The folder in which the files of a folder really stand at the moment.
pub(super) fn version_of(root: &Path) -> PathBuf {
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

fn read_file(root: &Path, path: &Path) -> Result<SourceFile, Diagnostic> {
    let shown = path.display().to_string();
    let fail = |text: String| Diagnostic::of_file(shown.clone(), text);

    let locale = locale_of(path.strip_prefix(root).unwrap_or(path)).map_err(&fail)?;
    let (text, invalid) =
        decode(read_bytes(path).map_err(|error| fail(error.to_string()))?, &locale);
    Ok(SourceFile { path: shown, locale, text: Cow::Owned(text), invalid })
}

#[cfg(all(test, feature = "registry"))]
mod tests {
    use std::fs;

    use super::*;
    use crate::Source;

    #[test]
    fn the_registry_stands_beside_the_locales() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("de")).unwrap();
        fs::write(folder.path().join("de/errors.ftl"), "code-1 = Fertig\n").unwrap();
        let read = || {
            let mut diagnostics = Vec::new();
            let layer = Source::folder(folder.path()).read(&mut diagnostics);
            let prefix = format!("{}/", folder.path().display());
            let shown: Vec<String> =
                diagnostics.iter().map(|it| it.to_string().replace(&prefix, "")).collect();
            (layer.files.len(), layer.registry.get().len(), shown)
        };
        assert_eq!(read(), (1, 0, vec![]));
        let path = folder.path().join(FILE);
        fs::write(&path, "[1]\nname = \"Ready\"\n").unwrap();
        assert_eq!(read(), (1, 1, vec![]));
        fs::write(&path, b"[1]\nnote = \"\xFF\"\n").unwrap();
        let said = "codes.toml:2:9: this is not valid UTF-8: save the file as UTF-8".to_owned();
        assert_eq!(read(), (1, 1, vec![said]));
    }
}
