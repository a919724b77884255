//! Koto. Nothing collects its cycles, with or without the host: see the row `cycles` of the interpreter bench.

use super::{Host, Work, text};
use koto::Koto;
use koto::prelude::*;

pub const HOST: Host = Host {
    name: "koto",
    life: || Koto::new().compile_and_run("1 + 2").map(drop).map_err(text),
    compiled: || {
        let mut koto = Koto::new();
        let script = koto.compile("a = 20\nb = 22\na + b").map_err(text)?;
        Ok(Box::new(move |rounds| {
            (0..rounds).try_for_each(|_| koto.run(script.clone()).map(drop)).map_err(text)
        }))
    },
    calls: || {
        let mut koto = Koto::new();
        let add = koto.compile_and_run("|a, b| a + b").map_err(text)?;
        Ok(Box::new(move |rounds| {
            let call = |_| koto.call_function(add.clone(), &[1.into(), 2.into()]).map(drop);
            (0..rounds).try_for_each(call).map_err(text)
        }))
    },
    called: || counted("n = add n, 1"),
    loops: || counted("n = n + 1"),
    cycles: None,
};

fn counted(step: &str) -> Result<Work, String> {
    let mut koto = Koto::new();
    koto.prelude().add_fn("add", |ctx| match ctx.args() {
        [KValue::Number(a), KValue::Number(b)] => Ok((a + b).into()),
        unexpected => unexpected_args("|Number, Number|", unexpected),
    });
    let source = format!("|rounds|\n  n = 0\n  while n < rounds\n    {step}\n");
    let script = koto.compile_and_run(&source).map_err(text)?;
    Ok(Box::new(move |rounds| {
        koto.call_function(script.clone(), &[i64::from(rounds).into()]).map(drop).map_err(text)
    }))
}
