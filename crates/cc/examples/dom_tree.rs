//! A document tree: children know their parent by a strong pointer, so a subtree keeps its document alive.

use std::cell::RefCell;

use oxbow_cc::{Cc, CcCell, Trace, collect};

#[derive(Trace)]
#[trace(label = "element")]
struct Element {
    name: String,
    parent: CcCell<Element>,
    children: RefCell<Vec<Cc<Element>>>,
}

fn element(name: &str, children: Vec<Cc<Element>>) -> Cc<Element> {
    let element =
        Cc::new(Element { name: name.to_owned(), parent: CcCell::default(), children: RefCell::default() });
    for child in &children {
        child.parent.set(Some(element.clone()));
    }
    *element.children.borrow_mut() = children;
    element
}

/// The names from the root down. A loop, not recursion: trees may be deep.
fn path(element: &Cc<Element>) -> String {
    let mut names = vec![element.name.clone()];
    let mut at = element.parent.get();
    while let Some(parent) = at {
        names.push(parent.name.clone());
        at = parent.parent.get();
    }
    names.reverse();
    names.join("/")
}

fn main() {
    let item = element("li", Vec::new());
    let list = element("ul", vec![item.clone(), element("li", Vec::new())]);
    drop(element("html", vec![element("body", vec![list])]));

    // One leaf is held, and through its parents the whole document.
    assert_eq!(collect().freed_objects, 0);
    println!("{}", path(&item));
    assert_eq!(path(&item), "html/body/ul/li");

    drop(item);
    assert_eq!(collect().freed_objects, 5);
}

#[test]
fn runs() {
    main();
}
