//! What a project, a file or a message allows, and the allowances that allow nothing.
//!
//! `### codeword: allow(rule, rule) why` stands for its file, `# codeword: allow(rule) why` for the
//! message below it, and `allow = ["rule"]` under `[check]` in `codeword.toml` for the project.

use memchr::memmem;

use super::context::{Catalog, File};
use super::finding::{Findings, Found, Place};
use super::rules;
use crate::workbench::document::{Comment, Entry, Level};

/// What a comment begins with that speaks to this command.
const DIRECTIVE: &str = "codeword:";

/// Every allowance of a project.
pub(super) struct Allowances {
    allowances: Vec<Allowance>,
    /// Directives that say nothing that is understood: where, what, and what to write.
    misread: Vec<(Place, String)>,
}

struct Allowance {
    rule: String,
    place: Place,
    scope: Scope,
    used: bool,
}

/// How far an allowance reaches.
enum Scope {
    Project,
    File,
    /// The offsets of a message with its comment.
    Message(std::ops::Range<usize>),
}

impl Allowances {
    /// Reads the settings and the comments of every file.
    pub(super) fn read(catalog: &Catalog<'_>) -> Allowances {
        let mut found = Allowances { allowances: Vec::new(), misread: Vec::new() };
        if let Some((path, allowed)) = &catalog.project.settings.allowed {
            found.allowances.extend(allowed.iter().map(|allowed| Allowance {
                rule: allowed.rule.clone(),
                place: Place::Path {
                    path: path.display().to_string(),
                    locale: None,
                    position: allowed.position,
                },
                scope: Scope::Project,
                used: false,
            }));
        }
        for file in catalog.files() {
            found.read_file(file);
        }
        found
    }

    fn read_file(&mut self, file: &File<'_>) {
        let document = &file.document;
        let mut seen = None;
        for at in memmem::find_iter(file.text().as_bytes(), DIRECTIVE) {
            let Some(number) = document.entry_at(at) else {
                continue;
            };
            if seen.replace(number) == Some(number) {
                continue;
            }
            let end = document.entries.get(number + 1);
            let end = end.map_or(file.text().len(), |next| document.start(next));
            match &document.entries[number] {
                Entry::Definition(definition) => {
                    let range = document.start(&document.entries[number])..end;
                    let Some(comment) = definition.comment else {
                        continue;
                    };
                    self.read_comment(file, comment, || Scope::Message(range.clone()));
                }
                Entry::Comment(Level::Resource, comment) => {
                    self.read_comment(file, *comment, || Scope::File);
                }
                Entry::Comment(_, comment) => {
                    let is_directive = |line: &&str| line.trim_start().starts_with(DIRECTIVE);
                    for line in comment.lines().filter(is_directive) {
                        let message = "this stands above no message".to_owned();
                        self.misread.push((file.at(line), message));
                    }
                }
                Entry::Junk(_) => {}
            }
        }
    }

    fn read_comment(&mut self, file: &File<'_>, comment: Comment<'_>, scope: impl Fn() -> Scope) {
        for line in comment.lines() {
            let Some(directive) = line.trim_start().strip_prefix(DIRECTIVE) else {
                continue;
            };
            let names = directive.trim_start().strip_prefix("allow(");
            let Some((names, _reason)) = names.and_then(|rest| rest.split_once(')')) else {
                self.misread.push((file.at(line), "this is not understood".to_owned()));
                continue;
            };
            for name in names.split(',').map(str::trim) {
                self.allowances.push(Allowance {
                    rule: name.to_owned(),
                    place: file.at(name),
                    scope: scope(),
                    used: false,
                });
            }
        }
    }

    /// Takes out what is allowed, and adds what is wrong with the allowances themselves.
    pub(super) fn filter(mut self, findings: &mut Findings) {
        if !self.allowances.is_empty() {
            findings.found.retain(|found| !self.allow(found));
        }
        let Some(rule) = rules::rule("unused-allow") else {
            return;
        };
        let findings = findings.of(rule);
        for (place, message) in self.misread {
            let help = "write `# codeword: allow(rule)` directly above a message, or \
                        `### codeword: allow(rule)` for the whole file";
            findings.add(place, message, help);
        }
        for allowance in self.allowances.into_iter().filter(|allowance| !allowance.used) {
            let (name, place) = (allowance.rule, allowance.place);
            match rules::rule(&name) {
                Some(_) => findings.add(place, format!("`{name}` finds nothing here"), "remove it"),
                None => findings.add(place, format!("there is no rule `{name}`"), nearest(&name)),
            };
        }
    }

    /// Whether any allowance covers a finding; all that do are used.
    fn allow(&mut self, found: &Found) -> bool {
        let mut allowed = false;
        for allowance in self.allowances.iter_mut().filter(|a| a.rule == found.rule.name()) {
            let covers = match (&allowance.scope, &allowance.place, &found.place) {
                (Scope::Project, ..) => true,
                (Scope::File, Place::File(own, _), Place::File(file, _)) => own == file,
                (Scope::Message(range), Place::File(own, _), Place::File(file, place)) => {
                    own == file && range.contains(&place.start)
                }
                _ => false,
            };
            allowance.used |= covers;
            allowed |= covers;
        }
        allowed
    }
}

/// What may have been meant.
fn nearest(name: &str) -> String {
    let shared = |rule: &str| {
        let words: Vec<&str> = rule.split('-').collect();
        name.split(['-', '_', ' ']).filter(|word| words.contains(word)).count()
    };
    let best = rules::rules().iter().map(|rule| rule.name()).max_by_key(|rule| shared(rule));
    match best.filter(|rule| shared(rule) > 0) {
        Some(rule) => format!("is `{rule}` meant? `codeword check --rules` names them all"),
        None => "`codeword check --rules` names them all".to_owned(),
    }
}
