// rejected: catch
main { try { print(1) } finally { print(2) } }
