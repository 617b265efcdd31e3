import type { EntityRecord } from '@mortise/data'
import { type FormFilling, type RuntimeServices, RuntimeServicesContext, useLanguage } from '@mortise/ui'
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

const FillFormDialog = lazy(() =>
  import('../runtime/record/fill-form-dialog.tsx').then((m) => ({ default: m.FillFormDialog })),
)

interface Filling {
  filling: FormFilling
  done(saved: boolean): void
}

interface Creation {
  entity: string
  initial: { [field: string]: unknown }
  form?: string | undefined
  done(record: EntityRecord | null): void
}

/** Gives field inputs and cells the running app: directory, queries, uploads, and the dialog that makes records. */
export function RuntimeServicesProvider({ app, children }: { app: RunningApp | null; children: ReactNode }) {
  const [creations, setCreations] = useState<readonly Creation[]>([])
  const [filled, setFilled] = useState<Filling | null>(null)
  const services = useServices(app, {
    create: (creation) => setCreations((open) => [...open, creation]),
    fill: setFilled,
  })
  function endFilling(saved: boolean) {
    setFilled(null)
    filled?.done(saved)
  }
  function finish(creation: Creation, record: EntityRecord | null) {
    setCreations((open) => open.filter((other) => other !== creation))
    creation.done(record)
  }
  return (
    <RuntimeServicesContext value={services}>
      {children}
      {services && app ? (
        <Suspense>
          {filled ? (
            <OverlayBoundary onFail={() => endFilling(false)}>
              <FillFormDialog filling={filled.filling} onDone={endFilling} />
            </OverlayBoundary>
          ) : null}
          {creations.map((creation, index) => (
            // Dialogs may lie on dialogs: a relation's input makes the record it needs.
            <OverlayBoundary key={`${creation.entity}-${index}`} onFail={() => finish(creation, null)}>
              <CreateRecordDialog
                app={app.key}
                entity={creation.entity}
                initial={creation.initial}
                form={creation.form}
                onDone={(record) => finish(creation, record)}
              />
            </OverlayBoundary>
          ))}
        </Suspense>
      ) : null}
    </RuntimeServicesContext>
  )
}

interface Openers {
  create(creation: Creation): void
  fill(filling: Filling): void
}

function useServices(app: RunningApp | null, open: Openers): RuntimeServices | null {
  const { user, workspace } = useSession()
  const language = useLanguage()
  const { people, departments } = useDirectory()
  const navigate = useNavigate()
  const kinds = useQuery({ ...kindsQuery, enabled: app !== null }).data
  // `open` is new each time but only sets state, so it may be left out.
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
      createRecord: (entity, initial, form) => new Promise((done) => open.create({ entity, initial, form, done })),
      fillForm: (filling) => new Promise((done) => open.fill({ filling, done })),
      openRecord: (entity, id) => void navigate({ to: '/a/$app/$entity/$id', params: { app: app.key, entity, id } }),
      canCreate: (entity) => app.capabilities[entity]?.create === true,
      upload: (file, onProgress, signal) => uploadFile({ app: app.key, file, onProgress, signal }),
      fileUrl: (id, options) => records.fileUrl(app.key, id, options?.thumbnail),
    }
  }, [app, kinds, language, workspace, user.id, user.departmentId, people, departments, navigate])
}
