// Dict form: names are keys, missing keys give null.
main {
  let {name, age, city} = {"age": 30, "name": "Ann"}
  print(name, age, city)
  const {z} = {"z": 26}
  print(z)
}
