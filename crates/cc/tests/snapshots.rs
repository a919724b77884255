//! Snapshots as files, and the ways to an object.

use std::cell::RefCell;

use oxbow_cc::{Cc, Heap, Origin, Root, Snapshot, SnapshotFormat, Trace};
use serde_json::Value;

#[derive(Trace, Default)]
#[trace(label_with = Node::label)]
struct Node {
    #[trace(skip)]
    name: String,
    next: RefCell<Option<Cc<Node>>>,
    items: RefCell<Vec<Cc<Node>>>,
}

impl Node {
    fn label(&self) -> std::borrow::Cow<'static, str> {
        self.name.clone().into()
    }
}

fn node(heap: &Heap, name: &str) -> Cc<Node> {
    heap.alloc(Node { name: name.to_owned(), ..Node::default() })
}

/// a -> b -> c -> b, c -> [a, c]; held by the program: a and, without a name, c.
fn sample(heap: &Heap) -> (Snapshot, Vec<Cc<Node>>) {
    let [a, b, c] = ["a", "say \"b\"\\\n", "c"].map(|name| node(heap, name));
    *a.next.borrow_mut() = Some(b.clone());
    *b.next.borrow_mut() = Some(c.clone());
    *c.next.borrow_mut() = Some(b);
    c.items.borrow_mut().extend([a.clone(), c.clone()]);
    let mut snapshot = heap.snapshot();
    snapshot.roots.push(Root { name: "local \"a\"".to_owned(), node: 0 });
    (snapshot, vec![a, c])
}

