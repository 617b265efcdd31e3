import type { ColourName } from '@mortise/metadata'
import classes from './person-avatar.module.css'

export interface PersonAvatarProps {
  name: string
  /** What the colour is derived from, so that namesakes differ: the id. Default: the name. */
  seed?: string
  size?: number
}

/** The first character of a Chinese name or the initials of another, on a colour that stays the same for a person. */
export function PersonAvatar({ name, seed, size = 20 }: PersonAvatarProps) {
  const hue = hueOf(seed ?? name)
  const style = {
    width: size,
    height: size,
    fontSize: Math.max(9, Math.round(size * 0.44)),
    background: `var(--ui-hue-${hue}-bg)`,
    color: `var(--ui-hue-${hue}-fg)`,
  }
  return (
    <span className={classes.avatar} style={style} aria-hidden>
      {initialsOf(name)}
    </span>
  )
}

/** The letters of an avatar: 李明 → 明, Anna Maria Berg → AB. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const [first = '?'] = words
  if (/\p{Script=Han}/u.test(first)) return [...first].at(-1) ?? '?'
  const last = words.length > 1 ? words.at(-1) : undefined
  return [first, last]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

function hueOf(seed: string): string {
  let hash = 7
  for (const character of seed) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return hues[hash % hues.length] ?? 'grey'
}

/** All hues but grey. Written out, because the list in the metadata brings the document schemas with it. */
const hues: readonly ColourName[] = ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'indigo', 'purple', 'pink']
