//! What the arms of the loop consist of: arithmetic, comparisons, jumps, fields, calls and returns, as macros.
//!
//! Invariant: a macro is an arm or its end. It goes on with the next instruction, leaves the loop, or gives an outcome to the loop's common end. As functions they
//! could not `continue`, and the running window, passed in and handed back, would leave the processor's registers.

/// Goes on with the next instruction.
macro_rules! next {
    () => {{
        seal();
        continue;
    }};
}

/// r[dst] = x op y for ints (checked) and floats, else out of line.
macro_rules! arithmetic {
    ($vm:ident, $w:ident, $op:expr, $dst:ident, $x:expr, $y:expr, $checked:ident, $float:tt) => {{
        match ($x, $y) {
            (Value::Int(x), Value::Int(y)) => {
                if let Some(z) = x.$checked(*y) {
                    $w.set_int($dst, z);
                    next!();
                }
            }
            (Value::Float(x), Value::Float(y)) => {
                let z = *x $float *y;
                $w.set_float($dst, z);
                next!();
            }
            (Value::Int(x), Value::Float(y)) => {
                let z = *x as f64 $float *y;
                $w.set_float($dst, z);
                next!();
            }
            (Value::Float(x), Value::Int(y)) => {
                let z = *x $float *y as f64;
                $w.set_float($dst, z);
                next!();
            }
            _ => {}
        }
        $vm.arithmetic($w, $op)
    }};
}

/// r[dst] = x op imm for ints and floats, else out of line.
macro_rules! arithmetic_imm {
    ($vm:ident, $w:ident, $op:expr, $dst:ident, $a:ident, $imm:ident, $checked:ident, $float:tt) => {{
        match $w.reg($a) {
            Value::Int(x) => {
                if let Some(z) = x.$checked(i64::from($imm)) {
                    $w.set_int($dst, z);
                    next!();
                }
            }
            Value::Float(x) => {
                let z = *x $float f64::from($imm);
                $w.set_float($dst, z);
                next!();
            }
            _ => {}
        }
        $vm.arithmetic($w, $op)
    }};
}

/// r[dst] = x / y for numbers and y not zero, else out of line.
macro_rules! divide {
    ($vm:ident, $w:ident, $op:expr, $dst:ident, $x:expr, $y:expr) => {{
        let quotient = match ($x, $y) {
            (Value::Float(x), Value::Float(y)) if *y != 0.0 => Some(*x / *y),
            (Value::Int(x), Value::Int(y)) if *y != 0 => Some(*x as f64 / *y as f64),
            (Value::Int(x), Value::Float(y)) if *y != 0.0 => Some(*x as f64 / *y),
            (Value::Float(x), Value::Int(y)) if *y != 0 => Some(*x / *y as f64),
            _ => None,
        };
        if let Some(z) = quotient {
            $w.set_float($dst, z);
            next!();
        }
        $vm.arithmetic($w, $op)
    }};
}

/// r[dst] = x % y for ints, else out of line.
macro_rules! remainder {
    ($vm:ident, $w:ident, $op:expr, $dst:ident, $x:expr, $y:expr) => {{
        if let (Value::Int(x), Value::Int(y)) = ($x, $y)
            && let Some(z) = x.checked_rem(*y)
        {
            $w.set_int($dst, z);
            next!();
        }
        $vm.arithmetic($w, $op)
    }};
}

/// r[dst] = r[object].field, unless the cache of the site knows better.
macro_rules! read_field {
    ($vm:ident, $w:ident, $free:expr, $dst:ident, $object:ident, $site:ident) => {
        if let Value::Host(_) = $w.reg($object) {
            switch!($vm, $w, $vm.get_property($w, $free, $dst, $object, $site))
        } else {
            $vm.get_field($w, $free, $dst, $object, $site)
        }
    };
}

