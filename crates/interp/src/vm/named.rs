//! What names hold which objects: the roots of a snapshot, and texts about its edges.
//!
//! Invariant: a name stands for one counted reference. Registers without a name (temporaries, what a loop iterates) are left out: what only they hold
//! is held otherwise.

use super::Vm;
use oxbow_cc::{Cc, Origin, Root, Snapshot, Weak};
use std::collections::HashMap;

/// Label of shared variables, which texts pass over: a captured variable is its value's name.
const VARIABLE: &str = "variable";

impl Vm {
    /// The engine's objects, and the names that hold them: variables of running functions (the last called first), modules, globals and handles of
    /// the host, functions that run. Costs a walk over the heap.
    pub(crate) fn snapshot(&self) -> Snapshot {
        self.snapshot_without(0, 0)
    }

    /// The same, with `count` references to the object at an address left out: those of whoever asks.
    pub(crate) fn snapshot_without(&self, address: usize, count: u32) -> Snapshot {
        let mut snapshot = self.ctx.heap.snapshot();
        if let Some(node) = snapshot.at(address) {
            let external = &mut snapshot.nodes[node].external;
            *external = external.saturating_sub(count);
        }
        let index: HashMap<usize, usize> =
            snapshot.nodes.iter().enumerate().map(|(node, object)| (object.address, node)).collect();
        let mut left: Vec<u32> = snapshot.nodes.iter().map(|node| node.external).collect();
        let mut add = |name: String, address: usize, always: bool| {
            if let Some(&node) = index.get(&address)
                && (always || left[node] > 0)
            {
                left[node] = left[node].saturating_sub(1);
                snapshot.roots.push(Root { name, node });
            }
        };
        self.locals(&mut |name, address| add(name, address, false));
        // Between evaluations nothing but its own functions may hold a module; its variables live until the engine's end all the same.
        let idle = self.frames.is_empty();
        for module in self.modules.iter().filter_map(Weak::upgrade) {
            add(format!("module {}", module.name), Cc::as_ptr(&module).addr(), idle);
        }
        for (name, value) in self.globals.own() {
            value.address().into_iter().for_each(|address| add(format!("global {name}"), address, false));
        }
        for address in self.roots.addresses() {
            add("handle of the host".to_owned(), address, false);
        }
        for address in self.ctx.finalizers.addresses() {
            add("waits for its drop".to_owned(), address, false);
        }
        for frame in self.frames.iter().rev() {
            add(
                format!("running function {}", frame.closure.code.name),
                Cc::as_ptr(&frame.closure).addr(),
                false,
            );
        }
        snapshot
    }

    /// The variables of running functions. The top frame is parked.
    fn locals(&self, add: &mut impl FnMut(String, usize)) {
        for frame in self.frames.iter().rev() {
            let (window, code) = (self.registers.open(frame), &frame.closure.code);
            for register in 0..code.registers {
                let Some(address) = window.reg(register).address() else { continue };
                if let Some(name) = code.names.local(register, frame.pc) {
                    add(format!("local {name} of {}", code.name), address);
                }
            }
        }
    }
}

/// The shortest way from a name to an object, a line for each object on it; empty if nothing that lives leads to it.
pub(crate) fn why_alive(snapshot: &Snapshot, node: usize) -> Vec<String> {
    let Some((origin, edges)) = snapshot.why_alive(node) else { return Vec::new() };
    let label = |node: usize| snapshot.nodes[node].label.as_str();
    let (mut name, first) = match origin {
        Origin::Root(root) => (snapshot.roots[root].name.clone(), snapshot.roots[root].node),
        Origin::Held(node) => ("a temporary value".to_owned(), node),
    };
    let mut lines = Vec::new();
    let mut at = first;
    for (owner, number) in edges {
        let edge = &snapshot.nodes[owner].edges[number];
        match label(owner) {
            VARIABLE => {}
            "module" if lines.is_empty() => name = format!("{} of {name}", edge.name),
            _ => {
                lines.push(format!("{name}: {}", label(at)));
                name = of_edge("", &edge.name);
            }
        }
        at = edge.target.unwrap_or(at);
    }
    lines.push(format!("{name}: {}", label(at)));
    lines
}

/// Everything that refers to an object, a text for each reference.
pub(crate) fn referrers(snapshot: &Snapshot, node: usize) -> Vec<String> {
    let mut found = Vec::new();
    let mut unnamed = direct(snapshot, node, &mut found);
    let owners: Vec<usize> = snapshot.referrers(node).map(|(owner, _)| owner).collect();
    for owner in owners.into_iter().filter(|owner| snapshot.nodes[*owner].label == VARIABLE) {
        unnamed += direct(snapshot, owner, &mut found);
    }
    if unnamed > 0 {
        found.push(format!("{unnamed} temporary value{}", if unnamed == 1 { "" } else { "s" }));
    }
    found
}

/// Names and objects that hold an object, shared variables left out. Gives the number of references without a name.
fn direct(snapshot: &Snapshot, node: usize, found: &mut Vec<String>) -> usize {
    let roots: Vec<String> =
        snapshot.roots.iter().filter(|root| root.node == node).map(|root| root.name.clone()).collect();
    let unnamed = (snapshot.nodes[node].external as usize).saturating_sub(roots.len());
    found.extend(roots);
    let owners = snapshot.referrers(node).map(|(owner, edge)| (&snapshot.nodes[owner].label, edge));
    let owners = owners.filter(|(label, _)| *label != VARIABLE);
    // Where objects lie in memory says nothing to a reader.
    let mut edges: Vec<String> = owners.map(|(label, edge)| of_edge(label, &edge.name)).collect();
    edges.sort();
    found.extend(edges);
    unnamed
}

/// `label.field`, `label[index]`
fn of_edge(label: &str, edge: &str) -> String {
    if edge.starts_with('[') { format!("{label}{edge}") } else { format!("{label}.{edge}") }
}
