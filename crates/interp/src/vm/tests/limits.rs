//! Fuel, deadline, interrupt, memory.

use super::asm::{Asm, Bench, message};
use oxbow_value::Value;
use oxbow_value::code::Op;
use oxbow_value::error::ErrorKind;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

/// while true {} inside try { } catch { return 1 }
fn endless() -> Asm {
    let ops = vec![Op::Loop { off: -1 }, Op::ReturnNull { held: 0 }];
    Asm::new("main", &[], 1, ops).handler(0, 1, 1, 0)
}

fn assert_stopped(bench: &mut Bench, asm: Asm, fragment: &str) {
    let error = bench.run(asm).expect_err("stopped");
    assert!(error.fatal && message(&error).contains(fragment), "{}", message(&error));
    assert_eq!(error.raise.as_ref().map(|raise| raise.kind), Some(ErrorKind::LimitError));
    bench.assert_clean();
}

#[test]
fn fuel_deadline_and_interrupt_cannot_be_caught() {
    let mut bench = Bench::new();
    bench.vm.ctx.work.fuel.set(Some(100_000));
    assert_stopped(&mut bench, endless(), "fuel");
    bench.vm.ctx.work.fuel.set(None);
    bench.vm.ctx.work.deadline.set(Some(Instant::now() + Duration::from_millis(20)));
    assert_stopped(&mut bench, endless(), "deadline");
    bench.vm.ctx.work.deadline.set(None);
    bench.vm.ctx.work.interrupt.replace(Some(Arc::new(AtomicBool::new(true))));
    assert_stopped(&mut bench, endless(), "interrupted");
    bench.vm.ctx.work.interrupt.replace(None);
    assert!(
        bench.value(Asm::new("f", &[], 0, vec![Op::ReturnNull { held: 0 }])).is_null(),
        "usable afterwards"
    );
}

#[test]
fn unused_fuel_is_given_back() {
    let mut bench = Bench::new();
    bench.vm.ctx.work.fuel.set(Some(10_000));
    let ops = vec![
        Op::Int { dst: 0, value: 0 },
        Op::AddInt { free: 0, dst: 0, a: 0, imm: 1 },
        Op::JumpEqInt { a: 0, imm: 100, off: super::asm::skip(1) },
        Op::Loop { off: -3 },
        Op::ReturnNull { held: 0 },
    ];
    bench.value(Asm::new("f", &[], 1, ops));
    let used = 10_000 - bench.vm.ctx.work.fuel.get().expect("still limited");
    assert_eq!(used, 100, "99 back-edges and the call");
}

#[test]
fn a_memory_limit_raises_a_catchable_error() {
    // A list that grows without end, in a try block.
    let ops = vec![
        Op::NewList { dst: 0, from: 0, count: 0 },
        Op::NewList { dst: 1, from: 1, count: 0 },
        Op::ListExtend { list: 0, from: 1, count: 1 },
        Op::Loop { off: -3 },
        Op::Catch { dst: 0 },
        Op::Return { src: 0, held: 0 },
    ];
    let mut bench = Bench::new();
    bench.vm.ctx.heap.set_limit(Some(1 << 20));
    let value = bench.value(Asm::new("main", &[], 2, ops).handler(0, 4, 4, 0));
    let Value::Dict(dict) = value else { panic!("an error dict") };
    assert_eq!(
        dict.get_str("type").map(|t| oxbow_value::show::show(&t).expect("text")),
        Some("MemoryError".into())
    );
}
