import type { EntityRecord } from '@mortise/data'
import { resolvePath } from '@mortise/metadata'
import {
  defineViewRuntime,
  EmptyState,
  RowSkeletons,
  useLocalize,
  useRuntimeServices,
  useText,
  useViewServices,
  type ViewProps,
} from '@mortise/ui'
import { IconPhoto } from '@tabler/icons-react'
import { useEffect, useMemo } from 'react'
import { FieldValue, isBlank, type ShownPath, shownPaths, speaksForItself } from '../../view-parts/field-value.tsx'
import { NextPage } from '../../view-parts/next-page.tsx'
import { type RecordColour, useRecordColour } from '../../view-parts/use-record-colour.tsx'
import { useRecordPages } from '../../view-parts/use-record-pages.tsx'
import { useTitleOf } from '../../view-parts/use-title-of.tsx'
import { ViewFailed } from '../../view-parts/view-failed.tsx'
import { viewTexts } from '../../view-parts/view-texts.tsx'
import gallery, { type GalleryOptions } from './gallery.ts'
import classes from './runtime/gallery.module.css'
import { galleryTexts } from './runtime/gallery-texts.ts'

const cardsPerPage = 60
const noPaths: readonly string[] = []

/** Cards beside each other, a page at a time. */
function GalleryView({ entity, options }: ViewProps<GalleryOptions>) {
  const view = useViewServices()
  const services = useRuntimeServices()
  const t = useText(galleryTexts)
  const words = useText(viewTexts)
  const titleOf = useTitleOf(entity)
  const label = useLocalize()
  const colourOf = useRecordColour(entity, options.colour)
  const { image, colour, fields = noPaths, size = 'medium' } = options
  const shown = useMemo(() => shownPaths(services, entity, fields), [services, entity, fields])
  const select = ['id', 'version', entity.title.key, image, colour, ...fields].filter((path) => path !== undefined)
  const pages = useRecordPages(
    { ...view.what, select: [...new Set(select)], ...(view.sort.length > 0 && { sort: [...view.sort] }) },
    cardsPerPage,
  )
  const { setOrder } = view
  useEffect(() => setOrder(pages.records.map(({ id }) => id)), [pages.records, setOrder])
  if (pages.state === 'failed' && pages.records.length === 0)
    return <ViewFailed title={t('failed')} error={pages.error} onRetry={pages.refresh} />
  if (pages.state === 'loading' && pages.records.length === 0) return <RowSkeletons rows={10} />
  if (pages.records.length === 0) return <EmptyState icon="photo" title={words('none')} />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
    <section className={classes.scroller} tabIndex={0} aria-label={t('gallery', { entity: label(entity.plural) })}>
      <ul className={classes.cards} data-size={size}>
        {pages.records.map((record) => (
          <li key={record.id}>
            <GalleryCard
              record={record}
              title={titleOf(record)}
              picture={image ? pictureOf(record, image) : undefined}
              colour={colourOf(record)}
              fields={shown}
              open={view.openId === record.id}
              onOpen={() => view.open(record.id)}
            />
          </li>
        ))}
      </ul>
      <NextPage key={pages.records.length} more={pages.more} className={classes.end} />
    </section>
  )

  function pictureOf(record: EntityRecord, path: string): string | null {
    const field = resolvePath(services.app, entity, path)?.field
    const value: unknown = record[path]
    const first: unknown = Array.isArray(value) ? value[0] : value
    if (!field || typeof first !== 'object' || first === null || !('id' in first)) return null
    return services.fileUrl(String(first.id), { thumbnail: true })
  }
}

interface GalleryCardProps {
  record: EntityRecord
  title: string
  /** Undefined where the gallery has no pictures, null where the record has none. */
  picture: string | null | undefined
  colour: RecordColour | null
  fields: readonly ShownPath[]
  open: boolean
  onOpen(): void
}

function GalleryCard({ record, title, picture, colour, fields, open, onOpen }: GalleryCardProps) {
  const style = colour ? ({ '--card-stripe': `var(--ui-hue-${colour.hue}-dot)` } as object) : undefined
  return (
    <button
      type="button"
      className={classes.card}
      data-open={open || undefined}
      style={style}
      title={colour?.rule ?? undefined}
      onClick={onOpen}
    >
      {picture !== undefined && (
        <span className={classes.picture}>
          {picture === null ? (
            <IconPhoto size={28} stroke={1.4} aria-hidden />
          ) : (
            <img src={picture} alt="" loading="lazy" />
          )}
        </span>
      )}
      <span className={classes.title}>{title}</span>
      {colour?.rule && <span className="ui-visually-hidden">{colour.rule}</span>}
      {fields
        .filter(({ path }) => !isBlank(record[path]))
        .map(({ path, field, label }) => (
          <span key={path} className={classes.line}>
            {!speaksForItself(field) && <span className={classes.name}>{label}</span>}
            <span className={classes.value} data-speaks={speaksForItself(field) || undefined} title={label}>
              <FieldValue path={path} field={field} record={record} />
            </span>
          </span>
        ))}
    </button>
  )
}

export default defineViewRuntime<GalleryOptions>(gallery, { View: GalleryView })