/// r[dst] = r[object][r[index]] unless both are a list and a place in it.
macro_rules! read_element {
    ($vm:ident, $w:ident, $free:expr, $dst:ident, $object:ident, $index:ident) => {
        if let Value::Host(_) = $w.reg($object) {
            switch!($vm, $w, $vm.index_host($w, $free, $dst, $object, $index))
        } else {
            $vm.get_index($w, $free, $dst, $object, $index)
        }
    };
}

/// r[a] = r[a] op an element of a list for numbers of one kind, without the next instruction; else r[dst] = r[object][r[index]].
macro_rules! with_index {
    ($vm:ident, $w:ident, $a:ident, $dst:ident, $object:ident, $index:ident, $checked:ident, $float:tt) => {{
        if let (Value::List(list), Value::Int(i)) = ($w.reg($object), $w.reg($index))
            && let Some(element) = list.get(position(*i))
        {
            with_number!($w, $a, $dst, element, $checked, $float)
        }
        read_element!($vm, $w, 0, $dst, $object, $index)
    }};
}

/// r[a] = r[a] op a value that was read for that, if both are numbers of one kind, without the next instruction; else r[dst] = the value.
macro_rules! with_number {
    ($w:ident, $a:ident, $dst:ident, $value:ident, $checked:ident, $float:tt) => {{
        // Numbers need no drop; what is none is moved on.
        let value = ManuallyDrop::new($value);
        match ($w.reg($a.into()), &*value) {
            (Value::Float(x), Value::Float(y)) => {
                let z = *x $float *y;
                $w.set_float($a.into(), z);
                $w.let_go($dst);
                $w.jump(1);
                next!();
            }
            (Value::Int(x), Value::Int(y)) => {
                if let Some(z) = x.$checked(*y) {
                    $w.set_int($a.into(), z);
                    $w.let_go($dst);
                    $w.jump(1);
                    next!();
                }
            }
            _ => {}
        }
        $w.set($dst, ManuallyDrop::into_inner(value));
        next!();
    }};
}

/// r[a] = r[a] op r[object].field for numbers of one kind, without the next instruction; else r[dst] = r[object].field.
macro_rules! with_field {
    ($vm:ident, $w:ident, $a:ident, $dst:ident, $object:ident, $site:ident, $checked:ident, $float:tt) => {{
        let cache = $w.member_site($site);
        if let Value::Instance(instance) = $w.reg($object)
            && instance.type_id() == cache.type_id.get()
        {
            let field = instance.get(cache.slot.get() as usize);
            with_number!($w, $a, $dst, field, $checked, $float)
        }
        read_field!($vm, $w, 0, $dst, $object, $site)
    }};
}

/// r[object].field = r[object].field op y for numbers of one kind, without the next two instructions; else r[dst] = r[object].field.
macro_rules! change_field {
    ($vm:ident, $w:ident, $y:expr, $dst:ident, $object:ident, $site:ident, $checked:ident, $float:tt) => {{
        let cache = $w.member_site($site);
        if let Value::Instance(instance) = $w.reg($object)
            && instance.type_id() == cache.type_id.get()
        {
            let slot = instance.cell(cache.slot.get() as usize);
            let field = ManuallyDrop::new(slot.get());
            match (&*field, $y) {
                (Value::Float(x), Value::Float(y)) => {
                    slot.set(Value::Float(*x $float *y));
                    $w.let_go($dst);
                    $w.jump(2);
                    next!();
                }
                (Value::Int(x), Value::Int(y)) => {
                    if let Some(z) = x.$checked(*y) {
                        slot.set(Value::Int(z));
                        $w.let_go($dst);
                        $w.jump(2);
                        next!();
                    }
                }
                _ => {}
            }
            $w.set($dst, ManuallyDrop::into_inner(field));
            next!();
        }
        read_field!($vm, $w, 0, $dst, $object, $site)
    }};
}

