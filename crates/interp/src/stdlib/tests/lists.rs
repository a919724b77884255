//! Lists and dicts: the modules `array` and `collections`, and the methods.

use super::world::World;
use super::{Bad, Good};
use oxbow_value::Value;

pub(super) const GOOD: &[Good] = &[
    ("array.length", "[[1, 2]]", "2"),
    ("array.push", "[[1], 2]", "[1,2]"),
    ("array.pop", "[[1, 2]]", "2"),
    ("array.shift", "[[1, 2]]", "1"),
    ("array.unshift", "[[1], 0]", "[0,1]"),
    ("array.reverse", "[[1, 2, 3]]", "[3,2,1]"),
    ("array.sort", "[[3, 1, 2]]", "[1,2,3]"),
    ("array.sort", r#"[["b", "a", "B"]]"#, r#"["B","a","b"]"#),
    (
        "array.sort",
        r#"[[{"k": 2}, [1], "s", true, 2.5, null, 1, false]]"#,
        r#"[null,1,2.5,true,false,"s",[1],{"k":2}]"#,
    ),
    ("array.sort", r#"[[[3], [1], {"b": 1}, {"a": 1}, [2]]]"#, r#"[[3],[1],[2],{"b":1},{"a":1}]"#),
    ("array.first", "[[1, 2]]", "1"),
    ("array.first", "[[]]", "null"),
    ("array.last", "[[1, 2]]", "2"),
    ("array.last", "[[]]", "null"),
    ("array.slice", "[[1, 2, 3], -1, 2]", "[1,2]"),
    ("array.slice_arr", "[[1, 2, 3], 1, 99]", "[2,3]"),
    ("array.slice", "[[1, 2, 3], 2, 1]", "[]"),
    ("array.contains", "[[1, [2]], [2.0]]", "true"),
    ("array.contains", r#"[[1], "1"]"#, "false"),
    ("array.join", r#"[[1, null, "a"], "-"]"#, r#""1-null-a""#),
    ("list:length", "[[1]]", "1"),
    ("list:size", "[[]]", "0"),
    ("list:isEmpty", "[[]]", "true"),
    ("list:push", "[[1], 2]", "[1,2]"),
    ("list:add", "[[1], 2]", "[1,2]"),
    ("list:append", "[[1], [2]]", "[1,[2]]"),
    ("list:pop", "[[1, 2]]", "2"),
    ("list:get", "[[1, 2], 1]", "2"),
    ("list:contains", "[[1, 2], 2.0]", "true"),
    ("list:includes", "[[true], 1]", "false"),
    ("list:index_of", "[[1, 2], 2]", "1"),
    ("list:indexOf", "[[1, 2], 3]", "-1"),
    ("list:findIndex", r#"[["a"], "a"]"#, "0"),
    ("list:first", "[[1, 2]]", "1"),
    ("list:last", "[[1, 2]]", "2"),
    ("list:take", "[[1, 2, 3], 2]", "[1,2]"),
    ("list:take", "[[1, 2, 3], 9]", "[1,2,3]"),
    ("list:take", "[[1, 2, 3], -1]", "[]"),
    ("list:slice", "[[1, 2, 3], 1]", "[2,3]"),
    ("list:slice", "[[1, 2, 3], -2, 1]", "[1]"),
    ("list:remove", "[[1, 2, 3], 1]", "[1,3]"),
    ("list:removeAt", "[[1, 2, 3], 3]", "[1,2,3]"),
    ("list:removeAt", "[[1, 2, 3], -1]", "[1,2,3]"),
    ("list:shift", "[[1, 2]]", "1"),
    ("list:unshift", "[[1], 0]", "[0,1]"),
    ("list:insert", "[[1, 3], 1, 2]", "[1,2,3]"),
    ("list:insert", "[[1], 1, 2]", "[1,2]"),
    ("list:clear", "[[1]]", "[]"),
    ("list:reverse", "[[1, 2]]", "[2,1]"),
    ("list:reversed", "[[]]", "[]"),
    ("list:sort", "[[2, 1]]", "[1,2]"),
    ("list:flat", "[[1, [2, [3]], []]]", "[1,2,[3]]"),
    ("list:join", "[[1, 2]]", r#""1,2""#),
    ("list:join", r#"[[1, 2], " + "]"#, r#""1 + 2""#),
    ("list:clone", "[[1]]", "[1]"),
    ("list:copy", "[[]]", "[]"),
    ("list:asList", "[[1]]", "[1]"),
    ("list:toArray", "[[1]]", "[1]"),
    ("dict:get", r#"[{"a": 1}, "a"]"#, "1"),
    ("dict:get", r#"[{"a": 1}, "b"]"#, "null"),
    ("dict:get", r#"[{"a": 1}, "b", 7]"#, "7"),
    ("dict:getInt", r#"[{"a": "x"}, "a"]"#, r#""x""#),
    ("dict:get", r#"[{"1": "x"}, 1]"#, r#""x""#),
    ("dict:has", r#"[{"a": null}, "a"]"#, "true"),
    ("dict:containsKey", r#"[{"a": 1}, "b"]"#, "false"),
    ("dict:put", r#"[{}, "a", 1]"#, "null"),
    ("dict:set", r#"[{}, 5, 1]"#, "null"),
    ("dict:remove", r#"[{"a": 1}, "a"]"#, "null"),
    ("dict:delete", r#"[{"a": 1}, "b"]"#, "null"),
    ("dict:keys", r#"[{"b": 1, "a": 2}]"#, r#"["b","a"]"#),
    ("dict:values", r#"[{"b": 1, "a": 2}]"#, "[1,2]"),
    ("dict:entries", r#"[{"b": 1, "a": 2}]"#, r#"[["b",1],["a",2]]"#),
    ("dict:length", r#"[{"b": 1}]"#, "1"),
    ("dict:size", "[{}]", "0"),
    ("dict:isEmpty", "[{}]", "true"),
    ("dict:clone", r#"[{"a": 1}]"#, r#"{"a":1}"#),
    ("dict:copy", "[{}]", "{}"),
    ("dict:merge", r#"[{"a": 1, "b": 2}, {"c": 4, "a": 3}]"#, r#"{"a":3,"b":2,"c":4}"#),
    ("collections.Set", "[]", "[]"),
    ("collections.set_add", "[[1], 2]", "[1,2]"),
    ("collections.set_add", "[[1], 1.0]", "[1]"),
    ("collections.set_remove", "[[1, 2, 1], 1]", "[2]"),
    ("collections.set_contains", "[[1, [2]], [2]]", "true"),
    ("collections.set_size", "[[1, 2]]", "2"),
];

pub(super) const BAD: &[Bad] = &[
    ("array.length", r#"["abc"]"#, "TypeError", "expects array, but got string"),
    ("array.push", "[[1]]", "ArgumentError", "array.push"),
    ("array.push", "[{}, 1]", "TypeError", "got dict"),
    ("array.pop", "[[]]", "IndexError", "empty"),
    ("array.shift", "[[]]", "IndexError", "empty"),
    ("array.unshift", "[null, 1]", "TypeError", "got null"),
    ("array.reverse", r#"["abc"]"#, "TypeError", "expects array"),
    ("array.sort", "[[1], 2]", "ArgumentError", "array.sort"),
    ("array.first", "[1]", "TypeError", "expects array"),
    ("array.last", "[1]", "TypeError", "expects array"),
    ("array.slice", "[[1], 0]", "ArgumentError", "array.slice"),
    ("array.slice", r#"[[1], "0", 1]"#, "TypeError", "Argument 2"),
    ("array.contains", r#"["abc", "a"]"#, "TypeError", "expects array"),
    ("array.join", "[[1, 2], 3]", "TypeError", "Argument 2 of function 'array.join' expects string"),
    ("array.join", "[[1, 2]]", "ArgumentError", "array.join"),
    ("list:length", "[[], 1]", "ArgumentError", "array.length"),
    ("list:isEmpty", "[5]", "TypeError", "Receiver"),
    ("list:push", "[[]]", "ArgumentError", "array.push"),
    ("list:pop", "[[]]", "IndexError", "empty"),
    ("list:get", "[[1], 1]", "IndexError", "length 1"),
    ("list:get", "[[1], -1]", "IndexError", "-1"),
    ("list:get", r#"[[1], "0"]"#, "TypeError", "Argument 1"),
    ("list:contains", "[[1]]", "ArgumentError", "contains"),
    ("list:index_of", "[[1]]", "ArgumentError", "index_of"),
    ("list:first", "[[]]", "IndexError", "empty"),
    ("list:last", "[[]]", "IndexError", "empty"),
    ("list:take", r#"[[1], "x"]"#, "TypeError", "expects int"),
    ("list:slice", "[[1]]", "ArgumentError", "slice"),
    ("list:remove", "[[1], null]", "TypeError", "expects int"),
    ("list:shift", "[[]]", "IndexError", "empty"),
    ("list:unshift", "[[1]]", "ArgumentError", "unshift"),
    ("list:insert", "[[1], 2, 0]", "IndexError", "length 1"),
    ("list:clear", "[[1], 2]", "ArgumentError", "clear"),
    ("list:reverse", "[[1], 2]", "ArgumentError", "reverse"),
    ("list:sort", "[[1], 2]", "ArgumentError", "sort"),
    ("list:flat", "[[1], 2]", "ArgumentError", "flat"),
    ("list:join", "[[1], 2]", "TypeError", "Argument 1 of function 'array.join'"),
    ("list:clone", "[[1], 2]", "ArgumentError", "clone"),
    ("list:asList", r#"["x"]"#, "TypeError", "Receiver"),
    ("dict:get", "[{}]", "ArgumentError", "dict.get"),
    ("dict:get", "[[], 1]", "TypeError", "Receiver"),
    ("dict:has", "[{}]", "ArgumentError", "dict.has"),
    ("dict:put", r#"[{}, "a"]"#, "ArgumentError", "dict.put"),
    ("dict:remove", "[{}]", "ArgumentError", "dict.remove"),
    ("dict:keys", "[{}, 1]", "ArgumentError", "dict.keys"),
    ("dict:values", "[[]]", "TypeError", "Receiver"),
    ("dict:entries", "[{}, 1]", "ArgumentError", "dict.entries"),
    ("dict:length", "[{}, 1]", "ArgumentError", "dict.length"),
    ("dict:isEmpty", "[{}, 1]", "ArgumentError", "dict.isEmpty"),
    ("dict:clone", "[{}, 1]", "ArgumentError", "dict.clone"),
    (
        "dict:merge",
        "[{}, []]",
        "TypeError",
        "Argument 1 of function 'dict.merge' expects dict, but got array",
    ),
    ("collections.Set", "[1]", "ArgumentError", "Set"),
    ("collections.set_add", "[1, 2]", "TypeError", "expects array"),
    ("collections.set_remove", "[[1]]", "ArgumentError", "set_remove"),
    ("collections.set_contains", "[{}, 1]", "TypeError", "got dict"),
    ("collections.set_size", "[]", "ArgumentError", "set_size"),
];

/// Whether the call gives its first argument back, and what that looks like afterwards.
fn in_place(call: &str, args: &str) -> (bool, String) {
    let mut world = World::new();
    let Value::List(args) = world.json(args) else { panic!("{args} is not an array") };
    let receiver = args.get(0).expect("a receiver");
    let result = world.call(call, args.to_vec()).unwrap_or_else(|raise| panic!("{call}: {raise}"));
    (result.same(&receiver), world.text(&receiver))
}

#[test]
fn what_is_changed_in_place() {
    let cases = [
        ("array.push", "[[1], 2]", true, "[1,2]"),
        ("array.unshift", "[[1], 2]", true, "[2,1]"),
        ("array.sort", "[[2, 1]]", true, "[1,2]"),
        ("array.reverse", "[[1, 2]]", true, "[2,1]"),
        ("array.pop", "[[1, 2]]", false, "[1]"),
        ("array.slice", "[[1, 2], 0, 2]", false, "[1,2]"),
        ("list:push", "[[1], 2]", true, "[1,2]"),
        ("list:remove", "[[1, 2], 0]", true, "[2]"),
        ("list:shift", "[[1, 2]]", false, "[2]"),
        ("list:sort", "[[2, 1]]", false, "[2,1]"),
        ("list:reverse", "[[1, 2]]", false, "[1,2]"),
        ("list:toList", "[[1]]", true, "[1]"),
        ("list:copy", "[[1]]", false, "[1]"),
        ("dict:put", r#"[{"a": 1, "b": 2}, "a", 3]"#, false, r#"{"a":3,"b":2}"#),
        ("dict:remove", r#"[{"a": 1, "b": 2}, "a"]"#, false, r#"{"b":2}"#),
        ("dict:merge", r#"[{"a": 1}, {"b": 2}]"#, true, r#"{"a":1,"b":2}"#),
        ("dict:copy", r#"[{"a": 1}]"#, false, r#"{"a":1}"#),
        ("collections.set_add", "[[1], 1]", true, "[1]"),
        ("collections.set_add", "[[1], 2]", false, "[1]"),
        ("collections.set_remove", "[[1], 1]", false, "[1]"),
    ];
    for (call, args, same, after) in cases {
        assert_eq!(in_place(call, args), (same, after.to_owned()), "{call}{args}");
    }
}

#[test]
fn sorting_is_total_with_nan() {
    let mut world = World::new();
    let items = (0..500)
        .map(|i| Value::Float(if i % 7 == 0 { f64::NAN } else { f64::from((i * 37) % 101) }))
        .collect();
    let list = world.ctx.list(items);
    let Ok(Value::List(sorted)) = world.call("array.sort", vec![list]) else { panic!("sort gives a list") };
    assert_eq!(sorted.len(), 500);
}

#[test]
fn a_list_may_be_its_own_argument() {
    let mut world = World::new();
    let list = world.json("[1]");
    world.call("list:push", vec![list.clone(), list.clone()]).expect("a list may hold itself");
    let Ok(Value::Str(text)) = world.call("list:join", vec![list.clone()]) else {
        panic!("join gives a string")
    };
    assert_eq!(text.as_str(), "1,[1, [...]]");
    let dict = world.json(r#"{"a": 1}"#);
    world.call("dict:merge", vec![dict.clone(), dict.clone()]).expect("a dict merges with itself");
    assert_eq!(world.text(&dict), r#"{"a":1}"#);
    world.call("list:clear", vec![list]).expect("the cycle is broken");
}
