// Imports the same state.
import { bump as up } from "./state"
export fn other_bump() { return up() }
