// Both ways of pushing change the list.
main {
  let results = []
  results = array.push(results, 1)
  results.push(2)
  array.push(results, 3)
  print(results)
}
