export { graphOf, type NodeOptions, type NodeSketch, people } from './testing/graph-of.ts'
export { Player, type World } from './testing/player.ts'
