import { RowSkeletons, SegmentedControl, useMediaQuery, useText } from '@mortise/ui'
import { type ReactNode, Suspense, useState } from 'react'
import type { PreviewWidth } from './sheet-stage.tsx'
import { WidthChoice } from './width-choice.tsx'
import classes from './workbench.module.css'
import { workbenchTexts } from './workbench-texts.ts'

interface DesignerFrameProps {
  /** What is designed: its name, or a choice among several. */
  title: ReactNode
  /** More in the head, where there is room to design. */
  tools?: ReactNode
  /** Said where there is only room for the preview. */
  small: string
  preview(width: PreviewWidth): ReactNode
  workbench(width: PreviewWidth): ReactNode
}

/** What is designed on a canvas, or as its users get it, on a desktop or a phone; narrow screens have the preview only. */
export function DesignerFrame({ title, tools, small, preview, workbench }: DesignerFrameProps) {
  const t = useText(workbenchTexts)
  const wide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false })
  const [chosen, setMode] = useState('design')
  const [width, setWidth] = useState<PreviewWidth>('desktop')
  const mode = wide ? chosen : 'preview'
  return (
    <div className={classes.designer}>
      <header className={classes.head}>
        {title}
        <div className={classes.gap} />
        {wide ? (
          <>
            {tools}
            <WidthChoice value={width} onChange={setWidth} />
            <SegmentedControl
              size="xs"
              aria-label={t('mode')}
              data={[
                { value: 'design', label: t('design') },
                { value: 'preview', label: t('preview') },
              ]}
              value={mode}
              onChange={setMode}
            />
          </>
        ) : null}
      </header>
      {wide ? null : <p className={classes.small}>{small}</p>}
      {mode === 'preview' ? (
        <Suspense fallback={<RowSkeletons rows={6} height={48} />}>{preview(wide ? width : 'phone')}</Suspense>
      ) : (
        workbench(width)
      )}
    </div>
  )
}
