import type { ColourName } from '@mortise/metadata'
import { IconTable, type TablerIcon } from '@tabler/icons-react'
import classes from './app-icon.module.css'
import { iconSet } from './icon-set.ts'

export interface AppIconProps {
  /** Name in a document: `building-store`. */
  name: string | null | undefined
  size?: number
  /** Draws the icon on a soft tile of this hue, as apps and tables are shown. */
  colour?: ColourName | string | null
  tile?: boolean
}

/** The icon that a document names. It always stands beside a text, so it is hidden from screen readers. */
export function AppIcon({ name, size = 16, colour, tile = false }: AppIconProps) {
  const Icon = iconByName(name)
  const icon = <Icon size={size} stroke={size >= 20 ? 1.6 : 1.75} aria-hidden className={classes.icon} />
  if (!tile) return icon
  const hue = colour ?? 'indigo'
  const edge = Math.round(size * 1.6)
  const style = {
    width: edge,
    height: edge,
    borderRadius: Math.max(4, Math.round(edge * 0.25)),
    background: `var(--ui-hue-${hue}-bg)`,
    color: `var(--ui-hue-${hue}-fg)`,
  }
  return (
    <span className={classes.tile} style={style}>
      {icon}
    </span>
  )
}

function iconByName(name: string | null | undefined): TablerIcon {
  return name && Object.hasOwn(iconSet, name) ? iconSet[name as keyof typeof iconSet] : IconTable
}
