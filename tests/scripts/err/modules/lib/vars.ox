export let LIMIT = 1
