//! Modules that are not there, import each other, or are something else.

use super::case::Case;

fn program(name: &str, files: &[(&str, &[u8])], says: &str) -> Case {
    let mut case = Case::script(&format!("import {name}"), files[0].1, says);
    case.files.extend(files[1..].iter().map(|(file, content)| ((*file).to_owned(), content.to_vec())));
    case
}

pub(crate) fn cases() -> Vec<Case> {
    let main = |path: &str| format!("import \"{path}\" as m\nmain {{ print(m) }}");
    let missing = [
        "missing",
        "./missing.ox",
        "../../../../../../../../missing",
        "/no/such/place.ox",
        "a\\0b",
        "",
        ".",
        "..",
        "/",
        "~",
        "C:\\\\x",
        "http://example.org/x.ox",
        "file:///etc/passwd",
        "con",
        "*",
        "script.ox/x",
    ];
    let mut cases: Vec<Case> = missing
        .iter()
        .map(|path| program(&format!("missing {path:?}"), &[("", main(path).as_bytes())], "script.ox:1:"))
        .collect();
    let long = "d/".repeat(50_000);
    cases.push(program("path_of_100_kilobytes", &[("", main(&long).as_bytes())], "script.ox:1:"));
    cases.extend([
        program("itself", &[("", b"import \"script\" as s\nmain { }")], "script"),
        program(
            "two_each_other",
            &[("", b"import \"a\" as a\nmain { }"), ("a.ox", b"import \"script\" as s")],
            "a",
        ),
        program(
            "three_in_a_ring",
            &[("", b"use a\nmain { }"), ("a.ox", b"use b"), ("b.ox", b"use c"), ("c.ox", b"use a")],
            "c",
        ),
        program("folder", &[("", b"import \"d.ox\" as d\nmain { }"), ("d.ox/x", b"")], "script.ox:1:"),
        program("binary", &[("", b"import \"d\" as d\nmain { }"), ("d.ox", b"\xff\xfe\0")], "UTF-8"),
        program("broken", &[("", b"import \"d\" as d\nmain { }"), ("d.ox", b"fn (")], "d.ox:1:"),
        program(
            "failing",
            &[("", b"import \"d\" as d\nmain { }"), ("d.ox", b"export let x = [][0]")],
            "d.ox:1:",
        ),
        program(
            "missing_member",
            &[("", b"import { x } from \"d\"\nmain { }"), ("d.ox", b"fn y() { }")],
            "x",
        ),
        program(
            "member_of_namespace",
            &[("", b"import \"d\" as d\nmain { d.x }"), ("d.ox", b"fn y() { }")],
            "x",
        ),
        program(
            "assignment_to_member",
            &[("", b"import \"d\" as d\nmain { d.x = 2 }"), ("d.ox", b"export let x = 1")],
            "",
        ),
        program(
            "endless_initialiser",
            &[
                ("", b"import \"d\" as d\nmain { }"),
                ("d.ox", b"fn f() { return f() + 1 }\nexport let x = f()"),
            ],
            "depth",
        ),
    ]);
    let mut chain: Vec<(String, Vec<u8>)> =
        (0..300).map(|n| (format!("m{n}.ox"), format!("use m{}", n + 1).into_bytes())).collect();
    chain.push(("m300.ox".to_owned(), b"use m0".to_vec()));
    let mut ring = Case::script("import ring_of_300", "use m0\nmain { }", "m0");
    ring.files.extend(chain);
    cases.push(ring);
    cases
}
