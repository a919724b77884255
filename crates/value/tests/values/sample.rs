//! Values for tests, built briefly. All live in the thread's default heap.

use oxbow_cc::{Cc, Heap, Trace};
use oxbow_value::change::*;
use oxbow_value::code::{Code, Entry, ModuleCode, Names, Op, ParamSpec, TypeRef};
use oxbow_value::error::Raise;
use oxbow_value::source::{Source, Span};
use oxbow_value::types::{TypeKind, TypeSpec};
use oxbow_value::{
    Closure, Dict, Finalizers, Generator, Instance, List, Module, NativeFunction, Range, Str, StructType,
    Suspended, Value, Variable, instantiate,
};
use std::rc::Rc;

pub(crate) fn heap() -> Heap {
    Heap::current()
}

pub(crate) fn alloc<T: Trace>(object: T) -> Cc<T> {
    heap().alloc(object)
}

pub(crate) fn name(text: &str) -> Str {
    Str::constant(text)
}

pub(crate) fn s(text: &str) -> Value {
    Value::Str(name(text))
}

pub(crate) fn int(n: i64) -> Value {
    Value::Int(n)
}

pub(crate) fn float(x: f64) -> Value {
    Value::Float(x)
}

pub(crate) fn list(items: impl Into<Vec<Value>>) -> Value {
    Value::list(&heap(), items.into())
}

pub(crate) fn ints(items: &[i64]) -> Value {
    list(items.iter().map(|&n| int(n)).collect::<Vec<_>>())
}

pub(crate) fn dict<const N: usize>(entries: [(&str, Value); N]) -> Value {
    let dict: Dict = entries.into_iter().map(|(key, value)| (name(key), value)).collect();
    Value::dict(&heap(), dict)
}

pub(crate) fn range(start: i64, end: i64, inclusive: bool) -> Value {
    Value::Range(alloc(Range::new(start, end, inclusive)))
}

pub(crate) fn spec(text: &str, alternatives: &[TypeKind], nullable: bool) -> TypeSpec {
    TypeSpec { text: name(text), alternatives: alternatives.into(), nullable }
}

pub(crate) fn any() -> TypeSpec {
    spec("any", &[TypeKind::Any], false)
}

pub(crate) fn struct_type(type_name: &str, fields: &[&str]) -> Cc<StructType> {
    let fields = fields.iter().map(|field| (name(field), any())).collect();
    alloc(StructType::new(name(type_name), fields, Box::default(), None))
}

pub(crate) fn instance(ty: &Cc<StructType>, values: impl Into<Vec<Value>>) -> Cc<Instance> {
    instantiate(&Heap::current(), ty.clone(), values.into())
}

/// A struct `Pt { x, y }`.
pub(crate) fn point(x: Value, y: Value) -> Value {
    Value::Instance(instance(&struct_type("Pt", &["x", "y"]), [x, y]))
}

/// A struct type whose instances have a field `peer` and end in the queue.
pub(crate) fn type_with_drop(queue: &Rc<Finalizers>) -> Cc<StructType> {
    let ty = struct_type("Node", &["peer"]);
    ty.declare_method(name("drop"), native("drop", 1, 1), queue);
    ty
}

pub(crate) fn native(native_name: &str, min_args: u16, max_args: u16) -> Value {
    let body = |_: &mut oxbow_value::Context, _: &mut [Value]| Ok(Value::Null);
    Value::Native(alloc(NativeFunction { name: name(native_name), min_args, max_args, body }))
}

/// Code that returns null.
pub(crate) fn code(code_name: &str, params: &[&str], captures: usize) -> Rc<Code> {
    Rc::new(Code {
        name: name(code_name),
        source: Source::new("test.ox", ""),
        ops: Box::new([Op::ReturnNull { held: 0 }]),
        spans: Box::new([Span::default()]),
        constants: Box::default(),
        sites: Box::default(),
        children: Box::default(),
        captures: vec![oxbow_value::code::Capture::Local(0); captures].into(),
        handlers: Box::default(),
        params: params.iter().map(|param| ParamSpec { name: name(param), ty: None }).collect(),
        required: params.len() as u16,
        registers: params.len() as u16,
        is_generator: false,
        is_internal: false,
        names: Names::default(),
        entry: Entry::default(),
    })
}

/// The code of a file with these variables and type references (`Name` or `module.Name`).
pub(crate) fn module_code(slots: &[&str], type_refs: &[&str]) -> ModuleCode {
    let reference = |text: &&str| match text.split_once('.') {
        Some((module, ty)) => TypeRef { module: Some(name(module)), name: name(ty) },
        None => TypeRef { module: None, name: name(text) },
    };
    ModuleCode {
        name: name("test"),
        source: Source::new("test.ox", ""),
        slots: slots.iter().map(|slot| name(slot)).collect(),
        type_refs: type_refs.iter().map(reference).collect(),
        init: code("init", &[], 0),
        main: None,
        enums: Box::default(),
        interfaces: Box::default(),
    }
}

pub(crate) fn module(slots: &[&str], type_refs: &[&str]) -> Cc<Module> {
    alloc(Module::from_code(Rc::new(module_code(slots, type_refs))))
}

pub(crate) fn closure(captured: impl Into<Vec<Cc<Variable>>>) -> Cc<Closure> {
    let captured = captured.into();
    let code = code("f", &["a", "b"], captured.len());
    oxbow_value::new_closure(&heap(), code, module(&[], &[]), captured)
}

pub(crate) fn suspended(registers: impl Into<Vec<Value>>) -> Suspended {
    Suspended { closure: closure([]), pc: 0, registers: registers.into(), given_args: 0 }
}

pub(crate) fn generator(registers: impl Into<Vec<Value>>) -> Cc<Generator> {
    alloc(Generator::new(suspended(registers)))
}

/// One value of every kind that a script can see.
pub(crate) fn one_of_each() -> Vec<Value> {
    let weak = oxbow_value::WeakRef::new(&list([])).expect("lists have weak references");
    vec![
        Value::Null,
        Value::Bool(true),
        int(1),
        float(1.5),
        s("a"),
        list([]),
        dict([]),
        point(int(1), int(2)),
        Value::Closure(closure([])),
        native("len", 1, 1),
        range(0, 3, false),
        Value::Generator(generator([])),
        Value::Module(module(&[], &[])),
        Value::Weak(alloc(weak)),
    ]
}

/// `depth` lists around `core`.
pub(crate) fn nested(depth: usize, core: Value) -> Value {
    (0..depth).fold(core, |inner, _| list([inner]))
}

/// A list of `width` levels in which both elements of each level are the next one: 2^width paths.
pub(crate) fn doubled(width: usize, core: Value) -> Value {
    (0..width).fold(core, |inner, _| list([inner.clone(), inner]))
}

/// A list that contains itself.
pub(crate) fn self_list() -> Cc<List> {
    let object = alloc(List::new(vec![]));
    object.push(Value::List(object.clone()));
    object
}

pub(crate) fn text(value: &Value) -> String {
    oxbow_value::show::show(value).expect("short enough")
}

/// What a result says: the text form of the value, or the message.
pub(crate) fn outcome(result: Result<Value, Box<Raise>>) -> String {
    result.map_or_else(|raise| raise.message, |value| text(&value))
}

/// Runs on a thread with a stack of 256 KiB.
pub(crate) fn on_small_stack(run: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(256 << 10).spawn(run);
    thread.expect("threads can be started").join().expect("the thread does not panic");
}
