//! What one engine adds to the library: functions, variables and modules of the host, by name and by index.
//!
//! Invariant: an index once given to a name stays its index, so compiled code may refer to it; values may be replaced. Indices of library
//! functions lie below `OWN`, those of the host's names from there on; library modules from `MODULE`, host modules from `OWN_MODULE` on.

use super::builtins::Builtins;
use oxbow_cc::Cc;
use oxbow_value::{Module, Raise, Result, Str, StrKey, StrMap, Value};
use std::rc::Rc;

/// First index of a name of the host.
const OWN: usize = 0x4000;
/// First index of a library module.
const MODULE: usize = 0x8000;
/// First index of a module of the host.
const OWN_MODULE: usize = 0xC000;

/// A name of the host.
#[derive(Default)]
struct Global {
    value: Value,
    /// Scripts may assign to it.
    assignable: bool,
    /// Called with every value that is assigned.
    watcher: Option<Value>,
}

/// Everything a script may use without declaring it.
pub(crate) struct Globals {
    /// The library, shared by the engines of a thread.
    pub(crate) library: Rc<Builtins>,
    own: StrMap<Global>,
    own_modules: StrMap<Value>,
    /// Standard modules that scripts may use; `None` for all.
    pub(crate) allowed: Option<Vec<String>>,
}

impl Globals {
    /// The library and nothing else.
    pub(super) fn new(library: Rc<Builtins>) -> Self {
        Globals { library, own: StrMap::default(), own_modules: StrMap::default(), allowed: None }
    }

    /// The function, variable or module at `index`.
    #[inline]
    pub(super) fn at(&self, index: u16) -> Option<&Value> {
        let index = usize::from(index);
        match index {
            0..OWN => self.library.functions.get_index(index).map(|(_, value)| value),
            OWN..MODULE => self.own.get_index(index - OWN).map(|(_, global)| &global.value),
            MODULE..OWN_MODULE => self.library.modules.get_index(index - MODULE).map(|(_, value)| value),
            _ => self.own_modules.get_index(index - OWN_MODULE).map(|(_, value)| value),
        }
    }

    /// Whether the name at `index` is the library's, so that it never means anything else.
    pub(super) fn is_of_library(index: u16) -> bool {
        matches!(usize::from(index), 0..OWN | MODULE..OWN_MODULE)
    }

    /// Index of a function or variable, for compiled code. The host's names come first.
    pub(crate) fn index(&self, name: &str) -> Option<u16> {
        let name = StrKey::new(name);
        let own = self.own.get_index_of(&name).map(|index| index + OWN);
        own.or_else(|| self.library.functions.get_index_of(&name)).map(|index| index as u16)
    }

    /// Index of a standard or host module, for compiled code. The host's come first.
    pub(crate) fn module_index(&self, name: &str) -> Option<u16> {
        let key = StrKey::new(name);
        if let Some(index) = self.own_modules.get_index_of(&key) {
            return Some((index + OWN_MODULE) as u16);
        }
        if self.allowed.as_ref().is_some_and(|allowed| !allowed.iter().any(|module| module == name)) {
            return None;
        }
        self.library.modules.get_index_of(&key).map(|index| (index + MODULE) as u16)
    }

    /// Whether scripts may assign to the name at `index`.
    pub(crate) fn is_assignable(&self, index: u16) -> bool {
        let own = usize::from(index).checked_sub(OWN).and_then(|index| self.own.get_index(index));
        usize::from(index) < MODULE && own.is_some_and(|(_, global)| global.assignable)
    }

    /// A standard or host module.
    pub(crate) fn module(&self, name: &str) -> Option<Cc<Module>> {
        match self.at(self.module_index(name)?) {
            Some(Value::Module(module)) => Some(module.clone()),
            _ => None,
        }
    }

    /// The value of a function or variable.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.at(self.index(name)?)
    }

    /// Defines a name of the host, or gives it another value.
    ///
    /// # Errors
    /// All places are taken.
    pub(crate) fn set(&mut self, name: Str, value: Value, assignable: bool) -> Result<()> {
        if let Some(global) = self.own.get_mut(&name) {
            global.assignable = assignable;
            drop(std::mem::replace(&mut global.value, value));
            return Ok(());
        }
        if self.own.len() >= MODULE - OWN {
            return Err(Raise::argument("an engine can have at most 16384 globals"));
        }
        self.own.insert(name, Global { value, assignable, watcher: None });
        Ok(())
    }

    /// Has `watcher` called with every value that a script assigns to the variable; `None` ends that.
    pub(crate) fn watch(&mut self, name: &str, watcher: Option<Value>) -> bool {
        let Some(global) = self.own.get_mut(&StrKey::new(name)) else { return false };
        let old = std::mem::replace(&mut global.watcher, watcher);
        drop(old);
        true
    }

    /// Defines a module of the host, or replaces it.
    ///
    /// # Errors
    /// All places are taken.
    pub(crate) fn set_module(&mut self, name: Str, module: Value) -> Result<()> {
        if self.own_modules.len() >= usize::from(u16::MAX) - OWN_MODULE
            && !self.own_modules.contains_key(&name)
        {
            return Err(Raise::argument("an engine can have at most 16383 modules"));
        }
        drop(self.own_modules.insert(name, module));
        Ok(())
    }

    /// Assigns to the variable at `index`; gives the old value and the watcher to call.
    pub(super) fn assign(&mut self, index: u16, value: Value) -> Option<(Value, Option<Value>)> {
        let own = usize::from(index).checked_sub(OWN)?;
        let (_, global) = self.own.get_index_mut(own)?;
        Some((std::mem::replace(&mut global.value, value), global.watcher.clone()))
    }

    /// Every name a script may use without declaring it.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let library = self.library.functions.keys().chain(self.library.modules.keys());
        self.own.keys().chain(self.own_modules.keys()).chain(library).map(Str::as_str)
    }

    /// Names and values of the host.
    pub(super) fn own(&self) -> impl Iterator<Item = (&Str, &Value)> {
        let modules = self.own_modules.iter();
        self.own.iter().map(|(name, global)| (name, &global.value)).chain(modules)
    }

    /// The callable of that name.
    pub(super) fn callable(&self, name: &Str) -> Option<&Value> {
        let own = self.own.get(name).map(|global| &global.value);
        own.or_else(|| self.library.functions.get(name)).filter(|value| value.is_callable())
    }

    /// Lets go of everything of the host.
    pub(crate) fn clear(&mut self) {
        drop(std::mem::take(&mut self.own));
        drop(std::mem::take(&mut self.own_modules));
    }
}
