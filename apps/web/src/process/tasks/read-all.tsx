import { Button, toastError, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { taskCountQuery } from '../../api/process-queries.ts'
import { processes, refreshProcesses } from '../../api/processes.ts'
import classes from './task-list.module.css'
import { taskTexts } from './task-texts.ts'

/** Says of all copies at once that they have been read; only while there are any that were not. */
export function ReadAll() {
  const t = useText(taskTexts)
  const [busy, setBusy] = useState(false)
  const { copies } = useQuery(taskCountQuery).data ?? { copies: 0 }
  async function readAll() {
    setBusy(true)
    try {
      await processes.readCopies()
      await refreshProcesses()
    } catch (error) {
      toastError(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  if (copies === 0) return null
  return (
    <div className={classes.readAll}>
      <Button size="xs" variant="subtle" loading={busy} onClick={() => void readAll()}>
        {t('readAll')}
      </Button>
    </div>
  )
}
