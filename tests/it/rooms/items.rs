//! Items of Rust: what they are called, what they import, and which are only for tests.

use syn::punctuated::Punctuated;
use syn::visit::Visit;
use syn::{Attribute, Item, ItemMod, ItemUse, Meta, Token, UseTree};

/// One name that a `use` imports.
pub(super) struct Leaf {
    pub(super) path: Vec<String>,
    /// What it is called here; none for a glob.
    pub(super) name: Option<String>,
    pub(super) line: usize,
}

/// The names that a `use` imports, one by one.
pub(super) fn leaves(item: &ItemUse) -> Vec<Leaf> {
    fn collect(tree: &UseTree, path: &[String], leaves: &mut Vec<Leaf>) {
        let joined = |name: String| [path, &[name]].concat();
        let mut add = |ident: &syn::Ident, name: Option<String>, path: Vec<String>| {
            leaves.push(Leaf { path, name, line: ident.span().start().line });
        };
        match tree {
            UseTree::Path(part) => collect(&part.tree, &joined(part.ident.to_string()), leaves),
            UseTree::Group(group) => {
                group.items.iter().for_each(|tree| collect(tree, path, leaves))
            }
            UseTree::Name(part) if part.ident == "self" => {
                add(&part.ident, path.last().cloned(), path.to_vec());
            }
            UseTree::Name(part) => {
                let name = part.ident.to_string();
                add(&part.ident, Some(name.clone()), joined(name));
            }
            UseTree::Rename(part) if part.ident == "self" => {
                add(&part.ident, Some(part.rename.to_string()), path.to_vec());
            }
            UseTree::Rename(part) => {
                add(&part.ident, Some(part.rename.to_string()), joined(part.ident.to_string()));
            }
            UseTree::Glob(glob) => leaves.push(Leaf {
                path: path.to_vec(),
                name: None,
                line: glob.star_token.spans[0].start().line,
            }),
        }
    }

    let mut found = Vec::new();
    collect(&item.tree, &[], &mut found);
    found
}

/// The names that the items of a module import. What a function imports is taken for the module's.
pub(super) fn uses(items: &[Item]) -> Vec<Leaf> {
    let mut uses = Uses::default();
    items.iter().for_each(|item| uses.visit_item(item));
    uses.leaves
}

#[derive(Default)]
struct Uses {
    leaves: Vec<Leaf>,
}

impl<'ast> Visit<'ast> for Uses {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_for_tests(attributes(item)) {
            syn::visit::visit_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.leaves.extend(leaves(item));
    }

    fn visit_item_mod(&mut self, _: &'ast ItemMod) {}
}

/// The name that an item gives to what it defines.
pub(super) fn defined_name(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

pub(super) fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Whether something is compiled for tests only: `#[cfg(test)]`, `#[cfg(all(test, …))]`.
pub(super) fn is_for_tests(attributes: &[Attribute]) -> bool {
    fn needs_test(condition: &Meta) -> bool {
        match condition {
            Meta::Path(path) => path.is_ident("test") || path.is_ident("doctest"),
            Meta::List(list) if list.path.is_ident("all") => list
                .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
                .is_ok_and(|conditions| conditions.iter().any(needs_test)),
            _ => false,
        }
    }

    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<Meta>().is_ok_and(|condition| needs_test(&condition))
    })
}
