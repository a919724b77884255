// Three comment forms; a # inside a string is text.
# shell style
/* block
   over lines with // and # inside */
main {
  print("a # b // c /* d */") # trailing
  print(1 /* in the middle */ + 2) // trailing
}
