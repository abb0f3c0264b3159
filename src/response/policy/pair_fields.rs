//! [`PairFields`]: the fields that the pairs of a policy are looked for by, in JSON and in problems.

use super::Pair;
use crate::response::json::{Fields, PairPaths};

/// The members of a problem that are texts (RFC 9457 §3.1).
pub(super) const PROBLEM_TEXTS: [&str; 2] = ["title", "detail"];

/// The pairs of those.
pub(in crate::response) const TITLE: usize = 0;
pub(in crate::response) const DETAIL: usize = 1;

/// The fields of a policy's pairs.
#[derive(Clone, Debug)]
pub(super) struct PairFields {
    pub(super) json: Fields,
    /// With those that every problem has.
    pub(super) problem: Fields,
    /// The paths of the code and of the text of each pair that has a code, for a body that has neither.
    pub(super) paths: Vec<[String; 2]>,
    /// The first pair that has a code, else the first.
    #[cfg(feature = "preview")]
    pub(super) shape: Option<Pair>,
}

impl Default for PairFields {
    /// Those of `code` and `info`.
    #[expect(clippy::expect_used, reason = "few names, as a test of the default policy sees")]
    fn default() -> PairFields {
        PairFields::of(&[pair("code", "info")]).expect("few names")
    }
}

impl PairFields {
    /// `None` if the pairs have more names than there may be.
    pub(super) fn of(pairs: &[Pair]) -> Option<PairFields> {
        let own = problem_pairs();
        let in_problem = own.iter().map(at_top).chain(pairs.iter().map(Pair::paths));
        let paths = |pair: &Pair| {
            let PairPaths { code, text, .. } = pair.paths();
            Some([code?, text].map(ToString::to_string))
        };
        Some(PairFields {
            json: Fields::new(pairs.iter().map(Pair::paths))?,
            problem: Fields::new(in_problem)?,
            paths: pairs.iter().filter_map(paths).collect(),
            #[cfg(feature = "preview")]
            shape: pairs.iter().find(|pair| pair.paths().code.is_some()).or(pairs.first()).cloned(),
        })
    }
}

/// The pairs that every problem has.
fn problem_pairs() -> [Pair; PROBLEM_TEXTS.len()] {
    PROBLEM_TEXTS.map(|text| pair("code", text))
}

/// The paths of a pair that is looked for in the object at the top alone.
fn at_top(pair: &Pair) -> PairPaths<'_> {
    PairPaths { is_at_top: true, ..pair.paths() }
}

#[expect(
    clippy::expect_used,
    reason = "few names without a flaw, as a test of the default policy sees"
)]
fn pair(code: &str, text: &str) -> Pair {
    Pair::new(code, text).expect("names without a flaw")
}
