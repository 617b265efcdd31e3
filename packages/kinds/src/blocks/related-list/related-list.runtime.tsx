import {
  type BlockProps,
  defineBlockRuntime,
  useLocalize,
  usePageServices,
  useRuntimeServices,
  useText,
} from '@mortise/ui'
import { BlockBroken } from '../../block-parts/block-broken.tsx'
import { useBlockTitle } from '../../block-parts/block-card.tsx'
import { blockTexts } from '../../block-parts/block-texts.tsx'
import classes from '../../block-parts/blocks.module.css'
import relatedList, { type RelatedListOptions } from './related-list.ts'

function RelatedListBlock({ block, options }: BlockProps<RelatedListOptions>) {
  const t = useText(blockTexts)
  const localize = useLocalize()
  const { app } = useRuntimeServices()
  const { parts } = usePageServices()
  const title = useBlockTitle(block)
  const entity = app.entities.get(options.entity)
  if (!entity?.fields.has(options.field)) return <BlockBroken>{t('tableGone')}</BlockBroken>
  return (
    <div className={classes.card}>
      <parts.RelatedRecords
        title={title || localize(entity.plural)}
        entity={entity}
        field={options.field}
        columns={options.columns ?? [entity.title.key]}
        sort={options.sort}
        size={options.limit ?? 5}
        create={options.create ?? true}
      />
    </div>
  )
}

export default defineBlockRuntime<RelatedListOptions>(relatedList, { Block: RelatedListBlock })
