//! The loop: one arm for each instruction, of the parts in `arms`.
//!
//! Invariant: an arm either finishes its instruction here and goes on with `continue`, or calls an out-of-line operation and leaves its result to
//! the common end of the loop. What changes the running frame yields the new window. Hot arms read the operands' kinds first and touch no
//! counts for scalars.

use super::Vm;
use super::frame::FrameKind;
use super::ops_calls::{CallShape, bad_site};
use super::ops_members::Target;
use super::window::{Window, discard, seal};
use oxbow_value::change::{ChangeInstance, ChangeList, ChangeModule, ChangeVariable};
use oxbow_value::code::Op;
use oxbow_value::{Fields, Result, Thrown, Value};
use std::mem::ManuallyDrop;

impl Vm {
    /// Runs the top frame, which is an entry frame, until it returns.
    pub(super) fn run(&mut self) -> Result<Value, Box<Thrown>> {
        let mut w = self.current();
        loop {
            let op = w.fetch();
            let outcome: Result<()> = match *op {
                Op::Null { dst } => {
                    w.set_null(dst);
                    next!();
                }
                Op::Bool { dst, value } => {
                    w.set_bool(dst, value);
                    next!();
                }
                Op::Int { dst, value } => {
                    w.set_int(dst, value.into());
                    next!();
                }
                Op::Const { dst, index } => {
                    let value = w.constant(index).clone();
                    w.set(dst, value);
                    next!();
                }
                Op::Move { dst, src } => {
                    let value = w.reg(src).clone();
                    w.set(dst, value);
                    next!();
                }
                Op::Take { dst, src } => {
                    let value = w.take(src);
                    w.set(dst, value);
                    next!();
                }
                Op::Clear { from, count } => {
                    w.clear(from, from + count);
                    next!();
                }
                Op::NewVar { dst } => self.new_variable(w, dst, Value::Unset),
                Op::BoxVar { dst } => {
                    let value = w.take(dst);
                    self.new_variable(w, dst, value)
                }
                Op::GetVar { dst, var } => {
                    if let Value::Variable(variable) = w.reg(var) {
                        let value = variable.get();
                        w.set(dst, value);
                        next!();
                    }
                    Err(bad_site())
                }
                Op::SetVar { free, var, src } => {
                    if let Value::Variable(variable) = w.reg(var) {
                        let mut source = w;
                        variable.set(source.hand_over(free, src));
                        next!();
                    }
                    Err(bad_site())
                }
                Op::GetUp { dst, index } => {
                    if let Some(variable) = w.captured(index) {
                        let value = variable.get();
                        w.set(dst, value);
                        next!();
                    }
                    Err(bad_site())
                }
                Op::SetUp { free, index, src } => {
                    if let Some(variable) = w.captured(index) {
                        let mut source = w;
                        variable.set(source.hand_over(free, src));
                        next!();
                    }
                    Err(bad_site())
                }
                Op::GetMod { dst, slot } => {
                    let value = w.closure().module.get(slot);
                    if !value.is_unset() {
                        w.set(dst, value);
                        next!();
                    }
                    Err(self.undefined_variable(w, slot))
                }
                Op::SetMod { free, slot, src } => {
                    let value = w.hand_over(free, src);
                    w.closure().module.set(slot, value);
                    next!();
                }
                Op::GetBuiltin { dst, index } => self.get_builtin(w, dst, index),
                Op::SetBuiltin { index, src } => switch!(self, w, self.set_builtin(w, index, src)),
                Op::JumpIfSet { src, off } => {
                    if !w.reg(src).is_unset() {
                        w.jump(off);
                    }
                    next!();
                }
                Op::Raise { site } => Err(self.prepared_raise(w, site)),

                Op::Add { dst, a, b, .. } => {
                    arithmetic!(self, w, *op, dst, w.reg(a), w.reg(b), checked_add, +)
                }
                Op::Sub { dst, a, b, .. } => {
                    arithmetic!(self, w, *op, dst, w.reg(a), w.reg(b), checked_sub, -)
                }
                Op::Mul { dst, a, b, .. } => {
                    arithmetic!(self, w, *op, dst, w.reg(a), w.reg(b), checked_mul, *)
                }
                Op::Div { dst, a, b, .. } => divide!(self, w, *op, dst, w.reg(a), w.reg(b)),
                Op::Rem { dst, a, b, .. } => remainder!(self, w, *op, dst, w.reg(a), w.reg(b)),
                Op::AddInt { dst, a, imm, .. } => arithmetic_imm!(self, w, *op, dst, a, imm, checked_add, +),
                Op::SubInt { dst, a, imm, .. } => arithmetic_imm!(self, w, *op, dst, a, imm, checked_sub, -),
                Op::AddK { dst, a, index, .. } => {
                    arithmetic!(self, w, *op, dst, w.reg(a), w.constant(index.into()), checked_add, +)
                }
                Op::KAdd { dst, index, b, .. } => {
                    arithmetic!(self, w, *op, dst, w.constant(index.into()), w.reg(b), checked_add, +)
                }
                Op::SubK { dst, a, index, .. } => {
                    arithmetic!(self, w, *op, dst, w.reg(a), w.constant(index.into()), checked_sub, -)
                }
                Op::KSub { dst, index, b, .. } => {
                    arithmetic!(self, w, *op, dst, w.constant(index.into()), w.reg(b), checked_sub, -)
                }
                Op::MulK { dst, a, index, .. } => {
                    arithmetic!(self, w, *op, dst, w.reg(a), w.constant(index.into()), checked_mul, *)
                }
                Op::KMul { dst, index, b, .. } => {
                    arithmetic!(self, w, *op, dst, w.constant(index.into()), w.reg(b), checked_mul, *)
                }
                Op::DivK { dst, a, index, .. } => {
                    divide!(self, w, *op, dst, w.reg(a), w.constant(index.into()))
                }
                Op::KDiv { dst, index, b, .. } => {
                    divide!(self, w, *op, dst, w.constant(index.into()), w.reg(b))
                }
                Op::RemK { dst, a, index, .. } => {
                    remainder!(self, w, *op, dst, w.reg(a), w.constant(index.into()))
                }
                Op::Append { dst, a, b, .. } => {
                    arithmetic!(self, w, *op, dst, w.reg(a), w.reg(b), checked_add, +)
                }
                Op::Neg { dst, a } => self.neg(w, dst, a),
                Op::Not { dst, a } => {
                    let yes = w.reg(a).truthy();
                    w.set_bool(dst, !yes);
                    next!();
                }
                Op::Truthy { dst, a } => {
                    let yes = w.reg(a).truthy();
                    w.set_bool(dst, yes);
                    next!();
                }
                Op::Concat { dst, from, count } => self.concat(w, dst, from, count),

                Op::Eq { dst, a, b } => compare!(self, w, dst, a, b, ==, eq_slow),
                Op::Ne { dst, a, b } => compare!(self, w, dst, a, b, !=, ne_slow),
                Op::Lt { dst, a, b } => compare!(self, w, dst, a, b, <, lt_slow),
                Op::Le { dst, a, b } => compare!(self, w, dst, a, b, <=, le_slow),
                Op::Gt { dst, a, b } => compare!(self, w, dst, a, b, >, gt_slow),
                Op::Ge { dst, a, b } => compare!(self, w, dst, a, b, >=, ge_slow),
                Op::In { dst, a, b } => membership!(self, w, dst, a, b, true),
                Op::NotIn { dst, a, b } => membership!(self, w, dst, a, b, false),

                Op::Jump { off } => {
                    w.jump(off);
                    next!();
                }
                Op::Loop { off } => jump!(self, w, off),
                Op::JumpIf { free, cond, off } => branch_truthy!(self, w, free, cond, off, true),
                Op::JumpIfNot { free, cond, off } => branch_truthy!(self, w, free, cond, off, false),
                Op::JumpIfNull { free, src, off } => {
                    branch_on!(self, w, free, src, src, off, w.reg(src).is_null())
                }
                Op::JumpIfNotNull { free, src, off } => {
                    branch_on!(self, w, free, src, src, off, !w.reg(src).is_null())
                }
                Op::JumpEq { a, b, off } => branch_equal!(self, w, w.reg(a), w.reg(b), a, b, off, true),
                Op::JumpEqInt { a, imm, off } => branch_imm!(self, w, a, imm, off, ==, eq_slow, true),
                Op::JumpEqK { a, index, off } => {
                    branch_equal!(self, w, w.reg(a), w.constant(index.into()), a, a, off, true)
                }
                Op::JumpNe { a, b, off } => branch_equal!(self, w, w.reg(a), w.reg(b), a, b, off, false),
                Op::JumpNeInt { a, imm, off } => branch_imm!(self, w, a, imm, off, !=, ne_slow, true),
                Op::JumpNeK { a, index, off } => {
                    branch_equal!(self, w, w.reg(a), w.constant(index.into()), a, a, off, false)
                }
                Op::JumpLt { a, b, off } => branch!(self, w, a, b, off, <, lt_slow, true),
                Op::JumpLtInt { a, imm, off } => branch_imm!(self, w, a, imm, off, <, lt_slow, true),
                Op::JumpLtK { a, index, off } => {
                    branch!(self, w, w.reg(a), w.constant(index.into()), a, a, off, <, lt_slow, true)
                }
                Op::JumpNotLt { a, b, off } => branch!(self, w, a, b, off, <, lt_slow, false),
                Op::JumpNotLtInt { a, imm, off } => branch_imm!(self, w, a, imm, off, <, lt_slow, false),
                Op::JumpNotLtK { a, index, off } => {
                    branch!(self, w, w.reg(a), w.constant(index.into()), a, a, off, <, lt_slow, false)
                }
                Op::JumpLe { a, b, off } => branch!(self, w, a, b, off, <=, le_slow, true),
                Op::JumpLeInt { a, imm, off } => branch_imm!(self, w, a, imm, off, <=, le_slow, true),
                Op::JumpLeK { a, index, off } => {
                    branch!(self, w, w.reg(a), w.constant(index.into()), a, a, off, <=, le_slow, true)
                }
                Op::JumpNotLe { a, b, off } => branch!(self, w, a, b, off, <=, le_slow, false),
                Op::JumpNotLeInt { a, imm, off } => branch_imm!(self, w, a, imm, off, <=, le_slow, false),
                Op::JumpNotLeK { a, index, off } => {
                    branch!(self, w, w.reg(a), w.constant(index.into()), a, a, off, <=, le_slow, false)
                }
                Op::JumpGt { a, b, off } => branch!(self, w, a, b, off, >, gt_slow, true),
                Op::JumpGtInt { a, imm, off } => branch_imm!(self, w, a, imm, off, >, gt_slow, true),
                Op::JumpGtK { a, index, off } => {
                    branch!(self, w, w.reg(a), w.constant(index.into()), a, a, off, >, gt_slow, true)
                }
                Op::JumpNotGt { a, b, off } => branch!(self, w, a, b, off, >, gt_slow, false),
                Op::JumpNotGtInt { a, imm, off } => branch_imm!(self, w, a, imm, off, >, gt_slow, false),
                Op::JumpNotGtK { a, index, off } => {
                    branch!(self, w, w.reg(a), w.constant(index.into()), a, a, off, >, gt_slow, false)
                }
                Op::JumpGe { a, b, off } => branch!(self, w, a, b, off, >=, ge_slow, true),
                Op::JumpGeInt { a, imm, off } => branch_imm!(self, w, a, imm, off, >=, ge_slow, true),
                Op::JumpGeK { a, index, off } => {
                    branch!(self, w, w.reg(a), w.constant(index.into()), a, a, off, >=, ge_slow, true)
                }
                Op::JumpNotGe { a, b, off } => branch!(self, w, a, b, off, >=, ge_slow, false),
                Op::JumpNotGeInt { a, imm, off } => branch_imm!(self, w, a, imm, off, >=, ge_slow, false),
                Op::JumpNotGeK { a, index, off } => {
                    branch!(self, w, w.reg(a), w.constant(index.into()), a, a, off, >=, ge_slow, false)
                }

                Op::NewList { dst, from, count } => self.new_list(w, dst, from, count),
                Op::ListExtend { list, from, count } => self.list_extend(w, list, from, count),
                Op::NewDict { dst, from, count } => self.new_dict(w, dst, from, count),
                Op::DictExtend { dict, from, count } => self.dict_extend(w, dict, from, count),
                Op::NewRange { inclusive, dst, a, b } => self.new_range(w, inclusive, dst, a, b),
                Op::NewStruct { dst, from, site } => self.new_struct(w, dst, from, site),
                Op::GetField { free, dst, object, site } => {
                    let cache = w.member_site(site);
                    if let Value::Instance(instance) = w.reg(object)
                        && instance.type_id() == cache.type_id.get()
                    {
                        let value = instance.get(cache.slot.get() as usize);
                        w.free(free, object);
                        w.set(dst, value);
                        next!();
                    }
                    read_field!(self, w, free, dst, object, site)
                }
                Op::AddField { a, dst, object, site } => {
                    with_field!(self, w, a, dst, object, site, checked_add, +)
                }
                Op::SubField { a, dst, object, site } => {
                    with_field!(self, w, a, dst, object, site, checked_sub, -)
                }
                Op::MulField { a, dst, object, site } => {
                    with_field!(self, w, a, dst, object, site, checked_mul, *)
                }
                Op::FieldAdd { b, dst, object, site } => {
                    change_field!(self, w, w.reg(b.into()), dst, object, site, checked_add, +)
                }
                Op::FieldSub { b, dst, object, site } => {
                    change_field!(self, w, w.reg(b.into()), dst, object, site, checked_sub, -)
                }
                Op::FieldAddInt { imm, dst, object, site } => {
                    change_field!(self, w, &Value::Int(imm.into()), dst, object, site, checked_add, +)
                }
                Op::SetField { free, object, src, site } => {
                    let cache = w.member_site(site);
                    if let Value::Instance(instance) = w.reg(object)
                        && instance.type_id() == cache.type_id.get()
                    {
                        let mut source = w;
                        let value = source.hand_over(free & 2, src);
                        discard(instance.swap(cache.slot.get() as usize, value));
                        w.free(free & 1, object);
                        next!();
                    }
                    if let Value::Host(_) = w.reg(object) {
                        switch!(self, w, self.set_property(w, free, object, src, site))
                    } else {
                        self.set_field(w, free, object, src, site)
                    }
                }
                Op::GetIndex { free, dst, object, index } => {
                    if let (Value::List(list), Value::Int(i)) = (w.reg(object), w.reg(index))
                        && let Some(value) = list.get(position(*i))
                    {
                        w.free(free & 1, object);
                        w.set(dst, value);
                        next!();
                    }
                    read_element!(self, w, free, dst, object, index)
                }
                Op::AddIndex { a, dst, object, index } => {
                    with_index!(self, w, a, dst, object, index, checked_add, +)
                }
                Op::SubIndex { a, dst, object, index } => {
                    with_index!(self, w, a, dst, object, index, checked_sub, -)
                }
                Op::MulIndex { a, dst, object, index } => {
                    with_index!(self, w, a, dst, object, index, checked_mul, *)
                }
                Op::SetIndex { free, object, index, src } => {
                    if let (Value::List(list), Value::Int(i)) = (w.reg(object), w.reg(index))
                        && let (list, i) = (&**list, position(*i))
                        && i < list.len()
                    {
                        let mut source = w;
                        let value = source.hand_over(free & 4, src);
                        discard(list.swap(i, value));
                        w.free(free & 1, object);
                        next!();
                    }
                    if let Value::Host(_) = w.reg(object) {
                        switch!(self, w, self.set_index_of_host(w, free, object, index, src))
                    } else {
                        self.set_index(w, free, object, index, src)
                    }
                }
                Op::Slice { dst, object, from } => self.slice(w, dst, object, from),
                Op::TypeMember { dst, site } => self.type_member(w, dst, site),

                Op::UnpackList { rest, dst, src, count } => self.unpack_list(w, rest, dst, src, count),
                Op::UnpackItem { dst, src, site } => self.unpack_item(w, dst, src, site),
                Op::UnpackKey { dst, src, key } => self.unpack_key(w, dst, src, key),
                Op::JumpNoMatch { a, b, off } => {
                    let matches = match (w.reg(a), w.reg(b)) {
                        (Value::Int(x), Value::Int(y)) => x == y,
                        (x, y) => oxbow_value::equal::matches(x, y),
                    };
                    if !matches {
                        w.jump(off.get());
                    }
                    next!();
                }
                Op::JumpNotList { a, count, off } => {
                    let fits = matches!(w.reg(a), Value::List(list) if list.len() == usize::from(count));
                    if !fits {
                        w.jump(off.get());
                    }
                    next!();
                }
                Op::RaiseNoMatch { src } => Err(self.no_match(w, src)),

                Op::Closure { dst, child } => self.make_closure(w, dst, child),
                Op::Call { argc, dst, base } => {
                    let call = CallShape::plain(base, argc, dst);
                    match w.take(base) {
                        Value::Closure(callee) if callee.code.entry.plain_args.get() == call.argc => {
                            enter!(self, w, callee, call)
                        }
                        callee => switch!(self, w, self.call_value(w, callee, call)),
                    }
                }
                Op::CallMod { argc, dst, base, slot } => {
                    let call = CallShape::plain(base, argc, dst);
                    match w.closure().module.get(slot) {
                        Value::Closure(callee) if callee.code.entry.plain_args.get() == call.argc => {
                            enter!(self, w, callee, call)
                        }
                        callee => switch!(self, w, self.call_module_variable(w, callee, slot, call)),
                    }
                }
                Op::CallBuiltin { argc, dst, base, index } => {
                    let call = CallShape::plain(base, argc, dst);
                    match self.globals.at(index) {
                        Some(Value::Native(native)) if native.takes(call.argc) => {
                            let body = native.body;
                            native!(self, w, body, call)
                        }
                        _ => switch!(self, w, self.call_builtin(w, index, call)),
                    }
                }
                Op::Push { base, list } => {
                    let before = w;
                    if let Value::List(list) = before.reg(list) {
                        // What goes wrong goes wrong in the call.
                        w.jump(1);
                        w.let_go(base);
                        match self.count() {
                            Ok(()) => match list.push_within_capacity(w.take(base + 1)) {
                                Ok(()) => next!(),
                                Err(item) => self.grow_list(w, list, item),
                            },
                            Err(raise) => Err(raise),
                        }
                    } else {
                        let value = before.reg(list).clone();
                        w.set(base, value);
                        next!();
                    }
                }
                Op::CharAt { dst, base, text } => {
                    let before = w;
                    if let (Value::Str(text), Value::Int(i)) = (before.reg(text), before.reg(base + 1))
                        && let Some(character) = text.ascii_at(position(*i))
                    {
                        w.jump(1);
                        match self.count() {
                            Ok(()) => {
                                w.let_go(base);
                                w.give(dst, Value::Str(character));
                                next!();
                            }
                            Err(raise) => Err(raise),
                        }
                    } else {
                        let value = before.reg(text).clone();
                        w.set(base, value);
                        next!();
                    }
                }
                Op::CallMethod { argc, dst, base, site } => {
                    let call = CallShape { start: base, argc: u16::from(argc) + 1, dst, hidden: 1 };
                    let cache = w.member_site(site);
                    match self.method_at_site(w.reg(base), cache) {
                        Some(Target::Native(body)) => native!(self, w, body, call),
                        Some(Target::Closure(callee)) if callee.code.entry.plain_args.get() == call.argc => {
                            enter!(self, w, callee, call)
                        }
                        Some(Target::Member(Value::Native(native))) if native.takes(argc.into()) => {
                            let body = native.body;
                            discard(w.take(base));
                            native!(self, w, body, CallShape::plain(base, argc, dst))
                        }
                        Some(Target::Member(Value::Closure(callee)))
                            if callee.code.entry.plain_args.get() == u16::from(argc) =>
                        {
                            discard(w.take(base));
                            let call = CallShape::plain(base, argc, dst);
                            enter!(self, w, callee, call)
                        }
                        _ => switch!(self, w, self.call_method(w, argc, dst, base, site)),
                    }
                }
                Op::CallMember { argc, dst, base, site } => match w.member_site(site).native.get() {
                    Some((_, body)) => native!(self, w, body, CallShape::plain(base, argc, dst)),
                    None => switch!(self, w, self.call_member(w, argc, dst, base, site)),
                },
                Op::CallNamed { argc, dst, base, site } => {
                    let call = CallShape::plain(base, argc, dst);
                    match w.take(base) {
                        Value::Closure(callee) if callee.code.entry.plain_args.get() == call.argc => {
                            enter!(self, w, callee, call)
                        }
                        callee => switch!(self, w, self.call_named(w, callee, site, call)),
                    }
                }
                Op::Return { src, held } => finish!(self, w, w.take(src), held),
                Op::ReturnNull { held } => finish!(self, w, Value::Null, held),
                Op::Yield { src } => switch!(self, w, self.suspend(w, src)),
                Op::JumpIfArg { param, off } => {
                    if self.frames.last().is_some_and(|frame| frame.argc > param) {
                        w.jump(off);
                    }
                    next!();
                }
                Op::Check { src, site } => self.check(w, src, site),

                Op::IterBegin { pairs, base } => {
                    if let Value::Host(_) = w.reg(base) {
                        switch!(self, w, self.iterate_host(w, pairs, base))
                    } else {
                        self.iter_begin(w, pairs, base)
                    }
                }
                Op::RangeBegin { inclusive, base, a, b } => {
                    if let (Value::Int(a), Value::Int(b)) = (w.reg(a), w.reg(b)) {
                        let (first, end) = (*a, *b);
                        w.clear(base, base + 3);
                        if first < end || (inclusive && first == end) {
                            w.set_int(base, first);
                            w.set_int(base + 1, if inclusive { end } else { end - 1 });
                        }
                        next!();
                    }
                    self.range_begin(w, inclusive, base, a, b)
                }
                Op::IterLoop { base, dst, off } => match (w.reg(base), w.reg(base + 1)) {
                    (Value::Int(next), Value::Int(last)) => {
                        let (next, last) = (*next, *last);
                        match self.safe_point(w) {
                            Ok(false) => {
                                match next < last {
                                    true => w.put_int(base, next + 1),
                                    false => w.clear(base, base + 1),
                                }
                                w.set_int(dst, next);
                                w.jump(off.get());
                                next!();
                            }
                            Ok(true) => {
                                w = self.current();
                                next!();
                            }
                            Err(raise) => Err(raise),
                        }
                    }
                    _ => jump!(self, w, off.get() - 1),
                },
                Op::IterNext { base, dst, off } => {
                    match (w.reg(base), w.reg(base + 1)) {
                        (Value::Int(next), Value::Int(last)) => {
                            let (next, last) = (*next, *last);
                            match next < last {
                                true => w.put_int(base, next + 1),
                                false => w.clear(base, base + 1),
                            }
                            w.set_int(dst, next);
                            next!();
                        }
                        (Value::List(list), Value::Int(i)) if w.reg(base + 2).is_null() => {
                            let i = *i;
                            if let Some(value) = list.get(i as usize) {
                                w.put_int(base + 1, i + 1);
                                w.set(dst, value);
                                next!();
                            }
                        }
                        _ => {}
                    }
                    switch!(self, w, self.iter_next(w, base, dst, off))
                }

                Op::Throw { src } => unwind!(self, w, self.throw(w, src)),
                Op::Catch { dst } => self.catch(w, dst),
                Op::Rethrow { src } => unwind!(self, w, self.rethrow(w, src)),

                Op::DeclareStruct { site } => self.declare_struct(w, site),
                Op::DeclareMethod { src, site } => self.declare_method(w, src, site),
                Op::StatementEnd => {
                    if self.ctx.finalizers.is_empty() {
                        next!();
                    }
                    match self.finalize_next(w) {
                        Ok(_) => {
                            w = self.current();
                            next!();
                        }
                        Err(raise) => Err(raise),
                    }
                }
            };
            if let Err(raise) = outcome {
                self.park(w);
                unwind!(self, w, self.thrown(raise));
            }
        }
    }

    /// The window of the top frame.
    #[inline(always)]
    pub(super) fn current(&self) -> Window {
        self.registers.open(self.frames.last().expect("a frame is running"))
    }

    /// A loop's back-edge: counts it, and begins a finalizer that is due (true).
    #[inline(always)]
    fn safe_point(&mut self, w: Window) -> Result<bool> {
        self.count()?;
        if self.ctx.finalizers.is_empty() { Ok(false) } else { self.finalize_next(w) }
    }
}

/// A place in a list: a negative index becomes one that no list has.
#[inline(always)]
fn position(index: i64) -> usize {
    usize::try_from(index as u64).unwrap_or(usize::MAX)
}
