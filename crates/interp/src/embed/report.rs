//! [`MemoryReport`]: what the collector does while a program runs, gathered for people to read.
//!
//! Invariant: what is kept does not grow with the program's run: shapes and labels are bounded by the program's text, the timeline is thinned out, pauses
//! are counted by size. The time that the report itself takes is not counted as a pause.

use crate::vm::sites::Sites;
use oxbow_cc::{Collection, Cycles, Event, Garbage, Kind, Observer, Trigger};
use std::cell::{Ref, RefCell};
use std::rc::Rc;
use std::time::{Duration, Instant};

/// Collections that the timeline holds before it is thinned out to half of them.
const TIMELINE: usize = 2048;

/// What the collector did since [`Engine::report_memory`](super::Engine::report_memory) was called.
#[derive(Clone)]
pub struct MemoryReport {
    shared: Rc<RefCell<Recorder>>,
}

/// A collection, or several that followed each other and were put together.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Run {
    /// How many collections this stands for.
    pub collections: u64,
    /// Young or full (of the last).
    pub kind: Kind,
    /// Why (the last).
    pub trigger: Trigger,
    /// When the first began, since the report began.
    pub began: Duration,
    /// The longest pause.
    pub pause: Duration,
    /// Objects in the heap before the first.
    pub live_before: u64,
    /// Bytes in the heap before the first.
    pub bytes_before: usize,
    /// Objects in the heap after the last.
    pub live_after: u64,
    /// Bytes in the heap after the last.
    pub bytes_after: usize,
    /// Objects freed by all.
    pub freed_objects: u64,
    /// Their bytes.
    pub freed_bytes: u64,
}

/// Totals of all collections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RunTotals {
    /// Young collections.
    pub young: u64,
    /// Full collections.
    pub full: u64,
    /// Objects visited.
    pub visited: u64,
    /// Edges followed.
    pub edges: u64,
    /// Objects freed.
    pub freed_objects: u64,
    /// Their bytes.
    pub freed_bytes: u64,
    /// Most bytes in the heap when a collection began or ended.
    pub peak_bytes: usize,
    /// Time in all pauses.
    pub pause: Duration,
    /// The longest pause.
    pub longest_pause: Duration,
    /// Pauses by length: the first entry counts those below a microsecond, entry `n` those below `2^n` of them.
    pub pauses: Vec<u64>,
}

impl MemoryReport {
    pub(super) fn new(sites: Rc<Sites>, clock: Option<Box<dyn FnMut() -> Duration>>) -> MemoryReport {
        let began = Instant::now();
        let recorder = Recorder {
            sites,
            clock: clock.unwrap_or_else(|| Box::new(move || began.elapsed())),
            cycles: Cycles::new(),
            runs: Vec::new(),
            totals: RunTotals::default(),
            group: 1,
            start: Start::default(),
        };
        MemoryReport { shared: Rc::new(RefCell::new(recorder)) }
    }

    pub(super) fn observer(&self) -> Box<dyn Observer> {
        Box::new(self.clone())
    }

    /// The shapes of cycle that the collector freed, with the lines where their objects were made.
    pub fn cycles(&self) -> Ref<'_, Cycles> {
        Ref::map(self.shared.borrow(), |recorder| &recorder.cycles)
    }

    /// The collections in their order. At most 2,048 entries: in longer runs, neighbours are put together.
    pub fn runs(&self) -> Vec<Run> {
        self.shared.borrow().runs.clone()
    }

    /// Totals of all collections.
    pub fn totals(&self) -> RunTotals {
        self.shared.borrow().totals.clone()
    }

    /// Time since the report began.
    pub fn elapsed(&self) -> Duration {
        (self.shared.borrow_mut().clock)()
    }
}

impl std::fmt::Debug for MemoryReport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MemoryReport").field("totals", &self.totals()).finish_non_exhaustive()
    }
}

impl Observer for MemoryReport {
    fn event(&mut self, event: &Event) {
        self.shared.borrow_mut().event(event);
    }

    fn wants_garbage(&self) -> bool {
        true
    }

    fn garbage(&mut self, garbage: &Garbage) {
        self.shared.borrow_mut().garbage(garbage);
    }
}

/// The observer's state.
struct Recorder {
    sites: Rc<Sites>,
    clock: Box<dyn FnMut() -> Duration>,
    cycles: Cycles,
    runs: Vec<Run>,
    totals: RunTotals,
    /// Collections that an entry of `runs` stands for, once it is complete.
    group: u64,
    start: Start,
}

/// The collection under way.
#[derive(Default)]
struct Start {
    began: Duration,
    live: u64,
    bytes: usize,
    /// When the garbage was known, and the time that describing it took.
    judged: Duration,
    describing: Duration,
}

impl Recorder {
    fn event(&mut self, event: &Event) {
        let now = (self.clock)();
        match event {
            Event::Start { live, bytes, .. } => {
                self.start = Start { began: now, live: *live, bytes: *bytes, ..Start::default() };
            }
            Event::Verdict { .. } => self.start.judged = now,
            Event::End { collection, live, bytes, .. } => self.end(collection, *live, *bytes, now),
            _ => {}
        }
    }

