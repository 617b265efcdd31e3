import type { EntityModel, ViewOptions, ViewType } from '@mortise/metadata'
import { useText } from '@mortise/ui'
import { useState } from 'react'
import { useApp } from '../../../api/use-app.ts'
import { useKinds } from '../../../api/use-kinds.ts'
import { ViewOptionsEditor } from '../kinds/view-options-editor.tsx'
import { listTexts } from '../list-texts.ts'
import { TypeChoice } from './type-choice.tsx'
import type { ListView } from './use-list-view.ts'
import type { ViewActions } from './use-view-actions.ts'
import { ViewDialog } from './view-dialog.tsx'

interface NewViewDialogProps {
  entity: EntityModel
  view: ListView
  actions: ViewActions
  onClose(): void
}

/** A new view of any type: the present one under a name, or another type with the fields that it needs. */
export function NewViewDialog({ entity, view, actions, onClose }: NewViewDialogProps) {
  const t = useText(listTexts)
  const { model } = useApp()
  const { viewTypes } = useKinds()
  const [type, setType] = useState(view.type)
  const [options, setOptions] = useState<ViewOptions | null>(view.options)
  function choose(next: ViewType) {
    setType(next)
    const { filter, sort } = view.options ?? {}
    const defaults: ViewOptions | null =
      next.type === view.type.type ? view.options : next.defaultOptions(entity, model)
    // What is searched for stays the same whatever it is looked at in.
    setOptions(defaults && { ...defaults, filter, ...(sort && { sort }) })
  }
  const required = (type.options as { required?: readonly string[] }).required ?? []
  return (
    <ViewDialog
      title={t('newView')}
      initial={{ name: '', shared: false }}
      incomplete={!options || required.some((option) => options[option] === undefined || options[option] === null)}
      onSubmit={async (name, shared) =>
        options !== null && (await actions.create({ name, shared, type: type.type, options }))
      }
      onClose={onClose}
    >
      <TypeChoice types={viewTypes.all()} entity={entity} chosen={type.type} onChoose={choose} />
      {options && type.type !== 'list' && (
        <ViewOptionsEditor
          entity={entity}
          type={type}
          options={options}
          requiredOnly
          onChange={(change) => setOptions({ ...options, ...change })}
        />
      )}
    </ViewDialog>
  )
}
