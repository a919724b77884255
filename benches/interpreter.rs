//! `cargo bench --bench interpreter`: each program of `benches/scripts/`, compiled once, run in a fresh state every time.
//!
//! What is measured is the run alone (module initialisation and `main`), with reference counting and automatic collection on.

use criterion::{Criterion, criterion_group, criterion_main};
use oxbow_interp::Engine;
use std::path::PathBuf;
use std::time::Duration;

fn scripts() -> Vec<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/scripts");
    let entries = std::fs::read_dir(folder).expect("benches/scripts exists");
    let mut paths: Vec<PathBuf> = entries.map(|e| e.expect("a readable entry").path()).collect();
    paths.sort();
    paths
}

fn programs(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("programs");
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(2));
    for path in scripts() {
        let name = path.file_stem().expect("a file name").to_string_lossy().into_owned();
        let mut engine = Engine::builder().output(Box::new(std::io::sink())).build();
        let script = engine.load_file(&path).unwrap_or_else(|e| panic!("{name}: {e}"));
        group.bench_function(&name, |b| {
            b.iter(|| {
                engine.run(&script).unwrap_or_else(|e| panic!("{name}: {e}"));
                engine.finish();
            });
        });
    }
    group.finish();
}

criterion_group!(benches, programs);
criterion_main!(benches);
