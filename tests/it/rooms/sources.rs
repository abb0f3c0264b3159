//! The modules of a crate: which file each stands in, and what its names mean.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use syn::{Item, ItemMod};

use super::items::{attributes, defined_name, is_for_tests, uses};

/// The text of each file, by its path in the folder of sources: `catalog/mod.rs`.
pub(super) type Sources = BTreeMap<String, String>;

/// The Rust files in a folder and in its sub-folders.
pub(super) fn read_sources(folder: &Path) -> Sources {
    let mut sources = Sources::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                sources.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    sources
}

/// The modules of a library and of the programs beside it, without those that are only for tests.
pub(super) struct Crate {
    pub(super) files: BTreeMap<String, syn::File>,
    pub(super) modules: Vec<Module>,
}

/// A module, by its place in [`Crate::modules`].
pub(super) type ModuleId = usize;

pub(super) struct Module {
    /// The file that it stands in, alone or inside another module.
    pub(super) file: String,
    /// Where the files of its children are.
    folder: String,
    parent: Option<ModuleId>,
    names: BTreeMap<String, Vec<Binding>>,
    globs: Vec<Vec<String>>,
    /// Whether a macro defines names in it that cannot be seen here.
    is_generated: bool,
}

/// What a name stands for in a module. It can stand for a module and for a function at once.
#[derive(PartialEq)]
enum Binding {
    Module(ModuleId),
    /// Something that the module defines.
    Item,
    /// What another path leads to.
    Use(Vec<String>),
}

/// Where a path leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Module(ModuleId),
    /// A name, and the file that defines it. What belongs to a type, such as a variant, is the type's.
    Item {
        file: String,
        name: String,
    },
}

impl Crate {
    /// Reads `lib.rs`, then every file that no module of another file declares: a program.
    pub(super) fn new(sources: &Sources) -> Crate {
        let parse = |(path, text): (&String, &String)| {
            let file = syn::parse_file(text).unwrap_or_else(|error| panic!("src/{path}: {error}"));
            (path.clone(), file)
        };
        let mut krate = Crate { files: sources.iter().map(parse).collect(), modules: Vec::new() };
        let mut paths: Vec<&String> = sources.keys().collect();
        // The files near the root come first: what they declare is not a program.
        paths.sort_by_key(|path| (*path != "lib.rs", path.matches('/').count()));
        let mut tests = Vec::new();
        for path in paths {
            if !tests.contains(path) && krate.modules.iter().all(|module| module.file != *path) {
                krate.read_file(path, None, &mut tests);
            }
        }
        krate
    }

    fn read_file(&mut self, path: &str, parent: Option<ModuleId>, tests: &mut Vec<String>) {
        let folder = match path.rsplit_once('/') {
            Some((folder, "mod.rs")) => format!("{folder}/"),
            None if parent.is_none() => String::new(),
            _ => format!("{}/", path.trim_end_matches(".rs")),
        };
        let module = self.add_module(path, folder, parent);
        let items = self.files[path].items.clone();
        self.declare(module, &items, tests);
    }

    fn add_module(&mut self, file: &str, folder: String, parent: Option<ModuleId>) -> ModuleId {
        self.modules.push(Module {
            file: file.to_owned(),
            folder,
            parent,
            names: BTreeMap::new(),
            globs: Vec::new(),
            is_generated: false,
        });
        self.modules.len() - 1
    }

    fn declare(&mut self, module: ModuleId, items: &[Item], tests: &mut Vec<String>) {
        for item in items {
            match item {
                Item::Mod(child) => self.declare_child(module, child, tests),
                _ if is_for_tests(attributes(item)) => {}
                Item::Macro(call) if call.ident.is_none() => {
                    self.modules[module].is_generated = true;
                }
                _ => {
                    if let Some(name) = defined_name(item) {
                        self.bind(module, name, Binding::Item);
                    }
                }
            }
        }
        for leaf in uses(items) {
            match leaf.name {
                Some(name) => self.bind(module, name, Binding::Use(leaf.path)),
                None => self.modules[module].globs.push(leaf.path),
            }
        }
    }

