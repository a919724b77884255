// rejected: 
// Two mistakes in one file are reported in one go, and nothing runs.
fn broken( { }
main {
  print("never")
  let = 5
}
