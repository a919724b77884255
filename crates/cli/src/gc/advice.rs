//! Where a weak reference would break a cycle.
//!
//! Invariant: the advice names an edge of the loop, so that following it does break the cycle.

use super::report::Hop;
use oxbow_interp::{Shape, Weakest};
use serde::Serialize;

/// An edge, and what to do about it.
#[derive(Debug, Serialize)]
pub(super) struct Advice {
    /// The edge, by its place among the steps.
    pub(super) step: usize,
    /// What to do.
    pub(super) text: String,
}

pub(super) fn of(shape: &Shape, steps: &[Hop]) -> Advice {
    let (index, why) = shape.weakest();
    // The place among the steps that are shown: a hidden one (a shared variable) belongs to the one before it.
    let hidden = shape.steps[..=index.min(shape.steps.len().saturating_sub(1))]
        .iter()
        .filter(|s| s.label == "variable");
    let shown = index.saturating_sub(hidden.count()).min(steps.len().saturating_sub(1));
    let closure = steps.iter().rposition(|step| step.label == "closure");
    let (step, text) = match (why, closure) {
        (Weakest::BackReference, _) if steps[shown].label != "closure" => {
            (shown, format!("store weak(..) in {}: its name says that it leads back", steps[shown].text()))
        }
        (_, Some(closure)) => {
            let name = &steps[closure].edge;
            (closure, format!("let the function capture weak({name}) instead of {name}"))
        }
        _ if shape.longest == Some(1) => (shown, format!("store weak(..) in {}", steps[shown].text())),
        _ if steps.iter().all(|step| step == &steps[0]) => {
            (shown, format!("store weak(..) in {} on the way back", steps[shown].text()))
        }
        _ => (shown, format!("store weak(..) in one of these places, for example {}", steps[shown].text())),
    };
    Advice { step, text }
}
