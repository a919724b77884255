//! Plain JSON: one object in each line.

use std::io::{self, Write};

use super::{Node, Snapshot};
use crate::json::string;

pub(super) fn write(snapshot: &Snapshot, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{\"roots\":[")?;
    for (index, root) in snapshot.roots.iter().enumerate() {
        out.write_all(if index == 0 { b"\n{\"name\":" } else { b",\n{\"name\":" })?;
        string(out, &root.name)?;
        write!(out, ",\"node\":{}}}", root.node)?;
    }
    out.write_all(b"],\n\"nodes\":[")?;
    for (index, node) in snapshot.nodes.iter().enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        object(index, node, out)?;
    }
    out.write_all(b"]}\n")
}

fn object(index: usize, node: &Node, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"id\":{index},\"label\":")?;
    string(out, &node.label)?;
    let Node { bytes, buffers, strong, weak, external, old, cyclic, .. } = node;
    write!(out, ",\"bytes\":{bytes},\"buffers\":{buffers},\"strong\":{strong},\"weak\":{weak}")?;
    write!(out, ",\"external\":{external},\"old\":{old},\"cyclic\":{cyclic},\"edges\":[")?;
    for (number, edge) in node.edges.iter().enumerate() {
        out.write_all(if number == 0 { b"{\"name\":" } else { b",{\"name\":" })?;
        string(out, &edge.name)?;
        match edge.target {
            Some(target) => write!(out, ",\"to\":{target}}}")?,
            None => out.write_all(b",\"to\":null}")?,
        }
    }
    out.write_all(b"]}")
}