/// The outcome of a comparison: ints and floats here, else out of line.
macro_rules! outcome {
    ($vm:ident, $x:expr, $y:expr, $op:tt, $slow:ident) => {
        match ($x, $y) {
            (Value::Int(x), Value::Int(y)) => Ok(*x $op *y),
            (Value::Float(x), Value::Float(y)) => Ok(*x $op *y),
            (x, y) => Vm::$slow(x, y),
        }
    };
}

/// r[dst] = r[a] op r[b]
macro_rules! compare {
    ($vm:ident, $w:ident, $dst:ident, $a:ident, $b:ident, $op:tt, $slow:ident) => {
        match outcome!($vm, $w.reg($a), $w.reg($b), $op, $slow) {
            Ok(yes) => {
                $w.set_bool($dst, yes);
                next!();
            }
            Err(raise) => Err(raise),
        }
    };
}

/// r[dst] = (r[a] in r[b]) == wanted
macro_rules! membership {
    ($vm:ident, $w:ident, $dst:ident, $a:ident, $b:ident, $wanted:literal) => {
        if let Value::Host(_) = $w.reg($b) {
            switch!($vm, $w, $vm.contained_in_host($w, $dst, $a, $b, $wanted))
        } else {
            Vm::contains($w, $dst, $a, $b, $wanted)
        }
    };
}

/// Jumps; backwards after a safe point. A finalizer that is due runs instead, and then this instruction again.
macro_rules! jump {
    ($vm:ident, $w:ident, $off:expr) => {{
        let off = $off;
        if off >= 0 {
            $w.jump(off);
            next!();
        }
        match $vm.safe_point($w) {
            Ok(false) => {
                $w.jump(off);
                next!();
            }
            Ok(true) => {
                $w = $vm.current();
                next!();
            }
            Err(raise) => Err(raise),
        }
    }};
}

/// Jump if the outcome of a comparison is the one wanted.
macro_rules! jump_if {
    ($vm:ident, $w:ident, $yes:expr, $wanted:literal, $off:expr) => {{
        if $yes != $wanted {
            next!();
        }
        jump!($vm, $w, $off)
    }};
}

/// Jump if (x op y) == wanted. Each kind of operands has its own way to the end: an outcome that came through memory would cost more.
macro_rules! branch {
    ($vm:ident, $w:ident, $a:ident, $b:ident, $off:ident, $op:tt, $slow:ident, $wanted:literal) => {
        branch!($vm, $w, $w.reg($a), $w.reg($b), $a, $b, $off, $op, $slow, $wanted)
    };
    ($vm:ident, $w:ident, $x:expr, $y:expr, $a:ident, $b:ident, $off:ident, $op:tt, $slow:ident, $wanted:literal) => {
        match ($x, $y) {
            (Value::Int(x), Value::Int(y)) => jump_if!($vm, $w, (*x $op *y), $wanted, $off.get()),
            (Value::Float(x), Value::Float(y)) => jump_if!($vm, $w, (*x $op *y), $wanted, $off.get()),
            (x, y) => match Vm::$slow(x, y) {
                Ok(yes) => branch_on!($vm, $w, $off.free(), $a, $b, $off.get(), yes == $wanted),
                Err(raise) => Err(raise),
            },
        }
    };
}

/// Jump if (x == y) == wanted.
macro_rules! branch_equal {
    ($vm:ident, $w:ident, $x:expr, $y:expr, $a:ident, $b:ident, $off:ident, $wanted:literal) => {
        match ($x, $y) {
            (Value::Int(x), Value::Int(y)) => jump_if!($vm, $w, (*x == *y), $wanted, $off.get()),
            (Value::Float(x), Value::Float(y)) => jump_if!($vm, $w, (*x == *y), $wanted, $off.get()),
            (x, y) => match Vm::eq_slow(x, y) {
                Ok(yes) => branch_on!($vm, $w, $off.free(), $a, $b, $off.get(), yes == $wanted),
                Err(raise) => Err(raise),
            },
        }
    };
}

