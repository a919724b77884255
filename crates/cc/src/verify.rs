//! The audit behind [`Heap::verify`](crate::Heap::verify): recomputes what the headers claim.

use std::collections::HashMap;

use crate::core::HeapCore;
use crate::header::{IN_RUN, MAX_SLOT, NEVER, OLD, Obj};
use crate::snapshot::{Held, edges};

pub(crate) fn verify(heap: &HeapCore) -> Result<(), String> {
    buffers(heap)?;
    counts(heap)
}

/// Every buffer entry is a live object of the right age that knows its place, and every object with a place is there.
fn buffers(heap: &HeapCore) -> Result<(), String> {
    let mut registered = 0;
    for old in [false, true] {
        for (index, obj) in heap.candidates.entries(old).into_iter().enumerate() {
            registered += 1;
            if obj.slot() as usize != index + 1 {
                return Err(format!("candidate {index} (old: {old}) has slot {}", obj.slot()));
            }
            if obj.has(OLD) != old || obj.has(IN_RUN) {
                return Err(format!("candidate {index} is in the wrong buffer (old: {old})"));
            }
        }
    }
    let objects = heap.objects();
    let claims =
        objects.iter().filter(|obj| (1..=MAX_SLOT).contains(&obj.slot()) && !obj.has(IN_RUN)).count();
    if claims != registered {
        return Err(format!("{claims} objects have a slot, but {registered} are registered"));
    }
    Ok(())
}

/// No object has more edges than counts, and records agree with what lies in memory.
fn counts(heap: &HeapCore) -> Result<(), String> {
    let held = Held::all(heap);
    let mut internal: HashMap<*mut _, u32> = held.0.iter().map(|obj| (obj.as_ptr(), 0)).collect();
    for obj in &held.0 {
        for (name, target) in edges(heap, *obj) {
            if let Some(count) = internal.get_mut(&target.as_ptr()) {
                *count += 1;
            } else if std::ptr::eq(target.heap(), heap) && !target.is_dead() {
                return Err(format!("edge {name} of {} leads to no live object", describe(*obj)));
            }
        }
    }
    for obj in &held.0 {
        let (edges, strong) = (internal[&obj.as_ptr()], obj.strong() - 1);
        if edges > strong {
            return Err(format!("{} has {strong} counts but {edges} edges lead to it", describe(*obj)));
        }
        let never = obj.record().initial_slot == NEVER;
        if never != (obj.slot() == NEVER) {
            return Err(format!("{} has slot {}", describe(*obj), obj.slot()));
        }
    }
    let live = heap.live();
    if (held.0.len() as u64) > live {
        return Err(format!("{} objects in memory, but {live} counted", held.0.len()));
    }
    Ok(())
}

fn describe(obj: Obj) -> String {
    // SAFETY: the value is alive and held.
    unsafe { (obj.record().vtable.label)(obj.value()) }.into_owned()
}
