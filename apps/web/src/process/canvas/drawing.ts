/** What is drawn of a node: as documents of processes and running instances have it. */
export interface DrawnNode {
  key: string
  type: string
  /** The node that it stands in. */
  in?: string | undefined
  /** The node that it is an event of. */
  on?: string | undefined
  /** The node that takes back what it did. */
  compensation?: string | undefined
}

export interface DrawnLine {
  key: string
  from: string
  to: string
}

/** A process to be drawn. */
export interface Drawing<Node extends DrawnNode = DrawnNode, Line extends DrawnLine = DrawnLine> {
  nodes: readonly Node[]
  transitions: readonly Line[]
  layout?: { readonly [node: string]: Point } | undefined
}

export interface Point {
  x: number
  y: number
}

export interface Size {
  width: number
  height: number
}

export interface PlacedNode extends Point, Size {
  key: string
  /** Drawn as a frame around other nodes. */
  frame: boolean
}

/** `line`: a line of the process; the others lead from a node to its events, and to what takes it back. */
export type PlacedLineKind = 'line' | 'event' | 'compensation'

export interface PlacedLine {
  /** Key of the line; of the event or the node that takes back where it is no line of the process. */
  key: string
  kind: PlacedLineKind
  from: string
  to: string
  points: readonly Point[]
  /** Middle of its label. */
  label: Point
  /** Middle of what is put on it, such as the button that inserts. */
  middle: Point
  /** Leads back to before. */
  back: boolean
}

export interface PlacedProcess {
  nodes: ReadonlyMap<string, PlacedNode>
  lines: readonly PlacedLine[]
  size: Size
}

export interface PlaceOptions {
  /** How large a node is drawn; frames and what is folded excepted. */
  sizeOf?(node: DrawnNode): Size
  /** Nodes that hold others, whether or not there are any in it. */
  holds?(node: DrawnNode): boolean
  /** Frames that are drawn without what is in them. */
  folded?: ReadonlySet<string>
  /** Lines with a label, which takes room. */
  labelled?(line: DrawnLine): boolean
}
