import type { EntityModel, ViewOptions, ViewType } from '@mortise/metadata'
import { AppIcon, useLocalize, useText } from '@mortise/ui'
import { useId, useState } from 'react'
import { useApp } from '../../../api/use-app.ts'
import { useKinds } from '../../../api/use-kinds.ts'
import classes from '../kinds/kind-page.module.css'
import { ViewOptionsEditor } from '../kinds/view-options-editor.tsx'
import { listTexts } from '../list-texts.ts'
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

interface TypeChoiceProps {
  types: readonly ViewType[]
  entity: EntityModel
  chosen: string
  onChoose(type: ViewType): void
}

function TypeChoice({ types, entity, chosen, onChoose }: TypeChoiceProps) {
  const t = useText(listTexts)
  const label = useLocalize()
  const id = useId()
  const { model } = useApp()
  const ordered = [...types].sort((a, b) => Number(b.type === 'list') - Number(a.type === 'list'))
  const current = ordered.find(({ type }) => type === chosen)
  return (
    <div>
      <div id={id} style={{ fontSize: 'var(--ui-text-small)', fontWeight: 500, marginBottom: 4 }}>
        {t('viewType')}
      </div>
      <div role="radiogroup" aria-labelledby={id} className={classes.types}>
        {ordered.map((type) => {
          const fits = type.defaultOptions(entity, model) !== null
          return (
            // biome-ignore lint/a11y/useSemanticElements: a card with an icon and a name, chosen like a radio button
            <button
              key={type.type}
              type="button"
              role="radio"
              aria-checked={type.type === chosen}
              className={classes.type}
              disabled={!fits}
              title={fits ? label(type.description) : t('typeUnfit')}
              onClick={() => onChoose(type)}
            >
              <AppIcon name={type.icon} size={18} />
              {label(type.label)}
            </button>
          )
        })}
      </div>
      {current && (
        <p className={classes.hint} style={{ marginTop: 6 }}>
          {label(current.description)}
        </p>
      )}
    </div>
  )
}
