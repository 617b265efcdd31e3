/**
 * Why an instance cannot go over to another version as it stands:
 *   NODE_GONE        it stands at a node that is not there any more: say which node takes its place
 *   KIND_DIFFERS     the node in its place does something else: only nodes of a kind can stand for each other
 *   PLACE_DIFFERS    the node in its place is inside of other branches or another sub-process
 *   BRANCHES_GONE    branches are under way whose fork or join is not there any more, or has another partner
 *   ARRIVAL_LOST     something has come to a join that is not there any more, or not by that line
 *   NOTHING_LEFT     nothing of what it waits for is waited for there
 *   UNDER_WAY        it is in the middle of something that ends by itself in a moment, or has to be settled first
 */
export type MoveProblemCode =
  | 'NODE_GONE'
  | 'KIND_DIFFERS'
  | 'PLACE_DIFFERS'
  | 'BRANCHES_GONE'
  | 'ARRIVAL_LOST'
  | 'NOTHING_LEFT'
  | 'UNDER_WAY'

export interface MoveProblem {
  code: MoveProblemCode
  /** In the version that it comes from. */
  node: string
}

/** Whether naming another node can help. */
export const mappable: ReadonlySet<MoveProblemCode> = new Set([
  'NODE_GONE',
  'KIND_DIFFERS',
  'PLACE_DIFFERS',
  'NOTHING_LEFT',
])
