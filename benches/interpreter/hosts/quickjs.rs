//! QuickJS (in C, built with this bench), hosted by `rquickjs`. A program is compiled as the body of a function, so that it can run again.

use super::{Program, say};
use rquickjs::{CatchResultExt, Context, Function, Persistent, Runtime, function::Rest};

struct Compiled {
    main: Option<Persistent<Function<'static>>>,
    context: Context,
    _runtime: Runtime,
}

pub fn compile(source: &str) -> Result<Box<dyn Program>, String> {
    let build = || {
        let runtime = Runtime::new()?;
        let context = Context::full(&runtime)?;
        let main = context.with(|ctx| {
            let print = Function::new(ctx.clone(), |values: Rest<rquickjs::Coerced<String>>| {
                say(&values.iter().map(|value| value.0.as_str()).collect::<Vec<_>>().join(" "));
            })?;
            ctx.globals().set("print", print)?;
            let main: Function = ctx.eval(format!("(function () {{\n{source}\n}})"))?;
            Ok::<_, rquickjs::Error>(Persistent::save(&ctx, main))
        })?;
        Ok(Compiled { main: Some(main), context, _runtime: runtime })
    };
    build()
        .map(|compiled| Box::new(compiled) as Box<dyn Program>)
        .map_err(|error: rquickjs::Error| error.to_string())
}

impl Program for Compiled {
    fn run(&mut self) -> Result<(), String> {
        let main = self.main.clone().ok_or("not compiled")?;
        self.context.with(|ctx| {
            let main = main.restore(&ctx).map_err(|error| error.to_string())?;
            main.call::<_, ()>(()).catch(&ctx).map_err(|error| error.to_string())
        })
    }
}

impl Drop for Compiled {
    fn drop(&mut self) {
        // A kept value must go before its runtime.
        self.main = None;
    }
}
