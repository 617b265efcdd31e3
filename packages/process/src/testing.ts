export { graphOf, type NodeOptions, type NodeSketch, people } from './testing/graph-of.ts'
export { Player, type World } from './testing/player.ts'
export { randomGraph } from './testing/random-graph.ts'
export { randomNet } from './testing/random-net.ts'
