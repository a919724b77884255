// rejected: 
main { import "./x.ox" as x }
