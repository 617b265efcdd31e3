import type { PublicFormSettings, PublicFormState } from '@mortise/api'
import {
  ActionIcon,
  Button,
  CopyButton,
  confirm,
  Select,
  Switch,
  TextInput,
  toast,
  toastError,
  useLanguage,
  useText,
} from '@mortise/ui'
import { IconDownload, IconExternalLink, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../../../api/api-client.ts'
import { messageOf } from '../../../api/api-error.ts'
import { useDirectory } from '../../../api/directory.ts'
import { queryClient } from '../../../api/query-client.ts'
import { useDesign } from '../../draft/design-context.ts'
import classes from './public-panel.module.css'
import { publicTexts } from './public-texts.ts'
import { qrCodeSvg } from './qr-code.ts'

const keyOf = (app: string) => ['app', app, 'public-forms'] as const

/** The link of a public form: on or off, copied, drawn, renewed; and whose the records are that come by it. */
export function PublicLink({ form }: { form: string }) {
  const t = useText(publicTexts)
  const { app, published } = useDesign()
  const isPublished = published.has(`public_form/${form}`)
  const { data } = useQuery({
    queryKey: keyOf(app),
    queryFn: ({ signal }) => api.get<{ forms: PublicFormState[] }>(`/apps/${app}/public-forms`, { signal }),
    enabled: isPublished,
  })
  const state = data?.forms.find((one) => one.form === form)
  if (!isPublished) return <p className={classes.quiet}>{t('unpublished')}</p>
  const settings: PublicFormSettings = {
    ...{ active: state?.active ?? false, ownerId: state?.ownerId ?? null, departmentId: state?.departmentId ?? null },
  }
  async function call(work: Promise<{ forms: PublicFormState[] }>) {
    try {
      queryClient.setQueryData(keyOf(app), await work)
    } catch (error) {
      toastError(messageOf(error))
    }
  }
  const path = `/apps/${app}/public-forms/${form}`
  const put = (change: Partial<PublicFormSettings>) =>
    void call(api.put<{ forms: PublicFormState[] }>(path, { ...settings, ...change }))
  async function renew() {
    const sure = await confirm({
      ...{ title: t('renewTitle'), text: t('renewText'), confirmLabel: t('renew'), cancelLabel: t('cancel') },
    })
    if (!sure) return
    await call(api.post<{ forms: PublicFormState[] }>(`${path}/renew`, {}))
    toast(t('renewed'))
  }
  return (
    <div className={classes.group}>
      <Switch
        label={t('on')}
        description={t('onDescription')}
        disabled={!data}
        checked={settings.active}
        onChange={(event) => put({ active: event.currentTarget.checked })}
      />
      {state?.active ? <Address state={state} onRenew={() => void renew()} /> : null}
      {state ? <Whose settings={settings} onChange={put} /> : null}
      <p className={classes.quiet}>{t('changed')}</p>
    </div>
  )
}

function Address({ state, onRenew }: { state: PublicFormState; onRenew(): void }) {
  const t = useText(publicTexts)
  const language = useLanguage()
  const url = `${location.origin}/f/${state.token}`
  const svg = useMemo(() => `data:image/svg+xml;utf8,${encodeURIComponent(qrCodeSvg(url))}`, [url])
  const last = state.lastAnswerAt && new Date(state.lastAnswerAt).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB')
  return (
    <>
      <div className={classes.address}>
        <TextInput label={t('link')} value={url} readOnly onFocus={(event) => event.currentTarget.select()} />
        <CopyButton value={url} label={t('copy')} />
        <ActionIcon component="a" href={url} target="_blank" rel="noreferrer" aria-label={t('open')} title={t('open')}>
          <IconExternalLink size={16} aria-hidden />
        </ActionIcon>
      </div>
      <div className={classes.qr}>
        <img src={svg} alt={t('qr')} width={132} height={132} />
        <div className={classes.qrSide}>
          <strong>{t('answers', { count: state.answers })}</strong>
          {last ? <span className={classes.quiet}>{t('lastAnswer', { time: last })}</span> : null}
          <Button
            component="a"
            href={svg}
            download={`${state.form}.svg`}
            size="xs"
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            {t('download')}
          </Button>
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            leftSection={<IconRefresh size={14} aria-hidden />}
            onClick={onRenew}
          >
            {t('renew')}
          </Button>
        </div>
      </div>
    </>
  )
}

interface WhoseProps {
  settings: PublicFormSettings
  onChange(change: Partial<PublicFormSettings>): void
}

function Whose({ settings, onChange }: WhoseProps) {
  const t = useText(publicTexts)
  const { people, departments } = useDirectory()
  return (
    <>
      <Select
        label={t('owner')}
        placeholder={t('nobody')}
        searchable
        clearable
        data={people.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))}
        value={settings.ownerId}
        onChange={(ownerId) => onChange({ ownerId })}
      />
      <Select
        label={t('department')}
        placeholder={t('ofOwner')}
        searchable
        clearable
        data={departments.map(({ id, name }) => ({ value: id, label: name }))}
        value={settings.departmentId}
        onChange={(departmentId) => onChange({ departmentId })}
      />
    </>
  )
}
