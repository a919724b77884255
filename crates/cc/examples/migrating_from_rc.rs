//! From `Rc` to `Cc`, in three steps: derive `Trace`, write `Cc` for `Rc`, make the `Weak`s strong that were only there to
//! avoid leaks.

mod before {
    use std::cell::RefCell;
    use std::rc::{Rc, Weak};

    #[derive(Default)]
    pub(crate) struct Person {
        pub name: String,
        // Weak, or two friends would leak; so somebody else has to keep them alive.
        pub friends: RefCell<Vec<Weak<Person>>>,
    }

    pub(crate) fn befriend(a: &Rc<Person>, b: &Rc<Person>) {
        a.friends.borrow_mut().push(Rc::downgrade(b));
        b.friends.borrow_mut().push(Rc::downgrade(a));
    }
}

mod after {
    use std::cell::RefCell;

    use oxbow_cc::{Cc, Trace};

    #[derive(Default, Trace)]
    pub(crate) struct Person {
        pub name: String,
        pub friends: RefCell<Vec<Cc<Person>>>,
    }

    pub(crate) fn befriend(a: &Cc<Person>, b: &Cc<Person>) {
        a.friends.borrow_mut().push(b.clone());
        b.friends.borrow_mut().push(a.clone());
    }
}

fn main() {
    use std::rc::Rc;

    use oxbow_cc::{Cc, collect};

    let ann = Rc::new(before::Person { name: "Ann".to_owned(), ..Default::default() });
    before::befriend(&ann, &Rc::new(before::Person { name: "Bob".to_owned(), ..Default::default() }));
    // Bob is gone already: nobody owned him.
    assert!(ann.friends.borrow()[0].upgrade().is_none_or(|bob| bob.name.is_empty()));

    let ann = Cc::new(after::Person { name: "Ann".to_owned(), ..Default::default() });
    after::befriend(&ann, &Cc::new(after::Person { name: "Bob".to_owned(), ..Default::default() }));
    assert_eq!(ann.friends.borrow()[0].name, "Bob");
    println!("{} and {} go together", ann.name, ann.friends.borrow()[0].name);
    drop(ann);
    assert_eq!(collect().freed_objects, 2);
}

#[test]
fn runs() {
    main();
}
