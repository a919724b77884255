//! Boa, with its default features. A program is compiled as the body of a function, so that it can run again.

use super::{Program, say};
use boa_engine::{
    Context, JsResult, JsString, JsValue, NativeFunction, Source, js_string, object::builtins::JsFunction,
};

struct Compiled {
    main: JsFunction,
    context: Context,
}

pub fn compile(source: &str) -> Result<Box<dyn Program>, String> {
    let build = || {
        let mut context = Context::default();
        context.register_global_callable(js_string!("print"), 1, NativeFunction::from_fn_ptr(print))?;
        let main = context.eval(Source::from_bytes(&format!("(function () {{\n{source}\n}})")))?;
        let main = main.as_object().and_then(|object| JsFunction::from_object(object.clone()));
        Ok((main, context))
    };
    let (main, context) = build().map_err(|error: boa_engine::JsError| error.to_string())?;
    let main = main.ok_or("not a function")?;
    Ok(Box::new(Compiled { main, context }))
}

fn print(_: &JsValue, values: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let texts: JsResult<Vec<JsString>> = values.iter().map(|value| value.to_string(context)).collect();
    say(&texts?.iter().map(JsString::to_std_string_escaped).collect::<Vec<_>>().join(" "));
    Ok(JsValue::undefined())
}

impl Program for Compiled {
    fn run(&mut self) -> Result<(), String> {
        let result = self.main.call(&JsValue::undefined(), &[], &mut self.context);
        result.map(drop).map_err(|error| error.to_string())
    }
}
