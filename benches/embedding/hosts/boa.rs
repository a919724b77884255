//! Boa, with its default features.

use super::{Host, Work, text};
use boa_engine::object::builtins::JsFunction;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::{Context, JsResult, JsValue, NativeFunction, Source, js_string};

pub const HOST: Host = Host {
    name: "boa",
    life: || Context::default().eval(Source::from_bytes("1 + 2")).map(drop).map_err(text),
    compiled: || repeat("(function () { let a = 20; let b = 22; return a + b; })"),
    calls: || repeat("(function (a, b) { return a + b; })"),
    called: || counted("n = add(n, 1)"),
    loops: || counted("n = n + 1"),
    cycles: Some(|| {
        let mut context = Context::default();
        Ok(Box::new(move |rounds| {
            (0..rounds).try_for_each(|_| cycle(&mut context)).map_err(text)?;
            boa_engine::gc::force_collect();
            Ok(())
        }))
    }),
};

fn compile(source: &str) -> Result<(Context, JsFunction), String> {
    let mut context = Context::default();
    let add = NativeFunction::from_fn_ptr(|_, values, context| {
        let [a, b] = values else { return Ok(JsValue::undefined()) };
        Ok((a.to_i32(context)? + b.to_i32(context)?).into())
    });
    context.register_global_callable(js_string!("add"), 2, add).map_err(text)?;
    let function = context.eval(Source::from_bytes(source)).map_err(text)?;
    let function = function.as_object().and_then(|object| JsFunction::from_object(object.clone()));
    Ok((context, function.ok_or("not a function")?))
}

fn repeat(source: &str) -> Result<Work, String> {
    let (mut context, function) = compile(source)?;
    Ok(Box::new(move |rounds| {
        let mut call = || function.call(&JsValue::undefined(), &[1.into(), 2.into()], &mut context);
        (0..rounds).try_for_each(|_| call().map(drop)).map_err(text)
    }))
}

fn counted(step: &str) -> Result<Work, String> {
    let source = format!("(function (rounds) {{ let n = 0; while (n < rounds) {{ {step}; }} }})");
    let (mut context, function) = compile(&source)?;
    Ok(Box::new(move |rounds| {
        function.call(&JsValue::undefined(), &[rounds.into()], &mut context).map(drop).map_err(text)
    }))
}

fn cycle(context: &mut Context) -> JsResult<()> {
    let object = JsObject::with_null_proto();
    let back = NativeFunction::from_copy_closure_with_captures(
        |_, _, held: &JsObject, _| Ok(held.clone().into()),
        object.clone(),
    );
    let back = FunctionObjectBuilder::new(context.realm(), back).build();
    object.set(js_string!("back"), back, false, context).map(drop)
}
