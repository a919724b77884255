//! The world outside: the modules `io`, `file`, `path`, `env` and `time`.

use super::world::World;
use super::{Bad, Good};
use oxbow_value::{Capabilities, Value};

pub(super) const GOOD: &[Good] = &[
    ("io.write", r#"["a", 1, "\n"]"#, "null"),
    ("io.output", "[1]", "null"),
    ("io.print", "[]", "null"),
    ("io.println", "[]", "null"),
    ("io.write_error", r#"["x"]"#, "null"),
    ("io.write_file", r#"["@/a/b/io.txt", "text"]"#, "true"),
    ("io.read_file", r#"["@/a/b/io.txt"]"#, r#""text""#),
    ("io.exists", r#"["@/a/b/io.txt"]"#, "true"),
    ("io.exists", r#"["@/a/b/no.txt"]"#, "false"),
    ("io.list_dir", r#"["@/a"]"#, r#"["b"]"#),
    ("file.write", r#"["@/x/y/f.txt", "one\r\ntwo\n"]"#, "null"),
    ("file.append", r#"["@/x/y/f.txt", "three"]"#, "null"),
    ("file.append", r#"["@/x/z/g.txt", "new"]"#, "null"),
    ("file.read", r#"["@/x/y/f.txt"]"#, r#""one\r\ntwo\nthree""#),
    ("file.read_lines", r#"["@/x/y/f.txt"]"#, r#"["one","two","three"]"#),
    ("file.size", r#"["@/x/y/f.txt"]"#, "14"),
    ("file.exists", r#"["@/x/y/f.txt"]"#, "true"),
    ("file.is_file", r#"["@/x/y/f.txt"]"#, "true"),
    ("file.is_dir", r#"["@/x/y/f.txt"]"#, "false"),
    ("file.is_dir", r#"["@/x"]"#, "true"),
    ("file.list_dir", r#"["@/x"]"#, r#"["y","z"]"#),
    ("file.list_dir", r#"["@/nothing"]"#, "[]"),
    ("file.copy", r#"["@/x/y/f.txt", "@/x/z/g.txt"]"#, "null"),
    ("file.size", r#"["@/x/z/g.txt"]"#, "14"),
    ("file.move", r#"["@/x/z/g.txt", "@/x/h.txt"]"#, "null"),
    ("file.exists", r#"["@/x/z/g.txt"]"#, "false"),
    ("file.delete", r#"["@/x/h.txt"]"#, "null"),
    ("file.delete", r#"["@/x/h.txt"]"#, "null"),
    ("file.write_lines", r#"["@/l.txt", ["a", "b"]]"#, "null"),
    ("file.read", r#"["@/l.txt"]"#, r#""a\nb\n""#),
    ("file.read_lines", r#"["@/l.txt"]"#, r#"["a","b"]"#),
    ("file.create_dir", r#"["@/p/q"]"#, "null"),
    ("file.create_dir", r#"["@/p/r", false]"#, "null"),
    ("file.basename", r#"["/a/f.txt"]"#, r#""f.txt""#),
    ("file.dirname", r#"["/a/f.txt"]"#, r#""/a""#),
    ("file.extension", r#"["/a/f.tar.gz"]"#, r#"".gz""#),
    ("path.join", r#"["/home", "", "f"]"#, r#""/home/f""#),
    ("path.join", r#"["a", "/b", "c/", "d"]"#, r#""/b/c/d""#),
    ("path.join", r#"[""]"#, r#""""#),
    ("path.dirname", r#"["/a/f.txt"]"#, r#""/a""#),
    ("path.dirname", r#"["f.txt"]"#, r#""""#),
    ("path.dirname", r#"["/"]"#, r#""/""#),
    ("path.dirname", r#"["/a/b/"]"#, r#""/a/b""#),
    ("path.dirname", r#"["/f"]"#, r#""/""#),
    ("path.basename", r#"["/a/f.txt"]"#, r#""f.txt""#),
    ("path.basename", r#"["/a/"]"#, r#""""#),
    ("path.extension", r#"["a.b/f.txt"]"#, r#"".txt""#),
    ("path.extension", r#"["/a/.bashrc"]"#, r#""""#),
    ("path.extension", r#"["a.b/f"]"#, r#""""#),
    ("path.normalize", r#"["/a//b/./c/../d/"]"#, r#""/a/b/d/""#),
    ("path.normalize", r#"[""]"#, r#""""#),
    ("path.normalize", r#"["a/.."]"#, r#"".""#),
    ("path.normalize", r#"["../a/../.."]"#, r#""../..""#),
    ("path.normalize", r#"["/.."]"#, r#""/""#),
    ("path.is_absolute", r#"["/a"]"#, "true"),
    ("path.is_absolute", r#"["a"]"#, "false"),
    ("path.exists", r#"["@"]"#, "true"),
    ("path.exists", r#"["@/none"]"#, "false"),
    ("env.get", r#"["OXBOW_TEST_NONE"]"#, r#""""#),
    ("env.get", r#"["OXBOW_TEST_NONE", 5]"#, "5"),
    ("env.set_var", r#"["OXBOW_TEST", "7"]"#, "null"),
    ("env.get", r#"["OXBOW_TEST"]"#, r#""7""#),
    ("env.has", r#"["OXBOW_TEST"]"#, "true"),
    ("env.get_int", r#"["OXBOW_TEST"]"#, "7"),
    ("env.get_int", r#"["OXBOW_TEST_NONE"]"#, "0"),
    ("env.get_float", r#"["OXBOW_TEST"]"#, "7.0"),
    ("env.get_float", r#"["OXBOW_TEST_NONE"]"#, "0.0"),
    ("env.get_bool", r#"["OXBOW_TEST_NONE"]"#, "false"),
    ("env.get_bool", r#"["OXBOW_TEST_NONE", true]"#, "true"),
    ("env.set_var", r#"["OXBOW_TEST", "Yes"]"#, "null"),
    ("env.get_bool", r#"["OXBOW_TEST"]"#, "true"),
    ("env.delete_var", r#"["OXBOW_TEST"]"#, "null"),
    ("env.has", r#"["OXBOW_TEST"]"#, "false"),
    ("env.get_args", "[]", r#"["one","two"]"#),
    (
        "env.parse_env_file",
        r##"["# c\nA=1\n\n B = \"x y\" \nC='z'\nD=a=b\nnonsense\nE="]"##,
        r#"{"A":"1","B":"x y","C":"z","D":"a=b","E":""}"#,
    ),
    ("env.load_dotenv", r#"["@/none.env"]"#, "{}"),
    ("file.write", r#"["@/some.env", "OXBOW_TEST=on"]"#, "null"),
    ("env.load_dotenv", r#"["@/some.env", true]"#, r#"{"OXBOW_TEST":"on"}"#),
    ("env.get_bool", r#"["OXBOW_TEST"]"#, "true"),
    ("time.sleep", "[0]", "null"),
    ("time.sleep", "[0.001]", "null"),
    ("time.parse_datetime", r#"["1970-01-02 00:00:00 +0000", "%Y-%m-%d %H:%M:%S %z"]"#, "86400"),
    ("time.format_timestamp", r#"[0, "%%"]"#, r#""%""#),
    ("time.year", "[86400000.9]", "1972"),
    ("time.month", "[1000000]", "1"),
    ("time.day", "[1166400]", "14"),
    ("time.second", "[59.9]", "59"),
    ("time.weekday", "[302400]", "0"),
];

pub(super) const BAD: &[Bad] = &[
    ("io.write", "[]", "ArgumentError", "io.write"),
    ("io.write_error", "[]", "ArgumentError", "io.write_error"),
    ("io.read_line", "[1]", "ArgumentError", "io.read_line"),
    ("io.input", "[1, 2]", "ArgumentError", "io.input"),
    ("io.read_file", r#"["@/none"]"#, "IOError", "none"),
    ("io.write_file", r#"["@/f", 1]"#, "TypeError", "Argument 2"),
    ("io.exists", "[1]", "TypeError", "expects string"),
    ("io.list_dir", "[1]", "TypeError", "expects string"),
    ("file.read", r#"["@/none"]"#, "IOError", "none"),
    ("file.read", r#"["@"]"#, "IOError", "file.read"),
    (
        "file.write",
        r#"["@/f", 5]"#,
        "TypeError",
        "Argument 2 of function 'file.write' expects string, but got int",
    ),
    ("file.write", r#"["@", "x"]"#, "IOError", "file.write"),
    ("file.append", r#"["@/f"]"#, "ArgumentError", "file.append"),
    ("file.exists", "[null]", "TypeError", "got null"),
    ("file.delete", r#"["@"]"#, "IOError", "file.delete"),
    ("file.list_dir", "[1]", "TypeError", "expects string"),
    ("file.create_dir", r#"["@/u/v/w", false]"#, "IOError", "create_dir"),
    ("file.create_dir", r#"["@/u", 1]"#, "TypeError", "expects bool"),
    ("file.is_file", "[1]", "TypeError", "expects string"),
    ("file.is_dir", "[]", "ArgumentError", "is_dir"),
    ("file.read_lines", r#"["@/none"]"#, "IOError", "none"),
    ("file.write_lines", r#"["@/f", ["a", 1]]"#, "TypeError", "array of strings"),
    ("file.copy", r#"["@/none", "@/f"]"#, "IOError", "none"),
    ("file.move", r#"["@/none", "@/f"]"#, "IOError", "none"),
    ("file.size", r#"["@/none"]"#, "IOError", "none"),
    ("file.basename", "[1]", "TypeError", "expects string"),
    ("file.dirname", "[1]", "TypeError", "expects string"),
    ("file.extension", "[1]", "TypeError", "expects string"),
    ("path.join", "[]", "ArgumentError", "path.join"),
    ("path.join", r#"["a", 1]"#, "TypeError", "Argument 2"),
    ("path.dirname", "[1]", "TypeError", "expects string"),
    ("path.basename", "[1]", "TypeError", "expects string"),
    ("path.extension", "[1]", "TypeError", "expects string"),
    ("path.normalize", "[1]", "TypeError", "expects string"),
    ("path.resolve", "[1]", "TypeError", "expects string"),
    ("path.is_absolute", "[1]", "TypeError", "expects string"),
    ("path.exists", "[1]", "TypeError", "expects string"),
    ("env.get", "[1]", "TypeError", "expects string"),
    ("env.set_var", r#"["A=B", "x"]"#, "ArgumentError", "'='"),
    ("env.set_var", r#"["", "x"]"#, "ArgumentError", "empty"),
    ("env.has", "[]", "ArgumentError", "env.has"),
    ("env.delete_var", "[1]", "TypeError", "expects string"),
    ("env.get_all", "[1]", "ArgumentError", "env.get_all"),
    ("env.get_int", r#"["PATH"]"#, "ArgumentError", "does not hold an int"),
    ("env.get_float", r#"["PATH"]"#, "ArgumentError", "does not hold a number"),
    ("env.get_bool", r#"["PATH"]"#, "ArgumentError", "does not hold a bool"),
    ("env.get_args", "[1]", "ArgumentError", "env.get_args"),
    ("env.parse_env_file", "[1]", "TypeError", "expects string"),
    ("env.load_dotenv", r#"["@/none.env", true]"#, "IOError", "none.env"),
    ("time.now", "[1]", "ArgumentError", "time.now"),
    ("time.now_millis", "[1]", "ArgumentError", "time.now_millis"),
    ("time.sleep", "[-1]", "ArgumentError", "negative"),
    ("time.sleep", r#"["1"]"#, "TypeError", "expects number"),
    ("time.sleep", "[1e300]", "ArgumentError", "seconds"),
    ("time.format_timestamp", r#"["x", "%Y"]"#, "TypeError", "expects number"),
    ("time.format_timestamp", r#"[0, "%"]"#, "ArgumentError", "format_timestamp"),
    ("time.format_timestamp", r#"[1e17, "%Y"]"#, "ArgumentError", "years"),
    ("time.parse_datetime", r#"["x", "%Y"]"#, "ArgumentError", "parse_datetime"),
    ("time.parse_datetime", r#"["2024-13-01", "%Y-%m-%d"]"#, "ArgumentError", "parse_datetime"),
    ("time.parse_datetime", r#"["2023-02-30", "%Y-%m-%d"]"#, "ArgumentError", "parse_datetime"),
    ("time.parse_datetime", r#"["2024 rest", "%Y"]"#, "ArgumentError", "parse_datetime"),
    ("time.year", r#"["2024"]"#, "TypeError", "expects number"),
    ("time.month", "[null]", "TypeError", "expects number"),
    ("time.day", "[[]]", "TypeError", "expects number"),
    ("time.hour", "[null]", "TypeError", "expects number"),
    ("time.minute", "[true]", "TypeError", "expects number"),
    ("time.second", "[1, 2]", "ArgumentError", "time.second"),
    ("time.weekday", "[1e19]", "ArgumentError", "range of int"),
];

#[test]
fn output_goes_where_it_should() {
    let mut world = World::new();
    for (call, args) in [
        ("print", r#"["a: ", 1]"#),
        ("print", "[]"),
        ("io.write", r#"["a", 1, "\n"]"#),
        ("io.print", "[1, 2]"),
        ("io.println", "[3, 4]"),
        ("io.write_error", r#"["e", 1]"#),
    ] {
        world.call_json(call, args).expect(call);
    }
    assert_eq!(world.out.text(), "a:  1\n\na1\n1234\n");
    assert_eq!(world.err.text(), "e1");
}

#[test]
fn local_time() {
    let mut world = World::new();
    let text = r#""2024-03-05 14:07:09""#;
    let stamp =
        world.call_json("time.parse_datetime", &format!("[{text}, \"%Y-%m-%d %H:%M:%S\"]")).expect("a date");
    let mut on = |call: &str, rest: &str| world.call_json(call, &format!("[{stamp}{rest}]")).expect(call);
    let fields = ["year", "month", "day", "hour", "minute", "second", "weekday"]
        .map(|field| on(&format!("time.{field}"), ""));
    assert_eq!(fields, ["2024", "3", "5", "14", "7", "9", "2"]);
    assert_eq!(on("time.format_timestamp", r#", "%Y-%m-%d %H:%M:%S""#), text);
    assert_eq!(
        on("time.format_timestamp", r#", "%y %B %b %A %a %j %p %I""#),
        r#""24 March Mar Tuesday Tue 065 PM 02""#
    );
    assert_ne!(on("time.format_timestamp", r#", "%Z""#), r#""""#);
    let date_only = world.call_json("time.parse_datetime", r#"["05/03/2024", "%d/%m/%Y"]"#).expect("a date");
    let midnight =
        world.call_json("time.parse_datetime", r#"["2024-03-05 00:00", "%Y-%m-%d %H:%M"]"#).expect("a date");
    assert_eq!(date_only, midnight);
    let hours = world.call_json("time.parse_datetime", r#"["10:30", "%H:%M"]"#).expect("a time");
    let first_day =
        world.call_json("time.parse_datetime", r#"["1970-01-01 10:30", "%Y-%m-%d %H:%M"]"#).expect("a time");
    assert_eq!(hours, first_day);
}

#[test]
fn clocks_agree() {
    let mut world = World::new();
    let mut now = |call: &str| match world.call(call, Vec::new()) {
        Ok(Value::Int(n)) => n,
        _ => panic!("{call} gives an int"),
    };
    let (seconds, millis) = (now("time.now"), now("time.now_millis"));
    assert!((millis / 1000 - seconds).abs() <= 1 && seconds > 1_700_000_000);
}

#[test]
fn the_environment_of_the_process_is_visible_and_never_written() {
    let mut world = World::new();
    let path = std::env::var("PATH").expect("tests run with a PATH");
    assert_eq!(
        world.call_json("env.get", r#"["PATH"]"#),
        Ok(serde_json::to_string(&path).expect("a string"))
    );
    world.call_json("env.delete_var", r#"["PATH"]"#).expect("it is only hidden");
    world.call_json("env.set_var", r#"["OXBOW_TEST_ALL", "1"]"#).expect("a variable");
    let all = world.call_json("env.get_all", "[]").expect("all variables");
    assert!(all.contains(r#""OXBOW_TEST_ALL":"1""#) && !all.contains(r#""PATH":"#));
    assert_eq!(std::env::var("PATH"), Ok(path));
    assert!(std::env::var("OXBOW_TEST_ALL").is_err());
}

#[test]
fn resolving() {
    let mut world = World::new();
    let folder = world.expand("@");
    let real = std::fs::canonicalize(&folder).expect("the folder exists");
    let expected = Ok(format!("{:?}", real.to_string_lossy()));
    assert_eq!(world.call_json("path.resolve", r#"["@/."]"#), expected);
    let missing = world.call_json("path.resolve", r#"["no/such/../file"]"#).expect("a path");
    assert!(missing.starts_with("\"/") && missing.ends_with("/no/file\""), "{missing}");
}

#[test]
fn nothing_is_reached_without_permission() {
    let mut world = World::new();
    world.ctx.capabilities = Capabilities::default();
    for (call, args) in [
        ("file.read", r#"["@/f"]"#),
        ("file.write", r#"["@/f", "x"]"#),
        ("file.exists", r#"["@/f"]"#),
        ("file.list_dir", r#"["@"]"#),
        ("io.read_file", r#"["@/f"]"#),
        ("io.exists", r#"["@/f"]"#),
        ("io.read_line", "[]"),
        ("io.input", "[]"),
        ("path.exists", r#"["@"]"#),
        ("path.resolve", r#"["@"]"#),
        ("csv.read", r#"["@/f"]"#),
        ("csv.write", r#"["@/f", []]"#),
        ("env.get", r#"["PATH"]"#),
        ("env.set_var", r#"["A", "b"]"#),
        ("env.get_all", "[]"),
        ("env.get_args", "[]"),
        ("env.load_dotenv", "[]"),
    ] {
        let error = world.call_json(call, args).expect_err(call);
        assert!(error.starts_with("IOError|") && error.contains("not permitted"), "{call}: {error}");
    }
    assert_eq!(world.call_json("path.dirname", r#"["/a/b"]"#).as_deref(), Ok("\"/a\""));
}
