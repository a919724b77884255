//! What to say when a name, a module function or a method does not exist.
//!
//! Invariant: a hint from a table (what other languages call the thing) wins over the nearest spelling; both name something that exists.

use crate::vm::builtins::Names;
use oxbow_value::names::did_you_mean;

/// Hint for an undefined name: the Oxbow way to say a foreign idiom, else the nearest of the visible names.
pub(crate) fn name_hint(name: &str, visible: Names<'_, '_>) -> Option<String> {
    match FOREIGN_NAMES.iter().find(|(foreign, _)| has_word(foreign, name)) {
        Some((_, hint)) => Some((*hint).to_owned()),
        None => did_you_mean(name, visible),
    }
}

/// Hint for a member that a standard module does not have; `members` are those it has.
pub(crate) fn member_hint(module: &str, name: &str, members: Names<'_, '_>) -> Option<String> {
    match MODULE_NAMES.iter().find(|(m, names, _)| *m == module && has_word(names, name)) {
        Some((_, _, instead)) => Some(format!("use {instead}")),
        None => did_you_mean(name, members),
    }
}

/// Hint for a method that a built-in kind (as `typeof` names it) does not have; `methods` are those it has.
pub(crate) fn method_hint(kind: &str, name: &str, methods: Names<'_, '_>) -> Option<String> {
    match METHOD_NAMES.iter().find(|(kinds, names, _)| has_word(kinds, kind) && has_word(names, name)) {
        Some((_, _, instead)) => Some(format!("use {instead}")),
        None => did_you_mean(name, methods),
    }
}

fn has_word(words: &str, word: &str) -> bool {
    words.split(' ').any(|w| w == word)
}

/// Names of other languages that are undefined here.
const FOREIGN_NAMES: &[(&str, &str)] = &[
    ("True", "use 'true'"),
    ("False", "use 'false'"),
    ("None nil undefined NULL", "use 'null'"),
    ("self", "there is no implicit 'self': name the receiver as the first parameter of the method"),
    ("this", "there is no implicit 'this': name the receiver as the first parameter of the method"),
    ("Math", "use the module 'math'"),
    ("String", "use the module 'string'"),
    ("Array", "use the module 'array'"),
    ("JSON", "use the module 'json'"),
    ("Console console Sys System println printf echo", "use 'print'"),
    ("sleep", "use 'time.sleep'"),
    ("exit", "use 'return' in main to end the program"),
    ("require include", "use 'import' or 'use'"),
    ("str", "use 'string(x)'"),
    ("length", "use 'len(x)'"),
];

/// Module, names used elsewhere, what to use here.
const MODULE_NAMES: &[(&str, &str, &str)] = &[
    ("array", "map", "array.map_fn"),
    ("array", "filter remove delete", "array.filter_fn"),
    ("array", "reduce fold", "array.reduce_fn"),
    ("array", "append add insert push_back", "array.push"),
    ("array", "includes has", "array.contains"),
    ("array", "len size count", "array.length"),
    ("array", "forEach for_each each", "a 'for' loop"),
    ("array", "indexOf index_of", "the method list.index_of(x)"),
    ("string", "charAt char", "string.char_at"),
    ("string", "toUpper to_upper toUpperCase uppercase", "string.upper"),
    ("string", "toLower to_lower toLowerCase lowercase", "string.lower"),
    ("string", "indexOf find", "string.index_of"),
    ("string", "startsWith", "string.starts_with"),
    ("string", "endsWith", "string.ends_with"),
    ("string", "strip", "string.trim"),
    ("string", "len size", "string.length"),
    ("string", "includes", "string.contains"),
    ("string", "slice substr", "string.substring"),
    ("string", "toString to_string", "'+' with a string, or string(x)"),
    ("string", "match test", "the module 'regex'"),
    ("json", "dumps dump encode", "json.stringify"),
    ("json", "loads load decode", "json.parse"),
    ("file", "readFile read_file open", "file.read"),
    ("file", "writeFile write_file", "file.write"),
    ("file", "mkdir make_dir", "file.create_dir"),
    ("file", "remove unlink rm", "file.delete"),
    ("file", "rename", "file.move"),
    ("time", "format strftime", "time.format_timestamp"),
    ("time", "parse strptime", "time.parse_datetime"),
    ("env", "getenv", "env.get"),
    ("env", "set setenv put", "env.set_var"),
    ("regex", "match", "regex.matches"),
    ("regex", "test", "regex.search"),
    ("math", "random rand", "crypto.random_int"),
];

/// Kinds, names used elsewhere, what to use here.
const METHOD_NAMES: &[(&str, &str, &str)] = &[
    ("string array dict range", "len count", "'.length()' or len(x)"),
    ("range", "length size", "len(x)"),
    ("dict", "update", "'.merge(other)'"),
    ("dict", "hasKey has_key contains_key includes", "'.has(key)'"),
    ("dict", "items", "'.entries()'"),
    ("array", "delete", "'.remove(index)'"),
    ("array", "extend concat", "'+' to join two lists"),
    ("string", "strip", "'.trim()'"),
    ("string", "find search", "'.index_of(text)'"),
    ("string", "charAt", "'.char_at(index)'"),
    ("string", "toUpper to_upper uppercase", "'.upper()'"),
    ("string", "toLower to_lower lowercase", "'.lower()'"),
    ("string", "concat", "'+'"),
    ("string", "match test", "the module 'regex'"),
    ("string", "format", "an f-string or string.format"),
    ("string", "replaceAll replace_all", "'.replace(old, new)'"),
    ("string", "padStart", "'.pad_left(width)'"),
    ("string", "padEnd", "'.pad_right(width)'"),
];
