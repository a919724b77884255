//! How long one search may take, which nothing can stop once it runs.
//!
//! Invariant: in an engine whose fuel or time is limited, a search takes at most about [`MOST`], by the rates below, which were measured on patterns made
//! to be slow. A pattern that needs no backtracking takes time in proportion to text and pattern; one that does takes a number of
//! steps, each of which may look at the whole text. What would take longer is refused, or given fewer steps.

use fancy_regex::{Assertion, Expr};

/// Nanoseconds.
const MOST: usize = 100_000_000;
/// For each byte of text, where nothing repeats.
const PLAIN: usize = 1;
/// For each byte of text and unit of a pattern's size, where repetitions may keep that many ways open.
const BYTE: usize = 5;
/// For a step of the backtracking matcher, what it looks at not counted.
const STEP: usize = 25;
/// Units of size of a class of characters: some of Unicode's need many states.
const CLASS: usize = 8;

/// What is known of a pattern.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Cost {
    /// Characters and classes, repeated ones as often as they must or may be.
    size: usize,
    /// Something repeats, or is looked at from both sides.
    repeats: bool,
    /// Something repeats without bound.
    unbounded: bool,
    /// It needs backtracking.
    backtracks: bool,
}

impl Cost {
    /// Looks at a pattern, without recursion.
    pub(super) fn of(pattern: &str) -> Cost {
        let Ok(tree) = Expr::parse_tree(pattern) else {
            return Cost { size: pattern.len(), repeats: true, unbounded: true, backtracks: true };
        };
        let mut cost = Cost::default();
        let mut open = vec![(&tree.expr, 1_usize)];
        while let Some((expr, times)) = open.pop() {
            let times = cost.add(expr, times);
            open.extend(expr.children_iter().map(|child| (child, times)));
        }
        cost
    }

    /// Adds a part that occurs so many times; says how often its own parts occur.
    fn add(&mut self, expr: &Expr, times: usize) -> usize {
        let size = match expr {
            Expr::Literal { val, .. } => val.len(),
            Expr::Repeat { lo, hi, .. } => {
                self.repeats = true;
                self.unbounded |= *hi == usize::MAX;
                return times.saturating_mul(if *hi == usize::MAX { *lo } else { *hi }.max(1));
            }
            Expr::Assertion(Assertion::StartText | Assertion::EndText) => 0,
            Expr::Assertion(_) => {
                self.repeats = true;
                1
            }
            Expr::Empty | Expr::Concat(_) | Expr::Alt(_) | Expr::Group(_) => 0,
            Expr::Any { .. } => 1,
            Expr::Delegate { .. } => CLASS,
            // Everything else is matched by backtracking; a call of a group may go on for ever.
            other => {
                self.backtracks = true;
                self.unbounded |= !matches!(other, Expr::LookAround(..) | Expr::AtomicGroup(_));
                1
            }
        };
        self.size = self.size.saturating_add(times.saturating_mul(size));
        times
    }

    /// Steps that a search of a text of so many bytes may take, at most `limit`; `None` if it must not begin.
    pub(super) fn steps(&self, bytes: usize, limit: usize) -> Option<usize> {
        let rate = if self.repeats { BYTE.saturating_mul(self.size) } else { PLAIN };
        let once = rate.saturating_mul(bytes);
        if !self.backtracks {
            return (once <= MOST).then_some(limit);
        }
        let reach = if self.unbounded { bytes.max(1) } else { 1 };
        let step = BYTE.saturating_mul(self.size).saturating_mul(reach).saturating_add(STEP);
        let steps = MOST / step;
        // Powers of two, so that few variants of a pattern are compiled.
        (steps > 0).then(|| limit.min(1 << steps.ilog2()))
    }
}

#[cfg(test)]
mod tests {
    use super::Cost;

    const LIMIT: usize = 1_000_000;

    fn steps(pattern: &str, bytes: usize) -> Option<usize> {
        Cost::of(pattern).steps(bytes, LIMIT)
    }

    #[test]
    fn what_takes_time_in_proportion_may_look_at_long_texts() {
        assert_eq!(steps("abc|d", 80_000_000), Some(LIMIT));
        assert_eq!(steps(r"\w+@\w+\.com", 500_000), Some(LIMIT));
        assert_eq!(steps("[01]*1[01]{20}x", 50_000), Some(LIMIT));
    }

    #[test]
    fn what_would_take_too_long_does_not_begin() {
        assert_eq!(steps("abc", 200_000_000), None);
        assert_eq!(steps("[01]*1[01]{20}x", 1_000_000), None);
        assert_eq!(steps("[01]*1[01]{800}x", 50_000), None);
        assert_eq!(steps("((a{100}){100}){100}", 1_000), None);
        assert_eq!(steps("(?:(?!.*x)a)*y", 100_000_000), None);
    }

    #[test]
    fn backtracking_gets_fewer_steps_on_longer_texts() {
        assert_eq!(steps("foo(?!bar)", 10_000_000), Some(LIMIT));
        assert_eq!(steps(r"(a+)\1", 100), Some(1 << 16));
        assert_eq!(steps("(?:(?!.*x)a)*y", 20_000), Some(1 << 7));
        assert_eq!(steps("(?<x>a|b(?&x))", 100_000).map(|steps| steps < 200), Some(true));
    }
}
