// rejected: throw
main { match 1 { 1 => throw "x", _ => 2 } }
