import type { AppSummary, NewApp } from '@mortise/api'
import { AppIcon, UnstyledButton, useLocalize, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { FormDialog } from '../../admin/frame/form-dialog.tsx'
import { api } from '../../api/api-client.ts'
import classes from './app-cards.module.css'
import { AppNameFields, useAppName } from './app-name-fields.tsx'
import { appTexts } from './app-texts.ts'
import { packsQuery, refreshApps } from './apps-data.ts'

/** A new app: with nothing in it, or with what a pack holds. */
export function NewAppDialog({ onClose }: { onClose(): void }) {
  const t = useText(appTexts)
  const navigate = useNavigate()
  const name = useAppName()
  const [pack, setPack] = useState<string | null>(null)
  async function save() {
    const label = { ...name.label, zh: name.label.zh.trim(), en: name.label.en.trim() }
    const face = pack === null ? { icon: 'stack-2', colour: 'indigo' } : { pack }
    const made = await api.post<AppSummary>('/apps', { key: name.key, label, ...face } satisfies NewApp)
    await refreshApps()
    // Who makes an app of nothing goes on to make its tables.
    if (pack === null) await navigate({ to: '/design/$app/$', params: { app: made.key, _splat: '' } })
    else await navigate({ to: '/a/$app', params: { app: made.key } })
  }
  return (
    <FormDialog title={t('newApp')} submit={t('create')} problem={name.problem} save={save} onClose={onClose}>
      <AppNameFields name={name} />
      <Packs pack={pack} onChoose={setPack} />
    </FormDialog>
  )
}

function Packs({ pack, onChoose }: { pack: string | null; onChoose(pack: string | null): void }) {
  const t = useText(appTexts)
  const localize = useLocalize()
  const packs = useQuery(packsQuery).data ?? []
  if (packs.length === 0) return null
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <legend style={{ padding: '0 0 6px', fontWeight: 500 }}>{t('from')}</legend>
      <div className={classes.packs}>
        <PackButton
          icon="plus"
          name={t('fromNothing')}
          text={t('fromNothingText')}
          chosen={pack === null}
          onClick={() => onChoose(null)}
        />
        {packs.map((one) => (
          <PackButton
            key={one.key}
            icon={one.icon ?? 'package'}
            name={localize(one.label)}
            text={one.description ? localize(one.description) : `${t('fromPack')} ${one.version}`}
            chosen={pack === one.key}
            onClick={() => onChoose(one.key)}
          />
        ))}
      </div>
    </fieldset>
  )
}

interface PackButtonProps {
  icon: string
  name: string
  text: string
  chosen: boolean
  onClick(): void
}

function PackButton({ icon, name, text, chosen, onClick }: PackButtonProps) {
  return (
    <UnstyledButton className={classes.pack} data-chosen={chosen || undefined} aria-pressed={chosen} onClick={onClick}>
      <AppIcon name={icon} size={18} tile />
      <span className={classes.words}>
        <span className={classes.name}>{name}</span>
        <span className={classes.quiet}>{text}</span>
      </span>
    </UnstyledButton>
  )
}
