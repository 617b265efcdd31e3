import { ActionIcon, Button, confirm, PasswordInput, TextInput, toastError, useText } from '@mortise/ui'
import { IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { api } from '../../api/api-client.ts'
import { messageOf } from '../../api/api-error.ts'
import { queryClient } from '../../api/query-client.ts'
import { secretsQuery } from '../admin-data.ts'
import { adminTexts } from '../frame/admin-texts.ts'
import { FormDialog } from '../frame/form-dialog.tsx'
import { secretTexts } from './secret-texts.ts'
import classes from './system-page.module.css'

const refresh = () => queryClient.invalidateQueries({ queryKey: secretsQuery.queryKey })

/** Keys of other programs that processes use; their values are written and never shown. */
export function SecretsCard() {
  const t = useText(secretTexts)
  const id = useId()
  const { data = [] } = useQuery(secretsQuery)
  const [adding, setAdding] = useState(false)
  async function remove(name: string) {
    if (
      !(await confirm({
        title: t('removeTitle', { name }),
        text: t('removeText'),
        confirmLabel: t('remove'),
        danger: true,
      }))
    )
      return
    await api.delete(`/admin/secrets/${name}`).catch((error: unknown) => toastError(messageOf(error)))
    await refresh()
  }
  return (
    <section className={classes.card} aria-labelledby={id}>
      <h2 id={id} className={classes.title}>
        {t('title')}
      </h2>
      <p className={classes.quiet}>{t('text')}</p>
      <dl className={classes.list}>
        {data.map(({ name, host }) => (
          <div key={name} className={classes.fact}>
            <dt>{name}</dt>
            <dd>
              {host}{' '}
              <ActionIcon size="sm" aria-label={t('removeTitle', { name })} onClick={() => void remove(name)}>
                <IconTrash size={14} aria-hidden />
              </ActionIcon>
            </dd>
          </div>
        ))}
      </dl>
      <Button variant="default" size="xs" onClick={() => setAdding(true)}>
        {t('add')}
      </Button>
      {adding ? <SecretDialog onClose={() => setAdding(false)} /> : null}
    </section>
  )
}

function SecretDialog({ onClose }: { onClose(): void }) {
  const t = useText(secretTexts)
  const common = useText(adminTexts)
  const [name, setName] = useState('')
  const [host, setHost] = useState('')
  const [value, setValue] = useState('')
  const problem = () => {
    if (!/^[a-z][a-z0-9_]{0,40}$/.test(name)) return t('nameWrong')
    if (!/^[A-Za-z0-9.:-]+$/.test(host)) return t('hostWrong')
    return value === '' ? t('valueMissing') : null
  }
  return (
    <FormDialog
      title={t('add')}
      submit={common('save')}
      problem={problem}
      save={async () => {
        await api.put(`/admin/secrets/${name}`, { host, value })
        await refresh()
      }}
      onClose={onClose}
    >
      <TextInput
        label={t('name')}
        description={t('nameHint')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('host')}
        description={t('hostHint')}
        value={host}
        onChange={(event) => setHost(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('value')}
        autoComplete="off"
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
