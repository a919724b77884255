//! A small assembler: builds `Code` by hand and runs it.

use crate::vm::{Builtins, Vm};
use oxbow_cc::{Cc, Heap, Policy};
use oxbow_value::change::*;
use oxbow_value::code::{
    Capture, Code, Entry, FieldCache, Handler, ModuleCode, Names, Off24, Op, ParamSpec, Site, StructDecl,
    StructSite, TypeRef,
};
use oxbow_value::source::{Source, Span};
use oxbow_value::types::{TypeKind, TypeSpec};
use oxbow_value::{Context, Module, NativeBody, NativeFunction, Str, Thrown, Value};
use std::cell::RefCell;
use std::io::Write;
use std::rc::Rc;

pub(super) fn s(text: &str) -> Str {
    Str::constant(text)
}

/// A jump over `n` instructions.
pub(super) fn skip(n: i32) -> Off24 {
    Off24::new(n).expect("a small jump")
}

/// Code under construction.
pub(super) struct Asm(pub(super) Code);

impl Asm {
    /// A function of these parameters (all required) and registers, all of which may hold references when it returns; instruction i stands on line
    /// i + 1 of `test.ox`.
    pub(super) fn new(name: &str, params: &[&str], registers: u16, mut ops: Vec<Op>) -> Asm {
        for op in &mut ops {
            if let Op::Return { held, .. } | Op::ReturnNull { held } = op {
                *held = registers;
            }
        }
        let param = |name: &&str| ParamSpec { name: s(name), ty: None };
        Asm(Code {
            name: s(name),
            source: Source::new("test.ox", "\n".repeat(ops.len())),
            spans: (0..ops.len()).map(|i| Span::new(i, i)).collect(),
            ops: ops.into(),
            constants: Box::new([]),
            sites: Box::new([]),
            children: Box::new([]),
            captures: Box::new([]),
            handlers: Box::new([]),
            params: params.iter().map(param).collect(),
            required: params.len() as u16,
            registers,
            is_generator: false,
            is_internal: false,
            names: Names::default(),
            entry: Entry::default(),
        })
    }

    pub(super) fn constants(mut self, constants: impl IntoIterator<Item = Value>) -> Asm {
        self.0.constants = constants.into_iter().collect();
        self
    }

    pub(super) fn sites(mut self, sites: impl IntoIterator<Item = Site>) -> Asm {
        self.0.sites = sites.into_iter().collect();
        self
    }

    pub(super) fn child(mut self, child: Asm) -> Asm {
        let mut children: Vec<Rc<Code>> = self.0.children.to_vec();
        children.push(Rc::new(child.0));
        self.0.children = children.into();
        self
    }

    pub(super) fn captures(mut self, captures: &[Capture]) -> Asm {
        self.0.captures = captures.into();
        self
    }

    pub(super) fn handler(mut self, start: u32, end: u32, target: u32, register: u16) -> Asm {
        let mut handlers = self.0.handlers.to_vec();
        handlers.push(Handler { start, end, target, register });
        self.0.handlers = handlers.into();
        self
    }

    /// Parameter `index` gets a type.
    pub(super) fn typed(mut self, index: usize, kind: TypeKind, text: &str) -> Asm {
        self.0.params[index].ty = Some(spec(kind, text));
        self
    }

    /// Parameters from `required` on are optional.
    pub(super) fn required(mut self, required: u16) -> Asm {
        self.0.required = required;
        self
    }

    pub(super) fn generator(mut self) -> Asm {
        self.0.is_generator = true;
        self
    }

    pub(super) fn internal(mut self) -> Asm {
        self.0.is_internal = true;
        self
    }
}

pub(super) fn spec(kind: TypeKind, text: &str) -> TypeSpec {
    TypeSpec { text: s(text), alternatives: Box::new([kind]), nullable: false }
}

pub(super) fn field(name: &str) -> Site {
    Site::Field(FieldCache::new(s(name)))
}

/// `struct name { fields: any }`
pub(super) fn struct_decl(name: &str, fields: &[&str]) -> Site {
    let any = |field: &&str| (s(field), spec(TypeKind::Any, "any"));
    let decl =
        StructDecl { name: s(name), fields: fields.iter().map(any).collect(), implements: Box::new([]) };
    Site::StructDecl(Rc::new(decl))
}

