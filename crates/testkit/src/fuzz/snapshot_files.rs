//! Snapshots as files, read back by readers that know the formats and nothing of the writers: each file says what the snapshot says.
//!
//! Invariant: the readers accept only what the format allows; what they cannot read is the writer's fault.

use super::dot;
use oxbow_cc::{Edge, Snapshot, SnapshotFormat};
use serde_json::{Value, json};

/// Writes the snapshot in every format and compares what the files say with it.
///
/// # Panics
/// A file is not of its format, or says something else.
pub(super) fn check_files(snapshot: &Snapshot) {
    json(snapshot, &written(snapshot, SnapshotFormat::Json));
    devtools(snapshot, &written(snapshot, SnapshotFormat::DevTools));
    graphviz(snapshot, &written(snapshot, SnapshotFormat::Dot));
}

fn written(snapshot: &Snapshot, format: SnapshotFormat) -> String {
    let mut bytes = Vec::new();
    snapshot.write(format, &mut bytes).expect("memory is no file");
    String::from_utf8(bytes).expect("files are UTF-8")
}

fn json(snapshot: &Snapshot, text: &str) {
    let file: Value = serde_json::from_str(text).expect("the file is JSON");
    let roots: Vec<Value> =
        snapshot.roots.iter().map(|root| json!({ "name": root.name, "node": root.node })).collect();
    assert_eq!(file["roots"], Value::Array(roots));
    let nodes = file["nodes"].as_array().expect("a list of nodes");
    assert_eq!(nodes.len(), snapshot.nodes.len());
    for (id, (read, node)) in nodes.iter().zip(&snapshot.nodes).enumerate() {
        let edges: Vec<Value> =
            node.edges.iter().map(|edge| json!({ "name": edge.name, "to": edge.target })).collect();
        let expected = json!({
            "id": id, "label": node.label, "bytes": node.bytes, "buffers": node.buffers, "strong": node.strong,
            "weak": node.weak, "external": node.external, "old": node.old, "cyclic": node.cyclic, "edges": edges,
        });
        assert_eq!(*read, expected);
    }
}

/// The edges within the heap: what a graph can show.
fn inner(edges: &[Edge]) -> Vec<(&str, usize)> {
    edges.iter().filter_map(|edge| Some((edge.name.as_str(), edge.target?))).collect()
}

/// How many pointers to each object come from something else than a root with a name.
fn held_otherwise(snapshot: &Snapshot) -> Vec<u32> {
    let mut held: Vec<u32> = snapshot.nodes.iter().map(|node| node.external).collect();
    for root in &snapshot.roots {
        held[root.node] = held[root.node].saturating_sub(1);
    }
    held
}

/// A node of a `.heapsnapshot`: its type, name, size, and edges as (type, name, index of the node).
struct HeapNode {
    kind: String,
    name: String,
    size: u64,
    edges: Vec<(String, String, usize)>,
}

/// What a reader of the format relies on: the fields that the head announces, counts, places, numbers of strings, different identities.
fn heap_nodes(text: &str) -> Vec<HeapNode> {
    let file: Value = serde_json::from_str(text).expect("the file is JSON");
    let list = |value: &Value| value.as_array().cloned().unwrap_or_else(|| panic!("{value} is no list"));
    let texts = |value: &Value| -> Vec<String> {
        list(value).iter().map(|text| text.as_str().expect("a text").to_owned()).collect()
    };
    let numbers = |value: &Value| -> Vec<usize> {
        list(value).iter().map(|n| n.as_u64().expect("a number") as usize).collect()
    };
    let (meta, strings) = (&file["snapshot"]["meta"], texts(&file["strings"]));
    let (node_types, edge_types) = (texts(&meta["node_types"][0]), texts(&meta["edge_types"][0]));
    let field = |fields: &str, name: &str| {
        texts(&meta[fields]).iter().position(|field| field == name).unwrap_or_else(|| panic!("no {name}"))
    };
    let of_node = ["type", "name", "id", "self_size", "edge_count"].map(|name| field("node_fields", name));
    let of_edge = ["type", "name_or_index", "to_node"].map(|name| field("edge_fields", name));
    let widths = [list(&meta["node_fields"]).len(), list(&meta["edge_fields"]).len()];
    let (nodes, edges) = (numbers(&file["nodes"]), numbers(&file["edges"]));
    assert_eq!(file["snapshot"]["node_count"], json!(nodes.len() / widths[0]));
    assert_eq!(file["snapshot"]["edge_count"], json!(edges.len() / widths[1]));
    assert!(nodes.len().is_multiple_of(widths[0]) && edges.len().is_multiple_of(widths[1]));
    let mut ids = std::collections::HashSet::new();
    let mut edges = edges.chunks(widths[1]);
    let read = nodes.chunks(widths[0]).map(|node| {
        let [kind, name, id, size, count] = of_node.map(|field| node[field]);
        assert!(ids.insert(id), "an identity twice");
        let own = edges.by_ref().take(count).map(|edge| {
            let [kind, name, to] = of_edge.map(|field| edge[field]);
            assert!(to.is_multiple_of(widths[0]) && to < nodes.len(), "an edge to no node");
            let kind = edge_types[kind].clone();
            let by_index = kind == "element" || kind == "hidden";
            let name = if by_index { format!("[{name}]") } else { strings[name].clone() };
            (kind, name, to / widths[0])
        });
        let edges = own.collect();
        HeapNode { kind: node_types[kind].clone(), name: strings[name].clone(), size: size as u64, edges }
    });
    let read: Vec<HeapNode> = read.collect();
    assert!(edges.next().is_none(), "more edges than the nodes say");
    read
}

