//! The language of Graphviz (`.dot`).
//!
//! Invariant: every text stands in quotes, in which only quotes and backslashes mean anything; there is no zero, which Graphviz takes for the end.

use std::io::{self, Write};

use super::Snapshot;

pub(super) fn write(snapshot: &Snapshot, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(
        b"digraph heap {\n  node [shape=box, fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\"];\n",
    )?;
    for (index, node) in snapshot.nodes.iter().enumerate() {
        write!(out, "  n{index} [label=")?;
        quoted(out, &[&node.label, "\n", &(node.bytes + node.buffers).to_string(), " bytes"])?;
        out.write_all(b"];\n")?;
    }
    for (index, root) in snapshot.roots.iter().enumerate() {
        write!(out, "  r{index} [shape=plaintext, label=")?;
        quoted(out, &[&root.name])?;
        writeln!(out, "];\n  r{index} -> n{};", root.node)?;
    }
    for (number, (node, count)) in snapshot.held_otherwise().enumerate() {
        writeln!(
            out,
            "  h{number} [shape=plaintext, label=\"held otherwise: {count}\"];\n  h{number} -> n{node};"
        )?;
    }
    for (index, node) in snapshot.nodes.iter().enumerate() {
        for edge in &node.edges {
            let Some(target) = edge.target else { continue };
            write!(out, "  n{index} -> n{target} [label=")?;
            quoted(out, &[&edge.name])?;
            out.write_all(b"];\n")?;
        }
    }
    out.write_all(b"}\n")
}

fn quoted(out: &mut dyn Write, parts: &[&str]) -> io::Result<()> {
    out.write_all(b"\"")?;
    for part in parts {
        let text = part.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        let text = text.replace('\0', "\u{FFFD}");
        out.write_all(text.as_bytes())?;
    }
    out.write_all(b"\"")
}
