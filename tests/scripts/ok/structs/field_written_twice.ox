// A field written twice keeps its last value; every value is checked, and the lost one ends with the literal.
struct P { x: int; y: int; }
struct Noisy { name: string; }
fn Noisy.drop(n) { print("drop", n.name) }
struct Holder { held: any; }

main {
    let p = new P { x: 1, y: 2, x: 3 };
    print(p.x, p.y);

    try {
        print(new P { x: "first", y: 2, x: 3 });
    } catch (e) {
        print(e.type);
    }
    try {
        print(new P { x: 1, y: 2, x: "last" });
    } catch (e) {
        print(e.type);
    }

    let h = new Holder { held: new Noisy { name: "lost" }, held: new Noisy { name: "kept" } };
    print("made", h.held.name);
    h = null;
    print("end");
}
