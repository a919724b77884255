// rejected: let
let x = 1
main { print(x) }
