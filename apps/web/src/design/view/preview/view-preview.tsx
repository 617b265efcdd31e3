import type { EntityModel, ViewDocument } from '@mortise/metadata'
import { EmptyState, NoPermission, PhoneContext, useLanguage, useLocalize, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { appQuery, type RunningApp } from '../../../api/app-description.ts'
import { RecordReadsContext } from '../../../runtime/list/data/record-reads.ts'
import { ViewPage } from '../../../runtime/list/list-page.tsx'
import type { ListAddress, ListView } from '../../../runtime/list/views/use-list-view.ts'
import { usableOptions } from '../../../runtime/list/views/view-options.ts'
import { fullCapabilities, roleCapabilities } from '../../draft/capabilities-of.ts'
import { useDesign, useDesignDocument, useDesignModel } from '../../draft/design-context.ts'
import { DraftAppServices } from '../../draft/draft-app-services.tsx'
import { useViewDesign } from '../use-view-design.ts'
import { viewDesignTexts } from '../view-design-texts.ts'
import classes from '../view-designer.module.css'
import { PreviewFrame, PreviewToolsContext } from './preview-frame.tsx'
import { previewReads } from './preview-reads.ts'
import { shownToRole } from './shown-to-role.ts'

interface ViewPreviewProps {
  view: ViewDocument
  entity: EntityModel
  /** Key of the role it is shown to; empty: who may do everything. */
  role: string
  phone: boolean
  /** Whether it can be filtered, sorted and grouped here. */
  tools: boolean
}

/** The view as its users get it, over the records in force. What is moved, widened or sorted in it changes the draft. */
export function ViewPreview({ view, entity, role: roleKey, phone, tools }: ViewPreviewProps) {
  const t = useText(viewDesignTexts)
  const { app } = useDesign()
  const model = useDesignModel()
  const published = useQuery({ ...appQuery(app), retry: false })
  const role = useDesignDocument(`role/${roleKey}`)
  const capabilities = useMemo(
    () => readOnly(role ? roleCapabilities(model, role) : fullCapabilities(model)),
    [model, role],
  )
  const reads = useMemo(
    () => previewReads({ published: published.data?.model ?? null, draft: model }),
    [published.data, model],
  )
  const shown = useShownView(view, entity, capabilities)
  const fresh = !published.isPending && !published.data?.model.entities.has(entity.key)
  return (
    <div className={classes.stage} data-phone={phone || undefined}>
      <div className={classes.sheet} data-view-preview={view.type}>
        {published.isPending ? null : (
          <DraftAppServices capabilities={capabilities}>
            <PhoneContext value={phone}>
              <RecordReadsContext value={reads}>
                <PreviewToolsContext value={tools}>
                  {!capabilities[entity.key]?.read ? (
                    <NoPermission />
                  ) : shown ? (
                    <ViewPage
                      // Where it is scrolled to at first belongs to the screen.
                      key={`${view.type} ${phone}`}
                      {...{ entity, address: noAddress, view: shown, Frame: PreviewFrame }}
                    />
                  ) : (
                    <EmptyState icon="lock" title={t('previewHidden')} text={t('previewHiddenText')} />
                  )}
                </PreviewToolsContext>
              </RecordReadsContext>
            </PhoneContext>
          </DraftAppServices>
        )}
      </div>
      <p className={classes.note}>{t(fresh ? 'previewNew' : 'previewHint')}</p>
    </div>
  )
}

/** Nothing is opened and nothing is searched for in a preview. */
const noAddress: ListAddress = { search: {}, navigate: () => undefined }

/** The view of the draft in the shape that the pages of the app draw; null where the role does not see it. */
function useShownView(
  view: ViewDocument,
  entity: EntityModel,
  capabilities: RunningApp['capabilities'],
): ListView | null {
  const { setOptions } = useViewDesign()
  const { viewTypes } = useDesign()
  const model = useDesignModel()
  const localize = useLocalize()
  const language = useLanguage()
  return useMemo(() => {
    const type = viewTypes.get(view.type)
    const visible = shownToRole(type, view.options, { model, entity, capabilities })
    if (!visible) return null
    const current: ListView['current'] = {
      ...{ id: view.key, name: localize(view.label), origin: 'document', type: view.type },
      ...{ locked: view.locked === true, options: view.options, own: null },
    }
    return {
      ...{ views: [current], current, type, changed: false },
      options: usableOptions(type, { model, entity }, visible),
      setFilter: (filter) => setOptions({ filter: filter ?? null }, 'filter'),
      setSort: (sort) => setOptions({ sort }, 'sort'),
      setLayout: (change) => setOptions(change, `layout ${Object.keys(change).join(' ')}`),
      reset: () => undefined,
      open: () => undefined,
    }
  }, [view, entity, model, viewTypes, capabilities, setOptions, localize, language])
}

function readOnly(capabilities: RunningApp['capabilities']): RunningApp['capabilities'] {
  return Object.fromEntries(
    Object.entries(capabilities).map(([entity, { read, fields }]) => [
      entity,
      {
        ...{ read, create: false, update: false, delete: false },
        fields: Object.fromEntries(Object.keys(fields).map((key) => [key, 'read' as const])),
      },
    ]),
  )
}
