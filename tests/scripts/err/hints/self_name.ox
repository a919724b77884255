// error: self
main {
  self.x = 1
}
