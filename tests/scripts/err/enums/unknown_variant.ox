// error: Purple
enum Color { Red, Green }
main { print(Color.Purple) }
