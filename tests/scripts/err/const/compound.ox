// rejected: limit
main { const limit = 1  limit += 2 }