/// Jump if (r[a] op imm) == wanted.
macro_rules! branch_imm {
    ($vm:ident, $w:ident, $a:ident, $imm:ident, $off:ident, $op:tt, $slow:ident, $wanted:literal) => {
        match $w.reg($a) {
            Value::Int(x) => jump_if!($vm, $w, (*x $op i64::from($imm)), $wanted, $off.get()),
            x => match Vm::$slow(x, &Value::Int($imm.into())) {
                Ok(yes) => branch_on!($vm, $w, $off.free(), $a, $a, $off.get(), yes == $wanted),
                Err(raise) => Err(raise),
            },
        }
    };
}

/// Jump if truthy(r[cond]) is what is wanted. Bools have a short way to the end: there is nothing to let go of.
macro_rules! branch_truthy {
    ($vm:ident, $w:ident, $free:ident, $cond:ident, $off:ident, $wanted:literal) => {
        match $w.reg($cond) {
            Value::Bool(yes) => jump_if!($vm, $w, *yes, $wanted, $off),
            value => branch_on!($vm, $w, $free, $cond, $cond, $off, value.truthy() == $wanted),
        }
    };
}

/// Jump if a condition on r[a] and r[b] holds; they may end here.
macro_rules! branch_on {
    ($vm:ident, $w:ident, $free:expr, $a:ident, $b:ident, $off:expr, $holds:expr) => {{
        let (free, off) = ($free, $off);
        if !$holds {
            $w.free(free & 1, $a);
            $w.free(free & 2, $b);
            next!();
        }
        // A finalizer that is due comes first: it leads back here.
        let ready = if off < 0 { $vm.safe_point($w) } else { Ok(false) };
        match ready {
            Ok(false) => {
                $w.free(free & 1, $a);
                $w.free(free & 2, $b);
                $w.jump(off);
                next!();
            }
            Ok(true) => {
                $w = $vm.current();
                next!();
            }
            Err(raise) => Err(raise),
        }
    }};
}

/// Continues in the top frame after an operation that may have pushed or popped frames. The window is opened anew instead of handed back: a
/// struct that came through memory would stall every instruction behind it.
macro_rules! switch {
    ($vm:ident, $w:ident, $result:expr) => {
        match $result {
            Ok(()) => {
                $w = $vm.current();
                next!();
            }
            Err(raise) => Err(raise),
        }
    };
}

/// Enters a function whose arguments need no checks.
macro_rules! enter {
    ($vm:ident, $w:ident, $callee:ident, $call:ident) => {
        match $vm.enter_plain($w, $callee, $call) {
            Ok(window) => {
                $w = window;
                next!();
            }
            Err(raise) => Err(raise),
        }
    };
}

/// Calls a native function that accepts this number of arguments.
macro_rules! native {
    ($vm:ident, $w:ident, $body:expr, $call:expr) => {{
        let call = $call;
        match $vm.call_native($body, $w.regs_mut(call.start, call.argc)) {
            Ok(value) => {
                $w.give(call.dst, value);
                $vm.after_allocation($w)
            }
            Err(raise) => Err(raise),
        }
    }};
}

/// Unwinds to a handler, or leaves the loop.
macro_rules! unwind {
    ($vm:ident, $w:ident, $thrown:expr) => {{
        let thrown = $thrown;
        $vm.unwind(thrown)?;
        $w = $vm.current();
        next!();
    }};
}

/// Ends the running frame with a value: drops what its registers below `held` refer to and hands the value to whoever waits for it.
macro_rules! finish {
    ($vm:ident, $w:ident, $value:expr, $held:ident) => {{
        let value = $value;
        $w.end($held);
        let Some(frame) = $vm.frames.pop() else { return Ok(value) };
        if frame.kind == FrameKind::Call {
            $w = $vm.current();
            $w.give(frame.dst, value);
            next!();
        }
        match $vm.leave_special(&frame, value) {
            Some(value) => return Ok(value),
            None => {
                $w = $vm.current();
                next!();
            }
        }
    }};
}
