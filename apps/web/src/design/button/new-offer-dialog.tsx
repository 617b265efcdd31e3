import type { LocalizedText } from '@mortise/core'
import type { AppModel, CommandDocument, EntityModel, PrintDocument } from '@mortise/metadata'
import { useText } from '@mortise/ui'
import { FormDialog } from '../../admin/frame/form-dialog.tsx'
import { useDesign, useDesignDocuments, useDesignModel } from '../draft/design-context.ts'
import { useDesignAddress } from '../frame/design-address.ts'
import { isKey } from '../keys/is-key.ts'
import { NameAndKeyFields, useNameAndKey } from '../keys/name-and-key.tsx'
import { nameTexts } from '../keys/name-texts.ts'
import type { OfferKind } from './button-edits.ts'
import { buttonStep } from './button-steps.ts'
import { buttonTexts } from './button-texts.ts'

interface NewOfferDialogProps {
  kind: OfferKind
  entity: EntityModel
  onClose(): void
}

/** The same for a table by its key, as it is in the draft. */
export function NewOfferOfTable({
  kind,
  table,
  onClose,
}: Pick<NewOfferDialogProps, 'kind' | 'onClose'> & { table: string }) {
  const entity = useDesignModel().entities.get(table)
  return entity ? <NewOfferDialog kind={kind} entity={entity} onClose={onClose} /> : null
}

/** A new command or print template of a table, by its name. */
export function NewOfferDialog({ kind, entity, onClose }: NewOfferDialogProps) {
  const t = useText(buttonTexts)
  const names = useText(nameTexts)
  const { store, commandActions } = useDesign()
  const model = useDesignModel()
  const { open } = useDesignAddress()
  const taken = new Set(useDesignDocuments(kind).map(({ key }) => key))
  const name = useNameAndKey({ taken, fallback: `${entity.key}_${kind}`.slice(0, 36) })
  function problem(): string | null {
    if (!name.named) return names('nameMissing')
    if (!isKey(name.key)) return names('keyInvalid')
    return taken.has(name.key) ? names('keyTaken') : null
  }
  async function save() {
    const label = { ...name.label, zh: name.label.zh.trim(), en: name.label.en.trim() }
    const update = commandActions.get('update_fields')
    const made =
      kind === 'command'
        ? newCommand(name.key, label, entity, update.defaultOptions({ entity, model }))
        : newPrint(name.key, label, entity, model)
    store.change(buttonStep(kind === 'command' ? 'didNewCommand' : 'didNewPrint', label), ({ put }) => put(made))
    open(`${kind}/${name.key}`)
  }
  return (
    <FormDialog
      title={t(kind === 'command' ? 'newCommand' : 'newPrint')}
      submit={t('create')}
      problem={problem}
      save={save}
      onClose={onClose}
    >
      <p style={{ color: 'var(--ui-text-2)' }}>{t(kind === 'command' ? 'newCommandText' : 'newPrintText')}</p>
      <NameAndKeyFields value={name} keyHint={names('keyHint')} otherHint={names('onlyOneLanguage')} />
    </FormDialog>
  )
}

function newCommand(key: string, label: LocalizedText, entity: EntityModel, options: object): CommandDocument {
  return {
    ...{ kind: 'command', key, label, entity: entity.key, icon: 'bolt', primary: true, places: ['record', 'row'] },
    actions: [{ key: 'update', type: 'update_fields', options: options as { [name: string]: unknown } }],
  }
}

/** What most documents have: a heading, the facts, the lines. */
function newPrint(key: string, label: LocalizedText, entity: EntityModel, model: AppModel): PrintDocument {
  const plain = entity.ownFields.filter(({ kind }) => kind.relation !== 'children' && kind.group !== 'file')
  const lines = entity.ownFields.flatMap(({ key: field, kind, target }) =>
    kind.relation === 'children' && target ? [{ field, target }] : [],
  )
  const [first] = lines
  return {
    ...{ kind: 'print', key, label, entity: entity.key },
    items: [
      { item: 'text', key: 'title', text: label, size: 'title', bold: true, align: 'center' },
      { item: 'divider', key: 'line' },
      { item: 'fields', key: 'facts', columns: 2, fields: plain.slice(0, 8).map((field) => field.key) },
      ...(first
        ? [
            {
              item: 'lines' as const,
              key: 'lines',
              field: first.field,
              numbered: true,
              columns: lineColumns(model.entities.get(first.target)),
            },
          ]
        : []),
    ],
  }
}

/** As many columns of the lines as can be read beside each other; figures stand to the right. */
function lineColumns(lines: EntityModel | undefined) {
  const own = lines?.ownFields.filter(({ key, kind }) => key !== lines.parent?.field.key && kind.group !== 'file') ?? []
  return own.slice(0, 5).map(({ key, kind }) => ({
    field: key,
    ...(kind.expression && kind.group === 'number' && { align: 'right' as const }),
  }))
}
