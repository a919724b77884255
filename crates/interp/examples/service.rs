//! A service that evaluates scripts of its users on several threads: one engine for each thread, limits for each evaluation, and a
//! watchdog that stops what it must.

use oxbow_interp::{Engine, Error};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A script and its number.
type Job = (usize, String);

fn engine() -> Result<Engine, Error> {
    let mut engine = Engine::builder()
        .memory_limit(8 << 20)
        .fuel(10_000_000)
        .time_limit(Duration::from_millis(100))
        .output_limit(1000)
        .output(Box::new(std::io::sink()))
        .build();
    engine.register_fn("thread", || thread::current().name().unwrap_or("?").to_owned())?;
    Ok(engine)
}

/// Engines do not leave their thread; results do, as text.
fn work(jobs: &Mutex<Receiver<Job>>, results: &Sender<(usize, String)>) -> Result<(), Error> {
    let mut engine = engine()?;
    loop {
        let Ok((number, text)) = jobs.lock().expect("no worker panics").recv() else { return Ok(()) };
        let result = match engine.eval(&text) {
            Ok(value) => engine.deserialize::<serde_json::Value>(&value).map(|json| json.to_string()),
            Err(error) => Err(error),
        };
        let _ = results.send((number, result.unwrap_or_else(|error| error.message().to_owned())));
    }
}

fn main() {
    let scripts = [
        "1 + 2",
        "while true {}",
        "let l = []\nwhile true { l.push(l) }",
        "range(5).map(fn(x) { x * x })",
        "1 / 0",
    ];
    let (send, jobs) = channel();
    let jobs = Arc::new(Mutex::new(jobs));
    let (results, received) = channel();
    let workers: Vec<_> = (0..3)
        .map(|n| {
            let (jobs, results) = (jobs.clone(), results.clone());
            let run = move || work(&jobs, &results).expect("the engine can be set up");
            thread::Builder::new().name(format!("worker {n}")).spawn(run).expect("a thread")
        })
        .collect();
    for (number, text) in scripts.iter().enumerate() {
        send.send((number, (*text).to_owned())).expect("the workers listen");
    }
    drop((send, results));
    let mut results: Vec<_> = received.iter().collect();
    results.sort();
    for (number, result) in results {
        println!("{:?} -> {result}", scripts[number]);
    }
    workers.into_iter().for_each(|worker| worker.join().expect("no panic"));
}
