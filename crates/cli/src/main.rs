//! The `oxbow` program.
use oxbow_interp::*;
fn main() {
    let mut args = std::env::args().skip(1);
    let path = args.next().unwrap();
    let mut b = Engine::builder();
    let stress = std::env::var("STRESS").is_ok();
    b = b.gc_stress(stress);
    let mut e = b.build();
    if std::env::var("GCLOG").is_ok() { e.observe(Box::new(GcLog::new(std::io::stderr()))); }
    let s = match e.load_file(&path) { Ok(s) => s, Err(e) => { eprint!("{}", e.render(false)); std::process::exit(1) } };
    let r = e.run(&s);
    e.finish();
    if let Err(e) = r { eprint!("{}", e.render(false)); std::process::exit(1) }
}
