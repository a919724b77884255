// rejected: break
main { break }
