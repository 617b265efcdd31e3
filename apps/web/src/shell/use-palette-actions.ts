import { toastError, useColourScheme, useDebouncedValue, useLanguage, useLocalize, useText } from '@mortise/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { messageOf } from '../api/api-error.ts'
import { queryKeys } from '../api/query-keys.ts'
import { records } from '../api/records.ts'
import { changeLanguage, useSession } from '../api/session.ts'
import { useOpenApp } from '../api/use-app.ts'
import { useShell } from './shell-context.ts'
import { shellTexts } from './shell-texts.ts'
import { useCreateRecord } from './use-create-record.ts'

export interface PaletteAction {
  key: string
  label: string
  detail?: string
  icon: string | null
  keys?: string
  run(): void
}

export interface PaletteGroup {
  key: string
  label: string
  actions: PaletteAction[]
}

/** What the palette offers for a text: pages, new records, commands that match it, and records that the server finds. */
export function usePaletteActions(text: string): { groups: PaletteGroup[]; searching: boolean } {
  const t = useText(shellTexts)
  const found = useFoundRecords(text.trim())
  const all: PaletteGroup[] = [
    { key: 'go', label: t('paletteGo'), actions: useGoActions() },
    { key: 'create', label: t('paletteCreate'), actions: useCreateActions() },
    { key: 'commands', label: t('paletteCommands'), actions: useCommands() },
  ]
  const matching = all.map((group) => ({ ...group, actions: group.actions.filter((action) => matches(action, text)) }))
  const groups = [{ key: 'found', label: t('paletteFound'), actions: found.actions }, ...matching]
  return { groups: groups.filter((group) => group.actions.length > 0), searching: found.searching }
}

function useGoActions(): PaletteAction[] {
  const t = useText(shellTexts)
  const localize = useLocalize()
  const navigate = useNavigate()
  const { menu, appKey } = useShell()
  const { apps, user } = useSession()
  const entries = menu
    .flatMap((group) => group.items)
    .map((item) => ({
      key: `go ${item.key}`,
      label: localize(item.label),
      icon: item.icon,
      keys: item.letter ? `g ${item.letter}` : undefined,
      run: () => void navigate(item.target),
    }))
  const others = apps
    .filter((app) => app.key !== appKey)
    .map((app) => ({
      key: `app ${app.key}`,
      label: localize(app.label),
      icon: app.icon,
      run: () => void navigate({ to: '/a/$app', params: { app: app.key } }),
    }))
  const tasks = {
    key: 'tasks',
    label: t('tasks'),
    icon: 'clipboard-check',
    keys: 'g t',
    run: () => void navigate({ to: '/tasks' }),
  }
  const open = useOpenApp()
  const times = open?.description.insight
    ? [
        {
          ...{ key: 'times', label: t('times'), icon: 'clock' },
          run: () => void navigate({ to: '/a/$app/-/insight', params: { app: open.key } }),
        },
      ]
    : []
  const account = {
    key: 'account',
    label: t('account'),
    icon: 'user-circle',
    run: () => void navigate({ to: '/account' }),
  }
  const designs = apps
    .filter((app) => app.canDesign)
    .map((app) => ({
      key: `design ${app.key}`,
      label: apps.length > 1 ? `${t('designApp')}: ${localize(app.label)}` : t('designApp'),
      icon: 'tools',
      run: () => void navigate({ to: '/design/$app/$', params: { app: app.key, _splat: '' } }),
    }))
  const administration = {
    key: 'administration',
    label: t('administration'),
    icon: 'settings',
    run: () => void navigate({ to: '/admin/$', params: { _splat: 'users' } }),
  }
  return [tasks, ...entries, ...times, ...others, ...designs, account, ...(user.administrator ? [administration] : [])]
}

function useCreateActions(): PaletteAction[] {
  const t = useText(shellTexts)
  const localize = useLocalize()
  const app = useOpenApp()
  const create = useCreateRecord()
  if (!app) return []
  return [...app.model.entities.values()]
    .filter((entity) => !entity.parent && app.capabilities[entity.key]?.create)
    .map((entity) => ({
      key: `create ${entity.key}`,
      label: t('newOf', { name: localize(entity.label) }),
      icon: entity.document.icon ?? 'plus',
      run: () => void create(entity.key),
    }))
}

function useCommands(): PaletteAction[] {
  const t = useText(shellTexts)
  const language = useLanguage()
  const { effective, setColourScheme } = useColourScheme()
  const { openShortcuts } = useShell()
  const other = language === 'zh' ? 'en' : 'zh'
  return [
    {
      key: 'theme',
      label: t(effective === 'dark' ? 'toLight' : 'toDark'),
      icon: 'bulb',
      run: () => setColourScheme(effective === 'dark' ? 'light' : 'dark'),
    },
    {
      key: 'language',
      label: t(other === 'zh' ? 'toChinese' : 'toEnglish'),
      icon: 'globe',
      run: () => void changeLanguage(other).catch((error: unknown) => toastError(messageOf(error))),
    },
    { key: 'shortcuts', label: t('shortcuts'), icon: 'info-circle', keys: '?', run: openShortcuts },
  ]
}

function useFoundRecords(text: string): { actions: PaletteAction[]; searching: boolean } {
  const [wanted] = useDebouncedValue(text, 150)
  const app = useOpenApp()
  const localize = useLocalize()
  const navigate = useNavigate()
  const enabled = app !== null && wanted.length > 0
  const { data, isFetching } = useQuery({
    queryKey: queryKeys.search(app?.key ?? '', wanted),
    queryFn: ({ signal }) => records.search(app?.key ?? '', wanted, 8, signal),
    placeholderData: keepPreviousData,
    enabled,
  })
  const searching = text !== '' && app !== null && (isFetching || wanted !== text)
  if (!enabled || !data || text === '') return { actions: [], searching }
  const actions = data.map((hit) => {
    const entity = app.model.entities.get(hit.entity)
    const params = { app: app.key, entity: hit.entity, id: hit.id }
    return {
      key: `record ${hit.entity} ${hit.id}`,
      label: hit.title,
      detail: [entity ? localize(entity.label) : '', hit.detail].filter(Boolean).join(' · '),
      icon: entity?.document.icon ?? null,
      run: () => void navigate({ to: '/a/$app/$entity/$id', params }),
    }
  })
  return { actions, searching }
}

function matches(action: PaletteAction, text: string): boolean {
  const label = action.label.toLowerCase()
  return text
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .every((word) => label.includes(word))
}
