// rejected: throw
main { let x = throw "a" }
