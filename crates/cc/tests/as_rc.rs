//! Functions and traits that `Rc` has, and fallible allocation of all shapes.

#![allow(unsafe_code, reason = "raw pointers are part of the interface")]

use std::borrow::Cow;
use std::marker::PhantomPinned;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::pin::Pin;

use oxbow_cc::{Cc, Heap, Trace};

#[test]
fn conversions() {
    assert_eq!(&*Cc::<str>::from(Cow::Borrowed("a")), "a");
    assert_eq!(&*Cc::<str>::from(Cow::<str>::Owned("b".to_owned())), "b");
    assert_eq!(*Cc::<[u8]>::from(Cc::<str>::from("hi")), *b"hi");
    assert_eq!(*Cc::<[i32]>::from(&mut [1, 2][..]), [1, 2]);
    let text: Cc<str> = Cc::from(String::from("c").as_mut_str());
    assert_eq!(&*text, "c");
    let items: Cc<[String]> = Cc::from(vec!["x".to_owned(), "y".to_owned()]);
    let items = <Cc<[String; 3]>>::try_from(items).unwrap_err();
    let array = <Cc<[String; 2]>>::try_from(items).unwrap();
    assert_eq!(array[1], "y");
    assert_eq!(Cc::try_unwrap(array).unwrap()[0], "x");
}

#[test]
fn counts_through_raw_pointers() {
    let raw = Cc::into_raw(Cc::new(String::from("raw")));
    // SAFETY: the pointer came from `into_raw`; two counts are taken and two given up.
    unsafe {
        Cc::increment_strong_count(raw);
        Cc::decrement_strong_count(raw);
        let back = Cc::from_raw(raw);
        assert_eq!((Cc::strong_count(&back), &**back), (1, "raw"));
    }
}

#[test]
fn make_mut_of_slices_and_strings() {
    let mut items: Cc<[String]> = Cc::from(["a".to_owned()]);
    let before = Cc::as_ptr(&items);
    Cc::make_mut(&mut items)[0].push('b');
    assert!(std::ptr::addr_eq(before, Cc::as_ptr(&items)), "unshared: in place");
    let other = items.clone();
    Cc::make_mut(&mut items)[0].push('c');
    assert_eq!((&*items[0], &*other[0]), ("abc", "ab"));
    let mut text: Cc<str> = Cc::from("low");
    let shared = text.clone();
    Cc::make_mut(&mut text).make_ascii_uppercase();
    assert_eq!((&*text, &*shared), ("LOW", "low"));
}

#[test]
fn pinning_and_auto_traits() {
    #[derive(Trace)]
    struct Fixed(u8, PhantomPinned);
    let pinned: Pin<Cc<Fixed>> = Cc::pin(Fixed(3, PhantomPinned));
    assert_eq!(pinned.clone().0, 3);
    fn auto<T: Unpin + UnwindSafe + RefUnwindSafe>() {}
    auto::<Cc<u8>>();
    fn unpin<T: Unpin>() {}
    unpin::<Cc<Fixed>>();
    let weak = Cc::downgrade(&Cc::new(1u8));
    assert!(!weak.as_ptr().is_null());
}

#[test]
fn slices_strings_and_tails_keep_to_the_limit() {
    let heap = Heap::new();
    heap.set_limit(Some(64 << 10));
    let mut held = Vec::new();
    let given_back = loop {
        match heap.try_alloc_slice(vec![String::from("item"); 40]) {
            Ok(slice) => held.push(slice),
            Err(error) => break error.0,
        }
    };
    assert_eq!((given_back.len(), &*given_back[39]), (40, "item"));
    assert!(!heap.over_limit() && held.len() > 10);
    let long = "x".repeat(100_000);
    assert_eq!(heap.try_alloc_str(&long).unwrap_err().0, long);
    let error = heap.try_alloc_tail(String::from("head"), vec![0u64; 10_000]).err().unwrap();
    assert_eq!((error.0.0.as_str(), error.0.1.len()), ("head", 10_000));
    drop(held);
    assert_eq!(&*heap.try_alloc_str("fits").unwrap(), "fits");
    let tail = heap.try_alloc_tail(1u8, [2u8, 3]).unwrap();
    assert_eq!((*tail.head(), tail.slice()), (1, &[2u8, 3][..]));
}
