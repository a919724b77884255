// rejected: K
export const K = 1
main { K = 2 }
