//! Every kind of object reports all its edges: put into a cycle and let go, a collection frees it.

use crate::sample::*;
use oxbow_cc::{Event, GcLog, Heap};
use oxbow_value::change::*;
use oxbow_value::{
    Context, Dict, Fields, Finalizers, List, Module, Raise, StructType, Thrown, TypeEntry, Value, Variable,
    WeakRef,
};
use std::cell::RefCell;
use std::rc::Rc;

/// Lets go of a cycle around a list and returns how many objects a collection frees. Checks that the cycle survives a collection
/// while it is held, that counting alone does not free it, and that nothing is left.
#[track_caller]
fn freed(build: impl FnOnce(&Value)) -> u64 {
    heap().collect();
    let live_before = heap().stats().live;
    let hub = list([]);
    build(&hub);
    let weak = WeakRef::new(&hub).expect("lists have weak references");
    assert_eq!(heap().collect().freed_objects, 0, "held from outside");
    drop(hub);
    assert!(weak.is_alive(), "not freed by counting");
    let freed = heap().collect().freed_objects;
    assert!(!weak.is_alive());
    drop(weak);
    assert_eq!(heap().stats().live, live_before, "nothing is left");
    assert_eq!(heap().verify(), Ok(()));
    freed
}

fn push(hub: &Value, element: impl Into<Value>) {
    let Value::List(list) = hub else { panic!("the hub is a list") };
    list.push(element.into());
}

#[test]
fn lists_and_dicts() {
    assert_eq!(freed(|hub| push(hub, hub.clone())), 1);
    assert_eq!(freed(|hub| push(hub, list([int(1), list([hub.clone()])]))), 3);
    assert_eq!(freed(|hub| push(hub, dict([("a", int(1)), ("b", hub.clone())]))), 2);
}

#[test]
fn instances_and_their_types() {
    assert_eq!(freed(|hub| push(hub, point(int(1), hub.clone()))), 3, "list, instance, type");
    let through_method = |hub: &Value| {
        let ty = struct_type("Pt", &[]);
        ty.declare_method(
            name("m"),
            Value::Closure(closure([alloc(Variable::new(hub.clone()))])),
            &Default::default(),
        );
        push(hub, instance(&ty, []));
    };
    assert_eq!(freed(through_method), 6, "list, instance, type, method and its module, variable");
}

#[test]
fn closures_and_their_variables() {
    assert_eq!(
        freed(|hub| push(hub, closure([alloc(Variable::new(hub.clone()))]))),
        4,
        "list, closure, module, variable"
    );
    let own_variable = |hub: &Value| {
        let variable = alloc(Variable::new(Value::Unset));
        let function = closure([variable.clone(), alloc(Variable::new(hub.clone()))]);
        variable.set(Value::Closure(function.clone()));
        push(hub, function);
    };
    assert_eq!(freed(own_variable), 5, "a recursive local function");
}

#[test]
fn generators() {
    assert_eq!(
        freed(|hub| push(hub, generator([int(1), hub.clone()]))),
        4,
        "list, generator, function, module"
    );
    let through_function = |hub: &Value| {
        let mut frame = suspended([]);
        frame.closure = closure([alloc(Variable::new(hub.clone()))]);
        push(hub, alloc(oxbow_value::Generator::new(frame)));
    };
    assert_eq!(freed(through_function), 5);
    let register_variable = |hub: &Value| {
        push(hub, generator([Value::Variable(alloc(Variable::new(hub.clone())))]));
    };
    assert_eq!(freed(register_variable), 5);
}

#[test]
fn modules() {
    let member = |hub: &Value| {
        let module = module(&["xs"], &[]);
        module.set(0, hub.clone());
        push(hub, module);
    };
    assert_eq!(freed(member), 2);
    let declared_type = |hub: &Value| {
        let module = module(&[], &["Pt"]);
        let ty = StructType::new(name("Pt"), Box::default(), Box::default(), Some(module.clone()));
        let ty = alloc(ty);
        ty.declare_method(name("m"), list([hub.clone()]), &Default::default());
        module.declare_type(name("Pt"), TypeEntry::Struct(ty));
        module.resolve_type(0);
        push(hub, module);
    };
    assert_eq!(freed(declared_type), 4, "list, module, type, list in place of a method");
    let imported = |hub: &Value| {
        let (importer, imported) =
            (module(&[], &[]), alloc(Module::standard(name("m"), [(name("x"), hub.clone())])));
        importer.import(imported);
        push(hub, importer);
    };
    assert_eq!(freed(imported), 3);
    let function_of_module = |hub: &Value| {
        let module = module(&["f"], &[]);
        let function = oxbow_value::new_closure(&heap(), code("f", &[], 0), module.clone(), []);
        module.set(0, Value::Closure(function));
        push(hub, module.clone());
        module.define(name("hub"), hub.clone());
    };
    assert_eq!(freed(function_of_module), 3);
}

#[test]
fn thrown_errors() {
    let error = |hub: &Value| {
        let raise = Some(Raise::runtime("x"));
        let thrown = Thrown { value: hub.clone(), raise, place: None, stack: Vec::new(), fatal: false };
        let frame = generator([Value::Thrown(alloc(thrown))]);
        push(hub, frame);
    };
    assert_eq!(freed(error), 5, "list, generator, function, module, error");
}

