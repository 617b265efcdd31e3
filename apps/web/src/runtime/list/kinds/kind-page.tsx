import type { ViewOptions } from '@mortise/metadata'
import { ViewServicesContext } from '@mortise/ui'
import { useRef } from 'react'
import { ListFrame } from '../list-frame.tsx'
import type { ViewPageProps } from '../list-page.tsx'
import { ColourLegend } from '../toolbar/colour-legend.tsx'
import { useCreate } from '../use-create.ts'
import classes from './kind-page.module.css'
import { KindTools } from './kind-tools.tsx'
import { KindView } from './kind-view.tsx'
import { MissingDialog } from './missing-dialog.tsx'
import { useRecordCount } from './use-record-count.ts'
import { useRecordInside } from './use-record-inside.tsx'
import { useViewServicesOf } from './use-view-services.ts'

type KindPageProps = ViewPageProps & { options: ViewOptions }

/** The records by a view of any type but the list: its chunk is fetched, and it gets what it needs as services. */
export function KindPage({ entity, address, view, options, Frame = ListFrame }: KindPageProps) {
  const order = useRef<readonly string[]>([])
  const Record = useRecordInside(entity)
  const services = useViewServicesOf({ entity, address, view, options, order, Record })
  const count = useRecordCount(entity, services.value.what)
  const create = useCreate(entity)
  return (
    <ViewServicesContext value={services.value}>
      <Frame
        entity={entity}
        address={address}
        view={view}
        count={count}
        tools={
          <>
            <KindTools entity={entity} type={view.type} options={options} onChange={view.setLayout} />
            <ColourLegend rules={options.colours} />
          </>
        }
        onCreate={create && (() => void create({}).then((record) => record && address.navigate({ record: record.id })))}
        neighbour={(id, delta) => {
          const index = order.current.indexOf(id)
          return index < 0 ? undefined : order.current[index + delta]
        }}
      >
        <div className={classes.view}>
          <KindView entity={entity} type={view.type.type} options={options} />
        </div>
      </Frame>
      {services.question && <MissingDialog key={services.question.id} entity={entity} question={services.question} />}
    </ViewServicesContext>
  )
}
