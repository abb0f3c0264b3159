//! # What it does
//!
//! Finds a file of the source locale that a locale does not have. A locale that has a folder, or that
//! `l10n.toml` names, has none of them if the folder is empty or not there.
//!
//! # Why it matters
//!
//! None of its messages can be shown to readers of this language.
//!
//! # Example
//!
//! Bad:
//!
//! `zh-CN/errors.ftl` and `zh-CN/quota.ftl`, but only `en-US/errors.ftl`; `locales = ["en-US", "ru"]` in
//! `l10n.toml`, but no folder `ru`.
//!
//! Good:
//!
//! Both files in each locale.

use crate::workbench::check::context::Comparison;
use crate::workbench::check::reporter::{Place, Reporter};
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "missing-file",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("missing_file.rs")),
    check: Check::Comparison(check),
};

fn check(comparison: &Comparison<'_>, reporter: &mut Reporter<'_>) {
    let Comparison { project, source, translation, .. } = comparison;
    for file in &source.files {
        let name = &file.source.name;
        if translation.file(name).is_some() {
            continue;
        }
        // The messages may stand in another file.
        let is_elsewhere = |id| translation.find(id).is_some();
        if file.document.definitions().any(|definition| !is_elsewhere(definition.id)) {
            let locale = &translation.language.name;
            let place = Place::path(project.path_of(locale, name), Some(locale));
            let message = format!("this file of `{}` is not in `{locale}`", source.language.name);
            reporter.add(place, message, "add it, with the messages translated");
        }
    }
}
