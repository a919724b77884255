//! The format of Chrome's DevTools (`.heapsnapshot`): flat arrays of numbers, with a table of strings behind them.
//!
//! Invariant: nodes are written in the order root, groups of roots, objects; edges in the order of the nodes they leave; `to_node` is the place
//! of the target in the array of nodes. So a reader finds the edges of a node by adding up the counts before it.

use std::collections::HashMap;
use std::io::{self, Write};

use super::{Edge, Node, Snapshot};
use crate::json::string;

const META: &str = r#"{"node_fields":["type","name","id","self_size","edge_count","trace_node_id","detachedness"],"node_types":[["hidden","array","string","object","code","closure","regexp","number","native","synthetic","concatenated string","sliced string","symbol","bigint","object shape"],"string","number","number","number","number","number"],"edge_fields":["type","name_or_index","to_node"],"edge_types":[["context","element","property","internal","hidden","shortcut","weak"],"string_or_number","node"],"trace_function_info_fields":["function_id","name","script_name","script_id","line","column"],"trace_node_fields":["id","function_info_index","count","size","children"],"sample_fields":["timestamp_us","last_assigned_id"],"location_fields":["object_index","script_id","line","column"]}"#;

const NODE_FIELDS: usize = 7;
/// Types of nodes.
const STRING: u32 = 2;
const OBJECT: u32 = 3;
const CLOSURE: u32 = 5;
const SYNTHETIC: u32 = 9;
/// Types of edges.
const ELEMENT: u32 = 1;
const PROPERTY: u32 = 2;
const SHORTCUT: u32 = 5;

/// The synthetic nodes behind the root, which is the first node.
const GC_ROOTS: usize = 1;
const NAMED: usize = 2;
const UNNAMED: usize = 3;
/// Place of the first object.
const OBJECTS: usize = 4;

pub(super) fn write(snapshot: &Snapshot, out: &mut dyn Write) -> io::Result<()> {
    let unnamed: Vec<usize> = snapshot.held_otherwise().map(|(node, _)| node).collect();
    let kept = |node: &Node| node.edges.iter().filter(|edge| edge.target.is_some()).count();
    let of_objects: usize = snapshot.nodes.iter().map(kept).sum();
    let synthetic = [1 + snapshot.roots.len(), 2, snapshot.roots.len(), unnamed.len()];
    let (nodes, edges) = (OBJECTS + snapshot.nodes.len(), synthetic.iter().sum::<usize>() + of_objects);
    writeln!(out, "{{\"snapshot\":{{\"meta\":{META},")?;
    writeln!(out, "\"node_count\":{nodes},\"edge_count\":{edges},\"trace_function_count\":0}},")?;
    let mut strings = Strings::default();
    out.write_all(b"\"nodes\":[")?;
    for (place, (name, count)) in
        ["", "(GC roots)", "(variables)", "(held otherwise)"].into_iter().zip(synthetic).enumerate()
    {
        let comma = if place == 0 { "" } else { "," };
        writeln!(out, "{comma}{SYNTHETIC},{},{},0,{count},0,0", strings.number(name), id(place))?;
    }
    for (place, node) in (OBJECTS..).zip(&snapshot.nodes) {
        let (name, size) = (strings.number(&node.label), node.bytes + node.buffers);
        writeln!(out, ",{},{name},{},{size},{},0,0", kind(node), id(place), kept(node))?;
    }
    out.write_all(b"],\n\"edges\":[")?;
    synthetic_edges(snapshot, &unnamed, &mut strings, out)?;
    for edge in snapshot.nodes.iter().flat_map(|node| &node.edges) {
        let Edge { name, target: Some(target) } = edge else { continue };
        let target = (OBJECTS + target) * NODE_FIELDS;
        match index(name) {
            Some(index) => writeln!(out, ",{ELEMENT},{index},{target}")?,
            None => writeln!(out, ",{PROPERTY},{},{target}", strings.number(name))?,
        }
    }
    out.write_all(
        b"],\n\"trace_function_infos\":[],\n\"trace_tree\":[],\n\"samples\":[],\n\"locations\":[],\n",
    )?;
    strings.write(out)?;
    out.write_all(b"}\n")
}

/// Identities are odd numbers, as those of V8's objects are.
fn id(place: usize) -> usize {
    2 * place + 1
}

fn kind(node: &Node) -> u32 {
    match node.label.as_str() {
        "str" | "string" => STRING,
        "closure" => CLOSURE,
        _ => OBJECT,
    }
}

/// The number in `[number]`, if it is written as numbers are: other names stay as they are.
fn index(name: &str) -> Option<u32> {
    let digits = name.strip_prefix('[')?.strip_suffix(']')?;
    digits.parse().ok().filter(|number: &u32| number.to_string() == digits)
}

/// From the root to what is named; to the groups; from the groups to their objects.
fn synthetic_edges<'s>(
    snapshot: &'s Snapshot,
    unnamed: &[usize],
    strings: &mut Strings<'s>,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{ELEMENT},1,{}", GC_ROOTS * NODE_FIELDS)?;
    let place = |node: usize| (OBJECTS + node) * NODE_FIELDS;
    for root in &snapshot.roots {
        writeln!(out, ",{SHORTCUT},{},{}", strings.number(&root.name), place(root.node))?;
    }
    writeln!(out, ",{ELEMENT},1,{}\n,{ELEMENT},2,{}", NAMED * NODE_FIELDS, UNNAMED * NODE_FIELDS)?;
    for root in &snapshot.roots {
        writeln!(out, ",{PROPERTY},{},{}", strings.number(&root.name), place(root.node))?;
    }
    for (index, node) in unnamed.iter().enumerate() {
        writeln!(out, ",{ELEMENT},{},{}", index + 1, place(*node))?;
    }
    Ok(())
}

/// Texts by number.
#[derive(Default)]
struct Strings<'s> {
    list: Vec<&'s str>,
    numbers: HashMap<&'s str, usize>,
}

impl<'s> Strings<'s> {
    fn number(&mut self, text: &'s str) -> usize {
        let next = self.list.len();
        *self.numbers.entry(text).or_insert_with(|| {
            self.list.push(text);
            next
        })
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\"strings\":[")?;
        for (at, text) in self.list.iter().enumerate() {
            out.write_all(if at == 0 { b"" } else { b",\n" })?;
            string(out, text)?;
        }
        out.write_all(b"]")
    }
}
