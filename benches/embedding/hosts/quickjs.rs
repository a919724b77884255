//! QuickJS by `rquickjs`.

use super::{Host, Work, text};
use rquickjs::{Context, Ctx, Function, Object, Persistent, Runtime};

pub const HOST: Host = Host {
    name: "quickjs",
    life: || {
        let life = || {
            let context = Context::full(&Runtime::new()?)?;
            context.with(|ctx| ctx.eval::<i32, _>("1 + 2"))
        };
        life().map(drop).map_err(text)
    },
    compiled: || repeat("(function () { let a = 20; let b = 22; return a + b; })", |f| f.call::<_, i32>(())),
    calls: || repeat("(function (a, b) { return a + b; })", |f| f.call::<_, i32>((1, 2))),
    called: || counted("n = add(n, 1)"),
    loops: || counted("n = n + 1"),
    cycles: Some(|| {
        let runtime = Runtime::new().map_err(text)?;
        let context = Context::full(&runtime).map_err(text)?;
        Ok(Box::new(move |rounds| {
            (0..rounds).try_for_each(|_| context.with(|ctx| cycle(&ctx))).map_err(text)?;
            runtime.run_gc();
            Ok(())
        }))
    }),
};

/// A context, and a function that its source evaluates to.
fn compile(source: &str) -> rquickjs::Result<(Context, Persistent<Function<'static>>)> {
    let context = Context::full(&Runtime::new()?)?;
    let function = context.with(|ctx| {
        ctx.globals().set("add", Function::new(ctx.clone(), |a: i32, b: i32| a + b)?)?;
        let function: Function = ctx.eval(source)?;
        Ok::<_, rquickjs::Error>(Persistent::save(&ctx, function))
    })?;
    Ok((context, function))
}

fn repeat(source: &str, call: fn(&Function) -> rquickjs::Result<i32>) -> Result<Work, String> {
    let (context, function) = compile(source).map_err(text)?;
    Ok(Box::new(move |rounds| {
        // Entered once: that is how many calls in a row are made.
        let run = |ctx: Ctx| {
            let function = function.clone().restore(&ctx)?;
            (0..rounds).try_for_each(|_| call(&function).map(drop))
        };
        context.with(run).map_err(text)
    }))
}

fn counted(step: &str) -> Result<Work, String> {
    let source = format!("(function (rounds) {{ let n = 0; while (n < rounds) {{ {step}; }} }})");
    let (context, function) = compile(&source).map_err(text)?;
    Ok(Box::new(move |rounds| {
        let run = |ctx: Ctx| function.clone().restore(&ctx)?.call::<_, ()>((rounds,));
        context.with(run).map_err(text)
    }))
}

fn cycle<'js>(ctx: &Ctx<'js>) -> rquickjs::Result<()> {
    let object = Object::new(ctx.clone())?;
    let held = Persistent::save(ctx, object.clone());
    let back = Function::new(ctx.clone(), move |ctx: Ctx<'js>| held.clone().restore(&ctx))?;
    object.set("back", back)
}
