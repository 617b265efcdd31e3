import type { NewApiToken, TokenInput } from '@mortise/api'
import {
  Alert,
  Button,
  CopyButton,
  Modal,
  MultiSelect,
  Select,
  Stack,
  TextInput,
  useLocalize,
  useText,
} from '@mortise/ui'
import { type FormEvent, useState } from 'react'
import { api } from '../api/api-client.ts'
import { messageOf } from '../api/api-error.ts'
import { queryClient } from '../api/query-client.ts'
import { queryKeys } from '../api/query-keys.ts'
import { useSession } from '../api/session.ts'
import classes from './account-route.module.css'
import { accountTexts } from './account-texts.ts'

const day = 24 * 60 * 60 * 1000

/** Makes a token and shows it, this once. */
export function NewTokenDialog({ onClose }: { onClose(): void }) {
  const t = useText(accountTexts)
  const [token, setToken] = useState<string | null>(null)
  return (
    <Modal opened onClose={onClose} title={t(token ? 'tokenCreated' : 'tokenNew')}>
      {token ? (
        <Stack gap="md">
          <Alert color="yellow">{t('tokenOnce')}</Alert>
          <div className={classes.token}>
            <span className={classes.grow}>{token}</span>
            <CopyButton value={token} label={t('tokenCopy')} />
          </div>
        </Stack>
      ) : (
        <TokenForm onCreated={setToken} />
      )}
    </Modal>
  )
}

function TokenForm({ onCreated }: { onCreated(token: string): void }) {
  const t = useText(accountTexts)
  const scopeChoices = useScopeChoices()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<string[]>([])
  const [days, setDays] = useState('90')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      const expiresAt = days === 'never' ? null : new Date(Date.now() + Number(days) * day).toISOString()
      const input: TokenInput = { name: name.trim(), scopes, expiresAt }
      const created = await api.post<NewApiToken>('/tokens', input)
      await queryClient.invalidateQueries({ queryKey: queryKeys.tokens })
      onCreated(created.token)
    } catch (failure) {
      setError(messageOf(failure))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="lg">
        {error ? (
          <Alert color="red" role="alert">
            {error}
          </Alert>
        ) : null}
        <TextInput
          label={t('tokenName')}
          description={t('tokenNameHint')}
          size="md"
          maxLength={100}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <MultiSelect label={t('tokenScopes')} size="md" data={scopeChoices} value={scopes} onChange={setScopes} />
        <Select
          label={t('tokenExpiry')}
          size="md"
          allowDeselect={false}
          data={[
            { value: '30', label: t('tokenDays30') },
            { value: '90', label: t('tokenDays90') },
            { value: '365', label: t('tokenDays365') },
            { value: 'never', label: t('tokenNever') },
          ]}
          value={days}
          onChange={(value) => setDays(value ?? '90')}
        />
        <Button type="submit" size="md" loading={busy} disabled={name.trim() === '' || scopes.length === 0}>
          {t('tokenCreate')}
        </Button>
      </Stack>
    </form>
  )
}

function useScopeChoices(): { value: string; label: string }[] {
  const t = useText(accountTexts)
  const localize = useLocalize()
  const { apps, user } = useSession()
  const choices = apps.flatMap((app) => [
    { value: `${app.key}:read`, label: t('tokenRead', { app: localize(app.label) }) },
    { value: `${app.key}:write`, label: t('tokenWrite', { app: localize(app.label) }) },
  ])
  return user.administrator ? [...choices, { value: 'admin', label: t('tokenAdmin') }] : choices
}