/// Root, groups of roots, objects: each object is there with its edges, and everything that is held hangs on the root.
fn devtools(snapshot: &Snapshot, text: &str) {
    const BEFORE: usize = 4;
    let read = heap_nodes(text);
    assert_eq!(read.len(), BEFORE + snapshot.nodes.len());
    assert!(read[..BEFORE].iter().all(|node| node.kind == "synthetic" && node.size == 0));
    for (read, node) in read[BEFORE..].iter().zip(&snapshot.nodes) {
        assert_eq!(
            (read.name.as_str(), read.size),
            (node.label.as_str(), (node.bytes + node.buffers) as u64)
        );
        let edges: Vec<(&str, usize)> =
            read.edges.iter().map(|(_, name, to)| (name.as_str(), to - BEFORE)).collect();
        assert_eq!(edges, inner(&node.edges));
    }
    let named: Vec<(&str, usize)> =
        snapshot.roots.iter().map(|root| (root.name.as_str(), BEFORE + root.node)).collect();
    let of_group = |group: usize| read[group].edges.iter().map(|(_, name, to)| (name.as_str(), *to));
    assert_eq!(of_group(0).filter(|(_, to)| *to >= BEFORE).collect::<Vec<_>>(), named, "shortcuts");
    assert_eq!(of_group(2).collect::<Vec<_>>(), named, "variables");
    let otherwise: Vec<usize> = of_group(3).map(|(_, to)| to - BEFORE).collect();
    let held = held_otherwise(snapshot);
    assert_eq!(otherwise, (0..held.len()).filter(|node| held[*node] > 0).collect::<Vec<_>>());
}

/// Nodes by name, and edges, in the order of the file.
fn graphviz(snapshot: &Snapshot, text: &str) {
    let graph = dot::read(text);
    let shown = |text: &str| text.replace('\0', "\u{FFFD}");
    let mut nodes: Vec<(String, String)> = Vec::new();
    let mut edges: Vec<(String, String, String)> = Vec::new();
    for (index, node) in snapshot.nodes.iter().enumerate() {
        let label = format!("{}\n{} bytes", shown(&node.label), node.bytes + node.buffers);
        nodes.push((format!("n{index}"), label));
        for (name, target) in inner(&node.edges) {
            edges.push((format!("n{index}"), format!("n{target}"), shown(name)));
        }
    }
    for (index, root) in snapshot.roots.iter().enumerate() {
        nodes.push((format!("r{index}"), shown(&root.name)));
        edges.push((format!("r{index}"), format!("n{}", root.node), String::new()));
    }
    for (number, (node, count)) in
        held_otherwise(snapshot).into_iter().enumerate().filter(|held| held.1 > 0).enumerate()
    {
        nodes.push((format!("h{number}"), format!("held otherwise: {count}")));
        edges.push((format!("h{number}"), format!("n{node}"), String::new()));
    }
    let sorted = |mut list: Vec<(String, String, String)>| {
        list.sort();
        list
    };
    nodes.sort();
    assert_eq!(graph.nodes.into_iter().collect::<Vec<_>>(), nodes);
    assert_eq!(sorted(graph.edges), sorted(edges));
}
