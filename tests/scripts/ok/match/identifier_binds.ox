// A lone identifier always binds, it never compares.
main {
  let limit = 10
  print(match 3 { limit => "bound " + limit })
  print(limit)
}
