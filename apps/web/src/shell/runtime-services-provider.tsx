import type { EntityRecord } from '@mortise/data'
import { type RuntimeServices, RuntimeServicesContext, useLanguage } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import type { RunningApp } from '../api/app-description.ts'
import { useDirectory } from '../api/directory.ts'
import { kindsQuery } from '../api/kinds.ts'
import { records } from '../api/records.ts'
import { useSession } from '../api/session.ts'
import { uploadFile } from '../api/upload-file.ts'
import { OverlayBoundary } from './overlay-boundary.tsx'

const CreateRecordDialog = lazy(() =>
  import('../runtime/record/create-record-dialog.tsx').then((m) => ({ default: m.CreateRecordDialog })),
)

interface Creation {
  entity: string
  initial: { [field: string]: unknown }
  done(record: EntityRecord | null): void
}

/** Gives field inputs and cells the running app: directory, queries, uploads, and the dialog that makes records. */
export function RuntimeServicesProvider({ app, children }: { app: RunningApp | null; children: ReactNode }) {
  const [creations, setCreations] = useState<readonly Creation[]>([])
  const services = useServices(app, (creation) => setCreations((open) => [...open, creation]))
  function finish(creation: Creation, record: EntityRecord | null) {
    setCreations((open) => open.filter((other) => other !== creation))
    creation.done(record)
  }
  return (
    <RuntimeServicesContext value={services}>
      {children}
      {services && app ? (
        <Suspense>
          {creations.map((creation, index) => (
            // Dialogs may lie on dialogs: a relation's input makes the record it needs.
            <OverlayBoundary key={`${creation.entity}-${index}`} onFail={() => finish(creation, null)}>
              <CreateRecordDialog
                app={app.key}
                entity={creation.entity}
                initial={creation.initial}
                onDone={(record) => finish(creation, record)}
              />
            </OverlayBoundary>
          ))}
        </Suspense>
      ) : null}
    </RuntimeServicesContext>
  )
}

function useServices(app: RunningApp | null, open: (creation: Creation) => void): RuntimeServices | null {
  const { user, workspace } = useSession()
  const language = useLanguage()
  const { people, departments } = useDirectory()
  const navigate = useNavigate()
  const kinds = useQuery({ ...kindsQuery, enabled: app !== null }).data
  // `open` is a new function each time but only sets state, so it may be left out.
  return useMemo(() => {
    if (!app || !kinds) return null
    return {
      app: app.model,
      language,
      timeZone: workspace.timeZone,
      workspace: workspace.key,
      userId: user.id,
      departmentId: user.departmentId,
      fieldRuntimes: kinds.fieldRuntimes,
      people,
      departments,
      query: (entity, query, signal) => records.query(app.key, entity, query, signal),
      createRecord: (entity, initial) => new Promise((done) => open({ entity, initial, done })),
      openRecord: (entity, id) => void navigate({ to: '/a/$app/$entity/$id', params: { app: app.key, entity, id } }),
      canCreate: (entity) => app.capabilities[entity]?.create === true,
      upload: (file, onProgress, signal) => uploadFile({ app: app.key, file, onProgress, signal }),
      fileUrl: (id, options) => records.fileUrl(app.key, id, options?.thumbnail),
    }
  }, [app, kinds, language, workspace, user.id, user.departmentId, people, departments, navigate])
}
