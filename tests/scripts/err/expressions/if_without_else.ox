// rejected: else
main { let x = if true { 1 } }