fn written(snapshot: &Snapshot, format: SnapshotFormat) -> String {
    let mut bytes = Vec::new();
    snapshot.write(format, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn dot() {
    let (snapshot, _held) = sample(&Heap::new());
    let expected = r#"digraph heap {
  node [shape=box, fontname="sans-serif"];
  edge [fontname="sans-serif"];
  n0 [label="a\n96 bytes"];
  n1 [label="say \"b\"\\\n\n96 bytes"];
  n2 [label="c\n96 bytes"];
  r0 [shape=plaintext, label="local \"a\""];
  r0 -> n0;
  h0 [shape=plaintext, label="held otherwise: 1"];
  h0 -> n2;
  n0 -> n1 [label="next"];
  n1 -> n2 [label="next"];
  n2 -> n1 [label="next"];
  n2 -> n0 [label="items[0]"];
  n2 -> n2 [label="items[1]"];
}
"#;
    assert_eq!(written(&snapshot, SnapshotFormat::Dot), expected);
}

#[test]
fn json() {
    let (snapshot, _held) = sample(&Heap::new());
    let text = written(&snapshot, SnapshotFormat::Json);
    let file: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(file["roots"], serde_json::json!([{"name": "local \"a\"", "node": 0}]));
    assert_eq!(file["nodes"].as_array().map(Vec::len), Some(3));
    let b = serde_json::json!({
        "id": 1, "label": "say \"b\"\\\n", "bytes": 96, "buffers": 0, "strong": 2, "weak": 0, "external": 0,
        "old": false, "cyclic": true, "edges": [{"name": "next", "to": 2}],
    });
    assert_eq!(file["nodes"][1], b);
}

/// What a reader of the format relies on. Gives the strings of all edges as `from -name-> to`.
fn check_devtools(text: &str) -> Vec<String> {
    let file: Value = serde_json::from_str(text).unwrap();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_else(|| panic!("{value} is no list"));
    let numbers = |value: &Value| -> Vec<usize> {
        list(value).iter().map(|n| usize::try_from(n.as_u64().expect("a number")).unwrap()).collect()
    };
    let strings: Vec<String> =
        list(&file["strings"]).iter().map(|s| s.as_str().expect("a string").to_owned()).collect();
    let meta = &file["snapshot"]["meta"];
    let (node_fields, edge_fields) = (list(&meta["node_fields"]).len(), list(&meta["edge_fields"]).len());
    assert_eq!(&list(&meta["node_fields"])[..5], ["type", "name", "id", "self_size", "edge_count"]);
    assert_eq!(list(&meta["edge_fields"]), ["type", "name_or_index", "to_node"]);
    assert_eq!(list(&meta["node_types"]).len(), node_fields);
    assert_eq!(list(&meta["edge_types"]).len(), edge_fields);
    let (nodes, edges) = (numbers(&file["nodes"]), numbers(&file["edges"]));
    assert_eq!(nodes.len() % node_fields, 0);
    assert_eq!(edges.len() % edge_fields, 0);
    assert_eq!(file["snapshot"]["node_count"], nodes.len() / node_fields);
    assert_eq!(file["snapshot"]["edge_count"], edges.len() / edge_fields);
    let types = list(&meta["node_types"][0]);
    let edge_types = list(&meta["edge_types"][0]);
    let mut ids = std::collections::HashSet::new();
    let mut edges = edges.chunks(edge_fields);
    let mut seen = Vec::new();
    for node in nodes.chunks(node_fields) {
        assert!(node[0] < types.len() && node[1] < strings.len());
        assert!(ids.insert(node[2]), "an identity twice");
        for edge in edges.by_ref().take(node[4]) {
            assert_eq!(edge[2] % node_fields, 0, "an edge into the middle of a node");
            let target = &nodes[edge[2]..edge[2] + node_fields];
            let name = match edge_types[edge[0]].as_str() {
                Some("element" | "hidden") => format!("[{}]", edge[1]),
                _ => strings[edge[1]].clone(),
            };
            seen.push(format!("{} -{name}-> {}", strings[node[1]], strings[target[1]]));
        }
    }
    assert!(edges.next().is_none(), "more edges than the nodes say");
    assert_eq!(types[nodes[0]], "synthetic");
    seen
}

#[test]
fn devtools() {
    let (snapshot, _held) = sample(&Heap::new());
    let edges = check_devtools(&written(&snapshot, SnapshotFormat::DevTools));
    let b = "say \"b\"\\\n";
    let expected = [
        " -[1]-> (GC roots)",
        " -local \"a\"-> a",
        "(GC roots) -[1]-> (variables)",
        "(GC roots) -[2]-> (held otherwise)",
        "(variables) -local \"a\"-> a",
        "(held otherwise) -[1]-> c",
        &format!("a -next-> {b}"),
        &format!("{b} -next-> c"),
        &format!("c -next-> {b}"),
        "c -items[0]-> a",
        "c -items[1]-> c",
    ];
    assert_eq!(edges, expected);
    check_devtools(&written(&Heap::new().snapshot(), SnapshotFormat::DevTools));
}

#[test]
fn a_list_of_a_hundred_thousand() {
    let heap = Heap::new();
    let mut first = node(&heap, "n");
    for _ in 1..100_000 {
        let next = node(&heap, "n");
        *next.next.borrow_mut() = Some(first);
        first = next;
    }
    let snapshot = heap.snapshot();
    assert_eq!(check_devtools(&written(&snapshot, SnapshotFormat::DevTools)).len(), 99_999 + 4);
    let last = snapshot.nodes.iter().position(|node| node.edges.is_empty()).unwrap();
    assert_eq!(snapshot.why_alive(last).unwrap().1.len(), 99_999);
}

#[test]
fn the_shortest_way_from_a_name() {
    let (mut snapshot, _held) = sample(&Heap::new());
    assert_eq!(snapshot.why_alive(2), Some((Origin::Root(0), vec![(0, 0), (1, 0)])));
    assert_eq!(snapshot.why_alive(0), Some((Origin::Root(0), vec![])));
    // Without names: held by the program all the same.
    snapshot.roots.clear();
    assert_eq!(snapshot.why_alive(1), Some((Origin::Held(0), vec![(0, 0)])));
    assert_eq!(snapshot.why_alive(2), Some((Origin::Held(2), vec![])));
    // Nothing holds it: an index that no object has is not reached either.
    snapshot.nodes.iter_mut().for_each(|node| node.external = 0);
    assert_eq!(snapshot.why_alive(1), None);
    assert_eq!(snapshot.why_alive(7), None);
}

#[test]
fn referrers() {
    let (snapshot, held) = sample(&Heap::new());
    let of =
        |node| snapshot.referrers(node).map(|(from, edge)| (from, edge.name.as_str())).collect::<Vec<_>>();
    assert_eq!(of(1), [(0, "next"), (2, "next")]);
    assert_eq!(of(2), [(1, "next"), (2, "items[1]")]);
    assert_eq!(snapshot.at(Cc::as_ptr(&held[1]).addr()), Some(2));
}

#[test]
fn extensions() {
    let of = |name: &str| SnapshotFormat::of_path(name.as_ref());
    assert_eq!(of("a/b.heapsnapshot"), Some(SnapshotFormat::DevTools));
    assert_eq!(of("b.c.dot"), Some(SnapshotFormat::Dot));
    assert_eq!(of(".json"), None);
    assert_eq!(of("x.json"), Some(SnapshotFormat::Json));
    assert_eq!(of("x.txt"), None);
}

#[test]
fn renamed_edges_are_joined_to_where_they_lie() {
    #[derive(Trace, Default)]
    #[trace(edge_names = Bag::rename)]
    struct Bag {
        plain: RefCell<Option<Cc<Bag>>>,
        element: RefCell<Option<Cc<Bag>>>,
        nameless: RefCell<Option<Cc<Bag>>>,
        kept: RefCell<Option<Cc<Bag>>>,
    }
    impl Bag {
        fn rename(&self, name: &str) -> Option<String> {
            let new = match name {
                "plain" => "new",
                "element" => "[7]",
                "nameless" => "",
                _ => return None,
            };
            Some(new.to_owned())
        }

        fn fill(&self, with: &Cc<Bag>) {
            for field in [&self.plain, &self.element, &self.nameless, &self.kept] {
                field.replace(Some(with.clone()));
            }
        }
    }
    #[derive(Trace, Default)]
    struct Shelf {
        bag: Bag,
    }
    let heap = Heap::new();
    let (target, bag, shelf) =
        (heap.alloc(Bag::default()), heap.alloc(Bag::default()), heap.alloc(Shelf::default()));
    bag.fill(&target);
    shelf.bag.fill(&target);
    let snapshot = heap.snapshot();
    let names = |at: usize| {
        let node = &snapshot.nodes[snapshot.at(at).expect("a node")];
        node.edges.iter().map(|edge| edge.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(Cc::as_ptr(&bag).addr()), ["new", "[7]", "", "kept"]);
    assert_eq!(names(Cc::as_ptr(&shelf).addr()), ["bag.new", "bag[7]", "bag", "bag.kept"]);
}
