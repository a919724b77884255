// rejected: ::
main { print(a::b) }
