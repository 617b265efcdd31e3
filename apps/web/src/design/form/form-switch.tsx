import { type LocalizedText, localize } from '@mortise/core'
import type { FormDocument } from '@mortise/metadata'
import { Button, Menu, useLocalize, useText } from '@mortise/ui'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useDesign, useDesignDocument, useDesignDocuments } from '../draft/design-context.ts'
import type { DraftEdit } from '../draft/draft-documents.ts'
import { useDesignAddress } from '../frame/design-address.ts'
import { inBoth } from '../in-both.ts'
import { firstFree } from '../keys/free-key.ts'
import { DeleteFormDialog } from './delete-form-dialog.tsx'
import { formDesignTexts } from './form-design-texts.ts'

/** The forms of a table in the order in which they are tried: the lower position first. */
export function inFormOrder(forms: readonly FormDocument[]): FormDocument[] {
  return forms.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))
}

/** The forms of the table: another one, a new one, a copy, their order. */
export function FormSwitch({ form }: { form: FormDocument }) {
  const t = useText(formDesignTexts)
  const localizeText = useLocalize()
  const { open } = useDesignAddress()
  const forms = inFormOrder(useDesignDocuments('form').filter(({ entity }) => entity === form.entity))
  const table = useDesignDocument(`entity/${form.entity}`)
  const edits = useFormEdits(form, forms)
  const [leaving, leave] = useState(false)
  const at = forms.findIndex(({ key }) => key === form.key)
  return (
    <>
      <Menu position="bottom-start" width={260}>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            data-form-switch
            rightSection={<IconChevronDown size={13} aria-hidden />}
          >
            {localizeText(form.label)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('formsOf', { name: localizeText(table?.label ?? form.label) })}</Menu.Label>
          {forms.map((one) => (
            <Menu.Item
              key={one.key}
              aria-current={one.key === form.key}
              fw={one.key === form.key ? 600 : undefined}
              onClick={() => open(`form/${one.key}`)}
            >
              {localizeText(one.label)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={edits.make}>{t('newForm')}</Menu.Item>
          <Menu.Item onClick={edits.duplicate}>{t('duplicateForm')}</Menu.Item>
          <Menu.Item disabled={at <= 0} onClick={() => edits.shift(-1)}>
            {t('formEarlier')}
          </Menu.Item>
          <Menu.Item disabled={at < 0 || at === forms.length - 1} onClick={() => edits.shift(1)}>
            {t('formLater')}
          </Menu.Item>
          <Menu.Item color="red" onClick={() => leave(true)}>
            {t('deleteForm')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {leaving ? <DeleteFormDialog form={form} onDelete={edits.remove} onClose={() => leave(false)} /> : null}
    </>
  )
}

function useFormEdits(form: FormDocument, forms: readonly FormDocument[]) {
  const { store } = useDesign()
  const { open } = useDesignAddress()
  const step = (text: Parameters<typeof formDesignTexts.t>[0], name: LocalizedText) =>
    inBoth(formDesignTexts, text, (language) => ({ name: localize(name, language) }))
  /** Positions as the order says, for all forms of the table. */
  const inOrder = (ordered: readonly FormDocument[]) => ordered.map((one, position) => ({ ...one, position }))
  function add(text: 'didNewForm' | 'didDuplicateForm', made: FormDocument) {
    store.change(step(text, made.label), ({ put }) => {
      for (const one of inOrder([...forms, made])) put(one)
    })
    open(`form/${made.key}`)
  }
  const freeFormKey = () => firstFree(`${form.entity}_form`, (key) => store.snapshot().documents.has(`form/${key}`))
  return {
    make() {
      const table = store.snapshot().model.entities.get(form.entity)
      const label = inBoth(formDesignTexts, 'numberedForm', (language) => ({
        ...{ name: localize(table?.label ?? form.label, language), number: forms.length + 1 },
      }))
      add('didNewForm', { kind: 'form', key: freeFormKey(), label, entity: form.entity, columns: 2, items: [] })
    },
    duplicate() {
      const label = inBoth(formDesignTexts, 'copyOfForm', (language) => ({ name: localize(form.label, language) }))
      add('didDuplicateForm', { ...structuredClone(form), key: freeFormKey(), label })
    },
    shift(by: 1 | -1) {
      const at = forms.indexOf(form)
      const ordered = forms.toSpliced(at, 1).toSpliced(at + by, 0, form)
      store.change(step('didOrderForms', form.label), ({ put }) => {
        for (const one of inOrder(ordered)) put(one)
      })
    },
    remove(edit: DraftEdit) {
      store.change(step('didDeleteForm', form.label), edit)
      const other = forms.find(({ key }) => key !== form.key)
      open(other ? `form/${other.key}` : `entity/${form.entity}`)
    },
  }
}
