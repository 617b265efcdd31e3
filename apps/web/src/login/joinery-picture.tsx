import classes from './joinery-picture.module.css'

type Point = readonly [x: number, y: number, z: number]

/** Two beams about to slide their tenons into a post: the product's name, drawn in isometric projection. */
export function JoineryPicture() {
  return (
    <svg className={classes.picture} viewBox="-460 -430 920 1000" preserveAspectRatio="xMidYMid slice" aria-hidden>
      <Timber from={[0, 0, -520]} to={[140, 140, 300]} wood="oak" />
      <Mortise />
      <Guides />
      <Timber from={[45, 250, -65]} to={[95, 390, 65]} wood="tenon" />
      <Timber from={[0, 390, -105]} to={[140, 900, 105]} wood="indigo" />
      <Timber from={[250, 45, -65]} to={[390, 95, 65]} wood="tenon" />
      <Timber from={[390, 0, -105]} to={[900, 140, 105]} wood="sky" />
    </svg>
  )
}

/** The holes in the two visible faces of the post: inside, the wall and the floor that light falls on. */
function Mortise() {
  return (
    <>
      <Hole id="mortise-left" at={(across, depth, up) => [across, 140 - depth, up]} />
      <Hole id="mortise-right" at={(across, depth, up) => [140 - depth, across, up]} />
    </>
  )
}

function Hole({ id, at }: { id: string; at(across: number, depth: number, up: number): Point }) {
  const opening = [at(45, 0, 65), at(95, 0, 65), at(95, 0, -65), at(45, 0, -65)]
  const wall = [at(45, 0, 65), at(45, 60, 65), at(45, 60, -65), at(45, 0, -65)]
  const floor = [at(45, 0, -65), at(95, 0, -65), at(95, 60, -65), at(45, 60, -65)]
  return (
    <>
      <clipPath id={id}>
        <Face points={opening} />
      </clipPath>
      <g clipPath={`url(#${id})`}>
        <Face className={classes.hole} points={opening} />
        <Face className={classes.holeWall} points={wall} />
        <Face className={classes.holeFloor} points={floor} />
      </g>
    </>
  )
}

/** Dashed lines from the corners of the tenons to where they belong. */
function Guides() {
  const corners = [
    [45, 65],
    [95, 65],
    [95, -65],
  ] as const
  return (
    <g className={classes.guides}>
      {corners.map(([across, up]) => (
        <g key={`${across} ${up}`}>
          <Line from={[across, 140, up]} to={[across, 250, up]} />
          <Line from={[140, across, up]} to={[250, across, up]} />
        </g>
      ))}
    </g>
  )
}

function Timber({ from, to, wood }: { from: Point; to: Point; wood: 'oak' | 'indigo' | 'sky' | 'tenon' }) {
  const [x, y, z] = to
  const top: Point[] = [
    [from[0], from[1], z],
    [x, from[1], z],
    [x, y, z],
    [from[0], y, z],
  ]
  return (
    <g className={classes[wood]}>
      <Face className={classes.top} points={top} />
      <Face className={classes.left} points={onLeft(y, [from[0], x], [from[2], z])} />
      <Face className={classes.right} points={onRight(x, [from[1], y], [from[2], z])} />
    </g>
  )
}

function Face({ points, className }: { points: readonly Point[]; className?: string }) {
  return <polygon className={className} points={points.map((point) => project(point).join(',')).join(' ')} />
}

function Line({ from, to }: { from: Point; to: Point }) {
  const [x1, y1] = project(from)
  const [x2, y2] = project(to)
  return <line x1={x1} y1={y1} x2={x2} y2={y2} />
}

type Span = readonly [from: number, to: number]

function onLeft(y: number, x: Span, z: Span): Point[] {
  return [
    [x[0], y, z[1]],
    [x[1], y, z[1]],
    [x[1], y, z[0]],
    [x[0], y, z[0]],
  ]
}

function onRight(x: number, y: Span, z: Span): Point[] {
  return [
    [x, y[0], z[1]],
    [x, y[1], z[1]],
    [x, y[1], z[0]],
    [x, y[0], z[0]],
  ]
}

/** Isometric: x runs to the lower right, y to the lower left, z up. */
function project([x, y, z]: Point): [number, number] {
  return [Math.round((x - y) * 0.866), Math.round((x + y) / 2 - z)]
}
