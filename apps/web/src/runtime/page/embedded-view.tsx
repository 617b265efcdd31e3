import type { Filter, ViewDocument, ViewOptions } from '@mortise/metadata'
import { EmptyState, useRuntimeServices, useText, ViewServicesContext } from '@mortise/ui'
import { useMemo, useRef, useState } from 'react'
import { useApp } from '../../api/use-app.ts'
import { useKinds } from '../../api/use-kinds.ts'
import { KindView } from '../list/kinds/kind-view.tsx'
import { MissingDialog } from '../list/kinds/missing-dialog.tsx'
import { useViewServicesOf } from '../list/kinds/use-view-services.ts'
import { listTexts } from '../list/list-texts.ts'
import type { LayoutChange } from '../list/views/layout-memory.ts'
import type { ListAddress } from '../list/views/use-list-view.ts'
import { usableOptions } from '../list/views/view-options.ts'
import classes from './embedded-view.module.css'

export interface EmbeddedViewProps {
  view: ViewDocument
  /** Beside that of the view. */
  filter: Filter | undefined
  height: number
}

/** A view of any type but the list as a part of a page: as it was designed, with nothing of it kept. */
export function EmbeddedView({ view, filter, height }: EmbeddedViewProps) {
  const t = useText(listTexts)
  const { model } = useApp()
  const { viewTypes } = useKinds()
  const entity = model.entities.get(view.entity)
  const filterKey = JSON.stringify(filter)
  const options = useMemo(() => {
    if (!entity || !viewTypes.has(view.type)) return null
    return usableOptions(viewTypes.get(view.type), { model, entity }, narrowed(view.options, filterKey))
  }, [model, entity, viewTypes, view, filterKey])
  if (!entity || !options) return <EmptyState compact icon="lock" title={t('viewUnknown')} />
  return <Frame view={view} entity={entity} options={options} height={height} />
}

function narrowed(options: ViewOptions, filterKey: string | undefined): ViewOptions {
  if (filterKey === undefined) return options
  const filter: Filter = JSON.parse(filterKey)
  return { ...options, filter: options.filter ? { and: [options.filter as Filter, filter] } : filter }
}

interface FrameProps {
  view: ViewDocument
  entity: Parameters<typeof useViewServicesOf>[0]['entity']
  options: ViewOptions
  height: number
}

function Frame({ view, entity, options: designed, height }: FrameProps) {
  const { openRecord } = useRuntimeServices()
  const [layout, setLayout] = useState<LayoutChange>({})
  const options = useMemo((): ViewOptions => ({ ...designed, ...(layout as Partial<ViewOptions>) }), [designed, layout])
  const order = useRef<readonly string[]>([])
  const address: ListAddress = {
    search: {},
    navigate: ({ record }) => record !== undefined && openRecord?.(entity.key, record),
  }
  const services = useViewServicesOf({
    ...{ entity, address, options, order },
    view: { setLayout: (change) => setLayout((before) => ({ ...before, ...change })) },
  })
  return (
    <ViewServicesContext value={services.value}>
      <div className={classes.view} style={{ height }}>
        <KindView entity={entity} type={view.type} options={options} />
      </div>
      {services.question && <MissingDialog key={services.question.id} entity={entity} question={services.question} />}
    </ViewServicesContext>
  )
}
