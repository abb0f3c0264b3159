//! What each file imports: its `use` paths, and the paths that it writes out.

use std::collections::BTreeMap;
use std::fmt;

use proc_macro2::{Spacing, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{
    Attribute, Expr, ExprCall, ImplItem, Item, ItemMod, ItemUse, Macro, Meta, VisRestricted,
    Visibility,
};

use super::items::{attributes, is_for_tests, leaves};
use super::sources::{Crate, ModuleId, Target};

/// A name that a file takes from another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Import {
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) name: String,
    /// The file that defines the name.
    pub(super) definer: String,
}

impl fmt::Display for Import {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Import { file, line, name, definer } = self;
        write!(out, "src/{file}:{line}: imports `{name}` of src/{definer}")
    }
}

/// What the files of a crate import from each other, by file and line.
///
/// An import counts towards the file that defines the name, not the one that hands it on. What does not
/// count: `mod x;`; the import of a module, whose names count where they are used; and a door, which is a
/// `pub use` in `lib.rs` or in a `mod.rs` of something in the same folder.
pub(super) fn imports(krate: &Crate) -> Vec<Import> {
    let mut found = BTreeMap::new();
    for (id, module) in krate.modules.iter().enumerate() {
        // The modules inside a file are visited with it.
        if krate.modules.iter().position(|other| other.file == module.file) == Some(id) {
            let mut reader = Reader { krate, module: id, found: &mut found };
            krate.files[&module.file].items.iter().for_each(|item| reader.visit_item(item));
        }
    }
    let mut imports: Vec<Import> = found
        .into_iter()
        .map(|((file, name, definer), line)| Import { file, line, name, definer })
        .collect();
    imports.sort();
    imports
}

/// The first line of each import: the file that imports, the name, and the file that defines it.
type Found = BTreeMap<(String, String, String), usize>;

struct Reader<'a> {
    krate: &'a Crate,
    module: ModuleId,
    found: &'a mut Found,
}

impl Reader<'_> {
    fn file(&self) -> &str {
        &self.krate.modules[self.module].file
    }

    /// Counts a path outside of a `use`. A single word in lower case is mostly a variable, and only looked
    /// up where it is called.
    fn path(&mut self, path: &[String], line: usize) {
        if path.len() > 1 || path[0].starts_with(char::is_uppercase) {
            self.count(path, line);
        }
    }

    fn count(&mut self, path: &[String], line: usize) {
        for target in self.krate.resolve(self.module, path) {
            if let Target::Item { file, name } = target {
                self.import(name, file, line);
            }
        }
    }

    fn import(&mut self, name: String, definer: String, line: usize) {
        if definer != self.file() {
            let key = (self.file().to_owned(), name, definer);
            let first = self.found.entry(key).or_insert(line);
            *first = line.min(*first);
        }
    }

    /// Counts the paths in tokens that Rust does not parse, as those of `assert!(…)`.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut line = 0;
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) if colons == 2 && !path.is_empty() => {
                    path.push(ident.to_string());
                    colons = 0;
                }
                TokenTree::Punct(punct)
                    if punct.as_char() == ':'
                        && (colons == 1 || punct.spacing() == Spacing::Joint && colons == 0) =>
                {
                    colons += 1;
                }
                other => {
                    self.end_of_path(&mut path, line);
                    colons = 0;
                    match other {
                        TokenTree::Ident(ident) => {
                            line = ident.span().start().line;
                            path.push(ident.to_string());
                        }
                        TokenTree::Group(group) => self.tokens(group.stream()),
                        _ => {}
                    }
                }
            }
        }
        self.end_of_path(&mut path, line);
    }

    fn end_of_path(&mut self, path: &mut Vec<String>, line: usize) {
        if path.len() > 1 {
            self.path(path, line);
        }
        path.clear();
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_for_tests(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let attributes = match item {
            ImplItem::Const(item) => &item.attrs,
            ImplItem::Fn(item) => &item.attrs,
            ImplItem::Type(item) => &item.attrs,
            _ => return visit::visit_impl_item(self, item),
        };
        if !is_for_tests(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if let Some((_, items)) = &item.content {
            let child = self.krate.inline_child(self.module, &item.ident.to_string());
            let mut reader = Reader {
                krate: self.krate,
                module: child.unwrap_or(self.module),
                found: &mut *self.found,
            };
            items.iter().for_each(|item| reader.visit_item(item));
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let file = self.file().to_owned();
        let folder = file.strip_suffix("mod.rs").or((file == "lib.rs").then_some(""));
        let is_door = !matches!(item.vis, Visibility::Inherited);
        for leaf in leaves(item) {
            let targets = self.krate.resolve(self.module, &leaf.path);
            let stays = ["crate", "self", "super"].contains(&&*leaf.path[0]);
            assert!(
                !stays || !targets.is_empty(),
                "src/{file}:{}: what does this import?",
                leaf.line
            );
            for target in targets {
                let (name, definer) = match (target, &leaf.name) {
                    (Target::Item { file, name }, _) => (name, file),
                    (Target::Module(module), None) => {
                        ("*".to_owned(), self.krate.modules[module].file.clone())
                    }
                    (Target::Module(_), Some(_)) => continue,
                };
                if !(is_door && folder.is_some_and(|folder| definer.starts_with(folder))) {
                    self.import(name, definer, leaf.line);
                }
            }
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|part| part.ident.to_string()).collect();
        if let Some(first) = path.segments.first() {
            self.path(&names, first.ident.span().start().line);
        }
        visit::visit_path(self, path);
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        if let Expr::Path(function) = &*call.func
            && let Some(name) = function.path.get_ident()
        {
            self.count(&[name.to_string()], name.span().start().line);
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.visit_path(&call.path);
        self.tokens(call.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let Meta::List(list) = &attribute.meta {
            self.tokens(list.tokens.clone());
        }
    }

    /// `pub(in crate::catalog)` says who may see, and imports nothing.
    fn visit_vis_restricted(&mut self, _: &'ast VisRestricted) {}
}
