import { useMemo, useState } from 'react'

/** Which fields of a form are inputs now; the others are read. */
export interface Editing {
  /** At least one field is an input. */
  active: boolean
  isEditing(field: string): boolean
  /** The field to move the focus to; a new object for each request. */
  focus: { field: string } | null
  /** Makes inputs of these fields, or of all; the focus goes to the first of them, or to the one named. */
  start(fields?: readonly string[], focus?: string): void
  stop(): void
}

interface Open {
  all: boolean
  fields: ReadonlySet<string>
  focus: Editing['focus']
}

const closed = { all: false, fields: new Set<string>(), focus: null }

/** Keeps which fields are being edited. A new record is all inputs. */
export function useEditing(isNew: boolean): Editing {
  const [open, setOpen] = useState<Open>({ ...closed, all: isNew })
  return useMemo(
    () => ({
      active: open.all || open.fields.size > 0,
      isEditing: (field) => open.all || open.fields.has(field),
      focus: open.focus,
      start(fields, focus) {
        const wanted = focus ?? fields?.[0]
        setOpen(({ all, fields: opened, focus: last }) => ({
          all: all || fields === undefined,
          fields: new Set([...opened, ...(fields ?? [])]),
          focus: wanted ? { field: wanted } : last,
        }))
      },
      stop: () => setOpen({ ...closed, all: isNew }),
    }),
    [open, isNew],
  )
}
