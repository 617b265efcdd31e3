import type { LocalizedText } from '@mortise/core'
import { useText } from '@mortise/ui'
import { useSession } from '../../api/session.ts'
import { isKey } from '../keys/is-key.ts'
import { type NameAndKey, NameAndKeyFields, useNameAndKey } from '../keys/name-and-key.tsx'
import { nameTexts } from '../keys/name-texts.ts'
import { appTexts } from './app-texts.ts'

/** The name and key of a new app while they are typed. */
export interface AppName extends NameAndKey {
  problem(): string | null
}

export function useAppName(initial?: LocalizedText): AppName {
  const taken = new Set(useSession().apps.map(({ key }) => key))
  const name = useNameAndKey({ initial, taken, fallback: 'app' })
  const problem = () => {
    if (!name.named) return nameTexts.t('nameMissing')
    return isKey(name.key) ? null : appTexts.t('keyInvalid')
  }
  return { ...name, problem }
}

export function AppNameFields({ name }: { name: AppName }) {
  const t = useText(appTexts)
  return <NameAndKeyFields value={name} keyHint={t('keyHint')} />
}
