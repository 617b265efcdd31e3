import type { FormDocument } from '@mortise/metadata'
import { useEffect, useState } from 'react'
import { renewApp } from '../../api/renew-app.ts'
import { useApp } from '../../api/use-app.ts'

/** A form that an action names; neither there nor gone while it is looked for. */
export interface NamedForm {
  form: FormDocument | undefined
  /** It is not in what is published now either. */
  gone: boolean
}

/**
 * The form of this name. Where it is not there, it is looked for once in what was published since the page was opened.
 * @param known False where the table it is of is not there, which may have been published with it.
 */
export function useNamedForm(name: string, known = true): NamedForm {
  const { key: app, model } = useApp()
  const form = known ? model.forms.get(name) : undefined
  const absent = form === undefined
  const [lookedFor, setLookedFor] = useState<string | null>(null)
  useEffect(() => {
    if (!absent) return
    let current = true
    void renewApp(app).finally(() => current && setLookedFor(name))
    return () => {
      current = false
    }
  }, [absent, app, name])
  return { form, gone: absent && lookedFor === name }
}
