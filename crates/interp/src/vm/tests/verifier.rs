//! What the verifier refuses. Each case is code that the unchecked register access could not stand.

use super::asm::{Asm, Bench, field, literal, skip};
use oxbow_value::code::{Capture, Op, Site};

fn refused(asm: Asm, fragment: &str) {
    let error = Bench::new().error(asm);
    assert!(error.contains("bad code") && error.contains(fragment), "{error}");
}

fn ops(op: Op) -> Asm {
    Asm::new("f", &[], 2, vec![op, Op::ReturnNull { held: 0 }])
}

#[test]
fn operands_out_of_range() {
    refused(ops(Op::Null { dst: 2 }), "register out of range");
    refused(ops(Op::Move { dst: 0, src: 7 }), "register out of range");
    refused(ops(Op::Clear { from: 1, count: 2 }), "registers out of range");
    refused(ops(Op::NewDict { dst: 0, from: 0, count: 2 }), "registers out of range");
    refused(ops(Op::Call { argc: 2, dst: 0, base: 0 }), "registers out of range");
    refused(ops(Op::IterBegin { pairs: false, base: 0 }), "registers out of range");
    refused(ops(Op::UnpackList { rest: true, dst: 0, src: 0, count: 2 }), "registers out of range");
    refused(ops(Op::Const { dst: 0, index: 0 }), "constant out of range");
    refused(ops(Op::GetField { free: 0, dst: 0, object: 0, site: 0 }), "site out of range");
    refused(ops(Op::GetUp { dst: 0, index: 0 }), "captured variable out of range");
    refused(ops(Op::Closure { dst: 0, child: 0 }), "child out of range");
    refused(ops(Op::JumpIfArg { param: 0, off: 0 }), "parameter out of range");
}

#[test]
fn sites_of_the_wrong_kind_or_size() {
    refused(ops(Op::Raise { site: 0 }).sites([field("x")]), "site of the wrong kind");
    refused(
        ops(Op::NewStruct { dst: 0, from: 1, site: 0 }).sites([literal(0, &["x", "y"])]),
        "registers of a site",
    );
    let unpack = Site::Unpack { names: ["x", "y"].map(super::asm::s).into(), rest: true };
    refused(ops(Op::UnpackItem { dst: 0, src: 0, site: 0 }).sites([unpack]), "registers of a site");
}

#[test]
fn control_flow_out_of_the_code() {
    refused(Asm::new("f", &[], 1, vec![Op::Null { dst: 0 }]), "falls through its end");
    refused(Asm::new("f", &[], 1, vec![]), "falls through its end");
    refused(ops(Op::Jump { off: 1 }), "jump out of range");
    refused(ops(Op::Jump { off: -2 }), "jump out of range");
    refused(ops(Op::Jump { off: -1 }), "jumps back without a safe point");
    refused(ops(Op::JumpEq { a: 0, b: 0, off: skip(1) }), "jump out of range");
    refused(ops(Op::Null { dst: 0 }).handler(0, 1, 2, 0), "handler out of range");
    refused(ops(Op::Null { dst: 0 }).handler(0, 1, 1, 2), "handler register out of range");
}

#[test]
fn tables_that_do_not_fit() {
    let mut asm = ops(Op::Null { dst: 0 });
    asm.0.spans = Box::new([]);
    refused(asm, "instructions without spans");
    refused(
        Asm::new("f", &[], 0, vec![Op::ReturnNull { held: 0 }])
            .child(ops(Op::Null { dst: 0 }).captures(&[Capture::Local(0)])),
        "captured register",
    );
    let mut asm = ops(Op::Null { dst: 0 });
    asm.0.registers = 0;
    asm.0.ops = Box::new([Op::ReturnNull { held: 0 }]);
    asm.0.spans = Box::new([oxbow_value::source::Span::default()]);
    assert!(Bench::new().run(asm).is_ok(), "a function without registers is fine");
}

#[test]
fn operands_that_would_go_while_they_are_used() {
    let three =
        |op: Op| Asm::new("f", &[], 3, vec![op, Op::ReturnNull { held: 0 }, Op::ReturnNull { held: 0 }]);
    refused(three(Op::Push { base: 0, list: 1 }), "takes its list");
    refused(three(Op::Push { base: 2, list: 0 }), "registers out of range");
    refused(three(Op::Push { base: 0, list: 0 }), "takes its list");
    refused(three(Op::CharAt { dst: 0, base: 0, text: 1 }), "takes its text");
    refused(three(Op::SetVar { free: 1, var: 0, src: 0 }), "takes its variable");
    refused(
        three(Op::SetField { free: 2, object: 0, src: 0, site: 0 }).sites([field("x")]),
        "takes its object",
    );
    refused(three(Op::SetIndex { free: 4, object: 0, index: 1, src: 0 }), "takes its object");
}
