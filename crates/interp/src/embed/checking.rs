//! Checking a program against what an engine has.

use super::engine::Engine;
use super::error::Error;
use super::files::Disk;
use super::loader::Loader;
use crate::stdlib::is_private;
use crate::tools::check::{Finding, Member, World, warnings};
use oxbow_value::{Module, Str, Value};
use std::path::Path;

impl Engine {
    /// Everything that is wrong with a program file: what the compiler refuses, in it and in what it imports, and warnings about the file itself.
    /// Nothing runs. In source order, errors of other files first.
    pub fn check_file(&self, path: impl AsRef<Path>) -> Vec<Finding> {
        let units = match Loader::new(&|name| self.is_module(name), &Disk).load_file(path.as_ref()) {
            Ok(units) => units,
            Err(error) => return errors(&error),
        };
        let world = World {
            is_module: &|name| self.is_module(name),
            member: &|module, name| self.member(module, name),
            hint: &|name, visible| {
                let own: Vec<&str> = visible.collect();
                let global = self.vm.globals.names().filter(|name| !is_private(name));
                (self.vm.globals.library.hints.name)(name, &mut own.into_iter().chain(global))
            },
        };
        let warnings = warnings(&units, &world);
        let mut found = self.compile_units(units).err().map_or_else(Vec::new, |error| errors(&error));
        found.extend(warnings);
        found
    }

    fn member(&self, module: Option<&str>, name: &str) -> Member {
        let globals = &self.vm.globals;
        let Some(module) = module else {
            return globals.get(name).filter(|_| !is_private(name)).map_or(Member::Missing(None), known);
        };
        let Some(found) = globals.module(module) else { return Member::Value };
        match found.member(&Str::constant(name)) {
            Some(value) => known(&value),
            None => Member::Missing(self.member_hint(&found, module, name)),
        }
    }

    fn member_hint(&self, found: &Module, module: &str, name: &str) -> Option<String> {
        let names = found.member_names();
        (self.vm.globals.library.hints.member)(module, name, &mut names.iter().map(|name| &**name))
    }
}

fn errors(error: &Error) -> Vec<Finding> {
    let findings = error.diagnostics().iter();
    findings.map(|(diagnostic, source)| Finding::error(diagnostic.clone(), source.clone())).collect()
}

/// What a value says about calls of it.
fn known(value: &Value) -> Member {
    match value {
        Value::Native(native) => Member::Function(native.min_args.into(), native.max_args.into()),
        Value::HostFn(host) => Member::Function(host.min_args.into(), host.max_args.into()),
        Value::Closure(closure) => Member::Function(closure.code.required.into(), closure.code.params.len()),
        _ => Member::Value,
    }
}
