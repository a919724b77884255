//! An expression calculator: formulas with variables and functions of the host.
//!
//! `cargo run --example calculator -- 'sqrt(x * x + 9)' x=4`

use oxbow_interp::{Engine, Error};

fn main() -> Result<(), Error> {
    let mut args = std::env::args().skip(1);
    let formula = args.next().unwrap_or_else(|| "sqrt(x * x + 9) * share".to_owned());
    let mut engine = Engine::builder().fuel(100_000).memory_limit(1 << 20).build();
    engine.register_fn(
        "sqrt",
        |x: f64| if x < 0.0 { Err("the root of a negative number") } else { Ok(x.sqrt()) },
    )?;
    engine.register_fn("avg", |xs: oxbow_interp::Rest<f64>| xs.0.iter().sum::<f64>() / xs.0.len() as f64)?;
    engine.set_global("x", 4.0)?;
    engine.set_global("share", 0.5)?;
    for assignment in args {
        if let Some((name, value)) = assignment.split_once('=') {
            let value = engine.eval(value)?;
            engine.set_global(name, value)?;
        }
    }
    match engine.eval_as::<f64>(&formula) {
        Ok(result) => println!("{formula} = {result}"),
        Err(error) => eprint!("{}", error.render(false)),
    }
    Ok(())
}
