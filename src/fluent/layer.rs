//! [`Layer`]: what a source says at one moment, file by file, and which locale each is of.

use std::borrow::Cow;
use std::mem;
use std::path::Path;

use unic_langid::LanguageIdentifier;

use super::file::Invalid;
#[cfg(feature = "registry")]
use crate::registry::RegistryFile;
use crate::registry::{Registered, Registry};
use crate::{Diagnostic, canonical_tag};

/// What a source says at one moment.
#[derive(Debug, Default)]
pub(crate) struct Layer {
    pub(crate) files: Vec<SourceFile>,
    /// What the source says itself, and what `codes.toml` says.
    pub(crate) registry: Registered,
}

impl Layer {
    /// Lays what a `codes.toml` says over what is known.
    pub(super) fn add_registry(&mut self, registry: Registry) {
        self.registry = mem::take(&mut self.registry).overlaid(registry.into());
    }
}

/// A Fluent file as it was read: where it stands, whose language it is in, what it says.
#[derive(Debug)]
pub(crate) struct SourceFile {
    pub(crate) path: String,
    pub(crate) locale: LanguageIdentifier,
    pub(crate) text: Cow<'static, str>,
    /// What of it is not UTF-8.
    pub(crate) invalid: Invalid,
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

/// Reads the text of a registry as far as it makes sense.
#[cfg(feature = "registry")]
pub(super) fn read_registry(
    path: &str,
    text: &str,
    invalid: &[usize],
    diagnostics: &mut Vec<Diagnostic>,
) -> Registry {
    let file = RegistryFile::parse(path, text, invalid);
    diagnostics.extend(file.diagnostics());
    file.registry()
}

/// Says that a registry is not read in this build.
#[cfg(not(feature = "registry"))]
pub(super) fn read_registry(
    path: &str,
    _: &str,
    _: &[usize],
    diagnostics: &mut Vec<Diagnostic>,
) -> Registry {
    let text = "this build does not read registries: give codeword the feature `registry`, or remove the file";
    diagnostics.push(Diagnostic::of_file(path, text));
    Registry::default()
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
}
