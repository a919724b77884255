//! What can be named: for completion in interactive sessions.

use super::engine::Engine;
use crate::stdlib::is_private;
use crate::vm::builtins::Kind;
use oxbow_value::Value;

impl Engine {
    /// The functions, variables and modules that scripts find without declaring them, sorted.
    pub fn names(&self) -> Vec<String> {
        let globals = &self.vm.globals;
        let mut names: Vec<String> =
            globals.names().filter(|name| !is_private(name)).map(str::to_owned).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// What may stand behind `value.`: fields, keys, members and methods, sorted.
    pub fn members(&self, value: &Value) -> Vec<String> {
        let own = match value {
            Value::Module(module) => module.member_names(),
            Value::Instance(instance) => instance.ty.fields.iter().map(|(name, _)| name.clone()).collect(),
            Value::Dict(dict) => (0..dict.len()).filter_map(|index| Some(dict.entry_at(index)?.0)).collect(),
            _ => vec![],
        };
        let mut names: Vec<String> = own.iter().map(|name| name.to_string()).collect();
        if let Some(kind) = Kind::of(value) {
            names.extend(self.vm.globals.library.methods.of(kind).keys().map(|name| name.to_string()));
        }
        names.retain(|name| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'));
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The standard or host module of this name.
    pub fn module(&self, name: &str) -> Option<Value> {
        self.vm.globals.module(name).map(Value::Module)
    }
}
