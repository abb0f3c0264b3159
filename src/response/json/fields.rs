//! [`Fields`]: the names that a policy looks for, as a small tree.

use super::string::{Literal, unescape};

/// The fields of some pairs, merged into a tree of names: `error.code` and `error.message` are two
/// leaves of one branch.
///
/// A node is a number, and a set of nodes is a word of bits: stepping down by a name takes a few
/// comparisons and no look-up.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    nodes: Vec<Node>,
    pairs: Vec<Leaves>,
    /// One bit for each length and for each first byte that a name has, modulo 64, so that most members
    /// are passed over at once.
    lengths: u64,
    first_bytes: u64,
}

#[derive(Clone, Debug)]
struct Node {
    name: Box<[u8]>,
    start: u32,
    parent: u8,
    /// How many steps the node is below the object that the pair is in.
    depth: u8,
}

/// The nodes of a pair's fields.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaves {
    pub(super) code: u8,
    pub(super) text: u8,
    pub(super) args: u8,
}

/// A set of nodes, one bit each.
pub(super) type NodeSet = u64;

/// The set of the root alone: an object that pairs may be in.
pub(super) const ROOT: NodeSet = 1;

/// How many nodes a tree can have: one for each bit of a set.
const LIMIT: usize = 64;

impl Fields {
    /// The tree of some pairs, each of them the paths of its code, its text and its arguments; `None` if
    /// they have more than 63 names.
    pub(crate) fn new<'n>(pairs: impl IntoIterator<Item = [&'n [String]; 3]>) -> Option<Fields> {
        let root = Node { name: Box::default(), start: 0, parent: 0, depth: 0 };
        let mut fields =
            Fields { nodes: vec![root], pairs: Vec::new(), lengths: 0, first_bytes: 0 };
        for pair in pairs {
            let [code, text, args] = pair.map(|path| fields.add(path));
            fields.pairs.push(Leaves { code, text, args });
            if fields.nodes.len() > LIMIT {
                return None;
            }
        }
        Some(fields)
    }

    /// Adds a path and returns its last node.
    fn add(&mut self, path: &[String]) -> u8 {
        let mut at = 0;
        for name in path {
            let known = (self.nodes.iter().skip(1))
                .position(|node| node.parent == at && *node.name == *name.as_bytes());
            at = match known {
                Some(position) => position as u8 + 1,
                None => {
                    let depth = self.nodes[usize::from(at)].depth + 1;
                    let name = name.as_bytes();
                    let start = start(name);
                    self.nodes.push(Node { name: name.into(), start, parent: at, depth });
                    self.lengths |= length_bit(name);
                    self.first_bytes |= first_byte_bit(name);
                    // A pair adds few nodes, and `new` looks at the limit after each.
                    (self.nodes.len() - 1) as u8
                }
            };
        }
        at
    }

    pub(super) fn pairs(&self) -> &[Leaves] {
        &self.pairs
    }

    /// How many steps a node is below the object that its pair is in.
    pub(super) fn depth(&self, node: u8) -> u8 {
        self.nodes[usize::from(node)].depth
    }

    /// The nodes that a member of this name leads to, from an object that stands for some.
    #[inline(always)]
    pub(super) fn below(&self, from: NodeSet, name: Literal<'_>) -> NodeSet {
        if from == 0 {
            0
        } else if name.escaped {
            self.find(from, unescape(name.bytes).as_bytes())
        } else if self.may_have(name.bytes) {
            self.find(from, name.bytes)
        } else {
            0
        }
    }

    /// Whether a member of this name could lead to a node; mostly not.
    #[inline(always)]
    fn may_have(&self, name: &[u8]) -> bool {
        self.lengths & length_bit(name) != 0 && self.first_bytes & first_byte_bit(name) != 0
    }

    #[inline(never)]
    fn find(&self, from: NodeSet, name: &[u8]) -> NodeSet {
        let start = start(name);
        let mut found = 0;
        for (index, node) in self.nodes.iter().enumerate().skip(1) {
            if node.start == start && from >> node.parent & 1 == 1 && *node.name == *name {
                found |= 1 << index;
            }
        }
        found
    }
}

fn length_bit(name: &[u8]) -> u64 {
    1 << (name.len() % 64)
}

fn first_byte_bit(name: &[u8]) -> u64 {
    1 << (name.first().copied().unwrap_or_default() % 64)
}

/// The first bytes of a name as a number, so that a look tells most names apart.
fn start(name: &[u8]) -> u32 {
    name.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes))
}
