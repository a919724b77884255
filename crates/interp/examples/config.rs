//! A configuration file that is a script: it may compute, and ends up in a plain Rust struct.

use oxbow_interp::{Engine, Error};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::time::Duration;

/// What the program wants to know.
#[derive(Debug, Deserialize)]
struct Config {
    name: String,
    workers: usize,
    timeout_ms: u64,
    routes: BTreeMap<String, Route>,
    log: Option<String>,
}

/// A part of it.
#[derive(Debug, Deserialize)]
struct Route {
    target: String,
    weight: f64,
}

const TEXT: &str = r#"
let workers = cpus * 2
fn route(host, weight = 1.0) { return {"target": f"http://{host}.internal:8080", "weight": weight} }
{
  "name": "gateway", "workers": workers, "timeout_ms": 30 * 1000, "log": null,
  "routes": {"/api": route("api", 0.9), "/static": route("files")}
}
"#;

fn main() -> Result<(), Error> {
    let mut engine = Engine::builder().time_limit(Duration::from_millis(200)).memory_limit(4 << 20).build();
    engine.set_global("cpus", 4)?;
    let value = engine.eval(TEXT)?;
    let config: Config = engine.deserialize(&value)?;
    println!("{}: {} workers, {} ms, log {:?}", config.name, config.workers, config.timeout_ms, config.log);
    for (path, route) in &config.routes {
        println!("  {path} -> {} ({})", route.target, route.weight);
    }
    Ok(())
}
