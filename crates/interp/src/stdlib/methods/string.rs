//! Methods of strings: those of the module `string` under more names, and a few of their own.
//!
//! Invariant: the receiver is a string, or the call is refused.

use crate::stdlib::args::{Args, METHOD};
use crate::stdlib::modules::string as module;
use crate::stdlib::table::{Native, native};
use oxbow_value::{Context, Result, Value, work};

pub(crate) const METHODS: &[Native] = &[
    native("length size", 0, 0, module::length::<METHOD>),
    native("isEmpty is_empty", 0, 0, is_empty),
    native("contains includes", 1, 1, module::contains::<METHOD>),
    native("starts_with startsWith", 1, 1, module::starts_with::<METHOD>),
    native("ends_with endsWith", 1, 1, module::ends_with::<METHOD>),
    native("index_of indexOf", 1, 1, module::index_of::<METHOD>),
    native("lastIndexOf last_index_of", 1, 1, last_index_of),
    native("substring substr slice", 1, 2, module::substring::<METHOD>),
    native("char_at", 1, 1, module::char_at::<METHOD>),
    native("replace", 2, 2, module::replace::<METHOD>),
    native("upper toUpperCase", 0, 0, module::upper::<METHOD>),
    native("lower toLowerCase", 0, 0, module::lower::<METHOD>),
    native("trim", 0, 0, module::trim::<METHOD>),
    native("reverse", 0, 0, module::reverse::<METHOD>),
    native("repeat", 1, 1, module::repeat::<METHOD>),
    native("split", 1, 1, module::split::<METHOD>),
    native("pad_left", 1, 2, module::pad_left::<METHOD>),
    native("pad_right", 1, 2, module::pad_right::<METHOD>),
];

fn is_empty(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Bool(Args::method("string.isEmpty", args).str(0)?.is_empty()))
}

fn last_index_of(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::method("string.lastIndexOf", args);
    let text = args.str(0)?;
    work::scan(text.len())?;
    Ok(module::character_position(text, text.rfind(args.str(1)?.as_str())))
}
