// error: 
// A result of absurd size is an error, not an abort.
main { let s = "ab".repeat(4000000000000000) }
