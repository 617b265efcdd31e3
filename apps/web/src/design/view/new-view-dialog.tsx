import type { LocalizedText } from '@mortise/core'
import type { EntityModel, ViewOptions, ViewType } from '@mortise/metadata'
import { Button, commonTexts, Group, Modal, Stack, TextInput, useLanguage, useLocalize, useText } from '@mortise/ui'
import { type FormEvent, useState } from 'react'
import { ViewOptionsEditor } from '../../runtime/list/kinds/view-options-editor.tsx'
import { TypeChoice } from '../../runtime/list/views/type-choice.tsx'
import { useDesign, useDesignModel } from '../draft/design-context.ts'
import { DraftAppServices } from '../draft/draft-app-services.tsx'
import { useDesignAddress } from '../frame/design-address.ts'
import { withMain } from '../with-main.ts'
import { viewStep } from './use-view-design.ts'
import { viewDesignTexts } from './view-design-texts.ts'
import { addView, freeViewKey, type ViewToAdd } from './view-edits.ts'

/** Another view of a table: its type, what the type cannot do without, and its name, which is that of the type at first. */
export function NewViewDialog({ entity: key, onClose }: { entity: string; onClose(): void }) {
  const entity = useDesignModel().entities.get(key)
  if (!entity) return null
  return (
    <DraftAppServices>
      <NewView entity={entity} onClose={onClose} />
    </DraftAppServices>
  )
}

function NewView({ entity, onClose }: { entity: EntityModel; onClose(): void }) {
  const t = useText(viewDesignTexts)
  const common = useText(commonTexts)
  const localize = useLocalize()
  const language = useLanguage()
  const { store, viewTypes } = useDesign()
  const model = useDesignModel()
  const { open } = useDesignAddress()
  const [type, setType] = useState<ViewType>(() => viewTypes.get('list'))
  const [options, setOptions] = useState<ViewOptions | null>(() => type.defaultOptions(entity, model))
  const [label, setLabel] = useState<LocalizedText | null>(null)
  function choose(next: ViewType) {
    setType(next)
    setOptions(next.defaultOptions(entity, model))
  }
  const required = (type.options as { required?: readonly string[] }).required ?? []
  const incomplete = !options || required.some((option) => (options[option] ?? null) === null)
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!options || incomplete) return
    const made: ViewToAdd = { entity: entity.key, type: type.type, label: label ?? type.label, options }
    const key = freeViewKey({ get: (kind, one) => store.snapshot().documents.get(`${kind}/${one}`) as never }, made)
    store.change(viewStep('didNewView', made.label), addView(key, made))
    onClose()
    open(`view/${key}`)
  }
  return (
    <Modal opened onClose={onClose} title={t('newView')} size="lg">
      <form onSubmit={submit}>
        <Stack gap="md">
          <TypeChoice types={viewTypes.all()} entity={entity} chosen={type.type} onChoose={choose} />
          <TextInput
            label={t('name')}
            maxLength={100}
            placeholder={localize(type.label)}
            value={label?.[language] ?? ''}
            onChange={(event) => setLabel(withMain(label ?? undefined, event.currentTarget.value, language) ?? null)}
          />
          {options && type.type !== 'list' ? (
            <ViewOptionsEditor
              entity={entity}
              type={type}
              options={options}
              requiredOnly
              onChange={(change) => setOptions({ ...options, ...change })}
            />
          ) : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" disabled={incomplete}>
              {t('create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