/// `new T { fields }`, where T is type reference `type_slot`.
pub(super) fn literal(type_slot: u16, fields: &[&str]) -> Site {
    let fields = fields.iter().map(|field| s(field)).collect();
    Site::Struct(StructSite {
        type_slot,
        fields,
        in_order: Default::default(),
        order: RefCell::new((0, Box::new([]))),
    })
}

pub(super) fn method(owner: &str, name: &str) -> Site {
    Site::Method { owner: s(owner), name: s(name) }
}

/// A machine with one module (variables `a` to `d`, type references `Pt`, `Color`) and captured outputs.
pub(super) struct Bench {
    pub(super) vm: Vm,
    pub(super) module: Cc<Module>,
    pub(super) out: Sink,
    pub(super) err: Sink,
}

#[derive(Clone, Default)]
pub(super) struct Sink(Rc<RefCell<Vec<u8>>>);

impl Sink {
    pub(super) fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).expect("output is text")
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Bench {
    pub(super) fn new() -> Bench {
        Bench::with(Builtins::default())
    }

    pub(super) fn with(builtins: Builtins) -> Bench {
        let heap = Heap::new();
        heap.set_policy(Policy::Manual);
        let (out, err) = (Sink::default(), Sink::default());
        let ctx = Context::new(heap, Box::new(out.clone()), Box::new(err.clone()));
        let mut vm = Vm::new(ctx, builtins);
        let reference = |name: &str| TypeRef { module: None, name: s(name) };
        let code = ModuleCode {
            name: s("test"),
            source: Source::new("test.ox", ""),
            slots: ["a", "b", "c", "d"].map(s).into(),
            type_refs: Box::new([reference("Pt"), reference("Color")]),
            init: Rc::new(Asm::new("init", &[], 0, vec![Op::ReturnNull { held: 0 }]).0),
            main: None,
            enums: Box::new([(s("Color"), Box::new([(s("Red"), 0), (s("Green"), 7)]))]),
            interfaces: Box::new([]),
        };
        let module = vm.module_from(Rc::new(code));
        Bench { vm, module, out, err }
    }

    pub(super) fn function(&self, asm: Asm) -> Value {
        self.vm.closure_of(Rc::new(asm.0), &self.module)
    }

    /// Stores a function in variable `slot`.
    pub(super) fn define(&self, slot: u16, asm: Asm) {
        let function = self.function(asm);
        self.module.set(slot, function);
    }

    pub(super) fn run(&mut self, asm: Asm) -> Result<Value, Box<Thrown>> {
        let function = self.function(asm);
        self.vm.call(function, &mut [])
    }

    /// The result, which must not be an error; no register may keep a value.
    pub(super) fn value(&mut self, asm: Asm) -> Value {
        let result = self.run(asm);
        self.assert_clean();
        result.unwrap_or_else(|thrown| panic!("{}", message(&thrown)))
    }

    /// The message of the error that must come.
    pub(super) fn error(&mut self, asm: Asm) -> String {
        let result = self.run(asm);
        self.assert_clean();
        message(&result.expect_err("an error"))
    }

    pub(super) fn text(&mut self, asm: Asm) -> String {
        let value = self.value(asm);
        oxbow_value::show::show(&value).expect("text")
    }

    /// After a call from the host no register refers to anything and no frame is left.
    pub(super) fn assert_clean(&mut self) {
        let len = self.vm.registers.len();
        assert!(self.vm.registers.slice_mut(0, len).iter().all(is_scalar), "references left over");
        assert!(self.vm.frames.is_empty(), "frames left over");
    }
}

fn is_scalar(value: &Value) -> bool {
    matches!(value, Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Unset)
}

pub(super) fn message(thrown: &Thrown) -> String {
    match &thrown.raise {
        Some(raise) => raise.message.clone(),
        None => oxbow_value::show::show(&thrown.value).expect("text"),
    }
}

pub(super) fn native(name: &str, min_args: u16, max_args: u16, body: NativeBody) -> Value {
    Value::Native(Cc::new(NativeFunction { name: s(name), min_args, max_args, body }))
}
