// error: Destructuring error
main { let [a, b] = [1] }
