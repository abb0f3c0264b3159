//! [`Category`] and [`Condition`]: when a number is in a plural category (UTS #35, part 3, "Plural
//! Rules Syntax").

use crate::args::PluralOperands;

/// A plural category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Category {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Category {
    const ALL: [Category; 6] = [
        Category::Zero,
        Category::One,
        Category::Two,
        Category::Few,
        Category::Many,
        Category::Other,
    ];

    /// The category of a name.
    pub(crate) fn find(name: &str) -> Option<Category> {
        Category::ALL.into_iter().find(|category| category.name() == name)
    }

    /// The name, as a variant's key writes it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Category::Zero => "zero",
            Category::One => "one",
            Category::Two => "two",
            Category::Few => "few",
            Category::Many => "many",
            Category::Other => "other",
        }
    }
}

/// When a number is in a category: any of these, all of which.
pub(super) type Condition = &'static [&'static [Relation]];

/// `n % 10 = 2..9`
pub(super) struct Relation {
    operand: Operand,
    /// Zero if there is none.
    modulus: u64,
    is: bool,
    values: &'static [(u64, u64)],
}

/// What a rule looks at (UTS #35, part 3, "Plural Operand Meanings").
#[derive(Clone, Copy)]
pub(super) enum Operand {
    /// The absolute value.
    N,
    /// Its integer digits.
    I,
    /// The count of its fraction digits.
    V,
    /// Its fraction digits.
    F,
    /// Its fraction digits without the zeros at the end.
    T,
}

/// `n % 10 = 2..9`, with a modulus of zero for none.
pub(super) const fn is(operand: Operand, modulus: u64, values: &'static [(u64, u64)]) -> Relation {
    Relation { operand, modulus, is: true, values }
}

/// `n % 100 != 12..14`, with a modulus of zero for none.
pub(super) const fn is_not(
    operand: Operand,
    modulus: u64,
    values: &'static [(u64, u64)],
) -> Relation {
    Relation { operand, modulus, is: false, values }
}

/// Whether a number with these operands fulfils a condition.
#[inline]
pub(super) fn holds(condition: Condition, operands: &PluralOperands) -> bool {
    condition.iter().any(|all| all.iter().all(|relation| relation.holds(operands)))
}

impl Relation {
    #[inline]
    fn holds(&self, operands: &PluralOperands) -> bool {
        let value = match self.operand {
            // A fraction, and a fraction's remainder, is none of the integers that rules name.
            Operand::N if operands.t > 0 => return !self.is,
            Operand::N | Operand::I => operands.i,
            Operand::V => operands.v,
            Operand::F => operands.f,
            Operand::T => operands.t,
        };
        let value = value.checked_rem(self.modulus).unwrap_or(value);
        let within = |&(first, last): &(u64, u64)| first <= value && value <= last;
        self.values.iter().any(within) == self.is
    }
}
