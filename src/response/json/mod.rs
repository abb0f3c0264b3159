//! Where is the text in a body? One pass over the bytes checks them and finds each pair of a code and its
//! text; the new texts go between the old bytes.

mod collect;
mod defect;
mod fields;
mod found;
mod lexer;
mod localized_message;
mod missing;
mod path;
mod place;
mod removal;
mod spacing;
mod splice;
mod string;
mod value;

use collect::Collector;
use fields::{NodeSet, ROOT};
use lexer::Lexer;
use value::Value;

pub use defect::Defect;
pub(super) use fields::{Fields, Form, PairPaths};
pub(super) use found::{Found, Occurrence};
pub use missing::Missing;
pub(super) use path::Path;
#[cfg(feature = "preview")]
pub(super) use path::Step;
pub(super) use place::Place;
pub(super) use removal::Removal;
pub(super) use splice::{Pieces, Splice};
pub(super) use string::unescape;

/// Where pairs are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scope {
    /// In the object at the top, and in the arrays and objects within it, down to this many levels.
    Within(u8),
    /// In the object at the top alone.
    TopLevel,
    /// In the object at the top, and only until the first pair is complete: what follows it is not
    /// even read. That makes the size of a body irrelevant, but defects after the pair are not
    /// noticed, and arguments count only if they stand before it. A pair that lacks its text, or whose
    /// text goes into another member, is complete where the object ends.
    FirstPair,
}

impl Scope {
    /// The greatest number of arrays and objects around an object with a pair.
    fn depth(self) -> u8 {
        match self {
            Scope::Within(levels) => levels,
            Scope::TopLevel | Scope::FirstPair => 0,
        }
    }
}

impl Default for Scope {
    fn default() -> Scope {
        Scope::Within(8)
    }
}

/// Finds every pair of a body, in the order of their texts.
///
/// A body that is not JSON, or that says one thing twice, has a defect, and what was found in it does not
/// count. The pairs are written where they stay: for a small body, moving them is a tenth of the time.
pub(super) fn find(
    body: &[u8],
    fields: &Fields,
    scope: Scope,
    missing: Missing,
    found: &mut Found,
) -> Result<(), Defect> {
    if body.starts_with(b"\xEF\xBB\xBF") {
        return Err(Defect::ByteOrderMark);
    }
    let collector = Collector::new(body, fields, missing, found);
    let mut walk = Walk { body, fields, scope, level: 0, collector };
    let mut lexer = Lexer::new(body);
    match walk.value(&mut lexer, 0) {
        Ok(()) if !lexer.is_at_end() => Err(Defect::TrailingBytes),
        Ok(()) | Err(Halt::Found) => {
            walk.collector.finish();
            Ok(())
        }
        Err(Halt::Defect(defect)) => Err(defect),
    }
}

/// How deeply arrays and objects may be nested (RFC 8259 §9 leaves the limit to the parser).
const NESTING_LIMIT: u8 = 128;

/// Where the walk is. It recurses once for each level, of which it allows few.
struct Walk<'a> {
    body: &'a [u8],
    fields: &'a Fields,
    scope: Scope,
    /// How many arrays and objects are open.
    level: u8,
    collector: Collector<'a>,
}

/// Why the walk ends before its body does.
enum Halt {
    Defect(Defect),
    /// The scope asks for no more than was found.
    Found,
}

impl From<Defect> for Halt {
    fn from(defect: Defect) -> Halt {
        Halt::Defect(defect)
    }
}

// A container takes the lexer where it is and returns it where it goes on: passed by value, it stays in
// registers.
impl<'a> Walk<'a> {
    /// Walks through a value, which belongs to some fields.
    #[inline(always)]
    fn value(&mut self, lexer: &mut Lexer<'a>, nodes: NodeSet) -> Result<(), Halt> {
        match lexer.peek() {
            b'"' => {
                let literal = lexer.string()?;
                if nodes != 0 {
                    self.collect(nodes, Value::Text(literal), *lexer)?;
                }
            }
            b'{' => *lexer = self.object(*lexer, nodes)?,
            b'[' => *lexer = self.array(*lexer, nodes)?,
            b'-' | b'0'..=b'9' => {
                let digits = lexer.number()?;
                if nodes != 0 {
                    self.collect(nodes, Value::of_number(digits), *lexer)?;
                }
            }
            first => {
                lexer.word(first)?;
                if nodes != 0 {
                    let value = if first == b'n' { Value::Null } else { Value::Other };
                    self.collect(nodes, value, *lexer)?;
                }
            }
        }
        Ok(())
    }

    /// Walks through an object, whose brace was seen.
    fn object(&mut self, mut lexer: Lexer<'a>, nodes: NodeSet) -> Result<Lexer<'a>, Halt> {
        let start = self.body.len() - lexer.left();
        if nodes != 0 {
            self.collect(nodes, Value::Object, lexer)?;
        }
        let root = if self.level <= self.scope.depth() { ROOT } else { 0 };
        self.open()?;
        lexer.next();
        if lexer.peek() == b'}' {
            lexer.next();
        } else {
            loop {
                let (name, unusual) = lexer.name()?;
                let below = self.fields.below(nodes | root, name);
                if below == 0 && lexer.skip_plain_string(unusual) {
                    continue;
                }
                self.value(&mut lexer, below)?;
                match lexer.next() {
                    b',' => {}
                    b'}' => break,
                    _ => return Err(Defect::InvalidJson.into()),
                }
            }
        }
        self.level -= 1;
        self.collector.close(self.level, start);
        Ok(lexer)
    }

    /// Walks through an array, whose bracket was seen.
    fn array(&mut self, mut lexer: Lexer<'a>, nodes: NodeSet) -> Result<Lexer<'a>, Halt> {
        let mut elements = 0;
        if nodes != 0 {
            self.collect(nodes, Value::Array, lexer)?;
            elements = self.fields.elements(nodes);
        }
        self.open()?;
        lexer.next();
        if lexer.peek() == b']' {
            lexer.next();
        } else {
            loop {
                self.value(&mut lexer, elements)?;
                match lexer.next() {
                    b',' => {}
                    b']' => break,
                    _ => return Err(Defect::InvalidJson.into()),
                }
            }
        }
        self.level -= 1;
        Ok(lexer)
    }

    fn open(&mut self) -> Result<(), Defect> {
        if self.level == NESTING_LIMIT {
            return Err(Defect::TooDeep);
        }
        self.level += 1;
        Ok(())
    }

    /// Keeps a field's value, which begins at the lexer's place if it is an array or an object, and ends there
    /// if it is another.
    #[inline(never)]
    fn collect(&mut self, nodes: NodeSet, value: Value<'a>, lexer: Lexer<'a>) -> Result<(), Halt> {
        let at = self.body.len() - lexer.left();
        self.collector.add(self.level, nodes, value, at)?;
        if self.scope == Scope::FirstPair {
            self.collector.take_pairs(0, None);
            if self.collector.has_found() {
                return Err(Halt::Found);
            }
        }
        Ok(())
    }
}
