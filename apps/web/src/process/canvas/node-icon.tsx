import { AppIcon, iconSet } from '@mortise/ui'
import {
  IconArrowBackUp,
  IconArrowsJoin,
  IconArrowsSplit,
  IconArrowsSplit2,
  IconArrowUp,
  IconBox,
  IconClockExclamation,
  IconGitBranch,
  IconHelpCircle,
  IconHourglass,
  IconListDetails,
  IconMail,
  IconPencil,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlus,
  IconRefresh,
  IconRepeat,
  IconSend,
  IconSitemap,
  IconTrash,
  type TablerIcon,
} from '@tabler/icons-react'

/** Icons that only processes use: they stay out of the set that every page loads. */
const icons: { readonly [name: string]: TablerIcon } = {
  'arrow-back-up': IconArrowBackUp,
  'arrow-up': IconArrowUp,
  'arrows-join': IconArrowsJoin,
  'arrows-split': IconArrowsSplit,
  'arrows-split-2': IconArrowsSplit2,
  box: IconBox,
  'clock-exclamation': IconClockExclamation,
  'git-branch': IconGitBranch,
  'help-circle': IconHelpCircle,
  hourglass: IconHourglass,
  'list-details': IconListDetails,
  mail: IconMail,
  pencil: IconPencil,
  'player-play': IconPlayerPlay,
  'player-stop': IconPlayerStop,
  plus: IconPlus,
  refresh: IconRefresh,
  repeat: IconRepeat,
  send: IconSend,
  sitemap: IconSitemap,
  trash: IconTrash,
}

/** Names of icons that types of nodes may use. */
export const nodeIconNames: ReadonlySet<string> = new Set([...Object.keys(icons), ...Object.keys(iconSet)])

export function NodeIcon({ name, size = 18 }: { name: string; size?: number }) {
  const Icon = icons[name]
  return Icon ? <Icon size={size} stroke={1.75} aria-hidden /> : <AppIcon name={name} size={size} />
}
