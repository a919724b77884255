//! The engine itself: built-in functions, the collector's switches, the module `debug`.

use super::world::World;
use super::{Bad, Good};
use oxbow_value::{StrKey, Value};

pub(super) const GOOD: &[Good] = &[
    ("print", r#"["a", 1]"#, "null"),
    ("len", r#"["añb"]"#, "3"),
    ("len", "[[1, 2]]", "2"),
    ("len", r#"[{"a": 1}]"#, "1"),
    ("typeof", "[1]", r#""int""#),
    ("typeof", "[[]]", r#""array""#),
    ("type", "[null]", r#""null""#),
    ("string", "[2.0]", r#""2""#),
    ("string", r#"[[1, "a", [2, null]]]"#, r#""[1, a, [2, null]]""#),
    ("int", r#"[" -3.9 "]"#, "-3"),
    ("int", "[true]", "1"),
    ("int", "[null]", "0"),
    ("float", r#"["2.5"]"#, "2.5"),
    ("float", "[3]", "3.0"),
    ("bool", r#"[""]"#, "false"),
    ("bool", "[[]]", "true"),
    ("range", "[3]", "[0,1,2]"),
    ("range", "[2, 5]", "[2,3,4]"),
    ("range", "[5, 0, -2]", "[5,3,1]"),
    ("range", "[0, 5, 2]", "[0,2,4]"),
    ("range", "[5, 2]", "[]"),
    ("range", "[2.9]", "[0,1]"),
    (
        "range",
        "[-9223372036854775808, 9223372036854775807, 4611686018427387904]",
        "[-9223372036854775808,-4611686018427387904,0,4611686018427387904]",
    ),
    ("copy", "[[1, [2]]]", "[1,[2]]"),
    ("copy", "[5]", "5"),
    ("deep_copy", r#"[{"a": [1]}]"#, r#"{"a":[1]}"#),
    ("gc_threshold", "[100]", "2048"),
    ("gc_threshold", "[]", "100"),
    ("gc_threshold", "[9223372036854775807]", "100"),
    ("gc_disable", "[]", "null"),
    ("gc_enable", "[]", "null"),
    ("__finalizers_pending", "[]", "false"),
    ("__check_array", r#"["f", [1]]"#, "null"),
    ("debug.inspect", r#"["a"]"#, r#""\"a\"""#),
    ("debug.inspect", "[[1, 2.5, null, []]]", r#""[1, 2.50, null, []]""#),
    (
        "debug.inspect",
        r#"[{"b": [{"x": 1}], "a": {}}]"#,
        r#""{\n  \"a\": {},\n  \"b\": [{\n    \"x\": 1\n  }]\n}""#,
    ),
    ("debug.type", "[[]]", r#""array""#),
    ("debug.log", r#"["n", 5]"#, "5"),
    ("debug.trace", "[[1]]", "[1]"),
    ("debug.watch", r#"["n", "s"]"#, r#""s""#),
    ("debug.assert", "[1]", "true"),
    ("debug.assert", r#"[true, "m"]"#, "true"),
    ("debug.keys", r#"[{"b": 1, "a": 2}]"#, r#"["b","a"]"#),
    ("debug.values", r#"[{"b": 1, "a": 2}]"#, "[1,2]"),
    ("debug.diff", "[[1, 2], [1, 3]]", r#""[1]: 2 vs 3""#),
    (
        "debug.diff",
        r#"[{"a": [1], "b": 2}, {"a": [1, 5], "c": 3}]"#,
        r#"".a[1]: (missing) vs 5\n.b: 2 vs (missing)\n.c: (missing) vs 3""#,
    ),
    ("debug.diff", "[[1, [2.0]], [1, [2]]]", r#""(no differences)""#),
    ("debug.diff", r#"[1, "1"]"#, r#""value: 1 vs 1""#),
    ("debug.env", r#"[{"x": 1}]"#, r#"{"x":1}"#),
    ("debug.env", "[]", "{}"),
    ("debug.snapshot", r#"["a"]"#, "true"),
];

pub(super) const BAD: &[Bad] = &[
    ("len", "[5]", "TypeError", "int"),
    ("len", "[]", "ArgumentError", "len"),
    ("typeof", "[]", "ArgumentError", "typeof"),
    ("string", "[1, 2]", "ArgumentError", "string"),
    ("int", r#"["12abc"]"#, "ArgumentError", "12abc"),
    ("int", "[[]]", "TypeError", "int"),
    ("int", "[1e19]", "MathError", "range"),
    ("float", r#"["x"]"#, "ArgumentError", "'x'"),
    ("bool", "[]", "ArgumentError", "bool"),
    ("range", "[1, 2, 0]", "ArgumentError", "must not be 0"),
    ("range", r#"["5"]"#, "TypeError", "expects number"),
    ("range", "[1000000000000]", "MemoryError", "too long"),
    ("range", "[-9223372036854775808, 9223372036854775807]", "MemoryError", "too long"),
    ("copy", "[]", "ArgumentError", "copy"),
    ("deep_copy", "[1, 2]", "ArgumentError", "deep_copy"),
    ("weak", "[5]", "TypeError", "int"),
    ("weak:get", "[5]", "TypeError", "Receiver"),
    ("weak:alive", "[[]]", "TypeError", "Receiver"),
    ("gc_threshold", "[0]", "ArgumentError", "at least 1"),
    ("gc_threshold", r#"["x"]"#, "TypeError", "expects int"),
    ("gc_stats", "[1]", "ArgumentError", "gc_stats"),
    ("gc_enable", "[1]", "ArgumentError", "gc_enable"),
    ("gc_disable", "[1]", "ArgumentError", "gc_disable"),
    ("__collect", "[1]", "ArgumentError", "__collect"),
    ("__finalizers_pending", "[1]", "ArgumentError", "__finalizers_pending"),
    (
        "__check_array",
        r#"["array.find", 5]"#,
        "TypeError",
        "Argument 1 of function 'array.find' expects array, but got int",
    ),
    (
        "__check_callable",
        r#"["array.find", 2, 5]"#,
        "TypeError",
        "Argument 2 of function 'array.find' expects function, but got int",
    ),
    ("__fail", "[]", "RuntimeError", "stack"),
    ("debug.inspect", "[]", "ArgumentError", "debug.inspect"),
    ("debug.type", "[]", "ArgumentError", "debug.type"),
    ("debug.log", "[1]", "ArgumentError", "debug.log"),
    ("debug.trace", "[1, 2]", "ArgumentError", "debug.trace"),
    ("debug.watch", "[1]", "ArgumentError", "debug.watch"),
    ("debug.assert", r#"[false, "no way"]"#, "AssertionError", "Assertion error: no way"),
    ("debug.assert", "[0]", "AssertionError", "Assertion error"),
    ("debug.keys", "[[1]]", "TypeError", "expects dict or struct"),
    ("debug.values", "[1]", "TypeError", "expects dict or struct"),
    ("debug.diff", "[1]", "ArgumentError", "debug.diff"),
    ("debug.timer", "[1]", "TypeError", "expects string"),
    ("debug.env", "[1]", "TypeError", "expects dict"),
    ("debug.snapshot", "[1]", "TypeError", "expects string"),
    ("debug.compare", r#"["none", "none"]"#, "ArgumentError", "not the label of a snapshot"),
];

#[test]
fn weak_references() {
    let mut world = World::new();
    let list = world.json("[1]");
    let weak = world.call("weak", vec![list.clone()]).expect("a weak reference");
    let alive = |world: &mut World| world.call("weak:alive", vec![weak.clone()]).expect("an answer");
    assert!(alive(&mut world) == Value::Bool(true));
    assert!(world.call("weak:get", vec![weak.clone()]).expect("an answer").same(&list));
    drop(list);
    assert!(alive(&mut world) == Value::Bool(false));
    assert!(world.call("weak:get", vec![weak.clone()]).expect("an answer").is_null());
}

#[test]
fn collecting_counts_cyclic_garbage_only() {
    let mut world = World::new();
    let collect = |world: &mut World| world.call_json("__collect", "[]").expect("a count");
    collect(&mut world);
    let (a, b) = (world.json("[]"), world.json("[]"));
    world.call("array.push", vec![a.clone(), b.clone()]).expect("an edge");
    world.call("array.push", vec![b, a.clone()]).expect("an edge");
    assert_eq!(collect(&mut world), "0");
    drop(a);
    assert_eq!(collect(&mut world), "2");
    assert_eq!(collect(&mut world), "0");
}

#[test]
fn statistics_and_the_switch() {
    let mut world = World::new();
    let Ok(Value::Dict(stats)) = world.call("gc_stats", Vec::new()) else { panic!("gc_stats gives a dict") };
    for key in ["live", "allocated", "freed", "collections", "cycle_freed", "finalized", "threshold"] {
        assert!(matches!(stats.get_str(key), Some(Value::Int(0..))), "{key}");
    }
    assert!(stats.get_str("enabled") == Some(Value::Bool(true)));
    world.call("gc_disable", Vec::new()).expect("a switch");
    let Ok(Value::Dict(stats)) = world.call("gc_stats", Vec::new()) else { panic!("gc_stats gives a dict") };
    assert!(stats.get_str("enabled") == Some(Value::Bool(false)));
}

#[test]
fn copies_are_new_objects() {
    let mut world = World::new();
    let list = world.json("[[1]]");
    for (call, inner_is_shared) in [("copy", true), ("deep_copy", false)] {
        let copied = world.call(call, vec![list.clone()]).expect("a copy");
        let inner = |value: &Value| match value {
            Value::List(list) => list.get(0).expect("an element"),
            _ => panic!("a list"),
        };
        assert!(copied == list && !copied.same(&list), "{call}");
        assert_eq!(inner(&copied).same(&inner(&list)), inner_is_shared, "{call}");
    }
}

#[test]
fn cyclic_values_can_be_looked_at() {
    let mut world = World::new();
    let (a, b) = (world.json("[1]"), world.json("[1]"));
    for list in [&a, &b] {
        world.call("array.push", vec![list.clone(), list.clone()]).expect("a cycle");
    }
    assert_eq!(
        world.call("debug.inspect", vec![a.clone()]).map(|text| world.text(&text)).expect("a text"),
        r#""[1, [...]]""#
    );
    let same = world.call("debug.diff", vec![a.clone(), b.clone()]).expect("an end");
    assert_eq!(world.text(&same), r#""(no differences)""#);
    for list in [a, b] {
        world.call("list:clear", vec![list]).expect("the cycle is broken");
    }
}

#[test]
fn reports_go_to_standard_error() {
    let mut world = World::new();
    for (call, args) in
        [("debug.log", r#"["n", "x"]"#), ("debug.watch", r#"["w", 1.5]"#), ("debug.trace", "[[1]]")]
    {
        world.call_json(call, args).expect(call);
    }
    assert_eq!(world.err.text(), "[log] n: \"x\"\n[watch] w: 1.50\n[trace] [1]\n");
    assert_eq!(world.out.text(), "");
}

#[test]
fn callables_pass_the_check_of_the_prelude() {
    let mut world = World::new();
    let function = world.builtins.functions.get(&StrKey::new("len")).expect("a function").clone();
    let args = vec![world.ctx.str("array.find"), Value::Int(2), function];
    assert!(world.call("__check_callable", args).expect("nothing").is_null());
}

#[test]
fn timers_and_snapshots() {
    let mut world = World::new();
    assert_eq!(world.call_json("debug.timer", r#"["t"]"#).as_deref(), Ok("0.0"));
    let label = world.ctx.str("t");
    let Ok(Value::Float(elapsed)) = world.call("debug.timer", vec![label]) else { panic!("milliseconds") };
    assert!((0.0..60_000.0).contains(&elapsed));
    world.call_json("debug.snapshot", r#"["a"]"#).expect("a snapshot");
    let kept = world.json("[[], []]");
    world.call_json("debug.snapshot", r#"["b"]"#).expect("a snapshot");
    let text = world.call_json("debug.compare", r#"["a", "b"]"#).expect("a comparison");
    assert!(text.contains("live objects") && text.contains("(+"), "{text}");
    drop(kept);
}
