// rejected: struct
class Foo { }
main { }
