import type { LocalizedText } from '@mortise/core'
import { type BlockType, type PageBlock, type PageDocument, pagesOf } from '@mortise/metadata'
import {
  Button,
  commonTexts,
  Group,
  Modal,
  SegmentedControl,
  Select,
  Stack,
  TextInput,
  useLanguage,
  useLocalize,
  useText,
} from '@mortise/ui'
import { type FormEvent, useState } from 'react'
import { useDesign, useDesignModel } from '../draft/design-context.ts'
import { useDesignAddress } from '../frame/design-address.ts'
import { inBoth } from '../in-both.ts'
import { firstFree } from '../keys/free-key.ts'
import { keyForLabel } from '../keys/key-for-label.ts'
import { withMain } from '../with-main.ts'
import { pageDesignTexts } from './page-design-texts.ts'

/** Another page: of the records of a table, with what most such pages have, or one that stands alone. */
export function NewPageDialog({ onClose }: { onClose(): void }) {
  const t = useText(pageDesignTexts)
  const common = useText(commonTexts)
  const localize = useLocalize()
  const language = useLanguage()
  const { store, blockTypes } = useDesign()
  const model = useDesignModel()
  const { open } = useDesignAddress()
  const [kind, setKind] = useState('record')
  const [entity, setEntity] = useState<string | null>(null)
  const [typed, setTyped] = useState<LocalizedText | undefined>(undefined)
  const tables = [...model.entities.values()].filter(({ parent }) => !parent)
  const table = kind === 'record' ? model.entities.get(entity ?? '') : undefined
  const label = typed ?? table?.label
  const ready = label !== undefined && (kind === 'alone' || table !== undefined)
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!ready || !label) return
    const wanted = table ? `${table.key}_page` : keyForLabel(label, new Set(), 'page')
    const key = firstFree(wanted, (one) => store.snapshot().documents.has(`page/${one}`))
    const page: PageDocument = {
      ...{ kind: 'page', key, label },
      ...(table && { entity: table.key, position: pagesOf(model.pages.values(), table.key).length * 10 + 10 }),
      blocks: table ? startOf(['fields', 'related_list', 'timeline'], blockTypes, { model, entity: table }) : [],
    }
    const step = inBoth(pageDesignTexts, 'didNewPage', (one) => ({ name: label[one] ?? label.en }))
    store.change(step, ({ put }) => put(page))
    onClose()
    open(`page/${key}`)
  }
  return (
    <Modal opened onClose={onClose} title={t('newPage')} size="md">
      <form onSubmit={submit}>
        <Stack gap="md">
          <SegmentedControl
            aria-label={t('newPageKind')}
            data={[
              { value: 'record', label: t('kindRecord') },
              { value: 'alone', label: t('kindAlone') },
            ]}
            value={kind}
            onChange={setKind}
          />
          {kind === 'record' ? (
            <Select
              label={t('pageTable')}
              data-autofocus
              searchable
              required
              placeholder={t('choose')}
              data={tables.map((one) => ({ value: one.key, label: localize(one.label) }))}
              value={entity}
              onChange={setEntity}
            />
          ) : null}
          <TextInput
            label={t('pageName')}
            maxLength={100}
            required={kind === 'alone'}
            placeholder={table ? localize(table.label) : undefined}
            value={typed?.[language] ?? ''}
            onChange={(event) => setTyped(withMain(typed, event.currentTarget.value, language))}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" disabled={!ready}>
              {t('create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** What most pages of records begin with, where the table has something for it. */
function startOf(
  types: readonly string[],
  blockTypes: ReturnType<typeof useDesign>['blockTypes'],
  place: Parameters<BlockType['defaultOptions']>[0],
): PageBlock[] {
  return types.flatMap((key) => {
    const type = blockTypes.get(key)
    const options = type.defaultOptions(place)
    return options ? [{ block: key, key, span: type.span.first, options }] : []
  })
}