#[test]
fn weak_references_keep_nothing_alive() {
    let weak = |hub: &Value| {
        push(hub, hub.clone());
        push(hub, alloc(WeakRef::new(hub).expect("lists have weak references")));
    };
    assert_eq!(freed(weak), 1);
    let target = point(int(1), list([]));
    let weak = WeakRef::new(&target).expect("structs have weak references");
    drop(target);
    assert!(!weak.is_alive(), "dies by counting");
}

#[test]
fn scalars_and_strings_are_not_collected() {
    heap().collect();
    let values: Vec<Value> = [s("x"), range(0, 1, false), native("f", 0, 0)].into();
    let copies = values.clone();
    drop(copies);
    assert_eq!(heap().candidates(), 0, "acyclic objects are no candidates");
}

/// Two instances that refer to each other, with a queue for finalizers.
fn pair(queue: &Rc<Finalizers>) -> (Value, Value) {
    let ty = type_with_drop(queue);
    let (a, b) = (instance(&ty, [Value::Null]), instance(&ty, [Value::Null]));
    a.set(0, Value::Instance(b.clone()));
    b.set(0, Value::Instance(a.clone()));
    (Value::Instance(a), Value::Instance(b))
}

#[test]
fn an_instance_with_drop_is_queued_once_when_it_dies_by_counting() {
    let queue = Rc::new(Finalizers::default());
    let node = instance(&type_with_drop(&queue), [s("inside")]);
    let weak = WeakRef::new(&Value::Instance(node.clone())).expect("structs have weak references");
    drop(node);
    assert_eq!((queue.len(), weak.is_alive()), (1, false));
    let pending = queue.pop().expect("queued");
    assert_eq!(pending.get(0), s("inside"), "still usable");
    let newer = WeakRef::new(&Value::Instance(pending.clone())).expect("structs have weak references");
    assert!(newer.is_alive() && !weak.is_alive(), "only references made afterwards see the survivor");
    drop(pending);
    assert!(queue.is_empty() && !newer.is_alive());
}

#[test]
fn a_cycle_with_drop_is_queued_whole_and_freed_afterwards() {
    let queue = Rc::new(Finalizers::default());
    let (a, b) = pair(&queue);
    let weak = WeakRef::new(&a).expect("structs have weak references");
    drop((a, b));
    assert!(queue.is_empty());
    assert_eq!(heap().collect().freed_objects, 0);
    assert_eq!((queue.len(), weak.is_alive()), (2, false));
    while let Some(pending) = queue.pop() {
        assert!(matches!(pending.get(0), Value::Instance(peer) if matches!(peer.get(0), Value::Instance(_))));
    }
    assert_eq!(heap().collect().freed_objects, 3, "both and their type");
    assert!(queue.is_empty(), "finalized once");
}

#[test]
fn instances_without_drop_and_without_engine_are_not_queued() {
    let queue = Rc::new(Finalizers::default());
    drop(instance(&struct_type("Node", &["peer"]), [Value::Null]));
    let ty = type_with_drop(&queue);
    drop(instance(&ty, [Value::Null]));
    assert_eq!(queue.len(), 1);
    drop(queue);
    drop(instance(&ty, [Value::Null]));
    let context = Context::new(heap(), Box::new(std::io::sink()), Box::new(std::io::sink()));
    assert!(context.finalizers.is_empty());
}

#[test]
fn an_abandoned_queue_frees_what_it_held() {
    heap().collect();
    let live = heap().stats().live;
    let queue = Rc::new(Finalizers::default());
    drop(pair(&queue));
    heap().collect();
    assert_eq!(queue.len(), 2);
    queue.clear();
    heap().collect();
    assert_eq!(heap().stats().live, live);
}

#[test]
fn replacing_a_value_drops_it_after_the_borrow_has_ended() {
    let list = alloc(List::new(vec![]));
    let dict = alloc(Dict::new());
    let queue = Rc::new(Finalizers::default());
    let ty = type_with_drop(&queue);
    let dying = || Value::Instance(instance(&ty, [Value::List(list.clone())]));
    list.push(dying());
    list.set(0, Value::Null);
    dict.insert(name("k"), dying());
    dict.insert(name("k"), dying());
    dict.remove_str("k");
    list.push(dying());
    list.clear();
    assert_eq!(queue.len(), 4);
    queue.clear();
}

#[test]
fn logs_name_the_kinds() {
    let (heap, lines) = (Heap::new(), Rc::new(RefCell::new(Vec::new())));
    let sink = lines.clone();
    heap.observe(Box::new(move |event: &Event| {
        if let Event::Freed { by_type, .. } = event {
            sink.borrow_mut().extend(by_type.iter().map(|(label, count)| format!("{count} {label}")));
        }
    }));
    heap.observe(Box::new(GcLog::new(std::io::sink())));
    let hub = heap.alloc(List::default());
    let variable = heap.alloc(Variable::new(Value::List(hub.clone())));
    let function = oxbow_value::new_closure(&heap, code("f", &[], 1), module(&[], &[]), [variable]);
    let ty = heap.alloc(StructType::new(name("Node"), Box::default(), Box::default(), None));
    ty.declare_method(name("m"), Value::List(hub.clone()), &Default::default());
    let node = oxbow_value::instantiate(&heap, ty, []);
    let entries = [("f", Value::Closure(function)), ("n", Value::Instance(node))];
    let table: Dict = entries.into_iter().map(|(key, value)| (name(key), value)).collect();
    hub.push(Value::Dict(heap.alloc(table)));
    hub.push(Value::List(hub.clone()));
    drop(hub);
    heap.collect();
    assert_eq!(*lines.borrow(), ["1 Node", "1 closure", "1 dict", "1 list", "1 struct", "1 variable"]);
}
