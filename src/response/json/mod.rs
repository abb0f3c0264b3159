//! Where is the text in a body? One pass over the bytes checks them and finds each pair of a code and its
//! text; the new texts go between the old bytes.

mod collect;
mod defect;
mod fields;
mod lexer;
mod splice;
mod string;

use collect::{Collector, Value};
use fields::{NodeSet, ROOT};
use lexer::Lexer;

pub(super) use collect::{Occurrence, Occurrences};
pub use defect::Defect;
pub(super) use fields::Fields;
pub(super) use splice::{Pieces, Splice};
pub(super) use string::unescape;

/// Where pairs are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// In the object at the top, and in the arrays and objects within it, down to this many levels.
    Within(u8),
    /// In the object at the top alone.
    TopLevel,
    /// In the object at the top, and only until the first pair is complete: what follows it is not
    /// even read. That makes the size of a body irrelevant, but defects after the pair are not
    /// noticed, and arguments count only if they stand before it.
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

/// Finds every pair of a body, in the order of their texts. Returns how many are passed over because their
/// code is not an integer or their text is not a string.
///
/// A body that is not JSON, or that says one thing twice, has a defect, and what was found in it does not
/// count. The pairs are written where they stay: for a small body, moving them is a tenth of the time.
pub(super) fn find(
    body: &[u8],
    fields: &Fields,
    scope: Scope,
    found: &mut Occurrences,
) -> Result<usize, Defect> {
    if body.starts_with(b"\xEF\xBB\xBF") {
        return Err(Defect::ByteOrderMark);
    }
    let mut walk = Walk { body, fields, scope, level: 0, collector: Collector::new(fields, found) };
    let mut lexer = Lexer::new(body);
    match walk.value(&mut lexer, 0) {
        Ok(()) if !lexer.is_at_end() => Err(Defect::TrailingBytes),
        Ok(()) | Err(Halt::Found) => Ok(walk.collector.finish()),
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
                    let end = self.body.len() - lexer.left() - 1;
                    self.collect(nodes, Value::Text { literal, end })?;
                }
            }
            b'{' => *lexer = self.object(*lexer, nodes)?,
            b'[' => *lexer = self.array(*lexer, nodes)?,
            b'-' | b'0'..=b'9' => {
                let digits = lexer.number()?;
                if nodes != 0 {
                    self.collect(nodes, Value::of_number(digits))?;
                }
            }
            first => {
                lexer.word(first)?;
                if nodes != 0 {
                    self.collect(nodes, Value::Other)?;
                }
            }
        }
        Ok(())
    }

    /// Walks through an object, whose brace was seen.
    fn object(&mut self, mut lexer: Lexer<'a>, nodes: NodeSet) -> Result<Lexer<'a>, Halt> {
        if nodes != 0 {
            self.collect(nodes, Value::Object { start: self.body.len() - lexer.left() })?;
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
        self.collector.close(self.level);
        Ok(lexer)
    }

    /// Walks through an array, whose bracket was seen. No field is within one.
    fn array(&mut self, mut lexer: Lexer<'a>, nodes: NodeSet) -> Result<Lexer<'a>, Halt> {
        if nodes != 0 {
            self.collect(nodes, Value::Other)?;
        }
        self.open()?;
        lexer.next();
        if lexer.peek() == b']' {
            lexer.next();
        } else {
            loop {
                self.value(&mut lexer, 0)?;
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

    /// Keeps a field's value.
    #[inline(never)]
    fn collect(&mut self, nodes: NodeSet, value: Value<'a>) -> Result<(), Halt> {
        self.collector.add(self.level, nodes, value)?;
        if self.scope == Scope::FirstPair {
            self.collector.take_pairs(0);
            if self.collector.has_found() {
                return Err(Halt::Found);
            }
        }
        Ok(())
    }
}
