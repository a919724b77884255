//! An engine's context with the library installed and nothing else.

use crate::stdlib::modules::json::FUNCTIONS as JSON;
use crate::stdlib::{MODULES, builtins, gc, install, methods};
use crate::vm::builtins::Builtins;
use oxbow_cc::Heap;
use oxbow_value::{Capabilities, Context, NativeFunction, Result, StrKey, Value, check};
use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

/// What was written, shared with the context that writes it.
#[derive(Clone, Default)]
pub(super) struct Sink(Rc<RefCell<Vec<u8>>>);

impl Sink {
    pub(super) fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).expect("the library writes UTF-8")
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

pub(super) struct World {
    pub(super) ctx: Context,
    pub(super) builtins: Builtins,
    pub(super) out: Sink,
    pub(super) err: Sink,
    folder: tempfile::TempDir,
}

impl World {
    pub(super) fn new() -> Self {
        let (out, err) = (Sink::default(), Sink::default());
        let mut ctx = Context::new(Heap::new(), Box::new(out.clone()), Box::new(err.clone()));
        ctx.capabilities = Capabilities { files: true, environment: true, input: true };
        ctx.args = vec!["one".to_owned(), "two".to_owned()];
        let builtins = install(&mut ctx);
        World { ctx, builtins, out, err, folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// With the temporary folder for `@`.
    pub(super) fn expand(&self, text: &str) -> String {
        text.replace('@', &self.folder.path().to_string_lossy())
    }

    /// The native that a case names.
    fn find(&self, call: &str) -> Value {
        let methods = &self.builtins.methods;
        let found = match call.split_once(':') {
            Some(("str", name)) => methods.string.get(&StrKey::new(name)).cloned(),
            Some(("list", name)) => methods.list.get(&StrKey::new(name)).cloned(),
            Some(("dict", name)) => methods.dict.get(&StrKey::new(name)).cloned(),
            Some((_, name)) => methods.weak.get(&StrKey::new(name)).cloned(),
            None => match call.split_once('.') {
                None => self.builtins.functions.get(&StrKey::new(call)).cloned(),
                Some((module, name)) => match self.builtins.modules.get(&StrKey::new(module)) {
                    Some(Value::Module(module)) => module.member_str(name),
                    _ => None,
                },
            },
        };
        found.unwrap_or_else(|| panic!("{call} does not exist"))
    }

    /// Calls as the machine does.
    pub(super) fn call(&mut self, call: &str, mut args: Vec<Value>) -> Result<Value> {
        let Value::Native(function) = self.find(call) else { panic!("{call} is not a native") };
        let NativeFunction { min_args, max_args, .. } = *function;
        let max = if max_args == u16::MAX { usize::MAX } else { max_args.into() };
        check::arity(&function.name, min_args.into(), max, args.len())?;
        (function.body)(&mut self.ctx, &mut args)
    }

    /// Result as JSON, or `Kind|message`.
    pub(super) fn call_json(&mut self, call: &str, args: &str) -> Result<String, String> {
        let Value::List(args) = self.json(&self.expand(args)) else { panic!("{args} is not an array") };
        let result = self
            .call(call, args.to_vec())
            .map_err(|raise| format!("{}|{}", raise.kind.name(), raise.message))?;
        Ok(self.text(&result))
    }

    /// A value from JSON.
    pub(super) fn json(&mut self, text: &str) -> Value {
        let mut args = [self.ctx.str(text)];
        (JSON[0].body)(&mut self.ctx, &mut args).unwrap_or_else(|raise| panic!("{text}: {raise}"))
    }

    /// A value as JSON.
    pub(super) fn text(&mut self, value: &Value) -> String {
        match self.call("json.stringify", vec![value.clone()]) {
            Ok(Value::Str(text)) => text.to_string(),
            other => panic!("stringify gave {:?}", other.map(|v| v.type_name().to_owned())),
        }
    }

    /// Primary names of all natives, as cases write them.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        let plain = [builtins::FUNCTIONS, builtins::PRIVATE, gc::FUNCTIONS, gc::PRIVATE]
            .map(|table| (String::new(), table));
        let kinds = [
            ("str:", methods::string::METHODS),
            ("list:", methods::list::METHODS),
            ("dict:", methods::dict::METHODS),
            ("weak:", methods::weak::METHODS),
        ];
        let modules = MODULES.iter().map(|(name, table)| (format!("{name}."), *table));
        let kinds = kinds.into_iter().map(|(prefix, table)| (prefix.to_owned(), table));
        for (prefix, table) in plain.into_iter().chain(modules).chain(kinds) {
            names.extend(
                table
                    .iter()
                    .map(|line| format!("{prefix}{}", line.names.split(' ').next().unwrap_or_default())),
            );
        }
        names
    }
}
