//! Encodings and patterns: the modules `crypto` and `regex`.

use super::world::World;
use super::{Bad, Good};
use oxbow_value::Value;

pub(super) const GOOD: &[Good] = &[
    ("crypto.md5", r#"["abc"]"#, r#""900150983cd24fb0d6963f7d28e17f72""#),
    ("crypto.sha1", r#"["abc"]"#, r#""a9993e364706816aba3e25717850c26c9cd0d89d""#),
    ("crypto.sha256", r#"["abc"]"#, r#""ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad""#),
    ("crypto.sha256", r#"[""]"#, r#""e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855""#),
    (
        "crypto.sha512",
        r#"["abc"]"#,
        r#""ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f""#,
    ),
    ("crypto.hash", r#"["md5", "abc"]"#, r#""900150983cd24fb0d6963f7d28e17f72""#),
    (
        "crypto.hash_password",
        r#"["abc"]"#,
        r#""ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad""#,
    ),
    ("crypto.base64_encode", r#"["héllo"]"#, r#""aMOpbGxv""#),
    ("crypto.base64_decode", r#"["aMOpbGxv"]"#, r#""héllo""#),
    ("crypto.base64_decode", r#"["YQ=="]"#, r#""a""#),
    ("crypto.hex_encode", r#"["aé"]"#, r#""61c3a9""#),
    ("crypto.hex_decode", r#"["61C3a9"]"#, r#""aé""#),
    ("crypto.compare_digest", r#"["abc", "abc"]"#, "true"),
    ("crypto.compare_digest", r#"["abc", "abd"]"#, "false"),
    ("crypto.compare_digest", r#"["abc", "ab"]"#, "false"),
    ("regex.matches", r#"["abc123", "[a-z]+\\d+"]"#, "true"),
    ("regex.matches", r#"["abc123!", "[a-z]+\\d+"]"#, "false"),
    ("regex.matches", r#"["b", "a|b"]"#, "true"),
    ("regex.search", r#"["xx abc", "\\babc\\b"]"#, "true"),
    ("regex.search", r#"["xabc", "\\babc\\b"]"#, "false"),
    ("regex.search", r#"["٣", "\\d"]"#, "false"),
    ("regex.search", r#"["a{b}", "{b}"]"#, "true"),
    ("regex.search", r#"["[", "[[]"]"#, "true"),
    ("regex.search", r#"["&", "[a&&b]"]"#, "true"),
    ("regex.search", r#"["x", "[[:digit:]]"]"#, "false"),
    ("regex.search", r#"["a\nb", "a[^]b"]"#, "true"),
    ("regex.search", r#"["a", "[]"]"#, "false"),
    ("regex.search", r#"["a-b", "[\\w-]+"]"#, "true"),
    ("regex.search", r#"["foobar", "foo(?=bar)"]"#, "true"),
    ("regex.search", r#"["abab", "^(ab)\\1$"]"#, "true"),
    ("regex.find", r#"["a12b3", "\\d+"]"#, r#""12""#),
    ("regex.find", r#"["<a><b>", "<.+?>"]"#, r#""<a>""#),
    ("regex.find", r#"["abc", "\\d"]"#, "null"),
    ("regex.find_all", r#"["a1b22c333", "\\d{2,}"]"#, r#"["22","333"]"#),
    ("regex.find_all", r#"["abc", "\\d"]"#, "[]"),
    (
        "regex.replace",
        r#"["john smith", "(\\w+) (\\w+)", "$2 $1 $& $$ $9 $x"]"#,
        r#""smith john john smith $ $9 $x""#,
    ),
    ("regex.replace", r#"["a1b2", "\\d", ""]"#, r#""ab""#),
    ("regex.replace", r#"["abc", "x*", "-"]"#, r#""-a-b-c-""#),
    ("regex.replace_first", r#"["a1b2", "\\d", "+"]"#, r#""a+b2""#),
    ("regex.split", r#"["a, b,c,", ",\\s*"]"#, r#"["a","b","c"]"#),
    ("regex.split", r#"[",a", ","]"#, r#"["","a"]"#),
    ("regex.split", r#"["abc", ""]"#, r#"["a","b","c"]"#),
    ("regex.split", r#"["abc", "x"]"#, r#"["abc"]"#),
    ("regex.groups", r#"["2024-05", "(\\d+)-(\\d+)(x)?"]"#, r#"["2024-05","2024","05",""]"#),
    ("regex.groups", r#"["abc", "(\\d)"]"#, "[]"),
    ("regex.find_groups", r#"["a=1,b=2", "(\\w)=(\\d)"]"#, r#"[["a=1","a","1"],["b=2","b","2"]]"#),
    ("regex.escape", r#"["a.b*c"]"#, r#""a\\.b\\*c""#),
    ("regex.is_valid", r#"["(a)"]"#, "true"),
    ("regex.is_valid", r#"["(a"]"#, "false"),
    ("regex.is_valid", r#"["a)|(b"]"#, "false"),
    ("regex.is_valid", r#"["*"]"#, "false"),
    ("regex.compile_pattern", r#"["\\d+"]"#, r#""\\d+""#),
];

pub(super) const BAD: &[Bad] = &[
    ("crypto.md5", "[1]", "TypeError", "crypto.md5"),
    ("crypto.sha1", "[]", "ArgumentError", "crypto.sha1"),
    ("crypto.sha256", "[null]", "TypeError", "expects string"),
    ("crypto.sha512", "[[]]", "TypeError", "expects string"),
    ("crypto.hash", r#"["crc", "abc"]"#, "ArgumentError", "md5, sha1, sha256, sha512"),
    ("crypto.hash", r#"["md5"]"#, "ArgumentError", "crypto.hash"),
    ("crypto.hash_password", "[1]", "TypeError", "hash_password"),
    ("crypto.base64_encode", "[1]", "TypeError", "base64_encode"),
    ("crypto.base64_decode", r#"["a"]"#, "ArgumentError", "base64_decode"),
    ("crypto.base64_decode", r#"["_-=="]"#, "ArgumentError", "base64_decode"),
    ("crypto.base64_decode", r#"["/w=="]"#, "ArgumentError", "not UTF-8"),
    ("crypto.hex_encode", "[1]", "TypeError", "hex_encode"),
    ("crypto.hex_decode", r#"["6"]"#, "ArgumentError", "hex_decode"),
    ("crypto.hex_decode", r#"["ff"]"#, "ArgumentError", "not UTF-8"),
    ("crypto.random_bytes", "[-1]", "ArgumentError", "negative"),
    ("crypto.random_bytes", "[1000000000000]", "MemoryError", "too long"),
    ("crypto.random_string", "[1.5]", "TypeError", "expects int"),
    ("crypto.random_string", "[1000000000000]", "MemoryError", "too long"),
    ("crypto.random_int", "[2, 1]", "ArgumentError", "less than"),
    ("crypto.generate_token", "[-1]", "ArgumentError", "negative"),
    ("crypto.compare_digest", r#"["a", 1]"#, "TypeError", "Argument 2"),
    ("regex.matches", r#"["a", "("]"#, "RuntimeError", "invalid pattern '('"),
    ("regex.matches", r#"["a", "a)|(b"]"#, "RuntimeError", "invalid pattern"),
    ("regex.search", r#"[1, "a"]"#, "TypeError", "Argument 1"),
    ("regex.search", r#"["a", "[b-a]"]"#, "RuntimeError", "invalid pattern"),
    ("regex.find", r#"["a", 1]"#, "TypeError", "Argument 2"),
    ("regex.find_all", r#"["a", "*"]"#, "RuntimeError", "invalid pattern"),
    ("regex.replace", r#"["a", "b"]"#, "ArgumentError", "regex.replace"),
    ("regex.replace_first", r#"["a", "b", 1]"#, "TypeError", "Argument 3"),
    ("regex.split", r#"["a", "(?"]"#, "RuntimeError", "invalid pattern"),
    ("regex.groups", r#"["a"]"#, "ArgumentError", "regex.groups"),
    ("regex.find_groups", r#"["a", "(a"]"#, "RuntimeError", "invalid pattern"),
    ("regex.escape", "[1]", "TypeError", "expects string"),
    ("regex.is_valid", "[1]", "TypeError", "expects string"),
    ("regex.compile_pattern", r#"["("]"#, "RuntimeError", "invalid pattern"),
];

fn text(value: Value) -> String {
    match value {
        Value::Str(text) => text.to_string(),
        other => panic!("expected a string, got {}", other.type_name()),
    }
}

#[test]
fn random_values() {
    let mut world = World::new();
    let mut call = |name: &str, args: &[i64]| {
        world.call(name, args.iter().map(|n| Value::Int(*n)).collect()).expect(name)
    };
    let bytes = text(call("crypto.random_bytes", &[64]));
    assert!(bytes.chars().count() == 64 && bytes.chars().all(|c| u32::from(c) < 256));
    let letters = text(call("crypto.random_string", &[100]));
    assert!(letters.len() == 100 && letters.bytes().all(|b| b.is_ascii_alphanumeric()));
    assert_eq!(text(call("crypto.generate_token", &[])).len(), 64);
    assert_eq!(text(call("crypto.generate_token", &[5])).len(), 10);
    assert_eq!(text(call("crypto.random_string", &[0])), "");
    let mut seen = [0; 3];
    for _ in 0..200 {
        let Value::Int(n @ -1..=1) = call("crypto.random_int", &[-1, 1]) else { panic!("out of range") };
        seen[(n + 1) as usize] += 1;
    }
    assert!(seen.iter().all(|count| *count > 20), "{seen:?}");
    assert!(matches!(call("crypto.random_int", &[i64::MIN, i64::MAX]), Value::Int(_)));
    assert!(matches!(call("crypto.random_int", &[i64::MAX, i64::MAX]), Value::Int(i64::MAX)));
}

#[test]
fn backtracking_is_bounded() {
    let mut world = World::new();
    let subject = world.ctx.str("a".repeat(40) + "b");
    for pattern in ["(a+)+$", "^(a|a)*$", r"(?:(a+)\1?)+$"] {
        let args = vec![subject.clone(), world.ctx.str(pattern)];
        match world.call("regex.search", args) {
            Ok(found) => assert!(found == Value::Bool(false), "{pattern}"),
            Err(raise) => assert!(raise.message.starts_with("Regex error"), "{}", raise.message),
        }
    }
    for pattern in [
        "(".repeat(100_000),
        "{".repeat(100_000),
        "[".repeat(100_000),
        "((((((((((a{99}){99}){99}){99}){99})))))".to_owned(),
    ] {
        let pattern = world.ctx.str(pattern);
        world.call("regex.is_valid", vec![pattern]).expect("an answer");
    }
}
