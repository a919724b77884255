//! CollectRoots: destroys the garbage, values first, then memory.
//!
//! Invariant: while values are dropped, all members say `DEAD` and hold a count of the run's own, so a destructor that
//! looks at a neighbour gets a panic or `None`, never freed memory. A member that a destructor cloned stays allocated
//! until that clone goes.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Run;
use super::finalize::Labels;
use crate::event::Event;
use crate::header::{DEAD, IN_RUN};
use crate::release::{self, block_bytes};

impl Run<'_> {
    pub(super) fn free(&mut self, labels: Labels) {
        self.condemn();
        if self.figures.finalized > 0 {
            self.send(|run| Event::Finalized {
                run: run.figures.finalized,
                resurrected: run.figures.resurrected,
            });
        }
        self.drop_values();
        self.give_back();
        if self.figures.freed_objects > 0 {
            self.send(|run| Event::Freed {
                by_type: by_type(labels),
                objects: run.figures.freed_objects,
                bytes: run.figures.freed_bytes,
            });
        }
    }

    fn condemn(&mut self) {
        for obj in &self.members {
            // Weak pointers made in finalizers end here.
            crate::weak::detach(*obj);
            obj.clear_flag(IN_RUN);
            obj.set_slot(DEAD);
        }
    }

    fn drop_values(&mut self) {
        let mut next = 0;
        while next < self.members.len() {
            let members = &self.members;
            let outcome = catch_unwind(AssertUnwindSafe(|| {
                while let Some(obj) = members.get(next) {
                    next += 1;
                    let destroy = obj.record().vtable.drop;
                    // SAFETY: the value is alive, nobody outside refers to it, and it is marked dead.
                    unsafe { destroy(obj.value()) };
                }
            }));
            self.keep_panic(outcome.err());
        }
    }

    fn give_back(&mut self) {
        let mut bytes = 0;
        for obj in &self.members {
            // SAFETY: the memory is still ours.
            bytes += unsafe { block_bytes(*obj) };
            let left = obj.strong() - 1;
            obj.set_strong(left);
            if left == 0 {
                // SAFETY: the run's count was the last.
                unsafe { release::give_back(*obj) };
            }
        }
        self.figures.freed_objects = self.members.len() as u64;
        self.figures.freed_bytes = bytes as u64;
    }
}

fn by_type(labels: Labels) -> Vec<(String, u64)> {
    let mut counts = BTreeMap::new();
    for label in labels.into_iter().flatten() {
        *counts.entry(label.into_owned()).or_insert(0) += 1;
    }
    counts.into_iter().collect()
}