    fn garbage(&mut self, garbage: &Garbage) {
        let sites = &self.sites;
        self.cycles.add(garbage, |address| sites.place(address));
        self.start.describing = (self.clock)().saturating_sub(self.start.judged);
    }

    fn end(&mut self, figures: &Collection, live: u64, bytes: usize, now: Duration) {
        let start = &self.start;
        let run = Run {
            collections: 1,
            kind: figures.kind,
            trigger: figures.trigger,
            began: start.began,
            pause: now.saturating_sub(start.began).saturating_sub(start.describing),
            live_before: start.live,
            bytes_before: start.bytes,
            live_after: live,
            bytes_after: bytes,
            freed_objects: figures.freed_objects,
            freed_bytes: figures.freed_bytes,
        };
        self.totals.add(figures, &run);
        match self.runs.last_mut() {
            Some(last) if last.collections < self.group => last.join(run),
            _ => self.runs.push(run),
        }
        if self.runs.len() > TIMELINE {
            self.thin_out();
        }
    }

    /// Puts neighbours together in pairs.
    fn thin_out(&mut self) {
        self.group *= 2;
        let mut runs = std::mem::take(&mut self.runs).into_iter();
        while let Some(mut run) = runs.next() {
            runs.next().into_iter().for_each(|next| run.join(next));
            self.runs.push(run);
        }
    }
}

impl Run {
    /// Takes in the one that followed.
    fn join(&mut self, next: Run) {
        let first = std::mem::replace(self, next);
        self.collections += first.collections;
        self.began = first.began;
        self.pause = self.pause.max(first.pause);
        (self.live_before, self.bytes_before) = (first.live_before, first.bytes_before);
        self.freed_objects += first.freed_objects;
        self.freed_bytes += first.freed_bytes;
    }
}

impl RunTotals {
    fn add(&mut self, figures: &Collection, run: &Run) {
        match run.kind {
            Kind::Young => self.young += 1,
            Kind::Full => self.full += 1,
        }
        self.visited += figures.visited;
        self.edges += figures.edges;
        self.freed_objects += figures.freed_objects;
        self.freed_bytes += figures.freed_bytes;
        self.peak_bytes = self.peak_bytes.max(run.bytes_before).max(run.bytes_after);
        self.pause += run.pause;
        self.longest_pause = self.longest_pause.max(run.pause);
        let bits = u128::BITS - run.pause.as_micros().leading_zeros();
        let bucket = bits as usize;
        if self.pauses.len() <= bucket {
            self.pauses.resize(bucket + 1, 0);
        }
        self.pauses[bucket] += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::Engine;
    use std::time::Duration;

    /// Each look at the clock takes a microsecond.
    fn clock() -> impl FnMut() -> Duration {
        let mut now = 0;
        move || {
            now += 1;
            Duration::from_micros(now)
        }
    }

    const PAIRS: &str = "struct Node { peer: any }\nfn pair() {\n  let a = new Node { peer: null }\n  a.peer = new Node { peer: a }\n}\n";

    #[test]
    fn shapes_with_the_lines_where_their_objects_were_made() {
        let mut engine = Engine::builder().gc_threshold(10).build();
        let report = engine.report_memory_with(clock());
        let script =
            engine.compile("pairs.ox", &format!("{PAIRS}main {{ for i in 0..20 {{ pair() }} }}")).unwrap();
        engine.run(&script).unwrap();
        engine.finish();
        let cycles = report.cycles();
        let shapes = cycles.shapes();
        let pair = shapes.iter().find(|shape| shape.steps[0].label == "Node").unwrap();
        assert_eq!((pair.cycles, pair.objects, pair.steps.len()), (20, 40, 2));
        let sites: Vec<_> = pair.sites().collect();
        assert_eq!(sites, [("Node", "pairs.ox:3", 20), ("Node", "pairs.ox:4", 20)]);
        let totals = report.totals();
        assert!(totals.young > 0 && totals.freed_objects >= 40 && totals.pauses.iter().sum::<u64>() > 3);
        assert_eq!(report.runs().iter().map(|run| run.collections).sum::<u64>(), totals.young + totals.full);
    }

    #[test]
    fn the_timeline_is_thinned_out() {
        let mut engine = Engine::builder().gc_threshold(2).build();
        let report = engine.report_memory_with(clock());
        let script =
            engine.compile("pairs.ox", &format!("{PAIRS}main {{ for i in 0..9000 {{ pair() }} }}")).unwrap();
        engine.run(&script).unwrap();
        let (runs, totals) = (report.runs(), report.totals());
        assert!(totals.young + totals.full > 8000 && runs.len() <= super::TIMELINE && runs.len() > 500);
        assert_eq!(runs.iter().map(|run| run.freed_objects).sum::<u64>(), totals.freed_objects);
        assert!(runs.is_sorted_by_key(|run| run.began));
    }

    #[test]
    fn places_do_not_outlive_their_objects() {
        let mut engine = Engine::new();
        let _report = engine.report_memory();
        engine.eval("for i in 0..100000 { let list = [i] }").unwrap();
        let kept: Vec<usize> = engine.vm.sites.iter().map(|sites| sites.len()).collect();
        assert!(kept[0] < 10_000, "{kept:?}");
    }
}
