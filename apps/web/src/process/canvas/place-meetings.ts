import { room } from './node-sizes.ts'
import { drop, endOf, leadTo, type OpenLine, shiftBox, type TreeBox, takeIn } from './tree-box.ts'

/**
 * Places what several of the open lines of a box lead to below it: what leads to another one above that. Lines that lead
 * further go around.
 */
export function placeMeetings(box: TreeBox, targets: ReadonlyMap<string, TreeBox>, center: number): void {
  for (const row of rowsOf(targets)) placeRow(box, row, targets.size === 1 ? center : null)
}

type Row = readonly (readonly [string, TreeBox])[]

/** Each behind all that lead to it; the targets come in the order in which things happen. */
function rowsOf(targets: ReadonlyMap<string, TreeBox>): Row[] {
  const depth = new Map<string, number>()
  for (const [key, box] of targets) {
    const own = depth.get(key) ?? 0
    for (const { to } of box.exits) if (targets.has(to)) depth.set(to, Math.max(depth.get(to) ?? 0, own + 1))
  }
  const rows: [string, TreeBox][][] = []
  for (const [key, box] of targets) {
    const at = depth.get(key) ?? 0
    rows[at] = [...(rows[at] ?? []), [key, box]]
  }
  return rows.filter((row) => row !== undefined)
}

interface Meeting {
  box: TreeBox
  lines: OpenLine[]
  left: number
}

function placeRow(box: TreeBox, row: Row, center: number | null): void {
  const meetings = row.map(([key, own]): Meeting => {
    const lines = box.exits.filter(({ to }) => to === key)
    const places = lines.map((line) => endOf(line).x)
    const wanted = center ?? places.reduce((sum, x) => sum + x, 0) / Math.max(1, places.length)
    return { box: own, lines, left: wanted - own.entry }
  })
  meetings.sort((a, b) => a.left + a.box.entry - (b.left + b.box.entry))
  pushApart(meetings)
  const overhang = Math.min(0, ...meetings.map(({ left }) => left))
  if (overhang < 0) {
    shiftBox(box, { x: -overhang, y: 0 })
    box.width -= overhang
    for (const meeting of meetings) meeting.left -= overhang
  }
  const caught = new Set(row.map(([key]) => key))
  const passing = box.exits.filter(({ to }) => !caught.has(to))
  const tracks: Tracks = []
  const ways = lanesOf(passing, meetings).map(([line, x]) => ({ line, x, track: trackOf(tracks, [endOf(line).x, x]) }))
  const ends = meetings.map(({ box: own, lines, left }) => {
    const x = left + own.entry
    return { lines, x, track: trackOf(tracks, [x, ...lines.map((line) => endOf(line).x)]) }
  })
  const yOf = (track: number) => box.height + room.track * (track + 1)
  const top = yOf(tracks.length) + room.track
  for (const { line, x, track } of ways)
    leadTo(line, { x: endOf(line).x, y: yOf(track) }, { x, y: yOf(track) }, { x, y: top })
  for (const { lines, x, track } of ends)
    for (const line of lines) {
      leadTo(line, { x: endOf(line).x, y: yOf(track) }, { x, y: yOf(track) }, { x, y: top })
      box.lines.push(line)
    }
  box.exits = passing
  for (const { box: own, left } of meetings) {
    shiftBox(own, { x: left, y: top })
    box.width = Math.max(box.width, left + own.width)
    box.height = Math.max(box.height, top + own.height)
    takeIn(box, own)
  }
  box.width = Math.max(box.width, ...passing.map((line) => endOf(line).x + room.lane))
  drop(box, box.height)
}

function pushApart(meetings: readonly Meeting[]): void {
  let free = Number.NEGATIVE_INFINITY
  for (const meeting of meetings) {
    meeting.left = Math.max(meeting.left, free)
    free = meeting.left + meeting.box.width + room.across
  }
}

/** Where lines that lead further pass: straight on, or beside what stands in the way. */
function lanesOf(lines: readonly OpenLine[], meetings: readonly Meeting[]): [OpenLine, number][] {
  const taken: number[] = []
  const hits = (x: number) =>
    meetings.some(({ left, box }) => x > left - room.lane && x < left + box.width + room.lane) ||
    x < 0 ||
    taken.some((other) => Math.abs(other - x) < room.lane)
  const straight = lines.filter((line) => !hits(endOf(line).x))
  taken.push(...straight.map((line) => endOf(line).x))
  const moved = lines.filter((line) => !straight.includes(line))
  const found = moved.map((line): [OpenLine, number] => {
    const { x } = endOf(line)
    const edges = meetings.flatMap(({ left, box }) => [
      { at: left - room.lane, step: -room.lane },
      { at: left + box.width + room.lane, step: room.lane },
    ])
    const free = edges.flatMap(({ at, step }) => {
      for (let place = at; place >= 0 && Math.abs(place - at) <= room.lane * lines.length; place += step)
        if (!hits(place)) return [place]
      return []
    })
    const lane = free.sort((a, b) => Math.abs(a - x) - Math.abs(b - x))[0] ?? x
    taken.push(lane)
    return [line, lane]
  })
  return [...straight.map((line): [OpenLine, number] => [line, endOf(line).x]), ...found]
}

/** Horizontal stretches that are taken, by the height of their line. */
type Tracks = [number, number][][]

/** A track on which a stretch over these places is free; the first one where there is nothing to draw. */
function trackOf(tracks: Tracks, places: readonly number[]): number {
  const [from, to] = [Math.min(...places), Math.max(...places)]
  if (from === to) return 0
  const clear = (track: [number, number][]) => track.every(([left, right]) => to < left || from > right)
  const found = tracks.findIndex(clear)
  const at = found < 0 ? tracks.length : found
  tracks[at] = [...(tracks[at] ?? []), [from, to]]
  return at
}
