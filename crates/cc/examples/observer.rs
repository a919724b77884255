//! Observers: a subject and its observers hold each other strongly, and both go when nobody else holds them.

use std::cell::{Cell, RefCell};

use oxbow_cc::{Cc, Trace, collect};

#[derive(Trace)]
struct Thermometer {
    degrees: Cell<i32>,
    displays: RefCell<Vec<Cc<Display>>>,
}

#[derive(Trace)]
struct Display {
    source: Cc<Thermometer>,
    shown: RefCell<String>,
}

impl Thermometer {
    fn set(&self, degrees: i32) {
        self.degrees.set(degrees);
        for display in self.displays.borrow().iter() {
            display.refresh();
        }
    }
}

impl Display {
    fn attach(source: &Cc<Thermometer>) -> Cc<Display> {
        let display = Cc::new(Display { source: source.clone(), shown: RefCell::default() });
        source.displays.borrow_mut().push(display.clone());
        display
    }

    fn refresh(&self) {
        *self.shown.borrow_mut() = format!("{} degrees", self.source.degrees.get());
    }
}

fn main() {
    let thermometer = Cc::new(Thermometer { degrees: Cell::new(0), displays: RefCell::default() });
    let display = Display::attach(&thermometer);
    thermometer.set(21);
    println!("{}", display.shown.borrow());
    assert_eq!(*display.shown.borrow(), "21 degrees");

    // They hold each other: with `Rc`, this would leak unless one of them were weak.
    drop((thermometer, display));
    assert_eq!(collect().freed_objects, 2);
}

#[test]
fn runs() {
    main();
}
