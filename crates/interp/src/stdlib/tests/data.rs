//! Data formats: the modules `json` and `csv`.

use super::world::World;
use super::{Bad, Good};
use oxbow_value::Value;

pub(super) const GOOD: &[Good] = &[
    (
        "json.parse",
        r#"["{\"b\": [1, 2.5, true, null], \"a\": \"x\\n\\u00e9\"}"]"#,
        r#"{"b":[1,2.5,true,null],"a":"x\né"}"#,
    ),
    ("json.parse", r#"[" 1e2 "]"#, "100.0"),
    ("json.parse", r#"["-0"]"#, "0"),
    ("json.parse", r#"["9223372036854775807"]"#, "9223372036854775807"),
    ("json.parse", r#"["9223372036854775808"]"#, "9.223372036854776e+18"),
    ("json.parse", r#"["[[], {}, [ ]]"]"#, "[[],{},[]]"),
    ("json.parse", r#"["{\"a\":1,\"b\":2,\"a\":3}"]"#, r#"{"a":3,"b":2}"#),
    ("json.parse", r#"["\"\\ud83d\\ude00\""]"#, "\"\u{1f600}\""),
    ("json.parse_object", r#"["{\"a\":1}"]"#, r#"{"a":1}"#),
    ("json.parse_array", r#"["[1]"]"#, "[1]"),
    ("json.is_valid", r#"["[1, {\"a\": null}]"]"#, "true"),
    ("json.is_valid", r#"["[1,]"]"#, "false"),
    ("json.is_valid", r#"[""]"#, "false"),
    ("json.is_valid", r#"["{\"a\" 1}"]"#, "false"),
    ("json.is_valid", r#"["01"]"#, "false"),
    ("json.is_valid", r#"["+1"]"#, "false"),
    ("json.is_valid", r#"["1.e5"]"#, "false"),
    ("json.is_valid", r#"["\"a\nb\""]"#, "false"),
    ("json.is_valid", r#"["\"\\x\""]"#, "false"),
    ("json.is_valid", r#"["\"\\"]"#, "false"),
    ("json.is_valid", r#"["nul"]"#, "false"),
    ("json.is_valid", r#"["1 2"]"#, "false"),
    ("json.is_valid", r#"["[1}"]"#, "false"),
    ("json.stringify", r#"[{"b": [1, "x"], "a": 30.0}]"#, r#""{\"b\":[1,\"x\"],\"a\":30.0}""#),
    ("json.stringify", r#"["é\"\\\n\u0001"]"#, r#""\"é\\\"\\\\\\n\\u0001\"""#),
    ("json.stringify", "[0.1]", r#""0.1""#),
    (
        "json.stringify",
        r#"[{"a": [], "b": {}, "c": [1, 2]}, 1]"#,
        r#""{\n \"a\": [],\n \"b\": {},\n \"c\": [\n  1,\n  2\n ]\n}""#,
    ),
    ("json.stringify", "[[1], 0]", r#""[\n1\n]""#),
    ("json.stringify", "[[1, 2], -1]", r#""[1,2]""#),
    ("json.pretty", r#"[{"a": 1}]"#, r#""{\n  \"a\": 1\n}""#),
    ("json.pretty", "[[1], 4]", r#""[\n    1\n]""#),
    ("csv.parse", r#"["a,b\n\n1,\"x,\"\"y\"\"\nz\"\n"]"#, r#"[["a","b"],["1","x,\"y\"\nz"]]"#),
    ("csv.parse", r#"["a;b\r\nc;d", ";"]"#, r#"[["a","b"],["c","d"]]"#),
    ("csv.parse", r#"[""]"#, "[]"),
    ("csv.parse", r#"["a\nb,c"]"#, r#"[["a"],["b","c"]]"#),
    (
        "csv.parse_dict",
        r#"["name,age\nAnn,3\nBo,4\n"]"#,
        r#"[{"name":"Ann","age":"3"},{"name":"Bo","age":"4"}]"#,
    ),
    ("csv.parse_dict", r#"["name,age\n"]"#, "[]"),
    ("csv.format_row", r#"[["a", "b,c", "d\"e", "f\ng"]]"#, r#""a,\"b,c\",\"d\"\"e\",\"f\ng\"""#),
    ("csv.format_row", r#"[["a", "b;c"], ";"]"#, r#""a;\"b;c\"""#),
    ("csv.format_rows", r#"[[["a", "b"], ["c"]]]"#, r#""a,b\nc\n""#),
    ("csv.stringify", "[[]]", r#""""#),
    ("csv.write", r#"["@/t.csv", [["a", "b"], ["1", "2"]]]"#, "null"),
    ("csv.read", r#"["@/t.csv"]"#, r#"[["a","b"],["1","2"]]"#),
    ("csv.read_dict", r#"["@/t.csv"]"#, r#"[{"a":"1","b":"2"}]"#),
    ("csv.write_dict", r#"["@/d.csv", [{"x": 1, "y": "p|q"}, {"y": null, "x": 2.5}], "|"]"#, "null"),
    ("file.read", r#"["@/d.csv"]"#, r#""x|y\n1|\"p|q\"\n2.5|null\n""#),
    ("csv.write_dict", r#"["@/e.csv", []]"#, "null"),
    ("file.size", r#"["@/e.csv"]"#, "0"),
];

pub(super) const BAD: &[Bad] = &[
    ("json.parse", r#"["{\"a\": }"]"#, "RuntimeError", "line 1, column 7"),
    ("json.parse", r#"["[1,\n é]"]"#, "RuntimeError", "line 2, column 2"),
    ("json.parse", r#"["[1"]"#, "RuntimeError", "expected ',' or ']'"),
    ("json.parse", "[5]", "TypeError", "expects string"),
    ("json.parse", r#"["1e999"]"#, "RuntimeError", "invalid number"),
    ("json.parse_object", r#"["[1]"]"#, "TypeError", "expects an object, but the text holds array"),
    ("json.parse_object", r#"["{"]"#, "RuntimeError", "key"),
    ("json.parse_array", r#"["{}"]"#, "TypeError", "expects an array"),
    ("json.is_valid", "[1]", "TypeError", "expects string"),
    ("json.stringify", "[]", "ArgumentError", "json.stringify"),
    ("json.stringify", r#"[1, "2"]"#, "TypeError", "Argument 2"),
    ("json.stringify", "[1, 1000000]", "ArgumentError", "at most 100"),
    ("json.pretty", "[1, null]", "TypeError", "Argument 2"),
    ("csv.parse", r#"["a", ";;"]"#, "ArgumentError", "one ASCII character"),
    ("csv.parse", "[1]", "TypeError", "expects string"),
    ("csv.parse_dict", r#"["a,b\n1\n"]"#, "RuntimeError", "row 2 has 1 fields, the header has 2"),
    ("csv.read", r#"["@/missing.csv"]"#, "IOError", "missing.csv"),
    ("csv.read_dict", r#"["@/missing.csv"]"#, "IOError", "missing.csv"),
    ("csv.format_row", r#"[["a", 1]]"#, "ArgumentError", "strings only"),
    ("csv.format_row", r#"["a"]"#, "TypeError", "array of strings"),
    ("csv.format_rows", r#"[["a"]]"#, "TypeError", "array of strings"),
    ("csv.write", r#"["@/x.csv", 1]"#, "TypeError", "Argument 2"),
    ("csv.write_dict", r#"["@/x.csv", [{"a": 1}, {"b": 1}]]"#, "RuntimeError", "row 2 has other keys"),
    ("csv.write_dict", r#"["@/x.csv", [{"a": 1}, {"a": 1, "b": 1}]]"#, "RuntimeError", "other keys"),
    ("csv.write_dict", r#"["@/x.csv", [1]]"#, "TypeError", "array of dicts"),
];

#[test]
fn floats_without_json_form_and_other_kinds() {
    let mut world = World::new();
    let range = world.json("[1]");
    let weak = world.call("weak", vec![range.clone()]).expect("lists can be referred to weakly");
    let list = world.ctx.list(vec![Value::Float(f64::NAN), Value::Float(f64::NEG_INFINITY), weak]);
    assert_eq!(world.text(&list), r#"[null,null,"<unsupported>"]"#);
}

#[test]
fn cyclic_data_raises_and_shared_data_does_not() {
    let mut world = World::new();
    let inner = world.json("[1]");
    let outer = world.ctx.list(vec![inner.clone(), inner.clone()]);
    assert_eq!(world.text(&outer), "[[1],[1]]");
    world.call("array.push", vec![inner.clone(), outer.clone()]).expect("lists hold anything");
    let raise = world.call("json.stringify", vec![outer]).expect_err("the data is cyclic");
    assert!(raise.message.contains("contains itself"), "{}", raise.message);
    world.call("list:clear", vec![inner]).expect("the cycle is broken");
}

#[test]
fn depth_costs_no_native_stack() {
    let deep = || {
        let depth = 100_000;
        let mut world = World::new();
        let text = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let value = world.json(&text);
        assert_eq!(world.text(&value), text);
        let open = world.ctx.str("{\"a\":[".repeat(depth));
        assert!(world.call("json.parse", vec![open]).is_err());
        let shown = world.call("debug.inspect", vec![value.clone()]).expect("deep data can be inspected");
        assert!(shown == world.ctx.str(&text));
        let other = world.json(&text.replace("[]", "[1]"));
        let difference = world.call("debug.diff", vec![value, other]).expect("deep data can be compared");
        assert!(world.text(&difference).ends_with("[0]: (missing) vs 1\""));
    };
    let thread = std::thread::Builder::new().stack_size(256 << 10).spawn(deep).expect("a thread");
    thread.join().expect("no overflow");
}