    fn declare_child(&mut self, parent: ModuleId, child: &ItemMod, tests: &mut Vec<String>) {
        let name = child.ident.to_string();
        let Module { file, folder, .. } = &self.modules[parent];
        let (file, folder) = (file.clone(), folder.clone());
        let paths = [format!("{folder}{name}.rs"), format!("{folder}{name}/mod.rs")];
        let path = paths.into_iter().find(|path| self.files.contains_key(path));
        if is_for_tests(&child.attrs) {
            tests.extend(path.filter(|_| child.content.is_none()));
            return;
        }
        let id = self.modules.len();
        match (&child.content, path) {
            (Some((_, items)), _) => {
                self.add_module(&file, format!("{folder}{name}/"), Some(parent));
                self.declare(id, items, tests);
            }
            (None, Some(path)) => self.read_file(&path, Some(parent), tests),
            (None, None) => panic!("src/{file}: there is no file for `mod {name};`"),
        }
        self.bind(parent, name, Binding::Module(id));
    }

    fn bind(&mut self, module: ModuleId, name: String, binding: Binding) {
        let bindings = self.modules[module].names.entry(name).or_default();
        if !bindings.contains(&binding) {
            bindings.push(binding);
        }
    }

    /// The module of that name which stands in the same file.
    pub(super) fn inline_child(&self, module: ModuleId, name: &str) -> Option<ModuleId> {
        let file = &self.modules[module].file;
        self.modules[module].names.get(name)?.iter().find_map(|binding| match binding {
            Binding::Module(child) if self.modules[*child].file == *file => Some(*child),
            _ => None,
        })
    }

    /// Where a path leads from a module: nowhere if it leaves the crate. Re-exports and imports are
    /// followed to the definition; where a name is a module and something else, the latter is meant.
    pub(super) fn resolve(&self, module: ModuleId, path: &[String]) -> Vec<Target> {
        let mut targets = self.follow(module, path, &mut Vec::new());
        let is_item = |target: &Target| matches!(target, Target::Item { .. });
        if targets.iter().any(is_item) {
            targets.retain(is_item);
        }
        targets
    }

    fn follow<'a>(
        &'a self,
        from: ModuleId,
        path: &'a [String],
        seen: &mut Seen<'a>,
    ) -> Vec<Target> {
        let rest = &path[1..];
        match path[0].as_str() {
            "self" => self.walk(from, rest, seen),
            "super" => match self.modules[from].parent {
                Some(parent) if rest.first().is_some_and(|next| next == "super") => {
                    self.follow(parent, rest, seen)
                }
                Some(parent) => self.walk(parent, rest, seen),
                None => Vec::new(),
            },
            "crate" => self.walk(self.root(from), rest, seen),
            env!("CARGO_PKG_NAME") if self.root(from) != 0 => self.walk(0, rest, seen),
            _ => self.walk(from, path, seen),
        }
    }

    fn root(&self, mut module: ModuleId) -> ModuleId {
        while let Some(parent) = self.modules[module].parent {
            module = parent;
        }
        module
    }

    fn walk<'a>(
        &'a self,
        module: ModuleId,
        path: &'a [String],
        seen: &mut Seen<'a>,
    ) -> Vec<Target> {
        let Some((name, rest)) = path.split_first() else {
            return vec![Target::Module(module)];
        };
        let Module { file, names, globs, is_generated, .. } = &self.modules[module];
        let item = || Target::Item { file: file.clone(), name: name.clone() };
        let mut targets = Vec::new();
        let bindings = names.get(name).map_or(&[][..], Vec::as_slice);
        let is_module = |binding: &Binding| matches!(binding, Binding::Module(_));
        // A function may have the name of a module, through which alone a path goes on.
        let only_modules = !rest.is_empty() && bindings.iter().any(is_module);
        for binding in bindings.iter().filter(|binding| !only_modules || is_module(binding)) {
            match binding {
                Binding::Module(child) => targets.extend(self.walk(*child, rest, seen)),
                Binding::Item => targets.push(item()),
                Binding::Use(path) if !seen.contains(&(module, path)) => {
                    seen.push((module, path));
                    for target in self.follow(module, path, seen) {
                        match target {
                            Target::Module(found) => targets.extend(self.walk(found, rest, seen)),
                            Target::Item { .. } => targets.push(target),
                        }
                    }
                    seen.pop();
                }
                Binding::Use(_) => {}
            }
        }
        if names.contains_key(name) {
            return targets;
        }
        for glob in globs.iter().filter(|glob| glob[0] != *name) {
            if seen.contains(&(module, glob)) {
                continue;
            }
            seen.push((module, glob));
            for target in self.follow(module, glob, seen) {
                if let Target::Module(found) = target {
                    targets.extend(self.walk(found, path, seen));
                }
            }
            seen.pop();
        }
        if targets.is_empty() && *is_generated {
            targets.push(item());
        }
        targets
    }
}

/// The `use` paths that are being followed, so that none is followed in a circle.
type Seen<'a> = Vec<(ModuleId, &'a [String])>;
