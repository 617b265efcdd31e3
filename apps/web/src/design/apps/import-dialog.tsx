import type { ValidationIssue } from '@mortise/api'
import { Alert, Button, Input, Modal, Stack, TextInput, toast, useLocalize, useText } from '@mortise/ui'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ApiError, messageOf } from '../../api/api-error.ts'
import classes from './app-cards.module.css'
import { appTexts } from './app-texts.ts'
import { importApp, refreshApps } from './apps-data.ts'

/** An app out of a file; every fault in it is told with its file, place and remedy. */
export function ImportDialog({ onClose }: { onClose(): void }) {
  const t = useText(appTexts)
  const localize = useLocalize()
  const navigate = useNavigate()
  const [file, setFile] = useState<File | null>(null)
  const [key, setKey] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!file) return
    setBusy(true)
    setError(null)
    try {
      const made = await importApp(file, key.trim())
      await refreshApps()
      toast(t('imported', { name: localize(made.label) }))
      onClose()
      await navigate({ to: '/a/$app', params: { app: made.key } })
    } catch (failure) {
      setError(failure)
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={t('importTitle')} size={560}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          {error ? <Faults error={error} /> : null}
          <Input.Wrapper id="import-file" label={t('importFile')} description={t('importHint')}>
            <input
              id="import-file"
              type="file"
              accept=".zip,application/zip"
              onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
            />
          </Input.Wrapper>
          <TextInput
            label={t('importKey')}
            description={t('importKeyHint')}
            size="md"
            maxLength={41}
            autoComplete="off"
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
          />
          <Button type="submit" size="md" loading={busy} disabled={!file}>
            {t('importTitle')}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

function Faults({ error }: { error: unknown }) {
  const t = useText(appTexts)
  const localize = useLocalize()
  const body = error instanceof ApiError ? (error.body as { issues?: readonly ValidationIssue[] } | null) : null
  return (
    <Alert color="red" role="alert" title={t('importFailed')}>
      {messageOf(error)}
      <ul className={classes.issues}>
        {body?.issues?.map((issue) => (
          <li key={`${issue.file} ${issue.pointer} ${issue.code}`}>
            <code>
              {issue.file}
              {issue.pointer}
            </code>{' '}
            {localize(issue.message)} {localize(issue.fix)}
          </li>
        ))}
      </ul>
    </Alert>
  )
}
