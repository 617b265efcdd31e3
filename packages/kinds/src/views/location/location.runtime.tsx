import type { EntityModel, FieldModel } from '@mortise/metadata'
import { resolvePath } from '@mortise/metadata'
import {
  ActionIcon,
  defineViewRuntime,
  EmptyState,
  RowSkeletons,
  usePhone,
  useRuntimeServices,
  useText,
  useViewServices,
  type ViewProps,
} from '@mortise/ui'
import { IconArrowLeft } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { shownPaths, valueText } from '../../view-parts/field-value.tsx'
import { NextPage } from '../../view-parts/next-page.tsx'
import { RecordLine } from '../../view-parts/record-line.tsx'
import { useRecordColour } from '../../view-parts/use-record-colour.tsx'
import { useRecordPages } from '../../view-parts/use-record-pages.tsx'
import { useTitleOf } from '../../view-parts/use-title-of.tsx'
import { ViewFailed } from '../../view-parts/view-failed.tsx'
import { viewTexts } from '../../view-parts/view-texts.tsx'
import location, { type LocationOptions } from './location.ts'
import { filterOf } from './model/place-tree.ts'
import classes from './runtime/location.module.css'
import { locationTexts } from './runtime/location-texts.ts'
import { PlaceList, placeKey } from './runtime/place-list.tsx'
import { usePlaces } from './runtime/use-places.ts'

type Path = readonly (string | null)[]

/** Places with their numbers, and the records of the chosen one; on a phone one after the other. */
function LocationView({ entity, options }: ViewProps<LocationOptions>) {
  const t = useText(locationTexts)
  const phone = usePhone()
  const levels = useLevels(entity, options)
  const { places, error, refresh } = usePlaces(levels.map(({ path }) => path))
  const nameOf = usePlaceName(levels)
  const [chosen, choose] = useState<Path | null>(null)
  if (error && !places) return <ViewFailed title={t('failed')} error={error} onRetry={refresh} />
  if (!places) return <RowSkeletons rows={10} />
  const path = chosen ?? []
  const shown = path.length === 0 ? t('all') : path.map((_, depth) => nameOf(path.slice(0, depth + 1))).join(' / ')
  const total = places.reduce((sum, { count }) => sum + count, 0)
  return (
    <div className={classes.view} data-phone={phone || undefined}>
      {phone && chosen !== null ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
        <section className={classes.places} tabIndex={0} aria-label={t('places')}>
          <div className={classes.row} data-current={(chosen !== null || !phone) && path.length === 0 ? '' : undefined}>
            <span className={classes.fold} />
            <button type="button" className={classes.place} onClick={() => choose([])}>
              <span className={classes.name}>{t('all')}</span>
              <span className={classes.count}>{total.toLocaleString()}</span>
            </button>
          </div>
          <PlaceList
            places={places}
            most={Math.max(1, ...places.map(({ count }) => count))}
            chosen={placeKey(path)}
            nameOf={nameOf}
            onChoose={choose}
          />
        </section>
      )}
      {phone && chosen === null ? null : (
        <section className={classes.records} aria-label={t('records', { place: shown })}>
          <div className={classes.head}>
            {phone && (
              <ActionIcon aria-label={t('back')} onClick={() => choose(null)}>
                <IconArrowLeft size={16} aria-hidden />
              </ActionIcon>
            )}
            {shown}
          </div>
          <PlaceRecords key={placeKey(path)} entity={entity} options={options} path={path} />
        </section>
      )}
    </div>
  )
}

interface Level {
  path: string
  field: FieldModel
}

function useLevels(entity: EntityModel, { province, city, district }: LocationOptions): readonly Level[] {
  const { app } = useRuntimeServices()
  return useMemo(
    () =>
      [province, city, city && district].flatMap((path): Level[] => {
        const field = path ? resolvePath(app, entity, path)?.field : undefined
        return path && field ? [{ path, field }] : []
      }),
    [app, entity, province, city, district],
  )
}

/** What the last step of a path is called. */
function usePlaceName(levels: readonly Level[]): (path: Path) => string {
  const services = useRuntimeServices()
  const t = useText(locationTexts)
  return (path) => {
    const field = levels[path.length - 1]?.field
    const value = path.at(-1) ?? null
    return value === null || !field ? t('unknown') : valueText(services, field, value)
  }
}

const linesPerPage = 60
const noPaths: readonly string[] = []

function PlaceRecords({ entity, options, path }: ViewProps<LocationOptions> & { path: Path }) {
  const view = useViewServices()
  const services = useRuntimeServices()
  const t = useText(locationTexts)
  const words = useText(viewTexts)
  const titleOf = useTitleOf(entity)
  const colourOf = useRecordColour(entity, options.colour)
  const { colour, fields = noPaths, province, city, district } = options
  const shown = useMemo(() => shownPaths(services, entity, fields), [services, entity, fields])
  const select = ['id', 'version', entity.title.key, colour, ...fields].filter((one) => one !== undefined)
  const levels = [province, city, district].filter((one) => one !== undefined)
  const filter = filterOf(path, levels, view.what.filter)
  const pages = useRecordPages(
    {
      ...view.what,
      ...(filter && { filter }),
      select: [...new Set(select)],
      ...(view.sort.length > 0 && { sort: [...view.sort] }),
    },
    linesPerPage,
  )
  const { records } = pages
  const { setOrder } = view
  useEffect(() => setOrder(records.map(({ id }) => id)), [records, setOrder])
  if (pages.state === 'failed' && records.length === 0)
    return <ViewFailed title={t('failed')} error={pages.error} onRetry={pages.refresh} />
  if (pages.state === 'loading' && records.length === 0) return <RowSkeletons rows={8} />
  if (records.length === 0) return <EmptyState icon="map-pin" title={words('none')} />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
    <section className={classes.scroll} aria-label={words('list')} tabIndex={0}>
      <ul className={classes.list}>
        {records.map((record) => (
          <li key={record.id}>
            <RecordLine
              record={record}
              title={titleOf(record)}
              fields={shown}
              colour={colourOf(record)}
              current={view.openId === record.id}
              onOpen={() => view.open(record.id)}
            />
          </li>
        ))}
      </ul>
      <NextPage key={records.length} more={pages.more} className={classes.end} />
    </section>
  )
}

export default defineViewRuntime<LocationOptions>(location, { View: LocationView })
