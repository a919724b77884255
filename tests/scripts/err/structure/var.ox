// rejected: let
var x = 1
main { }
