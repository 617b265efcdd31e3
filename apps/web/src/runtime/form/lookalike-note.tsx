import { lazy, Suspense } from 'react'
import classes from './lookalike-note.module.css'
import type { RecordFormModel } from './use-record-form.ts'

const LookalikeText = lazy(() => import('./lookalike-text.tsx').then((module) => ({ default: module.LookalikeText })))

/** Under the last field of a duplicate check that is on the form: records that look the same. It keeps nobody from saving. */
export function LookalikeNote({ model, field }: { model: RecordFormModel; field: string }) {
  const onForm = new Set(model.fields.map(({ key }) => key))
  const own = model.lookalikes.filter(({ fields }) => fields.filter((key) => onForm.has(key)).at(-1) === field)
  // The place is there from the start, so that it is read out when something comes into it.
  return (
    <div role="status" className={classes.place}>
      <Suspense>
        {own.map((found) => (
          <LookalikeText key={found.check} found={found} model={model} />
        ))}
      </Suspense>
    </div>
  )
}
