// rejected: 
// A line cannot begin with a binary operator that is no prefix operator.
main {
  let a = 1
    * 2
}
