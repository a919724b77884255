// A struct with the name of one in the importer.
export struct Pt { a: int }
export fn make(a) { return new Pt { a: a } }
export fn takes(p: Pt) { return p.a }
